"""Lists behind decisions: one award or many in one sheet, heading lines, "nt", merged cells, totals, notes, signatures, side by side."""

from datetime import date

import pytest

from tests.sheets.books import word, workbook
from tests.sheets.corpus.case import (
    File,
    Part,
    collective,
    expected,
    household,
    new,
    passed_over,
    person,
    refused,
    seen,
)

LETTERHEAD = [["UBND TỈNH QUẢNG NAM", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], [None, None, None, "Độc lập - Tự do - Hạnh phúc"]]  # fmt: skip

one_award = File(
    "bang-khen-2019.xlsx",
    lambda: workbook(
        [
            *LETTERHEAD, [],
            ["DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG BẰNG KHEN CỦA CHỦ TỊCH UBND TỈNH"],
            ["(Kèm theo Quyết định số 1234/QĐ-UBND ngày 20 tháng 11 năm 2019 của Chủ tịch UBND tỉnh Quảng Nam)"],
            ["Đã có thành tích xuất sắc trong phong trào Toàn dân bảo vệ an ninh Tổ quốc năm 2019"],
            ["STT", "Họ và tên, tên tập thể", "Cấp bậc, chức vụ", "Đơn vị"],
            ["I", "TẬP THỂ", None, None],
            [1, "Công an huyện Đại Lộc", None, None],
            [2, "Nhân dân và cán bộ xã Đại Minh", None, None],
            ["II", "CÁ NHÂN", None, None],
            [1, "Nguyễn Văn An", "Thượng úy, Đội phó", "Công an huyện Đại Lộc"],
            [2, "Đ/c Trần Thị Bình", "Đại úy, Cán bộ", "nt"],
            [3, "Lê Công", "Trưởng Công an xã", "UBND xã Đại Lãnh"],
            ["Tổng cộng: 02 tập thể, 03 cá nhân./."],
            [None, None, None, "KT. CHỦ TỊCH"], [None, None, None, "PHÓ CHỦ TỊCH"], [None, None, None, "Hồ Văn Ký"],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1:D1", "Sheet1!D2", "Sheet1!A4", "Sheet1!A5", "Sheet1!A6", "Sheet1!A7:D7", "Sheet1!A8:D8"),
                *[
                    new(at, **who, **more, award="bang-khen-bo-tinh", authority="province", for_from=2019, for_to=2019, decision_number="1234/QĐ-UBND", decision_date="2019-11-20", **problems)
                    for at, who, more, problems in (
                        ("Sheet1!A9:D9", collective("Công an huyện Đại Lộc"), {}, {}),
                        ("Sheet1!A10:D10", collective("Nhân dân và cán bộ xã Đại Minh"), {}, {}),
                    )
                ],
                *passed_over("Sheet1!A11:D11"),
                *[
                    new(at, **who, **more, award="bang-khen-bo-tinh", authority="province", for_from=2019, for_to=2019, decision_number="1234/QĐ-UBND", decision_date="2019-11-20", **problems)
                    for at, who, more, problems in (
                        ("Sheet1!A12:D12", person("Nguyễn Văn An"), {"rank": "Thượng úy", "post": "Đội phó", "unit": "Công an huyện Đại Lộc"}, {}),
                        ("Sheet1!A13:D13", person("Trần Thị Bình"), {"rank": "Đại úy", "post": "Cán bộ", "unit": "Công an huyện Đại Lộc"}, {"problems": [("ditto", "Sheet1!D13")]}),
                        ("Sheet1!A14:D14", person("Lê Công"), {"post": "Trưởng Công an xã", "unit": "UBND xã Đại Lãnh"}, {}),
                    )
                ],
                *passed_over("Sheet1!A15:D15", "Sheet1!A16:D16", "Sheet1!A17:D17", "Sheet1!A18:D18"),
            ],
            context={
                "title": "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG BẰNG KHEN CỦA CHỦ TỊCH UBND TỈNH",
                "award": "bang-khen-bo-tinh", "authority": "province", "for_from": 2019, "for_to": 2019, "stage": "given",
                "decision_number": "1234/QĐ-UBND", "decision_date": "2019-11-20",
            },
        )
    ],
    also=("xls", "ods"),
)  # fmt: skip

many_awards = File(
    "tong-hop-khen-thuong.xlsx",
    lambda: workbook(
        {
            "PL": [
                ["PHỤ LỤC"], ["DANH SÁCH KHEN THƯỞNG NĂM 2018"], ["(Kèm theo Quyết định số 77/QĐ-CAT ngày 15/01/2019 của Giám đốc Công an tỉnh)"],
                ["TT", "Họ và tên", "Cấp bậc", "Chức vụ", "Đơn vị"],
                ["I. CHIẾN SĨ THI ĐUA CƠ SỞ"],
                [1, "NGUYỄN VĂN AN", "Thiếu tá", "Đội trưởng", "PC02"],
                [2, "TRẦN THỊ BÌNH", "Đại úy", "Cán bộ", "-nt-"],
                ["II. CHIẾN SĨ TIÊN TIẾN"],
                [1, "LÊ VĂN CHÍN", "Thượng úy", "Cán bộ", "PC02"],
                [2, "PHẠM DUNG", "nt", "như trên", "PX03"],
                ["III. GIẤY KHEN"],
                [1, "VÕ THỊ ÉN", "Trung tá", "Phó Trưởng phòng", "PV01"],
                ["Tổng cộng danh sách có 05 đồng chí"],
            ]
        },
        merges=("A5:E5", "A8:E8", "A11:E11"),
    ),
    [
        Part(
            "PL",
            "awards",
            [
                *passed_over("PL!A1", "PL!A2", "PL!A3", "PL!A4:E4", "PL!A5:E5"),
                        new("PL!A6:E6", **person("NGUYỄN VĂN AN"), rank="Thiếu tá", post="Đội trưởng", unit="PC02", award="chien-si-thi-dua-co-so", authority="agency", for_from=2018, for_to=2018,
                            decision_number="77/QĐ-CAT", decision_date="2019-01-15"),
                        new("PL!A7:E7", **person("TRẦN THỊ BÌNH"), rank="Đại úy", post="Cán bộ", unit="PC02", award="chien-si-thi-dua-co-so", authority="agency", for_from=2018, for_to=2018,
                            decision_number="77/QĐ-CAT", decision_date="2019-01-15", problems=[("ditto", "PL!E7")]),
                        *passed_over("PL!A8:E8"),
                        new("PL!A9:E9", **person("LÊ VĂN CHÍN"), rank="Thượng úy", post="Cán bộ", unit="PC02", award="chien-si-tien-tien", authority="agency", for_from=2018, for_to=2018,
                            decision_number="77/QĐ-CAT", decision_date="2019-01-15"),
                        new("PL!A10:E10", **person("PHẠM DUNG"), rank="Thượng úy", post="Cán bộ", unit="PX03", award="chien-si-tien-tien", authority="agency", for_from=2018, for_to=2018,
                            decision_number="77/QĐ-CAT", decision_date="2019-01-15", problems=[("ditto", "PL!C10"), ("ditto", "PL!D10")]),
                        *passed_over("PL!A11:E11"),
                        new("PL!A12:E12", **person("VÕ THỊ ÉN"), rank="Trung tá", post="Phó Trưởng phòng", unit="PV01", award="giay-khen", authority="agency", for_from=2018, for_to=2018,
                            decision_number="77/QĐ-CAT", decision_date="2019-01-15"),
                *passed_over("PL!A13:E13"),
            ],
        )
    ],
    also=("xls",),
)  # fmt: skip

unit_groups = File(
    "giay-khen-nhom-don-vi.xlsx",
    lambda: workbook(
        [
            ["DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN"],
            ["(Ban hành kèm theo Quyết định số 15/QĐ-UBND ngày 5/3/2021 của Chủ tịch UBND huyện Đại Lộc)"],
            ["Số TT", "Họ và tên", "Chức vụ", "Ghi chú"],
            ["A", "Công an huyện Đại Lộc", None, None],
            [1, "Nguyễn Văn An", "Đội phó", None],
            [2, "Trần Thị Bình", "Cán bộ", "lần 2"],
            ["B", "UBND xã Đại Minh", None, None],
            [1, "Ông Lê Công", "Trưởng thôn", None],
            [2, "Bà Phan Thị Đào", "Chi hội trưởng", None],
            ["Ghi chú: danh sách xếp theo đơn vị"],
            ["Nơi nhận:", None, None, "CHỦ TỊCH"], ["- Như trên;"], ["- Lưu: VT."],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1", "Sheet1!A2", "Sheet1!A3:D3", "Sheet1!A4:D4"),
                *[
                    new(at, **who, post=post, unit=unit, award="giay-khen", authority="district", decision_number="15/QĐ-UBND", decision_date="2021-03-05", **more)
                    for at, who, post, unit, more in (
                        ("Sheet1!A5:D5", person("Nguyễn Văn An"), "Đội phó", "Công an huyện Đại Lộc", {}),
                        ("Sheet1!A6:D6", person("Trần Thị Bình"), "Cán bộ", "Công an huyện Đại Lộc", {"note": "lần 2"}),
                    )
                ],
                *passed_over("Sheet1!A7:D7"),
                *[
                    new(at, **who, post=post, unit="UBND xã Đại Minh", award="giay-khen", authority="district", decision_number="15/QĐ-UBND", decision_date="2021-03-05")
                    for at, who, post in (
                        ("Sheet1!A8:D8", person("Lê Công", sex="m"), "Trưởng thôn"),
                        ("Sheet1!A9:D9", person("Phan Thị Đào", sex="f"), "Chi hội trưởng"),
                    )
                ],
                *passed_over("Sheet1!A10:D10", "Sheet1!A11:D11", "Sheet1!A12:D12", "Sheet1!A13:D13"),
            ],
        )
    ],
)  # fmt: skip

households = File(
    "ho-gia-dinh.xlsx",
    lambda: workbook(
        [
            ["DANH SÁCH HỘ GIA ĐÌNH ĐƯỢC TẶNG GIẤY KHEN CỦA CHỦ TỊCH UBND XÃ"],
            ["Kèm theo Quyết định số 09/QĐ-UBND ngày 18/11/2022 của UBND xã Đại Minh"],
            ["TT", "Chủ hộ", "Địa chỉ", "Thành tích"],
            [1, "Hộ ông Nguyễn Văn Cam", "Thôn Đông", "Hiến đất làm đường"],
            [2, "Bà Trần Thị Đậu", "Thôn Tây", "Hiến đất làm đường"],
            [3, "Lê Văn Én", "Thôn Tây", "như trên"],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1", "Sheet1!A2", "Sheet1!A3:D3"),
                *[
                    new(at, **who, award="giay-khen", authority="commune", decision_number="09/QĐ-UBND", decision_date="2022-11-18", reason="Hiến đất làm đường", **more)
                    for at, who, more in (
                        ("Sheet1!A4:D4", household("Hộ ông Nguyễn Văn Cam"), {}),
                        ("Sheet1!A5:D5", household("Trần Thị Đậu"), {}),
                        ("Sheet1!A6:D6", household("Lê Văn Én"), {"problems": [("ditto", "Sheet1!D6")]}),
                    )
                ],
            ],
            about=[("column-unread", "Sheet1!C3")],
        )
    ],
)  # fmt: skip

side_by_side = File(
    "hai-bang-canh-nhau.xlsx",
    lambda: workbook(
        [
            ["DANH SÁCH TẶNG BẰNG KHEN CỦA BỘ TRƯỞNG BỘ CÔNG AN NĂM 2020"],
            ["STT", "Tên tập thể", "Số QĐ", None, "STT", "Họ và tên", "Đơn vị", "Số QĐ"],
            [1, "Phòng PC02", "11/QĐ-BCA", None, 1, "Nguyễn Văn An", "PC02", "11/QĐ-BCA"],
            [2, "Phòng PC04", "11/QĐ-BCA", None, 2, "Trần Thị Bình", "PC04", "12/QĐ-BCA"],
            [None, None, None, None, 3, "Lê Văn Chín", "PX03", "12/QĐ-BCA"],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1", "Sheet1!A2:C2"),
                *[
                    new(at, **collective(name), award="bang-khen-bo-tinh", authority="ministry", for_from=2020, for_to=2020, decision_number="11/QĐ-BCA")
                    for at, name in (("Sheet1!A3:C3", "Phòng PC02"), ("Sheet1!A4:C4", "Phòng PC04"))
                ],
                *passed_over("Sheet1!A5:C5"),
            ],
        ),
        Part(
            "Sheet1",
            "awards",
            [
                new(at, **person(name), unit=unit, award="bang-khen-bo-tinh", authority="ministry", for_from=2020, for_to=2020, decision_number=number)
                for at, name, unit, number in (
                    ("Sheet1!E3:H3", "Nguyễn Văn An", "PC02", "11/QĐ-BCA"),
                    ("Sheet1!E4:H4", "Trần Thị Bình", "PC04", "12/QĐ-BCA"),
                    ("Sheet1!E5:H5", "Lê Văn Chín", "PX03", "12/QĐ-BCA"),
                )
            ],
        ),
    ],
)  # fmt: skip

one_below_another = File(
    "hai-bang-tren-duoi.xlsx",
    lambda: workbook(
        [
            ["DANH SÁCH TẬP THỂ ĐƯỢC TẶNG CỜ THI ĐUA CỦA BỘ CÔNG AN NĂM 2021"],
            ["STT", "Đơn vị", "Số quyết định", "Ngày quyết định"],
            [1, "Công an huyện Đại Lộc", "501/QĐ-BCA", date(2022, 1, 20)],
            ["Cộng: 01 đơn vị"], [],
            ["DANH SÁCH CÁ NHÂN ĐẠT DANH HIỆU CHIẾN SĨ THI ĐUA TOÀN LỰC LƯỢNG NĂM 2021"],
            ["STT", "Họ tên", "Cấp bậc", "Đơn vị", "Số QĐ"],
            [1, "Nguyễn Văn An", "Trung tá", "Công an huyện Đại Lộc", "502/QĐ-BCA"],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1", "Sheet1!A2:D2"),
                new("Sheet1!A3:D3", **collective("Công an huyện Đại Lộc"), award="co-thi-dua-bo-tinh", authority="ministry", for_from=2021, for_to=2021, decision_number="501/QĐ-BCA",
                    decision_date="2022-01-20"),
                *passed_over("Sheet1!A4:D4"),
            ],
        ),
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A6:D6", "Sheet1!A7:E7"),
                new("Sheet1!A8:E8", **person("Nguyễn Văn An"), rank="Trung tá", unit="Công an huyện Đại Lộc", award="chien-si-thi-dua-bo-tinh", authority="ministry", for_from=2021, for_to=2021,
                    decision_number="502/QĐ-BCA"),
            ],
        ),
    ],
)  # fmt: skip

merged_heading = File(
    "tieu-de-hai-tang.xlsx",
    lambda: workbook(
        [
            ["STT", "Họ và tên", "Năm sinh", None, "Đơn vị", "Quyết định", None, "Hình thức khen thưởng"],
            [None, None, "Nam", "Nữ", None, "Số", "Ngày", None],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
            [1, "Nguyễn Văn An", 1980, None, "Phòng PC02", "11/QĐ-CAT", "05/02/2020", "Giấy khen"],
            [2, "Trần Thị Bình", None, 1985, None, "11/QĐ-CAT", "05/02/2020", "Giấy khen"],
            [3, "L?", 1990, None, "Phòng PC04", "11/QĐ-CAT", "05/02/2020", "Giấy khen"],
        ],
        merges=("A1:A2", "B1:B2", "C1:D1", "E1:E2", "F1:G1", "H1:H2", "E4:E5"),
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1:H1", "Sheet1!A2:H2", "Sheet1!A3:H3"),
                new("Sheet1!A4:H4", **person("Nguyễn Văn An"), sex="m", born="1980", unit="Phòng PC02", award="giay-khen", authority="agency", decision_number="11/QĐ-CAT", decision_date="2020-02-05"),
                new("Sheet1!A5:H5", **person("Trần Thị Bình"), sex="f", born="1985", unit="Phòng PC02", award="giay-khen", authority="agency", decision_number="11/QĐ-CAT", decision_date="2020-02-05"),
                refused("Sheet1!A6:H6", ("text-damaged", "Sheet1!B6")),
            ],
        )
    ],
    also=("ods",),
)  # fmt: skip

appendix = File(
    "phu-luc.docx",
    lambda: word(
        "ỦY BAN NHÂN DÂN TỈNH QUẢNG NAM",
        "PHỤ LỤC I",
        "DANH SÁCH TẬP THỂ ĐƯỢC TẶNG BẰNG KHEN",
        "(Kèm theo Quyết định số 88/QĐ-UBND ngày 12 tháng 3 năm 2018 của Chủ tịch UBND tỉnh)",
        [["TT", "Tên tập thể", "Thành tích"], ["1", "Công an xã Đại Minh", "Xuất sắc năm 2017"], ["2", "Trường THPT Đỗ Đăng Tuyển", "nt"]],
        "PHỤ LỤC II",
        "DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG BẰNG KHEN",
        [["TT", "Họ và tên", "Chức vụ, đơn vị công tác"], ["1", "Ông Nguyễn Văn An", "Chủ tịch UBND xã Đại Minh"], ["2", "Bà Phan Thị Đào", "Giáo viên, Trường THPT Đỗ Đăng Tuyển"]],
    ),
    [
        Part(
            "table 1",
            "awards",
            [
                *passed_over("paragraph 1", "paragraph 2", "paragraph 3", "paragraph 4", "table 1 row 1"),
                new("table 1 row 2", **collective("Công an xã Đại Minh"), award="bang-khen-bo-tinh", authority="province", for_from=2017, for_to=2017, decision_number="88/QĐ-UBND",
                    decision_date="2018-03-12", reason="Xuất sắc năm 2017"),
                new("table 1 row 3", **collective("Trường THPT Đỗ Đăng Tuyển"), award="bang-khen-bo-tinh", authority="province", for_from=2017, for_to=2017, decision_number="88/QĐ-UBND",
                    decision_date="2018-03-12", reason="Xuất sắc năm 2017", problems=[("ditto", "table 1 row 3 column 3")]),
            ],
        ),
        Part(
            "table 2",
            "awards",
            [
                *passed_over("paragraph 5", "paragraph 6", "table 2 row 1"),
                new("table 2 row 2", **person("Nguyễn Văn An", sex="m"), post="Chủ tịch", unit="UBND xã Đại Minh", award="bang-khen-bo-tinh", authority="province", decision_number="88/QĐ-UBND",
                    decision_date="2018-03-12"),
                new("table 2 row 3", **person("Phan Thị Đào", sex="f"), post="Giáo viên", unit="Trường THPT Đỗ Đăng Tuyển", award="bang-khen-bo-tinh", authority="province",
                    decision_number="88/QĐ-UBND", decision_date="2018-03-12"),
            ],
        ),
    ],
)  # fmt: skip

FILES = [one_award, many_awards, unit_groups, households, side_by_side, one_below_another, merged_heading, appendix]


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_a_list_behind_a_decision_is_read_as_a_clerk_would(file):
    assert seen(file.make(), file) == expected(file)
