"""The form on which an overseer says what became of an alert."""

from django import forms


class Settle(forms.Form):
    """What became of an alert."""

    reason = forms.CharField(
        label="What became of it?",
        help_text="Who looked, what it was, and what was done. Name nobody who reported anything.",
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Say what became of it"},
    )
