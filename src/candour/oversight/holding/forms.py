"""The forms on which an overseer places a legal hold, and says that one may end."""

import typing
import uuid

from django import forms

from candour.pages.fields import DateField, Option

CASE, FORCE = "case", "force"


def _words(label: str, *, hint: str, required: str, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": required},
    )


class Justified(forms.Form):
    """Why, and on what legal basis."""

    reason = _words(
        "Why?",
        hint="Everybody who may know of this hold reads it. Name nobody who reported anything.",
        required="Say why",
        rows=4,
    )
    basis = _words(
        "On what legal basis?",
        hint="For example Inquiries Act 2005 section 21, or the order of a court.",
        required="State the legal basis",
        rows=2,
    )


class Lift(Justified):
    """One person's word that a hold may end."""


class Place(Justified):
    """What is held, why, and on what legal basis."""

    scope = forms.ChoiceField(
        label="What is held?",
        choices=[
            (CASE, Option(label="One case", hint="With the report that it was made of.")),
            (FORCE, Option(label="Everything of a force between two days")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is held"},
    )
    reference = forms.CharField(
        label="Reference of the case", required=False, max_length=100, help_text="For one case."
    )
    force = forms.ChoiceField(
        label="Which force?",
        required=False,
        help_text="For everything of a force.",
        widget=forms.RadioSelect,
    )
    from_on = DateField(
        subject="The first day", label="From which day?", required=False,
        help_text="For everything of a force: what was received or opened from this day on.",
    )  # fmt: skip
    until_on = DateField(
        subject="The last day", label="To which day?", required=False,
        help_text="Leave it empty to hold what still comes in as well.",
    )  # fmt: skip
    field_order = ("scope", "reference", "force", "from_on", "until_on", "reason", "basis")

    def __init__(self, *args: object, forces: tuple[tuple[uuid.UUID, str], ...]) -> None:
        super().__init__(*args)  # type: ignore[arg-type] # the data of a request, or nothing
        choosing = typing.cast(forms.ChoiceField, self.fields["force"])
        choosing.choices = [(str(force), name) for force, name in forces]

    def clean(self) -> dict[str, object]:
        """Ask for what the chosen scope needs."""
        said = super().clean() or {}
        if said.get("scope") == CASE and not said.get("reference"):
            self.add_error("reference", "Enter the reference of the case")
        if said.get("scope") == FORCE:
            self._clean_force(said)
        return said

    def _clean_force(self, said: dict[str, object]) -> None:
        if not said.get("force"):
            self.add_error("force", "Choose the force")
        first, last = self.cleaned_data.get("from_on"), self.cleaned_data.get("until_on")
        if not first and "from_on" not in self.errors:
            self.add_error("from_on", "Enter the first day")
        if first and last and last < first:
            self.add_error("until_on", "The last day must not be before the first day")
