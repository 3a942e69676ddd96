"""Who may make figures of the register, and who may see them."""

from candour.guard.permissions import Permission
from candour.guard.seats import Seat

SERVICE = (Seat.SERVICE,)
OVERSEERS = (Seat.OVERSIGHT_READER,)

PERMISSIONS = (
    Permission(
        name="measures.take_snapshot",
        summary="Write a pseudonymised snapshot of the register",
        seats=SERVICE,
    ),
    Permission(
        name="measures.run",
        summary="Compute a figure from a snapshot of the register",
        seats=SERVICE,
        is_read=True,
    ),
    Permission(
        name="measures.refresh",
        summary="Compute the figures that the oversight site shows",
        seats=SERVICE,
    ),
    Permission(
        name="measures.list",
        summary="See which figures there are",
        seats=OVERSEERS,
        is_read=True,
    ),
    Permission(
        name="measures.read",
        summary="See a figure",
        seats=OVERSEERS,
        is_read=True,
    ),
    Permission(
        name="measures.download",
        summary="Download a figure",
        seats=OVERSEERS,
        is_read=True,
    ),
)
