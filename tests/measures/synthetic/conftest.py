"""One invented force of the published sizes, written once for all tests that only read it."""

import pathlib

import pytest
import registers

from candour.measures.register import reading
from candour.measures.register.reading import Register
from candour.measures.synthetic import snapshot


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """The folder of the snapshot."""
    return snapshot.write(seed=1, under=tmp_path_factory.mktemp("invented"), at=registers.AT)


@pytest.fixture(scope="session")
def register(invented: pathlib.Path) -> Register:
    return reading.read(folder=invented)
