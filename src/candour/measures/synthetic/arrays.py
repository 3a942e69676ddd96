"""The columns that tables of the invented force are made of: keys, days and texts, as arrays."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from candour.measures.synthetic import targets
from candour.measures.synthetic.matters import NEVER, Matters

_LETTERS = 32
_EPOCH = targets.FIRST.toordinal() - 719_163

Numbers = npt.NDArray[np.int64]
Texts = npt.NDArray[np.str_]
Columns = Mapping[str, Any]


def of_case(cases: Any, matters: Matters, places: Numbers, organisation: str) -> Columns:
    """Return what every unit carries of the case at each of these places."""
    number = len(places)
    return {
        "case_key": cases.take(places),
        "organisation": same(organisation, number),
        "kind": same("conduct_matter", number),
        "source": texts(matters.source[places]),
        "received_on": days(matters.received[places]),
    }


def keys(rng: np.random.Generator, number: int) -> Any:
    """Return random ids of the length of pseudonyms, in their order."""
    import pyarrow

    letters = rng.bytes(number * _LETTERS // 2).hex().encode()
    each = np.sort(np.frombuffer(letters, dtype=f"S{_LETTERS}"))
    ends = pyarrow.py_buffer(np.arange(number + 1, dtype=np.int32) * _LETTERS)
    return pyarrow.Array.from_buffers(
        pyarrow.string(), number, [None, ends, pyarrow.py_buffer(each.tobytes())]
    )


def same(text: str, number: int) -> Any:
    """Return a text so many times."""
    import pyarrow

    return pyarrow.repeat(pyarrow.scalar(text), number)


def texts(values: Texts) -> Any:
    """Return texts; an empty one is none."""
    import pyarrow

    known, places = np.unique(values, return_inverse=True)
    names = pyarrow.array([name or None for name in known.tolist()], pyarrow.string())
    return names.take(places)


def days(values: Numbers) -> Any:
    """Return days since the first as dates; NEVER is none."""
    import pyarrow

    since_epoch = (values + _EPOCH).astype(np.int32)
    return pyarrow.array(since_epoch, mask=values == NEVER).cast(pyarrow.date32())
