"""Files that reporters add: taken whole, sealed at once, or refused in words."""

import shutil
import stat
import tracemalloc

import pytest
import samples
from attaching import Endless, Failing, body_of, carried, opened, outcome, request_of
from django.http.multipartparser import MultiPartParserError
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from candour import clock
from candour.core import sealed_state, stream
from candour.intake.attachments import attached, blobs, handler, ledger, receive
from candour.intake.attachments.attached import Attached, NotAnAttachment
from candour.intake.models import Blob

MIB = 1024 * 1024
CANARY = "qzxjvkwypfbhgzdq"
STRANGE = {
    "../../etc/passwd": "passwd",
    "C:\\Users\\Dan\\photo.jpg": "photo.jpg",
    "nul\0byte.png": "nulbyte.png",
    "line\r\nbreak.png": '"line',
    "\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe": "\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe",
    "😀" * 300 + ".jpg": "😀" * 59 + ".jpg",
    "a" * 300 + ".jpeg": "a" * 115 + ".jpeg",
    "...": "file",
    "///": "file",
    "عربي.pdf": "عربي.pdf",
}


def test_what_arrives_is_described_by_its_content_and_opens_with_its_key(upload, blobs_folder):
    photo = samples.photo()
    (taken,), refused = upload(("IMG_1.txt", photo))
    assert refused == []
    assert (taken.name, taken.kind, taken.size) == ("IMG_1.txt", "image/jpeg", len(photo))
    assert opened(taken, blobs_folder) == photo
    assert taken.stored == (blobs_folder / str(taken.id)).stat().st_size
    assert taken.stored == stream.stored_size(size=taken.size)


def test_the_database_knows_a_file_by_its_stored_size_and_last_day_alone(upload):
    (taken,), _ = upload(("a.png", samples.screenshot()))
    row = Blob.objects.get()
    assert (row.id, row.size, row.is_claimed) == (taken.id, taken.stored, False)
    assert bytes(row.capability_hash) != taken.capability


def test_a_stored_file_is_its_owners_alone_and_bears_a_day_and_no_time(upload, blobs_folder):
    (taken,), _ = upload(("a.png", samples.screenshot()))
    found = (blobs_folder / str(taken.id)).stat()
    assert stat.S_IMODE(found.st_mode) == 0o600
    assert stat.S_IMODE(blobs_folder.stat().st_mode) == 0o700
    assert found.st_mtime_ns % (60 * 10**9) == 0
    assert found.st_mtime == blobs_folder.stat().st_mtime
    assert (found.st_atime, list(blobs_folder.iterdir())) == (
        found.st_mtime,
        [blobs_folder / str(taken.id)],
    )


@pytest.mark.scenario("SC-03", part="attachments")
def test_neither_name_nor_content_nor_metadata_stands_in_clear_on_disk(upload, blobs_folder):
    content = samples.photo() + CANARY.encode() * 20_000
    upload((f"{CANARY}.jpg", content), (f"{CANARY}.pdf", samples.pdf()))
    everything = b"".join(
        part
        for place in blobs_folder.iterdir()
        for part in (place.name.encode(), place.read_bytes())
    )
    assert len(everything) > len(content)
    assert CANARY.encode() not in everything
    assert CANARY[4:12].encode() not in everything


@pytest.mark.parametrize("name", STRANGE)
def test_a_file_with_a_strange_name_is_taken_under_a_harmless_one(upload, name):
    (taken,), refused = upload((name, b"words"))
    assert (taken.name, refused) == (STRANGE[name], [])
    assert attached.from_json(carried(taken)) == taken


@given(name=st.text(max_size=400))
def test_every_name_becomes_one_that_a_page_can_carry_and_show(name):
    cleaned = attached.clean(name)
    assert 0 < len(cleaned) <= attached.LONGEST_NAME
    assert len(cleaned.encode()) <= 240
    assert attached.clean(cleaned) == cleaned
    assert {"/", "\\", "\0", "\n"}.isdisjoint(cleaned)
    assert attached.visible(cleaned).isprintable()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("photo\N{RIGHT-TO-LEFT OVERRIDE}gpj.exe", "photo[U+202E]gpj.exe"),
        ("photo.jpg\N{NO-BREAK SPACE}.exe", "photo.jpg[U+00A0].exe"),
        ("my photo.jpg", "my photo.jpg"),
    ],
)
def test_a_character_that_turns_a_name_round_or_is_not_seen_is_spelt_out(name, shown):
    assert attached.visible(name) == shown


def test_an_empty_file_is_refused_and_the_others_are_kept(upload, blobs_folder):
    taken, refused = upload(("empty.txt", b""), ("full.txt", b"words"))
    assert [one.name for one in taken] == ["full.txt"]
    assert refused == ["“empty.txt” is empty. Choose another file"]
    assert len(list(blobs_folder.iterdir())) == 1


def test_a_form_without_a_file_is_told_to_choose_one(upload):
    assert upload() == ([], ["Choose a file first"])
    assert upload(("", b"")) == ([], ["Choose a file first"])


def test_a_file_that_is_too_large_is_refused_and_leaves_nothing(upload, blobs_folder, monkeypatch):
    monkeypatch.setattr(handler, "LARGEST", 200_000)
    taken, refused = upload(("huge.mov", bytes(200_001)), ("just.mov", bytes(200_000)))
    assert [one.name for one in taken] == ["just.mov"]
    assert refused == ["“huge.mov” is too large. A file can be up to 2 GB"]
    assert [place.name for place in blobs_folder.iterdir()] == [str(taken[0].id)]


def test_of_thousands_of_files_the_first_two_hundred_are_kept(upload, blobs_folder):
    taken, refused = upload(*[(f"{number}.txt", b"x") for number in range(3_000)])
    assert [one.name for one in taken] == [f"{number}.txt" for number in range(200)]
    assert refused == ["2800 files were not added. You can add up to 200 files"]
    assert len(list(blobs_folder.iterdir())) == 200


def test_two_hundred_files_fit_into_one_page_with_the_longest_story(upload):
    taken, _ = upload(*[("😀" * 300 + f"{number:03}.jpeg", b"x") for number in range(200)])
    mapping = {"files": [one.to_json() for one in taken], "story": "ю" * 20_000}
    encoded = sealed_state._encode(mapping)
    assert len(encoded) < sealed_state.BUCKETS[-1] * 0.8


def test_files_beyond_what_the_page_holds_already_are_removed_again(upload, blobs_folder):
    taken, refused = upload(("a", b"1"), ("b", b"2"), ("c", b"3"), held=199)
    assert [one.name for one in taken] == ["a"]
    assert refused == ["2 files were not added. You can add up to 200 files"]
    assert len(list(blobs_folder.iterdir())) == Blob.objects.count() == 1


def test_a_full_disk_is_said_so_and_what_was_typed_stays(db, as_role, blobs_folder, monkeypatch):
    monkeypatch.setattr(blobs, "KEEP_FREE", 2**62)
    request = request_of(body_of([("a.txt", b"words")]))
    with as_role("report"):
        taken, refused = receive.take(request)
    assert (taken, len(refused)) == ([], 1)
    assert refused[0].why is receive.Why.NO_ROOM
    assert request.POST["state"] == "what she typed"
    assert list(blobs_folder.iterdir()) == []


def test_a_file_that_is_gone_before_it_is_whole_is_refused_and_what_was_typed_stays(
    db, as_role, blobs_folder, monkeypatch
):
    whole = blobs.Blob.keep
    monkeypatch.setattr(blobs.Blob, "keep", lambda blob: (blob._arriving.unlink(), whole(blob))[1])
    request = request_of(body_of([("a.txt", b"words")]))
    with as_role("report"):
        taken, refused = receive.take(request)
    assert (taken, [one.why for one in refused]) == ([], [receive.Why.GONE])
    assert request.POST["state"] == "what she typed"


def test_a_file_whose_bytes_are_gone_is_not_listed(db, as_role, blobs_folder):
    request = request_of(body_of([("a.txt", b"words"), ("b.txt", b"more")]))
    first = request.FILES.getlist("files")[0].attached
    (blobs_folder / str(first.id)).unlink()
    with as_role("report"):
        taken, refused = receive.take(request)
    assert [one.name for one in taken] == ["b.txt"]
    assert [one.says for one in refused] == ["We did not get all of “a.txt”. Add it again"]
    assert Blob.objects.get().id == taken[0].id


def test_a_file_removed_in_another_tab_is_missing_and_no_draft_brings_it_back(upload, as_role):
    (mine, other), _ = upload(("mine", b"1"), ("other", b"2"))
    with as_role("report"):
        receive.drop(mine)
        assert not ledger.keep(attached=mine, on=clock.today())
    assert receive.missing([mine, other]) == {mine.id}
    assert Blob.objects.get().id == other.id


def test_what_nobody_has_sent_may_take_no_more_than_its_share_of_the_disk(
    upload, blobs_folder, monkeypatch
):
    (first,), _ = upload(("a", b"1"))
    monkeypatch.setattr(blobs, "most_unsent", lambda: first.stored)
    taken, refused = upload(("b", b"1"))
    Blob.objects.update(is_claimed=True)
    sent, _ = upload(("c", b"1"))
    assert (taken, len(refused), len(sent)) == ([], 1, 1)
    assert "no room" in refused[0]
    assert {place.name for place in blobs_folder.iterdir()} == {str(first.id), str(sent[0].id)}


def test_a_single_upload_leaves_a_share_of_the_disk_free(upload, blobs_folder, monkeypatch):
    monkeypatch.setattr(blobs, "floor", lambda: 2**62)
    taken, refused = upload(("a", b"1"))
    assert (taken, len(refused), list(blobs_folder.iterdir())) == ([], 1, [])


@pytest.mark.parametrize(("percent", "share"), [(50, 1), (80, 4), (0, 0), (100, 99)])
def test_files_that_nobody_has_sent_get_the_share_that_the_settings_say(
    blobs_folder, settings, percent, share
):
    settings.BLOBS_PERCENT = percent
    free = shutil.disk_usage(blobs_folder.parent).free
    assert blobs.most_unsent() == pytest.approx(free * share, rel=0.05, abs=free * 0.05)


def test_the_button_after_the_files_is_read_whatever_became_of_them(blobs_folder):
    files = [("empty", b""), *((str(number), b"x") for number in range(300))]
    request = request_of(body_of(files))
    assert (request.POST["state"], request.POST["go"]) == ("what she typed", "attach")


def test_a_file_in_another_field_is_read_past(upload, blobs_folder):
    body = body_of([("a.txt", b"words")]).replace(b'name="files"', b'name="other"')
    request = request_of(body)
    assert list(request.FILES) == []
    assert not blobs_folder.exists()


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.999])
def test_an_upload_that_is_broken_off_leaves_nothing(blobs_folder, kept):
    body = body_of([("a.bin", bytes(300_000)), ("b.bin", bytes(300_000))])
    request = request_of(body[: int(len(body) * kept)], length=len(body))
    with pytest.raises(MultiPartParserError):
        _ = request.POST
    assert list(blobs_folder.iterdir()) == []


def test_a_line_that_fails_in_the_middle_leaves_nothing(blobs_folder):
    body = body_of([("a.bin", bytes(1_000_000))])
    with pytest.raises(MultiPartParserError):
        _ = request_of(Failing(body), length=len(body)).POST
    assert list(blobs_folder.iterdir()) == []


@examples(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_no_broken_form_does_more_than_fail_as_a_form(blobs_folder, data):
    whole = bytearray(body_of([("a.bin", bytes(500)), ("b", b"x")]))
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=12)):
        whole[place] = data.draw(st.integers(0, 255))
    request = request_of(bytes(whole[: data.draw(st.integers(1, len(whole)))]))
    assert outcome(request) in {"taken", "not a form"}


def test_the_holder_of_a_file_can_remove_it_and_nobody_else_can(upload, as_role, blobs_folder):
    (mine, other), _ = upload(("mine", b"1"), ("other", b"2"))
    stranger = Attached(**{**_fields(mine), "capability": bytes(32)})
    with as_role("report"):
        assert not ledger.drop(attached=stranger)
        assert ledger.drop(attached=mine)
        assert not ledger.drop(attached=mine)
    assert [place.name for place in blobs_folder.iterdir()] == [str(other.id)]


def test_a_file_that_was_sent_can_not_be_removed_any_more(upload, as_role, blobs_folder):
    (sent,), _ = upload(("mine", b"1"))
    Blob.objects.update(is_claimed=True)
    with as_role("report"):
        assert not ledger.drop(attached=sent)
    assert (blobs_folder / str(sent.id)).exists()


def test_handlers_are_told_everything_but_how_to_remove_it(upload):
    (taken,), _ = upload(("mine", b"1"))
    told = taken.for_handlers()
    assert "capability" not in told
    assert attached.from_json(told) == Attached(**{**_fields(taken), "capability": b""})


def test_neither_key_nor_name_is_ever_printed(upload):
    (taken,), _ = upload(("secret-name", b"1"))
    assert "secret-name" not in repr(taken)
    assert repr(taken.key) not in repr(taken)


@pytest.mark.parametrize(
    "changes", [{"id": "x"}, {"key": "?"}, {"sha256": "short"}, {"size": "many"}, {"name": None}]
)
def test_a_description_that_is_none_is_refused(upload, changes):
    (taken,), _ = upload(("mine", b"1"))
    mapping = {name: value for name, value in {**taken.to_json(), **changes}.items() if value}
    with pytest.raises(NotAnAttachment):
        attached.from_json(mapping)


def _fields(taken: Attached) -> dict[str, object]:
    return {name: getattr(taken, name) for name in Attached.__dataclass_fields__}


def test_nothing_of_an_upload_is_held_in_memory(blobs_folder):
    body = Endless(size=200 * MIB)
    tracemalloc.start()
    taken = request_of(body, length=body.length).FILES.getlist("files")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [one.size for one in taken] == [200 * MIB]
    assert most < 3 * MIB
    next(blobs_folder.iterdir()).unlink()
