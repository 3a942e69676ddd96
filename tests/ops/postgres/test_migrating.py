"""Migrations that draw one model at a time make the schema that Django's own way makes."""

import os
import pathlib
import re
import subprocess
import sys

import pytest
from django.db import models
from django.db.migrations.state import ModelState

from candour.ops.postgres import binaries
from candour.ops.postgres.migrating import OneModelState

# Both ways in a process of their own, each with a database of its own.
RUN = """
import os, subprocess, sys
from candour.ops import session
way, dump, kept = sys.argv[1:]
os.environ["DJANGO_SETTINGS_MODULE"] = "candour.sites.command_line"
with session.ready(noun="migrate", environ=os.environ), session.lent_keys(os.environ):
    import django
    django.setup()
    from django.core.management import call_command
    from django.core.management.commands import migrate as theirs
    from candour.ops.management.commands import migrate as ours
    call_command({"ours": ours, "theirs": theirs}[way].Command(), verbosity=0)
    address = os.environ["CANDOUR_DB_URL"]
    subprocess.run([dump, "--schema-only", "--file", kept, address], check=True)
"""
# What `pg_dump` makes up anew each time.
MADE_UP = re.compile(r"^\\(un)?restrict .*$", re.MULTILINE)


def drawn() -> OneModelState:
    """A parent, and a child that refers to it, drawn already."""
    state = OneModelState()
    state.add_model(ModelState("people", "Parent", [("id", models.AutoField(primary_key=True))]))
    refers = models.ForeignKey("people.Parent", on_delete=models.PROTECT)
    key = models.AutoField(primary_key=True)
    state.add_model(ModelState("people", "Child", [("id", key), ("parent", refers)]))
    assert state.apps.get_model("people", "Child")._meta.get_field("parent").related_model
    return state


def test_a_new_column_draws_its_own_model_and_no_other():
    state = drawn()
    parent, child = (state.apps.get_model("people", name) for name in ("Parent", "Child"))

    state.add_field("people", "parent", "name", models.TextField(default=""), True)

    assert state.apps.get_model("people", "Parent") is not parent
    assert state.apps.get_model("people", "Child") is child
    assert state.apps.get_model("people", "Parent")._meta.get_field("name")


def test_whoever_reads_rows_gets_every_model_drawn_anew():
    state = drawn()
    child = state.apps.get_model("people", "Child")
    state.add_field("people", "parent", "name", models.TextField(default=""), True)

    state.clear_delayed_apps_cache()

    found = state.apps.get_model("people", "Child")
    assert found is not child
    assert found._meta.get_field("parent").related_model._meta.get_field("name")


def test_a_key_that_changes_its_type_draws_whoever_refers_to_it():
    state = drawn()
    child = state.apps.get_model("people", "Child")

    state.alter_field("people", "parent", "id", models.UUIDField(primary_key=True), True)

    assert state.apps.get_model("people", "Child") is not child


def test_a_copy_of_the_state_draws_one_model_at_a_time_too():
    assert isinstance(drawn().clone(), OneModelState)


@pytest.mark.proof
@pytest.mark.enable_socket
def test_the_schema_is_the_one_that_djangos_own_way_makes(tmp_path):
    made = {way: schema(way, tmp_path) for way in ("ours", "theirs")}

    assert "create table" in made["ours"].lower()
    assert made["ours"] == made["theirs"]


def schema(way: str, folder: pathlib.Path) -> str:
    """The whole schema as text, made in a new database."""
    kept = folder / f"{way}.sql"
    ours = ("CANDOUR_", "DATABASE_URL", "PG")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environ["CANDOUR_DATA"] = str(folder / way)
    subprocess.run(
        [sys.executable, "-c", RUN, way, binaries.find(os.environ).program("pg_dump"), str(kept)],
        env=environ, check=True, timeout=600,
    )  # fmt: skip
    return MADE_UP.sub("", kept.read_text(encoding="utf-8"))
