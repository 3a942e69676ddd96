"""The malware scanner's word, where there is one: clean, found, or nobody looked."""

import pathlib
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator

import pytest

import running
from candour.intake.attachments import scan
from candour.intake.attachments.scan import Verdict

BAD = b"a file that only this test calls bad" * 3_000
# MD5 of it, its size and a name of our own: a signature as clamd reads them.
SIGNATURE = "{digest}:{size}:Candour.Test.Bad\n"


@pytest.fixture(scope="module")
def clamd(tmp_path_factory) -> Iterator[pathlib.Path]:
    """A real clamd with one signature of our own, or a skip that says why."""
    program = shutil.which("clamd", path="/usr/sbin:/usr/bin:/usr/local/sbin")
    if not program:
        pytest.skip("no clamd: install clamav-daemon")
    import hashlib

    home = tmp_path_factory.mktemp("clamd")
    (home / "signatures").mkdir()
    digest = hashlib.md5(BAD, usedforsecurity=False).hexdigest()
    signature = SIGNATURE.format(digest=digest, size=len(BAD))
    (home / "signatures" / "test.hdb").write_text(signature)
    place = home / "clamd.ctl"
    (home / "clamd.conf").write_text(
        f"LocalSocket {place}\nDatabaseDirectory {home / 'signatures'}\n"
        f"TemporaryDirectory {home}\nForeground yes\nUser root\n"
    )
    started = subprocess.Popen(
        [program, "--config-file", str(home / "clamd.conf")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    running.soon(place.exists, seconds=60)
    yield place
    started.terminate()
    started.wait(timeout=30)


@pytest.fixture
def fake(settings, tmp_path):
    """A socket that answers whatever a test wants, as no real scanner should."""
    place = tmp_path / "fake.ctl"
    line = socket.socket(socket.AF_UNIX)
    line.bind(str(place))
    line.listen(1)
    settings.CLAMD = place

    def answers(said: bytes) -> None:
        def serve() -> None:
            one, _ = line.accept()
            with one:
                # All of it is read: a line closed on unread words takes the answer with it.
                heard = b""
                while not heard.endswith(b"\0\0\0\0"):
                    heard += one.recv(100_000)
                one.sendall(said)

        threading.Thread(target=serve, daemon=True).start()

    yield answers
    line.close()


def scanned(*blocks: bytes) -> scan.Scanned:
    return scan.scan(size=sum(map(len, blocks)), blocks=blocks)


def test_a_real_scanner_finds_what_its_signatures_name(settings, clamd):
    settings.CLAMD = clamd
    assert scanned(BAD[:70_000], BAD[70_000:]) == scan.Scanned(
        verdict=Verdict.FOUND, found="Candour.Test.Bad.UNOFFICIAL"
    )


def test_a_real_scanner_finds_nothing_in_what_is_clean(settings, clamd):
    settings.CLAMD = clamd
    assert scanned(b"harmless words", b" and more").verdict is Verdict.CLEAN


def test_without_a_scanner_nobody_has_looked(settings, tmp_path):
    settings.CLAMD = tmp_path / "nothing-here"
    assert scanned(b"words") == scan.NOT_SCANNED
    settings.CLAMD.write_text("not a socket")
    assert scanned(b"words") == scan.NOT_SCANNED


def test_a_file_too_large_for_the_scanner_is_not_sent_to_it(settings, clamd):
    settings.CLAMD = clamd
    assert scan.scan(size=scan.LARGEST + 1, blocks=[b"x"]) == scan.NOT_SCANNED


@pytest.mark.parametrize(
    "said", [b"", b"OK\0", b"stream: maybe\0", b"INSTREAM size limit exceeded. ERROR\0", b"\xff\0"]
)
def test_an_answer_that_is_no_verdict_counts_as_none(fake, said):
    fake(said)
    assert scanned(b"words").verdict is Verdict.NOT_SCANNED


def test_a_long_name_of_a_finding_is_cut_short(fake):
    fake(b"stream: " + b"N" * 3_000 + b" FOUND\0")
    assert scanned(b"words") == scan.Scanned(verdict=Verdict.FOUND, found="N" * 100)
