"""Fetches what a log publishes, from its address or from a folder, and never more than a file."""

import http.client
import pathlib
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable

from candour.core import notes
from candour.holder.refused import Unreachable

Fetch = Callable[[str], bytes]

SECONDS = 30
MAX_BYTES = notes.MAX_BYTES


def opened(*, place: str) -> Fetch:
    """Return what fetches a file by its relative path from a log's address or folder."""
    if place.startswith(("http://", "https://")):
        return lambda path: _over_http(f"{place.rstrip('/')}/{path}")
    folder = pathlib.Path(place)
    if not folder.is_dir():
        message = f"{place} is neither a folder nor an address."
        raise Unreachable(message)
    return lambda path: _from_folder(folder / path)


def send(*, url: str, body: bytes) -> tuple[int, bytes]:
    """Post to an address; return the status and the answer, whatever the status is."""
    if not url.startswith(("http://", "https://")):
        message = f"{url} is not an address."
        raise Unreachable(message)
    request = urllib.request.Request(  # noqa: S310 - the line above lets only HTTP through
        url, data=body, headers={"Content-Type": "text/plain; charset=utf-8"}, method="POST"
    )
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - as above
            return answer.status, answer.read(MAX_BYTES)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(MAX_BYTES)
    except (OSError, http.client.HTTPException) as error:
        raise _unreachable(url, error) from None


def _over_http(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=SECONDS) as answer:  # noqa: S310 - `opened` lets only HTTP through
            data: bytes = answer.read(MAX_BYTES + 1)
    except urllib.error.HTTPError as error:
        with error:
            message = f"{url} answers {error.code}."
        raise Unreachable(message) from None
    except (OSError, http.client.HTTPException) as error:
        raise _unreachable(url, error) from None
    return _whole(data, url)


def _from_folder(path: pathlib.Path) -> bytes:
    try:
        with path.open("rb") as file:
            return _whole(file.read(MAX_BYTES + 1), str(path))
    except OSError as error:
        message = f"{path} can't be read: {error.strerror}."
        raise Unreachable(message) from None


def _whole(data: bytes, place: str) -> bytes:
    if len(data) > MAX_BYTES:
        message = f"{place} is larger than any file of a log."
        raise Unreachable(message)
    return data


def _unreachable(url: str, error: Exception) -> Unreachable:
    reason = getattr(error, "reason", error)
    said = getattr(reason, "strerror", None) or type(reason).__name__
    return Unreachable(f"{urllib.parse.urlsplit(url).netloc} does not answer: {said}.")
