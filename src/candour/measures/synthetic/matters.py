"""The cases of the invented force: who is in them, what is alleged, how long they take, how they
end. Days count from the first day of the window."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from candour.measures.synthetic import lengths, targets
from candour.measures.synthetic.staff import Staff
from candour.measures.synthetic.targets import Sizes

Numbers = npt.NDArray[np.int64]
Texts = npt.NDArray[np.str_]
Truths = npt.NDArray[np.bool_]

NEVER: Final = -(10**6)
GROSS: Final = "case_to_answer_gross_misconduct"
MISCONDUCT: Final = "case_to_answer_misconduct"
NO_CASE: Final = "no_case_to_answer"
ENDED_OTHERWISE: Final = "withdrawn"
DISMISSED: Final = "dismissal_without_notice"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Matters:
    """Cases, by place; involvements and allegations with the places of their case and person.

    NEVER stands for a day that there is not, an empty text for a result or sanction there is not.
    """

    received: Numbers
    incident: Numbers
    closed: Numbers
    source: Texts
    involved_case: Numbers
    involved_person: Numbers
    alleged_involvement: Numbers
    category: Texts
    result: Texts
    sanction: Texts

    @property
    def alleged_case(self) -> Numbers:
        """Return the place of each allegation's case."""
        return self.involved_case[self.alleged_involvement]

    @property
    def alleged_person(self) -> Numbers:
        """Return the place of the person whom each allegation is about."""
        return self.involved_person[self.alleged_involvement]


def draw(*, rng: np.random.Generator, staff: Staff, sizes: Sizes) -> Matters:
    """Draw the cases that these people are in."""
    person = np.repeat(np.arange(len(staff.cases)), staff.cases)
    received, case, person = _involve(rng, staff, person, sizes.cases)
    closed = received + lengths.PUBLISHED.draw(rng=rng, number=sizes.cases)
    closed = np.where(closed < targets.DAYS, closed, NEVER)
    delay = rng.exponential(targets.MEAN_DELAY_DAYS, sizes.cases).astype(np.int64)
    is_known = rng.random(sizes.cases) < targets.SHARE_DELAY_KNOWN
    # Each involvement holds an allegation; those that are left fall where they fall.
    more = rng.integers(0, sizes.involvements, sizes.allegations - sizes.involvements)
    alleged = np.concatenate([np.arange(sizes.involvements), more])
    category = _categories(rng, sizes.allegations)
    result = _results(rng, category)
    result[closed[case[alleged]] == NEVER] = ""
    return Matters(
        received=received,
        incident=np.where(is_known, received - delay, NEVER),
        closed=closed,
        source=_chosen(rng, targets.SOURCES, sizes.cases),
        involved_case=case,
        involved_person=person,
        alleged_involvement=alleged,
        category=category,
        result=result,
        sanction=np.full(sizes.allegations, "", dtype=f"<U{len(DISMISSED)}"),
    )


def dismissals(*, rng: np.random.Generator, matters: Matters, staff: Staff) -> tuple[Numbers, ...]:
    """Return the allegations over which somebody is dismissed, with the person and the day.

    Chance picks them among proven gross misconduct in people's last cases, since who is dismissed
    is in no later one; how many cases they have had plays no part.
    """
    last = np.full(len(staff.until), NEVER)
    np.maximum.at(last, matters.involved_person, matters.received[matters.involved_case])
    case, person = matters.alleged_case, matters.alleged_person
    on = matters.closed[case]
    possible = (
        (matters.result == GROSS)
        & (matters.received[case] == last[person])
        & (on <= staff.until[person])
    )
    (places,) = np.nonzero(possible)
    # Nobody is dismissed twice.
    _, once = np.unique(person[places], return_index=True)
    places = places[once]
    share = len(matters.received) / targets.PUBLISHED.cases
    wanted = targets.DISMISSALS_A_YEAR * targets.YEARS * share
    chosen = places[rng.random(len(places)) < wanted / max(len(places), 1)]
    return chosen, person[chosen], on[chosen]


def _involve(
    rng: np.random.Generator, staff: Staff, person: Numbers, cases: int
) -> tuple[Numbers, Numbers, Numbers]:
    """Return when cases came, and who is in which: one person each, the others beside them."""
    first = np.maximum(staff.joined[person], 0)
    day = first + (rng.random(len(person)) * (staff.until[person] - first + 1)).astype(np.int64)
    order = rng.permutation(len(person))
    leads, beside = order[:cases], order[cases:]
    leads = leads[np.argsort(day[leads], kind="stable")]
    received = day[leads]
    # Somebody beside another joins a case of about the day on which theirs would have come.
    joins = np.searchsorted(received, day[beside]) + rng.integers(0, 4, len(beside))
    joins %= cases
    who = np.concatenate([person[leads], person[beside]])
    while True:
        case = np.concatenate([np.arange(cases), joins])
        _, firsts = np.unique(case * len(staff.cases) + who, return_index=True)
        twice = np.setdiff1d(np.arange(len(who)), firsts) - cases
        if not len(twice):
            break
        joins[twice] = (joins[twice] + 1) % cases
    # The order in which cases are told must not tell when they came.
    place = rng.permutation(cases)
    shuffled = np.empty(cases, dtype=np.int64)
    shuffled[place] = received
    return shuffled, place[case], who


def _categories(rng: np.random.Generator, number: int) -> Texts:
    rest = 1 - targets.SHARE_SEXUAL - targets.SHARE_EQUALITY
    return _chosen(
        rng,
        (
            (targets.SEXUAL, targets.SHARE_SEXUAL),
            (targets.EQUALITY, targets.SHARE_EQUALITY),
            *((code, share * rest) for code, share in targets.OTHER_CATEGORIES),
        ),
        number,
    )


def _results(rng: np.random.Generator, category: Texts) -> Texts:
    """Draw how allegations end if their case does: the shares of the published categories, and in
    all others what makes up the published whole."""
    known = {
        targets.SEXUAL: (targets.SHARE_SEXUAL, targets.CASE_TO_ANSWER_SEXUAL),
        targets.EQUALITY: (targets.SHARE_EQUALITY, targets.CASE_TO_ANSWER_EQUALITY),
    }
    said = sum(size * share for size, share in known.values())
    rest = 1 - sum(size for size, _ in known.values())
    to_answer = np.full(len(category), (targets.CASE_TO_ANSWER - said) / rest)
    for code, (_, share) in known.items():
        to_answer[category == code] = share
    otherwise = 1 - targets.CASE_TO_ANSWER - targets.NO_CASE_TO_ANSWER
    dice = rng.random(len(category))
    return np.select(
        [dice < to_answer * targets.SHARE_GROSS, dice < to_answer, dice < to_answer + otherwise],
        [GROSS, MISCONDUCT, ENDED_OTHERWISE],
        default=NO_CASE,
    )


def _chosen(rng: np.random.Generator, shares: tuple[tuple[str, float], ...], number: int) -> Texts:
    ends = np.cumsum([share for _, share in shares])
    places = np.searchsorted(ends / ends[-1], rng.random(number), side="right")
    return np.array([code for code, _ in shares])[places]
