"""What the log publishes: tiles and head as static files, whole, resumable, and nothing besides."""

import pathlib
import re

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

import story
from candour.core import merkle, notes, tiles
from candour.guard.log import sequencer
from candour.guard.log.published import files
from candour.guard.models import Checkpoint, Publication, TreeLeaf
from candour.ops import work
from cast import NOW


@pytest.fixture
def published(world, as_role) -> pathlib.Path:
    story.reported(world, as_role)
    return settings.LOG_FILES


def test_the_files_give_the_root_that_the_head_signs(published):
    head = notes.parse_checkpoint(
        text=notes.parse(data=(published / "checkpoint").read_bytes()).text
    )

    def read(level: int, index: int) -> bytes:
        name = tiles.name_at(level=level, index=index, size=head.size)
        return (published / tiles.path(name=name)).read_bytes()

    tiles.check(head=merkle.TreeHead(size=head.size, root=head.root), since=0, read=read)
    assert head.size == Publication.objects.get().size


def test_leaves_after_the_published_head_are_in_no_file(published, as_role):
    before = sorted(published.rglob("*"))
    with as_role("worker"):
        work.sequence()
    assert TreeLeaf.objects.count() > Publication.objects.get().size
    assert sorted(published.rglob("*")) == before


def test_writing_again_writes_what_is_missing_and_leaves_no_draft(published):
    (published / "tile/0/000.p").rename(published / "away")
    note = (published / "checkpoint").read_bytes()
    (published / "checkpoint").unlink()
    assert files.write(folder=published, note=note) == 1
    assert list(published.rglob(".*")) == []
    assert files.write(folder=published, note=note) == 0


def test_a_folder_of_another_log_is_left_as_it_is(published):
    key = notes.SigningKey(name="other", purpose=notes.Purpose.NOTE, seed=b"\1" * 32)
    other = notes.Checkpoint(origin="other", size=1, root=b"\2" * 32)
    data = notes.sign(text=notes.checkpoint_text(checkpoint=other), keys=[key])
    note = (published / "checkpoint").read_bytes()
    (published / "checkpoint").write_bytes(data)
    with pytest.raises(files.OtherLog):
        files.write(folder=published, note=note)
    assert (published / "checkpoint").read_bytes() == data


def test_a_full_disk_stops_no_sealing(world, as_role, settings, tmp_path):
    settings.LOG_FILES = tmp_path / "file"
    settings.LOG_FILES.write_text("not a folder")
    sent = story.reported(world, as_role)
    assert sent.receipt
    assert Publication.objects.count() == 1


def test_of_heads_that_nobody_saw_only_the_newest_is_kept(published, as_role):
    with as_role("worker"):
        for _ in range(3):
            sequencer.publish_head(signer=work.signer(), by=story.actor("desk"), at=NOW)
            work.sequence()
    unpublished = Checkpoint.objects.filter(is_published=False)
    assert [one.size for one in unpublished] == [sequencer.tree_size()]


def test_the_report_site_serves_head_and_tiles_and_nothing_else(published, as_role, settings):
    settings.ROOT_URLCONF = "candour.sites.report.urls"
    visitor = Client(HTTP_HOST="report.localhost")
    settings.ALLOWED_HOSTS = ["report.localhost"]
    (name,) = (f"tile/0/000.p/{Publication.objects.get().size}",)
    with as_role("report"):
        found = {
            place: visitor.get(f"/log/{place}")
            for place in ("checkpoint", name, "tile/0/001", "tile/0/../../checkpoint", "tile/x")
        }
    assert [one.status_code for one in found.values()] == [200, 200, 404, 404, 404]
    assert found["checkpoint"].content == (published / "checkpoint").read_bytes()
    assert found[name].content == (published / name).read_bytes()


def test_a_head_is_published_each_day_even_if_nobody_reports(world, as_role, settings):
    settings.SEAL_SECONDS = 0
    with as_role("worker"):
        work.beat(at=NOW, today=NOW.date())
        work.beat(at=NOW, today=NOW.date())
    assert [one.published_on for one in Publication.objects.all()] == [NOW.date()]


def test_the_command_line_writes_tiles_and_prints_proofs(published, tmp_path, capsys):
    call_command("log", "tiles", str(tmp_path / "copy"))
    call_command("log", "prove", "0")
    call_command("log", "consistency", "1")
    said = capsys.readouterr().out
    assert re.search(r"\d tiles written", said)
    assert (tmp_path / "copy/checkpoint").read_bytes() == (published / "checkpoint").read_bytes()
    assert said.count(settings.LOG_ORIGIN) >= 2
    with pytest.raises(CommandError):
        call_command("log", "prove", "1000000")
