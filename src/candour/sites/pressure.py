"""Keeps the report site answering when too much comes at once; what was typed is given back.

Nothing here knows an address: a whole station behind one address is many people. What is counted
is requests of this process and, softly, what comes from one and the same page.
"""

import collections
import contextlib
import dataclasses
import hashlib
import secrets
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator, Sequence

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from candour.intake.views.anonymous import same_site

Handler = Callable[[HttpRequest], HttpResponseBase]
Typed = Sequence[tuple[str, str]]

# Answers a supervisor, not a person; waiting in line would look like a fault of the site.
_NOT_COUNTED = frozenset({"/healthz"})
_TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
# What carries a page, and is no text of hers to give back for copying.
_NOT_TYPED = frozenset({"state", "go"})
_TRY_AGAIN_SECONDS = "5"
# Nobody types more; it is read only to give it back.
_MOST_READ = 16 * 1024 * 1024


@dataclasses.dataclass(slots=True, kw_only=True)
class _Bucket:
    tokens: float
    at: float


class Drafts:
    """How often each open page was sent lately: kept in memory, under hashes nobody can repeat."""

    BURST = 30.0
    PER_SECOND = 1.0
    MOST_KEPT = 10_000

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._buckets: collections.OrderedDict[bytes, _Bucket] = collections.OrderedDict()
        self._lock = threading.Lock()

    def takes(self, page: str, *, at: float) -> bool:
        """Count one sending of a page; return False where it came too often."""
        name = hashlib.blake2b(page.encode(), key=self._key, digest_size=16).digest()
        with self._lock:
            bucket = self._buckets.pop(name, None) or _Bucket(tokens=self.BURST, at=at)
            grown = bucket.tokens + (at - bucket.at) * self.PER_SECOND
            bucket.tokens, bucket.at = min(self.BURST, grown), at
            self._buckets[name] = bucket
            while len(self._buckets) > self.MOST_KEPT:
                self._buckets.popitem(last=False)
            if bucket.tokens < 1:
                return False
            bucket.tokens -= 1
            return True


class Gate:
    """Let so many requests in, ask the next ones to press once more, and keep every word."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self._drafts = Drafts()
        # Slow uploads have places of their own: they can't keep out who only writes.
        self._places = {
            is_upload: threading.BoundedSemaphore(max(1, settings.AT_ONCE // (1 + is_upload)))
            for is_upload in (False, True)
        }

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info in _NOT_COUNTED:
            return self.get_response(request)
        with self._place(is_upload=_is_upload(request)) as has_place:
            if not has_place:
                return _busy(request)
            return self._admitted(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Answer in words what a view found to be too much in an upload."""
        return _too_much(request, ()) if isinstance(exception, _TOO_MUCH) else None

    def _admitted(self, request: HttpRequest) -> HttpResponseBase:
        # Of an upload nothing may be read here: how it is taken is for its view to say.
        if request.method == "POST" and not _is_upload(request):
            if _length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
                return _too_much(request, _read(request))
            try:
                page = request.POST.get("state") or request.POST.get("phrase", "")
            except TooManyFieldsSent:
                return _too_much(request, _pairs(request.body))
            if page and not self._drafts.takes(page, at=time.monotonic()):
                return _busy(request)
        return self.get_response(request)

    @contextlib.contextmanager
    def _place(self, *, is_upload: bool) -> Iterator[bool]:
        places = self._places[is_upload]
        has_place = places.acquire(timeout=settings.PATIENCE)
        try:
            yield has_place
        finally:
            if has_place:
                places.release()


class _Discard(FileUploadHandler):
    """Reads past files: a refused upload gives back what was typed, and keeps no file."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None


@sensitive_post_parameters()
@same_site
def _busy(request: HttpRequest) -> HttpResponseBase:
    """Ask to press once more; the page holds all that was typed, and how it was sent."""
    context = {
        "typed": _typed(request) if request.method == "POST" else (),
        "had_files": _is_upload(request),
        "path": request.path,
    }
    response = render(request, "report/503.html", context, status=503)
    response["Retry-After"] = _TRY_AGAIN_SECONDS
    return response


@same_site
def _too_much(request: HttpRequest, typed: Typed) -> HttpResponseBase:
    """Say that it is too much for one page, and give every word of it back."""
    context = {
        "texts": [value for name, value in typed if name not in _NOT_TYPED and value.strip()],
        "state": next((value for name, value in typed if name == "state"), ""),
    }
    return render(request, "report/413.html", context, status=413)


def _typed(request: HttpRequest) -> Typed:
    if not _is_upload(request):
        return _pairs(request.body) if _length(request) <= _memory() else _read(request)
    request.upload_handlers = [_Discard(request)]
    try:
        return [(name, str(value)) for name, values in request.POST.lists() for value in values]
    except (MultiPartParserError, *_TOO_MUCH):
        return ()


def _read(request: HttpRequest) -> Typed:
    return _pairs(request.read(_MOST_READ))


def _pairs(body: bytes) -> Typed:
    text = body.decode("ascii", errors="replace")
    return urllib.parse.parse_qsl(text, keep_blank_values=True, errors="replace")


def _memory() -> int:
    return settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0


def _length(request: HttpRequest) -> int:
    given = request.META.get("CONTENT_LENGTH") or "0"
    return int(given) if given.isdecimal() else 0


def _is_upload(request: HttpRequest) -> bool:
    return request.content_type == "multipart/form-data"
