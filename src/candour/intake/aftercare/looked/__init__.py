"""Who looked at her file: people first, machines folded, and a question about each look."""

import dataclasses
import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from candour.core import lookers
from candour.core.lookers import Seen
from candour.intake.aftercare import Aftercare, Answer, Asking, Refused, Text, Visit, released, send
from candour.intake.aftercare.looked import saying
from candour.intake.mailboxes import Message
from candour.intake.mailboxes.looks import Looked, looked
from candour.law.duties import LOOK_INQUIRY

ASKED = "look_asked"
WITHIN = datetime.timedelta(days=LOOK_INQUIRY.number)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One look as the page shows it."""

    leaf: uuid.UUID
    on: datetime.date
    who: Text
    why: Text
    times: str
    asked_on: datetime.date | None
    due_on: datetime.date | None
    answered_on: datetime.date | None


class WhoLooked(Asking):
    """Which look she asks about, or which page of them she turns to."""

    look = forms.UUIDField(required=False, widget=forms.HiddenInput)
    number = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, visit: Visit) -> None:
        super().__init__(data, visit=visit)
        self.found: Looked = looked(keys=visit.opened.keys, on=visit.today)

    def is_valid(self) -> bool:
        """Turning to another page asks nothing: the form is shown again."""
        return super().is_valid() and self.cleaned_data.get("look") is not None

    @property
    def page(self) -> lookers.Page:
        """Return the page of looks that is shown."""
        number = self.data.get("number", "1") if self.is_bound else "1"
        wanted = int(number) if str(number).isascii() and str(number).isdecimal() else 1
        return lookers.page_of(self.found.people, number=min(wanted, lookers.PER_PAGE * 100))

    @property
    def lines(self) -> list[Line]:
        """Return the looks of this page in words."""
        waiting = {one.detail.get("look"): one.on for one in self.visit.done(ASKED) if one.detail}
        return [_line(one, waiting) for one in self.page.entries]

    @property
    def services(self) -> list[Text]:
        """Return what the system did by itself, one line for each kind."""
        return saying.services(self.found.services)


def _line(one: Seen, waiting: Mapping[object, datetime.date]) -> Line:
    asked_on = one.asked_on or waiting.get(str(one.leaf))
    times = ngettext("%(count)d time", "%(count)d times", one.number) % {"count": one.number}
    return Line(
        leaf=one.leaf,
        on=one.on,
        who=saying.who(one),
        why=saying.PURPOSES[one.purpose],
        times=times if one.number > 1 else "",
        asked_on=asked_on,
        due_on=asked_on + WITHIN if asked_on and not one.answered_on else None,
        answered_on=one.answered_on,
    )


def _says(visit: Visit) -> tuple[Text, ...]:
    return (
        _("Everyone who opens your file is noted. This page shows who opened it, up to yesterday."),
        _("You see the body, the kind of work, the reason and the day. You do not see names."),
        # Always the same, whether anything is withheld or not.
        _("In rare cases a look is not shown until later, because showing it could harm someone."
          " Two people must agree to that, and it ends."),
    )  # fmt: skip


def _act(visit: Visit, said: Mapping[str, Any]) -> Answer:
    known = {one.leaf for one in looked(keys=visit.opened.keys, on=visit.today).people}
    if said["look"] not in known:
        raise Refused(_("This look is not on the page any more"))
    event = {"kind": ASKED, "detail": {"look": str(said["look"])}}
    send(visit, Message(id=visit.id, event=event, is_private=True))
    return Answer(
        title=_("We ask why they looked"),
        says=(
            _("Tonight the question goes to someone else: not to the person who looked."),
            ngettext(
                "The answer comes here within %(days)d day.",
                "The answer comes here within %(days)d days.",
                LOOK_INQUIRY.number,
            )
            % {"days": LOOK_INQUIRY.number},
        ),
    )


def _is_offered(visit: Visit) -> bool:
    return released(visit)


ENTRY = Aftercare(
    label=gettext_lazy("Who looked at my file"),
    hint=gettext_lazy("Which bodies opened it, why and on which day. You can ask about each."),
    order=15,
    form=WhoLooked,
    says=_says,
    act=_act,
    is_offered=_is_offered,
    is_for_matters=True,
    template="intake/mailbox_looked.html",
)
