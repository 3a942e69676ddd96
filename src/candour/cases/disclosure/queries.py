"""The ledger, its copies and what a leaked text says of them; leaks; every version of a report."""

import dataclasses
import datetime
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence

from candour.cases.disclosure import elsewhere, leaks, ledger
from candour.cases.disclosure.attached import evidence, found
from candour.cases.disclosure.attached.evidence import Evidence
from candour.cases.disclosure.attached.found import FoundCopy
from candour.cases.disclosure.ledger import SEALED, LedgerLine
from candour.cases.disclosure.papers import Paper, papers
from candour.cases.disclosure.versions import (
    DraftsPage,
    FindingLine,
    RemovedLine,
    VersionLine,
)
from candour.cases.disclosure.weighed import Weighed, weighed
from candour.cases.models import (
    Allegation,
    Case,
    Draft,
    Finding,
    LeakAlert,
    LeakTriage,
    RemovedFinding,
)
from candour.cases.models.disclosure import ABOUT, ITEMS, OUTCOMES, RESULTS
from candour.cases.parties import contained, file_copies
from candour.cases.parties.contained import Contained
from candour.cases.parties.file_copies import FileCopy
from candour.cases.parties.queries.sides import PartyLine, SafetyLine, lines_of, safety_of
from candour.cases.reading import heads, opened, staff, wording
from candour.cases.reading.heads import CaseHead
from candour.core.tracing import marking
from candour.core.tracing.marking import Likelihood
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import SealedItem
from candour.guard.permissions import demand, deny
from candour.intake.models import Report

_ITEMS = dict(ITEMS)
_ABOUT, _RESULTS, _OUTCOMES = dict(ABOUT), dict(RESULTS), dict(OUTCOMES)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPage:
    """Everything that was given, the newest first, and what could be given."""

    head: CaseHead
    lines: tuple[LedgerLine, ...]
    parties: tuple[PartyLine, ...]
    papers: tuple[Paper, ...]
    safety: tuple[SafetyLine, ...]
    weighed: tuple[Weighed, ...]

    @property
    def not_given(self) -> tuple[str, ...]:
        """Return the subjects who were not given what was weighed against them."""
        missing = {one.person for one in self.weighed if not one.is_given}
        return tuple(one.name for one in self.parties if one.person in missing)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CopyPage:
    """One copy as it was given: page by page, or what file it is."""

    head: CaseHead
    line: LedgerLine
    pages: tuple[tuple[str, ...], ...]
    file: FileCopy | None
    gone: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """A copy that a leaked text may come from: how likely, on which evidence."""

    line: LedgerLine
    likelihood: Likelihood

    @property
    def confidence(self) -> str:
        """Return in words how sure one may be."""
        if not self.likelihood.is_enough:
            return "Not enough to say"
        if self.likelihood.probability >= marking.CERTAIN:
            return "Very strong"
        return "Strong"

    @property
    def evidence(self) -> str:
        """Return what was read, mark by mark."""
        said = [
            f"{one.agree} of {one.read} {marking.NAMES[one.channel]}"
            for one in self.likelihood.readings
        ]
        if self.likelihood.shows_code:
            said.append("its code stands in the text, which anybody could have typed")
        return "; ".join(said) or "no mark could be read"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LeakLine:
    """An alert: which words of ours stood where and since when; the passages where they open."""

    id: uuid.UUID
    source: str
    other: str
    # What became of it; nothing while it waits for triage.
    outcome: str
    appeared_on: datetime.date
    disclosed_on: datetime.date | None
    longest: int
    passages: int
    excerpts: tuple[str, ...] = dataclasses.field(repr=False)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LeaksPage:
    """Every alert of a case."""

    head: CaseHead
    lines: tuple[LeakLine, ...]


def ledger_page(*, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> LedgerPage:
    """Return the disclosure ledger of a case."""
    demand("cases.ledger", by=by, at=at, file=file)
    rows, contents = ledger.copies_of(file=file, vault=vault, by=by, at=at)
    history = weighed(file=file, by=by, at=at)
    return LedgerPage(
        head=heads.read(file=file, by=by, on=at.date()),
        lines=ledger.lines(file=file, rows=rows, contents=contents, by=by, at=at),
        parties=lines_of(file=file, by=by, at=at),
        papers=(
            *papers(file=file, vault=vault, by=by, at=at),
            *(one.paper for one in history),
        ),
        safety=safety_of(file=file),
        weighed=history,
    )


def copy_page(
    *, file: uuid.UUID, copy: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> CopyPage:
    """Return one copy as it was given; deny that there is another."""
    demand("cases.ledger", by=by, at=at, file=file)
    rows, contents = ledger.copies_of(file=file, vault=vault, by=by, at=at)
    if copy not in contents:
        deny("cases.ledger", by=by, at=at, file=file)
    lines = ledger.lines(file=file, rows=rows, contents=contents, by=by, at=at)
    given = contents[copy].file
    return CopyPage(
        head=heads.read(file=file, by=by, on=at.date()),
        line=next(line for line in lines if line.id == copy),
        pages=() if given else contents[copy].pages,
        file=given,
        gone=_gone(given, vault, by=by, at=at) if given and given.within else "",
    )


def copy_content(
    *, file: uuid.UUID, copy: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> tuple[FileCopy, bytes | Contained]:
    """Return the bytes of a file's copy as they were given; deny that there is another.

    Of a container it is what makes them, piece by piece.
    """
    demand("cases.ledger", by=by, at=at, file=file)
    page = copy_page(file=file, copy=copy, vault=vault, by=by, at=at)
    if page.file is None:
        deny("cases.ledger", by=by, at=at, file=file)
    items = list(SealedItem.objects.filter(file_id=file, id=page.file.content))
    texts = opened.texts(items=items, vault=vault, by=by, at=at)
    if page.file.content not in texts:
        deny("cases.ledger", by=by, at=at, file=file)
    text = texts[page.file.content]
    return page.file, contained.unpacked(text=text) or file_copies.unpacked(text=text)


def _gone(given: FileCopy, vault: Vault, *, by: Actor, at: datetime.datetime) -> str:
    """Return why a container can't be made again, nothing where it can."""
    items = list(SealedItem.objects.filter(id=given.content))
    for text in opened.texts(items=items, vault=vault, by=by, at=at).values():
        held = contained.unpacked(text=text)
        return "" if held is None or held.is_there else contained.GONE
    return ""


def files_to_give(
    *, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> tuple[Evidence, ...]:
    """Return the attached files of a case, each with its redactions, for whoever may list them."""
    demand("cases.ledger", by=by, at=at, file=file)
    return evidence.files(file=file, vault=vault, by=by, at=at)


def files_chosen(
    *,
    file: uuid.UUID,
    names: Collection[str],
    vault: Vault,
    by: Actor,
    at: datetime.datetime,
) -> tuple[Evidence, ...]:
    """Return the files of these names, ready to be given; deny that there are others."""
    demand("cases.disclose", by=by, at=at, file=file)
    return evidence.chosen(file=file, names=names, vault=vault, by=by, at=at)


def traced(
    *, file: uuid.UUID, leaked: str, vault: Vault, by: Actor, at: datetime.datetime
) -> tuple[Suspect, ...]:
    """Return how likely each copy of a case is where a leaked text comes from."""
    demand("cases.trace", by=by, at=at, file=file)
    rows, contents = ledger.copies_of(file=file, vault=vault, by=by, at=at)
    lines = {
        line.code: line
        for line in ledger.lines(file=file, rows=rows, contents=contents, by=by, at=at)
    }
    known = [
        marking.Copy(code=row.code, key=contents[row.id].key, text=contents[row.id].text)
        for row in rows
        if row.id in contents and not contents[row.id].file
    ]
    weighed = marking.trace(leaked=leaked, copies=known)
    return tuple(Suspect(line=lines[one.code], likelihood=one) for one in weighed)


def traced_file(
    *, file: uuid.UUID, leaked: Iterable[bytes], vault: Vault, by: Actor, at: datetime.datetime
) -> tuple[FoundCopy, ...]:
    """Return of which copies of files something that got out speaks, and on which grounds.

    It is read piece by piece, once, and kept nowhere.
    """
    demand("cases.trace", by=by, at=at, file=file)
    rows, contents = ledger.copies_of(file=file, vault=vault, by=by, at=at)
    lines = ledger.lines(file=file, rows=rows, contents=contents, by=by, at=at)
    files = {id_: one.file for id_, one in contents.items() if one.file}
    return found.copies_in(leaked=leaked, lines=lines, files=files)


def leaks_page(*, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> LeaksPage:
    """Return the alerts of a case, with the passages of those files that the vault opens."""
    demand("cases.ledger", by=by, at=at, file=file)
    ours = {one.id: one for one in papers(file=file, vault=vault, by=by, at=at)}
    given = leaks.given(file=file, vault=vault, by=by, at=at)
    alerts = list(LeakAlert.objects.filter(file_id=file).order_by("-found_at", "id"))
    return LeaksPage(
        head=heads.read(file=file, by=by, on=at.date()),
        lines=tuple(_leak(one, ours, given, vault, by=by, at=at) for one in alerts),
    )


def leak_of(*, file: uuid.UUID, leak: uuid.UUID, by: Actor, at: datetime.datetime) -> LeakAlert:
    """Return an alert of a case; deny that there is another."""
    demand("cases.settle_leak", by=by, at=at, file=file)
    found = LeakAlert.objects.filter(file_id=file, id=leak).first()
    if found is None:
        deny("cases.settle_leak", by=by, at=at, file=file)
    return found


def drafts_page(*, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> DraftsPage:
    """Return every version of the report and every finding that one of them left out."""
    demand("cases.drafts", by=by, at=at, file=file)
    matters = _matters(file)
    drafts = list(
        Draft.objects.filter(file_id=file).select_related("item").order_by("-number", "id")
    )
    removed = list(
        RemovedFinding.objects.filter(file_id=file).select_related("item", "finding__draft")
    )
    items = [*(one.item for one in drafts), *(one.item for one in removed)]
    texts = opened.texts(items=items, vault=vault, by=by, at=at)
    who = [*(one.written_by for one in drafts), *(one.noted_by for one in removed)]
    known = staff.called(accounts=who, by=by, at=at)
    findings = list(Finding.objects.filter(file_id=file).order_by("about", "id"))
    return DraftsPage(
        head=heads.read(file=file, by=by, on=at.date()),
        versions=tuple(
            VersionLine(
                number=one.number,
                by=staff.named(known, one.written_by),
                at=one.written_at,
                text=texts.get(one.item_id, SEALED),
                findings=tuple(
                    _finding(row, matters) for row in findings if row.draft_id == one.id
                ),
                removed=tuple(
                    RemovedLine(
                        finding=_finding(row.finding, matters),
                        stood_in=row.finding.draft.number,
                        by=staff.named(known, row.noted_by),
                        at=row.noted_at,
                        why=texts.get(row.item_id, SEALED),
                    )
                    for row in removed
                    if row.draft_id == one.id
                ),
            )
            for one in drafts
        ),
        allegations=tuple(matters.items()),
    )


def _leak(
    alert: LeakAlert,
    ours: Mapping[uuid.UUID, Paper],
    given: Sequence[leaks.Given],
    vault: Vault,
    *,
    by: Actor,
    at: datetime.datetime,
) -> LeakLine:
    """Return an alert; its words are found anew each time and are never kept."""
    other = _other(alert, vault, by=by, at=at)
    source = ours.get(alert.source_id)
    found = leaks.leaks(papers=[source], other=other, given=given) if source and other else ()
    triage = LeakTriage.objects.filter(alert=alert).first()
    return LeakLine(
        id=alert.id,
        outcome=_OUTCOMES[triage.outcome] if triage else "",
        source=source.title if source else _ITEMS[alert.source_kind],
        other=other.reference if other else "A file that you don't see",
        appeared_on=alert.appeared_on,
        # What was given since the alert was raised counts, too.
        disclosed_on=found[0].disclosed_on if found else alert.disclosed_on,
        longest=alert.longest,
        passages=alert.passages,
        excerpts=tuple(text for one in found for text in one.excerpts),
    )


def _other(
    alert: LeakAlert, vault: Vault, *, by: Actor, at: datetime.datetime
) -> elsewhere.Other | None:
    case = Case.objects.filter(file_id=alert.other_file_id).first()
    report = Report.objects.filter(file_id=alert.other_file_id).first()
    row = case or report
    if row is None:
        return None
    said = elsewhere.responses(file=row.file_id, on=alert.appeared_on, vault=vault, by=by, at=at)
    # In the file's own story its words are no leak: what was found is a response.
    if row.file_id == alert.file_id:
        text = said
    else:
        story = elsewhere.read(
            file=row.file_id, is_case=case is not None, vault=vault, by=by, at=at
        )
        text = f"{story}\n\n{said}"
    return elsewhere.Other(
        file=row.file_id,
        reference=row.reference,
        is_case=case is not None,
        appeared_on=alert.appeared_on,
        text=text,
    )


def _matters(file: uuid.UUID) -> dict[uuid.UUID, str]:
    rows = Allegation.objects.filter(file_id=file).order_by("number", "id")
    return {
        row.id: f"Allegation {row.number}: "
        + wording.category(row.category, source=row.source_category)
        for row in rows
    }


def _finding(row: Finding, matters: Mapping[uuid.UUID, str]) -> FindingLine:
    matter = matters.get(row.allegation_id, "") if row.allegation_id else ""
    return FindingLine(
        id=row.id,
        about=row.about,
        allegation=row.allegation_id,
        matter=matter or _ABOUT[row.about],
        code=row.result,
        result=_RESULTS[row.result],
    )
