"""Some rows of a packed history: a stretch of them, or any chosen few, with columns and lists numbered from 0 within."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tdkt.rules.packed import Array, Listed, Packed


@dataclass
class View:
    """`rows` is a slice, or numbers of rows (int32) in ascending order: of the lists' own type, so that no search converts them."""

    packed: Packed
    rows: slice | NDArray[np.int32]
    kept: dict[object, Any] = field(default_factory=dict)
    """What readings of these rows in either world have in common."""
    _seen: dict[str, Array] = field(default_factory=dict)
    _listed: dict[int, tuple[Array, slice | Array]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rows = self.rows
        if isinstance(rows, np.ndarray) and len(rows) and int(rows[-1]) - int(rows[0]) + 1 == len(rows):
            self.rows = rows = slice(int(rows[0]), int(rows[-1]) + 1)
        self.size = rows.stop - rows.start if isinstance(rows, slice) else len(rows)
        ends = (rows.start, rows.stop) if isinstance(rows, slice) else (rows[0], rows[-1] + 1) if self.size else (0, 0)
        self.first, self.end = int(ends[0]), int(ends[1])

    def dense(self, name: str) -> Array:
        """A dense column of these rows."""
        if name not in self._seen:
            self._seen[name] = self.packed.dense[name][self.rows]
        return self._seen[name]

    def of(self, column: Array) -> Array:
        """The same rows of any column of all subjects."""
        found: Array = column[self.rows]
        return found

    def take(self, local: Array) -> "View":
        """Some of these rows, by their numbers within."""
        rows = (
            np.arange(self.first, self.end, dtype=np.int32)[local] if isinstance(self.rows, slice) else self.rows[local]
        )
        return View(self.packed, rows)

    def listed(self, listed: Listed) -> tuple[Array, slice | Array]:
        """Which entries of a list belong to these rows: the row within, and the entry, for each."""
        if id(listed) not in self._listed:
            self._listed[id(listed)] = self._find(listed)
        return self._listed[id(listed)]

    def _find(self, listed: Listed) -> tuple[Array, slice | Array]:
        subject = listed.subject
        start, stop = np.searchsorted(subject, np.asarray([self.first, self.end], np.int32))
        inside = subject[start:stop]
        if isinstance(self.rows, slice):
            return inside - self.first, slice(int(start), int(stop))
        if not len(inside) or not self.size:
            return np.zeros(0, np.intp), np.zeros(0, np.intp)
        if len(inside) <= self.size:
            place = np.minimum(np.searchsorted(self.rows, inside), self.size - 1)
            mine = np.flatnonzero(self.rows[place] == inside)
            return place[mine], mine + start
        if listed.once:
            local = self._places[inside - self.first]
            mine = np.flatnonzero(local >= 0)
            return local[mine], mine + start
        low = np.searchsorted(inside, self.rows, "left")
        count = np.searchsorted(inside, self.rows, "right") - low
        local = np.repeat(np.arange(self.size), count)
        entry = np.repeat(low - np.cumsum(count) + count, count) + np.arange(len(local))
        return local, entry + start

    @cached_property
    def _places(self) -> NDArray[np.int32]:
        """For every row from the first to the last its place among these, or -1."""
        found = np.full(self.end - self.first, -1, np.int32)
        found[self.rows - self.first] = np.arange(self.size, dtype=np.int32)  # type: ignore[operator]
        return found
