"""A table of cells as a file holds it: values, where each stands, which cells are merged, and the lines above it.

Every format is brought to this one shape, so that headings and rows are looked for in one way, and every answer can still
name the cell of the user's own file.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property

from tdkt.sheets.problems import Finding

Value = str | int | float | bool | date | None
"""What a cell holds: text as it stands in the file, a number, a day, or nothing. A number without a fraction is an int."""

LONGEST_TEXT = 32_767
"""The most characters that a spreadsheet cell can hold; a longer text is no office's list."""


class UnreadableFile(Exception):
    """A file that cannot be read at all. Its message is one Vietnamese sentence that says why and what to do."""


def plain(value: object) -> Value:
    """A cell's value in the few types of `Value`; blank text is nothing, a moment at midnight is a day."""
    if isinstance(value, str):
        return value if value.strip() else None
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, int):
        return value
    if isinstance(value, datetime):
        # The time of day is no part of any record, but it is not for this function to drop it unsaid.
        return value.date() if value.time() == time() else f"{shown(value.date())} {value:%H:%M}"
    if isinstance(value, date):
        return value
    if isinstance(value, time | timedelta):
        return str(value)
    return str(value)


def shown(value: Value) -> str:
    """The value as the user sees it: days as dd/mm/yyyy."""
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    return str(value)


_SPOKEN = {"page": "trang", "table": "bảng", "row": "hàng", "line": "dòng", "paragraph": "đoạn"}


def spoken_place(place: str) -> str:
    """A place of a file as a sentence to the user names it: "page 3 table 1 row 4" is "Trang 3, bảng 1, hàng 4"."""
    words = place.split()
    said = ", ".join(f"{_SPOKEN[word]} {number}" for word, number in zip(words[::2], words[1::2], strict=True))
    return said[:1].upper() + said[1:]


def column_letters(index: int) -> str:
    """The letters of a spreadsheet column, counted from 0: 0 is A, 27 is AB."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass
class Grid:
    """One table of cells.

    `form` is "sheet", "lines" (CSV), "word", "pdf", "list" (paragraphs of a Word file that list receivers) or "pasted"; `top` and `left` are the place of the first cell, counted from 0; `merged` holds
    (first row, first column, last row, last column), both included and counted within the grid; `lines` the line of the file
    on which each row starts (CSV); `above` the paragraphs that stand before the table and `below` those after it, as (place, text);
    `places` the place of each row where it cannot be counted ("page 3 table 1 row 4", "paragraph 12", "line 7").
    """

    where: str
    form: str
    cells: list[list[Value]]
    top: int = 0
    left: int = 0
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    lines: list[int] | None = None
    above: list[tuple[str, str]] = field(default_factory=list)
    since_1904: bool = False
    """Whether the workbook counts its days from 1904, so that a number without a date format is a later day than elsewhere."""
    codes: dict[str, str] = field(default_factory=dict)
    """What the codes in this workbook mean, by the lists of codes that it carries (see `codes.py`)."""
    below: list[tuple[str, str]] = field(default_factory=list)
    places: list[str] | None = None
    fields: tuple[tuple[int, str, str], ...] = ()
    """For rows made from running text: the columns as (index, meaning, label), since no heading stands above them."""
    row_kinds: list[str] | None = None
    """And what each row is, by the kinds of `lines.py`."""
    findings: dict[int, list[tuple[Finding, int]]] = field(default_factory=dict)
    """And what was unclear in a row, with the column."""

    @property
    def height(self) -> int:
        return len(self.cells)

    @cached_property
    def width(self) -> int:
        return max((len(row) for row in self.cells), default=0)

    def value(self, row: int, column: int) -> Value:
        """The cell's own value; inside a merged range only the first cell has one."""
        cells = self.cells[row]
        return cells[column] if column < len(cells) else None

    @cached_property
    def spread(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For each cell inside a merged range other than its first: the first cell."""
        found: dict[tuple[int, int], tuple[int, int]] = {}
        for top, left, bottom, right in self.merged:
            # A range over whole columns of the sheet is cut to the grid: cells outside it hold nothing to read.
            for r in range(top, min(bottom, self.height - 1) + 1):
                for c in range(left, min(right, self.width - 1) + 1):
                    if (r, c) != (top, left):
                        found[r, c] = (top, left)
        return found

    @cached_property
    def sunk(self) -> dict[int, list[tuple[int, Value]]]:
        """For each row: the (column, value) that a cell merged downwards from a row above gives it."""
        found: dict[int, list[tuple[int, Value]]] = {}
        for top, left, bottom, _right in self.merged:
            if bottom > top and top < self.height and (value := self.value(top, left)) is not None:
                for r in range(top + 1, min(bottom, self.height - 1) + 1):
                    found.setdefault(r, []).append((left, value))
        return found

    def reach(self, row: int, column: int) -> Value:
        """The cell's value, or that of the merged range it lies in."""
        value = self.value(row, column)
        if value is None and (first := self.spread.get((row, column))):
            return self.value(*first)
        return value

    def row_at(self, row: int, first: int, last: int) -> str:
        """The place of a row of the table, as the plan names it: "Sheet1!A7:F7", "line 7", "table 2 row 5"."""
        if self.places is not None:
            return self.places[row]
        if self.form == "lines":
            return f"line {self.line_of(row)}"
        if self.form == "word":
            return f"{self.where} row {row + 1}"
        number = self.top + row + 1
        left, right = column_letters(self.left + first), column_letters(self.left + last)
        return f"{self.where}!{left}{number}" + (f":{right}{number}" if last > first else "")

    def cell_at(self, row: int, column: int) -> str:
        """The place of one cell: "Sheet1!B8", "line 8 column 2", "table 2 row 5 column 2"."""
        if self.places is not None:
            return self.places[row] if self.form == "list" else f"{self.places[row]} column {column + 1}"
        if self.form == "lines":
            return f"line {self.line_of(row)} column {column + 1}"
        if self.form == "word":
            return f"{self.where} row {row + 1} column {column + 1}"
        return f"{self.where}!{column_letters(self.left + column)}{self.top + row + 1}"

    def spoken_row(self, row: int) -> str:
        """The row as a sentence to the user names it: "Hàng 214"."""
        if self.places is not None:
            return spoken_place(self.places[row])
        if self.form == "lines":
            return f"Dòng {self.line_of(row)}"
        if self.form == "word":
            return f"Bảng {self.where.removeprefix('table ')}, hàng {row + 1}"
        return f"Hàng {self.top + row + 1}"

    def line_of(self, row: int) -> int:
        return self.lines[row] if self.lines else self.top + row + 1
