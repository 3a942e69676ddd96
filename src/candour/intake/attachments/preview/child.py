"""The shut-in process: reads one file from a pipe, answers on another, and knows nothing else.

Started by `looking`, as `python -I -B -m candour.intake.attachments.preview.child`. It reads one
line of JSON, then the file; it answers one line of JSON, then a picture or a copy.
"""

import codecs
import contextlib
import encodings
import io
import json
import os
import sys

from PIL import Image

from candour.intake.attachments import kinds
from candour.intake.attachments.preview import (
    confine,
    mails,
    packages,
    papers,
    pictures,
    reading,
    redacting,
    stamping,
)
from candour.intake.attachments.preview.limits import CannotShow

# How e-mails may be written; what is not loaded before is read as Windows writes.
_LETTERS = (
    "ascii", "utf-8", "utf-16", "cp1252", "iso8859-1", "iso8859-15", "iso8859-2", "cp1250",
    "cp1251", "koi8-r", "cp1254", "cp1256", "gb18030", "big5", "shift-jis", "iso2022-jp", "euc-kr",
)  # fmt: skip
_NOTHING = {"kind": "", "words": [], "areas": [], "cover": "words"}
_STAMP = stamping.Stamp(line="A line", signs="signs")


def main() -> None:
    """Shut the process in, then look at one file."""
    # Everything that is loaded late must be there before no file can be opened.
    Image.init()
    _rehearse()
    confine.confine()
    asked, _, content = sys.stdin.buffer.read().partition(b"\n")
    try:
        head, answer = _answer(json.loads(asked), content)
    except CannotShow as refusal:
        head, answer = {"refused": str(refusal)}, b""
    except MemoryError:
        head, answer = {"refused": "The file takes too much memory to be shown."}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + answer)
    sys.stdout.buffer.flush()
    # Nothing of what others have registered for the end is run on a stranger's file.
    os._exit(0)


def _answer(asked: dict[str, object], content: bytes) -> tuple[dict[str, object], bytes]:
    if asked["do"] == redacting.DO:
        return redacting.answered(asked, content)
    if asked["do"] == stamping.DO:
        return stamping.answered(asked, content)
    if asked["do"] == stamping.READ:
        return {"kind": asked["kind"], "pages": 1}, stamping.words(content)
    kind = str(asked["kind"])
    if asked["do"] == reading.DO:
        said = reading.said(content=content, kind=kind)
        return {"kind": kind, "pages": 1, "whole": said.is_whole}, said.text.encode(
            errors="replace"
        )
    if asked["do"] == "show":
        if kind in pictures.FORMATS:
            return {"kind": pictures.PNG, "pages": 1}, pictures.shown(content, kind)
        picture, pages = papers.shown(content, int(str(asked["page"])))
        return {"kind": pictures.PNG, "pages": pages}, picture
    if kind in pictures.FORMATS:
        bare, kind = pictures.cleaned(content, kind)
        return {"kind": kind, "pages": 1}, bare
    bare = papers.cleaned(content) if kind == "application/pdf" else packages.cleaned(content)
    return {"kind": kind, "pages": 1}, bare


def _rehearse() -> None:
    """Read and write one tiny file of each kind, so that every part of every reader is loaded."""
    dot = Image.new("RGB", (1, 1))
    for kind, named in pictures.FORMATS.items():
        pictures.cleaned(_saved(dot, named), kind)
        stamping.answered(stamping.asked(stamp=_STAMP, kind=kind), _saved(dot, named))
    papers.cleaned(_saved(dot, "PDF"))
    papers.shown(_saved(dot, "PDF"), 1)
    redacting.answered(_NOTHING, _saved(dot, "PDF"))
    stamped = stamping.asked(stamp=_STAMP, kind="application/pdf")
    stamping.words(stamping.answered(stamped, _saved(dot, "PDF"))[1])
    packages.cleaned(packages.tiny())
    _rehearse_words(_saved(dot, "PDF"))


def _rehearse_words(document: bytes) -> None:
    with contextlib.suppress(CannotShow):
        reading.said(content=document, kind=kinds.PDF)
    reading.said(content=packages.tiny(), kind=kinds.DOCX)
    reading.said(content=mails.tiny(with_file=packages.tiny()), kind=kinds.MAIL)
    for name in _LETTERS:
        codecs.lookup(name)
    codecs.unregister(encodings.search_function)
    codecs.register(_known_letters)


def _known_letters(name: str) -> codecs.CodecInfo | None:
    """Return a way to write letters; one that was not loaded is unknown, and no error."""
    with contextlib.suppress(OSError):
        return encodings.search_function(name)
    return None


def _saved(picture: Image.Image, named: str) -> bytes:
    out = io.BytesIO()
    picture.save(out, named)
    return out.getvalue()


if __name__ == "__main__":
    main()
