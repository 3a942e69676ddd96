"""What a check of the log can find: a place and what is wrong there, in words."""

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that does not agree."""

    place: str
    problem: str
