"""Which grievances of HR's register may be about conduct: categories, words and two working days.

Grievance isn't the conduct route. The lists are read by everybody; a row is never edited once rows
were screened under it, `RULES` names the edition. They are this deployment's policy.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from candour.law.instruments import SERVICE_POLICY, SINCE_2020
from candour.law.provisions import Basis, InForce, Provision, Verification

RULES = "1"
_POLICY = Provision(instrument=SERVICE_POLICY, reference="grievances", url="")


class Result(StrEnum):
    """Names what a screening can say."""

    INDICATED = "indicated"
    LOOK = "look"
    NOT_INDICATED = "not_indicated"


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryRow:
    """One category of HR's register, and what it says by itself."""

    code: str
    name: str
    result: Result
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRow:
    """One rule of words: any of its stems at the start of a word, in any order of the text.

    told: what it says to the rules of independence. suggests: the category nearest to it.
    """

    code: str
    name: str
    stems: tuple[str, ...]
    result: Result
    suggests: str
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Holds the day a grievance was screened and the last day of its decision."""

    from_on: datetime.date
    due_on: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRow:
    """The working days within which a named person decides."""

    code: str
    summary: str
    working_days: int
    examples: tuple[Example, ...]
    provision: Provision = _POLICY
    basis: Basis = Basis.POLICY
    verification: Verification = Verification.SEEN
    in_force: InForce = SINCE_2020


CATEGORIES = (
    CategoryRow(code="bullying", name="Bullying or harassment", result=Result.INDICATED),
    CategoryRow(
        code="sexual_harassment",
        name="Sexual harassment",
        result=Result.INDICATED,
        told=("sexual_misconduct",),
    ),
    CategoryRow(code="discrimination", name="Discrimination", result=Result.INDICATED),
    CategoryRow(code="victimisation", name="Victimisation", result=Result.INDICATED),
    CategoryRow(code="retaliation", name="Harm after speaking up", result=Result.INDICATED),
    CategoryRow(code="relationship", name="Relationships at work", result=Result.LOOK),
    CategoryRow(code="management", name="How somebody was managed", result=Result.LOOK),
    CategoryRow(code="fairness", name="Fairness at work", result=Result.LOOK),
    CategoryRow(code="other", name="Another grievance", result=Result.LOOK),
    CategoryRow(code="pay", name="Pay and allowances", result=Result.NOT_INDICATED),
    CategoryRow(code="leave", name="Leave", result=Result.NOT_INDICATED),
    CategoryRow(code="hours", name="Hours and shifts", result=Result.NOT_INDICATED),
    CategoryRow(code="grading", name="Grading or selection", result=Result.NOT_INDICATED),
    CategoryRow(code="workplace", name="Place and tools of work", result=Result.NOT_INDICATED),
)

WORDS = (
    WordRow(
        code="sexual",
        name="Sexual words or acts",
        stems=(
            "sexual",
            "grope",
            "groping",
            "touched me",
            "touched her",
            "kissed me",
            "naked",
            "indecent",
            "exposed himself",
            "rape",
            "upskirt",
            "lewd",
            "porn",
        ),
        result=Result.INDICATED,
        suggests="J2",
        told=("sexual_misconduct",),
    ),
    WordRow(
        code="domestic",
        name="Abuse at home",
        stems=(
            "domestic abuse",
            "domestic violence",
            "coercive control",
            "strangle",
            "beats his wife",
            "hits his partner",
        ),
        result=Result.INDICATED,
        suggests="K",
        told=("domestic_abuse",),
    ),
    WordRow(
        code="violence",
        name="Violence or a threat of it",
        stems=(
            "assault",
            "punch",
            "pushed me",
            "pushed her",
            "slapped",
            "hit me",
            "threaten",
            "shoved",
            "spat at",
        ),
        result=Result.INDICATED,
        suggests="H5",
    ),
    WordRow(
        code="discriminatory",
        name="Discriminatory words or acts",
        stems=(
            "racist",
            "racial slur",
            "sexist",
            "homophob",
            "transphob",
            "misogyn",
            "islamophob",
            "antisemit",
            "anti-semit",
            "because i am black",
            "because i am gay",
            "because i am muslim",
            "because of my race",
            "because of my religion",
            "because of my disability",
            "because i am pregnant",
        ),
        result=Result.INDICATED,
        suggests="F10",
    ),
    WordRow(
        code="retaliation",
        name="Harm after speaking up",
        stems=(
            "after i reported",
            "since i reported",
            "for reporting",
            "for speaking up",
            "whistleblow",
            "after i complained",
            "since my complaint",
        ),
        result=Result.INDICATED,
        suggests="H5",
    ),
    WordRow(
        code="dishonesty",
        name="Dishonesty or corruption",
        stems=(
            "bribe",
            "falsif",
            "fraud",
            "stole",
            "theft",
            "lied in a statement",
            "perverting the course",
        ),
        result=Result.INDICATED,
        suggests="G6",
    ),
    WordRow(
        code="systems",
        name="Misuse of systems",
        stems=(
            "looked me up",
            "looked her up",
            "looked up my",
            "pnc check",
            "my records",
            "without a policing purpose",
        ),
        result=Result.INDICATED,
        suggests="D1",
    ),
    WordRow(
        code="bullying",
        name="Bullying",
        stems=(
            "bully",
            "bullied",
            "humiliat",
            "intimidat",
            "harass",
            "belittl",
            "demean",
            "ostracis",
            "screamed at",
        ),
        result=Result.INDICATED,
        suggests="H5",
    ),
    WordRow(
        code="explained_away",
        name="Words with which conduct is explained away",
        stems=("banter", "personality clash", "did not mean it", "didn't mean it", "joke"),
        result=Result.LOOK,
        suggests="H3",
    ),
    WordRow(
        code="unsafe",
        name="Somebody is afraid",
        stems=("afraid", "frightened", "unsafe", "scared", "panic"),
        result=Result.LOOK,
        suggests="H5",
    ),
)

CLOCK = ClockRow(
    code="grievance_decided",
    summary="A grievance that may be about conduct is moved to conduct, or stays with a reason and"
    " a second person's agreement, within two working days after the day it was screened.",
    working_days=2,
    examples=(
        Example(from_on=datetime.date(2026, 1, 5), due_on=datetime.date(2026, 1, 7)),
        Example(from_on=datetime.date(2026, 1, 9), due_on=datetime.date(2026, 1, 13)),
        # Good Friday and Easter Monday are bank holidays.
        Example(from_on=datetime.date(2026, 4, 2), due_on=datetime.date(2026, 4, 8)),
    ),
)
# Whether the person who raised it wants the grievance to go on beside the conduct matter.
GOES_ON = (("yes", "Yes, it goes on as well"), ("no", "No, the conduct matter takes its place"),
           ("not_asked", "They have not been asked yet"))  # fmt: skip
