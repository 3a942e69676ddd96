"""A tombstone holds when officers of two bodies signed it, on the day, chained to the root."""

import datetime
import uuid

import pytest
from nacl.signing import SigningKey

from candour.core import certificates
from candour.core.countersigning import tombstones
from candour.core.countersigning.tombstones import Refused, Signed, Tombstone, What, Why

ON = datetime.date(2026, 11, 1)
ROOT = SigningKey(b"\1" * 32)
BODIES = [uuid.UUID(int=1), uuid.UUID(int=2)]
SEEDS = [b"\2" * 32, b"\3" * 32, b"\4" * 32]
# Two of different bodies, and a third of the first one's body.
OFFICERS = [
    certificates.Officer(
        officer_id=uuid.UUID(int=10 + place),
        organisation=BODIES[place % 2],
        public_key=bytes(SigningKey(SEEDS[place]).verify_key),
        not_before=ON,
        not_after=ON + datetime.timedelta(days=30),
    )
    for place in range(3)
]
CERTIFIED = [certificates.certify_officer(officer=one, root_seed=bytes(ROOT)) for one in OFFICERS]
TOMBSTONE = Tombstone(
    origin="log.example",
    what=What.LEAF,
    id=uuid.UUID(int=99),
    hash=b"\5" * 32,
    why=Why.ERASURE_REQUEST,
    requested_on=ON,
    said={"gone": [["cases_case", "x"]]},
)


def signed(*places: int, seeds=SEEDS) -> Signed:
    found = Signed(body=tombstones.write(tombstone=TOMBSTONE))
    for place in places:
        found = tombstones.sign(
            signed=found, officer_id=OFFICERS[place].officer_id, seed=seeds[place]
        )
    return found


def verify(found: Signed, *, on=ON, officers=CERTIFIED, root=ROOT) -> Tombstone:
    return tombstones.verify(
        signed=found, officers=officers, root_public=bytes(root.verify_key), on=on
    )


def test_two_bodies_are_enough():
    assert verify(signed(0, 1)) == TOMBSTONE


def test_its_file_reads_back_and_not_otherwise():
    data = tombstones.encode(signed=signed(0, 1))
    assert tombstones.decode(data=data) == signed(0, 1)
    for other in (data[:-1], data + b"\n", data.replace(b"leaf", b"item", 1), b" " + data):
        with pytest.raises(Refused):
            verify(tombstones.decode(data=other))


@pytest.mark.parametrize("places", [(), (0,), (0, 0), (0, 2)])
def test_one_officer_or_one_body_is_not_enough(places):
    with pytest.raises(Refused):
        verify(signed(*places))


def test_a_signature_of_somebody_else_is_refused():
    with pytest.raises(Refused, match="does not belong"):
        verify(signed(0, 1, seeds=[SEEDS[0], SEEDS[2], SEEDS[2]]))


def test_officers_whom_another_root_certified_are_refused():
    with pytest.raises(Refused, match="not known here"):
        verify(signed(0, 1), root=SigningKey(b"\7" * 32))


def test_officers_who_are_not_in_force_that_day_are_refused():
    with pytest.raises(Refused, match="not in force"):
        verify(signed(0, 1), on=ON + datetime.timedelta(days=31))


def test_a_changed_tombstone_is_refused():
    found = signed(0, 1)
    body = found.body.replace(b"erasure_request", b"retention_ended")
    with pytest.raises(Refused):
        verify(Signed(body=body, signatures=found.signatures))
