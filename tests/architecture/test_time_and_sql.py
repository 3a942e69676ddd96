"""Time comes from one clock; statements are written, never put together from text."""

import pytest

from candour.ops.architecture import time_and_sql
from candour.ops.architecture.source import PACKAGE, ROOT, parse


def planted(text: str):
    return [parse(path="src/candour/cases/planted.py", text=text)]


def test_only_the_clock_asks_what_time_it_is(source):
    assert list(time_and_sql.other_clocks(source)) == []


@pytest.mark.parametrize(
    "path", sorted((ROOT / PACKAGE).rglob("*.sql")), ids=lambda path: path.stem
)
def test_no_sql_asks_what_time_it_is(path):
    text = path.read_text(encoding="utf-8")

    assert list(time_and_sql.clocks_in_sql(path=path.name, text=text)) == []


def test_no_statement_is_put_together_from_text(source):
    assert list(time_and_sql.built_sql(source)) == []


@pytest.mark.parametrize(
    "text",
    [
        "datetime.datetime.now(tz)",
        "datetime.date.today()",
        "date.today()",
        "timezone.now()",
        "time.time()",
        "models.DateTimeField(auto_now=True)",
        "qs.filter(due_on__lt=functions.Now())",
    ],
)
def test_another_clock_is_found(text):
    assert len(list(time_and_sql.other_clocks(planted(text)))) == 1


def test_the_clock_itself_may_ask():
    clock = parse(path=time_and_sql.CLOCK, text="datetime.datetime.now(tz)")

    assert list(time_and_sql.other_clocks([clock])) == []


@pytest.mark.parametrize("text", ["select now()", "default current_date", "clock_timestamp()"])
def test_a_clock_in_sql_is_found_unless_it_stands_in_a_comment(text):
    assert len(list(time_and_sql.clocks_in_sql(path="a.sql", text=text))) == 1
    assert list(time_and_sql.clocks_in_sql(path="a.sql", text=f"-- {text}\n")) == []


@pytest.mark.parametrize(
    "text",
    [
        'cursor.execute(f"select {name} from t")',
        'cursor.execute("select " + name)',
        'cursor.execute("select %s" % name)',
        'cursor.execute("select {}".format(name))',
        'cursor.execute(", ".join(parts))',
        'migrations.RunSQL(f"drop table {name}")',
        'sql.SQL(f"select {name}")',
    ],
)
def test_a_statement_put_together_from_text_is_found(text):
    assert len(list(time_and_sql.built_sql(planted(text)))) == 1


@pytest.mark.parametrize(
    "text",
    [
        'cursor.execute("select 1" " from t", [name])',
        'cursor.execute(sql.SQL("select {}").format(sql.Identifier(name)))',
        "cursor.execute(QUERY, [name])",
    ],
)
def test_a_statement_that_is_written_or_composed_is_well(text):
    assert list(time_and_sql.built_sql(planted(text))) == []
