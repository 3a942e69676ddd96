"""The tables and the file of a reconciliation, the same for both bodies and their overseers."""

import calendar
import csv
import datetime
import io
import re
from collections import Counter
from dataclasses import dataclass

from candour.imports.contacts import DISPOSITIONS, REFUSED
from candour.imports.hotline import refusals
from candour.imports.queries import Reconciliation
from candour.pages import wording
from candour.pages.tables import Column, Table

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEARS = range(2000, 2200)
_COLUMNS = (
    "line", "force", "received_on", "disposition", "reason", "reason_words", "contacts", "reports",
)  # fmt: skip
# A spreadsheet takes a cell that begins like this for a formula, and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month as an address names it, with its first and last day and its neighbours."""

    name: str
    first: datetime.date
    last: datetime.date
    before: str
    after: str


def month_of(*, said: str, today: datetime.date) -> Month:
    """Return the month that an address names; a strange one is the present month."""
    found = _MONTH.fullmatch(said)
    year, number = (int(found[1]), int(found[2])) if found else (0, 0)
    if year not in _YEARS or number not in range(1, 13):
        year, number = today.year, today.month
    first = datetime.date(year, number, 1)
    last = first.replace(day=calendar.monthrange(year, number)[1])
    return Month(
        name=f"{first:%Y-%m}",
        first=first,
        last=last,
        before=f"{first - datetime.timedelta(days=1):%Y-%m}",
        after=f"{last + datetime.timedelta(days=1):%Y-%m}",
    )


def tables(found: Reconciliation) -> tuple[Table, ...]:
    """Return the sums, the reasons of refusals, the days, and what the line stated."""
    return (_sums(found), _reasons(found), _days(found), _totals(found))


def csv_of(found: Reconciliation) -> str:
    """Return every number of the reconciliation as CSV that no spreadsheet runs."""
    written = io.StringIO()
    sheet = csv.writer(written, lineterminator="\r\n")
    sheet.writerow(_COLUMNS)
    for line in found.lines:
        reason = refusals.words(code=line.reason) if line.reason else ""
        sheet.writerow(
            (
                _harmless(line.body), _harmless(line.force), line.received_on.isoformat(),
                line.disposition, line.reason, reason, line.contacts, line.reports,
            )
        )  # fmt: skip
    return written.getvalue()


def _sums(found: Reconciliation) -> Table:
    texts = ("Received", "Passed on", "Refused", "Pending", "Reports held", "Difference")
    return Table(
        caption="What became of the contacts",
        columns=(_words("Line"), _words("Force"), *(Column(text=text) for text in texts)),
        rows=tuple(
            (
                one.body, one.force,
                *_numbers(one.received, one.passed_on, one.refused, one.pending, one.reports,
                          one.missing),
            )
            for one in found.sums
        ),
    )  # fmt: skip


def _reasons(found: Reconciliation) -> Table:
    counted: Counter[tuple[str, str, str]] = Counter()
    for line in found.lines:
        if line.disposition == REFUSED:
            counted[line.body, line.force, line.reason] += line.contacts
    return Table(
        caption="Why contacts were refused",
        columns=(_words("Line"), _words("Force"), _words("Reason"), Column(text="Contacts")),
        rows=tuple(
            (body, force, refusals.words(code=reason), *_numbers(number))
            for (body, force, reason), number in sorted(counted.items())
        ),
    )


def _days(found: Reconciliation) -> Table:
    counted: Counter[tuple[datetime.date, str, str, str]] = Counter()
    for line in found.lines:
        counted[line.received_on, line.body, line.force, line.disposition] += line.contacts
    days = sorted({key[:3] for key in counted})
    return Table(
        caption="The contacts of each day",
        columns=(
            _words("Received on"), _words("Line"), _words("Force"),
            *(Column(text=words) for _, words in _SHORT),
            Column(text="Received"),
        ),
        rows=tuple(
            (
                f"{day.day} {day:%B %Y}", body, force,
                *_numbers(*(counted[day, body, force, code] for code, _ in _SHORT)),
                *_numbers(sum(counted[day, body, force, code] for code, _ in _SHORT)),
            )
            for day, body, force in days
        ),
    )  # fmt: skip


def _totals(found: Reconciliation) -> Table:
    return Table(
        caption="What the line stated of its files",
        columns=(
            _words("Imported on"), _words("Line"),
            *(Column(text=text) for text in ("Stated", "In the file", "Taken", "Difference")),
        ),
        rows=tuple(
            (
                f"{one.imported_on.day} {one.imported_on:%B %Y}", one.body,
                *(_said(value) for value in (one.stated, one.contacts, one.taken)),
                _difference(one.difference),
            )
            for one in found.totals
        ),
    )  # fmt: skip


_SHORT = tuple((code, words.split(",")[0].split(" to ")[0]) for code, words in DISPOSITIONS)


def _words(text: str) -> Column:
    return Column(text=text, is_numeric=False)


def _numbers(*values: int) -> tuple[str, ...]:
    return tuple(wording.grouped(value) for value in values)


def _said(value: int | None) -> str:
    return "not shown" if value is None else wording.grouped(value)


def _difference(value: int | None) -> str:
    return "no total stated" if value is None else wording.grouped(value)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
