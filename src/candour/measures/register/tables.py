"""Which tables a snapshot holds and what their columns are: codes and dates, never words."""

import dataclasses
import enum
import pathlib

# Officers of whom no leaving day is known are not taken to serve past the year they turn this old:
# the source of a leaving day that never came would keep them at risk for ever.
OLDEST = 65

_SQL = pathlib.Path(__file__).parent.parent / "sql"


class Kind(enum.Enum):
    """What a column holds, whatever engine reads it."""

    TEXT = "text"
    DAY = "day"
    TRUTH = "truth"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the snapshot, and what one row of it stands for."""

    name: str
    is_one: str
    columns: tuple[tuple[str, Kind], ...]

    @property
    def file(self) -> str:
        return f"{self.name}.parquet"

    @property
    def query(self) -> str:
        """Return the query that fills it, ordered by pseudonyms so that order tells nothing."""
        return (_SQL / f"{self.name}.sql").read_text(encoding="utf-8")


_KEY = ("case_key", Kind.TEXT)
_PERSON = ("person_key", Kind.TEXT)
# Every unit carries what figures are filtered and grouped by, so that none needs another table.
_OF_CASE = (
    ("organisation", Kind.TEXT),
    ("kind", Kind.TEXT),
    ("source", Kind.TEXT),
    ("received_on", Kind.DAY),
)

CASE = Table(
    name="case",
    is_one="a complaint, conduct matter or DSI matter",
    columns=(
        _KEY,
        *_OF_CASE,
        ("incident_on", Kind.DAY),
        ("closed_on", Kind.DAY),
        ("is_closed_undated", Kind.TRUTH),
    ),
)
ALLEGATION = Table(
    name="allegation",
    is_one="one allegation of one category about one subject, who may be unidentified",
    columns=(
        _KEY,
        _PERSON,
        *_OF_CASE,
        ("category", Kind.TEXT),
        ("result", Kind.TEXT),
        ("sanction", Kind.TEXT),
        ("outcome_on", Kind.DAY),
    ),
)
INVOLVEMENT = Table(
    name="involvement",
    is_one="one known person in one case, however many allegations it holds about them",
    columns=(_KEY, _PERSON, *_OF_CASE),
)
PERSON = Table(
    name="person",
    is_one="a person of the register, with or without a case",
    columns=(_PERSON, ("has_service_dates", Kind.TRUTH)),
)
PERSON_TIME = Table(
    name="person_time",
    is_one="a stretch of days in which a person served one organisation, both ends included",
    columns=(
        _PERSON,
        ("organisation", Kind.TEXT),
        ("from_on", Kind.DAY),
        ("until_on", Kind.DAY),
        # left: a leaving day. Without one, last_posting: no posting is open; age: an officer past
        # the age at which they leave. as_of: still serving, as far as anybody said.
        ("ends_by", Kind.TEXT),
    ),
)
CHARACTERISTICS = Table(
    name="characteristics",
    is_one="the group a person belongs to by one protected characteristic, and nowhere else",
    columns=(_PERSON, ("kind", Kind.TEXT), ("value", Kind.TEXT)),
)
ASSESSMENT = Table(
    name="assessment",
    is_one="an allegation whose seriousness was assessed on the facts alone and with the history",
    columns=(
        _KEY,
        _PERSON,
        *_OF_CASE,
        ("category", Kind.TEXT),
        ("on_facts", Kind.TEXT),
        ("with_history", Kind.TEXT),
    ),
)
STEP = Table(
    name="step",
    is_one="what was decided or happened about one person in one case, and its first day",
    columns=(
        _KEY,
        _PERSON,
        *_OF_CASE,
        # assessment: a level; result: of an outcome, in force or replaced; event; leaving;
        # investigation: an investigator was appointed.
        ("what", Kind.TEXT),
        ("code", Kind.TEXT),
        ("happened_on", Kind.DAY),
    ),
)
REPORTER = Table(
    name="reporter",
    is_one="a case, and in which capacity somebody reported it",
    columns=(_KEY, *_OF_CASE, ("reporter_kind", Kind.TEXT)),
)
SERVICE = Table(
    name="service",
    is_one="a stretch of days in which a person served one organisation as one kind of staff",
    columns=(
        _PERSON,
        ("organisation", Kind.TEXT),
        ("serves_as", Kind.TEXT),
        ("from_on", Kind.DAY),
        ("until_on", Kind.DAY),
    ),
)
POSTED = Table(
    name="posted",
    is_one="a stretch of days in which a person was posted to one unit, under a pseudonym of it",
    columns=(
        _PERSON,
        ("organisation", Kind.TEXT),
        ("unit_key", Kind.TEXT),
        ("from_on", Kind.DAY),
        ("until_on", Kind.DAY),
    ),
)
CASE_STEP = Table(
    name="case_step",
    is_one="what was decided or happened in one case as a whole, and its day",
    columns=(
        _KEY,
        *_OF_CASE,
        # referral_required, criterion, referred, review_applied, review_decided; codes of each.
        ("what", Kind.TEXT),
        ("code", Kind.TEXT),
        ("happened_on", Kind.DAY),
    ),
)
WEIGHED = Table(
    name="weighed",
    is_one="an allegation with a result, and whether it was one word against another",
    columns=(
        _KEY,
        _PERSON,
        *_OF_CASE,
        ("category", Kind.TEXT),
        ("result", Kind.TEXT),
        ("word_against_word", Kind.TEXT),
    ),
)
SUSPENDED = Table(
    name="suspended",
    is_one="a stretch of days of one person's suspension or restricted duties in one case",
    columns=(
        _KEY,
        _PERSON,
        ("organisation", Kind.TEXT),
        ("from_on", Kind.DAY),
        ("until_on", Kind.DAY),
    ),
)
# A report is hidden from whom a wall keeps from it or from the case that was made of it.
_REPORT_KEY = ("report_key", Kind.TEXT)
REPORT = Table(
    name="report",
    is_one="a report, or a contact of an outside line that is none, by route and where it stands",
    columns=(
        _KEY,
        _REPORT_KEY,
        ("organisation", Kind.TEXT),
        ("received_on", Kind.DAY),
        ("route", Kind.TEXT),
        ("state", Kind.TEXT),
        # Whether whoever reported has a mailbox, and so can be asked and can ask.
        ("is_reachable", Kind.TRUTH),
    ),
)
TOLD = Table(
    name="told",
    is_one="what a reporter did, answered or was first written in her mailbox: a code and a day",
    columns=(
        _KEY,
        _REPORT_KEY,
        ("organisation", Kind.TEXT),
        ("received_on", Kind.DAY),
        # chased; check_in with actual, perceived, both or neither; discouraged and not_discouraged
        # with the asking; confidence with the score; written_to on the first day.
        ("what", Kind.TEXT),
        ("code", Kind.TEXT),
        ("happened_on", Kind.DAY),
    ),
)
FOLLOWED = Table(
    name="followed",
    is_one="something that followed a report and was put to named people, and what they decided",
    columns=(
        _KEY,
        _REPORT_KEY,
        ("organisation", Kind.TEXT),
        ("received_on", Kind.DAY),
        # counter: a later report or case about whoever reported; hr: an event of HR's feed.
        ("what", Kind.TEXT),
        # linked, not_linked; matter, no_matter; empty: nobody has decided.
        ("answer", Kind.TEXT),
        # The later report or case as it was put, and its case; empty for what HR did.
        ("later_key", Kind.TEXT),
        ("later_case_key", Kind.TEXT),
    ),
)
EVENT = Table(
    name="event",
    is_one="a dated event of a case that returns to other bodies count, and whom it is about",
    columns=(
        _KEY,
        _PERSON,
        *_OF_CASE,
        ("what", Kind.TEXT),
        ("happened_on", Kind.DAY),
    ),
)
OLD_CODE = Table(
    name="old_code",
    is_one="an allegation from before February 2020 and its letter in the list then in force",
    columns=(_KEY, *_OF_CASE, ("code", Kind.TEXT)),
)
TABLES = (
    CASE, ALLEGATION, INVOLVEMENT, PERSON, PERSON_TIME, CHARACTERISTICS, ASSESSMENT, STEP,
    REPORTER, SERVICE, POSTED, CASE_STEP, WEIGHED, SUSPENDED, REPORT, TOLD,
    FOLLOWED, EVENT, OLD_CODE,
)  # fmt: skip
