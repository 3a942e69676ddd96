"""The filters above the list of cases."""

import datetime
import uuid
from collections.abc import Iterable

from django import forms

from candour.cases.queries.case_list import NOBODY, Filters
from candour.cases.reading import wording
from candour.law.categories import CATEGORIES

_DAY = "For example, 31/3/2026"


class AnyOf(forms.ChoiceField):
    """A choice among what only the list itself knows; what is none of it narrows to nothing."""

    def valid_value(self, value: object) -> bool:
        return True


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=_DAY,
        required=False,
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        error_messages={"invalid": "Write the day like this: 31/3/2026"},
    )


class CaseFilters(forms.Form):
    text = forms.CharField(
        label="Reference or category",
        help_text="A reference is found by how it begins, for example C-VCXP.",
        required=False,
        max_length=100,
    )
    kind = forms.ChoiceField(
        label="Kind", required=False, choices=[("", "All kinds"), *wording.KINDS.items()]
    )
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[("", "Open and closed"), ("open", "Open"), ("closed", "Closed")],
    )
    category = forms.ChoiceField(
        label="Category",
        required=False,
        choices=[
            ("", "All categories"),
            *((row.code, f"{row.code} {row.name}") for row in CATEGORIES),
        ],
    )
    unit = AnyOf(label="Unit of the subject then", required=False)
    handler = AnyOf(label="Investigator", required=False)
    received_from = _day("Received from")
    received_until = _day("Received until")
    overdue = forms.BooleanField(label="Only overdue", required=False)

    def offer(
        self, *, units: Iterable[tuple[str, str]], handlers: Iterable[tuple[str, str]]
    ) -> None:
        """Fill the lists that depend on what the reader sees."""
        self._choices("unit", [("", "All units"), *units])
        self._choices("handler", [("", "Anybody"), (NOBODY, "Nobody yet"), *handlers])

    def filters(self) -> Filters:
        """Return what was chosen; what can't be understood narrows nothing."""
        self.is_valid()
        chosen = self.cleaned_data
        handler = chosen.get("handler", "")
        return Filters(
            kind=chosen.get("kind", ""),
            state=chosen.get("state", ""),
            is_overdue=bool(chosen.get("overdue")),
            text=chosen.get("text", "").strip(),
            category=chosen.get("category", ""),
            unit=_id(chosen.get("unit", "")),
            handler=handler if handler == NOBODY else str(_id(handler) or ""),
            from_on=chosen.get("received_from"),
            until_on=chosen.get("received_until"),
        )

    def chosen(self) -> tuple[tuple[str, str, str], ...]:
        """Return what narrows the list: the field, its name and what was chosen, in words."""
        return tuple(
            (name, str(field.label), self._said(name))
            for name, field in self.fields.items()
            if self.cleaned_data.get(name)
        )

    def _said(self, name: str) -> str:
        value = self.cleaned_data[name]
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            return str(dict(field.choices).get(value, "Not in this list"))  # type: ignore[arg-type] # flat lists of pairs
        if isinstance(value, datetime.date):
            return wording.day(value)
        return "Yes" if value is True else str(value)

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
