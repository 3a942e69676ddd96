"""Reports, mailboxes, letters and drafts; until the daily sealing a submission is staged only."""

from candour.intake.models.mailboxes import (
    BurntWords,
    Correspondent,
    Draft,
    Escalation,
    Letter,
    Mailbox,
    Progress,
    ReporterEvent,
    StagedLetter,
    Supporter,
)
from candour.intake.models.reports import (
    Appeal,
    Attachment,
    Blob,
    EqualityCount,
    EqualityPool,
    Quarantined,
    Report,
    Reserve,
    SealedDay,
    Staged,
)

__all__ = [
    "Appeal",
    "Attachment",
    "Blob",
    "BurntWords",
    "Correspondent",
    "Draft",
    "EqualityCount",
    "EqualityPool",
    "Escalation",
    "Letter",
    "Mailbox",
    "Progress",
    "Quarantined",
    "Report",
    "ReporterEvent",
    "Reserve",
    "SealedDay",
    "Staged",
    "StagedLetter",
    "Supporter",
]
