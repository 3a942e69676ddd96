"""Files as they really come: encodings, broken rows, huge cells, quotation marks left open."""

from zipfile import ZIP_DEFLATED

import case_systems
import pytest

from candour.cases.models import Case
from candour.guard.models import Leaf
from candour.imports.models import Run
from candour.imports.source import CannotRead

pytestmark = pytest.mark.usefixtures("force", "worker")
HEADER = "case_reference,allegation_number,legacy_category\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_every_usual_encoding_says_the_same(tmp_path, encoding):
    rows = case_systems.one_case(crime_reference="CR/Zoë/1", incident_on="30/03/2024")
    report = case_systems.take(case_systems.write(tmp_path / "delta", rows, encoding=encoding))
    assert case_systems.counted(report) == (1, 0, 0, 0)
    held = case_systems.content()
    assert held[0][3].isoformat() == "2024-03-30"
    assert "CR/Zo\\u00eb/1" in held[0][-1]


def test_a_zip_says_the_same_as_a_folder(tmp_path):
    rows = case_systems.one_case()
    case_systems.take(case_systems.packed(tmp_path / "delta.zip", rows))
    report = case_systems.take(case_systems.write(tmp_path / "delta", rows))
    assert [case_systems.counted(report, table) for table in rows] == [(0, 0, 1, 0)] * 3


def test_quotes_commas_and_line_breaks_in_the_words_harm_no_row(tmp_path):
    words = 'She said "stop",\nand again:\r\n"stop", on 01/04/2024.'
    rows = {
        "cases": [case_systems.case(summary=words), case_systems.case("CO/2")],
        "allegations": [case_systems.allegation(), case_systems.allegation("CO/2")],
    }
    report = case_systems.take(case_systems.write(tmp_path / "delta", rows))
    assert case_systems.counted(report) == (2, 0, 0, 0)
    assert report.counts.noted["words_dropped"] == 1


def test_a_quotation_mark_that_is_never_closed_stops_the_run_with_nothing_done(tmp_path):
    folder = case_systems.write(tmp_path / "delta", case_systems.one_case())
    with (folder / "allegations.csv").open("a", encoding="utf-8") as file:
        file.write('CO/2,1,"W1,,S\nCO/3,1,W1,,S\n')
    with pytest.raises(CannotRead, match="lines 3 to 4 can't be told into cells"):
        case_systems.take(folder)
    assert not Case.objects.filter(source_name="casesystem").exists()
    assert not Run.objects.exists()


def test_rows_that_an_open_quotation_mark_swallowed_are_named_and_not_lost_in_silence(tmp_path):
    rows = case_systems.one_case()
    swallowed = ",".join(str(cell) for cell in case_systems.case("CO/2").values())
    rows["cases"].append(case_systems.case("CO/1", summary=f"Begun\n{swallowed},,,,\nended"))
    rows["allegations"].append(case_systems.allegation("CO/1"))
    report = case_systems.take(case_systems.write(tmp_path / "delta", rows))
    assert case_systems.counted(report) == (1, 0, 0, 1)
    assert dict(report.counts.rejected) == {"swallows_rows": 1, "unknown_complaint": 1}
    assert case_systems.rejects(report)[1].startswith("cases,2,A cell holds what looks like")


def test_a_line_break_in_a_code_is_refused(tmp_path):
    rows = case_systems.one_case(crime_reference="CR/1\nCO/9")
    report = case_systems.take(case_systems.write(tmp_path / "delta", rows))
    assert report.counts.rejected["line_break"] == 1


def test_a_huge_cell_costs_its_own_row_at_most(tmp_path):
    rows = {
        "cases": [
            case_systems.case(summary="x" * 300_000),
            case_systems.case("CO/2", crime_reference="y" * 300_000),
        ],
        "allegations": [case_systems.allegation()],
    }
    report = case_systems.take(case_systems.write(tmp_path / "delta", rows))
    assert case_systems.counted(report) == (1, 0, 0, 1)
    assert dict(report.counts.rejected) == {"too_long": 1}


def test_a_row_of_fewer_cells_is_refused_and_stops_no_other(tmp_path):
    folder = case_systems.write(tmp_path / "delta", case_systems.one_case())
    (folder / "allegations.csv").write_text(
        f"{HEADER}{case_systems.REFERENCE},1\n{case_systems.REFERENCE},2,S\n", encoding="utf-8"
    )
    report = case_systems.take(folder)
    assert case_systems.counted(report, "allegations") == (1, 0, 0, 1)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"case_reference,kind\nCO/1,complaint\n", "lacks the column recorded_on"),
        (b"case_reference,kind,recorded_on,colour\n", "no column is called"),
        (b"\x00\x01\x02", "neither text nor"),
    ],
)
def test_a_file_that_is_no_table_stops_the_run(tmp_path, data, said):
    folder = case_systems.write(tmp_path / "delta", case_systems.one_case())
    (folder / "cases.csv").write_bytes(data)
    with pytest.raises(CannotRead, match=said):
        case_systems.take(folder)


def test_a_folder_or_zip_without_its_files_says_which_it_wants(tmp_path):
    with pytest.raises(CannotRead, match=r"cases.csv and allegations.csv"):
        case_systems.take(tmp_path)
    whole = case_systems.packed(tmp_path / "delta.zip", case_systems.one_case())
    whole.write_bytes(whole.read_bytes()[:-40])
    with pytest.raises(CannotRead, match="not whole"):
        case_systems.take(whole)


def test_a_zip_damaged_inside_stops_the_run_with_a_sentence(tmp_path):
    path = case_systems.packed(
        tmp_path / "delta.zip", case_systems.one_case(), packing=ZIP_DEFLATED
    )
    data = bytearray(path.read_bytes())
    begin = data.index(b"cases.csv") + len("cases.csv")
    data[begin : begin + 20] = b"\xff" * 20
    path.write_bytes(data)
    with pytest.raises(CannotRead, match="damaged, locked or not whole"):
        case_systems.take(path)
    assert not Run.objects.exists()


def test_two_allegations_of_one_person_may_change_places(tmp_path):
    one, two = case_systems.allegation(), case_systems.allegation(number="2", legacy_category="T")
    case_systems.take(
        case_systems.write(
            tmp_path / "first", {**case_systems.one_case(), "allegations": [one, two]}
        )
    )
    held = case_systems.allegations()
    one["legacy_category"], two["legacy_category"] = "T", "S"
    rows = {**case_systems.one_case(), "allegations": [one, two]}
    report = case_systems.take(case_systems.write(tmp_path / "then", rows))
    assert case_systems.counted(report, "allegations") == (0, 2, 0, 0)
    assert case_systems.allegations() == [
        {**first, "category": second["category"], "source_category": second["source_category"]}
        for first, second in zip(held, reversed(held), strict=True)
    ]


def test_an_allegation_that_got_another_number_is_named_and_stops_no_other(tmp_path):
    case_systems.take(case_systems.write(tmp_path / "first", case_systems.one_case()))
    rows = case_systems.one_case()
    rows["allegations"] = [
        case_systems.allegation(number="7"),
        case_systems.allegation(number="8", legacy_category="T"),
    ]
    report = case_systems.take(case_systems.write(tmp_path / "then", rows))
    assert case_systems.counted(report, "allegations") == (1, 0, 0, 1)
    assert dict(report.counts.rejected) == {"held_under_other_number": 1}
    assert [one["source_ref"] for one in case_systems.allegations()] == ["1", "8"]


def test_no_word_name_or_number_of_a_file_is_in_the_log_the_rejects_or_any_table(tmp_path):
    before = set(Leaf.objects.values_list("id", flat=True))
    rows = case_systems.one_case(summary=case_systems.WORDS)
    rows["cases"].append(case_systems.case("CO/2", kind="rumour", summary=case_systems.WORDS))
    rows["subjects"][0]["family"] = "Quillfeather"
    report = case_systems.take(case_systems.write(tmp_path / "delta", rows))
    bodies = b"".join(
        bytes(body) for body in Leaf.objects.exclude(id__in=before).values_list("body", flat=True)
    )
    said = bodies.decode() + "".join(case_systems.rejects(report))
    held = str(case_systems.content())
    assert report.counts.noted["words_dropped"] == 1
    for word in ("throat", "Quillfeather", "CR/2024/1", case_systems.known()["number"]):
        assert word not in said
    assert "throat" not in held
    assert "Quillfeather" not in held
