"""Says whether a cell of a CSV holds further rows: what an open quotation mark makes of them."""

DELIMITERS = (",", ";", "\t")


def rows_in(*, cell: str, width: int) -> int:
    """Count the lines of a cell, after its first, that could be rows of a table so wide.

    Such a line has as many delimiters of one kind as a row has, or more. Words of several lines
    have fewer, unless the table is narrow.
    """
    return sum(
        any(line.count(one) >= width - 1 for one in DELIMITERS) for line in cell.split("\n")[1:]
    )
