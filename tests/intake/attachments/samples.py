"""Files of every kind that people attach, made for the tests, each with a canary where it hides."""

import io
import zipfile

import pikepdf
from PIL import Image, PngImagePlugin

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SECRET = "qzxjvkwypfbhgzdq-metadata"
_CAMERA = 0x0110
_ARTIST = 0x013B


def photo(*, size: tuple[int, int] = (40, 30), turned: bool = False) -> bytes:
    """A JPEG whose camera wrote who took it."""
    exif = Image.Exif()
    exif[_ARTIST] = SECRET
    exif[_CAMERA] = "Camera"
    exif[0x0112] = 6 if turned else 1
    return saved(Image.new("RGB", size, "teal"), "JPEG", exif=exif, comment=SECRET.encode())


def screenshot() -> bytes:
    """A PNG with words beside the picture."""
    beside = PngImagePlugin.PngInfo()
    beside.add_text("Author", SECRET)
    beside.add_itxt("Location", SECRET)
    return saved(Image.new("RGBA", (40, 30), (10, 20, 30, 128)), "PNG", pnginfo=beside)


def scan() -> bytes:
    """A TIFF whose scanner wrote who used it."""
    return saved(Image.new("RGB", (40, 30), "teal"), "TIFF", tiffinfo={_ARTIST: SECRET})


def picture(named: str) -> bytes:
    return saved(Image.new("RGB", (40, 30), "teal"), named)


def bomb() -> bytes:
    """A PNG of a few kilobytes that would be drawn as ten thousand million points."""
    found = bytearray(picture("PNG"))
    found[16:24] = (100_000).to_bytes(4, "big") * 2
    return bytes(found)


def pdf(*, pages: int = 2) -> bytes:
    """A PDF with properties, a script, an embedded file, an action, a note and a photo's EXIF."""
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(200, 300))
    document.docinfo["/Author"] = SECRET
    with document.open_metadata() as metadata:
        metadata["dc:creator"] = [SECRET]
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"go('{SECRET}')")
    document.attachments["a.txt"] = pikepdf.AttachedFileSpec(document, SECRET.encode())
    image = pikepdf.Stream(document, photo())
    image.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=40, Height=30,
        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    page = document.pages[0]
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
    page.obj.Contents = pikepdf.Stream(document, b"q 100 0 0 100 50 50 cm /I Do Q")
    page.obj.AA = pikepdf.Dictionary(
        O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"go('{SECRET}')")
    )
    field = document.make_indirect(_note("Widget"))
    page.obj.Annots = pikepdf.Array([_note("Text"), field])
    document.Root.AcroForm = pikepdf.Dictionary(Fields=[field])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def written_pdf(*pages: str, password: str = "") -> bytes:
    """A PDF with these words on its pages, locked where there is a password."""
    document = pikepdf.new()
    letters = document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    for text in pages:
        page = document.add_blank_page(page_size=(400, 300))
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=letters))
        drawn = f"BT /F 10 Tf 10 200 Td ({text}) Tj ET".encode()
        page.obj.Contents = pikepdf.Stream(document, drawn)
    out = io.BytesIO()
    locked = pikepdf.Encryption(owner=password, user=password) if password else False
    document.save(out, encryption=locked)
    return out.getvalue()


def written_docx(*paragraphs: str, **parts: str) -> bytes:
    """A Word document with these paragraphs, and with further parts under their names."""
    body = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs)
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return archive(
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.encode()),
        *((f"word/{name}.xml", part.encode()) for name, part in parts.items()),
    )


def _note(kind: str) -> pikepdf.Dictionary:
    """A note and who wrote it, or a field of a form, which its name is needed for."""
    name = "field" if kind == "Widget" else SECRET
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f"/{kind}"), Rect=[0, 0, 9, 9],
        Contents="Kept words", T=name, M=SECRET, CreationDate=SECRET, FT=pikepdf.Name.Tx,
    )  # fmt: skip


def docx() -> bytes:
    """A Word document with its properties, a comment's author and a photo that has EXIF."""
    body = f'<w:document><w:ins w:author="{SECRET}" w:date="2026"/><w:t>Kept words</w:t>'
    types = "".join(f'<Override PartName="/{name}"/>' for name in ("word/people.xml", "word/a.xml"))
    related = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="t/people" Target="people.xml"/>'
        '<Relationship Id="b" Type="t/customXml" Target="../customXml/item1.xml"/>'
        '<Relationship Id="c" Type="t/image" Target="media/image1.jpeg"/>'
        f'<Relationship Id="d" Type="t/image" Target="https://{SECRET}/" TargetMode="External"/>'
        '<Relationship Id="e" Type="t/hyperlink" Target="https://a.test/" TargetMode="External"/>'
        "</Relationships>"
    )
    return archive(
        ("[Content_Types].xml", f"<Types>{types}</Types>".encode()),
        ("word/_rels/document.xml.rels", related.encode()),
        ("word/people.xml", SECRET.encode()),
        ("customXml/item1.xml", SECRET.encode()),
        ("docProps/LabelInfo.xml", SECRET.encode()),
        ("xl/persons/person.xml", f'<person displayName="x" userId="{SECRET}"/>'.encode()),
        ("word/media/image3.tiff", scan()),
        ("word/media/image4.emf", SECRET.encode()),
        ("word/embeddings/sheet.xlsx", SECRET.encode()),
        ("docProps/core.xml", f"<dc:creator>{SECRET}</dc:creator>".encode()),
        ("docProps/custom.xml", SECRET.encode()),
        ("docProps/thumbnail.jpeg", photo()),
        ("word/document.xml", f"{body}</w:document>".encode()),
        ("word/media/image1.jpeg", photo()),
        ("word/media/image2.png", screenshot()),
    )


def odt() -> bytes:
    """An OpenDocument text with its properties."""
    return archive(
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("meta.xml", SECRET.encode()),
        ("content.xml", f"<dc:creator>{SECRET}</dc:creator><p>Kept words</p>".encode()),
        ("Thumbnails/thumbnail.png", screenshot()),
    )


def zip_bomb() -> bytes:
    """A document that unpacks to a thousand times its size."""
    return archive(("[Content_Types].xml", b"<Types/>"), ("word/a.xml", bytes(250 * 1024**2)))


def archive(*parts: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in parts:
            is_first = name == "mimetype"
            packed = zipfile.ZIP_STORED if is_first else zipfile.ZIP_DEFLATED
            made.writestr(name, content, compress_type=packed)
    return out.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        return {name: found.read(name) for name in found.namelist()}


def saved(drawn: Image.Image, named: str, **options: object) -> bytes:
    out = io.BytesIO()
    drawn.save(out, named, **options)
    return out.getvalue()


def damaged_inside() -> bytes:
    """A document whose packed words can't be unpacked."""
    whole = bytearray(archive(("word/a.xml", bytes(4096))))
    begin = whole.index(b"word/a.xml") + len("word/a.xml")
    whole[begin : begin + 8] = b"\xff" * 8
    return bytes(whole)
