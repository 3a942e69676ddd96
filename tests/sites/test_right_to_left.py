"""The report site can be read from the right: nothing in it is fixed to the left, or to a width."""

import mimetypes
import re
import urllib.parse

import pytest
from django.contrib.staticfiles import finders
from django.template import loader
from django.utils import translation

import headless
from candour.intake import forms
from candour.ops import assets
from candour.sites.languages import LANGUAGES, Other

HOME = "http://report.localhost/"
NARROW = {"width": 320, "height": 900}
AXE = assets.ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHYSICAL = re.compile(
    r"\b(?:margin|padding|border)-(?:left|right)\b|\b(?:text-align|float|clear):\s*(?:left|right)"
    r"|^\s*(?:left|right):",
    re.MULTILINE,
)
LONG = "A word and a veryveryveryveryveryveryveryveryveryverylongwordwithoutanybreakinit. "
PAGES = {
    "intake/start.html": {},
    "intake/limits.html": {},
    "intake/accessibility.html": {},
    "intake/taken.html": {},
    "intake/unreadable.html": {"typed": [LONG * 5]},
    "intake/no_desk.html": {"state": "sealed"},
    "report/404.html": {},
    "report/413.html": {"state": "sealed", "texts": [LONG * 5]},
    "report/503.html": {"typed": [("state", "sealed"), ("story", LONG)], "path": "/report/"},
}


class Asked:
    """What a page asks of the request that it answers."""

    method = "GET"
    language = LANGUAGES[1]
    other_languages = (Other(language=LANGUAGES[0], href="/limits/"),)


@pytest.fixture(scope="module")
def browser(chromium):
    with headless.browser(chromium) as opened:
        yield opened


@pytest.fixture
def tab(browser, deployed):
    context = browser.new_context(viewport=NARROW)
    yield context.new_page()
    context.close()


def show(tab, page):
    """Open a page with the real style sheets."""

    def answer(route):
        path = urllib.parse.urlsplit(route.request.url).path
        if not path.startswith("/static/"):
            return route.fulfill(body=page, content_type="text/html; charset=utf-8")
        found = finders.find(path.removeprefix("/static/"))
        return route.fulfill(path=found, content_type=mimetypes.guess_type(path)[0] or "")

    tab.route("**/*", answer)
    tab.goto(HOME)


def rendered(name, **context):
    with translation.override("ar"):
        return loader.render_to_string(name, {**PAGES.get(name, {}), "request": Asked, **context})


@pytest.mark.journey
@pytest.mark.enable_socket
@pytest.mark.parametrize("name", PAGES)
def test_a_page_read_from_the_right_fits_a_small_phone_and_passes_the_checker(tab, name):
    show(tab, rendered(name))
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    found = tab.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)

    assert tab.evaluate("document.documentElement.dir") == "rtl"
    assert tab.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    assert [(fault["id"], fault["nodes"]) for fault in found["violations"]] == []


@pytest.mark.journey
@pytest.mark.enable_socket
def test_a_form_read_from_the_right_fits_a_small_phone(tab):
    form = forms.OpenWithWords({"phrase": ""})
    show(tab, rendered("intake/mailbox_closed.html", form=form))

    assert tab.locator("html[dir=rtl]").count() == 1
    assert tab.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    start = tab.get_by_role("textbox").bounding_box()
    assert start["x"] + start["width"] > NARROW["width"] - 40


@pytest.mark.journey
@pytest.mark.enable_socket
def test_the_language_of_a_page_with_answers_changes_by_a_button_that_enter_never_presses(tab):
    form = forms.OpenWithWords({"phrase": "half"})
    asked = type("Posted", (Asked,), {"method": "POST"})
    posts = []
    tab.on(
        "request", lambda request: posts.append((request.method, request.url, request.post_data))
    )
    show(tab, rendered("intake/mailbox_closed.html", form=form, request=asked))

    tab.get_by_role("textbox").press("Enter")
    tab.get_by_role("button", name="English").click()

    sent = [(url, data) for method, url, data in posts if method == "POST"]
    assert sent == [
        (f"{HOME}mailbox/", "phrase=half"),
        (f"{HOME}limits/", "go=language&phrase=half"),
    ]


def test_the_styles_name_no_left_and_no_right():
    sheet = finders.find("candour/candour.css")

    with open(sheet, encoding="utf-8") as file:
        assert PHYSICAL.findall(file.read()) == []


@pytest.mark.parametrize("rule", ["margin-left: 1rem", "text-align: right", "  left: 0"])
def test_a_rule_that_is_fixed_to_one_side_is_found(rule):
    assert PHYSICAL.search(f".x {{\n{rule};\n}}")
