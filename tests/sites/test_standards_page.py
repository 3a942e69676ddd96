"""The standards are public: what each asks, what each kind of report may breach, which version."""

import re

import html5lib
import pytest
from django.utils import translation

from candour.intake.views.standards import CHECKED, WORDS
from candour.law.categories import CATEGORIES
from candour.law.conduct import standards as law
from candour.law.conduct.standards import STANDARDS, TOUCHED
from candour.law.provisions import Verification
from candour.ops import translations


@pytest.fixture
def page(visitor) -> str:
    return visitor.get("/standards/").content.decode()


def text_of(page: str) -> str:
    main = page.split("<main", 1)[1].split("</main>", 1)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def touching(page: str) -> dict[str, str]:
    """What each kind of report may break, as the table of the page says it."""
    table = html5lib.parse(page, namespaceHTMLElements=False).find(".//table/tbody")
    return {
        "".join(row.find("th").itertext()).strip(): "".join(row.find("td").itertext()).strip()
        for row in table.iter("tr")
    }


@pytest.mark.scenario("SC-74", part="public")
def test_anybody_can_read_what_the_ten_standards_ask(page):
    said = text_of(page)
    assert [str(WORDS[row.standard][1]) not in said for row in STANDARDS] == [False] * 10
    assert said.count("Conduct Regs 2020 Sch 2") == 10


@pytest.mark.scenario("SC-74", part="public")
def test_it_says_how_far_its_words_were_checked_and_no_further(page):
    said = text_of(page)
    marks = {row.verification for row in STANDARDS}
    assert {one for one in Verification if str(CHECKED[one]) in said} == marks


@pytest.mark.scenario("SC-74", part="mapped")
def test_every_kind_of_report_has_the_standards_it_may_break(page):
    found = touching(page)
    assert set(found) == {f"{row.code}: {row.name}" for row in CATEGORIES}
    names = {row.standard: row.name for row in STANDARDS}
    said = {kind.split(":")[0]: told.split(". ")[0] for kind, told in found.items()}
    assert said == {row.category: ", ".join(names[one] for one in row.standards) for row in TOUCHED}


@pytest.mark.scenario("SC-74", part="discrimination")
def test_discrimination_always_counts_on_the_page(page):
    always = {kind for kind, said in touching(page).items() if "It always counts." in said}
    assert {f"{row.code}: {row.name}" for row in CATEGORIES if row.code.startswith("F")} <= always


@pytest.mark.scenario("SC-74", part="versioned")
def test_the_page_has_a_version_and_its_day(page):
    said = text_of(page)
    day = f"{law.VERSION_ON.day} {law.VERSION_ON:%B %Y}"
    assert re.search(rf"Version {law.VERSION} Since {day}", said)


@pytest.mark.parametrize("language", translations.CODES)
def test_the_standards_have_words_in_every_language(language):
    kept = translations.read(language)
    with translation.override("en-gb"):
        english = [str(words) for row in WORDS.values() for words in row]
    assert [words for words in english if not kept.get(words).string] == []
