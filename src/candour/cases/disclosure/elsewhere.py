"""The words of other files that a reader can open, and when they appeared: compared in memory."""

import dataclasses
import datetime
import json
import uuid
from collections.abc import Iterator, Mapping

from django.db.models import QuerySet

from candour.cases.disclosure import papers
from candour.cases.models import Case, PassageWait
from candour.cases.reading import opened
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import KeyWrap, SealedItem
from candour.guard.permissions import demand
from candour.intake.models import Report

# More than a reader opens in a year; the newest come first.
MOST = 500


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """A report or case that a reader can open: since when it is there, and what it says."""

    file: uuid.UUID
    reference: str
    is_case: bool
    appeared_on: datetime.date
    text: str = dataclasses.field(repr=False)


def others(*, case: Case, vault: Vault, by: Actor, at: datetime.datetime) -> Iterator[Other]:
    """Yield the files beside this case that came later and that the vault opens, newest first.

    Each is opened with a leaf of its own, as if its page had been opened.
    """
    held = KeyWrap.objects.filter(account_id=vault.account_id, file_key__compartment="narrative")
    found = {**_reports(case, held), **_cases(case, held)}
    newest = sorted(found.values(), key=lambda one: (one.appeared_on, one.file.bytes))
    for one in reversed(newest[-MOST:]):
        text = read(file=one.file, is_case=one.is_case, vault=vault, by=by, at=at)
        if text:
            yield dataclasses.replace(one, text=text)


def read(*, file: uuid.UUID, is_case: bool, vault: Vault, by: Actor, at: datetime.datetime) -> str:
    """Return what another file says, as far as the vault opens it."""
    demand("cases.read" if is_case else "intake.read", by=by, at=at, file=file)
    items = list(SealedItem.objects.filter(file_id=file, kind="narrative").order_by("id"))
    texts = opened.texts(items=items, vault=vault, by=by, at=at)
    stories: list[Mapping[str, object]] = [json.loads(texts[one.id]) for one in items
                                           if one.id in texts]  # fmt: skip
    return "\n\n".join(papers.statement_of(narrative=story) for story in stories)


def responses(
    *, file: uuid.UUID, on: datetime.date, vault: Vault, by: Actor, at: datetime.datetime
) -> str:
    """Return what came in as a response on one day; the caller was allowed to open the file."""
    rows = PassageWait.objects.filter(file_id=file, appeared_on=on, item__isnull=False)
    items = [row.item for row in rows.select_related("item").order_by("id") if row.item]
    return "\n\n".join(opened.texts(items=items, vault=vault, by=by, at=at).values())


def _cases(case: Case, held: QuerySet[KeyWrap]) -> dict[uuid.UUID, Other]:
    rows = Case.objects.filter(
        file_id__in=held.values("file_key__file_id"), received_on__gte=case.received_on
    )
    return {
        # A case and the report it came from say the same; they count once.
        (row.report_file_id or row.file_id): Other(
            file=row.file_id,
            reference=row.reference,
            is_case=True,
            appeared_on=row.received_on,
            text="",
        )
        for row in rows.exclude(file_id=case.file_id)
    }


def _reports(case: Case, held: QuerySet[KeyWrap]) -> dict[uuid.UUID, Other]:
    rows = Report.objects.filter(
        file_id__in=held.values("file_key__file_id"), received_on__gte=case.received_on
    )
    return {
        row.file_id: Other(
            file=row.file_id,
            reference=row.reference,
            is_case=False,
            appeared_on=row.received_on,
            text="",
        )
        for row in rows
        if row.file_id != case.report_file_id
    }
