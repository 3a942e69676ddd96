"""A run ends in its time, however slowly a log answers, and says that this proves nothing."""

import signal
import socket
import threading
from collections.abc import Iterator

import pytest

from holder.little_log import leaves

pytestmark = pytest.mark.enable_socket
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"


@pytest.fixture(params=[b"X-Slow: ", HEAD + b"Content-Length: 60000\r\n\r\n"],
                ids=["its headers", "its content"])  # fmt: skip
def dripping(request) -> Iterator[str]:
    """An address that goes on answering, one byte at a time, until the test is over."""
    listening = socket.create_server(("127.0.0.1", 0))
    is_over = threading.Event()

    def drip() -> None:
        asked, _ = listening.accept()
        with asked:
            asked.sendall(request.param if request.param.startswith(HEAD) else HEAD + request.param)
            while not is_over.wait(0.05):
                try:
                    asked.sendall(b"x")
                except OSError:
                    return

    slow = threading.Thread(target=drip, daemon=True)
    slow.start()
    with listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        is_over.set()
        slow.join()


def test_a_log_that_never_ends_is_given_up_with_a_code_of_its_own(run, dripping, capsys):
    assert run("--within", "1", place=dripping) == 5
    said = capsys.readouterr().err
    assert "not over within 1 s" in said
    assert "This proves nothing" in said


def test_nothing_of_a_run_that_was_given_up_is_remembered(run, log, witness, dripping):
    log.publish(leaves(300))
    run()
    run("--within", "1", place=dripping)

    log.publish(leaves(301))
    assert run() == 0


def test_a_run_that_ends_in_time_leaves_no_alarm_behind(run, log):
    log.publish(leaves(3))

    assert run("--within", "1000") == 0
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


@pytest.mark.parametrize("seconds", ["0", "-3", "soon"])
def test_a_limit_that_is_none_is_refused(run, seconds):
    assert run("--within", seconds) == 2
