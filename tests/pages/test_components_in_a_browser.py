"""What only a real browser can show: keys, focus and layout, with scripts switched off."""

import mimetypes
import urllib.parse

import gallery
import pytest
from django.contrib.staticfiles import finders
from django.template import loader
from django.utils import translation

import headless
from candour.ops import assets

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

HOME = "http://report.localhost/"
AXE = assets.ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser(chromium):
    with headless.browser(chromium) as opened:
        yield opened


@pytest.fixture
def plain_static_files(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    assert finders.find("vendor/govuk-frontend.min.css"), "the style sheets are not built"


@pytest.fixture(params=[1280, 320])
def checker(browser, plain_static_files, request):
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def tab(browser, plain_static_files):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 600})
    yield context.new_page()
    context.close()


def serve(tab, html):
    """Show a page with the real style sheets; return the list that its posts will be added to."""
    posts = []

    def answer(route):
        path = urllib.parse.urlsplit(route.request.url).path
        if route.request.method == "POST":
            posts.append(urllib.parse.parse_qs(route.request.post_data or ""))
        if not path.startswith("/static/"):
            return route.fulfill(body=html, content_type="text/html; charset=utf-8")
        found = finders.find(path.removeprefix("/static/"))
        return route.fulfill(path=found, content_type=mimetypes.guess_type(path)[0] or "")

    tab.route("**/*", answer)
    tab.goto(HOME)
    return posts


def question(data=None):
    return gallery.page("gallery_question.html", form=gallery.Answers(data))


def test_enter_in_an_answer_never_goes_back(tab):
    posts = serve(tab, question())
    tab.get_by_label("Where?").fill("Anytown")
    tab.get_by_label("Where?").press("Enter")
    assert posts == [{"place": ["Anytown"]}]


def test_back_keeps_what_was_typed(tab):
    posts = serve(tab, question())
    tab.get_by_label("Where?").fill("Anytown")
    tab.get_by_role("button", name="Back").click()
    assert posts == [{"go": ["back"], "place": ["Anytown"]}]


def test_a_refused_page_puts_the_focus_on_its_error_summary(tab):
    serve(tab, question({"place": ""}))
    assert tab.locator(":focus").get_attribute("id") == "error-summary"


def test_two_presses_of_the_tab_key_reach_the_way_out(tab):
    serve(tab, question())
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    assert tab.locator(":focus").inner_text() == "Leave this page"


def test_the_way_out_stays_in_sight(tab):
    serve(tab, gallery.page("gallery_question.html", form=gallery.Answers({})))
    tab.evaluate("window.scrollTo(0, 400)")
    box = tab.get_by_role("link", name="Leave this page").bounding_box()
    assert 0 <= box["y"] < 60


def test_the_way_out_never_covers_what_has_the_focus(tab):
    serve(tab, gallery.page("gallery_question.html", form=gallery.Answers({})))
    hidden = tab.get_by_role("link", name="Tell us what happened")
    tab.get_by_role("link", name="Enter the date it happened").focus()
    tab.evaluate("top => window.scrollBy(0, top)", hidden.bounding_box()["y"] - 10)
    tab.keyboard.press("Shift+Tab")
    way_out = tab.get_by_role("region", name="Leave quickly").bounding_box()
    assert hidden.bounding_box()["y"] >= way_out["y"] + way_out["height"]


def test_no_page_scrolls_sideways_on_a_narrow_screen(tab):
    serve(tab, gallery.gallery())
    assert tab.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("name", ["Back", "Change What happened", "Sign out"])
def test_small_buttons_are_large_enough_to_hit(tab, name):
    serve(tab, gallery.gallery())
    box = tab.get_by_role("button", name=name).bounding_box()
    assert box["height"] >= 24
    assert box["width"] >= 24


def test_paper_shows_the_letter_and_nothing_to_press(tab):
    serve(tab, gallery.gallery())
    tab.emulate_media(media="print")
    assert tab.get_by_text("We have recorded your complaint.").is_visible()
    assert tab.get_by_text("lantern").is_visible()
    assert not tab.get_by_role("button", name="Save and continue").is_visible()
    assert not tab.get_by_role("navigation", name="Menu").is_visible()


def in_arabic():
    with translation.override("ar"):
        return gallery.gallery()


@pytest.mark.parametrize(
    "made",
    [
        gallery.gallery,
        in_arabic,
        gallery.report_page,
        lambda: question({}),
        lambda: gallery.page("gallery_end.html"),
        lambda: gallery.page("gallery_pause.html"),
        lambda: loader.get_template("404.html").render(),
        lambda: loader.get_template("report/500.html").render(),
    ],
)
def test_an_accessibility_checker_finds_nothing_to_mend(checker, made):
    serve(checker, made())
    checker.evaluate(AXE.read_text(encoding="utf-8"))
    found = checker.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert [(fault["id"], fault["help"]) for fault in found["violations"]] == []
    assert len(found["passes"]) > 10
