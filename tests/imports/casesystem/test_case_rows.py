"""History follows the case system; what Candour handles is never overwritten by it."""

import datetime

import case_systems
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import story
from candour.cases.models import Allegation, Case, Outcome
from candour.cases.reading import history
from candour.guard.models import Leaf
from candour.imports.actions.run_import import Request, run_import
from candour.imports.models import Difference, StatedCase
from candour.imports.sources import casesystem
from candour.people.models import Characteristic, Identifier
from cast import NOW

pytestmark = pytest.mark.usefixtures("force", "worker")


def test_a_case_comes_in_with_its_codes_days_and_outcome(tmp_path):
    report = case_systems.take(case_systems.write(tmp_path / "delta", case_systems.one_case()))
    assert case_systems.counted(report) == (1, 0, 0, 0)
    assert case_systems.counted(report, "allegations") == (1, 0, 0, 0)
    found = case_systems.case_of()
    assert (found.kind, found.source, found.closed_on) == (
        "complaint", "public", datetime.date(2024, 11, 29)
    )  # fmt: skip
    alleged = Allegation.objects.get(file_id=found.file_id)
    holder = Identifier.objects.exclude(kind="source_id").get(value=case_systems.known()["number"])
    assert (alleged.category, alleged.source_category) == ("A4", "S")
    assert alleged.subject_id == holder.person_id
    assert case_systems.outcome_of().result == "not_proven"


def test_the_same_delta_again_changes_nothing_and_leaves_no_leaf(tmp_path):
    path = case_systems.write(tmp_path / "delta", case_systems.one_case())
    case_systems.take(path)
    held, leaves = case_systems.content(), Leaf.objects.count()
    report = case_systems.take(path, at=case_systems.LATER)
    tables = ("cases", "allegations", "subjects")
    assert [case_systems.counted(report, one) for one in tables] == [(0, 0, 1, 0)] * 3
    assert (case_systems.content(), Leaf.objects.count()) == (held, leaves)


def test_a_dry_run_says_what_would_happen_and_keeps_nothing(tmp_path):
    case_systems.take(case_systems.write(tmp_path / "first", case_systems.one_case()))
    rows = case_systems.one_case(finalised_on="2024-12-24")
    rows["cases"] += [case_systems.case("CO/2"), case_systems.case("CO/3", kind="rumour")]
    path = case_systems.write(tmp_path / "second", rows)
    held = case_systems.content()
    dry = case_systems.take(path, is_dry=True)
    assert case_systems.counted(dry) == (1, 1, 0, 1)
    assert case_systems.content() == held
    assert case_systems.take(path).counts == dry.counts


def test_a_restated_row_replaces_what_came_from_the_case_system(tmp_path):
    case_systems.take(case_systems.write(tmp_path / "first", case_systems.one_case()))
    rows = case_systems.one_case()
    rows["allegations"] = [case_systems.allegation(outcome="SUB", sanction="WW")]
    report = case_systems.take(case_systems.write(tmp_path / "second", rows))
    assert case_systems.counted(report, "allegations") == (0, 1, 0, 0)
    found = case_systems.outcome_of()
    assert (found.result, found.sanction) == ("proven", "written_warning")
    assert found.supersedes.result == "not_proven"


def test_a_case_that_was_taken_on_is_compared_and_not_overwritten(tmp_path, as_role):
    case_systems.take(case_systems.write(tmp_path / "first", case_systems.open_case()))
    case_systems.taken_on(as_role)
    rows = case_systems.open_case()
    rows["cases"][0]["finalised_on"] = "2024-12-24"
    rows["allegations"].append(case_systems.allegation(number="2", place=1))
    with as_role("worker"):
        report = case_systems.take(case_systems.write(tmp_path / "second", rows))
    found = case_systems.case_of()
    assert found.closed_on is None
    assert Allegation.objects.filter(file_id=found.file_id).count() == 1
    assert report.counts.noted["handled_here"] == 1
    rows_of = Difference.objects.filter(file_id=found.file_id).order_by("part")
    assert list(rows_of.values_list("part", "field", "theirs", "ours")) == [
        ("", "finalised_on", "2024-12-24", ""), ("2", "allegation", "there", ""),
    ]  # fmt: skip


def test_the_history_stands_beside_a_person_like_any_other(tmp_path, as_role):
    rows = case_systems.open_case()
    rows["cases"].append(case_systems.case("CO/2", recorded_on="2019-05-01", incident_on=""))
    rows["allegations"].append(case_systems.allegation("CO/2", outcome="SUB", sanction="FWW"))
    case_systems.take(case_systems.write(tmp_path / "delta", rows))
    file, who = case_systems.taken_on(as_role).file_id, story.actor("authority")
    with as_role("casework", actor=who.account):
        (found,) = history.earlier(file=file, by=who, at=NOW).values()
    (one,) = found
    assert (one.code, one.is_proven, one.is_open) == ("A4", True, False)
    assert one.sanction == "Final written warning"
    assert one.received_on == datetime.date(2019, 5, 1)


def test_what_is_decided_here_stays_decided(tmp_path, as_role):
    case_systems.take(case_systems.write(tmp_path / "first", case_systems.open_case()))
    case_systems.taken_on(as_role)
    alleged = Allegation.objects.get(file_id=case_systems.case_of().file_id)
    Outcome.objects.bulk_create([
        Outcome(file_id=alleged.file_id, organisation_id=alleged.organisation_id,
                allegation=alleged, result="not_misconduct", decided_at=NOW,
                decided_on=NOW.date())
    ])  # fmt: skip
    rows = case_systems.open_case()
    rows["allegations"][0] |= {"outcome": "SUB", "decided_on": "2024-11-29"}
    with as_role("worker"):
        case_systems.take(case_systems.write(tmp_path / "second", rows))
    assert case_systems.outcome_of().result == "not_misconduct"
    assert Difference.objects.get(field="outcome").theirs == "proven"


def test_a_difference_is_gone_once_both_agree_and_its_first_day_is_kept(tmp_path, as_role):
    case_systems.take(case_systems.write(tmp_path / "first", case_systems.open_case()))
    case_systems.taken_on(as_role)
    rows = case_systems.open_case()
    rows["cases"][0]["incident_on"] = "2024-03-29"
    path = case_systems.write(tmp_path / "second", rows)
    with as_role("worker"):
        case_systems.take(path)
        case_systems.take(path, at=case_systems.LATER)
        (one,) = Difference.objects.all()
        assert (one.found_on, one.gone_on) == (NOW.date(), None)
        case_systems.take(tmp_path / "first", at=case_systems.LATER)
    assert Difference.objects.get().gone_on == case_systems.LATER.date()


def test_somebody_whom_the_roster_does_not_know_is_unidentified_until_it_does(tmp_path):
    rows = {
        "cases": [case_systems.case()],
        "allegations": [case_systems.allegation(subject_number="W99999")],
    }
    path = case_systems.write(tmp_path / "delta", rows)
    report = case_systems.take(path)
    assert report.counts.noted["unidentified_subject"] == 1
    alleged = Allegation.objects.get(file_id=case_systems.case_of().file_id)
    assert alleged.subject_id is None
    number = case_systems.known()["number"]
    held = Identifier.objects.exclude(kind="source_id").get(value=number)
    Identifier.objects.create(
        person_id=held.person_id, organisation_id=held.organisation_id, kind="warrant",
        value="W99999",
    )  # fmt: skip
    assert case_systems.counted(case_systems.take(path), "allegations") == (0, 1, 0, 0)
    alleged.refresh_from_db()
    assert alleged.subject_id == held.person_id


def test_a_number_whose_holder_has_another_name_is_not_taken_as_them(tmp_path):
    rows = case_systems.one_case()
    rows["subjects"][0]["family"] = "Quillfeather"
    report = case_systems.take(case_systems.write(tmp_path / "delta", rows))
    assert report.counts.noted["name_differs"] == 1
    assert Allegation.objects.get(file_id=case_systems.case_of().file_id).subject_id is None


def test_ethnicity_is_kept_only_of_whom_the_register_knows_none(tmp_path):
    number = case_systems.known()["number"]
    person = Identifier.objects.exclude(kind="source_id").get(value=number).person_id
    traits = Characteristic.objects.filter(person_id=person, kind="ethnicity")
    before = list(traits.values_list("value", flat=True))
    rows = case_systems.one_case()
    rows["subjects"][0]["ethnicity"] = "X9"
    case_systems.take(case_systems.write(tmp_path / "delta", rows))
    assert list(traits.values_list("value", flat=True)) == (before or ["X9"])


BAD_CASES = {
    "B1": ({"kind": "rumour"}, "unknown_code"),
    "B2": ({"recorded_on": "last week"}, "not_a_date"),
    "B3": ({"recorded_on": "2199-01-01", "finalised_on": ""}, "day_to_come"),
    "B4": ({"finalised_on": "2024-03-01"}, "dates_out_of_order"),
    "B5": ({"referred_on": "2024-03-01"}, "dates_out_of_order"),
    "B6": ({"recorded_on": ""}, "missing"),
    "EXAMPLE": ({}, "example_row"),
}
BAD_ALLEGATIONS = {
    "1": ({"legacy_category": "Z"}, "category_not_one"),
    "2": ({"category": "A1"}, "category_not_one"),
    "3": ({"legacy_category": ""}, "category_not_one"),
    "4": ({"outcome": "MAYBE"}, "unknown_code"),
    "5": ({"decided_on": "2024-03-01"}, "dates_out_of_order"),
    "6": ({"outcome": "", "sanction": "WW", "decided_on": ""}, "missing"),
    "7": ({"assessed_on": "2024-04-02"}, "missing"),
}


@pytest.mark.parametrize("reference", BAD_CASES)
def test_a_case_that_makes_no_sense_is_refused_with_its_allegations(tmp_path, reference):
    changes, reason = BAD_CASES[reference]
    rows = case_systems.one_case()
    rows["cases"].append(case_systems.case(reference, **changes))
    rows["allegations"].append(case_systems.allegation(reference, place=1))
    report = case_systems.take(case_systems.write(tmp_path / "delta", rows))
    assert case_systems.counted(report) == (1, 0, 0, 1)
    assert report.counts.rejected[reason] >= 1
    assert case_systems.counted(report, "allegations") == (1, 0, 0, 1)


@pytest.mark.parametrize("number", BAD_ALLEGATIONS)
def test_an_allegation_that_makes_no_sense_is_refused_alone(tmp_path, number):
    changes, reason = BAD_ALLEGATIONS[number]
    rows = case_systems.one_case()
    rows["allegations"] = [
        case_systems.allegation(number="9"),
        case_systems.allegation(number=number, place=1, **changes),
    ]
    report = case_systems.take(case_systems.write(tmp_path / "delta", rows))
    assert dict(report.counts.rejected) == {reason: 1}
    assert case_systems.counted(report, "allegations") == (1, 0, 0, 1)


def test_the_same_alleged_of_the_same_person_counts_once_and_the_other_row_is_named(tmp_path):
    rows = case_systems.one_case()
    rows["allegations"] = [
        case_systems.allegation(number="2", legacy_category="A"),
        case_systems.allegation(number="1", legacy_category="C"),
    ]
    report = case_systems.take(case_systems.write(tmp_path / "delta", rows))
    assert case_systems.rejects(report) == [
        "allegations,1,\"Row 2 alleges the same of the same person in this case, which counts"
        ' once",'
    ]  # fmt: skip


def test_rows_that_repeat_are_one_and_of_rows_that_contradict_none_is_taken(tmp_path):
    rows = {
        "cases": [
            case_systems.case(), case_systems.case(),
            case_systems.case("CO/2"), case_systems.case("CO/2", kind="dsi"),
        ],
        "allegations": [],
    }  # fmt: skip
    report = case_systems.take(case_systems.write(tmp_path / "delta", rows))
    assert case_systems.counted(report) == (1, 0, 0, 3)
    assert dict(report.counts.rejected) == {"duplicate": 1, "contradicts_rows": 2}


def test_a_reference_of_candour_that_is_not_there_is_taken_as_the_other_systems(tmp_path):
    path = case_systems.write(
        tmp_path / "delta", case_systems.one_case(candour_reference="C-0000-0000")
    )
    report = case_systems.take(path)
    assert report.counts.noted["unknown_candour_reference"] == 1


def test_a_run_that_broke_off_goes_on_where_it_stopped(tmp_path):
    rows = {
        "cases": [case_systems.case(f"CO/{number}") for number in range(6)],
        "allegations": [case_systems.allegation(f"CO/{number}") for number in range(6)],
    }
    path = case_systems.write(tmp_path / "delta", rows)
    request = Request(
        source=casesystem.ENTRY, path=path, organisation=case_systems.FORCE, batch_rows=4
    )

    def cut(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        run_import(request=request, by=case_systems.BY, at=NOW, progress=cut)
    assert Case.objects.filter(source_name="casesystem").count() == 2
    report = run_import(request=request, by=case_systems.BY, at=NOW)
    assert report.is_resumed
    assert case_systems.counted(report) == (6, 0, 0, 0)
    assert StatedCase.objects.count() == 6


def _many() -> case_systems.Rows:
    """Return a delta with repeats, contradictions and links."""
    rows: case_systems.Rows = {"cases": [], "allegations": [], "subjects": [], "links": []}
    for number in range(5):
        reference = f"CO/{number}"
        rows["cases"].append(case_systems.case(reference, summary="x" if number else ""))
        rows["allegations"] += [
            case_systems.allegation(reference, letter, place=number % 3, legacy_category=letter)
            for letter in ("A", "C", "S")
        ]
        rows["subjects"].append(case_systems.subject(reference, place=number % 3))
        rows["links"].append({"case_reference": reference, "linked_reference": "CO/9"})
    rows["cases"] += [case_systems.case("CO/1", kind="dsi"), rows["cases"][2]]
    return rows


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(min_value=0, max_value=10_000))
def test_the_order_of_the_rows_decides_nothing(tmp_path, seed):
    held = []
    for place, rows in enumerate((_many(), case_systems.shuffled(_many(), seed))):
        with transaction.atomic():
            path = case_systems.write(tmp_path / f"{seed}-{place}", rows)
            report = case_systems.take(path, batch_rows=7)
            tables = {name: vars_of(one) for name, one in report.counts.tables.items()}
            held.append((case_systems.content(), tables, report.counts.rejected))
            transaction.set_rollback(True)
    assert held[0][0]
    assert held[0] == held[1]


def vars_of(one) -> tuple[int, int, int, int]:
    return one.new, one.changed, one.unchanged, one.rejected
