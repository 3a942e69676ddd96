"""What a leaf holds of every look, write and disclosure: who, when, why and to whom."""

import datetime
import json

import pytest

import story
from candour.cases.actions.write_to_reporter import write_to_reporter
from candour.cases.queries import head
from candour.guard import permissions
from candour.guard.log import leaves, section_62
from candour.guard.models import Leaf
from candour.law.policies.personal_data import LOGGED
from cast import NOW


def leaves_about(file) -> list[dict]:
    bodies = [json.loads(bytes(body)) for (body,) in Leaf.objects.values_list("body")]
    return [body for body in bodies if body.get("file") == str(file)]


@pytest.fixture
def handled(world, as_role):
    """A case that was recorded, looked at and written about to its reporter."""
    sent = story.reported(world, as_role)
    file = story.record(world, as_role, report=sent.file).file
    desk = story.actor("desk")
    with as_role("casework", actor=desk.account):
        head.case_head(file=file, by=desk, at=NOW)
        write_to_reporter(file=file, text="We have begun.", counts_as="message", by=desk, at=NOW)
    return file, desk


@pytest.mark.scenario("SC-22", part="who-when-why")
def test_every_leaf_about_a_case_says_who_when_and_why(handled):
    file, desk = handled
    moment = NOW.astimezone(datetime.UTC).isoformat(timespec="milliseconds")
    found = leaves_about(file)
    assert {leaf["kind"] for leaf in found} >= {"read", "write"}
    assert {leaf["by"]["account"] for leaf in found} == {str(desk.account_id)}
    assert {leaf["by"]["organisation"] for leaf in found} == {str(desk.organisation_id)}
    assert {leaf["at"] for leaf in found} == {moment}
    assert [leaf["what"] for leaf in found if not leaf["why"]] == []


@pytest.mark.scenario("SC-22", part="who-when-why")
def test_a_disclosure_says_to_whom(handled):
    file, _ = handled
    told = [one for one in leaves_about(file)
            if one["kind"] == "write" and one["what"] in section_62.DISCLOSURES]  # fmt: skip
    assert {one["what"] for one in told} >= {"cases.write_to_reporter"}
    assert [one["recipients"] for one in told] == [["reporter"]] * len(told)


@pytest.mark.scenario("SC-22", part="who-when-why")
@pytest.mark.parametrize("what", sorted(section_62.DISCLOSURES))
def test_no_step_that_discloses_can_leave_out_to_whom(world, what):
    entry = leaves.Entry(kind="write", what=what, why="A letter")
    with pytest.raises(section_62.NoRecipients):
        leaves.append(entry=entry, by=story.actor("desk"), at=NOW)


@pytest.mark.scenario("SC-22", part="who-when-why")
def test_each_consultation_says_why_when_and_who(handled):
    bodies = [json.loads(bytes(body)) for (body,) in Leaf.objects.values_list("body")]
    looks = [one for one in bodies if one.get("kind") in {"read", "key", "denied"}]
    lacking = [one["what"] for one in looks if not (one["why"] and one["at"] and _who(one))]
    assert looks
    assert lacking == []


@pytest.mark.scenario("SC-22", part="who-when-why")
@pytest.mark.parametrize("row", LOGGED, ids=lambda row: row.code)
def test_each_field_that_section_62_asks_for_is_in_the_leaf_of_a_look_and_of_a_letter(handled, row):
    file, _ = handled
    found = leaves_about(file)
    of = {
        "consultation": [one for one in found if one["kind"] == "read"],
        "disclosure": [one for one in found if one["what"] == "cases.write_to_reporter"],
    }.get(row.code, found)
    lacking = [(one["what"], field) for one in of for field in row.says
               if not _says(one, section_62.FIELDS[field])]  # fmt: skip
    assert of
    assert lacking == []


def test_each_operation_that_section_62_names_has_a_kind_of_leaf():
    said = " ".join(section_62.OPERATIONS.values())
    assert [row.code for row in LOGGED if row.code not in said] == []


def test_every_step_that_discloses_is_there_and_every_kind_of_leaf_is_explained(handled):
    every = permissions.table().keys()
    kinds = {json.loads(bytes(body)).get("kind") for (body,) in Leaf.objects.values_list("body")}
    assert section_62.DISCLOSURES.keys() - every == {"intake.release_part"} - every
    assert {kind for kind in kinds if kind} - section_62.OPERATIONS.keys() <= {
        "submission",
        "cover",
    }


def _says(leaf: dict, field: str) -> bool:
    return bool(_who(leaf) if field == "by" else leaf[field])


def _who(leaf: dict) -> str | None:
    return leaf["by"]["account"] or leaf["by"]["service"]
