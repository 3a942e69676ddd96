"""The first page after signing in, the list of cases, and the same list as a file."""

import csv
import io
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from candour.cases import page, paging, waiting
from candour.cases.forms.lists import CaseFilters
from candour.cases.paging import Key
from candour.cases.queries import case_list
from candour.cases.queries.case_list import CaseRow, TooMany
from candour.cases.reading import wording
from candour.cases.views import places
from candour.guard.requests import StaffRequest, signed_in
from candour.guard.seats import Seat
from candour.intake.queries import count_waiting, waiting_reports

COLUMNS = ("Reference", "Kind", "Received", "State", "Closed", "Overdue", "Next due", "Categories")
# A spreadsheet takes a cell that opens with one of these for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@signed_in
def home(request: StaffRequest) -> HttpResponse:
    """Show what waits for this seat: reports at the desk, what is late, what is open."""
    if request.actor.seat is Seat.CUSTODIAN:
        return HttpResponseRedirect(reverse("custody"))
    if request.actor.seat in {Seat.SUBJECT, Seat.REPRESENTATIVE, Seat.REVIEWER}:
        return HttpResponseRedirect(reverse("bundle"))
    load = case_list.caseload(by=request.actor, at=request.at)
    is_desk = request.actor.seat is Seat.DESK_READER
    context = {
        "load": load,
        "is_desk": is_desk,
        "is_authority": request.actor.seat is Seat.APPROPRIATE_AUTHORITY,
        "waits": places.waiting(waiting.waits(by=request.actor, at=request.at)),
        "groups": places.groups(by=request.actor),
        **(_waiting(request) if is_desk else {}),
    }
    return render(request, "cases/home.html", context)


def _waiting(request: StaffRequest) -> dict[str, object]:
    found = waiting_reports(by=request.actor, at=request.at)
    number = count_waiting(by=request.actor, at=request.at)
    rows = [
        {
            "file": one.file,
            "reference": one.reference,
            "came": wording.route(one.route),
            "received_on": one.received_on,
            "next_on": one.next_on,
            "is_late": one.is_late,
        }
        for one in found
    ]
    return {"reports": rows, "more_reports": number - len(rows)}


@signed_in
def cases(request: StaffRequest) -> HttpResponse:
    form = CaseFilters(request.GET)
    return _list(request, form)


@signed_in
def export(request: StaffRequest) -> HttpResponse:
    form = CaseFilters(request.GET)
    try:
        rows = case_list.case_export(filters=form.filters(), by=request.actor, at=request.at)
    except TooMany as refusal:
        form.add_error(None, page.words_of(refusal))
        return _list(request, form)
    content = io.StringIO()
    writer = csv.writer(content)
    writer.writerow(COLUMNS)
    writer.writerows([harmless(cell) for cell in _cells(row)] for row in rows)
    response = HttpResponse(content.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="cases.csv"'
    return response


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet computes: what looks like a formula is marked as text."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _list(request: StaffRequest, form: CaseFilters) -> HttpResponse:
    filters = form.filters()
    start = paging.start_of(
        after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    found = case_list.case_page(filters=filters, start=start, by=request.actor, at=request.at)
    said = [(key, value) for key, value in form.data.items() if key in form.fields]
    form.offer(units=found.units, handlers=found.handlers)
    context = {
        "form": form,
        "found": found,
        "chosen": urlencode(said),
        "earlier": _place(said, before=found.before),
        "later": _place(said, after=found.after),
        "is_narrowed": bool(said),
        "tags": [
            {
                "name": name,
                "text": text,
                "without": urlencode([one for one in said if one[0] != key]),
            }
            for key, name, text in form.chosen()
        ],
        "can_allocate": waiting.may("cases.allocate_several", by=request.actor),
    }
    return render(request, "cases/list.html", context)


def _place(said: list[tuple[str, Any]], **key: Key | None) -> str:
    """Return the address of the page on one side, with the same filters; empty where none is."""
    there = [(name, str(one)) for name, one in key.items() if one is not None]
    return f"?{urlencode([*said, *there])}" if there else ""


def _cells(row: CaseRow) -> tuple[str, ...]:
    return (
        row.reference,
        row.kind,
        row.received_on.isoformat(),
        row.state,
        row.closed_on.isoformat() if row.closed_on else "",
        "yes" if row.is_overdue else "no",
        row.next_due_on.isoformat() if row.next_due_on else "",
        "; ".join(row.categories),
    )
