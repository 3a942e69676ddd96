"""Reads a rendered page as a strict browser would, and answers what tests ask about it."""

import dataclasses
import itertools
from collections.abc import Iterator
from xml.etree import ElementTree

import html5lib

XHTML = "{http://www.w3.org/1999/xhtml}"
_EVER_RUN = ("onclick", "onload", "onerror", "onsubmit", "onfocus", "onchange", "style")
_REFERENCES = ("aria-describedby", "aria-labelledby", "aria-controls", "form", "for")
_LABELLED = ("input", "select", "textarea", "progress")
_UNLABELLED_TYPES = ("hidden", "submit")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    root: ElementTree.Element

    def all(self, tag: str, **attributes: str) -> list[ElementTree.Element]:
        """Return the elements of a kind, in order, whose attributes are as given."""
        wanted = {name.strip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.root.iter()
            if name_of(element) == tag and wanted.items() <= element.attrib.items()
        ]

    def one(self, tag: str, **attributes: str) -> ElementTree.Element:
        (element,) = self.all(tag, **attributes)
        return element

    def with_class(self, name: str) -> list[ElementTree.Element]:
        return [element for element in self.root.iter() if name in element.get("class", "").split()]

    @property
    def title(self) -> str:
        return text_of(next(e for e in self.root.iter() if e.tag == f"{XHTML}title"))

    @property
    def ids(self) -> list[str]:
        return [e.attrib["id"] for e in self.root.iter() if "id" in e.attrib]

    @property
    def heading_levels(self) -> list[int]:
        names = [name_of(element) for element in self.root.iter()]
        return [int(name[1]) for name in names if name in {"h1", "h2", "h3", "h4", "h5", "h6"}]

    @property
    def heading_jumps(self) -> list[tuple[int, int]]:
        """Return the pairs of neighbouring headings that leave out a level."""
        levels = self.heading_levels
        neighbours = itertools.pairwise(levels)
        return [(above, below) for above, below in neighbours if below > above + 1]

    @property
    def dangling_references(self) -> list[str]:
        """Return every id that something points at and nothing has."""
        return sorted(set(self._referred()) - set(self.ids))

    @property
    def controls_without_label(self) -> list[str]:
        labelled = {label.get("for") for label in self.all("label")}
        return [
            element.get("name", "")
            for tag in _LABELLED
            for element in self.all(tag)
            if element.get("type") not in _UNLABELLED_TYPES and element.get("id") not in labelled
        ]

    @property
    def forbidden(self) -> list[str]:
        """Return what a strict content policy would refuse: scripts, inline styles, handlers."""
        tags = [f"<{tag}>" for tag in ("script", "style", "iframe", "object") if self.all(tag)]
        attributes = [
            f"{name}=" for name in _EVER_RUN for e in self.root.iter() if name in e.attrib
        ]
        return tags + attributes

    @property
    def loaded(self) -> list[str]:
        """Return the address of everything the browser fetches by itself."""
        sources = [e.attrib["src"] for e in self.root.iter() if "src" in e.attrib]
        return sources + [link.attrib["href"] for link in self.all("link")]

    @property
    def tab_stops(self) -> list[str]:
        """Return the words of what the keyboard reaches, in order."""
        return [
            text_of(element) or element.get("id", "")
            for element in self.root.iter()
            if name_of(element) in {"a", "button", "input", "select", "textarea", "summary"}
            and element.get("tabindex") != "-1"
            and element.get("type") != "hidden"
        ]

    def _referred(self) -> Iterator[str]:
        for element in self.root.iter():
            for name in _REFERENCES:
                yield from element.get(name, "").split()
            target = element.get("href", "")
            if name_of(element) == "a" and target.startswith("#"):
                yield target[1:]


def read(html: str) -> Page:
    """Parse a whole page; a fault in its HTML is an error."""
    return Page(root=html5lib.HTMLParser(strict=True).parse(html))


def name_of(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def text_of(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())
