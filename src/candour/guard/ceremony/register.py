"""The list of bodies and accounts that is brought to the ceremony, so that names stand for ids."""

import dataclasses
import json
import uuid
from collections.abc import Mapping

from candour.guard.ceremony.papers import Refusal

TYPE = "candour/register/v1"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Names by id: of bodies, and of accounts by their user names."""

    bodies: Mapping[uuid.UUID, str]
    accounts: Mapping[uuid.UUID, str]

    def body(self, named: str) -> uuid.UUID:
        """Return the body of that name, or of that id."""
        found = [one for one, name in self.bodies.items() if named in (name, str(one))]
        if len(found) != 1:
            message = f"The register lists no body called {named}."
            raise Refusal(message)
        return found[0]


def write(*, register: Register) -> bytes:
    """Write a register as one file of JSON."""
    lists = {
        name: {str(one): called for one, called in listed.items()}
        for name, listed in (("bodies", register.bodies), ("accounts", register.accounts))
    }
    text = json.dumps({"type": TYPE, **lists}, indent=2, sort_keys=True, ensure_ascii=False)
    return f"{text}\n".encode()


def read(*, data: bytes) -> Register:
    """Read a register; anything else is refused in words."""
    try:
        held = json.loads(data)
        if held["type"] != TYPE:
            raise ValueError
        bodies, accounts = (
            {uuid.UUID(one): str(called) for one, called in held[name].items()}
            for name in ("bodies", "accounts")
        )
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        message = "This is not a register: make one with candour account register."
        raise Refusal(message) from None
    # Whoever has the database names accounts: no name may write over what the terminal shows.
    if not all(name.isprintable() for name in (*bodies.values(), *accounts.values())):
        message = "A name in this register has a sign that can't be shown. Ask who made it."
        raise Refusal(message)
    return Register(bodies=bodies, accounts=accounts)
