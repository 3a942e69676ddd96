"""The source of Candour and of its tests, parsed once for all rules."""

import pytest

from candour.ops.architecture.source import PACKAGE, Module, modules


@pytest.fixture(scope="session")
def source() -> tuple[Module, ...]:
    return modules(PACKAGE)


@pytest.fixture(scope="session")
def everything(source) -> tuple[Module, ...]:
    return (*source, *modules("tests", "bench"))
