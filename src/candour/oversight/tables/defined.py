"""A table with what its numbers count, and what stands there when it is empty."""

from dataclasses import dataclass

from candour.pages import wording
from candour.pages.tables import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Defined:
    """A table, what its numbers count, and what stands there when it is empty."""

    table: Table
    definition: tuple[str, ...]
    if_empty: str


def numbers(*values: int) -> tuple[str, ...]:
    """Return numbers as a page writes them."""
    return tuple(wording.grouped(value) for value in values)
