"""The languages of the report site: the first part of a path names one, and nothing else does.

No cookie remembers it and no header of the browser is asked: what a page says would then depend on
who asks, and an answer that differs by browser tells browsers apart.
"""

import dataclasses
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation
from django.utils.encoding import escape_uri_path

Handler = Callable[[HttpRequest], HttpResponse]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language: Django's code, the path it begins with, and its name in itself."""

    code: str
    prefix: str
    name: str
    # Whether somebody who speaks it has read every sentence; until then each page says so.
    is_reviewed: bool


LANGUAGES = (
    Language(code="en-gb", prefix="/", name="English", is_reviewed=True),
    Language(code="cy", prefix="/cy/", name="Cymraeg", is_reviewed=False),
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """The way from a page to the same page in another language."""

    language: Language
    href: str


class FromPath:
    """Serve the site once for each language; addresses made meanwhile keep the language."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = _named(request.path_info)
        if request.path_info + "/" == language.prefix:
            return HttpResponseRedirect(language.prefix)
        rest = request.path_info.removeprefix(language.prefix).lstrip("/")
        # What is left is what the addresses of the site are matched with.
        request.path_info = "/" + request.path_info[len(language.prefix) :]
        request.language = language  # type: ignore[attr-defined] # read by the frame of the pages
        request.other_languages = _others(language, rest=rest)  # type: ignore[attr-defined] # same
        before = get_script_prefix()
        set_script_prefix(language.prefix)
        try:
            with translation.override(language.code):
                return self.get_response(request)
        finally:
            set_script_prefix(before)


def _named(path: str) -> Language:
    for language in LANGUAGES[1:]:
        if (path + "/").startswith(language.prefix):
            return language
    return LANGUAGES[0]


def _others(current: Language, *, rest: str) -> tuple[Other, ...]:
    return tuple(
        Other(language=language, href=language.prefix + escape_uri_path(rest))
        for language in LANGUAGES
        if language is not current
    )
