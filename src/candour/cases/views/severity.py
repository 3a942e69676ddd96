"""Severity: first on the facts alone, then again with the history on the screen."""

import uuid

from django.http import HttpResponse
from django.views.decorators.debug import sensitive_post_parameters

from candour.cases import page
from candour.cases.actions.assess_severity import (
    Assessed,
    NotEnough,
    ScreeningIncomplete,
    assess_severity,
)
from candour.cases.forms.decisions import Level
from candour.cases.queries import severity as severities
from candour.cases.queries.severity import AllegationPage
from candour.cases.reading import wording
from candour.cases.rules.links import LinkOfOne
from candour.cases.rules.severity import FACTS, HISTORY
from candour.guard.requests import StaffRequest, signed_in


@signed_in
def severity(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = severities.severity_page(file=file, by=request.actor, at=request.at)
    return page.show(request, "severity", head=found.head, section="severity", found=found)


@sensitive_post_parameters()
@signed_in
def on_facts(request: StaffRequest, file: uuid.UUID, allegation: uuid.UUID) -> HttpResponse:
    """Ask for the level on the facts alone; nothing of the history is shown here."""
    found = _found(request, file, allegation)
    form = Level(request.POST or None)
    if _may_take(request, found) and form.is_valid() and _take(request, found, form, basis=FACTS):
        return page.go("severity-history", file, allegation)
    return page.show(
        request, "severity_facts", head=found.head, section="severity", found=found, form=form
    )


@sensitive_post_parameters()
@signed_in
def with_history(request: StaffRequest, file: uuid.UUID, allegation: uuid.UUID) -> HttpResponse:
    """Ask for the level again, with every earlier allegation on the same screen."""
    found = _found(request, file, allegation)
    if found.allegation.standing.on_facts is None:
        return page.go("severity-facts", file, allegation)
    form = Level(request.POST or None, asked=found.asked)
    if _may_take(request, found) and form.is_valid() and _take(request, found, form, basis=HISTORY):
        return page.go("severity", file)
    floors = [
        {
            "name": floor.name,
            "lowest": wording.LEVELS[floor.lowest.value].lower(),
            "can_be_lowered": floor.lowered_by is not None,
        }
        for floor in found.stated
    ]
    return page.show(
        request,
        "severity_history",
        head=found.head,
        section="severity",
        found=found,
        form=form,
        floors=floors,
    )


def _found(request: StaffRequest, file: uuid.UUID, allegation: uuid.UUID) -> AllegationPage:
    return severities.allegation_page(
        file=file, allegation=allegation, by=request.actor, at=request.at
    )


def _may_take(request: StaffRequest, found: AllegationPage) -> bool:
    return request.method == "POST" and found.head.can_change and not found.missing


def _take(request: StaffRequest, found: AllegationPage, form: Level, *, basis: str) -> bool:
    assessed = Assessed(
        allegation=found.allegation.id,
        basis=basis,
        level=form.chosen(),
        reason=form.cleaned_data["reason"],
        facts=form.facts(),
    )
    try:
        assess_severity(file=found.head.file, assessed=assessed, by=request.actor, at=request.at)
    except NotEnough as refusal:
        for gap in refusal.missing:
            form.add_error("level", gap.words)
        return False
    except LinkOfOne as refusal:
        form.add_error("level", page.words_of(refusal))
        return False
    except ScreeningIncomplete as refusal:
        form.add_error(None, page.words_of(refusal))
        return False
    return True
