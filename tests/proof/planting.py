"""A reporter who leaves a canary wherever a browser, a network or a form lets her."""

import base64
import contextlib
import datetime
import io
import socket
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
from canaries import MARK, canary, plain
from looking import Window
from PIL import Image
from psycopg import sql

import filling
from candour import clock
from candour.core import mailbox
from candour.core import words as word_list
from candour.intake import routes
from candour.ops import roles
from reporters import Reporter
from running import Deployment

ADDRESS = "127.0.0.73"
# As the database's own type would store it: family, bits, the four bytes.
_ADDRESS_STORED = b"\x02\x20\x7f\x00\x00\x49"
_A_SECOND = datetime.timedelta(seconds=1)

_NAMES = (
    "User-Agent", "Accept-Language", "Accept", "X-Forwarded-For", "X-Real-IP", "Forwarded", "Via",
    "From", "X-Request-ID", "Traceparent", "Sec-CH-UA", "If-None-Match",
)  # fmt: skip
HEADERS = {
    **{name: plain(name.lower()) for name in _NAMES},
    "Referer": f"http://elsewhere.example/{plain('referer')}",
    "Cookie": f"one={plain('cookie')}",
}

# Every way in that a reporter can choose without an appeal being open.
ROUTES = tuple(
    name for name, route in routes.every().items() if route.is_chosen and name != "appeal"
)
# Boxes that take no other letters than ASCII's.
_NARROW = ("number", "file name")
PERSON = {
    "given": canary("given"),
    "family": canary("family"),
    "rank": canary("rank"),
    "number": plain("number"),
    "unit": canary("unit"),
    "looks": canary("looks"),
}
WRITTEN = {
    "what_happened": {"story": canary("story") * 40},
    "when_and_where": {"about_when": canary("when"), "place": canary("place")},
    "person": PERSON,
    "must_not_see": {"names": f"{canary('unseen one')}\n{canary('unseen two')}"},
}


# What the search must find when it is there, by the table that it is put into.
HIDDEN: dict[str, object] = {
    "hidden_clear": canary("clear"),
    "hidden_capitals": MARK.upper(),
    "hidden_bytes": MARK.encode(),
    "hidden_wide": MARK.encode("utf-16-le"),
    "hidden_backwards": MARK[::-1],
    "hidden_hex": MARK.encode().hex(),
    "hidden_base64": base64.b64encode(b"a" + MARK.encode() + b"b").decode(),
    "hidden_base64_in_bytes": base64.urlsafe_b64encode(canary("b").encode()),
    "hidden_long": "the same again " * 1_000 + MARK + " and again" * 1_000,
    "hidden_address": f"came from {ADDRESS} or so",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """What she holds afterwards: her words, and the secrets that only they derive."""

    words: str
    secrets: dict[str, bytes]
    window: Window


def plant(deployment: Deployment) -> Planted:
    """Report, write a message, keep a draft, and make every mistake the site knows."""
    first = clock.now()
    reporter = Reporter(port=deployment.port, headers=HEADERS, source=ADDRESS)
    reporter.start()
    reporter.walk(**WRITTEN)
    spoken = reporter.page.words
    reporter.send()
    _write(reporter, spoken, text=canary("message before"))
    _report_by_every_route(reporter)
    draft = _keep_draft(reporter)
    _make_mistakes(reporter)
    _speak_badly(deployment)
    _fail_in_the_database(deployment)
    reporter.hang_up()
    window = Window(first=first, last=clock.now())
    secrets = {**_secrets(deployment, spoken), "draft words": draft.encode()}
    return Planted(words=spoken, secrets=secrets, window=window)


@contextlib.contextmanager
def hidden(deployment: Deployment, *, at: datetime.datetime) -> Iterator[None]:
    """Keep for a while, in tables of their own, what should never be there."""
    values = {**HIDDEN, "hidden_time": at}
    with deployment.connect() as connection:
        for name, value in values.items():
            statement = sql.SQL("create table {} as select {} as value, {} as bytes, {} as at")
            is_bytes, is_time = isinstance(value, bytes), isinstance(value, datetime.datetime)
            connection.execute(statement.format(
                sql.Identifier(name),
                sql.Literal(None if is_bytes or is_time else value),
                sql.Literal(value if is_bytes else None),
                sql.Literal(value if is_time else None),
            ))  # fmt: skip
        yield
        for name in values:
            connection.execute(sql.SQL("drop table {}").format(sql.Identifier(name)))


def write_again(deployment: Deployment, planted: Planted) -> None:
    """Write one more message, once the report is sealed."""
    reporter = Reporter(port=deployment.port, headers=HEADERS, source=ADDRESS)
    _write(reporter, planted.words, text=canary("message after"))
    reporter.hang_up()


def _write(reporter: Reporter, spoken: str, *, text: str) -> None:
    reporter.open(spoken)
    assert text in reporter.write(text).page


def _report_by_every_route(reporter: Reporter) -> None:
    """Write a canary into every box of every page of every route, and into a picture."""
    for route in ROUTES:
        walked = filling.walk(
            reporter,
            chosen={"route": route, "to": "force", "how": "named"},
            write=_canary_for,
            file=_picture(),
        )
        assert {page.status for page in walked} == {200}
        assert "candour/promise/v1" in reporter.send().page


def _canary_for(box: str) -> str:
    return plain(box[:12]) if box in _NARROW else canary(box[:12])


def _picture() -> bytes:
    """A photograph with a canary in what a camera writes into it."""
    about = Image.Exif()
    about[0x010E], about[0x013B] = plain("picture"), plain("camera")
    kept = io.BytesIO()
    Image.new("RGB", (64, 48), (90, 20, 60)).save(kept, "JPEG", exif=about)
    return kept.getvalue() + canary("after the picture").encode()


def _keep_draft(reporter: Reporter) -> str:
    reporter.start()
    reporter.step(route="public")
    reporter.step(go="save", story=canary("draft"))
    spoken = reporter.page.words
    assert canary("draft") in reporter.post("/carry-on/", {"phrase": spoken}).page
    return spoken


def _make_mistakes(reporter: Reporter) -> None:
    """Ask for what isn't there, type too much, send what can't be read, check a strange file."""
    expected = [
        (reporter.get(f"/{plain('path')}?q={plain('query')}"), 404),
        (reporter.post("/report/", {"state": plain("state"), "story": canary("lost")}), 400),
        (reporter.post("/report/", {"state": "", plain("field"): canary("value")}), 400),
        (reporter.post("/mailbox/", {"phrase": plain("words")}), 200),
        (reporter.post("/check/", {"text": canary("receipt")}), 200),
        (reporter.upload("/check/", name=plain("file.txt"), content=plain("file").encode()), 200),
    ]
    assert [answer.status for answer, _ in expected] == [status for _, status in expected]
    # The site may close the line before it has read everything.
    with contextlib.suppress(ConnectionError):
        reporter.post("/check/", {"text": plain("large") * 200_000})
    reporter.hang_up()
    reporter.start()
    reporter.step(route="public")
    reporter.step(story=canary("too long") * 1_000)
    reporter.step(story=f"\0{canary('null')}")


def _speak_badly(deployment: Deployment) -> None:
    """Send what is no HTTP at all."""
    for said in (
        f"GET /{plain('raw')} HTTP/9.9\r\n\r\n",
        f"{plain('verb')} / HTTP/1.1\r\nX\r\n\r\n",
    ):
        with socket.create_connection(
            ("127.0.0.1", deployment.port), timeout=10, source_address=(ADDRESS, 0)
        ) as line:
            line.sendall(said.encode() + b"\r\n")
            with contextlib.suppress(ConnectionError):
                line.recv(10_000)


def _fail_in_the_database(deployment: Deployment) -> None:
    """Make the report site's own role fail in its statements, with canaries as their values."""
    address = roles.address_for(
        "candour_report", owner_address=deployment.owner, secrets=deployment.folders.secrets
    )
    failing = [
        ("select intake.submit(%s, %s, %s, %s, %s, false)", _malformed()),
        ("select intake.write(%s, %s, now()::date, %s::jsonb)", [b"x", None, plain("not JSON")]),
        ("select %s::uuid", [plain("not a UUID")]),
        ("insert into intake_staged (day) values (%s)", [plain("no right to")]),
    ]
    failed = 0
    for statement, values in failing:
        with psycopg.connect(address) as connection:
            try:
                connection.execute(statement, values)
            except psycopg.Error:
                failed += 1
    assert failed == len(failing)


def _malformed() -> list[object]:
    body = plain("leaf body").encode()
    return [body, "2026-01-01", body, body, f'{{"{plain("key")}": "{plain("package")}"}}']


def _secrets(deployment: Deployment, spoken: str) -> dict[str, bytes]:
    normal = word_list.normalise(text=spoken, count=word_list.MAILBOX_WORDS)
    keys = mailbox.derive_mailbox(words=normal, salt=deployment.secret("deployment.salt"))
    return {
        "her words": spoken.encode(),
        "the mailbox id": keys.mailbox_id,
        "her private key": keys.x25519_private,
        "her signing key": keys.ed25519_private,
        "the commitment's salt": keys.commitment_salt,
        "her address": ADDRESS.encode(),
        "her address, stored": _ADDRESS_STORED,
    }
