"""The report site as a browser without cookies and scripts sees it."""

import html
import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import clear_url_caches

from candour import clock
from candour.core import sealed_state
from candour.intake import page
from candour.intake.journey import saying, state
from candour.intake.journey.state import State
from candour.intake.package import Said

QUESTIONS = {
    "route": {"route": "public"},
    "what_happened": {"story": "He pushed me against the lockers."},
    "when_and_where": {"about_when": "last week", "place": "locker room"},
    "person": {"given": "Dan", "rank": "PC", "unit": "Kings Cross, firearms"},
    "anyone_else": {"more": "no"},
    "about": {},
    "who_you_are": {"kind": "police_staff"},
    "must_not_see": {"names": ""},
    "force": {},
    "destination": {"to": "force"},
    "files": {},
    "check": {},
    "equality": {},
    "words": {"kept": "on"},
}


class Reporter:
    """Somebody at the report site: what the page shows, and what they type."""

    def __init__(self, client: Client, force: str) -> None:
        self.client = client
        self.force = force
        self.response = client.get("/report/")

    @property
    def page(self) -> str:
        return self.response.content.decode()

    @property
    def text(self) -> str:
        main = self.page.split("<main", 1)[1]
        return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", main)))

    @property
    def state(self) -> str:
        return re.search(r'name="state" value="([^"]+)"', self.page).group(1)

    @property
    def words(self) -> str:
        found = re.search(r'class="candour-words[^>]*>(.*?)</ol>', self.page, re.DOTALL)
        return " ".join(re.findall(r"<li[^>]*>\s*(?:<[^>]+>\s*)*([a-z-]+)", found.group(1)))

    @property
    def held(self) -> State:
        """What the page's hidden field carries."""
        mapping = sealed_state.open_state(
            token=self.state, keys=settings.FORM_KEYS, at=clock.now(), label=page.LABEL
        )
        return state.read(mapping)

    @property
    def said(self) -> Said:
        """What the report says as it stands."""
        return saying.finished(self.held)

    def walk(self, route: str, *, until: str = "words", **typed: dict[str, object]) -> list[str]:
        """Answer page after page of a route; return the names of the pages that were passed."""
        passed = []
        while (step := self.held.step) != until:
            answers = {**QUESTIONS.get(step, {}), **typed.get(step, {})}
            if step == "route":
                answers["route"] = route
            if step in {"force", "line_manager"}:
                answers.setdefault("force", self.force)
            self.post(**answers)
            assert self.held.step != step, f"{step}: {self.text}"
            passed.append(step)
        return passed

    def send(self) -> None:
        self.post(**QUESTIONS["words"])

    def post(self, go: str = "next", **typed: object) -> None:
        self.response = self.client.post(
            "/report/", {"state": self.state, "go": go, **typed}, follow=False
        )

    def answer(self, *pages: str, **changes: dict[str, str]) -> None:
        for name in pages:
            typed = {**QUESTIONS[name], **changes.get(name, {})}
            if name == "force":
                typed.setdefault("force", self.force)
            self.post(**typed)

    def write_all(self, **changes: dict[str, str]) -> None:
        """Answer every page up to the words, without sending."""
        self.answer(*[page for page in QUESTIONS if page != "words"], **changes)


@pytest.fixture
def report_site(world, as_role, settings):
    """The report site under its own addresses, headers and database role."""
    settings.ROOT_URLCONF = "candour.sites.report.urls"
    settings.ALLOWED_HOSTS = ["report.localhost"]
    settings.MIDDLEWARE = [
        "django.middleware.security.SecurityMiddleware",
        "candour.sites.headers.AnonymousHeaders",
        "django.middleware.common.CommonMiddleware",
    ]
    clear_url_caches()
    with as_role("report"):
        yield Client(HTTP_HOST="report.localhost", HTTP_SEC_FETCH_SITE="same-origin")
    clear_url_caches()


@pytest.fixture
def reporter(report_site, world) -> Reporter:
    return Reporter(report_site, str(world.organisations["Northfold Police"]))
