"""What a file is, by its content alone: a name can say anything, and some files are two things."""

import dataclasses
import re
from collections.abc import Sequence

import puremagic

HEAD = 4 * 1024
# The list of an archive's files stands at its end, before a comment of at most 64 KiB.
TAIL = 66 * 1024

EMPTY = "empty"
TEXT = "text/plain"
UNCLEAR = "unclear"
UNKNOWN = "unknown"
ZIP = "application/zip"
PDF = "application/pdf"
MAIL = "message/rfc822"
PAGE = "text/html"
OOXML = "application/vnd.openxmlformats-officedocument"
DOCX = f"{OOXML}.wordprocessingml.document"
XLSX = f"{OOXML}.spreadsheetml.sheet"
PPTX = f"{OOXML}.presentationml.presentation"
ODF = "application/vnd.oasis.opendocument"

_ZIP_START = b"PK\x03\x04"
_ZIP_END = b"PK\x05\x06"
_PDF_START = b"%PDF-"
# How far into a file its readers look for the start of a PDF.
_PDF_WITHIN = 1024
_SCRIPTS = (b"<script", b"<html", b"<?php", b"<!doctype html")
_LONGEST_ODF = 60
# The lines at the head of an e-mail, as far as they were read, and those that only e-mails have.
_MAIL_HEAD = re.compile(rb"(?:[A-Za-z][!-9;-~]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+(?:\r?\n)?")
_MAIL_LINE = re.compile(
    rb"^(?:from|received|return-path|delivered-to|message-id|mime-version):",
    re.IGNORECASE | re.MULTILINE,
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of file: its code, what readers call it, the endings that signatures name it by."""

    code: str
    name: str
    endings: tuple[str, ...] = ()


KINDS = (
    Kind(code="image/jpeg", name="Picture (JPEG)", endings=(".jpg", ".jpeg", ".jpe", ".jfif")),
    Kind(code="image/png", name="Picture (PNG)", endings=(".png",)),
    Kind(code="image/gif", name="Picture (GIF)", endings=(".gif",)),
    Kind(code="image/webp", name="Picture (WebP)", endings=(".webp",)),
    Kind(code="image/tiff", name="Picture (TIFF)", endings=(".tif", ".tiff")),
    Kind(code="image/bmp", name="Picture (BMP)", endings=(".bmp", ".dib")),
    Kind(code="image/heic", name="Picture (HEIC)", endings=(".heic", ".heif", ".avif")),
    Kind(code=PDF, name="PDF document", endings=(".pdf", ".fdf")),
    Kind(code=ZIP, name="Archive (ZIP)", endings=(".zip", ".docx", ".xlsx", ".pptx", ".jar")),
    Kind(code=DOCX, name="Word document"),
    Kind(code=XLSX, name="Excel workbook"),
    Kind(code=PPTX, name="PowerPoint slides"),
    Kind(code=f"{ODF}.text", name="OpenDocument text"),
    Kind(code=f"{ODF}.spreadsheet", name="OpenDocument spreadsheet"),
    Kind(code=f"{ODF}.presentation", name="OpenDocument slides"),
    Kind(code="application/x-ole-storage", name="Older Office file or Outlook message",
         endings=(".doc", ".msi", ".xls", ".msg")),
    Kind(code="application/rtf", name="RTF document", endings=(".rtf",)),
    Kind(code=MAIL, name="Email", endings=(".eml",)),
    Kind(code=PAGE, name="Web page", endings=(".html", ".htm")),
    Kind(code="text/xml", name="XML text", endings=(".xml", ".svg", ".docbook", ".rng")),
    Kind(code="video/mp4", name="Video (MP4)", endings=(".mp4", ".m4v")),
    Kind(code="video/3gpp", name="Video or sound (3GP)", endings=(".3gp", ".3g2", ".3ga")),
    Kind(code="video/quicktime", name="Video (QuickTime)", endings=(".mov", ".qtvr")),
    Kind(code="video/webm", name="Video (WebM)", endings=(".webm", ".mkv")),
    Kind(code="video/x-msvideo", name="Video (AVI)", endings=(".avi",)),
    Kind(code="audio/mp4", name="Sound (M4A)", endings=(".m4a", ".f4a")),
    Kind(code="audio/mpeg", name="Sound (MP3)", endings=(".mp3", ".mpga", ".koz")),
    Kind(code="audio/wav", name="Sound (WAV)", endings=(".wav",)),
    Kind(code="audio/ogg", name="Sound (Ogg)", endings=(".ogg", ".oga", ".opus")),
    Kind(code="audio/amr", name="Sound (AMR)", endings=(".amr",)),
    Kind(code="application/x-7z-compressed", name="Archive (7z)", endings=(".7z",)),
    Kind(code="application/vnd.rar", name="Archive (RAR)", endings=(".rar",)),
    Kind(code="application/gzip", name="Archive (gzip)", endings=(".gz", ".tgz")),
    Kind(code="application/x-msdownload", name="Windows program", endings=(".exe", ".dll")),
    Kind(code="application/x-elf", name="Linux program", endings=(".appimage",)),
    Kind(code=TEXT, name="Plain text"),
    Kind(code=EMPTY, name="Empty file"),
    Kind(code=UNCLEAR, name="Unclear: it has the marks of more than one kind of file"),
    Kind(code=UNKNOWN, name="Unknown"),
)  # fmt: skip
_NAMES = {kind.code: kind.name for kind in KINDS}
_BY_ENDING = {ending: kind.code for kind in KINDS for ending in kind.endings}


def name_of(code: str) -> str:
    """Return what readers call a kind."""
    return _NAMES.get(code, _NAMES[UNKNOWN])


def is_media(code: str) -> bool:
    """Return whether a kind is a picture, a sound or a film, which says nothing in letters."""
    return code.partition("/")[0] in {"image", "audio", "video"}


def detect(*, head: bytes, tail: bytes) -> str:
    """Return the code of a file's kind from its first 4 KiB and its end."""
    if not head:
        return EMPTY
    found = _by_signature(head)
    if _is_two_things(found, head=head, tail=tail):
        return UNCLEAR
    if found == ZIP:
        return _archive(head, tail)
    # Signatures take every text that begins with "From" for an e-mail.
    return found if found not in {"", MAIL} else _written(head)


def _by_signature(head: bytes) -> str:
    if head.startswith(b"\x7fELF"):
        return "application/x-elf"
    try:
        matches = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return ""
    return _first_known([match.extension.lower() for match in matches])


def _first_known(endings: Sequence[str]) -> str:
    return next((_BY_ENDING[ending] for ending in endings if ending in _BY_ENDING), "")


def _is_two_things(found: str, *, head: bytes, tail: bytes) -> bool:
    """Say whether a file that begins as one thing can be read as another, too."""
    if found not in {ZIP, "application/x-msdownload"} and _ZIP_END in tail:
        # A text may hold these letters; an archive's end is followed by 18 bytes at least.
        return tail.rfind(_ZIP_END) <= len(tail) - 22
    if found != PDF and found and _PDF_START in head[:_PDF_WITHIN]:
        return True
    is_drawn = is_media(found) or found in {ZIP, PDF}
    return is_drawn and any(script in head.lower() for script in _SCRIPTS)


def _archive(head: bytes, tail: bytes) -> str:
    if head[30:38] == b"mimetype":
        said = head[38 : 38 + _LONGEST_ODF]
        kinds = (code for code in _NAMES if code.startswith(ODF))
        return next((code for code in kinds if said.startswith(code.encode())), ZIP)
    if b"[Content_Types].xml" not in tail and b"[Content_Types].xml" not in head:
        return ZIP
    folders = ((b"word/", DOCX), (b"xl/", XLSX), (b"ppt/", PPTX))
    return next((code for folder, code in folders if folder in tail), ZIP)


def _written(head: bytes) -> str:
    if not _is_text(head):
        return UNKNOWN
    mail = _MAIL_HEAD.match(head)
    if not mail or not _MAIL_LINE.search(mail[0]):
        return TEXT
    # The head of one that went a long way is longer than what is looked at here.
    is_over = mail[0].endswith((b"\n\n", b"\n\r\n"))
    is_cut = len(head) == HEAD and b"\n" not in head[mail.end() :]
    return MAIL if is_over or is_cut else TEXT


def _is_text(head: bytes) -> bool:
    # The last character may have been cut in two.
    text = head.decode("utf-8", errors="ignore")
    is_whole = len(head) - len(text.encode()) <= 3
    return is_whole and all(one >= " " or one in "\t\r\n\f" for one in text)
