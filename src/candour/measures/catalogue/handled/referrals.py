"""Referrals made of those that were due: mandatory criteria met, and the case referred or not."""

from typing import Any

from candour.cases.models.case import KINDS
from candour.law.referral import CRITERIA
from candour.measures import shares
from candour.measures.counting import selecting
from candour.measures.entry import Entry
from candour.measures.parameters import Parameters
from candour.measures.register.reading import Register
from candour.measures.result import (
    Basis,
    Computed,
    Counted,
    Definition,
    Missing,
    Result,
    Tabled,
)
from candour.pages.figures import Figure

DEFINITION = Definition(
    stage="Mandatory referral to the IOPC: from the assessment that it is due",
    numerator="cases that have been referred by the cut-off, whatever became of the referral",
    denominator="cases whose newest referral assessment says that a mandatory criterion is met",
    unit=Counted.CASE,
    basis=Basis.RECEIPT,
    missing="Cases that nobody assessed, or whose assessment lacks an answer that matters, are"
    " left out and bound the share. Cases referred without a criterion are counted beside it.",
    method=shares.METHOD,
    references=(
        *shares.WILSON,
        "Police Reform Act 2002, Schedule 3 paras 4, 13 and 14C",
        "Police (Complaints and Misconduct) Regulations 2020, regs 4 and 7",
    ),
)
_DUE = "Referral due"
_MADE = "Referred"
_IN_TIME = "Referred by the end of the day after the assessment"
_CRITERIA = {row.code: row.name for row in CRITERIA}
_UNASSESSED = "cases that nobody assessed, or whose assessment lacks an answer"


def _compute(register: Register, parameters: Parameters) -> Computed:
    cases = selecting.received(register=register, unit="case", parameters=parameters)
    steps = selecting.received(register=register, unit="case_step", parameters=parameters)
    due = _due(steps)
    kinds = shares.parts(
        tallies=shares.tallied(rows=due, by="kind", counted="is_referred"),
        names=dict(KINDS),
        otherwise="Another kind",
    )
    whole = shares.whole(kinds)
    unknown = selecting.number(cases.anti_join(_assessed(steps), "case_key"))
    missing = _missing(selecting.number(cases), unknown, steps, due)
    return Computed(
        tables=(
            Tabled(
                name="by_kind",
                title="Referrals made of those that were due, by kind of case",
                definition=DEFINITION,
                heading="Kind of case",
                columns=shares.columns(total=_DUE, count=_MADE),
                rows=shares.rows(kinds),
                missing=missing,
                notes=_notes(kinds),
            ),
            _in_time(due, missing),
            _by_criterion(steps, due, missing),
            shares.bounds(
                of=whole, unknown=unknown, what=_UNASSESSED, definition=DEFINITION, least=1
            ),
        )
    )


def _due(steps: Any) -> Any:
    """Return one row for each case that must be referred, with whether and how soon it was."""
    required = steps.filter((steps.what == "referral_required") & (steps.code == "yes")).select(
        "case_key", "kind", due_on="happened_on"
    )
    referred = steps.filter(steps.what == "referred").select("case_key", referred_on="happened_on")
    joined = required.left_join(referred, "case_key")
    return joined.select(
        "case_key",
        "kind",
        is_referred=joined.referred_on.notnull(),
        is_in_time=(joined.referred_on.delta(joined.due_on, unit="day") <= 1).fill_null(False),
    )


def _assessed(steps: Any) -> Any:
    said = steps.filter((steps.what == "referral_required") & steps.code.isin(["yes", "no"]))
    return said.select("case_key").distinct()


def _in_time(due: Any, missing: tuple[Missing, ...]) -> Tabled:
    kinds = shares.parts(
        tallies=shares.tallied(rows=due, by="kind", counted="is_in_time"),
        names=dict(KINDS),
        otherwise="Another kind",
    )
    return Tabled(
        name="in_time",
        title="Referrals made by the end of the day after it was assessed that they are due",
        definition=DEFINITION,
        heading="Kind of case",
        columns=shares.columns(total=_DUE, count=_IN_TIME),
        rows=shares.rows(kinds),
        missing=missing,
        notes=(
            "A case that was referred before it was assessed is in time. The law counts from the"
            " day on which it is clear that a criterion is met, which may be before anybody"
            " assessed it.",
        ),
    )


def _by_criterion(steps: Any, due: Any, missing: tuple[Missing, ...]) -> Tabled:
    met = steps.filter(steps.what == "criterion").select("case_key", "code")
    tallies = shares.tallied(rows=met.inner_join(due, "case_key"), by="code", counted="is_referred")
    return Tabled(
        name="by_criterion",
        title="Referrals made of those that were due, by criterion",
        definition=DEFINITION,
        heading="Criterion",
        columns=shares.columns(total=_DUE, count=_MADE),
        rows=shares.lone_rows(
            shares.parts(tallies=tallies, names=_CRITERIA, otherwise="Another criterion")
        ),
        missing=missing,
        notes=("A case that meets two criteria is in both rows, so the rows don't add up.",),
    )


def _missing(number: int, unknown: int, steps: Any, due: Any) -> tuple[Missing, ...]:
    referred = steps.filter(steps.what == "referred").select("case_key").distinct()
    return (
        Missing(what=_UNASSESSED, count=unknown, total=number),
        Missing(
            what="referred cases of which no assessment says that it was due",
            count=selecting.number(referred.anti_join(due, "case_key")),
            total=selecting.number(referred),
        ),
    )


def _notes(kinds: tuple[shares.Part, ...]) -> tuple[str, ...]:
    by_label = {one.label: one for one in kinds}
    pair = [by_label[name] for _, name in KINDS[:2] if name in by_label]
    if len(pair) < 2:
        return ()
    return (shares.said(definition=DEFINITION, of=pair[0], against=pair[1]),)


def _draw(result: Result) -> tuple[Figure, ...]:
    return (shares.chart(result=result, name="by_kind", place=2),)


ENTRY = Entry(
    name="referrals",
    title="Referrals that were due, and made",
    question="Of the cases that must be referred to the IOPC, how many have been?",
    definition=DEFINITION,
    by=(),
    years=3,
    limits=(
        "Whether the assessments are right: a case that was wrongly assessed is not among those"
        " that are due.",
        "Anything about cases of other systems whose referrals were not imported: they have no"
        " assessment here.",
    ),
    compute=_compute,
    draw=_draw,
)
