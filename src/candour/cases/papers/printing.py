"""Prints a paper as a tagged PDF that a screen reader can follow (PDF/UA-1).

WeasyPrint is loaded when the first paper is printed: it takes seconds, and no other page needs it.
It may fetch nothing: whatever an address in a text says, nothing is asked of any network.
"""

import dataclasses
import functools
from collections.abc import Sequence
from typing import Any, NoReturn

from django.template.loader import render_to_string

from candour.cases.papers.contents import Content

_VARIANT = "pdf/ua-1"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands round a paper: whose it is, for whom, on which day, under which law."""

    sender: str
    reference: str = ""
    day: str = ""
    addressee: str = ""
    law: str = ""
    table: tuple[tuple[str, ...], ...] = ()


class NoPrinter(Exception):
    """PDFs can't be made on this server. Whoever runs it must install Pango."""


class FetchesNothing(Exception):
    """A paper names something outside itself; a printed letter never loads anything."""


def printed(*, content: Content, sheet: Sheet) -> bytes:
    """Return a paper as PDF."""
    page = render_to_string("cases/papers/print/paper.html", {"content": content, "sheet": sheet})
    return of_page(page=page)


def of_page(*, page: str) -> bytes:
    """Return a page of HTML that names nothing outside itself as PDF."""
    document = _weasyprint().HTML(string=page, url_fetcher=_fetch)
    made: bytes = document.write_pdf(pdf_variant=_VARIANT, pdf_tags=True)
    return made


@functools.cache
def _weasyprint() -> Any:
    try:
        import weasyprint  # type: ignore[import-untyped] # ships no types
    except (ImportError, OSError):
        raise NoPrinter from None
    return weasyprint


def _fetch(*_args: object, **_options: object) -> NoReturn:
    raise FetchesNothing


def rows(*cells: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a printed table, its head first."""
    return tuple(tuple(one) for one in cells)
