"""The tables of the return on misconduct: what each counts. None of their columns were seen.

Which series the Home Office publishes, and of what, was read; its columns were not. So these tables
have names and columns of their own, and say beside which published series they stand.
"""

from typing import Final

from candour.law import outcomes
from candour.law.provisions import Verification
from candour.oversight.returns.layout import Column, Layout, count, number, text

MEETING, HEARING, ACCELERATED = (one.value for one in outcomes.Proceedings)
# The gravest first: of what was found against somebody in one case, the gravest is counted.
FINDINGS: Final = ("gross_misconduct", "misconduct", "not_misconduct", "proceedings_ended")
SANCTIONS: Final = (
    "dismissal_without_notice", "would_have_been_dismissed", "reduction_in_rank",
    "final_written_warning", "written_warning", "to_reflective_practice",
    "no_disciplinary_action",
)  # fmt: skip
NO_SANCTION: Final = "none_recorded"
_FOUND = {row.code: row.name for row in outcomes.FINDINGS}
_IMPOSED = {row.code: row.name for row in outcomes.SANCTIONS}
_PEOPLE = "People in a case, once for each case: officers, and staff apart from them"
_CLOSED = "Cases finalised in the period"
_SERIES = "Home Office, Police misconduct, England and Wales"
_FORCE = text("police_force", "Police force", "The force whose case it is")
_SERVES = text("serves_as", "Serves as", "As what the person served when the case came in")
_TYPE = text("proceedings", "Proceedings", "The gravest kind to which the person was referred")
_TOTAL = count("total", "Total", "The sum of the columns before it")
_FINDING_COLUMNS = tuple(
    count(code, _FOUND[code], "People, by what was found") for code in FINDINGS
)


def _layout(name: str, title: str, counts: str, beside: str, *columns: Column) -> Layout:
    return Layout(
        name=name,
        title=title,
        counts=counts,
        period=_CLOSED,
        beside=f"{_SERIES}, {beside}" if beside else "",
        verification=Verification.MEMORY,
        columns=columns,
    )


PEOPLE = _layout(
    "people_in_proceedings",
    "People referred to misconduct proceedings, by kind",
    _PEOPLE,
    "series MP1 (its subject was seen)",
    _FORCE,
    _SERVES,
    count(MEETING, "Misconduct meeting", "People whose gravest proceedings were a meeting"),
    count(HEARING, "Misconduct hearing", "People whose gravest proceedings were a hearing"),
    count(ACCELERATED, "Accelerated hearing", "People who were referred to an accelerated one"),
    _TOTAL,
)
FOUND = _layout(
    "findings",
    "What was found at misconduct proceedings",
    f"{_PEOPLE}; the gravest finding in force",
    "series MP3 (its subject was seen)",
    _FORCE,
    _TYPE,
    *_FINDING_COLUMNS,
    _TOTAL,
)
IMPOSED = _layout(
    "outcomes",
    "What was imposed at misconduct proceedings",
    f"{_PEOPLE}; the gravest sanction in force",
    "",
    _FORCE,
    _TYPE,
    *(count(code, _IMPOSED[code], "People, by what was imposed") for code in SANCTIONS),
    count(NO_SANCTION, "None recorded", "People of whom no sanction is recorded"),
    _TOTAL,
)
BY_GROUP = _layout(
    "findings_by_group",
    "What was found, by ethnicity, by sex and by age",
    f"{_PEOPLE}; values that fewer than ten people of the register have are one group. The bands of"
    " age are Candour's own. Age is that reached in the year of the register's day, of which only"
    " the year of birth is known: on that day somebody may be a year younger, and on the day of"
    " the finding younger still",
    "open data (its subject was seen)",
    text("characteristic", "Characteristic", "ethnicity, sex or age"),
    text("group", "Group", "As recorded, age in bands; not_recorded where nothing is"),
    *_FINDING_COLUMNS,
    _TOTAL,
)
MATTERS = _layout(
    "matters_finalised",
    "Matters finalised and how long they took",
    "Complaints under special procedures, conduct matters, and those of them that were recorded"
    " under Schedule 3. Published medians mix calendar and working days: both are given",
    "series PC, CM7a and RC7a (their subject was seen)",
    _FORCE,
    text("matter", "Matter", "Which kind of matter"),
    count("cases", "Cases", "Cases"),
    count("allegations", "Allegations", "Their allegations"),
    number("median_calendar_days", "Median, calendar days", "From receipt to finalisation"),
    number("median_working_days", "Median, working days", "The same, the first day not counted"),
)
