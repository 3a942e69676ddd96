"""What the shut-in process is asked to remove and answers, as the one line of JSON between them."""

from collections.abc import Mapping
from typing import Any

from candour.core.redaction import pages
from candour.core.redaction.pages import Area, Cover, Order, Redacted, Seen
from candour.intake.attachments.preview.limits import CannotShow

DO = "redact"


def asked(*, order: Order, kind: str) -> dict[str, object]:
    """Return what the process is asked."""
    areas = [[one.page, one.left, one.top, one.right, one.bottom] for one in order.areas]
    return {"do": DO, "kind": kind, "words": list(order.words), "areas": areas,
            "cover": order.cover.value}  # fmt: skip


def answered(asked: Mapping[str, Any], content: bytes) -> tuple[dict[str, object], bytes]:
    """Remove what was asked; the process's own part."""
    order = Order(
        words=tuple(asked["words"]),
        areas=tuple(
            Area(page=page, left=left, top=top, right=right, bottom=bottom)
            for page, left, top, right, bottom in asked["areas"]
        ),
        cover=Cover(asked["cover"]),
    )
    try:
        done = pages.redact(content=content, order=order)
    except pages.CannotRedact as refusal:
        raise CannotShow((type(refusal).__doc__ or "").strip()) from None
    missing = [place for place, word in enumerate(order.words) if word in done.not_found]
    seen = [[one.found, one.has_unread] for one in done.pages]
    return {"kind": asked["kind"], "pages": seen, "missing": missing}, done.content


def redacted(*, said: Mapping[str, Any], content: bytes, order: Order) -> Redacted:
    """Return what the process answered; raise ValueError, KeyError or TypeError for nonsense."""
    return Redacted(
        content=content,
        pages=tuple(
            Seen(number=number, found=int(found), has_unread=bool(has_unread))
            for number, (found, has_unread) in enumerate(said["pages"], start=1)
        ),
        not_found=tuple(order.words[int(place)] for place in said["missing"]),
    )
