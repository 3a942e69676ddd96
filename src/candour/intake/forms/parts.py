"""The fields that pages of the report are made of; whatever is not marked may be left empty."""

from collections.abc import Callable, Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from candour.intake.texts import Text
from candour.pages.fields import DateField, Words

Choices = Iterable[tuple[object, object]] | Callable[[], Iterable[tuple[object, object]]]

LONG = 20_000
SHORT = 300
NAMES = 2_000
YES_NO = (("yes", _("Yes")), ("no", _("No")))


class Grouped(forms.RadioSelect):
    """Choices under headings; the first one bears the id that an error leads to."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return super().id_for_label(id_, "0" if index == "0_0" else index)


def line(
    label: Text, help_text: Text = "", *, longest: int = SHORT, required: Text = ""
) -> forms.CharField:
    """Return a box of one line; `required` is what is said where it is left empty."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=bool(required),
        max_length=longest,
        error_messages={"required": required} if required else None,
    )


def name(label: Text, help_text: Text = "", *, longest: int = 80) -> forms.CharField:
    """Return a box for a name: nothing corrects or completes it."""
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=longest, widget=Words
    )


def box(
    label: Text,
    help_text: Text = "",
    *,
    rows: int = 4,
    longest: int = NAMES,
    required: Text = "",
) -> forms.CharField:
    """Return a box of several lines."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=bool(required),
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": required} if required else None,
    )


def choice(
    label: Text,
    choices: Choices,
    help_text: Text = "",
    *,
    required: Text = "",
    widget: type[forms.RadioSelect] = forms.RadioSelect,
) -> forms.ChoiceField:
    """Return a list of which one is chosen."""
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=choices,
        required=bool(required),
        widget=widget,
        error_messages={
            "required": required,
            "invalid_choice": _("Choose one of the answers on the page"),
        },
    )


def many(label: Text, choices: Choices, help_text: Text = "") -> forms.MultipleChoiceField:
    """Return a list of which any number is chosen."""
    return forms.MultipleChoiceField(
        label=label,
        help_text=help_text,
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from the answers on the page")},
    )


def tick(label: Text, help_text: Text = "", *, required: Text = "") -> forms.BooleanField:
    """Return one box to tick."""
    return forms.BooleanField(
        label=label,
        help_text=help_text,
        required=bool(required),
        error_messages={"required": required} if required else None,
    )


def day(label: Text, help_text: Text = "") -> DateField:
    """Return a date in three parts."""
    return DateField(subject=_("The day"), label=label, help_text=help_text, required=False)
