"""Gathers the report site's English sentences and compiles their translations for Django.

Run as `python -m candour.ops.translations extract | compile`; set-up compiles by itself.
"""

import io
import pathlib
import sys
from collections.abc import Iterator

from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract as extract_python
from django.utils.translation import template

from candour.ops import assets
from candour.ops.refused import Refused

SOURCE = assets.ROOT / "src" / "candour"
KEPT = SOURCE / "locale"
BUILT = assets.ROOT / "build" / "locale"
CODES = ("cy",)
TO_BE_REVIEWED = "to be reviewed"

# What the report site is made of; the signed-in sites are English.
_TEMPLATES = (
    "intake/templates",
    "pages/templates/report",
    "pages/templates/candour",
    "pages/templates/django",
    "pages/templates/base.html",
    "pages/templates/report_base.html",
)
# Components of the signed-in sites alone.
_ENGLISH = frozenset({
    "account.html", "chart.html", "data_table.html", "filter_bar.html", "pagination.html",
    "progress.html", "timeline.html",
})  # fmt: skip
_MODULES = ("intake", "pages", "access/desks.py")
_KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
}  # fmt: skip
_INTRODUCTION = "Sentences of the report site; docs/how-to/translate.md says how to work on them."


class Unknown(Refused):
    """The command was asked for something that it does not do."""


def gathered() -> Catalog:
    """Return every sentence of the report site that is marked for translation."""
    catalog = Catalog()
    for path in (*templates(), *_files(_MODULES, suffix=".py")):
        name = path.relative_to(SOURCE.parent).as_posix()
        for line, message, context in _messages(path):
            catalog.add(message, locations=[(name, line)], context=context)
    return catalog


def templates() -> tuple[pathlib.Path, ...]:
    """Return the templates that the report site is made of."""
    found = _files(_TEMPLATES, suffix=".html")
    return tuple(path for path in found if path.name not in _ENGLISH)


def read(code: str, *, folder: pathlib.Path = KEPT) -> Catalog:
    """Return the translations of one language as they are kept."""
    with _place(folder, code, ".po").open("rb") as file:
        return pofile.read_po(file, locale=code, domain="django")


def renew(code: str, *, folder: pathlib.Path = KEPT) -> None:
    """Write the sentences of today into a language's file, with the translations it has."""
    path = _place(folder, code, ".po")
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = read(code, folder=folder) if path.exists() else Catalog(locale=code)
    today = Catalog(
        locale=code, domain="django", header_comment=f"# {_INTRODUCTION}", project="Candour",
        version="1", msgid_bugs_address="-", language_team="-", fuzzy=False,
    )  # fmt: skip
    for message in gathered():
        if message.id:
            before = kept.get(message.id, message.context) or Message(message.id)
            today.add(
                message.id,
                before.string,
                locations=message.locations,
                user_comments=before.user_comments,
                context=message.context,
            )
    path.write_bytes(_written(today))


def compile_all(*, source: pathlib.Path = KEPT, target: pathlib.Path = BUILT) -> None:
    """Compile every language into the folder that the report site reads."""
    for code in CODES:
        path = _place(target, code, ".mo")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            mofile.write_mo(file, read(code, folder=source))


def _files(places: tuple[str, ...], *, suffix: str) -> Iterator[pathlib.Path]:
    for place in places:
        path = SOURCE / place
        yield from sorted(path.rglob(f"*{suffix}")) if path.is_dir() else [path]


def _messages(path: pathlib.Path) -> Iterator[tuple[int, str | tuple[str, ...], str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        # Django writes a template as Python for gettext's own tools, which mind no indentation.
        text = "\n".join(line.lstrip() for line in template.templatize(text).splitlines())
    file = io.BytesIO(text.encode())
    for line, message, _, context in extract_python("python", file, keywords=_KEYWORDS):
        yield line, message, context


def _place(folder: pathlib.Path, code: str, suffix: str) -> pathlib.Path:
    return folder / code / "LC_MESSAGES" / f"django{suffix}"


def _written(catalog: Catalog) -> bytes:
    """Return the file without line numbers and dates, which would change it without a reason."""
    file = io.BytesIO()
    pofile.write_po(file, catalog, width=98, sort_by_file=True, include_lineno=False)
    lines = file.getvalue().decode().splitlines(keepends=True)
    dated = ('"POT-Creation-Date', '"PO-Revision-Date', '"Last-Translator', '"Generated-By')
    return "".join(line for line in lines if not line.startswith(dated)).encode()


def main(arguments: list[str]) -> None:
    """Do what was asked for every language."""
    if arguments == ["extract"]:
        for code in CODES:
            renew(code)
    elif arguments == ["compile"]:
        compile_all()
    else:
        message = "Say extract or compile."
        raise Unknown(message)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Refused as refused:
        sys.exit(str(refused))
