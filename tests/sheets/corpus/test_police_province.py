"""Files of two provincial police systems (HY-25 and HY-21): awards, counts, discipline, flags, ratings, officers, movement."""

from datetime import date

import pytest

from tests.sheets.books import workbook
from tests.sheets.corpus.case import (
    File,
    Part,
    collective,
    doubtful,
    expected,
    household,
    new,
    passed_over,
    person,
    refused,
    seen,
)


def csv(*lines: str, encoding: str = "utf-8") -> bytes:
    return "\r\n".join(lines).encode(encoding)


awards_25 = File(
    "khen-thuong.csv",
    lambda: csv(
        "STT,Số quyết định,Hình thức,Cấp khen,Người ký,\"Tập thể, cá nhân được khen\",Ngày ký,Nội dung khen",
        "1,12/QĐ-UBND,Bằng khen,Tỉnh,Chủ tịch UBND tỉnh,Công an xã Việt Hòa,01/02/2024,\"Thành tích trong bảo đảm ANTT, năm 2023\"",
        "2,45/QĐ-CAT,Giấy khen,Công an tỉnh,Giám đốc,Trần Thị Bé,15/03/2024,Phá chuyên án X",
        "3,46/QĐ-CAT,Giấy khen,Công an tỉnh,Giám đốc,Hộ ông Đinh Công Tráng,15/03/2024,",
        "4,1010/QĐ-BCA,Bằng khen,Bộ Công an,Bộ trưởng,Phòng PC04,31/02/2024,",
        "5,77/QĐ-CAT,Giấy khen,Công an tỉnh,Giám đốc,Ng?y?n V?n T?m,15/03/2024,",
        encoding="utf-8-sig",
    ),
    [
        Part(
            "CSV",
            "awards",
            [
                *passed_over("line 1"),
                new("line 2", **collective("Công an xã Việt Hòa"), award="bang-khen-bo-tinh", authority="province", for_from=2023, for_to=2023, decision_number="12/QĐ-UBND",
                    decision_date="2024-02-01", reason="Thành tích trong bảo đảm ANTT, năm 2023"),
                new("line 3", **person("Trần Thị Bé"), award="giay-khen", authority="agency", decision_number="45/QĐ-CAT", decision_date="2024-03-15", reason="Phá chuyên án X"),
                new("line 4", **household("Hộ ông Đinh Công Tráng"), award="giay-khen", authority="agency", decision_number="46/QĐ-CAT", decision_date="2024-03-15"),
                new("line 5", **collective("Phòng PC04"), award="bang-khen-bo-tinh", authority="ministry", decision_number="1010/QĐ-BCA", problems=[("date-bad", "line 5 column 7")]),
                refused("line 6", ("text-damaged", "line 6 column 6")),
            ],
            about=[("column-unread", "line 1 column 5")],
        )
    ],
)  # fmt: skip

counts_25 = File(
    "so-luot.csv",
    lambda: csv("STT,Họ và tên,Số lượt được khen thưởng", "1,Trần Thị Bé,4", "2,Lê Văn Tám,2"),
    # A name with nothing beside it identifies nobody: the list is not taken for a list of people.
    [Part("CSV", "unknown", passed_over("line 1", "line 2", "line 3"), about=[("kind-unknown", "line 1")])],
)

discipline_25 = File(
    "ky-luat.csv",
    lambda: csv(
        "STT;Số quyết định;Hình thức;Người ký;Cá nhân bị kỷ luật;Ngày ký;Nội dung",
        "1;05/QĐ-CAT;Khiển trách;Giám đốc;Trần Văn Bê;03/04/2022;Vi phạm điều lệnh",
        "2;06/QĐ-CAT;Cảnh cáo;Giám đốc;Đại úy Lê Văn Cò;04/04/2022;",
        "3;07/QĐ-CAT;Phê bình;Giám đốc;Phan Thị Dung;5/4/2022;Nộp báo cáo chậm",
    ),
    [
        Part(
            "CSV",
            "disciplines",
            [
                *passed_over("line 1"),
                new("line 2", name="Trần Văn Bê", form="khien-trach", from_="2022-04-03", decision_number="05/QĐ-CAT", note="Vi phạm điều lệnh"),
                new("line 3", name="Lê Văn Cò", form="canh-cao", from_="2022-04-04", decision_number="06/QĐ-CAT"),
                new("line 4", name="Phan Thị Dung", from_="2022-04-05", decision_number="07/QĐ-CAT", note="Nộp báo cáo chậm; Phê bình", problems=[("without-code", "line 4 column 3")]),
            ],
            about=[("column-unread", "line 1 column 4")],
        )
    ],
)  # fmt: skip

flags_25 = File(
    "co-xanh-vang.csv",
    lambda: csv(
        "STT,Họ tên,Đơn vị đang công tác,Số lượt cờ xanh,Số lượt cờ vàng", "1,Trần Thị Bé,Công an xã Việt Hòa,10,2"
    ),
    [
        Part(
            "CSV",
            "people",
            [*passed_over("line 1"), new("line 2", name="Trần Thị Bé", unit="Công an xã Việt Hòa")],
            about=[("column-unread", "line 1 column 4"), ("column-unread", "line 1 column 5")],
        )
    ],
)

rating_25 = File(
    "xep-loai-nam.csv",
    lambda: csv(
        "KẾT QUẢ XẾP LOẠI THI ĐUA NĂM 2024,,,,",
        "STT,Họ tên,Đơn vị đang công tác,Kết quả xếp loại thi đua năm,Ghi chú",
        "1,Trần Thị Bé,Công an xã Việt Hòa,Hoàn thành xuất sắc nhiệm vụ,",
        "2,Lê Văn Tám,Phòng PC04,Hoàn thành tốt nhiệm vụ,mới chuyển đến",
        "3,Vũ Đức Chín,Phòng PC04,Chưa có dữ liệu,",
        "4,Phan Thị Dung,Phòng PC04,Chiến sĩ tiên tiến,",
        encoding="utf-16",
    ),
    [
        Part(
            "CSV",
            "ratings",
            [
                *passed_over("line 1", "line 2"),
                new("line 3", name="Trần Thị Bé", unit="Công an xã Việt Hòa", year=2024, rating="hoan-thanh-xuat-sac"),
                new("line 4", name="Lê Văn Tám", unit="Phòng PC04", year=2024, rating="hoan-thanh-tot", note="mới chuyển đến"),
                new("line 5", name="Vũ Đức Chín", unit="Phòng PC04", year=2024),
                new("line 6", name="Phan Thị Dung", unit="Phòng PC04", year=2024, title="chien-si-tien-tien"),
            ],
        )
    ],
)  # fmt: skip

yearly_21 = File(
    "ket-qua-nam.xlsx",
    lambda: workbook(
        [
            ["DANH SÁCH CÁN BỘ, CHIẾN SĨ ĐẠT DANH HIỆU CHIẾN SĨ TIÊN TIẾN NĂM 2020"],
            ["STT", "Họ tên", "Cấp bậc", "Chức vụ", "Đơn vị công tác"],
            [1, "Trần Văn Bê", "Đại uý", "Đội trưởng", "Phòng PX03"],
            [2, "Ông Thị Hoa", "Thiếu tá", "Cán bộ", "Phòng PV01"],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1", "Sheet1!A2:E2"),
                new("Sheet1!A3:E3", **person("Trần Văn Bê"), rank="Đại uý", post="Đội trưởng", unit="Phòng PX03", award="chien-si-tien-tien", for_from=2020, for_to=2020),
                new("Sheet1!A4:E4", **person("Ông Thị Hoa"), rank="Thiếu tá", post="Cán bộ", unit="Phòng PV01", award="chien-si-tien-tien", for_from=2020, for_to=2020),
            ],
        )
    ],
    also=("xls", "ods"),
)  # fmt: skip

awards_21 = File(
    "khen-thuong-21.xlsx",
    lambda: workbook(
        [
            ["STT", "Số QĐ", "Ngày QĐ", "Nội dung", "Cấp khen", "Hình thức", "Loại", "Đơn vị (cá nhân) được khen thưởng"],
            [1, "1821/QĐ-CTN", date(2019, 8, 19), "Thành tích trong bảo vệ ANTQ", "Trung ương", "Huân chương Chiến công hạng Ba", "Tập thể", "Phòng PC02"],
            [2, "345/QĐ-BCA", date(2020, 3, 2), "Phá án", "Bộ Công an", "Bằng khen", "Tập thể", "Đội 3 - PC02"],
            [3, "13/QĐ-UBND", "02/03/2020", "Phòng chống dịch", "Huyện", "Giấy khen", "Cá nhân", "Trần Thị Cúc"],
            [4, "14/QĐ-CAT", "2.3.2020", None, "Công an tỉnh", "Giấy khen", "Cá nhân", "Thượng úy Trần Văn Dậu"],
            [5, "15/QĐ-UBND", "02/03/2020", None, "Tỉnh", "Cờ lưu niệm", "Tập thể", "Công an huyện Kim Động"],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1:H1"),
                new("Sheet1!A2:H2", **collective("Phòng PC02"), award="huan-chuong-chien-cong", class_=3, authority="president", decision_number="1821/QĐ-CTN", decision_date="2019-08-19",
                    reason="Thành tích trong bảo vệ ANTQ"),
                new("Sheet1!A3:H3", **collective("Đội 3 - PC02"), award="bang-khen-bo-tinh", authority="ministry", decision_number="345/QĐ-BCA", decision_date="2020-03-02", reason="Phá án"),
                new("Sheet1!A4:H4", **person("Trần Thị Cúc"), award="giay-khen", authority="district", decision_number="13/QĐ-UBND", decision_date="2020-03-02", reason="Phòng chống dịch"),
                new("Sheet1!A5:H5", **person("Trần Văn Dậu"), rank="Thượng úy", award="giay-khen", authority="agency", decision_number="14/QĐ-CAT", decision_date="2020-03-02"),
                doubtful("Sheet1!A6:H6", **collective("Công an huyện Kim Động"), authority="province", decision_number="15/QĐ-UBND", decision_date="2020-03-02", note="Cờ lưu niệm",
                         problems=[("award-unknown", "Sheet1!F6")]),
            ],
        )
    ],
    also=("xls", "ods"),
)  # fmt: skip

discipline_21 = File(
    "ky-luat-21.xlsx",
    lambda: workbook(
        [
            ["DANH SÁCH CÁN BỘ VI PHẠM KỶ LUẬT"],
            ["STT", "Số QĐ", "Ngày QĐ", "Nội dung", "Hình thức", "Cá nhân vi phạm"],
            [1, "5/QĐ-CAT", "3/4/2022", "đi muộn", "Khiển trách", "Trần Văn Bê"],
            [2, "9/QĐ-CAT", "12/2022", None, "Giáng bậc hàm", "Lê Thị Tỵ"],
            [3, "10/QĐ-CAT", date(2023, 1, 5), None, "Cách chức", "Đ/c Hồ Đắc Lộc"],
        ]
    ),
    [
        Part(
            "Sheet1",
            "disciplines",
            [
                *passed_over("Sheet1!A1", "Sheet1!A2:F2"),
                new("Sheet1!A3:F3", name="Trần Văn Bê", form="khien-trach", from_="2022-04-03", decision_number="5/QĐ-CAT", note="đi muộn"),
                new("Sheet1!A4:F4", name="Lê Thị Tỵ", from_="2022-12", decision_number="9/QĐ-CAT", note="Giáng bậc hàm", problems=[("without-code", "Sheet1!E4")]),
                new("Sheet1!A5:F5", name="Hồ Đắc Lộc", form="cach-chuc", from_="2023-01-05", decision_number="10/QĐ-CAT"),
            ],
        )
    ],
)  # fmt: skip

officers_21 = File(
    "can-bo-21.xlsx",
    lambda: workbook(
        [
            ["STT", "Họ tên", "Ngày sinh", "Số hiệu CAND", "Cấp bậc", "Chức vụ", "Đảng viên", "Đội công tác"],
            [1, "Trần Thị Cúc", date(1990, 2, 3), "123-456", "Thiếu tá", "Đội phó", "x", "Đội Tổng hợp"],
            [2, "Y Blăm Niê", "1/12/1988", "123-457", "Đại úy", "Cán bộ", None, "Đội Tổng hợp"],
            [3, "H'Nương Ê Ban", 1992, "123-458", "Đại úy", "Cán bộ", "x", "Đội 2"],
        ]
    ),
    [
        Part(
            "Sheet1",
            "people",
            [
                *passed_over("Sheet1!A1:H1"),
                new("Sheet1!A2:H2", name="Trần Thị Cúc", born="1990-02-03", service_number="123-456", rank="Thiếu tá", post="Đội phó", unit="Đội Tổng hợp"),
                new("Sheet1!A3:H3", name="Y Blăm Niê", born="1988-12-01", service_number="123-457", rank="Đại úy", post="Cán bộ", unit="Đội Tổng hợp"),
                new("Sheet1!A4:H4", name="H'Nương Ê Ban", born="1992", service_number="123-458", rank="Đại úy", post="Cán bộ", unit="Đội 2"),
            ],
            about=[("column-unread", "Sheet1!G1")],
        )
    ],
    also=("ods",),
)  # fmt: skip

movement_21 = File(
    "phong-trao.xlsx",
    lambda: workbook(
        [
            ['KẾT QUẢ PHONG TRÀO THI ĐUA "VÌ AN NINH TỔ QUỐC" NĂM 2021'],
            ["STT", "Đơn vị", "Kết quả đạt được", "Ghi chú"],
            [1, "Công an huyện Kim Động", "Tốt", None],
            [2, "Công an huyện Ân Thi", "Khá", None],
        ]
    ),
    [
        Part(
            "Sheet1",
            "unknown",
            passed_over("Sheet1!A1", "Sheet1!A2:D2", "Sheet1!A3:D3", "Sheet1!A4:D4"),
            about=[("kind-unknown", "Sheet1!A2:D2")],
        )
    ],
)

FILES = [
    awards_25, counts_25, discipline_25, flags_25, rating_25, yearly_21, awards_21, discipline_21, officers_21, movement_21,
]  # fmt: skip


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_a_file_of_a_provincial_police_is_read_as_a_clerk_would(file):
    assert seen(file.make(), file) == expected(file)
