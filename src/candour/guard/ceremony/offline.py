"""The steps that need no database: making keys, certifying officers, signing seats."""

import dataclasses
import datetime
import json
import uuid
from collections.abc import Sequence

from candour.core import certificates
from candour.core.certificates import (
    Officer,
    OfficerCertificate,
    Seat,
    SeatCertificate,
)
from candour.core.keys import sealed_keys
from candour.core.keys.sealed_keys import Kind
from candour.guard.ceremony.papers import Refusal
from candour.guard.ceremony.register import Register

# Both run out a little after a year, so that a yearly ceremony has weeks to spare.
VALID = datetime.timedelta(days=400)

_SPOKEN = {
    (certificates.OFFICER, 1): "what an officer asks the root to certify",
    (certificates.OFFICER, 2): "an officer's certificate",
    (certificates.SEAT, 1): "what a holder asks two officers to sign",
    (certificates.SEAT, 2): "a seat that one officer has signed",
    (certificates.SEAT, 3): "a seat that two officers have signed",
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """An officer at the table: the certificate, and the key file that goes with it."""

    certificate: OfficerCertificate
    key: sealed_keys.SealedKey


def kind_of(*, data: bytes) -> tuple[str, int]:
    """Return what a file is: the type its first line names, and how many lines it has."""
    first, _, _ = data.partition(b"\n")
    try:
        said = json.loads(first)["type"]
    except (KeyError, RecursionError, TypeError, ValueError):
        said = ""
    return str(said), data.count(b"\n")


def spoken_kind(*, data: bytes) -> str:
    """Say what a file is, for whoever has brought the wrong one."""
    return _SPOKEN.get(kind_of(data=data), "no file of the ceremony, or a damaged one")


def officer_request(*, body: uuid.UUID, key: sealed_keys.SealedKey, on: datetime.date) -> Officer:
    """Return what a new officer of a body asks the root to certify."""
    return Officer(
        officer_id=uuid.uuid4(),
        organisation=body,
        public_key=key.public_key,
        not_before=on,
        not_after=on + VALID,
    )


def read_officer_request(*, data: bytes) -> Officer:
    """Read what an officer asks for; say what it is where it is something else."""
    _demand_kind(data, certificates.OFFICER, {1})
    return certificates.decode_officer_request(data=data)


def certify(
    *, officer: Officer, root: sealed_keys.SealedKey, words: Sequence[str], on: datetime.date
) -> OfficerCertificate:
    """Certify an officer with the root's key."""
    _demand_in_force(officer.not_before, officer.not_after, on=on)
    seed = sealed_keys.open_key(key=root, words=words)
    return certificates.certify_officer(officer=officer, root_seed=seed)


def read_seat(*, data: bytes) -> SeatCertificate:
    """Read a seat that is to be signed; say what it is where it is something else."""
    _demand_kind(data, certificates.SEAT, {1, 2, 3})
    return certificates.decode_signing(data=data)


def read_signing(*, certificate: bytes, key: bytes) -> Signing:
    """Read an officer's certificate and key file, and see that they belong together."""
    _demand_kind(certificate, certificates.OFFICER, {2})
    signing = Signing(
        certificate=certificates.decode_officer(data=certificate),
        key=sealed_keys.decode(data=key, kind=Kind.OFFICER),
    )
    officer = certificates.read_officer(body=signing.certificate.body)
    if officer.public_key != signing.key.public_key:
        message = "This certificate belongs to the key of another officer."
        raise Refusal(message)
    return signing


def demand_signable(*, seat: SeatCertificate, by: Signing, on: datetime.date) -> None:
    """Refuse what needs no signature of this officer, before anybody gives any words."""
    officer = certificates.read_officer(body=by.certificate.body)
    if any(signed.officer_id == officer.officer_id for signed in seat.signatures):
        message = "This officer has signed it already. An officer of another body signs next."
        raise Refusal(message)
    if len(seat.signatures) == 2:
        message = "Two officers have signed it already. Install it."
        raise Refusal(message)
    _demand_in_force(officer.not_before, officer.not_after, on=on)
    asked = certificates.read_seat(body=seat.body)
    _demand_in_force(asked.not_before, asked.not_after, on=on)


def sign(
    *, seat: SeatCertificate, by: Signing, words: Sequence[str], on: datetime.date
) -> SeatCertificate:
    """Add an officer's signature to a seat."""
    demand_signable(seat=seat, by=by, on=on)
    seed = sealed_keys.open_key(key=by.key, words=words)
    officer = certificates.read_officer(body=by.certificate.body)
    signature = certificates.sign_seat(
        seat=certificates.read_seat(body=seat.body), officer_id=officer.officer_id, seed=seed
    )
    return dataclasses.replace(seat, signatures=(*seat.signatures, signature))


def described_seat(*, seat: Seat, register: Register | None) -> list[str]:
    """Say in words what a signature under this seat would mean."""
    lines = [
        ("account", _named(seat.account, register.accounts if register else {})),
        ("organisation", _named(seat.organisation, register.bodies if register else {})),
        ("seat", seat.seat.replace("_", " ")),
        ("fingerprint", certificates.fingerprint(public_key=seat.public_key)),
        ("in force", f"{_day(seat.not_before)} to {_day(seat.not_after)}"),
    ]
    return [f"  {name:<13}{said}" for name, said in lines]


def described_officer(*, officer: Officer, register: Register | None) -> list[str]:
    """Say in words whom the root would certify."""
    lines = [
        ("officer", str(officer.officer_id)),
        ("body", _named(officer.organisation, register.bodies if register else {})),
        ("fingerprint", certificates.fingerprint(public_key=officer.public_key)),
        ("in force", f"{_day(officer.not_before)} to {_day(officer.not_after)}"),
    ]
    return [f"  {name:<13}{said}" for name, said in lines]


def _named(found: uuid.UUID, names: object) -> str:
    called = names.get(found) if isinstance(names, dict) else None
    return f"{called} ({found})" if called else f"{found} (not in a register)"


def _day(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _demand_kind(data: bytes, wanted: str, lines: set[int]) -> None:
    kind, count = kind_of(data=data)
    if kind != wanted or count not in lines:
        needed = " or ".join(_SPOKEN[wanted, number] for number in sorted(lines)[:1])
        message = f"This file is {spoken_kind(data=data)}. Needed here is {needed}."
        raise Refusal(message)


def _demand_in_force(first: datetime.date, last: datetime.date, *, on: datetime.date) -> None:
    if on < first:
        message = f"This is in force from {_day(first)} only. Is the date of this machine right?"
        raise Refusal(message)
    if on > last:
        message = f"This was in force until {_day(last)}. Make a new one."
        raise Refusal(message)
