"""Who may find a described person from the command line."""

from candour.guard.permissions import Permission
from candour.guard.seats import Seat

PERMISSIONS: tuple[Permission, ...] = (
    Permission(
        name="linking.find",
        summary="Find one described person on the register from the command line",
        seats=(Seat.SERVICE,),
        is_read=True,
    ),
)
