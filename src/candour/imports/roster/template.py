"""Writes the empty roster that a force fills in: a header and an example row, never taken."""

import csv
import io

from candour.imports.roster.columns import COLUMNS

_HEADER = [column.name for column in COLUMNS]
_EXAMPLE = [column.example for column in COLUMNS]


def as_csv() -> bytes:
    """Return the template as CSV in UTF-8, marked so that spreadsheets read it as such."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_HEADER)
    writer.writerow(_EXAMPLE)
    return text.getvalue().encode("utf-8-sig")


def as_workbook() -> bytes:
    """Return the template as an XLSX workbook whose second sheet says what each column holds."""
    import openpyxl  # a second to load, and only this needs it

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Roster"
    sheet.append(_HEADER)
    sheet.append(_EXAMPLE)
    sheet.freeze_panes = "A2"
    for cells in sheet.iter_cols(min_col=1, max_col=len(COLUMNS), max_row=2):
        # As text, so that nobody's leading noughts or dates are changed on the way.
        for cell in cells:
            cell.number_format = "@"
    words = book.create_sheet("Columns")
    words.append(["column", "required", "what it holds"])
    for column in COLUMNS:
        words.append([column.name, "yes" if column.is_required else "", column.words])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()
