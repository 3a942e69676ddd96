"""How old a reader must be for a text: the Flesch-Kincaid grade, and the age of that school year.

Method: grade = 0.39 (words / sentences) + 11.8 (syllables / words) - 15.59. Grade n of American
schools is the age of n + 5, so that a reading age of nine is grade 4. Syllables are counted as
groups of vowels, without a silent e, which is how the usual tools count them.

References: Kincaid, Fishburne, Rogers and Chissom (1975), Derivation of new readability formulas
for Navy enlisted personnel, Research Branch Report 8-75, Naval Technical Training Command.
"""

import re

_SENTENCE_END = re.compile(r"(?<=[.?!:;])\s+")
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|\d+(?:[.,]\d+)*")
_VOWELS = re.compile(r"[aeiouy]+")
# Where a word goes on after a vowel: "being", "saying".
_GOES_ON = re.compile(r"[aeiouy]ing$")
# Endings that are written and not spoken: "locked", "names", "gave"; but "added", "houses", "able".
_SILENT = re.compile(r"(?:[^aeioutdy]ed|[^aeiouylscxzg]es|[^aeiouyl]e|[aeiouy]le)$")


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    return [part for part in _SENTENCE_END.split(text) if words(part)]


def syllables(word: str) -> int:
    """Count the groups of vowels that are spoken; a number counts as one."""
    parts = re.findall(r"[a-z]+", word.lower())
    return max(1, sum(_spoken(part) for part in parts))


def _spoken(part: str) -> int:
    is_silent = len(part) > 2 and _SILENT.search(part)
    return len(_VOWELS.findall(part)) + bool(_GOES_ON.search(part)) - bool(is_silent)


def grade(*texts: str) -> float:
    """Return the school year that texts are fit for; each text ends a sentence."""
    spoken = [word for text in texts for word in words(text)]
    ends = sum(len(sentences(text)) for text in texts)
    in_words = sum(syllables(word) for word in spoken)
    return 0.39 * len(spoken) / ends + 11.8 * in_words / len(spoken) - 15.59


def ease(*texts: str) -> float:
    """Return Flesch's older measure of the same, which published examples are given in."""
    spoken = [word for text in texts for word in words(text)]
    ends = sum(len(sentences(text)) for text in texts)
    in_words = sum(syllables(word) for word in spoken)
    return 206.835 - 1.015 * len(spoken) / ends - 84.6 * in_words / len(spoken)


def age(*texts: str) -> float:
    """Return the age at which a reader can be expected to follow."""
    return grade(*texts) + 5
