"""Attached files at the casework site: seen by readers alone, with care, and always logged."""

import dataclasses
import hashlib
import io
import uuid

import pytest
from django.http import HttpResponse
from PIL import Image

import story
from browsing import Visitor, denials, leaves
from candour.cases.models import Case
from candour.cases.reading import attachments as reading
from candour.cases.words import narrative
from candour.guard import keys
from candour.guard.models import SealedItem
from candour.intake.attachments import opening, receive, scan
from candour.intake.attachments.attached import Attached
from candour.intake.attachments.scan import Scanned, Verdict
from cast import KEPT_OUT, NOW
from intake.attachments import samples
from intake.attachments.attaching import body_of, request_of

PHOTO = samples.photo()
ODD = "photo\N{RIGHT-TO-LEFT OVERRIDE}gpj.exe"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A report with files, after the sealing."""

    file: uuid.UUID
    files: tuple[Attached, ...]

    def path(self, rest: str = "") -> str:
        return f"/attachments/{self.file}/{self.files[0].id}/{rest}"


@pytest.fixture
def send(world, as_role, settings, tmp_path):
    """Report with files, as the report site takes them, and seal the day."""
    settings.BLOBS = tmp_path / "blobs"
    settings.CLAMD = tmp_path / "no-scanner"

    def sending(*files: tuple[str, bytes]) -> Sent:
        with as_role("report"):
            taken, _ = receive.take(request_of(body_of(files)))
        told = tuple(one.to_json() for one in taken)
        file = story.reported(world, as_role, files=told).file
        return Sent(file=file, files=tuple(taken))

    return sending


def fetched(visitor: Visitor, path: str) -> HttpResponse:
    with visitor.as_role("casework"):
        return visitor.client.get(path)


def pressed(visitor: Visitor, path: str, **data: str) -> HttpResponse:
    with visitor.as_role("casework"):
        return visitor.client.post(path, data)


def whys() -> list[object]:
    return [one["why"] for one in leaves() if one.get("what") == "cases.open_attachment"]


def test_a_reader_sees_every_file_with_its_size_kind_and_hash(visit, send):
    sent = send(("holiday.txt", PHOTO), ("words.pdf", samples.pdf()))

    page = visit("desk").get(f"/attachments/{sent.file}/")

    assert "Picture (JPEG)" in page.text
    assert "PDF document" in page.text
    assert hashlib.sha256(PHOTO).hexdigest() in page.text
    assert "holiday.txt" in page.text


def test_a_name_that_turns_round_is_spelt_out_and_never_markup(visit, send):
    sent = send((ODD, b"words"), ("<script>alert(1)</script>.png", b"words"))

    page = visit("desk").get(f"/attachments/{sent.file}/")

    assert "photo[U+202E]gpj.exe" in page.text
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in page.body
    assert "<script" not in page.body


def test_a_preview_is_blurred_until_it_is_asked_for_without_a_script(visit, send):
    sent = send(("a.jpg", PHOTO))
    visitor = visit("desk")

    page = visitor.get(sent.path())
    answer = fetched(visitor, sent.path(rest="page/1/"))

    assert 'class="govuk-details cases-preview__show">' in page.body
    assert f'src="{sent.path(rest="page/1/")}"' in page.body
    assert "<script" not in page.body
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert Image.open(io.BytesIO(answer.content)).size == (40, 30)


def test_a_document_is_looked_at_page_by_page(visit, send):
    sent = send(("a.pdf", samples.pdf()))
    visitor = visit("desk")

    assert sent.path(rest="page/2/") in visitor.get(sent.path() + "?page=2").body
    assert fetched(visitor, sent.path(rest="page/2/")).status_code == 200
    assert fetched(visitor, sent.path(rest="page/9/")).status_code == 404
    assert visitor.get(sent.path() + "?page=%00x").status == 200


def test_the_copy_that_is_offered_first_has_no_hidden_data(visit, send):
    sent = send(("a.jpg", PHOTO))

    answer = pressed(visit("desk"), sent.path(rest="copy/"))

    assert samples.SECRET.encode() in PHOTO
    assert samples.SECRET.encode() not in answer.content
    assert answer["Content-Disposition"] == 'attachment; filename="clean-a.jpg"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert Image.open(io.BytesIO(answer.content)).format == "JPEG"


def test_the_original_comes_byte_for_byte_and_can_not_run(visit, send):
    content = bytes(range(256)) * 2_000
    sent = send(("a.html", content))

    answer = pressed(visit("desk"), sent.path(rest="original/"))

    assert b"".join(answer.streaming_content) == content
    assert answer["Content-Length"] == str(len(content))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("rest", ["copy/", "original/"])
def test_nothing_is_taken_by_merely_following_an_address(visit, send, rest):
    sent = send(("a.jpg", PHOTO))
    assert fetched(visit("desk"), sent.path(rest=rest)).status_code == 405


def test_every_look_and_every_copy_leaves_its_own_leaf(visit, send):
    sent = send(("a.jpg", PHOTO))
    visitor = visit("desk")

    visitor.get(f"/attachments/{sent.file}/")
    fetched(visitor, sent.path(rest="page/1/"))
    pressed(visitor, sent.path(rest="copy/"))
    pressed(visitor, sent.path(rest="original/"))

    assert whys()[-4:] == [
        "Attached files listed",
        "An attached file looked at",
        "A copy without hidden data taken",
        "The original of an attached file taken",
    ]


@pytest.mark.parametrize("username", KEPT_OUT)
def test_whoever_may_not_read_the_report_finds_no_file(visit, send, username):
    sent = send(("a.jpg", PHOTO))
    visitor = visit(username)
    before = len(denials())

    answers = [
        visitor.get(f"/attachments/{sent.file}/").status,
        visitor.get(sent.path()).status,
        fetched(visitor, sent.path(rest="page/1/")).status_code,
        pressed(visitor, sent.path(rest="copy/")).status_code,
        pressed(visitor, sent.path(rest="original/")).status_code,
    ]

    assert answers == [404] * 5
    assert len(denials()) == before + 5


def test_a_file_that_is_not_there_answers_as_one_that_is_hidden(visit, send):
    sent = send(("a.jpg", PHOTO))

    absent = visit("desk").get(f"/attachments/{sent.file}/{uuid.uuid4()}/")
    hidden = visit("stranger").get(sent.path())

    assert (absent.status, hidden.status) == (404, 404)
    assert denials()[-1]["what"] == denials()[-2]["what"] == "cases.open_attachment"


def test_the_vault_is_asked_for_before_anything_is_shown(visit, send):
    sent = send(("a.jpg", PHOTO))

    page = visit("desk", locked=True).get(f"/attachments/{sent.file}/")

    assert "Your six words" in page.text
    assert "a.jpg" not in page.body
    assert visit("stranger", locked=True).get(f"/attachments/{sent.file}/").status == 404


def test_a_harmful_file_needs_a_second_press_and_is_still_to_be_had(visit, send, monkeypatch):
    sent = send(("a.jpg", PHOTO))
    found = Scanned(verdict=Verdict.FOUND, found="Candour.Test.Bad")
    monkeypatch.setattr(scan, "scan", lambda **_: found)
    visitor = visit("desk")

    first = pressed(visitor, sent.path(rest="original/"))
    second = pressed(visitor, sent.path(rest="original/"), sure="yes")

    assert "Candour.Test.Bad" in first.content.decode()
    assert "Take the harmful file all the same" in first.content.decode()
    assert b"".join(second.streaming_content) == PHOTO


def test_without_a_scanner_the_page_says_not_scanned(visit, send):
    sent = send(("a.jpg", PHOTO))
    assert "Malware scan: not scanned." in visit("desk").get(sent.path()).text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.zip", samples.archive(("a", b"x")), "We could not remove hidden data from this type."),
        ("a.png", samples.bomb(), "Take a copy without hidden data"),
        ("a.mp4", b"\0\0\0\x18ftypmp42" + bytes(90), "Files of this type can't be shown here."),
    ],
)
def test_what_can_not_be_done_with_a_file_is_said(visit, send, name, content, said):
    sent = send((name, content))
    assert said in visit("desk").get(sent.path()).text


@pytest.mark.parametrize("name", ["bomb.png", "half.png"])
def test_a_file_that_can_not_be_cleaned_is_refused_on_its_page(visit, send, name):
    contents = {"bomb.png": samples.bomb(), "half.png": samples.picture("PNG")[:50]}
    sent = send((name, contents[name]))

    answer = pressed(visit("desk"), sent.path(rest="copy/"))

    assert "damaged or too large" in answer.content.decode()
    assert answer.status_code == 200


@pytest.mark.parametrize("harm", ["gone", "altered"])
def test_a_file_that_is_gone_or_altered_is_never_sent(visit, send, settings, harm):
    sent = send(("a.jpg", PHOTO))
    place = settings.BLOBS / str(sent.files[0].id)
    whole = place.read_bytes()
    altered = {"gone": b"", "altered": whole[:-1] + bytes([whole[-1] ^ 1])}
    place.write_bytes(altered[harm])
    visitor = visit("desk")

    answers = [pressed(visitor, sent.path(rest=rest)) for rest in ("copy/", "original/")]

    assert [one.status_code for one in answers] == [200, 200]
    assert all("it was altered" in one.content.decode() for one in answers)


def test_a_case_shows_the_files_of_its_report(visit, send, world, as_role):
    sent = send(("a.jpg", PHOTO))
    case = story.record(world, as_role, report=sent.file).file

    page = visit("desk").get(f"/attachments/{case}/")

    assert page.text.count("a.jpg") == 1
    assert f'href="/cases/{case}/words/"' in page.body


def test_files_are_carried_to_a_cases_own_readers(visit, send, world, as_role):
    sent = send(("a.jpg", PHOTO))
    case = Case.objects.get(file_id=story.record(world, as_role, report=sent.file).file)
    desk = story.actor("desk")
    place = narrative(case.file_id, case.organisation_id)
    SealedItem.objects.filter(file_id=case.file_id, kind=opening.KIND).delete()

    with as_role("casework", actor=desk.account):
        texts = reading.texts_of(
            report=sent.file, vault=story.vault_of(world, "desk"), by=desk, at=NOW
        )
        for_the_case = [keys.seal(place=place, kind=opening.KIND, text=text) for text in texts]

    page = visit("desk").get(f"/attachments/{case.file_id}/")
    found, others = reading.described(
        files=[case.file_id], vault=story.vault_of(world, "desk"), by=desk, at=NOW
    )
    assert (page.text.count("a.jpg"), len(for_the_case)) == (1, 1)
    assert (list(found), others) == ([sent.files[0].id], 0)


@pytest.mark.scenario("SC-03", part="attachments")
def test_no_table_and_no_leaf_holds_a_name_a_key_or_a_hash_of_a_file(send, visit):
    from django.apps import apps

    sent = send(("qzxjvkwypfbhgzdq.jpg", PHOTO))
    visit("desk").get(sent.path())
    secret = sent.files[0]

    everything = repr([
        list(model._default_manager.values_list())
        for model in apps.get_models()
        if model._meta.app_label in {"guard", "intake", "cases", "access"}
    ])  # fmt: skip

    assert str(secret.id) in everything
    assert "qzxjvkwypfbhgzdq" not in everything
    assert secret.sha256 not in everything
    assert secret.sha256.encode() not in b"".join(_bodies())
    assert b"qzxjvkwypfbhgzdq" not in b"".join(_bodies())


def _bodies() -> list[bytes]:
    from candour.guard.models import Leaf

    return [bytes(body) for body in Leaf.objects.values_list("body", flat=True)]
