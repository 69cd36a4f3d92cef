"""Cells copied out of a sheet and pasted are read with the lines as they were pasted."""

from tdkt.sheets.plan import plan_of, read_plan

CELLS = 'DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN\r\n\r\nSTT\tHọ và tên\tGhi chú\r\n1\tNguyễn Văn An\t"hai\ndòng"\r\n2\tTr?n B\t\r\n'
PAGE = """Version:1.0\r\nStartHTML:0000000105\r\n<html><body><!--StartFragment--><table><tr><td colspan=2>DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN</td></tr>
<tr><td>STT</td><td>Họ và tên</td></tr><tr><td>1</td><td>Nguyễn Văn An</td></tr></table><!--EndFragment--></body></html>"""


def test_text_parted_by_tabs_gives_rows_called_by_their_lines():
    (part,) = read_plan("dán", CELLS.encode(), pasted=True)["parts"]

    assert part["where"] == "pasted"
    assert [(row["at"], row["status"]) for row in part["rows"]] == [
        ("line 1", "ignored"),
        ("line 3", "ignored"),
        ("line 4", "new"),
        ("line 6", "refused"),
    ]
    assert part["rows"][2]["record"]["note"] == "hai dòng"
    problem = part["rows"][3]["problems"][0]
    assert (problem["at"], problem["message"].partition(":")[0]) == ("line 6 column 2", "Dòng 6, cột Họ và tên")


def test_the_page_of_the_clipboard_gives_the_same():
    (part,) = plan_of("dán", PAGE.encode(), pasted=True)["parts"]

    assert [(row["at"], row["status"]) for row in part["rows"]] == [
        ("line 1", "ignored"),
        ("line 2", "ignored"),
        ("line 3", "new"),
    ]


def test_nothing_pasted_is_nothing():
    assert plan_of("dán", b" \n\t\n", pasted=True)["parts"] == []
