"""HR's register: screened by readable rules; what may be about conduct waits sealed and walled."""

import re

import grievance_registers as registers
import pytest

from candour.cases.models import Grievance, GrievanceItem
from candour.core import grievances
from candour.guard.models import Account, File, Grant, Leaf, SealedItem
from candour.law.policies import grievances as policy
from cast import NOW

pytestmark = pytest.mark.usefixtures("force", "worker")


@pytest.fixture
def force(loaded, db, data_folder):
    """The invented force, whose secrets stay where they are."""
    return loaded


@pytest.mark.scenario("SC-29", part="screened")
def test_each_row_is_screened_and_only_what_may_be_conduct_waits(tmp_path):
    report = registers.take(
        registers.write(
            tmp_path,
            registers.about_subject("G1"),
            registers.row("G2", text="They called it a joke."),
            registers.row("G3"),
        )
    )
    assert registers.counted(report) == (3, 0, 0)
    assert dict(report.counts.written) == {"indicated": 1, "look": 1, "not_indicated": 1}
    results = dict(Grievance.objects.values_list("ref", "result"))
    assert results == {"G1": "indicated", "G2": "look", "G3": "not_indicated"}
    assert set(GrievanceItem.objects.values_list("ref", flat=True)) == {"G1", "G2"}


@pytest.mark.scenario("SC-29", part="two-working-days")
def test_what_waits_is_due_in_two_working_days_and_says_which_rules_found_it(tmp_path):
    registers.take(registers.write(tmp_path, registers.about_subject()))
    item = GrievanceItem.objects.get()
    assert item.due_on == grievances.due_on(screened_on=NOW.date())
    assert item.because == ["sexual", "explained_away"]
    assert item.told == ["sexual_misconduct"]


def test_nothing_of_what_indicates_nothing_is_kept_but_codes(tmp_path):
    sealed, files = SealedItem.objects.count(), File.objects.count()
    registers.take(registers.write(tmp_path, registers.row()))
    assert (SealedItem.objects.count(), File.objects.count()) == (sealed, files)


def test_clean_readers_of_the_desk_alone_can_open_what_waits(tmp_path):
    registers.take(registers.write(tmp_path, registers.about_subject()))
    file = GrievanceItem.objects.get().file_id
    granted = set(Grant.objects.filter(file_id=file).values_list("account_id", flat=True))
    names = set(Account.objects.filter(id__in=granted).values_list("username", flat=True))
    assert names == {"desk", "desk-two", "desk-three", "authority"}


def test_the_same_register_each_night_changes_nothing_and_a_changed_row_is_screened_anew(tmp_path):
    path = registers.write(tmp_path, registers.row("G1"), registers.row("G2"))
    registers.take(path)
    assert registers.counted(registers.take(path)) == (0, 2, 0)
    changed = registers.write(
        tmp_path, registers.row("G1", text=registers.GROPED), registers.row("G2"), name="b.csv"
    )
    assert registers.counted(registers.take(changed)) == (1, 1, 0)
    assert GrievanceItem.objects.get().ref == "G1"


def test_a_row_is_screened_again_under_new_rules(tmp_path, monkeypatch):
    path = registers.write(tmp_path, registers.row())
    registers.take(path)
    monkeypatch.setattr(
        "candour.cases.grievances.actions.record_grievance.RULES", f"{policy.RULES}-next"
    )
    assert registers.counted(registers.take(path)) == (1, 0, 0)


def test_bad_rows_are_named_and_stop_no_good_one(tmp_path):
    report = registers.take(
        registers.write(
            tmp_path,
            registers.row("B1", category="gossip"),
            registers.row("B2", received_on="soon"),
            registers.row(""),
            registers.about_subject("GOOD"),
        )
    )
    assert registers.counted(report) == (1, 0, 3)
    lines = report.rejects_file.read_text(encoding="utf-8")
    assert "Not one of the codes documented for this column" in lines
    assert "Ashgrovethwaite" not in lines


def test_a_dry_run_keeps_nothing(tmp_path):
    registers.take(registers.write(tmp_path, registers.about_subject()), is_dry=True)
    assert not Grievance.objects.exists()


def test_no_leaf_holds_a_name_or_a_word_of_a_grievance(tmp_path):
    known = set(Leaf.objects.values_list("id", flat=True))
    registers.take(registers.write(tmp_path, registers.about_subject()))
    bodies = b"".join(
        bytes(body) for body in Leaf.objects.exclude(id__in=known).values_list("body", flat=True)
    )
    assert bodies
    # A number may turn up inside a longer one, or inside the hexadecimal digits of a hash.
    for word in (rb"Ashgrovethwaite", rb"Marlow", rb"\b4471\b", rb"groped"):
        assert re.search(word, bodies) is None
