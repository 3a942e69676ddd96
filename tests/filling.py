"""A reporter who answers whatever any page asks: for walks of every route."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import html5lib

from reporters import Answer, Reporter

# What she says in every box: the name of the box tells what is written there.
Written = Callable[[str], str]
PAGES = 60
_UNTICKED = ("is_urgent", "knows_desk", "hands_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One control of a form: its name, its kind, and the values it offers."""

    name: str
    kind: str
    values: tuple[str, ...]


def boxes(page: str) -> tuple[Box, ...]:
    """The controls of the form that holds the state, in order."""
    form = _form(page)
    found: dict[str, Box] = {}
    for element in form.iter():
        name = element.get("name", "")
        if name and element.tag in {"input", "textarea", "select"}:
            earlier = found.get(name)
            values = (*(earlier.values if earlier else ()), *_values(element))
            kind = element.get("type", element.tag) if element.tag == "input" else element.tag
            kind = "number" if element.get("inputmode") == "numeric" else kind
            found[name] = Box(name=name, kind=kind, values=values)
    return tuple(found.values())


def answers(page: str, *, chosen: Mapping[str, str], write: Written) -> list[tuple[str, str]]:
    """Every box of a page with something in it; `chosen` decides where there is a choice."""
    said: list[tuple[str, str]] = []
    for box in boxes(page):
        said += [(box.name, value) for value in _said(box, chosen=chosen, write=write)]
    return said


def walk(
    reporter: Reporter, *, chosen: Mapping[str, str], write: Written, file: bytes = b""
) -> Iterator[Answer]:
    """Answer page after page until the words are shown, and yield each page that comes back."""
    reporter.get("/report/")
    for _ in range(PAGES):
        if reporter.page.words:
            return
        if file and 'value="attach"' in reporter.page.page and "attached-file" not in chosen:
            attach(reporter, content=file, name=write("file name"))
            chosen = {**chosen, "attached-file": "done"}
            yield reporter.page
        typed = answers(reporter.page.page, chosen=chosen, write=write)
        reporter.post_all("/report/", [*typed, ("go", "next")])
        yield reporter.page
    message = f"no words after {PAGES} pages: {reporter.page.text[:300]}"
    raise AssertionError(message)


def attach(reporter: Reporter, *, content: bytes, name: str) -> None:
    """Add a file on the page for files, as a browser does."""
    edge = uuid.uuid4().hex
    parts = [("state", None, reporter.page.state.encode()), ("go", None, b"attach")]
    body = b"".join(
        _part(edge, *part) for part in [*parts, ("files", name.encode() or b"file", content)]
    )
    reporter.post_body(
        "/report/",
        body + f"--{edge}--\r\n".encode(),
        kind=f"multipart/form-data; boundary={edge}",
    )


def _part(edge: str, name: str, filename: bytes | None, content: bytes) -> bytes:
    said = b"" if filename is None else b'; filename="' + filename.replace(b'"', b"") + b'"'
    head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"'.encode() + said
    return head + b"\r\n\r\n" + content + b"\r\n"


def _form(page: str) -> Element:
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    for form in tree.iter("form"):
        if any(one.get("name") == "state" for one in form.iter("input")):
            return form
    message = "no form with a state on this page"
    raise AssertionError(message)


def _values(element: Element) -> Iterator[str]:
    if element.tag == "select":
        yield from (option.get("value", "") for option in element.iter("option"))
    else:
        yield element.get("value", "on" if element.get("type") == "checkbox" else "")


def _said(box: Box, *, chosen: Mapping[str, str], write: Written) -> list[str]:
    if box.name in chosen:
        return [chosen[box.name]]
    if box.kind in {"radio", "select"}:
        offered = [value for value in box.values if value]
        return ["no"] if "no" in offered else offered[:1]
    if box.kind == "checkbox":
        return (
            []
            if box.name in _UNTICKED
            else [value for value in box.values if value != "just_write"]
        )
    if box.kind in {"hidden"}:
        return list(box.values)
    if box.kind in {"file", "submit"}:
        return []
    if box.kind == "number":
        return ["2026" if box.name.endswith("_year") else "3"]
    return [write(box.name)]
