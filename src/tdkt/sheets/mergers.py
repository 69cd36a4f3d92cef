"""A list of places that passed to others, as an office has it: old commune, old district, new commune, new province, the decision.

Bytes in, rows out; which is which is told by the heading. Merged cells come already filled, so that each row says all it means.
"""

import re
from collections.abc import Iterator
from typing import Any

from tdkt.sheets.grid import Grid, UnreadableFile, shown
from tdkt.sheets.opening import open_grids
from tdkt.vietnamese.dates import read_date
from tdkt.vietnamese.folding import fold, nfc

MOST_ROWS = 5_000
NEW_WORDS = ("moi", "sau", "hinh thanh", "thanh lap")
"""What a heading says of the new side: "xã mới", "sau sắp xếp"; what says none of it is of the old side."""
MEANING = (
    ("nghi quyet", "document", "document"),
    ("quyet dinh", "document", "document"),
    ("van ban", "document", "document"),
    ("ngay", "day", "day"),
    ("huyen", "old_district", ""),
    ("xa", "old", "new"),
    ("don vi hanh chinh", "old", "new"),
    ("tinh", "", "new_province"),
)
"""A word of a heading, and what its column holds on the old and on the new side; the first that fits counts."""


def mergers_of(name: str, content: bytes) -> dict[str, Any]:
    """The rows of such a list: {"rows": [{"at", "old", "old_district", "new", "new_province", "document", "day"}]}. Raises `UnreadableFile`."""
    for grid in open_grids(content).grids:
        found = heading_of(grid)
        if found is not None:
            top, columns = found
            return {"rows": list(_rows(grid, top, columns))[:MOST_ROWS]}
    raise UnreadableFile(
        "Không thấy hàng tiêu đề có cột xã cũ và xã mới; đặt tiêu đề cột: Xã cũ, Huyện cũ, Xã mới, Tỉnh mới, Nghị quyết, Ngày."
    )


def heading_of(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """The row that names the columns, and the place of each; None where no row names both an old and a new commune."""
    for row, cells in enumerate(grid.cells[:30]):
        columns: dict[str, int] = {}
        for place, cell in enumerate(cells):
            field = field_of(shown(cell))
            if field and field not in columns:
                columns[field] = place
        if {"old", "new"} <= columns.keys():
            return row, columns
    return None


def field_of(words: str) -> str:
    """What a column holds, by its heading; "" for any other."""
    said = f" {' '.join(re.findall(r'[a-z0-9]+', fold(words)))} "
    new = any(f" {word} " in said for word in NEW_WORDS)
    for word, old_field, new_field in MEANING:
        if f" {word} " in said:
            return new_field if new else old_field
    return ""


def _rows(grid: Grid, top: int, columns: dict[str, int]) -> Iterator[dict[str, str]]:
    for number in range(top + 1, grid.height):
        said = {field: _said(grid, number, place) for field, place in columns.items()}
        if not said["old"] or not said["new"] or said["old"].isdigit():
            continue  # a title, a sum, or the row that numbers the columns
        read = read_date(said.get("day", ""))
        yield {
            "at": grid.places[number] if grid.places else f"{grid.where}, {grid.top + number + 1}",
            "old": said["old"],
            "old_district": said.get("old_district", ""),
            "new": said["new"],
            "new_province": said.get("new_province", ""),
            "document": said.get("document", ""),
            "day": read.first().isoformat() if read is not None and read.day is not None else "",
        }


def _said(grid: Grid, row: int, place: int) -> str:
    """The words of a cell; those of a merged range are said by all its cells."""
    return " ".join(nfc(shown(grid.value(*grid.spread.get((row, place), (row, place))))).split())
