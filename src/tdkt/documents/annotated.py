"""A user's own workbook given back with what is wrong written beside the cells; for other files, the rows that were read with their problems.

`annotate` opens a foreign file and runs in the child process only, as "annotated" of `sheets.child.FUNCTIONS`; `list_rows` makes a new
workbook from a plan and opens nothing. In both, whatever comes from outside stays text: no cell that is added is ever a formula.
"""

import base64
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter
from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

COLUMN = "tdkt: vấn đề"
SHEET = "tdkt"
HEADS = ("Trang", "Ô", "Mức", "Giá trị trong tệp", "Vấn đề", "Cách xử lý")
WIDTHS = (18, 14, 12, 28, 60, 60)
LEVELS = {"error": "Lỗi", "warning": "Lưu ý", "repair": "Đã sửa"}
COLOURS = {"error": "F4C7C3", "warning": "FFF2CC", "repair": "D9EAD3"}
MOST_COMMENTS = 5_000
MOST_LISTED = 50_000
LONGEST = 2_000
LAST_COLUMN = 16_384

STATUSES = {
    "new": "Mới",
    "changes": "Bổ sung",
    "same": "Đã có",
    "doubtful": "Nghi trùng",
    "conflict": "Trái nhau",
    "refused": "Từ chối",
    "ignored": "Bỏ qua",
}
FIELDS = {
    "recipient": "Loại đối tượng", "name": "Tên", "sex": "Giới tính", "born": "Ngày sinh", "service_number": "Số hiệu",
    "identity_number": "Số định danh", "home": "Quê quán", "joined": "Vào ngành", "party_joined": "Vào Đảng", "rank": "Cấp bậc",
    "post": "Chức vụ", "unit": "Đơn vị", "parent": "Trực thuộc", "code": "Mã", "level": "Cấp", "from": "Từ", "to": "Đến",
    "succeeds": "Kế thừa", "award": "Hình thức (mã)", "class": "Hạng", "authority": "Cấp tặng", "ground": "Căn cứ", "for_from": "Từ năm",
    "for_to": "Đến năm", "decision_number": "Quyết định", "decision_date": "Ngày ký", "stage": "Giai đoạn", "posthumous": "Truy tặng",
    "reason": "Thành tích", "year": "Năm", "rating": "Xếp loại (mã)", "title": "Danh hiệu, tên gọi", "scope": "Phạm vi", "form": "Hình thức kỷ luật",
    "group": "Cụm, khối", "group_level": "Cấp của cụm, khối", "ranking": "Thứ hạng", "type": "Loại", "place": "Địa bàn", "district": "Huyện",
    "founded": "Thành lập", "places": "Điểm", "groups": "Tổ", "members": "Thành viên", "households": "Hộ", "funding": "Kinh phí",
    "kind": "Loại", "launched_by": "Phát động", "document": "Văn bản", "part_of": "Thuộc", "as_of": "Tính đến", "criterion": "Tiêu chí",
    "maximum": "Điểm tối đa", "self": "Tự chấm", "appraised": "Thẩm định", "note": "Ghi chú",
}  # fmt: skip

Note = Mapping[str, Any]
"""One problem: {"at": "Sheet1!B8", "level", "value", "message", "remedy"}, and "row": the row it belongs to, "Sheet1!A8:F8"."""


# --- a copy of the user's workbook ------------------------------------------------------------------


def annotate(name: str, content: bytes, *, notes: Sequence[Note], heads: Mapping[str, int]) -> dict[str, str]:
    """The workbook with a remark and a colour on each cell named, a last column with the row's problems, and a first sheet that lists all.

    `heads` says on which row of each sheet the names of the columns stand. Links to other files are left out of the copy. Answers
    {"book": base64}. Only for the child process.
    """
    book = load_workbook(io.BytesIO(content), rich_text=True, keep_links=False)
    sheets = {unicodedata.normalize("NFC", sheet.title): sheet for sheet in book.worksheets}
    by_sheet: dict[str, list[tuple[int, int, Note]]] = {}
    for note in notes:
        where, row, column = place_of(str(note["at"]))
        if where in sheets and row:
            by_sheet.setdefault(where, []).append((row, column, note))
    left = MOST_COMMENTS
    for where, found in by_sheet.items():
        left = _mark(sheets[where], found, left)
        _add_column(sheets[where], found, heads.get(where, 1))
    _add_list(book, notes, sheets)
    return {"book": base64.b64encode(_saved(book)).decode("ascii")}


def place_of(at: str) -> tuple[str, int, int]:
    """(sheet, row, column) of "Sheet1!B8" or of the first cell of "Sheet1!A8:F8"; row 0 where it is no cell of a sheet."""
    where, _, cells = at.rpartition("!")
    found = re.match(r"([A-Z]{1,3})(\d{1,7})\b", cells)
    if not where or not found:
        return at, 0, 0
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return where, int(found[2]), column


def _mark(sheet: Worksheet, found: list[tuple[int, int, Note]], left: int) -> int:
    """Remarks and colours on the cells; answers how many remarks may still be made in the book."""
    order = {"error": 0, "warning": 1, "repair": 2}
    told: dict[tuple[int, int], list[Note]] = {}
    for row, column, note in sorted(found, key=lambda one: order.get(str(one[2].get("level")), 0)):
        told.setdefault(_anchor(sheet, row, column), []).append(note)
    for (row, column), notes in told.items():
        if left <= 0:
            break
        cell = sheet.cell(row, column)
        before = f"{cell.comment.text}\n" if cell.comment else ""
        remark = Comment(_text(before + "\n".join(_sentence(note) for note in notes)), "tdkt", height=140, width=320)
        cell.comment = remark
        cell.fill = PatternFill("solid", fgColor=COLOURS.get(str(notes[0].get("level")), COLOURS["error"]))
        left -= 1
    return left


def _anchor(sheet: Worksheet, row: int, column: int) -> tuple[int, int]:
    """The cell that can hold a remark: of a merged range its first."""
    if isinstance(sheet.cell(row, column), MergedCell):
        for merged in sheet.merged_cells.ranges:
            if merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col:
                return merged.min_row, merged.min_col
    return row, column


def _add_column(sheet: Worksheet, found: list[tuple[int, int, Note]], head: int) -> None:
    """Each row's problems in one cell, in the first column that the sheet leaves empty."""
    filled = [column for (_, column), cell in sheet._cells.items() if getattr(cell, "value", None) is not None]
    column = max(filled, default=0) + 1
    if column > LAST_COLUMN:
        return
    rows: dict[int, list[Note]] = {}
    for row, _, note in found:
        rows.setdefault(row, []).append(note)
    if head not in rows:
        _write(sheet.cell(max(head, 1), column), COLUMN, bold=True)
    for row, notes in rows.items():
        _write(sheet.cell(row, column), "; ".join(_sentence(note) for note in notes))
    sheet.column_dimensions[get_column_letter(column)].width = 60


def _add_list(book: Workbook, notes: Sequence[Note], sheets: Mapping[str, Worksheet]) -> None:
    """The first sheet: every problem, with a link to its cell."""
    listed = book.create_sheet(SHEET, 0)
    for column, (head, width) in enumerate(zip(HEADS, WIDTHS, strict=True), start=1):
        _write(listed.cell(1, column), head, bold=True)
        listed.column_dimensions[get_column_letter(column)].width = width
    listed.freeze_panes = "A2"
    for number, note in enumerate(notes[:MOST_LISTED], start=2):
        where, row, column = place_of(str(note["at"]))
        cells = str(note["at"]).rpartition("!")[2]
        values = (where, cells if row else "", _level(note), note.get("value"), note.get("message"), note.get("remedy"))
        for place, value in enumerate(values, start=1):
            _write(listed.cell(number, place), "" if value is None else str(value))
        if row and where in sheets:
            title = sheets[where].title.replace("'", "''")
            target = f"'{title}'!{get_column_letter(column)}{row}"
            cell = listed.cell(number, 2)
            cell._hyperlink = Hyperlink(ref=cell.coordinate, location=target)
            cell.font = Font(color="0563C1", underline="single")
    book.active = 0
    for sheet in book.worksheets:  # two chosen sheets are written into together
        sheet.sheet_view.tabSelected = sheet is listed


def _write(cell: Cell | MergedCell, text: str, *, bold: bool = False) -> None:
    """Text that stays text, also when somebody opens the cell and leaves it again."""
    if isinstance(cell, MergedCell):
        return
    cell.value = _text(text)
    cell.data_type = "s"
    cell.quotePrefix = True
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)


def _saved(book: Workbook) -> bytes:
    held = io.BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        _InMemory(book, archive).save()
    return held.getvalue()


class _InMemory(ExcelWriter):
    """openpyxl's writer without its temporary files: the child process may write none."""

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        held = io.BytesIO()
        writer = WorksheetWriter(ws, held)
        writer.write()
        ws._rels = writer._rels  # type: ignore[attr-defined]
        self._archive.writestr(ws.path[1:], held.getvalue())  # type: ignore[attr-defined]
        self.manifest.append(ws)


# --- a new workbook of the rows read ------------------------------------------------------------------


def list_rows(plan: Mapping[str, Any], *, only_problems: bool = False) -> bytes:
    """A new workbook: a first sheet that lists the problems, then each table's rows as read, with their problems beside them."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    wrapped = {"text_wrap": True, "valign": "top", "quote_prefix": True}
    plain, bold = book.add_format(wrapped), book.add_format(wrapped | {"bold": True})
    washes = {level: book.add_format(wrapped | {"bg_color": f"#{colour}"}) for level, colour in COLOURS.items()}
    listed = book.add_worksheet(SHEET)
    _heads(listed, HEADS, WIDTHS, bold)
    line = 0
    for number, part in enumerate(plan["parts"], start=1):
        rows = [row for row in part["rows"] if row["status"] != "ignored" and (row["problems"] or not only_problems)]
        for note in [*(part.get("problems") or ()), *(note for row in rows for note in row["problems"])]:
            line += 1
            if line <= MOST_LISTED:
                values = (
                    part["where"],
                    note["at"],
                    _level(note),
                    note.get("value"),
                    note["message"],
                    note.get("remedy"),
                )
                _line(listed, line, values, washes.get(str(note.get("level")), plain))
        if rows:
            _part(book.add_worksheet(_sheet_name(number, part["where"])), rows, plain, bold, washes)
    book.close()
    return held.getvalue()


def _part(sheet: Any, rows: list[Any], plain: Any, bold: Any, washes: Mapping[str, Any]) -> None:
    """One table: where, what becomes of the row, its fields, its problems."""
    named: dict[str, None] = dict.fromkeys(
        field for row in rows for field, value in (row["record"] or {}).items() if value not in (None, "")
    )
    fields = [field for field in FIELDS if field in named] + [field for field in named if field not in FIELDS]
    heads: list[str] = ["Chỗ", "Kết quả", *(FIELDS.get(field, field) for field in fields), COLUMN]
    _heads(sheet, heads, [18, 12, *([20] * len(fields)), 60], bold)
    for number, row in enumerate(rows, start=1):
        record = row["record"] or {}
        said = "; ".join(_sentence(note) for note in row["problems"])
        values = [row["at"], STATUSES.get(row["status"], row["status"]), *(record.get(field) for field in fields)]
        levels = [str(note.get("level")) for note in row["problems"]]
        worst = next((level for level in LEVELS if level in levels), "")
        _line(sheet, number, values, plain)
        if said:
            sheet.write_string(number, len(values), _text(said), washes.get(worst, plain))


def _heads(sheet: Any, heads: Iterable[str], widths: Iterable[float], bold: Any) -> None:
    for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.write_string(0, column, head, bold)
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)


def _line(sheet: Any, row: int, values: Iterable[Any], style: Any) -> None:
    for column, value in enumerate(values):
        if isinstance(value, int) and not isinstance(value, bool):
            sheet.write_number(row, column, value, style)
        elif value in (None, False, ""):
            sheet.write_blank(row, column, None, style)
        else:
            sheet.write_string(row, column, "có" if value is True else _text(str(value)), style)


def _sheet_name(number: int, where: str) -> str:
    """A name that Excel takes and that no other sheet of the book has."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", _text(where))
    return f"{number} {plain}"[:31].strip().strip("'")


# --- words ------------------------------------------------------------------------------------------


def _sentence(note: Note) -> str:
    return " ".join(str(note[part]) for part in ("message", "remedy") if note.get(part))


def _level(note: Note) -> str:
    return LEVELS.get(str(note.get("level", "error")), LEVELS["error"])


def _text(text: str) -> str:
    """Text that a workbook can hold: without signs that XML forbids, no longer than anybody reads."""
    plain = re.sub(r"[\ud800-\udfff\ufffe\uffff]", "", ILLEGAL_CHARACTERS_RE.sub("", text))
    return plain if len(plain) <= LONGEST else plain[:LONGEST] + "…"
