"""The forms of single steps: a letter, an event, an investigator."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms

from candour.cases.actions.record_event import RECORDABLE
from candour.cases.forms import fields
from candour.cases.reading import wording
from candour.cases.reading.staff import Colleague
from candour.law.events import EventKind
from candour.pages.fields import DateField


class Letter(forms.Form):
    """A message or an update to the reporter."""

    text = forms.CharField(
        label="Write to the reporter",
        help_text="It waits in the mailbox that the reporter opens with eight words.",
        max_length=fields.LONG,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Write your letter first"},
    )
    counts_as = fields.choice(
        "What does it count as?",
        [
            ("update", fields.option("News of progress", hint="It is owed every 28 days.")),
            (
                "answer",
                fields.option(
                    "A written answer",
                    hint="To a body that reported for several people. It is owed within 28 days.",
                ),
            ),
            (
                "message",
                fields.option("A message", hint="A question or an answer; no clock moves."),
            ),
        ],
        required="Choose what it counts as",
    )


class OutcomeLetter(forms.Form):
    """The letter that tells the outcome and the reporter's rights."""

    text = forms.CharField(
        label="The letter",
        max_length=fields.LONG,
        widget=forms.Textarea(attrs={"rows": 16}),
        error_messages={"required": "Write the letter first"},
    )


class Step(forms.Form):
    """A statutory step that was taken, and its day."""

    kind = fields.choice(
        "What happened?",
        [
            (kind.value, fields.option(wording.event(kind.value),
                                       hint=wording.EVENT_SUMMARIES[kind.value]))
            for kind in RECORDABLE
        ],
        required="Choose what happened",
    )  # fmt: skip
    happened_on = DateField(subject="The day it happened", label="What day did it happen?")

    def event(self) -> tuple[EventKind, datetime.date]:
        """Return what happened and when."""
        return EventKind(self.cleaned_data["kind"]), self.cleaned_data["happened_on"]


class Allocate(forms.Form):
    """Who is to investigate."""

    def __init__(
        self, *args: Any, eligible: Sequence[Colleague], force: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"] = fields.choice(
            "Who investigates?",
            [(str(one.account_id), fields.option(one.name, hint=_of(one, force)))
             for one in eligible],
            required="Choose an investigator",
        )  # fmt: skip


def _of(one: Colleague, force: str) -> str:
    return one.organisation if one.organisation == force else f"{one.organisation}: another force"
