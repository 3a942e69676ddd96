"""The page of states: the courses of a matter, and what a reporter's mailbox shows of a report."""

import datetime
import uuid

from candour.core.keys.box_keys import BoxPlace
from candour.intake import wording
from candour.intake.mailboxes import Box, SealTarget, Step
from candour.intake.models.mailboxes import STATES
from candour.intake.wording import Said
from candour.ops.docs.pages import courses, markdown

_DAY = datetime.date(2026, 4, 1)
_BODY = "the body that has it"


def write() -> str:
    """Return the page."""
    waiting = _said(state="with_desk", is_staged=True)
    rows = [["(none yet)", "It waits for the daily sealing", waiting.title, waiting.next_words]]
    for state, meaning in STATES:
        said = _said(state=state, is_staged=False)
        rows.append([markdown.code(state), meaning, said.title, said.next_words])
    return markdown.page(
        title="States",
        source="src/candour/core/states, src/candour/intake/models/mailboxes.py and"
        " src/candour/intake/wording.py",
        parts=[
            *courses.parts(),
            "## A report before it is a case\n\n"
            "A sealed report is in exactly one state. A step is a new row, never a change; every"
            " state but the last must have a next date, and the database refuses one without.",
            markdown.table(
                head=["State", "What it means", "What the mailbox says", "What comes next"],
                rows=rows,
            ),
        ],
    )


def _said(*, state: str, is_staged: bool) -> Said:
    """Return what a mailbox says of a report in this state."""
    box = Box(
        is_staged=is_staged,
        day=_DAY,
        leaf_hash=b"",
        body=_BODY,
        proof="",
        progress=(Step(state=state, since=_DAY, next_on=None),),
        letters=(),
        correspondent=uuid.UUID(int=0),
        seal_to=SealTarget(file=uuid.UUID(int=0), epoch=1, compartment="narrative", stamped=b""),
        identity_to=None,
        own_public=b"",
        place=BoxPlace(file=uuid.UUID(int=0), correspondent=uuid.UUID(int=0)),
        box_public=b"",
        route="",
        is_locked=False,
        must_change=False,
        has_keepers=False,
        kept=None,
        done=(),
    )
    return wording.states_in_words(box, today=_DAY)[0]
