"""The forms of a grievance that may be about conduct: move it or let it stay, and agree."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from candour.cases.forms import fields
from candour.cases.grievances.actions.decide_grievance import CONDUCT, STAYS, Decided
from candour.law.policies.grievances import GOES_ON
from candour.people.queries import PersonCard

NOBODY = "nobody"


class Decide(forms.Form):
    """Whether it is about conduct, about whom, as what."""

    answer = fields.choice(
        "Is it about conduct?",
        [
            (CONDUCT, fields.option("Yes: move it to conduct",
                                    hint="A matter is recorded today, with walls of its own.")),
            (STAYS, fields.option("No: it stays a grievance",
                                  hint="A second person must agree.")),
        ],
        required="Choose whether it is about conduct",
    )  # fmt: skip
    categories = fields.categories(
        "If yes: what is alleged?", required="Choose at least one category"
    )
    goes_on = forms.ChoiceField(
        label="If yes: does the person who raised it want the grievance to go on as well?",
        help_text="That is their choice alone.",
        choices=GOES_ON,
        widget=forms.RadioSelect,
        required=False,
    )
    reason = fields.reason("Why?", rows=3)

    def __init__(self, *args: Any, found: Sequence[PersonCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(one.person_id), fields.option(one.name, hint=_of(one))) for one in found]
        self.fields["person"] = forms.ChoiceField(
            label="If yes: about whom?",
            choices=[*listed, (NOBODY, "Somebody who is not listed, or not known yet")],
            widget=forms.RadioSelect,
            required=False,
        )
        self.fields["categories"].required = False
        self.order_fields(["answer", "person", "categories", "goes_on", "reason"])

    def clean(self) -> None:
        """Ask for what a move needs."""
        super().clean()
        said = self.cleaned_data
        if said.get("answer") != CONDUCT:
            return
        if not said.get("person"):
            self.add_error("person", "Choose whom it is about")
        if not said.get("categories"):
            self.add_error("categories", "Choose at least one category")
        if not said.get("goes_on"):
            self.add_error("goes_on", "Say whether the grievance goes on")

    def decided(self) -> Decided:
        """Return the decision."""
        said = self.cleaned_data
        if said["answer"] == STAYS:
            return Decided(answer=STAYS, reason=said["reason"])
        person = said["person"]
        return Decided(
            answer=CONDUCT,
            reason=said["reason"],
            person=None if person == NOBODY else uuid.UUID(person),
            categories=tuple(said["categories"]),
            goes_on=said["goes_on"],
        )


class Review(forms.Form):
    """What a second person says."""

    is_agreed = fields.yes_or_no(
        "Do you agree that it stays a grievance?",
        required="Say whether you agree",
        hint="If you do not, it is decided again.",
    )
    reason = fields.reason("Why?", rows=3)

    def agreed(self) -> bool:
        """Return whether they agree."""
        return bool(self.cleaned_data["is_agreed"] == fields.YES)


def _of(one: PersonCard) -> str:
    return ", ".join(part for part in (one.rank, one.unit, *one.numbers) if part)
