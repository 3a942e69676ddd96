"""The versions of an investigation report as a page shows them, with what each left out."""

import dataclasses
import datetime
import uuid

from candour.cases.reading.heads import CaseHead


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """A finding in words."""

    id: uuid.UUID
    about: str
    allegation: uuid.UUID | None
    matter: str
    code: str
    result: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RemovedLine:
    """A finding that a version left out: which, from which version, by whom, when, why."""

    finding: FindingLine
    stood_in: int
    by: str
    at: datetime.datetime
    why: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One version of the report with its words, its findings, and what it left out."""

    number: int
    by: str
    at: datetime.datetime
    text: str
    findings: tuple[FindingLine, ...]
    removed: tuple[RemovedLine, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DraftsPage:
    """Every version, the newest first, and the allegations that a finding may be about."""

    head: CaseHead
    versions: tuple[VersionLine, ...]
    allegations: tuple[tuple[uuid.UUID, str], ...]

    @property
    def newest(self) -> VersionLine | None:
        """Return the newest version."""
        return self.versions[0] if self.versions else None

    @property
    def removed(self) -> tuple[RemovedLine, ...]:
        """Return everything that was left out, the newest first."""
        return tuple(one for version in self.versions for one in version.removed)
