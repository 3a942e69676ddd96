"""Computes beside each published figure what the shipped measures say of a register."""

from collections.abc import Mapping
from dataclasses import dataclass

from candour.measures import parameters as asked
from candour.measures import running
from candour.measures.beside.published import FIGURES, Published
from candour.measures.counting import finalised
from candour.measures.counting.finalised import Finalised
from candour.measures.parameters import Parameters
from candour.measures.register.reading import Register
from candour.measures.result import Result, Value
from candour.measures.synthetic import targets
from candour.stats import proportions

_SEXUAL, _EQUALITY = ("J",), ("F",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A published figure and ours. difference: from the nearer end of what was published."""

    published: Published
    ours: Value

    @property
    def difference(self) -> float | None:
        if self.ours.value is None:
            return None
        return self.ours.value - min(max(self.ours.value, self.published.low), self.published.high)


def beside(*, register: Register) -> tuple[Beside, ...]:
    """Return every published figure with that of the nine years before the register's day."""
    window = Parameters(
        as_of=register.as_of,
        from_on=asked.years_back(to_on=register.as_of, years=targets.YEARS),
        to_on=register.as_of,
    )
    ours = {
        **_units(_ran("units", register, window)),
        **_lengths(_ran("timeliness", register, window)),
        **_ends(register, window),
        **_repeaters(_ran("repeaters", register, window)),
    }
    return tuple(Beside(published=one, ours=ours[name]) for name, one in FIGURES.items())


def _ran(name: str, register: Register, window: Parameters) -> Result:
    return running.run(entry=running.entry_of(name), register=register, parameters=window)


def _units(found: Result) -> Mapping[str, Value]:
    names = ("allegations", "cases", "involvements", "people")
    return dict(zip(names, found.table("counts").rows[-1].values, strict=True))


def _lengths(found: Result) -> Mapping[str, Value]:
    _, two, four = found.table("still_open").rows[0].values
    _, mean, *_ = found.table("closed_only").rows[0].values
    return {"mean_days": mean, "over_two_years": two, "over_four_years": four}


def _ends(register: Register, window: Parameters) -> Mapping[str, Value]:
    every = finalised.finalised(register=register, parameters=window)
    of = {
        name: finalised.finalised(register=register, parameters=window, categories=categories)
        for name, categories in (("case_sexual", _SEXUAL), ("case_equality", _EQUALITY))
    }
    return {
        "no_case": _share(every.without_case, every),
        "case": _share(every.with_case, every),
        **{name: _share(one.with_case, one) for name, one in of.items()},
    }


def _share(count: int, of: Finalised) -> Value:
    interval = proportions.wilson_interval(count=count, total=of.number)
    if interval is None:
        return Value(value=None, note="none has a result")
    return Value(value=count / of.number, low=interval.low, high=interval.high)


def _repeaters(found: Result) -> Mapping[str, Value]:
    people = {row.label: row.values[0] for row in found.table("people").rows}
    dismissed = {row.label: row.values for row in found.table("dismissed").rows}
    ever = sum(dismissed[label][1].value or 0 for label in ("1", "2 or more"))
    return {
        "with_two": people["2"],
        "with_three_to_five": people["3 to 5"],
        "with_six": people["6 or more"],
        "with_more_than_one": people["2 or more"],
        "repeaters_dismissed": dismissed["2 or more"][1],
        "repeaters_dismissed_share": dismissed["2 or more"][2],
        "dismissed_a_year": Value(value=ever / targets.YEARS),
    }
