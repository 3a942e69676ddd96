"""Whole runs of the matching, from files to files, and what to say when they are done."""

import dataclasses
import pathlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from candour import spark
from candour.core.matching.weights import Weights
from candour.linking import results
from candour.linking.engine import matching, people
from candour.linking.engine.matching import Answer, Matcher
from candour.linking.engine.people import People
from candour.linking.files import columns, reading, writing
from candour.linking.files.reading import Table
from candour.linking.progress import Progress
from candour.linking.splinking import engines, joining

Say = Callable[[str], object]
Shown = Callable[[str], Progress]
_NAMED = ("given", "family", "name", "former", "alias", "number", "fact")
_SAID = ("given", "family", "name", "alias", "number", "unit", "text")


class CannotLink(Exception):
    """Refuses files in which nothing could be matched, with words for whoever gave them."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which files to match, with which weights, and where the result goes."""

    people: Sequence[pathlib.Path]
    descriptions: pathlib.Path
    out: pathlib.Path
    weights: Weights
    most: int = 5
    is_strict: bool = False


@dataclasses.dataclass(slots=True, kw_only=True)
class Done:
    """What became of a run."""

    people: int
    descriptions: int = 0
    proposed: int = 0
    ranked: int = 0
    nobody: int = 0
    unread: int = 0
    out: pathlib.Path

    def as_json(self) -> dict[str, object]:
        """Return the totals for a program."""
        return {**dataclasses.asdict(self), "out": str(self.out)}

    def as_text(self) -> str:
        """Return the totals for a person."""
        return (
            f"{self.descriptions:,} descriptions against {self.people:,} people: one person is"
            f" proposed for {self.proposed:,}, candidates are only ranked for {self.ranked:,}, and"
            f" nobody fits {self.nobody:,}. {self.unread:,} rows or values could not be read."
            f" Wrote {self.out}."
        )


def match(*, asked: Asked, say: Say, shown: Shown) -> Done:
    """Match every description with the people, and write who it may be and why."""
    described = _opened(asked.descriptions, columns.DESCRIPTIONS, _SAID, asked.is_strict, say)
    register, unread = gather(paths=asked.people, is_strict=asked.is_strict, say=say, shown=shown)
    matcher = matching.matcher(people=register, weights=asked.weights, most=asked.most)
    done = Done(people=len(register), out=asked.out)
    rows = _rows(described, matcher, done, shown("descriptions"))
    writing.write(rows=rows, path=asked.out, schema=results.SCHEMA)
    _tell(described, say)
    done.unread = unread + described.trouble.count
    return done


def gather(
    *, paths: Sequence[pathlib.Path], is_strict: bool, say: Say, shown: Shown
) -> tuple[People, int]:
    """Read files of people into one register, and return how much could not be read."""
    tables = [_opened(path, columns.PEOPLE, ("person",), is_strict, say) for path in paths]
    if not any(field in table.fields for table in tables for field in _NAMED):
        message = f"No file of people has a name or a number: {_headers(tables)}."
        raise CannotLink(message)
    register = people.gather(tables=tables, progress=shown("rows of people").show)
    for table in tables:
        _tell(table, say)
    if not len(register):
        message = "There is nobody in the files of people."
        raise CannotLink(message)
    return register, sum(table.trouble.count for table in tables)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """Which registers to link, on which engine, and where the pairs go."""

    files: Sequence[Sequence[pathlib.Path]]
    out: pathlib.Path
    weights: Weights
    engine: str = spark.DUCKDB
    master: str = spark.HERE


def join(*, asked: Joining, say: Say, shown: Shown) -> int:
    """Write the pairs of one register, or of an import and a register, that may be one person."""
    with engines.opened(name=asked.engine, master=asked.master) as engine:
        registers = [
            gather(paths=paths, is_strict=False, say=say, shown=shown)[0] for paths in asked.files
        ]
        rows = joining.pairs(registers=registers, weights=asked.weights, engine=engine)
        return writing.write(rows=rows, path=asked.out, schema=joining.PAIRS)


def _rows(table: Table, matcher: Matcher, done: Done, bar: Progress) -> Iterator[dict[str, object]]:
    for answer in matching.answers(table=table, matcher=matcher, progress=bar.show):
        _count(answer, done)
        yield from results.rows_of(answer=answer, people=matcher.people)


def _count(answer: Answer, done: Done) -> None:
    done.descriptions += 1
    if answer.proposed:
        done.proposed += 1
    elif answer.ranked:
        done.ranked += 1
    else:
        done.nobody += 1


def _opened(
    path: pathlib.Path, known: Mapping[str, str], wanted: Sequence[str], is_strict: bool, say: Say
) -> Table:
    table = reading.open_table(path=path, known=known)
    unknown = ", ".join(sorted(table.unknown))
    if not any(field in table.fields for field in wanted):
        names = ", ".join(name for field in wanted for name in known[field].split()[:3])
        message = f"{path.name} needs one of the columns {names}; it has {_headers([table])}."
        raise CannotLink(message)
    if unknown and is_strict:
        message = f"{path.name} has columns that are not known: {unknown}."
        raise CannotLink(message)
    if unknown:
        say(f"{path.name}: these columns are not known and are left out: {unknown}.\n")
    return table


def _headers(tables: Iterable[Table]) -> str:
    return ", ".join(
        column for table in tables for held in table.fields.values() for column in held
    )


def _tell(table: Table, say: Say) -> None:
    for sentence in table.trouble.said:
        say(f"{table.path.name}, {sentence}.\n")
    if table.trouble.count > len(table.trouble.said):
        rest = table.trouble.count - len(table.trouble.said)
        say(f"{table.path.name}: {rest:,} more could not be read.\n")
