"""Asking for a review of the outcome: the right itself stands in the letter with the outcome."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.intake.aftercare import (
    OUTCOME,
    Aftercare,
    Answer,
    Asking,
    Text,
    Visit,
    send,
    words_field,
)
from candour.intake.mailboxes import Message


class Review(Asking):
    text = words_field(gettext_lazy("What do you think is wrong with the decision?"), rows=6)


def _is_offered(visit: Visit) -> bool:
    return bool(OUTCOME.intersection(visit.states))


def _says(visit: Visit) -> tuple[Text, ...]:
    says = [
        _("The letter with the decision says if you can ask for a review, who does it and until"
          " when. It may also say that there is none."),
        _("We pass on that you ask. We can't promise that there will be a review."),
    ]  # fmt: skip
    if visit.done("review_asked"):
        says.insert(0, _("You have asked before. You can ask again or add to it."))
    return tuple(says)


def _act(visit: Visit, said: Mapping[str, Any]) -> Answer:
    event = {"kind": "review_asked"}
    send(visit, Message(id=visit.id, text=said["text"], kind="review_request", event=event))
    return Answer(
        title=_("We pass on that you ask for a review"),
        says=(_("They get it tonight. The answer comes here."),),
    )


ENTRY = Aftercare(
    label=gettext_lazy("Ask for a review"),
    hint=gettext_lazy("If you think that the decision is wrong."),
    order=40,
    form=Review,
    says=_says,
    act=_act,
    is_offered=_is_offered,
    button=gettext_lazy("Ask for a review"),
    is_for_matters=True,
)
