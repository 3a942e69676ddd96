"""The documents name what exists: links lead somewhere, files and tests are there."""

import ast
import re

import pytest

from candour.ops.architecture.source import ROOT, kept_files

PAGES = [path for path in kept_files() if path.suffix == ".md"]
LINK = re.compile(r"\]\(([^)\s]+)\)")
PATH = re.compile(r"`((?:src|tests|docs|bench)/[\w./-]+\.\w+)(?:::(\w+))?`")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
ANCHOR = re.compile(r'<a id="([^"]+)">')
TOP = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "LICENSE")
FAILURES = (ROOT / "docs/explanation/failures.md").read_text(encoding="utf-8")
ANSWERED = re.findall(r"^\| (?!Failure|---)(.+) \|$", FAILURES.split("## Not answered")[0], re.M)


def name(path) -> str:
    return path.relative_to(ROOT).as_posix()


def anchors(path) -> set[str]:
    text = path.read_text(encoding="utf-8")
    said = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(text)]
    return {heading.strip().replace(" ", "-") for heading in said} | set(ANCHOR.findall(text))


def broken_links(path) -> list[str]:
    broken = []
    for link in LINK.findall(path.read_text(encoding="utf-8")):
        target, _, anchor = link.partition("#")
        if link.startswith(("https://", "http://", "mailto:")):
            continue
        found = path if not target else (path.parent / target).resolve()
        if not found.exists() or (anchor and anchor not in anchors(found)):
            broken.append(link)
    return broken


def functions(path) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("file", TOP)
def test_the_repository_has_its_first_pages(file):
    assert (ROOT / file).read_text(encoding="utf-8").strip()


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_link_of_a_page_leads_somewhere(path):
    assert broken_links(path) == []


def test_a_link_that_leads_nowhere_is_found(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# One\n\n[a](gone.md) [b](#two) [c](page.md#one) [d](https://a.example/)\n")

    assert broken_links(page) == ["gone.md", "#two"]


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_file_and_test_that_a_page_names_exists(path):
    named = PATH.findall(path.read_text(encoding="utf-8"))

    assert [file for file, _ in named if not (ROOT / file).is_file()] == []
    tests = [(file, test) for file, test in named if test]
    assert [test for file, test in tests if test not in functions(file)] == []


def test_the_failures_that_are_answered_each_name_a_file_and_a_test():
    assert len(ANSWERED) > 20
    named = [PATH.findall(row) for row in ANSWERED]

    assert [row for row in named if len(row) != 2 or row[0][1] or not row[1][1]] == []


@pytest.mark.parametrize("folder", ["tutorials", "how-to", "reference", "explanation", "decisions"])
def test_every_page_of_the_documents_is_reached_from_their_front_page(folder):
    front = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = sorted((ROOT / "docs" / folder).glob("*.md"))

    assert pages
    assert [page.name for page in pages if f"{folder}/{page.name}" not in front] == []


@pytest.mark.parametrize(
    "path", sorted((ROOT / "docs" / "decisions").glob("*.md")), ids=lambda path: path.stem
)
def test_a_decision_has_its_number_status_and_four_parts(path):
    text = path.read_text(encoding="utf-8")
    number = int(path.name[:4])

    assert text.startswith(f"# {number}. ")
    assert "\nStatus: accepted, " in text
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings == ["Context", "Decision", "Consequences"]


def test_no_number_of_a_decision_is_missing_or_used_twice():
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs/decisions").glob("*.md"))]

    assert numbers == list(range(1, len(numbers) + 1))


def test_every_setting_that_the_source_reads_is_explained():
    read = {
        name
        for path in (ROOT / "src").rglob("*.py")
        for name in re.findall(r"\bCANDOUR_[A-Z]+(?:_[A-Z]+)*\b", path.read_text(encoding="utf-8"))
    }
    explained = (ROOT / "docs/how-to/run-it.md").read_text(encoding="utf-8")

    assert "CANDOUR_DATA" in read
    assert {name for name in read if f"`{name}`" not in explained} == set()
