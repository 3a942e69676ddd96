"""Which cases could not be returned, and why: by reference only, so that they can be put right."""

import pathlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from candour.measures.register.pseudonyms import Key
from candour.oversight.returns.layout import Asked, Counted

_REFERENCES = (pathlib.Path(__file__).parent.parent / "sql" / "references.sql").read_text(
    encoding="utf-8"
)
_ROWS_AT_A_TIME: Final = 5_000


class Disagrees(Exception):
    """Numbers of a return that must be the same are not, so that nothing is written."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class LeftOut:
    """Rows of one case that are not in one table, and the code of the reason."""

    table: str
    reason: str
    reference: str
    number: int


def agree(counted: Counted) -> None:
    """Raise Disagrees with everything that was counted apart and is not the same."""
    found = [one for one in counted.agreements if not one.holds]
    if found:
        said = "; ".join(f"{one.what}: {one.counted}, and not {one.expected}" for one in found)
        message = f"Nothing was written, since the return disagrees with itself. {said}."
        raise Disagrees(message)


def left_out(*, counted: Counted, asked: Asked, key: Key) -> tuple[LeftOut, ...]:
    """Return every case that is missing from a table; the snapshot itself holds no reference."""
    found = [
        one
        for batch in _batches(counted.left_out)
        for one in _with_references(batch, asked=asked, key=key)
    ]
    return tuple(sorted(found))


def _batches(expressions: Sequence[Any]) -> Iterator[list[dict[str, Any]]]:
    for expression in expressions:
        chosen = expression.select("case_key", "table", "reason", "number")
        for batch in chosen.to_pyarrow().to_batches(max_chunksize=_ROWS_AT_A_TIME):
            if batch.num_rows:
                yield batch.to_pylist()


def _with_references(rows: list[dict[str, Any]], *, asked: Asked, key: Key) -> Iterator[LeftOut]:
    values: dict[str, Any] = {
        "inner": key.inner,
        "outer": key.outer,
        "as_of": asked.register.as_of,
        "keys": [row["case_key"] for row in rows],
    }
    with connection.cursor() as cursor:
        cursor.execute(_REFERENCES, values)
        references = dict(cursor.fetchall())
    for row in rows:
        yield LeftOut(
            table=row["table"],
            reason=row["reason"],
            reference=references[row["case_key"]],
            number=row["number"],
        )
