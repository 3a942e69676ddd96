"""Everybody may read a notice from its first day to its last: no account, no cookie, no copy."""

import datetime
import urllib.parse

import pytest
from django.template.loader import render_to_string
from test_right_to_left import AXE, NARROW, RULES, show

import headless
from candour import clock
from candour.cases.papers import publishing
from candour.cases.papers.contents import Content, Part
from candour.intake.notices import folder

HOME = "http://report.localhost"
TODAY = clock.today()
DAY = datetime.timedelta(days=1)
SLUG, OTHER = "a" * 24, "b" * 24
HEARING = Content(
    title="Notice of a misconduct hearing",
    parts=(
        Part(text="PC Adam Example of Northfold Police will appear before a misconduct hearing."),
        Part(text="14 December 2026", heading="When"),
    ),
)


def page(slug=SLUG, *, from_on=TODAY, until_on=TODAY) -> folder.Page:
    """Return a page as a second person confirms it."""
    body = publishing.page(content=HEARING, force="Northfold Police", until_on=until_on)
    about = HEARING.parts[0].text
    return folder.Page(
        slug=slug, title=HEARING.title, about=about, from_on=from_on, until_on=until_on, body=body
    )


@pytest.fixture
def published(deployed, tmp_path):
    """Let the folder hold these pages, as the worker leaves it."""
    deployed.PUBLISHED = tmp_path / "published"

    def write(*pages: folder.Page) -> None:
        folder.write(folder=deployed.PUBLISHED, pages=pages)

    write()
    return write


def refusal(visitor, slug):
    answer = visitor.get(f"/published/{slug}/")
    # The page leads to itself in another language, by the address that was asked for.
    said = answer.content.replace(slug.encode(), b"")
    return answer.status_code, said, dict(answer.headers)


def test_a_stranger_reads_the_page_byte_for_byte_as_it_was_confirmed(visitor, published):
    published(page())

    answer = visitor.get(f"/published/{SLUG}/")

    assert answer.status_code == 200
    assert answer.content.decode() == page().body


def test_neither_page_nor_list_sets_a_cookie_or_may_be_kept_or_runs_a_script(visitor, published):
    published(page())

    for answer in (visitor.get("/published/"), visitor.get(f"/published/{SLUG}/")):
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Robots-Tag"] == "noindex, noarchive"
        assert not {"ETag", "Last-Modified", "Expires", "Vary", "Set-Cookie"} & set(answer.headers)
        assert not answer.cookies
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert b"<script" not in answer.content


def test_the_list_names_what_may_be_read_today_the_newest_first(visitor, published):
    newer = page(OTHER, from_on=TODAY, until_on=TODAY + DAY)
    published(page(from_on=TODAY - DAY), newer)

    said = visitor.get("/published/").content.decode()

    assert said.index(f"/published/{OTHER}/") < said.index(f"/published/{SLUG}/")
    assert "PC Adam Example of Northfold Police will appear" in said


def test_an_empty_list_says_so(visitor, published):
    said = visitor.get("/published/").content.decode()

    assert "There is nothing here today." in said
    assert "/published/a" not in said


@pytest.mark.parametrize(
    ("from_on", "until_on"), [(TODAY - 9 * DAY, TODAY - DAY), (TODAY + DAY, TODAY + 9 * DAY)]
)
def test_nothing_is_shown_after_its_last_day_or_before_its_first_though_no_worker_ran(
    visitor, published, settings, from_on, until_on
):
    published(page(from_on=from_on, until_on=until_on))

    assert (settings.PUBLISHED / f"{SLUG}.html").is_file()
    assert refusal(visitor, SLUG) == refusal(visitor, OTHER)
    assert refusal(visitor, SLUG)[0] == 404
    assert "There is nothing here today." in visitor.get("/published/").content.decode()


def test_a_page_that_was_withdrawn_answers_as_one_that_never_was(visitor, published):
    published(page())
    before = visitor.get(f"/published/{SLUG}/").status_code
    published()

    assert before == 200
    assert refusal(visitor, SLUG) == refusal(visitor, OTHER)
    assert refusal(visitor, SLUG)[0] == 404


def test_a_page_that_somebody_changed_or_put_there_is_not_shown(visitor, published, settings):
    published(page())
    for slug in (SLUG, OTHER):
        (settings.PUBLISHED / f"{slug}.html").write_text("<p>Somebody else's words")

    assert refusal(visitor, SLUG) == refusal(visitor, OTHER)
    assert refusal(visitor, SLUG)[0] == 404


@pytest.mark.parametrize("broken", ["", "[", "{}", '[{"slug": "../a"}]', "[1]", "null"])
def test_a_broken_list_shows_nothing(visitor, published, settings, broken):
    published(page())
    (settings.PUBLISHED / folder.LIST).write_text(broken)

    assert "There is nothing here today." in visitor.get("/published/").content.decode()
    assert refusal(visitor, SLUG)[0] == 404


def test_every_language_of_the_site_leads_to_the_same_page(visitor, published):
    published(page())

    said = visitor.get("/cy/published/").content.decode()

    assert f"/cy/published/{SLUG}/" in said
    assert visitor.get(f"/cy/published/{SLUG}/").content.decode() == page().body


def test_the_first_page_of_the_site_leads_to_the_list(visitor, published):
    assert 'href="/published/"' in visitor.get("/").content.decode()


@pytest.fixture(scope="module")
def browser(chromium):
    with headless.browser(chromium) as opened:
        yield opened


@pytest.mark.journey
@pytest.mark.enable_socket
@pytest.mark.parametrize("path", ["/published/", f"/published/{SLUG}/"])
def test_a_browser_shows_and_prints_it_with_nothing_to_complain_of(
    browser, visitor, published, path
):
    published(page())
    context = browser.new_context(viewport=NARROW)
    tab, complaints = context.new_page(), []
    tab.on("console", lambda said: complaints.append(said.text))

    def answer(route):
        found = visitor.get(urllib.parse.urlsplit(route.request.url).path)
        route.fulfill(
            status=found.status_code, body=found.content,
            headers={name.lower(): value for name, value in found.headers.items()},
        )  # fmt: skip

    tab.route(f"{HOME}/published/**", answer)
    tab.route(f"{HOME}/static/**", lambda route: route.fulfill(body="", content_type="text/css"))
    tab.goto(HOME + path)
    tab.emulate_media(media="print")

    assert complaints == []
    assert tab.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    assert tab.get_by_role("heading", level=1).count() == 1
    context.close()


@pytest.mark.journey
@pytest.mark.enable_socket
@pytest.mark.parametrize("is_list", [True, False])
def test_the_checker_of_accessibility_finds_nothing(browser, visitor, published, is_list):
    published(page())
    found = visitor.get("/published/" if is_list else f"/published/{SLUG}/")
    tab = browser.new_page(viewport=NARROW)

    show(tab, found.content.decode())
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    faults = tab.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
    tab.close()

    assert [(fault["id"], fault["nodes"]) for fault in faults] == []


def test_the_pages_of_the_folder_carry_their_own_style_alone():
    said = render_to_string(
        "cases/papers/print/published.html",
        {"content": HEARING, "force": "Northfold Police", "until_on": TODAY},
    )

    assert "@media print" in said
    assert not [word for word in ("http", "<link", "<img", "@import", "url(") if word in said]
