"""Workbooks that are not what their name says, or hold more than what is shown."""

import io

import pytest
import xlsxwriter

from tdkt.bench.hostile_files import good
from tests.sheets.reading import parts, records


@pytest.mark.parametrize(
    ("ending", "name"), [("xls", "a.xlsx"), ("xlsx", "a.xls"), ("ods", "a.xlsx"), ("html", "a.xls")]
)
def test_a_file_is_read_by_what_it_is_and_not_by_its_name(ending, name):
    assert [record["name"] for record in records(good()[ending], name)][:2] == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_sheets_that_nobody_can_unhide_are_left_out_and_formulas_give_the_values_saved_with_them():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, codes = book.add_worksheet("DS"), book.add_worksheet("Mã")
    codes.very_hidden()
    for row in range(3):
        codes.write_row(row, 0, ["STT", "Họ và tên"] if row == 0 else [row, f"Người {row}"])
    sheet.write_row(0, 0, ["STT", "Họ và tên", "Cấp bậc", "Hình thức khen thưởng"])
    sheet.write_number(1, 0, 1)
    sheet.write_formula("B2", "=VLOOKUP(A2,Mã!A:B,2,0)", None, "Nguyễn Văn An")
    sheet.write_formula("C2", "=VLOOKUP(A2,Mã!A:C,3,0)", None, "")
    sheet.write_formula("D2", '=IF(1,"GK","")', None, "Giấy khen")
    book.close()

    (part,) = parts(out.getvalue())

    assert part["where"] == "DS"
    assert [(r["record"]["name"], r["record"]["rank"], r["record"]["award"]) for r in part["rows"] if r["record"]] == [
        ("Nguyễn Văn An", None, "giay-khen")
    ]
