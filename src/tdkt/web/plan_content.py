"""What a batch's plan holds, unpacked once and looked through once, however many pages of it are turned.

The plan of a long file is many megabytes; who turns its pages asks for the same one again and again. The last few are kept in this process
under a name that changes with each change of the plan, so that no page ever shows an old one. Whoever takes a plan from here reads it only.
"""

from collections import OrderedDict
from functools import cached_property
from threading import Lock
from typing import Any

from tdkt.operations.desk import OPEN
from tdkt.operations.kept_plans import rows_of
from tdkt.records.models import ImportBatch
from tdkt.web.shown import Shown, codes_in

MOST_KEPT = 2
MOST_FILTERS = 8


class Content:
    """One plan: its rows by their names, and what looking through all of them answers."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.plan = plan
        self.rows: dict[str, dict[str, Any]] = dict(rows_of(plan)) if plan else {}
        self._shown: dict[Shown, list[str]] = {}

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each row in the file."""
        return {key: place for place, key in enumerate(self.rows)}

    @cached_property
    def open_keys(self) -> list[str]:
        """The rows that a person must settle."""
        return [key for key, row in self.rows.items() if row["status"] in OPEN]

    @cached_property
    def repairs(self) -> int:
        """How many cells were put right."""
        return sum(problem.get("level") == "repair" for row in self.rows.values() for problem in row["problems"])

    @cached_property
    def codes(self) -> list[tuple[str, str, int]]:
        """(code, short name, number of rows) of the problems there are."""
        return codes_in(self.rows)

    def keys(self, shown: Shown) -> list[str]:
        """The rows that a filter shows."""
        if shown not in self._shown:
            if len(self._shown) >= MOST_FILTERS:
                self._shown.clear()
            self._shown[shown] = [key for key, row in self.rows.items() if shown.takes(key, row)]
        return self._shown[shown]


_kept: OrderedDict[tuple[Any, ...], Content] = OrderedDict()
_lock = Lock()


def content_of(batch: ImportBatch) -> Content:
    """The plan of a batch; its column is read only where it is not kept here."""
    name = (batch.pk, batch.state, batch.revision, batch.kept, batch.entry.hash if batch.entry else "")
    with _lock:
        if name in _kept:
            _kept.move_to_end(name)
            return _kept[name]
    content = Content(batch.plan)
    if batch.kept and batch.state in ("planned", "applied"):
        with _lock:
            _kept[name] = content
            while len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
    return content
