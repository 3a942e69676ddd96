"""What an investigation has written down: a line of enquiry, a decision, a contact, an exhibit."""

import datetime
import uuid

from candour.cases.diary.actions.add_exhibit import Taken, add_exhibit
from candour.cases.diary.actions.add_line import Line, add_line
from candour.cases.diary.actions.move_exhibit import Moved, move_exhibit
from candour.cases.diary.actions.note_contact import Spoken, note_contact
from candour.cases.diary.actions.write_entry import Entry, write_entry
from candour.cases.work.actions.add_task import Wanted
from candour.ops.demo.story.stage import Stage

_WEEK = datetime.timedelta(days=7)
_HOUR = datetime.timedelta(hours=1)


def keep(stage: Stage, *, case: uuid.UUID) -> None:
    """Plan, decide, speak and take something, as the desk does until somebody investigates."""
    _plan(stage, case=case)
    entry = Entry(
        kind="decision",
        happened_at=stage.at - _HOUR,
        what="The lists of who had which locker are asked for today.",
        why="They are kept for 28 days. Asking the people on shift first would warn them.",
    )
    spoken = Spoken(
        whom="body",
        how="telephone",
        outcome="spoke",
        happened_at=stage.at - _HOUR,
        who="The keeper of the building's lists",
        what="The lists exist. They come by courier tomorrow.",
    )
    with stage.play("desk") as desk:
        write_entry(file=case, entry=entry, by=desk.by, at=stage.at)
        note_contact(file=case, spoken=spoken, by=desk.by, at=stage.at)
    _exhibit(stage, case=case)


def _plan(stage: Stage, *, case: uuid.UUID) -> None:
    account = stage.account("desk")
    what = "Who had a key to the locker room that night? Compare the lists with the rota."
    task = Wanted(code="evidence", account=account, due_on=(stage.at + _WEEK).date(), what=what)
    with stage.play("desk") as desk:
        add_line(file=case, line=Line(what=what, task=task), by=desk.by, at=stage.at)


def _exhibit(stage: Stage, *, case: uuid.UUID) -> None:
    taken = Taken(
        way="handed_over",
        taken_at=stage.at - _HOUR,
        what="A padlock with a bent shackle, in a clear bag.",
        who="The duty officer of the building",
        where="The locker room",
    )
    moved = Moved(
        to="store",
        moved_at=stage.at,
        giver="The duty officer of the building",
        taker="The storekeeper",
        what="Seal 20417, undamaged.",
    )
    with stage.play("desk") as desk:
        exhibit = add_exhibit(file=case, taken=taken, by=desk.by, at=stage.at)
        move_exhibit(file=case, exhibit=exhibit.id, moved=moved, by=desk.by, at=stage.at)
