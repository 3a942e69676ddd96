"""Every copy is marked, listed and traced: the ledger names it, and so does what got out of it."""

import hashlib

import pytest

import browsing
from candour.cases.models import DisclosedCopy, ServedCopy
from candour.cases.parties import copies
from candour.core.tracing import marking, passages
from cast import OTHER_BODY, REPRESENTATIVE, SUBJECT_SEAT
from sides import party

LONG = " ".join(
    f"On day {day} he didn't speak to me, and at the end of the shift - the {day} of them - my kit"
    f" was found 'by chance' behind locker {day * 7}; nobody on the night-shift asked why."
    for day in range(2, 9)
)


@pytest.fixture
def given(named, side):
    """A long paper in two copies: the subject's, and that of who stands by them."""
    side(named, SUBJECT_SEAT, title="Summary of evidence", text=LONG)
    return named


def copy_of(username: str) -> DisclosedCopy:
    return DisclosedCopy.objects.get(party__account__username=username)


def shown(visitor, username: str) -> str:
    """Return the words of a copy as a browser would copy them from its page."""
    page = visitor.get(f"/bundle/{ServedCopy.objects.get(account__username=username).id}/")
    parts = browsing.html.unescape(page.body).split("<pre")[1:]
    return "".join(part.split(">", 1)[1].split("</pre>")[0] for part in parts)


@pytest.mark.scenario("SC-25", part="marked-and-listed")
def test_each_recipient_gets_another_copy_of_the_same_words(visit, given):
    one = shown(visit(SUBJECT_SEAT), SUBJECT_SEAT)
    other = shown(visit(REPRESENTATIVE), REPRESENTATIVE)

    assert one != other
    assert passages.words(text=one) == passages.words(text=other) == passages.words(text=LONG)


@pytest.mark.scenario("SC-25", part="marked-and-listed")
def test_the_ledger_lists_what_to_whom_at_which_stage_when_by_whom_and_its_hash(visit, given):
    text = visit("desk").get(f"/cases/{given}/disclosure/").text
    copy = copy_of(SUBJECT_SEAT)

    for said in ("Summary of evidence", "Daniel Marlow", "Alison Mercer", "Notice of investigation",
                 "Harriet Lockwood", copy.code, bytes(copy.copy_hash).hex()):  # fmt: skip
        assert said in text


def test_the_hash_is_that_of_the_copy_as_its_recipient_has_it(visit, given):
    marked = shown(visit(SUBJECT_SEAT), SUBJECT_SEAT).removesuffix("\n")

    assert hashlib.sha256(marked.encode()).digest() == bytes(copy_of(SUBJECT_SEAT).copy_hash)


def test_every_page_of_a_copy_says_whose_it_is(visit, given):
    page = visit(SUBJECT_SEAT).get(
        f"/bundle/{ServedCopy.objects.get(account__username=SUBJECT_SEAT).id}/"
    )

    code = copy_of(SUBJECT_SEAT).code
    assert page.body.count("<pre") == page.body.count(f"Copy {code} for {SUBJECT_SEAT}")


@pytest.mark.scenario("SC-25", part="traced")
@pytest.mark.parametrize("username", [SUBJECT_SEAT, REPRESENTATIVE])
def test_a_few_lines_that_got_out_name_the_copy(visit, given, username):
    leaked = "\n".join(shown(visit(username), username).split("\n")[2:9])

    page = visit("desk").post(f"/cases/{given}/disclosure/trace/", {"text": leaked})

    first = page.text.split("Very strong")[0]
    assert copy_of(username).code in first
    assert page.text.count("Very strong") == 1


@pytest.mark.scenario("SC-25", part="traced")
def test_running_text_that_was_typed_anew_names_nobody(visit, given):
    leaked = " ".join(marking.clean(text=shown(visit(SUBJECT_SEAT), SUBJECT_SEAT)).split())

    page = visit("desk").post(f"/cases/{given}/disclosure/trace/", {"text": leaked})

    assert page.text.count("Not enough to say") == 2


def test_a_passage_that_is_left_out_stands_in_no_copy(visit, named, side):
    side(named, SUBJECT_SEAT, text=LONG, left_out="behind locker 14")

    shown_text = marking.clean(text=shown(visit(SUBJECT_SEAT), SUBJECT_SEAT))
    assert "locker 14" not in " ".join(shown_text.split())
    assert copies.LEFT_OUT in " ".join(shown_text.split())


def test_a_passage_to_leave_out_that_stands_nowhere_is_refused(named, side):
    page = side(named, SUBJECT_SEAT, left_out="words that are not there")

    assert "stands in none of what you give" in page.errors[0]


def test_the_statement_and_letters_can_be_given(visit, named, side):
    desk = visit("desk")
    form = desk.get(f"/cases/{named}/disclosure/give/")
    statement = form.body.split('value="statement:')[1].split('"')[0]

    side(named, SUBJECT_SEAT, title="", text="", papers=[f"statement:{statement}"])

    said = " ".join(marking.clean(text=shown(visit(SUBJECT_SEAT), SUBJECT_SEAT)).split())
    assert browsing.story.STORY in said


def test_another_body_has_no_account_and_its_copy_is_printed(visit, named, side):
    desk = visit("desk")
    desk.post(f"/cases/{named}/parties/body/", {"body": "The prosecutor", "why": "For advice."})
    body = browsing.re.search(r"parties/([0-9a-f-]{36})/end/\">End their part<span"
                              r" class=\"govuk-visually-hidden\">: The prosecutor",
                              desk.get(f"/cases/{named}/parties/").body).group(1)  # fmt: skip

    side(named, SUBJECT_SEAT, party=body, stage="other")

    copy = DisclosedCopy.objects.get(file_id=named)
    page = desk.get(f"/cases/{named}/disclosure/{copy.id}/")
    assert f"Copy {copy.code} for The prosecutor" in page.text
    assert not ServedCopy.objects.exists()


def test_nothing_chosen_is_refused(named, side):
    assert side(named, SUBJECT_SEAT, title="", text="").errors == [
        "Choose what is given, or write it."
    ]


def test_whoever_is_kept_out_reaches_no_copy(visit, given):
    paths = [f"/cases/{given}/disclosure/{copy_of(SUBJECT_SEAT).id}/"]

    assert visit("subject").statuses(paths) == visit(SUBJECT_SEAT).statuses(paths) == {404}


def test_a_copy_that_is_not_there_answers_as_a_case_that_is_not(visit, given):
    desk = visit("desk")

    assert desk.get(f"/cases/{given}/disclosure/{browsing.NOWHERE}/").status == 404


def test_a_recipient_without_a_certified_key_is_given_nothing(visit, named, side):
    from candour.guard.models import SeatCertificate

    SeatCertificate.objects.filter(account__username=OTHER_BODY).update(
        revoked_on=browsing.clock.today(), revoked_because="leaver"
    )

    page = side(named, OTHER_BODY, stage="other")

    assert "has no certified key yet" in page.errors[0]
    assert not DisclosedCopy.objects.filter(party=party(named, OTHER_BODY)).exists()
