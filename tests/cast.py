"""The people of the stories by role, the moment the stories happen, and the world they live in."""

import dataclasses
import pathlib
import uuid

from candour import clock

# Pages ask the real clock, so the story happens today.
NOW = clock.now()

# Who signs in for each role. The complainant has no account: she is at the report site.
SUBJECT = "subject"
COLLEAGUE = "colleague"
LINE_MANAGER = "line-manager"
INVESTIGATOR = "investigator"
EXTERNAL_INVESTIGATOR = "external-investigator"
OVERSIGHT_READER = "oversight"
STRANGER = "stranger"
DESK = "desk"
AUTHORITY = "authority"
# The subject's own seat, and those who stand by one side or the other.
SUBJECT_SEAT = "subject-seat"
REPRESENTATIVE = "representative"
SAME_BRANCH = "representative-two"
OTHER_BODY = "representative-three"
# Outside the force, for a review that only policy gives.
REVIEWER = "reviewer"

# They hold shares of keys, outside the force; the first two are of one body, the next of another.
CUSTODIANS = (
    "custodian", "custodian-two", "custodian-three", "custodian-four", "custodian-five",
)  # fmt: skip

KEPT_OUT = (SUBJECT, COLLEAGUE, LINE_MANAGER, STRANGER)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The invented force as tests use it: the data folder, and accounts by their part."""

    data: pathlib.Path
    accounts: dict[str, uuid.UUID]
    organisations: dict[str, uuid.UUID]
