"""Who may bring other systems' records in."""

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
)
