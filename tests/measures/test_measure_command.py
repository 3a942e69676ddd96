"""`candour measure`: figures on the command line, with all that makes them figures."""

import json
import pathlib

import pytest
import registers
from django.core.management import CommandError, call_command

from candour.guard.models import Leaf
from candour.measures import running
from candour.measures.models import Figure

DEFINITION = {
    "stage", "numerator", "denominator", "unit", "basis", "missing", "method", "references",
}  # fmt: skip
TABLE = {"name", "title", "definition", "heading", "columns", "rows", "missing", "notes"}
RESULT = {
    "question", "limits", "measure", "parameters", "organisation", "snapshot", "manifest_sha256",
    "tables", "curves",
}  # fmt: skip
ASKED = ("--as-of", "2020-12-31", "--from", "2019-01-01", "--to", "2019-12-31")

OURS = ("--force", "Westmoor Police")


@pytest.fixture(autouse=True)
def data(settings, tmp_path: pathlib.Path) -> pathlib.Path:
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def two_cases(force):
    officer = registers.person(serves=force)
    registers.case(force, received="2019-05-01", closed="2019-05-31", about=(officer,))
    registers.case(force, received="2019-06-01", about=(officer,))
    return force


@pytest.fixture
def measure(as_role, capsys):
    """Run the command as the role of the command line and return what it prints."""

    def run(*words: str) -> str:
        with as_role("worker"):
            call_command("measure", *words)
        return capsys.readouterr().out

    return run


def table(said: dict, name: str) -> dict:
    return next(one for one in said["tables"] if one["name"] == name)


@pytest.mark.parametrize(
    "name",
    ["timeliness", "outcomes", "repeaters", "uplift", "units", "receipt", "findings", "workforce",
     "dismissals", "reports_before", "channels", "chases", "confidence", "discouragement",
     "former_officers", "referrals", "reviews", "suspended_days", "victimisation",
     "word_against_word"],
)  # fmt: skip
def test_the_json_of_every_measure_carries_the_whole_definition(two_cases, measure, name):
    said = json.loads(measure("run", name, *ASKED, "--json"))
    assert set(said) == RESULT
    assert said["parameters"] == {
        "as_of": "2020-12-31", "from": "2019-01-01", "to": "2019-12-31", "organisation": "",
        "by": "",
    }  # fmt: skip
    assert [one["name"] for one in said["tables"] if set(one) != TABLE] == []
    assert [one["name"] for one in said["tables"] if set(one["definition"]) != DEFINITION] == []
    values = [v for one in said["tables"] for row in one["rows"] for v in row["values"]]
    assert {frozenset(value) for value in values} == {
        frozenset({"value", "low", "high", "note"})
    }  # fmt: skip
    shares = [one for t in said["tables"] for one in t["missing"]]
    assert {frozenset(one) for one in shares} == {frozenset({"what", "count", "total", "share"})}


def test_a_figure_of_one_force_is_asked_for_by_its_name(two_cases, measure):
    other = registers.force("Eastmoor Police")
    registers.case(other, received="2019-05-01")
    said = json.loads(measure("run", "timeliness", *ASKED, "--force", "eastmoor police", "--json"))
    assert said["organisation"] == "Eastmoor Police"
    assert table(said, "states")["rows"][0]["values"][0]["value"] == 1


def test_a_figure_asked_of_spark_says_what_spark_needs(two_cases, measure, monkeypatch, tmp_path):
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(CommandError, match=r"candour\[spark\]|needs Java 17"):
        measure("run", "units", *ASKED, "--engine", "spark")


def test_a_figure_can_be_grouped(two_cases, measure):
    said = json.loads(measure("run", "timeliness", *ASKED, *OURS, "--by", "kind", "--json"))
    assert [row["label"] for row in table(said, "states")["rows"]] == ["All", "Complaint"]


def test_the_text_holds_every_table_with_its_definition(two_cases, measure):
    said = measure("run", "timeliness", *ASKED, *OURS)
    assert "  All           2     1       1                         0" in said
    assert said.count("As known at the end of: 31 December 2020") == 6
    assert said.count("Window: 1 January 2019 to 31 December 2019") == 6
    assert "It is wrong as a measure of speed" in said
    assert "What this can't say" in said
    assert "Missing: cases closed at an unknown day: 0 of 2 (0.0%)" in said


def test_the_snapshot_of_a_day_is_taken_once_and_used_again(two_cases, measure, data):
    first = json.loads(measure("run", "units", *ASKED, "--json"))
    again = json.loads(measure("run", "timeliness", *ASKED, "--json"))
    assert first["snapshot"] == again["snapshot"]
    assert [folder.name for folder in (data / "register").iterdir()] == [first["snapshot"]]


def test_a_snapshot_can_be_named_and_then_gives_the_day(two_cases, measure, data):
    folder = measure("snapshot", "--as-of", "2020-06-30").splitlines()[0]
    said = json.loads(measure("run", "units", "--snapshot", folder, "--json"))
    assert said["parameters"]["as_of"] == "2020-06-30"
    assert said["parameters"]["to"] == "2020-06-30"
    assert said["parameters"]["from"] == "2011-07-01"


def test_every_run_is_in_the_log(two_cases, measure):
    measure("run", "units", *ASKED)
    bodies = [bytes(body) for body in Leaf.objects.values_list("body", flat=True)]
    runs = [json.loads(body) for body in bodies if b'"measures.run"' in body]
    assert [(leaf["kind"], leaf["by"]["service"]) for leaf in runs] == [("read", "command line")]


def test_the_list_names_every_measure(db, measure):
    assert [line.split()[0] for line in measure("list").splitlines()] == [
        "channels", "chases", "confidence", "discouragement", "dismissals", "findings",
        "former_officers", "funnel", "ladder", "outcomes", "receipt", "referrals", "repeaters",
        "reports_before", "reviews", "suspended_days", "timeliness", "units", "uplift",
        "victimisation", "word_against_word", "workforce",
    ]  # fmt: skip
    assert [one["name"] for one in json.loads(measure("list", "--json"))] == [
        "channels", "chases", "confidence", "discouragement", "dismissals", "findings",
        "former_officers", "funnel", "ladder", "outcomes", "receipt", "referrals", "repeaters",
        "reports_before", "reviews", "suspended_days", "timeliness", "units", "uplift",
        "victimisation", "word_against_word", "workforce",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("run", "speed", *ASKED), "There is no measure 'speed'; there are channels,"),
        (("run", "units"), "Say as of which day"),
        (("run", "units", "--as-of", "2020-13-01"), "2020-13-01 is not a day"),
        (("run", "units", "--as-of", "yesterday"), "yesterday is not a day"),
        (
            ("run", "units", "--as-of", "2020-12-31", "--from", "2020-02-01", "--to", "2020-01-01"),
            "--from must not come after --to",
        ),
        (
            ("run", "units", "--as-of", "2020-12-31", "--to", "2021-01-01"),
            "must not reach past the day",
        ),
        (("run", "units", "--as-of", "2199-01-01"), "lies ahead"),
        (("run", "units", "--as-of", "1999-01-01"), "holds no case received by 1999-01-01"),
        (("run", "repeaters", *ASKED, "--by", "kind"), "repeaters can be grouped by nothing"),
        (("run", "units", *ASKED, "--force", "Atlantis Police"), "no organisation of that name"),
        (("run", "units", "--snapshot", "/nowhere"), "holds no snapshot of the register"),
    ],
)
def test_a_mistake_is_answered_with_one_sentence(two_cases, measure, words, said):
    with pytest.raises(CommandError) as refused:
        measure(*words)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_snapshot_of_another_day_is_refused(two_cases, measure):
    folder = measure("snapshot", "--as-of", "2020-06-30").splitlines()[0]
    with pytest.raises(CommandError, match="as of 2020-06-30"):
        measure("run", "units", *ASKED, "--snapshot", folder)


def test_a_refresh_says_what_it_kept(two_cases, measure):
    said = measure("refresh", "--as-of", "2020-12-31")
    kept = Figure.objects.count()
    assert said.startswith(f"{kept} figures of ")
    assert said.strip().endswith("as of 2020-12-31")
    assert Figure.objects.filter(organisation_id=two_cases).count() == len(running.entries())


def test_a_refresh_if_due_is_done_once(two_cases, measure):
    assert "figures of" in measure("refresh", "--if-due")
    assert measure("refresh", "--if-due").strip() == "The figures are up to date."
