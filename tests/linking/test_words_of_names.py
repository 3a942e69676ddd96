"""The words of a name as the database cuts them: what is given, and what is of the family."""

import re

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.django_db

CUT = "select people.given_word(%s, %s), people.family_word(%s, %s)"
# What a given name holds between its words; a folded name has spaces alone.
NAMES = st.text("ab é-'’.\t", max_size=12)


def cut(key: str, named: str) -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(CUT, [key, named, key, named])
        return cursor.fetchone()


@pytest.mark.parametrize(
    ("key", "named", "words"),
    [
        ("anna smith", "Anna", ("anna", "smith")),
        ("anna maria smith", "Anna Maria", ("anna", "smith")),
        ("anna maria smith", "Anna", ("anna", "mariasmith")),
        ("anna o'neill-smith jr.", " Anna ", ("anna", "oneillsmithjr")),
        ("anna", "Anna", ("anna", "")),
        ("smith", "", ("", "smith")),
        ("van der berg", " ", ("", "vanderberg")),
        ("anna", "Anna Maria Eva", ("anna", "")),
    ],
)
def test_a_name_is_cut_where_its_given_part_ends(key, named, words):
    assert cut(key, named) == words


@settings(max_examples=200)
@given(key=NAMES, named=NAMES)
def test_any_name_is_cut_behind_as_many_words_as_were_given(key, named):
    part = named.strip(" ")
    words = len(re.split(r"\s+", part)) if part else 0

    behind = "".join(key.split(" ")[words:])

    assert cut(key, named)[1] == behind.translate(str.maketrans("", "", " -'’."))


def test_both_are_written_into_the_statements_that_call_them():
    with connection.cursor() as cursor:
        cursor.execute(
            "explain (verbose) select people.given_word(search_key, given),"
            " people.family_word(search_key, given) from people_personname"
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "translate(" in plan
    assert "people.family_word(" not in plan
    assert "people.given_word(" not in plan
