"""Lists that mislead: units numbered over their people, classes side by side, years listed in a cell, decisions behind an award."""

import pytest

from tests.sheets.books import workbook
from tests.sheets.corpus.case import File, Part, collective, doubtful, expected, new, passed_over, person, seen

units_over_people = File(
    "don vi danh so.xlsx",
    lambda: workbook(
        [
            ["KHEN THƯỞNG NĂM 2020"],
            ["TT", "Họ và tên", "Chức vụ"],
            ["I", "CHIẾN SĨ THI ĐUA CƠ SỞ", None],
            ["1", "Công an huyện Đại Lộc", None],
            ["1.1", "Lê Văn An", "Đội trưởng"],
            ["1.2", "Trần Bình", "Cán bộ"],
            ["2", "Phòng PX03", None],
            ["2.1", "Phạm Cúc", "Cán bộ"],
            ["II", "CHIẾN SĨ TIÊN TIẾN (01)", None],
            ["1", "Đội 1", None],
            ["1.1", "Hồ Dung", "Cán bộ"],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1", "Sheet1!A2:C2", "Sheet1!A3:C3", "Sheet1!A4:C4"),
                *[
                    new(at, **person(name), post=post, unit="Công an huyện Đại Lộc", award="chien-si-thi-dua-co-so", for_from=2020, for_to=2020)
                    for at, name, post in (("Sheet1!A5:C5", "Lê Văn An", "Đội trưởng"), ("Sheet1!A6:C6", "Trần Bình", "Cán bộ"))
                ],
                *passed_over("Sheet1!A7:C7"),
                new("Sheet1!A8:C8", **person("Phạm Cúc"), post="Cán bộ", unit="Phòng PX03", award="chien-si-thi-dua-co-so", for_from=2020, for_to=2020),
                *passed_over("Sheet1!A9:C9", "Sheet1!A10:C10"),
                new("Sheet1!A11:C11", **person("Hồ Dung"), post="Cán bộ", unit="Đội 1", award="chien-si-tien-tien", for_from=2020, for_to=2020),
            ],
        )
    ],
)  # fmt: skip

units_without_numbers = File(
    "don vi khong so.xlsx",
    lambda: workbook(
        [
            ["Đơn vị: Công an tỉnh Quảng Nam"],
            ["DANH SÁCH TẶNG GIẤY KHEN CỦA CHỦ TỊCH UBND HUYỆN"],
            ["Họ và tên", "Chức vụ"],
            ["Lê Văn Tám", "Trưởng ban"],
            ["Công an huyện Đại Lộc"],
            ["Nguyễn Văn An", "Đội phó"],
            ["Xã Đại Minh"],
            ["Lê Công", "Trưởng thôn"],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1", "Sheet1!A2", "Sheet1!A3:B3"),
                new("Sheet1!A4:B4", **person("Lê Văn Tám"), post="Trưởng ban", unit="Công an tỉnh Quảng Nam", award="giay-khen", authority="district"),
                *passed_over("Sheet1!A5:B5"),
                new("Sheet1!A6:B6", **person("Nguyễn Văn An"), post="Đội phó", unit="Công an huyện Đại Lộc", award="giay-khen", authority="district"),
                *passed_over("Sheet1!A7:B7"),
                new("Sheet1!A8:B8", **person("Lê Công"), post="Trưởng thôn", unit="Xã Đại Minh", award="giay-khen", authority="district"),
            ],
        )
    ],
)  # fmt: skip

classes = File(
    "hang canh nhau.xlsx",
    lambda: workbook(
        [
            ["DANH SÁCH CÁN BỘ ĐƯỢC TẶNG HUY CHƯƠNG CHIẾN SĨ VẺ VANG\n(Kèm theo Quyết định số 99/QĐ-CTN ngày 12/12/2018)"],
            ["STT", "Họ và tên", "Cấp bậc", "Đơn vị", "Hạng Nhất", "Hạng Nhì", "Hạng Ba"],
            [1, "Lê Văn An", "Đại tá", "PX03", "x", None, None],
            [2, "Trần Bình", "Thiếu tá", "PX03", None, None, "x"],
            ["Hạng Nhì (không đánh dấu)"],
            [3, "Phạm Cúc", "Trung tá", "PX03", None, "X", None],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1", "Sheet1!A2:G2"),
                *[
                    line
                    for place, name, rank, number in ((3, "Lê Văn An", "Đại tá", 1), (4, "Trần Bình", "Thiếu tá", 3))
                    for line in [
                        new(f"Sheet1!A{place}:G{place}", **person(name), rank=rank, unit="PX03", award="huy-chuong-chien-si-ve-vang", class_=number, authority="president",
                            decision_number="99/QĐ-CTN", decision_date="2018-12-12")
                    ]
                ],
                *passed_over("Sheet1!A5:G5", problems=[("row-unclear", "Sheet1!A5")]),
                new("Sheet1!A6:G6", **person("Phạm Cúc"), rank="Trung tá", unit="PX03", award="huy-chuong-chien-si-ve-vang", class_=2, authority="president", decision_number="99/QĐ-CTN",
                    decision_date="2018-12-12"),
            ],
        )
    ],
)  # fmt: skip

class_groups = File(
    "hang theo nhom.xlsx",
    lambda: workbook(
        [
            ["DANH SÁCH CÁN BỘ ĐƯỢC TẶNG HUY CHƯƠNG CHIẾN SĨ VẺ VANG"],
            ["STT", "Họ và tên", "Đơn vị"],
            ["I. Hạng Nhất"],
            [1, "Lê Văn An", "PX03"],
            ["II. Hạng Ba"],
            [1, "Trần Bình", "PC02"],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1", "Sheet1!A2:C2", "Sheet1!A3:C3"),
                new("Sheet1!A4:C4", **person("Lê Văn An"), unit="PX03", award="huy-chuong-chien-si-ve-vang", class_=1),
                *passed_over("Sheet1!A5:C5"),
                new("Sheet1!A6:C6", **person("Trần Bình"), unit="PC02", award="huy-chuong-chien-si-ve-vang", class_=3),
            ],
        )
    ],
)

years_in_cells = File(
    "nam trong o.xlsx",
    lambda: workbook(
        [
            ["STT", "Họ và tên", "Hình thức khen thưởng", "Năm"],
            [1, "Lê Văn An", "CSTĐCS năm 2018", None],
            [2, "Trần Bình", "CSTĐCS", "2018, 2020"],
            [3, "Phạm Cúc", "Giấy khen", "2018, 2019"],
            [4, "Hồ Dung", "Giấy khen", "2016, 2019"],
            [5, "Võ Én", "Bằng khen của Bộ Công an (QĐ số 12/QĐ-BCA ngày 3/4/2019)", None],
            [6, "Bùi Giang", "Giấy khen năm học 2019-2020", None],
            [7, "Đỗ Hà", "Không", 2020],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1:D1"),
                new("Sheet1!A2:D2", **person("Lê Văn An"), award="chien-si-thi-dua-co-so", for_from=2018, for_to=2018),
                new("Sheet1!A3:D3", **person("Trần Bình"), award="chien-si-thi-dua-co-so", for_from=2018, for_to=2018),
                new("Sheet1!A3:D3", **person("Trần Bình"), award="chien-si-thi-dua-co-so", for_from=2020, for_to=2020),
                new("Sheet1!A4:D4", **person("Phạm Cúc"), award="giay-khen", for_from=2018, for_to=2019),
                new("Sheet1!A5:D5", **person("Hồ Dung"), award="giay-khen", problems=[("year-bad", "Sheet1!D5")]),
                new("Sheet1!A6:D6", **person("Võ Én"), award="bang-khen-bo-tinh", authority="ministry", decision_number="12/QĐ-BCA", decision_date="2019-04-03"),
                new("Sheet1!A7:D7", **person("Bùi Giang"), award="giay-khen", for_from=2019, for_to=2020),
                *passed_over("Sheet1!A8:D8"),
            ],
        )
    ],
)  # fmt: skip

marks = File(
    "danh dau.xlsx",
    lambda: workbook(
        [
            ["STT", "Họ và tên", "Đơn vị", "Danh hiệu thi đua", None, None, "Hình thức khen thưởng", None],
            [None, None, None, "CSTT", "CSTĐCS", "CSTĐTLL", "Giấy khen", "BK Bộ"],
            [1, "Lê Văn An", "PX03", "x", None, None, "x", None],
            [2, "Trần Bình", "PX03", "x", "2018, 2019", None, None, "345/QĐ-BCA"],
            [3, "Phạm Cúc", "PX03", None, None, None, None, None],
        ],
        merges=("A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:H1"),
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1:H1", "Sheet1!A2:H2"),
                new("Sheet1!A3:H3", **person("Lê Văn An"), unit="PX03", award="chien-si-tien-tien"),
                new("Sheet1!A3:H3", **person("Lê Văn An"), unit="PX03", award="giay-khen"),
                new("Sheet1!A4:H4", **person("Trần Bình"), unit="PX03", award="chien-si-tien-tien"),
                new("Sheet1!A4:H4", **person("Trần Bình"), unit="PX03", award="chien-si-thi-dua-co-so", for_from=2018, for_to=2018),
                new("Sheet1!A4:H4", **person("Trần Bình"), unit="PX03", award="chien-si-thi-dua-co-so", for_from=2019, for_to=2019),
                new("Sheet1!A4:H4", **person("Trần Bình"), unit="PX03", award="bang-khen-bo-tinh", authority="ministry", decision_number="345/QĐ-BCA"),
                *passed_over("Sheet1!A5:H5"),
            ],
        )
    ],
)  # fmt: skip

three_rows = File(
    "tieu de ba tang.xlsx",
    lambda: workbook(
        [
            ["STT", "Họ và tên", "Khen thưởng", None, None, None],
            [None, None, "Danh hiệu", "Quyết định", None, None],
            [None, None, None, "Số", "Ngày", "Cơ quan ban hành"],
            [1, "Lê Văn An", "CSTĐCS", "12/QĐ-CAT", "1/2/2020", "Công an tỉnh"],
        ],
        merges=("A1:A3", "B1:B3", "C1:F1", "C2:C3", "D2:F2"),
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1:F1", "Sheet1!A2:F2", "Sheet1!A3:F3"),
                new("Sheet1!A4:F4", **person("Lê Văn An"), award="chien-si-thi-dua-co-so", authority="agency", decision_number="12/QĐ-CAT", decision_date="2020-02-01"),
            ],
        )
    ],
    also=("xls", "ods"),
)  # fmt: skip

names = File(
    "o ten day.xlsx",
    lambda: workbook(
        [
            ["STT", "Tên tập thể, cá nhân", "Hình thức"],
            [1, "Đại úy Lê Văn An - Đội trưởng Đội 1", "Giấy khen"],
            [2, "Trần Thị Bình (1980)", "Giấy khen"],
            [3, "Phạm Cúc\nTrưởng thôn", "Giấy khen"],
            [4, "Liệt sĩ Hồ Dũng", "Giấy khen"],
            [5, "Nguyễn Văn An, Trần Thị Bình", "Giấy khen"],
            [6, "Nhóm tự quản thôn 3", "Giấy khen"],
            [7, "Bảo Long", "Giấy khen"],
            [8, "8. Ông Ngô Kha, Chi hội trưởng, Hội Nông dân xã Đại Minh", "Giấy khen"],
            [9, "Công an xã Đại Minh", "CSTĐCS"],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1:C1"),
                new("Sheet1!A2:C2", **person("Lê Văn An"), rank="Đại úy", post="Đội trưởng Đội 1", award="giay-khen"),
                new("Sheet1!A3:C3", **person("Trần Thị Bình"), born="1980", award="giay-khen"),
                new("Sheet1!A4:C4", **person("Phạm Cúc"), post="Trưởng thôn", award="giay-khen"),
                new("Sheet1!A5:C5", **person("Hồ Dũng"), award="giay-khen", posthumous=True),
                doubtful("Sheet1!A6:C6", **person("Nguyễn Văn An, Trần Thị Bình"), award="giay-khen", problems=[("names-several", "Sheet1!B6")]),
                new("Sheet1!A7:C7", **collective("Nhóm tự quản thôn 3"), award="giay-khen"),
                doubtful("Sheet1!A8:C8", name="Bảo Long", award="giay-khen", problems=[("recipient-unclear", "Sheet1!A8:C8")]),
                new("Sheet1!A9:C9", **person("Ngô Kha"), sex="m", post="Chi hội trưởng", unit="Hội Nông dân xã Đại Minh", award="giay-khen"),
                doubtful("Sheet1!A10:C10", **collective("Công an xã Đại Minh"), award="chien-si-thi-dua-co-so", problems=[("recipient-unclear", "Sheet1!A10:C10")]),
            ],
        )
    ],
)  # fmt: skip

ratings = File(
    "muc xep loai.xlsx",
    lambda: workbook(
        [
            ["KẾT QUẢ PHÂN LOẠI CÁN BỘ NĂM 2020"],
            ["STT", "Họ tên", "Đơn vị", "Phân loại"],
            *[[i, f"Lê {c}", "PX03", words] for i, (c, words) in enumerate((("An", "Hoàn thành tốt NV"), ("Bình", "HT XSNV"), ("Cúc", "Không HTNV"), ("Dung", "Xuất sắc"), ("Én", "HTNV"), ("Hà", "Loại A")), 1)],
        ]
    ),
    [
        Part(
            "Sheet1",
            "ratings",
            [
                *passed_over("Sheet1!A1", "Sheet1!A2:D2"),
                *[
                    new(f"Sheet1!A{r}:D{r}", name=name, unit="PX03", year=2020, rating=rating)
                    for r, name, rating in (
                        (3, "Lê An", "hoan-thanh-tot"), (4, "Lê Bình", "hoan-thanh-xuat-sac"), (5, "Lê Cúc", "khong-hoan-thanh"), (6, "Lê Dung", "hoan-thanh-xuat-sac"), (7, "Lê Én", "hoan-thanh"),
                    )
                ],
                new("Sheet1!A8:D8", name="Lê Hà", unit="PX03", year=2020, note="Loại A", problems=[("without-code", "Sheet1!D8")]),
            ],
        )
    ],
)  # fmt: skip

short_headings = File(
    "tieu de viet tat.xlsx",
    lambda: workbook(
        [
            ["TT", "Họ tên", "Nam", "Nữ", "ĐV công tác", "Hình thức KT", "Cấp KT", "Số QĐ"],
            [1, "Lê Văn An", 1980, None, "PX03", "BK", "TTCP", "12/QĐ-TTg"],
            [2, "Trần Bình", None, "1985", "PX03", "BK", "BCA", None],
            [3, "Phạm Cúc", None, "x", "PX03", "GK", "Chủ tịch UBND xã", None],
            [4, "Hồ Dũng", "x", None, "PX03", "BK", None, None],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1:H1"),
                new("Sheet1!A2:H2", **person("Lê Văn An"), sex="m", born="1980", unit="PX03", award="bang-khen-thu-tuong", authority="prime-minister", decision_number="12/QĐ-TTg"),
                new("Sheet1!A3:H3", **person("Trần Bình"), sex="f", born="1985", unit="PX03", award="bang-khen-bo-tinh", authority="ministry"),
                new("Sheet1!A4:H4", **person("Phạm Cúc"), sex="f", unit="PX03", award="giay-khen", authority="commune"),
                doubtful("Sheet1!A5:H5", **person("Hồ Dũng"), sex="m", unit="PX03", problems=[("award-missing", "Sheet1!F5")]),
            ],
        )
    ],
)  # fmt: skip

groups_of_people = File(
    "can bo theo doi.xlsx",
    lambda: workbook(
        [
            ["DANH SÁCH CÁN BỘ, CHIẾN SĨ"],
            ["STT", "Họ và tên", "Năm sinh", "Cấp bậc", "Chức vụ"],
            ["I", "BAN CHỈ HUY", None, None, None],
            [1, "Lê Văn An", 1980, "Thượng tá", "Trưởng Công an huyện"],
            ["II", "ĐỘI CẢNH SÁT GIAO THÔNG (02 đồng chí)", None, None, None],
            [1, "Trần Bình", 1985, "Đại úy", "Đội trưởng"],
            [2, "Phạm Cúc", "198?", "Đại úy", "Cán bộ"],
            ["Tổng cộng", 3, None, None, None],
        ]
    ),
    [
        Part(
            "Sheet1",
            "people",
            [
                *passed_over("Sheet1!A1", "Sheet1!A2:E2", "Sheet1!A3:E3"),
                new("Sheet1!A4:E4", name="Lê Văn An", born="1980", rank="Thượng tá", post="Trưởng Công an huyện", unit="BAN CHỈ HUY"),
                *passed_over("Sheet1!A5:E5"),
                new("Sheet1!A6:E6", name="Trần Bình", born="1985", rank="Đại úy", post="Đội trưởng", unit="ĐỘI CẢNH SÁT GIAO THÔNG"),
                new("Sheet1!A7:E7", name="Phạm Cúc", rank="Đại úy", post="Cán bộ", unit="ĐỘI CẢNH SÁT GIAO THÔNG", problems=[("date-bad", "Sheet1!C7")]),
                *passed_over("Sheet1!A8:E8"),
            ],
        )
    ],
)  # fmt: skip

FILES = [
    short_headings, groups_of_people, units_over_people, units_without_numbers, classes, class_groups, years_in_cells, marks, three_rows, names, ratings,
]  # fmt: skip


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_a_misleading_list_is_read_as_a_clerk_would(file):
    assert seen(file.make(), file) == expected(file)
