"""Who is asking: the value that every action and query receives as `by`."""

import dataclasses
import uuid

from candour.guard.seats import Seat


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An account in its seat, or a named service of the system (which has no account)."""

    account_id: uuid.UUID | None
    organisation_id: uuid.UUID | None
    seat: Seat
    service: str = ""

    @property
    def account(self) -> uuid.UUID:
        """Return the account of someone signed in; the system itself has none."""
        if self.account_id is None:
            message = "a service has no account"
            raise TypeError(message)
        return self.account_id


def service(name: str) -> Actor:
    """Return the actor for a named part of the system, such as the daily sealing."""
    return Actor(account_id=None, organisation_id=None, seat=Seat.SERVICE, service=name)
