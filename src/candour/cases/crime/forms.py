"""The forms of what the crime side asks: who it is, what holds for now, what an outcome leaves."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from candour.cases.crime.actions.decide_after_outcome import Decided as AfterOutcome
from candour.cases.crime.actions.decide_interim import Answer
from candour.cases.crime.actions.decide_item import SAME, Decided
from candour.cases.forms import fields
from candour.cases.models.crime import GO_ON, ITEM_ANSWERS, OUTCOME_ANSWERS, STAYS_STOPPED
from candour.law.policies.crime_side import PROCEEDINGS, QUESTIONS, REVIEW_DAYS
from candour.pages.fields import DateField
from candour.people.queries import PersonCard

OTHER = "other"


class DecideItem(forms.Form):
    """Who a row is about."""

    answer = fields.choice("Who is it about?", ITEM_ANSWERS, required="Choose who it is about")
    number = forms.CharField(
        label="Number of the person",
        help_text="Only if you chose somebody who is not listed. Warrant, collar or staff number.",
        max_length=40,
        required=False,
    )
    reason = fields.reason(
        "Why?", hint="What did you compare? If you ask the crime side, say what you asked.", rows=3
    )

    def __init__(self, *args: Any, found: Sequence[PersonCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(one.person_id), fields.option(one.name, hint=_of(one))) for one in found]
        self.fields["person"] = forms.ChoiceField(
            label="Which person?",
            help_text="Only if it is about somebody who serves.",
            choices=[*listed, (OTHER, "Somebody else, by the number below")],
            widget=forms.RadioSelect,
            required=False,
        )
        self.order_fields(["answer", "person", "number", "reason"])

    def clean(self) -> None:
        """Ask for a person where the answer is one."""
        super().clean()
        said = self.cleaned_data
        if said.get("answer") != SAME:
            return
        if not said.get("person"):
            self.add_error("person", "Choose the person")
        elif said["person"] == OTHER and not said.get("number", "").strip():
            self.add_error("number", "Enter the number of the person")

    @property
    def wanted(self) -> str:
        """Return the number to look up; empty where somebody listed was chosen."""
        said = self.cleaned_data
        is_other = said["answer"] == SAME and said.get("person") == OTHER
        return said["number"].strip() if is_other else ""

    def decided(self, *, found: uuid.UUID | None) -> Decided:
        """Return the decision; `found` is who has the number that was entered."""
        said = self.cleaned_data
        listed = said.get("person") if said["answer"] == SAME else ""
        person = uuid.UUID(listed) if listed and listed != OTHER else found
        return Decided(answer=said["answer"], reason=said["reason"], person=person)


class Interim(forms.Form):
    """Three decisions for the time being, each with its reason."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in QUESTIONS:
            required = f"Answer yes or no: {row.name.lower()}"
            self.fields[row.code] = fields.yes_or_no(row.asks, required=required)
            self.fields[f"{row.code}_why"] = _why(row.name)

    def answers(self) -> dict[str, Answer]:
        """Return the answers by question."""
        said = self.cleaned_data
        return {
            row.code: Answer(is_yes=said[row.code] == fields.YES, reason=said[f"{row.code}_why"])
            for row in QUESTIONS
        }


class AfterOutcomeForm(forms.Form):
    """What becomes of the misconduct question."""

    answer = fields.choice(
        "What happens now?",
        [
            (GO_ON, fields.option(dict(OUTCOME_ANSWERS)[GO_ON],
                                  hint="A matter that was stopped is restarted today.")),
            (STAYS_STOPPED, fields.option(dict(OUTCOME_ANSWERS)[STAYS_STOPPED],
                                          hint="Only for proceedings that you name below.")),
        ],
        required="Choose what happens now",
    )  # fmt: skip
    test = forms.CharField(
        label="If it goes on: what could be proven, and what is done now?",
        help_text="The test is the balance of probabilities, not the criminal one. Name the"
        " material of the criminal case, and the least that is done.",
        max_length=fields.LONG,
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    proceeding = forms.ChoiceField(
        label="If it stays stopped: for which proceedings?",
        choices=[(row.code, row.name) for row in PROCEEDINGS],
        widget=forms.RadioSelect,
        required=False,
    )
    review_on = DateField(
        subject="The day to look again",
        label=f"If it stays stopped: when is it looked at again, within {REVIEW_DAYS} days?",
        required=False,
    )
    reason = fields.reason("Why?", rows=3)

    def clean(self) -> None:
        """Ask for what the chosen answer needs."""
        super().clean()
        said = self.cleaned_data
        if said.get("answer") == GO_ON and not said.get("test", "").strip():
            self.add_error("test", "Say what could be proven, and what is done now")
        if said.get("answer") == STAYS_STOPPED:
            if not said.get("proceeding"):
                self.add_error("proceeding", "Choose the proceedings that it waits for")
            if not said.get("review_on") and "review_on" not in self.errors:
                self.add_error("review_on", "Enter the day on which it is looked at again")

    def decided(self) -> AfterOutcome:
        """Return the decision."""
        return AfterOutcome(**self.cleaned_data)


def _why(name: str) -> forms.CharField:
    field = fields.reason(f"{name}: why?", rows=2)
    field.error_messages["required"] = f"Give your reason: {name.lower()}"
    return field


def _of(one: PersonCard) -> str:
    return ", ".join(part for part in (one.rank, one.unit, *one.numbers) if part)
