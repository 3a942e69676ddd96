"""The page of database functions: what each does, for whom, as the .sql files say."""

import dataclasses
import pathlib
import re
from collections.abc import Iterator

from candour.ops.docs.pages import markdown

PACKAGE = pathlib.Path(__file__).resolve().parents[3]
ROLES = ("report", "casework", "oversight", "worker")

# Where the comment above a function says why it is as it is, and not what it does.
_SAID_HERE = {
    "guard.actor": "Who is asking; nobody outside a request's transaction.",
    "imports.refresh_statistics": "Has the planner count tables again that an import has filled.",
    "intake.drop_draft": "Forgets a draft.",
    "intake.open_draft": "Returns a draft's ciphertext while it has not expired.",
    "intake.save_draft": "Keeps an unfinished report, sealed under its own words.",
}

_HEAD = re.compile(r"(?:--[^\n]*\n)+")
_COMMENT = re.compile(r"^--.*$", re.MULTILINE)
_FUNCTION = re.compile(
    r"(?P<said>(?:^--[^\n]*\n)*)^create or replace function (?P<name>[a-z_.]+)\((?P<takes>.*?)\)"
    r"\s*returns (?P<rest>.*?)as \$\$",
    re.MULTILINE | re.DOTALL,
)
_GRANT = re.compile(
    r"grant execute on function\s+(?P<what>.*?)\s+to\s+(?P<whom>[a-z_,\s]+);", re.DOTALL
)
_GRANTED = re.compile(r"([a-z_]+\.[a-z_]+)\(")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """A function of the database: `is_definer` if it sees past row security."""

    name: str
    takes: str
    about: str
    is_definer: bool
    roles: tuple[str, ...]


def functions() -> tuple[Function, ...]:
    """Return every function of the .sql files, by name."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(PACKAGE.glob("*/sql/*.sql"))]
    callers = _callers(texts)
    found = [
        Function(
            name=match["name"],
            takes=" ".join(match["takes"].split()),
            about=_SAID_HERE.get(match["name"]) or _about(match["said"] or head),
            is_definer="security definer" in match["rest"],
            roles=tuple(role for role in ROLES if role in callers.get(match["name"], ())),
        )
        for text in texts
        for match, head in _functions_of(text)
    ]
    return tuple(sorted(found, key=lambda one: one.name))


def _functions_of(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield each function of a file; the first one is also what the file's head speaks of."""
    head = _HEAD.match(text)
    said = head.group() if head else ""
    for match in _FUNCTION.finditer(text):
        yield match, said
        said = ""


def _callers(texts: list[str]) -> dict[str, set[str]]:
    callers: dict[str, set[str]] = {}
    for text in texts:
        for grant in _GRANT.finditer(_COMMENT.sub("", text)):
            whom = {role.strip().removeprefix("candour_") for role in grant["whom"].split(",")}
            for name in _GRANTED.findall(grant["what"]):
                callers.setdefault(name, set()).update(whom)
    return callers


def _about(said: str) -> str:
    words = " ".join(line.removeprefix("--").strip() for line in said.splitlines())
    return words.split(". ")[0].rstrip(".") + "." if words else ""


def write() -> str:
    """Return the page."""
    return markdown.page(
        title="Database functions",
        source="src/candour/*/sql/*.sql",
        parts=[
            "What each site's database role may call, besides its rights on tables. The report"
            " site's role has no right on any table: these are all it can do.",
            "A *definer* function runs with its owner's rights and sees past row security, so it"
            " says itself whom it answers. Every one fixes its search path, and none may be called"
            " by the public; tests compare this page with the database.",
            markdown.table(
                head=["Function", "What it does", "Definer", *(role for role in ROLES)],
                rows=[
                    [
                        f"`{one.name}({one.takes})`",
                        one.about,
                        "yes" if one.is_definer else "no",
                        *("may call" if role in one.roles else "" for role in ROLES),
                    ]
                    for one in functions()
                ],
            ),
        ],
    )
