"""What looks are called on the reporter's page: kinds of work, reasons, parts of the system."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.core.lookers import Purpose, Seen
from candour.guard.seats import Seat
from candour.intake.aftercare import Text

PURPOSES: dict[Purpose, Text] = {
    Purpose.READ_REPORT: gettext_lazy("To read your report"),
    Purpose.READ_CASE: gettext_lazy("To see where your case stands"),
    Purpose.READ_WORDS: gettext_lazy("To read what was written"),
    Purpose.READ_FILES: gettext_lazy("To see a file that came with it"),
    Purpose.COMPARED: gettext_lazy("To look for earlier reports about the same people"),
    Purpose.CHECKED_STEPS: gettext_lazy("To check what was done and when"),
    Purpose.COPIED: gettext_lazy("To print its dates"),
    Purpose.WORKED: gettext_lazy("To work on your case"),
}
_SEATS: dict[str, Text] = {
    Seat.DESK_READER: gettext_lazy("someone who receives reports"),
    Seat.INVESTIGATOR: gettext_lazy("someone who investigates"),
    Seat.APPROPRIATE_AUTHORITY: gettext_lazy("someone who decides for the force"),
    Seat.OVERSIGHT_READER: gettext_lazy("someone who watches the force"),
    Seat.CUSTODIAN: gettext_lazy("someone who keeps a spare key"),
}
_SERVICES: dict[str, Text] = {
    "deadlines": gettext_lazy("It worked out by when something must happen."),
    "sealing": gettext_lazy("It sealed what was sent."),
    "sweeping": gettext_lazy("It checked that nobody forgot you."),
    "walls": gettext_lazy("It kept out people who must not see it."),
}
_OTHER = gettext_lazy("It did other work by itself.")


def who(one: Seen) -> Text:
    """Return a body and a kind of work."""
    work = _SEATS.get(one.seat, "")
    body = one.body or _("A body that has no name here")
    return _("%(body)s, %(work)s") % {"body": body, "work": work} if work else body


def services(found: Iterable[str]) -> list[Text]:
    """Return one line for each kind of work that the system did by itself."""
    return list(dict.fromkeys(_SERVICES.get(one, _OTHER) for one in sorted(found)))
