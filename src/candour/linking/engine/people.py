"""The people of a file, in columns: names, numbers, postings and births, and who shares them."""

import dataclasses
import datetime
import functools
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from candour.core.matching.comparing import Born, Dated, Known, KnownName
from candour.core.matching.vocabulary import Givens, Vocabulary
from candour.linking.engine.columnar import Codes, Grouped, Numbers, Rows, grouped
from candour.linking.files import values
from candour.linking.files.reading import Row, Table

NEVER = -1
_PLAIN, _CURRENT, _FORMER = 0, 1, 2
_KINDS = {"current": _CURRENT, "former": _FORMER, "alias": _FORMER, "previous": _FORMER,
          "maiden": _FORMER, "nickname": _FORMER, "old": _FORMER, "present": _CURRENT}  # fmt: skip


@dataclasses.dataclass(slots=True)
class Gathering:
    """What is read row by row, before it is put in order."""

    persons: Codes = dataclasses.field(default_factory=Codes)
    words: Codes = dataclasses.field(default_factory=Codes)
    numbers: Codes = dataclasses.field(default_factory=Codes)
    units: Codes = dataclasses.field(default_factory=Codes)
    forces: Codes = dataclasses.field(default_factory=Codes)
    ranks: Codes = dataclasses.field(default_factory=Codes)
    named: Rows = dataclasses.field(default_factory=lambda: Rows(5))
    numbered: Rows = dataclasses.field(default_factory=lambda: Rows(4))
    posted: Rows = dataclasses.field(default_factory=lambda: Rows(6))
    born: dict[int, Born] = dataclasses.field(default_factory=dict)
    said: dict[int, str] = dataclasses.field(default_factory=dict)


class People:
    """Everybody of a file, and the indexes by which a description finds them."""

    def __init__(self, gathered: Gathering) -> None:
        self.ids = gathered.persons.texts
        self.words, self.number_codes = gathered.words, gathered.numbers
        self.unit_codes, self.force_codes = gathered.units, gathered.forces
        self.ranks, self.born, self.said = gathered.ranks, gathered.born, gathered.said
        size = len(self.ids)
        named, numbered = gathered.named.taken(), gathered.numbered.taken()
        posted = gathered.posted.taken()
        self.names = grouped(rows=named, key=0, keys=size)
        self.numbers = grouped(rows=numbered, key=0, keys=size)
        self.postings = grouped(rows=posted, key=0, keys=size)
        self.by_number = grouped(rows=numbered, key=1, keys=len(self.number_codes))
        units = posted[posted[:, 1] >= 0]
        self.by_unit = grouped(rows=units, key=1, keys=len(self.unit_codes))
        self._index_words(named)
        self._count_ranks(posted)
        self._name = functools.lru_cache(maxsize=200_000)(self._name_of)
        self.known = functools.lru_cache(maxsize=50_000)(self._known)

    def __len__(self) -> int:
        return len(self.ids)

    def given(self, word: str) -> Numbers:
        """Return the people who bear a given name, in order."""
        return _holders(self._by_given, self._given_codes.get(word))

    def family(self, word: str) -> Numbers:
        """Return the people who bear a family name, or a part of one, in order."""
        return _holders(self._by_family, self._family_codes.get(word))

    def numbered(self, number: str) -> Numbers:
        """Return the people who ever had a number."""
        code = self.number_codes.get(number)
        return _NOBODY if code is None else np.unique(self.by_number.of(code)[:, 0])

    def called(self, person: int) -> str:
        """Return how a person is named to whoever reads the result."""
        return self.said.get(person, "")

    def _known(self, person: int) -> Known:
        names = self.names_of(person)
        return Known(
            person_id=uuid.UUID(int=person),
            names=names,
            numbers=[
                Dated(value=self.number_codes.texts[code], from_on=_day(first), until_on=_day(last))
                for _, code, first, last in self.numbers.of(person).tolist()
            ],
            postings=[
                Dated(
                    value=self.ranks.texts[rank] if rank >= 0 else "",
                    unit_id=uuid.UUID(int=unit) if unit >= 0 else None,
                    force_id=uuid.UUID(int=force) if force >= 0 else None,
                    from_on=_day(first),
                    until_on=_day(last),
                )
                for _, unit, force, rank, first, last in self.postings.of(person).tolist()
            ],
            born=self.born.get(person),
        )

    def names_of(self, person: int) -> list[KnownName]:
        """Return every name of a person, the latest as the current one."""
        latest: dict[tuple[int, int], tuple[int, int]] = {}
        for _, given, family, kind, first in self.names.of(person).tolist():
            own = (1 if kind == _CURRENT else 0 if kind == _PLAIN else -1, first)
            latest[given, family] = max(latest.get((given, family), own), own)
        if not latest:
            return []
        best = max(latest.values())
        return [
            self._name(given, family, own == best and own[0] >= 0)
            for (given, family), own in latest.items()
        ]

    def _name_of(self, given: int, family: int, is_current: bool) -> KnownName:
        first, *others = self.words.texts[given].split(" ")
        parts = self.words.texts[family].split(" ")
        return KnownName(
            given=first,
            family="".join(parts),
            is_current=is_current,
            others=tuple(others),
            parts=tuple(parts) if len(parts) > 1 else (),
        )

    def _index_words(self, named: Numbers) -> None:
        pairs = np.unique(named[:, [0, 1]], axis=0)
        self._given_codes, self._by_given, counts = self._index(pairs, _given_words)
        self.given_words = Givens(holders=counts, people=len(self))
        pairs = np.unique(named[:, [0, 2]], axis=0)
        self._family_codes, self._by_family, counts = self._index(pairs, _family_words)
        self.family_words = Vocabulary(holders=counts, people=len(self))

    def _index(
        self, pairs: Numbers, split: Callable[[str], Sequence[str]]
    ) -> tuple[Codes, Grouped, dict[str, int]]:
        """Index people by every word of one part of their names."""
        codes, rows = Codes(), Rows(2)
        of_text: dict[int, list[int]] = {}
        for person, text in pairs.tolist():
            found = of_text.get(text)
            if found is None:
                found = [codes.of(word) for word in split(self.words.texts[text])]
                of_text[text] = found
            for code in found:
                rows.add(code, person)
        index = grouped(rows=rows.taken(), key=0, keys=len(codes))
        counts = {word: index.count(code) for code, word in enumerate(codes.texts)}
        return codes, index, counts

    def _count_ranks(self, posted: Numbers) -> None:
        held = np.unique(posted[posted[:, 3] >= 0][:, [0, 3]], axis=0)
        counts: dict[str, int] = defaultdict(int)
        for code, count in enumerate(np.bincount(held[:, 1], minlength=len(self.ranks))):
            counts[self.ranks.texts[code]] += int(count)
        self.rank_counts = counts


_NOBODY = np.zeros(0, dtype=np.int32)


def _holders(index: Grouped, code: int | None) -> Numbers:
    return _NOBODY if code is None else index.of(code)[:, 1]


def _given_words(text: str) -> Sequence[str]:
    return text.split(" ") if text else ()


def _family_words(text: str) -> Sequence[str]:
    parts = text.split(" ")
    return tuple(dict.fromkeys(("".join(parts), *parts))) if text else ()


def _day(ordinal: int) -> datetime.date | None:
    return datetime.date.fromordinal(ordinal) if ordinal > 0 else None


def gather(
    *, tables: Iterable[Table], progress: Callable[[int, int], None] = lambda done, of: None
) -> People:
    """Read every row of the files into the columns; what can't be read is noted and left out."""
    gathered = Gathering()
    for table in tables:
        for count, row in enumerate(_rows(table), start=1):
            _add(gathered, row, table)
            if count % 10_000 == 0:
                progress(count, table.rows)
    return People(gathered)


def _rows(table: Table) -> Iterator[Row]:
    """Yield rows; a file of one fact a row is turned into rows of fields."""
    if "fact" not in table.fields or "value" not in table.fields:
        yield from table.read()
        return
    kinds = {alias: field for field, names in _FACTS.items() for alias in names}
    for row in table.read():
        field = kinds.get(row.one("fact").casefold().replace(" ", "_"), "")
        yield Row(number=row.number, values={**row.values, field: row.all("value")})


_FACTS = {
    "name": ("name", "full_name", "current_name"),
    "given": ("given", "given_name", "first_name", "forename"),
    "family": ("family", "family_name", "last_name", "surname"),
    "former": ("former", "former_name", "maiden_name", "previous_name"),
    "alias": ("alias", "nickname", "known_as"),
    "number": ("number", "collar", "badge", "star", "warrant", "collar_number", "staff_number"),
    "unit": ("unit", "team", "posting", "department"),
    "rank": ("rank", "grade"),
    "force": ("force", "organisation", "organization"),
    "born": ("born", "dob", "birth_date", "date_of_birth", "birth_year"),
}


def _add(into: Gathering, row: Row, table: Table) -> None:
    ref = row.one("person")
    if not ref:
        if row.values:
            table.trouble.add(f"row {row.number}: it says no person")
        return
    person = into.persons.of(ref)
    days = [_ordinal(row, field, table) for field in ("from", "until")]
    _add_names(into, row, table, person)
    _add_numbers(into, row, table, person, days)
    _add_postings(into, row, person, days)
    if found := values.born(row.one("born"), age="", on=None):
        into.born[person] = found


def _add_names(into: Gathering, row: Row, table: Table, person: int) -> None:
    since = _ordinal(row, "name_from" if row.one("name_from") else "from", table)
    kind = _KINDS.get(row.one("name_kind").casefold().split(" ")[0], _PLAIN)
    given, family = _parts(row)
    if given or family:
        into.named.add(person, into.words.of(given), into.words.of(family), kind, since)
        if kind != _FORMER:
            into.said[person] = _called(row, given, family)
    for text in _listed(row, "former"):
        first, last = values.full_name(text)
        first, last = (first, last) if last else (given, first)
        into.named.add(person, into.words.of(first), into.words.of(last), _FORMER, 0)
    for text in _listed(row, "alias"):
        first, last = values.full_name(text)
        into.named.add(person, into.words.of(first), into.words.of(last or family), _FORMER, 0)


def _parts(row: Row) -> tuple[str, str]:
    given = " ".join(values.name_words(" ".join((*row.all("given"), *row.all("middle")))))
    family = " ".join(values.name_words(row.one("family")))
    if given or family or not row.one("name"):
        return given, family
    return values.full_name(row.one("name"))


def _called(row: Row, given: str, family: str) -> str:
    if row.one("given") or row.one("family"):
        return f"{row.one('given')} {row.one('family')}".strip()
    return row.one("name") or f"{given} {family}".strip()


def _add_numbers(into: Gathering, row: Row, table: Table, person: int, days: Sequence[int]) -> None:
    first = _ordinal(row, "number_from", table) if row.one("number_from") else days[0]
    last = _ordinal(row, "number_until", table) if row.one("number_until") else days[1]
    for text in _listed(row, "number"):
        if number := values.number(text):
            into.numbered.add(person, into.numbers.of(number), first, last)


def _add_postings(into: Gathering, row: Row, person: int, days: Sequence[int]) -> None:
    units = [one for text in row.all("unit") if (one := values.place(text))]
    ranks = [one for text in row.all("rank") if (one := values.rank(text))]
    forces = [one for text in row.all("force") if (one := values.place(text))]
    if not (units or ranks or forces):
        return
    rank = into.ranks.of(ranks[0]) if ranks else NEVER
    force = into.forces.of(forces[0]) if forces else NEVER
    for unit in units or [""]:
        code = into.units.of(unit) if unit else NEVER
        into.posted.add(person, code, force, rank, *days)


def _listed(row: Row, field: str) -> Sequence[str]:
    return [part.strip() for text in row.all(field) for part in _split(text) if part.strip()]


def _split(text: str) -> Sequence[str]:
    return text.replace("|", ";").split(";")


def _ordinal(row: Row, field: str, table: Table) -> int:
    text = row.one(field)
    if not text:
        return 0
    found = values.span(text)
    if found is None:
        table.trouble.add(f"row {row.number}: {field} can't be read as a date")
        return 0
    return (found.last if "until" in field else found.first).toordinal()
