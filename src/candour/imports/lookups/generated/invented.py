"""The people whom an invented force's officers read of, and how one read of one of them looks."""

import string
from dataclasses import dataclass
from typing import Any

from candour.imports.lookups.terms import Terms

# Made of syllables, so that no name is anybody's; the first of each list are the common ones.
_GIVEN = tuple(
    a + b
    for a in (
        "Al",
        "Be",
        "Co",
        "Da",
        "El",
        "Fe",
        "Ga",
        "Ha",
        "Jo",
        "Ka",
        "Li",
        "Mo",
        "Na",
        "Ro",
        "Sa",
        "Te",
    )
    for b in ("nna", "rin", "sie", "vid")
)
_FAMILY = tuple(
    a + b + c
    for a in (
        "Ash",
        "Bar",
        "Car",
        "Den",
        "Fair",
        "Har",
        "Lan",
        "Mar",
        "Nor",
        "Pem",
        "Ros",
        "Stan",
        "Thorn",
        "Wen",
    )
    for b in ("b", "d", "g", "l")
    for c in ("ey", "field", "ham", "ley", "ton", "worth")
)
_STREETS = ("Mill Lane", "High Street", "Station Road", "Church Close", "Park View", "The Green")
SYSTEMS = ("crime", "vehicles", "intelligence", "custody")
# How often a read is of a person's record in general, of the vehicle, of the address, of a crime.
_ABOUT = (0.45, 0.25, 0.15, 0.15)
PERSON, VEHICLE, ADDRESS, CASE = range(4)
_TYPED, _SLIPS, _PARTIAL = 0.5, 0.05, 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Everybody around the force, one Arrow column for each thing that is known of them."""

    size: int
    columns: dict[str, Any]

    def of(self, name: str, person: int) -> str:
        """Return one thing about one person."""
        return str(self.columns[name][person].as_py())


def population(*, size: int, draw: Any) -> Population:
    """Invent people: names as unevenly spread as names are, so that many share one."""
    import numpy
    import pyarrow
    from pyarrow import compute

    def spread(words: tuple[str, ...]) -> Any:
        ranks = 1 / numpy.arange(3, len(words) + 3)
        picked = draw.choice(len(words), size=size, p=ranks / ranks.sum())
        return pyarrow.array(words).take(pyarrow.array(picked))

    def digits(low: int, high: int) -> Any:
        return pyarrow.array(draw.integers(low, high, size)).cast(pyarrow.string())

    def letters(count: int) -> Any:
        drawn = draw.integers(ord("A"), ord("Z") + 1, size=(size, count)).astype(numpy.uint32)
        return pyarrow.array(drawn.view(f"<U{count}").reshape(size))

    born = numpy.datetime64("1945-01-01") + draw.integers(0, 22_000, size)
    town = digits(1, 30)
    return Population(
        size=size,
        columns={
            "name": compute.binary_join_element_wise(spread(_GIVEN), spread(_FAMILY), " "),
            "born": pyarrow.array(numpy.datetime_as_string(born, unit="D")),
            "address": compute.binary_join_element_wise(digits(1, 200), spread(_STREETS), " "),
            "postcode": compute.binary_join_element_wise(
                compute.binary_join_element_wise("NF", town, ""),
                compute.binary_join_element_wise(digits(1, 10), letters(2), ""),
                " ",
            ),
            "vehicle": compute.binary_join_element_wise(
                compute.binary_join_element_wise(letters(2), digits(10, 76), ""), letters(3), " "
            ),
            "phone": compute.binary_join_element_wise("07700 9", digits(10_000, 99_999), ""),
        },
    )


def terms(people: Population, person: int, *, case: str) -> Terms:
    """Return what this person would ask to have watched."""
    return Terms(
        names=(people.of("name", person),),
        born=people.of("born", person),
        addresses=((people.of("address", person), people.of("postcode", person)),),
        vehicles=(people.of("vehicle", person),),
        phones=(people.of("phone", person),),
        cases=(case,),
    )


def reads(people: Population, who: Any, draw: Any) -> dict[str, Any]:
    """Return the columns of many reads about these people."""
    import numpy
    import pyarrow
    from pyarrow import compute

    count = len(who)
    about = draw.choice(4, size=count, p=_ABOUT)
    system = numpy.where(about == VEHICLE, 1, draw.choice([0, 2, 3], size=count))
    whom = pyarrow.array(who)

    def where(name: str, *wanted: int) -> Any:
        is_there = pyarrow.array(numpy.isin(about, wanted))
        return compute.if_else(is_there, people.columns[name].take(whom), None)

    typed = compute.coalesce(where("vehicle", VEHICLE), people.columns["name"].take(whom))
    cut = pyarrow.array(draw.random(count) < _PARTIAL)
    typed = compute.if_else(cut, compute.utf8_slice_codeunits(typed, 0, 4), typed)
    is_typed = pyarrow.array(draw.random(count) < _TYPED)
    return {
        "system": pyarrow.array(SYSTEMS).take(pyarrow.array(system)),
        "action": pyarrow.array(["read", "search", "print"]).take(
            pyarrow.array(draw.choice(3, size=count, p=(0.8, 0.17, 0.03)))
        ),
        "record": references("R", draw.integers(1, 10**8, count)),
        "name": where("name", PERSON, CASE),
        "born": where("born", PERSON, CASE),
        "address": where("address", PERSON, ADDRESS),
        "postcode": where("postcode", PERSON, ADDRESS),
        "vehicle": where("vehicle", VEHICLE),
        "phone": where("phone", CASE),
        "case": compute.if_else(
            pyarrow.array(about == CASE),
            references("CR/25/", draw.integers(1, 60_000, count)),
            None,
        ),
        "searched": compute.if_else(is_typed, typed, None),
    }


def read_of(
    people: Population, person: int, *, case: str, slips: bool, draw: Any
) -> dict[str, str]:
    """Return one read about one person; whoever slips types it, wrong or in part, and no more."""
    about = int(draw.choice(4, p=_ABOUT))
    row = {"action": "search" if slips else "read", "record": f"R{int(draw.integers(1, 10**8))}"}
    row["system"] = "vehicles" if about == VEHICLE else str(draw.choice(["crime", "intelligence"]))
    names = {
        PERSON: ("name", "born", "address", "postcode"),
        VEHICLE: ("vehicle",),
        ADDRESS: ("address", "postcode"),
        CASE: ("name", "born"),
    }[about]
    if slips:
        return row | {"searched": _slipped(people, person, about, draw)}
    row |= {name: people.of(name, person) for name in names}
    if about == CASE:
        row["case"] = case
    if draw.random() < _TYPED:
        row["searched"] = people.of("vehicle" if about == VEHICLE else "name", person)
    return row


def references(lead: str, numbers: Any) -> Any:
    """Return numbers with something before them."""
    import pyarrow
    from pyarrow import compute

    return compute.binary_join_element_wise(lead, pyarrow.array(numbers).cast(pyarrow.string()), "")


def _slipped(people: Population, person: int, about: int, draw: Any) -> str:
    whole = people.of("vehicle" if about == VEHICLE else "name", person)
    if about == VEHICLE and draw.random() < 0.5:
        return whole[:4] + ("*" if draw.random() < 0.5 else "")
    place = int(draw.integers(1, len(whole) - 1))
    if draw.random() < 0.5:
        return whole[:place] + whole[place + 1 :]
    return whole[:place] + str(draw.choice(list(string.ascii_lowercase))) + whole[place + 1 :]
