"""Why a look may be asked about, answered, withheld, triaged or let through: codes, never words."""

from dataclasses import dataclass

from candour.law.policies.personal_data import (
    OBSTRUCTION,
    OTHERS_RIGHTS,
    PREJUDICE,
    Restriction,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LookCode:
    """Describes one code of a decision about who looked at a file."""

    code: str
    name: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One harm for which looks are withheld, and the restrictions of the Act that it rests on."""

    code: str
    name: str
    meaning: str
    rests_on: tuple[Restriction, ...]


# Why somebody without a role in a case asks to see it.
ASKED_FOR = (
    LookCode(
        code="linked_case",
        name="A case of mine touches it",
        meaning="You handle another case about the same people or events.",
    ),
    LookCode(
        code="supervision",
        name="I check the work on it",
        meaning="You supervise or dip-sample the handling of cases.",
    ),
    LookCode(
        code="safeguarding",
        name="Somebody may be in danger",
        meaning="You must know something of it now to keep a person safe.",
    ),
    LookCode(
        code="court_or_inspection",
        name="A court or an inspector has asked",
        meaning="You answer a request that the law lets them make.",
    ),
    LookCode(
        code="other_task", name="Another task", meaning="Say below which, and who gave it to you."
    ),
)
# What a reporter who asked about a look is told.
ANSWERS = (
    LookCode(
        code="task",
        name="There was a task for it",
        meaning="The person had this work to do. Say what it was.",
    ),
    LookCode(
        code="mistake",
        name="It was a mistake",
        meaning="The person opened the wrong file. Say what was done about it.",
    ),
    LookCode(
        code="no_task",
        name="No task was found",
        meaning="Nothing explains the look. It goes to triage as well.",
    ),
)
# The harm test for withholding looks from a reporter: one ground, and no milder way.
GROUNDS = (
    Ground(
        code="danger",
        name="Somebody would be put in danger",
        meaning="Knowing of the look could bring harm to a person.",
        rests_on=(OTHERS_RIGHTS,),
    ),
    Ground(
        code="covert_inquiry",
        name="A covert inquiry would be given away",
        meaning="The subject could learn of it, and proof would be lost.",
        rests_on=(OBSTRUCTION, PREJUDICE),
    ),
    Ground(
        code="other_rights",
        name="It would uncover somebody else",
        meaning="The look would tell of another reporter or witness.",
        rests_on=(OTHERS_RIGHTS,),
    ),
)
# What became of a look or search that was refused. None of them is a finding about anybody.
OUTCOMES = (
    LookCode(
        code="explained",
        name="Explained",
        meaning="There was a good reason, or an honest mistake. Nothing follows.",
    ),
    LookCode(
        code="advice",
        name="Advice was given",
        meaning="The person was told what the rules are. Nothing is recorded about them.",
    ),
    LookCode(
        code="watch",
        name="Nothing now",
        meaning="Nothing shows why. If it happens again, it comes here again.",
    ),
    LookCode(
        code="referred",
        name="Passed on to be assessed",
        meaning="A conduct matter is to be considered by those who assess them.",
    ),
)
# On what a triage rests.
BECAUSE = (
    LookCode(code="asked", name="The person was asked", meaning="They said why."),
    LookCode(code="duty_checked", name="Duties were checked", meaning="Rota, tasks or a record."),
    LookCode(code="address", name="The address shows it", meaning="An old link, or a slip."),
    LookCode(code="repeated", name="It was repeated", meaning="More than once, or by several."),
    LookCode(code="close_to_subject", name="Closeness", meaning="They serve or live close to those"
             " whom the file concerns."),
)  # fmt: skip
