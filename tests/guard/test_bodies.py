"""Bodies of leaves are read as what they are, whichever way is the quicker."""

import datetime
import string
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.guard.actors import service
from candour.guard.log import bodies, leaves, marks
from candour.guard.models import Leaf

AT = datetime.datetime(2026, 11, 22, 9, tzinfo=datetime.UTC)
IDS = st.one_of(st.none(), st.uuids().map(str))
TEXTS = st.text(string.ascii_letters + string.digits + " .:_-'\u00e9\"\\\n", max_size=12)


def body_of(**said: object) -> dict[str, object]:
    """Return what a leaf says that tells of a look and of nothing else."""
    return {
        "after": [],
        "at": AT.isoformat(),
        "by": {"account": None, "organisation": None, "seat": "desk_reader", "service": ""},
        "detail": {},
        "file": None,
        "gone": [],
        "id": str(uuid.UUID(int=7)),
        "kind": "read",
        "recipients": [],
        "salt": "00" * 16,
        "v": 1,
        "what": "cases.open",
        "why": "Open a case",
        **said,
    }


LOOK = marks.marked(leaves.canonical(body_of(file=str(uuid.UUID(int=9)))))


def both_ways(body: bytes) -> list[object]:
    """Return what is read from a body, quickly and in full; nothing where it can't be read."""
    read = []
    for way in (bodies.read, bodies.read_in_full):
        try:
            read.append(way(body=body))
        except bodies.Unreadable:
            read.append(None)
    return read


@given(account=IDS, file=IDS, why=TEXTS, what=TEXTS, detail=st.dictionaries(TEXTS, TEXTS))
def test_a_look_says_the_same_read_quickly_and_in_full(account, file, why, what, detail):
    by = {"account": account, "organisation": account, "seat": "desk_reader", "service": ""}
    body = body_of(by=by, file=file, why=why, what=what, detail=detail)

    quickly, in_full = both_ways(leaves.canonical(body))

    assert quickly == in_full
    assert in_full.file == file
    assert in_full.names_account == (account is not None)


@given(place=st.integers(0, len(LOOK) - 1), byte=st.binary(min_size=0, max_size=2))
def test_a_look_with_bytes_changed_says_the_same_both_ways(place, byte):
    quickly, in_full = both_ways(LOOK[:place] + byte + LOOK[place + 1 :])

    assert quickly == in_full


@pytest.mark.parametrize(
    "said",
    [
        {"after": [["cases_case", 1, "x", "y"]], "written": 3},
        {"gone": [["cases_case", "x"]], "written": 3},
        {"detail": {"batch": "b", "digest": "d"}, "written": 3},
    ],
)
def test_what_a_leaf_says_of_rows_is_never_passed_over(said):
    quickly, in_full = both_ways(leaves.canonical(body_of(**said)))

    assert quickly == in_full
    assert quickly.order == 3
    assert quickly.after or quickly.gone or quickly.batch


@pytest.mark.django_db
def test_a_look_as_the_product_writes_it_is_read_quickly():
    entry = leaves.Entry(kind="read", what="cases.open", file=uuid.uuid4(), why="Open a case")
    leaf = leaves.append(entry=entry, by=service("testing"), at=AT)

    quickly = bodies.look(body=bytes(Leaf.objects.get(id=leaf).body))

    assert quickly is not None
    assert quickly.file == str(entry.file)


@pytest.mark.parametrize("length", [1, 32, 63, 64, 65, 200])
def test_every_mark_that_is_written_holds_and_no_other(settings, length):
    settings.LEAF_KEY = bytes(range(length))
    bare = leaves.canonical(body_of())
    marked = marks.marked(bare)
    settings.LEAF_KEY = bytes(range(1, length + 1))
    other = marks.Marks()
    settings.LEAF_KEY = bytes(range(length))
    own = marks.Marks()

    assert own.hold(marked)
    assert not other.hold(marked)
    altered = (bare, b" " + marked, marked[:-3] + b"x" + marked[-2:], marked + b" ", b"")
    assert not any(own.hold(body) for body in altered)
