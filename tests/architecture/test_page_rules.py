"""Views are functions behind a site's addresses; nothing renders late, nothing is generated."""

import pytest
from django.apps import apps

from candour.ops.architecture import every, pages
from candour.ops.architecture.source import parse

VIEWS = "src/candour/cases/views.py"


def test_no_page_is_made_with_what_renders_late_or_from_a_model(source):
    assert list(pages.forbidden_imports(source)) == []
    assert list(pages.class_views(source)) == []


def test_there_is_no_admin_site():
    assert not apps.is_installed("django.contrib.admin")


def test_every_view_has_an_address_of_a_site_and_strangers_are_sent_to_sign_in():
    assert list(every.of_pages()) == []


def test_the_report_site_leads_to_intake_alone():
    routed = pages.routed(site="report")
    elsewhere = {name for name in routed if name.split(".")[1] not in {"intake", "sites"}}

    assert routed
    # What the log publishes for everybody; of guard, nothing else.
    assert {name.rpartition(".")[0] for name in elsewhere} == {"candour.guard.log.published.pages"}


@pytest.mark.parametrize("site", ["casework", "oversight"])
def test_no_signed_in_site_leads_to_the_anonymous_pages(site):
    assert {name.split(".")[1] for name in pages.routed(site=site)}.isdisjoint({"intake"})


@pytest.mark.parametrize(
    "line",
    [
        "from django.template.response import TemplateResponse",
        "from django.forms import ModelForm",
        "from django.views.generic import ListView",
        "from django.views import generic",
        "from django.contrib import admin",
    ],
)
def test_an_import_of_what_no_page_may_be_made_with_is_found(line):
    assert len(list(pages.forbidden_imports([parse(path=VIEWS, text=line)]))) == 1


def test_a_view_that_is_a_class_is_found():
    text = "class Cases(generic.ListView):\n    pass\n"

    assert len(list(pages.class_views([parse(path=VIEWS, text=text)]))) == 1


def test_a_view_without_an_address_is_found():
    planted = parse(path=VIEWS, text="def export(request):\n    pass\n")

    assert len(list(pages.unreachable([planted], reached=[]))) == 1
    assert list(pages.unreachable([planted], reached=["candour.cases.views.export"])) == []


def test_a_view_of_a_signed_in_site_that_lets_strangers_in_is_found():
    planted = parse(path=VIEWS, text="@require_POST\ndef export(request):\n    pass\n")
    guarded = parse(path=VIEWS, text="@signed_in\ndef export(request):\n    pass\n")
    reached = ["candour.cases.views.export"]

    assert len(list(pages.open_to_strangers([planted], reached=reached))) == 1
    assert list(pages.open_to_strangers([guarded], reached=reached)) == []
