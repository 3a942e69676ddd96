"""Decides whether a severity assessment may stand, and what earlier matters ask of the assessor."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from candour.core.calendar import covers, in_words
from candour.law.categories import CATEGORIES, Category, FactGroup
from candour.law.provisions import Basis, Provision
from candour.law.referral import Answer
from candour.law.severity import (
    EXITS,
    FLOORS,
    LEVELS,
    REPEAT_INCIDENT_RULE,
    Floor,
    LevelRow,
    SeverityExit,
    SeverityLevel,
)


class Need(StrEnum):
    """Names what an assessment can still lack."""

    CATEGORY = "category"
    LEVEL_ON_FACTS = "level_on_facts"
    REASON_ON_FACTS = "reason_on_facts"
    HISTORY = "history"
    LEVEL_WITH_HISTORY = "level_with_history"
    REASON_WITH_HISTORY = "reason_with_history"
    SECOND_PERSON = "second_person"
    FACTS = "facts"
    LOWERING = "lowering"
    FLOOR = "floor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Holds what an assessor puts forward for one allegation.

    facts: answers to the floors' questions; what the category states itself needs no answer, and
    a missing answer is not known. second_person: who agreed besides the assessor. lowered_by: the
    appropriate authority by name, who goes below a floor for a stated reason. None and an empty
    text mean not given yet.
    """

    decided_by: UUID
    category: str | None = None
    facts: Mapping[FactGroup, Answer] = field(default_factory=dict)
    level_on_facts: SeverityLevel | None = None
    reason_on_facts: str = ""
    is_history_shown: bool = False
    level_with_history: SeverityLevel | None = None
    reason_with_history: str = ""
    second_person: UUID | None = None
    lowered_by: UUID | None = None
    lowering_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Names one thing that an assessment still lacks, in words for the assessor."""

    need: Need
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityAssessment:
    """States the level that stands and why.

    level: None while anything is missing. floors: every floor that the facts set, lowered or not.
    """

    level: SeverityLevel | None
    missing: tuple[Gap, ...]
    floors: tuple[Floor, ...]
    is_floor_lowered: bool
    needs_second_person: bool
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierMatter:
    """Holds what the assessor may know of an earlier matter about the same person.

    is_proven: None where nobody decided; only True counts as proven. is_closely_connected: whether
    it is part of the same facts; None where nobody has said.
    """

    on: datetime.date
    category: str
    is_open: bool
    is_proven: bool | None
    is_closely_connected: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """Asks the assessor to consider earlier matters together with the one at hand."""

    code: str
    words: str
    because: tuple[str, ...]
    provision: Provision | None
    basis: Basis


def assess_severity(*, proposal: Proposal, on: datetime.date) -> SeverityAssessment:
    """Say which level stands, or what is missing before one can.

    `on` is the day that selects the law: when the complaint was made or the matter came to
    attention.

    References: Conduct Regs 2020 reg 14; C&M Regs 2020 reg 16; floors in law/severity.py.
    """
    level = proposal.level_with_history
    floors = _floors(proposal, answer=Answer.YES, on=on)
    below = _floors_above(level, floors)
    unasked = _floors_above(level, _floors(proposal, answer=Answer.NOT_KNOWN, on=on))
    gaps = (
        *_gaps_of_record(proposal),
        *(Gap(need=Need.FACTS, words=f"Find out first: {floor.question}") for floor in unasked),
        *(_gap_of_floor(floor) for floor in below if _stands(floor, proposal)),
        *_gaps_of_second_person(proposal),
    )
    return SeverityAssessment(
        level=None if gaps else level,
        missing=gaps,
        floors=floors,
        is_floor_lowered=bool(below) and not gaps,
        needs_second_person=level is not None and _needs_second_person(level, proposal),
        because=_because(proposal, floors=floors, is_lowered=bool(below) and not gaps),
    )


def exits_for(*, level: SeverityLevel, on: datetime.date) -> tuple[SeverityExit, ...]:
    """Return where a matter below misconduct may go under the law in force for it.

    References: Conduct Regs 2020 reg 14, as amended by SI 2025/558.
    """
    if _rank(level) >= _rank(SeverityLevel.MISCONDUCT):
        return ()
    return tuple(row for row in EXITS if covers(period=row.in_force, on=on))


def _row(level: SeverityLevel) -> LevelRow:
    return next(row for row in LEVELS if row.level is level)


def _rank(level: SeverityLevel) -> int:
    return _row(level).rank


def _category(code: str | None) -> Category | None:
    return next((row for row in CATEGORIES if row.code == code), None)


def _answer(proposal: Proposal, group: FactGroup) -> Answer:
    category = _category(proposal.category)
    if category is not None and group in category.groups:
        return Answer.YES
    return proposal.facts.get(group, Answer.NOT_KNOWN)


def _floors(proposal: Proposal, *, answer: Answer, on: datetime.date) -> tuple[Floor, ...]:
    """Return the floors in force whose question has a certain answer."""
    return tuple(
        floor
        for floor in FLOORS
        if _answer(proposal, floor.group) is answer and covers(period=floor.in_force, on=on)
    )


def _floors_above(level: SeverityLevel | None, floors: Iterable[Floor]) -> tuple[Floor, ...]:
    if level is None:
        return ()
    return tuple(floor for floor in floors if _rank(level) < _rank(floor.lowest))


def _gaps_of_record(proposal: Proposal) -> tuple[Gap, ...]:
    """List what the record of every assessment must hold."""
    checks = (
        (_category(proposal.category), Need.CATEGORY, "Choose what the allegation is about."),
        (proposal.level_on_facts, Need.LEVEL_ON_FACTS, "Assess the facts on their own first."),
        (
            proposal.reason_on_facts.strip(),
            Need.REASON_ON_FACTS,
            "Give the reason for the level on the facts alone.",
        ),
        (
            proposal.is_history_shown,
            Need.HISTORY,
            "Open the history of the person complained of before assessing again.",
        ),
        (
            proposal.level_with_history,
            Need.LEVEL_WITH_HISTORY,
            "Assess again with the history on the screen.",
        ),
        (
            proposal.reason_with_history.strip(),
            Need.REASON_WITH_HISTORY,
            "Give the reason for the level with the history.",
        ),
    )
    return tuple(Gap(need=need, words=words) for given, need, words in checks if not given)


def _gaps_of_second_person(proposal: Proposal) -> tuple[Gap, ...]:
    level = proposal.level_with_history
    if level is None or not _needs_second_person(level, proposal):
        return ()
    if proposal.second_person not in (None, proposal.decided_by):
        return ()
    words = f'"{_row(level).name}" needs a second person who agrees.'
    return (Gap(need=Need.SECOND_PERSON, words=words),)


def _needs_second_person(level: SeverityLevel, proposal: Proposal) -> bool:
    """Say whether a level is below misconduct, or lower than the facts alone were found to be."""
    on_facts = proposal.level_on_facts
    is_lowered = on_facts is not None and _rank(level) < _rank(on_facts)
    return is_lowered or _row(level).needs_second_person


def _stands(floor: Floor, proposal: Proposal) -> bool:
    is_lowered = proposal.lowered_by is not None and bool(proposal.lowering_reason.strip())
    return floor.lowered_by is None or not is_lowered


def _gap_of_floor(floor: Floor) -> Gap:
    lowest = _row(floor.lowest).name.lower()
    if floor.lowered_by is None:
        return Gap(need=Need.FLOOR, words=f"{floor.name}: never below {lowest}.")
    return Gap(
        need=Need.LOWERING,
        words=f"{floor.name}: below {lowest} only on the appropriate authority's decision, by name"
        " and with a reason.",
    )


def _because(proposal: Proposal, *, floors: tuple[Floor, ...], is_lowered: bool) -> tuple[str, ...]:
    facts, history = proposal.level_on_facts, proposal.level_with_history
    reasons = []
    if facts is not None:
        reasons.append(f"On the facts alone: {_row(facts).name.lower()}.")
    if history is not None:
        reasons.append(f"With the history: {_row(history).name.lower()}.")
    if facts is not None and history is not None and _rank(history) < _rank(facts):
        reasons.append("The history made it lower; the reason must say why.")
    reasons += [
        f"{floor.name}: not below {_row(floor.lowest).name.lower()} ({floor.basis})."
        for floor in floors
    ]
    if is_lowered:
        reasons.append("The appropriate authority went below the floor by name and with a reason.")
    return tuple(reasons)


def taken_together(
    *, earlier: tuple[EarlierMatter, ...], category: str, on: datetime.date
) -> tuple[Prompt, ...]:
    """Return what earlier matters about a person ask the assessor to consider, with reasons.

    A prompt never changes a level. `on` is the day that selects the law.

    References: Conduct Regs 2020 reg 42(6).
    """
    rule = REPEAT_INCIDENT_RULE
    is_open = [one for one in earlier if one.is_open and one.is_closely_connected is not True]
    found = (
        _prompt_to_join(is_open) if covers(period=rule.in_force, on=on) else None,
        _prompt(
            code="connection_not_known",
            words="Say for each open matter whether it is part of the same facts.",
            matters=[one for one in is_open if one.is_closely_connected is None],
        ),
        _prompt(
            code="proven_before",
            words="Proven before. Check which warnings are in force.",
            matters=[one for one in earlier if one.is_proven],
        ),
        _prompt(
            code="same_kind_before",
            words="The same kind of allegation was made before. Unproven ones prove nothing by"
            " their number; ask what each one's evidence says about the others.",
            matters=[one for one in earlier if one.category[:1] == category[:1]],
        ),
        _prompt(
            code="unproven_before",
            words="Not proven, and to be called unproven wherever they are mentioned.",
            matters=[one for one in earlier if not one.is_proven],
        ),
    )
    return tuple(prompt for prompt in found if prompt is not None)


def _prompt_to_join(matters: list[EarlierMatter]) -> Prompt | None:
    if not matters:
        return None
    rule = REPEAT_INCIDENT_RULE
    return Prompt(
        code=rule.code,
        words=f"{rule.summary} {rule.effect}",
        because=_described(matters),
        provision=rule.provision,
        basis=rule.basis,
    )


def _prompt(*, code: str, words: str, matters: list[EarlierMatter]) -> Prompt | None:
    if not matters:
        return None
    return Prompt(
        code=code, words=words, because=_described(matters), provision=None, basis=Basis.POLICY
    )


def _described(matters: list[EarlierMatter]) -> tuple[str, ...]:
    """Describe each matter by date, category, whether it is open, and whether it is proven."""
    return tuple(
        f"{in_words(one.on)}, {_name_of(one.category)}, {'open' if one.is_open else 'closed'},"
        f" {'proven' if one.is_proven else 'unproven'}."
        for one in sorted(matters, key=lambda one: (one.on, one.category))
    )


def _name_of(code: str) -> str:
    category = _category(code)
    return category.name if category else code
