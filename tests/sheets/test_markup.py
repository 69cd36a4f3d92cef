"""Web pages and Excel's XML of 2003 under the name of an .xls file are read as the tables they show."""

import re

import pytest

from tdkt.sheets.grid import UnreadableFile
from tdkt.sheets.markup import read_markup
from tdkt.sheets.plan import read_plan
from tdkt.vietnamese.legacy import TCVN3, VNI, encode
from tests.sheets.reading import records, rows, said

PAGE = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><style>td {mso-number-format:"0"}</style></head><body>
<script>document.write("<table><tr><td>STT</td></tr></table>")</script>
<p>DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN</p>
<table><tr><td>
<table border=1>
<tr><th rowspan=2>STT</th><th rowspan=2>Họ và tên</th><th colspan=2>Quyết định</th></tr>
<tr><th>Số</th><th>Ngày</th></tr>
<tr><td>1<td><b>Nguyễn Văn</b> An<td>12/QĐ-CAT<td>20/11/2019</tr>
<tr><td>2</td><td>Trần Thị<br>Bình</td><td rowspan=1>13/QĐ-CAT</td><td>21/11/2019</td></tr>
</table></td></tr></table></body></html>"""


def test_the_table_of_a_page_is_read_with_its_merged_headings():
    found = rows(PAGE.encode(), "a.xls")

    assert [row["at"] for row in found] == ["table 1 row 3", "table 1 row 4"]
    assert [
        (r["name"], r["decision_number"], r["decision_date"], r["award"]) for r in records(PAGE.encode(), "a.xls")
    ] == [
        ("Nguyễn Văn An", "12/QĐ-CAT", "2019-11-20", "giay-khen"),
        ("Trần Thị Bình", "13/QĐ-CAT", "2019-11-21", "giay-khen"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_page_is_read_whatever_its_encoding(encoding):
    content = PAGE.replace("charset=utf-8", "").encode(encoding)

    plan = read_plan("a.xls", content)

    assert [row["record"]["name"] for row in plan["parts"][0]["rows"] if row["record"]] == [
        "Nguyễn Văn An",
        "Trần Thị Bình",
    ]


@pytest.mark.parametrize("font", [TCVN3, VNI])
def test_a_page_that_calls_itself_western_is_read_in_the_font_that_its_words_show(font):
    old = re.sub("[^\x00-\x7f]+", lambda found: encode(found.group(), font), PAGE)
    content = old.replace("charset=utf-8", "charset=windows-1252").encode("latin-1")

    plan = read_plan("a.xls", content)

    assert [row["record"]["name"] for row in plan["parts"][0]["rows"] if row["record"]] == [
        "Nguyễn Văn An",
        "Trần Thị Bình",
    ]


XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">
<Worksheet ss:Name="Năm 2019"><Table>
<Row><Cell ss:MergeAcross="3"><Data ss:Type="String">DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN</Data></Cell></Row>
<Row ss:Index="3"><Cell><Data ss:Type="String">STT</Data></Cell><Cell><Data ss:Type="String">Họ và tên</Data></Cell><Cell ss:Index="4"><Data ss:Type="String">Ngày quyết định</Data></Cell></Row>
<Row><Cell><Data ss:Type="Number">1</Data></Cell><Cell><Data ss:Type="String">Nguyễn Văn An</Data></Cell><Cell ss:Index="4"><Data ss:Type="DateTime">2019-11-20T00:00:00.000</Data></Cell></Row>
</Table></Worksheet>
<Worksheet ss:Name="Danh mục"><Table><Row><Cell><Data ss:Type="String">STT</Data></Cell></Row></Table><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>
</Workbook>"""


def test_an_xml_workbook_keeps_its_addresses_and_its_hidden_sheets_hidden():
    (row,) = rows(XML.encode(), "a.xls")

    assert row["at"] == "Năm 2019!A4:D4"
    assert said(row["record"]) == {
        "recipient": "individual",
        "name": "Nguyễn Văn An",
        "award": "giay-khen",
        "for_from": 2019,
        "for_to": 2019,
        "decision_date": "2019-11-20",
        "stage": "given",
    }


def test_far_cells_and_entities_of_an_xml_workbook_are_refused():
    for content in (
        XML.replace('ss:Index="4"', 'ss:Index="16384"'),
        XML.replace('ss:Index="3"', 'ss:Index="1048576"'),
        XML.replace("<Workbook", '<!DOCTYPE a [<!ENTITY b "c">]><Workbook', 1),
    ):
        with pytest.raises(UnreadableFile):
            read_markup(content.encode())


def test_a_span_without_end_fills_no_memory():
    cells = '<td colspan="99999" rowspan="99999">a</td>' * 400
    content = f"<html><table>{f'<tr>{cells}</tr>' * 20}</table></html>".encode()

    with pytest.raises(UnreadableFile):
        read_markup(content)
