"""Each trap of the Chicago records has one answer, and every row is accounted for."""

import datetime

import imported
import pytest
import synthetic

from candour.imports.models import Remark, Run
from candour.imports.reasons import NOTED, REJECTED
from candour.imports.sources import chicago
from candour.law.categories import CATEGORIES
from candour.law.outcomes import IMPORTED_FINDINGS, IMPORTED_SANCTIONS

pytestmark = pytest.mark.usefixtures("worker")


def noted(reason: str) -> int:
    return Remark.objects.filter(kind="noted", reason=reason).count()


def rejected(reason: str) -> list[str]:
    found = Remark.objects.filter(kind="rejected", reason=reason).order_by("row")
    return list(found.values_list("table", flat=True))


def test_every_row_of_every_table_is_taken_unchanged_or_rejected(tmp_path):
    made = synthetic.full_of_traps()
    report = imported.chicago_from(made.write(tmp_path))
    counted = {name: counts.read for name, counts in report.counts.tables.items()}
    assert counted == {
        "officers": len(made.officers),
        "unit_history": len(made.unit_history),
        "complaints": len(made.complaints),
        "accused": len(made.alleged),
    }
    run = Run.objects.get()
    assert run.state == "finished"
    assert run.counts == report.counts.as_json()


def test_a_folder_without_traps_is_taken_whole(tmp_path):
    made = synthetic.folder()
    report = imported.chicago_from(made.write(tmp_path))
    assert all(counts.taken == counts.read for counts in report.counts.tables.values())
    assert report.counts.written["cases_case"] == len(made.complaints)
    assert report.counts.written["cases_allegation"] == len(made.alleged)
    assert report.rejects_file is None


def test_every_trap_has_its_reason(tmp_path):
    report = imported.chicago_from(synthetic.full_of_traps().write(tmp_path))
    assert dict(report.counts.rejected) == {
        "dates_out_of_order": 1,
        "missing": 1,
        "not_a_date": 1,
        "same_key": 3,
        "unknown_complaint": 1,
        "unknown_person": 1,
        "unknown_unit": 2,
    }
    assert rejected("unknown_person") == ["unit_history"]
    assert rejected("unknown_unit") == ["unit_history", "unit_history"]


def test_an_officer_becomes_a_person_without_a_name(tmp_path):
    made = synthetic.one_complaint(
        officer={"birth_year": 1961.0, "race": "BLACK", "gender": "FEMALE"}
    )
    imported.chicago_from(made.write(tmp_path))
    ((ref, born, names, numbers, service, traits),) = imported.content()["persons"]
    assert (ref, born, names) == (made.officers[0]["officer"], 1961, [])
    assert numbers == [f"(source_id,{ref},,)"]
    assert service == [f'(officer,{made.officers[0]["appointed_date"]}-01,,"")']
    assert traits == ["(ethnicity,BLACK)", "(sex,FEMALE)"]


def test_a_missing_race_is_no_row_rather_than_a_code(tmp_path):
    made = synthetic.one_complaint(officer={"race": None, "gender": None})
    imported.chicago_from(made.write(tmp_path))
    ((*_, traits),) = imported.content()["persons"]
    assert traits == []


def test_the_rank_stands_on_todays_posting_alone(tmp_path):
    made = synthetic.one_complaint(officer={"cleaned_rank": "LIEUTENANT"})
    imported.chicago_from(made.write(tmp_path))
    ranks = [(row[4] is None, row[6]) for row in imported.content()["postings"]]
    assert sorted(ranks) == [(False, ""), (True, "LIEUTENANT")]


def test_an_officer_appointed_after_the_cut_is_taken(tmp_path):
    made = synthetic.one_complaint(officer={"appointed_date": "2013-02"})
    imported.chicago_from(made.write(tmp_path))
    ((_, _, _, _, service, _),) = imported.content()["persons"]
    assert service == ['(officer,2013-02-01,,"")']


def test_units_are_known_by_three_figures(tmp_path):
    made = synthetic.one_complaint()
    made.unit_history = [synthetic.posting(made.officers[0]["officer"], 7.0, "2001-01-01", None)]
    imported.chicago_from(made.write(tmp_path))
    ((_, code, name, *_),) = imported.content()["postings"]
    assert (code, name) == ("007", "Unit 007")


def test_a_case_closed_before_it_was_received_is_closed_without_a_day(tmp_path):
    made = synthetic.one_complaint(complaint={"closed_date": "2006-05-01"})
    imported.chicago_from(made.write(tmp_path))
    (case,) = imported.content()["cases"]
    assert (case[6], case[7]) == (None, True)
    assert noted("closed_before_receipt") == 1


def test_a_blank_closing_day_and_finding_mean_open(tmp_path):
    imported.chicago_from(synthetic.one_complaint().write(tmp_path))
    (case,) = imported.content()["cases"]
    assert (case[6], case[7]) == (None, False)
    assert imported.outcomes() == []


@pytest.mark.parametrize(
    ("sender", "source"),
    [("CIVILIAN", "public"), ("CPD EMPLOYEE", "internal"), (None, "other_system")],
)
def test_who_complained_decides_the_source(tmp_path, sender, source):
    made = synthetic.one_complaint(complaint={"complainant_type": sender})
    imported.chicago_from(made.write(tmp_path))
    assert imported.content()["cases"][0][3] == source


def test_a_complaint_that_names_nobody_becomes_a_case_without_an_allegation(tmp_path):
    made = synthetic.one_complaint(complaint={"category": "HARASSMENT"})
    made.alleged[0]["cr_id"] = "another complaint"
    imported.chicago_from(made.write(tmp_path))
    assert imported.content()["allegations"] == []
    assert imported.content()["cases"][0][8] == "HARASSMENT"
    assert noted("no_subject_recorded") == 1
    assert rejected("unknown_complaint") == ["accused"]


def test_an_officer_nobody_knows_is_an_unidentified_subject(tmp_path):
    made = synthetic.one_complaint(allegation={"officer": "nobody knows"})
    imported.chicago_from(made.write(tmp_path))
    (allegation,) = imported.content()["allegations"]
    assert (allegation[1], allegation[5], allegation[6]) == ("nobody knows", None, None)
    assert noted("unidentified_subject") == 1


def test_two_unnamed_officers_of_one_complaint_are_two_allegations(tmp_path):
    made = synthetic.one_complaint(allegation={"officer": None})
    made.alleged.append(dict(made.alleged[0]))
    imported.chicago_from(made.write(tmp_path))
    assert [row[1] for row in imported.content()["allegations"]] == [
        "unnamed 05A 1",
        "unnamed 05A 2",
    ]


def test_another_release_number_of_the_complaint_is_no_reject(tmp_path):
    made = synthetic.one_complaint(allegation={"cv": 1}, complaint={"cv": 3})
    report = imported.chicago_from(made.write(tmp_path))
    assert report.counts.tables["accused"].taken == 1


def test_of_two_releases_of_a_complaint_the_latest_is_taken(tmp_path):
    made = synthetic.one_complaint(complaint={"cv": 2, "closed_date": "2007-01-01"})
    made.complaints.insert(0, {**made.complaints[0], "cv": 1, "closed_date": None})
    imported.chicago_from(made.write(tmp_path))
    assert imported.content()["cases"][0][6] == datetime.date(2007, 1, 1)
    remark = Remark.objects.get(reason="same_key")
    assert (remark.row, remark.other_row) == (1, 2)


@pytest.mark.parametrize(
    ("code", "category", "is_noted"),
    [("05A", "B4", 0), ("01B", "F6", 0), ("10X", "L", 1), (None, "L", 1)],
)
def test_category_codes_become_ours_and_stay_beside_them(tmp_path, code, category, is_noted):
    made = synthetic.one_complaint(
        allegation={"complaint_code": code, "complaint_category": "SOME  WORDS"}
    )
    imported.chicago_from(made.write(tmp_path))
    (allegation,) = imported.content()["allegations"]
    assert allegation[3] == category
    assert allegation[4] == f"{code or ''} SOME  WORDS".strip()
    assert noted("unknown_category") == is_noted


@pytest.mark.parametrize(
    ("finding", "outcome", "taken"),
    [
        ("SU", "30 Day Suspension", ("proven", "suspended")),
        ("SU", "Separation", ("proven", "dismissed")),
        ("SU", "ADMIN. TERMINATION", ("proven", "dismissed")),
        ("SU", "RESIGNED -NOT SERVED", ("proven", "resigned")),
        ("SU", "**PENALTY NOT SERVED", ("proven", "not_imposed")),
        ("SU", "REPRIMAND", ("proven", "reprimand")),
        ("SU", "SUSTAINED-NO PENALTY", ("proven", "no_action")),
        ("NS", "No Action Taken", ("not_proven", "no_action")),
        ("UN", "Unknown", ("unfounded", "not_known")),
        ("EX", None, ("exonerated", "")),
        ("NAF", "999", ("no_statement", "not_known")),
        ("DIS", "Violation Noted", ("not_known", "noted")),
        ("NC", "Reinstated by Police Board", ("not_known", "reinstated")),
    ],
)
def test_findings_and_sanctions_become_ours(tmp_path, finding, outcome, taken):
    made = synthetic.one_complaint(allegation={"final_finding": finding, "final_outcome": outcome})
    imported.chicago_from(made.write(tmp_path))
    assert imported.outcomes() == [taken]


def test_a_sanction_without_a_finding_is_noted_and_no_outcome(tmp_path):
    made = synthetic.one_complaint(allegation={"final_outcome": "Reprimand"})
    imported.chicago_from(made.write(tmp_path))
    assert imported.outcomes() == []
    assert noted("sanction_without_finding") == 1


def test_every_row_names_its_batch_and_its_place_in_the_file(tmp_path):
    made = synthetic.folder()
    imported.chicago_from(made.write(tmp_path))
    places = imported.rows(
        "select matter.source_row, batch.source from cases_case as matter"
        " join guard_batch as batch on batch.id = matter.batch_id"
        " where matter.source_name = 'chicago' order by 1"
    )
    assert places == [(row + 1, "chicago") for row in range(len(made.complaints))]
    sourceless = imported.value(
        "select count(*) from people_posting as posting"
        " left join guard_batch as batch on batch.id = posting.batch_id"
        " where (batch.id is null) <> (posting.source_row is null)"
    )
    assert sourceless == 0


def test_every_category_finding_and_sanction_is_one_of_the_laws():
    categories = {category.code for category in CATEGORIES}
    assert {*chicago.GROUPS.values(), *chicago.NEARER} <= categories
    findings = {result.code for result in IMPORTED_FINDINGS}
    assert {*chicago.FINDINGS.values(), "not_known"} <= findings
    sanctions = {sanction.code for sanction in IMPORTED_SANCTIONS}
    assert {ours for _, ours in chicago.SANCTIONS} <= sanctions


def test_no_code_is_nearer_to_two_categories():
    codes = [code for codes in chicago.NEARER.values() for code in codes]
    assert len(codes) == len(set(codes))


def test_no_reason_stands_for_a_reject_and_a_note():
    codes = [reason.code for reason in (*REJECTED, *NOTED)]
    assert len(codes) == len(set(codes))
