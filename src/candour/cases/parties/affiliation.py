"""For which body and branch somebody represents people: compared without case, marks or spaces."""

import uuid

from candour.cases.models import Affiliation
from candour.core.matching.conflicts import fold


def key(*, body: str, branch: str) -> str:
    """Return body and branch as they are compared."""
    return f"{_squeezed(body)}|{_squeezed(branch)}"


def of(*, account: uuid.UUID, body: str, branch: str) -> Affiliation:
    """Return the row that says for whom an account represents people; it is not written yet."""
    return Affiliation(
        account_id=account,
        body=body.strip(),
        branch=branch.strip(),
        key=key(body=body, branch=branch),
    )


def _squeezed(text: str) -> str:
    return "".join(sign for sign in fold(text) if sign.isalnum())
