"""Lends the tests of names a case whose reporter gave a name in confidence, and one without."""

from collections.abc import Callable
from uuid import UUID

import pytest

import story

NAMED = {"kind": "confidential", "name": "Alix Merrow", "reach": "after six, by letter"}


@pytest.fixture
def recorded(world, as_role) -> Callable[..., tuple[story.Sent, UUID]]:
    """Report and record: recorded() without a name, recorded(named=True) with one."""

    def record(*, named: bool = False) -> tuple[story.Sent, UUID]:
        sent = story.reported(world, as_role, identity=NAMED if named else {})
        return sent, story.record(world, as_role, report=sent.file).file

    return record
