"""Bodies that were sealed again: what a leaf may say anew of a sealed item, and what covers it."""

import uuid
from collections.abc import Iterable, Iterator

from candour.guard.log.findings import Finding
from candour.guard.models import SealedItem, WorkOrder, WorkOrderEnd

SEALED = "guard_sealeditem"
_ORDERS = "guard_workorder"
_ENDS = "guard_workorderend"
_PROBLEM = "These words were replaced, and no order covers that they were sealed again."

Written = Iterable[tuple[str, int, str, str]]


class Resealed:
    """What the leaves said of orders, and of the items that were sealed again by them.

    A leaf may give an item another image only together with the end of an order that an earlier
    leaf told of, of the same file and for as many items.
    """

    def __init__(self) -> None:
        self.ordered: dict[str, int] = {}
        self.ends: dict[str, list[tuple[int, str]]] = {}
        # The last word of each item that says nothing of an order.
        self.plain: dict[str, int] = {}

    def hear(self, *, order: int, after: Written) -> bool:
        """Take in one leaf; say whether it tells of items that were sealed again."""
        rows = [(table, row_id) for table, _, row_id, _ in after]
        ends = [row_id for table, row_id in rows if table == _ENDS]
        items = [row_id for table, row_id in rows if table == SEALED]
        for table, row_id in rows:
            if table == _ORDERS:
                self.ordered[row_id] = min(order, self.ordered.get(row_id, order))
        for end in ends:
            self.ends.setdefault(end, []).extend((order, item) for item in items)
        if not ends:
            for item in items:
                self.plain[item] = max(order, self.plain.get(item, order))
        return bool(ends)

    def findings(self) -> Iterator[Finding]:
        """Name each item that was sealed again by no order, or put back afterwards."""
        uncovered = set[str]()
        for end, said in self.ends.items():
            covered = self._covered(end, said)
            uncovered |= {
                item
                for order, item in said
                if item not in covered or self.plain.get(item, order) > order
            }
        for item in sorted(uncovered):
            yield Finding(place=f"{SEALED} {item}", problem=_PROBLEM)

    def _covered(self, end: str, said: list[tuple[int, str]]) -> set[str]:
        """Return the items of one end that its order covers, by rows that the log vouches for."""
        found = WorkOrderEnd.objects.filter(id=_uuid(end), outcome="done").first()
        if found is None:
            return set()
        issued = WorkOrder.objects.get(id=found.order_id)
        told = self.ordered.get(str(issued.id))
        items = {item for _, item in said}
        if told is None or len(said) > issued.item_count or told >= min(said)[0]:
            return set()
        own = SealedItem.objects.filter(id__in=list(map(_uuid, items)), file_id=issued.file_id)
        return set(map(str, own.values_list("id", flat=True)))


def _uuid(said: str) -> uuid.UUID:
    try:
        return uuid.UUID(said)
    except ValueError:
        return uuid.UUID(int=0)
