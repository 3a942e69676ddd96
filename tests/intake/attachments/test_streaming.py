"""Uploads through the real server: constant memory, nothing unsealed, and nobody kept waiting."""

import contextlib
import http.client
import os
import pathlib
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from attaching import BOUNDARY, body_of, opened

import running
from candour.core import stream
from candour.intake.attachments import attached
from candour.ops.launcher import programs

pytestmark = pytest.mark.enable_socket

HERE = pathlib.Path(__file__).parent
MIB = 1024 * 1024
SIZE = 300 * MIB
CANARY = b"qzxjvkwypfbhgzdq"
PIECE = CANARY.ljust(MIB, b".")
THREADS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A running server: its port, its folder of sealed files, its folder for temporary files."""

    port: int
    blobs: pathlib.Path
    temporary: pathlib.Path
    server: "subprocess.Popen[bytes]"

    def workers(self) -> list[int]:
        number = self.server.pid
        listed = pathlib.Path(f"/proc/{number}/task/{number}/children").read_text()
        return [number, *map(int, listed.split())]


@dataclass(slots=True, kw_only=True)
class Watch:
    """What was seen of processes while something happened."""

    most_kib: int = 0
    written: set[str] = field(default_factory=set)
    looks: int = 0


@pytest.fixture
def site(tmp_path) -> Iterator[Site]:
    """The launcher's own server with its own options, but one process and more threads."""
    port = running.free_ports()
    folders = {name: tmp_path / name for name in ("blobs", "temporary")}
    folders["temporary"].mkdir()
    options = [one for one in programs.SERVER if not one.startswith("--blocking-threads")]
    server = subprocess.Popen(
        [
            str(pathlib.Path(sys.executable).with_name("granian")), *options,
            f"--blocking-threads={THREADS}", "--workers=1", f"--port={port}",
            "uploading:application",
        ],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(HERE),
            "UPLOADED": str(folders["blobs"]),
            "TMPDIR": str(folders["temporary"]),
        },
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    found = Site(port=port, server=server, **folders)
    assert running.soon(lambda: _answers(found), seconds=60)
    yield found
    server.send_signal(signal.SIGINT)
    server.wait(timeout=30)


def _answers(site: Site) -> bool:
    with contextlib.suppress(OSError):
        return asked(site) == 200
    return False


def asked(site: Site) -> int:
    line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=10)
    line.request("GET", "/")
    status = line.getresponse().status
    line.close()
    return status


def large_body() -> Iterator[bytes]:
    head, tail = body_of([("a.bin", b"MIDDLE")]).split(b"MIDDLE")
    yield head
    for _ in range(SIZE // MIB):
        yield PIECE
    yield tail


def begun(site: Site, *, sent: bytes, length: int) -> socket.socket:
    """Begin an upload and send a part of it."""
    line = socket.create_connection(("127.0.0.1", site.port), timeout=30)
    head = (
        "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n"
        f"Content-Length: {length}\r\n\r\n"
    )
    line.sendall(head.encode() + sent)
    return line


@contextlib.contextmanager
def watching(site: Site) -> Iterator[Watch]:
    """Look at a server's memory and at every file it has open to write, over and over."""
    seen, is_over = Watch(), threading.Event()

    def watch() -> None:
        while not is_over.wait(0.002):
            seen.looks += 1
            seen.most_kib = max(seen.most_kib, memory_kib(site))
            seen.written |= open_to_write(site)

    thread = threading.Thread(target=watch)
    thread.start()
    yield seen
    is_over.set()
    thread.join()


def arriving(site: Site) -> list[pathlib.Path]:
    return list(site.blobs.iterdir()) if site.blobs.exists() else []


def memory_kib(site: Site) -> int:
    return max(_status(number, "VmRSS:") for number in site.workers())


def _status(number: int, name: str) -> int:
    lines = pathlib.Path(f"/proc/{number}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))


def open_to_write(site: Site) -> set[str]:
    """Every ordinary file that the server has open to write, those without a name included."""
    found = set()
    for number in site.workers():
        for entry in pathlib.Path(f"/proc/{number}/fd").iterdir():
            with contextlib.suppress(OSError):
                is_file = stat.S_ISREG(entry.stat().st_mode)
                can_write = entry.lstat().st_mode & stat.S_IWUSR
                if is_file and can_write:
                    found.add(os.readlink(entry))
    return found


def characters_written(site: Site) -> int:
    """How many bytes the server has written to whatever file, pipe or socket took them."""
    total = 0
    for number in site.workers():
        lines = pathlib.Path(f"/proc/{number}/io").read_text().splitlines()
        total += next(int(line.split()[1]) for line in lines if line.startswith("wchar"))
    return total


@pytest.mark.proof
def test_three_hundred_mebibytes_are_sealed_in_constant_memory_and_nothing_else_is_written(site):
    import json

    before, calm = characters_written(site), memory_kib(site)
    length = SIZE + len(body_of([("a.bin", b"")]))
    with watching(site) as seen:
        line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=300)
        headers = {
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
            "Content-Length": str(length),
        }
        line.request("POST", "/", body=large_body(), headers=headers)
        told = json.loads(line.getresponse().read())
        line.close()
    taken = attached.from_json(told["files"][0])

    assert (taken.size, told["state"]) == (SIZE, "what she typed")
    assert seen.looks > 50
    assert seen.most_kib - calm < 24 * 1024
    assert {pathlib.Path(one).parent for one in seen.written} == {site.blobs}
    assert characters_written(site) - before < stream.stored_size(size=SIZE) + MIB
    assert list(site.temporary.iterdir()) == []
    assert not found_in(site.blobs / str(taken.id))


def found_in(place: pathlib.Path) -> bool:
    with place.open("rb") as file:
        return any(CANARY[4:12] in block for block in iter(lambda: file.read(16 * MIB), b""))


def test_an_upload_over_the_line_opens_again(site):
    import json

    body = body_of([("a.bin", PIECE)])
    line = begun(site, sent=body, length=len(body))
    answer = http.client.HTTPResponse(line)
    answer.begin()
    taken = attached.from_json(json.loads(answer.read())["files"][0])
    line.close()
    assert opened(taken, site.blobs) == PIECE


def test_slow_uploads_keep_nobody_waiting(site):
    body = body_of([("a.bin", PIECE)])
    slow = [begun(site, sent=body[:200_000], length=len(body)) for _ in range(THREADS - 1)]
    assert running.soon(lambda: len(arriving(site)) == len(slow), seconds=20)

    start = time.monotonic()
    statuses = {asked(site) for _ in range(20)}
    took = time.monotonic() - start

    assert (statuses, took < 2) == ({200}, True)
    for line in slow:
        line.close()
    assert running.soon(lambda: arriving(site) == [], seconds=20)


@pytest.mark.parametrize("how", ["politely", "abruptly"])
def test_a_browser_that_leaves_in_the_middle_leaves_nothing(site, how):
    body = body_of([("a.bin", PIECE)])
    line = begun(site, sent=body[:600_000], length=len(body))
    assert running.soon(lambda: arriving(site), seconds=20)

    lingering = {"politely": b"\0" * 8, "abruptly": b"\1\0\0\0" + b"\0" * 4}
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, lingering[how])
    line.close()

    assert running.soon(lambda: arriving(site) == [], seconds=20)
    assert asked(site) == 200
