"""The form of a step: built from its sheet and from the facts that its rows ask for."""

import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from candour.cases.courses import opening
from candour.cases.courses.engine import Asked
from candour.cases.courses.sheets import codes
from candour.cases.courses.sheets.shape import Ask, Kind, Sheet
from candour.cases.forms import fields
from candour.core.states import WORDS, Guard, Machine, Step, Transition
from candour.pages.fields import DateField

Choices = Sequence[tuple[str, str]]
_REQUIRED = "Choose one answer"


class StepForm(forms.Form):
    """One step: whom it is about, what is answered, which facts hold, when, and why."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        sheet: Sheet,
        rows: Sequence[Transition],
        people: Choices,
        accounts: Choices = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sheet, self.people, self.accounts = sheet, people, accounts
        self.claimed = opening.asked_of(rows=rows, sheet=sheet)
        if sheet.is_about_person:
            self.fields["about"] = fields.choice(
                "Whom is it about?", people, required="Choose whom it is about"
            )
        for number, (_, name) in enumerate(people if sheet.each else ()):
            for ask in sheet.each:
                field = self._field(ask)
                field.label = f"{name}. {ask.label}" if len(people) > 1 else ask.label
                self.fields[f"p{number}_{ask.name}"] = field
        for ask in sheet.asks:
            self.fields[ask.name] = self._field(ask)
        for guard in self.claimed:
            self.fields[f"fact_{guard.value}"] = fields.yes_or_no(
                f"Is it so that {WORDS[guard]}?", required=_REQUIRED
            )
        self.fields["on"] = DateField(subject="The day", label="What day was it?")
        if sheet.rests:
            self._rest()
        if sheet.reason:
            self.fields["reason"] = fields.reason(sheet.reason)

    def _rest(self) -> None:
        self.fields["owner"] = fields.choice(
            "Who has it now?", codes.RESTING_WITH, required="Choose who has it now"
        )
        self.fields["review_on"] = DateField(
            subject="The day of the review",
            label="On what day is it looked at again?",
            help_text="Within 28 days.",
        )

    def _field(self, ask: Ask) -> forms.Field:
        choices = self.accounts if ask.kind is Kind.ACCOUNT else ask.choices
        if ask.kind is Kind.DAY:
            return DateField(subject="The day", label=ask.label)
        if ask.kind is Kind.MANY:
            return forms.MultipleChoiceField(
                label=ask.label, help_text=ask.hint, choices=choices, required=ask.is_required,
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": "Choose at least one"},
            )  # fmt: skip
        field = fields.choice(ask.label, choices, required=_REQUIRED, hint=ask.hint)
        field.required = ask.is_required
        return field

    def asked(self, *, machine: Machine, step: Step, subject: uuid.UUID | None) -> Asked:
        """Return the step as it was asked for."""
        told = self.cleaned_data
        about = told.get("about")
        return Asked(
            machine=machine,
            step=step,
            subject=subject,
            about=uuid.UUID(about) if about else None,
            on=told["on"],
            seen=told["seen"],
            claims=frozenset(self._claims()),
            answers=self._answers(),
            reason=told.get("reason", ""),
            owner=told.get("owner", ""),
            review_on=told.get("review_on"),
        )

    def _claims(self) -> Iterable[Guard]:
        for guard in self.claimed:
            if self.cleaned_data[f"fact_{guard.value}"] == fields.YES:
                yield guard
        for ask in self.sheet.asks:
            told = self.cleaned_data.get(ask.name) or ()
            for code in (told,) if isinstance(told, str) else told if ask.gives else ():
                yield from ask.gives.get(code, ())

    def _answers(self) -> dict[str, object]:
        answers = {ask.name: _plain(self.cleaned_data.get(ask.name)) for ask in self.sheet.asks}
        if self.sheet.each:
            answers["each"] = {
                person: self._of_person(number) for number, (person, _) in enumerate(self.people)
            }
        return {name: value for name, value in answers.items() if value not in (None, "", [])}

    def _of_person(self, number: int) -> Mapping[str, object]:
        told = {ask.name: self.cleaned_data.get(f"p{number}_{ask.name}") for ask in self.sheet.each}
        return {name: value for name, value in told.items() if value}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime.date) else value
