"""Who may bring other systems' records in, and who sees how an outside line's contacts add up."""

from candour.guard.permissions import Permission
from candour.guard.seats import Seat

PERMISSIONS = (
    Permission(
        name="imports.run",
        summary="Import a roster or a history",
        seats=(Seat.SERVICE,),
    ),
    Permission(
        name="imports.list_runs",
        summary="See what was imported and what became of each row",
        seats=(Seat.SERVICE,),
    ),
    Permission(
        name="imports.reconcile",
        summary="See how the contacts of an outside line add up",
        seats=(Seat.DESK_READER, Seat.APPROPRIATE_AUTHORITY, Seat.OVERSIGHT_READER),
        is_read=True,
    ),
)
