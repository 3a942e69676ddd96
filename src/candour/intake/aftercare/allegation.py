"""The allegation as it was recorded: she says whether that is right, before it is judged."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.intake.aftercare import (
    Aftercare,
    Answer,
    Asking,
    Text,
    Visit,
    newest,
    send,
    words_field,
)
from candour.intake.mailboxes import Message, OpenedLetter, letters


class Allegation(Asking):
    right = forms.ChoiceField(
        label=gettext_lazy("Is this what you told us?"),
        choices=[
            ("yes", gettext_lazy("That is right")),
            ("no", gettext_lazy("That is not right")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one")},
    )
    text = words_field(gettext_lazy("What is wrong or missing?"), rows=6)


def _waiting(visit: Visit) -> OpenedLetter | None:
    letter = newest(visit, letters.ALLEGATION)
    answered = {one.detail.get("letter") for one in visit.done("confirmed", "corrected")}
    return None if letter is None or str(letter.id) in answered else letter


def _is_offered(visit: Visit) -> bool:
    return newest(visit, letters.ALLEGATION) is not None


def _is_due(visit: Visit) -> bool:
    return _waiting(visit) is not None


def _says(visit: Visit) -> tuple[Text, ...]:
    letter = newest(visit, letters.ALLEGATION)
    return (
        _("This is how your report was written down:"),
        letter.text if letter else "",
        _("Your own words are kept as well. Nothing you say here changes them."),
    )


def _act(visit: Visit, said: Mapping[str, Any]) -> Answer:
    letter = newest(visit, letters.ALLEGATION)
    is_right = said["right"] == "yes"
    event = {
        "kind": "confirmed" if is_right else "corrected",
        "detail": {"letter": str(letter.id) if letter else ""},
    }
    send(visit, Message(id=visit.id, text=said["text"], kind="correction", event=event))
    if is_right:
        return Answer(title=_("Thank you. They know that it is right"))
    return Answer(
        title=_("Thank you. They know that it is not right"),
        says=(_("They must look at what you wrote and answer you."),),
    )


ENTRY = Aftercare(
    label=gettext_lazy("Check what was written down"),
    hint=gettext_lazy("Say if it is right or not."),
    order=15,
    form=Allegation,
    says=_says,
    act=_act,
    is_offered=_is_offered,
    is_due=_is_due,
    button=gettext_lazy("Send"),
    is_for_matters=True,
)
