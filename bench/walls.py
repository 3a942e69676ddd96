"""A wall goes up before a case of 500 sealed items: rule, keys taken, new keys for 19 readers."""

import datetime
import os
import pathlib
import time
import uuid

import measured

READERS = 19
ROUNDS = 10
ITEMS = 500
TARGET = "<= 100 ms of processor time, of the program and its database together"


def main() -> None:
    with measured.database("candour_bench_walls") as address:
        measured.migrate(address)
        os.environ["CANDOUR_DB_URL"] = address
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "candour.sites.command_line")
        import django

        django.setup()
        _measure()


def _measure() -> None:
    from django.db import transaction

    from candour import clock
    from candour.access.actions.draw_walls import draw_walls
    from candour.guard.actors import service
    from candour.people.models import Association

    at = clock.now()
    file, subject, people = _build(on=at.date())
    taken = []
    for person in people[:ROUNDS]:
        Association.objects.create(person_id=person, other_id=subject, kind="friend")
        before = _spent()
        with transaction.atomic():
            lost = draw_walls(files=[file], by=service("bench"), at=at)
        taken.append((_spent() - before) * 1000)
        if lost != (file,):
            message = "no key was taken: nothing was measured"
            raise SystemExit(message)
    taken.sort()
    measured.line(
        "a wall goes up: computed, keys taken, a new epoch for those who stay, one leaf",
        n=ROUNDS,
        sealed_items=ITEMS,
        readers_left=[READERS, READERS + ROUNDS - 1],
        median_cpu_ms=round(measured.median(taken), 1),
        slowest_cpu_ms=round(taken[-1], 1),
        target=TARGET,
    )


def _spent() -> float:
    """Return the processor time of this program and of its connection's server process."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        (number,) = cursor.fetchone()
    ran = pathlib.Path(f"/proc/{number}/schedstat").read_text().split()[0]
    return time.process_time() + int(ran) / 1e9


def _build(*, on: datetime.date) -> tuple[uuid.UUID, uuid.UUID, list[uuid.UUID]]:
    """Write a case with its readers and words; return file, subject and the readers' persons."""
    from django.conf import settings

    from candour.access.models import Involvement
    from candour.guard import keys
    from candour.guard.models import Account, File
    from candour.ops.demo import enrol
    from candour.people.models import Organisation, Person

    force, one, other = (
        Organisation.objects.create(kind=kind)
        for kind in ("police_force", "independent_body", "local_policing_body")
    )
    ceremony = enrol.hold_ceremony(bodies=[one.id, other.id], on=on)
    settings.ROOT_PUBLIC = ceremony.root_public
    file = File.objects.create(kind="case", organisation_id=force.id, opened_on=on, wall_epoch=1)
    subject, *people = Person.objects.bulk_create(Person() for _ in range(1 + READERS + ROUNDS))
    Involvement.objects.create(file=file, organisation_id=force.id, person=subject, role="subject")
    readers = []
    for person in people:
        account = Account.objects.create(
            username=person.id.hex, organisation_id=force.id, person_id=person.id,
            seat="desk_reader",
        )  # fmt: skip
        enrol.enrol(account=account, ceremony=ceremony, on=on)
        readers.append(keys.Reader(account_id=account.id, public_key=_public(account.id)))
    for compartment in keys.COMPARTMENTS:
        place = keys.Place(file=file.id, organisation=force.id, compartment=compartment)
        keys.open_epoch(place=place, epoch=1, readers=readers)
    place = keys.Place(file=file.id, organisation=force.id)
    for _ in range(ITEMS):
        keys.seal(place=place, kind="message", text="x" * 2000)
    return file.id, subject.id, [person.id for person in people]


def _public(account: uuid.UUID) -> bytes:
    from candour.guard.models import VaultKey

    return bytes(VaultKey.objects.get(account_id=account).public_key)


if __name__ == "__main__":
    main()
