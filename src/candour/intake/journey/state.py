"""What a reporter has typed so far: the mapping that is sealed into the page's hidden field."""

import dataclasses
import json
import re
import uuid
from collections.abc import Mapping

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from candour.core.sealed_state import JsonValue
from candour.intake.journey import steps
from candour.intake.journey.steps import Step

Raw = dict[str, list[str]]
# A date is typed in three parts, posted as name_day to name_year.
_part = re.compile(r"_(day|month|year)$")


@dataclasses.dataclass(slots=True, kw_only=True)
class State:
    """The journey so far. Answers are kept as typed, so that no page ever loses a word."""

    step: str = steps.ORDER[0].name
    answers: dict[str, Raw] = dataclasses.field(default_factory=dict)
    people: list[Raw] = dataclasses.field(default_factory=list)
    # Which person the person page shows; one past the end for somebody new.
    person: int = 0
    # Whether she came from the check page to change one answer.
    is_changing: bool = False
    # Made once, when the words page first opens, so that sending twice is sending once.
    words: str = ""
    file: str = ""
    correspondent: str = ""
    # The saved draft that she goes on from, which sending removes.
    draft: str = ""

    @property
    def current(self) -> Step:
        """Return the page she is on."""
        return steps.BY_NAME[self.step]


class Broken(Exception):
    """The hidden field is genuine but its content is not a journey's."""


def write(state: State) -> dict[str, JsonValue]:
    """Return the state as JSON values."""
    return dataclasses.asdict(state)


def read(mapping: Mapping[str, object]) -> State:
    """Return the state of a mapping that `write` made; raise Broken for any other."""
    try:
        state = State(**mapping)  # type: ignore[arg-type] # checked by the next line and by use
        if state.step not in steps.BY_NAME or not 0 <= state.person <= len(state.people):
            raise Broken
    except TypeError:
        raise Broken from None
    return state


def typed(post: QueryDict, form: type[forms.Form]) -> Raw:
    """Return what was typed into a form's own fields, and nothing else that was posted."""
    return {
        name: [str(value) for value in values]
        for name, values in post.lists()
        if name in form.base_fields or _part.sub("", name) in form.base_fields
    }


def data(raw: Raw) -> MultiValueDict[str, str]:
    """Return typed values as a form takes them."""
    return MultiValueDict({name: list(values) for name, values in raw.items()})


def for_draft(state: State) -> State:
    """Return what a draft keeps: a mailbox's words never lie under the words of a draft."""
    return dataclasses.replace(state, words="", file="", correspondent="", draft="")


def prepare(state: State, *, words: str) -> None:
    """Fix, once, everything that makes two sendings of this report the same report."""
    if state.words:
        return
    state.words = words
    state.file = str(uuid.uuid4())
    state.correspondent = str(uuid.uuid4())


def content(state: State) -> bytes:
    """Return the report itself as the one JSON text that its commitment is made over."""
    said = {"answers": state.answers, "people": state.people}
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
