"""Registers that offices keep: units, models, ratings by year columns, initiatives, disciplines, people with merged names."""

from datetime import date

import pytest

from tests.sheets.books import workbook
from tests.sheets.corpus.case import File, Part, expected, new, passed_over, refused, seen

units = File(
    "don-vi.xlsx",
    lambda: workbook(
        {
            "Đơn vị": [
                ["DANH SÁCH ĐƠN VỊ TRỰC THUỘC CÔNG AN TỈNH"],
                ["STT", "Mã đơn vị", "Tên đơn vị", "Đơn vị cấp trên", "Cấp đơn vị", "Từ ngày", "Đến ngày", "Ghi chú"],
                [1, "PX03", "Phòng Tổ chức cán bộ", "Công an tỉnh", "Cấp phòng", date(2018, 8, 6), None, None],
                [2, "CAH-DL", "Công an huyện Đại Lộc", "Công an tỉnh", "Cấp huyện", "1976", "28/02/2025", "giải thể"],
                [3, None, "Đội Cảnh sát giao thông", "Công an huyện Đại Lộc", "Đội", "2010", "31/02/2025", None],
                [4, None, "C?ng an x?", "Công an tỉnh", "Cấp xã", None, None, None],
            ]
        }
    ),
    [
        Part(
            "Đơn vị",
            "units",
            [
                *passed_over("Đơn vị!A1", "Đơn vị!A2:H2"),
                new("Đơn vị!A3:H3", name="Phòng Tổ chức cán bộ", code="PX03", parent="Công an tỉnh", level="department", from_="2018-08-06"),
                new("Đơn vị!A4:H4", name="Công an huyện Đại Lộc", code="CAH-DL", parent="Công an tỉnh", level="district", from_="1976", to="2025-02-28", note="giải thể"),
                new("Đơn vị!A5:H5", name="Đội Cảnh sát giao thông", parent="Công an huyện Đại Lộc", level="team", from_="2010", problems=[("date-bad", "Đơn vị!G5")]),
                refused("Đơn vị!A6:H6", ("text-damaged", "Đơn vị!C6")),
            ],
        )
    ],
    also=("xls", "ods"),
)  # fmt: skip

models = File(
    "mo-hinh.xlsx",
    lambda: workbook(
        {
            "Mô hình": [
                ["THỐNG KÊ CÁC MÔ HÌNH TRONG PHONG TRÀO TOÀN DÂN BẢO VỆ ANTQ (tính đến ngày 31/12/2020)"],
                ["STT", "Loại mô hình", "Tên mô hình", "Địa bàn", "Ngày ra mắt", "Số điểm", "Số tổ", "Số thành viên", "Số hộ", "Xếp loại mô hình", "Quyết định thành lập", "Ghi chú"],
                [1, "Tự quản", "Tổ tự quản về an ninh trật tự", "Thôn 1, xã Đại Minh", "15/6/2018", 12, "1.277", 7000, None, "Tốt", "45/QĐ-UBND", None],
                [2, "Tự phòng", "Camera an ninh", "Thị trấn Ái Nghĩa", "2019", 3, None, "12 người", "57,69", "Khá", None, "đang vận động"],
                ["Tổng cộng", None, None, None, None, 15, 1277],
            ]
        }
    ),
    [
        Part(
            "Mô hình",
            "models",
            [
                *passed_over("Mô hình!A1", "Mô hình!A2:L2"),
                new("Mô hình!A3:L3", type="Tự quản", name="Tổ tự quản về an ninh trật tự", place="Thôn 1, xã Đại Minh", founded="2018-06-15", places=12, groups=1277, members=7000, rating="Tốt",
                    decision_number="45/QĐ-UBND", problems=[("number-grouped", "Mô hình!G3")]),
                new("Mô hình!A4:L4", type="Tự phòng", name="Camera an ninh", place="Thị trấn Ái Nghĩa", founded="2019", places=3, members=12, rating="Khá", note="đang vận động",
                    problems=[("number-bad", "Mô hình!I4")]),
                *passed_over("Mô hình!A5:L5"),
            ],
        )
    ],
    also=("ods",),
)  # fmt: skip

year_columns = File(
    "phan-loai-5-nam.xlsx",
    lambda: workbook(
        {
            "PL": [
                ["KẾT QUẢ PHÂN LOẠI CÁN BỘ GIAI ĐOẠN 2016-2020"],
                ["STT", "Họ và tên", "Đơn vị", "Kết quả phân loại cán bộ", None, None, None, None, "Ghi chú"],
                [None, None, None, "2016", "2017", "2018", "2019", "2020", None],
                [1, "Nguyễn Văn An", "PX03", "HTTNV", "HTXSNV", "HTXSNV", "HTTNV", "HTNV", None],
                [2, "Trần Thị Bình", "PC02", None, None, "Hoàn thành tốt nhiệm vụ", "HTXSNV", "KHT", "vào ngành 2018"],
            ]
        },
        merges=("A2:A3", "B2:B3", "C2:C3", "D2:H2", "I2:I3"),
    ),
    [
        Part(
            "PL",
            "ratings",
            [
                *passed_over("PL!A1", "PL!A2:I2", "PL!A3:I3"),
                *[
                    new("PL!A4:I4", name="Nguyễn Văn An", unit="PX03", year=year, rating=rating)
                    for year, rating in ((2016, "hoan-thanh-tot"), (2017, "hoan-thanh-xuat-sac"), (2018, "hoan-thanh-xuat-sac"), (2019, "hoan-thanh-tot"), (2020, "hoan-thanh"))
                ],
                *[
                    new("PL!A5:I5", name="Trần Thị Bình", unit="PC02", year=year, rating=rating, note="vào ngành 2018")
                    for year, rating in ((2018, "hoan-thanh-tot"), (2019, "hoan-thanh-xuat-sac"), (2020, "khong-hoan-thanh"))
                ],
            ],
        )
    ],
    also=("xls",),
)  # fmt: skip

titles_and_ratings = File(
    "binh-xet-2021.xlsx",
    lambda: workbook(
        {
            "2021": [
                ["KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI VÀ BÌNH XÉT DANH HIỆU THI ĐUA NĂM 2021"],
                ["STT", "Họ và tên", "Năm sinh", "Số hiệu", "Đơn vị", "Xếp loại", "Danh hiệu thi đua", "Ghi chú"],
                [1, "Nguyễn Văn An", 1980, "048-112", "PX03", "HTXSNV", "CSTĐCS", None],
                [2, "Trần Thị Bình", 1990, "048-113", "PX03", "HTTNV", "CSTT", None],
                [3, "Lê Văn Chín", 1991, "048-114", "PX03", "HTNV", "Không", "nghỉ ốm 3 tháng"],
                [4, "Phạm Dung", 1992, "048-115", "PX03", "Không xếp loại", None, "mới tuyển dụng"],
            ]
        }
    ),
    [
        Part(
            "2021",
            "ratings",
            [
                *passed_over("2021!A1", "2021!A2:H2"),
                new("2021!A3:H3", name="Nguyễn Văn An", born="1980", service_number="048-112", unit="PX03", year=2021, rating="hoan-thanh-xuat-sac", title="chien-si-thi-dua-co-so"),
                new("2021!A4:H4", name="Trần Thị Bình", born="1990", service_number="048-113", unit="PX03", year=2021, rating="hoan-thanh-tot", title="chien-si-tien-tien"),
                new("2021!A5:H5", name="Lê Văn Chín", born="1991", service_number="048-114", unit="PX03", year=2021, rating="hoan-thanh", note="nghỉ ốm 3 tháng"),
                new("2021!A6:H6", name="Phạm Dung", born="1992", service_number="048-115", unit="PX03", year=2021, note="mới tuyển dụng; Không xếp loại", problems=[("without-code", "2021!F6")]),
            ],
        )
    ],
)  # fmt: skip

initiatives = File(
    "sang-kien.xlsx",
    lambda: workbook(
        [
            ["DANH SÁCH SÁNG KIẾN ĐƯỢC CÔNG NHẬN NĂM 2022"],
            ["STT", "Tên sáng kiến", "Tác giả", "Đơn vị", "Phạm vi ảnh hưởng", "Số QĐ công nhận", "Ghi chú"],
            [1, "Phần mềm tra cứu phương tiện", "Đại úy Nguyễn Văn An", "PC08", "Cơ sở", "301/QĐ-CAT", None],
            [2, "Quy trình cấp CCCD lưu động", "Trần Thị Bình", "PC06", "Toàn lực lượng", "15/QĐ-BCA", None],
            [3, "Bản đồ số điểm nóng", "Lê Văn Chín", "PC02", "Cấp cụm", "302/QĐ-CAT", None],
        ]
    ),
    [
        Part(
            "Sheet1",
            "initiatives",
            [
                *passed_over("Sheet1!A1", "Sheet1!A2:G2"),
                new("Sheet1!A3:G3", name="Nguyễn Văn An", unit="PC08", year=2022, title="Phần mềm tra cứu phương tiện", kind="sang-kien", scope="co-so", decision_number="301/QĐ-CAT"),
                new("Sheet1!A4:G4", name="Trần Thị Bình", unit="PC06", year=2022, title="Quy trình cấp CCCD lưu động", kind="sang-kien", scope="toan-luc-luong", decision_number="15/QĐ-BCA"),
                new("Sheet1!A5:G5", name="Lê Văn Chín", unit="PC02", year=2022, title="Bản đồ số điểm nóng", kind="sang-kien", decision_number="302/QĐ-CAT", note="Cấp cụm",
                    problems=[("without-code", "Sheet1!E5")]),
            ],
        )
    ],
)  # fmt: skip

disciplines = File(
    "ky-luat.xlsx",
    lambda: workbook(
        [
            ["DANH SÁCH CÁN BỘ, CHIẾN SĨ BỊ XỬ LÝ KỶ LUẬT"],
            ["STT", "Họ tên", "Cấp bậc, chức vụ, đơn vị", "Hình thức kỷ luật", "Số QĐ", "Từ ngày", "Đến ngày", "Lý do"],
            [1, "Nguyễn Văn An", "Thượng úy, Cán bộ, Công an huyện Đại Lộc", "Khiển trách", "9/QĐ-CAT", "01/03/2019", "01/03/2020", "Vi phạm quy trình"],
            [2, "Trần Thị Bình", "Đại úy, Cán bộ, Phòng PC06", "Đang xem xét kỷ luật", None, "5/2020", None, None],
        ]
    ),
    [
        Part(
            "Sheet1",
            "disciplines",
            [
                *passed_over("Sheet1!A1", "Sheet1!A2:H2"),
                new("Sheet1!A3:H3", name="Nguyễn Văn An", unit="Công an huyện Đại Lộc", form="khien-trach", from_="2019-03-01", to="2020-03-01", decision_number="9/QĐ-CAT", note="Vi phạm quy trình"),
                new("Sheet1!A4:H4", name="Trần Thị Bình", unit="Phòng PC06", form="under-investigation", from_="2020-05"),
            ],
        )
    ],
)  # fmt: skip

people = File(
    "trich-ngang.xls",
    lambda: workbook(
        [
            ["TRÍCH NGANG CÁN BỘ, CHIẾN SĨ"],
            ["STT", "Họ và chữ đệm", "Tên", "Giới tính", "Ngày, tháng, năm sinh", "Số hiệu CAND", "CCCD", "Quê quán", "Ngày vào CAND", "Ngày vào Đảng", "Cấp bậc", "Chức vụ", "Đội, tổ công tác", "Đơn vị"],
            [1, "Nguyễn Văn", "An", "Nam", "28.5.1980", "012345", "049080001234", "Đại Lộc, Quảng Nam", "9/2000", "19/5/2005", "Thiếu tá", "Đội trưởng", "Đội 1", "Công an huyện Đại Lộc"],
            [2, "Trần Thị", "Bình", "Nữ", 1990, 12346, 49190001235, None, "2010", None, "Đại úy", "Cán bộ", "Đội 1", "nt"],
            [3, "Lê", "Hùng", "nam", 33415, "012347", "049091001236", None, None, None, "Thượng úy", None, None, "Công an huyện Đại Lộc"],
        ]
    ),
    [
        Part(
            "Sheet1",
            "people",
            [
                *passed_over("Sheet1!A1", "Sheet1!A2:N2"),
                new("Sheet1!A3:N3", name="Nguyễn Văn An", sex="m", born="1980-05-28", service_number="012345", identity_number="049080001234", home="Đại Lộc, Quảng Nam", joined="2000-09",
                    party_joined="2005-05-19", rank="Thiếu tá", post="Đội trưởng", unit="Đội 1, Công an huyện Đại Lộc"),
                new("Sheet1!A4:N4", name="Trần Thị Bình", sex="f", born="1990", service_number="012346", identity_number="049190001235", joined="2010", rank="Đại úy", post="Cán bộ",
                    unit="Đội 1, Công an huyện Đại Lộc", problems=[("ditto", "Sheet1!N4"), ("zeros-restored", "Sheet1!F4"), ("zeros-restored", "Sheet1!G4")]),
                new("Sheet1!A5:N5", name="Lê Hùng", sex="m", born="1991-06-26", service_number="012347", identity_number="049091001236", rank="Thượng úy", unit="Công an huyện Đại Lộc",
                    problems=[("date-serial", "Sheet1!E5")]),
            ],
        )
    ],
)  # fmt: skip

FILES = [units, models, year_columns, titles_and_ratings, initiatives, disciplines, people]


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_a_register_of_an_office_is_read_as_a_clerk_would(file):
    assert seen(file.make(), file) == expected(file)
