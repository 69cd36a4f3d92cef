"""The report as an Excel workbook: real numbers and real dates to count on with, and every row with the numbers it stands behind.

Whatever was typed by somebody stays text: a name that begins with "=" is a name, never a formula.
"""

import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tdkt.documents.numbers import NOT_APPLICABLE, read_iso_day, write_known_part, write_place_and_date
from tdkt.documents.paper import SAMPLE_MARK, SAMPLE_NOTE, clean, last_line, left_out
from tdkt.documents.widths import PADDING, lines_in, text_width

SUMMARY, NUMBERS, CONFERRALS, MODELS, RATINGS, MOVEMENTS = (
    "Tổng hợp",
    "Con số",
    "Dòng khen thưởng",
    "Dòng mô hình",
    "Dòng xếp loại",
    "Dòng phong trào",
)
_SHEET_NAME_LENGTH = 31
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
_FORMULA_SIGNS = ("=", "+", "-", "@")
_KINDS = {"individual": "cá nhân", "collective": "tập thể", "household": "hộ gia đình"}
_A4 = 9
_HEADER_FONT = '&"Times New Roman,Regular"&12'
_LINE_HEIGHT = 16
_MILLIMETRES_PER_UNIT = 2.0
"""A unit of column width is one digit of the sheet's 12 pt type, 2.1 mm; a little less leaves room for the filter arrow."""


@dataclass(frozen=True)
class _Field:
    """A column of a list of rows: its heading and what a row has to say in it (text, int, float, date or None)."""

    label: str
    value: Callable[[Mapping[str, Any]], Any]


def write_workbook(report: Mapping[str, Any], *, known_on: date) -> bytes:
    """The workbook of a five-year report (its shape is that of `five_year.render`), as bytes; the same on every run."""
    report = clean(report)
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    office, title = report["office"]["name"], f"{report['title']}. {report['subtitle']}"
    marked = f"{title} - {SAMPLE_MARK}" if report["sample"] else title
    book.set_properties(
        {
            "title": marked[:255],
            "author": office[:255],
            "created": datetime(known_on.year, known_on.month, known_on.day),  # noqa: DTZ001
        }
    )
    writer = _Writer(book, report, known_on=known_on)
    writer.write_summary()
    for order, table in enumerate(report["tables"], 1):
        writer.write_table(order, table)
    writer.write_numbers()
    behind = _numbers_behind(report["numbers"])
    rows = [{**row, "key": key, "numbers": ", ".join(behind[key])} for key, row in report["rows"].items()]
    for name, kind, fields in (
        (CONFERRALS, "conferral", _CONFERRAL_FIELDS),
        (MODELS, "model", _MODEL_FIELDS),
        (RATINGS, "rating", _RATING_FIELDS),
    ):
        wanted = [row for row in rows if row["kind"] == kind]
        if wanted or kind != "rating":
            writer.write_list(name, fields, wanted)
    told = [row for row in rows if row["kind"] in _TOLD]
    if told:
        writer.write_list(
            MOVEMENTS, _TOLD_FIELDS, sorted(told, key=lambda row: (list(_TOLD).index(row["kind"]), row["id"]))
        )
    book.close()
    return held.getvalue()


def _numbers_behind(numbers: Mapping[str, Mapping[str, Any]]) -> Mapping[str, list[str]]:
    """For each row id the ids of the numbers that it stands behind."""
    behind: dict[str, list[str]] = defaultdict(list)
    for key, number in numbers.items():
        for row in number["rows"]:
            behind[row].append(key)
    return behind


def _day(text: str | None) -> date | str | None:
    """A real date where the day is known; a month or a year stays text, since a sheet would make it the first day."""
    return read_iso_day(text) or write_known_part(text) or None


_NUMBERS = _Field("Đứng sau con số", lambda row: row["numbers"])
_KEY = _Field("Mã dòng", lambda row: row["key"])
_CONFERRAL_FIELDS = (
    _KEY,
    _Field("Người, tập thể được khen", lambda row: row["receiver"]),
    _Field("Là", lambda row: _KINDS.get(row.get("receiver_kind") or "")),
    _Field("Cấp bậc", lambda row: row.get("rank")),
    _Field("Chức vụ", lambda row: row.get("post")),
    _Field("Đơn vị", lambda row: row.get("unit")),
    _Field("Hình thức", lambda row: row["award_name"]),
    _Field("Hạng", lambda row: row.get("class")),
    _Field("Người tặng", lambda row: row.get("authority_name")),
    _Field("Năm", lambda row: row.get("year")),
    _Field("Số quyết định", lambda row: row.get("decision")),
    _Field("Ngày quyết định", lambda row: _day(row.get("date"))),
    _NUMBERS,
)
_MODEL_FIELDS = (
    _KEY,
    _Field("Loại", lambda row: row["type"]),
    _Field("Tên mô hình", lambda row: row.get("name")),
    _Field("Nơi", lambda row: row.get("place")),
    _Field("Huyện", lambda row: row.get("district")),
    _Field("Ngày lập", lambda row: _day(row.get("founded"))),
    _Field("Đánh giá", lambda row: row.get("rating")),
    _Field("Điểm", lambda row: row.get("places")),
    _Field("Tổ", lambda row: row.get("groups")),
    _Field("Thành viên", lambda row: row.get("members")),
    _Field("Quyết định", lambda row: row.get("decision")),
    _NUMBERS,
)
_RATING_FIELDS = (
    _KEY,
    _Field("Người, tập thể", lambda row: row["receiver"]),
    _Field("Đơn vị", lambda row: row.get("unit")),
    _Field("Năm", lambda row: row.get("year")),
    _Field("Xếp loại", lambda row: row.get("rating")),
    _Field("Danh hiệu", lambda row: row.get("title")),
    _NUMBERS,
)
_TOLD = {
    "launch": "Phát động",
    "response": "Hưởng ứng",
    "review": "Sơ kết, tổng kết",
    "place": "Xếp hạng cụm, khối",
    "exemplar": "Điển hình tiên tiến",
    "direction": "Chỉ đạo",
}
_TOLD_FIELDS = (
    _KEY,
    _Field("Loại", lambda row: _TOLD[row["kind"]]),
    _Field("Tên", lambda row: row["name"]),
    _Field("Nội dung", lambda row: row["what"]),
    _Field("Đơn vị", lambda row: row.get("unit")),
    _Field("Năm", lambda row: row.get("year")),
    _Field("Ngày", lambda row: _day(row.get("date"))),
    _Field("Văn bản", lambda row: row.get("document")),
    _NUMBERS,
)
_NUMBER_FIELDS = (
    _Field("Mã", lambda number: number["key"]),
    _Field("Con số", lambda number: number["title"]),
    _Field("Bằng", lambda number: number["count"]),
    _Field("Đếm", lambda number: number.get("counts")),
    _Field("Của", lambda number: number.get("whose")),
    _Field("Tính theo", lambda number: number.get("basis")),
    _Field("Bỏ ngoài", lambda number: left_out(number.get("left_out") or {})),
    _Field("Số dòng", lambda number: len(number["rows"])),
)


class _Writer:
    """One workbook being written, with its cell formats."""

    def __init__(self, book: xlsxwriter.Workbook, report: Mapping[str, Any], *, known_on: date) -> None:
        self.book, self.report, self.known_on = book, report, known_on
        self.taken: set[str] = set()
        base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
        edge = {"border": 1}
        self.formats: dict[str, Format] = {
            "title": book.add_format(base | {"bold": True, "font_size": 14}),
            "plain": book.add_format(base),
            "italic": book.add_format(base | {"italic": True}),
            "words": book.add_format(base | {"text_wrap": True}),
            "heading": book.add_format(base | {"bold": True}),
            "head": book.add_format(
                base
                | edge
                | {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "bg_color": "#EEEEEE"}
            ),
            "text": book.add_format(base | edge | {"text_wrap": True, "num_format": "@"}),
            "text-total": book.add_format(base | edge | {"text_wrap": True, "num_format": "@", "bold": True}),
            # With this mark Excel keeps "=1+1" a text even after somebody has gone into the cell and out again.
            "guarded": book.add_format(base | edge | {"text_wrap": True, "num_format": "@", "quote_prefix": True}),
            # The comma of the format is "the separator of thousands": a PC set to Vietnamese shows 1.277.
            "number": book.add_format(base | edge | {"num_format": "#,##0"}),
            "number-total": book.add_format(base | edge | {"num_format": "#,##0", "bold": True}),
            "decimal": book.add_format(base | edge | {"num_format": "#,##0.##"}),
            "code": book.add_format(base | edge | {"num_format": "0"}),
            "date": book.add_format(base | edge | {"num_format": "dd/mm/yyyy", "align": "center"}),
            "dash": book.add_format(base | edge | {"align": "right"}),
        }

    def write_summary(self) -> None:
        """The report in words, then its facts with their counts."""
        report, formats = self.report, self.formats
        sheet = self._sheet(SUMMARY, landscape=False)
        sheet.set_column(0, 0, 12)
        sheet.set_column(1, 1, 78)
        sheet.set_column(2, 2, 12)
        row = 0
        lines = [
            (report["office"]["name"], "heading"),
            (report["title"], "title"),
            (report["subtitle"], "heading"),
            (write_place_and_date(report["office"]["place"], self.known_on), "italic"),
            (last_line(report, known_on=self.known_on), "italic"),
        ]
        for words, style in lines:
            sheet.write_string(row, 0, words, formats[style])
            row += 1
        if report["sample"]:
            sheet.write_string(row, 0, SAMPLE_NOTE, formats["heading"])
            row += 1
        for section in report["sections"]:
            row += 1
            sheet.write_string(row, 0, section["heading"], formats["heading"])
            row += 1
            for paragraph in section.get("paragraphs", ()):
                words = "".join(run["text"] for run in paragraph["runs"])
                # A merged cell does not grow with its words: the height is reckoned.
                sheet.merge_range(row, 0, row, 2, "", formats["words"])
                sheet.write_string(row, 0, words, formats["words"])
                sheet.set_row(row, _LINE_HEIGHT * max(1, -(-int(text_width(words, size=12)) // 195)))
                row += 1
        row += 1
        sheet.write_string(row, 0, "Con số trong báo cáo", formats["heading"])
        row += 1
        for column, label in enumerate(("Mã", "Con số", "Bằng")):
            sheet.write_string(row, column, label, formats["head"])
        for fact in report["facts"]:
            row += 1
            number = report["numbers"].get(fact["id"], {})
            count = fact.get("count") if fact["kind"] == "award" else fact.get("models", fact.get("count"))
            for column, value in enumerate((fact["id"], number.get("title", ""), count)):
                self._write(sheet, row, column, value)

    def write_table(self, order: int, table: Mapping[str, Any]) -> None:
        """A table of the report on a sheet of its own."""
        sheet = self._sheet(f"{order}. {table['title']}", landscape=len(table["columns"]) > 6)
        head = self._write_top(sheet, table["title"], table.get("note"))
        columns = table["columns"]
        for place, column in enumerate(columns):
            sheet.write_string(head, place, column["label"], self.formats["head"])
        lines = [line["cells"] for line in table["rows"]]
        foot = table["foot"]["cells"] if table.get("foot") else None
        for row, cells in enumerate(lines, head + 1):
            for place, cell in enumerate(cells):
                self._write_cell(sheet, row, place, cell)
        if foot:
            for place, cell in enumerate(foot):
                self._write_cell(sheet, head + 1 + len(lines), place, cell, total=True)
        self._finish(
            sheet, head, [column["label"] for column in columns], [*lines, *([foot] if foot else [])], len(lines)
        )

    def write_numbers(self) -> None:
        """Every number of the report: what it counts, whose, by which date, and what it leaves out."""
        self.write_list(
            NUMBERS, _NUMBER_FIELDS, [{**number, "key": key} for key, number in self.report["numbers"].items()]
        )

    def write_list(self, name: str, fields: Sequence[_Field], rows: Sequence[Mapping[str, Any]]) -> None:
        """A list of rows under its headings, one row a line."""
        sheet = self._sheet(name, landscape=True)
        head = self._write_top(sheet, f"{name} · {self.report['subtitle']}", None)
        for place, held in enumerate(fields):
            sheet.write_string(head, place, held.label, self.formats["head"])
        lines = [[held.value(row) for held in fields] for row in rows]
        for row, line in enumerate(lines, head + 1):
            for place, value in enumerate(line):
                # A year is a name of a year: grouped, 2015 would read 2.015.
                self._write(sheet, row, place, value, style="code" if fields[place].label in ("Năm", "Hạng") else None)
        self._finish(sheet, head, [held.label for held in fields], lines, len(lines))

    def _write_top(self, sheet: Worksheet, title: str, note: str | None) -> int:
        """Title, what the figures rest on, note; gives the row of the headings."""
        marked = f"{title} - {SAMPLE_MARK}" if self.report["sample"] else title
        sheet.write_string(0, 0, marked, self.formats["title"])
        sheet.write_string(1, 0, last_line(self.report, known_on=self.known_on), self.formats["italic"])
        sheet.write_string(2, 0, note or "", self.formats["italic"])
        return 3

    def _write_cell(
        self, sheet: Worksheet, row: int, column: int, cell: Mapping[str, Any] | None, *, total: bool = False
    ) -> None:
        value = None if cell is None else cell["text"] if cell.get("text") is not None else cell.get("value")
        if value is None:
            sheet.write_string(row, column, NOT_APPLICABLE, self.formats["dash"])
        elif total:
            self._write(sheet, row, column, value, style="text-total" if isinstance(value, str) else "number-total")
        else:
            self._write(sheet, row, column, value)

    def _write(self, sheet: Worksheet, row: int, column: int, value: Any, *, style: str | None = None) -> None:
        """One value by its kind. Never `sheet.write`, which would read a text and make of it what it looks like."""
        formats = self.formats
        if value is None or value == "":
            sheet.write_blank(row, column, None, formats["text"])
        elif isinstance(value, date):
            sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), formats["date"])  # noqa: DTZ001
        elif isinstance(value, bool):
            sheet.write_string(row, column, "có" if value else "không", formats["text"])
        elif isinstance(value, int | float):
            sheet.write_number(
                row, column, value, formats[style or ("number" if isinstance(value, int) else "decimal")]
            )
        else:
            guarded = value.startswith(_FORMULA_SIGNS)
            sheet.write_string(row, column, value, formats["guarded" if guarded else style or "text"])

    def _sheet(self, name: str, *, landscape: bool) -> Worksheet:
        sheet = self.book.add_worksheet(self._free_name(name))
        sheet.set_paper(_A4)
        if landscape:
            sheet.set_landscape()
        sheet.set_margins(left=30 / 25.4, right=17 / 25.4, top=20 / 25.4, bottom=20 / 25.4)
        sheet.fit_to_pages(1, 0)
        mark = f"&R{_HEADER_FONT}&B{SAMPLE_MARK}" if self.report["sample"] else ""
        sheet.set_header(f"&C{_HEADER_FONT}&P{mark}")
        sheet.hide_gridlines(1)
        return sheet

    def _free_name(self, wanted: str) -> str:
        """A name that Excel takes: short, without its forbidden signs, and not yet used."""
        plain = " ".join(_NOT_IN_SHEET_NAMES.sub(" ", wanted).split()).strip("'") or "Trang"
        name = (
            plain if len(plain) <= _SHEET_NAME_LENGTH else plain[: _SHEET_NAME_LENGTH + 1].rpartition(" ")[0] or plain
        )
        name = name[:_SHEET_NAME_LENGTH].rstrip("' ")
        order = 2
        while name.lower() in self.taken:
            tail = f" ({order})"
            name, order = plain[: _SHEET_NAME_LENGTH - len(tail)] + tail, order + 1
        self.taken.add(name.lower())
        return name

    def _finish(
        self, sheet: Worksheet, head: int, labels: Sequence[str], lines: Sequence[Sequence[Any]], body: int
    ) -> None:
        """Widths by what stands in the columns; headings that stay, on the screen and on every printed page; a filter."""
        tallest = 1
        for place, label in enumerate(labels):
            words = max((text_width(word, size=12, bold=True) for word in label.split()), default=0.0) + 4
            cells = sorted(text_width(text, size=12) for text in _shown(line[place] for line in lines))
            # One long name among thousands wraps in its cell rather than widen the column for all.
            usual = cells[int(len(cells) * 0.98)] if cells else 0.0
            width = min(max(words, usual) + 2 * PADDING, 100.0)
            sheet.set_column(place, place, width / _MILLIMETRES_PER_UNIT)
            tallest = max(tallest, lines_in(label, width=width, size=12))
        sheet.set_row(head, _LINE_HEIGHT * tallest + 2)
        sheet.freeze_panes(head + 1, 1)
        sheet.repeat_rows(head)
        sheet.autofilter(head, 0, head + max(body, 1), len(labels) - 1)


def _shown(values: Iterable[Any]) -> Iterable[str]:
    for value in values:
        if isinstance(value, Mapping):
            held = value.get("text") if value.get("text") is not None else value.get("value")
            yield str(held)
        elif isinstance(value, date):
            yield "00/00/0000"
        elif value is not None:
            yield str(value)
