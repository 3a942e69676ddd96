"""A watched folder: each file once, a half-written one when it is whole, and a delta back a day."""

import datetime
import pathlib

import case_systems
import pytest

from candour.cases.models import Case
from candour.guard import actors
from candour.imports.actions.take_case_files import take_case_files
from candour.imports.models import CaseFile, GivenBack, Run
from cast import NOW

pytestmark = pytest.mark.usefixtures("force", "worker")
BY = actors.service("import")
MINUTES = datetime.timedelta(minutes=5)


@pytest.fixture
def folder(settings, tmp_path) -> pathlib.Path:
    """The folder of the invented force's case system."""
    settings.CASE_SYSTEM = tmp_path / "case-system"
    made = settings.CASE_SYSTEM / case_systems.FORCE
    (made / "in").mkdir(parents=True)
    return made


def sweep(at: datetime.datetime = NOW) -> int:
    return take_case_files(by=BY, at=at)


def states() -> list[tuple[str, str]]:
    return list(CaseFile.objects.order_by("seen_at", "name").values_list("name", "state"))


def test_a_file_that_no_longer_grows_is_taken_once(folder):
    case_systems.packed(folder / "in" / "delta.zip", case_systems.one_case())
    assert (sweep(), states()) == (0, [("delta.zip", "waits")])
    assert (sweep(NOW + MINUTES), states()) == (1, [("delta.zip", "taken")])
    assert sweep(NOW + 2 * MINUTES) == 0
    assert (Run.objects.count(), Case.objects.filter(source_name="casesystem").count()) == (1, 1)


def test_a_file_with_a_done_file_beside_it_is_taken_at_once(folder):
    path = case_systems.packed(folder / "in" / "delta.zip", case_systems.one_case())
    path.with_name("delta.zip.done").touch()
    assert sweep() == 1


def test_a_half_written_file_is_left_until_it_is_whole(folder):
    path = case_systems.packed(folder / "in" / "delta.zip", case_systems.one_case())
    whole = path.read_bytes()
    path.write_bytes(whole[:100])
    sweep()
    path.write_bytes(whole[:200])
    assert sweep(NOW + MINUTES) == 0
    assert sweep(NOW + 2 * MINUTES) == 0
    path.write_bytes(whole)
    assert sweep(NOW + 3 * MINUTES) == 0
    assert sweep(NOW + 4 * MINUTES) == 1
    assert states() == [("delta.zip", "taken")]


@pytest.mark.parametrize("name", [".delta.zip", "delta.zip.part", "delta.csv"])
def test_what_is_still_being_written_under_another_name_is_not_looked_at(folder, name):
    case_systems.packed(folder / "in" / name, case_systems.one_case())
    sweep()
    assert states() == []


def test_the_same_file_under_another_name_is_known(folder):
    rows = case_systems.one_case()
    first = case_systems.packed(folder / "in" / "a.zip", rows)
    sweep()
    sweep(NOW + MINUTES)
    (folder / "in" / "b.zip").write_bytes(first.read_bytes())
    sweep(NOW + 2 * MINUTES)
    assert sweep(NOW + 3 * MINUTES) == 0
    assert states() == [("a.zip", "taken"), ("b.zip", "known")]


def test_a_file_that_cannot_be_read_is_refused_with_its_reason_and_a_corrected_one_is_taken(folder):
    case_systems.packed(folder / "in" / "delta.zip", {"cases": [case_systems.case()]})
    sweep()
    assert sweep(NOW + MINUTES) == 0
    refused = CaseFile.objects.get()
    assert (refused.state, refused.said) == ("refused", "delta.zip lacks allegations.csv.")
    case_systems.packed(folder / "in" / "delta.zip", case_systems.one_case())
    sweep(NOW + 2 * MINUTES)
    assert sweep(NOW + 3 * MINUTES) == 1


def test_a_file_that_cannot_be_opened_says_so_and_stops_no_other(folder):
    (folder / "in" / "a.zip").mkdir()
    case_systems.packed(folder / "in" / "b.zip", case_systems.one_case())
    sweep()
    assert sweep(NOW + MINUTES) == 1
    assert CaseFile.objects.get(name="a.zip").said == "It can't be opened."


def test_a_folder_that_is_called_like_no_organisation_is_left_alone(folder):
    case_systems.packed(folder.parent / "Nobody" / "in" / "delta.zip", case_systems.one_case())
    sweep()
    assert states() == []


def test_what_changed_is_given_back_once_a_day_where_the_folder_was_made(folder):
    sweep()
    assert not GivenBack.objects.exists()
    (folder / "back").mkdir()
    sweep()
    sweep(NOW + MINUTES)
    assert GivenBack.objects.count() == 1
    sweep(NOW + datetime.timedelta(days=1))
    since = GivenBack.objects.order_by("given_at").values_list("since_on", flat=True)
    assert list(since) == [datetime.date(1900, 1, 1), NOW.date()]
    assert len(list((folder / "back").iterdir())) == 2
