"""The words of workbooks, slides, web pages, e-mails and archives, and of the files within them."""

import email.message
import io
import zipfile

import pytest

from candour.intake.attachments import kinds
from candour.intake.attachments.preview import looking, reading
from candour.intake.attachments.preview.limits import CannotShow
from intake.attachments import samples

CHAT = "[02/01/2024, 21:04:11] Renée: the green bag\n".encode()


def read(content: bytes, kind: str) -> reading.Said:
    return looking.read(kind=kind, size=len(content), blocks=[content])


def detected(content: bytes) -> str:
    return kinds.detect(head=content[: kinds.HEAD], tail=content[-kinds.TAIL :])


def mail(
    *files: tuple[str, bytes], text: str = "Plain", **heads: str
) -> email.message.EmailMessage:
    made = email.message.EmailMessage()
    for name, said in {"From": "A <a@example.test>", **heads}.items():
        made[name] = said
    made.set_content(text, charset="iso-8859-1", cte="quoted-printable")
    for name, content in files:
        made.add_attachment(content, maintype="application", subtype="x-any", filename=name)
    return made


def workbook() -> bytes:
    texts = "<sst><si><r><t>the gre</t></r><r><t>en bag</t></r></si><si><t>twice</t></si></sst>"
    sheet = (
        '<worksheet><c t="s"><v>7654321</v></c><c t="inlineStr"><is><t>in a cell</t></is></c>'
        '<c><v>4711</v></c><c t="str"><v>worked out</v></c></worksheet>'
    )
    note = "<comments><comment><text><r><t>noted</t></r></text></comment></comments>"
    return samples.archive(
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/worksheets/sheet1.xml", sheet.encode()),
        ("xl/comments1.xml", note.encode()),
        ("xl/workbook.xml", b'<workbook><sheets><sheet name="Night rota"/></sheets></workbook>'),
        ("xl/sharedStrings.xml", texts.encode()),
    )


def test_every_text_of_a_workbook_is_read_and_no_number_of_a_text():
    said = read(workbook(), detected(workbook()))

    lines = [line for line in said.text.split("\n") if line]
    assert lines[:2] == ["the green bag", "twice"]
    assert {"in a cell", "4711", "worked out", "noted", "Night rota"} == set(lines[2:])
    assert said.is_whole


def test_slides_and_the_notes_behind_them_are_read():
    slide = "<p:sld><a:p><a:r><a:t>the green</a:t></a:r><a:r><a:t> bag</a:t></a:r></a:p></p:sld>"
    content = samples.archive(
        ("[Content_Types].xml", b"<Types/>"),
        ("ppt/notesSlides/notesSlide1.xml", b"<p:notes><a:p><a:t>said</a:t></a:p></p:notes>"),
        ("ppt/slides/slide1.xml", slide.encode()),
    )

    assert read(content, detected(content)).text.split("\n")[0] == "the green bag"
    assert "said" in read(content, detected(content)).text


@pytest.mark.parametrize("kind", ["text", "spreadsheet", "presentation"])
def test_open_documents_are_read_with_spaces_notes_and_heads(kind):
    body = (
        "<office:document-content><text:p>the<text:s/><text:span>green</text:span><text:tab/>bag"
        "<office:annotation><text:p>noted</text:p></office:annotation></text:p>"
        "<style:name>unseen</style:name></office:document-content>"
    )
    content = samples.archive(
        ("mimetype", f"{kinds.ODF}.{kind}".encode()),
        ("content.xml", body.encode()),
        ("styles.xml", b"<office:styles><text:p>at the head</text:p></office:styles>"),
    )

    said = read(content, detected(content))

    assert said.text.split() == ["the", "green", "bag", "noted", "at", "the", "head"]


def test_a_web_page_says_what_it_shows():
    page = "<!DOCTYPE html><script>unseen()</script><p>the <b>gre</b>en<br>b&auml;g</p><p>twice"

    said = read(page.encode(), detected(page.encode()))

    assert said.text.split() == ["the", "green", "bäg", "twice"]


def test_an_email_is_read_with_its_heads_its_texts_and_its_files():
    content = mail(
        ("rota für Renée.docx", samples.written_docx("in the cupboard")),
        ("chat.zip", samples.archive(("_chat.txt", CHAT), ("photo.jpg", samples.photo()))),
        ("photo.jpg", samples.photo()),
        text="Renée said so", Subject="Größe", To="b@example.test",
    ).as_bytes()  # fmt: skip

    said = read(content, detected(content))

    for words in ("From: A <a@example.test>", "To: b@example.test", "Subject: Größe",
                  "Renée said so", "rota für Renée.docx", "in the cupboard", "_chat.txt",
                  "Renée: the green bag", "photo.jpg"):  # fmt: skip
        assert words in said.text
    assert said.is_whole


def test_an_email_that_was_passed_on_is_read_in_the_one_that_passed_it_on():
    outer = mail(text="see below", Subject="Fwd")
    outer.add_attachment(mail(text="the green bag", Subject="first"))

    said = read(outer.as_bytes(), detected(outer.as_bytes()))

    assert "Subject: first" in said.text
    assert "the green bag" in said.text


@pytest.mark.parametrize(
    "head",
    [
        b"Delivered-To: b@example.test\r\nFrom: a@example.test\r\n\r\n",
        b"Subject: =?x-unknown?Q?gr=FCn?=\nFROM: a@example.test\n\tand more\n\n",
        b"MIME-Version: 1.0\nFrom: =?utf-8?B?broken\nContent-Type: text/plain; charset=nothing\n\n",
    ],
)
def test_whatever_an_email_begins_with_it_is_one_and_is_read(head):
    content = head + "the grün bag".encode("cp1252" if b"nothing" in head else "utf-8")

    assert detected(content) == kinds.MAIL
    assert "the grün bag" in read(content, kinds.MAIL).text


@pytest.mark.parametrize(
    "text", ["Dear Sir: from: me\n\nWords", "14:05 he said: no\nfrom: x\n\n", "From a friend:\n\n"]
)
def test_a_text_with_colons_is_no_email(text):
    assert detected(text.encode()) == kinds.TEXT


def test_what_is_damaged_locked_or_of_another_type_in_an_archive_takes_nothing_else_with_it():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("locked.pdf", samples.written_pdf("a zyzzyva", password="owl"))
        made.writestr("old.rtf", rb"{\rtf1 words}")
        made.writestr("_chat.txt", CHAT)
        made.writestr("sound.mp3", b"ID3\x03\0\0\0\0\0\0" + bytes(100))

    said = read(out.getvalue(), kinds.ZIP)

    assert "the green bag" in said.text
    assert "sound.mp3" in said.text
    assert not said.is_whole


def test_a_chat_with_its_pictures_is_whole():
    content = samples.archive(
        ("_chat.txt", CHAT), ("a.jpg", samples.photo()), ("b.png", samples.screenshot()),
        ("nothing.txt", b""),
    )  # fmt: skip

    assert read(content, detected(content)).is_whole


def test_archives_in_archives_are_read_to_a_depth_and_it_says_so():
    content = CHAT
    for number in range(6):
        content = samples.archive((f"{number}.txt" if not number else f"{number}.zip", content))

    said = read(content, kinds.ZIP)

    assert "4.zip" in said.text
    assert "the green bag" not in said.text
    assert not said.is_whole


def test_what_unpacks_to_far_too_much_is_left_out_and_the_rest_is_read():
    content = samples.archive(("0.txt", b" " * (21 * 1024**2)), ("_chat.txt", CHAT))

    said = read(content, kinds.ZIP)

    assert "the green bag" in said.text
    assert not said.is_whole


def test_an_archive_is_unpacked_up_to_a_size_in_all_and_then_only_named(monkeypatch):
    monkeypatch.setattr(reading, "_MOST_UNPACKED", 4 * kinds.HEAD)
    large = [(f"{number}.txt", b"word " * kinds.HEAD) for number in range(3)]

    said = reading.said(content=samples.archive(*large, ("_chat.txt", CHAT)), kind=kinds.ZIP)

    assert said.text.split() == ["0.txt", "1.txt", "2.txt", "_chat.txt"]
    assert not said.is_whole


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04 and nothing more", kinds.ZIP),
        (samples.archive(("content.xml", b"not xml")), f"{kinds.ODF}.text"),
        (workbook()[:-40], kinds.XLSX),
    ],
)
def test_a_damaged_one_is_refused_with_the_reason(content, kind):
    with pytest.raises(CannotShow, match="damaged"):
        read(content, kind)
