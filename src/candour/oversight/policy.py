"""What overseers may see of the cases and reports of the forces they watch."""

from candour.guard.permissions import Permission
from candour.guard.seats import Seat

PERMISSIONS = (
    Permission(
        name="oversight.overview",
        summary="See how many cases are open, late or not referred, and which reports wait",
        seats=(Seat.OVERSIGHT_READER,),
        is_read=True,
    ),
)
