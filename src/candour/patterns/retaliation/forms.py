"""The forms of what follows a report: who made it, what is decided, where evidence came from."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from candour.cases.forms import fields
from candour.law.policies import retaliation as policy
from candour.pages.fields import DateField
from candour.patterns.models.retaliation import ACTION_ANSWERS, ACTIONS, ANSWERS, OF_KIND
from candour.patterns.retaliation.actions import decide_action as acting
from candour.patterns.retaliation.actions import decide_proposal as deciding
from candour.patterns.retaliation.actions.name_reporter import Named
from candour.patterns.retaliation.actions.state_origin import Origin
from candour.patterns.retaliation.queries import Line, Reporter
from candour.people.queries import PersonCard

AGREED = "yes"
SHORT = 300


class WhoReported(forms.Form):
    """What is known of who reported, to find them in the register."""

    given = forms.CharField(label="First name", required=False, max_length=80)
    family = forms.CharField(label="Last name", required=False, max_length=80)
    number = forms.CharField(
        label="Number", help_text="Warrant, collar or staff number.", required=False, max_length=40
    )

    def said(self) -> dict[str, str]:
        """Return what was typed."""
        if not self.is_bound or not self.is_valid():
            return {}
        return {name: value for name, value in self.cleaned_data.items() if value}


class NameReporter(forms.Form):
    """Who it is, and whether they agreed that those who decide about them know it."""

    agreed = fields.choice(
        "Did they agree that whoever decides about them may know that they reported?",
        [
            (AGREED, fields.option("Yes",
                hint="What follows is put to those who handle the case, and to whoever handles a"
                " case about them.")),
            ("no", fields.option("No, or nobody has asked them",
                hint="What follows is shown to you alone. No name is kept.")),
        ],
        required="Say whether they agreed",
    )  # fmt: skip
    how_known = fields.reason("If they agreed: how is it known that it was them?", rows=2)

    def __init__(self, *args: Any, found: Sequence[PersonCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = fields.choice(
            "Who reported it?",
            [(str(one.person_id), fields.option(one.name, hint=_of(one))) for one in found],
            required="Choose who reported it",
        )
        self.fields["how_known"].required = False
        self.order_fields(["person", "agreed", "how_known"])

    def named(self) -> Named:
        """Return who was named."""
        said = self.cleaned_data
        return Named(
            person=uuid.UUID(said["person"]),
            agreed=said["agreed"] == AGREED,
            how_known=said["how_known"],
        )


class Decide(forms.Form):
    """Whether what followed belongs to the report."""

    considered = forms.BooleanField(
        label="I have held it beside the report",
        error_messages={"required": "Hold it beside the report first"},
    )
    reason = fields.reason("Why?", rows=3)

    def __init__(self, *args: Any, line: Line, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = "counter" if line.is_counter else "hr"
        self.fields["answer"] = fields.choice(
            "What do you decide?",
            [(code, name) for code, name in ANSWERS if code in OF_KIND[kind]],
            required="Choose what you decide",
        )
        if line.is_counter:
            self.fields["comes_from"] = fields.choice(
                "Who does the later matter come from?",
                [(row.code, row.name) for row in policy.SOURCES],
                required="Say who it comes from, or that it is not known",
            )
        self.order_fields(["answer", "comes_from", "reason", "considered"])

    def decided(self) -> deciding.Decided:
        """Return the decision."""
        said = self.cleaned_data
        return deciding.Decided(
            answer=said["answer"], comes_from=said.get("comes_from", ""), reason=said["reason"]
        )


class Act(forms.Form):
    """Whether somebody who reported may be moved or disciplined."""

    action = fields.choice("What is to be done?", ACTIONS, required="Choose what is to be done")
    answer = fields.choice("May it be done?", ACTION_ANSWERS, required="Say whether it may be done")
    consents = fields.yes_or_no(
        "Did they agree to it, freely?",
        required="Say whether they agreed",
        hint="They are moved only if they agreed. Otherwise the person complained of moves.",
    )
    considered = forms.BooleanField(
        label="I have considered that they reported",
        error_messages={"required": "Consider that they reported first"},
    )
    reason = fields.reason("Why?", rows=3)

    def __init__(self, *args: Any, reporters: Sequence[Reporter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reporter"] = fields.choice(
            "Of whom?",
            [(str(one.id), one.name or "Somebody whose name does not open") for one in reporters],
            required="Choose of whom",
        )
        self.order_fields(["reporter", "action", "answer", "consents", "reason", "considered"])

    def decided(self) -> acting.Decided:
        """Return the decision."""
        said = self.cleaned_data
        return acting.Decided(
            reporter=uuid.UUID(said["reporter"]),
            action=said["action"],
            answer=said["answer"],
            consents=said["consents"] == fields.YES,
            reason=said["reason"],
        )


class StateOrigin(forms.Form):
    """Where a piece of evidence came from."""

    what = forms.CharField(
        label="What is it?", max_length=SHORT, error_messages={"required": "Say what it is"}
    )
    who = forms.CharField(
        label="Who obtained it?",
        max_length=SHORT,
        error_messages={"required": "Say who obtained it"},
    )
    system = fields.choice(
        "From which system or place?",
        [(row.code, row.name) for row in policy.SYSTEMS],
        required="Choose where it was found",
    )
    on = DateField(subject="The day it was obtained", label="What day was it obtained?")
    why = fields.reason("Why was it looked for?", rows=2)

    def origin(self) -> Origin:
        """Return what was said."""
        return Origin(**self.cleaned_data)


def _of(one: PersonCard) -> str:
    return ", ".join(part for part in (one.rank, one.unit, *one.numbers) if part)
