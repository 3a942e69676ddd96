"""A reporter's files through a whole running deployment: nothing of them lies anywhere in clear."""

import pathlib
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import samples
from walking_with_files import Walked, send_with

import running
from proof import canaries
from running import Deployment

pytestmark = pytest.mark.enable_socket

NAME = canaries.plain("name") + ".jpg"
CONTENT = samples.photo() + canaries.plain("content").encode() * 10_000
FILES = ((NAME, CONTENT), (canaries.plain("document") + ".pdf", samples.pdf()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A report with files that was sent, and the deployment that took it."""

    site: Deployment
    walked: Walked

    def kept(self) -> list[pathlib.Path]:
        """Every file of the deployment, once the database has written everything down."""
        with self.site.connect() as connection:
            connection.execute("checkpoint")
        home = self.site.folders.data.parent
        return [place for place in home.rglob("*") if place.is_file()]


@pytest.fixture(scope="module")
def sent() -> Iterator[Sent]:
    with running.deployment(CANDOUR_SEAL_SECONDS="0") as site:
        # What is written at every start shall not be in the way of the sealing.
        running.soon(lambda: site.one("select count(*) from measures_figure") > 0, seconds=60)
        yield Sent(site=site, walked=send_with(site, FILES))


def found_in(places: list[pathlib.Path]) -> list[str]:
    searched = canaries.needles({})
    return [
        f"{place}: {name}"
        for place in places
        for name in canaries.found_in(_content(place), searched=searched)
    ]


def _content(place: pathlib.Path) -> bytes:
    # The database removes files of its own at any time.
    return place.read_bytes() if place.exists() else b""


def test_what_was_added_is_listed_and_the_report_is_sent(sent):
    assert NAME in sent.walked.added
    assert "Files you have added" in sent.walked.added
    assert sent.site.one("select count(*) from intake_blob where is_claimed") == len(FILES)
    assert "promise" in sent.walked.sent.lower()


@pytest.mark.scenario("SC-03", part="attachments-on-disk")
def test_no_file_of_a_deployment_holds_an_attachment_in_clear_before_or_after_the_sealing(sent):
    staged = sent.kept()
    found = found_in(staged)
    assert sent.site.seal().returncode == 0
    sealed = sent.kept()
    blobs = sent.site.folders.data / "blobs"
    assert len(list(blobs.iterdir())) == len(FILES)
    assert {place for place in staged if place.parent == blobs} == set(blobs.iterdir())
    assert (found, found_in(sealed)) == ([], [])
    assert sent.site.one("select count(*) from intake_attachment") == len(FILES)


def test_no_process_said_anything_about_an_attachment(sent):
    written = (sent.site.said() + sent.site.cluster.log.read_text()).encode()
    assert canaries.found_in(written, searched=canaries.needles({})) == []


def test_the_search_finds_an_attachment_that_lies_in_clear(sent, tmp_path):
    place = tmp_path / "in-clear"
    place.write_bytes(CONTENT)
    assert found_in([place]) != []
