"""Writes the rejects file: which rows were not taken and why, and nothing of what they say."""

import csv
import os
import pathlib
import uuid

from candour.imports import reasons
from candour.imports.models import Remark

HEADER = ("table", "row", "reason", "columns")
_PRIVATE_FILE = 0o600
_PRIVATE_FOLDER = 0o700


def write(*, run: uuid.UUID, folder: pathlib.Path) -> pathlib.Path | None:
    """Write the rejected rows of a run to <folder>/<run>-rejects.csv; None if there are none.

    Every cell is a number, one of our own words or a name of our own: none can be a formula.
    """
    rejected = (
        Remark.objects.filter(run_id=run, kind="rejected")
        .order_by("table", "row", "reason", "id")
        .values_list("table", "row", "reason", "other_row", "columns")
    )
    if not rejected.exists():
        return None
    folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    path = folder / f"{run}-rejects.csv"
    half = path.with_suffix(".part")
    half.unlink(missing_ok=True)
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE_FILE)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for table, row, reason, other_row, columns in rejected.iterator():
            said = reasons.words(code=reason, other_row=other_row)
            writer.writerow((table, row, said, columns))
    half.rename(path)
    return path
