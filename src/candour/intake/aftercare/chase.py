"""She heard nothing and has to ask: counted, and two in a row bring in somebody higher."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from candour.intake.aftercare import (
    Aftercare,
    Answer,
    Asking,
    Text,
    Visit,
    released,
    send,
    words_field,
)
from candour.intake.mailboxes import Done, Message


class Chase(Asking):
    text = words_field(gettext_lazy("Do you want to add anything?"))


def _says(visit: Visit) -> tuple[Text, ...]:
    count = len(_open_chases(visit))
    told = ngettext(
        "You have asked %(count)d time since they last wrote to you.",
        "You have asked %(count)d times since they last wrote to you.",
        count,
    ) % {"count": count}
    return (
        _("You should not have to ask for news. When you do, it is counted."),
        told if count else _("You have not had to ask so far."),
        _("If you ask twice and hear nothing, it goes to a higher officer."),
        _("If that does not help, it goes to the watchdog."),
    )


def _open_chases(visit: Visit) -> tuple[Done, ...]:
    heard = visit.written_by_them()
    return tuple(one for one in visit.done("chased") if not heard or one.on > heard[-1])


def _act(visit: Visit, said: Mapping[str, Any]) -> Answer:
    message = Message(id=visit.id, text=said["text"], event={"kind": "chased"})
    send(visit, message)
    if len(_open_chases(visit)) + 1 >= 2:
        then = _("You have asked more than once. It now goes to a higher officer.")
    else:
        then = _("They get it tonight. It counts as a time that you had to ask.")
    return Answer(title=_("We have noted that you had to ask"), says=(then,))


ENTRY = Aftercare(
    label=gettext_lazy("Ask for news"),
    hint=gettext_lazy("If you have heard nothing. Each time is counted."),
    order=10,
    form=Chase,
    says=_says,
    act=_act,
    is_offered=released,
    button=gettext_lazy("I had to ask"),
    is_for_matters=True,
)
