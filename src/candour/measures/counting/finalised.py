"""How finalised allegations ended: with a case to answer, without one, or in another way."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from candour.measures.counting import selecting
from candour.measures.counting.ends import UPHELD_RESULTS
from candour.measures.parameters import Parameters
from candour.measures.register.reading import Register

NO_CASE: Final = "no_case_to_answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finalised:
    """How many allegations have a result, and how many of them which; open ones are not here."""

    number: int
    with_case: int
    without_case: int


def finalised(
    *, register: Register, parameters: Parameters, categories: Collection[str] = ()
) -> Finalised:
    """Count allegations received in the window by result; all categories where none is named.

    A category stands for those below it, too: their codes begin with its own.
    """
    rows = selecting.received(register=register, unit="allegation", parameters=parameters)
    rows = rows.filter(rows.result.notnull() & (rows.result != ""))
    if categories:
        rows = rows.filter(rows.category.substr(0, 1).isin(sorted(categories)))
    found: Any = (
        rows.agg(
            number=rows.count(),
            with_case=rows.result.isin(sorted(UPHELD_RESULTS)).sum(),
            without_case=(rows.result == NO_CASE).sum(),
        )
        .to_pyarrow()
        .to_pylist()[0]
    )
    return Finalised(
        number=found["number"],
        with_case=found["with_case"] or 0,
        without_case=found["without_case"] or 0,
    )
