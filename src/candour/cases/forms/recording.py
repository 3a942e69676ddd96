"""The form that makes a case of a report, with one list of categories for each person described."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms

from candour.cases.forms import fields
from candour.cases.reading import narrative
from candour.cases.recording import Recording
from candour.cases.rules import suggested
from candour.intake.queries import OpenReport
from candour.law.events import CASE_KINDS, REPORTER_KINDS, CaseKind, ReporterKind
from candour.law.independence import TIES
from candour.pages.fields import DateField

_SUGGESTED = "What is ticked comes from what the reporter said it is about. Check each one."
_FAMILY = "partner_or_family"
_SEXUAL = "sexual_misconduct"
# What a reporter says of herself, as the law's list of capacities has it; the recorder confirms it.
_AS_SAID = {
    "public": ReporterKind.PUBLIC,
    "police_staff": ReporterKind.POLICE_STAFF_SAME_FORCE,
    "officer": ReporterKind.POLICE_OFFICER_SAME_FORCE,
    _FAMILY: ReporterKind.FAMILY_OF_OFFICER,
    "on_behalf": ReporterKind.PUBLIC,
    "not_said": ReporterKind.ANONYMOUS,
}


class Record(forms.Form):
    """What the recorder decides about a report."""

    kind = fields.choice(
        "What kind of case is it?",
        [(row.kind.value, fields.option(row.name, hint=row.summary)) for row in CASE_KINDS],
        required="Choose the kind of case",
    )
    reason = fields.reason("Why this kind?")
    reporter_kind = fields.choice(
        "Who reported it, in law?",
        [(row.kind.value, row.name) for row in REPORTER_KINDS],
        required="Choose who reported it",
        hint="Filled in from the report. It decides which rights the reporter has.",
    )
    incident_on = DateField(
        subject="The day it happened",
        label="What day did it happen?",
        help_text="Leave it empty if nobody knows. The register is compared as it was on this day.",
        required=False,
    )
    schedule_3 = fields.yes_or_no(
        "Is it recorded under Schedule 3?",
        hint="A formal complaint, or a conduct matter serious enough to be recordable.",
        required="Choose whether it is recorded under Schedule 3",
    )

    works_together = forms.BooleanField(
        label="The person who reported it works with somebody complained of",
        help_text="Then the authority has one working day to decide how they are kept apart. If"
        " nobody decides, the person complained of moves, never the one who reported.",
        required=False,
    )

    def __init__(self, *args: Any, report: OpenReport, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _initial(report))
        super().__init__(*args, **kwargs)
        self.received_on = report.received_on
        initial = kwargs["initial"]
        suggestions = initial.get("categories_1")
        self.names = [f"categories_{number}" for number, _ in enumerate(report.people or ({},), 1)]
        for number, name in enumerate(self.names, start=1):
            who = f"person {number}" if report.people else "the unidentified person"
            self.fields[name] = fields.categories(
                f"What is alleged of {who}?",
                required=f"Choose at least one category for {who}",
                hint=_SUGGESTED if suggestions else "",
            )
        self.ties = [f"ties_{number}" for number, _ in enumerate(self.names, 1)]
        for number, name in enumerate(self.ties, start=1):
            self.fields[name] = _known_how(f"person {number}" if report.people else "that person")

    def clean_incident_on(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["incident_on"]
        if day is not None and day > self.received_on:
            message = "The day it happened can't be after the day it was reported"
            raise forms.ValidationError(message)
        return day

    def recording(self) -> Recording:
        """Return what was decided."""
        chosen = self.cleaned_data
        return Recording(
            kind=CaseKind(chosen["kind"]),
            reason=chosen["reason"],
            reporter_kind=chosen["reporter_kind"],
            incident_on=chosen["incident_on"],
            is_under_schedule_3=chosen["schedule_3"] == fields.YES,
            categories=tuple(_tuple(chosen[name]) for name in self.names),
            ties=tuple(_tuple(chosen[name]) for name in self.ties),
            works_together=chosen["works_together"],
        )


def _known_how(who: str) -> forms.MultipleChoiceField:
    """Ask how the reporter knows somebody: it may be skipped, and only readers see the answer."""
    return forms.MultipleChoiceField(
        label=f"How does the person who reported it know {who}?",
        help_text="Tick all that apply. Tick nothing if nobody said. For partners, family and those"
        " who lived together another force investigates, and nothing is assessed below misconduct"
        " without the authority. The answer is sealed, like the report.",
        choices=[(row.code, row.name) for row in TIES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


def _tuple(chosen: Sequence[str]) -> tuple[str, ...]:
    return tuple(chosen)


def _initial(report: OpenReport) -> dict[str, object]:
    reporter = _AS_SAID.get(str(report.narrative.get("kind")))
    said = suggested.Said(categories=report.categories, route=report.route)
    against = narrative.codes(report.narrative, about=suggested.LANGUAGE, name="against")
    kind = suggested.kind(said, reporter=reporter)
    chosen = list(suggested.categories(said, against=against))
    # Who says so and describes one person means that person.
    is_one = report.narrative.get("kind") == _FAMILY and len(report.people) == 1
    ties = {"ties_1": [_FAMILY]} if is_one else {}
    met = narrative.codes(report.narrative, about=_SEXUAL, name="met")
    return {
        "kind": kind.value if kind else None,
        "reporter_kind": reporter.value if reporter else None,
        "incident_on": report.on,
        "works_together": "colleagues" in met,
        **ties,
        **{f"categories_{number}": chosen for number, _ in enumerate(report.people or ({},), 1)},
    }
