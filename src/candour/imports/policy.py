"""Who may bring other systems' records in, and who sees how an outside line's contacts add up."""

from candour.guard.permissions import Permission
from candour.guard.seats import Seat

OUTSIDE = (Seat.DESK_READER, Seat.INVESTIGATOR)
HANDLERS = (*OUTSIDE, Seat.APPROPRIATE_AUTHORITY)
DECIDERS = (Seat.DESK_READER, Seat.APPROPRIATE_AUTHORITY)

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
        name="imports.watch_lookups",
        summary="Hold a force's audit feed against what reporters want watched",
        seats=OUTSIDE,
    ),
    Permission(
        name="imports.lookup_findings",
        summary="See look-ups of reporters whose terms one keeps",
        seats=OUTSIDE,
        is_read=True,
    ),
    Permission(
        name="imports.lookup_alerts",
        summary="See look-ups of the reporter of a file",
        seats=HANDLERS,
        on_file=True,
        is_read=True,
    ),
    Permission(
        name="imports.decide_lookup",
        summary="Decide what becomes of a look-up",
        seats=HANDLERS,
        on_file=True,
    ),
    Permission(
        name="imports.take_case_files",
        summary="Take the files that a case system laid down",
        seats=(Seat.SERVICE,),
    ),
    Permission(
        name="imports.try_file_again",
        summary="Let a file of the case system that was put aside be tried again",
        seats=DECIDERS,
    ),
    Permission(
        name="imports.give_back",
        summary="Give a force's case system what changed here",
        seats=(Seat.SERVICE,),
    ),
    Permission(
        name="imports.case_system",
        summary="See what came from and went to the case system, and where both differ",
        seats=DECIDERS,
        is_read=True,
    ),
    Permission(
        name="imports.case_system_of",
        summary="See what the case system says of a case",
        seats=DECIDERS,
        on_file=True,
        is_read=True,
    ),
    Permission(
        name="imports.settle_difference",
        summary="Say which of the two systems is right",
        seats=DECIDERS,
        on_file=True,
    ),
    Permission(
        name="imports.reconcile",
        summary="See how the contacts of an outside line add up",
        seats=(Seat.DESK_READER, Seat.APPROPRIATE_AUTHORITY, Seat.OVERSIGHT_READER),
        is_read=True,
    ),
)
