"""Pages of a case as they are printed: black on white, marked, with who printed them and when."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render

from candour.cases import page
from candour.cases.diary.queries import prints
from candour.cases.diary.queries.prints import Printed
from candour.cases.queries import head as head_queries
from candour.cases.views import case as case_view
from candour.guard.requests import StaffRequest, signed_in


@signed_in
def choose(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    head = head_queries.case_head(file=file, by=request.actor, at=request.at)
    return page.show(request, "diary/choose_print", head=head, section="print")


@signed_in
def summary(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    found = prints.summary(file=file, by=request.actor, at=request.at)
    running = found.overview.deadlines if found.overview else ()
    clocks = [case_view.clock(one) for one in running]
    return _print(request, found, "summary", title="Summary of the case", clocks=clocks)


@signed_in
def plan(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = prints.plan(file=file, vault=vault, by=request.actor, at=request.at)
    return _print(request, found, "plan", title="Plan of the investigation")


@signed_in
def diary(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = prints.diary(file=file, vault=vault, by=request.actor, at=request.at)
    return _print(request, found, "diary", title="Diary of the investigation")


@signed_in
def exhibits(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = page.vault_for_case(request, file)
    found = prints.exhibits(file=file, vault=vault, by=request.actor, at=request.at)
    return _print(request, found, "exhibits", title="Exhibits")


def _print(request: StaffRequest, found: Printed, name: str, **context: object) -> HttpResponse:
    return render(
        request, f"cases/diary/print/{name}.html", {"found": found, "sheet": found.sheet, **context}
    )
