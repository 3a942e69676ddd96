"""The forms of the panel: one member's view, and the authority's decision."""

from django import forms

from candour.cases.forms import fields
from candour.pages.fields import DateField
from candour.patterns.models.warning import DECISIONS, REASONS, VIEWS
from candour.patterns.warning.actions.decide_flag import Decided


class View(forms.Form):
    """What one member of the panel makes of the evidence."""

    view = fields.choice(
        "What do you make of the evidence?",
        VIEWS,
        required="Choose what you make of the evidence",
        hint="Nobody sees your view before the decision. You can't change it.",
    )


class Decide(forms.Form):
    """What is decided, why, and when it is looked at again."""

    decision = fields.choice("What do you decide?", DECISIONS, required="Choose what you decide")
    reasons = forms.MultipleChoiceField(
        label="Why?",
        help_text="Choose every one that counted.",
        choices=REASONS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one reason"},
    )
    review_on = DateField(
        subject="The day of the review",
        label="When will you look at it again?",
        help_text="Within a year. What came after your decision is counted on that day.",
    )

    def decided(self) -> Decided:
        """Return what was decided."""
        return Decided(
            decision=self.cleaned_data["decision"],
            reasons=tuple(self.cleaned_data["reasons"]),
            review_on=self.cleaned_data["review_on"],
        )
