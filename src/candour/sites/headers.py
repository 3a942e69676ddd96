"""Response headers: what a browser may load, keep and pass on, for each kind of site."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]

_ALL = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class SignedInHeaders:
    """For sites with sign-in: scripts only from the site itself, and only passkeys use one."""

    policy = (
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        for name, value in _ALL.items():
            response.headers.setdefault(name, value)
        return response


class AnonymousHeaders(SignedInHeaders):
    """For the report site: no script, nothing kept, nothing from anywhere else."""

    policy = (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = super().__call__(request)
        if settings.ONION and _is_offered(request, response):
            # Tor Browser then offers the same page inside Tor; every other browser ignores it.
            response.headers["Onion-Location"] = f"http://{settings.ONION}{request.get_full_path()}"
        return response


def _is_offered(request: HttpRequest, response: HttpResponse) -> bool:
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    is_there = request.get_host() == settings.ONION
    return request.method == "GET" and response.status_code == 200 and is_page and not is_there
