"""The forms of what is owed: an answer, advice, a watch, a part passed on, a handling reopened."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from candour.cases.answering.actions.answer_report import Answered
from candour.cases.answering.actions.note_advice import Advised
from candour.cases.answering.actions.pass_on_part import Chosen
from candour.cases.answering.actions.reopen_handling import Failed
from candour.cases.answering.actions.watch_manager import Informed
from candour.cases.forms import fields
from candour.cases.models.owed import OUTSIDE
from candour.law.no_action import ADVICE, REASONS
from candour.pages.fields import DateField
from candour.people.queries import PersonCard

SHORT = 300


class Answer(forms.Form):
    """Why no case is made of a report, and what the reporter is written."""

    reason = fields.choice(
        "Why is no case made of it?",
        [(row.code, fields.option(row.name, hint=row.meaning)) for row in REASONS],
        required="Choose why no case is made of it",
    )
    why = fields.reason("What makes you sure?")
    letter = forms.CharField(
        label="Your letter to the reporter",
        help_text="It waits in the mailbox. Say what happens now and what the person can do.",
        max_length=fields.LONG,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Write to the reporter first"},
    )

    def __init__(self, *args: Any, has_mailbox: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_mailbox:
            del self.fields["letter"]

    def answered(self) -> Answered:
        """Return what was decided."""
        return Answered(**{"letter": "", **self.cleaned_data})


class AgainstReporting(forms.Form):
    """Who advised against reporting, when, in which words, and why."""

    code = fields.choice(
        "Why did they advise against it?",
        [(row.code, fields.option(row.name, hint=row.meaning)) for row in ADVICE],
        required="Choose why they advised against it",
    )
    author = forms.CharField(
        label="Who advised it?",
        max_length=SHORT,
        error_messages={"required": "Say who advised it"},
    )
    words = forms.CharField(
        label="In which words?",
        max_length=fields.LONG,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write down what was said"},
    )
    on = DateField(subject="The day it was said", label="What day was it said?")

    def advised(self) -> Advised:
        """Return what was said."""
        return Advised(**self.cleaned_data)


class WhichManager(forms.Form):
    """What is known of the manager, to find them in the register."""

    given = forms.CharField(label="First name", required=False, max_length=80)
    family = forms.CharField(label="Last name", required=False, max_length=80)
    number = forms.CharField(label="Number", required=False, max_length=40)

    def said(self) -> Mapping[str, str]:
        """Return what was typed."""
        if not self.is_bound or not self.is_valid():
            return {}
        return {name: self.cleaned_data.get(name, "") for name in ("given", "family", "number")}


class Watch(forms.Form):
    """Which manager was told, and when."""

    told_on = DateField(subject="The day they were told", label="What day were they told?")
    how = fields.reason("How is it known?", rows=2)

    def __init__(self, *args: Any, found: Sequence[PersonCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = fields.choice(
            "Which manager?",
            [(str(one.person_id), fields.option(one.name, hint=_of(one))) for one in found],
            required="Choose the manager",
        )
        self.order_fields(["person", "told_on", "how"])

    def informed(self) -> Informed:
        """Return who was told and when."""
        return Informed(
            person=uuid.UUID(self.cleaned_data["person"]),
            told_on=self.cleaned_data["told_on"],
            how=self.cleaned_data["how"],
        )


class Settle(forms.Form):
    """The manager's own referral, or that there was nothing to watch."""

    referral = forms.CharField(
        label="Reference of the manager's referral",
        help_text="For example, R-23BC-DFGH.",
        max_length=20,
        required=False,
    )
    is_withdrawn = forms.BooleanField(
        label="There is none: this manager was never told, or is the wrong person", required=False
    )
    why = fields.reason("Why is it about this, or why is there nothing to watch?", rows=2)

    def clean(self) -> None:
        """Ask for a referral, or for the word that there is none."""
        super().clean()
        has_referral = bool(self.cleaned_data.get("referral", "").strip())
        if has_referral is bool(self.cleaned_data.get("is_withdrawn")) and not self.errors:
            self.add_error(
                "referral", "Enter the reference of the referral, or say that there is none"
            )


class PassOn(forms.Form):
    """What the force will see of a report, and why it has to."""

    story = forms.CharField(
        label="What the force will read",
        help_text="Write it yourself. Leave out whatever shows who reported it.",
        max_length=fields.LONG,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Write what the force will read"},
    )
    names = forms.BooleanField(
        label="Tell the force whom the reporter named as not to see it",
        help_text="Without it, only people near those described are kept out at the force.",
        required=False,
        initial=True,
    )
    why = forms.CharField(
        label="Why must it be passed on?",
        help_text="The reporter reads this too, at the moment the force gets it.",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it must be passed on"},
    )
    sure = forms.BooleanField(
        label="The force's complaints desk must have it although the reporter knows or described"
        " people there",
        required=False,
    )
    in_spite = forms.CharField(
        label="If so, why is it safe?",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, people: Sequence[Mapping[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        self.fields["people"] = forms.MultipleChoiceField(
            label="Whom the force is told of",
            choices=[(str(number), ", ".join(one.values())) for number, one in enumerate(people)],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        if not people:
            del self.fields["people"]
        self.order_fields(["story", "people", "names", "why", "sure", "in_spite"])

    def clean(self) -> None:
        """Refuse a tick without its reason."""
        super().clean()
        if self.cleaned_data.get("sure") and not self.cleaned_data.get("in_spite", "").strip():
            self.add_error("in_spite", "Say why it is safe")

    def chosen(self, *, force: uuid.UUID, kept_from: str) -> Chosen:
        """Return what was chosen."""
        ticked = {int(number) for number in self.cleaned_data.get("people", ())}
        return Chosen(
            force=force,
            story=self.cleaned_data["story"],
            people=tuple(one for number, one in enumerate(self.people) if number in ticked),
            kept_from=kept_from,
            passes_names=self.cleaned_data["names"],
            why=self.cleaned_data["why"],
            in_spite=self.cleaned_data["in_spite"] if self.cleaned_data["sure"] else "",
        )


class Reopen(forms.Form):
    """The case whose handling had failed, and who put the matter right."""

    reference = forms.CharField(
        label="Reference of the case that failed",
        help_text="For example, C-23BC-DFGH.",
        max_length=20,
        error_messages={"required": "Enter the reference of the case"},
    )
    solved_by = fields.choice("Who put it right?", OUTSIDE, required="Choose who put it right")
    why = fields.reason("Why is it this case?", rows=2)

    def failed(self) -> Failed:
        """Return which handling failed."""
        return Failed(**self.cleaned_data)


def _of(one: PersonCard) -> str:
    return ", ".join(part for part in (one.rank, one.unit, one.organisation) if part)
