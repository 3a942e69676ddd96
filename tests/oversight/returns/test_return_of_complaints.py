"""The return to the IOPC: every number from cases counted by hand, and what is left out by name."""

import csv
import json

import numpy as np
import pytest
from django.core.management import CommandError
from returned import AS_OF, YEAR, complaint, event, result

from candour.cases.models import Allegation, Outcome
from candour.guard.models import Leaf
from candour.law import categories
from candour.measures.register import folders
from candour.oversight.returns import checking
from candour.oversight.returns.layout import Agreement, Counted
from measures import registers

TIMES = "timeliness_calendar_days"
FORCE = "Westmoor Police"


def leaves() -> list[dict]:
    found = [json.loads(bytes(body)) for body in Leaf.objects.values_list("body", flat=True)]
    return [leaf for leaf in found if leaf["what"] == "oversight.build_return"]


def test_allegations_logged_are_counted_by_letter(force, built):
    complaint(force, "B4", "B1", "H1", received="2024-04-01")
    complaint(force, "B4", received="2025-03-31")
    complaint(force, "A1", received="2024-03-31")
    complaint(force, "A1", received="2025-04-01")
    registers.case(force, received="2024-05-01", kind="conduct_matter", about=(None,))
    (row,) = built("iopc")("allegations_logged")
    assert row.pop("police_force") == "Westmoor Police"
    assert row.pop("grand_total") == "4"
    assert {letter: n for letter, n in row.items() if n != "0"} == {"B": "3", "H": "1"}
    assert "".join(row) == "ABCDEFGHJKL"


def test_what_came_before_2020_is_counted_by_the_list_then_in_force(force, built):
    old = complaint(force, "B4", "H5", "A2", received="2019-06-01")
    old_letters = {1: "C", 2: "D", 3: "Rudeness"}
    for row in Allegation.objects.filter(file_id=old.file_id):
        row.source_category = old_letters[row.number]
        row.save()
    read = built("iopc", "2019-04-01/2020-03-31")
    (row,) = read("allegations_logged_old_list")
    assert row.pop("grand_total") == "2"
    assert {letter for letter, n in row.items() if n == "1"} == {"C", "D"}
    assert set(row) - {"police_force"} == {one.code for one in categories.LEGACY_CATEGORIES}
    assert read("allegations_logged") == []
    (left,) = read("left_out")
    assert (left["reference"], left["rows"]) == (old.reference, "1")
    assert "no letter of the list then in force" in left["reason"]


def test_finalised_allegations_are_split_by_whether_they_were_investigated(force, built):
    looked = complaint(force, "B4", "B4", received="2024-05-01", closed="2024-08-01", under=True,
                       ends="service_acceptable")  # fmt: skip
    event(looked, "investigator_appointed", "2024-05-10")
    complaint(force, "B4", "F", received="2023-05-01", closed="2024-08-01", under=True,
              ends="no_further_action")  # fmt: skip
    complaint(force, "B4", received="2024-05-01", closed="2024-05-09", ends="resolved")
    complaint(force, "B4", received="2024-05-01", under=True)
    rows = built("iopc")("schedule_3_allegations_by_handling")
    assert [tuple(row.values()) for row in rows] == [
        ("B Police powers, policies and procedures", "B4 Use of force",
         "1", "33.3", "2", "66.7", "3"),
        ("F Discriminatory behaviour", "", "1", "100.0", "0", "0.0", "1"),
    ]  # fmt: skip


def test_times_are_given_with_and_without_the_days_it_stood_still(force, built):
    complaint(force, "B4", received="2024-05-03", closed="2024-05-13", ends="resolved")
    stood = complaint(force, "B4", received="2024-05-01", closed="2024-08-09", under=True,
                      ends="withdrawn")  # fmt: skip
    for on, kind in (("2024-05-11", "stopped_for_criminal_proceedings"),
                     ("2024-05-31", "restarted"),
                     ("2024-07-30", "stopped_for_criminal_proceedings")):  # fmt: skip
        event(stood, kind, on)
    read = built("iopc")
    assert [list(row.values())[1:] for row in read(TIMES)] == [["1", "10.0", "1", "100.0", "70.0"]]
    (working,) = read("timeliness_working_days")
    # numpy's own count of week days, less the bank holidays of 6 and 27 May.
    assert float(working["outside_days"]) == np.busday_count(
        "2024-05-04", "2024-05-14", holidays=["2024-05-06"]
    )
    assert float(working["under_days"]) == np.busday_count(
        "2024-05-02", "2024-08-10", holidays=["2024-05-06", "2024-05-27"]
    )
    assert working["under_days_excl_suspension"] == ""


def test_each_row_that_can_not_be_returned_is_named_with_its_reason(force, built):
    bad = {
        "The complaint has no allegation.": complaint(force, received="2024-05-01"),
        "The allegation's category is not in": complaint(force, "Z9", received="2024-05-01"),
        "Nothing says whether the complaint": complaint(
            force, "B4", received="2024-05-01", closed="2024-06-01", under=None
        ),
        "finalised, and the allegation has no": complaint(
            force, "B4", received="2024-05-01", closed="2024-06-01"
        ),
        "is not one of the track": complaint(
            force, "B4", received="2024-05-01", closed="2024-06-01", under=True, ends="resolved"
        ),
        "but the day is not known": registers.case(
            force, received="2024-05-01", about=(None,), is_closed_undated=True
        ),
    }
    late = complaint(force, "B4", received="2024-05-01", closed="2024-06-01", under=None)
    event(late, "recorded_under_schedule_3", "2024-06-02")
    bad["after it was finalised"] = late
    left = built("iopc")("left_out")
    assert len(left) == len(bad)
    for words, case in bad.items():
        assert [row["reference"] for row in left if words in row["reason"]] == [case.reference]


def test_a_check_writes_nothing_and_fails_where_something_is_left_out(force, returns, settings):
    complaint(force, "B4", received="2024-05-01")
    asked = ("check", "iopc", "--period", YEAR, "--as-of", AS_OF, "--force", FORCE)
    assert "0 left out" in returns(*asked)
    bare = complaint(force, received="2024-05-01")
    with pytest.raises(CommandError, match=f"{bare.reference}  allegations_logged  The complaint"):
        returns(*asked)
    assert not [path for path in settings.DATA.rglob("*") if path.is_file()]


def test_a_return_is_logged_with_whom_it_is_for_and_its_hash(force, returns, tmp_path):
    complaint(force, "B4", received="2024-05-01")
    out = str(tmp_path / "out")
    said = returns(
        "build", "iopc", "--period", YEAR, "--as-of", AS_OF, "--force", FORCE, "--out", out
    )
    (leaf,) = leaves()
    assert leaf["detail"]["manifest"] in said
    assert leaf["recipients"] == ["iopc"]
    with pytest.raises(CommandError, match="written once"):
        returns("build", "iopc", "--period", YEAR, "--as-of", AS_OF, "--force", FORCE, "--out", out)
    assert len(leaves()) == 1


def test_the_files_are_for_their_owner_and_every_column_is_described(force, built, tmp_path):
    complaint(force, "B4", received="2024-05-01")
    built("iopc")
    (folder,) = (tmp_path / "out").iterdir()
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    for path in folder.glob("*.csv"):
        said = json.loads(path.with_name(f"{path.name}-metadata.json").read_bytes())
        with path.open(newline="", encoding="utf-8") as file:
            header = next(csv.reader(file))
        assert [one["name"] for one in said["tableSchema"]["columns"]] == header
        assert all(one["dc:description"] for one in said["tableSchema"]["columns"])
    page = (folder / "definitions.html").read_text()
    assert "not for publication" in page
    assert "Not verified: its columns are this system" in page


def test_no_snapshot_of_a_return_stays(force, built, settings):
    complaint(force, "B4", received="2024-05-01")
    built("iopc")
    assert folders.latest(under=settings.DATA / "register") is None


@pytest.mark.parametrize("period", ["2024/26", "2024-04-01", "2025-03-31/2024-04-01", "2025/26"])
def test_a_period_that_is_none_or_not_over_is_refused(force, returns, period):
    with pytest.raises(CommandError, match=r"is not a day|before it begins|isn't over"):
        returns("check", "iopc", "--period", period, "--as-of", AS_OF, "--force", FORCE)


def test_a_force_that_nobody_knows_is_refused_and_another_one_is_not_counted(force, built, returns):
    complaint(registers.force("Eastmoor Police"), "B4", received="2024-05-01")
    assert built("iopc")("allegations_logged") == []
    with pytest.raises(CommandError, match="knows no organisation"):
        returns("check", "iopc", "--period", YEAR, "--as-of", AS_OF, "--force", "Nowhere Police")


def test_a_return_that_disagrees_with_itself_is_refused():
    right = Agreement(what="Same", counted=3, expected=3)
    wrong = Agreement(what="Allegations", counted=3, expected=4)
    with pytest.raises(checking.Disagrees, match="Allegations: 3, and not 4"):
        checking.agree(Counted(tables=(), left_out=(), agreements=(right, wrong)))
    checking.agree(Counted(tables=(), left_out=(), agreements=(right,)))


def test_the_later_of_two_results_is_counted(force, built):
    made = complaint(
        force, "B4", received="2024-05-01", closed="2024-08-09", under=True,
        ends="service_acceptable",
    )  # fmt: skip
    first = Outcome.objects.get(file_id=made.file_id)
    result(first.allegation, "unable_to_determine", on="2024-08-20", supersedes=first)
    (row,) = built("iopc")("allegation_results")
    assert list(row.values())[1:] == ["schedule_3", "unable_to_determine", "1"]
