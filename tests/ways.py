"""Answers for every way in, by the labels of the pages, and hands that give them."""

import re
from collections.abc import Mapping

from candour.ops.docs.demonstration import Sites
from keyboard import Hands
from walks.tabs import Tab

MOST_PAGES = 40
SEND = "Send my report"
SENT = "We have your report"
TEXT, CHOICE, TICK, LIST = "text", "choice", "tick", "list"

Answers = Mapping[str, tuple[str, str]]
STORY: Answers = {
    "What happened?": (TEXT, "He pushed me against the lockers."),
    "Where was it?": (TEXT, "locker room"),
    "First name or nickname": (TEXT, "Dan"),
    "Team or station": (TEXT, "Kings Cross, firearms"),
    "No": (CHOICE, ""),
    "Racist, sexist or other words or acts against a group": (TICK, ""),
    "What are the exact words, as far as you know them?": (TEXT, "Go home."),
    "Which force is it about?": (LIST, "Northfold Police"),
    "Northfold Police": (CHOICE, ""),
}
# The first page's label of each route, and what its own pages need.
OWN: Mapping[str, tuple[str, Answers]] = {
    "public": ("I want to report something", {}),
    "outside": ("I don't want the police force to get it", {}),
    "internal_anonymous": (
        "I work for the police, and I won't say who I am",
        {"Whom did you tell?": (TEXT, "Inspector Vale")},
    ),
    "internal_named": (
        "I work for the police, and I will give my name",
        {
            "Only people outside the force who keep names safe": (CHOICE, ""),
            "Your name": (TEXT, "Ada Penrose"),
        },
    ),
    "leaver": ("I used to work for the police", {"I was treated badly": (TICK, "")}),
    "line_manager": (
        "I am a manager, and someone told me something",
        {"What were you told?": (TEXT, "She was told to keep quiet.")},
    ),
    "on_behalf": (
        "I write for a union, a staff group or a charity",
        {
            "Which union, group or charity do you write for?": (TEXT, "The staff union"),
            "How many people agreed to this?": (TEXT, "3"),
            "Each of them agreed that I send this": (TICK, ""),
        },
    ),
    "operator": (
        "I am taking a phone call",
        {
            "The caller agreed that I write this down": (TICK, ""),
            "What does the caller say?": (TEXT, "He pushed me against the lockers."),
        },
    ),
    "concern": (
        "Something small, or something unsafe at work",
        {"A place or a thing that is not safe": (TICK, "")},
    ),
    "solved_outside": ("It was only put right outside the police", {"A court": (CHOICE, "")}),
    "appeal": (
        "I answer an appeal for witnesses",
        {
            re.compile("^Firearms team"): (CHOICE, ""),
            "What do you know?": (TEXT, "I was stopped by them."),
        },
    ),
}  # fmt: skip


def answers(route: str) -> Answers:
    """Return what is answered, in the order of the pages and of the places on each."""
    return {**OWN[route][1], **STORY}


def report(tab: Tab, sites: Sites, route: str) -> str:
    """Report by a route with a pointer; return what the last page says."""
    tab.open(f"{sites.address('report')}/report/")
    tab.choose(OWN[route][0])
    tab.press("Continue")
    for _ in range(MOST_PAGES):
        for label, (kind, text) in answers(route).items():
            _answer(tab, label, kind, text)
        if tab.page.get_by_role("button", name=SEND).count():
            tab.page.get_by_role("checkbox").check()
            tab.press(SEND)
            return tab.text
        tab.press("Continue")
    message = f"{route} never ends"
    raise AssertionError(message)


def _answer(tab: Tab, label: object, kind: str, text: str) -> None:
    for place in tab.page.get_by_label(label, exact=True).all():
        if kind == LIST:
            place.select_option(label=text)
        elif kind == TEXT:
            place.fill(text)
        else:
            place.check()


def report_by_keyboard(hands: Hands, sites: Sites, route: str) -> str:
    """Report by a route with nothing but keys; return what the last page says."""
    hands.page.goto(f"{sites.address('report')}/report/")
    _go_to_choice(hands, OWN[route][0])
    hands.press("Continue")
    for _ in range(MOST_PAGES):
        for label, (kind, text) in answers(route).items():
            if hands.page.get_by_label(label, exact=True).count():
                _key(hands, label, kind, text)
        if hands.page.get_by_role("button", name=SEND).count():
            hands.page.keyboard.press("Tab")
            hands.tick("I ")
            hands.press(SEND)
            return hands.page.locator("main").inner_text()
        hands.press("Continue")
    message = f"{route} never ends"
    raise AssertionError(message)


def _key(hands: Hands, label: object, kind: str, text: str) -> None:
    name = label if isinstance(label, str) else "Firearms team"
    if kind == TEXT:
        hands.write(name, text)
    elif kind == LIST:
        hands.pick(name, text)
    elif kind == TICK:
        hands.tick(name)
    else:
        _go_to_choice(hands, name)


def _go_to_choice(hands: Hands, name: str) -> None:
    """Tab leads to the first of a list of choices; arrows lead on from there."""
    wanted = hands.page.get_by_role("radio", name=name).first
    group = wanted.get_attribute("name")
    first = hands.page.locator(f"input[type=radio][name='{group}']").first
    hands.go_to(first.evaluate("one => one.labels[0].innerText"))
    hands.page.keyboard.press("Space")
    for _ in range(MOST_PAGES):
        if wanted.is_checked():
            return
        hands.page.keyboard.press("ArrowDown")
    message = f"no arrow leads to {name}"
    raise AssertionError(message)
