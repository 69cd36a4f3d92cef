"""Scoring sheets (MTTQ, VC) and the lists of the national officer database as MISA prints them."""

from datetime import date

import pytest

from tests.sheets.books import workbook
from tests.sheets.corpus.case import File, Part, collective, expected, new, passed_over, person, seen

criteria = File(
    "bang-tieu-chi.xlsx",
    lambda: workbook(
        {
            "Bảng tiêu chí": [
                ["Nội dung", "Điểm chuẩn", "Điểm thưởng từng tiêu chí con", "Ghi chú", "Hạn nộp"],
                ["Công tác tuyên truyền", 20, 2, None, None],
                ["Tuyên truyền trên loa xã", "12,5", 1, "có ảnh", "30/06/2025"],
                ["Sinh hoạt khu dân cư", "7,5", 1, None, date(2025, 11, 20)],
            ]
        }
    ),
    [
        Part(
            "Bảng tiêu chí",
            "scores",
            [
                *passed_over("Bảng tiêu chí!A1:E1"),
                new("Bảng tiêu chí!A2:E2", criterion="Công tác tuyên truyền", maximum=20),
                new("Bảng tiêu chí!A3:E3", criterion="Tuyên truyền trên loa xã", maximum=12.5, note="có ảnh"),
                new("Bảng tiêu chí!A4:E4", criterion="Sinh hoạt khu dân cư", maximum=7.5),
            ],
            about=[("column-unread", "Bảng tiêu chí!C1"), ("column-unread", "Bảng tiêu chí!E1")],
        )
    ],
    also=("ods",),
)

summary = File(
    "bang-tong-hop.xlsx",
    lambda: workbook(
        {
            "Bảng tổng hợp": [
                ["Cụm thi đua", "Tên xã, phường", "Địa phương chấm", "Điểm điểm thưởng địa phương", "Tỉnh chấm", "Điểm thưởng của tỉnh", "Địa phương chấm (điểm tự chấm + điểm thưởng)",
                 "Tỉnh chấm (điểm chấm + điểm thưởng)"],
                ["Cụm 1", "Xã Đại Minh", 90, 1, "88,5", 2, 91, "90,5"],
                [None, "Xã Đại Lãnh", 95, 2, 93, 1, 97, 94],
                ["Cụm 2", "Phường An Mỹ", "96,25", 0, "95,75", 0, "96,25", "95,75"],
                [None, "Phường Tân Thạnh", 80, 0, "x", 0, 80, None],
            ]
        },
        merges=("A2:A3", "A4:A5"),
    ),
    [
        Part(
            "Bảng tổng hợp",
            "scores",
            [
                *passed_over("Bảng tổng hợp!A1:H1"),
                new("Bảng tổng hợp!A2:H2", unit="Xã Đại Minh", group="Cụm 1", self=90, appraised=88.5),
                new("Bảng tổng hợp!A3:H3", unit="Xã Đại Lãnh", group="Cụm 1", self=95, appraised=93),
                new("Bảng tổng hợp!A4:H4", unit="Phường An Mỹ", group="Cụm 2", self=96.25, appraised=95.75),
                new("Bảng tổng hợp!A5:H5", unit="Phường Tân Thạnh", group="Cụm 2", self=80, problems=[("number-bad", "Bảng tổng hợp!E5")]),
            ],
            about=[("column-unread", f"Bảng tổng hợp!{c}1") for c in "DFGH"],
        )
    ],
    also=("xls",),
)  # fmt: skip

blocks_below = File(
    "bang-tong-hop-xep-hang.xlsx",
    lambda: workbook(
        {
            "Tổng hợp": [
                ["BẢNG TỔNG HỢP ĐIỂM THI ĐUA NĂM 2025"],
                ["STT", "Đơn vị", "Cụm thi đua", "Điểm tự chấm", "Điểm thẩm định", "Ghi chú"],
                [1, "Công an xã Đại Minh", "Cụm 1", "95,5", 94, None],
                [2, "Công an xã Đại Lãnh", "Cụm 1", 97, "96,25", "trừ 0,5 điểm"],
            ]
        }
    ),
    [
        Part(
            "Tổng hợp",
            "scores",
            [
                *passed_over("Tổng hợp!A1", "Tổng hợp!A2:F2"),
                new("Tổng hợp!A3:F3", unit="Công an xã Đại Minh", group="Cụm 1", year=2025, self=95.5, appraised=94),
                new("Tổng hợp!A4:F4", unit="Công an xã Đại Lãnh", group="Cụm 1", year=2025, self=97, appraised=96.25, note="trừ 0,5 điểm"),
            ],
        )
    ],
)  # fmt: skip

teachers = File(
    "vc-tong-hop.xlsx",
    lambda: workbook(
        {
            "TH": [
                ["TỔNG HỢP ĐÁNH GIÁ THI ĐUA NĂM HỌC 2022-2023"],
                ["Mã TĐ", "Họ và tên cán bộ giáo viên", "Ngày sinh", "Chức vụ", "Bộ môn", "Tổ chuyên môn", "Điểm A", "Điểm Chuyên môn B", "Điểm Cộng (+C)", "Tổng điểm Hiệu trưởng đánh giá",
                 "Mức Xếp loại thi đua"],
                ["TD01", "Lê Thị Tư", "20/11/1985", "Giáo viên", "Toán", "Tổ Toán", 30, 60, 5, 95, "Hoàn thành xuất sắc nhiệm vụ"],
                ["TD02", "Phan Văn Năm", "1979", "Tổ trưởng", "Lý", "Tổ Lý", 28, 55, 0, 83, "HTTNV"],
                ["TD03", "Ngô Thị Sen", None, "Giáo viên", "Văn", "Tổ Văn", 20, 40, 0, 60, "Loại C"],
            ]
        }
    ),
    [
        Part(
            "TH",
            "ratings",
            [
                *passed_over("TH!A1", "TH!A2:K2"),
                new("TH!A3:K3", name="Lê Thị Tư", born="1985-11-20", unit="Tổ Toán", year=2023, rating="hoan-thanh-xuat-sac"),
                new("TH!A4:K4", name="Phan Văn Năm", born="1979", unit="Tổ Lý", year=2023, rating="hoan-thanh-tot"),
                new("TH!A5:K5", name="Ngô Thị Sen", unit="Tổ Văn", year=2023, note="Loại C", problems=[("without-code", "TH!K5")]),
            ],
            about=[("column-unread", f"TH!{c}2") for c in "EGHIJ"],
        )
    ],
)  # fmt: skip

national = File(
    "misa-khen-thuong.xlsx",
    lambda: workbook(
        {
            "Khen thưởng": [
                ["STT", "Họ và tên", "Chức vụ", "Chức danh", "Đơn vị công tác", "Số quyết định", "Ngày quyết định", "Năm khen thưởng", "Cơ quan ra quyết định", "Cấp quyết định", "Loại khen thưởng",
                 "Danh hiệu/Khen thưởng đã đạt", "Thành tích", "Số tháng xét nâng lương trước hạn"],
                [1, "Trần Văn Bê", "Trưởng phòng", "Chuyên viên chính", "Sở Nội vụ", "12/QĐ-TTg", "01/02/2020", 2019, "Thủ tướng Chính phủ", "Khác", "Chính quyền", "Bằng khen", "Hoàn thành xuất sắc", 12],
                [2, "Phan Thị Cầm", None, "Chuyên viên", "Sở Nội vụ", "345/QĐ-UBND", date(2021, 1, 15), 2020, "UBND tỉnh", "Tỉnh", "Chính quyền", "Chiến sĩ thi đua cấp tỉnh", None, None],
                [3, "Lê Văn Dần", None, None, "Sở Nội vụ", "9/QĐ-SNV", "2021", 2020, "Sở Nội vụ", "Cơ sở", "Chính quyền", "Lao động tiên tiến", None, None],
            ]
        }
    ),
    [
        Part(
            "Khen thưởng",
            "awards",
            [
                *passed_over("Khen thưởng!A1:N1"),
                new("Khen thưởng!A2:N2", **person("Trần Văn Bê"), post="Trưởng phòng", unit="Sở Nội vụ", award="bang-khen-thu-tuong", authority="prime-minister", for_from=2019, for_to=2019,
                    decision_number="12/QĐ-TTg", decision_date="2020-02-01", reason="Hoàn thành xuất sắc", note="Chính quyền", problems=[("without-code", "Khen thưởng!K2")]),
                new("Khen thưởng!A3:N3", **person("Phan Thị Cầm"), post="Chuyên viên", unit="Sở Nội vụ", award="chien-si-thi-dua-bo-tinh", authority="province", for_from=2020, for_to=2020,
                    decision_number="345/QĐ-UBND", decision_date="2021-01-15", note="Chính quyền", problems=[("without-code", "Khen thưởng!K3")]),
                new("Khen thưởng!A4:N4", **person("Lê Văn Dần"), unit="Sở Nội vụ", award="lao-dong-tien-tien", authority="agency", for_from=2020, for_to=2020, decision_number="9/QĐ-SNV",
                    decision_date="2021", note="Chính quyền", problems=[("without-code", "Khen thưởng!K4")]),
            ],
            about=[("column-unread", "Khen thưởng!D1"), ("column-unread", "Khen thưởng!N1")],
        )
    ],
)  # fmt: skip

collectives = File(
    "misa-tap-the.xlsx",
    lambda: workbook(
        {
            "Tập thể": [
                ["STT", "Tên tập thể", "Số quyết định", "Ngày quyết định", "Năm khen thưởng", "Cấp quyết định", "Danh hiệu/Khen thưởng đã đạt"],
                [1, "Phòng Tổ chức", "77/QĐ-UBND", "05/01/2022", 2021, "tỉnh", "Tập thể Lao động xuất sắc"],
                [2, "Văn phòng Sở", "8/QĐ-SNV", "05/01/2022", 2021, "cơ sở", "Lao động tiên tiến"],
            ]
        }
    ),
    [
        Part(
            "Tập thể",
            "awards",
            [
                *passed_over("Tập thể!A1:G1"),
                new("Tập thể!A2:G2", **collective("Phòng Tổ chức"), award="tap-the-lao-dong-xuat-sac", authority="province", for_from=2021, for_to=2021, decision_number="77/QĐ-UBND",
                    decision_date="2022-01-05"),
                new("Tập thể!A3:G3", **collective("Văn phòng Sở"), award="tap-the-lao-dong-tien-tien", authority="agency", for_from=2021, for_to=2021, decision_number="8/QĐ-SNV",
                    decision_date="2022-01-05"),
            ],
        )
    ],
)  # fmt: skip

with_blocks = File(
    "bang-tong-hop-co-khoi.xlsx",
    lambda: workbook(
        {
            "Bảng tổng hợp": [
                ["Cụm thi đua", "Tên xã, phường", "Địa phương chấm", "Tỉnh chấm"],
                ["Cụm 1", "Xã Đại Minh", 90, "88,5"],
                [None, "Xã Đại Lãnh", 95, 93],
                [],
                ["Xuất sắc", None, "từ 90", 1],
                ["Xếp hạng", "Xã Đại Lãnh", 1, None],
            ]
        },
        merges=("A2:A3",),
    ),
    [
        Part(
            "Bảng tổng hợp",
            "scores",
            [
                *passed_over("Bảng tổng hợp!A1:D1"),
                new("Bảng tổng hợp!A2:D2", unit="Xã Đại Minh", group="Cụm 1", self=90, appraised=88.5),
                new("Bảng tổng hợp!A3:D3", unit="Xã Đại Lãnh", group="Cụm 1", self=95, appraised=93),
                *passed_over("Bảng tổng hợp!A5:D5", "Bảng tổng hợp!A6:D6"),
            ],
        )
    ],
)

FILES = [with_blocks, criteria, summary, blocks_below, teachers, national, collectives]


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_a_file_of_points_or_of_the_national_database_is_read_as_a_clerk_would(file):
    assert seen(file.make(), file) == expected(file)
