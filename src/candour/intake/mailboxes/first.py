"""What her first report says, from the copy that her words open, and who has it: in memory alone.

Whoever may get a matter of how it was handled is compared with all of it.
"""

import dataclasses
import json
import uuid
from collections.abc import Iterator, Sequence

from django.db import connection

from candour.access.desks import Receiver
from candour.core.matching import conflicts
from candour.intake import questions
from candour.intake.mailboxes.opening import Opened

# What describes people: whole parts of a report, and single answers of other pages.
_PEOPLE = frozenset({"people", "must_not_see"})
_NAMING = frozenset({"manager", "by", "told_by", "given", "family", "unit"})
_TOLD = frozenset({"told", "line_manager"})
_KNOWS_DESK = "knows_desk"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """Her first report: what it says, the forces it is about, who has it, and where.

    `is_outside` wherever it is not plainly with the force that it is about.
    """

    written: conflicts.Written
    forces: frozenset[uuid.UUID]
    readers: frozenset[uuid.UUID]
    is_outside: bool


def first_of(opened: Opened, *, known: Sequence[Receiver]) -> First:
    """Return what matters of a first report that is open."""
    content = (opened.box.kept or {}).get("content", "")
    parts = tuple(_parts(content))
    forces = tuple(one for one in known if str(one.organisation_id) in content)
    return First(
        written=_written(opened, parts),
        forces=frozenset(one.organisation_id for one in forces),
        readers=readers_of(opened),
        is_outside=(
            opened.box.route == "outside"
            or opened.box.body not in {one.name for one in forces}
            or ("destination", "to", "outside") in parts
            or any(field == _KNOWS_DESK and said for _, field, said in parts)
        ),
    )


def readers_of(first: Opened) -> frozenset[uuid.UUID]:
    """Return the accounts that can read a mailbox's file, could, or were kept from it."""
    with connection.cursor() as cursor:
        cursor.execute("select account_id from intake.readers_of(%s)", [first.keys.mailbox_id])
        return frozenset(account for (account,) in cursor.fetchall())


def _written(opened: Opened, parts: Sequence[tuple[str, str, str]]) -> conflicts.Written:
    kept_out = {
        question.name
        for one in questions.every().values()
        for group in one.groups
        for page in group.pages
        for question in page
        if question.keeps_out
    }
    about, story = [], []
    for name, field, said in parts:
        is_naming = name in _TOLD and field in _NAMING
        if field != _KNOWS_DESK and (name in _PEOPLE or is_naming or field in kept_out):
            about.append(said)
        else:
            story.append(said)
    story += [letter.text for letter in opened.box.letters if letter.is_mine]
    return conflicts.Written(about_people=tuple(about), story=" ".join(story))


def _parts(content: str) -> Iterator[tuple[str, str, str]]:
    """Return every text of a report's content with its part and its field."""
    try:
        said = json.loads(content or "{}")
    except ValueError:
        said = None
    if not isinstance(said, dict):
        # None of ours: all of it may describe somebody.
        yield "people", "people", content
        return
    for name, value in said.items():
        if name == "answers" and isinstance(value, dict):
            for page, fields in value.items():
                yield from _fields(page, fields)
        else:
            yield from _fields(name, value)


def _fields(name: str, value: object) -> Iterator[tuple[str, str, str]]:
    if not isinstance(value, dict):
        yield from ((name, name, text) for text in _texts(value))
        return
    for field, typed in value.items():
        yield from ((name, field, text) for text in _texts(typed))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif value not in (None, "", False):
        yield str(value)
