"""The pages of the oversight site: who gets in, what stands on them, what they leave behind."""

import csv
import html
import io
import json
import re
from collections import Counter

import html5lib
import pytest
from django.test import Client

from candour.cases.models import Case
from candour.measures.beside import published, rendering
from candour.measures.models import Figure
from candour.people.models import OrganisationName, PersonName

PAGES = ("/", "/measures/", "/measures/timeliness/", "/measures/repeaters/", "/measures/units/")
# It needs no figures, and is the same for every overseer.
BESIDE = "/measures/beside/"
DOWNLOADS = ("/measures/timeliness.csv", "/measures/repeaters.csv", "/measures/units.csv")
OTHERS = (
    "subject", "colleague", "line-manager", "investigator", "external-investigator", "stranger",
    "desk", "authority",
)  # fmt: skip


def text_of(page: str) -> str:
    main = page.split("<main", 1)[1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


@pytest.mark.parametrize("part", ["oversight", "board"])
def test_an_overseer_gets_every_page(signed_in, figures, part):
    browser = signed_in(part)
    answers = {address: browser.get(address).status_code for address in (*PAGES, *DOWNLOADS)}
    assert set(answers.values()) == {200}


@pytest.mark.parametrize("part", OTHERS)
def test_nobody_else_of_the_cast_gets_in(signed_in, part):
    browser = signed_in(part)
    for address in (*PAGES, *DOWNLOADS):
        answer = browser.get(address)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/sign-in/login/")


def test_whoever_has_not_signed_in_gets_the_sign_in_page(oversight_site, as_role):
    with as_role("oversight"):
        browser = Client(HTTP_HOST="oversight.localhost")
        answers = [browser.get(address) for address in (*PAGES, *DOWNLOADS)]
        assert {answer["Location"].split("?")[0] for answer in answers} == {"/sign-in/login/"}
        assert browser.get("/healthz").content == b"ok"


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("/", "oversight.overview"),
        ("/measures/", "measures.list"),
        ("/measures/timeliness/", "measures.read"),
        ("/measures/timeliness.csv", "measures.download"),
    ],
)
def test_every_page_leaves_one_leaf(signed_in, figures, read_leaves, address, what):
    browser = signed_in("oversight")
    before = Counter(read_leaves())
    browser.get(address)
    assert Counter(read_leaves()) - before == Counter({("read", what): 1})


def test_a_measure_that_does_not_exist_is_not_found(signed_in, figures):
    browser = signed_in("oversight")
    assert browser.get("/measures/speed/").status_code == 404
    assert browser.get("/measures/speed.csv").status_code == 404


@pytest.mark.parametrize("address", [*PAGES, BESIDE])
def test_every_page_is_sound_html_without_script(signed_in, figures, address):
    page = signed_in("oversight").get(address).content.decode()
    html5lib.HTMLParser(strict=True).parse(page)
    assert "<script" not in page
    assert " style=" not in page
    assert re.findall(r"<h1[ >]", page) == ["<h1 "]


@pytest.mark.parametrize("address", [address for address in PAGES if address != "/measures/"])
def test_every_number_opens_its_definition(signed_in, figures, address):
    page = signed_in("oversight").get(address).content.decode()
    counted = page.count("<table") - page.count('<figure class="candour-figure"')
    assert counted >= 1
    assert page.count("How this is counted") == counted


@pytest.mark.parametrize("name", ["timeliness", "outcomes", "repeaters", "units"])
def test_a_measure_shows_chart_table_definition_and_limits(signed_in, figures, name):
    page = signed_in("oversight").get(f"/measures/{name}/").content.decode()
    text = text_of(page)
    assert page.count('<svg class="candour-chart" role="img"') == 1
    assert "as known at the end of" in text
    assert "Missing:" in text
    assert "What this can't say" in text
    assert "must pass disclosure control, which is another step" in text
    assert f"/measures/{name}.csv" in page


def test_the_closed_only_figure_is_labelled_on_its_page(signed_in, figures):
    text = text_of(signed_in("oversight").get("/measures/timeliness/").content.decode())
    assert "for comparison with national closure-based figures; too low while cases" in text
    assert "It is wrong as a measure of speed" in text


def test_no_page_and_no_file_names_a_person_or_a_case(signed_in, figures):
    secrets = set(PersonName.objects.exclude(family="").values_list("family", flat=True))
    secrets |= set(Case.objects.values_list("reference", flat=True))
    secrets |= {str(file) for file in Case.objects.values_list("file_id", flat=True)}
    browser = signed_in("oversight")
    found = " ".join(browser.get(address).content.decode() for address in (*PAGES, *DOWNLOADS))
    words = set(re.findall(r"[\w-]+", found))
    assert len(secrets) > 300
    assert secrets & words == set()


def test_the_board_sees_its_own_force_alone(signed_in, figures):
    page = signed_in("board").get("/").content.decode()
    assert "Northfold Police" in page
    assert "Eastmarch" not in page


def test_an_overseer_of_two_forces_can_choose_between_them(signed_in, world, as_role, tmp_path):
    from candour.measures.actions.refresh_figures import refresh_figures
    from measures import registers

    eastmarch = world.organisations["Eastmarch Constabulary"]
    registers.case(eastmarch, received="2025-01-01")
    with as_role("worker"):
        refresh_figures(as_of=registers.AT.date(), under=tmp_path, by=registers.BY, at=registers.AT)
    browser = signed_in("oversight")
    first = browser.get("/measures/units/").content.decode()
    other = world.organisations["Northfold Police"]
    second = browser.get(f"/measures/units/?force={other}").content.decode()
    assert "Eastmarch Constabulary: cases received" in text_of(first)
    assert "Northfold Police: cases received" in text_of(second)
    assert browser.get("/measures/units/?force=%00'").status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_before_the_first_figures_pages_say_how_to_get_them(signed_in, address):
    Figure.objects.all().delete()
    text = text_of(signed_in("oversight").get(address).content.decode())
    assert "No figures yet: run candour measure refresh" in text.replace(" .", ".")


def test_the_file_holds_every_value_and_no_formula(signed_in, figures, world):
    OrganisationName.objects.filter(organisation_id=world.organisations["Northfold Police"]).update(
        name="=cmd|' /C calc'!A0"
    )
    Figure.objects.update(
        result=json.loads(
            json.dumps(Figure.objects.get(measure="units", without="").result).replace(
                "Northfold Police", "=cmd|' /C calc'!A0"
            )
        )
    )
    answer = signed_in("board").get("/measures/units.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert answer["Content-Disposition"] == 'attachment; filename="units.csv"'
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert {row["organisation"] for row in rows} == {"'=cmd|' /C calc'!A0"}
    assert {row["column"] for row in rows} == {"Allegations", "Cases", "Involvements", "People"}


def test_published_figures_stand_beside_measured_ones_with_what_differs_and_the_source(signed_in):
    browser = signed_in("board")
    text = text_of(browser.get(BESIDE).content.decode())
    assert BESIDE in browser.get("/measures/").content.decode()
    for one in published.FIGURES.values():
        for said in (one.what, rendering.published(one), one.differs, str(one.source)):
            assert html.escape(said) in text
    assert "not comparable" in text
    assert "nobody in the invented one exists or existed" in text
