"""A file given back with its problems: a workbook's own copy, else the rows that were read."""

import io
from typing import Any

import openpyxl

from tdkt.operations.annotated import annotated, annotated_name, heads_of, notes_of
from tdkt.sheets.plan import plan_of
from tests.sheets.books import word, workbook

HEADING = ("STT", "Họ và tên", "Ngày sinh", "Đơn vị")
PEOPLE = [(1, "Trần  Thị Lan", "12/03/1985", "Đội 1"), (2, "Tr?n V?n B", "01/02/1980", "Đội 1")]
BOOK = workbook({"Cán bộ": [("DANH SÁCH CÁN BỘ",), HEADING, *PEOPLE]})


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_a_workbook_comes_back_with_each_problem_of_its_plan_at_its_cell():
    plan = plan_of("can-bo.xlsx", BOOK)

    book = opened(annotated("can-bo.xlsx", BOOK, plan))

    sheet = book["Cán bộ"]
    remarks = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment}
    assert (book.sheetnames, dict(heads_of(plan))) == (["tdkt", "Cán bộ"], {"Cán bộ": 2})
    assert remarks == {note["at"].rpartition("!")[2] for note in notes_of(plan)}
    assert (sheet["E2"].value, sheet["B3"].value, bool(sheet["E3"].value), bool(sheet["E4"].value)) == (
        "tdkt: vấn đề", "Trần  Thị Lan", True, True,
    )  # fmt: skip


def test_a_word_file_comes_back_as_a_workbook_of_its_rows():
    file = word("Danh sách", [HEADING, *PEOPLE])
    plan = plan_of("can-bo.docx", file)

    assert opened(annotated("can-bo.docx", file, plan)).sheetnames == ["tdkt", "1 table 1"]


def test_a_workbook_that_cannot_be_copied_or_is_not_kept_comes_back_as_its_rows():
    plan = plan_of("can-bo.xlsx", BOOK)

    books = [annotated("a.xlsx", content, plan) for content in (b"PK\x03\x04 broken", None)]

    assert [opened(book).sheetnames for book in books] == [["tdkt", "1 Cán bộ"]] * 2


def test_of_a_large_plan_only_the_rows_with_problems_come_back():
    plan = plan_of("can-bo.xlsx", workbook([HEADING, (1, "Bùi Văn Mẫu", "12/03/1985", "Đội 1"), *PEOPLE]))

    book = opened(annotated("a.xlsx", BOOK, plan, largest=1))

    assert [row[0].value for row in book["1 Sheet1"].iter_rows(min_row=2)] == ["Sheet1!A3:D3", "Sheet1!A4:D4"]


def test_the_copy_is_named_after_the_file():
    assert [annotated_name(name) for name in ("bằng khen.xls", "../a.b.xlsx", "x", "")] == [
        "bằng khen (ghi chú).xlsx",
        "a.b (ghi chú).xlsx",
        "x (ghi chú).xlsx",
        "(ghi chú).xlsx",
    ]
