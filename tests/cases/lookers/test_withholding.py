"""Looks are withheld under a harm test: at once, reviewed by a second person, never for good."""

import datetime
import uuid

import pytest

import story
from candour import clock
from candour.cases.lookers.actions import review_withholding as reviewing
from candour.cases.models import Withholding, WithholdingReview
from candour.intake.mailboxes import looks


@pytest.fixture
def sent(world, as_role, settings) -> story.Sent:
    settings.SEAL_SECONDS = 5
    return story.reported(world, as_role)


@pytest.fixture
def case(world, as_role, sent) -> uuid.UUID:
    return story.record(world, as_role, report=sent.file).file


def shown(as_role, sent: story.Sent, *, days: int = 0) -> list[str]:
    on = clock.today() + datetime.timedelta(days=days)
    with as_role("report"):
        return [str(one) for one in looks.looked(keys=sent.keys, on=on).people]


@pytest.fixture
def before(visit, as_role, sent, case) -> list[str]:
    """What she is shown before the look that is to be withheld."""
    shown_before = shown(as_role, sent)
    visit("desk-two").get(f"/cases/{case}/")
    return shown_before


@pytest.fixture
def withheld(visit, case, before, account_of) -> Withholding:
    end = clock.today() + datetime.timedelta(days=60)
    visit("authority").post(
        f"/cases/{case}/looks/withhold/",
        {
            "looker": str(account_of("desk-two")),
            "ground": "covert_inquiry",
            "why": "The subject's friend would hear of it.",
            "review_on_day": str(end.day),
            "review_on_month": str(end.month),
            "review_on_year": str(end.year),
        },
    )
    return Withholding.objects.get()


def of_the_desk(entries: list[str]) -> list[str]:
    return [one for one in entries if "desk_reader" in one and "read_case" in one]


@pytest.mark.scenario("SC-26", part="withheld")
def test_her_page_reads_exactly_as_if_the_look_had_not_been(as_role, sent, before, withheld):
    now = shown(as_role, sent)

    assert of_the_desk(now) == of_the_desk(before)


@pytest.mark.scenario("SC-26", part="withheld")
@pytest.mark.parametrize(("days", "is_shown"), [(7, False), (8, True)])
def test_without_a_second_person_it_is_shown_again_after_seven_days(
    as_role, sent, before, withheld, days, is_shown
):
    later = shown(as_role, sent, days=days)

    assert (of_the_desk(later) != of_the_desk(before)) is is_shown


@pytest.mark.scenario("SC-26", part="withheld")
@pytest.mark.parametrize(("days", "is_shown"), [(60, False), (61, True)])
def test_upheld_by_a_second_person_it_stands_until_its_end(
    visit, as_role, sent, before, withheld, days, is_shown
):
    path = f"/cases/{withheld.file_id}/looks/{withheld.id}/"
    visit("desk").post(path, {"upheld": "yes"})
    later = shown(as_role, sent, days=days)

    assert WithholdingReview.objects.get().is_upheld
    assert (of_the_desk(later) != of_the_desk(before)) is is_shown


@pytest.mark.scenario("SC-26", part="withheld")
def test_undone_by_a_second_person_it_is_shown_at_once(visit, as_role, sent, before, withheld):
    visit("desk").post(f"/cases/{withheld.file_id}/looks/{withheld.id}/", {"upheld": "no"})

    assert of_the_desk(shown(as_role, sent)) != of_the_desk(before)


@pytest.mark.scenario("SC-26", part="withheld")
@pytest.mark.parametrize("username", ["authority", "desk-two"])
def test_neither_who_decided_nor_who_looked_reviews_it(world, as_role, withheld, username):
    by = story.actor(username)
    with as_role("casework", actor=by.account), pytest.raises(reviewing.NotASecondPerson):
        reviewing.review_withholding(
            file=withheld.file_id, withholding=withheld.id, is_upheld=True, by=by, at=clock.now()
        )


def test_a_harm_test_without_ground_reason_or_end_withholds_nothing(visit, case, before):
    answered = visit("authority").post(f"/cases/{case}/looks/withhold/", {"go": "save"})

    assert len(answered.errors) == 4
    assert not Withholding.objects.exists()


def test_the_pages_name_the_provisions_and_that_nobody_checked_them(visit, case, withheld):
    form = visit("authority").get(f"/cases/{case}/looks/withhold/")
    listed = visit("authority").get(f"/cases/{case}/looks/")
    review = visit("desk").get(f"/cases/{case}/looks/{withheld.id}/")

    rests_on = "Data Protection Act 2018, s 44(4)(a), s 44(4)(b), s 45(4)(a), s 45(4)(b)"
    assert all(f"{rests_on}. Not checked: ask a lawyer" in one.text for one in (form, listed))
    assert rests_on in review.text
