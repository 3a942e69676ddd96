"""Files that come with a page: sealed on their way in, described to the page, refused in words."""

import dataclasses

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

__all__ = ["FIELD", "LARGEST", "MOST_FILES", "Refusal", "Why", "drop", "expect", "take"]


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
    room = max(0, MOST_FILES - held)
    kept, surplus = found[:room], found[room:]
    today = clock.today()
    for attached in found:
        ledger.keep(attached=attached, on=today)
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
    if refused.why is Why.TOO_MANY:
        text = ngettext(
            "%(count)d file was not added. You can add up to %(most)d files",
            "%(count)d files were not added. You can add up to %(most)d files",
            refused.count,
        )
        return text % {"count": refused.count, "most": MOST_FILES}
    return _("Choose a file first")
