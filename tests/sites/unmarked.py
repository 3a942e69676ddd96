"""Finds English that a page would show in every language, in templates and in Python."""

import ast
import re
from collections.abc import Iterator

from django.template.base import Lexer, TokenType

from candour.pages.templatetags import candour

# What stands in a component and is read by no one.
_CODE = frozenset({"action", "colour", "form", "go", "href", "identifier", "kind", "name", "value"})
_SHOWN_IN_PYTHON = frozenset({"help_text", "hint", "label", "next_words", "subject", "title"})
# The product's name, commands, and file formats are the same everywhere.
_SAME_EVERYWHERE = re.compile(r"\bCandour\b|&[a-z]+;|&#\d+;")
_SAME_ELEMENT = re.compile(r'<(\w+)[^>]*(?:translate="no"|candour-code-inline)[^>]*>.*?</\1>', re.S)
_SHOWN_ATTRIBUTE = re.compile(r'\b(?:aria-label|alt|title|placeholder)="([^"]*)"')
_LETTERS = re.compile(r"[A-Za-z]{2,}")
_SENTENCE = re.compile(r"[A-Z][a-z]|[a-z] [a-z]| [a-z]+ ")
_QUOTED = re.compile(r'(_\()?(?:(\w+)=)?(_\()?"([^"]*)"')


def in_template(text: str) -> Iterator[str]:
    """Yield what stands outside the tags that translate."""
    html, is_translated = [], False
    for token in Lexer(text).tokenize():
        name = token.contents.split(" ")[0]
        if name in {"blocktranslate", "blocktrans", "comment"}:
            is_translated = True
        elif name in {"endblocktranslate", "endblocktrans", "endcomment"}:
            is_translated = False
        elif token.token_type is TokenType.TEXT and not is_translated:
            html.append(token.contents)
        elif token.token_type in {TokenType.BLOCK, TokenType.VAR}:
            yield from _in_tag(name, token.contents)
    yield from _in_html("".join(html))


def _in_tag(name: str, contents: str) -> Iterator[str]:
    if name in candour.register.tags:
        for before, keyword, within, said in _QUOTED.findall(contents):
            if not before and not within and keyword not in _CODE and _LETTERS.search(said):
                yield said
    elif name not in {"translate", "trans", "url", "include", "extends", "load", "static"}:
        for said in re.findall(r'\|\w+:"([^"]*)"', contents):
            if _SENTENCE.search(said):
                yield said


def _in_html(html: str) -> Iterator[str]:
    shown = _SAME_ELEMENT.sub(" ", html)
    yield from (said for said in _SHOWN_ATTRIBUTE.findall(shown) if _LETTERS.search(said))
    text = _SAME_EVERYWHERE.sub(" ", re.sub(r"<[^>]*>", "\n", shown))
    for line in text.split("\n"):
        if _LETTERS.search(line):
            yield line.strip()


def in_python(text: str) -> Iterator[str]:
    """Yield the words that forms and pages are given without a translation."""
    tree = ast.parse(text)
    unseen = {id(one) for node in ast.walk(tree) if _is_never_chosen(node) for one in node.keywords}
    for node in ast.walk(tree):
        for value in _shown(node) if id(node) not in unseen else ():
            said = _words(value)
            if _LETTERS.search(said):
                yield said


def _shown(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.keyword) and node.arg in _SHOWN_IN_PYTHON:
        yield node.value
    elif isinstance(node, ast.keyword) and node.arg == "error_messages":
        yield from node.value.values if isinstance(node.value, ast.Dict) else ()
    elif isinstance(node, ast.keyword) and node.arg == "choices":
        yield from (pair.elts[1] for pair in ast.walk(node.value) if _is_pair(pair))
    elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".add_error"):
        yield node.args[1]


def _is_never_chosen(node: ast.AST) -> bool:
    """Tell whether this is a way in that no reporter sees: only staff read its name."""
    return isinstance(node, ast.Call) and any(
        one.arg == "is_chosen" and ast.unparse(one.value) == "False" for one in node.keywords
    )


def _is_pair(node: ast.AST) -> bool:
    return isinstance(node, ast.Tuple) and len(node.elts) == 2


def _words(value: ast.expr) -> str:
    """The text that an expression holds as it stands: a constant, or the fixed part of one."""
    parts = value.values if isinstance(value, ast.JoinedStr) else [value]
    said = [one.value for one in parts if isinstance(one, ast.Constant)]
    return " ".join(one for one in said if isinstance(one, str))
