"""The same lists as hands type them: other orders, headings without accents, empty columns, numbers as text, titles before names."""

from datetime import date

import pytest

from tests.sheets.books import workbook
from tests.sheets.corpus.case import (
    File,
    Part,
    collective,
    doubtful,
    expected,
    new,
    passed_over,
    person,
    refused,
    seen,
)

unaccented = File(
    "tieu de khong dau.xlsx",
    lambda: workbook(
        [
            ["DANH SACH CA NHAN DUOC TANG BANG KHEN CUA BO CONG AN NAM 2019"],
            ["Stt", "Ho va ten", "Cap bac", "Chuc vu", "Don vi cong tac", "So quyet dinh", "Ngay quyet dinh", "Ghi chu"],
            [1, "Nguyễn Văn An", "Đại úy", "Cán bộ", "Phòng PC02", "11/QĐ-BCA", "5/2/2020", None],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1", "Sheet1!A2:H2"),
                new("Sheet1!A3:H3", **person("Nguyễn Văn An"), rank="Đại úy", post="Cán bộ", unit="Phòng PC02", award="bang-khen-bo-tinh", authority="ministry", for_from=2019, for_to=2019,
                    decision_number="11/QĐ-BCA", decision_date="2020-02-05"),
            ],
        )
    ],
)  # fmt: skip

turned = File(
    "cot dao nguoc.xlsx",
    lambda: workbook(
        [
            ["Ghi chú", None, "Ngày ký", "Số QĐ", None, "Hình thức khen thưởng", "Đơn vị công tác", "HỌ VÀ TÊN", "STT"],
            [None, None, date(2020, 2, 5), "11/QĐ-CAT", None, "Giấy khen", "Phòng PC02", "NGUYỄN VĂN AN", 1],
            ["chuyển công tác", None, "5.2.2020", "12/QĐ-CAT", None, "GK", "Phòng PC04", "TRẦN THỊ BÌNH", "2"],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1:I1"),
                new("Sheet1!A2:I2", **person("NGUYỄN VĂN AN"), unit="Phòng PC02", award="giay-khen", authority="agency", decision_number="11/QĐ-CAT", decision_date="2020-02-05"),
                new("Sheet1!A3:I3", **person("TRẦN THỊ BÌNH"), unit="Phòng PC04", award="giay-khen", authority="agency", decision_number="12/QĐ-CAT", decision_date="2020-02-05",
                    note="chuyển công tác"),
            ],
        )
    ],
)  # fmt: skip

far_down = File(
    "tieu de o xa.xlsx",
    lambda: workbook(
        [
            *[[] for _ in range(30)],
            [None, None, "PHỤ LỤC 3"],
            [None, None, "DANH SÁCH CÁ NHÂN ĐẠT DANH HIỆU LAO ĐỘNG TIÊN TIẾN NĂM HỌC 2022-2023"],
            [], [],
            [None, None, "TT", "Họ tên", "Chức danh", "Đơn vị"],
            [None, None, "01", "Lê Thị Tư", "Giáo viên", "Trường THCS Kim Đồng"],
            [None, None, "02", "Phan Văn Năm", "Giáo viên", "″"],
            [None, None, "Tổng số: 02 cá nhân"],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!C31", "Sheet1!C32", "Sheet1!C35:F35"),
                new("Sheet1!C36:F36", **person("Lê Thị Tư"), post="Giáo viên", unit="Trường THCS Kim Đồng", award="lao-dong-tien-tien", for_from=2022, for_to=2023),
                new("Sheet1!C37:F37", **person("Phan Văn Năm"), post="Giáo viên", unit="Trường THCS Kim Đồng", award="lao-dong-tien-tien", for_from=2022, for_to=2023,
                    problems=[("ditto", "Sheet1!F37")]),
                *passed_over("Sheet1!C38:F38"),
            ],
        )
    ],
)  # fmt: skip

titles_before_names = File(
    "xung ho.xlsx",
    lambda: workbook(
        [
            ["DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN CỦA GIÁM ĐỐC CÔNG AN TỈNH"],
            ["Stt", "Họ và tên", "Đơn vị"],
            [1, "Đ/c Nguyễn Văn An", "PC02"],
            [2, "Đồng chí: Thượng úy Trần Thị Bình", "PC02"],
            [3, "Ông Lê Văn Chín", "Thôn 1"],
            [4, "Bà: Phạm Thị Dung", "Thôn 2"],
            [5, "Thiếu tá QNCN Hoàng Văn Em", "Trường Quân sự"],
            [6, "Trung tá, Vũ Đức Phú", "PV01"],
            [7, "Ông Ích Khiêm", "PX03"],
            [8, "Đ/c Đại úy Võ Giang, Đội phó", "PC04"],
            [9, "Chị Hồ Thị Hạnh", "Thôn 3"],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1", "Sheet1!A2:C2"),
                *[
                    new(f"Sheet1!A{r}:C{r}", **person(name), unit=unit, award="giay-khen", authority="agency", **more)
                    for r, name, unit, more in (
                        (3, "Nguyễn Văn An", "PC02", {}),
                        (4, "Trần Thị Bình", "PC02", {"rank": "Thượng úy"}),
                        (5, "Lê Văn Chín", "Thôn 1", {"sex": "m"}),
                        (6, "Phạm Thị Dung", "Thôn 2", {"sex": "f"}),
                        (7, "Hoàng Văn Em", "Trường Quân sự", {"rank": "Thiếu tá QNCN"}),
                        (8, "Vũ Đức Phú", "PV01", {"rank": "Trung tá"}),
                        (9, "Ông Ích Khiêm", "PX03", {}),
                        (10, "Võ Giang", "PC04", {"rank": "Đại úy", "post": "Đội phó"}),
                        (11, "Hồ Thị Hạnh", "Thôn 3", {"sex": "f"}),
                    )
                ],
            ],
        )
    ],
)  # fmt: skip

post_and_unit = File(
    "chuc vu don vi.xlsx",
    lambda: workbook(
        [
            ["STT", "Họ và tên", "Chức vụ, đơn vị công tác", "Hình thức khen thưởng", "Cấp khen"],
            [1, "Nguyễn Văn An", "Đội phó, Công an huyện Đại Lộc", "Bằng khen", "Bộ Công an"],
            [2, "Trần Thị Bình", "Cán bộ Phòng PC02", "Bằng khen", "UBND tỉnh"],
            [3, "Lê Văn Chín", "Giám đốc - Công ty TNHH Hòa Bình", "Bằng khen", "UBND tỉnh"],
            [4, "Phạm Dung", "Chủ tịch UBND xã Đại Minh", "Bằng khen", "UBND tỉnh"],
            [5, "Hoàng Em", "Trưởng thôn", "Bằng khen", "UBND tỉnh"],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1:E1"),
                *[
                    new(f"Sheet1!A{r}:E{r}", **person(name), post=post, unit=unit, award="bang-khen-bo-tinh", authority=level)
                    for r, name, post, unit, level in (
                        (2, "Nguyễn Văn An", "Đội phó", "Công an huyện Đại Lộc", "ministry"),
                        (3, "Trần Thị Bình", "Cán bộ", "Phòng PC02", "province"),
                        (4, "Lê Văn Chín", "Giám đốc", "Công ty TNHH Hòa Bình", "province"),
                        (5, "Phạm Dung", "Chủ tịch", "UBND xã Đại Minh", "province"),
                        (6, "Hoàng Em", "Trưởng thôn", None, "province"),
                    )
                ],
            ],
        )
    ],
)  # fmt: skip

number_in_group = File(
    "so quyet dinh o dong nhom.xlsx",
    lambda: workbook(
        [
            ["TỔNG HỢP CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN CỦA GIÁM ĐỐC CÔNG AN TỈNH NĂM 2021"],
            ["STT", "Họ và tên", "Cấp bậc", "Đơn vị"],
            ["Quyết định số 101/QĐ-CAT ngày 05/02/2021", None, None, None],
            [1, "Nguyễn Văn An", "Đại úy", "PC02"],
            [2, "Trần Thị Bình", "Đại úy", "PC04"],
            ["Quyết định số 202/QĐ-CAT ngày 10/8/2021", None, None, None],
            [1, "Lê Văn Chín", "Thiếu tá", "PX03"],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1", "Sheet1!A2:D2", "Sheet1!A3:D3"),
                *[
                    new(at, **person(name), rank=rank, unit=unit, award="giay-khen", authority="agency", for_from=2021, for_to=2021, decision_number="101/QĐ-CAT", decision_date="2021-02-05")
                    for at, name, rank, unit in (("Sheet1!A4:D4", "Nguyễn Văn An", "Đại úy", "PC02"), ("Sheet1!A5:D5", "Trần Thị Bình", "Đại úy", "PC04"))
                ],
                *passed_over("Sheet1!A6:D6"),
                new("Sheet1!A7:D7", **person("Lê Văn Chín"), rank="Thiếu tá", unit="PX03", award="giay-khen", authority="agency", for_from=2021, for_to=2021, decision_number="202/QĐ-CAT",
                    decision_date="2021-08-10"),
            ],
        )
    ],
)  # fmt: skip

number_and_date_in_one = File(
    "so va ngay.xlsx",
    lambda: workbook(
        [
            ["TT", "Họ và tên", "Danh hiệu", "Số, ngày quyết định", "Năm đạt danh hiệu"],
            [1, "Nguyễn Văn An", "CSTĐCS", "101/QĐ-CAT ngày 05/02/2021", "2020"],
            [2, "Trần Thị Bình", "CSTĐCS", "QĐ số 101/QĐ-CAT, 05/02/2021", 2020],
            [3, "Lê Văn Chín", "Huân chương Chiến công hạng Ba", "Số 88/QĐ-CTN ngày 19 tháng 8 năm 2019", "2014-2018"],
            [4, "Phạm Dung", "Bằng khen", "1234/QĐ-BCA", "giai đoạn 2016-2020"],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1:E1"),
                new("Sheet1!A2:E2", **person("Nguyễn Văn An"), award="chien-si-thi-dua-co-so", authority="agency", for_from=2020, for_to=2020, decision_number="101/QĐ-CAT", decision_date="2021-02-05"),
                new("Sheet1!A3:E3", **person("Trần Thị Bình"), award="chien-si-thi-dua-co-so", authority="agency", for_from=2020, for_to=2020, decision_number="101/QĐ-CAT", decision_date="2021-02-05"),
                new("Sheet1!A4:E4", **person("Lê Văn Chín"), award="huan-chuong-chien-cong", class_=3, authority="president", for_from=2014, for_to=2018, decision_number="88/QĐ-CTN",
                    decision_date="2019-08-19"),
                new("Sheet1!A5:E5", **person("Phạm Dung"), award="bang-khen-bo-tinh", authority="ministry", for_from=2016, for_to=2020, decision_number="1234/QĐ-BCA"),
            ],
        )
    ],
)  # fmt: skip

dates_of_all_kinds = File(
    "ngay thang.xlsx",
    lambda: workbook(
        [
            ["STT", "Họ và tên", "Ngày sinh", "Số hiệu", "Đơn vị"],
            [1, "Nguyễn Văn An", "28.5.1980", "100-001", "PC02"],
            [2, "Trần Thị Bình", "5/1985", "100-002", "PC02"],
            [3, "Lê Văn Chín", 1990, "100-003", "PC02"],
            [4, "Phạm Dung", "ngày 3 tháng 2 năm 1991", "100-004", "PC02"],
            [5, "Hoàng Em", "28.5", "100-005", "PC02"],
            [6, "Vũ Phú", "30/02/1990", "100-006", "PC02"],
            [7, "Võ Giang", "1/1/80", "100-007", "PC02"],
            [8, "Hồ Hạnh", 33415, "100-008", "PC02"],
            [9, "Bùi Hà", date(1992, 12, 31), "100-009", "PC02"],
            [10, "Đinh Tiên", "1990-07-30", "100-010", "PC02"],
            [11, "Ngô Quyền Anh", "01-09-1988", "100-011", "PC02"],
        ]
    ),
    [
        Part(
            "Sheet1",
            "people",
            [
                *passed_over("Sheet1!A1:E1"),
                *[
                    new(f"Sheet1!A{r}:E{r}", name=name, born=born, service_number=f"100-{r - 1:03d}", unit="PC02", **({"problems": [(problem, f"Sheet1!C{r}")]} if problem else {}))
                    for r, name, born, problem in (
                        (2, "Nguyễn Văn An", "1980-05-28", None), (3, "Trần Thị Bình", "1985-05", None), (4, "Lê Văn Chín", "1990", None), (5, "Phạm Dung", "1991-02-03", None),
                        (6, "Hoàng Em", None, "date-without-year"), (7, "Vũ Phú", None, "date-bad"), (8, "Võ Giang", None, "date-short-year"), (9, "Hồ Hạnh", "1991-06-26", "date-serial"),
                        (10, "Bùi Hà", "1992-12-31", None), (11, "Đinh Tiên", "1990-07-30", None), (12, "Ngô Quyền Anh", "1988-09-01", None),
                    )
                ],
            ],
        )
    ],
)  # fmt: skip

damaged = File(
    "hong chu.xlsx",
    lambda: workbook(
        [
            ["STT", "Họ và tên", "Đơn vị", "Hình thức", "Số QĐ", "Ghi chú"],
            [1, "Nguy?n V?n An", "PC02", "Giấy khen", "1/QĐ-CAT", None],
            [2, "Trần Thị Bình", "C?ng an huy?n", "Giấy khen", "1/QĐ-CAT", None],
            [3, "Lê Văn Chín", "PC02", "Gi?y khen", "1/QĐ-CAT", None],
            [4, "Ph�m Dung", "PC02", "Giấy khen", "1/QĐ-CAT", None],
            [5, "Hoàng Em", "PC02", "Giấy khen", "1/QĐ-CAT", "#REF!"],
            [6, "Nguyn Vn Phú", "PC02", "Giấy khen", "1/QĐ-CAT", None],
            [7, "Nguyá»…n VÄƒn Giang", "PC02", "Giấy khen", "1/QĐ-CAT", None],
            [8, None, "PC02", "Giấy khen", "1/QĐ-CAT", None],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1:F1"),
                refused("Sheet1!A2:F2", ("text-damaged", "Sheet1!B2")),
                new("Sheet1!A3:F3", **person("Trần Thị Bình"), award="giay-khen", authority="agency", decision_number="1/QĐ-CAT", problems=[("text-damaged", "Sheet1!C3")]),
                doubtful("Sheet1!A4:F4", **person("Lê Văn Chín"), unit="PC02", authority="agency", decision_number="1/QĐ-CAT", problems=[("text-damaged", "Sheet1!D4"), ("award-missing", "Sheet1!A4:F4")]),
                refused("Sheet1!A5:F5", ("text-damaged", "Sheet1!B5")),
                new("Sheet1!A6:F6", **person("Hoàng Em"), unit="PC02", award="giay-khen", authority="agency", decision_number="1/QĐ-CAT", problems=[("cell-error", "Sheet1!F6")]),
                refused("Sheet1!A7:F7", ("text-damaged", "Sheet1!B7")),
                # UTF-8 taken for Latin letters loses nothing: it is put back, and said.
                new("Sheet1!A8:F8", **person("Nguyễn Văn Giang"), unit="PC02", award="giay-khen", authority="agency", decision_number="1/QĐ-CAT", problems=[("text-converted", "Sheet1!B8")]),
                refused("Sheet1!A9:F9", ("name-missing", "Sheet1!A9:F9")),
            ],
        )
    ],
)  # fmt: skip

school_years = File(
    "nam hoc.xlsx",
    lambda: workbook(
        [
            ["DANH SÁCH KHEN THƯỞNG NĂM HỌC 2022-2023"],
            ["STT", "Họ và tên", "Tổ chuyên môn", "Danh hiệu thi đua"],
            [1, "Lê Thị Tư", "Tổ Toán", "Lao động tiên tiến"],
            [2, "Phan Văn Năm", "Tổ Lý", "Chiến sĩ thi đua cơ sở"],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1", "Sheet1!A2:D2"),
                new("Sheet1!A3:D3", **person("Lê Thị Tư"), unit="Tổ Toán", award="lao-dong-tien-tien", for_from=2022, for_to=2023),
                new("Sheet1!A4:D4", **person("Phan Văn Năm"), unit="Tổ Lý", award="chien-si-thi-dua-co-so", for_from=2022, for_to=2023),
            ],
        )
    ],
)  # fmt: skip

period = File(
    "giai doan.xlsx",
    lambda: workbook(
        [
            ["DANH SÁCH TẬP THỂ ĐƯỢC TẶNG BẰNG KHEN CỦA THỦ TƯỚNG CHÍNH PHỦ"],
            ["Đã có thành tích xuất sắc trong công tác, giai đoạn 2016-2020, góp phần vào sự nghiệp xây dựng chủ nghĩa xã hội và bảo vệ Tổ quốc"],
            ["(Kèm theo Quyết định số 1999/QĐ-TTg ngày 30/11/2021)"],
            ["STT", "Tên đơn vị"],
            [1, "Công an huyện Đại Lộc"],
            [2, "Phòng PC02, Công an tỉnh"],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1", "Sheet1!A2", "Sheet1!A3", "Sheet1!A4:B4"),
                *[
                    new(at, **collective(name), award="bang-khen-thu-tuong", authority="prime-minister", for_from=2016, for_to=2020, decision_number="1999/QĐ-TTg", decision_date="2021-11-30")
                    for at, name in (("Sheet1!A5:B5", "Công an huyện Đại Lộc"), ("Sheet1!A6:B6", "Phòng PC02, Công an tỉnh"))
                ],
            ],
        )
    ],
)  # fmt: skip

proposed = File(
    "de nghi.xlsx",
    lambda: workbook(
        [
            ["DANH SÁCH ĐỀ NGHỊ TẶNG THƯỞNG HUÂN CHƯƠNG BẢO VỆ TỔ QUỐC HẠNG BA"],
            ["(Kèm theo Tờ trình số 45/TTr-CAT ngày 02/3/2022 của Công an tỉnh)"],
            ["STT", "Họ và tên", "Năm sinh", "Cấp bậc, chức vụ, đơn vị công tác", "Tóm tắt thành tích"],
            [1, "NGUYỄN VĂN AN", "1965", "Đại tá, Phó Giám đốc, Công an tỉnh", "Có quá trình cống hiến"],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1", "Sheet1!A2", "Sheet1!A3:E3"),
                new("Sheet1!A4:E4", **person("NGUYỄN VĂN AN"), born="1965", rank="Đại tá", post="Phó Giám đốc", unit="Công an tỉnh", award="huan-chuong-bao-ve-to-quoc", class_=3, stage="proposed",
                    reason="Có quá trình cống hiến"),
            ],
        )
    ],
)  # fmt: skip

posthumous = File(
    "truy tang.xlsx",
    lambda: workbook(
        [
            ["DANH SÁCH LIỆT SĨ ĐƯỢC TRUY TẶNG HUÂN CHƯƠNG CHIẾN CÔNG HẠNG NHẤT"],
            ["(Theo Quyết định số 512/QĐ-CTN ngày 03/4/2020 của Chủ tịch nước)"],
            ["STT", "Họ và tên", "Cấp bậc", "Đơn vị"],
            [1, "Nguyễn Văn An", "Thượng úy", "Công an huyện Đại Lộc"],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1", "Sheet1!A2", "Sheet1!A3:D3"),
                new("Sheet1!A4:D4", **person("Nguyễn Văn An"), rank="Thượng úy", unit="Công an huyện Đại Lộc", award="huan-chuong-chien-cong", class_=1, authority="president",
                    decision_number="512/QĐ-CTN", decision_date="2020-04-03", posthumous=True),
            ],
        )
    ],
)  # fmt: skip

FILES = [
    unaccented, turned, far_down, titles_before_names, post_and_unit, number_in_group, number_and_date_in_one, dates_of_all_kinds, damaged, school_years, period, proposed, posthumous,
]  # fmt: skip


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_a_list_as_hands_type_it_is_read_as_a_clerk_would(file):
    assert seen(file.make(), file) == expected(file)
