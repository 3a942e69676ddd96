"""The components of the pages: sound HTML, usable by keyboard and reader, safe, no script."""

import pathlib

import gallery
import html5lib
import pytest
import strict_html
from django.template import TemplateSyntaxError, engines, loader
from django.utils import translation

from candour.pages.templatetags import candour as tags

PAGES = ("gallery", "report", "question", "end", "pause", "400", "403", "404", "500")
SHEETS = sorted(pathlib.Path(tags.__file__).parents[1].glob("static/candour/*.css"))


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(params=PAGES)
def page(request):
    return strict_html.read(rendered(request.param))


def rendered(name):
    made = {
        "gallery": gallery.gallery,
        "report": gallery.report_page,
        "question": lambda: gallery.page("gallery_question.html", form=gallery.Answers()),
        "end": lambda: gallery.page("gallery_end.html"),
        "pause": lambda: gallery.page("gallery_pause.html"),
    }
    return made[name]() if name in made else loader.get_template(f"{name}.html").render()


def component(markup, **context):
    body = engines["django"].from_string(markup).render(context)
    shell = f"<!DOCTYPE html><html lang=en><head><title>x</title></head><body>{body}</body></html>"
    return strict_html.read(shell)


def test_ids_are_unique(page):
    assert sorted(set(page.ids)) == sorted(page.ids)


def test_every_reference_has_its_target(page):
    assert page.dangling_references == []


def test_every_control_has_its_label(page):
    assert page.controls_without_label == []


def test_no_page_holds_a_script_a_style_or_a_handler(page):
    assert page.forbidden == []


def test_every_page_loads_its_own_files_only(page):
    assert [address for address in page.loaded if not address.startswith("/static/")] == []


def test_a_page_has_one_main_heading_and_no_level_is_left_out(page):
    assert page.heading_levels.count(1) == 1
    assert page.heading_jumps == []


def test_the_first_tab_stop_skips_to_the_main_content(page):
    assert page.tab_stops[0] == "Skip to main content"
    assert page.one("main").get("id") == "main-content"


def test_a_planted_fault_in_the_html_is_found():
    broken = rendered("404").replace("</main>", "</main></p>")
    with pytest.raises(html5lib.html5parser.ParseError):
        strict_html.read(broken)


def test_a_planted_dangling_reference_is_found():
    broken = strict_html.read(rendered("question").replace('id="id_place"', 'id="id_other"'))
    assert broken.dangling_references == ["id_place"]
    assert broken.controls_without_label == ["place"]


def test_a_planted_gap_between_headings_is_found():
    broken = strict_html.read(rendered("404").replace("<p ", "<h3>Deep</h3><p ", 1))
    assert broken.heading_jumps == [(1, 3)]


def test_a_planted_inline_style_is_found():
    broken = strict_html.read(rendered("404").replace("<main ", '<main style="color:red" '))
    assert broken.forbidden == ["style="]


# --- Bases ------------------------------------------------------------------------------------


def test_the_tab_of_the_report_site_never_says_what_it_is():
    titles = {strict_html.read(rendered(name)).title for name in ("report", "question", "end")}
    assert titles == {"Step 3 of 9", "Form"}


def test_leaving_the_report_site_is_the_second_tab_stop():
    leave = strict_html.read(rendered("report")).with_class("govuk-exit-this-page__button")[0]
    assert strict_html.read(rendered("report")).tab_stops[1] == "Leave this page"
    assert leave.get("rel") == "nofollow noreferrer"
    assert leave.get("href") == tags.ELSEWHERE


def test_nothing_on_a_question_page_throws_the_answers_away_but_leaving():
    page = strict_html.read(rendered("question"))
    inside = [link.get("href") for link in page.all("a") if not link.get("href").startswith("#")]
    assert inside == [tags.ELSEWHERE]


def test_a_deployment_chooses_where_leaving_leads():
    shown = gallery.page("gallery_end.html", exit_url="https://example.org/")
    leave = strict_html.read(shown).with_class("govuk-exit-this-page__button")[0]
    assert leave.get("href") == "https://example.org/"


def test_staff_see_no_quick_exit():
    assert strict_html.read(rendered("gallery")).with_class("govuk-exit-this-page") == []


def test_the_title_of_a_refused_page_begins_with_error():
    assert strict_html.read(rendered("gallery")).title.startswith("Error: ")


def test_the_title_of_a_sound_page_does_not_begin_with_error():
    assert strict_html.read(rendered("question")).title == "Form"


def test_signing_out_is_a_post():
    account = strict_html.read(rendered("gallery")).with_class("candour-account")[0]
    assert account.get("method") == "post"
    assert account.get("action") == "/sign-out"


def test_the_page_says_its_language_and_direction():
    with translation.override("ar"):
        root = strict_html.read(rendered("gallery")).one("html")
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")


def test_only_right_to_left_pages_load_the_mirror_sheet():
    mirror = "/static/candour/right-to-left.css"
    with translation.override("ar"):
        mirrored = strict_html.read(rendered("report")).loaded
    assert mirror in mirrored
    assert mirror not in strict_html.read(rendered("report")).loaded


def test_the_page_for_hidden_and_absent_things_is_the_same():
    hidden = {"request_path": "/cases/1", "exception": "walled"}
    absent = {"request_path": "/cases/2", "exception": "no such case"}
    template = loader.get_template("404.html")
    assert template.render(hidden) == template.render(absent)
    assert "walled" not in template.render(hidden)


@pytest.mark.parametrize("code", ["400", "403", "404", "500"])
def test_the_error_pages_of_the_report_site_can_be_left_quickly(code):
    page = strict_html.read(loader.get_template(f"report/{code}.html").render())
    assert page.title == "Form"
    assert page.tab_stops[1] == "Leave this page"


def test_a_page_refused_for_its_origin_says_the_same_as_any_other():
    assert loader.get_template("403_csrf.html").render() == rendered("403")


def test_no_style_sheet_loads_anything():
    assert len(SHEETS) == 4
    assert [sheet.name for sheet in SHEETS if "url(" in sheet.read_text()] == []


# --- Forms ------------------------------------------------------------------------------------


def test_the_error_summary_takes_the_focus_without_a_script():
    summary = strict_html.read(rendered("gallery")).with_class("govuk-error-summary")[0]
    assert summary.get("tabindex") == "-1"
    assert "autofocus" in summary.attrib


def test_the_error_summary_leads_to_the_first_control_to_mend():
    links = [
        (link.get("href"), strict_html.text_of(link))
        for link in strict_html.read(rendered("gallery")).all("a")
        if link.get("href", "").startswith("#id_")
    ]
    assert links[:4] == [
        ("#id_what", "Tell us what happened"),
        ("#id_when_1", "The date it happened must include a month"),
        ("#id_kind_0", "Choose who you are"),
        ("#id_seen_by_0", "Choose at least one"),
    ]


def test_no_errors_draw_no_summary():
    page = component("{% error_summary form %}", form=gallery.Filters())
    assert page.with_class("govuk-error-summary") == []


def test_errors_of_the_whole_form_stand_without_a_link():
    form = gallery.Filters({"status": "open"})
    form.add_error(None, "Someone else has changed this case")
    page = component("{% error_summary form %}", form=form)
    assert strict_html.text_of(page.one("li")) == "Someone else has changed this case"
    assert page.all("a") == []


def test_a_field_is_described_by_its_hint_and_its_error():
    box = strict_html.read(rendered("gallery")).one("textarea", name="what")
    assert box.get("aria-describedby") == "id_what_helptext id_what_error"
    assert box.get("aria-invalid") == "true"


def test_a_group_is_described_by_its_hint_and_its_error():
    described = [
        e.get("aria-describedby") for e in strict_html.read(rendered("gallery")).all("fieldset")
    ]
    assert "id_kind_helptext id_kind_error" in described


def test_browsers_neither_check_nor_cut_short_nor_remember_an_answer():
    page = strict_html.read(rendered("gallery"))
    boxes = [*page.all("input", type="text"), *page.all("textarea"), *page.all("select")]
    given = {name for box in boxes for name in box.attrib}
    assert given & {"required", "maxlength", "minlength", "min", "max"} == set()
    assert {box.get("autocomplete") for box in boxes} == {"off"}
    assert "novalidate" in page.one("form", id="journey").attrib


def test_secret_words_are_not_sent_to_a_spelling_checker():
    box = strict_html.read(rendered("gallery")).one("input", name="words")
    assert box.get("spellcheck") == "false"
    assert box.get("autocapitalize") == "none"


def test_a_number_is_typed_into_a_plain_box():
    box = strict_html.read(rendered("gallery")).one("input", name="people")
    assert (box.get("type"), box.get("inputmode")) == ("text", "numeric")


def test_an_answer_is_kept_when_the_page_is_refused():
    page = component("{{ form }}", form=gallery.Answers({"what": "He <looked>", "kind": "staff"}))
    assert page.one("textarea").text == "He <looked>"
    assert "checked" in page.one("input", value="staff").attrib


def test_an_answer_keeps_the_empty_line_it_begins_with():
    page = component("{{ form.what }}", form=gallery.Answers({"what": "\n\nFirst"}))
    assert page.one("textarea").text == "\n\nFirst"


def test_the_one_question_of_a_page_is_its_heading():
    page = component("{% field form.kind heading=True %}", form=gallery.Answers())
    assert strict_html.text_of(page.one("h1")) == "Who are you?"
    assert page.one("legend").find(".//*[@class='govuk-fieldset__heading']") is not None


def test_a_choice_may_carry_its_own_hint():
    page = component("{{ form.kind }}", form=gallery.Answers())
    assert page.one("input", value="staff").get("aria-describedby") == "id_kind_1_helptext"
    assert strict_html.text_of(page.with_class("govuk-radios__divider")[0]) == "or"


def test_hidden_fields_travel_with_the_form():
    page = component("{{ form }}", form=gallery.Answers(initial={"state": "sealed"}))
    assert page.one("input", type="hidden").get("value") == "sealed"


def test_enter_presses_continue_and_not_back():
    buttons = component('{% back_button %}<form id="journey"></form>').all("button")
    assert [(b.get("name"), b.get("value")) for b in buttons] == [(None, None), ("go", "back")]
    assert buttons[0].get("aria-hidden") == "true"
    assert buttons[0].get("tabindex") == "-1"


def test_changing_an_answer_is_a_button_of_the_journey():
    page = component('{% summary %}{% row "When" go="when" %}Monday{% endrow %}{% endsummary %}')
    button = page.one("button")
    assert (button.get("form"), button.get("name")) == ("journey", "go")
    assert button.get("value") == "when"
    assert strict_html.text_of(button) == "Change When"


# --- Words, lists and tables ------------------------------------------------------------------


@pytest.mark.parametrize(
    "markup",
    [
        "{% warning hostile %}",
        "{% details hostile %}{{ hostile }}{% enddetails %}",
        "{% inset %}{{ hostile }}{% endinset %}",
        "{% banner title=hostile %}{{ hostile }}{% endbanner %}",
        "{% panel hostile %}{{ hostile }}{% endpanel %}",
        "{% card hostile go=hostile %}{% summary %}"
        "{% row hostile href=hostile %}{{ hostile }}{% endrow %}{% endsummary %}{% endcard %}",
        "{% tag hostile colour=hostile %}",
        "{% words hostile %}",
        "{% code_block hostile label=hostile %}",
        "{% button hostile name=hostile value=hostile %}",
    ],
)
def test_no_component_lets_markup_through(markup):
    page = component(markup, hostile="<script>alert(1)</script>\"'>")
    assert page.forbidden == []


def test_a_message_cannot_bring_markup():
    letter = {"sender": "<b>x</b>", "at": None, "text": "<script>x</script>\n\nbye"}
    page = component("{% messages letters %}", letters=[letter])
    assert page.forbidden == []
    assert page.all("b") == []


def test_a_misspelt_argument_of_a_component_is_an_error():
    with pytest.raises(TemplateSyntaxError):
        component('{% details "Why" opened=True %}x{% enddetails %}')


def test_a_task_that_cannot_start_has_no_link():
    page = component("{% tasks tasks %}", tasks=gallery.CONTENT["tasks"])
    assert [strict_html.text_of(link) for link in page.all("a")] == [
        "Record the report",
        "Screen each person",
    ]
    assert [strict_html.text_of(tag) for tag in page.with_class("govuk-tag")] == ["Not started"]


def test_a_table_has_a_caption_and_scoped_headings():
    page = component("{% data_table table %}", table=gallery.TABLE)
    assert strict_html.text_of(page.one("caption")) == "Cases by age"
    assert [cell.get("scope") for cell in page.all("th")] == ["col", "col", "col", "row", "row"]


def test_a_wide_table_can_be_scrolled_by_keyboard():
    scroller = component("{% data_table table %}", table=gallery.TABLE).with_class("candour-scroll")
    assert scroller[0].get("tabindex") == "0"
    assert scroller[0].get("aria-label") == "Cases by age"


def test_words_are_shown_one_by_one_and_never_translated():
    page = component("{% words secret %}", secret=gallery.WORDS)
    assert [strict_html.text_of(word) for word in page.all("li")] == gallery.WORDS.split()
    assert page.one("ol").get("translate") == "no"


@pytest.mark.parametrize(
    ("current", "pages_in_all", "shown"),
    [
        (1, 3, "1 2 3"),
        (1, 2, "1 2"),
        (5, 12, "1 ⋯ 4 5 6 ⋯ 12"),
        (12, 12, "1 ⋯ 11 12"),
        (2, 4, "1 2 3 4"),
    ],
)
def test_pagination_shows_the_ends_and_the_neighbours(current, pages_in_all, shown):
    page = component(
        '{% pagination current=current pages=count address="?page=" %}',
        current=current,
        count=pages_in_all,
    )
    assert " ".join(strict_html.text_of(item) for item in page.all("li")) == shown
    assert strict_html.text_of(page.one("a", aria_current="page")) == str(current)


def test_a_single_page_has_no_pagination():
    page = component('{% pagination current=1 pages=1 address="?page=" %}')
    assert page.all("nav") == []


def test_progress_is_said_in_words_and_shown():
    bar = component('{% progress 1240 maximum=97144 label="Rows taken" %}').one("progress")
    assert (bar.get("value"), bar.get("max")) == ("1240", "97144")
    assert strict_html.text_of(bar) == "1,240 of 97,144"


def test_the_time_of_an_event_is_local():
    page = component("{% timeline events %}", events=gallery.CONTENT["events"])
    assert [strict_html.text_of(time) for time in page.all("time")] == [
        "5 January 2026",
        "5 January 2026 at 2:30pm",
    ]
