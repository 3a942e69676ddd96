"""A case's pages that are only read: its overview, its words, its timeline."""

import datetime
import uuid

from django.http import HttpResponse

from candour.cases import page
from candour.cases.custody import resuming
from candour.cases.disclosure import comparing
from candour.cases.queries import overview as overviews
from candour.cases.queries import timeline as timelines
from candour.cases.queries import words as word_queries
from candour.cases.reading import wording
from candour.core.deadlines import Deadline
from candour.guard.requests import StaffRequest, signed_in
from candour.guard.seats import Seat


@signed_in
def overview(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = overviews.overview(file=file, by=request.actor, at=request.at)
    steps = [
        {
            "text": step.text,
            "href": page.address(step.page, file),
            "status": step.status,
            "colour": step.colour,
            "hint": step.hint,
        }
        for step in found.steps
    ]
    clocks = [
        clock(one, whose=found.whose.get(one.subject or "", ""))
        for one in sorted(found.deadlines, key=_running_first)
    ]
    return page.show(
        request,
        "overview",
        head=found.head,
        section="overview",
        found=found,
        steps=steps,
        clocks=clocks,
        can_take_on=request.actor.seat is Seat.APPROPRIATE_AUTHORITY,
        can_watch=request.actor.seat is not Seat.INVESTIGATOR,
    )


@signed_in
def words(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = word_queries.words_page(file=file, vault=vault, by=request.actor, at=request.at)
    if found.head.is_reader:
        comparing.compare_if_unlocked(request, file)
        resuming.resume_if_unlocked(request, file)
    return page.show(request, "words", head=found.head, section="words", found=found)


@signed_in
def timeline(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = timelines.timeline_page(file=file, by=request.actor, at=request.at)
    return page.show(request, "timeline", head=found.head, section="timeline", found=found)


def _running_first(one: Deadline) -> tuple[bool, datetime.date]:
    is_over = one.met_on is not None or one.stopped_on is not None
    return is_over, one.due_on or datetime.date.max


def clock(one: Deadline, *, whose: str = "") -> dict[str, object]:
    """Return a deadline as its card shows it: where it stands, and the law it comes from."""
    state, colour = wording.STATES[one.state]
    return {
        "name": one.name,
        "state": state,
        "colour": colour,
        "whose": whose,
        "due": wording.when_due(one),
        "who": wording.parties(one.who),
        "to": wording.parties(one.to),
        "because": one.because,
        "provision": one.provision,
        "basis": wording.BASES[one.basis],
        "verification": wording.VERIFICATIONS[one.verification],
    }
