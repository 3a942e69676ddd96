"""Who may change the walls: whoever handles a file tells whom it concerns, the system computes."""

from candour.guard.permissions import Permission
from candour.guard.seats import Seat

HANDLERS = (Seat.DESK_READER, Seat.INVESTIGATOR, Seat.APPROPRIATE_AUTHORITY, Seat.SERVICE)

READERS = (Seat.DESK_READER, Seat.INVESTIGATOR, Seat.APPROPRIATE_AUTHORITY)

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
        name="access.redraw_changed_walls",
        summary="Compute walls after something changed about people",
        seats=(Seat.SERVICE,),
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
    # Accounts, and the readers that every file keeps.
    Permission(name="access.add_account", summary="Make an account", seats=(Seat.SERVICE,)),
    Permission(name="access.close_account", summary="Close a leaver's account",
               seats=(Seat.SERVICE,)),
    Permission(name="access.shut_taken_over", summary="Shut an account that somebody else may use",
               seats=(Seat.SERVICE,)),
    Permission(name="access.give_set_up_code", summary="Give an account a set-up code",
               seats=(Seat.SERVICE,)),
    Permission(name="access.list_accounts", summary="List accounts", seats=(Seat.SERVICE,),
               is_read=True),
    Permission(name="access.thin_files", summary="See which files have too few readers",
               seats=(Seat.SERVICE,), is_read=True),
    Permission(name="access.opened_since", summary="See what an account opened",
               seats=(Seat.SERVICE,), is_read=True),
    Permission(name="access.colleagues", summary="See which colleagues wait for a key",
               seats=READERS, is_read=True),
    Permission(name="access.own_thin_cases", summary="See own cases with too few readers",
               seats=READERS, is_read=True),
    Permission(name="access.give_keys", summary="Give a colleague who waits the keys",
               seats=READERS),
    Permission(name="access.give_back", summary="Give a file's keys to whom no wall keeps out now",
               seats=READERS, on_file=True),
    Permission(name="access.name_more_readers", summary="Name more readers of a case with too few",
               seats=READERS, on_file=True),
)  # fmt: skip
