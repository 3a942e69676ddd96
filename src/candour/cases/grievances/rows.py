"""A row of HR's register as it was read: codes and days apart, and what is sealed of it."""

import dataclasses
import datetime
import hashlib
import hmac
import json
from collections.abc import Mapping

from django.conf import settings

_MARK_BYTES = 16
PARTS = ("given", "family", "number")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class GrievanceRow:
    """One grievance: who raised it, about whom, HR's category and a short text."""

    row: int
    ref: str
    received_on: datetime.date
    category: str
    raised_by: Mapping[str, str] = dataclasses.field(default_factory=dict, repr=False)
    about: Mapping[str, str] = dataclasses.field(default_factory=dict, repr=False)
    text: str = dataclasses.field(default="", repr=False)

    def sealed(self) -> str:
        """Return what is sealed of it."""
        said = {
            "raised_by": dict(self.raised_by),
            "about": dict(self.about),
            "text": self.text,
        }
        return json.dumps(said, ensure_ascii=False)

    def mark(self) -> bytes:
        """Return a mark of its words that tells a changed row, and nothing without the key."""
        said = json.dumps(["grievance", self.ref, self.category, self.sealed()])
        digest = hmac.new(settings.FILE_SECRET, said.encode(), hashlib.sha256).digest()
        return digest[:_MARK_BYTES]
