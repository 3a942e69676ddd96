"""Who may do what with reports."""

from candour.guard.permissions import Permission
from candour.guard.seats import Seat

DESK = (Seat.DESK_READER,)
HANDLERS = (Seat.DESK_READER, Seat.INVESTIGATOR, Seat.APPROPRIATE_AUTHORITY)

PERMISSIONS = (
    Permission(
        name="intake.desk",
        summary="See which reports wait at the own desk",
        seats=DESK,
        is_read=True,
    ),
    Permission(
        name="intake.read",
        summary="Open a report",
        seats=DESK,
        on_file=True,
        is_read=True,
    ),
    Permission(
        name="intake.hand_over",
        summary="Make a case's readers the reporter's correspondents",
        seats=DESK,
        on_file=True,
    ),
    Permission(
        name="intake.tell_progress",
        summary="Tell a reporter where her report stands",
        seats=HANDLERS,
        on_file=True,
    ),
    Permission(
        name="intake.write_letter",
        summary="Write a letter that a reporter finds in her mailbox",
        seats=(*HANDLERS, Seat.SERVICE),
        on_file=True,
    ),
    Permission(
        name="intake.release_part",
        summary="Pass a defined part of a report on to another desk",
        seats=DESK,
        on_file=True,
    ),
    Permission(
        name="intake.hand_on",
        summary="Give a report that was not answered to the next body",
        seats=(Seat.SERVICE,),
    ),
    Permission(
        name="intake.seal",
        summary="Seal the day's submissions",
        seats=(Seat.SERVICE,),
    ),
    Permission(
        name="intake.take_in",
        summary="Take in a report that comes without a mailbox",
        seats=(Seat.SERVICE,),
    ),
    Permission(
        name="intake.write_proofs",
        summary="Write the proof files of sealed reports",
        seats=(Seat.SERVICE,),
    ),
    Permission(
        name="intake.open_appeal",
        summary="Open or close a public appeal for witnesses",
        seats=(Seat.SERVICE,),
    ),
)
