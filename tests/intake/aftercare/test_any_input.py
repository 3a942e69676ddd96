"""Whatever is typed into the mailbox, it answers with a page, and loses nothing that was typed."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from candour.intake import aftercare

ANYTHING = st.text(max_size=200)
FIELDS = st.dictionaries(
    st.sampled_from(
        ["text", "safe", "actual", "perceived", "work", "told", "who", "what", "when", "force",
         "right", "score", "pressed", "how", "name", "reach", "wish", "kept", "burn", "passphrase",
         "again", "phrase"]
    ),
    st.lists(ANYTHING, min_size=1, max_size=3),
    max_size=6,
)  # fmt: skip
QUIET = hypothesis_settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.mark.parametrize("page", sorted(set(aftercare.every()) - {"passphrase"}))
def test_every_page_of_after_care_answers_any_input(visitor, handler, page):
    handler.move("outcome_given")
    handler.write("As recorded.", kind="allegation")
    visitor.act("withdraw", pressed="no", safe="yes")
    visitor.open()
    visitor.press(f"open:{page}")
    held = visitor.state

    @QUIET
    @given(FIELDS)
    def answers(typed):
        visitor._post({"state": held, "go": "do", **typed})
        assert visitor.response.status_code == 200

    answers()


def test_the_home_page_answers_any_button_and_any_input(visitor):
    held = visitor.state

    @QUIET
    @given(ANYTHING, FIELDS)
    def answers(go, typed):
        visitor._post({"state": held, "go": go, **typed})
        assert visitor.response.status_code == 200

    answers()


@pytest.mark.parametrize(
    "go",
    ["open:", "open:nothing", "open:__init__", "matter:9", "matter:x", "matter:²", "file:",
     "file:x", "remove:", "remove:x", "unlock", "do", "home", "attach", "proof", "language",
     "write", ""],
)  # fmt: skip
def test_a_button_that_is_not_there_shows_a_page(visitor, go):
    visitor.press(go)
    assert visitor.response.status_code == 200


@pytest.mark.parametrize("state", ["", "x", "A" * 600_000, "\x00"])
def test_a_broken_page_asks_for_the_words_again(visitor, state):
    visitor._post({"state": state, "go": "write", "text": "Keep me"})
    assert "Open your mailbox" in visitor.text
    assert "Keep me" in visitor.text


@pytest.mark.parametrize("missing", sorted(aftercare.every()))
def test_a_refused_page_keeps_the_words_that_were_typed(visitor, handler, missing):
    handler.move("closed")
    handler.write("As recorded.", kind="allegation")
    visitor.act("withdraw", pressed="no", safe="yes")
    visitor.press(f"open:{missing}")
    asks = "<textarea" in visitor.page
    visitor.press("do", text="z" * 20_001, what="z" * 20_001)
    assert ("z" * 20_001 in visitor.page) == asks
