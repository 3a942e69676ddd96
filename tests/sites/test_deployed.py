"""A whole deployment in a crowd: no word is lost, and nothing of anybody is written down."""

import html
import re
import urllib.parse
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import html5lib
import pytest

import running
from reporters import Answer, Reporter
from running import Deployment

pytestmark = pytest.mark.enable_socket

AGENT = "Canary-Browser/7.7"
PLACE = "canary-path-of-hers"
TYPED = "canary words in a form"
SOURCE = "127.0.0.77"
CROWD = 60


@pytest.fixture(scope="module")
def narrow() -> Iterator[Deployment]:
    """A deployment whose processes answer one request at a time and let nobody wait."""
    with running.deployment(CANDOUR_AT_ONCE="1", CANDOUR_PATIENCE="0") as found:
        yield found


def typed_again(answer: Answer) -> dict[str, str]:
    """What the button of the busy page sends; browsers write line ends as two signs."""
    tree = html5lib.parse(answer.page, namespaceHTMLElements=False)
    return {one.get("name"): one.get("value").replace("\n", "\r\n") for one in tree.iter("input")}


def until_answered(reporter: Reporter, answer: Answer) -> Answer:
    """Press "Try again" until there is a page."""
    answers = iter(lambda: reporter.post("/report/", typed_again(reporter.page)), None)
    return answer if answer.status == 200 else next(one for one in answers if one.status == 200)


def opened(narrow: Deployment, place: int) -> tuple[Reporter, str]:
    """A reporter who has a page open on which she is about to write her own story."""
    reporter = Reporter(port=narrow.port)
    running.soon(lambda: reporter.get("/report/").status == 200)
    state = reporter.page.state
    typed = {"state": state, "go": "next", "route": "public"}
    until_answered(reporter, reporter.post("/report/", typed))
    return reporter, f"{TYPED} <{place}> & “{place}”\r\nsecond line"


def write(one: tuple[Reporter, str]) -> Answer:
    """Ask for the page again with the story on it, which is sent and never left to a link."""
    reporter, story = one
    typed = {"state": reporter.page.state, "go": "language", "story": story}
    return reporter.post("/report/", typed)


def story_on(answer: Answer) -> str:
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", answer.page, re.DOTALL)
    assert found
    return html.unescape(found[1]).removeprefix("\n")


def test_in_a_crowd_some_are_asked_to_try_again_and_every_word_arrives(narrow):
    crowd = [opened(narrow, place) for place in range(CROWD)]

    with ThreadPoolExecutor(max_workers=CROWD) as pool:
        first = list(pool.map(write, crowd))
    pairs = zip(crowd, first, strict=True)
    answered = [until_answered(reporter, answer) for (reporter, _), answer in pairs]
    hung_up = [reporter.hang_up() for reporter, _ in crowd]

    statuses = {answer.status for answer in first}
    refused = [answer for answer in first if answer.status == 503]
    assert len(hung_up) == CROWD
    assert statuses == {200, 503}
    assert {answer.headers["Retry-After"] for answer in refused} == {"5"}
    assert [story_on(answer) for answer in answered] == [story for _, story in crowd]


def test_the_processes_write_down_no_address_no_agent_no_path_and_no_word(narrow):
    visitor = Reporter(port=narrow.port, headers={"User-Agent": AGENT}, source=SOURCE)
    said_before = narrow.said()
    statuses = {
        visitor.get(f"/{PLACE}/").status,
        visitor.post(f"/{PLACE}/", {"story": TYPED}).status,
        visitor.get("/limits/?" + urllib.parse.urlencode({"q": TYPED})).status,
        visitor.post("/report/", {"state": TYPED, "story": TYPED}).status,
        visitor.post("/mailbox/", {"phrase": TYPED}).status,
        visitor.post("/report/", {"story": TYPED * 200_000}).status,
    }
    visitor.hang_up()

    assert statuses >= {200, 400, 404, 413}
    assert "Candour is running" in said_before
    said = narrow.said()
    assert [one for one in (AGENT, PLACE, TYPED, SOURCE, "GET ", "POST ") if one in said] == []


def test_the_server_is_told_to_keep_no_list_of_requests(narrow):
    commands = [title for title in narrow.processes().values() if "granian" in title]

    assert len(commands) >= 3
    assert [one for one in commands if "--no-access-log" not in one and "--access" in one] == []
