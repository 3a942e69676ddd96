"""Where every template is found: one file each, and nothing to register."""

from collections.abc import Mapping

from candour import catalogue
from candour.cases.papers import templates_of
from candour.cases.papers.template import Template


def templates() -> Mapping[str, Template]:
    """Return every template by its name."""
    return catalogue.entries(templates_of, Template)
