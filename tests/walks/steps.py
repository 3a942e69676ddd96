"""Who does what in the story, each step as the person takes it on the pages."""

import dataclasses

from candour.ops.docs.demonstration import Sites
from intake.attachments import samples
from reporters import Reporter
from walks.tabs import Tab

STORY = "He pushed me against the lockers and said that nobody would believe me."
ANSWER = "It was the week before the inspection, after the late shift."
QUESTION = "Thank you for telling us. Which week was it?"
PHOTO = {"name": "lockers.jpg", "mimeType": "image/jpeg", "buffer": samples.photo()}
# The forms of suggestions that nobody has answered: answered ones are folded away.
_UNDECIDED = "form[aria-label^='Decide about']:not(details form)"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """How the reporter describes who did it."""

    given: str
    family: str = ""


# How somebody writes who heard the name and never saw it, and who only knows what others say.
MISSPELT = Description(given="Danial", family="Marlowe")
NICKNAME = Description(given="Dan")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What the reporter holds once she has sent."""

    words: str
    promise: str
    page: str


def write_report(tab: Tab, sites: Sites, described: Description) -> None:
    """Answer every question up to the page that shows the answers again."""
    tab.open(f"{sites.address('report')}/")
    tab.press("Start now")
    tab.choose("I want to report something")
    tab.press("Continue")
    tab.type("What happened?", STORY)
    tab.press("Continue")
    tab.type("Where was it?", "locker room")
    tab.press("Continue")
    tab.type("First name or nickname", described.given)
    tab.type("Last name", described.family)
    tab.type("Rank or job", "PC")
    tab.type("Team or station", "Kings Cross, firearms")
    tab.press("Continue")
    tab.choose("No")
    tab.press("Continue")
    # What it is about.
    tab.press("Continue")
    tab.choose("I am police staff")
    tab.press("Continue")
    # Who must not see it.
    tab.press("Continue")
    tab.page.get_by_label("Which force is it about?").select_option(label="Northfold Police")
    tab.press("Continue")
    tab.choose("Northfold Police")
    tab.press("Continue")
    add_photo(tab)
    tab.press("Continue")


def add_photo(tab: Tab) -> None:
    """Add a photo on the page that asks for files."""
    tab.page.locator("#files").set_input_files([PHOTO])
    tab.press("Add these files")


def send_report(tab: Tab) -> Sent:
    """Go on from the answers to the words, and send."""
    tab.press("Continue")
    # About herself.
    tab.press("Continue")
    words = words_on(tab)
    tab.page.get_by_role("checkbox").check()
    tab.press("Send my report")
    return Sent(words=words, promise=code_on(tab, "Signed promise"), page=tab.text)


def words_on(tab: Tab) -> str:
    shown = tab.page.locator(".candour-words__word").all_text_contents()
    return " ".join(one.strip() for one in shown)


def code_on(tab: Tab, label: str) -> str:
    found = tab.page.get_by_role("group", name=label, include_hidden=True)
    return found.locator("code").text_content() or ""


def open_mailbox(tab: Tab, sites: Sites, words: str) -> None:
    tab.open(f"{sites.address('report')}/mailbox/")
    tab.page.get_by_role("textbox").first.fill(words)
    tab.press("Open")


def await_in_mailbox(tab: Tab, shows: str) -> None:
    """Look again until the mailbox shows it; the demonstration seals every few seconds."""
    tab.reload_until(shows, press="Look again")


def write_in_mailbox(tab: Tab, text: str) -> None:
    tab.page.get_by_role("textbox").first.fill(text)
    tab.press("Send message")


def check_receipt(tab: Tab, sites: Sites, receipt: str) -> str:
    """Paste a receipt into the public page; return what it says."""
    tab.open(f"{sites.address('report')}/check/")
    tab.page.get_by_role("textbox").first.fill(receipt)
    tab.press("Check", exact=True)
    return tab.text


def sign_in(tab: Tab, sites: Sites, part: str, *, site: str = "casework") -> None:
    tab.open(f"{sites.address(site)}/sign-in/demo/")
    tab.click(tab.page.locator(f"button[value='{part}']"))


def waiting(tab: Tab, sites: Sites) -> frozenset[str]:
    """Return the addresses of the reports that wait for whoever is signed in."""
    tab.open(f"{sites.address('casework')}/")
    links = tab.page.locator("a[href^='/reports/']").all()
    return frozenset(f"{sites.address('casework')}{one.get_attribute('href')}" for one in links)


def await_report(tab: Tab, sites: Sites, *, known: frozenset[str]) -> str:
    """Look at the desk until a report waits there that did not before; return its address."""
    for _ in range(120):
        for address in waiting(tab, sites) - known:
            return address
        tab.page.wait_for_timeout(250)
    message = "no report reached the desk"
    raise AssertionError(message)


def record(tab: Tab, report: str) -> str:
    """Open a report, read it, and record it as a complaint; return the address of its case."""
    tab.open(report)
    tab.page.locator("summary", has_text="What the reporter wrote").click()
    tab.click(
        tab.page.get_by_role("link", name="Record this report").or_(
            tab.page.get_by_role("button", name="Record this report")
        )
    )
    tab.press_in_vain("Record")
    tab.choose("Complaint")
    tab.type("Why this kind?", "She describes being pushed and threatened on duty.")
    tab.choose("Yes", group="Schedule 3")
    tab.page.locator("summary", has_text="Police powers").click()
    tab.choose("Use of force", exact=False)
    tab.press("Record", exact=True)
    return tab.address


def look_at_severity(tab: Tab, case: str) -> str:
    tab.open(f"{case}severity/")
    return tab.text


def reference_on(tab: Tab) -> str:
    """Return the reference of the case whose overview is open."""
    return tab.page.locator("h1 .cases-keep").inner_text()


def screen(tab: Tab, case: str, *, subject: str) -> str:
    """Say that the subject is the one described and nobody else; return the page as it was."""
    tab.open(f"{case}screening/")
    shown = tab.text
    _answer(tab, f"form[aria-label='Decide about {subject}']", "Same person")
    while tab.page.locator(_UNDECIDED).count():
        _answer(tab, _UNDECIDED, "Not the same person")
    return shown


def _answer(tab: Tab, form: str, answer: str) -> None:
    asked = tab.page.locator(form).first
    asked.get_by_label(answer, exact=True).check()
    asked.get_by_label("Why?").fill("The name, the unit and the rank.")
    tab.click(asked.get_by_role("button"))


def assess(tab: Tab, case: str) -> str:
    """Assess on the facts alone, then with the history; return the page that shows the history."""
    tab.open(f"{case}severity/")
    tab.follow("on the facts alone")
    tab.choose("Gross misconduct")
    tab.type("Why?", "Force without a reason, on what is said.")
    tab.press("Save and go on")
    shown = tab.text
    for floor in tab.page.locator("input[name^='fact_'][value='no']").all():
        floor.check()
    tab.choose("Gross misconduct")
    tab.type("Why?", "The same place and the same manner as before.")
    tab.press("Save the assessment")
    return shown


def answer_the_law(tab: Tab, case: str, *, met: str) -> str:
    """Answer the questions of referral, of which one is met; return what follows."""
    tab.open(f"{case}referral/")
    tab.press("Answer the questions")
    for asked in tab.page.locator("fieldset").all():
        asked.get_by_label("No", exact=True).check()
    tab.choose("Yes", group=met)
    tab.type("Why these answers?", "From what is alleged.")
    tab.press("Save the answers")
    return tab.text


def refer(tab: Tab, case: str) -> str:
    tab.open(f"{case}referral/")
    tab.press("Refer now")
    tab.type("Why?", "It is mandatory.")
    tab.press("Refer now")
    return tab.text


def allocate(tab: Tab, case: str, investigator: str) -> None:
    tab.open(f"{case}allocation/")
    tab.choose(investigator, exact=False)
    tab.press("Give them the case")


def declare(tab: Tab, case: str) -> None:
    """Sign, as an investigator, that nothing speaks against handling the case."""
    tab.open(f"{case}words/")
    for free in tab.page.locator("input[type='radio'][value='no']").all():
        free.check()
    tab.choose("These answers are true. I sign them.")
    tab.press("Sign", exact=True)


def ask_reporter(tab: Tab, case: str, question: str) -> None:
    tab.open(f"{case}letters/")
    tab.type("Write to the reporter", question)
    tab.choose("A message", exact=False)
    tab.press("Send")


def read_letters(tab: Tab, case: str, *, shows: str) -> str:
    """Open the letters again until one that is on its way is there; return them."""
    tab.open(f"{case}letters/")
    for _ in range(120):
        if shows in tab.text:
            return tab.text
        tab.page.wait_for_timeout(250)
        tab.open(f"{case}letters/")
    message = "the letter never reached the desk"
    raise AssertionError(message)


def decide_outcome(tab: Tab, case: str) -> None:
    tab.open(f"{case}outcome/")
    tab.follow("Decide the outcome of allegation 1")
    tab.choose("Gross misconduct proven")
    tab.choose("Dismissal without notice", exact=False)
    tab.type("Why?", "Proven at the hearing.")
    tab.press("Save the outcome")


def tell_outcome(tab: Tab, case: str) -> str:
    """Send the letter as it was drafted; return it."""
    tab.open(f"{case}outcome/")
    tab.press("Write the letter")
    letter = tab.page.get_by_label("The letter").input_value()
    tab.press("Send the letter")
    return letter


def close_case(tab: Tab, case: str) -> str:
    tab.open(f"{case}outcome/")
    tab.press("Close the case")
    tab.type("Why?", "Decided and told.")
    tab.press("Close the case")
    return tab.text


def published_keys(first_port: int) -> list[str]:
    """Return the public keys that the report site publishes."""
    site = Reporter(port=first_port)
    try:
        return site.get("/keys").page.split()
    finally:
        site.hang_up()
