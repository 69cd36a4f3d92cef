"""One sheet as an office lays it out: the two heads, the title, the grid, the total line and the signature block.

The same input gives the same bytes: workbooks carry a fixed creation date.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import xlsxwriter

FONT = "Times New Roman"
Cell = str | int | float | date | None


@dataclass(frozen=True)
class Column:
    """A column of the grid: its heading, width in characters, and how cells stand ("left", "center")."""

    heading: str
    width: float = 12
    align: str = "left"


class Workbook:
    """A workbook to be written; use as a context manager. `made` is the moment that its properties give as its creation."""

    def __init__(self, path: Path, *, made: datetime, title: str = "") -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._book = xlsxwriter.Workbook(path, {"strings_to_numbers": False, "strings_to_formulas": False})
        self._book.set_properties(
            {
                "created": made.replace(tzinfo=None),
                "title": title,
                "author": "Dữ liệu mẫu",
                "comments": "Dữ liệu mẫu: mọi người, mọi số hiệu đều là bịa.",
            }
        )
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def __enter__(self) -> "Workbook":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book.close()

    def sheet(self, name: str, columns: Sequence[Column], *, landscape: bool = False) -> "Sheet":
        """A new sheet with these columns, set for printing on A4."""
        return Sheet(self._book.add_worksheet(name), columns, self.format, landscape=landscape)

    def hidden(self, name: str, *, very: bool = False) -> None:
        """An empty sheet that a spreadsheet does not show."""
        sheet = self._book.add_worksheet(name)
        sheet.very_hidden() if very else sheet.hide()

    def format(self, **wish: Any) -> Any:
        """The format for these properties, made once."""
        wish = {"font_name": FONT, "font_size": 12, "valign": "vcenter", **wish}
        key = tuple(sorted(wish.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(wish)
        return self._formats[key]


class Sheet:
    """Writes downwards; `row` is the next row to be written, from 0."""

    def __init__(self, sheet: Any, columns: Sequence[Column], formats: Any, *, landscape: bool) -> None:
        self._sheet = sheet
        self._columns = tuple(columns)
        self._format = formats
        self.row = 0
        for number, column in enumerate(self._columns):
            sheet.set_column(number, number, column.width)
        sheet.set_default_row(18)
        sheet.set_paper(9)
        sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(1)
        if landscape:
            sheet.set_landscape()

    @property
    def _last(self) -> int:
        return len(self._columns) - 1

    def heads(self, *, superior: str, body: str, place_and_day: str = "") -> None:
        """The official head: who issues the list on the left, the state's name and motto on the right."""
        middle = self._split()
        big = {"align": "center", "font_size": 12}
        self._merge(0, middle, superior, big)
        self._merge(middle + 1, self._last, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", {**big, "bold": True})
        self.row += 1
        self._merge(0, middle, body, {**big, "bold": True, "underline": 1})
        self._merge(
            middle + 1,
            self._last,
            "Độc lập - Tự do - Hạnh phúc",
            {**big, "font_size": 13, "bold": True, "underline": 1},
        )
        self.row += 1
        if place_and_day:
            self._merge(middle + 1, self._last, place_and_day, {**big, "italic": True})
            self.row += 1
        self.row += 1

    def title(self, *lines: str, attached: str = "") -> None:
        """Title lines in bold across the whole width, then the line in italics that names the decision."""
        for number, line in enumerate(lines):
            room = sum(c.width for c in self._columns) / (1.35 if number == 0 else 1.25)
            self._sheet.set_row(self.row, 20 * (1 + int(len(line) / room)))
            self._merge(
                0,
                self._last,
                line,
                {"align": "center", "bold": True, "font_size": 14 if number == 0 else 13, "text_wrap": True},
            )
            self.row += 1
        if attached:
            if len(attached) > sum(c.width for c in self._columns) / 1.1:
                self._sheet.set_row(self.row, 36)
            self._merge(
                0, self._last, attached, {"align": "center", "italic": True, "font_size": 13, "text_wrap": True}
            )
            self.row += 1
        self.row += 1

    def header(self, *, numbered: bool = False, freeze: bool = True) -> None:
        """The headings of the grid; with `numbered` a row (1), (2), … below, as some lists have."""
        head = self._format(bold=True, border=1, align="center", text_wrap=True, bg_color="#F2F2F2")
        self._sheet.set_row(self.row, 33)
        for number, column in enumerate(self._columns):
            self._sheet.write_string(self.row, number, column.heading, head)
        self._sheet.repeat_rows(self.row)
        self.row += 1
        if numbered:
            small = self._format(italic=True, border=1, align="center", font_size=10)
            for number in range(len(self._columns)):
                self._sheet.write_string(self.row, number, f"({number + 1})", small)
            self.row += 1
        if freeze:
            self._sheet.freeze_panes(self.row, 0)

    def group(self, text: str, *, merged: bool = True) -> None:
        """A heading line inside the grid: "I. TẬP THỂ", "Công an huyện Đại Lộc"."""
        look = {"bold": True, "border": 1, "align": "left"}
        if merged:
            self._merge(0, self._last, text, look)
        else:
            self._sheet.write_string(self.row, 0, text, self._format(**look))
            for number in range(1, len(self._columns)):
                self._sheet.write_blank(self.row, number, None, self._format(**look))
        self.row += 1

    def line(self, cells: Sequence[Cell]) -> None:
        """One row of the grid, as high as its longest cell needs. Text stays text; dates are shown day first."""
        lines = max(_lines(cell, column.width) for cell, column in zip(cells, self._columns, strict=True))
        self._sheet.set_row(self.row, 17 * lines + 1)
        for number, (cell, column) in enumerate(zip(cells, self._columns, strict=True)):
            look = self._format(border=1, align=column.align, text_wrap=True)
            if cell is None or cell == "":
                self._sheet.write_blank(self.row, number, None, look)
            elif isinstance(cell, date):
                day = self._format(border=1, align="center", num_format="dd/mm/yyyy")
                self._sheet.write_datetime(self.row, number, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
            elif isinstance(cell, int | float):
                self._sheet.write_number(
                    self.row, number, cell, self._format(border=1, align=column.align, num_format="#,##0")
                )
            else:
                self._sheet.write_string(self.row, number, cell, look)
        self.row += 1

    def total(self, text: str) -> None:
        """The line under the grid that counts it: "Tổng cộng: 44 đồng chí./."."""
        self._merge(0, self._last, text, {"bold": True, "italic": True, "align": "left"})
        self.row += 1

    def signature(self, *, place_and_day: str, office: Sequence[str], name: str = "") -> None:
        """Who signs, on the right: the day, the office line by line, and the name three lines lower."""
        middle = self._split()
        self.row += 1
        centred = {"align": "center", "font_size": 13}
        if place_and_day:
            self._merge(middle + 1, self._last, place_and_day, {**centred, "italic": True})
            self.row += 1
        for line in office:
            self._merge(middle + 1, self._last, line, {**centred, "bold": True})
            self.row += 1
        self._merge(middle + 1, self._last, "(Đã ký)", {**centred, "italic": True})
        self.row += 2
        if name:
            self._merge(middle + 1, self._last, name, {**centred, "bold": True})
            self.row += 1

    def _split(self) -> int:
        """The last column of the left half, by width."""
        widths = [c.width for c in self._columns]
        left = 0.0
        for number, width in enumerate(widths[:-1]):
            left += width
            if left >= sum(widths) * 0.42:
                return number
        return len(widths) - 2

    def _merge(self, first: int, last: int, text: str, look: dict[str, Any]) -> None:
        if first == last:
            self._sheet.write_string(self.row, first, text, self._format(**look))
        else:
            self._sheet.merge_range(self.row, first, self.row, last, text, self._format(**look))


def _lines(cell: Cell, width: float) -> int:
    """How many lines a text takes in a column of this width (an estimate for the font at size 12)."""
    if not isinstance(cell, str):
        return 1
    return 1 + int((len(unicodedata.normalize("NFC", cell)) - 1) / width)


def long_date(place: str, day: date) -> str:
    """The place and day of a document: "Quảng Nam, ngày 05 tháng 02 năm 2016" (a zero before days to 9, and before January and February)."""
    return f"{place}, {words_of(day)}"


def words_of(day: date) -> str:
    """A day in words: "ngày 14 tháng 10 năm 2015"."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"
