"""A force's audit feed, held against what reporters asked somebody outside to watch."""

import pathlib
from typing import NoReturn

from candour.imports.source import CannotRead, Reading, Source


def _find(path: pathlib.Path) -> NoReturn:
    message = "A reader outside the force starts this one: say who with --reader."
    raise CannotRead(message)


def _read(reading: Reading) -> NoReturn:
    _find(reading.files[0])


ENTRY = Source(
    name="lookups",
    summary="A force's audit feed: who read what in its systems",
    takes="PATH of a CSV, JSON lines or Parquet file, or -, with --reader for who holds the terms",
    version=1,
    find=_find,
    read=_read,
    needs_reader=True,
)
