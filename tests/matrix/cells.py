"""One cell: somebody asks for one address by one method; what comes back, and what it leaves."""

import contextlib
import copy
import dataclasses
import json
import re
import zlib
from collections.abc import Iterator, Sequence

from django.db import connection, transaction
from django.http import HttpResponse

from candour.guard.models import Leaf, PendingLeaf
from candour.ops.docs.pages.gates import Place
from matrix import objects
from matrix.objects import Built, Target
from matrix.people import Guest

METHODS = ("GET", "POST", "HEAD", "OPTIONS")
_ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=)"[^"]*"')
_OF_THE_LEAF = ("id", "salt", "at", "file", "written", "~mark")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Who asks for what by which method."""

    place: Place
    target: Target
    guest: Guest
    method: str

    def __str__(self) -> str:
        asked = f"{self.method} {self.place.site}:/{self.place.route}"
        return f"{asked} [{self.target.name}] by {self.guest.name}"

    @property
    def number(self) -> int:
        """A number that is the same in every run, by which a sample is drawn."""
        return zlib.crc32(str(self).encode())


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back, without what is random in every answer, and what the log says of it."""

    status: int
    headers: tuple[tuple[str, str], ...]
    cookies: tuple[str, ...]
    body: bytes
    leaves: tuple[str, ...]
    statements: tuple[str, ...]

    @property
    def seen(self) -> tuple[object, ...]:
        """What whoever asks sees of it."""
        return (self.status, self.headers, self.cookies, self.body)

    @property
    def said(self) -> list[dict[str, object]]:
        return [json.loads(one) for one in self.leaves]

    @property
    def is_denied(self) -> bool:
        return self.status == 404


def cells(
    places: Sequence[Place], *, built: Built, guests: Sequence[Guest], methods: Sequence[str]
) -> Iterator[Cell]:
    """Yield every cell of these addresses."""
    for place in places:
        for target in built.targets_of(place):
            for guest in guests:
                for method in methods:
                    yield Cell(place=place, target=target, guest=guest, method=method)


def ask(cell: Cell, *, as_role) -> Answer:
    """Ask as a browser would, as the site's own role; undo whatever it did."""
    path = cell.place.path(objects.values(cell.place, cell.target))
    return ask_path(path, cell.guest, method=cell.method, site=cell.place.site, as_role=as_role)


def ask_path(path: str, guest: Guest, *, method: str, site: str, as_role) -> Answer:
    """Ask for any address at all."""
    held, statements = copy.deepcopy(guest.client.cookies), _Statements()
    undone = transaction.savepoint()
    try:
        known = set(PendingLeaf.objects.values_list("leaf_id", flat=True))
        with as_role(site), connection.execute_wrapper(statements):
            response = guest.client.generic(method, path)
            body = _body(response)
        return _answer(response, body=body, known=known, statements=statements)
    finally:
        with contextlib.suppress(Exception):
            transaction.savepoint_rollback(undone)
        guest.client.cookies = held


def _answer(
    response: HttpResponse, *, body: bytes, known: set, statements: "_Statements"
) -> Answer:
    new = Leaf.objects.filter(
        id__in=PendingLeaf.objects.exclude(leaf_id__in=known).values("leaf_id")
    )
    bodies = [json.loads(bytes(one)) for one in new.values_list("body", flat=True)]
    kept = [{key: one[key] for key in one if key not in _OF_THE_LEAF} for one in bodies]
    return Answer(
        status=response.status_code,
        headers=tuple(sorted((name, _ID.sub("<id>", text)) for name, text in response.items())),
        cookies=tuple(sorted(morsel.key for morsel in response.cookies.values())),
        body=_ID.sub("<id>", _TOKEN.sub(r"\1", body.decode(errors="backslashreplace"))).encode(),
        leaves=tuple(sorted(json.dumps(one, sort_keys=True) for one in kept)),
        statements=tuple(statements.asked),
    )


def _body(response: HttpResponse) -> bytes:
    if response.streaming:
        return b"".join(response.streaming_content)
    return response.content


class _Statements:
    """The statements that one request makes, without their values."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, execute, sql, params, many, context):
        self.asked.append(re.sub(r'"s\d+_x\d+"', "s", sql))
        return execute(sql, params, many, context)
