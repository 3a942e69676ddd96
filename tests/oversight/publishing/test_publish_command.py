"""`candour publish`: figures that everybody may read, or a refusal that names the place."""

import csv
import dataclasses
import hashlib
import json
import pathlib
import re

import pytest
from django.core.management import CommandError

from candour.guard.models import Leaf
from candour.ops import session
from candour.oversight.publishing import folder, releasing, stored
from candour.stats.disclosure import protect
from candour.stats.disclosure.cells import Cell, Published, Release
from measures import registers

MADE = "2020-12-31-1"
FORCE = "westmoor-police"


def values(path: pathlib.Path) -> dict[tuple[str, str], str]:
    with path.open(newline="", encoding="utf-8") as file:
        return {(line["row"], line["column"]): line["value"] for line in csv.DictReader(file)}


def leaves(what: str) -> list[dict]:
    bodies = [json.loads(bytes(body)) for body in Leaf.objects.values_list("body", flat=True)]
    return [body for body in bodies if body["what"] == what]


def read(release: pathlib.Path) -> Release:
    return stored.parse((release / folder.CELLS).read_bytes())


@pytest.mark.scenario("SC-62", part="volumes and times")
def test_volumes_and_times_are_published_and_small_numbers_are_not(first):
    cases = values(first / FORCE / "units.csv")
    assert cases["All", "Cases"] in {"120", "125"}
    assert cases["Public", "Cases"] in {"75", "80", "85"}
    assert cases["Hotline", "Cases"] == ""
    assert cases["Crime side", "Cases"] == ""
    times = values(first / FORCE / "timeliness.csv")
    assert times["All", "Received"] in {"35", "40", "45"}
    assert int(times["All", "Half closed by"]) % 10 == 0
    assert times["All", "Nine in ten"] == ""


def test_the_release_is_logged_with_the_hash_of_its_manifest(released):
    digest = hashlib.sha256((released / folder.MANIFEST).read_bytes()).hexdigest()
    (leaf,) = leaves("oversight.publish_release")
    assert leaf["detail"] == {"release": MADE, "manifest": digest, "corrects": ""}


def test_every_file_is_in_the_manifest_as_it_is(first):
    said = json.loads((first / folder.MANIFEST).read_bytes())["files"]
    there = {str(path.relative_to(first)) for path in first.rglob("*") if path.is_file()}
    assert set(said) == there - {folder.MANIFEST}
    assert all(
        hashlib.sha256((first / name).read_bytes()).hexdigest() == digest
        for name, digest in said.items()
    )


def test_the_same_figures_published_again_read_the_same(first, publish, out):
    publish("release", "--as-of", "2020-12-31")
    again = read(out / folder.RELEASES / "2020-12-31-2")
    assert again.published == read(first).published


def test_with_another_key_some_count_reads_otherwise(first, publish, out, settings, tmp_path):
    settings.FIGURES_KEY = b"another key"
    other = tmp_path / "elsewhere"
    publish("release", "--as-of", "2020-12-31", "--out", str(other))
    found = read(out / folder.RELEASES / "2020-12-31-2")
    shown = [one.value for one in read(first).published]
    assert [one.value for one in found.published] != shown


def test_a_dry_run_writes_nothing(busy_force, publish, out):
    assert "Nothing was written" in publish("release", "--as-of", "2020-12-31", "--dry-run")
    assert not out.exists()
    assert leaves("oversight.publish_release") == []


def leaking(release: Release, *, earlier: object) -> Release:
    """Disclosure control as it must not be: it shows a remainder exactly."""
    whole = Cell(of="leak")
    shown = (
        Published(cell=whole, value=60, base=1),
        Published(cell=Cell(of="leak", part="complaint"), value=57, base=1),
        Published(cell=Cell(of="leak", part="other"), value=None),
    )
    split = dataclasses.replace(
        release.splits[0], of="leak", whole="", parts=("complaint", "other")
    )
    return dataclasses.replace(release, published=shown, splits=(split,))


def test_a_release_asked_of_spark_says_what_spark_needs(busy_force, publish, monkeypatch, tmp_path):
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(CommandError, match=r"candour\[spark\]|needs Java 17"):
        publish("release", "--engine", "spark")


@pytest.mark.scenario("SC-68", part="release gate")
def test_a_release_that_gives_a_small_number_away_is_refused_and_nothing_is_written(
    busy_force, publish, out, monkeypatch
):
    monkeypatch.setattr(protect, "protect", leaking)
    with pytest.raises(CommandError, match=r"3 to 3, closer than 10: leak; other"):
        publish("release", "--as-of", "2020-12-31")
    assert not out.exists()
    assert leaves("oversight.publish_release") == []


@pytest.mark.scenario("SC-68", part="release gate")
def test_what_came_in_between_two_releases_can_not_be_worked_out(first, busy_force, publish, out):
    officer = registers.person(serves=busy_force)
    registers.case(busy_force, received="2020-12-30", closed="2021-01-05", about=(officer,))
    publish("release", "--as-of", "2021-01-15")
    assert "2 releases are as published, and give no small number away" in publish("check")


def test_a_withdrawn_release_stays_in_the_history_with_the_reason(first, publish, out):
    publish("withdraw", MADE, "--why", "The register was incomplete.")
    assert "The register was incomplete." in (out / "history.html").read_text()
    assert "No release stands" in (out / "index.html").read_text()
    assert {path.name for path in first.iterdir()} == {
        folder.CELLS, folder.MANIFEST, "index.html",
    }  # fmt: skip
    assert [leaf["detail"] for leaf in leaves("oversight.withdraw_release")] == [{"release": MADE}]


@pytest.mark.scenario("SC-68", part="release gate")
def test_later_releases_are_checked_against_a_withdrawn_one(first, publish, out):
    publish("withdraw", MADE, "--why", "Wrong.")
    assert [one.name for one in folder.history(out)] == [MADE]
    assert folder.history(out)[0].published


def test_a_release_is_withdrawn_once_and_never_without_a_reason(first, publish):
    with pytest.raises(CommandError, match="Say why"):
        publish("withdraw", MADE, "--why", " ")
    publish("withdraw", MADE, "--why", "Wrong.")
    with pytest.raises(CommandError, match="No release of that name stands"):
        publish("withdraw", MADE, "--why", "Wrong.")


def test_a_correction_takes_the_place_of_the_release_it_corrects(first, publish, out):
    said = ("--corrects", MADE, "--why", "One source was missing.")
    publish("release", "--as-of", "2020-12-31", *said)
    assert "2020-12-31-2" in (out / "index.html").read_text()
    assert "One source was missing." in (out / "history.html").read_text()
    assert "corrected: One source was missing." in publish("list")


def test_a_changed_number_is_found(first, publish):
    path = first / FORCE / "units.csv"
    published = path.read_text()
    changed = re.sub(r"\d", lambda one: str((int(one[0]) + 5) % 10), published, count=1)
    assert changed != published
    path.write_text(changed)
    with pytest.raises(CommandError, match=rf"{MADE}: {FORCE}/units.csv is not what was published"):
        publish("check")


def test_whoever_has_the_folder_can_check_it_without_a_database():
    assert not session.needs_database(noun="publish", arguments=("check", "--out", "figures"))
    assert session.needs_database(noun="publish", arguments=("release",))


def test_changed_cells_stop_the_next_release(first, publish, out):
    (first / folder.CELLS).write_bytes(b"{}")
    with pytest.raises(CommandError, match="are not what was published"):
        publish("release", "--as-of", "2020-12-31")


def test_a_line_taken_out_of_the_list_is_found(first, publish, out):
    publish("withdraw", MADE, "--why", "Wrong.")
    lines = json.loads((out / folder.LIST).read_text())
    (out / folder.LIST).write_text(json.dumps(lines[1:]))
    with pytest.raises(CommandError, match="doesn't follow the line before it"):
        publish("check")


def test_without_its_key_nothing_is_published(busy_force, publish, settings):
    settings.FIGURES_KEY = b""
    with pytest.raises(CommandError, match=r"figures\.key is missing"):
        publish("release", "--as-of", "2020-12-31")


@pytest.mark.parametrize(
    ("on", "until"),
    [("2026-06-30", "2026-06-30"), ("2026-06-29", "2026-03-31"), ("2026-01-01", "2025-12-31")],
)
def test_figures_end_with_the_last_quarter_that_is_over(on, until):
    assert releasing.quarter_end(registers.day(on)) == registers.day(until)


def test_two_forces_of_one_name_have_pages_of_their_own(busy_force, publish, out):
    other = registers.force()
    registers.case(other, received="2019-05-01", about=(None,))
    publish("release", "--as-of", "2020-12-31")
    made = out / folder.RELEASES / MADE
    found = {name: (made / name / "units.csv").is_file() for name in (FORCE, f"{FORCE}-2")}
    assert found == {FORCE: True, f"{FORCE}-2": True}
    both = {values(made / name / "units.csv")["All", "Cases"] for name in found}
    assert "" in both
    assert len(both) == 2


def test_a_body_without_a_case_has_no_page(busy_force, publish, out):
    registers.force("Staff Association")
    publish("release", "--as-of", "2020-12-31")
    assert not (out / folder.RELEASES / MADE / "staff-association").exists()
