"""Seat certificates: two officers of different bodies, under the root let a key be sealed to."""

import dataclasses
import datetime
import pathlib
import uuid
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519
from hypothesis import given
from hypothesis import strategies as st

from candour.core import certificates

FOLDER = pathlib.Path(__file__).parent / "golden"
OFFICER_FILE = (FOLDER / "officer.certificate").read_bytes()
SEAT_FILE = (FOLDER / "seat.certificate").read_bytes()

ON = datetime.date(2026, 6, 1)
ROOT, FIRST, SECOND, STRANGER = (bytes([i]) * 32 for i in (1, 2, 3, 4))
FORCE, WATCHDOG = uuid.UUID(int=100), uuid.UUID(int=101)

Reason = certificates.Reason


def public(seed: bytes) -> bytes:
    key = ed25519.Ed25519PrivateKey.from_private_bytes(seed)
    return key.public_key().public_bytes_raw()


def officer(*, number: int, body: uuid.UUID, seed: bytes) -> certificates.Officer:
    return certificates.Officer(
        officer_id=uuid.UUID(int=number),
        organisation=body,
        public_key=public(seed),
        not_before=datetime.date(2026, 1, 1),
        not_after=datetime.date(2026, 12, 31),
    )


def rooted(officer: certificates.Officer, *, seed: bytes = ROOT) -> certificates.OfficerCertificate:
    return certificates.certify_officer(officer=officer, root_seed=seed)


OF_FORCE = officer(number=10, body=FORCE, seed=FIRST)
OF_WATCHDOG = officer(number=11, body=WATCHDOG, seed=SECOND)
OFFICERS = (rooted(OF_FORCE), rooted(OF_WATCHDOG))

SEAT = certificates.Seat(
    account=uuid.UUID(int=20),
    organisation=FORCE,
    seat="desk_reader",
    public_key=bytes(range(32)),
    not_before=datetime.date(2026, 3, 1),
    not_after=datetime.date(2026, 8, 31),
)
SIGNED_BY_FORCE = certificates.sign_seat(seat=SEAT, officer_id=OF_FORCE.officer_id, seed=FIRST)
SIGNED_BY_WATCHDOG = certificates.sign_seat(
    seat=SEAT, officer_id=OF_WATCHDOG.officer_id, seed=SECOND
)
CERTIFICATE = certificates.certify_seat(seat=SEAT, signatures=[SIGNED_BY_FORCE, SIGNED_BY_WATCHDOG])


def verified(
    certificate: certificates.SeatCertificate = CERTIFICATE,
    *,
    officers: tuple[certificates.OfficerCertificate, ...] = OFFICERS,
    root: bytes = ROOT,
    on: datetime.date = ON,
) -> certificates.Seat:
    return certificates.verify_seat(
        certificate=certificate, officers=officers, root_public=public(root), on=on
    )


def refusal(
    certificate: certificates.SeatCertificate = CERTIFICATE,
    *,
    officers: tuple[certificates.OfficerCertificate, ...] = OFFICERS,
    root: bytes = ROOT,
    on: datetime.date = ON,
) -> certificates.Reason:
    with pytest.raises(certificates.NotCertified) as caught:
        verified(certificate, officers=officers, root=root, on=on)
    return caught.value.reason


def signed_by(*signatures: certificates.OfficerSignature) -> certificates.SeatCertificate:
    return certificates.certify_seat(seat=SEAT, signatures=signatures)


def test_two_officers_of_different_bodies_certify_a_seat() -> None:
    assert verified() == SEAT


def test_a_certificate_of_the_first_version_still_holds() -> None:
    assert verified(certificates.decode_seat(data=SEAT_FILE)) == SEAT


def test_an_officers_certificate_of_the_first_version_still_holds() -> None:
    officers = (certificates.decode_officer(data=OFFICER_FILE), rooted(OF_WATCHDOG))

    assert verified(officers=officers) == SEAT


def test_certificates_are_written_the_same_way_for_ever() -> None:
    assert certificates.encode_seat(certificate=CERTIFICATE) == SEAT_FILE
    assert certificates.encode_officer(certificate=OFFICERS[0]) == OFFICER_FILE


def test_the_order_of_the_signatures_does_not_matter() -> None:
    assert verified(signed_by(SIGNED_BY_WATCHDOG, SIGNED_BY_FORCE)) == SEAT


def test_one_officer_who_signs_twice_certifies_nothing() -> None:
    assert refusal(signed_by(SIGNED_BY_FORCE, SIGNED_BY_FORCE)) is Reason.SAME_OFFICER


def test_one_key_under_two_officers_names_certifies_nothing() -> None:
    alias = officer(number=11, body=WATCHDOG, seed=FIRST)
    again = certificates.sign_seat(seat=SEAT, officer_id=alias.officer_id, seed=FIRST)

    reason = refusal(signed_by(SIGNED_BY_FORCE, again), officers=(OFFICERS[0], rooted(alias)))

    assert reason is Reason.SAME_OFFICER


def test_one_officer_with_two_keys_in_two_bodies_certifies_nothing() -> None:
    elsewhere = officer(number=10, body=WATCHDOG, seed=SECOND)
    again = certificates.sign_seat(seat=SEAT, officer_id=elsewhere.officer_id, seed=SECOND)

    reason = refusal(signed_by(SIGNED_BY_FORCE, again), officers=(OFFICERS[0], rooted(elsewhere)))

    assert reason is Reason.SAME_OFFICER


def test_two_officers_of_one_body_certify_nothing() -> None:
    colleague = officer(number=11, body=FORCE, seed=SECOND)

    assert refusal(officers=(OFFICERS[0], rooted(colleague))) is Reason.SAME_BODY


def test_an_officer_who_changed_bodies_counts_for_both() -> None:
    moved = dataclasses.replace(OF_WATCHDOG, organisation=FORCE)

    assert refusal(officers=(*OFFICERS, rooted(moved))) is Reason.SAME_BODY


@pytest.mark.parametrize(
    "signatures",
    [(), (SIGNED_BY_FORCE,), (SIGNED_BY_FORCE, SIGNED_BY_WATCHDOG, SIGNED_BY_WATCHDOG)],
)
def test_a_seat_needs_exactly_two_signatures(
    signatures: tuple[certificates.OfficerSignature, ...],
) -> None:
    assert refusal(signed_by(*signatures)) is Reason.SIGNATURES


def test_an_officer_nobody_knows_certifies_nothing() -> None:
    assert refusal(officers=OFFICERS[:1]) is Reason.UNKNOWN_OFFICER


@pytest.mark.scenario("SC-20", part="a key inserted by an administrator is not sealed to")
def test_an_administrator_who_makes_up_officers_certifies_nothing() -> None:
    made_up = (rooted(OF_FORCE, seed=STRANGER), rooted(OF_WATCHDOG, seed=STRANGER))

    assert refusal(officers=made_up) is Reason.NOT_FROM_ROOT


def test_one_officer_without_the_root_spoils_the_certificate() -> None:
    assert (
        refusal(officers=(OFFICERS[0], rooted(OF_WATCHDOG, seed=STRANGER))) is Reason.NOT_FROM_ROOT
    )


def test_another_root_certifies_nobody() -> None:
    assert refusal(root=STRANGER) is Reason.NOT_FROM_ROOT


def test_a_signature_with_another_key_certifies_nothing() -> None:
    forged = certificates.sign_seat(seat=SEAT, officer_id=OF_WATCHDOG.officer_id, seed=STRANGER)

    assert refusal(signed_by(SIGNED_BY_FORCE, forged)) is Reason.BAD_SIGNATURE


@pytest.mark.parametrize(
    "change",
    [
        {"account": uuid.UUID(int=21)},
        {"organisation": WATCHDOG},
        {"seat": "administrator"},
        {"public_key": bytes(32)},
        {"not_before": datetime.date(2026, 2, 1)},
        {"not_after": datetime.date(2027, 8, 31)},
    ],
)
def test_a_seat_with_one_altered_field_is_not_certified(change: dict[str, Any]) -> None:
    body = certificates.seat_body(seat=dataclasses.replace(SEAT, **change))

    altered = dataclasses.replace(CERTIFICATE, body=body)

    assert refusal(altered) is Reason.BAD_SIGNATURE


@pytest.mark.parametrize(
    "change",
    [
        {"organisation": uuid.UUID(int=102)},
        {"public_key": public(STRANGER)},
        {"not_after": datetime.date(2030, 12, 31)},
    ],
)
def test_an_officer_with_one_altered_field_is_not_from_the_root(
    change: dict[str, Any],
) -> None:
    body = certificates.officer_body(officer=dataclasses.replace(OF_FORCE, **change))

    altered = dataclasses.replace(OFFICERS[0], body=body)

    assert refusal(officers=(altered, OFFICERS[1])) is Reason.NOT_FROM_ROOT


@pytest.mark.parametrize("on", [datetime.date(2026, 3, 1), datetime.date(2026, 8, 31)])
def test_a_seat_is_certified_on_its_first_and_last_day(on: datetime.date) -> None:
    assert verified(on=on) == SEAT


@pytest.mark.parametrize("on", [datetime.date(2026, 2, 28), datetime.date(2026, 9, 1)])
def test_a_seat_is_not_certified_before_or_after(on: datetime.date) -> None:
    assert refusal(on=on) is Reason.OUT_OF_DATE


def test_a_seat_signed_by_an_officer_who_has_left_is_not_certified() -> None:
    left = dataclasses.replace(OF_WATCHDOG, not_after=datetime.date(2026, 5, 31))

    assert refusal(officers=(OFFICERS[0], rooted(left))) is Reason.OFFICER_OUT_OF_DATE


def test_a_seat_signed_by_an_officer_yet_to_come_is_not_certified() -> None:
    coming = dataclasses.replace(OF_WATCHDOG, not_before=datetime.date(2026, 6, 2))

    assert refusal(officers=(OFFICERS[0], rooted(coming))) is Reason.OFFICER_OUT_OF_DATE


def test_an_officers_renewed_certificate_keeps_the_seats_alive() -> None:
    ended = dataclasses.replace(OF_WATCHDOG, not_after=datetime.date(2026, 5, 31))
    renewed = dataclasses.replace(OF_WATCHDOG, not_before=datetime.date(2026, 6, 1))

    assert verified(officers=(OFFICERS[0], rooted(ended), rooted(renewed))) == SEAT


def test_an_officers_new_key_leaves_what_the_old_one_signed() -> None:
    new_key = dataclasses.replace(OF_WATCHDOG, public_key=public(STRANGER))

    assert verified(officers=(*OFFICERS, rooted(new_key))) == SEAT


def test_a_damaged_certificate_of_another_officer_stops_nothing() -> None:
    damaged = dataclasses.replace(OFFICERS[0], body=b"{")

    assert verified(officers=(damaged, *OFFICERS)) == SEAT


def test_a_root_that_signs_seats_is_no_officer() -> None:
    body = certificates.seat_body(seat=SEAT)
    as_seat = certificates.sign_seat(seat=SEAT, officer_id=OF_FORCE.officer_id, seed=ROOT)

    posing = certificates.OfficerCertificate(body=body, signature=as_seat.signature)

    assert refusal(officers=(posing, OFFICERS[1])) is Reason.UNKNOWN_OFFICER


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b"[" * 8_000,
        b"\xff",
        CERTIFICATE.body + b" ",
        CERTIFICATE.body.replace(b":", b": "),
        CERTIFICATE.body.replace(b"{", b'{"a":"b",'),
        CERTIFICATE.body.replace(b"{", b'{"account":"00000000-0000-0000-0000-000000000009",'),
        CERTIFICATE.body.replace(b"seat-certificate/v1", b"seat-certificate/v2"),
        CERTIFICATE.body.replace(b"2026-08-31", b"20260831"),
        CERTIFICATE.body.replace(b"2026-08-31", b"2026-08-32"),
        CERTIFICATE.body.replace(b'"desk_reader"', b"1"),
        CERTIFICATE.body.replace(b"AAECAwQF", b""),
        CERTIFICATE.body.replace(b"AAECAwQF", b"AAECAwQ!"),
        CERTIFICATE.body + b" " * 10_000,
        OFFICERS[0].body,
    ],
)
def test_a_seat_in_any_other_spelling_is_unreadable(body: bytes) -> None:
    assert refusal(dataclasses.replace(CERTIFICATE, body=body)) is Reason.UNREADABLE


@given(at=st.integers(0, len(SEAT_FILE) - 1), bit=st.integers(0, 7))
def test_one_flipped_bit_in_a_certificate_certifies_nothing(at: int, bit: int) -> None:
    bent = bytearray(SEAT_FILE)
    bent[at] ^= 1 << bit

    with pytest.raises(certificates.NotCertified):
        verified(certificates.decode_seat(data=bytes(bent)))


@pytest.mark.parametrize(
    "data",
    [
        SEAT_FILE[:-1],
        SEAT_FILE + b"\n",
        SEAT_FILE.replace(b"00000000000a ", b"00000000000A "),
        SEAT_FILE.replace(b"00000000000a ", b"00000000000a  "),
        SEAT_FILE.replace(b"fxspAA==", b"fxspAB=="),
        SEAT_FILE.replace(b"\n", b"\r\n"),
        SEAT_FILE + b"x" * 10_000,
    ],
)
def test_a_certificate_file_in_any_other_spelling_is_refused(data: bytes) -> None:
    with pytest.raises(certificates.NotCertified):
        certificates.decode_seat(data=data)


@given(st.binary(max_size=400))
def test_no_other_bytes_are_a_certificate(data: bytes) -> None:
    with pytest.raises(certificates.NotCertified):
        certificates.decode_seat(data=data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        OFFICER_FILE[:-1],
        OFFICER_FILE + b"\n",
        OFFICER_FILE[:-6] + b"\n",
        OFFICER_FILE[:-2] + b"!\n",
        OFFICER_FILE.replace(b"\n", b"\r\n"),
        OFFICER_FILE + b"x" * 10_000,
    ],
)
def test_no_other_bytes_are_an_officers_certificate(data: bytes) -> None:
    with pytest.raises(certificates.NotCertified):
        certificates.decode_officer(data=data)


def test_a_refusal_says_what_must_be_put_right() -> None:
    with pytest.raises(certificates.NotCertified, match="must come from different bodies"):
        verified(officers=(OFFICERS[0], rooted(officer(number=11, body=FORCE, seed=SECOND))))
