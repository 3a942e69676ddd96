"""The subject of a report sits on the receiving desk, looks everywhere, and learns nothing."""

from collections import Counter

import pytest

from cast import KEPT_OUT, SUBJECT
from walks import asking, walking

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

TAKEN = ("/copy/", "/original/")
NOTHING_TYPED = {"reason": "x", "kind": "complaint"}


@pytest.fixture
def addresses(walk):
    """Every address of the report and its case, as its readers' pages lead to them."""
    return [one for one in walking.addresses_of(walk) if not one.endswith(TAKEN)]


@pytest.fixture
def taken(walk):
    """The addresses from which a file is taken, which answer nobody who only asks."""
    return [one for one in walking.addresses_of(walk) if one.endswith(TAKEN)]


@pytest.fixture
def of_nothing(addresses):
    """The same addresses of what never was."""
    return [asking.elsewhere(path) for path in addresses]


@pytest.mark.scenario("SC-20", part="lists-and-search")
@pytest.mark.parametrize("stage", walking.STAGES[1:])
@pytest.mark.parametrize("part", KEPT_OUT)
def test_no_list_count_search_or_export_changes_at_any_stage(walk, part, stage):
    assert walk.looks[stage][part] == walk.looks["before"][part]


def test_a_reader_sees_the_case_on_the_lists_that_say_nothing_to_the_subject(walk):
    desk, subject = walk.sessions["desk"], walk.sessions[SUBJECT]
    search = f"/cases/?text={walk.handlers.reference}"

    assert walk.handlers.case in desk.get(search).body
    assert walk.handlers.case not in subject.get(search).body


@pytest.mark.parametrize("part", KEPT_OUT)
def test_a_search_for_the_exact_reference_finds_what_a_search_for_none_finds(walk, part):
    asker, reference = walk.sessions[part], walk.handlers.reference
    invented = "C-2222-2222"

    real = asker.get(f"/cases/?text={reference}")
    none = asker.get(f"/cases/?text={invented}")

    assert real.body.replace(reference, invented) == none.body


@pytest.mark.scenario("SC-20", part="export")
@pytest.mark.parametrize("part", KEPT_OUT)
def test_an_export_of_the_exact_reference_holds_the_titles_alone(walk, part):
    exported = walk.sessions[part].get(f"/cases/export/?text={walk.handlers.reference}")

    assert len(exported.body.splitlines()) == 1


def test_the_readers_pages_gave_every_kind_of_address(addresses, walk):
    kinds = {path.removeprefix(walk.handlers.case).split("/")[0] for path in addresses}

    assert len(addresses) >= 15
    assert kinds >= {"", "words", "screening", "severity", "referral", "allocation", "letters",
                     "outcome", "timeline"}  # fmt: skip
    assert {f"{walk.handlers.report}{step}/" for step in ("record", "answer")} <= {*addresses}
    assert {path.split("/")[1] for path in addresses} == {
        "attachments", "cases", "files", "reports",
    }  # fmt: skip


@pytest.mark.scenario("SC-20", part="indistinguishable")
@pytest.mark.parametrize("part", KEPT_OUT)
def test_every_exact_address_answers_byte_for_byte_as_what_never_was(
    walk, part, addresses, of_nothing
):
    asker = walk.sessions[part]

    hidden = [asker.get(path) for path in addresses]
    absent = [asker.get(path) for path in of_nothing]

    assert {one.status for one in hidden} == {404}
    assert hidden == absent


@pytest.mark.scenario("SC-20", part="desk")
@pytest.mark.parametrize("part", KEPT_OUT)
def test_nothing_can_be_recorded_or_decided_by_whoever_may_not_know(
    walk, part, addresses, of_nothing
):
    asker = walk.sessions[part]

    hidden = [asker.post(path, NOTHING_TYPED) for path in addresses]
    absent = [asker.post(path, NOTHING_TYPED) for path in of_nothing]

    assert {one.status for one in hidden} == {404}
    assert hidden == absent


@pytest.mark.parametrize("part", KEPT_OUT)
def test_no_file_is_given_to_whoever_may_not_know_of_it(walk, part, taken):
    asker = walk.sessions[part]

    hidden = [asker.post(path, {}) for path in taken]
    absent = [asker.post(asking.elsewhere(path), {}) for path in taken]

    assert {one.status for one in hidden} == {404}
    assert hidden == absent


@pytest.mark.scenario("SC-20", part="attempt-logged")
@pytest.mark.parametrize("part", KEPT_OUT)
def test_each_attempt_leaves_one_leaf_and_all_of_them_are_alike(
    walk, demonstration, part, addresses, of_nothing
):
    asker = walk.sessions[part]
    start = asking.denials(demonstration, part)

    for path in addresses:
        asker.get(path)
    hidden = asking.denials(demonstration, part) - start
    for path in of_nothing:
        asker.get(path)
    absent = asking.denials(demonstration, part) - start - hidden

    assert hidden == absent
    assert Counter(hidden).total() == len(addresses)


@pytest.mark.proof
@pytest.mark.parametrize("part", KEPT_OUT)
def test_an_answer_takes_no_longer_for_what_is_hidden(walk, part):
    hidden = walk.handlers.case

    ratio = asking.ratio_of_medians(walk.sessions[part], hidden, asking.elsewhere(hidden), times=30)

    assert 0.7 < ratio < 1.4
