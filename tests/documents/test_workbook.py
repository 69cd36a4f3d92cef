"""The workbook read back by openpyxl: the tables of the report, real numbers, real dates, and not one formula."""

import io
from datetime import date, datetime
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tdkt.documents.five_year import render

from .sample_report import five_year_report

KNOWN_ON = date(2020, 5, 25)


def opened(report: dict) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(render(report, format="xlsx", known_on=KNOWN_ON)))


def body(sheet: Worksheet) -> list[list[Any]]:
    """Everything from the row of headings on."""
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]


def test_sheets_are_the_summary_each_table_the_numbers_and_the_rows() -> None:
    assert opened(five_year_report()).sheetnames == [
        "Tổng hợp",
        "1. Khen thưởng theo hình thức",
        "2. Khen thưởng theo đơn vị,",
        "3. Mô hình theo loại, huyện và",
        "4. Phong trào đã phát động",
        "Con số",
        "Dòng khen thưởng",
        "Dòng mô hình",
    ]


def test_tables_read_back_whole() -> None:
    report = five_year_report()
    book = opened(report)
    for sheet, table in zip(book.worksheets[1:5], report["tables"], strict=True):
        lines = [row["cells"] for row in table["rows"]] + ([table["foot"]["cells"]] if table["foot"] else [])
        assert body(sheet) == [
            [column["label"] for column in table["columns"]],
            *([("–" if cell is None else cell.get("text", cell.get("value"))) for cell in cells] for cells in lines),
        ]


def test_rows_read_back_with_the_numbers_they_stand_behind() -> None:
    report = five_year_report()
    sheet = opened(report)["Dòng khen thưởng"]
    head, *lines = body(sheet)
    read = [dict(zip(head, line, strict=True)) for line in lines]
    awarded = {key: row for key, row in report["rows"].items() if row["kind"] == "conferral"}
    assert [line["Mã dòng"] for line in read] == list(awarded)
    for line, row in zip(read, awarded.values(), strict=True):
        whole = len(row["date"]) == 10
        assert line["Người, tập thể được khen"] == row["receiver"]
        assert line["Năm"] == row["year"]
        assert line["Số quyết định"] == row["decision"]
        assert line["Ngày quyết định"] == (
            datetime.fromisoformat(row["date"]) if whole else "/".join(reversed(row["date"].split("-")))
        )
        (number,) = (key for key, held in report["numbers"].items() if f"conferral/{row['id']}" in held["rows"])
        assert line["Đứng sau con số"] == number


def test_numbers_and_dates_are_real_and_written_the_vietnamese_way() -> None:
    book = opened(five_year_report())
    head, first = list(book["Dòng khen thưởng"].iter_rows(min_row=4, max_row=6))[0::2]
    by_label = {label.value: cell for label, cell in zip(head, first, strict=True)}
    assert by_label["Ngày quyết định"].number_format == "dd/mm/yyyy"
    assert by_label["Ngày quyết định"].is_date
    assert by_label["Năm"].number_format == "0"
    total = book.worksheets[3].cell(row=65, column=5)
    assert (total.value, total.data_type, total.number_format) == (2260290, "n", "#,##0")


def test_every_sheet_is_set_for_printing_and_reading() -> None:
    for sheet in opened(five_year_report()).worksheets:
        assert sheet.page_setup.paperSize == 9
        assert "DỮ LIỆU MẪU" in sheet.oddHeader.right.text
        if sheet.title != "Tổng hợp":
            assert sheet.freeze_panes == "B5"
            assert sheet.auto_filter.ref.startswith("A4:")
            assert sheet.print_title_rows == "$4:$4"


def test_summary_has_the_words_and_the_facts() -> None:
    report = five_year_report()
    sheet = opened(report)["Tổng hợp"]
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    words = "".join(run["text"] for run in report["sections"][1]["paragraphs"][0]["runs"])
    assert [words, None, None] in values
    assert values[-7:] == [
        [fact["id"], report["numbers"][fact["id"]]["title"], fact["count"]] for fact in report["facts"]
    ]


def test_titles_that_excel_would_refuse_still_get_their_sheets() -> None:
    report = five_year_report(conferrals=6, types=2, models=2)
    for table in report["tables"]:
        table["title"] = "[a]:*?/\\'" + "Khen" * 20
    assert len(opened(report).sheetnames) == 8
