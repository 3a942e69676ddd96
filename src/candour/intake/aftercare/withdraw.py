"""Withdrawing: after seven days and two questions, and with the truth about what it stops."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.intake.aftercare import (
    Aftercare,
    Answer,
    Asking,
    Refused,
    Text,
    Visit,
    days_of,
    released,
    words_field,
    yes_or_no,
)
from candour.intake.mailboxes import wishes
from candour.intake.mailboxes.wishes import WITHDRAWN, Wish
from candour.law.aftercare import Period
from candour.pages import wording


class Withdraw(Asking):
    pressed = yes_or_no(
        gettext_lazy("Is anyone making you do this?"),
        required=gettext_lazy("Choose yes or no"),
    )
    safe = yes_or_no(
        gettext_lazy("Are you alone and safe now?"),
        required=gettext_lazy("Choose yes or no"),
    )
    text = words_field(gettext_lazy("Do you want to say why?"))


def _takes_effect(visit: Visit) -> datetime.date:
    (days,) = days_of(Period.WISH_WAITS)
    return visit.today + datetime.timedelta(days=days)


def _is_offered(visit: Visit) -> bool:
    waits = {one.kind for one in wishes.waiting(visit.box)}
    return released(visit) and WITHDRAWN not in waits and not visit.has_withdrawn


def _says(visit: Visit) -> tuple[Text, ...]:
    return (
        _("If you withdraw, we stop asking you questions. You do not have to take part any more."),
        _("It does not always stop the case. If others may be in danger, the law can make the"
          " force go on. What you wrote stays, locked, as proof that you told us."),
        _("The people who deal with your report are told tonight that you wish it."),
        _("It takes effect on %(day)s. Until then you can change your mind here.")
        % {"day": wording.day(_takes_effect(visit))},
    )  # fmt: skip


def _act(visit: Visit, said: Mapping[str, Any]) -> Answer:
    (soon,) = days_of(Period.WISH_IS_SUDDEN)
    is_pressed = said["pressed"] == "yes"
    wish = Wish(
        id=visit.id,
        effect=WITHDRAWN,
        takes_effect_on=_takes_effect(visit),
        is_pressed=is_pressed,
        is_safe=said["safe"] == "yes",
        is_sudden=is_pressed
        or wishes.is_sudden(visit.box, on=visit.today, within=datetime.timedelta(days=soon)),
        text=said["text"],
    )
    if not wishes.make(opened=visit.opened, wish=wish, on=visit.today):
        raise Refused(wishes.GONE)
    # The same for everyone: somebody may be looking over her shoulder.
    return Answer(
        title=_("You wish to withdraw"),
        says=(
            _("It takes effect on %(day)s. Until then you can change your mind here.")
            % {"day": wording.day(wish.takes_effect_on)},
            _("The people who deal with your report are told tonight that you wish it."),
        ),
    )


ENTRY = Aftercare(
    label=gettext_lazy("Withdraw"),
    hint=gettext_lazy("It takes effect after seven days. You can change your mind."),
    order=70,
    form=Withdraw,
    says=_says,
    act=_act,
    is_offered=_is_offered,
    button=gettext_lazy("I wish to withdraw"),
)
