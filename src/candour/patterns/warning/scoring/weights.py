"""How heavy an allegation weighs by its category: a policy of this system, not a law."""

from types import MappingProxyType

BASIS = "policy"
USUAL = 1.0
# A letter stands for its sub-categories unless one of them has a weight of its own.
SEVERITY = MappingProxyType(
    {
        "A": 1.0,
        "A4": 1.0,
        "B": 1.5,
        "B3": 2.0,
        "B4": 3.0,
        "B5": 2.0,
        "B7": 3.0,
        "B9": 1.0,
        "C": 2.0,
        "D": 3.0,
        "E": 1.0,
        "F": 3.0,
        "G": 5.0,
        "H": 1.0,
        "H5": 2.0,
        "J": 5.0,
        "K": 3.0,
        "L": 1.0,
    }
)
# After so many years a matter weighs half.
HALF_LIFE_YEARS = 2.0


def severity_of(*, category: str) -> float:
    """Return the weight of a category, that of its letter where it has none of its own."""
    return SEVERITY.get(category, SEVERITY.get(category[:1], USUAL))
