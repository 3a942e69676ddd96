"""The crime side's files: forms, bad rows, dry runs, repeats, and runs that broke off."""

import json
import re

import crimes
import pytest

from candour.cases.models import CrimeItem, CrimeRecord
from candour.guard.models import Leaf
from candour.imports.actions.run_import import Request, run_import
from candour.imports.source import CannotRead
from candour.imports.sources import crime
from cast import NOW

pytestmark = pytest.mark.usefixtures("force", "worker")


@pytest.mark.parametrize("name", ["feed.csv", "feed.jsonl"])
def test_both_forms_say_the_same(tmp_path, name):
    report = crimes.take(crimes.write(tmp_path, crimes.of_subject(), name=name))
    assert crimes.counted(report) == (1, 0, 0)
    assert crimes.case_of().source == "crime_side"


def test_the_same_file_again_changes_nothing(tmp_path):
    path = crimes.write(tmp_path, crimes.of_subject(), {**crimes.of_subject("A2"), "number": "1"})
    crimes.take(path)
    held = (CrimeRecord.objects.count(), CrimeItem.objects.count())
    assert crimes.counted(crimes.take(path)) == (0, 2, 0)
    assert (CrimeRecord.objects.count(), CrimeItem.objects.count()) == held


def test_a_nightly_file_that_repeats_and_adds_brings_only_what_is_new(tmp_path):
    crimes.take(crimes.write(tmp_path, crimes.of_subject()))
    later = crimes.write(tmp_path, crimes.of_subject(), crimes.of_subject("A2"), name="b.csv")
    assert crimes.counted(crimes.take(later)) == (1, 1, 0)


def test_a_dry_run_keeps_nothing(tmp_path):
    report = crimes.take(crimes.write(tmp_path, crimes.of_subject()), is_dry=True)
    assert crimes.counted(report) == (1, 0, 0)
    assert not CrimeRecord.objects.exists()


BAD = {
    "B1": {"kind": "rumour"},
    "B2": {"happened_on": "last week"},
    "B3": {"happened_on": "2199-01-01"},
    "B4": {"kind": "civil_order"},
    "B5": {"civil_order": "dvpn"},
    "B6": {"offence": "murder"},
    "B7": {"number": "", "given": "", "family": ""},
    "B8": {"text": "x" * 20_001},
    "B9": {"serves": "perhaps"},
    "": {},
    "EXAMPLE": {},
}


def test_bad_rows_are_named_with_their_reasons_and_stop_no_good_one(tmp_path):
    bad = [{**crimes.of_subject(ref), **changes} for ref, changes in BAD.items()]
    report = crimes.take(crimes.write(tmp_path, *bad, crimes.of_subject("GOOD")))
    assert crimes.counted(report) == (1, 0, len(BAD))
    assert crimes.case_of("GOOD")
    lines = crimes.rejects(report)
    assert len(lines) == len(BAD)
    assert lines[0] == "crime,1,Not one of the codes documented for this column,kind"
    secret = crimes.known()
    assert not any(secret["family"] in line or crimes.WORDS in line for line in lines)


def test_lines_that_are_no_json_objects_are_refused_one_by_one(tmp_path):
    path = tmp_path / "feed.jsonl"
    good = json.dumps(crimes.of_subject())
    path.write_bytes(
        b"[1]\nnonsense\n\n" + good.encode() + b'\n{"colour": "red"}\n{"text": [1]}\n\xff\n'
    )
    report = crimes.take(path)
    assert crimes.counted(report) == (1, 0, 5)
    assert dict(report.counts.rejected) == {
        "not_json": 3, "unknown_column": 1, "wrong_encoding": 1
    }  # fmt: skip


def test_a_row_that_an_earlier_file_told_otherwise_is_refused(tmp_path):
    crimes.take(crimes.write(tmp_path, crimes.of_subject()))
    other = crimes.of_subject(crime_reference="CR/2")
    report = crimes.take(crimes.write(tmp_path, other, name="b.csv"))
    assert dict(report.counts.rejected) == {"contradicts_earlier_row": 1}


def test_two_rows_of_one_key_in_a_file_are_one(tmp_path):
    report = crimes.take(crimes.write(tmp_path, crimes.of_subject(), crimes.of_subject()))
    assert dict(report.counts.rejected) == {"same_key": 1}


def test_a_file_without_a_column_is_refused_as_a_whole(tmp_path):
    path = tmp_path / "feed.csv"
    path.write_text("record_reference,kind\nA1,arrest\n", encoding="utf-8")
    with pytest.raises(CannotRead, match="lacks the column"):
        crimes.take(path)


def test_a_run_that_broke_off_goes_on_where_it_stopped(tmp_path):
    path = crimes.write(tmp_path, *(crimes.of_subject(f"A{number}") for number in range(4)))
    request = Request(source=crime.ENTRY, path=path, organisation=crimes.FORCE, batch_rows=2)

    def cut(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        run_import(request=request, by=crimes.BY, at=NOW, progress=cut)
    assert CrimeRecord.objects.count() == 2
    report = run_import(request=request, by=crimes.BY, at=NOW)
    assert report.is_resumed
    assert crimes.counted(report) == (4, 0, 0)
    assert CrimeRecord.objects.count() == 4


def test_no_leaf_of_the_log_holds_a_name_or_a_word_of_a_row(tmp_path):
    known = set(Leaf.objects.values_list("id", flat=True))
    rows = [crimes.of_subject(), {**crimes.of_subject("A2", serves=""), "number": ""}]
    crimes.take(crimes.write(tmp_path, *rows))
    bodies = b"".join(
        bytes(body) for body in Leaf.objects.exclude(id__in=known).values_list("body", flat=True)
    )
    secret = crimes.known()
    assert bodies
    for word in (secret["family"], secret["number"], secret["born_on"], "throat", "CR/1"):
        # The digits of a number stand in some hash or identifier by chance.
        alone = rb"(?<![0-9A-Za-z-])" + re.escape(word).encode() + rb"(?![0-9A-Za-z-])"
        assert not re.search(alone, bodies)
