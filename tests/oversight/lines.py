"""An invented reporting line with four contacts, imported as the worker does."""

import datetime
import pathlib

from candour.guard import actors
from candour.imports.actions.run_import import Request, run_import
from candour.imports.sources import hotline
from cast import NOW

RECEIVED_ON = NOW.date() - datetime.timedelta(days=3)
_ROWS = (
    ("C1", "passed_on", "", "He laughs about it."),
    ("C2", "passed_on", "", "They all know."),
    ("C3", "refused", "not_police", ""),
    ("C4", "pending", "", ""),
)


def take(as_role, folder: pathlib.Path) -> None:
    """Import two contacts that were passed on, one refused and one pending, of Northfold."""
    path = folder / "batch.csv"
    rows = [f"{ref},{RECEIVED_ON},{became},{why},{text}" for ref, became, why, text in _ROWS]
    header = "contact_reference,received_on,disposition,reason,text"
    path.write_text("\r\n".join([header, *rows, "total,4"]), encoding="utf-8", newline="")
    request = Request(
        source=hotline.ENTRY, path=path, organisation="Clearwater Line",
        force="Northfold Police", is_new=True,
    )  # fmt: skip
    with as_role("worker"):
        run_import(request=request, by=actors.service("import"), at=NOW)
