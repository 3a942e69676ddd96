"""Every decision says what it means: in plain words, in every language, on the report site."""

import pytest
from django.utils import translation

from candour.intake.mailboxes import meanings
from candour.law.conduct.staff import STAFF_SANCTIONS
from candour.law.outcomes import FINDINGS, RESULTS, SANCTIONS
from candour.ops import translations

CODES = sorted(
    {row.code for row in (*RESULTS, *FINDINGS)}
    | {row.code for row in (*SANCTIONS, *STAFF_SANCTIONS)}
)


@pytest.mark.scenario("SC-76", part="every-decision")
@pytest.mark.parametrize("code", CODES)
def test_every_code_of_an_outcome_has_its_plain_words(code):
    name, meaning = meanings.EVERY[code]
    assert str(name)
    assert str(meaning).endswith(".")


@pytest.mark.scenario("SC-76", part="every-decision")
@pytest.mark.parametrize("language", translations.CODES)
@pytest.mark.parametrize("code", CODES)
def test_every_code_of_an_outcome_has_them_in_every_language(code, language):
    kept = translations.read(language)

    with translation.override("en-gb"):
        english = [str(words) for words in meanings.EVERY[code]]

    assert all(kept.get(words) and kept.get(words).string for words in english)


def test_no_words_stand_there_for_a_code_that_no_decision_has():
    assert set(meanings.EVERY) == set(CODES)
