"""People of the story at the casework site: each request runs as the site's own database role."""

import base64
import dataclasses
import datetime
import functools
import html
import json
import re
import uuid
from collections.abc import Iterable
from xml.etree import ElementTree

import html5lib
import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.http import HttpResponse
from django.test import Client

import story
from candour import clock
from candour.cases.courses.sheets import codes
from candour.cases.models import Allegation, Described, Suggestion
from candour.core import vault, words
from candour.guard import vaults
from candour.guard.models import Account, Leaf, Unlock, VaultKey
from candour.guard.seats import Seat
from candour.ops import work
from cast import World

SEATS = frozenset(Seat) - {Seat.OVERSIGHT_READER, Seat.SERVICE}
NOWHERE = uuid.UUID(int=0xDEAD)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An answer, read as a strict browser would."""

    status: int
    body: str
    location: str
    headers: dict[str, str]

    @property
    def text(self) -> str:
        """Return the words of the page's main part, with single spaces."""
        root = html5lib.HTMLParser(strict=True).parse(self.body.replace("<br>", "<br>\n"))
        main = next(one for one in root.iter() if one.tag.endswith("}main"))
        return " ".join("".join(main.itertext()).split())

    @property
    def fields(self) -> dict[str, list[str]]:
        """Return what the page's inputs and text boxes hold, as a browser would send it."""
        root = html5lib.HTMLParser(strict=True).parse(self.body)
        held: dict[str, list[str]] = {}
        for one in root.iter():
            if one.get("name") and _is_sent(one):
                value = one.get("value") or "".join(one.itertext()).lstrip("\n")
                held.setdefault(one.attrib["name"], []).append(value)
        return held

    @property
    def errors(self) -> list[str]:
        """Return the lines of the error summary."""
        found = re.search(r'govuk-error-summary__list">(.*?)</ul>', self.body, re.DOTALL)
        lines = re.findall(r"<li>(.*?)</li>", found.group(1), re.DOTALL) if found else []
        return [html.unescape(re.sub(r"<[^>]+>", "", line)).strip() for line in lines]


def _is_sent(one: ElementTree.Element) -> bool:
    kind = one.get("type", "")
    name = one.tag.rpartition("}")[2]
    if name == "textarea" or kind in {"text", "hidden"}:
        return one.get("name") != "csrfmiddlewaretoken"
    return kind in {"radio", "checkbox"} and "checked" in one.attrib


class Visitor:
    """Someone signed in, with the vault open unless said otherwise."""

    def __init__(self, world: World, as_role, username: str) -> None:
        self.world, self.as_role, self.username = world, as_role, username
        self.account = Account.objects.get(username=username)
        self.client = Client(HTTP_HOST="casework.localhost")
        Authenticator.objects.get_or_create(user=self.account, type="totp", defaults={"data": {}})
        self.client.force_login(self.account)

    def unlock(self) -> "Visitor":
        """Open the vault as the unlock page does, but stretch the phrase once for all tests."""
        session_key, at = vault.new_session_key(), clock.now()
        private = private_key(self.username, phrase_of(self.world, self.username))
        kept = Unlock.objects.create(
            account=self.account,
            ciphertext=vault.seal_session(private_key=private, session_key=session_key),
            opened_at=at,
            used_at=at,
        )
        cookie = base64.urlsafe_b64encode(kept.id.bytes + session_key).decode()
        self.client.cookies[vaults.COOKIE] = cookie
        return self

    def get(self, path: str) -> Page:
        with self.as_role("casework"):
            return _page(self.client.get(path))

    def post(self, path: str, data: dict[str, object] | None = None) -> Page:
        with self.as_role("casework"):
            answered = _page(self.client.post(path, data or {}))
        # As the worker does every second, so that the log keeps the order of the steps.
        with self.as_role("worker"):
            work.sequence()
        return answered

    def answers(self, paths: Iterable[str]) -> list[Page]:
        return [self.get(path) for path in paths]

    def statuses(self, paths: Iterable[str]) -> set[int]:
        return {page.status for page in self.answers(paths)}


@functools.cache
def private_key(username: str, phrase: str) -> bytes:
    key = VaultKey.objects.get(account__username=username, retired_on__isnull=True)
    spoken = words.normalise(text=phrase, count=words.VAULT_WORDS)
    return vault.open_vault(vault=bytes(key.sealed_private_key), words=spoken)


def _page(response: HttpResponse) -> Page:
    return Page(
        status=response.status_code,
        body=response.content.decode(),
        location=response.headers.get("Location", ""),
        headers=dict(response.headers),
    )


@pytest.fixture
def at_casework(settings, tmp_path) -> None:
    """The settings that make the tests' process the casework site."""
    settings.SITE_SEATS = SEATS
    settings.SITE_LABEL = "Casework"
    settings.ALLOWED_HOSTS = ["casework.localhost"]
    settings.NAVIGATION = (("Home", "/"), ("Cases", "/cases/"))
    settings.STATIC_ROOT = str(tmp_path)
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def visit(world, as_role, at_casework):
    """Sign somebody in: visit("desk") with the vault open, visit("desk", locked=True) without."""

    def signed_in(username: str, *, locked: bool = False) -> Visitor:
        visitor = Visitor(world, as_role, username)
        return visitor if locked else visitor.unlock()

    return signed_in


@pytest.fixture
def report(world, as_role) -> uuid.UUID:
    """A report that waits at the force's desk."""
    return story.reported(world, as_role).file


@pytest.fixture
def case(world, as_role, report) -> uuid.UUID:
    """A case that the desk has recorded of it: one person described, two allegations."""
    return story.record(world, as_role, report=report).file


def phrase_of(world: World, username: str) -> str:
    phrases: dict[str, str] = json.loads((world.data / "demo.json").read_text())
    return phrases[username]


def allegations(case: uuid.UUID) -> list[uuid.UUID]:
    return list(
        Allegation.objects.filter(file_id=case).order_by("number").values_list("id", flat=True)
    )


def suggestions(case: uuid.UUID) -> list[Suggestion]:
    return list(Suggestion.objects.filter(file_id=case).order_by("-weight", "id"))


def suggestion_of(case: uuid.UUID, username: str) -> Suggestion:
    person = Account.objects.get(username=username).person_id
    return Suggestion.objects.get(file_id=case, person_id=person)


def case_paths(case: uuid.UUID) -> list[str]:
    """Every address of one case that can be looked at."""
    first = Allegation.objects.filter(file_id=case).order_by("number").first()
    allegation = first.id if first else NOWHERE
    one = Suggestion.objects.filter(file_id=case).first()
    described = Described.objects.filter(file_id=case).first()
    return [
        f"/cases/{case}/{rest}"
        for rest in (
            "", "words/", "timeline/", "timeline/step/", "screening/",
            f"screening/{one.id if one else NOWHERE}/",
            f"screening/{described.id if described else NOWHERE}/again/",
            "severity/", f"severity/{allegation}/facts/", f"severity/{allegation}/history/",
            "referral/", "referral/answers/", "referral/refer/", "allocation/", "letters/",
            "walls/", f"walls/{NOWHERE}/", "leave/", "other-force/",
            "outcome/", f"outcome/{allegation}/", "outcome/tell/", "outcome/close/",
            "parties/", "parties/seat/", "parties/representative/", "parties/body/",
            "parties/reviewer/",
            "parties/safety/", "parties/safety/review/", f"parties/{NOWHERE}/end/",
            "disclosure/", "disclosure/give/", "disclosure/leaks/",
            "report/", "report/write/", "report/review/", "witnesses/", "witnesses/name/",
            "next/", "next/complaint/preserve_evidence/",
            "progress/", "progress/hand/", "progress/again/",
            "progress/back/", "progress/risk/", "progress/delay/", "progress/more-time/", "tasks/",
            "custody/", "names/",
            "papers/", "papers/write/update/",
            "papers/schedules/",
            "papers/schedules/write/notice/",
            "papers/redactions/",
            "papers/review/", "papers/publications/",
            "papers/publications/propose/hearing_notice/",
            "crime-side/",
            "checks/", f"checks/no-case/{allegation}/", "checks/second/", "checks/abuse/risk/",
            "checks/follow-up/housing/", "checks/learning/",
            "plan/", "diary/", "contacts/", "exhibits/", "exhibits/add/", "print/",
            "retaliation/", "retaliation/reporter/", "retaliation/evidence/",
            "print/summary/", "print/plan/", "print/diary/", "print/exhibits/",
        )
    ] + [f"/files/{case}/look-ups/"]  # fmt: skip


def watch(file: uuid.UUID, visitor: Visitor, *, username: str, on: datetime.date) -> Page:
    """Start the 72 hours of a manager who was told."""
    person = Account.objects.get(username=username).person_id
    told = {
        "told_on_day": str(on.day),
        "told_on_month": str(on.month),
        "told_on_year": str(on.year),
    }
    data = {"number": "4400", "person": str(person), "how": "She says so.", "go": "start", **told}
    return visitor.post(f"/files/{file}/watch/", data)


def answer(case: uuid.UUID, visitor: Visitor, *, username: str, answer: str) -> Page:
    """Answer one suggestion on the screening page."""
    one = suggestion_of(case, username)
    data = {f"s{one.id.hex}-answer": answer, f"s{one.id.hex}-reason": "The unit and the name."}
    return visitor.post(f"/cases/{case}/screening/{one.id}/", data)


def rule_out(case: uuid.UUID, visitor: Visitor, *, but: str) -> None:
    """Answer every suggestion: the one person is the one described, and nobody else is."""
    answer(case, visitor, username=but, answer="same")
    kept = suggestion_of(case, but).id
    for one in suggestions(case):
        if one.id != kept:
            data = {f"s{one.id.hex}-answer": "not_same", f"s{one.id.hex}-reason": "Another unit."}
            visitor.post(f"/cases/{case}/screening/{one.id}/", data)


NO_FACTS = {
    f"fact_{group}": "no"
    for group in ("sexual", "domestic", "discrimination", "indictable_only_conviction")
}


def assess(
    case: uuid.UUID, visitor: Visitor, *, allegation: uuid.UUID, level: str, **facts: str
) -> Page:
    """Assess an allegation on both bases."""
    place = f"/cases/{case}/severity/{allegation}"
    visitor.post(f"{place}/facts/", {"level": level, "reason": "On what is said."})
    data = {**NO_FACTS, **facts, "level": level, "reason": "With all that is known."}
    return visitor.post(f"{place}/history/", data)


CHECKED = {
    "why_no_case": "no_evidence_found",
    "word_against_word": "yes",
    **{f"corroboration_{name}": "nothing" for name, _ in codes.CORROBORATION},
    **{f"reporter_{name}": "neither" for name, _ in codes.CREDIBILITY},
    **{f"subject_{name}": "neither" for name, _ in codes.CREDIBILITY},
}


def check(case: uuid.UUID, visitor: Visitor, *, allegation: uuid.UUID, **answers: str) -> Page:
    """Record what was looked for before an allegation may end with no case to answer."""
    data = {**CHECKED, "reason": "Every line was followed.", **answers}
    return visitor.post(f"/cases/{case}/checks/no-case/{allegation}/", data)


def leaves() -> list[dict[str, object]]:
    """Return every leaf of the log as the owner of the database reads it."""
    return [json.loads(bytes(body)) for body in Leaf.objects.values_list("body", flat=True)]


def denials() -> list[dict[str, object]]:
    """Return what the log says of refusals, without what differs from one leaf to any other."""
    changing = ("id", "salt", "at", "file", "~mark")
    return [
        {key: one[key] for key in one if key not in changing}
        for one in leaves()
        if one.get("kind") == "denied"
    ]


def queries_of(visitor: Visitor, path: str) -> int:
    """Return how many statements a page takes."""
    with connection.execute_wrapper(counter := _Counter()):
        visitor.get(path)
    return counter.count


class _Counter:
    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute, sql, params, many, context):
        self.count += 1
        return execute(sql, params, many, context)


def days_ago(days: int) -> datetime.date:
    return clock.today() - datetime.timedelta(days=days)


def in_words(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"
