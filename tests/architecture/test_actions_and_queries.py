"""Every action and query demands its permission first; every action is one transaction."""

import pytest

from candour.guard import permissions
from candour.ops.architecture import demands, transactions
from candour.ops.architecture.source import parse

ACTION = "src/candour/cases/actions/refer.py"


def test_every_action_and_query_begins_with_a_demand(source):
    assert list(demands.without_demand(source)) == []


def test_every_action_file_offers_one_action_called_like_the_file(source):
    assert list(demands.not_one_action(source)) == []


def test_every_permission_is_demanded_somewhere_and_every_demand_has_its_permission(source):
    demanded = demands.permissions_in(source)

    assert list(demands.mismatched(demanded=demanded, known=list(permissions.table()))) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (ACTION, "def refer(*, by, at):\n    write()\n"),
        (ACTION, "def refer(*, by, at):\n    write()\n    demand('cases.refer', by=by, at=at)\n"),
        (
            ACTION,
            "def refer(*, by, at):\n    if by:\n        demand('cases.refer', by=by, at=at)\n",
        ),
        ("src/candour/cases/queries.py", "def open_cases(*, by, at):\n    return ()\n"),
        ("src/candour/cases/queries/lists.py", "def open_cases(*, by, at):\n    return ()\n"),
    ],
)
def test_an_action_or_query_that_does_not_demand_first_is_found(path, text):
    (breach,) = demands.without_demand([parse(path=path, text=text)])

    assert breach.place == f"{path}:1"


@pytest.mark.parametrize(
    "text",
    [
        'def refer(*, by, at):\n    """Refer."""\n    demand("cases.refer", by=by, at=at)\n',
        'def refer(*, by, at):\n    with transaction.atomic():\n        demand("c.r", by=by)\n',
        "def _helper():\n    write()\n",
    ],
)
def test_a_demand_after_the_docstring_is_first(text):
    assert list(demands.without_demand([parse(path=ACTION, text=text)])) == []


@pytest.mark.parametrize(
    "text",
    [
        "def refer():\n    pass\n\n\ndef call_in():\n    pass\n",
        "def call_in():\n    pass\n",
        "def _refer():\n    pass\n",
    ],
)
def test_a_file_without_exactly_its_own_action_is_found(text):
    assert len(list(demands.not_one_action([parse(path=ACTION, text=text)]))) == 1


def test_a_second_function_may_say_which_step_it_is_part_of():
    text = 'def refer():\n    pass\n\n\ndef follow():\n    """Follow, part of referring."""\n'

    assert list(demands.not_one_action([parse(path=ACTION, text=text)])) == []


def test_a_demand_that_no_policy_names_and_a_row_that_nothing_demands_are_found():
    text = 'demand("cases.refer" if urgent else "cases.wave_through", by=by, at=at)\n'
    demanded = demands.permissions_in([parse(path=ACTION, text=text)])

    breaches = demands.mismatched(demanded=demanded, known=["cases.refer", "cases.close"])

    assert [breach.problem for breach in breaches] == [
        "no policy names cases.wave_through",
        "nothing demands cases.close",
    ]


# Transactions


def test_every_action_is_one_transaction_or_says_whose_it_is_part_of(source):
    assert list(transactions.without_transaction(source)) == []


def test_an_action_without_a_transaction_is_found():
    text = '"""Refers a case."""\n\n\ndef refer():\n    """Refer it."""\n    write()\n'

    (breach,) = transactions.without_transaction([parse(path=ACTION, text=text)])

    assert breach.place == ACTION


@pytest.mark.parametrize(
    "text",
    [
        "@transaction.atomic\ndef refer():\n    pass\n",
        "def refer():\n    with transaction.atomic():\n        pass\n",
        'def refer():\n    """Refer, in the caller\'s transaction."""\n',
    ],
)
def test_a_transaction_that_is_opened_or_named_is_well(text):
    assert list(transactions.without_transaction([parse(path=ACTION, text=text)])) == []
