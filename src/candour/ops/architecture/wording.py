"""The repository speaks of the product alone: no machine, no package host, no one's work on it."""

import pathlib
import re
from collections.abc import Iterator

from candour.ops.architecture.source import Breach

# Each pattern is written so that this file does not contain what it looks for.
_PATTERNS = {
    "a path of one machine": re.compile(
        r"(?<![\w.<>{}-])/(?:wor[k]|roo[t]|hom[e]/\w+|User[s]/\w+)/"
    ),
    "a package host": re.compile(
        r"pyp[i]\.org|pythonhoste[d]\.org|registr[y]\.npmjs|npmj[s]\.(?:org|com)"
    ),
    "talk of how it was made": re.compile(
        r"(?i)\bclaud[e]\b|\banthropi[c]\b|\bopena[i]\b|\bchatgp[t]\b|\bcopilo[t]\b|\bllm[s]?\b"
        r"|\bai[- ](?:assistan[t]|agen[t]|generate[d])|\bsub-?agen[t]s?\b|\bissu[e] #?\d"
        r"|\bpull reques[t]\b"
    ),
}
_TEXT = frozenset(
    {".py", ".md", ".html", ".txt", ".toml", ".sql", ".css", ".yml", ".yaml", ".json", ".lock",
     ".conf", ".cfg", ".sh", ""}
)  # fmt: skip


# A list of ordinary words is no talk.
_WORD_LIST = "src/candour/core/words.txt"


def foreign_talk(path: pathlib.Path, *, name: str) -> Iterator[Breach]:
    """Find what does not belong to the product in one text file."""
    if path.suffix not in _TEXT or name == _WORD_LIST:
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        yield from in_line(line, place=f"{name}:{number}")


def in_line(line: str, *, place: str) -> Iterator[Breach]:
    """Find it in one line."""
    for what, pattern in _PATTERNS.items():
        found = pattern.search(line)
        if found:
            yield Breach(place=place, problem=f"{what}: {found.group()}")
