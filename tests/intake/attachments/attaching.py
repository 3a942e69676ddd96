"""Uploads as a browser sends them, and what becomes of them."""

import io
import json
import pathlib
from collections.abc import Sequence

from django.core.handlers.wsgi import WSGIRequest
from django.http.multipartparser import MultiPartParserError

from candour.core import stream
from candour.intake.attachments import receive
from candour.intake.attachments.attached import Attached

BOUNDARY = "cut-here"
Parts = Sequence[tuple[str, bytes]]


def body_of(files: Parts, *, state: str = "what she typed") -> bytes:
    """A form as a browser sends it: the page's state, the files, the button."""
    parts = [b'Content-Disposition: form-data; name="state"\r\n\r\n' + state.encode()]
    parts += [
        b'Content-Disposition: form-data; name="files"; filename="'
        + name.encode()
        + b'"\r\nContent-Type: image/png\r\n\r\n'
        + content
        for name, content in files
    ]
    parts.append(b'Content-Disposition: form-data; name="go"\r\n\r\nattach')
    cut = b"--" + BOUNDARY.encode()
    return b"".join(cut + b"\r\n" + part + b"\r\n" for part in parts) + cut + b"--\r\n"


def request_of(body: io.RawIOBase | bytes, *, length: int | None = None) -> WSGIRequest:
    """A request that will seal the files of its body."""
    stream_of = io.BytesIO(body) if isinstance(body, bytes) else body
    request = WSGIRequest({
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
        "CONTENT_LENGTH": str(len(body) if length is None else length),
        "wsgi.input": stream_of,
    })  # fmt: skip
    receive.expect(request)
    return request


def opened(attached: Attached, folder: pathlib.Path) -> bytes:
    """The content of a sealed file, opened with what the page carries of it."""
    blocks = [(folder / str(attached.id)).read_bytes()]
    return b"".join(stream.open_stream(key=attached.key, context=attached.id.bytes, blocks=blocks))


def carried(attached: Attached) -> dict[str, object]:
    """What comes back of a file that went into a page's state and out again."""
    return json.loads(json.dumps(attached.to_json()))


def outcome(request: WSGIRequest) -> str:
    """Whether a request's files were taken, or it was no form at all; anything else is a fault."""
    try:
        _ = request.FILES
    except MultiPartParserError:
        return "not a form"
    return "taken"


class Failing(io.RawIOBase):
    """A body whose line fails after the first pieces."""

    def __init__(self, body: bytes) -> None:
        self.pieces = [io.BytesIO(body)] * 5

    def read(self, size: int = -1) -> bytes:
        if not self.pieces:
            raise OSError
        return self.pieces.pop().read(size)


class Endless(io.RawIOBase):
    """A form with one large file of zeros that nobody has to hold."""

    def __init__(self, *, size: int) -> None:
        head, tail = body_of([("a.bin", b"MIDDLE")]).split(b"MIDDLE")
        self.left = size
        self.head, self.tail = io.BytesIO(head), io.BytesIO(tail)
        self.length = len(head) + size + len(tail)

    def read(self, size: int = -1) -> bytes:
        piece = bytes(min(size, self.left))
        found = self.head.read(size)
        if found:
            return found
        self.left -= len(piece)
        return piece or self.tail.read(size)
