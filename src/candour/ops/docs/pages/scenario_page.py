"""The page of scenarios: each with the parts that a proof needs, by the names that tests use."""

from candour.ops.docs.pages import markdown
from candour.ops.docs.scenarios import SCENARIOS, Scenario


def write() -> str:
    """Return the page."""
    return markdown.page(
        title="Acceptance scenarios",
        source="src/candour/ops/docs/scenarios",
        parts=[
            f"The {len(SCENARIOS)} scenarios that Candour is built towards. A test names what it"
            ' proves: `@pytest.mark.scenario("SC-22", part="tail")`, without `part` for one that'
            " is not divided. A name that stands nowhere on this page is an error.",
            "`make scenarios` runs those tests and prints which part each proves and what is still"
            " open. A scenario counts as proved when every part of it has a test, and all of them"
            " passed. Most of these are not built yet; this page is a list of what is wanted.",
            *(_one(scenario) for scenario in SCENARIOS),
        ],
    )


def _one(scenario: Scenario) -> str:
    words = f"## {scenario.id}\n\n{scenario.title}"
    if len(scenario.parts) == 1:
        return words
    rows = [[markdown.code(part.name), part.sentence] for part in scenario.parts]
    return f"{words}\n\n{markdown.table(head=['Part', 'What must be true'], rows=rows)}"
