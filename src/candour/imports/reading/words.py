"""Reads a cell of many words, with its line breaks; what is in it is sealed and never printed."""

import unicodedata

from candour.imports.reading.cells import Cells
from candour.imports.reading.sheets import Odd

LONGEST = 20_000
_BREAKS = frozenset("\n\r\t")
_NO_LETTER = frozenset({"Cc", "Cs", "Cn"})


def words_of(*, cells: Cells, column: str) -> str:
    """Return the words of a cell; the row is refused where they are too many, or no text."""
    cell = cells.values.get(column)
    if isinstance(cell, Odd):
        cells.refuse(cell.value, column)
        return ""
    words = unicodedata.normalize("NFC", str(cell or "")).strip()
    if len(words) > LONGEST:
        cells.refuse("words_too_long", column)
    if any(unicodedata.category(one) in _NO_LETTER and one not in _BREAKS for one in words):
        cells.refuse("not_text", column)
    return words
