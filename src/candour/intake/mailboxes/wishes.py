"""Wishes: what she wants to change about herself waits some days, and can be taken back till then.

Somebody may stand behind her. The handlers learn at once what she wishes and whether it looks
sudden; nothing happens before its day. Of a name in confidence they learn nothing, then or later.
"""

import dataclasses
import datetime
import uuid
from collections.abc import Mapping

from django.utils.translation import gettext_lazy

from candour.intake.mailboxes import writing
from candour.intake.mailboxes.opening import Opened
from candour.intake.mailboxes.reading import Box, Done
from candour.intake.mailboxes.writing import Message

WITHDRAWN = "withdrawn"
# Between her and the keepers of her name.
PRIVATE = ("confidential", "confidence_ended")
NAMES = (*PRIVATE, "named", "anonymous")
EFFECTS = (WITHDRAWN, *NAMES)
# Why a wish was not taken, as the page says it.
GONE = gettext_lazy("You took this back, or your words have changed. Open your mailbox again")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What she wishes: `effect` is what happens on the day; her name goes to its keepers alone.

    `told` are words for the handlers, sealed to them when it takes effect.
    """

    id: uuid.UUID
    effect: str
    takes_effect_on: datetime.date
    is_pressed: bool
    is_safe: bool
    is_sudden: bool
    text: str = ""
    told: str = ""
    identity: Mapping[str, str] | None = None


def make(*, opened: Opened, wish: Wish, on: datetime.date) -> bool:
    """Tell the handlers of a wish and stage what it leads to; say whether both were taken.

    A wish that was taken back is not taken a second time.
    """
    later = Message(
        id=uuid.uuid5(wish.id, "effect"),
        text=wish.told,
        kind="name",
        event={"kind": wish.effect},
        identity=wish.identity,
        not_before=wish.takes_effect_on,
        is_kept=False,
        is_private=wish.effect in PRIVATE,
    )
    return all(
        writing.send(keys=opened.keys, box=opened.box, message=message, on=on)
        for message in (later, *_told_now(wish))
    )


def _told_now(wish: Wish) -> tuple[Message, ...]:
    if wish.effect in PRIVATE:
        return ()
    kind = "withdrawal_wished" if wish.effect == WITHDRAWN else "name_wished"
    detail = {
        "pressed": wish.is_pressed,
        "safe": wish.is_safe,
        "sudden": wish.is_sudden,
        "wish": wish.effect,
    }
    event = {"kind": kind, "takes_effect_on": wish.takes_effect_on, "detail": detail}
    return (Message(id=wish.id, text=wish.text, kind="wish", event=event),)


def waiting(box: Box) -> tuple[Done, ...]:
    """Return the wishes that have not taken effect."""
    return tuple(one for one in box.done if one.is_waiting and one.kind in EFFECTS)


def take_back(*, opened: Opened, wish: Done, on: datetime.date) -> bool:
    """Take a wish back and tell the handlers; say whether it still waited."""
    if not writing.take_back(keys=opened.keys, letter=wish.id):
        return False
    if wish.kind in PRIVATE:
        return True
    event = {"kind": "wish_cancelled", "detail": {"wish": wish.kind}}
    told = Message(id=uuid.uuid5(wish.id, "cancelled"), event=event)
    return writing.send(keys=opened.keys, box=opened.box, message=told, on=on)


def is_sudden(box: Box, *, on: datetime.date, within: datetime.timedelta) -> bool:
    """Say whether a wish comes soon after news: after a letter, or a step of the handling."""
    letters = [one.on for one in box.letters if not one.is_mine and one.on is not None]
    steps = [step.since for step in box.progress[1:]]
    return any(day >= on - within for day in (*letters, *steps))
