"""The desk at which a file is taken in: its rows with what becomes of them, who is who, and the pen.

Each noun's module (`units`, `people`, `awards`, …) takes in the rows of its kind at this desk. A row ends as new, changes, same,
doubtful, conflict, refused or ignored; only new and changed rows are written, each with the line of the file that it came from.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from tdkt.operations.directory import Directory
from tdkt.operations.inserting import enter
from tdkt.operations.ledger import Pen
from tdkt.records.models import ImportBatch, Office, Registered, SourceLine

WRITTEN = ("new", "changes")
OPEN = ("doubtful", "conflict", "refused")
STRIDE = 500
"""Rows after which whoever watches is told."""
PASSES = 8
"""How often a row is visited, about: progress is told in rows, and never reaches the end of a part before it is taken in."""

NO_LINE = SourceLine()
"""Stands for the lines of a file that is planned only."""

Watch = Callable[[int, int], None]
"""Told how many rows are done, and of how many; may raise `Stopped`, which takes everything back."""
One = TypeVar("One")


class Pace:
    """How far taking in has come, told every `STRIDE` rows. One pace serves several files in a row."""

    def __init__(self, watch: Watch | None, *, rows: int) -> None:
        self.watch = watch
        self.rows = rows
        self.done = 0
        self._part = 0
        self._visits = 0

    def begin(self, rows: int) -> None:
        """A part of so many rows begins."""
        self._part, self._visits = rows, 0
        self.tell()

    def end(self) -> None:
        """The part is taken in."""
        self.done += self._part
        self._part = self._visits = 0
        self.tell()

    def visit(self, rows: int) -> None:
        """So many rows were visited once more."""
        before = self._visits
        self._visits += rows
        if before // STRIDE != self._visits // STRIDE:
            self.tell()

    def along(self, rows: Iterable[One]) -> Iterator[One]:
        """The rows one after the other, each a visit."""
        for row in rows:
            yield row
            self.visit(1)

    def tell(self) -> None:
        if self.watch is not None:
            self.watch(self.done + min(self._visits // PASSES, self._part), self.rows)


@dataclass
class Row:
    """One row of the plan under its part: `plan` is the contract's own dict and is kept up to date; `record` its values after repair."""

    plan: dict[str, Any]
    part: dict[str, Any]
    source: SourceLine | None = None
    written: list[Registered] = field(default_factory=list)

    @property
    def record(self) -> dict[str, Any]:
        return self.plan["record"]

    @property
    def at(self) -> str:
        return self.plan["at"]

    @property
    def choice(self) -> Any:
        """How a person settled a doubtful row: {"subject": id}, "new", "skip" or None."""
        return self.plan.get("choice")

    def named(self) -> dict[str, int]:
        """The column by which a row of the register names the line of the file that completed it; its states before keep naming theirs."""
        assert self.source is not None  # `Desk.sources` has been asked
        return {"source_id": self.source.pk}

    def end(
        self,
        status: str,
        *,
        code: str = "",
        message: str = "",
        remedy: str = "",
        value: Any = None,
        level: str = "error",
    ) -> None:
        """Say what becomes of this row, and why when it is not simply written."""
        self.plan["status"] = status
        if code:
            self.note(code, message=message, remedy=remedy, value=value, level=level)

    def complete(self, columns: Iterable[str]) -> None:
        """Say that this row fills these columns of what the register has already; several acts on one row add up."""
        self.plan["adds"] = sorted({*self.plan.get("adds", ()), *columns})
        self.end("changes")

    def note(self, code: str, *, message: str, remedy: str = "", value: Any = None, level: str = "warning") -> None:
        problem = {"code": code, "level": level, "at": self.at, "value": value, "message": message, "remedy": remedy}
        if problem not in self.plan["problems"]:
            self.plan["problems"].append(problem)


@dataclass
class Desk:
    """What taking in a file works with; `today` is the day on which it came to the office."""

    pen: Pen
    batch: ImportBatch
    directory: Directory
    office: Office
    today: date
    pace: Pace = field(default_factory=lambda: Pace(None, rows=0))

    def sources(self, rows: Iterable[Row]) -> None:
        """Keep the file's line of each row that will be written; a draft, which will be taken back, has no use for them."""
        rows = [row for row in rows if row.source is None]
        if self.pen.is_draft:
            for row in rows:
                row.source = NO_LINE
            return
        lines = [
            SourceLine(batch_id=self.batch.pk, at=row.at, record=row.record, problems=row.plan["problems"])
            for row in rows
        ]
        for start in range(0, len(lines), STRIDE):
            enter(lines[start : start + STRIDE])
            self.pace.visit(STRIDE)
        for row, line in zip(rows, lines, strict=True):
            row.source = line


def full_date(partial: str | None) -> date | None:
    """A date known to the day, or None: "2019-11-20" but not "2019-11"."""
    return date.fromisoformat(partial) if partial and len(partial) == 10 else None


def year_of(partial: str | None) -> int | None:
    """The year of a partial date."""
    return int(partial[:4]) if partial else None
