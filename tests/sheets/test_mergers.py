"""Lists of places that passed to others, as offices have them: headings in any order, merged cells, a title above, and CSV."""

from datetime import date

import pytest

from tdkt.sheets.grid import UnreadableFile
from tdkt.sheets.guard import in_child
from tdkt.sheets.mergers import mergers_of
from tests.sheets.books import workbook

HEADING = ("TT", "Xã, phường cũ", "Huyện cũ", "Xã, phường mới", "Tỉnh, thành phố mới", "Nghị quyết", "Ngày hiệu lực")
ROWS = (
    (1, "Xã Tiên Mỹ", "Tiên Phước", "Xã Tiên Phước", "Đà Nẵng", "NQ mẫu", date(2025, 7, 1)),
    (2, "Xã Tiên Phong", None, None, None, None, None),
)
FIRST = {
    "at": "Sheet1, 4",
    "old": "Xã Tiên Mỹ",
    "old_district": "Tiên Phước",
    "new": "Xã Tiên Phước",
    "new_province": "Đà Nẵng",
    "document": "NQ mẫu",
    "day": "2025-07-01",
}


def test_a_workbook_with_merged_cells_says_on_each_row_all_it_means():
    book = workbook(
        [("DANH SÁCH SẮP XẾP",), HEADING, tuple(range(1, 8)), *ROWS],
        merges=("C4:C5", "D4:D5", "E4:E5", "F4:F5"),
    )

    found = in_child("mergers", "danh-sach.xlsx", book)["rows"]

    assert found == [FIRST, FIRST | {"at": "Sheet1, 5", "old": "Xã Tiên Phong", "day": ""}]


def test_a_list_as_text_with_the_columns_in_another_order():
    text = "Xã mới;Xã cũ;Huyện cũ\nXã Tiên Phước;Xã Tiên Thọ;Tiên Phước\n;Cộng;\n"

    assert [(row["old"], row["new"], row["old_district"]) for row in mergers_of("x.csv", text.encode())["rows"]] == [
        ("Xã Tiên Thọ", "Xã Tiên Phước", "Tiên Phước")
    ]


def test_a_file_without_such_a_heading_is_refused_with_what_to_do():
    with pytest.raises(UnreadableFile, match="Xã cũ, Huyện cũ, Xã mới"):
        mergers_of("x.csv", b"Ho ten;Don vi\nAn;Mot\n")
