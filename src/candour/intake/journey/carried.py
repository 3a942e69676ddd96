"""Files of a report while its page carries them: what arrives is added, what she drops is gone."""

from collections.abc import Sequence

from django.http import HttpRequest

from candour.intake.attachments import attached, receive
from candour.intake.attachments.attached import Attached
from candour.intake.attachments.receive import Refusal, Why
from candour.intake.journey.state import State


def add(request: HttpRequest, state: State, *, is_asked: bool) -> Sequence[Refusal]:
    """Take the files that came with the page; return which were refused.

    That there were none is refused only where she asked to add some.
    """
    found, refused = receive.take(request, held=len(state.files))
    state.files.extend(file.to_json() for file in found)
    return [one for one in refused if is_asked or one.why is not Why.NOTHING]


def remove(state: State, *, which: str) -> None:
    """Drop one file; unknown ones stay unknown."""
    for file in files(state):
        if str(file.id) == which:
            receive.drop(file)
            state.files = [one for one in state.files if one.get("id") != which]


def files(state: State) -> tuple[Attached, ...]:
    """Return the files that the page carries."""
    return tuple(attached.from_json(file) for file in state.files)


def forget_missing(state: State) -> bool:
    """Take files off the page that are gone, removed in another tab; say whether there were any."""
    gone = receive.missing(files(state))
    state.files = [file.to_json() for file in files(state) if file.id not in gone]
    return bool(gone)
