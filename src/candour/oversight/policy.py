"""What overseers may see of the cases and reports of the forces they watch."""

from candour.guard.permissions import Permission
from candour.guard.seats import Seat

OVERSEERS = (Seat.OVERSIGHT_READER,)
SERVICE = (Seat.SERVICE,)

PERMISSIONS = (
    Permission(
        name="oversight.overview",
        summary="See how many cases are open, late or not referred, and which reports wait",
        seats=OVERSEERS,
        is_read=True,
    ),
    Permission(
        name="oversight.channels",
        summary="See how many contacts came in by each route and where they stand",
        seats=OVERSEERS,
        is_read=True,
    ),
    Permission(
        name="oversight.alerts",
        summary="See what the nightly proof of the receipts found",
        seats=OVERSEERS,
        is_read=True,
    ),
    Permission(
        name="oversight.escalations",
        summary="See by reference whose reporters were left without an answer",
        seats=OVERSEERS,
        is_read=True,
    ),
    Permission(
        name="oversight.late",
        summary="See by reference which late cases were put to one's body",
        seats=OVERSEERS,
        is_read=True,
    ),
    Permission(
        name="oversight.answer_late",
        summary="Answer a late case, or ask the force why",
        seats=OVERSEERS,
    ),
    Permission(
        name="oversight.left_out",
        summary="See by reference which reports lost a finding, and where words got out early",
        seats=OVERSEERS,
        is_read=True,
    ),
    Permission(
        name="oversight.looks",
        summary="See how often looks were asked about, withheld or refused, rounded",
        seats=OVERSEERS,
        is_read=True,
    ),
    Permission(
        name="oversight.grievances",
        summary="See what grievances were screened as, rounded",
        seats=OVERSEERS,
        is_read=True,
    ),
    Permission(
        name="oversight.referrals",
        summary="See by reference what was not referred in time, and each month's referrals",
        seats=OVERSEERS,
        is_read=True,
    ),
    Permission(
        name="oversight.handling",
        summary="See what went wrong in handling, and discouragement by unit, rounded",
        seats=OVERSEERS,
        is_read=True,
    ),
    Permission(
        name="oversight.retaliation",
        summary="See what followed reports, rounded, and the month's test of it",
        seats=OVERSEERS,
        is_read=True,
    ),
    Permission(
        name="oversight.settle_alert",
        summary="Say what became of an alert",
        seats=OVERSEERS,
    ),
    Permission(
        name="oversight.holds",
        summary="See which legal holds stand in the forces overseen, who placed them and why",
        seats=OVERSEERS,
        is_read=True,
    ),
    Permission(
        name="oversight.place_hold",
        summary="Place a legal hold on a case or on everything of a force overseen",
        seats=OVERSEERS,
    ),
    Permission(
        name="oversight.lift_hold",
        summary="Say, as one of two people, that a legal hold may end",
        seats=OVERSEERS,
    ),
    Permission(
        name="oversight.list_holds",
        summary="List the legal holds in force, for whoever keeps papers and backups",
        seats=SERVICE,
        is_read=True,
    ),
    Permission(
        name="oversight.raise_alerts",
        summary="Alert overseers to what cannot wait for the night",
        seats=SERVICE,
    ),
    Permission(
        name="oversight.keep_proof",
        summary="Keep what the nightly proof of the receipts found",
        seats=SERVICE,
    ),
    Permission(
        name="oversight.prepare_release",
        summary="Put figures through disclosure control, without publishing them",
        seats=SERVICE,
        is_read=True,
    ),
    Permission(
        name="oversight.publish_release",
        summary="Publish figures that have passed disclosure control",
        seats=SERVICE,
    ),
    Permission(
        name="oversight.withdraw_release",
        summary="Withdraw published figures, with the reason",
        seats=SERVICE,
    ),
    Permission(
        name="oversight.build_return",
        summary="Count a return to another body, and name what could not be returned",
        seats=SERVICE,
    ),
    Permission(
        name="oversight.export_to_inquiry",
        summary="Give the register to an inquiry under pseudonyms, for a stated purpose",
        seats=SERVICE,
    ),
)
