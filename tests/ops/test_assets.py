"""The style sheets that are served hold no font, no crest, no image and no script of GOV.UK."""

import pathlib

import pytest

from candour.ops import assets

_SHEET = (
    '@charset "UTF-8";'
    '@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2) format("woff2")}'
    ".govuk-body{font-family:GDS Transport,arial,sans-serif;color:#0b0c0c}"
    '.a{font-family:"GDS Transport", arial, sans-serif}'
    ".govuk-footer__crown{margin-bottom:25px}"
    ".govuk-footer__copyright-logo:before{background-image:url(/assets/images/govuk-crest.svg)}"
    ".govuk-button{padding:8px}"
    "/*# sourceMappingURL=govuk-frontend.min.css.map */"
)


def _packages(folder: pathlib.Path, sheet: str) -> pathlib.Path:
    for source in assets.SHEETS.values():
        (folder / source).parent.mkdir(parents=True)
        (folder / source).write_text(sheet)
    return folder


def test_fonts_crest_images_and_source_map_are_stripped() -> None:
    text = assets.stripped(_SHEET)

    for forbidden in ("GDS Transport", "@font-face", "crown", "crest", "url(", "sourceMapping"):
        assert forbidden not in text


def test_everything_else_of_a_sheet_stays() -> None:
    text = assets.stripped(_SHEET)

    assert text.startswith('@charset "UTF-8";')
    assert ".govuk-body{font-family:system-ui" in text
    assert "color:#0b0c0c}" in text
    assert ".govuk-button{padding:8px}" in text


def test_the_built_folder_holds_the_two_sheets_alone(tmp_path: pathlib.Path) -> None:
    packages = _packages(tmp_path / "packages", _SHEET)

    assets.build(packages=packages, target=tmp_path / "built")

    built = [path.name for path in (tmp_path / "built").rglob("*") if path.is_file()]
    assert sorted(built) == ["govuk-frontend.min.css", "moj-frontend.min.css"]


@pytest.mark.parametrize(
    "planted",
    [
        ".x{font-family:'gds transport'}",
        ".x{background:URL(data:image/png;base64,AAAA)}",
        ".x{--icon:crest}",
        "@import 'other.css';",
        "@FONT-FACE{font-family:other}",
    ],
)
def test_a_sheet_with_something_planted_is_refused(tmp_path: pathlib.Path, planted: str) -> None:
    (tmp_path / "sheet.css").write_text(".ok{color:red}" + planted)

    with pytest.raises(assets.NotClean, match=r"sheet\.css still holds"):
        assets.demand_clean(tmp_path)


@pytest.mark.parametrize("name", ["font.woff2", "crest.svg", "all.js", "logo.png"])
def test_a_planted_font_image_or_script_is_refused(tmp_path: pathlib.Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")

    with pytest.raises(assets.NotClean, match="must not be served"):
        assets.demand_clean(tmp_path)


def test_a_refused_sheet_leaves_the_last_build_in_place(tmp_path: pathlib.Path) -> None:
    assets.build(packages=_packages(tmp_path / "good", _SHEET), target=tmp_path / "built")

    bad = _packages(tmp_path / "bad", ".x{--icon:crest}")
    with pytest.raises(assets.NotClean):
        assets.build(packages=bad, target=tmp_path / "built")

    assets.demand_clean(tmp_path / "built")
    assert (tmp_path / "built" / "vendor" / "govuk-frontend.min.css").is_file()


def test_the_sheets_of_this_checkout_are_clean() -> None:
    assets.demand_built()

    sheet = (assets.BUILT / "vendor" / "govuk-frontend.min.css").read_text()
    assert ".govuk-button" in sheet
