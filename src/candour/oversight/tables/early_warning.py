"""The table of flags by group: rounded counts and shares, with what they mean."""

from candour.oversight import rounding
from candour.oversight.queries.early_warning import Audit, Group
from candour.oversight.tables.defined import Defined
from candour.pages.tables import Column, Table

# A share of fewer people, or by fewer of them, is chance and could point at somebody.
FEWEST = 5
TOO_FEW = "too few to say"
_KINDS = {"everybody": "Everybody", "ethnicity": "Ethnicity", "sex": "Sex"}
DEFINITION = (
    "Who would have been flagged two years ago by what was known then, held against what is known"
    " now: a proven finding about something received since. Everybody in service then is counted.",
    "Wrongly flagged: of those to whom nothing came. Missed: of those to whom it came. Right: of"
    " the flags. Came for each expected: 1 means that the card's chances hold in the group.",
    "A finding is what somebody decided. Where groups are complained of, believed or investigated"
    " differently, the findings differ too, and a flag that agrees with them is not thereby fair.",
    "Groups under 50 people are left out. One to four reads as fewer than 5; every other count is"
    " rounded by itself at random to a multiple of five; a share of too few is not shown.",
)


def of(found: Audit, *, key: bytes) -> Defined:
    """Return the groups of each force."""
    headings = ("People", "Flagged", "Wrongly flagged", "Missed", "Right", "Came for each expected")
    return Defined(
        table=Table(
            caption="Flags of early warning, by group",
            columns=(
                Column(text="Force", is_numeric=False),
                Column(text="Group", is_numeric=False),
                *(Column(text=text) for text in headings),
            ),
            rows=tuple(_row(one, key) for one in found.groups),
        ),
        definition=DEFINITION,
        if_empty="Nobody has been scored yet.",
    )


def _row(one: Group, key: bytes) -> tuple[object, ...]:
    what = f"early-warning/{one.organisation_id}/{one.kind}/{one.name}"
    kind = _KINDS.get(one.kind, one.kind)
    right = one.flagged - one.false_flags
    return (
        one.organisation,
        kind if one.kind == "everybody" else f"{kind}: {one.name}",
        rounding.shown(count=one.people, what=f"{what}/people", key=key),
        rounding.shown(count=one.flagged, what=f"{what}/flagged", key=key),
        _share(one.false_flags, one.people - one.happened),
        _share(one.missed, one.happened),
        _share(right, one.flagged),
        f"{one.happened / one.expected:.1f}" if one.happened >= FEWEST else TOO_FEW,
    )


def _share(count: int, total: int) -> str:
    if count < FEWEST or total - count < FEWEST:
        return TOO_FEW
    return f"{count / total:.0%}"
