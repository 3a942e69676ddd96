"""The channels: every contact in one place of one route, summed exactly and shown rounded."""

import csv
import datetime
import io
import re
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

import story
from candour.guard.models import Wall
from candour.guard.permissions import NotPermitted
from candour.intake.models import Report
from candour.oversight import rounding
from candour.oversight.queries import channels
from candour.oversight.tables import channels as tables
from cast import NOW
from oversight import lines

TODAY = NOW.date()
KEY = b"a key of this deployment"


@pytest.fixture
def count(as_role):
    """What an overseer counts of the routes to Northfold."""

    def counted(of: str = "oversight", on: datetime.date = TODAY) -> dict[str, channels.Channel]:
        by = story.actor(of)
        with as_role("oversight", actor=by.account):
            found = channels.channels(on=on, by=by, at=NOW)
        return {one.route: one for one in found if one.organisation == "Northfold Police"}

    return counted


def standing(channel: channels.Channel) -> dict[str, int]:
    return {place: number for place, number in channel.standing.items() if number}


def test_every_contact_of_every_route_stands_in_exactly_one_place(world, as_role, count, tmp_path):
    lines.take(as_role, tmp_path)
    story.reported(world, as_role)
    recorded = story.reported(world, as_role)
    story.record(world, as_role, report=recorded.file)
    found = count()
    assert standing(found["public"]) == {"With the desk": 1, "Recorded": 1}
    assert standing(found["hotline"]) == {"With the desk": 2, "Refused": 1, "Pending": 1}
    assert (found["public"].received, found["hotline"].received) == (2, 4)
    assert sum(one.received for one in found.values()) == Report.objects.count() + 2


def test_a_place_of_which_nothing_is_known_is_counted_as_no_state(world, as_role, count):
    from candour.intake.models import Progress

    story.reported(world, as_role)
    Progress.objects.all().delete()
    assert standing(count()["public"]) == {"No state": 1}


def test_a_day_that_has_passed_is_overdue_for_reports_and_pending_contacts(
    world, as_role, count, tmp_path
):
    lines.take(as_role, tmp_path)
    story.reported(world, as_role)
    now = {route: one.overdue for route, one in count(on=lines.RECEIVED_ON).items()}
    later = {
        route: one.overdue for route, one in count(on=TODAY + datetime.timedelta(days=8)).items()
    }
    assert now == {"public": 0, "hotline": 0}
    assert later == {"public": 1, "hotline": 3}


def test_what_a_wall_hides_from_an_overseer_is_in_no_number(world, as_role, count):
    sent = story.reported(world, as_role)
    story.reported(world, as_role)
    Wall.objects.create(
        file_id=sent.file, account_id=world.accounts["oversight"], because="association"
    )
    assert count()["public"].received == 1
    assert count(of="board")["public"].received == 2


def test_only_overseers_may_count_channels(world, count):
    for part in ("desk", "investigator", "authority", "stranger"):
        with pytest.raises(NotPermitted):
            count(of=part)


def test_every_state_of_a_report_has_its_place():
    from candour.intake.models.mailboxes import STATES

    known = frozenset[str]().union(*channels.PLACES.values())
    assert {state for state, _ in STATES} <= known


@given(count=st.integers(0, 10_000), what=st.text(max_size=20))
def test_a_rounded_count_is_a_multiple_of_five_less_than_five_away(count, what):
    found = rounding.rounded(count=count, what=what, key=KEY)
    assert found % 5 == 0
    assert abs(found - count) < 5
    assert rounding.rounded(count=count, what=what, key=KEY) == found


@given(count=st.integers(1, 4), what=st.text(max_size=20))
def test_one_to_four_read_alike(count, what):
    assert rounding.shown(count=count, what=what, key=KEY) == "fewer than 5"


def test_rounding_does_not_shift_the_mean():
    drawn = [rounding.rounded(count=12, what=str(place), key=KEY) for place in range(4_000)]
    assert sum(drawn) / len(drawn) == pytest.approx(12, abs=0.2)
    assert set(drawn) == {10, 15}


def test_no_small_count_can_be_had_by_subtracting_the_others_from_their_total():
    """With 45 others shown, a total reads the same whichever of one to four the small count is."""
    read = {
        small: {
            rounding.shown(count=45 + small, what="row", key=str(key).encode()) for key in range(50)
        }
        for small in range(1, 5)
    }
    assert list(read.values()) == [{"45", "50"}] * 4


def channel(**changes: object) -> channels.Channel:
    told = {
        "organisation_id": uuid.UUID(int=1), "organisation": "=Northfold", "route": "hotline",
        "standing": dict.fromkeys((*channels.PLACES, channels.NOWHERE), 3), "overdue": 0,
    }  # fmt: skip
    return channels.Channel(**{**told, **changes})


def test_the_file_holds_the_same_numbers_as_the_page_with_their_definition():
    page = tables.of([channel()], key=KEY).table
    rows = list(csv.reader(io.StringIO(tables.csv_of([channel()], key=KEY))))
    assert rows[1][2:] == list(page.rows[0][2:])
    assert rows[1][0] == "'=Northfold"
    assert [row[1] for row in rows[2:]] == list(tables.DEFINITION)


def test_the_page_leaves_out_places_where_nothing_stands():
    standing = {**dict.fromkeys((*channels.PLACES, channels.NOWHERE), 0), "Refused": 9}
    page = tables.of([channel(standing=standing)], key=KEY).table
    assert [column.text for column in page.columns[2:]] == ["Received", "Refused", "Overdue"]
    assert len(page.rows[0]) == 5


def test_the_page_shows_small_numbers_as_fewer_than_five(world, as_role, signed_in):
    story.reported(world, as_role)
    page = signed_in("oversight").get("/channels/").content.decode()
    cells = re.findall(r"<td[^>]*>\s*([^<]*?)\s*</td>", page)
    assert "fewer than 5" in cells
    assert [cell for cell in cells if cell in {"1", "2", "3", "4"}] == []
