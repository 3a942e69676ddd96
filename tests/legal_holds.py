"""Legal holds of the stories: placed and lifted by overseers as the oversight site does."""

import datetime
import uuid

import story
from candour.guard.models import LegalHold
from candour.oversight.actions.lift_hold import lift_hold
from candour.oversight.actions.place_hold import Wish, place_hold
from cast import NOW

REASON = "The inquiry into vetting has asked for it."
BASIS = "Inquiries Act 2005 section 21"


def place(as_role, *, by: str = "oversight", **of: object) -> uuid.UUID:
    """Place a hold as an overseer: place(as_role, reference=...) or (as_role, force=, from_on=)."""
    who = story.actor(by)
    with as_role("oversight", actor=who.account):
        wish = Wish(reason=REASON, basis=BASIS, **of)
        return place_hold(wish=wish, by=who, at=NOW)


def lift(as_role, hold: uuid.UUID, *, by: str) -> bool:
    """Say as an overseer that a hold may end; return whether it still stands."""
    who = story.actor(by)
    with as_role("oversight", actor=who.account):
        return lift_hold(hold=hold, reason="It has reported.", basis=BASIS, by=who, at=NOW)


def of_body(*, organisation: uuid.UUID, body: uuid.UUID, from_on: datetime.date) -> LegalHold:
    """Return a hold on everything of a body, as it stands in the table."""
    return LegalHold.objects.create(
        scope="force", organisation_id=organisation, from_on=from_on, placed_on=NOW.date(),
        placed_by=uuid.uuid4(), body_id=body, reason=REASON, basis=BASIS,
        salt=bytes(32),
    )  # fmt: skip
