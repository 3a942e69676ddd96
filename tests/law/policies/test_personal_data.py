"""What the Data Protection Act asks stands in rows that say where from, and how far checked."""

from candour.law import instruments
from candour.law.policies import looks
from candour.law.policies import personal_data as law
from candour.law.provisions import Verification


def test_the_act_is_among_the_instruments_that_are_cited():
    cited = {row.provision.instrument for row in (*law.TOLD, *law.LOGGED)}
    assert cited == {instruments.DATA_PROTECTION_ACT_2018}
    assert cited <= set(instruments.INSTRUMENTS)


def test_telling_and_access_are_restricted_on_the_same_five_grounds_in_the_same_order():
    telling = [row.telling.reference for row in law.RESTRICTIONS]
    access = [row.access.reference for row in law.RESTRICTIONS]
    assert telling == [f"s 44(4)({letter})" for letter in "abcde"]
    assert access == [f"s 45(4)({letter})" for letter in "abcde"]


def test_a_log_is_kept_of_six_operations_and_says_most_of_a_disclosure():
    says = {row.code: row.says for row in law.LOGGED}
    assert list(says) == [
        "collection", "alteration", "consultation", "disclosure", "combination", "erasure",
    ]  # fmt: skip
    assert set(says["disclosure"]) - set(says["consultation"]) == {law.RECIPIENTS}


def test_each_harm_for_which_looks_are_withheld_rests_on_a_restriction_of_the_act():
    resting = [row.rests_on for row in looks.GROUNDS]
    assert all(rows and set(rows) <= set(law.RESTRICTIONS) for rows in resting)


def test_what_was_not_read_is_marked_so():
    unread = (*law.TOLD, *law.RESTRICTIONS)
    assert {row.verification for row in unread} == {Verification.MEMORY}
    assert {row.verification for row in law.LOGGED} == {Verification.PARTIAL}
