"""The words of an e-mail: who wrote to whom about what, its text, and the files with it."""

import email
import email.errors
import email.header
import email.message
from collections.abc import Iterator

from candour.intake.attachments import kinds
from candour.intake.attachments.preview import texts

_HEADS = ("From", "To", "Cc", "Bcc", "Date", "Subject")


def parts(content: bytes) -> Iterator[str | bytes]:
    """Return the texts of an e-mail, and as bytes each file with it that is no picture or sound.

    An e-mail that was passed on is part of the one that passed it on. Whatever is damaged in it
    takes nothing else with it.
    """
    for part in email.message_from_bytes(content).walk():
        yield _heads(part)
        name = part.get_filename()
        if name:
            yield _written(name)
        if part.is_multipart() or kinds.is_media(part.get_content_type()):
            continue
        # Without `decode` it may be anything; with it, bytes, or nothing where there are parts.
        written = part.get_payload(decode=True)
        if not isinstance(written, bytes):
            continue
        if part.get_content_maintype() == "text":
            yield _text(part, written)
        else:
            yield written


def _heads(part: email.message.Message) -> str:
    lines = [f"{name}: {_written(str(part[name]))}" for name in _HEADS if part[name]]
    return "\n".join(lines)


def _written(head: str) -> str:
    """Return a line of the head in its own letters, or as it came where they are damaged."""
    try:
        return str(email.header.make_header(email.header.decode_header(head)))
    except (email.errors.MessageError, LookupError, ValueError):
        return head


def _text(part: email.message.Message, written: bytes) -> str:
    try:
        text = written.decode(part.get_content_charset() or "utf-8")
    except (LookupError, ValueError):
        text = texts.letters(written)
    return texts.of_page(text) if part.get_content_subtype() == "html" else text


def tiny(*, with_file: bytes) -> bytes:
    """Return an e-mail that needs every part of the reader, with a file."""
    made = email.message.EmailMessage()
    made["From"], made["Subject"] = "a@example.test", "\u00e9"
    made.set_content("\u00e9", cte="quoted-printable")
    made.add_alternative("<p>&eacute;", subtype="html", cte="base64")
    made.add_attachment(with_file, maintype="application", subtype="zip", filename="\u00e9")
    return made.as_bytes()
