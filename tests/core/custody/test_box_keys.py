"""The stored key of a mailbox serves one reporter and one report, and the report it may become."""

import dataclasses
import uuid

import pytest

from candour.core.envelope import UnknownVersion
from candour.core.keys import box_keys
from candour.core.keys.box_keys import BoxPlace
from candour.core.keys.file_keys import NotOurs

PUBLIC, SECRET = bytes(range(32)), bytes(range(1, 33))
PLACE = BoxPlace(file=uuid.UUID(int=1), correspondent=uuid.UUID(int=2))
STORED = box_keys.stamp(public=PUBLIC, secret=SECRET, place=PLACE)


def checked(stored: bytes = STORED, *, secret: bytes = SECRET, **place: uuid.UUID) -> bytes:
    return box_keys.checked(stored=stored, secret=secret, place=dataclasses.replace(PLACE, **place))


def test_it_serves_the_report_and_what_the_report_becomes_with_the_next_body():
    assert len(STORED) == box_keys.BOX_BYTES
    assert checked() == PUBLIC
    assert checked(file=box_keys.next_file(file=PLACE.file)) == PUBLIC


@pytest.mark.parametrize("place", [{"file": uuid.UUID(int=9)}, {"correspondent": uuid.UUID(int=9)}])
def test_it_serves_no_other_file_and_no_other_reporter(place):
    with pytest.raises(NotOurs):
        checked(**place)


@pytest.mark.parametrize("at", range(3, 35))
def test_no_byte_of_the_key_can_be_changed(at):
    false = STORED[:at] + bytes([STORED[at] ^ 1]) + STORED[at + 1 :]
    with pytest.raises(NotOurs):
        checked(false)


def test_another_deployments_secret_and_a_bare_key_serve_nothing():
    with pytest.raises(NotOurs):
        checked(secret=bytes(32))
    with pytest.raises(UnknownVersion):
        checked(PUBLIC)
