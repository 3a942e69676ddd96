"""Sentences about ratios: none without its stage, and none that says more than the interval does.

"81% more likely" has been printed of four different things. So a sentence is made from a definition
and from nothing less.
"""

import dataclasses

from candour.measures.result import Definition, Undefined, Value
from candour.pages import wording
from candour.pages.wording import Unit


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A ratio of two groups at the stage of its definition, and what could have been found.

    detectable: the smallest ratio above 1 that would have been found in four of five such data.
    """

    definition: Definition
    of: str
    against: str
    ratio: Value
    detectable: float | None = None

    def __post_init__(self) -> None:
        if not all(text.strip() for text in (self.of, self.against)):
            message = "A ratio says of whom it is and against whom."
            raise Undefined(message)
        if self.ratio.value is not None and (self.ratio.low is None or self.ratio.high is None):
            message = "A ratio is said with its interval or not at all."
            raise Undefined(message)

    @property
    def is_shown(self) -> bool:
        """Say whether the interval leaves out "no difference"."""
        low, high = self.ratio.low, self.ratio.high
        return low is not None and high is not None and (low > 1 or high < 1)


def said(compared: Compared) -> str:
    """Return what a ratio shows, at which stage, and what it may have missed."""
    whom = f"{compared.of} against {compared.against}"
    stage = f"At the stage \N{LEFT DOUBLE QUOTATION MARK}{_stage(compared.definition)}"
    stage += "\N{RIGHT DOUBLE QUOTATION MARK}"
    ratio = compared.ratio
    if ratio.value is None:
        return f"{stage}, {whom}: {ratio.note}."
    numbers = (
        f"ratio {_written(ratio.value)}, 95% interval {_written(ratio.low)} to"
        f" {_written(ratio.high)}"
    )
    if compared.is_shown:
        share = wording.measured(abs(ratio.value - 1), unit=Unit.PERCENT, digits=0)
        direction = "more" if ratio.value > 1 else "less"
        return f"{stage}, {whom}: {share} {direction} often ({numbers})."
    missed = (
        ""
        if compared.detectable is None
        else f" A ratio of {_written(compared.detectable)} would have been found in four of five"
        " such data; a smaller one may be there unseen."
    )
    return f"{stage}, {whom}: no difference is shown ({numbers}).{missed}"


def _stage(definition: Definition) -> str:
    return definition.stage.split(":")[0].lower()


def _written(value: float | None) -> str:
    return wording.measured(value, unit=Unit.RATIO)
