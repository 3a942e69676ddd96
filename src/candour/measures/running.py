"""Runs a measure of the catalogue on an open register."""

import functools

from candour import catalogue
from candour.measures import catalogue as measures
from candour.measures.entry import Entry
from candour.measures.parameters import Parameters
from candour.measures.register.reading import Register
from candour.measures.result import Result


class NoSuchMeasure(Exception):
    """The catalogue has no measure of that name, or it can't be grouped that way."""


class EmptyRegister(Exception):
    """The register holds no case, so there is nothing to count."""


@functools.cache
def entries() -> dict[str, Entry]:
    """Return every measure by name."""
    return catalogue.entries(measures, Entry)


def entry_of(name: str) -> Entry:
    """Return the measure of a name; raise NoSuchMeasure where there is none."""
    try:
        return entries()[name]
    except KeyError:
        message = f"There is no measure {name!r}; there are {', '.join(entries())}."
        raise NoSuchMeasure(message) from None


def run(*, entry: Entry, register: Register, parameters: Parameters) -> Result:
    """Compute a measure; raise EmptyRegister where no case was received by the register's day."""
    if parameters.by and parameters.by not in entry.by:
        ways = ", ".join(entry.by) or "nothing"
        message = f"The measure {entry.name} can be grouped by {ways}."
        raise NoSuchMeasure(message)
    if not register.manifest.rows("case"):
        message = f"The register holds no case received by {parameters.as_of.isoformat()}."
        raise EmptyRegister(message)
    computed = entry.compute(register, parameters)
    return Result(
        measure=entry.name,
        parameters=parameters,
        organisation=register.manifest.organisations.get(parameters.organisation, ""),
        snapshot=register.manifest.name,
        manifest_sha256=register.manifest.hash,
        tables=computed.tables,
        curves=computed.curves,
    )
