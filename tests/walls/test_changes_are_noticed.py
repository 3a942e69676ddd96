"""Whatever changes about people, whoever writes it, is drawn in the worker's next rounds."""

import datetime

import pytest

from candour.access.actions import redraw_changed_walls
from candour.access.models import ChangedPerson, DueFile, Involvement
from candour.guard.models import Account, Leaf, Wall
from candour.ops import work
from candour.people.models import Association, CourseAttendance, Posting
from cast import NOW

HOLDER = "external-investigator"


@pytest.fixture
def subject(world):
    """A subject of a case, whom no wall keeps the holder from yet; nothing waits."""
    ChangedPerson.objects.all().delete()
    DueFile.objects.all().delete()
    known = Involvement.objects.filter(role="subject").exclude(
        file_id__in=Wall.objects.filter(account_id=world.accounts[HOLDER]).values("file_id")
    )
    return known.order_by("id").first().person_id


@pytest.fixture
def holder(world):
    return Account.objects.get(username=HOLDER).person_id


def rounds(as_role) -> int:
    with as_role("worker"):
        return work.redraw(at=NOW)


def walled(world) -> set[str]:
    return set(Wall.objects.filter(account_id=world.accounts[HOLDER]).values_list(
        "because", flat=True))  # fmt: skip


def post_beside(subject, holder) -> Posting:
    own = Posting.objects.filter(person_id=subject).order_by("-from_on").first()
    Posting.objects.filter(id=own.id).update(until_on=None)
    return Posting.objects.create(person_id=holder, unit_id=own.unit_id, from_on=NOW.date())


def test_a_posting_that_anybody_writes_draws_its_walls_in_the_next_round(
    world, as_role, subject, holder
):
    post_beside(subject, holder)

    rounds(as_role)

    assert "shared_unit" in walled(world)
    assert not redraw_changed_walls.is_owed()


def test_a_posting_that_is_corrected_or_taken_away_takes_its_walls_away(
    world, as_role, subject, holder
):
    posting = post_beside(subject, holder)
    rounds(as_role)

    posting.delete()
    rounds(as_role)

    assert "shared_unit" not in walled(world)


def test_an_end_before_the_other_came_takes_the_wall_away(world, as_role, subject, holder):
    posting = post_beside(subject, holder)
    rounds(as_role)
    early = datetime.date(NOW.year - 20, 1, 1)

    Posting.objects.filter(id=posting.id).update(from_on=early, until_on=early)
    rounds(as_role)

    assert "shared_unit" not in walled(world)


def test_a_tie_that_was_discovered_is_drawn(world, as_role, subject, holder):
    Association.objects.create(
        person_id=subject, other_id=holder, kind="friend", known_by="discovered",
        found_in="a telephone that was searched",
    )  # fmt: skip

    rounds(as_role)

    assert "discovered_association" in walled(world)


def test_a_course_is_drawn(world, as_role, subject, holder):
    for person in (subject, holder):
        CourseAttendance.objects.create(
            person_id=person, run="FA-9", from_on=NOW.date(),
            organisation_id=world.organisations["Northfold Police"],
        )  # fmt: skip

    rounds(as_role)

    assert "shared_course" in walled(world)


def test_an_account_that_is_given_to_a_subject_is_walled(world, as_role, subject):
    Account.objects.filter(username=HOLDER).update(person_id=subject)

    rounds(as_role)

    assert "is_subject" in walled(world)


def test_a_sign_in_is_no_such_change(world, as_role, subject):
    account = Account.objects.get(username=HOLDER)
    account.last_login = NOW
    account.save()

    assert not ChangedPerson.objects.exists()


def test_nothing_changed_leaves_no_leaf(world, as_role, subject):
    before = Leaf.objects.count()

    assert rounds(as_role) == 0
    assert Leaf.objects.count() == before


def test_a_round_is_bounded_and_the_rest_waits(world, as_role, subject, holder, monkeypatch):
    monkeypatch.setattr(redraw_changed_walls, "MOST_FILES", 1)
    for file in Involvement.objects.values_list("file_id", flat=True).distinct()[:3]:
        DueFile.objects.create(file_id=file)

    drawn = [rounds(as_role) for _ in range(4)]

    assert drawn == [1, 1, 1, 0]


def test_the_walls_of_a_person_are_drawn_on_the_other_files_of_a_new_subject(
    world, as_role, subject
):
    known = Involvement.objects.filter(person_id=subject).values("file_id")
    other = Involvement.objects.exclude(file_id__in=known).first()

    Involvement.objects.create(
        file_id=other.file_id, organisation_id=other.organisation_id, person_id=subject,
        role="subject",
    )  # fmt: skip

    assert ChangedPerson.objects.filter(person_id=subject).exists()
