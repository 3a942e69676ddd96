"""What a row of the scenarios holds: an id, a sentence, and the parts proved one by one."""

import dataclasses
from collections.abc import Mapping

WHOLE = "whole"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a scenario: the name that tests use, and what must be true."""

    name: str
    sentence: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One scenario; it is proved when every part of it has a test that passes."""

    id: str
    title: str
    parts: tuple[Part, ...]


def split(scenario_id: str, title: str, parts: Mapping[str, str]) -> Scenario:
    """Return a scenario that is proved part by part."""
    return Scenario(
        id=scenario_id,
        title=title,
        parts=tuple(Part(name=name, sentence=sentence) for name, sentence in parts.items()),
    )


def whole(scenario_id: str, title: str) -> Scenario:
    """Return a scenario that nobody has divided into parts yet."""
    return split(scenario_id, title, {WHOLE: title})
