"""Fields that several forms of a case share: reasons, yes and no, categories."""

from collections.abc import Iterable

from django import forms

from candour.law.categories import CATEGORIES
from candour.pages.fields import Option

LONG = 20_000
YES, NO = "yes", "no"


class Categories(forms.CheckboxSelectMultiple):
    """Categories under their letters, each letter folded until it is opened or chosen from."""

    template_name = "cases/widgets/categories.html"


def reason(label: str = "Why?", *, hint: str = "", rows: int = 4) -> forms.CharField:
    """Return the field of a decision's reason; what is written there is sealed."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": "Give your reason"},
    )


def choice(
    label: str, choices: Iterable[tuple[str, object]], *, required: str, hint: str = ""
) -> forms.ChoiceField:
    """Return a list of radio buttons of which one must be chosen."""
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=list(choices),
        widget=forms.RadioSelect,
        error_messages={"required": required, "invalid_choice": required},
    )


def yes_or_no(label: str, *, required: str, hint: str = "") -> forms.ChoiceField:
    """Return a question that is answered by yes or no."""
    field = choice(label, [(YES, "Yes"), (NO, "No")], required=required, hint=hint)
    field.widget.attrs["class"] = "govuk-radios--inline"
    return field


def categories(label: str, *, required: str, hint: str = "") -> forms.MultipleChoiceField:
    """Return the national categories, by letter."""
    every = "Choose every one that fits. Each becomes an allegation of its own."
    return forms.MultipleChoiceField(
        label=label,
        help_text=f"{every} {hint}".strip(),
        choices=_by_letter(),
        widget=Categories,
        error_messages={"required": required},
    )


def option(label: str, *, hint: str = "") -> Option:
    """Return the label of a choice with its hint."""
    return Option(label=label, hint=hint)


def _by_letter() -> list[tuple[str, object]]:
    listed: list[tuple[str, object]] = []
    for letter in (row for row in CATEGORIES if row.parent is None):
        below = [
            (row.code, f"{row.code} {row.name}") for row in CATEGORIES if row.parent == letter.code
        ]
        name = f"{letter.code} {letter.name}"
        listed.append((name, below) if below else (letter.code, name))
    return listed
