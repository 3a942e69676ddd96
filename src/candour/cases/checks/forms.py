"""The forms of checks: what was looked for, second persons, abuse, follow-up, learning."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from candour.cases.checks.actions.ask_second import Proposed
from candour.cases.checks.actions.check_abuse import Shown
from candour.cases.checks.actions.follow_up import GOES_ON, Followed
from candour.cases.checks.actions.note_learning import UNIT, Learned
from candour.cases.checks.actions.record_consent import Answered
from candour.cases.checks.queries.consents import ConsentAsked
from candour.cases.checks.queries.single import Choices
from candour.cases.courses.sheets import rows as sheets
from candour.cases.forms import fields
from candour.cases.models.proceeding import FOLLOWED, ITEM_ANSWERS, LEARNED_ON, LEARNING_ENDS
from candour.law.policies.checks import SECONDED
from candour.pages.fields import DateField

_ONE = "Choose one answer"
_NOBODY = ("", "Nobody: it is about the case")
_READERS = ("", "Somebody of another body who has a part in this case")
_NO_FILE = ("", "None: the words below say where it is")


class NoCase(forms.Form):
    """What was looked for, and one test for both accounts; the same as under Next steps."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for ask in sheets.NO_CASE_CHECKS:
            field = fields.choice(ask.label, ask.choices, required=_ONE, hint=ask.hint)
            field.required = ask.is_required
            self.fields[ask.name] = field
        self.fields["reason"] = fields.reason("What was found, and what was looked at?")

    def answers(self) -> dict[str, str]:
        """Return what was answered, by the names that the decision under Next steps has too."""
        told = self.cleaned_data
        return {ask.name: told[ask.name] for ask in sheets.NO_CASE_CHECKS if told.get(ask.name)}


class Propose(forms.Form):
    """What needs a second person, of whom, and why."""

    what = fields.choice(
        "What is proposed?", [(row.code, row.name) for row in SECONDED], required=_ONE
    )
    reason = fields.reason("Why?")

    def __init__(self, *args: Any, people: Choices, outsiders: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = fields.choice("Whom is it about?", [*people, _NOBODY], required=_ONE)
        about.required = False
        self.fields["about"] = about
        self.fields["outside"] = forms.ChoiceField(
            label="For consent: who outside the force asks whoever reported?",
            help_text="They see this one question, and nothing of the case. Tell whoever reported"
            " in their mailbox to whom they speak, with the reference.",
            choices=[_READERS, *outsiders],
            required=False,
        )
        self.order_fields(["what", "about", "outside", "reason"])

    def proposed(self) -> Proposed:
        """Return the proposal."""
        told = self.cleaned_data
        about = uuid.UUID(told["about"]) if told["about"] else None
        outside = uuid.UUID(told["outside"]) if told["outside"] else None
        return Proposed(what=told["what"], about=about, outside=outside, reason=told["reason"])


class Second(forms.Form):
    """Whether the second person agrees, and why."""

    agrees = fields.yes_or_no("Do you agree?", required=_ONE)
    reason = fields.reason("Why?")

    def is_agreed(self) -> bool:
        """Return whether they agree."""
        return bool(self.cleaned_data["agrees"] == fields.YES)


class Consent(forms.Form):
    """Which question somebody outside answers, and what they were told."""

    agrees = fields.yes_or_no("Do they consent freely?", required=_ONE)
    words = forms.CharField(
        label="What do they want to add, in their own words?",
        help_text="They do not have to say anything. Write what they say as they say it. Those who"
        " handle the case will read it. You will not see it again.",
        max_length=fields.LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, waiting: Sequence[ConsentAsked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ask"] = fields.choice(
            "Which case?",
            [(str(one.ask), fields.option(one.reference, hint=one.force)) for one in waiting],
            required=_ONE,
        )
        self.order_fields(["ask", "agrees", "words"])

    def answered(self) -> Answered:
        """Return whether they consent, and what they added."""
        told = self.cleaned_data
        return Answered(agrees=bool(told["agrees"] == fields.YES), words=told["words"])


class Abuse(forms.Form):
    """The answer to one line of the checklist, and what shows it."""

    shown_by = fields.reason(
        "What shows it?", hint="Who did it, when, and where that is written down."
    )

    def __init__(self, *args: Any, asks: str, files: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"] = fields.choice(asks, ITEM_ANSWERS, required=_ONE)
        evidence = fields.choice("Which attached file shows it?", [*files, _NO_FILE], required=_ONE)
        evidence.required = False
        self.fields["evidence"] = evidence
        self.order_fields(["answer", "evidence", "shown_by"])

    def shown(self, *, code: str) -> Shown:
        """Return the answer."""
        told = self.cleaned_data
        evidence = uuid.UUID(told["evidence"]) if told["evidence"] else None
        return Shown(code=code, answer=told["answer"], evidence=evidence, shown_by=told["shown_by"])


class Follow(forms.Form):
    """Where a topic stands, and whose it is until the next look."""

    state = fields.choice("How does it go on?", FOLLOWED, required=_ONE)
    words = fields.reason("How does it stand?", hint="As the person it is about says.")

    def __init__(self, *args: Any, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = fields.choice("If it goes on: who looks after it?", owners, required=_ONE)
        owner.required = False
        self.fields["owner"] = owner
        next_on = DateField(
            subject="The day of the next look", help_text="Within 28 days.",
            label="If it goes on: on what day is the next look?",
        )  # fmt: skip
        next_on.required = False
        self.fields["next_on"] = next_on
        self.order_fields(["words", "state", "owner", "next_on"])

    def followed(self, *, topic: str) -> Followed:
        """Return what was seen, and what comes next."""
        told = self.cleaned_data
        goes_on = told["state"] == GOES_ON
        return Followed(
            topic=topic,
            state=told["state"],
            owner=uuid.UUID(told["owner"]) if goes_on and told["owner"] else None,
            next_on=told["next_on"] if goes_on else None,
            words=told["words"],
        )


class Learn(forms.Form):
    """What is to change, on what, whose it is, by when."""

    learned_on = fields.choice("What is it on?", LEARNED_ON, required=_ONE)
    unit = forms.CharField(
        label="If it is on a unit: which one?", max_length=200, required=False,
        help_text="Its name as the register has it.",
    )  # fmt: skip
    words = fields.reason("What is to change, and how will anybody see that it has?")
    by_on = DateField(subject="The day", label="By what day?")

    def __init__(self, *args: Any, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = fields.choice(
            "Who sees to it?", owners, required="Choose who sees to it"
        )
        self.order_fields(["learned_on", "unit", "words", "owner", "by_on"])

    def clean(self) -> None:
        """Ask for the unit where it is on one."""
        super().clean()
        told = self.cleaned_data
        if told.get("learned_on") == UNIT and not told.get("unit"):
            self.add_error("unit", "Write which unit it is on")

    def learned(self) -> Learned:
        """Return what is learned."""
        told = self.cleaned_data
        day: datetime.date = told["by_on"]
        return Learned(
            learned_on=told["learned_on"],
            unit=told["unit"],
            owner=uuid.UUID(told["owner"]),
            by_on=day,
            words=told["words"],
        )


class LearningOver(forms.Form):
    """What became of a piece of learning."""

    code = fields.choice("What became of it?", LEARNING_ENDS, required=_ONE)
    reason = fields.reason("How can anybody see it?")
