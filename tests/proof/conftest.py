"""One running deployment for each file of proofs, and what its log says of itself."""

import pathlib
from collections.abc import Callable, Iterator

import pytest

import running
from running import Deployment


@pytest.fixture(scope="module")
def site() -> Iterator[Deployment]:
    """A deployment that seals when a test asks for it, as a real one does at night."""
    with running.deployment(CANDOUR_SEAL_SECONDS="0") as found:
        yield found


@pytest.fixture(scope="module")
def restless_site() -> Iterator[Deployment]:
    """A deployment that seals every second, so that something is always being written."""
    with running.deployment(CANDOUR_SEAL_SECONDS="1") as found:
        yield found


@pytest.fixture
def verified(tmp_path: pathlib.Path) -> Callable[[Deployment], tuple[int, str]]:
    """How `candour log verify` ends against a head kept outside, and what it says."""

    def verify(deployment: Deployment) -> tuple[int, str]:
        head = tmp_path / "head.txt"
        head.write_text(deployment.candour("log", "head").stdout)
        done = deployment.candour("log", "verify", "--checkpoint", str(head))
        return done.returncode, done.stdout + done.stderr

    return verify
