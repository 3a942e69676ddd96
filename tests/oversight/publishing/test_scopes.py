"""What must not be told below the level of a force can't be written down as a table of units."""

import pathlib
import subprocess
import sys
import textwrap

import pytest

from candour.oversight.publishing import releasing
from candour.oversight.scopes import Anywhere, ForceOnly, NotBelowForce, OfForce, OfUnit

SOURCE = pathlib.Path(releasing.__file__).parents[3]


@pytest.mark.parametrize("one", list(ForceOnly))
def test_what_is_told_of_forces_only_makes_no_table_of_units(one):
    assert OfForce(by=(one,)).by == (one,)
    with pytest.raises(NotBelowForce, match=one.value):
        OfUnit(by=(Anywhere.KIND, one))


def test_ethnicity_routes_discouragement_victimisation_and_confidence_are_told_of_forces_only():
    assert {one.name for one in ForceOnly} == {
        "ETHNICITY", "ROUTE", "DISCOURAGEMENT", "VICTIMISATION", "CONFIDENCE",
    }  # fmt: skip
    assert "UNIT" not in {*Anywhere.__members__, *ForceOnly.__members__}


def test_a_type_checker_refuses_ethnicity_by_unit(tmp_path):
    wrong = tmp_path / "wrong.py"
    wrong.write_text(
        textwrap.dedent("""
            from candour.oversight.scopes import ForceOnly, OfUnit

            OfUnit(by=(ForceOnly.ETHNICITY,))
        """)
    )
    config = tmp_path / "mypy.ini"
    config.write_text(f"[mypy]\nfollow_imports = silent\nmypy_path = {SOURCE}\n")
    command = [sys.executable, "-m", "mypy", "--config-file", str(config), str(wrong)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 1
    assert 'expected "tuple[Anywhere, ...]"' in found.stdout


def test_every_publication_says_by_what_it_is_broken_down():
    assert {name: entry.scope.by for name, entry in releasing.entries().items()} == {
        "answers": (ForceOnly.ROUTE,),
        "confidence": (ForceOnly.CONFIDENCE,),
        "discouragement": (ForceOnly.DISCOURAGEMENT,),
        "ethnicity": (ForceOnly.ETHNICITY, Anywhere.YEAR, Anywhere.STATE),
        "followed": (ForceOnly.VICTIMISATION,),
        "repeaters": (Anywhere.CASES,),
        "timeliness": (Anywhere.KIND, Anywhere.STATE),
        "units": (Anywhere.SOURCE,),
        "victimisation": (ForceOnly.VICTIMISATION,),
    }
