"""The tables of the return on complaints: what each counts, and how far its columns were seen."""

from candour.law import categories
from candour.law.provisions import Verification
from candour.oversight.returns.layout import Layout, count, number, text

LETTERS = tuple(row for row in categories.CATEGORIES if row.parent is None)

_SEEN, _MEMORY = Verification.SEEN, Verification.MEMORY
_RECEIVED = "Complaints received in the period"
_CLOSED = "Complaints finalised in the period"
_PUBLISHED = "IOPC, Police complaints statistics for England and Wales 2024/25"
_FORCE = text("police_force", "Police force", "The force that answers for the complaint")


_TOTAL = count("grand_total", "Grand total", "The sum of the columns before it")
LOGGED = Layout(
    name="allegations_logged",
    title="Allegations logged, by category",
    counts="Allegations, by the letter of the national list of 2020",
    period=f"{_RECEIVED}, from 1 February 2020 on",
    beside=f"{_PUBLISHED}, table T6",
    verification=_SEEN,
    columns=(
        _FORCE,
        *(
            count(row.code, f"{row.code} {row.name}", "Allegations of this category")
            for row in LETTERS
        ),
        _TOTAL,
    ),
)
LOGGED_OLD = Layout(
    name="allegations_logged_old_list",
    title="Allegations logged before 1 February 2020, by the list then in force",
    counts="Allegations, by the letter of the list before 2020 that the source gave them",
    period=f"{_RECEIVED}, before 1 February 2020",
    beside="",
    verification=_MEMORY,
    columns=(
        _FORCE,
        *(
            count(row.code, f"{row.code} {row.name}", "Allegations of this old category")
            for row in categories.LEGACY_CATEGORIES
        ),
        _TOTAL,
    ),
)
HANDLING = Layout(
    name="schedule_3_allegations_by_handling",
    title="Allegations under Schedule 3 that were finalised, by whether they were investigated",
    counts="Allegations of complaints recorded under Schedule 3; investigated: an investigator was"
    " appointed, terms of reference were set, or the IOPC investigates",
    period=_CLOSED,
    beside=f"{_PUBLISHED}, table T18",
    verification=_SEEN,
    columns=(
        text("category", "Category", "Letter and name"),
        text("subcategory", "Sub-category", "Code and name; empty where only the letter is known"),
        count("not_investigated_n", "Not investigated", "Allegations that weren't investigated"),
        number("not_investigated_pct", "Not investigated, %", "Of the row's total, in percent"),
        count("investigated_n", "Investigated", "Allegations that were investigated"),
        number("investigated_pct", "Investigated, %", "Of the row's total, in percent"),
        count("total_n", "Total", "Both together"),
    ),
)


def _timeliness(name: str, days: str) -> Layout:
    return Layout(
        name=name,
        title=f"Complaints finalised and the {days} they took on average",
        counts="Complaints, from receipt to finalisation; under Schedule 3 also without the days on"
        f" which they stood still for criminal proceedings. In {days}: which of the two the"
        " published table has is not verified, so both are given",
        period=_CLOSED,
        beside=f"{_PUBLISHED}, table of timeliness",
        verification=_SEEN,
        columns=(
            _FORCE,
            count("outside_n", "Outside Schedule 3", "Complaints finalised outside Schedule 3"),
            number("outside_days", "Average outside", f"Mean {days} outside Schedule 3"),
            count("under_n", "Under Schedule 3", "Complaints finalised under Schedule 3"),
            number("under_days", "Average under", f"Mean {days}, standing still included"),
            number(
                "under_days_excl_suspension",
                "Average under, excluding suspension",
                "Mean calendar days without those on which it stood still; empty for working days",
            ),
        ),
    )


TIMES = _timeliness("timeliness_calendar_days", "calendar days")
TIMES_WORKING = _timeliness("timeliness_working_days", "working days")
RESULTS = Layout(
    name="allegation_results",
    title="How allegations of finalised complaints ended",
    counts="Allegations, by the track on which the complaint was handled and the result in force",
    period=_CLOSED,
    beside="",
    verification=_MEMORY,
    columns=(
        _FORCE,
        text("handled", "Handled", "outside_schedule_3 or schedule_3"),
        text("result", "Result", "Code of the result"),
        count("total_n", "Allegations", "Allegations with this result"),
    ),
)
