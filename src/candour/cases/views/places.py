"""Where a seat can go from its first page: what waits for it, and its places by their purpose."""

import dataclasses
from collections.abc import Iterator

from candour.cases.waiting import Waits, may
from candour.guard.actors import Actor


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page: its address by name, how a link calls it, what it is for, who may open it."""

    page: str
    text: str
    hint: str
    permission: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Places that serve one purpose."""

    title: str
    places: tuple[Place, ...]


GROUPS = (
    Group(
        title="On time",
        places=(
            Place(
                page="work-today",
                text="My work today",
                hint="What is yours and late, or due within seven days.",
                permission="cases.work",
            ),
            Place(
                page="work-due",
                text="Due in 30 days",
                hint="Every step and task that is due soon, and whose it is.",
                permission="cases.work",
            ),
            Place(
                page="work-late",
                text="Overdue",
                hint="Every step and task that was missed, and whose it is.",
                permission="cases.work",
            ),
            Place(
                page="work-dormant",
                text="Waiting without anybody",
                hint="Cases that nobody here looks after, or that nobody has taken on.",
                permission="cases.dormant",
            ),
            Place(
                page="work-escalated",
                text="Put to the authority",
                hint="Late cases that went to you, to the policing body or to the IOPC.",
                permission="cases.escalated",
            ),
        ),
    ),
    Group(
        title="Find",
        places=(
            Place(
                page="search",
                text="Search cases",
                hint="By reference, category, person, unit, stage or day.",
                permission="cases.search",
            ),
            Place(
                page="search-words",
                text="Search words",
                hint="In the words of the cases that you have keys to, while you are unlocked.",
                permission="cases.search_words",
            ),
        ),
    ),
    Group(
        title="Keep people safe",
        places=(
            Place(
                page="names",
                text="Names kept in confidence",
                hint="Requests to show a reporter's name, and names that were shown to you.",
                permission="cases.see_name_asks",
            ),
            Place(
                page="followed",
                text="Followed for a year",
                hint="Housing, children, work and support after domestic abuse by police.",
                permission="cases.followed",
            ),
            Place(
                page="lookups",
                text="Look-ups of reporters",
                hint="People who looked a reporter up in the force's systems.",
                permission="imports.lookup_findings",
            ),
            Place(
                page="managers",
                text="Managers who were told",
                hint="A manager who is told must pass it on in time. Here is who did not.",
                permission="cases.managers",
            ),
            Place(
                page="chased",
                text="Reporters who had to chase",
                hint="Reporters who heard nothing and had to ask again.",
                permission="cases.escalations",
            ),
        ),
    ),
    Group(
        title="From other registers",
        places=(
            Place(
                page="crime",
                text="Crime side",
                hint="Arrests, suspects and outcomes about people who serve, decided the same day.",
                permission="cases.crime_list",
            ),
            Place(
                page="grievances",
                text="Grievances that may be about conduct",
                hint="HR's register, screened: moved to conduct within two working days.",
                permission="cases.grievance_list",
            ),
            Place(
                page="retaliation",
                text="What followed reports",
                hint="Matters about those who reported, and what HR did to them since.",
                permission="patterns.retaliation_list",
            ),
            Place(
                page="case-system",
                text="The force's other case system",
                hint="What came from it, what it was given, and where it differs from Candour.",
                permission="imports.case_system",
            ),
        ),
    ),
    Group(
        title="Taken together",
        places=(
            Place(
                page="gates",
                text="Changes that wait for a decision",
                hint="Promotions, postings and other changes that HR asks about first.",
                permission="patterns.gate_list",
            ),
            Place(
                page="warning-flags",
                text="Early warning",
                hint="People with far more incidents than others in like work, for the panel.",
                permission="patterns.flags",
            ),
            Place(
                page="days-lost",
                text="Days lost in teams",
                hint="To suspension and restricted duties, with the posts it takes instead.",
                permission="patterns.days_lost",
            ),
            Place(
                page="lookbacks",
                text="Look-backs",
                hint="Closed matters that somebody else looks at again.",
                permission="patterns.lookbacks",
            ),
            Place(
                page="lookback-mine",
                text="Closed matters to look at again",
                hint="What was given to you of a look-back.",
                permission="patterns.lookback_items",
            ),
        ),
    ),
    Group(
        title="Who looked, and who could",
        places=(
            Place(
                page="looks",
                text="Who looked",
                hint="Reporters' questions about a look, and looks that were refused.",
                permission="cases.looks_waiting",
            ),
            Place(
                page="who",
                text="Who could open a case",
                hint="Everybody who could open it, who is kept out, and why.",
                permission="cases.ask_who",
            ),
        ),
    ),
    Group(
        title="Keys",
        places=(
            Place(
                page="custody",
                text="Keys held outside",
                hint="What custodians were asked for, and cases with too few custodians.",
                permission="cases.see_asked",
            ),
            Place(
                page="colleagues",
                text="Colleagues who wait for a key",
                hint="Give a colleague the keys of your cases.",
                permission="access.colleagues",
            ),
        ),
    ),
    Group(
        title="With others",
        places=(
            Place(
                page="asked",
                text="What other forces ask",
                hint="Forces that ask yours to investigate for them.",
                permission="cases.asked_of_me",
            ),
            Place(
                page="consents",
                text="Consent to an informal end",
                hint="Other forces ask you whether somebody who reported consents freely.",
                permission="cases.consents_asked",
            ),
            Place(
                page="solved-outside",
                text="Solved only outside",
                hint="What was put right only after somebody outside stepped in.",
                permission="cases.solved_outside",
            ),
            Place(
                page="reporting-lines",
                text="Reporting lines",
                hint="How the contacts of outside lines add up with what arrived here.",
                permission="imports.reconcile",
            ),
        ),
    ),
)


def groups(*, by: Actor) -> tuple[Group, ...]:
    """Return the places that this seat may use, and no group without one."""
    found = (dataclasses.replace(one, places=tuple(_open(one.places, by))) for one in GROUPS)
    return tuple(one for one in found if one.places)


def waiting(found: Waits) -> tuple[tuple[str, str], ...]:
    """Return what waits, as the page to go to and a line that says how much; nothing for none."""
    lines = (
        ("crime", found.crime, "row or decision of the crime side due",
         "rows and decisions of the crime side due"),
        ("grievances", found.grievances, "grievance that may be about conduct",
         "grievances that may be about conduct"),
        ("looks", found.looks, "look to answer or triage", "looks to answer or triage"),
        ("names", found.names, "request for a name", "requests for a name"),
        ("custody", found.keys, "request for keys", "requests for keys"),
        ("asked", found.forces, "force that asks yours to investigate",
         "forces that ask yours to investigate"),
        ("consents", found.consents, "question about consent", "questions about consent"),
    )  # fmt: skip
    return tuple(
        (page, f"{number} {one if number == 1 else many}")
        for page, number, one, many in lines
        if number
    )


def _open(places: tuple[Place, ...], by: Actor) -> Iterator[Place]:
    return (one for one in places if may(one.permission, by=by))
