"""On a shared device: leaving shows and keeps nothing, and an unfinished report can be resumed."""

import pytest
from playwright.sync_api import Error

import headless
from candour.ops.docs.demonstration import Sites
from walks import asking, steps

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

CANARY = "quixotic-marmalade-thimble"
STORED = """async () => [
    localStorage.length, sessionStorage.length, document.cookie,
    (await indexedDB.databases()).length, (await caches.keys()).length]"""

# The page as it stands, with what its fields hold now.
SHOWN = """() => document.documentElement.outerHTML
    + [...document.querySelectorAll('input, textarea')].map(one => one.value).join(' ')"""


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def has_scripts(request):
    return request.param


@pytest.fixture
def profile(tmp_path):
    return tmp_path / "profile"


@pytest.fixture
def device(playwright, chromium, profile, has_scripts):
    """A browser as people have it: with a profile on disk, and pages kept for the Back button."""
    opened = playwright.chromium.launch_persistent_context(
        str(profile),
        executable_path=chromium,
        args=headless.FLAGS,
        ignore_default_args=["--disable-back-forward-cache"],
        java_script_enabled=has_scripts,
    )
    opened.set_default_timeout(60_000)
    yield opened
    opened.close()


def write(page, sites: Sites) -> None:
    """Write the story, go on, and begin the next answer."""
    page.goto(f"{sites.address('report')}/")
    page.get_by_role("button", name="Start now").click()
    page.get_by_label("I want to report something").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("What happened?").fill(f"{steps.STORY} {CANARY}")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Where was it?").fill(f"at {CANARY}")


def leave(page) -> None:
    page.get_by_role("link", name="Leave this page").click()
    page.get_by_role("heading", name="Weather").wait_for()


def back(device, sites: Sites, *, pages: int) -> str:
    """Write, leave, go that many pages back, and read what stands there, if anything does."""
    page = device.new_page()
    write(page, sites)
    leave(page)
    line = device.new_cdp_session(page)
    history = line.send("Page.getNavigationHistory")
    entry = history["entries"][history["currentIndex"] - pages]
    line.send("Page.navigateToHistoryEntry", {"entryId": entry["id"]})
    page.wait_for_timeout(500)
    try:
        return str(page.evaluate(SHOWN))
    except Error as error:
        # The browser has no page to show, and asks before it would send a form again.
        return error.message


def on_disk(folder) -> list[str]:
    """Return the files that hold the canary, in either of the ways a browser writes text."""
    needles = (CANARY.encode(), CANARY.encode("utf-16-le"))
    return [
        str(file.relative_to(folder))
        for file in folder.rglob("*")
        if file.is_file() and any(needle in file.read_bytes() for needle in needles)
    ]


@pytest.mark.scenario("SC-08", part="leave")
def test_leaving_leads_to_a_dull_page_that_is_not_told_from_where(device, sites, weather):
    page = device.pages[0]
    write(page, sites)

    leave(page)

    assert page.url == weather.address
    assert "Referer" not in weather.asked[-1]
    assert device.cookies() == []


@pytest.mark.scenario("SC-08", part="nothing-kept")
def test_back_after_leaving_shows_none_of_it(device, sites):
    next_question, story, first_question, start = (
        back(device, sites, pages=pages) for pages in (1, 2, 3, 4)
    )

    assert "Start now" in start
    assert "Which of these fits you?" in first_question
    assert CANARY not in start + first_question + story + next_question
    assert "What happened?" not in story
    assert "Where was it?" not in next_question


def test_the_reading_of_a_page_sees_what_was_typed_there(device, sites):
    page = device.pages[0]
    write(page, sites)

    assert CANARY in str(page.evaluate(SHOWN))


@pytest.mark.scenario("SC-08", part="nothing-kept")
def test_a_private_window_leaves_none_of_it_on_the_disk(device, sites, profile, has_scripts):
    window = device.browser.new_context(java_script_enabled=has_scripts)
    page = window.new_page()
    write(page, sites)
    leave(page)
    window.close()

    device.close()

    assert any(profile.rglob("History"))
    assert on_disk(profile) == []


@pytest.mark.scenario("SC-08", part="nothing-kept")
def test_what_was_typed_and_not_sent_is_never_on_the_disk(device, sites, profile):
    page = device.pages[0]
    page.goto(f"{sites.address('report')}/report/")
    page.get_by_label("I want to report something").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("What happened?").fill(CANARY)
    leave(page)

    device.close()

    assert on_disk(profile) == []


def test_outside_a_private_window_only_the_tabs_to_reopen_keep_what_was_sent(
    device, sites, profile
):
    page = device.pages[0]
    write(page, sites)
    leave(page)

    device.close()

    assert {file.split("/")[1] for file in on_disk(profile)} <= {"Sessions"}


def test_the_site_says_what_a_browser_may_keep_and_how_to_avoid_it(browser, sites):
    page = browser.new_page()
    page.goto(f"{sites.address('report')}/limits/")

    said = page.get_by_role("main").inner_text()

    page.close()
    assert "may also keep what you sent" in said
    assert "private window" in said


def test_the_search_of_the_profile_finds_what_a_browser_keeps(device, sites, profile):
    page = device.pages[0]
    page.goto(f"{sites.address('report')}/?{CANARY}")
    page.goto("about:blank")

    device.close()

    assert on_disk(profile) != []


@pytest.mark.scenario("SC-08", part="nothing-kept")
def test_no_storage_of_the_browser_holds_anything(device, sites):
    page = device.pages[0]
    write(page, sites)
    leave(page)
    page.goto(f"{sites.address('report')}/limits/")

    assert page.evaluate(STORED) == [0, 0, "", 0, 0]


@pytest.mark.scenario("SC-08", part="leave")
def test_leaving_tells_the_browser_to_clear_what_it_kept(sites, weather):
    answered = asking.Asker(host=sites.address("report").removeprefix("http://")).get("/leave/")

    headers = dict(answered.headers)
    assert headers["clear-site-data"] == '"cache", "storage"'
    assert headers["cache-control"] == "no-store"
    assert answered.location == weather.address


@pytest.mark.scenario("SC-08", part="resume")
def test_a_draft_is_opened_again_with_its_words_on_another_day(browser, sites):
    first, second = browser.new_context(), browser.new_context()
    page = first.new_page()
    write(page, sites)
    page.get_by_role("button", name="Stop and come back later").click()
    words = " ".join(page.locator(".candour-words__word").all_inner_texts())
    first.close()

    again = second.new_page()
    again.goto(f"{sites.address('report')}/carry-on/")
    again.get_by_role("textbox").fill(words)
    again.get_by_role("button", name="Carry on").click()

    assert again.get_by_label("Where was it?").input_value() == f"at {CANARY}"
    again.get_by_role("button", name="Back", exact=True).click()
    assert CANARY in again.get_by_label("What happened?").input_value()
    second.close()
