"""One table as a paper: its columns fit, a typed formula or template mark stays text, and the PDF comes from the same Word file."""

import io
from datetime import date

import pytest
from docx import Document

from tdkt.documents.table_paper import Line, write_table

DAY = date(2020, 5, 25)
WORDS = {
    "parent": "BỘ CÔNG AN",
    "office": "CÔNG AN TỈNH MẪU",
    "number": "",
    "place_date": "Quảng Nam, ngày 25 tháng 5 năm 2020",
    "title": "BIỂU 0601",
    "subtitle": "Số phong trào thi đua",
    "sample_mark": "",
    "sample_note": "",
    "sign_lines": ["GIÁM ĐỐC"],
    "signer": "",
    "recipients": ["- Bộ Công an."],
    "before": ["Kỳ từ 01/12/2018 đến 30/11/2019."],
    "after": ["Ghi chú."],
}
HEADS = ("Mã số", "Nội dung", "Tổng số")


def made(lines, *, format="docx", heads=HEADS, **said) -> bytes:
    return write_table(WORDS, heads=heads, numbers=(2,), lines=lines, format=format, known_on=DAY, **said)


def rows_of(content: bytes) -> list[list[str]]:
    table = Document(io.BytesIO(content)).tables[1]
    return [list(dict.fromkeys(cell.text for cell in row.cells)) for row in table.rows]


def test_the_table_stands_as_given_and_what_was_typed_stays_text():
    lines = [
        Line(("Nhóm {{ office }}",)),
        Line(("01", '=HYPERLINK("http://x") & <b> {% raw %}', "5")),
        Line(("", "Chưa rõ", "2"), beside=True),
    ]

    found = rows_of(made(lines))

    assert found == [list(HEADS), ["Nhóm {{ office }}"], list(lines[1].cells), list(lines[2].cells)]
    assert made(lines) == made(lines)


@pytest.mark.parametrize(("columns", "lying"), [(3, False), (14, True)])
def test_a_wide_table_lies_on_its_sheet(columns, lying):
    heads = [f"Cột rất dài số {n}" for n in range(columns)]
    content = made([Line(tuple("1234" for _ in heads))], heads=heads)

    section = Document(io.BytesIO(content)).sections[-1]
    assert ((section.page_width or 0) > (section.page_height or 0)) is lying


def test_the_pdf_is_made_from_it_and_a_list_without_rows_too():
    for lines in ([], [Line(("01", "Tổng số", "5"))]):
        assert made(lines, format="pdf").startswith(b"%PDF")
    assert len(Document(io.BytesIO(made([], signed=False))).tables) == 2  # letterhead and table, no signature
