"""Files of two army schools' systems (QLKT, TSQ): yearly titles, units, medals, research, people, one column for each award."""

import io
from datetime import date

import openpyxl
import pytest

from tests.sheets.books import workbook
from tests.sheets.corpus.case import File, Part, collective, expected, new, passed_over, person, refused, seen

PEOPLE = ["STT", "ID", "Họ và tên", "Ngày sinh", "Cơ quan đơn vị", "Đơn vị trực thuộc", "Cấp bậc", "Chức vụ"]
END = ["Số quyết định", "Ghi chú"]


def with_very_hidden(content: bytes, sheets: dict[str, list[list[object]]]) -> bytes:
    """The workbook with sheets that Excel itself does not offer to show."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "veryHidden"
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


yearly = File(
    "danh-hieu-hang-nam.xlsx",
    lambda: with_very_hidden(
        workbook(
            {
                "Danh hiệu hằng năm": [
                    [*PEOPLE, "Năm (*)", "Danh hiệu (*)", *END],
                    [1, "a1", "Trần Văn Bê", date(1980, 1, 2), "Khoa 1", "Bộ môn A", "Thiếu tá", "Giảng viên", 2022, "CSTĐCS", "12/QĐ-HV", None],
                    [2, "a2", "Phan Thị Cầm", date(1985, 7, 30), "Khoa 1", None, "Đại úy QNCN", "Nhân viên", 2022, "CSTT", "12/QĐ-HV", None],
                    [3, "a3", "Lê Văn Dần", None, "Khoa 2", "Bộ môn B", "Trung tá", "Giảng viên", 2022, "CSTĐTQ", "30/QĐ-TTg", "lần thứ nhất"],
                ]
            }
        ),
        {"_CapBac": [["Thiếu tá"], ["Đại úy"]], "_QuyetDinh": [["12/QĐ-HV"]]},
    ),
    [
        Part(
            "Danh hiệu hằng năm",
            "awards",
            [
                *passed_over("Danh hiệu hằng năm!A1:L1"),
                new("Danh hiệu hằng năm!A2:L2", **person("Trần Văn Bê"), born="1980-01-02", rank="Thiếu tá", post="Giảng viên", unit="Bộ môn A, Khoa 1", award="chien-si-thi-dua-co-so", for_from=2022,
                    for_to=2022, decision_number="12/QĐ-HV"),
                new("Danh hiệu hằng năm!A3:L3", **person("Phan Thị Cầm"), born="1985-07-30", rank="Đại úy QNCN", post="Nhân viên", unit="Khoa 1", award="chien-si-tien-tien", for_from=2022,
                    for_to=2022, decision_number="12/QĐ-HV"),
                new("Danh hiệu hằng năm!A4:L4", **person("Lê Văn Dần"), rank="Trung tá", post="Giảng viên", unit="Bộ môn B, Khoa 2", award="chien-si-thi-dua-toan-quoc", authority="prime-minister",
                    for_from=2022, for_to=2022, decision_number="30/QĐ-TTg", note="lần thứ nhất"),
            ],
        )
    ],
    also=("ods",),
)  # fmt: skip

units = File(
    "khen-thuong-don-vi.xlsx",
    lambda: workbook(
        {
            "Khen thưởng đơn vị": [
                ["STT", "ID", "Mã đơn vị", "Tên đơn vị", "Năm (*)", "Danh hiệu (*)", *END],
                [1, "x", "K1", "Khoa Toán", 2022, "ĐVQT", "12/QĐ-HV", None],
                [2, "y", "K2", "Khoa Văn", 2022, "ĐVTT", "12/QĐ-HV", None],
            ]
        }
    ),
    [
        Part(
            "Khen thưởng đơn vị",
            "awards",
            [
                *passed_over("Khen thưởng đơn vị!A1:H1"),
                new("Khen thưởng đơn vị!A2:H2", **collective("Khoa Toán"), award="don-vi-quyet-thang", for_from=2022, for_to=2022, decision_number="12/QĐ-HV"),
                new("Khen thưởng đơn vị!A3:H3", **collective("Khoa Văn"), award="don-vi-tien-tien", for_from=2022, for_to=2022, decision_number="12/QĐ-HV"),
            ],
            about=[("column-unread", "Khen thưởng đơn vị!C1")],
        )
    ],
)  # fmt: skip

glory = File(
    "HCCSVV.xlsx",
    lambda: workbook(
        {
            "HCCSVV": [
                [*PEOPLE, "Năm (*)", "Tháng (*)", "Danh hiệu (*)", *END],
                [1, "x", "Trần Văn Bê", "01/02/1980", None, None, "Thiếu tá", None, 2022, 8, "HCCSVV hạng Nhì", "12/QĐ-CTN", None],
                [2, "y", "Lê Văn Dần", "32/01/1980", None, None, "Trung tá", None, 2022, 8, "HCCSVV_HANG_NHAT", "12/QĐ-CTN", None],
            ]
        }
    ),
    [
        Part(
            "HCCSVV",
            "awards",
            [
                *passed_over("HCCSVV!A1:M1"),
                new("HCCSVV!A2:M2", **person("Trần Văn Bê"), born="1980-02-01", rank="Thiếu tá", award="huy-chuong-chien-si-ve-vang", class_=2, authority="president", for_from=2022, for_to=2022,
                    decision_number="12/QĐ-CTN"),
                new("HCCSVV!A3:M3", **person("Lê Văn Dần"), rank="Trung tá", award="huy-chuong-chien-si-ve-vang", class_=1, authority="president", for_from=2022, for_to=2022,
                    decision_number="12/QĐ-CTN", problems=[("date-bad", "HCCSVV!D3")]),
            ],
        )
    ],
)  # fmt: skip

defence = File(
    "HCBVTQ.xlsx",
    lambda: workbook(
        {
            "HCBVTQ": [
                ["STT", "ID", "CCCD", "Họ và tên", "Cấp bậc", "Chức vụ", "Đơn vị", "Năm", "Danh hiệu", "TG nhóm 0.7 (tháng)", "TG nhóm 0.8 (tháng)", "TG nhóm 0.9-1.0 (tháng)", *END],
                [1, "x", 1080012345, "Trần Văn Bê", "Đại tá", "Trưởng khoa", "Khoa Toán", 2023, "HCBVTQ hạng Ba", 120, 0, 0, "99/QĐ-CTN", None],
                [2, "y", "038079000111", "Lê Văn Dần", "Đại tá", "Phó khoa", "Khoa Văn", 2023, "Huân chương BVTQ hạng Nhì", 60, 72, 0, "99/QĐ-CTN", None],
            ]
        }
    ),
    [
        Part(
            "HCBVTQ",
            "awards",
            [
                *passed_over("HCBVTQ!A1:N1"),
                new("HCBVTQ!A2:N2", **person("Trần Văn Bê"), identity_number="001080012345", rank="Đại tá", post="Trưởng khoa", unit="Khoa Toán", award="huan-chuong-bao-ve-to-quoc", class_=3,
                    authority="president", for_from=2023, for_to=2023, decision_number="99/QĐ-CTN", problems=[("zeros-restored", "HCBVTQ!C2")]),
                new("HCBVTQ!A3:N3", **person("Lê Văn Dần"), identity_number="038079000111", rank="Đại tá", post="Phó khoa", unit="Khoa Văn", award="huan-chuong-bao-ve-to-quoc", class_=2,
                    authority="president", for_from=2023, for_to=2023, decision_number="99/QĐ-CTN"),
            ],
            about=[("column-unread", f"HCBVTQ!{c}1") for c in "JKL"],
        )
    ],
)  # fmt: skip

builders_badge = File(
    "KNC.xlsx",
    lambda: workbook(
        {
            "KNC VSNXD QDNDVN": [
                [*PEOPLE, "Năm (*)", "Tháng (*)", *END],
                [1, "x", "Trần Văn Bê", "01/02/1980", "Khoa 1", None, "Thiếu tá", "Giảng viên", 2022, 8, "45/QĐ-BQP", None],
            ],
            "HC QKQT": [
                [*PEOPLE, "Năm (*)", "Tháng (*)", *END],
                [1, "x", "Lê Văn Dần", "01/02/1970", "Khoa 2", None, "Đại tá", "Giảng viên", 2021, 12, "46/QĐ-CTN", None],
            ],
        }
    ),
    [
        Part(
            "KNC VSNXD QDNDVN",
            "awards",
            [
                *passed_over("KNC VSNXD QDNDVN!A1:L1"),
                new("KNC VSNXD QDNDVN!A2:L2", **person("Trần Văn Bê"), born="1980-02-01", rank="Thiếu tá", post="Giảng viên", unit="Khoa 1", award="ky-niem-chuong", authority="ministry",
                    for_from=2022, for_to=2022, decision_number="45/QĐ-BQP"),
            ],
        ),
        Part(
            "HC QKQT",
            "awards",
            [
                *passed_over("HC QKQT!A1:L1"),
                new("HC QKQT!A2:L2", **person("Lê Văn Dần"), born="1970-02-01", rank="Đại tá", post="Giảng viên", unit="Khoa 2", award="huy-chuong-quan-ky-quyet-thang", authority="president",
                    for_from=2021, for_to=2021, decision_number="46/QĐ-CTN"),
            ],
        ),
    ],
)  # fmt: skip

research = File(
    "NCKH.xlsx",
    lambda: workbook(
        {
            "NCKH": [
                [*PEOPLE, "Năm (*)", "Loại (*)", "Mô tả (*)", *END],
                [1, "x", "Trần Văn Bê", None, "Khoa 1", "Bộ môn A", "Thiếu tá", None, 2022, "Đề tài khoa học", "Nghiên cứu mô phỏng", "12/QĐ-HV", None],
                [2, "y", "Phan Thị Cầm", None, "Khoa 1", None, "Đại úy", None, 2023, "Sáng kiến khoa học", "Giá sách di động", None, "cấp cơ sở"],
            ]
        }
    ),
    [
        Part(
            "NCKH",
            "initiatives",
            [
                *passed_over("NCKH!A1:M1"),
                new("NCKH!A2:M2", name="Trần Văn Bê", unit="Bộ môn A, Khoa 1", year=2022, title="Nghiên cứu mô phỏng", kind="de-tai", decision_number="12/QĐ-HV"),
                new("NCKH!A3:M3", name="Phan Thị Cầm", unit="Khoa 1", year=2023, title="Giá sách di động", kind="sang-kien", note="cấp cơ sở"),
            ],
        )
    ],
)  # fmt: skip

personal_export = File(
    "xuat-ca-nhan.xlsx",
    lambda: workbook(
        {
            "Cá nhân": [
                ["STT", "ID", "Họ và tên", "Cấp bậc", "Chức vụ", "Năm", "Danh hiệu", "Số quyết định", "Ghi chú", "BKBQP", "Số QĐ BKBQP", "CSTDTQ", "Số QĐ CSTDTQ", "BKTTCP", "Số QĐ BKTTCP"],
                [1, "x", "Trần Văn Bê", "Thiếu tá", "Giảng viên", 2022, "CSTĐCS", "12/QĐ-HV", None, "x", "33/QĐ-BQP", None, None, "x", "44/QĐ-TTg"],
                [2, "y", "Phan Thị Cầm", "Đại úy", None, 2022, "CSTT", "12/QĐ-HV", "đi học", None, None, None, None, None, None],
                [3, "z", "Lê Văn Dần", "Trung tá", None, 2023, "Không đạt", None, None, "Không", None, "Có", "55/QĐ-TTg", None, None],
            ]
        }
    ),
    [
        Part(
            "Cá nhân",
            "awards",
            [
                *passed_over("Cá nhân!A1:O1"),
                *[
                    new("Cá nhân!A2:O2", **person("Trần Văn Bê"), rank="Thiếu tá", post="Giảng viên", award=award, authority=level, for_from=2022, for_to=2022, decision_number=number)
                    for award, level, number in (
                        ("chien-si-thi-dua-co-so", None, "12/QĐ-HV"),
                        ("bang-khen-bo-tinh", "ministry", "33/QĐ-BQP"),
                        ("bang-khen-thu-tuong", "prime-minister", "44/QĐ-TTg"),
                    )
                ],
                new("Cá nhân!A3:O3", **person("Phan Thị Cầm"), rank="Đại úy", award="chien-si-tien-tien", for_from=2022, for_to=2022, decision_number="12/QĐ-HV", note="đi học"),
                new("Cá nhân!A4:O4", **person("Lê Văn Dần"), rank="Trung tá", award="chien-si-thi-dua-toan-quoc", authority="prime-minister", for_from=2023, for_to=2023,
                    decision_number="55/QĐ-TTg"),
            ],
        )
    ],
    also=("xls",),
)  # fmt: skip

unit_export = File(
    "xuat-don-vi.xlsx",
    lambda: workbook(
        {
            "Đơn vị": [
                ["STT", "Mã đơn vị", "Tên đơn vị", "Năm", "Danh hiệu", "Số QĐ danh hiệu", "BKBQP", "Số QĐ BKBQP", "BKTTCP", "Số QĐ BKTTCP", "Ghi chú"],
                [1, "K1", "Khoa Toán", 2022, "ĐVQT", "12/QĐ-HV", "x", "33/QĐ-BQP", None, None, None],
            ]
        }
    ),
    [
        Part(
            "Đơn vị",
            "awards",
            [
                *passed_over("Đơn vị!A1:K1"),
                new("Đơn vị!A2:K2", **collective("Khoa Toán"), award="don-vi-quyet-thang", for_from=2022, for_to=2022, decision_number="12/QĐ-HV"),
                new("Đơn vị!A2:K2", **collective("Khoa Toán"), award="bang-khen-bo-tinh", authority="ministry", for_from=2022, for_to=2022, decision_number="33/QĐ-BQP"),
            ],
            about=[("column-unread", "Đơn vị!B1")],
        )
    ],
)  # fmt: skip

people_export = File(
    "quan-nhan.csv",
    lambda: (
        "CCCD,Họ tên,Ngày sinh (YYYY-MM-DD),Ngày nhập ngũ (YYYY-MM-DD),Mã đơn vị,Tên đơn vị,Tên chức vụ,Là chỉ huy (is_manager),Hệ số chức vụ\n"
        "001080012345,Trần Văn Bê,1980-02-03,1999-09-01,K1,Khoa Toán,Giảng viên,Không,0.7\n"
        "038079000111,Lê Văn Dần,1979-13-01,1998-02-01,K2,Khoa Văn,Chủ nhiệm khoa,Có,0.9\n"
    ).encode(),
    [
        Part(
            "CSV",
            "people",
            [
                *passed_over("line 1"),
                new("line 2", name="Trần Văn Bê", born="1980-02-03", identity_number="001080012345", joined="1999-09-01", unit="Khoa Toán", post="Giảng viên"),
                new("line 3", name="Lê Văn Dần", identity_number="038079000111", joined="1998-02-01", unit="Khoa Văn", post="Chủ nhiệm khoa", problems=[("date-bad", "line 3 column 3")]),
            ],
            about=[("column-unread", f"line 1 column {n}") for n in (5, 8, 9)],
        )
    ],
)  # fmt: skip

commended = File(
    "danh-sach-khen-thuong.xlsx",
    lambda: workbook(
        {
            "Danh Sách Khen Thưởng": [
                ["STT", "CCCD", "Họ và Tên", "Đơn Vị", "Chức Vụ", "Năm", "Danh Hiệu", "BKBQP", "Số QĐ BKBQP", "CSTĐTQ", "Số QĐ CSTĐTQ"],
                [1, "001080012345", "TRẦN VĂN BÊ", "Khoa Toán", "Giảng viên", 2022, "CSTĐCS", "X", "33/QĐ-BQP", None, None],
                [2, "038079000111", "Tr�n V�n C", "Khoa Toán", None, 2022, "CSTT", None, None, None, None],
            ]
        }
    ),
    [
        Part(
            "Danh Sách Khen Thưởng",
            "awards",
            [
                *passed_over("Danh Sách Khen Thưởng!A1:K1"),
                new("Danh Sách Khen Thưởng!A2:K2", **person("TRẦN VĂN BÊ"), identity_number="001080012345", post="Giảng viên", unit="Khoa Toán", award="chien-si-thi-dua-co-so", for_from=2022, for_to=2022),
                new("Danh Sách Khen Thưởng!A2:K2", **person("TRẦN VĂN BÊ"), identity_number="001080012345", post="Giảng viên", unit="Khoa Toán", award="bang-khen-bo-tinh", authority="ministry",
                    for_from=2022, for_to=2022, decision_number="33/QĐ-BQP"),
                refused("Danh Sách Khen Thưởng!A3:K3", ("text-damaged", "Danh Sách Khen Thưởng!C3")),
            ],
        )
    ],
)  # fmt: skip

school_people = File(
    "tsq-quan-so.xlsx",
    lambda: workbook(
        {
            "QuanSo": [
                ["Họ và tên", "Cấp bậc", "Đối tượng", "Lớp", "Chức vụ", "Căn cước công dân", "Đơn vị trực thuộc", "Ngày sinh (dd/mm/yyyy)", "Ngày nhập ngũ (mm/yyyy)", "Học hàm", "Học vị",
                 "Trình độ học vấn", "Ngoại ngữ", "Cấp trưởng", "Bí thư", "Đảng viên", "Đoàn viên", "Hội viên phụ nữ (Có/Không)"],
                ["Hoàng Minh Đức", "Thượng sĩ", "Học viên", "L12", "Tiểu đội trưởng", "001203004567", "Đại đội 5", "14/11/2003", "09/2021", None, None, "12/12", "Anh B1", "Không", "Không", "Có", "Không", "Không"],
            ]
        }
    ),
    [
        Part(
            "QuanSo",
            "people",
            [
                *passed_over("QuanSo!A1:R1"),
                new("QuanSo!A2:R2", name="Hoàng Minh Đức", born="2003-11-14", identity_number="001203004567", joined="2021-09", rank="Thượng sĩ", post="Tiểu đội trưởng", unit="Đại đội 5"),
            ],
            about=[("column-unread", f"QuanSo!{c}1") for c in "CDLMNOPQR"],
        )
    ],
)  # fmt: skip

tracking = File(
    "tsq-theo-doi.xlsx",
    lambda: workbook(
        {
            "TheoDoi": [
                ["THEO DÕI ĐỀ NGHỊ KHEN THƯỞNG"], ["Năm học: 2022-2023; Đơn vị: tất cả"],
                ["STT", "Đơn vị", "Họ và tên", "CCCD", "Cấp bậc", "Chức vụ", "Đối tượng", "Danh hiệu", "Năm học", "Trạng thái", "Ngày gửi", "Ghi chú"],
                [1, "Đại đội 5", "Hoàng Minh Đức", "001203004567", "Thượng sĩ", "Tiểu đội trưởng", "Học viên", "CSTT", "2022-2023", "Chờ duyệt", "01/06/2023", None],
            ]
        }
    ),
    [
        Part(
            "TheoDoi",
            "awards",
            [
                *passed_over("TheoDoi!A1", "TheoDoi!A2", "TheoDoi!A3:L3"),
                new("TheoDoi!A4:L4", **person("Hoàng Minh Đức"), identity_number="001203004567", rank="Thượng sĩ", post="Tiểu đội trưởng", unit="Đại đội 5", award="chien-si-tien-tien",
                    for_from=2022, for_to=2023, stage="proposed"),
            ],
            about=[("column-unread", "TheoDoi!J3"), ("column-unread", "TheoDoi!K3")],
        )
    ],
)  # fmt: skip

final = File(
    "tsq-ket-qua.xlsx",
    lambda: workbook(
        {
            "KetQua": [
                ["TRƯỜNG SĨ QUAN X"], ["KẾT QUẢ THI ĐUA, KHEN THƯỞNG NĂM HỌC 2022-2023"], [], [],
                ["STT", "Họ và tên", "Cấp bậc", "Chức vụ", "Đối tượng", "Đơn vị", "Danh hiệu thi đua", "Năm học", "Hoàn thành NV", "Phiếu tín nhiệm", "Bắn súng", "Điểm NCKH", "XL Đảng viên",
                 "Ngày phê duyệt"],
                [1, "Hoàng Minh Đức", "Thượng sĩ", "Tiểu đội trưởng", "Học viên", "Đại đội 5", "CSTT", "2022-2023", "HTTNV", "90%", "Giỏi", 8.5, "HTTNV", "01/07/2023"],
                [2, "Đinh Thị Én", "Thiếu tá", "Giảng viên", "Sĩ quan", "Khoa 3", "CSTĐCS", "2022-2023", "HTXSNV", "95%", "Khá", 9, "HTXSNV", "01/07/2023"],
            ]
        }
    ),
    [
        Part(
            "KetQua",
            "ratings",
            [
                *passed_over("KetQua!A1", "KetQua!A2", "KetQua!A5:N5"),
                new("KetQua!A6:N6", name="Hoàng Minh Đức", unit="Đại đội 5", year=2023, rating="hoan-thanh-tot", title="chien-si-tien-tien"),
                new("KetQua!A7:N7", name="Đinh Thị Én", unit="Khoa 3", year=2023, rating="hoan-thanh-xuat-sac", title="chien-si-thi-dua-co-so"),
            ],
            about=[("column-unread", f"KetQua!{c}5") for c in "EJKLMN"],
        )
    ],
    also=("xls",),
)  # fmt: skip

FILES = [
    yearly, units, glory, defence, builders_badge, research, personal_export, unit_export, people_export, commended, school_people, tracking, final,
]  # fmt: skip


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_a_file_of_an_army_school_is_read_as_a_clerk_would(file):
    assert seen(file.make(), file) == expected(file)
