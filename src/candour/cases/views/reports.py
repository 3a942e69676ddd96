"""A report at the desk: opened with care, and recorded as a case."""

import uuid

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from candour.access.actions.name_readers import NoReader
from candour.cases import page
from candour.cases.actions.record_report import (
    AlreadyAnswered,
    AlreadyRecorded,
    DiscriminationNotCoded,
    IsConductMatter,
    WrongCategories,
    record_report,
)
from candour.cases.answering import queries as owed_to
from candour.cases.answering.actions.mark_read import mark_read
from candour.cases.disclosure import comparing
from candour.cases.forms.recording import Record
from candour.cases.queries import head as head_queries
from candour.cases.queries import letters
from candour.cases.reading import narrative, wording
from candour.guard.requests import StaffRequest, signed_in
from candour.intake.queries import OpenReport, open_report

REFUSALS = (
    AlreadyAnswered, AlreadyRecorded, DiscriminationNotCoded, IsConductMatter, NoReader,
    WrongCategories,
)  # fmt: skip


@signed_in
def report(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_report(request, file)
    opened = open_report(report=file, vault=vault, by=request.actor, at=request.at)
    mark_read(report=file, by=request.actor, at=request.at)
    context = {
        **_told(opened),
        "owed": owed_to.owed(report=opened, vault=vault, by=request.actor, at=request.at),
        "recorded": head_queries.recorded_as(report=file, by=request.actor, at=request.at),
        "letters": letters.letters_of_report(
            report=file, vault=vault, by=request.actor, at=request.at
        ),
    }
    return render(request, "cases/report.html", context)


@sensitive_post_parameters()
@signed_in
def record(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_report(request, file)
    recorded = head_queries.recorded_as(report=file, by=request.actor, at=request.at)
    if recorded is not None and request.method != "POST":
        return page.go("overview", recorded.file)
    opened = open_report(report=file, vault=vault, by=request.actor, at=request.at)
    form = Record(request.POST or None, report=opened)
    if request.method == "POST" and form.is_valid():
        try:
            made = record_report(
                report=file,
                recording=form.recording(),
                vault=vault,
                by=request.actor,
                at=request.at,
            )
        except REFUSALS as refusal:
            form.add_error(None, page.words_of(refusal))
        else:
            if made.goes_on:
                comparing.compare_if_unlocked(request, made.file)
                return page.go("overview", made.file)
            return HttpResponseRedirect(reverse("handed-on", args=["report"]))
    return render(request, "cases/record.html", {**_told(opened), "form": form})


@signed_in
def handed_on(request: StaffRequest, what: str) -> HttpResponse:
    """Say that somebody else goes on with it, and nothing of why."""
    return render(request, "cases/handed_on.html", {"what": what})


def _told(opened: OpenReport) -> dict[str, object]:
    people = [wording.said(person) for person in opened.people]
    told = narrative.told(narrative=opened.narrative, route=opened.route)
    return {"report": opened, "people": people, "told": told}
