"""Papers instead of workbooks: tables in PDF files, lists of paragraphs in Word files, cells that were pasted."""

import pytest

from tests.sheets.books import word
from tests.sheets.corpus.case import File, Part, collective, expected, new, passed_over, person, refused, seen
from tests.sheets.papers import pdf, table, title

DECISION = ("DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN", "(Kèm theo Quyết định số 77/QĐ-CAT ngày 15/01/2019 của Giám đốc Công an tỉnh)")  # fmt: skip
GIVEN = {"award": "giay-khen", "authority": "agency", "decision_number": "77/QĐ-CAT", "decision_date": "2019-01-15"}

ruled = File(
    "co-ke.pdf",
    lambda: pdf(
        title(*DECISION)
        + table(
            [
                ["STT", "Họ và tên", "Cấp bậc, chức vụ", "Đơn vị"],
                ["1", "Nguyễn Văn An", "Thượng úy, Đội phó", "Công an huyện Đại Lộc"],
                ["2", "Trần Thị Bình", "Đại úy, Cán bộ", "nt"],
                ["3", "Lê V?n Ch?n", "Đại úy, Cán bộ", "PX03"],
            ],
            columns="1cm, 4cm, 4cm, 6cm",
        )
    ),
    [
        Part(
            "page 1",
            "awards",
            [
                *passed_over("page 1 line 1", "page 1 line 2", "page 1 table 1 row 1"),
                new("page 1 table 1 row 2", **person("Nguyễn Văn An"), rank="Thượng úy", post="Đội phó", unit="Công an huyện Đại Lộc", **GIVEN),
                new("page 1 table 1 row 3", **person("Trần Thị Bình"), rank="Đại úy", post="Cán bộ", unit="Công an huyện Đại Lộc", **GIVEN,
                    problems=[("ditto", "page 1 table 1 row 3 column 4")]),
                refused("page 1 table 1 row 4", ("text-damaged", "page 1 table 1 row 4 column 2")),
            ],
        )
    ],
)  # fmt: skip

two_tables = File(
    "hai-bang.pdf",
    lambda: pdf(
        title("PHỤ LỤC I", "DANH SÁCH TẬP THỂ ĐƯỢC TẶNG BẰNG KHEN CỦA BỘ CÔNG AN NĂM 2020")
        + table([["STT", "Tên tập thể", "Số QĐ"], ["1", "Phòng PC02", "11/QĐ-BCA"]], columns="1cm, 6cm, 4cm")
        + title("PHỤ LỤC II", "DANH SÁCH CÁ NHÂN ĐẠT DANH HIỆU CHIẾN SĨ TIÊN TIẾN NĂM 2020")
        + table([["STT", "Họ và tên", "Đơn vị"], ["1", "Nguyễn Văn An", "PX03"]], columns="1cm, 6cm, 4cm")
    ),
    [
        Part(
            "page 1",
            "awards",
            [
                *passed_over("page 1 line 1", "page 1 line 2", "page 1 table 1 row 1"),
                new("page 1 table 1 row 2", **collective("Phòng PC02"), award="bang-khen-bo-tinh", authority="ministry", for_from=2020, for_to=2020, decision_number="11/QĐ-BCA"),
            ],
        ),
        Part(
            "page 1",
            "awards",
            [
                *passed_over("page 1 line 3", "page 1 line 4", "page 1 table 2 row 1"),
                new("page 1 table 2 row 2", **person("Nguyễn Văn An"), unit="PX03", award="chien-si-tien-tien", for_from=2020, for_to=2020),
            ],
        ),
    ],
)  # fmt: skip

unruled = File(
    "khong-ke.pdf",
    lambda: pdf(
        title("KẾT QUẢ XẾP LOẠI CÁN BỘ NĂM 2021")
        + table(
            [
                ["STT", "Họ và tên", "Đơn vị", "Xếp loại"],
                ["1", "Nguyễn Văn An", "PX03", "HTXSNV"],
                ["2", "Trần Thị Bình", "PC02", "HTTNV"],
                ["3", "Lê Văn Chín", "PC02", "HTTNV"],
            ],
            columns="1.5cm, 5cm, 4cm, 4cm",
            ruled=False,
        )
    ),
    [
        Part(
            "page 1",
            "ratings",
            [
                *passed_over("page 1 line 1", "page 1 table 1 row 1"),
                new("page 1 table 1 row 2", name="Nguyễn Văn An", unit="PX03", year=2021, rating="hoan-thanh-xuat-sac"),
                new("page 1 table 1 row 3", name="Trần Thị Bình", unit="PC02", year=2021, rating="hoan-thanh-tot"),
                new("page 1 table 1 row 4", name="Lê Văn Chín", unit="PC02", year=2021, rating="hoan-thanh-tot"),
            ],
        )
    ],
)  # fmt: skip

paragraphs = File(
    "quyet-dinh.docx",
    lambda: word(
        "QUYẾT ĐỊNH",
        "Về việc tặng Giấy khen",
        "Điều 1. Tặng Giấy khen của Giám đốc Công an tỉnh cho các cá nhân có tên sau đây (kèm theo Quyết định số 77/QĐ-CAT ngày 15/01/2019):",
        "1. Đồng chí Nguyễn Văn An, Đội trưởng, Công an huyện Đại Lộc;",
        "2. Thượng úy Trần Thị Bình, Cán bộ, Phòng PC02;",
        "Điều 2. Các cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành./.",
    ),
    [
        Part(
            "paragraphs",
            "awards",
            [
                *passed_over("paragraph 1", "paragraph 2", "paragraph 3"),
                new("paragraph 4", **person("Nguyễn Văn An"), post="Đội trưởng", unit="Công an huyện Đại Lộc", **GIVEN),
                new("paragraph 5", **person("Trần Thị Bình"), rank="Thượng úy", post="Cán bộ", unit="Phòng PC02", **GIVEN),
                *passed_over("paragraph 6"),
            ],
        )
    ],
)  # fmt: skip

table_with_tail = File(
    "phu-luc-co-ky.docx",
    lambda: word(
        *DECISION,
        [
            ["STT", "Họ và tên", "Đơn vị", "Ghi chú"],
            ["I", "Công an huyện Đại Lộc", "", ""],
            ["1", "Nguyễn Văn An", "Đội 1", ""],
            ["2", "Trần Thị Bình", "Đội 2", "lần 2"],
            ["II", "Công an huyện Thăng Bình", "", ""],
            ["1", "Lê Văn Chín", "", ""],
        ],
        "Tổng cộng: 03 đồng chí./.",
        "GIÁM ĐỐC",
        "Đại tá Hồ Văn Ký",
        merges=((0, (1, 1), (1, 3)), (0, (4, 1), (4, 3))),
    ),
    [
        Part(
            "table 1",
            "awards",
            [
                *passed_over("paragraph 1", "paragraph 2", "table 1 row 1", "table 1 row 2"),
                new("table 1 row 3", **person("Nguyễn Văn An"), unit="Đội 1", **GIVEN),
                new("table 1 row 4", **person("Trần Thị Bình"), unit="Đội 2", note="lần 2", **GIVEN),
                *passed_over("table 1 row 5"),
                new("table 1 row 6", **person("Lê Văn Chín"), unit="Công an huyện Thăng Bình", **GIVEN),
                *passed_over("paragraph 3", "paragraph 4", "paragraph 5"),
            ],
        )
    ],
)  # fmt: skip

pasted = File(
    "dán",
    lambda: (
        "DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN\r\n(Kèm theo Quyết định số 77/QĐ-CAT ngày 15/01/2019 của Giám đốc Công an tỉnh)\r\n"
        "STT\tHọ và tên\tĐơn vị\r\n1\tĐ/c Nguyễn Văn An\tPX03\r\n2\tTrần Thị Bình\tnt\r\nTổng cộng: 02 đồng chí\t\t\r\n"
    ).encode(),
    [
        Part(
            "pasted",
            "awards",
            [
                *passed_over("line 1", "line 2", "line 3"),
                new("line 4", **person("Nguyễn Văn An"), unit="PX03", **GIVEN),
                new("line 5", **person("Trần Thị Bình"), unit="PX03", problems=[("ditto", "line 5 column 3")], **GIVEN),
                *passed_over("line 6"),
            ],
        )
    ],
    pasted=True,
)

pasted_page = File(
    "dán",
    lambda: (
        "<html><body><table><tr><th>STT</th><th>Họ và tên</th><th>Đơn vị</th><th>Xếp loại</th><th>Năm</th></tr>"
        "<tr><td>1</td><td>Nguyễn Văn An</td><td rowspan=2>PX03</td><td>HTXSNV</td><td>2020</td></tr>"
        "<tr><td>2</td><td>Trần Thị Bình</td><td>HTTNV</td><td>2020</td></tr></table></body></html>"
    ).encode(),
    [
        Part(
            "pasted",
            "ratings",
            [
                *passed_over("line 1"),
                new("line 2", name="Nguyễn Văn An", unit="PX03", year=2020, rating="hoan-thanh-xuat-sac"),
                new("line 3", name="Trần Thị Bình", unit="PX03", year=2020, rating="hoan-thanh-tot"),
            ],
        )
    ],
    pasted=True,
)

FILES = [pasted, pasted_page, ruled, two_tables, unruled, paragraphs, table_with_tail]


@pytest.mark.parametrize("file", FILES, ids=[f"{file.name}-{number}" for number, file in enumerate(FILES)])
def test_a_paper_is_read_as_a_clerk_would(file):
    assert seen(file.make(), file) == expected(file)
