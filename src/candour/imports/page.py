"""Writes docs/reference/imports.md from the tables that the imports themselves run on."""

from collections.abc import Iterable, Iterator, Sequence

from candour.imports import reasons
from candour.imports.casesystem import codes as case_codes
from candour.imports.casesystem import columns as case_system
from candour.imports.crime import columns as crime
from candour.imports.grievances import columns as grievances
from candour.imports.hotline import columns as hotline
from candour.imports.hotline.refusals import REFUSALS
from candour.imports.hr import columns as hr
from candour.imports.hrchanges import columns as hrchanges
from candour.imports.lookups import columns as lookups
from candour.imports.roster.columns import COLUMNS
from candour.imports.sources import chicago
from candour.law.categories import CATEGORIES, LEGACY_CATEGORIES
from candour.law.policies import crime_side
from candour.law.policies import grievances as grievance_rules

_ROSTER = """
## Roster

`candour import run roster PATH --organisation NAME` reads a CSV file or the first sheet of an XLSX
workbook. `candour import template roster --out roster.xlsx` writes one to fill in. With `--create`
the organisation is put on the register if it is not there yet. Only one force on the register needs
no `--organisation`.

- A person has a row for each posting. What belongs to the person may be repeated in every row.
- `person_ref` decides who is who. It never changes and is never given to somebody else.
- Dates are 2024-03-31 or 31/03/2024. CSV may be UTF-8, UTF-16 or Windows-1252, with commas,
  semicolons or tabs.
- Rows are counted from 1, the first below the header; a line break inside quotation marks starts no
  row, and rows without any value are not counted as read.
- An empty cell says nothing and erases nothing, except `posted_until` and `left`: empty means that
  it has not ended.
- A later file updates what it names. People and postings it does not name stay as they are. A name
  that is no longer current stays as a former one.
- A number belongs to its holder for as long as the row says: from `posted_from`, else `joined`, to
  `posted_until`, else `left`. When a later file gives a person another number of the same kind, the
  old one ends the day before.
- Of two rows that can't both be right, the first in the file is taken.
- Where a unit's code has two names, that of the latest posting counts.
- Formulas are never evaluated.
""".strip()

_HOTLINE = """
## Hotline

`candour import run hotline PATH --body NAME --force NAME` reads the daily batch of an outside
reporting line, as CSV or as the first sheet of an XLSX workbook. `--create` puts the line's body on
the register if it is not there yet. A row may name its own force instead.

- One row is one contact. Its reference decides which contact it is, in every file of the line.
- A pending contact moves on to passed_on or refused, once, and never back. An older file imported
  again changes nothing. A row that contradicts what an earlier file said is refused.
- A contact that was passed on becomes a report at once: sealed to the clean certified readers of
  the desk that may have it, walled like every other. Nobody can write to whoever made it. Its words
  are in clear nowhere, nor in any list of refused rows.
- Words of other contacts are not read.
- The last row may state how many contacts the line counted: `total,120`. A difference is shown to
  both bodies, on the casework site under `/reporting-lines/`, and to overseers.
""".strip()

_LOOKUPS = """
## Look-ups

`candour import run lookups PATH --organisation FORCE --reader NAME` holds a force's audit feed, as
CSV, JSON lines or Parquet, or `-` for standard input, against what reporters want watched. Nothing
of it goes to the register, and rows that touch nothing watched are kept nowhere. `candour import
invent PATH` writes an invented feed with planted look-ups, and the truth beside it.
""".strip()

_CRIME = """
## Crime side

`candour import run crime PATH --organisation FORCE` reads the crime side's nightly feed, as CSV,
XLSX or JSON lines (a name that ends in .jsonl or .ndjson). A row is one fact about one person.

- A row is known by its reference and its kind. The same one again changes nothing; one that an
  earlier file told of another day or crime is refused.
- A row is about somebody of the register for certain by a number that is theirs on that day, with
  their name; or by name and year of birth, where the crime side says that they serve and only one
  fits. It becomes a conduct matter, or part of the open one of the same crime, the same day.
- Every other row waits, sealed, for a named decision. Nobody close to anybody it may be about can
  open it.
- A row that says that the person does not serve, and that nobody of the register fits, is kept
  nowhere.
- An outcome may name the crime alone, where its matter is about one person.
""".strip()

_GRIEVANCES = """
## Grievances

`candour import run grievances PATH --organisation EMPLOYER` reads HR's register, as CSV, XLSX or
JSON lines. Each row is screened by the categories and words below. What may be about conduct waits,
sealed, for a named decision within two working days. Of every other row a reference, two days, the
category and the result are kept: no word and no name. A row that HR changes is screened again.

`candour import invent PATH --of crime` and `--of grievances` write invented feeds, and the truth
beside them.
""".strip()

_PLANNED = """
## Planned changes

`candour import run hrchanges PATH --organisation EMPLOYER` reads the changes that HR plans, as CSV,
XLSX or JSON lines. Each is asked about at the next round, and answered by one word that HR fetches:
[how to](../how-to/ask-before-a-change.md). A reference is taken once.
""".strip()

_HR = """
## HR's events

`candour import run hr PATH --organisation EMPLOYER` reads HR's feed of moves, shift patterns,
appraisals, overtime, leave refused and discipline, as CSV, XLSX, Parquet or JSON lines. It is kept
by codes and days. No page shows it: `candour patterns retaliation` compares it.
[How to](../how-to/watch-for-retaliation.md).

- A row is a person's where exactly one holds the number on that day.
- A row is never changed. What was planned and is done later is another row.
""".strip()

_CASE_SYSTEM = """
## Case system

`candour import run casesystem PATH --organisation FORCE` reads a history, or one night's delta, of
the force's present case system: `cases.csv` and `allegations.csv`, and `subjects.csv` and
`links.csv` if there are any, in a folder or a zip.
[How to](../how-to/run-beside-another-case-system.md).

- A delta states each case that it names as a whole: all its allegations, subjects and links.
- A case that Candour does not handle follows the case system. A case that began here, or was taken
  on here, is compared; nothing of it is overwritten.
- Rows that say the same are one. Of rows that contradict each other none is taken, so the order of
  the rows decides nothing.
- A number is a person where exactly one holds it on the day the case was recorded, and where the
  family name is theirs if one is given. Anybody else is unidentified until the roster knows them.
- Free text is counted and dropped. Names are compared and dropped.
- A file that can't be told into cells stops the run, and nothing of any file is taken.

Which of the present codes an older one is nearest to is this product's judgement; the letter
stays beside it.
""".strip()

_CHICAGO = """
## Chicago

`candour import run chicago FOLDER` reads the public complaint records of Chicago. Officers become
persons without names, known by the source's own id. Their rank stands on today's posting. Every
complaint becomes a case, and every row of `accused` one allegation; a complaint that names nobody
becomes a case without one. Beat, place, city and investigating agency are not taken. A blank
closing date, finding or outcome means open at the cut, never "no action". Of two releases of one
complaint the latest is taken.

Category codes are mapped to the national list by the source's own group, with exceptions by code.
The mapping is this product's judgement; the source's code and words stay beside it.
""".strip()


def text() -> str:
    """Return the page."""
    parts = (
        _head(), _roster(), _hotline(), _lookups(), _crime(), _grievances(), _planned(), _hr(),
        _case_system(), _chicago(), _marks(),
    )  # fmt: skip
    return "\n".join(line for part in parts for line in part)


def _head() -> Iterator[str]:
    yield "# Imports"
    yield ""
    yield "Generated from the code by `candour docs build`. Every import is counted row by row:"
    yield "taken (new or changed) + unchanged + rejected = read, for each file."
    yield ""


def _roster() -> Iterator[str]:
    yield from (_ROSTER, "")
    rows = ((one.name, one.is_required, one.words, one.example) for one in COLUMNS)
    yield from _columns(rows)


def _hotline() -> Iterator[str]:
    yield from (_HOTLINE, "")
    rows = ((one.name, one.is_required, one.words, one.example) for one in hotline.COLUMNS)
    yield from _columns(rows)
    yield from _table(
        ("reason of a refusal", "words", "from", "until"),
        (
            (
                f"`{one.code}`",
                one.words,
                one.from_on.isoformat(),
                one.until_on.isoformat() if one.until_on else "",
            )
            for one in REFUSALS
        ),
    )
    yield ""


def _lookups() -> Iterator[str]:
    yield from (_LOOKUPS, "")
    rows = ((one.name, one.is_required, one.words, one.example) for one in lookups.COLUMNS)
    yield from _columns(rows)


def _crime() -> Iterator[str]:
    yield from (_CRIME, "")
    yield from _columns(
        (one.name, one.is_required, one.words, one.example) for one in crime.COLUMNS
    )
    kinds = (
        (f"`{row.kind.value}`", row.name, ", ".join(owed.value for owed in row.owes))
        for row in crime_side.KINDS
    )
    yield from (*_table(("kind", "words", "owed the same day"), kinds), "")
    offences = (
        (f"`{row.code}`", row.name, row.category, ", ".join(row.criteria), ", ".join(row.told))
        for row in crime_side.OFFENCES
    )
    head = ("offence", "words", "category", "referral criteria met", "independence")
    yield from (*_table(head, offences), "")
    orders = ((f"`{row.code}`", row.name) for row in crime_side.ORDERS)
    yield from (*_table(("civil order", "words"), orders), "")


def _grievances() -> Iterator[str]:
    yield from (_GRIEVANCES, "")
    yield from _columns(
        (one.name, one.is_required, one.words, one.example) for one in grievances.COLUMNS
    )
    categories = (
        (f"`{row.code}`", row.name, row.result.value) for row in grievance_rules.CATEGORIES
    )
    yield from (*_table(("category", "words", "says by itself"), categories), "")
    rules = (
        (f"`{row.code}`", row.name, "; ".join(row.stems), row.result.value)
        for row in grievance_rules.WORDS
    )
    yield from (*_table(("rule", "words", "a word begins with", "says"), rules), "")


def _planned() -> Iterator[str]:
    yield from (_PLANNED, "")
    yield from _columns(
        (one.name, one.is_required, one.words, one.example) for one in hrchanges.COLUMNS
    )


def _hr() -> Iterator[str]:
    yield from (_HR, "")
    yield from _columns((one.name, one.is_required, one.words, one.example) for one in hr.COLUMNS)


def _case_system() -> Iterator[str]:
    yield from (_CASE_SYSTEM, "")
    for table, columns in case_system.TABLES.items():
        yield from (f"### {table}.csv", "")
        given = case_system.GIVEN.get(table, ())
        rows = (
            (
                f"`{one.name}`",
                "yes" if one.is_required else "",
                one.words,
                one.example,
                "yes" if one.name in given else "",
            )
            for one in columns
        )
        head = ("column", "required", "what it holds", "example", "given back")
        yield from (*_table(head, rows), "")
    for words, codes in (
        ("kind", case_codes.KINDS),
        ("assessment", case_codes.ASSESSMENTS),
        ("outcome", case_codes.OUTCOMES),
        ("sanction", case_codes.SANCTIONS),
    ):
        mapped = ((f"`{theirs}`", f"`{ours}`") for theirs, ours in codes.items())
        yield from (*_table((words, "taken as"), mapped), "")
    letters = ((row.code, row.name, row.nearest) for row in LEGACY_CATEGORIES)
    yield from (*_table(("legacy_category", "name", "taken as"), letters), "")


def _chicago() -> Iterator[str]:
    yield from (_CHICAGO, "")
    yield from (*_table(("group", "category", "name"), _groups()), "")
    yield from (*_table(("codes", "category", "name"), _exceptions()), "")
    findings = (*chicago.FINDINGS.items(), ("any other", "not_known"))
    yield from (*_table(("finding", "taken as"), findings), "")
    yield from (*_table(("outcome contains", "sanction"), chicago.SANCTIONS), "")


def _marks() -> Iterator[str]:
    yield from ("## Why a row is rejected", "")
    yield from (*_table(("code", "words"), _reasons(reasons.REJECTED)), "")
    yield from ("## What is noted of a row that is taken", "")
    yield from (*_table(("code", "words"), _reasons(reasons.NOTED)), "")


def _columns(columns: Iterable[tuple[str, bool, str, str]]) -> Iterator[str]:
    yield from _table(
        ("column", "required", "what it holds", "example"),
        (
            (f"`{name}`", "yes" if is_required else "", words, example)
            for name, is_required, words, example in columns
        ),
    )
    yield ""


def _groups() -> Iterator[tuple[str, ...]]:
    for group, category in chicago.GROUPS.items():
        yield group, category, _name(category)


def _exceptions() -> Iterator[tuple[str, ...]]:
    for category, codes in chicago.NEARER.items():
        yield ", ".join(codes), category, _name(category)


def _name(code: str) -> str:
    return next(category.name for category in CATEGORIES if category.code == code)


def _reasons(found: Iterable[reasons.Reason]) -> Iterator[tuple[str, ...]]:
    for reason in found:
        yield f"`{reason.code}`", reason.words.format(row="N")


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield f"|{'---|' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
