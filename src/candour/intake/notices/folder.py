"""The folder of pages that everybody may read: it holds what is published today, and no more.

The worker fills it and the report site shows it, with no right on a table in between. Each page has
its first and last day beside it, so that nothing is shown after its day though no worker runs.
"""

import dataclasses
import datetime
import hashlib
import json
import os
import pathlib
import tempfile
from collections.abc import Sequence

LIST = "pages.json"
_READABLE = 0o644


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One published page: its address, what the list says of it, its days and its bytes."""

    slug: str
    title: str
    about: str
    from_on: datetime.date
    until_on: datetime.date
    body: str

    @property
    def name(self) -> str:
        """Return the name of its file."""
        return f"{self.slug}.html"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One page as the list has it."""

    slug: str
    title: str
    about: str
    from_on: datetime.date
    until_on: datetime.date
    sha256: str

    def is_shown(self, *, on: datetime.date) -> bool:
        """Return whether it may be read on a day: from its first to its last."""
        return self.from_on <= on <= self.until_on


def write(*, folder: pathlib.Path, pages: Sequence[Page]) -> None:
    """Make a folder hold exactly these pages; a file is there whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    known = {page.name for page in pages}
    # First the list, so that nothing is offered of which the file goes next.
    _put(folder / LIST, json.dumps([_line(page) for page in pages], indent=1))
    for path in folder.glob("*.html"):
        if path.name not in known:
            path.unlink(missing_ok=True)
    for page in pages:
        _put(folder / page.name, page.body)


def listed(*, folder: pathlib.Path, on: datetime.date) -> tuple[Listed, ...]:
    """Return the pages that may be read on a day, the newest first; none if the list is broken."""
    try:
        lines = json.loads((folder / LIST).read_text(encoding="utf-8"))
        found = [_listed(line) for line in lines]
    except (OSError, ValueError, TypeError, KeyError):
        return ()
    shown = [one for one in found if one.is_shown(on=on)]
    return tuple(sorted(shown, key=lambda one: (-one.from_on.toordinal(), one.slug)))


def read(*, folder: pathlib.Path, slug: str, on: datetime.date) -> bytes | None:
    """Return a page's bytes as they were confirmed; None for all else, whatever the reason."""
    page = next((one for one in listed(folder=folder, on=on) if one.slug == slug), None)
    if page is None:
        return None
    try:
        data = (folder / f"{page.slug}.html").read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == page.sha256 else None


def _line(page: Page) -> dict[str, str]:
    return {
        "slug": page.slug,
        "title": page.title,
        "about": page.about,
        "from_on": page.from_on.isoformat(),
        "until_on": page.until_on.isoformat(),
        "sha256": hashlib.sha256(page.body.encode()).hexdigest(),
    }


def _listed(line: dict[str, str]) -> Listed:
    if not line["slug"].isalnum():
        raise ValueError(line["slug"])
    days = {name: datetime.date.fromisoformat(line[name]) for name in ("from_on", "until_on")}
    return Listed(
        slug=line["slug"], title=line["title"], about=line["about"], sha256=line["sha256"], **days
    )


def _put(path: pathlib.Path, body: str) -> None:
    if path.is_file() and path.read_text(encoding="utf-8") == body:
        return
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(body)
    pathlib.Path(name).chmod(_READABLE)
    pathlib.Path(name).replace(path)
