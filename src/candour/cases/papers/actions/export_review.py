"""Puts everything a reviewer needs into one file, encrypted to the reviewer's own keys."""

import dataclasses
import datetime
import hashlib
import uuid
from collections.abc import Iterator, Sequence

from django.db import transaction

from candour.cases import steps
from candour.cases.disclosure import queries as disclosure
from candour.cases.disclosure.versions import DraftsPage, RemovedLine
from candour.cases.papers import printing
from candour.cases.papers.contents import Content, Part
from candour.cases.papers.printing import Sheet
from candour.cases.papers.queries import letters, schedules
from candour.cases.reading import letters as mailbox
from candour.cases.reading import wording
from candour.cases.reading.heads import CaseHead
from candour.core.custody import bundles
from candour.core.custody.bundles import Entry
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.people import naming

HEAD = ("Finding", "Stood in", "Left out of", "By whom", "When", "Why")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Maker:
    """Who puts it together, from which case, with which key."""

    head: CaseHead
    force: str
    vault: Vault
    by: Actor
    at: datetime.datetime

    def pdf(self, name: str, content: Content, table: Sequence[Sequence[str]] = ()) -> Entry:
        sheet = Sheet(
            sender=self.force,
            reference=self.head.reference,
            day=wording.day(self.at.date()),
            table=printing.rows(*table),
        )
        made = printing.printed(content=content, sheet=sheet)
        return Entry(name=f"{name}.pdf", kind="application/pdf", content=made)


class NoReport(Exception):
    """There is no investigation report yet, so there is nothing to review."""


@transaction.atomic
def export_review(
    *, file: uuid.UUID, recipients: Sequence[str], vault: Vault, by: Actor, at: datetime.datetime
) -> bytes:
    """Return the report, what its versions left out, the letters and schedules, encrypted.

    Raises bundles.BadRecipient. The log names each recipient's public key and the hash.
    """
    demand("cases.export_review", by=by, at=at, file=file)
    steps.get_case(file=file)
    drafts = disclosure.drafts_page(file=file, vault=vault, by=by, at=at)
    if drafts.newest is None:
        raise NoReport
    names = naming.organisation_names(organisations=[drafts.head.organisation_id])
    force = names.get(drafts.head.organisation_id, "")
    maker = _Maker(head=drafts.head, force=force, vault=vault, by=by, at=at)
    entries = (*_report(maker, drafts), *_letters(maker, file), *_schedules(maker, file))
    about = {"reference": drafts.head.reference, "made_on": at.date().isoformat(),
             "removed_findings": len(drafts.removed)}  # fmt: skip
    bundle = bundles.build(entries=entries, about=about)
    encrypted = bundles.encrypt(bundle=bundle, recipients=recipients)
    entry = leaves.Entry(
        kind="write",
        what="cases.export_review",
        file=file,
        why="The bundle for a review",
        recipients=sorted(one.strip() for one in recipients),
        detail={
            "files": len(entries),
            "removed_findings": len(drafts.removed),
            "bundle_sha256": hashlib.sha256(bundle).hexdigest(),
            "encrypted_sha256": hashlib.sha256(encrypted).hexdigest(),
        },
    )
    leaves.append(entry=entry, by=by, at=at)
    return encrypted


def _report(maker: _Maker, drafts: DraftsPage) -> Iterator[Entry]:
    for version in drafts.versions:
        is_final = version is drafts.newest
        name = "1-final-report" if is_final else f"6-earlier-version-{version.number}"
        findings = "\n".join(f"{one.matter}: {one.result}" for one in version.findings)
        parts = (
            Part(text=f"{version.by}, {wording.day(version.at.date())}"),
            Part(heading="Findings", text=findings or "None stated."),
            Part(heading="Report", text=version.text),
        )
        title = f"Investigation report, version {version.number}"
        yield maker.pdf(name, Content(title=title, parts=parts))
    yield _removed(maker, drafts.removed)


def _removed(maker: _Maker, removed: Sequence[RemovedLine]) -> Entry:
    said = "No version leaves out a finding of the one before."
    if removed:
        said = "Each of these stood in a version of the report and does not stand in the next."
    rows = [
        (f"{one.finding.matter}: {one.finding.result}", f"Version {one.stood_in}",
         f"Version {one.stood_in + 1}", one.by, wording.day(one.at.date()), one.why)
        for one in removed
    ]  # fmt: skip
    content = Content(title="Findings that were left out", parts=(Part(text=said),))
    return maker.pdf("2-findings-left-out", content, (HEAD, *rows) if rows else ())


def _letters(maker: _Maker, file: uuid.UUID) -> Iterator[Entry]:
    found = letters.letters_page(file=file, vault=maker.vault, by=maker.by, at=maker.at)
    for one in reversed(found.lines):
        # The very bytes that were issued, so that their hash is that of the log.
        _, issued = letters.letter_bytes(
            file=file, letter=one.id, vault=maker.vault, by=maker.by, at=maker.at
        )
        yield Entry(name=f"3-letter-{one.number}.pdf", kind="application/pdf", content=issued)
    rows = [
        (str(one.number), one.title, one.addressee, served.route, wording.day(served.on), served.by)
        for one in reversed(found.lines)
        for served in one.services
    ]
    head = ("No.", "Letter", "To", "Route", "Served on", "Recorded by")
    content = Content(title="How each letter was served", parts=())
    yield maker.pdf("3-served", content, (head, *rows) if rows else ())
    files = [file, maker.head.report_file]
    written = mailbox.letters(file, files, maker.vault, by=maker.by, at=maker.at)
    parts = tuple(
        Part(heading=f"{one.sender}, {wording.day(one.at)}", text=one.text) for one in written
    )
    yield maker.pdf("4-mailbox", Content(title="Letters to and from the mailbox", parts=parts))


def _schedules(maker: _Maker, file: uuid.UUID) -> Iterator[Entry]:
    found = schedules.schedules_page(file=file, vault=maker.vault, by=maker.by, at=maker.at)
    for one in reversed(found.versions):
        made = schedules.printed(version=one, head=maker.head, force=maker.force)
        name = f"5-schedule-{one.code}-{one.version}.pdf"
        yield Entry(name=name, kind="application/pdf", content=made)
