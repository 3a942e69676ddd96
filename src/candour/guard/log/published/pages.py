"""What the log shows everybody over HTTP: its head, its tiles, and where witnesses send lines."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from candour import clock
from candour.guard.log.published import cosigning, files

_MOST = 32_768


def head(request: HttpRequest) -> HttpResponse:
    """The log's newest published head with its witnesses' lines, for anyone to keep."""
    with connection.cursor() as cursor:
        cursor.execute("select guard.published_head()")
        (note,) = cursor.fetchone()
    return _text(note or "", status=200 if note else 404)


def tile(request: HttpRequest, address: str) -> HttpResponse:
    """One tile of the log's hashes, as published; it never changes."""
    data = files.read(folder=settings.LOG_FILES, address=f"tile/{address}")
    if data is None:
        return _text("", status=404)
    answer = HttpResponse(data, content_type="application/octet-stream")
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


# Whoever sends proves by a signature who it is, and no browser is ever asked to send here.
@csrf_exempt
def cosignatures(request: HttpRequest) -> HttpResponse:
    """Take in a head that a pinned witness has cosigned."""
    if request.method != "POST":
        return _text("Send a cosigned head here.\n", status=405)
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    if not 0 < length <= _MOST:
        return _text("That is no head of a log.\n", status=400)
    try:
        names = cosigning.take(data=request.body, on=clock.today())
    except cosigning.NotCosigned as error:
        return _text(f"{error}\n", status=422)
    return _text("".join(f"{name}\n" for name in names), status=200)


def _text(said: str, *, status: int) -> HttpResponse:
    return HttpResponse(said, content_type="text/plain; charset=utf-8", status=status)
