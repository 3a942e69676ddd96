"""The table of steps as SQL for the database: written from the law file, never by hand."""

import dataclasses
import pathlib

from candour.core import states

FILE = pathlib.Path(__file__).parent.parent / "sql" / "allowed_steps.sql"
_HEAD = """-- The table of steps, for the database to check. Written by `candour steps write`.

delete from public.cases_allowedstep;
"""
_COURSE = """insert into public.cases_course (machine, holder, initial) values (?)
on conflict (machine) do update set holder = excluded.holder, initial = excluded.initial;
"""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Allowed:
    """One row: a step from these states, under its conditions; no target where it stays."""

    course: str
    sources: tuple[str, ...]
    step: str
    target: str
    parties: tuple[str, ...]
    needs: tuple[str, ...]
    forbids: tuple[str, ...]
    opens: tuple[str, ...]


def allowed() -> tuple[Allowed, ...]:
    """Return every row of the table, each once, in a fixed order."""
    found = {
        Allowed(
            course=row.machine.value,
            sources=tuple(source.value for source in row.sources),
            step=row.step.value,
            target=row.target.value if row.target else "",
            parties=tuple(party.value for party in row.by),
            needs=tuple(guard.value for guard in row.guard),
            forbids=tuple(guard.value for guard in row.unless),
            opens=tuple(machine.value for machine in row.opens),
        )
        for row in states.TRANSITIONS
    }
    return tuple(sorted(found))


def courses() -> tuple[tuple[str, str, str], ...]:
    """Return each machine, of what it is held, and where it begins."""
    return tuple(
        (track.machine.value, track.holder.value, track.initial.value)
        for track in states.TRACKS.values()
    )


def written() -> str:
    """Return the whole file."""
    lines = [_HEAD]
    for machine, holder, initial in courses():
        values = ", ".join(_text(one) for one in (machine, holder, initial))
        lines.append(_COURSE.replace("?", values))
    rows = [_row(number, one) for number, one in enumerate(allowed(), start=1)]
    lines.append(
        "\ninsert into public.cases_allowedstep\n"
        "    (id, course_id, step, target, sources, parties, needs, forbids, opens)\nvalues\n"
        + ",\n".join(rows)
        + ";\n"
    )
    return "".join(lines)


def _row(number: int, one: Allowed) -> str:
    texts = ", ".join(_text(value) for value in (one.course, one.step, one.target))
    lists = ", ".join(_list(values) for values in
                      (one.sources, one.parties, one.needs, one.forbids, one.opens))  # fmt: skip
    return f"    ({number}, {texts},\n     {lists})"


def _list(values: tuple[str, ...]) -> str:
    return f"'{{{','.join(_text(value).strip(chr(39)) for value in values)}}}'"


def _text(value: str) -> str:
    if value and not value.replace("_", "").isalnum():
        message = f"{value} is no code"
        raise ValueError(message)
    return f"'{value}'"
