"""The forms of a gate: ask about a change, and decide whether it may be made."""

from django import forms

from candour.cases.forms import fields
from candour.law.policies import gates as policy
from candour.pages.fields import DateField
from candour.patterns.gates.actions.decide_gate import Decided
from candour.patterns.gates.asking import Question

SHORT = 80


class Ask(forms.Form):
    """What HR plans, for whom, and when."""

    ref = forms.CharField(
        label="HR's reference of the planned change",
        help_text="The same reference asked again gets the present answer.",
        max_length=SHORT,
        error_messages={"required": "Enter HR's reference"},
    )
    number = forms.CharField(
        label="Number of the person",
        help_text="Staff, warrant or collar number.",
        max_length=SHORT,
        error_messages={"required": "Enter the number of the person"},
    )
    change = fields.choice(
        "What is planned?",
        [(row.code, row.name) for row in policy.CHANGES],
        required="Choose what is planned",
    )
    planned_on = DateField(subject="The day it is planned for", label="For what day is it planned?")

    def question(self) -> Question:
        """Return the question."""
        return Question(**self.cleaned_data)


class Decide(forms.Form):
    """Whether the change may be made: the answer, coded reasons, conditions, and words."""

    answer = fields.choice(
        "May the change be made?",
        [(row.code, row.name) for row in policy.ANSWERS],
        required="Choose whether the change may be made",
    )
    reasons = forms.MultipleChoiceField(
        label="For which reasons?",
        help_text="The local policing body reads these, without the person's name.",
        choices=[(row.code, row.name) for row in policy.REASONS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one reason"},
    )
    terms = forms.MultipleChoiceField(
        label="On which conditions, if any?",
        choices=[(row.code, row.name) for row in policy.TERMS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = fields.reason("In your words", hint="Sealed: HR and the policing body do not see it.")

    def clean(self) -> None:
        """Ask for conditions where the answer has them, and only there."""
        super().clean()
        said = self.cleaned_data
        has_terms = said.get("answer") == policy.CONDITIONS
        if has_terms and not said.get("terms"):
            self.add_error("terms", "Choose at least one condition")
        if said.get("answer") and not has_terms and said.get("terms"):
            self.add_error("terms", "Conditions go with “on conditions” alone")

    def decided(self) -> Decided:
        """Return the decision."""
        said = self.cleaned_data
        return Decided(
            answer=said["answer"],
            reasons=tuple(said["reasons"]),
            terms=tuple(said["terms"]),
            words=said["words"],
        )
