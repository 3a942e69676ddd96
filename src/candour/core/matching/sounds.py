"""How a name sounds, as a short code: names that are spelt differently and spoken alike share it.

A plain key for English ears: silent letters go, letters of one sound become one, vowels after the
first letter are dropped. It finds who may be meant; it never decides alone.

References: Philips (1990), Hanging on the Metaphone, Computer Language 7:12; Taft (1970), Name
search techniques (NYSIIS).
"""

import functools
import re

_FIRST = (
    (r"^mac", "mk"), (r"^mc", "mk"), (r"^kn", "n"), (r"^gn", "n"), (r"^pn", "n"), (r"^wr", "r"),
    (r"^ps", "s"), (r"^wh", "w"), (r"^x", "s"), (r"^o(?=[bcdghklmnrst][aeiou])", "o"),
)  # fmt: skip
_THEN = (
    (r"ght", "t"), (r"gh(?=[aeiouy])", "g"), (r"gh", ""), (r"ph", "f"), (r"sch", "sk"),
    (r"tch", "X"), (r"ch", "X"), (r"sh", "X"), (r"th", "T"), (r"ck", "k"), (r"dg(?=[eiy])", "j"),
    (r"c(?=[eiy])", "s"), (r"c", "k"), (r"q", "k"), (r"x", "ks"), (r"z", "s"), (r"v", "f"),
    (r"(?<=[aeiouy])w(?![aeiouy])", ""), (r"mb$", "m"), (r"h(?![aeiouy])", ""),
)  # fmt: skip
_RULES = tuple((re.compile(pattern), sound) for pattern, sound in (*_FIRST, *_THEN))
_VOWELS = re.compile(r"[aeiouy]+")
_DOUBLES = re.compile(r"(.)\1+")
LONGEST = 6


@functools.lru_cache(maxsize=200_000)
def sound_of(word: str) -> str:
    """Return the code of a folded name; empty where it has no letters."""
    text = re.sub(r"[^a-z]", "", word)
    for rule, sound in _RULES:
        text = rule.sub(sound, text)
    text = _DOUBLES.sub(r"\1", text)
    if not text:
        return ""
    first = "a" if _VOWELS.match(text[0]) else text[0]
    return _DOUBLES.sub(r"\1", first + _VOWELS.sub("", text[1:]))[:LONGEST]
