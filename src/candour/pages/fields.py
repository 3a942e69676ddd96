"""Form fields that Django lacks: a date in three parts, the secret words, choices with hints."""

import calendar
import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

PARTS = ("day", "month", "year")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_YEAR_DIGITS = 4
_LABELS = {
    "day": gettext_lazy("Day"),
    "month": gettext_lazy("Month"),
    "year": gettext_lazy("Year"),
}
# Each way in which a part or two can be missing, as a sentence that every language can turn round.
_MISSING = {
    ("day",): gettext_lazy("%(subject)s must include a day"),
    ("month",): gettext_lazy("%(subject)s must include a month"),
    ("year",): gettext_lazy("%(subject)s must include a year"),
    ("day", "month"): gettext_lazy("%(subject)s must include a day and month"),
    ("day", "year"): gettext_lazy("%(subject)s must include a day and year"),
    ("month", "year"): gettext_lazy("%(subject)s must include a month and year"),
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer of a list of radios or checkboxes, with its own hint or an "or" before it."""

    label: str
    hint: str = ""
    divider: str = ""

    def __str__(self) -> str:
        return self.label


class Words(forms.TextInput):
    """A box for secret words: nothing corrects, completes or sends them elsewhere to be checked."""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        quiet = {"spellcheck": "false", "autocapitalize": "none", "autocomplete": "off"}
        super().__init__(attrs={**quiet, **(attrs or {})})


class PartsError(ValidationError):
    """A date that can't be taken; it knows which of its parts must be mended."""

    def __init__(self, message: str, *, parts: Sequence[str] = PARTS) -> None:
        super().__init__(message, code="date")
        self.parts = tuple(parts)


class DateParts(forms.MultiWidget):
    template_name = "candour/widgets/date.html"
    use_fieldset = True

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        numeric = {"inputmode": "numeric"}
        parts: dict[str, forms.Widget | type[forms.Widget]] = {
            part: forms.TextInput(attrs=dict(numeric)) for part in PARTS
        }
        super().__init__(widgets=parts, attrs=dict(attrs or {}))

    def decompress(self, value: datetime.date | None) -> list[Any]:
        if value is None:
            return [None, None, None]
        return [value.day, value.month, value.year]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        attrs = dict(attrs or {})
        invalid = attrs.pop("invalid_parts", ())
        attrs.pop("aria-invalid", None)
        context = super().get_context(name, value, attrs)
        for part, widget in zip(PARTS, context["widget"]["subwidgets"], strict=True):
            widget["label"] = _LABELS[part]
            if part in invalid:
                widget["attrs"]["aria-invalid"] = "true"
        return context


class BoundDate(forms.BoundField):
    @property
    def invalid_parts(self) -> tuple[str, ...]:
        """The parts to mend; all of them where the page itself refused the date."""
        errors = self.errors.as_data()
        named = {part for error in errors for part in getattr(error, "parts", PARTS)}
        return tuple(part for part in PARTS if part in named)

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        return {**built, "invalid_parts": self.invalid_parts}


class DateField(forms.Field):
    """A date typed as day, month and year; `subject` is what errors call it."""

    widget = DateParts

    def __init__(self, *, subject: str | Promise = "The date", **options: Any) -> None:
        super().__init__(**options)
        self.subject = subject
        named = str(subject)
        self.error_messages["required"] = f"Enter {named[:1].lower()}{named[1:]}"

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        return BoundDate(form, self, field_name)

    def to_python(self, value: Any) -> datetime.date | None:
        typed = [(part or "").strip() for part in value or ("", "", "")]
        if not any(typed):
            return None
        self._refuse_gaps(typed)
        day, month, year = _number(typed[0]), _month(typed[1]), _number(typed[2])
        if len(typed[2]) != _YEAR_DIGITS or year is None:
            says = gettext("%(subject)s: the year must have 4 numbers")
            raise PartsError(self._of_it(says), parts=("year",))
        if month is None:
            says = gettext("%(subject)s must have a real month")
            raise PartsError(self._of_it(says), parts=("month",))
        if day is None or not _exists(day=day, month=month, year=year):
            raise PartsError(self._of_it(gettext("%(subject)s must be a real date")))
        return datetime.date(year, month, day)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True

    def _refuse_gaps(self, typed: Sequence[str]) -> None:
        missing = tuple(part for part, text in zip(PARTS, typed, strict=True) if not text)
        if missing:
            raise PartsError(self._of_it(str(_MISSING[missing])), parts=missing)

    def _of_it(self, sentence: str) -> str:
        return sentence % {"subject": self.subject}


def error_target(bound: forms.BoundField) -> str:
    """Return the id of the control that an error summary must lead to."""
    identifier = str(bound.field.widget.attrs.get("id") or bound.auto_id)
    if isinstance(bound, BoundDate):
        return f"{identifier}_{PARTS.index((*bound.invalid_parts, PARTS[0])[0])}"
    if isinstance(bound.field.widget, forms.RadioSelect):
        return f"{identifier}_0"
    return identifier


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= _YEAR_DIGITS else None


def _month(text: str) -> int | None:
    named = [
        position
        for position, name in enumerate(_MONTHS, start=1)
        if len(text) > 2 and name.startswith(text.lower())
    ]
    number = named[0] if named else _number(text)
    return number if number and number <= len(_MONTHS) else None


def _exists(*, day: int, month: int, year: int) -> bool:
    return year >= datetime.MINYEAR and 1 <= day <= calendar.monthrange(year, month)[1]
