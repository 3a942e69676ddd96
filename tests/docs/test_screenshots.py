"""Pictures are taken from a running demonstration only, and say so in one sentence otherwise."""

import pytest

from candour.ops.docs import screenshots
from candour.ops.docs.demonstration import Sites

pytestmark = pytest.mark.enable_socket


def test_without_a_running_demonstration_there_are_no_pictures(tmp_path):
    with pytest.raises(screenshots.NoDemonstration, match="candour up --demo --port 9 on"):
        list(screenshots.take(first_port=9, folder=tmp_path / "images"))

    assert not (tmp_path / "images").exists()


def test_the_sites_stand_on_three_neighbouring_ports():
    sites = Sites(first_port=8000)

    assert [sites.address(name) for name in ("report", "casework", "oversight")] == [
        "http://report.localhost:8000",
        "http://casework.localhost:8001",
        "http://oversight.localhost:8002",
    ]
