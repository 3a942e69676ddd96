"""Whether the table of steps that the database checks is still the one of the law file."""

from collections.abc import Iterable, Iterator
from typing import Any

from candour.cases.courses import table
from candour.cases.courses.table import Allowed

COURSES = "select machine, holder, initial from public.cases_course"
STEPS = """
    select course_id, sources, step, target, parties, needs, forbids, opens
    from public.cases_allowedstep
"""


def differences(*, courses: Iterable[Any], steps: Iterable[Any]) -> Iterator[str]:
    """Yield in words what the rows of `COURSES` and `STEPS` have that the law file has not.

    The lists of a row count without their order; a row that is there twice counts once.
    """
    held = {tuple(row) for row in courses}
    known = set(table.courses())
    yield from (f"course {row[0]} is not as in the law file" for row in sorted(held - known))
    yield from (f"course {row[0]} of the law file is gone" for row in sorted(known - held))
    there = {_key(_allowed(row)) for row in steps}
    meant = {_key(one) for one in table.allowed()}
    yield from (f"{_named(one)} is allowed, and the law file has no such row"
                for one in sorted(there - meant))  # fmt: skip
    yield from (f"{_named(one)} of the law file is gone" for one in sorted(meant - there))


def _allowed(row: Any) -> Allowed:
    course, sources, step, target, parties, needs, forbids, opens = row
    return Allowed(
        course=course,
        sources=tuple(sources),
        step=step,
        target=target,
        parties=tuple(parties),
        needs=tuple(needs),
        forbids=tuple(forbids),
        opens=tuple(opens),
    )


def _key(one: Allowed) -> tuple[str, str, str, str]:
    lists = (one.sources, one.parties, one.needs, one.forbids, one.opens)
    return one.course, one.step, one.target, repr([sorted(values) for values in lists])


def _named(key: tuple[str, str, str, str]) -> str:
    course, step, target, _ = key
    return f"{course}: {step} to {target}" if target else f"{course}: {step}"
