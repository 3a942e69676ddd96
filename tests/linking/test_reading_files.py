"""No row of a CSV is lost without a word, whichever quotation mark nobody closed."""

import pathlib

import pytest

from candour.linking.files import columns, reading

HEADER = "id,first_name,surname,number,unit\n"


def row(name: str, *, unit: str = "Harbour") -> str:
    return f"{name},Daniel,Marlow,4471,{unit}\n"


def opened(folder: pathlib.Path, text: str) -> tuple[list[str], reading.Trouble]:
    path = folder / "said.csv"
    path.write_text(text, encoding="utf-8", newline="")
    table = reading.open_table(path=path, known=columns.DESCRIPTIONS)
    return [found.one("description") for found in table.read()], table.trouble


@pytest.mark.parametrize("closing", ['Harbour"', '"Harbour"', '"Har" bour', "Harbour"])
@pytest.mark.parametrize(("before", "between"), [(0, 1), (0, 3_000), (25_000, 3_000)])
def test_rows_behind_an_open_mark_are_read_or_counted(tmp_path, before, between, closing):
    good = "".join(row(f"B{number}", unit='"Castle, North"') for number in range(before))
    taken = "".join(row(f"D{number}") for number in range(between))
    broken = row("A", unit='"Harbour') + taken + row("Z", unit=closing) + row("Y")

    found, trouble = opened(tmp_path, HEADER + good + broken)

    assert len(found) + trouble.count >= before + between + 3
    assert trouble.said or "Y" in found


def test_a_cell_that_swallowed_rows_is_left_out_and_says_how_many(tmp_path):
    text = HEADER + row("A", unit='"Harbour') + row("B") + row("C", unit='Castle"') + row("D")

    found, trouble = opened(tmp_path, text)

    assert found == ["D"]
    assert trouble.count == 3
    assert "quotation mark is probably not closed" in trouble.said[0]


def test_words_of_two_lines_in_a_cell_are_one_row(tmp_path):
    found, trouble = opened(tmp_path, HEADER + row("A", unit='"Harbour\nResponse"') + row("B"))

    assert (found, trouble.count) == (["A", "B"], 0)
