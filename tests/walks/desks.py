"""What the desks do with a report besides recording it, each step as the person takes it."""

from candour import clock
from candour.ops.docs.demonstration import Sites
from reporters import Reporter
from walks import steps
from walks.tabs import Tab

PART = "An officer has used force against a colleague in a locker room."
ADVICE = "Let it go, it will only hurt you."
LETTER = "Thank you. We can't make a case of this. You can ask the force above to look again."
# Whom the story has as the manager who was told: near the subject, so kept out before.
MANAGER = "Gareth Standish"


def look_at_photo(tab: Tab, report: str) -> str:
    """Open an attached photo and look at it clearly; return what its page says."""
    tab.open(report)
    tab.follow("Attached files")
    tab.follow(steps.PHOTO["name"])
    tab.page.locator("summary", has_text="Show it clearly").click()
    return tab.text


def watch_manager(tab: Tab, report: str) -> str:
    """Start the 72 hours of the manager who was told; return the list of all of them."""
    tab.open(report)
    tab.follow("Note that a manager was told of it")
    tab.type("First name", MANAGER.split()[0])
    tab.type("Last name", MANAGER.split()[1])
    tab.press("Find the manager")
    tab.press_in_vain("Start the 72 hours")
    tab.choose(MANAGER, exact=False)
    _type_day(tab)
    tab.type("How is it known?", "The reporter says so.")
    tab.press("Start the 72 hours")
    return tab.text


def note_advice(tab: Tab, report: str) -> str:
    """Note that somebody advised against reporting; return the report's page."""
    tab.open(report)
    tab.follow("Note that somebody advised against reporting it")
    tab.press_in_vain("Save")
    tab.page.get_by_role("radio").first.check()
    tab.type("Who advised it?", "A sergeant")
    tab.type("In which words?", ADVICE)
    _type_day(tab)
    tab.press("Save")
    return tab.text


def preview(tab: Tab, report: str) -> str:
    """Write what the force will see of a report that was sent outside; return the preview."""
    tab.open(report)
    tab.follow("Pass a part on to the force")
    tab.press_in_vain("Preview")
    tab.type("What the force will read", PART)
    tab.page.get_by_role("checkbox").first.check()
    tab.type("Why must it be passed on?", "Somebody may get hurt.")
    tab.press("Preview")
    return tab.text


def settle(tab: Tab, sites: Sites, referral: str) -> str:
    """Tie a manager's own referral to the first watch that waits; return the list."""
    tab.open(f"{sites.address('casework')}/managers/")
    tab.follow("Tie the manager's referral")
    tab.press_in_vain("Settle")
    tab.type("Reference of the manager's referral", referral)
    tab.type("Why is it about this", "The same day and the same place.")
    tab.press("Settle")
    return tab.text


def reopen(tab: Tab, report: str, case: str) -> str:
    """Tie what was solved outside to the case whose handling failed; return the list of such."""
    tab.open(report)
    tab.follow("Open the handling that failed again")
    tab.press_in_vain("Tie them together")
    tab.type("Reference of the case that failed", case)
    tab.page.get_by_role("radio").first.check()
    tab.type("Why is it this case?", "The same locker room.")
    tab.press("Tie them together")
    return tab.text


def answer(tab: Tab, report: str) -> str:
    """Answer a report without a case; return its page afterwards."""
    tab.open(report)
    tab.follow("Answer it without a case")
    tab.press_in_vain("Send the answer")
    tab.page.get_by_role("radio").first.check()
    tab.type("What makes you sure?", "It says so itself.")
    tab.type("Your letter to the reporter", LETTER)
    tab.press("Send the answer")
    tab.open(report)
    return tab.text


def withdraw_under_pressure(tab: Tab, sites: Sites, words: str) -> None:
    """Wish to withdraw, and say that somebody makes her do it."""
    steps.open_mailbox(tab, sites, words)
    steps.await_in_mailbox(tab, "Show the proof")
    tab.press("Withdraw", exact=True)
    tab.choose("Yes", group="Is anyone making you do this?")
    tab.choose("No", group="Are you alone and safe now?")
    tab.press("I wish to withdraw")


def chased(tab: Tab, sites: Sites, *, shows: str) -> str:
    """Look at the reporters who wait until one of them is there; return the list."""
    for _ in range(120):
        tab.open(f"{sites.address('casework')}/chased/")
        if shows in tab.text:
            return tab.text
        tab.page.wait_for_timeout(250)
    message = f"{shows} never reached the list"
    raise AssertionError(message)


def sent_at_once(sites: Sites) -> str:
    """Send a short report without a browser; return its words."""
    her = Reporter(port=sites.first_port)
    try:
        her.start()
        her.walk()
        words = her.page.words
        her.send()
    finally:
        her.hang_up()
    return words


def reference_on(tab: Tab) -> str:
    """Return the reference of the report whose page is open."""
    return tab.page.locator("h1 .cases-keep").inner_text()


def _type_day(tab: Tab) -> None:
    today = clock.today()
    for name, part in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        tab.type(name, str(part), exact=True)
