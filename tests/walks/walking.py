"""The whole walk of one report, told once for all tests: what everybody saw at each stage."""

import contextlib
import dataclasses
import urllib.parse
from collections.abc import Callable, Iterator, Mapping, Sequence

from playwright.sync_api import Browser

import cast
from candour.ops.docs import demonstration
from candour.ops.docs.demonstration import Sites
from walks import asking, desks, steps
from walks.asking import Answer, Asker
from walks.steps import Description, Sent
from walks.tabs import Findings, Inspector, Tab

# What somebody looks at who wants to know whether there is anything about them.
LISTS = (
    "/",
    "/cases/",
    "/cases/?state=open",
    "/cases/?text=Use+of+force",
    "/cases/?kind=complaint",
    "/cases/export/",
    "/cases/export/?text=force",
    "/chased/",
    "/managers/",
    "/solved-outside/",
    "/reporting-lines/",
)
STAGES = ("before", "waiting", "recorded", "told", "closed")

Look = tuple[Answer, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How one walk is walked: who is described how, with or without scripts, on which screen."""

    described: Description
    has_scripts: bool
    width: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """What the reporter saw."""

    sent: Sent
    progress: str
    proof: str
    verdict: str
    asked: str
    told: str
    ended: str
    cookies: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Handlers:
    """What those saw who handled it, in order."""

    report: str
    photo: str
    advice: str
    managers: str
    case: str
    reference: str
    screening: str
    history: str
    refused: str
    law: str
    referred: str
    letters: str
    letter: str
    closed: str
    addresses: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """One whole walk."""

    reporter: Reporter
    handlers: Handlers
    looks: Mapping[str, Mapping[str, Look]]
    open_cases: Mapping[str, int]
    sessions: Mapping[str, Asker]


class Stage:
    """A browser on which everybody opens tabs, and the sites that they open."""

    def __init__(self, browser: Browser, sites: Sites, findings: Findings, way: Way) -> None:
        self.sites = sites
        self._browser = browser
        self._way = way
        self._inspector = Inspector(browser, findings, width=way.width)
        self._tabs: list[Tab] = []

    def tab(self, *, has_scripts: bool) -> Tab:
        context = self._browser.new_context(
            java_script_enabled=has_scripts, viewport={"width": self._way.width, "height": 900}
        )
        opened = Tab(context, self._inspector)
        self._tabs.append(opened)
        return opened

    def signed_in(self, part: str, *, site: str = "casework") -> Tab:
        opened = self.tab(has_scripts=self._way.has_scripts)
        steps.sign_in(opened, self.sites, part, site=site)
        return opened

    def session(self, tab: Tab, *, site: str = "casework") -> Asker:
        return asking.as_browser(tab.context, self.sites.address(site))

    def close(self) -> None:
        for tab in self._tabs:
            tab.close()
        self._inspector.close()


@contextlib.contextmanager
def stage(browser: Browser, sites: Sites, findings: Findings, way: Way) -> Iterator[Stage]:
    """Close every tab afterwards, whatever happens on the way."""
    opened = Stage(browser, sites, findings, way)
    try:
        yield opened
    finally:
        opened.close()


def walk(on: Stage, way: Way) -> Walk:
    """Walk one report from its writing to the closed case; say what everybody saw."""
    casework = on.sites.address("casework")
    watchers = {part: asking.signed_in(casework, part) for part in cast.KEPT_OUT}
    overseer = on.signed_in(cast.OVERSIGHT_READER, site="oversight")
    looks: dict[str, Mapping[str, Look]] = {}
    open_cases: dict[str, int] = {}

    def look(name: str) -> None:
        looks[name] = {part: _look(asker) for part, asker in watchers.items()}
        open_cases[name] = _open_cases(overseer, on.sites)

    told = _Telling(on, look)
    told.is_heard(way.described)
    told.is_looked_into()
    told.is_recorded()
    told.is_screened_and_assessed()
    told.is_referred_and_given_away()
    told.is_asked_about()
    told.is_decided_and_closed()
    return Walk(
        reporter=told.reporter(),
        handlers=told.handlers(),
        looks=looks,
        open_cases=open_cases,
        sessions={
            **watchers,
            **told.sessions(),
            cast.OVERSIGHT_READER: on.session(overseer, site="oversight"),
        },
    )


class _Telling:
    """The walk as it is told, step by step, with a note of each page that matters."""

    def __init__(self, on: Stage, look: Callable[[str], None]) -> None:
        self._on = on
        self._look = look
        self._desk = on.signed_in(cast.DESK)
        self._authority = on.signed_in(cast.AUTHORITY)
        self._external: Tab = self._desk
        self._her = on.tab(has_scripts=False)
        self._hers: dict[str, str] = {}
        self._theirs: dict[str, str] = {}
        self._report = self._case = ""

    def is_heard(self, described: Description) -> None:
        known = steps.waiting(self._desk, self._on.sites)
        self._look("before")
        steps.write_report(self._her, self._on.sites, described)
        self._sent = steps.send_report(self._her)
        self._report = steps.await_report(self._desk, self._on.sites, known=known)
        self._look("waiting")
        self._open_mailbox("Show the proof")
        proof = steps.code_on(self._her, "Proof")
        self._hers |= {"progress": self._her.text, "proof": proof}
        self._hers["verdict"] = steps.check_receipt(self._her, self._on.sites, proof)

    def is_looked_into(self) -> None:
        desk, report = self._desk, self._report
        self._theirs["photo"] = desks.look_at_photo(desk, report)
        self._theirs["advice"] = desks.note_advice(desk, report)
        self._theirs["managers"] = desks.watch_manager(desk, report)

    def is_recorded(self) -> None:
        self._case = steps.record(self._desk, self._report)
        self._theirs["reference"] = steps.reference_on(self._desk)
        self._look("recorded")

    def is_screened_and_assessed(self) -> None:
        desk, case = self._desk, self._case
        self._theirs["refused"] = steps.look_at_severity(desk, case)
        self._theirs["screening"] = steps.screen(desk, case, subject=demonstration.SUBJECT)
        self._theirs["history"] = steps.assess(desk, case)

    def is_referred_and_given_away(self) -> None:
        met = "Is a serious sexual offence alleged?"
        self._theirs["law"] = steps.answer_the_law(self._desk, self._case, met=met)
        self._theirs["referred"] = steps.refer(self._authority, self._case)
        steps.allocate(self._desk, self._case, "Tomasz Whitaker")
        self._external = self._on.signed_in(cast.EXTERNAL_INVESTIGATOR)
        steps.declare(self._external, self._case)

    def is_asked_about(self) -> None:
        steps.ask_reporter(self._external, self._case, steps.QUESTION)
        self._open_mailbox(steps.QUESTION)
        self._hers["asked"] = self._her.text
        steps.write_in_mailbox(self._her, steps.ANSWER)
        self._theirs["letters"] = steps.read_letters(self._desk, self._case, shows=steps.ANSWER)

    def is_decided_and_closed(self) -> None:
        steps.decide_outcome(self._external, self._case)
        self._theirs["letter"] = steps.tell_outcome(self._external, self._case)
        steps.await_in_mailbox(self._her, "Gross misconduct proven")
        self._hers["told"] = self._her.text
        self._look("told")
        self._theirs["closed"] = steps.close_case(self._desk, self._case)
        self._look("closed")
        steps.await_in_mailbox(self._her, "closed")
        self._hers["ended"] = self._her.text

    def reporter(self) -> Reporter:
        cookies = tuple(str(one) for one in self._her.context.cookies())
        return Reporter(sent=self._sent, cookies=cookies, **self._hers)

    def handlers(self) -> Handlers:
        tabs = (self._desk, self._authority, self._external)
        addresses = frozenset().union(*(tab.addresses for tab in tabs))
        return Handlers(
            report=_path(self._report),
            case=_path(self._case),
            addresses=tuple(sorted(addresses)),
            **self._theirs,
        )

    def sessions(self) -> Mapping[str, Asker]:
        casework = self._on.sites.address("casework")
        return {
            cast.DESK: self._on.session(self._desk),
            cast.AUTHORITY: self._on.session(self._authority),
            cast.EXTERNAL_INVESTIGATOR: self._on.session(self._external),
            cast.INVESTIGATOR: asking.signed_in(casework, cast.INVESTIGATOR),
        }

    def _open_mailbox(self, shows: str) -> None:
        steps.open_mailbox(self._her, self._on.sites, self._sent.words)
        steps.await_in_mailbox(self._her, shows)


def _look(asker: Asker) -> Look:
    return tuple(asker.get(path) for path in LISTS)


def _open_cases(tab: Tab, sites: Sites) -> int:
    """Return what the overseer's first page counts for the force."""
    tab.open(f"{sites.address('oversight')}/")
    row = tab.page.get_by_role("row", name="Northfold Police").first
    return int(row.get_by_role("cell").last.inner_text())


def _path(address: str) -> str:
    return urllib.parse.urlsplit(address).path


def addresses_of(walk: Walk) -> Sequence[str]:
    """Return every address of the report and of its case that its readers' pages lead to."""
    files = [address.split("/")[2] for address in (walk.handlers.case, walk.handlers.report)]
    return tuple(one for one in walk.handlers.addresses if one.split("/")[2] in files)


def tour(on: Stage, walk: Walk) -> None:
    """Open what no step of the walk passes by: lists, words, refusals, and pages that only say."""
    sites = on.sites
    her = on.tab(has_scripts=False)
    for path in ("limits/", "accessibility/", "carry-on/", "appeals/", "check/", "published/",
                 "standards/", "figures/", "report/"):  # fmt: skip
        her.open(f"{sites.address('report')}/{path}")
    her.press_in_vain("Continue")
    her.open(f"{sites.address('report')}/mailbox/")
    her.press_in_vain("Open")
    # Another reader than the one whose session the tests go on with: locking closes both.
    desk = on.signed_in("desk-two")
    for path in (*LISTS[1:3], *LISTS[-4:], walk.handlers.report):
        desk.open(f"{sites.address('casework')}{path}")
    for section in ("words/", "timeline/", "screening/", "allocation/", "walls/", "leave/",
                    "other-force/", "letters/", "outcome/"):  # fmt: skip
        desk.open(f"{sites.address('casework')}{walk.handlers.case}{section}")
    desk.open(f"{sites.address('casework')}/handed-on/case/")
    desk.open(f"{sites.address('casework')}/who/")
    desk.open_in_vain(f"{sites.address('casework')}/cases/nothing/")
    desk.open(f"{sites.address('casework')}/")
    desk.press("Lock")
    desk.open(f"{sites.address('casework')}{walk.handlers.case}words/")
    overseer = on.signed_in(cast.OVERSIGHT_READER, site="oversight")
    for path in ("alerts/", "channels/", "escalations/", "reporting-lines/", "measures/"):
        overseer.open(f"{sites.address('oversight')}/{path}")
    for name in ("timeliness", "repeaters", "units"):
        overseer.open(f"{sites.address('oversight')}/measures/{name}/")
    stranger = on.tab(has_scripts=False)
    stranger.open(f"{sites.address('casework')}/cases/")
