"""The forms of a look-back: begin it, give an item to somebody, say what was found."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from candour.cases.forms import fields
from candour.cases.models.case import SOURCES
from candour.cases.reading import wording
from candour.cases.reading.staff import Colleague
from candour.law.policies import gates, lookbacks
from candour.pages.fields import DateField
from candour.patterns.lookback.actions.begin_lookback import Begun
from candour.patterns.lookback.scope import Scope

SHORT = 80
MOST_SAMPLED = 100_000


class Begin(forms.Form):
    """What is looked at again, and how the sample is drawn."""

    name = forms.CharField(
        label="Name of the look-back",
        help_text="No person's name: everybody at the desk sees it.",
        max_length=SHORT,
        error_messages={"required": "Enter a name"},
    )
    from_on = DateField(subject="The first day", label="Matters received from which day?")
    until_on = DateField(subject="The last day", label="Until which day?")
    categories = fields.categories(
        "With which allegations?", required="", hint="Choose none for all of them."
    )
    results = forms.MultipleChoiceField(
        label="Ended with which results?",
        help_text="Choose none for all of them.",
        choices=[(code, wording.result(code)[0]) for code in gates.UNPROVEN],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    sources = forms.MultipleChoiceField(
        label="From which sources?",
        help_text="Choose none for all of them.",
        choices=SOURCES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    sample = forms.IntegerField(
        label="How many are drawn to be looked at first?",
        help_text="0 draws none. Every item stays listed, drawn or not.",
        min_value=0,
        max_value=MOST_SAMPLED,
        initial=0,
        error_messages={
            "required": "Enter how many are drawn, or 0",
            "invalid": "Enter a whole number, such as 50",
        },
    )
    seed = forms.CharField(
        label="Seed of the draw",
        help_text="Any word or number, stated beforehand: with it everybody can draw again.",
        max_length=SHORT,
        error_messages={"required": "Enter a seed"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["categories"].required = False

    def begun(self) -> Begun:
        """Return what is begun."""
        said = self.cleaned_data
        return Begun(
            name=said["name"],
            seed=said["seed"],
            sample=said["sample"],
            scope=Scope(
                from_on=said["from_on"],
                until_on=said["until_on"],
                categories=tuple(said["categories"]),
                results=tuple(said["results"]),
                sources=tuple(said["sources"]),
            ),
        )


class Assign(forms.Form):
    """Who looks again."""

    def __init__(self, *args: Any, eligible: Sequence[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"] = fields.choice(
            "Who looks again?",
            [(str(one.account_id), one.name) for one in eligible],
            required="Choose who looks again",
            hint="Only those are listed who had no hand in it the first time.",
        )

    def account(self) -> uuid.UUID:
        """Return the account."""
        return uuid.UUID(self.cleaned_data["account"])


class Find(forms.Form):
    """What the second look found."""

    answer = fields.choice(
        "What did you find?",
        [(row.code, fields.option(row.name, hint=row.meaning)) for row in lookbacks.RESULTS],
        required="Choose what you found",
    )
    reason = fields.reason("Why?")
