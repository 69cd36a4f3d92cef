"""The rows of one exchange table one by one, as a register takes them in: the line each stands on, and its cells as text.

The columns of `reading` serve the engine; here every row keeps its line, so that whatever becomes of it can be said where it stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tdkt.exchange.cells import (
    BadCell,
    read_code,
    read_day,
    read_day_or_year,
    read_number,
    read_real,
    read_year,
    written,
)
from tdkt.exchange.errors import BadTable
from tdkt.exchange.schema import AWARD_CODES, Column, Table
from tdkt.exchange.sheets import Sheet, open_sheet
from tdkt.law.catalogue import awards


@dataclass(frozen=True)
class Line:
    """One row: its number in the file (2 is the first beneath the header), and its cells by column, None where empty."""

    number: int
    cells: dict[str, str | None]

    def __getitem__(self, column: str) -> str | None:
        return self.cells.get(column)


@dataclass(frozen=True)
class Lines:
    """The rows of a table's file."""

    sheet: Sheet
    table: Table
    lines: list[Line]

    def at(self, line: Line) -> str:
        """The place of a row as plans name it: "conferrals line 7"."""
        return f"{self.table.name} line {line.number}"

    def bad(self, line: Line, column: str, vietnamese: str, english: str) -> BadTable:
        """What is wrong in a row, ready to be raised."""
        return BadTable(self.sheet.file, line.number, column, vietnamese, english)


def read_lines(path: Path, table: Table) -> Lines:
    """All rows of a table's file. Raises `BadTable` for a cell that the column cannot hold, for an empty one that is needed, and for an id
    that stands there twice."""
    sheet = open_sheet(path, table)
    numbers = list(_numbers(sheet))
    columns = {name: _texts(sheet, table.column(name), numbers) for name in sheet.names}
    lines = [
        Line(number, dict(zip(columns, cells, strict=True)))
        for number, cells in zip(numbers, zip(*columns.values(), strict=True), strict=True)
    ]
    read = Lines(sheet, table, lines)
    _refuse_missing(read)
    _refuse_twice(read)
    return read


def _numbers(sheet: Sheet) -> Iterator[int]:
    if sheet.path.suffix == ".csv":
        yield from sheet.lines()
    else:
        yield from range(2, sheet.rows + 2)


def _texts(sheet: Sheet, column: Column, numbers: list[int]) -> list[str | None]:
    index, values = sheet.distinct(column.name)
    meant: list[str | None] = []
    wrong: dict[int, BadCell] = {}
    for place, value in enumerate(values):
        text = None if value is None else written(value)
        try:
            _check(column, text)
        except BadCell as why:
            wrong[place] = why
        meant.append(text)
    places = index.tolist()
    if wrong:
        row = next(row for row, place in enumerate(places) if place in wrong)
        said = wrong[places[row]]
        raise BadTable(sheet.file, numbers[row], column.name, said.vietnamese, said.english)
    return [meant[place] for place in places]


def _check(column: Column, text: str | None) -> None:
    """Raises `BadCell` unless the column can hold this."""
    if text is None:
        return
    match column.holds:
        case "date":
            read_day(text)
        case "day-or-year":
            read_day_or_year(text)
        case "year":
            read_year(text)
        case "rank":
            read_number(text, least=1)
        case "real":
            read_real(text)
        case "code" | "award-codes":
            codes = tuple(awards()) if column.holds == AWARD_CODES else column.codes
            read_code(text, {code: place for place, code in enumerate(codes)})
        case "number":
            if not text.isascii() or not text.isdigit():
                raise BadCell(f"“{text}” không phải số nguyên từ 0 trở lên.", f"“{text}” is no whole number from 0.")


def _refuse_missing(read: Lines) -> None:
    for column in read.table.columns:
        if not column.needed:
            continue
        for line in read.lines:
            if line[column.name] is None:
                raise read.bad(line, column.name, "ô này không được để trống.", "this cell may not be empty.")


def _refuse_twice(read: Lines) -> None:
    own = next((column.name for column in read.table.columns if column.holds == "id"), None)
    if own is None:
        return
    seen: dict[str | None, int] = {}
    for line in read.lines:
        if line[own] in seen:
            raise read.bad(
                line,
                own,
                f"mã “{line[own]}” đã có ở dòng {seen[line[own]]}. Mỗi mã chỉ một dòng.",
                f"id “{line[own]}” stands in line {seen[line[own]]} already. Each id has one line.",
            )
        seen[line[own]] = line.number
