"""What is asked on the pages of imports."""

from django import forms

from candour.cases.forms import fields
from candour.imports.models import DECISIONS
from candour.imports.models.case_system import ANSWERS


class DecideLookup(forms.Form):
    """What becomes of an alert, and why."""

    decision = forms.ChoiceField(
        label="What becomes of it?",
        choices=DECISIONS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what becomes of it"},
    )
    why = fields.reason("Why?", rows=3)


class SettleDifference(forms.Form):
    """Which of two systems is right, and why."""

    answer = fields.choice("Which is right?", ANSWERS, required="Choose which is right")
    reason = fields.reason("Why?", rows=3)
