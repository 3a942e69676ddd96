"""The forms on which an overseer says what became of an alert, and answers a late case."""

from django import forms

from candour.law.policies.escalation import ANSWERS, NO_ACTION, NO_ACTION_REASONS
from candour.pages.fields import Option


class Settle(forms.Form):
    """What became of an alert."""

    reason = forms.CharField(
        label="What became of it?",
        help_text="Who looked, what it was, and what was done. Name nobody who reported anything.",
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Say what became of it"},
    )


class AnswerLate(forms.Form):
    """What the body says of a late case: codes, since no words of it leave the force."""

    code = forms.ChoiceField(
        label="What do you say?",
        choices=[(row.code, Option(label=row.name, hint=row.meaning)) for row in ANSWERS],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you say"},
    )
    reason = forms.ChoiceField(
        label="Why is nothing done?",
        help_text="Only where you chose no action.",
        required=False,
        choices=[(row.code, row.name) for row in NO_ACTION_REASONS],
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, object]:
        """Ask for a reason where nothing is done."""
        said = super().clean() or {}
        if said.get("code") == NO_ACTION and not said.get("reason"):
            self.add_error("reason", "Say why nothing is done")
        return said

    @property
    def because(self) -> str:
        """Return the reason, which counts only where nothing is done."""
        is_nothing = self.cleaned_data["code"] == NO_ACTION
        return str(self.cleaned_data["reason"]) if is_nothing else ""
