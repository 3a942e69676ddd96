"""Recomputes the whole log and every logged row from the database, and names what is wrong."""

import dataclasses
import uuid
from collections.abc import Iterator, Sequence

from candour.core import merkle, notes
from candour.guard.log import bodies, rows
from candour.guard.log.findings import Finding
from candour.guard.models import Checkpoint, Leaf, PendingLeaf, TreeLeaf

_CHUNK = 5_000


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The outcome: how much was recomputed, whether an outside head agrees, and what does not."""

    leaves: int
    rows: int
    waiting: int
    is_witnessed: bool
    findings: tuple[Finding, ...]


@dataclasses.dataclass(slots=True, kw_only=True)
class _Walk:
    """What one pass over the leaves collects."""

    findings: list[Finding]
    said: rows.Said
    frontier: merkle.Frontier
    roots: dict[int, bytes]


def verify(
    *, trusted: Sequence[notes.VerifierKey], origin: str, witnessed: bytes | None = None
) -> Report:
    """Recompute leaves, tree, checkpoints and rows; `witnessed` is a head kept somewhere else.

    Findings about leaves come first, in the tree's order, so the first names the first bad leaf.
    """
    heads = dict(Checkpoint.objects.values_list("size", "note"))
    held = None if witnessed is None else _head_of(witnessed, trusted, origin)
    walk = _walk(sizes={*heads, *([held.size] if held else [])})
    findings = [*walk.findings, *_heads(heads, walk, trusted, origin)]
    against = [] if witnessed is None else list(_against(held, walk))
    waiting = list(_waiting(walk.said))
    checked, row_findings = rows.compare(said=walk.said)
    return Report(
        leaves=walk.frontier.size,
        rows=checked,
        waiting=PendingLeaf.objects.count(),
        is_witnessed=witnessed is not None and not against,
        findings=(*findings, *against, *waiting, *row_findings),
    )


def _walk(*, sizes: set[int]) -> _Walk:
    walk = _Walk(
        findings=[], said=rows.Said(), frontier=merkle.Frontier(size=0, peaks=()), roots={}
    )
    for expected, (index, leaf_hash, body, stored_hash, file) in enumerate(_leaves()):
        if index != expected:
            problem = "This leaf is missing from the tree."
            walk.findings.append(Finding(place=f"leaf {expected}", problem=problem))
            break
        problem = _problem(leaf_hash, body, stored_hash) or _heard(walk.said, body, file)
        if problem:
            walk.findings.append(Finding(place=f"leaf {index}", problem=problem))
        walk.frontier = merkle.append(frontier=walk.frontier, leaves=[leaf_hash])
        if index + 1 in sizes:
            walk.roots[index + 1] = merkle.frontier_root(frontier=walk.frontier)
    walk.findings.extend(_strays())
    return walk


def _leaves() -> Iterator[tuple[int, bytes, bytes | None, bytes | None, uuid.UUID | None]]:
    found = (
        TreeLeaf.objects.order_by("index")
        .values_list("index", "leaf_hash", "leaf__body", "leaf__leaf_hash", "leaf__file_id")
        .iterator(chunk_size=_CHUNK)
    )
    for index, leaf_hash, body, stored, file in found:
        yield (
            index,
            bytes(leaf_hash),
            None if body is None else bytes(body),
            None if stored is None else bytes(stored),
            file,
        )


def _problem(leaf_hash: bytes, body: bytes | None, stored_hash: bytes | None) -> str:
    if stored_hash is None:
        return "The leaf itself was removed."
    if stored_hash != leaf_hash:
        return "The leaf's hash differs from its place in the tree."
    if body is None:
        return "The leaf's body is gone and no tombstone says why."
    if merkle.leaf_hash(body) != leaf_hash:
        return "The leaf's body was changed."
    return ""


def _heard(said: rows.Said, body: bytes | None, file: uuid.UUID | None) -> str:
    """Take in what a leaf says of rows; return what keeps it from being read."""
    if body is None:
        return ""
    try:
        words = bodies.read(body=body)
    except bodies.Unreadable:
        return "The leaf's body can't be read."
    said.hear(words=words)
    if words.file != (None if file is None else str(file)):
        # Whoever looked at a file would be shown at another one, or at none.
        return "The leaf is filed under another file than its body names."
    return ""


def _waiting(said: rows.Said) -> Iterator[Finding]:
    """Hear the leaves that wait for the sequencer, so that their rows are not taken for strays."""
    waiting = Leaf.objects.filter(id__in=PendingLeaf.objects.values("leaf_id"))
    for leaf_id, body, file in waiting.order_by("id").values_list("id", "body", "file_id"):
        problem = _heard(said, None if body is None else bytes(body), file)
        if problem:
            yield Finding(place=f"leaf {leaf_id}", problem=problem)


def _strays() -> Iterator[Finding]:
    """Leaves that have neither a place nor a turn: somebody took them out of both."""
    stray = Leaf.objects.exclude(id__in=TreeLeaf.objects.values("leaf_id")).exclude(
        id__in=PendingLeaf.objects.values("leaf_id")
    )
    for leaf_id in stray.order_by("id").values_list("id", flat=True)[:20]:
        yield Finding(place=f"leaf {leaf_id}", problem="This leaf was taken out of the tree.")


def _heads(
    heads: dict[int, str], walk: _Walk, trusted: Sequence[notes.VerifierKey], origin: str
) -> Iterator[Finding]:
    for size, text in sorted(heads.items()):
        place = f"checkpoint {size}"
        head = _head_of(text.encode(), trusted, origin)
        if head is None:
            yield Finding(place=place, problem="The checkpoint's signature does not hold.")
        elif head.size != size or size > walk.frontier.size:
            yield Finding(place=place, problem="The tree is shorter than this signed checkpoint.")
        elif walk.roots.get(size, merkle.EMPTY_ROOT) != head.root:
            yield Finding(place=place, problem=f"The first {size} leaves are not those signed.")


def _against(held: notes.Checkpoint | None, walk: _Walk) -> Iterator[Finding]:
    place = "the checkpoint held outside"
    if held is None:
        yield Finding(place=place, problem="Its signature does not hold, or it is of another log.")
    elif held.size > walk.frontier.size:
        problem = f"It covers {held.size} leaves; the log now has {walk.frontier.size}."
        yield Finding(place=place, problem=problem)
    elif walk.roots.get(held.size, merkle.EMPTY_ROOT) != held.root:
        yield Finding(place=place, problem=f"The first {held.size} leaves are not those it saw.")


def _head_of(
    data: bytes, trusted: Sequence[notes.VerifierKey], origin: str
) -> notes.Checkpoint | None:
    try:
        note = notes.parse(data=data)
        signed = notes.verify(note=note, keys=trusted)
        head = notes.parse_checkpoint(text=note.text)
    except notes.Refused:
        return None
    is_own = any(one.key.name == origin and one.key.purpose is notes.Purpose.NOTE for one in signed)
    return head if is_own and head.origin == origin else None
