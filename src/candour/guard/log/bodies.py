"""Reads the bodies of leaves: what they say of rows, whatever somebody may have put there."""

import json
import re
import typing
from collections.abc import Mapping

# Nearly all leaves are of this shape, in the one text that leaves.canonical writes: they say who
# looked, and nothing of rows. What differs by a byte is read in full.
_LOOK = re.compile(
    rb"""
    \{"after":\[\],"at":TEXT,"by":\{"account":(?:null|"(?P<account>UUID)"),
    "organisation":(?:null|"UUID"),"seat":TEXT,"service":TEXT\},"detail":\{\},
    "file":(?:null|"(?P<file>UUID)"),"gone":\[\],"id":"UUID","kind":TEXT,"recipients":\[\],
    "salt":TEXT,"v":1,"what":TEXT,"why":TEXT(?:,"~mark":TEXT)?\}
    """.replace(b"TEXT", rb'"[ !#-\[\]-~]*+"').replace(b"UUID", b"[0-9a-f-]{36}"),
    re.VERBOSE,
)


class Words(typing.NamedTuple):
    """What one leaf says of rows: those written (table, version, id, image), those removed, and
    the batch (id, digest) that it stands for. `order` says which of two leaves is the later,
    `names_account` that it says of somebody that they did it.
    """

    order: int
    after: tuple[tuple[str, int, str, str], ...]
    gone: tuple[tuple[str, str], ...]
    batch: tuple[str, str] | None
    file: str | None = None
    names_account: bool = False


class Unreadable(Exception):
    """The leaf's body can't be read."""


def read(*, body: bytes) -> Words:
    """Return what a body says; raise Unreadable where it is not what a leaf is made of."""
    return look(body=body) or read_in_full(body=body)


def look(*, body: bytes) -> Words | None:
    """Return what a body says that tells of a look and of nothing else; nothing of any other."""
    found = glance(body=body)
    if found is None:
        return None
    names_account, file = found
    return Words(0, (), (), None, file, names_account)


def glance(*, body: bytes) -> tuple[bool, str | None] | None:
    """Return whether a look names an account, and its file: all that there is to hear of a look.

    Nothing of any other body. Of a million leaves nearly all are looks.
    """
    found = _LOOK.fullmatch(body)
    if found is None:
        return None
    account, file = found.groups()
    return account is not None, None if file is None else file.decode()


def read_in_full(*, body: bytes) -> Words:
    """Read a body as the JSON that it is, whatever its shape."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise Unreadable from None
    if not isinstance(said, dict):
        raise Unreadable
    return understand(said=said)


def understand(*, said: Mapping[str, object]) -> Words:
    """Return what the fields of a body say; raise Unreadable where they are not a leaf's."""
    after = tuple(_written(one) for one in _list(said.get("after", [])))
    gone = tuple(_removed(one) for one in _list(said.get("gone", [])))
    order = said.get("written")
    if order is None and not after and not gone:
        order = 0
    if not isinstance(order, int):
        raise Unreadable
    return Words(
        order=order,
        after=after,
        gone=gone,
        batch=_batch(said.get("detail", {})),
        file=_file(said.get("file")),
        names_account=_names_account(said.get("by")),
    )


def _file(said: object) -> str | None:
    if said is not None and not isinstance(said, str):
        raise Unreadable
    return said


def _names_account(said: object) -> bool:
    return isinstance(said, dict) and said.get("account") is not None


def _list(said: object) -> list[object]:
    if not isinstance(said, list):
        raise Unreadable
    return said


def _written(said: object) -> tuple[str, int, str, str]:
    match said:
        case [str(table), int(version), str(row_id), str(image)] if image:
            return table, version, row_id, image
    raise Unreadable


def _removed(said: object) -> tuple[str, str]:
    match said:
        case [str(table), str(row_id)]:
            return table, row_id
    raise Unreadable


def _batch(detail: object) -> tuple[str, str] | None:
    match detail:
        case {"batch": str(batch), "digest": str(digest)}:
            return batch, digest
        case dict() if "batch" not in detail:
            return None
    raise Unreadable
