"""The forms of moving cases on: waiting, looking again, reasons, risk, tasks, several at once."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from candour.cases.forms import fields
from candour.cases.reading import wording
from candour.cases.reading.staff import Colleague
from candour.cases.work.actions import extend_clock
from candour.cases.work.actions.add_task import Wanted
from candour.cases.work.actions.explain_delay import Delay
from candour.cases.work.actions.hand_case_to import Waiting
from candour.cases.work.actions.look_again import Looked
from candour.cases.work.actions.take_back import Back
from candour.cases.work.queries.several import Candidate
from candour.cases.work.queries.waiting import Extendable
from candour.law.policies.escalation import BY_HAND, DELAYS, TASK_ENDS, Code
from candour.law.policies.ownership import OWNERS, Owner
from candour.pages.fields import DateField


def _people(people: Iterable[Colleague]) -> list[tuple[str, object]]:
    return [
        (str(one.account_id), fields.option(one.name, hint=f"{one.seat}, {one.organisation}"))
        for one in people
    ]


def _codes(codes: Iterable[Code]) -> list[tuple[str, object]]:
    return [(one.code, fields.option(one.name, hint=one.meaning)) for one in codes]


def _keeper(people: Iterable[Colleague]) -> forms.ChoiceField:
    return fields.choice(
        "Who looks after it meanwhile?",
        _people(people),
        required="Choose who looks after it",
        hint="They are told when it is time to look again.",
    )


def _review() -> DateField:
    return DateField(
        subject="The day to look again",
        label="When do they look at it again?",
        help_text="Within 28 days.",
    )


class Hand(forms.Form):
    """Whom the case waits for, who looks after it, and until when."""

    def __init__(self, *args: Any, people: Sequence[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = fields.choice(
            "Whom does the case wait for?",
            [
                (row.owner.value, fields.option(row.name, hint=row.meaning))
                for row in OWNERS
                if row.can_be_waited_for
            ],
            required="Choose whom it waits for",
        )
        self.fields["since_on"] = DateField(subject="Since when", label="Since when?")
        self.fields["stops"] = fields.yes_or_no(
            "Does handling stop because of criminal proceedings?",
            required="Say whether handling stops",
            hint="Clocks that the law lets stand still then stop.",
        )
        self.fields["keeper"] = _keeper(people)
        self.fields["review_on"] = _review()
        self.fields["why"] = fields.reason()

    def waiting(self) -> Waiting:
        """Return what was said."""
        said = self.cleaned_data
        return Waiting(
            owner=Owner(said["owner"]),
            since_on=said["since_on"],
            keeper=uuid.UUID(said["keeper"]),
            review_on=said["review_on"],
            is_stopped=said["stops"] == fields.YES,
            why=said["why"],
        )


class Again(forms.Form):
    """Who goes on looking after a waiting case, and until when."""

    def __init__(self, *args: Any, people: Sequence[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"] = fields.reason("What did you find?")
        self.fields["keeper"] = _keeper(people)
        self.fields["review_on"] = _review()

    def looked(self) -> Looked:
        """Return what was said."""
        said = self.cleaned_data
        return Looked(
            keeper=uuid.UUID(said["keeper"]), review_on=said["review_on"], why=said["why"]
        )


class TakeBack(forms.Form):
    """Since when the force has the case again."""

    since_on = DateField(subject="Since when", label="Since when has the force had it again?")
    why = fields.reason("What happened?")

    def back(self) -> Back:
        """Return what was said."""
        return Back(since_on=self.cleaned_data["since_on"], why=self.cleaned_data["why"])


class Risk(forms.Form):
    """Whether a life may be at risk."""

    is_at_risk = fields.yes_or_no(
        "May anybody's life be at risk?",
        required="Say whether a life may be at risk",
        hint="If yes, every late step is put to the authority, the policing body and the IOPC at"
        " once.",
    )
    why = fields.reason()

    @property
    def said(self) -> bool:
        """Return the answer."""
        return bool(self.cleaned_data["is_at_risk"] == fields.YES)


class WhyLate(forms.Form):
    """Written reasons and a plan."""

    code = fields.choice(
        "Why does it take so long?",
        _codes(DELAYS),
        required="Choose why it takes so long",
        hint="Bodies that oversee the force see this and the day below.",
    )
    plan_on = DateField(subject="The day", label="By when does it go on?")
    why = fields.reason("What are the reasons, and what is the plan?")

    def delay(self) -> Delay:
        """Return what was said."""
        said = self.cleaned_data
        return Delay(code=said["code"], plan_on=said["plan_on"], why=said["why"])


class MoreTime(forms.Form):
    """Which period gets more time, until when, and why."""

    def __init__(self, *args: Any, periods: Sequence[Extendable], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"] = fields.choice(
            "What is given more time?",
            [(one.place, fields.option(one.name, hint=_until(one))) for one in periods],
            required="Choose what is given more time",
        )
        self.fields["until_on"] = DateField(subject="The new day", label="Until what day?")
        self.fields["why"] = fields.reason("Why is more time given?")

    def more(self) -> extend_clock.MoreTime:
        """Return what was said."""
        said = self.cleaned_data
        clock, started_on, subject = said["period"].split(".")
        return extend_clock.MoreTime(
            clock=clock,
            started_on=datetime.date.fromisoformat(started_on),
            subject=subject or None,
            until_on=said["until_on"],
            why=said["why"],
        )


def _until(one: Extendable) -> str:
    whose = f"{one.whose}. " if one.whose else ""
    return f"{whose}Now until {wording.day(one.due_on)}. Given by: {one.by}."


class Task(forms.Form):
    """Something to be done by somebody who has the case."""

    def __init__(self, *args: Any, people: Sequence[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = fields.choice(
            "What kind of task?", _codes(BY_HAND), required="Choose what kind of task it is"
        )
        self.fields["what"] = fields.reason("What exactly?", hint="It is sealed with the case.")
        self.fields["account"] = fields.choice(
            "Who does it?", _people(people), required="Choose who does it"
        )
        self.fields["due_on"] = DateField(subject="The day", label="By when?")

    def wanted(self) -> Wanted:
        """Return what was said."""
        said = self.cleaned_data
        return Wanted(
            code=said["code"],
            account=uuid.UUID(said["account"]),
            due_on=said["due_on"],
            what=said["what"],
        )


class EndTask(forms.Form):
    """What became of a task."""

    code = fields.choice("What became of it?", _codes(TASK_ENDS), required="Say what became of it")


class Whose(forms.Form):
    """Whose work a list shows."""

    def __init__(self, *args: Any, owners: Sequence[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whose"] = forms.ChoiceField(
            label="Whose",
            required=False,
            choices=[
                ("", "Everybody's"),
                ("mine", "Mine"),
                ("nobody", "Nobody's yet"),
                *((str(one.account_id), one.name) for one in owners),
            ],
        )


class AllocateSeveral(forms.Form):
    """Who is given the chosen cases."""

    def __init__(self, *args: Any, candidates: Sequence[Candidate], of: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"] = fields.choice(
            "Who investigates?",
            [
                (
                    str(one.colleague.account_id),
                    fields.option(
                        one.colleague.name,
                        hint=f"{one.colleague.organisation}. {_how_many(one.cases, of)}",
                    ),
                )
                for one in candidates
            ],
            required="Choose an investigator",
        )


def _how_many(cases: int, of: int) -> str:
    return "Can be given all of them." if cases == of else f"Can be given {cases} of {of}."


def first_day(at: datetime.datetime) -> dict[str, datetime.date]:
    """Return what a form about the present begins with."""
    return {"since_on": at.date()}
