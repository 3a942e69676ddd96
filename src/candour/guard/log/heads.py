"""Holds the signed heads of the log against its leaves, and its witnesses against their keys."""

import dataclasses
import datetime
from collections.abc import Iterator, Sequence

from django.conf import settings

from candour.core import merkle, notes
from candour.core.countersigning import policy
from candour.guard.log.findings import Finding
from candour.guard.log.walking import Walk
from candour.guard.models import Checkpoint, Cosignature, Publication

# A cosignature older than this says nothing of what was cut off since.
FRESH = datetime.timedelta(days=2)
_BAD_FIRST = "The checkpoint's signature does not hold."
_BAD_SECOND = "The checkpoint's ML-DSA-44 signature does not hold."


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A head that the log's own keys signed, or what is wrong with it; and whether twice."""

    head: notes.Checkpoint | None = None
    problem: str = ""
    is_double: bool = False


def own_keys() -> tuple[notes.VerifierKey, ...]:
    """Return the public keys of this deployment's log: Ed25519 first, then ML-DSA-44."""
    held = {
        notes.Purpose.NOTE: settings.LOG_PUBLIC,
        notes.Purpose.POST_QUANTUM: settings.LOG_SECOND_PUBLIC,
    }
    return tuple(
        notes.VerifierKey(name=settings.LOG_ORIGIN, purpose=purpose, public_key=public)
        for purpose, public in held.items()
        if public
    )


def read(*, data: bytes, trusted: Sequence[notes.VerifierKey], origin: str) -> Read:
    """Read a head that the log's own Ed25519 key signed; heads of earlier days have no other.

    A signature of its ML-DSA-44 key must hold where there is one.
    """
    kinds = set()
    try:
        note = notes.parse(data=data)
        head = notes.parse_checkpoint(text=note.text)
        for key in trusted:
            if key.name == origin and _bears(note, key):
                kinds.add(key.purpose)
                notes.verify(note=note, keys=[key])
    except notes.Refused:
        return Read(problem=_BAD_SECOND if notes.Purpose.POST_QUANTUM in kinds else _BAD_FIRST)
    if notes.Purpose.NOTE not in kinds or head.origin != origin:
        return Read(problem=_BAD_FIRST)
    return Read(head=head, is_double=notes.Purpose.POST_QUANTUM in kinds)


def compare(*, walk: Walk, trusted: Sequence[notes.VerifierKey], origin: str) -> Iterator[Finding]:
    """Find heads that do not fit the leaves, that nobody published, or that are missing.

    Once a head was signed in two ways, no later one may be signed in one.
    """
    published = dict(Publication.objects.values_list("size", "note"))
    newest, is_double_due = 0, False
    for row in Checkpoint.objects.order_by("size"):
        newest = row.size
        found = read(data=row.note.encode(), trusted=trusted, origin=origin)
        problem = _problem(row, walk, found)
        if not problem and is_double_due and not found.is_double:
            problem = "It bears no ML-DSA-44 signature, and an earlier head does."
        is_double_due = is_double_due or found.is_double
        if not problem and row.is_published != (row.size in published):
            problem = "The log does not say the same of its publication."
        if not problem and row.is_published and published[row.size] != row.note:
            problem = "This is not the head that was published."
        if problem:
            yield Finding(place=f"checkpoint {row.size}", problem=problem)
        published.pop(row.size, None)
    for size in sorted(published):
        yield Finding(place=f"checkpoint {size}", problem="This published head was removed.")
    if newest < walk.tree.size:
        problem = "The newest leaves have no signed head."
        yield Finding(place=f"checkpoint {walk.tree.size}", problem=problem)


def compare_cosignatures() -> Iterator[Finding]:
    """Find lines of pinned witnesses that do not hold over their head."""
    pinned = {one.name: one for one in settings.WITNESSES.witnesses}
    published = dict(Publication.objects.values_list("size", "note"))
    for row in Cosignature.objects.order_by("size", "witness"):
        witness = pinned.get(row.witness)
        note = published.get(row.size, "")
        if witness is not None and not _holds(note, row.line, witness.key):
            place = f"cosignature {row.witness} {row.size}"
            yield Finding(place=place, problem="The cosignature does not hold over that head.")


def against(*, kept: Read, walk: Walk) -> Iterator[Finding]:
    """Find what a head that was kept outside contradicts."""
    place, held = "the checkpoint held outside", kept.head
    if held is None and kept.problem == _BAD_SECOND:
        yield Finding(place=place, problem="Its ML-DSA-44 signature does not hold.")
    elif held is None:
        yield Finding(place=place, problem="Its signature does not hold, or it is of another log.")
    elif held.size > walk.tree.size:
        problem = f"It covers {held.size} leaves; the log now has {walk.tree.size}."
        yield Finding(place=place, problem=problem)
    elif walk.roots.get(held.size, merkle.EMPTY_ROOT) != held.root:
        yield Finding(place=place, problem=f"The first {held.size} leaves are not those it saw.")


def is_witnessed(*, at: datetime.datetime) -> bool:
    """Say whether enough pinned witnesses cosigned the newest published head, a short time ago."""
    newest = Publication.objects.order_by("-size").first()
    if newest is None or not settings.WITNESSES.asks_for_witnesses:
        return False
    signed = policy.cosigners(policy=settings.WITNESSES, data=with_lines(published=newest))
    fresh = {
        name for name, one in signed.items() if one.at is not None and abs(at - one.at) <= FRESH
    }
    return policy.is_met(policy=settings.WITNESSES, by=fresh)


def with_lines(*, published: Publication) -> bytes:
    """Return a published head with the lines of its witnesses."""
    lines = Cosignature.objects.filter(size=published.size).order_by("witness", "id")
    return notes.join(
        data=published.note.encode(), lines=list(lines.values_list("line", flat=True))
    )


def _bears(note: notes.Note, key: notes.VerifierKey) -> bool:
    return any((one.name, one.key_id) == (key.name, key.key_id) for one in note.signatures)


def _problem(row: Checkpoint, walk: Walk, found: Read) -> str:
    head = found.head
    if head is None:
        return found.problem
    if (head.size, head.root) != (row.size, bytes(row.root)):
        return "The checkpoint's columns are not what it signs."
    if row.size > walk.tree.size:
        return "The tree is shorter than this signed checkpoint."
    if walk.roots.get(row.size, merkle.EMPTY_ROOT) != head.root:
        return f"The first {row.size} leaves are not those signed."
    return ""


def _holds(note: str, line: str, key: notes.VerifierKey) -> bool:
    try:
        joined = notes.join(data=note.encode(), lines=[line])
        notes.verify(note=notes.parse(data=joined), keys=[key])
    except notes.Refused:
        return False
    return True
