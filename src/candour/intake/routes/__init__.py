"""The ways in: one file each. A route says whom it reaches; counts are kept by route."""

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One way in: how a reporter chooses it, and whether her report leaves the force."""

    label: str
    hint: str
    goes_outside: bool
    order: int
