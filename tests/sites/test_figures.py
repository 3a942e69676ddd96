"""Everybody may read the figures as they were published: no account, no cookie, nothing else."""

import datetime
import hashlib
import json
import pathlib

import pytest

from candour.intake.notices import figures

NAME, OTHER = "2026-06-30-1", "2026-09-30-1"
FORCE = "northfold-police"
FILES = {
    "index.html": b"<title>Release</title><p>Read</p>",
    "cells.json": b"{}\n",
    f"{FORCE}/units.html": b"<p>Units</p>",
    f"{FORCE}/units.csv": b"row,value\r\nAll,120\r\n",
    f"{FORCE}/units.csv-metadata.json": b"{}\n",
    f"{FORCE}/units.json": b"{}\n",
    f"{FORCE}/units.ods": b"PK",
    "report.pdf": b"%PDF",
}
TYPES = {
    "index.html": "text/html; charset=utf-8",
    f"{FORCE}/units.csv": "text/csv; charset=utf-8",
    f"{FORCE}/units.csv-metadata.json": "application/csvm+json",
    f"{FORCE}/units.json": "application/json",
    f"{FORCE}/units.ods": "application/vnd.oasis.opendocument.spreadsheet",
    "report.pdf": "application/pdf",
    "cells.json": "application/json",
    "manifest.json": "application/json",
}


class Figures:
    """A folder of releases as `candour publish` leaves it."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder
        self.lines: list[dict[str, str]] = []

    def put(self, path: str, content: bytes) -> None:
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)

    def line(self, what: str, name: str, **more: str) -> None:
        at = "2026-10-01T09:00:00+00:00"
        self.lines.append({"what": what, "release": name, "at": at, "why": "", **more})
        self.put(figures.LIST, json.dumps(self.lines).encode())

    def release(self, name: str = NAME) -> None:
        hashes = {path: hashlib.sha256(body).hexdigest() for path, body in FILES.items()}
        manifest = json.dumps({"files": hashes}).encode()
        for path, body in {**FILES, "manifest.json": manifest}.items():
            self.put(f"releases/{name}/{path}", body)
        for path in ("index.html", "history.html", "method.html", "assets/candour.css"):
            self.put(path, b"above")
        self.line("published", name, manifest=hashlib.sha256(manifest).hexdigest())


@pytest.fixture
def published(deployed, tmp_path) -> Figures:
    deployed.FIGURES = tmp_path / "figures"
    return Figures(deployed.FIGURES)


def test_before_the_first_release_the_page_says_so(visitor, published):
    answer = visitor.get("/figures/")
    assert answer.status_code == 200
    assert "No numbers have been published yet." in answer.content.decode()


def test_a_stranger_reads_every_file_byte_for_byte_with_its_type(visitor, published):
    published.release()
    for path, content_type in TYPES.items():
        answer = visitor.get(f"/figures/releases/{NAME}/{path}")
        assert answer.status_code == 200
        assert answer["Content-Type"] == content_type
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer.content == FILES.get(path, answer.content)


def test_the_list_leads_to_the_newest_and_the_start_page_to_the_list(visitor, published):
    published.release()
    published.release(OTHER)
    said = visitor.get("/figures/").content.decode()
    first, second = (said.index(f"/figures/releases/{one}/index.html") for one in (OTHER, NAME))
    assert first < second
    assert "Read the newest numbers, from 1 October 2026" in said
    assert 'href="/figures/"' in visitor.get("/").content.decode()
    assert f"/cy/figures/releases/{NAME}/" in visitor.get("/cy/figures/").content.decode()


@pytest.mark.parametrize("path", ["", f"releases/{NAME}/{FORCE}/units.html", "assets/candour.css"])
def test_nothing_is_kept_set_or_run(visitor, published, path):
    published.release()
    answer = visitor.get(f"/figures/{path}")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert not {"ETag", "Last-Modified", "Expires", "Vary", "Set-Cookie"} & set(answer.headers)
    assert not answer.cookies
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"]


def test_a_sheet_is_offered_as_a_file_under_its_own_name(visitor, published):
    published.release()
    for path in (f"{FORCE}/units.csv", f"{FORCE}/units.ods", "report.pdf"):
        answer = visitor.get(f"/figures/releases/{NAME}/{path}")
        name = path.rpartition("/")[2]
        assert answer["Content-Disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize(
    "path",
    [
        "../secret.json", "releases/../../secret.json", f"releases/{NAME}/../../../secret.json",
        "%2e%2e/secret.json", "..%2fsecret.json", "/etc/passwd", "//etc/passwd", "secret.json",
        f"releases/{NAME}/{FORCE}", f"releases/{NAME}/", "releases/", "assets/",
        f"releases/{NAME}/{FORCE}/added.csv", f"releases/{NAME}/{FORCE}/.units.csv.new",
        f"releases/{NAME}/{FORCE}/units.exe", f"releases/{NAME}/{FORCE}/units.csv%00.html",
        f"releases/{NAME}\\..\\..\\secret.json", "releases/never/index.html", "assets/index.html",
    ],
)  # fmt: skip
def test_nothing_else_can_be_reached(visitor, published, path):
    published.release()
    published.put("../secret.json", b"secret")
    published.put("secret.json", b"secret")
    published.put(f"releases/{NAME}/{FORCE}/added.csv", b"secret")
    published.put(f"releases/{NAME}/{FORCE}/units.exe", b"secret")
    answer = visitor.get(f"/figures/{path}")
    assert answer.status_code == 404
    assert b"secret" not in answer.content.replace(b"secret.json", b"")


def test_a_link_that_leads_out_of_the_folder_is_not_followed(visitor, published, tmp_path):
    published.release()
    (tmp_path / "secret.css").write_bytes(b"secret")
    (published.folder / "assets" / "out.css").symlink_to(tmp_path / "secret.css")
    assert visitor.get("/figures/assets/out.css").status_code == 404


def test_a_file_that_is_not_what_was_published_is_not_shown(visitor, published):
    published.release()
    published.put(f"releases/{NAME}/{FORCE}/units.csv", b"row,value\r\nAll,125\r\n")
    assert visitor.get(f"/figures/releases/{NAME}/{FORCE}/units.csv").status_code == 404
    published.put(f"releases/{NAME}/manifest.json", b"{}")
    assert visitor.get(f"/figures/releases/{NAME}/index.html").status_code == 404


@pytest.mark.parametrize("what", ["withdrawn", "corrected"])
def test_a_release_that_was_taken_back_is_gone_and_the_list_says_why(visitor, published, what):
    published.release()
    published.line(what, NAME, why="One source was <counted> twice.")
    published.put(f"releases/{NAME}/index.html", b"taken back")
    said = visitor.get("/figures/").content.decode()
    assert "One source was &lt;counted&gt; twice." in said
    assert "No numbers stand today" in said
    assert visitor.get(f"/figures/releases/{NAME}/index.html").content == b"taken back"
    for end in ("html", "csv", "json", "ods"):
        assert visitor.get(f"/figures/releases/{NAME}/{FORCE}/units.{end}").status_code == 404


@pytest.mark.parametrize("broken", [b"", b"{}", b"[1]", b'[{"what": "published"}]'])
def test_a_broken_list_shows_nothing_and_fails_nothing(visitor, published, broken):
    published.release()
    published.put(figures.LIST, broken)
    assert "No numbers have been published yet." in visitor.get("/figures/").content.decode()
    assert visitor.get(f"/figures/releases/{NAME}/index.html").status_code == 404


def test_the_day_of_a_release_is_read_from_the_list(published):
    published.release()
    (found,) = figures.releases(folder=published.folder)
    assert found.published_on == datetime.date(2026, 10, 1)
    assert found.stands
