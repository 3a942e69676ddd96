"""One command countersigns a log that only grew; anything else it refuses, in plain words."""

import datetime
import http.server
import os
import subprocess
import sys
import threading

import pytest

from candour import clock
from candour.core import notes, tiles
from candour.core.countersigning import policy
from candour.holder import countersigning, keys, source
from candour.holder.refused import Late
from holder.little_log import KEY, OTHER_KEY, leaf, leaves


def cosigned(home, data: bytes) -> bool:
    signed = notes.verify(note=notes.parse(data=data), keys=[keys.load(home=home).verifier])
    return abs(clock.now() - signed[0].at) < datetime.timedelta(minutes=5)


def test_a_first_head_is_countersigned_and_remembered(run, log, home, tmp_path):
    log.publish(leaves(700))
    assert run("--out", str(tmp_path / "head.txt")) == 0
    assert cosigned(home, (tmp_path / "head.txt").read_bytes())


@pytest.mark.parametrize(("before", "after"), [(1, 2), (255, 256), (256, 700), (700, 66_000)])
def test_a_log_that_only_grew_is_countersigned_again(run, log, before, after, capsys):
    log.publish(leaves(before))
    assert run() == 0
    log.publish(leaves(after))
    assert run() == 0
    assert f"grew from {before} to {after} leaves" in capsys.readouterr().err


def test_the_same_head_is_countersigned_again(run, log):
    log.publish(leaves(300))
    assert (run(), run()) == (0, 0)


@pytest.mark.scenario("SC-22", part="rolled-back")
def test_a_shortened_log_is_refused(run, log, capsys):
    log.publish(leaves(700))
    run()
    log.publish(leaves(600))
    assert run() == 1
    assert "A log never gets shorter" in capsys.readouterr().err


@pytest.mark.parametrize("size", [700, 900])
def test_a_rewritten_log_is_refused_and_what_was_seen_is_kept(run, log, size, capsys):
    log.publish(leaves(700))
    run()
    log.publish([leaf(0, mark="rewritten"), *leaves(size)[1:]])
    assert run() == 1
    said = capsys.readouterr().err
    assert "split view" in said or "are those seen" in said
    log.publish(leaves(701))
    assert run() == 0


@pytest.mark.parametrize("name", ["tile/0/000", "tile/0/001", "tile/0/002.p/188", "tile/1/000.p/2"])
def test_a_damaged_tile_is_refused(run, log, name, capsys):
    log.publish(leaves(700))
    path = log.folder / name
    path.write_bytes(bytes([path.read_bytes()[0] ^ 1]) + path.read_bytes()[1:])
    assert run() == 1
    assert capsys.readouterr().err.startswith("The tile")


def test_a_cut_tile_is_refused_and_a_missing_one_proves_nothing(run, log):
    log.publish(leaves(700))
    path = log.folder / "tile/0/001"
    path.write_bytes(path.read_bytes()[:-32])
    cut = run()
    path.unlink()
    assert (cut, run()) == (1, 3)


def test_a_head_that_another_key_signed_is_refused(run, log, capsys):
    log.publish(leaves(3), key=OTHER_KEY)
    assert run() == 1
    assert "No key that you trust" in capsys.readouterr().err


def test_a_log_that_is_not_there_proves_nothing(run, tmp_path):
    assert run(place=str(tmp_path / "nowhere")) == 3


def test_a_witness_without_its_key_signs_nothing(run, log, home):
    log.publish(leaves(3))
    (home / "witness.key").unlink()
    assert run() == 3


def test_a_log_that_shows_nothing_new_is_late(witness, log):
    log.publish(leaves(3))
    fetch = source.opened(place=str(log.folder))
    begun = clock.now()
    countersigning.from_log(witness=witness, fetch=fetch, at=begun)
    later = begun + datetime.timedelta(days=3)
    countersigning.from_log(witness=witness, fetch=fetch, at=later)
    with pytest.raises(Late):
        countersigning.demand_fresh(witness=witness, origin=KEY.name, days=2, at=later)


def test_the_key_is_made_once_and_for_its_owner_alone(home):
    again = keys.make(home=home, name="somebody.else/witness")
    assert again.name == "board.example/witness"
    assert (home / "witness.key").stat().st_mode & 0o077 == 0


@pytest.fixture
def web(log):
    """The folder behind a web server that knows nothing of logs."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(log.folder))

        def log_message(self, *_):
            return None

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.enable_socket
def test_any_web_server_will_do(run, log, web, home, tmp_path):
    log.publish(leaves(300))
    assert run("--out", str(tmp_path / "head"), place=web) == 0
    assert cosigned(home, (tmp_path / "head").read_bytes())


def test_it_runs_as_a_program_without_django(log, home):
    log.publish(leaves(5))
    program = (
        "import sys; from candour.holder.cli import main\n"
        "try: main()\n"
        "finally: sys.exit('django' in sys.modules or 'psycopg' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "witness", "--home", str(home), "--log", str(log.folder),
         "--log-key", notes.encode_key(key=KEY.verifier)],
        env={"PYTHONPATH": os.pathsep.join(sys.path)}, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr.decode()) == (
        0, "Countersigned a first head of 5 leaves: keep it from now on.\n",
    )  # fmt: skip
    pinned = policy.Policy(
        witnesses=(policy.Witness(name="board", key=keys.load(home=home).verifier),)
    )
    assert set(policy.cosigners(policy=pinned, data=done.stdout)) == {"board"}


def test_a_tile_outside_the_tree_has_no_name():
    with pytest.raises(tiles.BadPath):
        tiles.name_at(level=0, index=3, size=700)
