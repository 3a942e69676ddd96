"""The crime side's rows: who is certain gets a matter the same day, doubt becomes a worklist."""

import crimes
import pytest

import story
from candour.access.models import Involvement
from candour.cases.models import (
    Allegation,
    Case,
    CrimeItem,
    CrimeRecord,
    CrimeTask,
    Event,
    IndependenceCheck,
    ReferralAssessment,
)
from candour.guard.log import verify
from candour.guard.models import Account, File, Grant, Wall
from candour.law.policies import crime_side as policy
from candour.ops import work
from cast import NOW

pytestmark = pytest.mark.usefixtures("force", "worker")


@pytest.mark.scenario("SC-32", part="record-same-day")
@pytest.mark.parametrize("kind", [row.kind.value for row in policy.KINDS if not row.is_outcome])
def test_each_kind_of_row_is_a_matter_and_three_decisions_owed_the_same_day(tmp_path, kind):
    order = {"civil_order": "dvpn"} if kind == "civil_order" else {}
    report = crimes.take(crimes.write(tmp_path, crimes.of_subject(kind=kind, **order)))
    assert crimes.counted(report) == (1, 0, 0)
    case = crimes.case_of()
    assert (case.kind, case.source, case.received_on) == (
        "conduct_matter", "crime_side", NOW.date()
    )  # fmt: skip
    assert Allegation.objects.get(file_id=case.file_id).subject_id == crimes.person_of()
    task = CrimeTask.objects.get(file_id=case.file_id)
    assert (task.owed, task.due_on) == ("interim", NOW.date())
    assert Account.objects.get(id=task.owner_id).username == "authority"


def test_walls_are_drawn_before_anybody_reads_and_readers_are_clean(tmp_path):
    crimes.take(crimes.write(tmp_path, crimes.of_subject()))
    file = crimes.case_of().file_id
    walled = set(Wall.objects.filter(file_id=file).values_list("account_id", flat=True))
    names = dict(Account.objects.values_list("id", "username"))
    assert {"subject", "colleague", "line-manager"} <= {names[one] for one in walled}
    granted = set(Grant.objects.filter(file_id=file).values_list("account_id", flat=True))
    assert granted
    assert not granted & walled
    assert File.objects.get(id=file).wall_epoch is not None


def test_domestic_abuse_asks_for_another_force(tmp_path):
    crimes.take(crimes.write(tmp_path, crimes.of_subject(offence="domestic_abuse")))
    check = IndependenceCheck.objects.get(file_id=crimes.case_of().file_id)
    assert check.is_required
    assert "domestic" in check.because


def test_an_order_for_the_home_asks_for_another_force_without_being_flagged(tmp_path):
    row = crimes.of_subject(kind="civil_order", civil_order="non_molestation", offence="")
    crimes.take(crimes.write(tmp_path, row))
    check = IndependenceCheck.objects.get(file_id=crimes.case_of().file_id)
    assert check.told == ["domestic_abuse"]
    assert check.is_required


@pytest.mark.scenario("SC-15", part="criteria")
def test_a_serious_sexual_offence_meets_its_criterion_and_the_clock_runs(tmp_path):
    crimes.take(crimes.write(tmp_path, crimes.of_subject(offence="serious_sexual")))
    file = crimes.case_of().file_id
    found = ReferralAssessment.objects.get(file_id=file)
    assert (found.is_required, found.criteria, found.decided_by) == (True, ["mr3"], None)
    kinds = Event.objects.filter(file_id=file).values_list("kind", flat=True)
    assert "referral_criterion_met" in set(kinds)
    assert IndependenceCheck.objects.get(file_id=file).because == ["sexual"]


def test_rows_of_one_crime_come_together_in_the_open_matter(tmp_path):
    crimes.take(crimes.write(tmp_path, crimes.of_subject()))
    later = crimes.write(
        tmp_path, crimes.of_subject("A2", kind="charged", offence="serious_assault"), name="b.csv"
    )
    crimes.take(later)
    assert crimes.case_of("A2") == crimes.case_of("A1")
    file = crimes.case_of().file_id
    # What is owed about the same person since this morning is not owed twice.
    assert CrimeTask.objects.filter(file_id=file).count() == 1
    assert ReferralAssessment.objects.get(file_id=file).criteria == ["mr2"]


def test_a_second_suspect_of_a_crime_is_a_subject_with_walls_of_their_own(tmp_path):
    other = crimes.row("A2", **crimes.known("investigator"))
    crimes.take(crimes.write(tmp_path, crimes.of_subject(), other))
    file = crimes.case_of("A2").file_id
    assert file == crimes.case_of("A1").file_id
    subjects = Involvement.objects.filter(file_id=file, role="subject")
    assert set(subjects.values_list("person_id", flat=True)) == {
        crimes.person_of("subject"), crimes.person_of("investigator")
    }  # fmt: skip
    investigator = Account.objects.get(username="investigator-two")
    assert Wall.objects.filter(file_id=file, account_id=investigator.id).exists()
    assert CrimeTask.objects.filter(file_id=file).count() == 2


def test_a_closed_matter_is_not_added_to_and_a_new_one_is_made(tmp_path):
    crimes.take(crimes.write(tmp_path, crimes.of_subject()))
    first = crimes.case_of()
    Case.objects.filter(file_id=first.file_id).update(closed_on=NOW.date())
    crimes.take(crimes.write(tmp_path, crimes.of_subject("A2"), name="b.csv"))
    assert crimes.case_of("A2") != first


@pytest.mark.parametrize(
    ("changes", "because"),
    [
        ({"number": ""}, "not_said_to_serve"),
        ({"family": "Quillfeather"}, "name_differs"),
        ({"born_on": "1961-01-01"}, "birth_year_differs"),
        ({"number": "", "given": "", "family": "Zzyzxqw"}, "nobody"),
    ],
)
def test_a_row_in_doubt_waits_sealed_in_a_file_of_its_own(tmp_path, changes, because):
    row = {**crimes.of_subject(serves=""), **changes}
    report = crimes.take(crimes.write(tmp_path, row))
    assert report.counts.noted == {"waits_for_decision": 1}
    item = CrimeItem.objects.get()
    assert (item.because, item.due_on) == ([because], NOW.date())
    assert not CrimeRecord.objects.exists()
    assert File.objects.get(id=item.file_id).kind == "report"


def test_nobody_near_a_candidate_reads_a_row_in_doubt(tmp_path):
    crimes.take(crimes.write(tmp_path, {**crimes.of_subject(serves=""), "number": ""}))
    file = CrimeItem.objects.get().file_id
    granted = set(Grant.objects.filter(file_id=file).values_list("account_id", flat=True))
    names = set(Account.objects.filter(id__in=granted).values_list("username", flat=True))
    assert names == {"desk", "desk-two", "desk-three", "authority"}


def test_somebody_of_the_public_is_kept_nowhere(tmp_path):
    row = crimes.row(serves="no", given="Zaphira", family="Quillfeather", born_on="1990-01-01")
    report = crimes.take(crimes.write(tmp_path, row))
    assert crimes.counted(report) == (0, 1, 0)
    assert not CrimeItem.objects.exists()
    assert not CrimeRecord.objects.exists()


def test_an_officer_of_another_force_is_the_matter_of_that_force(tmp_path):
    crimes.take(crimes.write(tmp_path, crimes.row(**crimes.known("external-investigator"))))
    case = crimes.case_of()
    officer = Account.objects.get(username="external-investigator")
    assert case.organisation_id == officer.organisation_id
    owner = CrimeTask.objects.get(file_id=case.file_id).owner_id
    assert owner in {Account.objects.get(username="neighbour-authority").id, None}


def test_everything_that_an_import_wrote_stands_in_the_log(tmp_path, log_keys):
    rows = [
        crimes.of_subject(),
        crimes.of_subject("A2", offence="serious_sexual"),
        {**crimes.of_subject("A3", serves=""), "number": ""},
        crimes.row("N1", kind="nfa", serves=""),
    ]
    crimes.take(crimes.write(tmp_path, *rows))
    story.seal()
    work.sequence()
    assert verify.verify(trusted=log_keys, origin="candour.localhost/log").findings == ()
