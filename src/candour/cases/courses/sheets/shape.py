"""The shape of one sheet: what is asked about a step, beyond its day and the facts of the table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from candour.core.states.guards import Guard


class Kind(StrEnum):
    """Names how a question is answered; words are asked for as the sealed reason alone."""

    CHOICE = "choice"
    MANY = "many"
    DAY = "day"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One question of a form, answered by codes or a day.

    gives: the facts that an answer establishes, by its code.
    """

    name: str
    label: str
    kind: Kind = Kind.CHOICE
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    is_required: bool = True
    gives: Mapping[str, tuple[Guard, ...]] = field(default_factory=dict)

    def given_by(self, answer: object) -> tuple[Guard, ...]:
        """Return the facts that an answer establishes: of one code, or of several."""
        codes = answer if isinstance(answer, list | tuple) else (answer,)
        return tuple(guard for code in codes for guard in self.gives.get(str(code), ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What one step asks.

    is_about_person: the person it concerns is chosen. each: asked once for each person complained
    of. reason: the question under which the sealed reason is asked for, empty where none is.
    rests: the step puts the matter to rest, so it has an owner and a day of review. replaces: the
    step takes the place of the last one of its kind. elsewhere: the page of the case on which the
    step is taken instead. letter: the name of the letter that belongs to it.
    """

    asks: tuple[Ask, ...] = ()
    each: tuple[Ask, ...] = ()
    is_about_person: bool = False
    reason: str = ""
    rests: bool = False
    replaces: bool = False
    elsewhere: str = ""
    letter: str = ""
    help: str = ""

    @property
    def gives(self) -> frozenset[Guard]:
        """Return every fact that some answer on this sheet establishes."""
        return frozenset(
            guard for ask in self.asks for found in ask.gives.values() for guard in found
        )

    def answered(self, answers: Mapping[str, object]) -> Mapping[Guard, bool]:
        """Return of each fact that an answered question decides whether it is so."""
        asked = [ask for ask in self.asks if ask.gives and answers.get(ask.name)]
        given = {guard for ask in asked for guard in ask.given_by(answers[ask.name])}
        decided = {guard for ask in asked for found in ask.gives.values() for guard in found}
        return {guard: guard in given for guard in decided}
