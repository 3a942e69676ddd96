"""The folder of pages that everybody may read: it holds what is published today, and no more."""

import os
import pathlib
import tempfile

_READABLE = 0o644


def write(*, folder: pathlib.Path, pages: dict[str, str]) -> None:
    """Make a folder hold exactly these pages; a file is there whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    for known in folder.glob("*.html"):
        if known.name not in pages:
            known.unlink(missing_ok=True)
    for name, body in pages.items():
        path = folder / name
        if not (path.is_file() and path.read_text(encoding="utf-8") == body):
            _put(path, body)


def _put(path: pathlib.Path, body: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(body)
    pathlib.Path(name).chmod(_READABLE)
    pathlib.Path(name).replace(path)
