"""Who may read the register of people, and who may change it."""

from candour.guard.permissions import Permission
from candour.guard.seats import Seat

HANDLERS = (Seat.DESK_READER, Seat.INVESTIGATOR, Seat.APPROPRIATE_AUTHORITY)

PERMISSIONS = (
    Permission(
        name="people.candidates",
        summary="Search the register for someone described",
        seats=(*HANDLERS, Seat.SERVICE),
        is_read=True,
    ),
    Permission(
        name="people.cards",
        summary="See the names, numbers and postings of people",
        seats=HANDLERS,
        is_read=True,
    ),
    Permission(
        name="people.record_organisation",
        summary="Put an organisation on the register",
        seats=(Seat.SERVICE,),
    ),
    Permission(
        name="people.record_roster",
        summary="Bring people and their postings in from another system",
        seats=(Seat.SERVICE,),
    ),
    Permission(
        name="people.end_numbers",
        summary="End the numbers that another system says people no longer have",
        seats=(Seat.SERVICE,),
    ),
)
