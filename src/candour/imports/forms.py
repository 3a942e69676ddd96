"""What is asked on the pages of imports."""

from django import forms

from candour.cases.forms import fields
from candour.imports.models import DECISIONS


class DecideLookup(forms.Form):
    """What becomes of an alert, and why."""

    decision = forms.ChoiceField(
        label="What becomes of it?",
        choices=DECISIONS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what becomes of it"},
    )
    why = fields.reason("Why?", rows=3)
