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
from candour.intake import routes
from candour.intake.journey import steps
from candour.intake.journey.steps import Step
from candour.intake.routes import Route

Raw = dict[str, list[str]]
# A date is typed in three parts, posted as name_day to name_year.
_part = re.compile(r"_(day|month|year)$")
# Sealed apart from the report, or not part of it: no commitment is made over these.
APART = frozenset({"name", "equality", "words", "check"})


@dataclasses.dataclass(slots=True, kw_only=True)
class State:
    """The journey so far. Answers are kept as typed, so that no page ever loses a word."""

    step: str = steps.ROUTE.name
    answers: dict[str, Raw] = dataclasses.field(default_factory=dict)
    people: list[Raw] = dataclasses.field(default_factory=list)
    # Which person the person page shows; one past the end for somebody new.
    person: int = 0
    # Whether she came from the check page to change one answer.
    is_changing: bool = False
    # Whether she writes it down for now and decides later.
    is_later: bool = False
    # Groups of questions that she would rather not see.
    skipped: list[str] = dataclasses.field(default_factory=list)
    # Sealed files, as `intake.attachments.attached` describes each.
    files: list[dict[str, JsonValue]] = dataclasses.field(default_factory=list)
    # Made once, when the words page first opens, so that sending twice is sending once.
    words: str = ""
    file: str = ""
    correspondent: str = ""
    # The words of the saved draft that she goes on from, which sending removes.
    draft: str = ""

    @property
    def route_name(self) -> str:
        """Return the way in that she chose, "" before she has."""
        chosen = self.chosen("route")
        return chosen[0] if chosen and chosen[0] in routes.every() else ""

    @property
    def route(self) -> Route | None:
        """Return the way in that she chose."""
        return routes.every().get(self.route_name)

    @property
    def order(self) -> tuple[Step, ...]:
        """Return the pages of this journey, the first page first."""
        return steps.order(
            steps.Shape(
                route=self.route_name,
                about=self.chosen("about"),
                skipped=self.skipped,
                is_later=self.is_later,
            )
        )

    @property
    def place(self) -> int:
        """Return where in the order she is; a page that there is no more means the first."""
        names = [step.name for step in self.order]
        return names.index(self.step) if self.step in names else 0

    @property
    def current(self) -> Step:
        """Return the page she is on."""
        return self.order[self.place]

    def chosen(self, step: str) -> list[str]:
        """Return what was chosen on a page with one question that bears the page's name."""
        return self.answers.get(step, {}).get(step, [])


class Broken(Exception):
    """The hidden field is genuine but its content is not a journey's."""


def write(state: State) -> dict[str, JsonValue]:
    """Return the state as JSON values."""
    return dataclasses.asdict(state)


def read(mapping: Mapping[str, object]) -> State:
    """Return the state of a mapping that `write` made; raise Broken for any other."""
    try:
        state = State(**mapping)  # type: ignore[arg-type] # checked by the next lines and by use
        if not 0 <= state.person <= len(state.people):
            raise Broken
        state.step = state.current.name
    except (TypeError, AttributeError):
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
    """Return the report itself as the one JSON text that its commitment is made over.

    Only what is sent: answers of the pages that this journey has. Her name is never part of it,
    and of files only what anyone with the file can check.
    """
    names = [step.name for step in state.order if step.name not in APART]
    said = {
        "answers": {name: state.answers[name] for name in names if name in state.answers},
        "people": state.people if steps.PERSON.name in names else [],
        "files": [
            {name: file.get(name) for name in ("name", "size", "sha256")} for file in state.files
        ],
    }
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
