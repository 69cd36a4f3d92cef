"""Workbooks and CSV files to grids of cells with their true addresses. Runs in the child process only.

Hidden sheets are left out: known systems keep their code lists there. What is not read here: formulas (the values that the
spreadsheet program saved are taken) and formats. Read next: `word.py` for Word files.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from tdkt.sheets.encodings import decode
from tdkt.sheets.grid import LONGEST_TEXT, Grid, UnreadableFile, Value, plain
from tdkt.sheets.ods import merged_ranges
from tdkt.vietnamese.folding import nfc

LARGEST_CSV = 64 * 2**20


def read_workbook(content: bytes) -> list[Grid]:
    """The visible sheets of an .xlsx, .xls, .xlsb or .ods file, empty ones left out. Raises `UnreadableFile`."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [
            book.get_sheet_by_name(found.name)
            for found in book.sheets_metadata
            if found.visible == SheetVisibleEnum.Visible and found.typ == SheetTypeEnum.WorkSheet
        ]
        grids = [grid for sheet in sheets if (grid := _grid(sheet)) is not None]
    except PasswordError:
        raise UnreadableFile("Tệp đặt mật khẩu; hãy bỏ mật khẩu rồi nhập lại.") from None
    except (CalamineError, OSError, ValueError):
        raise UnreadableFile(
            "Tệp bị hỏng hoặc không phải là bảng tính; hãy mở bằng Excel, lưu lại dạng .xlsx rồi nhập lại."
        ) from None
    if content[:2] == b"PK":
        _show_errors(content, grids)
        _merge(content, grids)
    if _counts_from_1904(content):
        for grid in grids:
            grid.since_1904 = True
    return grids


def _merge(content: bytes, grids: list[Grid]) -> None:
    """The merged cells of an .ods file, which the library does not give."""
    ranges = merged_ranges(content)
    for grid in grids:
        if not grid.merged:
            found = ranges.get(grid.where, [])
            moved = [(r1 - grid.top, c1 - grid.left, r2 - grid.top, c2 - grid.left) for (r1, c1), (r2, c2) in found]
            grid.merged = [m for m in moved if m[0] >= 0 and m[1] >= 0]


def _grid(sheet: CalamineSheet) -> Grid | None:
    if sheet.start is None:
        return None
    top, left = sheet.start
    # Most cells are text that stands as it is: a call for each would cost as much as reading the file.
    cells = [
        [value if value.__class__ is str and value.strip() else plain(value) for value in row]
        for row in sheet.iter_rows()
    ]
    # iter_rows begins at row 0 of the sheet but to_python at the first filled row: measure, do not trust.
    surplus = len(cells) - sheet.height
    if surplus > 0:
        cells = cells[surplus:]
    merged = [(r1 - top, c1 - left, r2 - top, c2 - left) for (r1, c1), (r2, c2) in sheet.merged_cell_ranges or []]
    grid = Grid(
        where=nfc(sheet.name),
        form="sheet",
        cells=cells,
        top=top,
        left=left,
        merged=[m for m in merged if m[0] >= 0 and m[1] >= 0],
    )
    _refuse_long_text(grid)
    return grid if any(value is not None for row in cells for value in row) else None


def _refuse_long_text(grid: Grid) -> None:
    for r, row in enumerate(grid.cells):
        if max([len(value) for value in row if value.__class__ is str], default=0) <= LONGEST_TEXT:
            continue
        for c, value in enumerate(row):
            if isinstance(value, str) and len(value) > LONGEST_TEXT:
                raise UnreadableFile(
                    f"Ô {grid.cell_at(r, c)} dài hơn 32.767 ký tự, không phải là một ô của danh sách; "
                    "hãy xóa ô này rồi nhập lại."
                )


_ERROR_CELL = re.compile(
    rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^>]*?\bt=[\"']e[\"'][^>]*>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]{1,20})<",
    re.DOTALL,
)


def _show_errors(content: bytes, grids: list[Grid]) -> None:
    """Puts "#N/A", "#REF!" … into the cells whose formula failed: the reader gives them as empty, and an empty cell is no error."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = _sheet_parts(archive)
        for grid in grids:
            part = parts.get(grid.where)
            if part is None:
                continue
            written = archive.read(part)
            if b't="e"' not in written and b"t='e'" not in written:
                continue
            for found in _ERROR_CELL.finditer(written):
                column = _column_index(found[1].decode()) - grid.left
                row = int(found[2]) - 1 - grid.top
                if 0 <= row < grid.height and 0 <= column < len(grid.cells[row]) and grid.cells[row][column] is None:
                    grid.cells[row][column] = found[3].decode("utf-8", "replace")


def _counts_from_1904(content: bytes) -> bool:
    """Whether the workbook's days begin in 1904. Cells formatted as dates come out right; plain numbers need to know it."""
    if content[:2] != b"PK":
        return _globals_say_1904(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name, said in _SAYS_1904.items():
            if name in archive.namelist():
                with archive.open(name) as part:
                    return said.search(part.read(2**20)) is not None
    return False


_SAYS_1904 = {
    "xl/workbook.xml": re.compile(rb"<(?:\w+:)?workbookPr\s[^>]*\bdate1904=[\"'](?:1|true)[\"']"),
    "content.xml": re.compile(rb"<table:null-date\s[^>]*table:date-value=[\"']1904-01-01[\"']"),
}
_GLOBALS = b"\x09\x08\x10\x00\x00\x06\x05\x00"
_DATE_MODE, _END = 0x22, 0x0A
_MOST_OPENING_RECORDS = 500


def _globals_say_1904(content: bytes) -> bool:
    """The same for .xls: the record DATEMODE among those that open the workbook's stream."""
    at = content.find(_GLOBALS)
    for _ in range(_MOST_OPENING_RECORDS):
        if not 0 <= at <= len(content) - 6:
            break
        record = int.from_bytes(content[at : at + 2], "little")
        if record == _DATE_MODE:
            return content[at + 4] == 1
        if record == _END:
            break
        at += 4 + int.from_bytes(content[at + 2 : at + 4], "little")
    return False


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of the package that holds each sheet, by the sheet's name."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}
    book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {}
    for tag in re.findall(r"<(?:\w+:)?Relationship\s[^>]*>", links):
        found = dict(re.findall(r"(\w+)=[\"']([^\"']*)[\"']", tag))
        target = found.get("Target", "")
        targets[found.get("Id")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    parts = {}
    for tag in re.findall(r"<(?:\w+:)?sheet\s[^>]*>", book):
        found = dict(re.findall(r"([\w:]+)=[\"']([^\"']*)[\"']", tag))
        target = targets.get(next((v for k, v in found.items() if k.endswith(":id")), None), "")
        if target in names:
            parts[nfc(unescape(found.get("name", "")))] = target
    return parts


def _column_index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


# --- text tables ------------------------------------------------------------------------------


def read_lines(content: bytes) -> list[Grid]:
    """A CSV file as one grid; the separator is the one of , ; tab | that cuts the most lines alike. Raises `UnreadableFile`."""
    if len(content) > LARGEST_CSV:
        raise UnreadableFile("Tệp CSV lớn hơn 64 MB; hãy chia nhỏ tệp rồi nhập lại.")
    text = decode(content)
    cells: list[list[Value]] = []
    lines: list[int] = []
    csv.field_size_limit(LONGEST_TEXT)
    try:
        for line, row in _numbered(text, _separator(text)):
            cells.append([plain(value) for value in row])
            lines.append(line)
    except csv.Error:
        raise UnreadableFile(
            f"Tệp CSV có ô dài hơn 32.767 ký tự hoặc thiếu dấu ngoặc kép gần dòng {(lines or [0])[-1] + 1}; "
            "hãy sửa rồi nhập lại."
        ) from None
    if not any(value is not None for row in cells for value in row):
        return []
    return [Grid(where="CSV", form="lines", cells=cells, lines=lines)]


def _numbered(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    before = 0
    for row in reader:
        yield before + 1, row
        before = reader.line_num


def _separator(text: str) -> str:
    sample = text[:20_000].splitlines()[:50]

    def worth(mark: str) -> tuple[int, int]:
        counts = [found for line in sample if (found := _outside_quotes(line).count(mark))]
        usual = max(set(counts), key=lambda n: (counts.count(n), n)) if counts else 0
        return (counts.count(usual) * usual if usual else 0, -",;\t|".index(mark))

    return max(",;\t|", key=worth)


def _outside_quotes(line: str) -> str:
    return re.sub(r'"[^"]*"', "", line)
