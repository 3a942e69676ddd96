"""A report goes its whole way: heard, receipted, recorded, decided, told; and nobody loses it."""

import re

import pytest

from walks import steps

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]


@pytest.mark.scenario("SC-01", part="in-a-browser")
def test_member_of_police_staff_reports_an_officer_in_a_browser(walk):
    assert "We have your report" in walk.reporter.sent.page
    assert len(walk.reporter.sent.words.split()) == 8


@pytest.mark.scenario("SC-01", part="at-once")
def test_sending_answers_with_a_signed_promise(walk, demonstration, tmp_path):
    promise = tmp_path / "promise.txt"
    promise.write_text(walk.reporter.sent.promise)

    checked = demonstration.candour("receipt", "check", str(promise))

    assert (checked.returncode, checked.stdout.splitlines()[0]) == (0, "promise: holds")


@pytest.mark.scenario("SC-01", part="acknowledged")
def test_the_mailbox_names_the_body_that_has_the_report_and_when_it_answers(walk):
    assert "Northfold Police" in walk.reporter.progress
    assert re.search(r"Next: .*, by \d+ \w+ \d{4}", walk.reporter.progress)


@pytest.mark.scenario("SC-01", part="offline-receipt")
def test_the_proof_of_the_mailbox_holds_on_the_public_page(walk):
    assert "It holds" in walk.reporter.verdict
    assert "It does not hold" not in walk.reporter.verdict


@pytest.mark.scenario("SC-01", part="offline-receipt")
def test_the_proof_of_the_mailbox_holds_for_the_command_with_the_public_keys_alone(
    walk, demonstration, tmp_path
):
    proof = tmp_path / "proof.txt"
    proof.write_text(walk.reporter.proof)
    keys = [f"--key={key}" for key in steps.published_keys(demonstration.port)]

    checked = demonstration.candour("receipt", "check", str(proof), *keys)

    assert (checked.returncode, checked.stdout.splitlines()[0]) == (0, "proof: holds")


def test_a_proof_that_was_changed_does_not_hold(walk, demonstration, tmp_path):
    proof = tmp_path / "proof.txt"
    proof.write_text(walk.reporter.proof.replace("index ", "index 1", 1))

    checked = demonstration.candour("receipt", "check", str(proof))

    assert checked.returncode == 1


@pytest.mark.scenario("SC-02", part="to-the-reporter")
def test_a_question_of_the_investigator_reaches_her_mailbox(walk):
    assert steps.QUESTION in walk.reporter.asked


@pytest.mark.scenario("SC-02", part="to-the-desk")
def test_her_answer_reaches_the_readers_of_the_case(walk):
    assert steps.ANSWER in walk.handlers.letters


def test_the_law_says_that_it_must_be_referred_and_it_is(walk):
    assert "Must be referred" in walk.handlers.law
    assert "Referred on" in walk.handlers.referred
    assert "Rosemary Pemberton" in walk.handlers.referred


def test_the_outcome_reaches_her_as_it_was_written(walk):
    assert "Result: Gross misconduct proven" in walk.handlers.letter
    assert "Result: Gross misconduct proven" in walk.reporter.told


@pytest.mark.scenario("SC-34", part="letter")
def test_the_letter_gives_police_staff_the_review_that_the_law_does_not(walk):
    assert "The law does not give you this right; we give it to you" in walk.reporter.told


def test_the_case_ends_closed_with_every_step_done(walk):
    assert "This case is closed" in walk.handlers.closed
    assert "closed" in walk.reporter.ended.lower()


def test_the_overseer_counts_the_case_while_it_is_open(walk):
    before = walk.open_cases["before"]

    assert walk.open_cases == {
        "before": before, "waiting": before, "recorded": before + 1, "told": before + 1,
        "closed": before,
    }  # fmt: skip


def test_the_log_holds_all_of_it_unbroken(walk, demonstration, tmp_path):
    head = tmp_path / "head.txt"
    head.write_text(demonstration.candour("log", "head").stdout)

    verified = demonstration.candour("log", "verify", "--checkpoint", str(head))

    assert verified.returncode == 0, verified.stdout + verified.stderr
