"""Whether somebody may have a decision reviewed, by whom, and what is left where nobody may."""

from collections.abc import Iterable
from dataclasses import dataclass

from candour.law import review_rights
from candour.law.events import ReporterKind
from candour.law.review_rights import (
    Alternative,
    Body,
    BodyTest,
    Course,
    Decider,
    RightRow,
    Standing,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """States whether there is a review, on what footing, by whom, in how many days, and why.

    standing: NONE also where policy would offer one and no named reviewer has agreed.
    """

    row: RightRow
    standing: Standing
    body: Body
    days: int | None
    because: tuple[str, ...]
    alternatives: tuple[Alternative, ...]


def right_of(
    *,
    reporter: ReporterKind,
    course: Course,
    decider: Decider,
    has_named_reviewer: bool,
    tests_met: Iterable[str] = (),
) -> Right:
    """Return the right of one reporter after one decision.

    tests_met: codes of the conditions under which the IOPC reviews and not the policing body.

    References: Police Reform Act 2002 Sch 3 paras 6A, 25; C&M Regs 2020 regs 29, 32.
    """
    row = next(
        row
        for row in review_rights.RIGHTS
        if reporter in row.reporters and course in row.courses and decider in row.deciders
    )
    offered = tuple(
        one for code in row.alternatives for one in review_rights.ALTERNATIVES if one.code == code
    )
    if row.standing is Standing.PARITY and not has_named_reviewer:
        nobody = "No named reviewer has agreed yet, so there is no right."
        return Right(
            row=row, standing=Standing.NONE, body=Body.NOBODY, days=None,
            because=(row.because, nobody), alternatives=offered,
        )  # fmt: skip
    met = _met(tests_met) if row.body is Body.BY_TEST else ()
    return Right(
        row=row,
        standing=row.standing,
        body=Body.INDEPENDENT_BODY if met else row.body,
        days=row.days,
        because=(row.because, *(test.summary for test in met)),
        alternatives=offered,
    )


def _met(codes: Iterable[str]) -> tuple[BodyTest, ...]:
    wanted = set(codes)
    return tuple(test for test in review_rights.BODY_TESTS if test.code in wanted)
