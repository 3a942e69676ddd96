"""The tables of the duty to refer: what the independent body was not sent, and each month."""

from candour.oversight.queries.referrals import Month, NotReferred, Referrals
from candour.oversight.tables.defined import Defined, numbers
from candour.pages import wording
from candour.pages.tables import Column, Table

NO_REASON = "The force gave no reason"
MISSED = (
    "Cases in which it became clear that the law demands a referral, and that were not referred by"
    " the last day for it. Nobody has to send them here: they are here since the clock ran out."
    " A case stays here although the questions were answered anew, or the case was closed, since.",
    "Why not is what the force recorded, as a code; its words are sealed and stay with it. The"
    " account of the independent body alone gets this list. What is behind a wall for you is not"
    " in it.",
)
MONTHS = (
    "Of the last twelve months, by the month in which it became clear that a case must be referred,"
    " for each force. Referred by the last day for it, referred later, not referred although the"
    " last day has passed; where these do not add up, the rest is still in time or its clock was"
    " stopped. A case that nobody has held against the criteria is not here.",
    "Complete counts of this moment, so there is no interval. Cases that you may not see are not"
    " counted.",
)


def missed_of(found: Referrals) -> Defined:
    """Return the cases that were not referred, by reference, and why not."""
    texts = ("Force", "What it met", "Became clear", "Last day", "Why not")
    return Defined(
        table=Table(
            caption="Not referred to the independent body in time",
            columns=(
                Column(text="Case", is_numeric=False),
                *(Column(text=text, is_numeric=False) for text in texts),
            ),
            rows=tuple(_missed(one) for one in found.missed),
        ),
        definition=MISSED,
        if_empty="Every case that had to be referred by today was referred.",
    )


def months_of(found: Referrals) -> Defined:
    """Return how many were referred of how many had to be, month by month."""
    texts = ("Had to be referred", "Referred", "Of these in time", "Late", "Not referred")
    return Defined(
        table=Table(
            caption="Referred, of those that had to be",
            columns=(
                Column(text="Month", is_numeric=False),
                Column(text="Force", is_numeric=False),
                *(Column(text=text) for text in texts),
            ),
            rows=tuple(_month(one) for one in found.months),
        ),
        definition=MONTHS,
        if_empty="In the last twelve months no case had to be referred.",
    )


def _missed(one: NotReferred) -> tuple[str, ...]:
    return (
        f"{one.reference}, closed" if one.is_closed else one.reference,
        one.organisation,
        "; ".join(one.met),
        wording.day(one.started_on),
        wording.day(one.due_on),
        _why_not(one),
    )


def _why_not(one: NotReferred) -> str:
    said = []
    if one.answered_anew_on is not None:
        said.append(
            f"The questions were answered anew on {wording.day(one.answered_anew_on)}, and by those"
            " answers nothing demands it"
        )
    if one.because:
        goes_on = f", goes on by {wording.day(one.plan_on)}" if one.plan_on else ""
        said.append(f"{one.because}{goes_on}")
    return ". ".join(said) or NO_REASON


def _month(one: Month) -> tuple[str, ...]:
    return (
        f"{one.month_on:%B %Y}",
        one.organisation,
        *numbers(one.eligible, one.referred, one.in_time, one.late, one.missed),
    )
