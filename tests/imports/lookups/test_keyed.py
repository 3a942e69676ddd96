"""Terms and feed come to the same digests, and one expression says so in any engine."""

import pathlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candour.core.lookups import Kind
from candour.imports.lookups import canonical, scanning, terms
from candour.imports.lookups.terms import Terms

KEY = "0" * 64
HERS = Terms(
    names=("Ann Mary O’Example",),
    born="17/05/1990",
    addresses=(("Flat 2, 14 Mill Lane", "NF4 7QT"),),
    vehicles=("AB12 CDE",),
    phones=("+44 7700 900123",),
    cases=("CR/26/00042",),
)
SAYS = {"name": canonical.name_in, "code": canonical.code_in, "born": canonical.born_in,
        "phone": canonical.phone_in, "house": canonical.house_in}  # fmt: skip


def touched(**values: str) -> set[Kind]:
    """Return the kinds that a row with these values is told to touch."""
    import pyarrow

    row = {"row": [1], "at": ["2026-03-01T10:00:00"], "officer": ["A1"], "system": ["crime"]}
    chunk = pyarrow.table(row | {name: [value] for name, value in values.items()})
    keyed = terms.keyed(watched=[HERS], key=KEY)
    with scanning.quiet():
        rows = scanning.readable(feed=scanning.over(chunk=chunk))
        found = scanning.duckdb().to_pyarrow(scanning.touching(rows=rows, keyed=keyed)).to_pylist()
    return {kind for row in found for slot in terms.SLOTS
            for _, kind in keyed.meaning.get(row[slot] or "", ())}  # fmt: skip


@pytest.mark.parametrize(
    ("values", "kinds"),
    [
        ({"vrm": "ab12cde"}, {Kind.VEHICLE}),
        ({"name": "OEXAMPLE, ánn mary"}, {Kind.NAME}),
        ({"name": "Ann OExample", "dob": "1990-05-17"}, {Kind.NAME, Kind.NAME_AND_BIRTH}),
        ({"address": "2/14 Mill Ln", "postcode": "nf47qt"}, {Kind.ADDRESS, Kind.POSTCODE}),
        ({"phone": "07700-900-123"}, {Kind.PHONE}),
        ({"case": "CR 26 00042"}, {Kind.CASE}),
        ({"searched": "ann mary oexampel"}, {Kind.NAME_MISTYPED}),
        ({"searched": "AB12*"}, {Kind.VEHICLE_PARTIAL}),
        ({"searched": "AB12 CD"}, {Kind.VEHICLE_PARTIAL}),
        ({"searched": "AB21CDE"}, {Kind.VEHICLE_MISTYPED}),
        ({"searched": "07700 900123"}, {Kind.PHONE}),
        ({"vrm": "AB12CDF"}, set()),
        ({"name": "Ann Exemplar"}, set()),
        ({"searched": ""}, set()),
    ],
)
def test_a_row_touches_what_it_says_however_it_is_spelt(values, kinds) -> None:
    assert touched(**values) >= kinds
    assert bool(touched(**values)) == bool(kinds)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=20))
def test_python_and_the_engine_spell_every_value_alike(texts: list[str]) -> None:
    import ibis

    told = [text.replace("\x00", "") for text in texts]
    table = ibis.memtable({"value": told}, schema={"value": "string"})
    asked = table.select("value", **{name: says(table["value"]) for name, says in SAYS.items()})
    with scanning.quiet():
        found = scanning.duckdb().to_pyarrow(asked).to_pylist()

    for row in found:
        for name in SAYS:
            assert row[name] == getattr(canonical, name)(text=row["value"]), (name, row["value"])


def test_no_digest_is_the_same_under_another_key() -> None:
    first, second = (terms.keyed(watched=[HERS]) for _ in range(2))

    assert not first.meaning.keys() & second.meaning.keys()


def test_terms_survive_their_sealing() -> None:
    assert terms.from_text(text=terms.as_text(terms=HERS)) == HERS


def test_terms_are_never_printed() -> None:
    keyed = terms.keyed(watched=[HERS])

    assert "Example" not in repr(HERS) + repr(keyed)
    assert keyed.key not in repr(keyed)


def test_a_folder_on_a_disk_is_refused_for_what_does_not_fit(tmp_path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"disk / ext4 rw 0 0\ntmpfs {tmp_path}/shm tmpfs rw 0 0\n")

    assert scanning.in_memory(tmp_path / "shm" / "here", mounts=mounts)
    assert not scanning.in_memory(tmp_path, mounts=mounts)
    with pytest.raises(scanning.SpillsToDisk):
        scanning.duckdb(spill=pathlib.Path("/proc"))
