"""Published figures beside ours: what was set is found again, what follows is shown as it is."""

import json
import pathlib

import pytest
from django.core.management import CommandError, call_command

from candour.measures.beside import computing, kept, published, rendering, scope
from candour.measures.beside.published import Role
from candour.measures.register import folders
from candour.measures.synthetic import snapshot


@pytest.fixture(scope="module")
def found(register):
    return dict(zip(published.FIGURES, computing.beside(register=register), strict=True))


@pytest.mark.parametrize("name", ["allegations", "cases", "involvements", "people"])
def test_the_units_agree_exactly(found, name):
    assert found[name].difference == 0


@pytest.mark.scenario("SC-69", part="share open beyond 1, 2 and 4 years since receipt")
@pytest.mark.parametrize("name", ["over_two_years", "over_four_years"])
def test_the_shares_that_last_long_are_found_again_though_cases_are_open(found, name):
    one = found[name]
    assert one.ours.low <= one.published.low <= one.ours.high


@pytest.mark.scenario(
    "SC-69", part="the mean of closed cases is labelled as national comparison only"
)
def test_the_mean_of_closed_cases_falls_short_of_what_all_cases_take(found):
    """All take 400 days on average. A renewal over nine years leaves out the long ones."""
    assert -80 < found["mean_days"].difference < -40
    assert "without the open ones" in found["mean_days"].published.differs


@pytest.mark.parametrize("name", ["case", "case_sexual", "case_equality"])
def test_the_shares_with_a_case_to_answer_are_found_again(found, name):
    one = found[name]
    assert one.ours.low <= one.published.low <= one.ours.high


def test_the_share_without_a_case_lies_within_what_was_published(found):
    assert found["no_case"].difference == 0


def test_what_was_not_put_in_is_said_to_follow():
    follows = {name for name, one in published.FIGURES.items() if one.role is Role.FOLLOWS}
    assert follows == {
        "with_two", "with_three_to_five", "with_six", "with_more_than_one", "repeaters_dismissed",
        "repeaters_dismissed_share",
    }  # fmt: skip


def test_the_bands_add_up(found):
    parts = ("with_two", "with_three_to_five", "with_six")
    assert sum(found[name].ours.value for name in parts) == found["with_more_than_one"].ours.value


def test_every_figure_says_where_it_was_published_and_what_differs():
    assert all(one.source.title and one.source.seen_in for one in published.FIGURES.values())
    assert all(one.differs.strip() for one in published.FIGURES.values())


def test_a_range_has_no_difference_while_the_figure_lies_within(found):
    rows = {row[0]: row for row in rendering.rows(list(found.values()), is_invented=True)}
    assert rows["Allegations without a case to answer"][4] == "within"
    assert rows["People with two cases"][4].startswith("+")


def test_the_command_writes_a_force_and_puts_the_published_figures_beside_it(tmp_path, capsys):
    call_command("measure", "force", "--seed", "7", "--out", str(tmp_path))
    folder = pathlib.Path(capsys.readouterr().out.splitlines()[0])
    assert snapshot.is_invented(folders.read_manifest(folder))
    call_command("measure", "beside", "--snapshot", str(folder), "--json")
    said = json.loads(capsys.readouterr().out)
    assert said["is_invented"] is True
    assert said["figures"][0]["measured"] == 18_589
    assert "not comparable" in said["national"]


def test_the_command_prints_every_figure_with_its_source(invented, capsys):
    call_command("measure", "beside", "--snapshot", str(invented))
    said = capsys.readouterr().out
    assert rendering.INVENTED in said
    assert all(str(one.source) in said for one in published.FIGURES.values())


def test_what_the_oversight_site_shows_is_what_this_version_computes(found):
    compared = scope.compare(one=published.OF_THE_FORCE, other=published.NATIONAL)
    assert kept.read() == kept.of(found=tuple(found.values()), compared=compared)


def test_no_force_at_all_is_refused(tmp_path):
    with pytest.raises(CommandError, match="one force or more"):
        call_command("measure", "force", "--out", str(tmp_path), "--times", "0")
