"""Attached files: listed, looked at behind a blur, and taken as a clean copy or as they came."""

import itertools
import uuid
from collections.abc import Iterable

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from candour.cases import page
from candour.cases.queries import attachments as queries
from candour.cases.queries.attachments import Listed
from candour.guard.keys import Vault
from candour.guard.requests import Locked, StaffRequest, signed_in, vault_of
from candour.intake.attachments import opening, scan
from candour.intake.attachments.preview import looking
from candour.intake.attachments.preview.limits import LARGEST_FILE, CannotShow

# Whatever a file is, a browser may neither run it nor guess what it is.
_HARMLESS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}
_ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png"}
_GONE = "The file is not there any more, or it was altered. Tell the people who run this site."


@signed_in
def attachments(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    vault = _vault(request, file)
    found = queries.list_page(file=file, vault=vault, by=request.actor, at=request.at)
    return render(request, "cases/attachments.html", {"found": found})


@signed_in
def attachment(request: StaffRequest, file: uuid.UUID, blob: uuid.UUID) -> HttpResponse:
    one = _one(request, file, blob, why=queries.LOOKED)
    return _page(request, file, one)


@signed_in
def preview(request: StaffRequest, file: uuid.UUID, blob: uuid.UUID, page: int) -> HttpResponse:
    """Answer with one page as a picture; the page that shows it blurs it first."""
    one = _one(request, file, blob, why=queries.LOOKED)
    try:
        looked = looking.show(
            kind=one.attached.kind,
            size=one.attached.size,
            blocks=opening.content(one.attached),
            page=page,
        )
    except (CannotShow, opening.Missing):
        return HttpResponse(status=404, headers=_HARMLESS)
    return HttpResponse(looked.content, content_type="image/png", headers=_HARMLESS)


@require_POST
@signed_in
def clean_copy(request: StaffRequest, file: uuid.UUID, blob: uuid.UUID) -> HttpResponse:
    one = _one(request, file, blob, why=queries.COPIED)
    try:
        looked = looking.clean(
            kind=one.attached.kind, size=one.attached.size, blocks=opening.content(one.attached)
        )
    except CannotShow as refusal:
        return _page(request, file, one, refused=str(refusal))
    except opening.Missing:
        return _page(request, file, one, refused=_GONE)
    name = _cleaned_name(one.name, looked.kind)
    return HttpResponse(
        looked.content, content_type="application/octet-stream", headers=_download(name)
    )


@require_POST
@signed_in
def original(request: StaffRequest, file: uuid.UUID, blob: uuid.UUID) -> HttpResponse:
    """Send a file as it came, piece by piece; one that a scanner found needs a second press."""
    one = _one(request, file, blob, why=queries.TAKEN)
    try:
        found = _scanned(one)
        if found.is_found and "sure" not in request.POST:
            return _page(request, file, one, asks_twice=True)
        pieces = opening.content(one.attached)
        # Opened before the answer begins: a file that was exchanged must not look like a download.
        first = next(pieces, b"")
    except opening.Missing:
        return _page(request, file, one, refused=_GONE)
    # Sent when the transaction has committed, the leaf of this look with it.
    return _streamed(one, itertools.chain([first], pieces))  # type: ignore[return-value] # streams


def _page(
    request: StaffRequest,
    file: uuid.UUID,
    one: Listed,
    *,
    refused: str = "",
    asks_twice: bool = False,
) -> HttpResponse:
    number = request.GET.get("page", "1")
    try:
        found = _scanned(one)
    except opening.Missing:
        found, refused = scan.NOT_SCANNED, _GONE
    context = {
        "file": file,
        "one": one,
        "scanned": found,
        "refused": refused,
        "asks_twice": asks_twice,
        "number": max(1, int(number)) if number.isdecimal() and len(number) < 5 else 1,
        "is_paged": one.attached.kind == "application/pdf",
        "is_too_large": one.attached.size > LARGEST_FILE,
    }
    return render(request, "cases/attachment.html", context)


def _scanned(one: Listed) -> scan.Scanned:
    return scan.scan(size=one.attached.size, blocks=opening.content(one.attached))


def _streamed(one: Listed, pieces: Iterable[bytes]) -> StreamingHttpResponse:
    response = StreamingHttpResponse(
        pieces, content_type="application/octet-stream", headers=_download(one.name)
    )
    response["Content-Length"] = str(one.attached.size)
    return response


def _download(name: str) -> dict[str, str]:
    disposition = content_disposition_header(True, name)
    return {**_HARMLESS, "Content-Disposition": disposition or "attachment"}


def _cleaned_name(name: str, kind: str) -> str:
    stem, dot, ending = name.rpartition(".")
    if kind in _ENDINGS:
        return f"clean-{stem or name}{_ENDINGS[kind]}"
    return f"clean-{stem}{dot}{ending}"


def _one(request: StaffRequest, file: uuid.UUID, blob: uuid.UUID, *, why: str) -> Listed:
    vault = _vault(request, file)
    return queries.one_file(
        file=file, blob=blob, vault=vault, why=why, by=request.actor, at=request.at
    )


def _vault(request: StaffRequest, file: uuid.UUID) -> Vault:
    """Return the open vault; ask for it only of those whom the file is not hidden from."""
    try:
        vault = vault_of(request)
    except Locked:
        queries.may_open(file=file, by=request.actor, at=request.at)
        raise
    page.demand_declaration(request, file)
    return vault
