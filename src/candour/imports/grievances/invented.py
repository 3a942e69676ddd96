"""Invents a register of grievances with planted ones that are about conduct, and their truth."""

import datetime
import random

from candour.imports.reading import inventing
from candour.imports.reading.inventing import Invented

INDICATED, LOOK, NOT_INDICATED = "indicated", "look", "not_indicated"
# Sentences of this file's own, not the rules' words: HR's category, and what somebody wrote.
_PLANTED = (
    (INDICATED, "hours", "On the night shift he kissed me without asking and laughed."),
    (INDICATED, "other", "He makes sexualised remarks about every woman who is posted here."),
    (INDICATED, "management", "He called me a racist name in front of the whole team."),
    (INDICATED, "fairness", "My sergeant has been harassing me since the spring."),
    (INDICATED, "leave", "I was told my leave is cancelled because I am pregnant."),
    (INDICATED, "relationship", "She pushed me against the locker and I fell."),
    (INDICATED, "grading", "My board was withdrawn the week after I reported the inspector."),
    (INDICATED, "workplace", "He looked me up on the crime system and told the others."),
    (INDICATED, "pay", "The overtime sheets were falsified and I was told to sign."),
    (INDICATED, "relationship", "He is violent at home; everybody knows of the domestic abuse."),
    (INDICATED, "bullying", "It has gone on for a year and nobody listens."),
    (INDICATED, "sexual_harassment", "I do not want to write it down here."),
    (INDICATED, "victimisation", "I am left out of every meeting now."),
    (LOOK, "hours", "They say that it is only banter on that team."),
    (LOOK, "pay", "I am afraid to come in when she is on duty."),
    (LOOK, "management", "My objectives were changed twice in one quarter."),
    (LOOK, "other", "I should like somebody independent to hear this."),
    (NOT_INDICATED, "leave", "My carry-over of five days was refused."),
    (NOT_INDICATED, "pay", "The night allowance of June is missing from my slip."),
    (NOT_INDICATED, "hours", "The roster came out two days late again."),
    (NOT_INDICATED, "grading", "My essay was marked without feedback."),
    (NOT_INDICATED, "workplace", "The heating of the report room has failed since autumn."),
)
_AROUND = (
    "I have raised this with my line manager.",
    "Please tell me when I may expect an answer.",
    "I have been in the unit for three years.",
    "I attach the roster of the last two months.",
)


def invent(*, grievances: int, seed: int, on: datetime.date) -> Invented:
    """Return a register in which every planted sentence stands in turn, among harmless ones."""
    rng = random.Random(seed)  # noqa: S311 - invented people, not secrets
    named = inventing.names(rng=rng)
    rows, truth = [], {}
    for number in range(grievances):
        result, category, sentence = _PLANTED[number % len(_PLANTED)]
        words = rng.sample(_AROUND, 2)
        words.insert(rng.randint(0, 2), sentence)
        raised_by, about = next(named), next(named)
        ref = f"HR{number:05d}"
        rows.append(
            {
                "grievance_reference": ref,
                "received_on": (on - datetime.timedelta(days=rng.randint(0, 30))).isoformat(),
                "category": category,
                "raised_by_given": raised_by[0],
                "raised_by_family": raised_by[1],
                "about_given": about[0],
                "about_family": about[1],
                "text": " ".join(words),
            }
        )
        truth[ref] = {"is": result}
    return Invented(rows=tuple(rows), truth=truth)
