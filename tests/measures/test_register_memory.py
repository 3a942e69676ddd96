"""A snapshot of a large register is written in the memory of a small one."""

import pathlib
import uuid

import pytest
import registers
from django.db import connection
from test_units import fill

MEGABYTE = 1024 * 1024


def peak() -> int:
    """The most memory this process has held since the last `forget`."""
    lines = pathlib.Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def forget() -> None:
    pathlib.Path("/proc/self/clear_refs").write_text("5")


def growth(under: pathlib.Path, as_role) -> int:
    """How far the peak rises while a snapshot is taken, everything it imports being loaded."""
    with as_role("worker"):
        registers.snapshot(under / "first", as_of=registers.day("2013-06-01"))
        forget()
        before = peak()
        registers.snapshot(under / "second", as_of=registers.day("2023-10-01"))
    return peak() - before


@pytest.fixture
def patient(db: None) -> None:
    """A query that takes a minute is a failure, not a reason to wait."""
    with connection.cursor() as cursor:
        cursor.execute("set local statement_timeout = '60s'")


@pytest.mark.proof
def test_forty_thousand_cases_fit_into_the_memory_of_a_few(
    force: uuid.UUID, patient, under, as_role
):
    fill(force, allegations=40_000, cases=40_000, involved=40_000, people=10_000)
    assert growth(under, as_role) < 48 * MEGABYTE


@pytest.mark.proof
def test_two_hundred_thousand_cases_fit_into_the_memory_of_forty_thousand(
    force: uuid.UUID, patient, under, as_role
):
    fill(force, allegations=200_000, cases=200_000, involved=200_000, people=50_000)
    assert growth(under, as_role) < 64 * MEGABYTE
