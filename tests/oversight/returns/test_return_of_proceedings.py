"""The return to the Home Office: people counted once a case, and what is left out."""

import dataclasses
import statistics

import numpy as np
import pytest
from django.core.management import CommandError
from returned import event, result

from candour.cases.models import Allegation
from candour.law import outcomes
from candour.oversight.returns import proceedings
from candour.oversight.returns.bodies import home_office
from candour.people.models import Characteristic, Person
from measures import registers

RECEIVED, CLOSED = "2023-09-01", "2024-09-02"


def matter(force, *people, referred=(), ends=(), **more):
    """Write a finalised conduct matter about these people; ends: result and sanction of each."""
    made = registers.case(
        force, received=RECEIVED, closed=CLOSED, about=people, kind="conduct_matter", **more
    )
    for kind in referred:
        event(made, kind, "2024-03-01")
    about = Allegation.objects.filter(file_id=made.file_id).order_by("number")
    for allegation, (code, sanction) in zip(about, ends, strict=False):
        result(allegation, code, sanction=sanction, on="2024-08-01")
    return made


@pytest.fixture
def officer(force):
    return registers.person(serves=force)


def numbers(rows: list[dict], *keys: str) -> dict[tuple[str, ...], dict[str, str]]:
    """Return the numbers that aren't nought, by the row's own columns."""
    return {
        tuple(row[key] for key in keys): {
            name: value for name, value in row.items()
            if name not in keys and value not in {"0", "Westmoor Police"}
        }
        for row in rows
    }  # fmt: skip


def test_a_person_counts_once_with_the_gravest_of_everything(force, officer, built):
    made = matter(
        force, officer, referred=("referred_to_meeting", "referred_to_hearing"),
        ends=[("misconduct", "written_warning")],
    )  # fmt: skip
    again = registers.allegation(made, number=2, subject=officer, category="K")
    result(again, "gross_misconduct", sanction="dismissal_without_notice", on="2024-08-01")
    read = built("home-office")
    assert numbers(read("people_in_proceedings"), "serves_as") == {
        ("officer",): {"misconduct_hearing": "1", "total": "1"}
    }
    assert numbers(read("findings"), "proceedings") == {
        ("misconduct_hearing",): {"gross_misconduct": "1", "total": "1"}
    }
    assert numbers(read("outcomes"), "proceedings") == {
        ("misconduct_hearing",): {"dismissal_without_notice": "1", "total": "1"}
    }


def test_findings_are_split_by_group_and_add_up(force, built):
    people = [registers.person(serves=force) for _ in range(12)]
    for person in people[:11]:
        Characteristic.objects.create(person=person, kind="sex", value="female")
    for person in people:
        matter(force, person, referred=("meeting_started",), ends=[("misconduct", "")])
    rows = built("home-office")("findings_by_group")
    assert numbers(rows, "characteristic", "group") == {
        ("age", "not_recorded"): {"misconduct": "12", "total": "12"},
        ("ethnicity", "not_recorded"): {"misconduct": "12", "total": "12"},
        ("sex", "female"): {"misconduct": "11", "total": "11"},
        ("sex", "not_recorded"): {"misconduct": "1", "total": "1"},
    }


def test_findings_are_split_by_bands_of_age_and_add_up(force, built):
    """The register is known as of 30 June 2025: who was born in 2000 is 25, or turns it that year.

    Two were born too long ago to be a group, and of one nobody knows when.
    """
    Person.objects.update(birth_year=None)
    born = [2000] * 10 + [1999] * 10 + [1984] * 10 + [1970] * 11 + [1969] * 2 + [None]
    for year in born:
        matter(
            force, registers.person(serves=force, born=year), referred=("meeting_started",),
            ends=[("misconduct", "")],
        )  # fmt: skip
    rows = built("home-office")("findings_by_group")
    totals = {row["group"]: int(row["total"]) for row in rows if row["characteristic"] == "age"}
    assert totals == {
        "25_and_under": 10, "26_to_40": 10, "41_to_55": 21, "fewer_than_ten": 2, "not_recorded": 1,
    }  # fmt: skip
    assert sum(totals.values()) == len(born)


def test_a_table_of_groups_that_lacks_somebody_is_not_written(force, built, monkeypatch):
    for _ in range(2):
        matter(
            force, registers.person(serves=force), referred=("meeting_started",),
            ends=[("misconduct", "")],
        )  # fmt: skip
    whole = home_office._by_group

    def lacking(asked, people):
        table = whole(asked, people)
        rows = tuple(row for row in table.rows if row[0] != "age")
        return dataclasses.replace(table, rows=rows)

    monkeypatch.setattr(home_office, "_by_group", lacking)
    with pytest.raises(CommandError, match="by age, and in people_in_proceedings: 0, and not 2"):
        built("home-office")


def test_times_are_medians_in_both_kinds_of_days(force, officer, built):
    matter(force, officer)
    other = registers.case(
        force, received="2024-08-01", closed="2024-08-13", about=(officer,), kind="conduct_matter"
    )
    under = matter(force, officer)
    event(under, "recorded_under_schedule_3", RECEIVED)
    rows = built("home-office")("matters_finalised")
    found = {row["matter"]: row for row in rows}
    days = [12, (registers.day(CLOSED) - registers.day(RECEIVED)).days]
    assert float(found["conduct_matter"]["median_calendar_days"]) == statistics.median(days)
    assert found["recordable_conduct_matter"]["cases"] == "1"
    # The bank holidays between: two at Christmas, New Year, Easter's two, two in May, August.
    holidays = ["2023-12-25", "2023-12-26", "2024-01-01", "2024-03-29", "2024-04-01",
                "2024-05-06", "2024-05-27", "2024-08-26"]  # fmt: skip
    long = np.busday_count("2023-09-02", "2024-09-03", holidays=holidays)
    short = np.busday_count("2024-08-02", "2024-08-14")
    assert float(found["conduct_matter"]["median_working_days"]) == (long + short) / 2
    assert other.closed_on == registers.day("2024-08-13")


def test_each_person_who_can_not_be_returned_is_named_by_the_case(force, officer, built):
    nobody_knows = registers.person()
    two = (registers.person(serves=force), registers.person(serves=force))
    bad = {
        "no meeting or hearing": matter(force, officer, ends=[("misconduct", "")]),
        "no finding is recorded": matter(force, officer, referred=("hearing_started",)),
        "not recorded as what": matter(
            force, nobody_knows, referred=("hearing_started",), ends=[("misconduct", "")]
        ),
        "not about one known person": matter(force, *two, referred=("hearing_started",)),
        "the day is not known": registers.case(
            force, received=RECEIVED, about=(officer,), kind="conduct_matter",
            is_closed_undated=True,
        ),
    }  # fmt: skip
    left = built("home-office")("left_out")
    assert len(left) == len(bad)
    for words, case in bad.items():
        assert [row["reference"] for row in left if words in row["reason"]] == [case.reference]


def test_a_case_that_is_still_open_or_finalised_later_is_in_no_table(force, officer, built):
    for closed in ("", "2025-04-01"):
        made = registers.case(
            force, received=RECEIVED, closed=closed, about=(officer,), kind="conduct_matter"
        )
        event(made, "hearing_started", "2024-03-01")
    read = built("home-office")
    assert [read(one.name) for one in (proceedings.PEOPLE, proceedings.MATTERS)] == [[], []]


def test_every_finding_and_sanction_of_the_law_has_a_column():
    assert set(proceedings.FINDINGS) == {row.code for row in outcomes.FINDINGS}
    assert set(proceedings.SANCTIONS) == {row.code for row in outcomes.SANCTIONS}
