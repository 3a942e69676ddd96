"""Who may change the walls: whoever handles a file tells whom it concerns, the system computes."""

from candour.guard.permissions import Permission
from candour.guard.seats import Seat

HANDLERS = (Seat.DESK_READER, Seat.INVESTIGATOR, Seat.APPROPRIATE_AUTHORITY, Seat.SERVICE)

PERMISSIONS = (
    Permission(
        name="access.involve",
        summary="Say whom a file concerns",
        seats=HANDLERS,
        on_file=True,
    ),
    Permission(
        name="access.wall_off_named",
        summary="Keep from a file whoever its reporter named",
        seats=HANDLERS,
        on_file=True,
    ),
    Permission(
        name="access.name_readers",
        summary="Name the readers of a new case",
        seats=HANDLERS,
        on_file=True,
    ),
    Permission(
        name="access.draw_walls",
        summary="Compute the walls of files from people",
        seats=HANDLERS,
    ),
    Permission(
        name="access.renew_epochs",
        summary="Open new keys of a file after somebody's were taken",
        seats=HANDLERS,
    ),
    Permission(
        name="access.redraw_due_walls",
        summary="Compute walls on the day that postings and ties begin",
        seats=(Seat.SERVICE,),
    ),
)
