"""The path alone names the language: every page stays in it, and nothing typed is lost."""

import re

import html5lib
import pytest
from django.urls import get_script_prefix
from django.utils import translation
from report_pages import QUIET

UNCHECKED = "This translation has not been checked yet."
# Files, and the way out: they say nothing in any language.
WITHOUT_LANGUAGE = ("/static/", "/leave/")


def elements(response):
    return list(html5lib.parse(response.content, namespaceHTMLElements=False).iter())


def addresses(response):
    """Where the page leads and what its forms are sent to."""
    return [
        value
        for element in elements(response)
        for name, value in element.items()
        if name in {"href", "action", "formaction"} and value.startswith("/")
    ]


def states(page):
    return re.findall(r'name="state" value="([^"]+)"', page)


def test_a_path_that_begins_with_cy_is_answered_in_welsh(visitor):
    page = visitor.get("/cy/limits/").content.decode()

    assert '<html lang="cy" dir="ltr"' in page
    assert "Gadael y dudalen hon" in page


def test_every_other_path_is_answered_in_english(visitor):
    page = visitor.get("/limits/").content.decode()

    assert '<html lang="en-gb" dir="ltr"' in page
    assert "Leave this page" in page


@pytest.mark.parametrize("path", QUIET)
def test_nothing_that_a_browser_says_of_itself_changes_a_page(visitor, path):
    told = {"HTTP_ACCEPT_LANGUAGE": "cy", "HTTP_COOKIE": "django_language=cy; language=cy"}

    plain, asked = visitor.get(path), visitor.get(path, **told)

    assert asked.content == plain.content
    assert "Vary" not in asked.headers
    assert "Content-Language" not in asked.headers
    assert not asked.cookies


@pytest.mark.parametrize("path", QUIET)
def test_every_link_and_form_of_a_welsh_page_stays_in_welsh(visitor, path):
    found = [
        one for one in addresses(visitor.get("/cy" + path)) if not one.startswith(WITHOUT_LANGUAGE)
    ]

    assert [one for one in found if not one.startswith("/cy/")] == [path]


@pytest.mark.parametrize("path", [*QUIET, "/nowhere/"])
def test_every_page_leads_to_itself_in_the_other_language(visitor, path):
    assert f'<a class="govuk-link" href="/cy{path}" hreflang="cy" lang="cy">Cymraeg</a>' in (
        visitor.get(path).content.decode()
    )
    assert f'<a class="govuk-link" href="{path}" hreflang="en-gb" lang="en-gb">English</a>' in (
        visitor.get("/cy" + path).content.decode()
    )


@pytest.mark.parametrize("path", ["/cy//evil.example/", "/cy///evil.example", "//evil.example/"])
def test_no_address_makes_a_page_lead_to_another_site(visitor, path):
    found = addresses(visitor.get(path))

    assert found
    assert [one for one in found if one.startswith(("//", "/\\"))] == []


def test_a_language_without_its_last_stroke_leads_to_its_first_page(visitor):
    response = visitor.get("/cy")

    assert (response.status_code, response["Location"]) == (302, "/cy/")


def test_a_word_that_only_begins_like_a_language_is_no_language(visitor):
    response = visitor.get("/cyan/")

    assert response.status_code == 404
    assert '<html lang="en-gb"' in response.content.decode()


def test_a_page_that_is_not_there_says_so_in_the_language_of_its_path(visitor):
    response = visitor.get("/cy/nowhere/")

    assert response.status_code == 404
    assert '<html lang="cy"' in response.content.decode()


def test_what_was_asked_in_welsh_leaves_nothing_behind_for_the_next_request(visitor):
    visitor.get("/cy/nowhere/")

    assert get_script_prefix() == "/"
    assert translation.get_language() == "en-gb"


def test_an_unchecked_translation_says_so_in_both_languages_on_every_page(visitor):
    page = visitor.get("/cy/").content.decode()

    assert "Nid yw’r cyfieithiad hwn wedi’i wirio eto." in page
    assert f'<p class="govuk-body" lang="en">{UNCHECKED}' in page
    assert UNCHECKED not in visitor.get("/").content.decode()


def test_sentences_without_a_translation_are_shown_in_english(visitor, settings, tmp_path):
    settings.LOCALE_PATHS = [tmp_path]

    page = visitor.get("/cy/limits/").content.decode()

    assert '<html lang="cy"' in page
    assert "What we keep, and what we can't protect" in page


def test_a_mistake_in_the_words_is_told_in_the_language_and_keeps_what_was_typed(visitor):
    response = visitor.post("/cy/mailbox/", {"phrase": "only three words"})

    page = response.content.decode()
    assert "Mae problem" in page
    assert 'value="only three words"' in page
    assert 'formaction="/mailbox/" name="go" value="language"' in page


def test_the_language_changes_inside_the_journey_and_keeps_what_was_typed(reporter):
    page = reporter.get("/report/").content.decode()
    (state,) = states(page)
    page = reporter.post(
        "/report/", {"state": state, "go": "next", "route": "public"}
    ).content.decode()
    assert 'formaction="/cy/report/" name="go" value="language"' in page

    (state,) = states(page)
    response = reporter.post(
        "/cy/report/", {"state": state, "go": "language", "story": "Half a sentence"}
    )

    page = response.content.decode()
    assert '<html lang="cy"' in page
    assert "Half a sentence" in page
    assert "Beth ddigwyddodd?" in page
    assert [one for one in addresses(response) if "report/" in one] == ["/report/", "/cy/report/"]


@pytest.mark.parametrize("other", ["/cy/report/", "/report/"])
def test_a_page_of_one_language_is_read_in_the_other(reporter, deployed, other):
    (state,) = states(reporter.get("/report/").content.decode())

    page = reporter.post(other, {"state": state, "go": "next", "route": "public"}).content.decode()

    assert len(states(page)) == 1
    assert states(page)[0] != state
    assert 'name="story"' in page
