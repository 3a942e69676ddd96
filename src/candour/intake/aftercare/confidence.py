"""The question at the end: would she report again? Its answers are counted and published."""

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
    send,
    words_field,
)
from candour.intake.mailboxes import Message


class Confidence(Asking):
    score = forms.TypedChoiceField(
        label=gettext_lazy("Would you report again?"),
        choices=[
            ("5", gettext_lazy("Yes, for sure")),
            ("4", gettext_lazy("Yes, I think so")),
            ("3", gettext_lazy("I don't know")),
            ("2", gettext_lazy("No, I don't think so")),
            ("1", gettext_lazy("No, never")),
        ],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one")},
    )
    text = words_field(gettext_lazy("Do you want to say why?"))


def _is_offered(visit: Visit) -> bool:
    return visit.has_ended and not visit.done("confidence")


def _is_due(visit: Visit) -> bool:
    return _is_offered(visit) and not visit.has_withdrawn


def _says(visit: Visit) -> tuple[Text, ...]:
    return (_("We count the answers of many people together. Your words are for the team alone."),)


def _act(visit: Visit, said: Mapping[str, Any]) -> Answer:
    event = {"kind": "confidence", "detail": {"score": said["score"]}}
    send(visit, Message(id=visit.id, text=said["text"], kind="confidence", event=event))
    return Answer(title=_("Thank you for your answer"))


ENTRY = Aftercare(
    label=gettext_lazy("Would you report again?"),
    hint=gettext_lazy("One question, now that it is over."),
    order=35,
    form=Confidence,
    says=_says,
    act=_act,
    is_offered=_is_offered,
    is_due=_is_due,
    button=gettext_lazy("Send"),
)
