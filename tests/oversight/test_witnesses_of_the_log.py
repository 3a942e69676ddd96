"""The worker asks pinned witnesses over HTTP, keeps their lines, and alerts to silence."""

import datetime
import threading

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.test import Client

import story
from candour.core import notes
from candour.core.countersigning import policy
from candour.guard.actors import service
from candour.guard.log import heads, sequencer, verify
from candour.guard.models import Cosignature, Publication
from candour.holder import serving
from candour.holder.cli import main
from candour.holder.countersigning import Witness
from candour.holder.store import Store
from candour.ops import work
from candour.oversight import witnessing
from candour.oversight.actions.raise_alerts import raise_alerts
from candour.oversight.models import Alert
from cast import NOW

pytestmark = pytest.mark.enable_socket
TODAY = NOW.date()
FALSE = "\u2014 board.example/witness AAAAAAAA\n"


def witness_key(name: str) -> notes.SigningKey:
    return notes.SigningKey(
        name=f"{name}.example/witness",
        purpose=notes.Purpose.COSIGNATURE,
        seed=name[:1].encode() * 32,
    )


@pytest.fixture
def two_bodies(tmp_path, log_keys):
    """Two witnesses outside the force, each with its own memory, listening."""
    running = {}
    for name in ("board", "union"):
        own = Witness(key=witness_key(name), logs=log_keys, store=Store(tmp_path / name))
        server = serving.server(witness=own, host="127.0.0.1", port=0)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        running[name] = (server, thread)
    yield {
        name: f"http://127.0.0.1:{server.server_port}/add-checkpoint"
        for name, (server, _) in running.items()
    }
    for server, thread in running.values():
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def pinned(two_bodies, settings):
    lines = [
        f"witness {name} {notes.encode_key(key=witness_key(name).verifier)} {url}\n"
        for name, url in two_bodies.items()
    ]
    settings.WITNESSES = policy.parse(
        text="".join(lines) + "group both all board union\nquorum both\n"
    )
    return settings.WITNESSES


@pytest.fixture
def collect(as_role):
    def asked(on=TODAY):
        with as_role("worker"):
            return witnessing.collect(on=on)

    return asked


@pytest.mark.scenario("SC-22", part="two-bodies")
def test_two_bodies_cosign_each_published_head_and_verification_counts_them(
    world, as_role, pinned, collect, log_keys
):
    story.reported(world, as_role)
    first = collect()
    with as_role("worker"):
        work.publish(at=NOW)
    second = collect()
    report = verify.verify(trusted=log_keys, origin=django_settings.LOG_ORIGIN, at=NOW)
    assert (first, second, report.findings, report.is_witnessed) == ((), (), (), True)
    assert Cosignature.objects.count() == 2 * Publication.objects.count() == 4


def test_the_published_files_carry_both_lines(world, as_role, pinned, collect):
    story.reported(world, as_role)
    collect()
    data = (django_settings.LOG_FILES / "checkpoint").read_bytes()
    assert set(policy.cosigners(policy=pinned, data=data)) == {"board", "union"}


def test_without_enough_witnesses_verification_says_unwitnessed(
    world, as_role, pinned, collect, log_keys
):
    story.reported(world, as_role)
    collect()
    Cosignature.objects.filter(witness="union").delete()
    report = verify.verify(trusted=log_keys, origin=django_settings.LOG_ORIGIN, at=NOW)
    late = NOW + datetime.timedelta(days=4)
    collect()
    stale = verify.verify(trusted=log_keys, origin=django_settings.LOG_ORIGIN, at=late)
    assert (report.is_witnessed, stale.is_witnessed) == (False, False)


def test_a_false_cosignature_in_the_database_is_named_and_asked_for_again(
    world, as_role, pinned, collect, log_keys
):
    story.reported(world, as_role)
    collect()
    Cosignature.objects.filter(witness="board").update(line=FALSE)
    report = verify.verify(trusted=log_keys, origin=django_settings.LOG_ORIGIN)
    size = Publication.objects.get().size
    assert [one.place for one in report.findings] == [f"cosignature board {size}"]


@pytest.mark.scenario("SC-22", part="rolled-back")
def test_a_witness_that_saw_another_tree_refuses_and_overseers_are_told_at_once(
    world, as_role, pinned, collect, tmp_path
):
    story.reported(world, as_role)
    collect()
    with Store(tmp_path / "board").moving(origin=django_settings.LOG_ORIGIN) as (_, connection):
        connection.execute("update seen set root = zeroblob(32)")
    with as_role("worker"):
        work.publish(at=NOW)
        raise_alerts(faults=witnessing.collect(on=TODAY), by=service("witnesses"), at=NOW)
    alert = Alert.objects.get()
    assert (alert.kind, alert.place.split()[:2]) == ("witness", ["refused", "board"])
    assert "answers 422" in alert.words


def test_a_silent_witness_and_a_late_head_are_told(world, as_role, settings, collect):
    key = notes.encode_key(key=witness_key("union").verifier)
    settings.WITNESSES = policy.parse(
        text=f"witness union {key} http://127.0.0.1:9/add-checkpoint\nquorum union\n"
    )
    story.reported(world, as_role)
    day = datetime.timedelta(days=1)
    told = [[one.place.split()[0] for one in collect(on=TODAY + days * day)] for days in range(3)]
    assert told == [[], ["silent"], ["head", "silent"]]


def test_the_same_silence_is_one_alert(world, as_role, settings):
    fault = witnessing.overdue(on=TODAY)
    with as_role("worker"):
        raised = [raise_alerts(faults=fault, by=service("witnesses"), at=NOW) for _ in range(2)]
    assert raised == [1, 0]


@pytest.mark.scenario("SC-22", part="two-bodies")
def test_one_command_of_a_body_without_a_server_is_enough(
    world, as_role, pinned, settings, log_keys, tmp_path
):
    story.reported(world, as_role)
    home = tmp_path / "home"
    key = _home_of(home, "board")
    settings.WITNESSES = policy.parse(text=f"witness board {key}\nquorum board\n")
    log = ["--log", str(django_settings.LOG_FILES), "--log-key", notes.encode_key(key=log_keys[0])]
    main(["witness", "--home", str(home), *log, "--out", str(tmp_path / "head")])
    with as_role("worker"):
        call_command("witnesses", "take", str(tmp_path / "head"))
        call_command("witnesses", "list")
    assert heads.is_witnessed(at=NOW)


def test_a_pinned_witness_sends_its_line_to_the_oversight_site_and_nobody_else_can(
    world, as_role, pinned, settings
):
    story.reported(world, as_role)
    settings.ROOT_URLCONF = "candour.sites.oversight.urls"
    settings.ALLOWED_HOSTS = ["oversight.localhost"]
    note = sequencer.newest_published().note.encode()
    sent = {
        name: notes.cosign(data=note, key=witness_key(name), at=NOW)
        for name in ("board", "stranger")
    }
    sent |= {"nobody": note, "nonsense": b"hello"}
    visitor = Client(HTTP_HOST="oversight.localhost", enforce_csrf_checks=True)
    with as_role("oversight"):
        found = {
            name: visitor.post("/log/cosignatures", data, content_type="text/plain").status_code
            for name, data in sent.items()
        }
    assert found == {"board": 200, "stranger": 422, "nobody": 422, "nonsense": 422}
    assert [one.witness for one in Cosignature.objects.all()] == ["board"]


def _home_of(home, name: str) -> str:
    from candour.holder import keys

    made = keys.make(home=home, name=f"{name}.example/witness")
    return notes.encode_key(key=made.verifier)
