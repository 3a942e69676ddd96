"""Files that come with a page: sealed on their way in, described to the page, refused in words."""

import dataclasses
import uuid
from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from candour import clock
from candour.intake.attachments import ledger
from candour.intake.attachments.attached import Attached, visible
from candour.intake.attachments.handler import (
    FIELD,
    LARGEST,
    MOST_FILES,
    Refused,
    SealedUpload,
    SealingHandler,
    Why,
)
from candour.intake.attachments.ledger import Noted

__all__ = ["FIELD", "LARGEST", "MOST_FILES", "Refusal", "Why", "drop", "expect", "missing", "take"]

_NOT_KEPT = {Noted.NO_ROOM: Why.NO_ROOM, Noted.NOT_YOURS: Why.GONE, Noted.GONE: Why.GONE}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A file that was not taken, and what she is told about it."""

    why: Why
    name: str
    says: str

    def __str__(self) -> str:
        return self.says


def expect(request: HttpRequest) -> None:
    """Make a request seal the files it brings; for the first line of a view that takes some.

    Nothing of the request's body may have been read before.
    """
    request.upload_handlers = [SealingHandler()]


def take(request: HttpRequest, *, held: int = 0) -> tuple[list[Attached], list[Refusal]]:
    """Return what arrived and what was refused; the page has `held` files already.

    Raises nothing that she could cause: what was typed is in `request.POST` as ever.
    """
    found = [one.attached for one in request.FILES.getlist(FIELD) if isinstance(one, SealedUpload)]
    refused = list(_handler(request).refused)
    today = clock.today()
    noted = [(one, ledger.note(attached=one, on=today)) for one in found]
    here = [one for one, answer in noted if answer is Noted.KEPT]
    refused += [
        Refused(why=_NOT_KEPT[answer], name=one.name)
        for one, answer in noted
        if answer is not Noted.KEPT
    ]
    room = max(0, MOST_FILES - held)
    kept, surplus = here[:room], here[room:]
    for attached in surplus:
        ledger.drop(attached=attached)
    if surplus:
        refused.append(Refused(why=Why.TOO_MANY, count=len(surplus)))
    if not found and not refused:
        refused.append(Refused(why=Why.NOTHING))
    return kept, [_refusal(one) for one in refused]


def drop(attached: Attached) -> None:
    """Remove a file that she takes away again before she sends it."""
    ledger.drop(attached=attached)


def missing(files: Iterable[Attached]) -> frozenset[uuid.UUID]:
    """Return the ids of files whose bytes are not there, or not whole: to be asked before sending.

    One was removed in another tab, or its page waited for too long.
    """
    return frozenset(one.id for one in files if not ledger.is_whole(one))


def _handler(request: HttpRequest) -> SealingHandler:
    found = next((one for one in request.upload_handlers if isinstance(one, SealingHandler)), None)
    return found or SealingHandler()


def _refusal(refused: Refused) -> Refusal:
    name = visible(refused.name)
    return Refusal(why=refused.why, name=name, says=_says(refused, name))


def _says(refused: Refused, name: str) -> str:
    if refused.why is Why.EMPTY:
        return _("“%(name)s” is empty. Choose another file") % {"name": name}
    if refused.why is Why.TOO_LARGE:
        return _("“%(name)s” is too large. A file can be up to 2 GB") % {"name": name}
    if refused.why is Why.NO_ROOM:
        return _("We have no room for “%(name)s” now. Send your report and add it later") % {
            "name": name
        }
    if refused.why is Why.GONE:
        return _("We did not get all of “%(name)s”. Add it again") % {"name": name}
    if refused.why is Why.TOO_MANY:
        text = ngettext(
            "%(count)d file was not added. You can add up to %(most)d files",
            "%(count)d files were not added. You can add up to %(most)d files",
            refused.count,
        )
        return text % {"count": refused.count, "most": MOST_FILES}
    return _("Choose a file first")
