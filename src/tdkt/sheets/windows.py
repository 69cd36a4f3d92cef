"""A look at one row of a file as it stood there: its cells with the headings above them and the rows beside it.

`look_at` is what callers use; it opens the file in the child process of `guard.py`. Nothing is repaired here: what is shown is what the
file says, beside which the register's own words can be judged.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from tdkt.sheets.grid import Grid, UnreadableFile, column_letters, shown
from tdkt.sheets.guard import LIMITS, Limits, in_child
from tdkt.sheets.headers import HIGHEST_HEADING, Heading, find_heading
from tdkt.sheets.opening import open_grids

MOST_COLUMNS = 40
LONGEST_CELL = 300

Window = dict[str, Any]
"""{"where", "columns": ["A", …], "rows": [{"name": "7", "part": "heading" | "beside" | "row", "gap": whether rows are left out above it,
"cells": [{"at", "text"}, …]}, …]}"""


def look_at(name: str, content: bytes, at: str, *, around: int = 2, limits: Limits = LIMITS) -> Window | None:
    """The row of a file that a plan calls `at` ("Sheet1!A7:F7", "line 7", "table 2 row 5"), with so many rows before and after.

    None where the file has no such row. Raises `UnreadableFile`.
    """
    window: Window | None = in_child("window", name, content, limits=limits, at=at, around=around)
    return window


def window_of(name: str, content: bytes, *, at: str, around: int) -> Window | None:
    """The same, here and now: only for the child process."""
    found = _window_in(grids_of(content), at, around)
    if found is None and at.startswith(
        "line "
    ):  # cells that were pasted are lines too, also where they came as a piece of a web page
        with suppress(UnreadableFile):
            found = _window_in(open_grids(content, pasted=True).grids, at, around)
    return found


def _window_in(grids: list[Grid], at: str, around: int) -> Window | None:
    for grid in grids:
        for texts in (grid.above, grid.below):
            for number, (place, _) in enumerate(texts):
                if place == at:
                    return _of_paragraphs(grid.where, texts, number, around)
        row = row_called(grid, at)
        if row is not None:
            return _of_grid(grid, row, around)
    return None


def grids_of(content: bytes) -> list[Grid]:
    """The tables of a file of any kind that can be read. Raises `UnreadableFile`."""
    return open_grids(content).grids


def row_called(grid: Grid, at: str) -> int | None:
    """The number of the row in its grid, from the name that a plan gives it, or that a plan gives one of its cells."""
    if grid.form == "sheet" and grid.places is None:
        where, _, cells = at.rpartition("!")
        found = re.match(r"[A-Z]{1,3}(\d{1,7})\b", cells)
        row = int(found[1]) - 1 - grid.top if found and where == grid.where else -1
        return row if 0 <= row < grid.height else None
    plain = re.sub(r" column \d+$", "", at)
    return next((row for row in range(grid.height) if grid.row_at(row, 0, 0) == plain), None)


def _of_grid(grid: Grid, row: int, around: int) -> Window:
    heading = heading_above(grid, row)
    beside = range(max(row - around, 0), min(row + around, grid.height - 1) + 1)
    numbers = sorted({*beside, *(range(heading.first, heading.last + 1) if heading else ())})
    width = min(grid.width, MOST_COLUMNS)
    rows: list[dict[str, Any]] = []
    before = -1
    for number in numbers:
        inside = heading is not None and heading.first <= number <= heading.last
        rows.append(
            {
                "name": _name(grid, number),
                "part": "row" if number == row else "heading" if inside else "beside",
                "gap": bool(rows) and number > before + 1,
                "cells": [
                    {"at": grid.cell_at(number, c), "text": _cut(shown(grid.value(number, c)))} for c in range(width)
                ],
            }
        )
        before = number
    by_letter = grid.form == "sheet"
    columns = [column_letters(grid.left + c) if by_letter else str(c + 1) for c in range(width)]
    return {"where": grid.where, "columns": columns, "rows": rows}


def _of_paragraphs(where: str, texts: list[tuple[str, str]], number: int, around: int) -> Window:
    """A window of lines of running text, which have one cell each."""
    rows = [
        {
            "name": place.rpartition(" ")[2],
            "part": "row" if n == number else "beside",
            "gap": False,
            "cells": [{"at": place, "text": _cut(text)}],
        }
        for n, (place, text) in enumerate(texts)
        if abs(n - number) <= around
    ]
    return {"where": where, "columns": [""], "rows": rows}


def heading_above(grid: Grid, row: int) -> Heading | None:
    """The heading under which a row stands: the nearest above it, from its first row on."""
    nearest = next(_headings_above(grid, row), None)
    if nearest is None:
        return None
    for first in range(max(nearest.first - HIGHEST_HEADING + 1, 0), nearest.first):
        whole = find_heading(grid, first)
        if whole is not None and nearest.first <= whole.last < row:
            return whole
    return nearest


def _headings_above(grid: Grid, row: int) -> Iterator[Heading]:
    for first in range(row - 1, -1, -1):
        heading = find_heading(grid, first)
        if heading is not None and heading.last < row:
            yield heading


def _name(grid: Grid, row: int) -> str:
    """What a row is called beside its cells: its number in the sheet, the file or the table."""
    if grid.places is not None:
        return grid.places[row].rpartition(" ")[2]
    if grid.form == "lines":
        return str(grid.line_of(row))
    return str(row + 1 if grid.form == "word" else grid.top + row + 1)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL] + "…"
