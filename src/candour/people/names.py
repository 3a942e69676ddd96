"""How a name is written for searching, so that what is stored and what is typed compare."""

from candour.core.matching import conflicts


def search_key(*, given: str, family: str) -> str:
    """Return both parts in lower case, without accents, in one line."""
    return conflicts.fold(f"{given} {family}")
