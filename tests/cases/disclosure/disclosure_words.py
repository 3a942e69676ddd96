"""A statement, a counter-allegation in its words, and one in its teller's own."""

import datetime

from cast import NOW

PASSAGE = "pushed me against the dented blue lockers and whispered that trainees never get believed"
STATEMENT = f"It was a Tuesday. He {PASSAGE}. I told Sergeant Vale on the same evening."
COUNTER = f"She lies. She says that somebody {PASSAGE}, which is absurd; I was on leave."
OWN_WORDS = "She lies about me. She says I shoved her in the changing room. I was on leave then."
SOMEBODY = {"given": "Morwenna", "unit": "Harbour Neighbourhood"}


def days_before(number: int) -> datetime.date:
    return NOW.date() - datetime.timedelta(days=number)
