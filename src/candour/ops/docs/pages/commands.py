"""The page of commands: every noun and verb with its options, read from the parsers themselves."""

import argparse
import pathlib

from django.core.management import ManagementUtility

from candour.ops.docs.pages import markdown

# What every command of the framework brings with it.
_OF_THE_FRAMEWORK = frozenset(
    {"help", "version", "verbosity", "settings", "pythonpath", "traceback", "no_color",
     "force_color", "skip_checks"}
)  # fmt: skip
BORROWED = {
    "collectstatic": "Put the style sheets where the sites serve them; `candour up` does it.",
    "makemigrations": "Write the migration that a change of models needs.",
    "migrate": "Bring the database to this version; `candour up` does it.",
}
PROGRAMS = {
    "test": "Run the tests beside a running database; takes pytest's own arguments.",
    "types": "Check the types; takes mypy's own arguments.",
}


def write() -> str:
    """Return the page."""
    return markdown.page(
        title="Commands",
        source="the parsers of src/candour/*/management/commands",
        parts=[
            "`candour <noun> <verb> [--json]`. Commands that read exit 0 or say why; commands that"
            " check exit 1 on a finding. Without `DATABASE_URL` a command starts and uses the"
            " private database in the folder `CANDOUR_DATA` (`.candour` if unset).",
            *(_noun(noun) for noun in nouns()),
            "## Borrowed\n\nOf the web framework, the test runner and the type checker; each has"
            " its own `--help`.\n\n"
            + markdown.table(
                head=["Command", "What it does"],
                rows=[
                    [f"`candour {noun}`", words]
                    for noun, words in sorted({**BORROWED, **PROGRAMS}.items())
                ],
            ),
        ],
    )


def nouns() -> tuple[str, ...]:
    """Return Candour's own nouns: each is one file of commands."""
    package = pathlib.Path(__file__).resolve().parents[3]
    return tuple(sorted(file.stem for file in package.glob("**/management/commands/[a-z]*.py")))


def _noun(noun: str) -> str:
    command = ManagementUtility(["candour", noun]).fetch_command(noun)
    parser = command.create_parser("candour", noun)
    parts = [f"## candour {noun}", command.help]
    verbs = _verbs(parser)
    if _arguments(parser):
        parts.append(_listed(f"candour {noun}", parser))
    for verb, (words, below) in verbs.items():
        parts.append(f"### candour {noun} {verb}\n\n{words}")
        if _arguments(below):
            parts.append(_listed(f"candour {noun} {verb}", below))
    return "\n\n".join(parts)


def _verbs(parser: argparse.ArgumentParser) -> dict[str, tuple[str, argparse.ArgumentParser]]:
    found = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            words = {one.dest: one.help or "" for one in action._choices_actions}
            for verb, below in action.choices.items():
                found[verb] = (_sentence(words.get(verb, "")), below)
    return found


def _arguments(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    return [
        action
        for action in parser._actions
        if action.dest not in _OF_THE_FRAMEWORK
        and not isinstance(action, argparse._SubParsersAction)
    ]


def _listed(called: str, parser: argparse.ArgumentParser) -> str:
    arguments = _arguments(parser)
    usage = " ".join([called, *(_usage(action) for action in arguments)])
    rows = [[f"`{name}`", _about(action)] for action in arguments for name in [_name(action)]]
    return f"`{usage}`\n\n{markdown.table(head=['Argument', 'What it is'], rows=rows)}"


def _name(action: argparse.Action) -> str:
    if not action.option_strings:
        return action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    value = _value(action)
    return ", ".join(action.option_strings) + (f" {value}" if value else "")


def _usage(action: argparse.Action) -> str:
    if not action.option_strings:
        name = _name(action)
        return name if action.nargs in {None, 1} else f"[{name} ...]"
    value = _value(action)
    name = action.option_strings[0] + (f" {value}" if value else "")
    return name if action.required else f"[{name}]"


def _value(action: argparse.Action) -> str:
    if action.nargs == 0:
        return ""
    if action.choices is not None:
        return "{" + ",".join(str(choice) for choice in action.choices) + "}"
    return action.metavar if isinstance(action.metavar, str) else action.dest.upper()


def _about(action: argparse.Action) -> str:
    if action.help is None and action.choices:
        return f"One of {markdown.codes(action.choices)}."
    return _sentence(action.help or "")


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:].rstrip(".") + "." if words else ""
