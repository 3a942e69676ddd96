"""Parses one row of a line's batch: every cell a value of its kind, or the row refused."""

import datetime
import unicodedata

from candour.imports.contacts import DISPOSITIONS, PASSED_ON, REFUSED, ContactRow
from candour.imports.hotline import columns, refusals
from candour.imports.reading.cells import Cells, is_empty
from candour.imports.reading.sheets import Odd
from candour.law.categories import CATEGORIES

LONGEST = 20_000
_CATEGORIES = frozenset(category.code for category in CATEGORIES)
_DISPOSITIONS = frozenset(code for code, _ in DISPOSITIONS)
_BREAKS = frozenset("\n\r\t")
_NO_LETTER = frozenset({"Cc", "Cs", "Cn"})
# Stands where a row has no readable day; such a row is refused.
_NO_DAY = datetime.date.min


def parse(*, cells: Cells, force: str, latest: datetime.date) -> ContactRow:
    """Return what a row says; `cells` holds the reason if it must be refused.

    `force` is the one that rows without a force of their own are about.
    """
    cells.demand("contact_reference", "received_on", "disposition", *([] if force else ["force"]))
    if cells.text("contact_reference") == columns.EXAMPLE_REF:
        cells.refuse("example_row", "contact_reference")
    received_on = cells.day("received_on")
    if received_on is not None and received_on > latest:
        cells.refuse("day_to_come", "received_on")
    row = ContactRow(
        row=cells.row,
        ref=cells.text("contact_reference"),
        force=cells.text("force") or force,
        received_on=received_on or _NO_DAY,
        disposition=cells.code("disposition", known=_DISPOSITIONS),
        reason=cells.text("reason").casefold(),
        category=_category(cells),
        text=_words(cells),
    )
    _check_reason(cells, row)
    return row


def has_words_too_many(*, cells: Cells) -> bool:
    """Say whether a row brings words that were not passed on: they are left out of everything."""
    is_passed_on = cells.text("disposition").casefold() == PASSED_ON
    return not is_passed_on and not is_empty(cells.values.get("text"))


def _category(cells: Cells) -> str:
    found = cells.text("category").upper()
    if found and found not in _CATEGORIES:
        cells.refuse("unknown_code", "category")
    return found


def _check_reason(cells: Cells, row: ContactRow) -> None:
    if row.disposition != REFUSED:
        if row.reason:
            cells.refuse("reason_not_wanted", "reason")
    elif not row.reason:
        cells.refuse("missing", "reason")
    elif not refusals.is_in_force(code=row.reason, on=row.received_on):
        cells.refuse("unknown_code", "reason")


def _words(cells: Cells) -> str:
    """Return the words of a contact that was passed on, with their line breaks."""
    if cells.text("disposition").casefold() != PASSED_ON:
        return ""
    cells.demand("text")
    cell = cells.values.get("text")
    if isinstance(cell, Odd):
        cells.refuse(cell.value, "text")
        return ""
    words = unicodedata.normalize("NFC", str(cell or "")).strip()
    if len(words) > LONGEST:
        cells.refuse("words_too_long", "text")
    if any(unicodedata.category(one) in _NO_LETTER and one not in _BREAKS for one in words):
        cells.refuse("not_text", "text")
    return words
