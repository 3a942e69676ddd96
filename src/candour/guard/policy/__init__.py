"""Who may do what with keys: holders with their own, the ceremony with certificates."""

from candour.guard.permissions import Permission
from candour.guard.seats import Seat

SERVICE = (Seat.SERVICE,)
HOLDERS = (
    Seat.DESK_READER,
    Seat.INVESTIGATOR,
    Seat.APPROPRIATE_AUTHORITY,
    Seat.CUSTODIAN,
    Seat.SUBJECT,
    Seat.REPRESENTATIVE,
    Seat.REVIEWER,
)

PERMISSIONS = (
    Permission(name="guard.make_key", summary="Make a new key under six words of one's own",
               seats=(*HOLDERS, *SERVICE)),
    Permission(name="guard.change_words", summary="Put one's own key under other words",
               seats=HOLDERS),
    Permission(name="guard.own_key", summary="See how one's own key stands", seats=HOLDERS,
               is_read=True),
    Permission(name="guard.install_officer", summary="Let a certified officer sign seats",
               seats=SERVICE),
    Permission(name="guard.remove_officer", summary="Take an officer away", seats=SERVICE),
    Permission(name="guard.install_seat", summary="Put a seat's certificate into use",
               seats=SERVICE),
    Permission(name="guard.revoke_seat", summary="Revoke a seat's certificate", seats=SERVICE),
    Permission(name="guard.list_certificates", summary="See every certificate and when it ends",
               seats=SERVICE, is_read=True),
)  # fmt: skip
