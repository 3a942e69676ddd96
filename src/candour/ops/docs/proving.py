"""Which test proves which part of which scenario: what the markers say, and what then passed."""

import ast
import dataclasses
import pathlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from candour.ops.architecture.source import Breach, Module, called
from candour.ops.docs.scenarios import SCENARIOS, Scenario
from candour.ops.docs.scenarios.row import WHOLE
from candour.ops.refused import Refused

_MARKER = "pytest.mark.scenario"


class WrongMarkers(Refused):
    """Tests claim to prove what no scenario asks for."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Proof:
    """A test that says it proves a part of a scenario."""

    scenario: str
    part: str
    test: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a scenario stands: its parts with the tests that prove each, none where it is open."""

    scenario: Scenario
    tests: Mapping[str, Sequence[str]]

    @property
    def is_proved(self) -> bool:
        """Return whether every part has a test."""
        return all(self.tests[part.name] for part in self.scenario.parts)


def proofs(modules: Iterable[Module]) -> tuple[Proof, ...]:
    """Return what the markers of test functions say, without running anything."""
    return tuple(
        sorted(
            Proof(scenario=scenario, part=part, test=f"{module.path}::{function.name}")
            for module in modules
            for function in module.tree.body
            if isinstance(function, ast.FunctionDef)
            for scenario, part in _marks(function.decorator_list)
        )
    )


def _marks(decorators: Iterable[ast.expr]) -> Iterator[tuple[str, str]]:
    for decorator in decorators:
        if isinstance(decorator, ast.Call) and called(decorator) == _MARKER:
            given = [*decorator.args, *(word.value for word in decorator.keywords)]
            texts = [str(one.value) for one in given if isinstance(one, ast.Constant)]
            yield texts[0], texts[1] if len(texts) > 1 else WHOLE


def mistaken(found: Iterable[Proof], *, modules: Iterable[Module] = ()) -> Iterator[Breach]:
    """Find markers that name no scenario or no part, and markers that stand on no test."""
    parts = {one.id: {part.name for part in one.parts} for one in SCENARIOS}
    for proof in found:
        if proof.scenario not in parts:
            yield Breach(place=proof.test, problem=f"there is no scenario {proof.scenario}")
        elif proof.part not in parts[proof.scenario]:
            problem = f"{proof.scenario} has no part called {proof.part}"
            yield Breach(place=proof.test, problem=problem)
    for module in modules:
        yield from _astray(module)


def demand_sound(found: Iterable[Proof], *, modules: Iterable[Module]) -> None:
    """Raise WrongMarkers unless every marker names a part that there is, and stands on a test."""
    mistakes = sorted(mistaken(found, modules=modules))
    if mistakes:
        raise WrongMarkers("\n".join(f"{one.place}: {one.problem}" for one in mistakes))


def _astray(module: Module) -> Iterator[Breach]:
    on_tests = {
        id(decorator)
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        for decorator in node.decorator_list
    }
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and called(node) == _MARKER and id(node) not in on_tests:
            yield module.breach(node, "this marker stands on no test function")


def standing(
    found: Iterable[Proof], *, passed: frozenset[str] | None = None
) -> tuple[Standing, ...]:
    """Return how every scenario stands; `passed` limits the proofs to tests that did."""
    counted = [one for one in found if passed is None or one.test in passed]
    return tuple(
        Standing(
            scenario=scenario,
            tests={
                part.name: [
                    one.test
                    for one in counted
                    if (one.scenario, one.part) == (scenario.id, part.name)
                ]
                for part in scenario.parts
            },
        )
        for scenario in SCENARIOS
    )


def report(standings: Sequence[Standing]) -> Iterator[str]:
    """Yield the lines that `candour docs scenarios` prints."""
    for one in standings:
        tested = [part for part in one.scenario.parts if one.tests[part.name]]
        mark = "proved" if one.is_proved else "partly" if tested else "open"
        yield f"{one.scenario.id} {mark}: {one.scenario.title}"
        for part in one.scenario.parts if tested else ():
            yield f"    {part.name}: {', '.join(one.tests[part.name]) or 'open'}"
    proved = sum(one.is_proved for one in standings)
    yield f"proved {proved} of {len(standings)}"


def tests_of(found: Iterable[Proof]) -> tuple[str, ...]:
    """Return every marked test once."""
    return tuple(sorted({one.test for one in found}))


def test_name(*, file: str, function: str) -> str:
    """Return the name of a test from its dotted file and its function with any parameters."""
    path = pathlib.PurePosixPath(*file.split(".")).with_suffix(".py")
    return f"{path}::{function.split('[')[0]}"
