"""A name kept in confidence: released to one person for days, and not given away by asking."""

import datetime
import json
import re

import pytest

import story
from candour.cases.models import NameAnswer, NameAsk, NameDecision, NameEnd, NameRequest
from candour.cases.releasing import answers
from candour.cases.releasing.actions.answer_for_name import Lapsed
from candour.cases.releasing.actions.end_names import end_names
from candour.guard.actors import service
from candour.guard.models import Leaf, Wall
from candour.intake import mailboxes
from candour.intake.models import KeptName
from cast import KEPT_OUT, NOW

KEEPERS = ("outside-desk", "outside-desk-two", "outside-desk-three")
DAY = datetime.timedelta(days=1)
SAME = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|C-[0-9A-Z]{4}-[0-9A-Z]{4}")


def ask(visit, world, file, *, days: int = 7):
    return visit("desk").post(
        f"/cases/{file}/names/",
        {
            "named": str(world.accounts["investigator"]),
            "purpose": "evidence",
            "days": str(days),
            "words": "I need her statement before the hearing.",
        },
    )


def ask_of(file, account) -> NameAsk:
    return NameAsk.objects.get(file_id=file, account_id=account)


def answer(visit, world, file, *, by: str = "outside-desk", **data: str):
    path = f"/names/{ask_of(file, world.accounts[by]).id}/"
    return visit(by).post(path, {"answer": "release", "reason": "", **data})


def letters(as_role, sent) -> list[str]:
    with as_role("report"):
        return [letter.text for letter in mailboxes.open_box(keys=sent.keys).letters]


def opened(world, file) -> dict[str, str]:
    row = NameAnswer.objects.get(file_id=file)
    return answers.opened(
        ciphertext=bytes(row.ciphertext), file=file, answer=row.id,
        private=story.vault_of(world, "investigator").private_key,
    )  # fmt: skip


def tomorrow(file) -> None:
    """Let the answer show today, as if it had been given yesterday."""
    for row in NameAnswer.objects.filter(file_id=file):
        row.shown_on -= DAY
        row.save(update_fields=["shown_on"])


def test_a_name_is_shown_to_the_person_named_and_to_nobody_else(visit, world, recorded):
    _, file = recorded(named=True)
    ask(visit, world, file)
    answer(visit, world, file)
    tomorrow(file)
    path = f"/names/shown/{NameAnswer.objects.get(file_id=file).id}/"

    assert "Alix Merrow" in visit("investigator").get(path).text
    for username in (*KEPT_OUT[:-1], "desk", "authority", "outside-desk", "custodian"):
        assert visit(username).get(path).status == 404


def test_an_answer_is_not_shown_on_the_day_it_is_given(visit, world, recorded):
    _, file = recorded(named=True)
    ask(visit, world, file)
    answer(visit, world, file)
    path = f"/names/shown/{NameAnswer.objects.get(file_id=file).id}/"

    assert visit("investigator").get(path).status == 404
    assert "Not yet" in visit("desk").get(f"/cases/{file}/names/").text


def test_asking_looks_and_leaves_the_same_whether_there_is_a_name_or_not(visit, world, recorded):
    seen = []
    for named in (True, False):
        _, file = recorded(named=named)
        before = Leaf.objects.count()
        pages = [ask(visit, world, file), visit("desk").get(f"/cases/{file}/names/")]
        seen.append(
            (
                [(page.status, SAME.sub("", page.location), len(page.body)) for page in pages],
                Leaf.objects.count() - before,
                NameAsk.objects.filter(file_id=file).count(),
                {len(bytes(row.ciphertext)) for row in NameAsk.objects.filter(file_id=file)},
            )
        )

    assert seen[0] == seen[1]


def test_answers_are_alike_outside_whether_released_refused_or_without_a_name(
    visit, world, as_role, recorded
):
    sizes, leaves, counts, pages = set(), set(), set(), set()
    for named, given in ((True, "release"), (True, "refuse"), (False, "release")):
        sent, file = recorded(named=named)
        ask(visit, world, file)
        before = Leaf.objects.count()
        answer(visit, world, file, answer=given, reason="unclear" if given == "refuse" else "")
        row = NameAnswer.objects.get(file_id=file)
        sizes.add(len(bytes(row.ciphertext)))
        leaves.add(Leaf.objects.count() - before)
        counts.add(len(letters(as_role, sent)))
        tomorrow(file)
        pages.add(len(visit("desk").get(f"/cases/{file}/names/").text))

    assert [len(one) for one in (sizes, leaves, counts, pages)] == [1, 1, 1, 1]


def test_without_a_name_the_person_named_is_told_the_same_as_when_it_is_refused(
    visit, world, recorded
):
    texts = set()
    for named, given in ((True, "refuse"), (False, "release")):
        _, file = recorded(named=named)
        ask(visit, world, file)
        answer(visit, world, file, answer=given, reason="unclear" if given == "refuse" else "")
        tomorrow(file)
        path = f"/names/shown/{NameAnswer.objects.get(file_id=file).id}/"
        texts.add(visit("investigator").get(path).text)

    assert len(texts) == 1


def test_the_reporter_is_told_who_why_and_until_when(visit, world, as_role, recorded):
    sent, file = recorded(named=True)
    ask(visit, world, file)
    answer(visit, world, file)

    told = letters(as_role, sent)[-1]
    assert "Northfold Police" in told
    assert "To ask the reporter for a statement" in told
    assert "Until:" in told


def test_the_handlers_get_no_copy_of_what_she_is_told(visit, world, recorded):
    _, file = recorded(named=True)
    ask(visit, world, file)
    answer(visit, world, file)

    assert "Your name is shown" not in visit("desk").get(f"/cases/{file}/letters/").text


def test_an_answer_is_taken_away_when_its_days_are_over(visit, world, as_role, recorded):
    _, file = recorded(named=True)
    ask(visit, world, file, days=7)
    answer(visit, world, file)

    with as_role("worker"):
        ended = [end_names(by=service("t"), at=NOW + days * DAY) for days in (7, 8, 8)]

    assert ended == [0, 1, 0]
    assert not NameAnswer.objects.exists()
    assert NameEnd.objects.count() == 1


def test_an_answer_past_its_days_is_not_shown_even_before_it_is_taken_away(visit, world, recorded):
    _, file = recorded(named=True)
    ask(visit, world, file, days=1)
    answer(visit, world, file)
    row = NameAnswer.objects.get(file_id=file)
    NameAnswer.objects.filter(id=row.id).update(shown_on=NOW.date() - 2 * DAY, until_on=NOW.date())

    assert visit("investigator").get(f"/names/shown/{row.id}/").status == 404


@pytest.mark.parametrize("named", [True, False])
def test_a_request_that_nobody_answers_lapses_with_a_name_or_without(
    visit, world, recorded, as_role, named
):
    _, file = recorded(named=named)
    ask(visit, world, file)
    NameAsk.objects.update(asked_at=NOW - 29 * DAY)
    NameRequest.objects.update(asked_at=NOW - 29 * DAY)

    page = answer(visit, world, file)

    assert page.errors == [Lapsed.__doc__]
    assert not NameAnswer.objects.exists()
    assert "It has lapsed" in visit("desk").get(f"/cases/{file}/names/").text
    assert "Lapsed" in visit("outside-desk").get("/names/").text
    assert "Waits for you" not in visit("outside-desk").get("/names/").text


def test_refusing_needs_a_reason(visit, world, recorded):
    _, file = recorded(named=True)
    ask(visit, world, file)

    page = answer(visit, world, file, answer="refuse")

    assert page.errors == ["Choose why you refuse."]
    assert not NameDecision.objects.exists()


def test_one_keeper_answers_for_all(visit, world, recorded):
    _, file = recorded(named=True)
    ask(visit, world, file)
    answer(visit, world, file)

    page = answer(visit, world, file, by="outside-desk-two")

    assert page.errors == ["A keeper has answered this already. An answer stands."]


@pytest.mark.parametrize("username", [*KEPT_OUT, "desk", "authority", "outside-desk-two"])
def test_what_a_keeper_is_asked_is_404_for_everybody_else(visit, world, recorded, username):
    _, file = recorded(named=True)
    ask(visit, world, file)
    path = f"/names/{ask_of(file, world.accounts['outside-desk']).id}/"

    assert visit(username).get(path).status == 404


def test_a_keeper_walled_since_gets_404(visit, world, recorded):
    _, file = recorded(named=True)
    ask(visit, world, file)
    account = world.accounts["outside-desk"]
    Wall.objects.create(file_id=file, account_id=account, because="association")

    assert visit("outside-desk").get(f"/names/{ask_of(file, account).id}/").status == 404


@pytest.mark.parametrize("named", ["subject", "colleague", "line-manager"])
def test_nobody_whom_a_wall_keeps_out_can_be_named(visit, world, recorded, named):
    _, file = recorded()
    visit("desk").post(
        f"/cases/{file}/names/",
        {"named": str(world.accounts[named]), "purpose": "safety", "days": "3", "words": "x"},
    )

    assert not NameRequest.objects.exists()


def test_no_request_reads_the_table_where_names_lie(world, as_role, recorded):
    recorded(named=True)

    assert KeptName.objects.count() == 1
    with as_role("casework", actor=world.accounts["desk"]):
        from django.db import ProgrammingError, transaction

        with pytest.raises(ProgrammingError), transaction.atomic():
            KeptName.objects.count()


def test_the_leaf_of_an_answer_names_no_name(visit, world, recorded):
    _, file = recorded(named=True)
    ask(visit, world, file)
    answer(visit, world, file)

    for leaf in Leaf.objects.all():
        assert "Merrow" not in json.dumps(bytes(leaf.body).decode())
    assert opened(world, file)["name"] == "Alix Merrow"
