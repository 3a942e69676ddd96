"""Who may do what with the log itself."""

from candour.guard.permissions import Permission
from candour.guard.seats import Seat

PERMISSIONS = (
    Permission(
        name="log.verify",
        summary="Recompute the whole log",
        seats=(Seat.SERVICE,),
    ),
)
