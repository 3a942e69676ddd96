"""Awkward PDFs made for the tests: a name in every place in which a document can keep one."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

# Of one length and, in a font of one width, of one place on the page.
NAME, OTHER = "Zofia Kowalska", "Wanda Grochowa"


def _document(content: str, **of_page: object) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(400, 300))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)
    page.obj.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    page.obj.Contents = Stream(pdf, content.encode("latin-1"))
    for key, value in of_page.items():
        page.obj[f"/{key}"] = value
    return pdf


def _line(text: str, *, up: int = 200) -> str:
    return f"BT /F1 12 Tf 40 {up} Td ({text}) Tj ET\n"


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, static_id=True)
    return out.getvalue()


def plain(name: str) -> bytes:
    return _saved(_document(_line(f"Then {name} came in.") + _line("She left.", up=180)))


def kerned(name: str) -> bytes:
    parts = " ".join(f"({sign}) -80" for sign in name)
    return _saved(_document(f"BT /F1 12 Tf 40 200 Td [{parts}] TJ ET"))


def letter_by_letter(name: str) -> bytes:
    placed = "".join(
        f"BT /F1 12 Tf {40 + 7.2 * place:.1f} 200 Td ({sign}) Tj ET\n"
        for place, sign in enumerate(name)
    )
    return _saved(_document(placed))


def backwards(name: str) -> bytes:
    """Its last word is drawn first; only where it stands tells in which order it is read."""
    given, family = name.split()
    first, second = 40, 40 + 7.2 * (len(given) + 1)
    return _saved(
        _document(
            f"BT /F1 12 Tf {second:.1f} 200 Td ({family}) Tj ET\n"
            f"BT /F1 12 Tf {first} 200 Td ({given} ) Tj ET\n"
        )
    )


def broken(name: str) -> bytes:
    given, family = name.split()
    return _saved(
        _document(_line(f"It was {given} {family[:4]}-") + _line(f"{family[4:]} who came.", up=186))
    )


def turned(name: str) -> bytes:
    return _saved(_document(_line(f"Then {name} came."), Rotate=90))


def cut(name: str) -> bytes:
    return _saved(_document(_line(f"Then {name} came."), CropBox=Array([20, 100, 380, 280])))


def upright(name: str) -> bytes:
    return _saved(_document(f"BT /F1 12 Tf 0 1 -1 0 200 40 Tm (Then {name} came.) Tj ET"))


def white_on_white(name: str) -> bytes:
    return _saved(_document(_line("Seen.") + "1 1 1 rg\n" + _line(name, up=150)))


def unseen(name: str) -> bytes:
    return _saved(_document(_line("Seen.") + "BT 3 Tr /F1 12 Tf 40 150 Td (" + name + ") Tj ET"))


def covered(name: str) -> bytes:
    """Somebody laid a bar over the words, as so many have."""
    return _saved(_document(_line(f"Then {name} came.") + "0 g 70 195 120 16 re f"))


def layered(name: str) -> bytes:
    pdf = _document(_line("Seen.") + "/OC /L1 BDC\n" + _line(name, up=150) + "EMC")
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(f"About {name}")))
    pdf.pages[0].obj.Resources.Properties = Dictionary(L1=layer)
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer]))
    )
    return _saved(pdf)


def annotated(name: str) -> bytes:
    pdf = _document(_line("Seen."))
    boxes = Array([40, 40, 200, 80])
    pdf.pages[0].obj.Annots = Array(
        Dictionary(Type=Name.Annot, Subtype=kind, Rect=boxes, Contents=String(name), **more)
        for kind, more in (
            (Name.Text, {"T": String(name)}),
            (Name.FreeText, {"DA": String("/F1 12 Tf 0 g")}),
            (Name.Link, {"A": Dictionary(S=Name.URI, URI=String(f"https://x.example/{name}"))}),
        )
    )
    return _saved(pdf)


def filled_in(name: str) -> bytes:
    pdf = _document(_line("Name:"))
    shown = Stream(pdf, f"BT /F1 12 Tf 2 4 Td ({name}) Tj ET".encode())
    shown.Type, shown.Subtype, shown.BBox = Name.XObject, Name.Form, Array([0, 0, 160, 20])
    shown.Resources = Dictionary(Font=pdf.pages[0].obj.Resources.Font)
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String(name),
            Rect=Array([40, 100, 200, 120]), F=4, AP=Dictionary(N=pdf.make_indirect(shown)),
            DA=String("/F1 12 Tf 0 g"),
        )
    )  # fmt: skip
    pdf.pages[0].obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    return _saved(pdf)


def described(name: str) -> bytes:
    """In properties, bookmarks, names, an embedded file, a script, tags and private data."""
    pdf = _document("/Span << /ActualText (" + name + ") >> BDC\n" + _line("Seen.") + "EMC")
    pdf.docinfo["/Author"] = name
    with pdf.open_metadata() as known:
        known["dc:title"] = name
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(name, 0))
    pdf.attachments["list.txt"] = name.encode()
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{name}')"))
    pdf.Root.PieceInfo = Dictionary(Word=Dictionary(Private=String(name)))
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=Dictionary(Alt=String(name)))
    return _saved(pdf)


def rewritten(name: str) -> bytes:
    """An earlier version with the name still stands before what was added to the file."""
    first = plain(name)
    with pikepdf.open(io.BytesIO(first)) as pdf:
        number = pdf.pages[0].obj.Contents.objgen[0]
    said = _line("Then somebody came in.").encode()
    at = len(first)
    added = b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (
        number, len(said), said,
    )  # fmt: skip
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, at)
    before = first.rindex(b"startxref")
    start = int(first[before:].split()[1])
    with pikepdf.open(io.BytesIO(first)) as pdf:
        size, root = int(pdf.trailer.Size), pdf.Root.objgen[0]
    trailer = b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        size, root, start, at + len(added),
    )  # fmt: skip
    return first + added + table + trailer


FILES = (
    plain, kerned, letter_by_letter, backwards, broken, turned, cut, upright, white_on_white,
    unseen, covered, layered, annotated, filled_in, described, rewritten,
)  # fmt: skip
