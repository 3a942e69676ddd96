"""What a case system is given back: a positive list of cases, codes and days, whole or not."""

import csv
import datetime
import hashlib
import json
import pathlib
import uuid

import case_systems
import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import story
from candour.cases.models import Case, IndependenceCheck
from candour.guard import actors
from candour.guard.models import Account, Leaf, Wall
from candour.imports.actions.give_back import Given, give_back
from candour.imports.casesystem import codes, giving, ours
from candour.imports.casesystem.ours import OurCase
from candour.imports.models import Difference, GivenBack
from candour.intake.models import Report
from candour.people.actions.record_organisation import record_organisation
from cast import NOW

pytestmark = pytest.mark.usefixtures("force", "worker")
BY = actors.service("export")
ALWAYS = datetime.date(2000, 1, 1)


def organisation() -> uuid.UUID:
    return case_systems.case_of().organisation_id


def give(to: pathlib.Path, *, since: datetime.date = ALWAYS) -> Given:
    return give_back(organisation=organisation(), since=since, to=to, by=BY, at=NOW)


def rows(given_: Given, table: str) -> list[dict[str, str]]:
    text = (given_.folder / f"{table}.csv").read_bytes().decode()
    return list(csv.DictReader(text.splitlines()))


@pytest.fixture
def handled(tmp_path, as_role) -> Case:
    """A case of the case system that was taken on, and that nobody of the desk is kept from."""
    for place in range(40):
        reference = f"CO/{place}"
        path = case_systems.write(
            tmp_path / f"of-{place}", case_systems.open_case(reference, place=place)
        )
        case_systems.take(path)
        walled = Wall.objects.filter(file_id=case_systems.case_of(reference).file_id)
        if not walled.exists():
            break
    case_systems.take(case_systems.write(tmp_path / "own", case_systems.open_case(place=place)))
    return case_systems.taken_on(as_role)


def test_a_case_handled_here_goes_back_in_the_columns_of_the_mapping_alone(
    handled, as_role, tmp_path
):
    with as_role("worker"):
        made = give(tmp_path / "back")
    (case,) = rows(made, "cases")
    assert case == {
        "case_reference": case_systems.REFERENCE, "candour_reference": "", "kind": "complaint",
        "source": "public", "incident_on": "2024-03-30", "recorded_on": "2024-04-01",
        "referred_on": "", "finalised_on": "",
    }  # fmt: skip
    (allegation,) = rows(made, "allegations")
    assert (allegation["legacy_category"], allegation["category"]) == ("S", "")
    assert (allegation["assessment"], allegation["assessed_on"]) == ("misconduct", "2024-04-09")
    assert set(rows(made, "subjects")[0]) == {"case_reference", "number"}
    assert {one.name for one in made.folder.iterdir()} == {
        "cases.csv", "allegations.csv", "subjects.csv", "manifest.json",
    }  # fmt: skip


def test_the_manifest_and_the_leaf_hold_the_hashes(handled, as_role, tmp_path):
    with as_role("worker"):
        made = give(tmp_path / "back")
    data = (made.folder / "manifest.json").read_bytes()
    assert hashlib.sha256(data).hexdigest() == made.content_hash
    for one in json.loads(data)["files"]:
        file = (made.folder / one["name"]).read_bytes()
        assert hashlib.sha256(file).hexdigest() == one["sha256"]
    said = [json.loads(bytes(body)) for (body,) in Leaf.objects.values_list("body")]
    (leaf,) = [one for one in said if one["what"] == "imports.give_back"]
    assert leaf["detail"] == {
        "cases": 1, "rows": made.rows, "digest": made.content_hash,
        "files": [str(handled.file_id)],
    }  # fmt: skip
    assert leaf["recipients"] == [str(handled.organisation_id)]
    assert [one[0] for one in leaf["after"]] == ["imports_givenback"]


def _wall(case: Case, report: uuid.UUID) -> None:
    reader = Account.objects.get(username="desk-two")
    Wall.objects.create(file_id=case.file_id, account_id=reader.id, because="declared")


def _wall_of_the_report(case: Case, report: uuid.UUID) -> None:
    _came_as(case, report, route="public")
    reader = Account.objects.get(username="desk-two")
    Wall.objects.create(file_id=report, account_id=reader.id, because="declared")


def _outside_report(case: Case, report: uuid.UUID) -> None:
    _came_as(case, report, route="outside")


def _inside_report(case: Case, report: uuid.UUID) -> None:
    _came_as(case, report, route="internal_named")


def _came_as(case: Case, report: uuid.UUID, *, route: str) -> None:
    Report.objects.filter(file_id=report).update(route=route)
    Case.objects.filter(file_id=case.file_id).update(report_file_id=report)


def _from_inside(case: Case, report: uuid.UUID) -> None:
    Case.objects.filter(file_id=case.file_id).update(source="internal")


def _another_force(case: Case, report: uuid.UUID) -> None:
    IndependenceCheck.objects.create(
        file_id=case.file_id, organisation_id=case.organisation_id, because=["sexual"],
        is_required=True, told=[], checked_at=NOW,
    )  # fmt: skip


@pytest.mark.parametrize(
    "hide",
    [_wall, _wall_of_the_report, _outside_report, _inside_report, _from_inside, _another_force],
)
def test_what_the_other_system_could_not_keep_from_somebody_never_goes(
    handled, world, as_role, tmp_path, hide
):
    hide(handled, story.reported(world, as_role, route="public", people=()).file)
    with as_role("worker"):
        made = give(tmp_path / "back")
    assert (made.cases, rows(made, "cases"), rows(made, "subjects")) == (0, [], [])


def test_what_the_public_told_the_forces_own_desk_goes(handled, world, as_role, tmp_path):
    sent = story.reported(world, as_role, route="public", people=())
    _came_as(handled, sent.file, route="public")
    with as_role("worker"):
        assert give(tmp_path / "back").cases == 1


def test_a_case_that_is_not_handled_here_does_not_go_back(handled, as_role, tmp_path):
    with as_role("worker"):
        case_systems.take(case_systems.write(tmp_path / "x", case_systems.open_case("CO/X")))
        made = give(tmp_path / "back")
    assert [one["case_reference"] for one in rows(made, "cases")] == [case_systems.REFERENCE]


def test_only_what_changed_since_the_day_goes(handled, as_role, tmp_path):
    with as_role("worker"):
        made = give(tmp_path / "back", since=NOW.date() + datetime.timedelta(days=1))
    assert made.cases == 0


def test_a_folder_that_cannot_be_written_leaves_no_half_of_it(handled, as_role, tmp_path):
    (tmp_path / "back").write_text("a file, where a folder should be")
    with as_role("worker"), pytest.raises(OSError, match="exists"):
        give(tmp_path / "back")
    assert not GivenBack.objects.exists()


def test_what_was_given_is_taken_back_without_a_difference(handled, as_role, tmp_path):
    with as_role("worker"):
        made = give(tmp_path / "back")
        report = case_systems.take(made.folder)
    assert case_systems.counted(report)[3] == 0
    assert not Difference.objects.exists()


def test_the_command_says_how_much_and_where(handled, as_role, tmp_path):
    said = tmp_path / "said"
    with as_role("worker"), said.open("w") as out:
        call_command(
            "export", "casesystem", since=ALWAYS, to=tmp_path / "back",
            organisation=case_systems.FORCE, json=True, stdout=out,
        )  # fmt: skip
    printed = json.loads(said.read_text())
    assert printed["cases"] == 1
    assert pathlib.Path(printed["folder"]).is_dir()


_DAYS = st.dates(min_value=datetime.date(2024, 4, 1), max_value=datetime.date(2024, 12, 1))
_OUTCOMES = st.sampled_from(sorted(set(codes.OUTCOMES.values())))
_ALLEGED = st.lists(
    st.tuples(
        st.sampled_from("ABDEFGHJKLMNPQRSTUVWXY"),
        st.one_of(st.none(), _OUTCOMES),
        st.one_of(st.none(), st.sampled_from(sorted(set(codes.ASSESSMENTS.values())))),
        _DAYS,
    ),
    min_size=1,
    max_size=4,
)


def _stated(alleged) -> list[dict[str, str]]:
    found = []
    for number, (letter, outcome, assessment, day) in enumerate(alleged, start=1):
        on = day.isoformat()
        found.append(
            case_systems.allegation(
                number=str(number), subject_number=f"W9{number}", legacy_category=letter,
                outcome=outcome or "", decided_on=on if outcome else "",
                assessment=assessment or "", assessed_on=on if assessment else "",
            )
        )  # fmt: skip
    return found


def _rows_of(organisation_: uuid.UUID) -> dict[str, list[dict[str, str]]]:
    files = Case.objects.filter(organisation_id=organisation_, source_name="casesystem")
    held = ours.of(organisation=organisation_, files=files.values_list("file_id", flat=True))
    tables = giving.tables(held.values())
    return {name: [dict(one) for one in several] for name, several in tables.items()}


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(alleged=_ALLEGED)
def test_what_is_given_makes_the_same_rows_in_an_empty_system(tmp_path, alleged):
    with transaction.atomic():
        first = record_organisation(
            name="First Police", kind="police_force", by=case_systems.BY, at=NOW
        )
        second = record_organisation(
            name="Second Police", kind="police_force", by=case_systems.BY, at=NOW
        )
        said = {"cases": [case_systems.case()], "allegations": _stated(alleged)}
        path = case_systems.write(tmp_path / uuid.uuid4().hex, said)
        case_systems.take(path, organisation="First Police")
        held: list[OurCase] = list(
            ours.of(organisation=first, files=Case.objects.filter(organisation_id=first)
                    .values_list("file_id", flat=True)).values()
        )  # fmt: skip
        back = tmp_path / uuid.uuid4().hex
        packed = giving.pack(cases=held, since=ALWAYS, on=NOW.date())
        giving.write(packed=packed, to=back, name=uuid.uuid4(), on=NOW.date()).finish()
        (folder,) = back.iterdir()
        case_systems.take(folder, organisation="Second Police")
        assert _rows_of(first)["allegations"]
        assert _rows_of(second) == _rows_of(first)
        transaction.set_rollback(True)
