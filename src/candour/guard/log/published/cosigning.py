"""Keeps the lines of pinned witnesses under published heads, once their signatures hold."""

import datetime
import uuid

from django.conf import settings
from django.db import connection

from candour.core import notes
from candour.core.countersigning import policy
from candour.core.countersigning.policy import Witness


class NotCosigned(Exception):
    """What came is no cosignature of a pinned witness over a published head; the words say why."""


def keep(*, note: bytes, witness: Witness, line: str, on: datetime.date) -> None:
    """Keep one witness's line under a published head; raise NotCosigned if it does not hold."""
    try:
        joined = notes.join(data=note, lines=[line])
        notes.verify(note=notes.parse(data=joined), keys=[witness.key])
        own = notes.line_of(data=joined, key=witness.key)
    except notes.Refused:
        message = "It answered with something else than its cosignature."
        raise NotCosigned(message) from None
    size = notes.parse_checkpoint(text=notes.parse(data=note).text).size
    with connection.cursor() as cursor:
        cursor.execute(
            "select guard.keep_cosignature(%s, %s, %s, %s, %s)",
            [uuid.uuid4(), size, witness.name, own, on],
        )


def take(*, data: bytes, on: datetime.date) -> tuple[str, ...]:
    """Keep what a cosigned head from outside brings; return which pinned witnesses signed it."""
    try:
        text = notes.parse(data=data).text
        size = notes.parse_checkpoint(text=text).size
    except notes.Refused as refused:
        raise NotCosigned(str(refused)) from None
    note = _published(size)
    if not note or notes.parse(data=note).text != text:
        message = "That is not a head that this log has published."
        raise NotCosigned(message)
    cosigned = policy.cosigners(policy=settings.WITNESSES, data=data)
    if not cosigned:
        message = "No witness that is pinned here has signed it."
        raise NotCosigned(message)
    for witness in settings.WITNESSES.witnesses:
        if witness.name in cosigned:
            line = notes.line_of(data=data, key=witness.key)
            keep(note=note, witness=witness, line=line, on=on)
    return tuple(cosigned)


def _published(size: int) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("select guard.published_note(%s)", [size])
        (note,) = cursor.fetchone()
    return (note or "").encode()
