"""Cells copied out of a sheet and pasted: text parted by tabs, or the piece of a web page that the clipboard holds beside it.

`plan.read_plan(…, pasted=True)` is what callers use. The place of a row is its line as pasted ("line 7"), of a cell "line 7 column 2".
"""

import csv
import io
import re
from importlib import import_module

from tdkt.sheets.grid import LONGEST_TEXT, Grid, UnreadableFile, Value, plain
from tdkt.sheets.read import decode

LARGEST = 16 * 2**20


def pasted_grids(content: bytes) -> list[Grid]:
    """The pasted cells as one grid, or none where nothing was pasted. Raises `UnreadableFile`."""
    if len(content) > LARGEST:
        raise UnreadableFile("Phần dán vào lớn hơn 16 MB; hãy nhập cả tệp thay vì dán.")
    text = decode(content).replace("\r\n", "\n").replace("\r", "\n")
    if re.search(r"<table[\s>]", text[:200_000], re.IGNORECASE) and "\t" not in text.partition("<")[0]:
        grids: list[Grid] = import_module("tdkt.sheets.markup").html_grids(text)
        rows = [row for grid in grids for row in grid.cells]
        starts, below = [], 0
        for grid in grids:
            starts += [(r1 + below, c1, r2 + below, c2) for r1, c1, r2, c2 in grid.merged]
            below += grid.height
        return _grid(rows, list(range(1, len(rows) + 1)), starts)
    cells, lines = _cut(text)
    return _grid(cells, lines, [])


def _cut(text: str) -> tuple[list[list[Value]], list[int]]:
    csv.field_size_limit(LONGEST_TEXT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t")
    cells: list[list[Value]] = []
    lines: list[int] = []
    before = 0
    try:
        for row in reader:
            cells.append([plain(value) for value in row])
            lines.append(before + 1)
            before = reader.line_num
    except csv.Error:
        raise UnreadableFile(
            f"Phần dán vào có ô dài hơn 32.767 ký tự hoặc thiếu dấu ngoặc kép gần dòng {before + 1}; hãy sửa rồi dán lại."
        ) from None
    return cells, lines


def _grid(cells: list[list[Value]], lines: list[int], merged: list[tuple[int, int, int, int]]) -> list[Grid]:
    if not any(value is not None for row in cells for value in row):
        return []
    places = [f"line {line}" for line in lines]
    return [Grid(where="pasted", form="pasted", cells=cells, merged=merged, places=places)]
