"""The forms about supervisors who knew, and about an action that comes a third time."""

from collections.abc import Sequence
from typing import Any

from django import forms

from candour.cases.answering.forms import WhichManager
from candour.cases.forms import fields
from candour.law.policies.ladder import SUPERVISORS
from candour.people.queries import PersonCard


class WhichSupervisor(WhichManager):
    """What is known of the supervisor, to find them in the register."""


class Note(forms.Form):
    """Which supervisor knew, and which evidence says so."""

    how = fields.reason("Which evidence says that they knew, and did not act?", rows=3)

    def __init__(self, *args: Any, found: Sequence[PersonCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = fields.choice(
            "Which supervisor?",
            [(str(one.person_id), fields.option(one.name, hint=_of(one))) for one in found],
            required="Choose the supervisor",
        )
        self.order_fields(["person", "how"])


class Decide(forms.Form):
    """What a supervisor who knew did, and why that is found."""

    answer = fields.choice(
        "What is found?",
        [(row.code, row.name) for row in SUPERVISORS],
        required="Choose what is found",
    )
    reason = fields.reason("Why?", rows=3)


class Again(forms.Form):
    """Why the same kind of action is taken again."""

    reason = fields.reason(
        "Why is the same action enough again?",
        hint="Say what the earlier ones changed, and why anything more is not needed.",
    )


def _of(one: PersonCard) -> str:
    return ", ".join(part for part in (one.rank, one.unit, *one.numbers) if part)
