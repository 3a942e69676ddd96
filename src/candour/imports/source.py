"""What a source of imports is: the files it wants and the batches it cuts them into."""

import datetime
import hashlib
import pathlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from candour.cases.actions.record_history import AllegationRow, CaseRow
from candour.cases.crime.rows import CrimeRow
from candour.cases.grievances.rows import GrievanceRow
from candour.core.retaliation.feed import HrRow
from candour.imports.contacts import ContactRow
from candour.imports.stated.planned import PlannedRow
from candour.imports.stated.rows import Matter
from candour.people.roster import NumberRow, RosterRows

_BLOCK = 1 << 20


class CannotRead(Exception):
    """The files can't be read as this source; the sentence says what is wrong with which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Why a row is not taken, or what is noted of it: a code, columns, the row it clashes with."""

    row: int
    reason: str
    columns: tuple[str, ...] = ()
    other_row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The rows of one table that a batch accounts for, by row number."""

    table: str
    rows: Sequence[int]
    rejected: Sequence[Mark] = ()
    noted: Sequence[Mark] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterPart:
    """Rows of one table for the register of people."""

    seen: Seen
    rows: RosterRows


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersPart:
    """Numbers whose earlier holders lose them before any batch gives them to somebody else."""

    table: str
    numbers: tuple[NumberRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPart:
    """Cases and all that is alleged in them, from two tables."""

    cases_seen: Seen
    allegations_seen: Seen
    cases: tuple[CaseRow, ...]
    allegations: tuple[AllegationRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsPart:
    """Contacts with an outside reporting line."""

    seen: Seen
    contacts: tuple[ContactRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedPart:
    """How many contacts a file holds, and how many the line says it holds; None if it says none."""

    table: str
    rows: int
    stated: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CrimePart:
    """Rows of the crime side."""

    seen: Seen
    rows: tuple[CrimeRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GrievancesPart:
    """Rows of HR's register of grievances."""

    seen: Seen
    rows: tuple[GrievanceRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPart:
    """Changes that HR plans, to be asked about before they are made."""

    seen: Seen
    rows: tuple[PlannedRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HrPart:
    """Rows of HR's feed of events."""

    seen: Seen
    rows: tuple[HrRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSystemPart:
    """Cases of a case system, and the rows of each of its files that they account for."""

    seen: tuple[Seen, ...]
    matters: tuple[Matter, ...]


Part = (
    RosterPart
    | NumbersPart
    | HistoryPart
    | ContactsPart
    | StatedPart
    | CrimePart
    | GrievancesPart
    | PlannedPart
    | HrPart
    | CaseSystemPart
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How many rows each table holds, and the batches, the same ones each time they are asked for.

    files: the file of each table. remarks: what is to be said of the files as a whole.
    """

    read: Mapping[str, int]
    files: Mapping[str, str]
    parts: Callable[[], Iterator[Part]]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a source is given: its files, the size of a batch in rows, today.

    force: the one that rows are about that name none.
    """

    files: tuple[pathlib.Path, ...]
    batch_rows: int
    on: datetime.date
    force: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An entry of the catalogue. organisation: its one organisation, if it always is the same.

    version: goes up when the same files would be cut into other batches.
    organisation_kind: what an organisation is recorded as, if it is new.
    needs_reader: a reader unlocks a vault for it; nothing of its rows goes to the register.
    """

    name: str
    summary: str
    takes: str
    version: int
    find: Callable[[pathlib.Path], tuple[pathlib.Path, ...]]
    read: Callable[[Reading], Plan]
    organisation: str = ""
    organisation_kind: str = "police_force"
    needs_reader: bool = False


def fingerprint(path: pathlib.Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def fingerprint_of_all(files: Sequence[tuple[str, str]]) -> bytes:
    """Return one SHA-256 for (name, SHA-256) pairs: that of what `sha256sum` prints for them."""
    lines = "".join(f"{digest}  {name}\n" for name, digest in files)
    return hashlib.sha256(lines.encode()).digest()
