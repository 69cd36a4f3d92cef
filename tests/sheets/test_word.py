"""What a Word file shows is what is read: tracked changes, counted numbers, merged cells, text boxes."""

import io

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tdkt.sheets.word import document_text, read_tables
from tests.sheets.books import word
from tests.sheets.reading import records, rows

NS = nsdecls("w")


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_deleted_words_do_not_enter_and_inserted_ones_do():
    document = docx.Document()
    document.add_paragraph("DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 0).text = "STT", "Họ và tên", "1"
    paragraph = table.cell(1, 1).paragraphs[0]._p
    for change in (
        "<w:r %s><w:t xml:space='preserve'>Nguyễn Văn </w:t></w:r>",
        "<w:del %s w:id='1' w:author='a'><w:r><w:delText>Ba</w:delText></w:r></w:del>",
        "<w:moveFrom %s w:id='3' w:author='a'><w:r><w:t>Bốn</w:t></w:r></w:moveFrom>",
        "<w:ins %s w:id='2' w:author='a'><w:r><w:t>An</w:t></w:r></w:ins>",
    ):
        paragraph.append(parse_xml(change % NS))
    row = table.add_row()
    row.cells[0].text, row.cells[1].text = "2", "Trần Văn Bình"
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:del {NS} w:id='4' w:author='a'/>"))

    content = saved(document)

    assert [record["name"] for record in records(content, "a.docx")] == ["Nguyễn Văn An"]
    assert document_text(content) == "DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN\nSTT\tHọ và tên\n1\tNguyễn Văn An"


def test_the_numbers_that_word_counts_stand_before_their_paragraphs():
    document = docx.Document()
    document.add_paragraph("DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN")
    for name in ("Nguyễn Văn An", "Trần Thị Bình"):
        document.add_paragraph(f"Đồng chí {name}, Đội phó", style="List Number")
    document.add_paragraph("Đồng chí Lê Văn Cường, Đội phó", style="List Bullet")

    (grid,) = read_tables(saved(document))

    assert [row[:2] for row in grid.cells] == [
        ["1", "Đồng chí Nguyễn Văn An"],
        ["2", "Đồng chí Trần Thị Bình"],
        [None, "Đồng chí Lê Văn Cường"],
    ]
    assert grid.places == ["paragraph 2", "paragraph 3", "paragraph 4"]


def test_a_column_of_counted_numbers_is_no_empty_column():
    document = docx.Document()
    document.add_paragraph("DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN")
    table = document.add_table(3, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "STT", "Họ và tên"
    for r, name in ((1, "Nguyễn Văn An"), (2, "Trần Thị Bình")):
        table.cell(r, 0).paragraphs[0].style = "List Number"
        table.cell(r, 1).text = name

    (grid,) = read_tables(saved(document))

    assert grid.cells[1:] == [["1.", "Nguyễn Văn An"], ["2.", "Trần Thị Bình"]]


def test_merged_cells_and_content_controls_keep_their_places():
    document = docx.Document()
    table = document.add_table(3, 3)
    for r in range(3):
        for c in range(3):
            table.cell(r, c).text = f"{r}{c}"
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 2).merge(table.cell(2, 2))
    body = document.element.body
    wrapped = parse_xml(f"<w:sdt {NS}><w:sdtContent/></w:sdt>")
    body.insert(0, wrapped)
    wrapped[0].append(table._tbl)

    (grid,) = read_tables(saved(document))

    assert grid.cells == [["00\n01", None, "02"], ["10", "11", "12\n22"], ["20", "21", None]]
    assert sorted(grid.merged) == [(0, 0, 0, 1), (1, 2, 2, 2)]


def test_words_in_a_text_box_follow_the_paragraph_it_hangs_on():
    document = docx.Document()
    paragraph = document.add_paragraph("Trước")._p
    paragraph.append(
        parse_xml(
            f"<w:r {NS}><w:pict><w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
        )
    )

    assert document_text(saved(document)) == "Trước\nTrong khung"


def test_the_two_sides_of_letterhead_and_signatures_are_no_tables():
    content = word(
        [["CÔNG AN TỈNH QUẢNG NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]],
        "DANH SÁCH TẬP THỂ ĐƯỢC TẶNG GIẤY KHEN",
        [["STT", "Tên tập thể"], ["1", "Phòng Tham mưu"]],
        [["Nơi nhận:\n- Như trên", "GIÁM ĐỐC"]],
    )

    (grid,) = read_tables(content)

    assert (grid.where, [text for _, text in grid.below]) == ("table 2", ["Nơi nhận:", "- Như trên", "GIÁM ĐỐC"])
    assert [row["at"] for row in rows(content, "a.docx")] == ["table 2 row 2"]
