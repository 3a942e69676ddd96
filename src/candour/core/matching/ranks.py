"""Ranks as people write them, so that a PC is a constable and a DS a sergeant."""

import functools
import re

_LEVELS = {
    "constable": (
        "constable",
        "pc",
        "wpc",
        "dc",
        "tdc",
        "cons",
        "con",
        "police constable",
        "special constable",
    ),
    "sergeant": (
        "sergeant",
        "ps",
        "sgt",
        "ds",
        "dsgt",
        "custody sergeant",
        "sarge",
        "wps",
        "skipper",
    ),
    "inspector": ("inspector", "insp", "di"),
    "chief inspector": ("chief inspector", "ci", "dci", "ch insp"),
    "superintendent": ("superintendent", "supt", "dsupt"),
    "chief superintendent": ("chief superintendent", "ch supt", "dcs", "chsupt", "c supt"),
    "assistant chief constable": ("assistant chief constable", "acc"),
    "police officer": ("police officer", "po", "ofc", "officer", "patrol officer"),
    "lieutenant": ("lieutenant", "lt"),
    "captain": ("captain", "cpt", "capt"),
    "community support officer": ("community support officer", "pcso", "cso"),
}
_SPOKEN = {spoken: level for level, forms in _LEVELS.items() for spoken in forms}
_BRANCH = re.compile(r"^(temporary|acting|trainee|detective|police|special) ")


@functools.cache
def level_of(rank: str) -> str:
    """Return the level of a folded rank, branch left out; an unknown rank stands for itself."""
    known = rank.replace(".", "").strip()
    while known not in _SPOKEN and _BRANCH.match(known):
        known = _BRANCH.sub("", known)
    return _SPOKEN.get(known, known)
