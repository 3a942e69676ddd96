"""How the parts of an office document refer to each other, and which of them no copy keeps."""

import posixpath
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import quoteattr

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
# Who wrote, signed or labelled it, data that its text doesn't show, and pictures of what it was.
_LEFT_OUT = (
    "word/people.xml", "customxml/", "docmetadata/", "_xmlsignatures/", "thumbnails/",
    "meta-inf/documentsignatures.xml", "layout-cache",
)  # fmt: skip
_PROPERTIES = "docprops/"
_KEPT_PROPERTIES = ("docprops/core.xml", "docprops/app.xml", "docprops/custom.xml")
_LEADS_NOWHERE = "about:blank"


def is_left_out(name: str) -> bool:
    """Say whether no copy keeps a part; parts are told apart without regard to capitals."""
    lowered = name.lower()
    if lowered.startswith(_PROPERTIES):
        return lowered not in _KEPT_PROPERTIES
    return lowered.startswith(_LEFT_OUT)


def relations(name: str, part: bytes) -> bytes:
    """Return a part's relations without those to what is left out.

    What would be fetched from elsewhere when the copy is opened leads nowhere. Links that a person
    follows stay. Raises ValueError for what is no list of relations.
    """
    folder = posixpath.dirname(posixpath.dirname(name))
    kept = [one for one in (_relation(found, folder) for found in _listed(part)) if one]
    return _written("Relationships", f"{_PACKAGE}relationships", "".join(kept))


def types(part: bytes) -> bytes:
    """Return the list of a document's parts and their types without what is left out."""
    kept = "".join(
        _element(name, found)
        for name, found in _named(part)
        if not is_left_out(found.get("PartName", "").lstrip("/"))
    )
    return _written("Types", f"{_PACKAGE}content-types", kept)


def _relation(found: Mapping[str, str], folder: str) -> str:
    target = found.get("Target", "")
    if found.get("TargetMode", "").lower() == "external" or "://" in target:
        is_link = found.get("Type", "").endswith("/hyperlink")
        return _element("Relationship", {**found, "Target": target if is_link else _LEADS_NOWHERE})
    place = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return "" if is_left_out(place) else _element("Relationship", found)


def _listed(part: bytes) -> Iterator[Mapping[str, str]]:
    return (found for name, found in _named(part) if name == "Relationship")


def _named(part: bytes) -> Iterator[tuple[str, Mapping[str, str]]]:
    if b"<!DOCTYPE" in part:
        raise ValueError
    try:
        root = ET.fromstring(part)  # noqa: S314 - no entities, in a process that is shut in
    except ET.ParseError:
        raise ValueError from None
    return ((one.tag.rpartition("}")[2], one.attrib) for one in root)


def _element(name: str, found: Mapping[str, str]) -> str:
    said = "".join(f" {key}={quoteattr(value)}" for key, value in found.items() if "}" not in key)
    return f"<{name}{said}/>"


def _written(name: str, space: str, content: str) -> bytes:
    return f'{_XML}<{name} xmlns="{space}">{content}</{name}>'.encode()
