"""What a release says, as the file beside its pages that anybody can repeat the attack from."""

import datetime
import json
from collections.abc import Mapping
from typing import Any

from candour.stats.disclosure.cells import BEGINNING, END, Cell, Published, Release, Span, Split

FORMAT = 1


class Unreadable(ValueError):
    """A file that is not what this version of Candour wrote."""


def as_bytes(release: Release) -> bytes:
    """Return the one text of a release's cells."""
    said = {
        "format": FORMAT,
        "name": release.name,
        "published": [
            {
                **_cell(one.cell),
                "value": one.value,
                "threshold": one.threshold,
                "base": one.base,
            }
            for one in release.published
        ],
        "splits": [
            {"of": one.of, "whole": one.whole, "parts": list(one.parts)} for one in release.splits
        ],
    }
    return (json.dumps(said, indent=1, ensure_ascii=False) + "\n").encode()


def parse(content: bytes) -> Release:
    """Return the release that `as_bytes` wrote; raise Unreadable for anything else."""
    try:
        said = json.loads(content)
        if said["format"] != FORMAT:
            raise ValueError(said["format"])
        return Release(
            name=said["name"],
            published=tuple(
                Published(
                    cell=_read(one),
                    value=one["value"],
                    threshold=one["threshold"],
                    base=one["base"],
                )
                for one in said["published"]
            ),
            splits=tuple(
                Split(of=one["of"], whole=one["whole"], parts=tuple(one["parts"]))
                for one in said["splits"]
            ),
        )
    except (ValueError, KeyError, TypeError):
        message = "The cells of an earlier release can't be read, so nothing can be checked."
        raise Unreadable(message) from None


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "of": cell.of,
        "part": cell.part,
        "spans": [
            {"axis": one.axis, "from": _day(one.first), "to": _day(one.last)} for one in cell.spans
        ],
    }


def _read(said: Mapping[str, Any]) -> Cell:
    spans = (
        Span(
            axis=one["axis"],
            first=_number(one["from"], BEGINNING),
            last=_number(one["to"], END),
        )
        for one in said["spans"]
    )
    return Cell(of=said["of"], part=said["part"], spans=tuple(spans))


def _day(number: int) -> str | None:
    if number in {BEGINNING, END}:
        return None
    return datetime.date.fromordinal(number).isoformat()


def _number(day: str | None, otherwise: int) -> int:
    return otherwise if day is None else datetime.date.fromisoformat(day).toordinal()
