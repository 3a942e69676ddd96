"""Plays the demonstration in a browser: somebody reports, a desk reader records it as a case."""

import dataclasses
import time
from typing import TYPE_CHECKING

from candour.ops.demo import cast
from candour.ops.refused import Refused

if TYPE_CHECKING:
    from playwright.sync_api import Page

SUBJECT = next(f"{one.given} {one.family}" for one in cast.CAST if one.username == "subject")
STORY = "He pushed me against the lockers and said that nobody would believe me."
REASON = "She describes being pushed and threatened by an officer on duty."
_PORTS = {"report": 0, "casework": 1, "oversight": 2}
_LONGEST_SECONDS = 60


class NotSealed(Refused):
    """The report did not reach its desk: is the worker of the demonstration running?"""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """Where the three sites of a running demonstration stand."""

    first_port: int

    def address(self, site: str) -> str:
        """Return the address of one site, without a slash at its end."""
        return f"http://{site}.localhost:{self.first_port + _PORTS[site]}"


def begin_report(page: "Page", sites: Sites) -> None:
    """Go to the question what happened, and answer it."""
    page.goto(f"{sites.address('report')}/")
    page.get_by_role("button", name="Start now").click()
    page.get_by_label("Police staff").check()
    _go_on(page)
    page.get_by_role("textbox").first.fill(STORY)


def send_report(page: "Page", sites: Sites) -> None:
    """Report the officer who sits on the receiving desk."""
    begin_report(page, sites)
    _go_on(page)
    page.get_by_label("Where was it?").fill("locker room")
    _go_on(page)
    page.get_by_label("First name or nickname").fill("Dan")
    page.get_by_label("Rank or job").fill("Constable")
    page.get_by_label("Team or station").fill("Kings Cross, firearms")
    _go_on(page)
    page.get_by_label("No", exact=True).check()
    _go_on(page)
    _go_on(page)
    page.get_by_label("Which force is it about?").select_option(label="Northfold Police")
    page.get_by_label("The police force", exact=True).check()
    _go_on(page)
    _go_on(page)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Send my report").click()
    page.get_by_role("heading", name="We have your report").wait_for()


def sign_in(page: "Page", sites: Sites, *, site: str, part: str) -> None:
    """Sign in as one of the demonstration's people."""
    page.goto(f"{sites.address(site)}/sign-in/demo/")
    page.locator(f"button[value='{part}']").click()
    page.get_by_role("button", name="Sign out").wait_for()


def record_newest_report(page: "Page", sites: Sites, *, known: frozenset[str]) -> None:
    """Record the report that is not among the known ones; the page ends at its case."""
    (address,) = _wait_for_more(page, sites, known=known)
    page.goto(address)
    page.get_by_role("link", name="Record").or_(page.get_by_role("button", name="Record")).click()
    page.get_by_label("Complaint", exact=True).check()
    page.get_by_label("Why this kind?").fill(REASON)
    page.get_by_role("group", name="Schedule 3").get_by_label("Yes").check()
    page.locator("summary", has_text="Police powers").click()
    page.get_by_label("Use of force").check()
    page.get_by_role("button", name="Record").click()
    page.get_by_role("heading", name="What must happen").wait_for()


def waiting_reports(page: "Page", sites: Sites) -> frozenset[str]:
    """Return the addresses of the reports that wait for whoever is signed in."""
    page.goto(f"{sites.address('casework')}/")
    found = page.locator("a[href^='/reports/']").all()
    return frozenset(f"{sites.address('casework')}{link.get_attribute('href')}" for link in found)


def _wait_for_more(page: "Page", sites: Sites, *, known: frozenset[str]) -> frozenset[str]:
    for _ in range(_LONGEST_SECONDS):
        more = waiting_reports(page, sites) - known
        if more:
            return more
        time.sleep(1)
    raise NotSealed(NotSealed.__doc__)


def _go_on(page: "Page") -> None:
    page.get_by_role("button", name="Continue").click()
