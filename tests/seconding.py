"""Asks a second person to confirm who somebody described is, and lets one answer."""

import uuid

from browsing import Page, Visitor
from candour.cases.models import SecondAsk


def confirm(visit, case: uuid.UUID, person: uuid.UUID, *, agrees: str = "yes") -> Page:
    """Let the authority ask, and a reader who had no part in the case answer."""
    asked = {"what": "act_on_link", "about": str(person), "reason": "Name, unit and number fit."}
    visit("authority").post(f"/cases/{case}/checks/second/", asked)
    return reply(visit("desk-two"), case, agrees=agrees)


def reply(visitor: Visitor, case: uuid.UUID, *, agrees: str = "yes") -> Page:
    """Answer what was asked last."""
    asked = SecondAsk.objects.filter(file_id=case).latest("decided_at")
    data = {"agrees": agrees, "reason": "I read all of it."}
    return visitor.post(f"/cases/{case}/checks/second/{asked.id}/", data)
