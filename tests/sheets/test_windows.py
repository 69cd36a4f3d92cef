"""A row of a file shown as it stood there, with its headings and its neighbours."""

from datetime import date
from typing import Any

import pytest

from tdkt.sheets.grid import UnreadableFile
from tdkt.sheets.windows import Window, look_at, window_of
from tests.sheets.books import word, workbook

TITLE = ("DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG BẰNG KHEN",)
HEADING = ("STT", "Họ và tên", "Ngày sinh", "Đơn vị")
PEOPLE = tuple((n, f"Người Mẫu {n}", date(1980, 1, n), "Công an huyện mẫu") for n in range(1, 10))
BOOK = workbook({"Bìa": [("Bìa",)], "Danh sách!": [TITLE, (), HEADING, *PEOPLE]})


def told(window: Window | None) -> list[tuple[str, str, bool, list[str]]]:
    assert window is not None
    return [(row["name"], row["part"], row["gap"], [cell["text"] for cell in row["cells"]]) for row in window["rows"]]


def line(n: int) -> list[str]:
    return [str(n), f"Người Mẫu {n}", f"0{n}/01/1980", "Công an huyện mẫu"]


def test_a_row_of_a_sheet_stands_under_its_heading_between_its_neighbours():
    window = look_at("a.xlsx", BOOK, "Danh sách!!A8:D8")

    assert told(window) == [
        ("3", "heading", False, list(HEADING)),
        ("6", "beside", True, line(3)),
        ("7", "beside", False, line(4)),
        ("8", "row", False, line(5)),
        ("9", "beside", False, line(6)),
        ("10", "beside", False, line(7)),
    ]
    assert window is not None
    assert (window["where"], window["columns"], window["rows"][3]["cells"][1]["at"]) == (
        "Danh sách!",
        ["A", "B", "C", "D"],
        "Danh sách!!B8",
    )


def test_without_neighbours_the_row_and_its_heading_are_shown_alone():
    window = window_of("a.xlsx", BOOK, at="Danh sách!!B12", around=0)

    assert told(window) == [("3", "heading", False, list(HEADING)), ("12", "row", True, line(9))]


def test_a_heading_of_two_rows_is_shown_whole():
    book = workbook(
        [
            ("STT", "Họ và tên", "Số quyết định", None),
            (None, None, "Số", "Ngày"),
            (1, "Người Mẫu", "12/QĐ", "1/2/2019"),
        ],
        merges=["C1:D1"],
    )

    window = window_of("a.xlsx", book, at="Sheet1!A3:D3", around=0)

    assert [(row["name"], row["part"]) for row in (window or {})["rows"]] == [
        ("1", "heading"),
        ("2", "heading"),
        ("3", "row"),
    ]


def test_the_second_table_of_a_sheet_has_its_own_heading():
    other = ("TT", "Tên tập thể", "Cấp trên")
    book = workbook([HEADING, *PEOPLE[:3], (), ("DANH SÁCH TẬP THỂ",), other, (1, "Đội Mẫu", "Công an huyện mẫu")])

    window = window_of("a.xlsx", book, at="Sheet1!A8:C8", around=1)

    assert told(window) == [
        ("7", "heading", False, [*other, ""]),
        ("8", "row", False, ["1", "Đội Mẫu", "Công an huyện mẫu", ""]),
    ]


@pytest.mark.parametrize(
    ("at", "row"),
    [("line 3", ["Bùi Thị Mẫu", "Đội 2"]), ("line 3 column 2", ["Bùi Thị Mẫu", "Đội 2"])],
)
def test_a_line_of_a_csv_is_found(at: str, row: list[str]):
    lines = "Họ và tên,Đơn vị\nNguyễn Văn Mẫu,Đội 1\nBùi Thị Mẫu,Đội 2\n".encode()

    window = window_of("a.csv", lines, at=at, around=1)

    assert told(window)[-1] == ("3", "row", False, row)
    assert (window or {})["columns"] == ["1", "2"]


def test_a_row_of_pasted_cells_is_found_also_where_they_came_as_a_piece_of_a_web_page():
    cells = "Họ và tên\tĐơn vị\nNguyễn Văn Mẫu\tĐội 1\n".encode()
    piece = "<table><tr><td>Họ và tên</td><td>Đơn vị</td></tr><tr><td>Nguyễn Văn Mẫu</td><td>Đội 1</td></tr></table>"

    for content in (cells, piece.encode()):
        window = window_of("dan", content, at="line 2", around=0)
        assert told(window) == [
            ("1", "heading", False, ["Họ và tên", "Đơn vị"]),
            ("2", "row", False, ["Nguyễn Văn Mẫu", "Đội 1"]),
        ]


def test_a_row_of_a_table_in_word_is_found():
    file = word("Phụ lục", [("STT", "Họ và tên"), ("1", "Nguyễn Văn Mẫu")])

    window = window_of("a.docx", file, at="table 1 row 2", around=0)

    assert told(window) == [("1", "heading", False, ["STT", "Họ và tên"]), ("2", "row", False, ["1", "Nguyễn Văn Mẫu"])]


@pytest.mark.parametrize("at", ["Sheet9!A1", "Danh sách!!A99", "line 4", "", "Danh sách!!A0", "paragraph 3"])
def test_a_place_that_the_file_does_not_have_is_none(at: str):
    assert window_of("a.xlsx", BOOK, at=at, around=2) is None


def test_a_hostile_file_is_refused_and_long_cells_are_cut():
    book: Any = workbook([HEADING, (1, "x" * 5000, None, None)])

    window = look_at("a.xlsx", book, "Sheet1!A2:D2")

    assert len((window or {})["rows"][1]["cells"][1]["text"]) == 301
    with pytest.raises(UnreadableFile):
        look_at("a.xlsx", b"PK\x03\x04 broken", "Sheet1!A2")
