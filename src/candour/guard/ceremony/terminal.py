"""What people type at the ceremony's machines: six words, once shown and typed back, and a yes."""

import getpass
import sys
from collections.abc import Callable

from candour.core import words
from candour.guard.ceremony.papers import Refusal

Say = Callable[[str], object]
TRIES = 3
_CLEARED = "\033[2J\033[3J\033[H"


def new_words(*, whose: str, say: Say) -> tuple[str, ...]:
    """Draw six words, show them once, and go on only when they have been typed back."""
    drawn = words.generate(count=words.VAULT_WORDS)
    say(f"The six words of {whose}. Write them down by hand, on paper; they are not shown again.")
    say(f"  {' '.join(drawn)}")
    if sys.stdin.isatty():
        _asked("Press Enter when they are written down; the screen is cleared then. ", say)
        say(_CLEARED)
    for _ in range(TRIES):
        try:
            if _typed(_asked("Type the six words back: ", say)) == drawn:
                return drawn
            say("Those are other words than the ones shown.")
        except (words.UnknownWord, words.WrongNumberOfWords) as error:
            say(str(error))
    message = "The words were not typed back. Nothing was made: begin again, with other words."
    raise Refusal(message)


def known_words(*, whose: str, say: Say) -> tuple[str, ...]:
    """Ask for six words that somebody has."""
    return _typed(_asked(f"The six words of {whose}: ", say))


def demand_yes(*, question: str, say: Say) -> None:
    """Go on only where somebody types yes in full."""
    say(question)
    if _asked("Type yes to go on: ", say).strip().casefold() != "yes":
        message = "Nothing was done."
        raise Refusal(message)


def _typed(text: str) -> tuple[str, ...]:
    return words.normalise(text=text, count=words.VAULT_WORDS)


def _asked(prompt: str, say: Say) -> str:
    if sys.stdin.isatty():
        return getpass.getpass(prompt)
    say(prompt)
    line = sys.stdin.readline()
    if not line:
        message = "Nobody answered. Nothing was done."
        raise Refusal(message)
    return line.rstrip("\n")
