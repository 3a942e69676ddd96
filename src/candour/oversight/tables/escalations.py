"""The tables of what was put to oversight, each with its definition."""

from candour.cases.answering.queries import BECAUSE
from candour.law.no_action import ADVICE, REASONS
from candour.oversight.queries.escalations import Escalations
from candour.oversight.tables.defined import Defined, numbers
from candour.pages import wording
from candour.pages.tables import Column, Table

_SIMPLE = {
    "manager_failure": "A manager did not pass on what they were told",
    "internal_route_failed": "Somebody outside put it right, after the force had not",
}
_SAID = {
    "authority": ("Put to the authority", BECAUSE),
    "oversight": ("Put to oversight", BECAUSE),
    "advised_against": ("Advised against reporting", {row.code: row.name for row in ADVICE}),
    "no_case": ("Answered without a case", {row.code: row.name for row in REASONS}),
}


def of(found: Escalations) -> tuple[Defined, Defined]:
    """Return what was put to oversight, and how often each thing happened."""
    return _rows(found), _counts(found)


def _rows(found: Escalations) -> Defined:
    texts = ("Reference", "Force or body", "Why", "Since", "Where it stands")
    return Defined(
        table=Table(
            caption="Put to oversight",
            columns=tuple(Column(text=text, is_numeric=False) for text in texts),
            rows=tuple(
                (
                    one.reference,
                    one.organisation,
                    one.because,
                    wording.day(one.on),
                    "Written to since" if one.is_answered else "Waits",
                )
                for one in found.rows
            ),
        ),
        definition=(
            "A reporter chased twice or missed two updates, and a week later had no letter; or a"
            " body did not answer in time. A report that is no case yet comes here at once.",
            "Ask the force or body by the reference. What is behind a wall for you is not here.",
        ),
        if_empty="Nothing was put to oversight.",
    )


def _counts(found: Escalations) -> Defined:
    columns = (
        Column(text="Force or body", is_numeric=False),
        Column(text="What happened", is_numeric=False),
        Column(text="Times"),
    )
    return Defined(
        table=Table(
            caption="How often reporters were failed in the last year",
            columns=columns,
            rows=tuple(
                (one.organisation, _what(one.what), *numbers(one.number)) for one in found.counts
            ),
        ),
        definition=(
            "Complete counts of this moment, so there is no interval. What is behind a wall for you"
            " is in no number.",
        ),
        if_empty="Nothing was counted in the last year.",
    )


def _what(code: str) -> str:
    group, _, name = code.partition(":")
    if group not in _SAID:
        return _SIMPLE.get(code, code)
    said, names = _SAID[group]
    return f"{said}: {names.get(name, name)}"
