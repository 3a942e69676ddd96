"""What reporters answered is published of whole forces, rounded, and never where it is small."""

import pytest

from candour.oversight.publishing import releasing
from candour.oversight.scopes import ForceOnly, NotBelowForce, OfUnit
from candour.stats.disclosure import protect
from measures.told.reporter_worlds import AS_OF, Told

KEY = bytes(range(32))
ANSWERS = {"answers", "confidence", "discouragement", "followed", "victimisation"}
RECEIVED = "2020-03-01"


def answered(*, yes: int, no: int, unhappy: int) -> Told:
    """Reports of one force: those told not to report, those badly treated, those not confident."""
    world = Told()
    world.case(None, received="2020-02-01")
    for number in range(yes + no):
        report = world.report(received=RECEIVED, state="closed")
        if number < no:
            world.told(report, "not_discouraged", "start", received=RECEIVED)
        world.told(report, "written_to", received=RECEIVED, after=9 if number % 2 else 90)
        world.told(
            report, "check_in", "actual" if number < unhappy else "neither", received=RECEIVED
        )
        world.followed(report, "linked" if number < unhappy else "not_linked", received=RECEIVED)
        world.told(report, "confidence", "1" if number < unhappy else "5", received=RECEIVED)
    for _ in range(yes):
        matter = world.report(received=RECEIVED, route="handling", is_reachable=False)
        world.told(matter, "discouraged", "start", received=RECEIVED, after=0)
    return world


def pages(world: Told, under) -> dict[str, releasing.Page]:
    prepared = releasing.prepare(
        register=world.register(under, as_of=AS_OF), name="2020-12-31-1", key=KEY, earlier=()
    )
    return {page.entry.name: page for page in prepared.pages if page.entry.name in ANSWERS}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    world = answered(yes=31, no=49, unhappy=24)
    return pages(world, tmp_path_factory.mktemp("answers"))


def row(page: releasing.Page) -> tuple[float | None, ...]:
    return page.tables[0].rows[0].values


@pytest.mark.scenario("SC-62", part="answers and reporting")
def test_answers_and_reporting_are_published_close_to_the_truth(found):
    truth = {"answers": 40, "discouragement": 31, "victimisation": 24, "confidence": 56}
    truth["followed"] = 24
    assert set(found) == ANSWERS
    for name, yes in truth.items():
        total, count, share = row(found[name])
        assert (abs(total - 80) < 5, abs(count - yes) < 5) == (True, True)
        assert (total % 5, count % 5) == (0, 0)
        assert share == pytest.approx(yes / 80, abs=0.1)


@pytest.mark.scenario("SC-76", part="published")
def test_whether_people_would_report_again_is_published_in_plain_words(found):
    total, count, _ = row(found["confidence"])
    assert found["confidence"].headline == (
        f"There are about {total} answers to the question whether they would report again in this"
        f" period; about {count} of them say that they would."
    )


@pytest.mark.scenario("SC-62", part="answers and reporting")
def test_what_was_decided_of_what_followed_is_published_in_plain_words(found):
    total, count, _ = row(found["followed"])
    assert found["followed"].headline == (
        f"There are about {total} reports of which what followed was decided by a named person in"
        f" this period; about {count} of them have something that was decided to belong to them."
    )
    assert "nor are those whose reporter one person keeps" in str(found["followed"].tables[0])


@pytest.mark.parametrize("unhappy", [0, 3, 77])
def test_few_that_belong_to_their_report_are_not_published(tmp_path, unhappy):
    page = pages(answered(yes=31, no=49, unhappy=unhappy), tmp_path)["followed"]
    total, count, share = row(page)
    assert share is None
    assert total is None or count is None


@pytest.mark.parametrize(("yes", "no"), [(6, 74), (3, 77), (77, 3), (0, 80)])
def test_few_of_one_answer_are_neither_published_nor_left_to_be_worked_out(tmp_path, yes, no):
    found = pages(answered(yes=yes, no=no, unhappy=24), tmp_path)
    total, count, share = row(found["discouragement"])
    # Either the part or the whole is left out: both together would tell the other answer.
    assert share is None
    assert total is None or count is None


def test_where_too_few_answered_it_says_so(tmp_path):
    found = pages(answered(yes=2, no=5, unhappy=1), tmp_path)
    assert {row(page) for page in found.values()} == {(None, None, None)}
    assert found["victimisation"].headline == (
        "There are too few reports whose reporter said how they fare to publish how many."
    )


@pytest.mark.parametrize(
    "of", [ForceOnly.DISCOURAGEMENT, ForceOnly.VICTIMISATION, ForceOnly.CONFIDENCE, ForceOnly.ROUTE]
)
def test_none_of_it_can_be_written_down_below_the_level_of_a_force(of):
    with pytest.raises(NotBelowForce):
        OfUnit(by=(of,))
    used = {one for name in ANSWERS for one in releasing.entries()[name].scope.by}
    assert of in used


def test_two_releases_of_the_same_answers_pass_the_gate_together(tmp_path):
    register = answered(yes=31, no=49, unhappy=24).register(tmp_path)
    first = releasing.prepare(register=register, name="1", key=KEY, earlier=())
    again = releasing.prepare(register=register, name="2", key=KEY, earlier=(first.release,))
    protect.gate(release=again.release, earlier=(first.release,))
    assert again.release.published == first.release.published
