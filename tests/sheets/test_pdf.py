"""The tables of PDF files are read as those of workbooks are: ruled or not, over one page or several."""

import io

import pytest
from pypdf import PdfReader, PdfWriter

from tdkt.sheets.grid import UnreadableFile
from tdkt.sheets.pdf import joined
from tdkt.sheets.plan import plan_of, read_plan
from tests.sheets.papers import pdf, table, title
from tests.sheets.reading import codes, kinds, parts, records, rows, said

TITLE = title(
    "DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG BẰNG KHEN CỦA BỘ TRƯỞNG BỘ CÔNG AN",
    "(Kèm theo Quyết định số 1234/QĐ-BCA ngày 20/11/2019)",
)
HEADING = ["STT", "Họ và tên", "Cấp bậc, chức vụ", "Đơn vị", "Thành tích"]
WIDTHS = "1cm, 4cm, 3cm, 4cm, 5cm"
GIVEN = {"award": "bang-khen-bo-tinh", "authority": "ministry", "decision_number": "1234/QĐ-BCA", "decision_date": "2019-11-20", "stage": "given"}  # fmt: skip
LETTERS = "ABCDEGHIKLMNOPQRSTUVXY"


def people(count: int) -> list[list[str]]:
    return [[str(i), f"Nguyễn Văn {LETTERS[i % 20]}{'a' * (i // 20 + 1)}", "Thượng úy, Đội phó", "Công an huyện Đại Lộc", "Đã có thành tích xuất sắc năm 2019"] for i in range(1, count + 1)]  # fmt: skip


def test_a_ruled_table_gives_its_rows_with_the_page_the_table_and_the_row():
    content = pdf(TITLE + table([HEADING, *people(2)], columns=WIDTHS))

    found = rows(content, "a.pdf")

    assert [row["at"] for row in found] == ["page 1 table 1 row 2", "page 1 table 1 row 3"]
    assert said(found[0]["record"]) == GIVEN | {
        "recipient": "individual",
        "name": "Nguyễn Văn Ba",
        "rank": "Thượng úy",
        "post": "Đội phó",
        "unit": "Công an huyện Đại Lộc",
        "for_from": 2019,
        "for_to": 2019,
        "reason": "Đã có thành tích xuất sắc năm 2019",
    }


@pytest.mark.parametrize("repeat", [True, False])
def test_a_table_that_runs_over_pages_is_one_part_whether_its_heading_is_repeated_or_not(repeat):
    content = pdf(TITLE + table([HEADING, *people(70)], columns=WIDTHS, repeat=repeat))

    (part,) = parts(content, "a.pdf")
    found = [row for row in part["rows"] if row["status"] != "ignored"]

    assert [row["record"]["name"] for row in found] == [person[1] for person in people(70)]
    assert {row["record"]["decision_number"] for row in found} == {"1234/QĐ-BCA"}
    assert found[-1]["at"].startswith("page 4 table 1 row ")


def test_a_row_that_the_page_cuts_in_two_is_one_row():
    long = " ".join(["Có thành tích trong công tác bảo đảm an ninh trật tự"] * 12)
    listed = [[*person[:4], long] for person in people(9)]
    content = pdf(TITLE + table([HEADING, *listed], columns=WIDTHS))

    found = rows(content, "a.pdf")

    assert len(PdfReader(io.BytesIO(content)).pages) > 1
    assert [(row["record"]["name"], row["record"]["reason"]) for row in found] == [(p[1], long) for p in listed]


def test_merged_cells_and_group_lines_speak_of_the_rows_beneath():
    body = [
        HEADING,
        ["table.cell(colspan: 5)[Công an huyện Thăng Bình]"],
        ["1", "Trần Thị Bình", "table.cell(rowspan: 2)[Trung úy]", "", "a"],
        ["2", "Lê Văn Cường", "", "b"],
    ]
    content = pdf(TITLE + table(body, columns=WIDTHS))

    found = records(content, "a.pdf")

    assert [(r["name"], r["rank"], r["unit"], r["reason"]) for r in found] == [
        ("Trần Thị Bình", "Trung úy", "Công an huyện Thăng Bình", "a"),
        ("Lê Văn Cường", "Trung úy", "Công an huyện Thăng Bình", "b"),
    ]


@pytest.mark.parametrize("align", ["top", "horizon"])
def test_a_table_without_lines_is_read_by_the_gaps_between_its_columns(align):
    body = [
        ["STT", "Tên tập thể", "Thành tích"],
        ["1", "Công an huyện Đại Lộc", "Có nhiều thành tích trong phong trào toàn dân bảo vệ an ninh Tổ quốc"],
        ["2", "Phòng Tham mưu", "Có thành tích"],
        ["3", "Đội Cảnh sát giao thông", "Có nhiều thành tích trong công tác bảo đảm trật tự, an toàn giao thông"],
    ]
    content = pdf(
        title("DANH SÁCH TẬP THỂ ĐƯỢC TẶNG GIẤY KHEN")
        + table(body, columns="1.2cm, 6cm, 6cm", ruled=False, options=f"align: {align}, row-gutter: 8pt, ")
        + "Tổng cộng: 03 tập thể./.\n"
    )

    found = rows(content, "a.pdf")

    assert [(row["at"], row["record"]["name"], row["record"]["reason"]) for row in found] == [
        (f"page 1 table 1 row {i + 1}", name, reason) for i, (_, name, reason) in enumerate(body) if i
    ]


def test_two_tables_of_one_paper_are_two_parts_under_their_own_titles():
    content = pdf(
        title("DANH SÁCH TẬP THỂ ĐƯỢC TẶNG GIẤY KHEN")
        + table([["STT", "Tên tập thể"], ["1", "Phòng Tham mưu"]], columns="1cm, 8cm")
        + TITLE
        + table([HEADING, *people(1)], columns=WIDTHS)
    )

    assert kinds(content, "a.pdf") == ["awards", "awards"]
    assert [(row["at"], row["record"]["name"], row["record"]["award"]) for row in rows(content, "a.pdf")] == [
        ("page 1 table 1 row 2", "Phòng Tham mưu", "giay-khen"),
        ("page 1 table 2 row 2", "Nguyễn Văn Ba", "bang-khen-bo-tinh"),
    ]


def test_what_is_wrong_in_a_cell_names_the_cell():
    content = pdf(TITLE + table([HEADING, ["1", "Tr?n V?n B", "", "Công an huyện", ""]], columns=WIDTHS))

    (row,) = rows(content, "a.pdf")

    assert row["status"] == "refused"
    assert codes(row) == [("text-damaged", "page 1 table 1 row 2 column 2", "Tr?n V?n B")]
    assert row["problems"][0]["message"].startswith("Trang 1, bảng 1, hàng 2, cột Họ và tên: ")


def test_page_numbers_and_running_heads_are_no_lines_of_the_list():
    head = '#set page(paper: "a4", margin: 2cm, numbering: "1", header: [Công an tỉnh Quảng Nam])\n#set text(size: 11pt, font: "Tinos")\n'
    content = pdf(TITLE + table([HEADING, *people(40)], columns=WIDTHS), head=head)

    (part,) = parts(content, "a.pdf")

    assert len([row for row in part["rows"] if row["status"] == "new"]) == 40
    assert [row["at"] for row in part["rows"] if row["why" if "why" in row else "at"] == "title"] == [
        "page 1 line 1",
        "page 1 line 2",
    ]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Công an", "huyện"], "Công an huyện"),
        (["1234/QĐ-", "UBND"], "1234/QĐ-UBND"),
        (["20/11/", "2019"], "20/11/2019"),
        (["20/11", "/2019"], "20/11/2019"),
        (["Đội trưởng -", "Công an xã"], "Đội trưởng - Công an xã"),
        (["a"], "a"),
        ([], ""),
    ],
)
def test_the_lines_of_a_cell_are_joined_by_a_blank_but_for_broken_numbers(lines, text):
    assert joined(lines) == text


def test_a_pdf_without_letters_is_refused_in_one_sentence():
    out = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(out)

    with pytest.raises(UnreadableFile, match="không có chữ"):
        read_plan("a.pdf", out.getvalue())


def test_a_page_that_is_a_picture_is_named_beside_the_pages_that_were_read():
    body = TITLE + table([HEADING, *people(1)], columns=WIDTHS)
    pixel = "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
    picture = f"#image(bytes(({', '.join(str(b) for b in bytes.fromhex(pixel))})), width: 10cm)"

    plan = plan_of("a.pdf", pdf(f"{body}#pagebreak()\n{picture}"))

    assert [(part["where"], part["kind"]) for part in plan["parts"]] == [("page 1", "awards"), ("page 2", "unknown")]
    assert "trang 2 là ảnh chụp" in plan["parts"][1]["problems"][0]["message"]


def test_a_password_is_named():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(TITLE))))
    writer.encrypt("bí mật", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)

    with pytest.raises(UnreadableFile, match="mật khẩu"):
        read_plan("a.pdf", out.getvalue())
