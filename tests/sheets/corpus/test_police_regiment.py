"""Files of the regiment's program (E29): officers, recruits, the three-best marks, the gold book, the monthly list, the yearly grid."""

import pytest

from tests.sheets.books import workbook
from tests.sheets.corpus.case import File, Part, expected, new, passed_over, seen

GRID = ["STT", "Họ và tên", "Số hiệu", "Năm sinh", "Quê quán", "Ngày vào CAND", "Cấp bậc", "Chức vụ", "Đơn vị", "Phân loại", "Ghi chú"]  # fmt: skip
UNREAD = ("column-unread", "DSCBCS!J1")

officers = File(
    "DSCBCS_PhanMemThiDua2026.xlsx",
    lambda: workbook(
        {
            "DSCBCS": [
                GRID,
                [1, "Nguyễn Văn An", "'481-205", "'1990", "Hà Nam", "02/2010", "4/", "Trung đội trưởng", "TTM,D2", "Loại 1", None],
                [2, "Lò Thị Mảy", "512-009", 1995, "Sơn La", "03/2014", "3/", "Cán bộ", "C1, DHL1", "Loại 2", "đi học"],
                [3, "Bùi Văn Thêm", "530-117", 2003, "Thái Bình", "02/2022", "H2", "Chiến sĩ", "C1", "Không PL", None],
                [4, "Đỗ Hùng", "530-118", 2004, None, "02/2023", "B2", "Chiến sĩ", "C2", None, None],
                [5, "Lê Văn Mẫu (Mẫu)", "123-456", 1990, "Hà Nội", "01/2010", "U1", "Cán bộ", "D1", "Loại 1", None],
            ]
        }
    ),
    [
        Part(
            "DSCBCS",
            "people",
            [
                *passed_over("DSCBCS!A1:K1"),
                new("DSCBCS!A2:K2", name="Nguyễn Văn An", service_number="481-205", born="1990", home="Hà Nam", joined="2010-02", rank="4/", post="Trung đội trưởng", unit="TTM,D2", problems=[("apostrophe-dropped", "DSCBCS!D2"), ("apostrophe-dropped", "DSCBCS!C2")]),
                new("DSCBCS!A3:K3", name="Lò Thị Mảy", service_number="512-009", born="1995", home="Sơn La", joined="2014-03", rank="3/", post="Cán bộ", unit="C1, DHL1", note="đi học"),
                new("DSCBCS!A4:K4", name="Bùi Văn Thêm", service_number="530-117", born="2003", home="Thái Bình", joined="2022-02", rank="H2", post="Chiến sĩ", unit="C1"),
                new("DSCBCS!A5:K5", name="Đỗ Hùng", service_number="530-118", born="2004", joined="2023-02", rank="B2", post="Chiến sĩ", unit="C2"),
                *passed_over("DSCBCS!A6:K6"),
            ],
            about=[UNREAD],
        )
    ],
    also=("xls", "ods"),
)  # fmt: skip

recruits = File(
    "DSTanBinh_PhanMemThiDua2026.xlsx",
    lambda: workbook(
        {
            "DSTanBinh": [
                GRID,
                [1, "Phạm Gia Bảo", "(Bỏ trống)", 2006, "Nam Định", "02/2026", "B2", "Tân binh", "C3", None, None],
                [2, "Vàng A Súa", None, 2005, "Hà Giang", "02/2026", "B2", "Tân binh", "C3", None, "dân tộc Mông"],
            ]
        }
    ),
    [
        Part(
            "DSTanBinh",
            "people",
            [
                *passed_over("DSTanBinh!A1:K1"),
                new("DSTanBinh!A2:K2", name="Phạm Gia Bảo", born="2006", home="Nam Định", joined="2026-02", rank="B2", post="Tân binh", unit="C3"),
                new("DSTanBinh!A3:K3", name="Vàng A Súa", born="2005", home="Hà Giang", joined="2026-02", rank="B2", post="Tân binh", unit="C3", note="dân tộc Mông"),
            ],
        )
    ],
)  # fmt: skip

three_best = File(
    "DS_BaNhat.xlsx",
    lambda: workbook(
        {
            "DS_BaNhat": [
                [*GRID, "Đề nghị", "Thành tích"],
                [1, "Nguyễn Văn An", "481-205", 1990, "Hà Nam", "02/2010", "4/", "Trung đội trưởng", "D2", "Loại 1", None, "X", "Bắt 02 đối tượng truy nã"],
                [2, "Lò Thị Mảy", "512-009", 1995, "Sơn La", "03/2014", "3/", "Cán bộ", "C1", "Loại 1", None, None, None],
            ]
        }
    ),
    [
        Part(
            "DS_BaNhat",
            "people",
            [
                *passed_over("DS_BaNhat!A1:M1"),
                new("DS_BaNhat!A2:M2", name="Nguyễn Văn An", service_number="481-205", born="1990", home="Hà Nam", joined="2010-02", rank="4/", post="Trung đội trưởng", unit="D2"),
                new("DS_BaNhat!A3:M3", name="Lò Thị Mảy", service_number="512-009", born="1995", home="Sơn La", joined="2014-03", rank="3/", post="Cán bộ", unit="C1"),
            ],
            about=[("column-unread", "DS_BaNhat!J1"), ("column-unread", "DS_BaNhat!L1"), ("column-unread", "DS_BaNhat!M1")],
        )
    ],
)  # fmt: skip

gold_book = File(
    "SoVang_Full.xlsx",
    lambda: workbook(
        {
            "SoVang": [
                [*GRID, "Thành tích", "Thông báo E", "STT Ghi sổ", "Tháng công nhận"],
                [1, "Nguyễn Văn An", "481-205", 1990, "Hà Nam", "02/2010", "4/", "Trung đội trưởng", "D2", "Loại 1", None, "Cứu người bị nạn", "TB 15", 7, "05/2026"],
            ]
        }
    ),
    [
        Part(
            "SoVang",
            "people",
            [
                *passed_over("SoVang!A1:O1"),
                new("SoVang!A2:O2", name="Nguyễn Văn An", service_number="481-205", born="1990", home="Hà Nam", joined="2010-02", rank="4/", post="Trung đội trưởng", unit="D2"),
            ],
            about=[("column-unread", f"SoVang!{c}1") for c in "JLMNO"],
        )
    ],
)  # fmt: skip

gold_book_printed = File(
    "SoVang_In.xlsx",
    lambda: workbook(
        {
            "So vang": [
                ["BỘ TƯ LỆNH X"],
                ["TRUNG ĐOÀN Y"],
                ["SỔ VÀNG THÁNG 5 NĂM 2026"],
                ["STT", "Họ và tên", "Thông báo của Trung đoàn", "Vào sổ vàng số", "Ghi chú"],
                [1, "Nguyễn Văn An", "TB số 15", 7, "Cứu người bị nạn"],
                ["Tổng cộng: 1 đồng chí./."],
            ]
        }
    ),
    # A name with nothing beside it identifies nobody.
    [
        Part(
            "So vang",
            "unknown",
            passed_over("So vang!A1", "So vang!A2", "So vang!A3", "So vang!A4:E4", "So vang!A5:E5", "So vang!A6:E6"),
            about=[("kind-unknown", "So vang!A4:E4")],
        )
    ],
)

monthly = File(
    "DanhSachKy_Thang6.xlsx",
    lambda: workbook(
        {
            "Ký": [
                ["BỘ TƯ LỆNH X"], ["TRUNG ĐOÀN Y"], ["TIỂU ĐOÀN 2"], [None, None, None, None, "Hà Nội, ngày 5 tháng 6 năm 2026"], [],
                ["DANH SÁCH CÁN BỘ CHIẾN SĨ XẾP LOẠI THÁNG 6"], ["(Kèm theo Báo cáo số: 12/BC-D2 ngày 5/6/2026)"],
                GRID,
                [1, "Nguyễn Văn An", "481-205", 1990, "Hà Nam", "02/2010", "4/", "Trung đội trưởng", "D2", "Loại 1", None],
                [2, "Lò Thị Mảy", "512-009", 1995, "Sơn La", "03/2014", "3/", "Cán bộ", "C1", "Loại 2", None],
                ["Tổng cộng: 2 đồng chí./."], [],
                [None, None, None, None, None, None, None, "TIỂU ĐOÀN TRƯỞNG"],
                [], [None, None, None, None, None, None, None, "Trung tá Lê Văn Ký"],
            ]
        }
    ),
    [
        Part(
            "Ký",
            "people",
            [
                *passed_over("Ký!A1", "Ký!A2", "Ký!A3", "Ký!E4", "Ký!A6", "Ký!A7", "Ký!A8:K8"),
                new("Ký!A9:K9", name="Nguyễn Văn An", service_number="481-205", born="1990", home="Hà Nam", joined="2010-02", rank="4/", post="Trung đội trưởng", unit="D2"),
                new("Ký!A10:K10", name="Lò Thị Mảy", service_number="512-009", born="1995", home="Sơn La", joined="2014-03", rank="3/", post="Cán bộ", unit="C1"),
                *passed_over("Ký!A11:K11", "Ký!A13:K13", "Ký!A15:K15"),
            ],
            about=[("column-unread", "Ký!J8")],
        )
    ],
    also=("xls",),
)  # fmt: skip

yearly = File(
    "BangTongHopNam2025.xlsx",
    lambda: workbook(
        {
            "Form15": [
                ["Họ và tên", "Số hiệu", "Đơn vị", "Tình trạng", "KQ thi đua\nnăm 2024", "Xếp loại CBCS\nnăm 2024", "XL đảng viên\nnăm 2024", "Tháng 12\n2024", *[f"Tháng {m}" for m in range(1, 12)],
                 "6 tháng\nđầu năm", "Tổng kết\nnăm", "Tổng\nLoại 1", "Tổng\nLoại 2", "Ghi chú"],
                ["Nguyễn Văn An", "481-205", "D2", "Đang công tác", "CSTĐCS", "HTXSNV", "HTXSNV", "Loại 1", *["Loại 1"] * 11, "Loại 1", "Loại 1", 12, 0, None],
                ["Lò Thị Mảy", "512-009", "C1", "Đang công tác", "CSTT", "HTTNV", "HTTNV", "Loại 2", *["Loại 1"] * 11, "Loại 1", "Loại 1", 11, 1, "thai sản"],
            ]
        }
    ),
    [
        Part(
            "Form15",
            "ratings",
            [
                *passed_over("Form15!A1:X1"),
                new("Form15!A2:X2", name="Nguyễn Văn An", service_number="481-205", unit="D2", year=2024, rating="hoan-thanh-xuat-sac", title="chien-si-thi-dua-co-so"),
                new("Form15!A3:X3", name="Lò Thị Mảy", service_number="512-009", unit="C1", year=2024, rating="hoan-thanh-tot", title="chien-si-tien-tien", note="thai sản"),
            ],
            about=[("column-unread", f"Form15!{c}1") for c in "DGHIJKLMNOPQRSTUVW"],
        )
    ],
)  # fmt: skip

by_weeks = File(
    "BangTheoTuan2025.xlsx",
    lambda: workbook(
        {
            "Form15": [
                [
                    "Họ và tên",
                    "Số hiệu",
                    "Đơn vị",
                    "KQ thi đua\nnăm 2024",
                    "Tháng 12\n2024",
                    None,
                    "Tháng 1",
                    None,
                    "Ghi chú",
                ],
                [None, None, None, None, "Tuần 1", "Kết quả", "Tuần 1", "Kết quả", None],
                ["Nguyễn Văn An", "481-205", "D2", "CSTT", "Loại 1", "Loại 1", "Loại 2", "Loại 1", None],
            ]
        },
        merges=("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1", "G1:H1", "I1:I2"),
    ),
    [
        Part(
            "Form15",
            "ratings",
            [
                *passed_over("Form15!A1:I1", "Form15!A2:I2"),
                new(
                    "Form15!A3:I3",
                    name="Nguyễn Văn An",
                    service_number="481-205",
                    unit="D2",
                    year=2024,
                    title="chien-si-tien-tien",
                ),
            ],
            about=[("column-unread", f"Form15!{c}2") for c in "EFGH"],
        )
    ],
)

counts = File(
    "SoLuotKhenThuong.xlsx",
    lambda: workbook(
        {
            "Sheet1": [
                ["STT", "Họ và tên", "Số hiệu", "Đơn vị", "Tình trạng công tác", "Tổng số lần khen thưởng", "Ghi chú"],
                [1, "Nguyễn Văn An", "481-205", "D2", "Đang công tác", 5, None],
            ]
        }
    ),
    [
        Part(
            "Sheet1",
            "people",
            [
                *passed_over("Sheet1!A1:G1"),
                new("Sheet1!A2:G2", name="Nguyễn Văn An", service_number="481-205", unit="D2"),
            ],
            about=[("column-unread", "Sheet1!E1"), ("column-unread", "Sheet1!F1")],
        )
    ],
)

log = File(
    "NhatKy.xlsx",
    lambda: workbook(
        {
            "Log": [
                ["ID", "Thời gian", "Tên máy", "IP Address", "ID CPU", "Tài khoản", "Hành động", "Ghi chú"],
                [1, "01/06/2026 08:00", "PC1", "10.0.0.5", "BFEB", "admin", "Đăng nhập", None],
                [2, "01/06/2026 08:05", "PC1", "10.0.0.5", "BFEB", "admin", "Xuất Excel", None],
            ]
        }
    ),
    [Part("Log", "unknown", passed_over("Log!A1:H1", "Log!A2:G2", "Log!A3:G3"), about=[("kind-unknown", "Log")])],
)

FILES = [officers, recruits, three_best, gold_book, gold_book_printed, monthly, yearly, by_weeks, counts, log]


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_a_file_of_the_regiment_is_read_as_a_clerk_would(file):
    assert seen(file.make(), file) == expected(file)
