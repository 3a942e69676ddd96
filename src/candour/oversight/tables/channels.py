"""The table and the file of the channels: rounded counts, each with its definition."""

import csv
import io
from collections.abc import Iterator, Sequence

from candour.intake import routes
from candour.oversight import rounding
from candour.oversight.queries.channels import NOWHERE, PENDING_DAYS, PLACES, Channel
from candour.oversight.tables.defined import Defined
from candour.pages.tables import Column, Table

_COLUMNS = ("Received", *PLACES, NOWHERE, "Overdue")
_ALWAYS = frozenset({"Received", "Overdue"})
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
DEFINITION = (
    "Received: every report that came to the force's desk by the route, and every contact with an"
    " outside line about the force that the line has refused or not decided. Each stands in exactly"
    " one of the other columns.",
    "With the desk: waits there or has been opened. Recorded: is a case, wherever that has got to."
    " Answered: the outcome has been told, or it was answered without a case. Handed on: the next"
    " body has it. No state: nothing says where it stands, which is an alert as well.",
    f"Overdue: the day by which something was to happen has passed; for a pending contact"
    f" {PENDING_DAYS} days after the line received it, which is this product's policy.",
    "Counts are of the whole force. One to four reads as fewer than 5; every other count, totals"
    " too, is rounded by itself at random to a multiple of five, so that nobody can subtract their"
    " way to a small one. So columns need not add up; the exact numbers do. Those behind a wall are"
    " in no number. The page leaves out places where nothing stands; the file has them all.",
)


def of(found: Sequence[Channel], *, key: bytes) -> Defined:
    """Return the table of the channels, without the places where nothing stands."""
    shown = [(one, tuple(_shown(one, key))) for one in found]
    kept = [
        place
        for place, text in enumerate(_COLUMNS)
        if text in _ALWAYS or any(numbers[place] != "0" for _, numbers in shown)
    ]
    return Defined(
        table=Table(
            caption="Where the contacts of each route stand",
            columns=(
                Column(text="Force or body", is_numeric=False),
                Column(text="Route", is_numeric=False),
                *(Column(text=_COLUMNS[place]) for place in kept),
            ),
            rows=tuple(
                (one.organisation, _route(one), *(numbers[place] for place in kept))
                for one, numbers in shown
            ),
        ),
        definition=DEFINITION,
        if_empty="Nothing has come in by any route yet.",
    )


def csv_of(found: Sequence[Channel], *, key: bytes) -> str:
    """Return the same numbers as CSV, with their definition in the last lines."""
    written = io.StringIO()
    sheet = csv.writer(written, lineterminator="\r\n")
    sheet.writerow(("organisation", "route", *(text.lower() for text in _COLUMNS)))
    for one in found:
        sheet.writerow((_harmless(one.organisation), _route(one), *_shown(one, key)))
    for text in DEFINITION:
        sheet.writerow(("definition", text))
    return written.getvalue()


def _shown(one: Channel, key: bytes) -> Iterator[str]:
    counts = (one.received, *one.standing.values(), one.overdue)
    for text, count in zip(_COLUMNS, counts, strict=True):
        what = f"{one.organisation_id}/{one.route}/{text}"
        yield rounding.shown(count=count, what=what, key=key)


def _route(one: Channel) -> str:
    # A route that is offered no longer keeps its reports, and its name.
    known = routes.every().get(one.route)
    return str(known.label) if known else one.route.replace("_", " ").capitalize()


def _harmless(text: str) -> str:
    # A spreadsheet takes a cell that begins like this for a formula, and runs it.
    return f"'{text}" if text.startswith(_FORMULA) else text
