"""Somebody at an open mailbox: what the page shows, which buttons it has, and what they type."""

import dataclasses
import datetime
import html
import re
import uuid

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import clear_url_caches

import story
from candour.core import envelope
from candour.intake.mailboxes import Box, Secret, letters, opening
from candour.intake.models import Correspondent
from cast import NOW

# Every day that a mailbox can tell of.
_DAYS = {
    "intake_mailbox": ("promised_on",),
    "intake_progress": ("since_on", "next_on"),
    "intake_letter": ("written_on",),
    "intake_reporterevent": ("on_day", "takes_effect_on"),
    "intake_stagedletter": ("day", "not_before"),
}
_STATE = re.compile(r'name="state" value="([^"]+)"')
_WORDS = re.compile(r'class="candour-words[^>]*>(.*?)</ol>', re.DOTALL)
_WORD = re.compile(r"<li[^>]*>\s*(?:<[^>]+>\s*)*([a-z-]+)")


class Visitor:
    """A browser without scripts and cookies at the mailbox of one report."""

    def __init__(self, client: Client, sent: story.Sent, as_role) -> None:
        self.client, self.sent, self._as_role = client, sent, as_role
        self.words = " ".join(sent.words)

    def later(self, days: int) -> None:
        """Let days pass: everything that happened so far lies so much further back."""
        for table, columns in _DAYS.items():
            changes = ", ".join(f"{column} = {column} - {int(days)}" for column in columns)
            _run(f"update {table} set {changes}", [])
        self.open()

    def open(self, words: str = "") -> None:
        self._post({"phrase": words or self.words})

    def press(self, go: str, /, **typed: object) -> None:
        self._post({"state": self.state, "go": go, **typed})

    def act(self, page: str, /, **typed: object) -> None:
        """Open a page of after-care and send it."""
        self.press(f"open:{page}")
        self.press("do", **typed)

    def _post(self, typed: dict[str, object]) -> None:
        with self._as_role("report"):
            self.response: HttpResponse = self.client.post("/mailbox/", typed)

    @property
    def page(self) -> str:
        return self.response.content.decode()

    @property
    def text(self) -> str:
        main = self.page.split("<main", 1)[1]
        return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", main)))

    @property
    def state(self) -> str:
        return _STATE.search(self.page)[1]

    @property
    def shown_words(self) -> str:
        return " ".join(_WORD.findall(_WORDS.search(self.page)[1]))

    def box(self, *, matter: int = 0, words: str = "") -> Box:
        """The mailbox as its words open it, asked past the pages."""
        secret = Secret(words=tuple((words or self.words).split()))
        with self._as_role("report"):
            found = opening.opened(secret=secret, matter=matter)
        return found.box if found else None

    def done(self, *, matter: int = 0) -> list[tuple[str, dict]]:
        return [(one.kind, dict(one.detail)) for one in self.box(matter=matter).done]

    def detail(self, kind: str) -> dict:
        """What the newest act of a kind says, in codes."""
        return [detail for found, detail in self.done() if found == kind][-1]

    def seal(self) -> None:
        with self._as_role("worker"):
            story.seal()


@pytest.fixture
def at_the_site(world, settings):
    """The report site's own addresses and headers."""
    settings.ROOT_URLCONF = "candour.sites.report.urls"
    settings.ALLOWED_HOSTS = ["report.localhost"]
    settings.MIDDLEWARE = [
        "django.middleware.security.SecurityMiddleware",
        "candour.sites.headers.AnonymousHeaders",
        "django.middleware.common.CommonMiddleware",
    ]
    clear_url_caches()
    yield Client(HTTP_HOST="report.localhost", HTTP_SEC_FETCH_SITE="same-origin")
    clear_url_caches()


@pytest.fixture
def at_mailbox(at_the_site, as_role):
    """Somebody at the open mailbox of a report that a test sent itself."""

    def opened(sent: story.Sent) -> Visitor:
        found = Visitor(at_the_site, sent, as_role)
        found.open()
        return found

    return opened


@pytest.fixture
def visitor(world, as_role, at_the_site) -> Visitor:
    """Her, at the mailbox of a report that was sealed and proved today."""
    sent = story.reported(world, as_role)
    found = Visitor(at_the_site, sent, as_role)
    found.open()
    return found


@pytest.fixture
def early(world, as_role, at_the_site) -> Visitor:
    """Her, at the mailbox of a report that waits for its sealing."""
    with as_role("report"):
        sent = story.send(world)
    found = Visitor(at_the_site, sent, as_role)
    found.open()
    return found


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Handler:
    """Whoever handles the report, as far as her mailbox shows it."""

    visitor: Visitor

    def write(self, text: str, *, kind: str = letters.MESSAGE, public: bytes = b"") -> uuid.UUID:
        """Deliver a letter, sealed to the key that is known now or to one that was."""
        contact = Correspondent.objects.get(file_id=self.visitor.sent.file)
        letter = uuid.uuid4()
        sealed = envelope.seal_item(
            plaintext=letters.encode(letters.Letter(text=text, kind=kind)),
            epoch_public=public or bytes(contact.box_public)[3:35],
            context=letters.letter_context(correspondent=contact.id, letter=letter),
        )
        _run(
            "insert into intake_letter (id, correspondent_id, number, is_from_reporter,"
            " written_on, ciphertext) select %s, %s, count(*) + 1, false, %s, %s"
            " from intake_letter where correspondent_id = %s",
            [letter, contact.id, NOW.date(), sealed, contact.id],
        )
        return letter

    def move(self, state: str, *, next_in: int = 28) -> None:
        """Tell her that the report stands somewhere else."""
        contact = Correspondent.objects.get(file_id=self.visitor.sent.file)
        next_on = None if state == "closed" else NOW.date() + datetime.timedelta(next_in)
        _run(
            "insert into intake_progress (id, correspondent_id, file_id, organisation_id, number,"
            " state, since_on, next_on) select %s, %s, %s, %s, max(number) + 1, %s, %s, %s"
            " from intake_progress where correspondent_id = %s",
            [
                uuid.uuid4(), contact.id, contact.file_id, contact.organisation_id, state,
                NOW.date(), next_on, contact.id,
            ],
        )  # fmt: skip

    def pass_through(self, states: list[str]) -> None:
        """Tell her of one state after the other."""
        for state in states:
            self.move(state)


def _run(sql: str, values: list[object]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture
def handler(visitor) -> Handler:
    return Handler(visitor=visitor)
