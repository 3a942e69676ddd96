"""Each thing that can be wrong with a row of a roster has one answer, and the row is counted."""

import datetime

import imported
import pytest
import rosters
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candour.imports.models import Remark
from candour.people.models import CourseAttendance

pytestmark = pytest.mark.usefixtures("worker")
LATER = imported.NOW + datetime.timedelta(days=30)


def take(folder, *rows, **options):
    return imported.roster_from(rosters.write(folder, *rows), **options)


def told() -> list[tuple]:
    return list(
        Remark.objects.order_by("row", "reason").values_list(
            "row", "reason", "other_row", "columns"
        )
    )


def register() -> dict[str, list[tuple]]:
    return imported.content(imported.FORCE)


def test_a_row_becomes_a_person_with_everything_it_tells(tmp_path):
    report = take(
        tmp_path,
        rosters.row(
            former_names="Robin Sample; Specimen",
            aliases="Rob",
            birth_year="1984",
            warrant="W1",
            collar="0042",
            staff_number="S1",
            ethnicity="W1",
            sex="F",
        ),
    )
    ((ref, born, names, numbers, service, traits),) = register()["persons"]
    assert (ref, born) == ("P1", 1984)
    assert names == [
        '(alias,Rob,Example,"rob example")',
        '(current,Robin,Example,"robin example")',
        '(former,Robin,Sample,"robin sample")',
        '(former,Robin,Specimen,"robin specimen")',
    ]
    assert numbers == [
        "(collar,0042,2021-04-01,)",
        "(source_id,P1,,)",
        "(staff,S1,2021-04-01,)",
        "(warrant,W1,2021-04-01,)",
    ]
    assert service == ['(officer,2010-09-06,,"")']
    assert traits == ["(ethnicity,W1)", "(sex,F)"]
    assert report.counts.tables["roster"].new == 1


def test_a_posting_names_its_unit_and_its_line_manager_who_may_come_later(tmp_path):
    take(
        tmp_path,
        rosters.row("P1", role="Response", rank="PC", line_manager_ref="P2"),
        rosters.row("P2", rank="PS", unit_code="RT", unit_name="Response"),
        batch_rows=1,
    )
    day = datetime.date(2021, 4, 1)
    assert register()["postings"] == [
        ("P1", "RT-2", "Response team 2", day, None, "Response", "PC", "P2"),
        ("P2", "RT", "Response", day, None, "", "PS", None),
    ]


def test_an_unknown_line_manager_is_noted_and_the_row_is_taken_without(tmp_path):
    take(tmp_path, rosters.row(line_manager_ref="nobody"))
    assert told() == [(1, "unknown_manager", None, "")]
    assert register()["postings"][0][7] is None


def test_a_line_manager_of_an_earlier_file_is_known(tmp_path):
    take(tmp_path, rosters.row("P2"))
    take(tmp_path, rosters.row("P1", line_manager_ref="P2"), at=LATER)
    assert [row[7] for row in register()["postings"]] == ["P2", None]


def test_nobody_is_their_own_line_manager(tmp_path):
    take(tmp_path, rosters.row(line_manager_ref="P1"))
    assert told() == [(1, "own_manager", None, "line_manager_ref")]
    assert register()["postings"][0][7] is None


def test_several_rows_of_one_person_are_several_postings(tmp_path):
    report = take(
        tmp_path,
        rosters.row(posted_from="2012-01-01", posted_until="2021-03-31", unit_code="CID"),
        rosters.row(),
    )
    assert len(register()["persons"]) == 1
    assert [row[1] for row in register()["postings"]] == ["CID", "RT-2"]
    assert report.counts.tables["roster"].new == 2


def test_a_course_run_is_known_by_person_and_code_and_moves_walls_once(tmp_path):
    course = {"course_run": "FA-2", "course_from": "2021-05-03", "course_until": "2021-05-14"}
    take(tmp_path, rosters.bare(**course))
    again = take(tmp_path, rosters.bare(**{**course, "course_until": "2021-05-20"}))

    attended = CourseAttendance.objects.get(batch_id__isnull=False)
    assert (attended.run, attended.from_on) == ("FA-2", datetime.date(2021, 5, 3))
    assert attended.until_on == datetime.date(2021, 5, 20)
    assert again.counts.tables["roster"].changed == 1


def test_a_course_without_its_first_day_is_rejected(tmp_path):
    take(tmp_path, rosters.bare(course_run="FA-2"))

    assert told() == [(1, "missing", None, "course_from")]


def test_dates_may_be_british(tmp_path):
    take(tmp_path, rosters.row(posted_from="03/04/2021", posted_until="31/12/2022"))
    assert register()["postings"][0][3:5] == (
        datetime.date(2021, 4, 3),
        datetime.date(2022, 12, 31),
    )


@pytest.mark.parametrize(
    ("changes", "reason", "columns"),
    [
        ({"family": ""}, "missing", "family"),
        ({"person_ref": " "}, "missing", "person_ref"),
        ({"kind": ""}, "missing", "kind"),
        ({"posted_from": ""}, "missing", "posted_from"),
        ({"unit_code": ""}, "missing", "unit_code"),
        ({"kind": "robot"}, "unknown_code", "kind"),
        ({"posted_from": "2021-02-30"}, "not_a_date", "posted_from"),
        ({"posted_from": "1st April"}, "not_a_date", "posted_from"),
        ({"posted_from": "04/2021"}, "not_a_date", "posted_from"),
        ({"joined": "1066-10-14"}, "out_of_range", "joined"),
        ({"birth_year": "forty"}, "not_a_number", "birth_year"),
        ({"birth_year": "1879"}, "out_of_range", "birth_year"),
        ({"birth_year": "2027"}, "out_of_range", "birth_year"),
        ({"posted_until": "2021-03-31"}, "dates_out_of_order", "posted_from, posted_until"),
        ({"left": "2010-09-05"}, "dates_out_of_order", "joined, left"),
        ({"family": "x" * 1001}, "too_long", "family"),
        ({"family": "Bell\x07"}, "not_text", "family"),
        ({"family": "=HYPERLINK()"}, "formula", "family"),
        ({"person_ref": "EXAMPLE"}, "example_row", "person_ref"),
    ],
)
def test_a_row_that_makes_no_sense_is_rejected_with_its_columns(tmp_path, changes, reason, columns):
    report = take(tmp_path, rosters.row("P9"), rosters.row(**changes))
    assert told() == [(2, reason, None, columns)]
    assert report.counts.tables["roster"].rejected == 1
    assert [row[0] for row in register()["persons"]] == ["P9"]


def test_the_same_row_twice_is_taken_once(tmp_path):
    take(tmp_path, rosters.row(), rosters.row(given=" Robin "))
    assert told() == [(2, "duplicate", 1, "")]


@pytest.mark.parametrize(
    ("changes", "columns"),
    [
        ({"family": "Other"}, "family"),
        ({"given": "Other"}, "given"),
        ({"birth_year": "1985"}, "birth_year"),
        ({"sex": "M"}, "sex"),
        ({"posted_from": "2021-04-01", "rank": "PS"}, "unit_code, posted_from"),
        ({"joined": "2011-01-01"}, "joined, left, left_because"),
    ],
)
def test_of_two_rows_about_a_person_that_disagree_the_first_is_taken(tmp_path, changes, columns):
    first = rosters.row(birth_year="1984", sex="F")
    second = rosters.row(**{"posted_from": "2022-01-01", **changes})
    take(tmp_path, first, second)
    assert told() == [(2, "contradicts", 1, columns)]


def test_two_people_with_one_number_at_the_same_time_are_told_apart_by_rejecting_the_second(
    tmp_path,
):
    take(tmp_path, rosters.row("P1", collar="42"), rosters.row("P2", collar="42"))
    assert told() == [(2, "number_in_use", 1, "collar")]
    assert [row[0] for row in register()["persons"]] == ["P1"]


def test_a_number_may_pass_to_somebody_else(tmp_path):
    take(
        tmp_path,
        rosters.row("P1", collar="42", posted_from="2012-01-01", posted_until="2015-12-31"),
        rosters.row("P2", collar="42", posted_from="2016-01-01"),
    )
    assert told() == []
    assert [row[3][0] for row in register()["persons"]] == [
        "(collar,42,2012-01-01,2015-12-31)",
        "(collar,42,2016-01-01,)",
    ]


def test_a_number_held_in_two_postings_is_one_span(tmp_path):
    take(
        tmp_path,
        rosters.row(collar="42", posted_from="2012-01-01", posted_until="2021-03-31"),
        rosters.row(collar="42", posted_from="2021-04-01"),
    )
    assert register()["persons"][0][3] == ["(collar,42,2012-01-01,)", "(source_id,P1,,)"]


def test_a_number_that_the_register_gives_to_somebody_else_is_rejected(tmp_path):
    take(tmp_path, rosters.row("P1", collar="42"))
    take(tmp_path, rosters.row("P2", collar="42", posted_from="2022-01-01"), at=LATER)
    assert told() == [(1, "number_held", None, "")]
    assert [row[0] for row in register()["persons"]] == ["P1"]


def test_a_number_swapped_between_two_people_in_a_later_file_changes_hands(tmp_path):
    take(tmp_path, rosters.row("P1", collar="1"), rosters.row("P2", collar="2"))
    take(
        tmp_path,
        rosters.row("P2", collar="1", posted_from="2023-01-01"),
        rosters.row("P1", collar="2", posted_from="2023-01-01"),
        at=LATER,
        batch_rows=1,
    )
    assert told() == []
    assert [row[3] for row in register()["persons"]] == [
        ["(collar,1,2021-04-01,2022-12-31)", "(collar,2,2023-01-01,)", "(source_id,P1,,)"],
        ["(collar,1,2023-01-01,)", "(collar,2,2021-04-01,2022-12-31)", "(source_id,P2,,)"],
    ]


def test_where_a_units_code_has_two_names_that_of_the_latest_posting_counts(tmp_path):
    take(
        tmp_path,
        rosters.row("P1", unit_name="New name", posted_from="2022-01-01"),
        rosters.row("P2", unit_name="Old name"),
    )
    assert told() == [(2, "unit_named_twice", None, "unit_name")]
    assert {row[2] for row in register()["postings"]} == {"New name"}


def test_a_unit_without_a_name_keeps_the_one_it_has(tmp_path):
    take(tmp_path, rosters.row("P1"))
    take(tmp_path, rosters.row("P2", unit_name=""), at=LATER)
    assert {row[2] for row in register()["postings"]} == {"Response team 2"}


def test_an_unknown_reason_for_leaving_is_taken_as_other_with_a_note(tmp_path):
    take(tmp_path, rosters.row(left="2024-01-31", left_because="eloped"))
    assert told() == [(1, "unknown_left_because", None, "left_because")]
    assert register()["persons"][0][4] == ["(officer,2010-09-06,2024-01-31,other)"]


@pytest.mark.scenario("SC-75", part="a roster says so")
def test_a_probationer_who_was_let_go_is_taken_as_such_in_the_next_file(tmp_path):
    take(tmp_path, rosters.row(left="2021-01-31", left_because="Resigned"))
    take(tmp_path, rosters.row(left="2021-01-31", left_because="Regulation_13"), at=LATER)
    assert told() == []
    assert register()["persons"][0][4] == ["(officer,2010-09-06,2021-01-31,regulation_13)"]


def test_a_posting_before_joining_is_taken_with_a_note(tmp_path):
    take(tmp_path, rosters.row(joined="2021-05-01"))
    assert told() == [(1, "posting_before_joining", None, "posted_from")]


def test_somebody_who_left_and_came_back_has_two_spells_of_service(tmp_path):
    take(
        tmp_path,
        rosters.bare(kind="officer", joined="2001-01-01", left="2005-12-31"),
        rosters.bare(kind="officer", joined="2010-01-01"),
    )
    assert register()["persons"][0][4] == [
        '(officer,2001-01-01,2005-12-31,"")',
        '(officer,2010-01-01,,"")',
    ]


def test_the_example_of_the_template_is_never_taken(tmp_path):
    from candour.imports.roster import template

    (tmp_path / "roster.csv").write_bytes(template.as_csv())
    report = imported.roster_from(tmp_path / "roster.csv")
    assert (report.counts.tables["roster"].read, report.counts.tables["roster"].rejected) == (1, 1)


def test_the_same_roster_again_changes_nothing(tmp_path):
    rows = (rosters.row("P1", collar="1", line_manager_ref="P2"), rosters.row("P2", aliases="Bob"))
    take(tmp_path, *rows)
    before = register()
    again = take(tmp_path, *rows, at=LATER)
    assert again.counts.tables["roster"].unchanged == 2
    assert again.counts.written == {}
    assert register() == before


def test_a_new_name_leaves_the_earlier_one_as_a_former_name(tmp_path):
    take(tmp_path, rosters.row())
    report = take(tmp_path, rosters.row(family="Newname"), at=LATER)
    assert report.counts.tables["roster"].changed == 1
    assert register()["persons"][0][2] == [
        '(current,Robin,Newname,"robin newname")',
        '(former,Robin,Example,"robin example")',
    ]


def test_an_empty_cell_erases_nothing_but_an_end(tmp_path):
    take(
        tmp_path,
        rosters.row(rank="PC", role="Response", sex="F", posted_until="2024-01-31"),
    )
    take(tmp_path, rosters.row(), at=LATER)
    assert register()["postings"][0][4:7] == (None, "Response", "PC")
    assert register()["persons"][0][5] == ["(sex,F)"]


def test_people_whom_a_later_file_does_not_name_stay(tmp_path):
    take(tmp_path, rosters.row("P1"), rosters.row("P2"))
    take(tmp_path, rosters.row("P2"), at=LATER)
    assert [row[0] for row in register()["persons"]] == ["P1", "P2"]


_DAY = st.sampled_from(["2019-01-01", "2020-06-30", "2022-12-31", "", "soon"])
_ROW = st.builds(
    rosters.row,
    st.sampled_from(["P1", "P2", "P3", ""]),
    collar=st.sampled_from(["", "1", "2"]),
    posted_from=_DAY,
    posted_until=_DAY,
    line_manager_ref=st.sampled_from(["", "P1", "P3", "P4"]),
    unit_code=st.sampled_from(["A", "B", ""]),
)


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(first=st.lists(_ROW, max_size=8), later=st.lists(_ROW, max_size=8))
def test_any_two_rosters_add_up_and_the_second_again_changes_nothing(tmp_path, first, later):
    take(tmp_path, *first)
    counted = take(tmp_path, *later, at=LATER).counts.tables["roster"]
    again = take(tmp_path, *later, at=LATER).counts.tables["roster"]
    assert counted.taken + counted.unchanged + counted.rejected == len(later)
    assert (again.taken, again.rejected) == (0, counted.rejected)
