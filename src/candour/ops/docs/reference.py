"""Builds the pages of the reference, or says which of them have fallen behind the code."""

import pathlib
from collections.abc import Callable, Mapping

from candour.imports import page as imports
from candour.measures.beside import kept
from candour.ops.docs.pages import (
    clocks,
    commands,
    database,
    discipline,
    guarding,
    law_codes,
    measuring,
    regime,
    scenario_page,
    states,
)

ROOT = pathlib.Path(__file__).resolve().parents[4]
FOLDER = ROOT / "docs" / "reference"
KEPT = kept.FILE.name

PAGES: Mapping[str, Callable[[], str]] = {
    "beside.md": measuring.write_beside,
    "categories.md": law_codes.write_categories,
    "cli.md": commands.write,
    "clocks.md": clocks.write,
    "codes.md": regime.write_codes,
    "criteria.md": law_codes.write_criteria,
    "database.md": database.write,
    "imports.md": imports.text,
    "layers.md": regime.write_layers,
    "measures.md": measuring.write,
    "open-questions.md": regime.write_open_questions,
    "outcomes.md": law_codes.write_outcomes,
    "permissions.md": guarding.write_permissions,
    "privacy.md": guarding.write_privacy,
    "proceedings.md": discipline.write_proceedings,
    "rights.md": regime.write_rights,
    "scenarios.md": scenario_page.write,
    "standards.md": discipline.write_standards,
    "states.md": states.write,
}


def build(*, folder: pathlib.Path = FOLDER) -> tuple[str, ...]:
    """Write every page, and what the oversight site shows of one; return what has changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = behind(folder=folder)
    for name in changed:
        if name == KEPT:
            kept.write(measuring.kept_beside())
        else:
            (folder / name).write_text(PAGES[name](), encoding="utf-8")
    return changed


def behind(*, folder: pathlib.Path = FOLDER) -> tuple[str, ...]:
    """Return the names of the pages that are not what the code now says."""
    pages = tuple(name for name, write in PAGES.items() if _held(folder / name) != write())
    # It stands with the code and not in the folder, so another folder says nothing of it.
    if folder != FOLDER or (kept.FILE.is_file() and kept.read() == measuring.kept_beside()):
        return pages
    return (*pages, KEPT)


def _held(path: pathlib.Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
