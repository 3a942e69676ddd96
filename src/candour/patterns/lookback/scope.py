"""What is in a look-back: days, categories, results and sources, as codes."""

import dataclasses
import datetime
import json
from collections.abc import Mapping

from candour.cases.models.case import SOURCES
from candour.cases.reading import wording


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Matters received from one day until another; an empty tuple leaves nothing out."""

    from_on: datetime.date
    until_on: datetime.date
    categories: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def stored(self) -> dict[str, object]:
        """Return it as it is kept."""
        return {
            "from_on": self.from_on.isoformat(),
            "until_on": self.until_on.isoformat(),
            "categories": sorted(self.categories),
            "results": sorted(self.results),
            "sources": sorted(self.sources),
        }

    def in_words(self) -> tuple[str, ...]:
        """Return it as a page says it."""
        sources = dict(SOURCES)
        found = [f"Received from {wording.day(self.from_on)} until {wording.day(self.until_on)}"]
        if self.categories:
            named = (wording.category(code) for code in self.categories)
            found.append(f"With an allegation of: {'; '.join(named)}")
        if self.results:
            named = (wording.result(code)[0] for code in self.results)
            found.append(f"Ended with: {'; '.join(named)}")
        if self.sources:
            found.append(f"Come from: {'; '.join(sources[code] for code in self.sources)}")
        return tuple(found)


def of(stored: Mapping[str, object]) -> Scope:
    """Return a scope as it was kept."""
    lists = {}
    for name in ("categories", "results", "sources"):
        held = stored.get(name)
        lists[name] = tuple(str(one) for one in held) if isinstance(held, list) else ()
    return Scope(
        from_on=datetime.date.fromisoformat(str(stored["from_on"])),
        until_on=datetime.date.fromisoformat(str(stored["until_on"])),
        **lists,
    )


def as_json(stored: Mapping[str, object]) -> str:
    """Return a kept scope as the database's functions take it."""
    return json.dumps(stored)
