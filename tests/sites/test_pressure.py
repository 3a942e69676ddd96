"""When too much comes at once the report site says so, and gives back every word that was typed."""

import html
import urllib.parse

import html5lib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from candour.sites.pressure import Drafts, Gate

MEBIBYTE = 1024 * 1024
# Letters that a browser sends and shows again unchanged.
TYPED = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n\t"), max_size=60
)
FORM = "application/x-www-form-urlencoded"


def fields(response):
    """What the page would send when its button is pressed, as a browser sends it."""
    tree = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    return [
        (one.get("name"), one.get("value"))
        for one in tree.iter("input")
        if one.get("type") == "hidden"
    ]


def shown(response):
    return html.unescape(response.content.decode())


@pytest.fixture
def ask(deployed):
    """A request to the report site, made by hand."""
    factory = RequestFactory(HTTP_HOST="report.localhost", HTTP_SEC_FETCH_SITE="same-origin")

    def made(*pairs, **more):
        body = urllib.parse.urlencode(pairs)
        return factory.post("/report/", body, content_type=FORM, **more)

    return made


@pytest.fixture
def crowded(deployed):
    """What the second of two gets who ask at the same moment, where only one is answered."""
    deployed.AT_ONCE, deployed.PATIENCE = 1, 0

    def second(first, other):
        answers = []

        def meanwhile(request):
            if request is first:
                answers.append(gate(other))
            return HttpResponse("answered")

        gate = Gate(meanwhile)
        assert gate(first).content == b"answered"
        return answers[0]

    return second


def test_who_comes_when_every_place_is_taken_is_asked_to_try_again(crowded, ask):
    response = crowded(ask(("go", "next")), ask(("go", "next"), ("story", "Every word")))

    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert "Many people are writing at this moment" in shown(response)
    assert fields(response) == [("go", "next"), ("story", "Every word")]


def test_a_place_is_free_again_when_a_request_ends_in_an_error(deployed, ask):
    deployed.AT_ONCE, deployed.PATIENCE = 1, 0
    failing = ask(("go", "next"))

    def fails_once(request):
        if request is failing:
            raise ZeroDivisionError
        return HttpResponse("answered")

    gate = Gate(fails_once)
    with pytest.raises(ZeroDivisionError):
        gate(failing)

    assert gate(ask(("go", "next"))).content == b"answered"


@hypothesis_settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)
@given(st.lists(st.tuples(st.sampled_from(["state", "story", "go", "names"]), TYPED), max_size=6))
def test_every_field_comes_back_as_often_and_as_exactly_as_it_was_sent(crowded, ask, typed):
    sent = [("go", "next"), *typed]

    response = crowded(ask(("go", "look")), ask(*sent))

    assert fields(response) == sent


def test_what_was_typed_can_never_become_part_of_the_page(crowded, ask):
    typed = ("story", '"><script>alert(1)</script><input name="x" value="')

    response = crowded(ask(("go", "next")), ask(typed))

    assert "<script" not in response.content.decode()
    assert fields(response) == [typed]


def test_a_form_that_another_site_sends_is_not_given_back(crowded, ask):
    other = ask(("story", "planted"), HTTP_SEC_FETCH_SITE="cross-site")

    response = crowded(ask(("go", "next")), other)

    assert response.status_code == 403
    assert "planted" not in shown(response)


def test_a_page_that_was_only_opened_offers_to_open_it_again(crowded, ask):
    opened = RequestFactory(HTTP_HOST="report.localhost").get("/cy/limits/")

    response = crowded(ask(("go", "next")), opened)

    assert response.status_code == 503
    assert 'href="/cy/limits/"' in response.content.decode()


def test_whether_the_site_lives_is_answered_without_a_place(crowded, ask):
    health = RequestFactory(HTTP_HOST="report.localhost").get("/healthz")

    assert crowded(ask(("go", "next")), health).content == b"answered"


def upload(**typed):
    factory = RequestFactory(HTTP_HOST="report.localhost", HTTP_SEC_FETCH_SITE="same-origin")
    return factory.post("/report/", {**typed, "files": [open_file()]})


def send(visitor, typed, **more):
    """Send a form without files, as a browser does."""
    body = urllib.parse.urlencode(typed)
    return visitor.post("/report/", body, content_type=FORM, **more)


def open_file():
    return SimpleUploadedFile("note.txt", b"in the file", content_type="text/plain")


def test_a_slow_upload_keeps_nobody_out_who_only_writes(crowded, ask):
    assert crowded(upload(go="attach"), ask(("story", "words"))).content == b"answered"


def test_a_refused_upload_gives_back_what_was_typed_and_asks_for_the_file_again(crowded):
    response = crowded(upload(go="attach"), upload(go="attach", state="sealed", story="words"))

    assert response.status_code == 503
    assert fields(response) == [("go", "attach"), ("state", "sealed"), ("story", "words")]
    assert "You will have to choose it again" in shown(response)
    assert "in the file" not in shown(response)


def test_any_number_of_people_behind_one_address_are_answered(deployed, ask):
    gate = Gate(lambda request: HttpResponse("answered"))
    asked = [
        gate(ask(("state", f"page {number}"), REMOTE_ADDR="192.0.2.1")) for number in range(300)
    ]

    assert {response.content for response in asked} == {b"answered"}


def test_one_page_that_is_sent_without_end_is_asked_to_wait_and_keeps_its_words(deployed, ask):
    gate = Gate(lambda request: HttpResponse("answered"))
    sent = [("state", "one page"), ("story", "Every word")]

    answers = [gate(ask(*sent)) for _ in range(int(Drafts.BURST) + 5)]

    assert answers[0].content == b"answered"
    assert answers[-1].status_code == 503
    assert fields(answers[-1]) == sent
    assert gate(ask(("state", "another page"))).content == b"answered"


@given(st.lists(st.floats(min_value=0, max_value=30), min_size=1, max_size=200))
def test_one_page_is_never_taken_more_often_than_its_bucket_holds(pauses):
    drafts, now, taken = Drafts(), 0.0, 0
    for pause in pauses:
        now += pause
        taken += drafts.takes("page", at=now)

    assert taken <= Drafts.BURST + now * Drafts.PER_SECOND
    assert taken >= min(len(pauses), Drafts.BURST)


def test_one_busy_page_never_counts_against_another():
    drafts = Drafts()
    flooded = [drafts.takes("one", at=0.0) for _ in range(100)]

    assert flooded.count(False) == 70
    assert drafts.takes("other", at=0.0)


def test_pages_are_remembered_in_bounded_memory_and_by_no_name():
    drafts = Drafts()
    drafts.MOST_KEPT = 50
    for number in range(200):
        drafts.takes(f"page {number}", at=0.0)

    kept = drafts._buckets
    assert len(kept) == 50
    assert {len(name) for name in kept} == {16}


def test_words_far_too_long_for_a_page_are_given_back_whole(visitor):
    story = "She said it again. " * (int(2.5 * MEBIBYTE) // 19)

    response = send(visitor, {"state": "sealed", "go": "next", "story": story})

    assert response.status_code == 413
    assert story.strip() in shown(response)
    assert fields(response) == [("state", "sealed")]
    assert 'name="go" value="stay"' in response.content.decode()


def test_far_too_many_fields_are_given_back(visitor):
    typed = {f"field{number}": f"word{number}" for number in range(1500)}

    response = send(visitor, {"state": "sealed", **typed})

    assert response.status_code == 413
    assert "word0" in shown(response)
    assert "word1499" in shown(response)


def test_a_form_of_another_site_that_is_too_long_is_not_given_back(visitor):
    response = send(visitor, {"story": "planted" * MEBIBYTE}, HTTP_SEC_FETCH_SITE="cross-site")

    assert response.status_code == 403
    assert "planted" not in shown(response)


def test_an_upload_with_far_too_many_fields_is_answered_in_words(visitor):
    typed = {f"field{number}": "word" for number in range(1500)}

    response = visitor.post("/check/", {**typed, "file": open_file()})

    assert response.status_code == 413
    assert "This is too much to send at once" in shown(response)


def test_after_too_long_a_text_the_page_goes_on_where_it_was(reporter):
    page = reporter.get("/report/").content.decode()
    state = page.split('name="state" value="')[1].split('"')[0]

    refused = send(reporter, {"state": state, "go": "next", "route": "x" * 3 * MEBIBYTE})
    back = send(reporter, {**dict(fields(refused)), "go": "stay"})

    assert refused.status_code == 413
    assert back.status_code == 200
    assert 'name="route"' in back.content.decode()
