"""What every page of a case shares: its frame, its way to the vault, and the words of refusals."""

import uuid
from collections.abc import Iterable

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header

from candour.cases.impartial import declarations
from candour.cases.queries import head as head_queries
from candour.cases.reading.heads import CaseHead
from candour.guard.keys import Vault
from candour.guard.requests import Detour, Locked, StaffRequest, vault_of
from candour.guard.seats import Seat

# Whatever a file is, a browser may neither run it nor guess what it is, nor keep it.
_HARMLESS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store, private",
}
SECTIONS = (
    ("overview", "Overview"),
    ("next", "Next steps"),
    ("words", "Words"),
    ("screening", "Screening"),
    ("severity", "Severity"),
    ("referral", "Referral"),
    ("allocation", "Allocation"),
    ("walls", "Kept out"),
    ("letters", "Letters"),
    ("parties", "Parties"),
    ("drafts", "Report"),
    ("disclosure", "Disclosure"),
    ("papers", "Papers"),
    ("crime", "Crime side"),
    ("checks", "Checks"),
    ("supervisors", "Supervisors"),
    ("retaliation", "Retaliation"),
    ("outcome", "Outcome"),
    ("progress", "Progress"),
    ("tasks", "Tasks"),
    ("enquiries", "Plan"),
    ("diary", "Diary"),
    ("contacts", "Contacts"),
    ("exhibits", "Exhibits"),
    ("timeline", "Timeline"),
    ("names", "Name"),
    ("custody", "Keys"),
    ("print", "Print"),
)


def show(
    request: HttpRequest, template: str, *, head: CaseHead, section: str, **context: object
) -> HttpResponse:
    """Render a page of a case in its frame."""
    return render(
        request, f"cases/{template}.html", {**frame(head=head, section=section), **context}
    )


def saved(content: bytes, name: str) -> HttpResponse:
    """Answer with bytes to be saved under a name, which no browser runs or guesses at."""
    disposition = content_disposition_header(True, name)
    return HttpResponse(
        content,
        content_type="application/octet-stream",
        headers={**_HARMLESS, "Content-Disposition": disposition or "attachment"},
    )


def streamed(pieces: Iterable[bytes], name: str, size: int) -> HttpResponse:
    """Answer as `saved` does with bytes that are made while they are sent."""
    disposition = content_disposition_header(True, name)
    return StreamingHttpResponse(  # type: ignore[return-value] # an answer that streams is another class
        pieces,
        content_type="application/octet-stream",
        headers={
            **_HARMLESS,
            "Content-Disposition": disposition or "attachment",
            "Content-Length": str(size),
        },
    )


def frame(*, head: CaseHead, section: str) -> dict[str, object]:
    """Return what every page of a case shows above its own matter."""
    return {
        "head": head,
        "identity": head.identity,
        "sub_navigation": [
            {"text": text, "href": address(name, head.file), "is_current": name == section}
            for name, text in SECTIONS
        ],
    }


def address(name: str, file: uuid.UUID, *more: uuid.UUID) -> str:
    """Return the address of a page of a case."""
    return reverse(f"case-{name}", args=[file, *more])


def go(name: str, file: uuid.UUID, *more: uuid.UUID) -> HttpResponse:
    """Lead on to a page of a case after a step was taken."""
    return HttpResponseRedirect(address(name, file, *more))


def handed_on() -> HttpResponse:
    """Lead to the page that says that other readers go on with the case."""
    return HttpResponseRedirect(reverse("handed-on", args=["case"]))


def vault_for_case(request: StaffRequest, file: uuid.UUID) -> Vault:
    """Return the open vault; ask for it only of those whom the case is not hidden from.

    Whoever owes a declaration of conflict signs it first: until then no key opens anything.
    """
    try:
        vault = vault_of(request)
    except Locked:
        head_queries.case_head(file=file, by=request.actor, at=request.at)
        raise
    demand_declaration(request, file)
    return vault


def demand_declaration(request: StaffRequest, file: uuid.UUID) -> None:
    """Lead an investigator who owes a declaration of conflict to it, before any word opens."""
    if request.actor.seat is Seat.INVESTIGATOR and declarations.is_owed(file=file):
        raise Detour(address("declare", file))


def vault_for_report(request: StaffRequest, report: uuid.UUID) -> Vault:
    """Return the open vault; ask for it only of those whom the report is not hidden from."""
    try:
        return vault_of(request)
    except Locked:
        head_queries.recorded_as(report=report, by=request.actor, at=request.at)
        raise


def words_of(refusal: Exception) -> str:
    """Return what an expected refusal says to the person who met it."""
    return str(refusal) or (type(refusal).__doc__ or "").strip()
