"""Which layers of the regime govern a matter, and why each newer one does or does not."""

import datetime
from dataclasses import dataclass

from candour.core import calendar
from candour.core.calendar import covers, in_words
from candour.law import instruments
from candour.law.instruments import Layer


@dataclass(frozen=True, slots=True, kw_only=True)
class Selecting:
    """Holds what selects the layers.

    law_on: the day a complaint was made, or a matter came to attention. linked_earlier_on: the
    same day of a linked earlier matter that is still being handled; None where there is none.
    is_reinvestigated: the IOPC investigates again (section 13B). is_directed_under_28a: the IOPC
    directed it under section 28A.
    """

    law_on: datetime.date
    linked_earlier_on: datetime.date | None = None
    is_reinvestigated: bool = False
    is_directed_under_28a: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Governing:
    """States the layers that govern a matter, the oldest first, and why."""

    layers: tuple[Layer, ...]
    because: tuple[str, ...]


def governing(*, selecting: Selecting) -> Governing:
    """Return the layers of a matter, with each exception that brought one in or kept it out.

    References: SI 2025/558 reg 66; law/instruments.py LAYERS.
    """
    layers = calendar.layers_for(
        law_on=selecting.law_on,
        linked_earlier_on=selecting.linked_earlier_on,
        is_reinvestigation=selecting.is_reinvestigated or selecting.is_directed_under_28a,
    )
    reasons = (_reason(layer, selecting, is_in=layer in layers) for layer in instruments.LAYERS)
    return Governing(layers=layers, because=tuple(reason for reason in reasons if reason))


def _reason(layer: Layer, selecting: Selecting, *, is_in: bool) -> str:
    by_day = covers(period=layer.in_force, on=selecting.law_on)
    if is_in and by_day and not _is_exception(selecting, layer):
        return f"{layer.name}: {in_words(selecting.law_on)} falls under it."
    if is_in:
        which = "section 28A" if selecting.is_directed_under_28a else "section 13B"
        return f"{layer.name}: brought in by the IOPC under {which}, whatever the day."
    if by_day:
        return f"{layer.name}: kept out, since a linked earlier matter is still being handled."
    return ""


def _is_exception(selecting: Selecting, layer: Layer) -> bool:
    """Say whether only a re-investigation or a direction brings the layer in."""
    linked = selecting.linked_earlier_on
    return (
        layer.is_kept_out_by_linked_earlier
        and linked is not None
        and not covers(period=layer.in_force, on=linked)
    )
