"""Builds the pages' style sheets from the fetched packages, without GOV.UK's font and crest.

Both are licensed for GOV.UK alone, and a police complaints system must not look like a government
service. Set-up runs this file before anything is installed: standard library only.
"""

import hashlib
import pathlib
import re
import shutil
import sys

from candour.ops.refused import Refused

ROOT = pathlib.Path(__file__).resolve().parents[3]
BUILT = ROOT / "build" / "assets"

SHEETS = {
    "govuk-frontend.min.css": "govuk-frontend/dist/govuk/govuk-frontend.min.css",
    "moj-frontend.min.css": "@ministryofjustice/frontend/moj/moj-frontend.min.css",
}
_NOTES = {
    "govuk-frontend.min.css": "govuk-frontend, MIT License, Government Digital Service",
    "moj-frontend.min.css": "@ministryofjustice/frontend, MIT License, Ministry of Justice",
}

_SYSTEM_FONTS = "system-ui,-apple-system,Segoe UI,Roboto,Helvetica Neue,Arial,sans-serif"
_FONT_STACK = re.compile(r"(?i)[\"']?GDS Transport[\"']?\s*,[^;}]*")
_FONT_FACE = re.compile(r"(?i)@font-face\s*\{[^}]*\}")
_CREST_RULE = re.compile(r"(?i)\.[\w-]*(?:crown|crest)[\w-]*\{[^{}]*\}")
_URL = re.compile(r"(?i)url\([^)]*\)")

# What must not be in any sheet that is served. A data: address would break the sites' policy.
_FORBIDDEN = (
    "gds transport",
    "@font-face",
    "crown",
    "crest",
    "url(",
    "@import",
    "sourcemappingurl",
)


class NotBuilt(Refused):
    """The style sheets have not been built."""


class NotClean(Refused):
    """A style sheet still holds what Candour may not serve."""


def build(*, packages: pathlib.Path, target: pathlib.Path) -> None:
    """Write the stripped sheets into `target`, whole or not at all."""
    draft = target.with_name(target.name + ".draft")
    shutil.rmtree(draft, ignore_errors=True)
    vendor = draft / "vendor"
    vendor.mkdir(parents=True)
    for name, source in SHEETS.items():
        text = stripped((packages / source).read_text(encoding="utf-8"))
        note = f"\n/* {_NOTES[name]}; fonts and images removed for Candour. */\n"
        (vendor / name).write_text(text + note, encoding="utf-8")
    demand_clean(draft)
    shutil.rmtree(target, ignore_errors=True)
    draft.rename(target)


def stripped(sheet: str) -> str:
    """Return a style sheet without fonts, images and the note of its source map."""
    without_faces = _FONT_FACE.sub("", sheet)
    without_fonts = _FONT_STACK.sub(_SYSTEM_FONTS, without_faces)
    without_crests = _CREST_RULE.sub("", without_fonts)
    without_images = _URL.sub("none", without_crests)
    return re.sub(r"/\*[#@] sourceMappingURL=.*?\*/", "", without_images)


def demand_clean(folder: pathlib.Path) -> None:
    """Refuse a folder with a script, a font, an image, or a sheet that names one."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".css":
            _demand_clean_sheet(path)
        elif path.is_file() and not path.name.startswith("."):
            message = f"{path.name} must not be served: only style sheets are."
            raise NotClean(message)


def demand_built() -> None:
    """Refuse to go on without the style sheets."""
    if not BUILT.is_dir():
        message = "The style sheets are not built: run make setup."
        raise NotBuilt(message)
    demand_clean(BUILT)


def digest(*, packages: pathlib.Path) -> str:
    """Return a hash of everything that the built sheets depend on."""
    sources = [packages / source for source in SHEETS.values()]
    hashed = hashlib.sha256(pathlib.Path(__file__).read_bytes())
    for source in sources:
        hashed.update(source.read_bytes())
    return hashed.hexdigest()


def _demand_clean_sheet(path: pathlib.Path) -> None:
    text = path.read_text(encoding="utf-8").lower()
    for forbidden in _FORBIDDEN:
        if forbidden in text:
            message = f"{path.name} still holds {forbidden!r}, which Candour may not serve."
            raise NotClean(message)


def main() -> None:
    """Build the sheets from the packages of this checkout."""
    build(packages=ROOT / "node_modules", target=BUILT)


if __name__ == "__main__":
    try:
        main()
    except Refused as refused:
        sys.exit(str(refused))
