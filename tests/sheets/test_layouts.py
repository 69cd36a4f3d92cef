"""The layouts of systems that offices already use: each heading as those systems write it, with invented rows."""

from datetime import date

import pytest

from tests.sheets.books import workbook
from tests.sheets.reading import kinds, parts, records, said

POLICE_GRID = [
    "STT",
    "Họ và tên",
    "Số hiệu",
    "Năm sinh",
    "Quê quán",
    "Ngày vào CAND",
    "Cấp bậc",
    "Chức vụ",
    "Đơn vị",
    "Phân loại",
    "Ghi chú",
]
ACADEMY = [
    "STT",
    "ID",
    "Họ và tên",
    "Ngày sinh",
    "Cơ quan đơn vị",
    "Đơn vị trực thuộc",
    "Cấp bậc",
    "Chức vụ",
    "Năm (*)",
]
PROVINCE = [
    "STT", "Tên gọi(Ông/Bà/Chức danh)", "Tên tập thể/cá nhân/hộ gia đình", "Chức vụ", "Đơn vị công tác", "Phân loại khen thưởng", "Danh hiệu thi đua/Hình thức khen thưởng",
    "Phân loại đối tượng", "Lĩnh vực hoạt động", "(R) Mã Phân loại khen thưởng", "(S) Mã Danh hiệu thi đua", "(T) Mã phân loại loại tượng", "(U) Mã Lĩnh vực hoạt động",
]  # fmt: skip
INDIVIDUAL = {"recipient": "individual", "stage": "given"}

LAYOUTS = {
    "police regiment, list of officers": (
        [
            POLICE_GRID,
            [1, "Nguyễn Văn An", "'123-456", 1990, "Hà Nam", "02/2010", "H1", "Đội trưởng", "TTM,D2", "Loại 1", None],
            [2, "Lê Văn Mẫu (Mẫu)"],
        ],
        "people",
        [
            {
                "name": "Nguyễn Văn An", "service_number": "123-456", "born": "1990", "home": "Hà Nam", "joined": "2010-02", "rank": "H1", "post": "Đội trưởng", "unit": "TTM,D2",
            }
        ],
    ),
    "police regiment, monthly list for signature": (
        [
            ["BỘ CÔNG AN"], ["TRUNG ĐOÀN X"], [None, None, None, None, "Hà Nội, ngày 5 tháng 6 năm 2026"], ["DANH SÁCH CÁN BỘ CHIẾN SĨ"], ["(Kèm theo Báo cáo số: 12 )"],
            POLICE_GRID,
            [1, "Nguyễn Văn An", "123-456", 1990, None, None, None, None, None, None, None],
            ["Tổng cộng: 1 đồng chí./."], [None, None, None, None, None, None, None, "TRUNG ĐOÀN TRƯỞNG"], [None, None, None, None, None, None, None, "Lê Văn Ký"],
        ],
        "people",
        [{"name": "Nguyễn Văn An", "service_number": "123-456", "born": "1990"}],
    ),
    "police province, awards": (
        [
            ["STT", "Số quyết định", "Hình thức", "Cấp khen", "Người ký", "Tập thể, cá nhân được khen", "Ngày ký", "Nội dung khen"],
            [1, "12/QĐ-UBND", "Bằng khen", "Tỉnh", "Chủ tịch", "Công an xã Việt Hòa", "01/02/2024", "Thành tích năm 2023"],
            [2, "13/QĐ-CAT", "Giấy khen", "Công an tỉnh", "Giám đốc", "Trần Thị Bé", date(2024, 3, 1), None],
        ],
        "awards",
        [
            {
                "recipient": "collective", "name": "Công an xã Việt Hòa", "award": "bang-khen-bo-tinh", "authority": "province", "for_from": 2023, "for_to": 2023,
                "decision_number": "12/QĐ-UBND", "decision_date": "2024-02-01", "stage": "given", "reason": "Thành tích năm 2023",
            },
            INDIVIDUAL
            | {"name": "Trần Thị Bé", "award": "giay-khen", "authority": "agency", "decision_number": "13/QĐ-CAT", "decision_date": "2024-03-01"},
        ],
    ),
    "police province, awards by form and kind": (
        [
            ["STT", "Số QĐ", "Ngày QĐ", "Nội dung", "Cấp khen", "Hình thức", "Loại", "Đơn vị (cá nhân) được khen thưởng"],
            [1, "12/QĐ", "02/03/2020", "Thành tích", "Bộ Công an", "Bằng khen", "Tập thể", "Phòng PX03"],
            [2, "13/QĐ", "02/03/2020", None, "Huyện", "Giấy khen", "Cá nhân", "Trần Thị Cúc"],
        ],
        "awards",
        [
            {
                "recipient": "collective", "name": "Phòng PX03", "award": "bang-khen-bo-tinh", "authority": "ministry", "decision_number": "12/QĐ", "decision_date": "2020-03-02",
                "stage": "given", "reason": "Thành tích",
            },
            INDIVIDUAL
            | {"name": "Trần Thị Cúc", "award": "giay-khen", "authority": "district", "decision_number": "13/QĐ", "decision_date": "2020-03-02"},
        ],
    ),
    "police province, yearly titles said by the title alone": (
        [
            ["DANH SÁCH CHIẾN SĨ THI ĐUA CƠ SỞ NĂM 2019"],
            ["STT", "Họ tên", "Cấp bậc", "Chức vụ", "Đơn vị công tác"],
            [1, "Trần Văn Bê", "Đại uý", "Đội trưởng", "Phòng PX03"],
        ],
        "awards",
        [
            INDIVIDUAL
            | {"name": "Trần Văn Bê", "rank": "Đại uý", "post": "Đội trưởng", "unit": "Phòng PX03", "award": "chien-si-thi-dua-co-so", "for_from": 2019, "for_to": 2019}
        ],
    ),
    "police province, discipline": (
        [
            ["STT", "Số QĐ", "Ngày QĐ", "Nội dung", "Hình thức", "Cá nhân vi phạm"],
            [1, "5/QĐ-CAT", "3/4/2022", "đi muộn", "Khiển trách", "Trần Văn Bê"],
        ],
        "disciplines",
        [{"name": "Trần Văn Bê", "form": "khien-trach", "from": "2022-04-03", "decision_number": "5/QĐ-CAT", "note": "đi muộn"}],
    ),
    "police province, officers": (
        [
            ["STT", "Họ tên", "Ngày sinh", "Số hiệu CAND", "Cấp bậc", "Chức vụ", "Đảng viên", "Đội công tác"],
            [1, "Trần Thị Cúc", date(1990, 2, 3), "123-456", "Thiếu tá", "Đội phó", "x", "Đội 1"],
        ],
        "people",
        [{"name": "Trần Thị Cúc", "born": "1990-02-03", "service_number": "123-456", "rank": "Thiếu tá", "post": "Đội phó", "unit": "Đội 1"}],
    ),
    "province, mixed receivers with codes behind": (
        [
            PROVINCE,
            [1, "Ông", "Nguyễn Văn An", "Trưởng thôn", "Thôn 1", "Khen thưởng cá nhân", "Bằng khen của Chủ tịch UBND tỉnh", "Nông dân", "Nông nghiệp", "CANHAN", "169", "22", "33"],
            [2, None, "Phòng Nội vụ", None, None, "Khen thưởng tập thể", "Tập thể lao động xuất sắc"],
            [3, None, "Hộ ông Lê Bảy", None, None, "Khen thưởng hộ gia đình", "Giấy khen"],
            [4, "Thượng tá", "Lê Thị Sáu", None, None, "Khen thưởng cá nhân", "Giấy khen"],
        ],
        "awards",
        [
            INDIVIDUAL
            | {"name": "Nguyễn Văn An", "sex": "m", "post": "Trưởng thôn", "unit": "Thôn 1", "award": "bang-khen-bo-tinh", "authority": "province"},
            {"recipient": "collective", "name": "Phòng Nội vụ", "award": "tap-the-lao-dong-xuat-sac", "stage": "given"},
            {"recipient": "household", "name": "Hộ ông Lê Bảy", "award": "giay-khen", "stage": "given"},
            INDIVIDUAL | {"name": "Lê Thị Sáu", "rank": "Thượng tá", "award": "giay-khen"},
        ],
    ),
    "province, initiatives": (
        [
            ["DANH SÁCH ĐỀ TÀI SÁNG KIẾN"], [],
            ["STT", "Tên đề tài", "Ngày công nhân", "Đơn vị công nhận", "Tóm tắt thành tích đạt được", "Tên tác giả", "Phòng ban làm việc", "Tên cơ quan làm việc"],
            [1, "Giải pháp X", "5/6/2020", "UBND tỉnh", "tốt", "Lê Thị Tư", "Tổ Toán", "Trường A"],
        ],
        "initiatives",
        [{"name": "Lê Thị Tư", "unit": "Tổ Toán, Trường A", "year": 2020, "title": "Giải pháp X", "scope": "bo-tinh"}],
    ),
    "academy, yearly titles": (
        [
            [*ACADEMY, "Danh hiệu (*)", "Số quyết định", "Ghi chú"],
            [1, "u1", "Trần Văn Bê", date(1980, 1, 2), "Khoa 1", "Bộ môn A", "Thiếu tá", "Giảng viên", 2022, "CSTĐCS", "12/QĐ-HV", None],
        ],
        "awards",
        [
            INDIVIDUAL
            | {
                "name": "Trần Văn Bê", "born": "1980-01-02", "rank": "Thiếu tá", "post": "Giảng viên", "unit": "Bộ môn A, Khoa 1", "award": "chien-si-thi-dua-co-so",
                "for_from": 2022, "for_to": 2022, "decision_number": "12/QĐ-HV",
            }
        ],
    ),
    "academy, units": (
        [
            ["STT", "ID", "Mã đơn vị", "Tên đơn vị", "Năm (*)", "Danh hiệu (*)", "Số quyết định", "Ghi chú"],
            [1, "x", "K1", "Khoa Toán", 2022, "ĐVQT", "12/QĐ", None],
        ],
        "awards",
        [
            {
                "recipient": "collective", "name": "Khoa Toán", "award": "don-vi-quyet-thang", "for_from": 2022, "for_to": 2022, "decision_number": "12/QĐ", "stage": "given",
            }
        ],
    ),
    "academy, medals by class": (
        [
            [*ACADEMY, "Tháng (*)", "Danh hiệu (*)", "Số quyết định", "Ghi chú"],
            [1, "x", "Trần Văn Bê", "01/02/1980", None, None, "Thiếu tá", None, 2022, 8, "HCCSVV hạng Nhì", "12/QĐ-CTN", None],
        ],
        "awards",
        [
            INDIVIDUAL
            | {
                "name": "Trần Văn Bê", "born": "1980-02-01", "rank": "Thiếu tá", "award": "huy-chuong-chien-si-ve-vang", "class": 2, "authority": "president", "for_from": 2022,
                "for_to": 2022, "decision_number": "12/QĐ-CTN",
            }
        ],
    ),
    "academy, research": (
        [
            ["STT", "ID", "Họ và tên", "Năm (*)", "Loại (*)", "Mô tả (*)", "Số quyết định", "Ghi chú"],
            [1, "x", "Trần Văn Bê", 2022, "Đề tài khoa học", "Nghiên cứu X", "12/QĐ", None],
        ],
        "initiatives",
        [{"name": "Trần Văn Bê", "year": 2022, "title": "Nghiên cứu X", "kind": "de-tai", "decision_number": "12/QĐ"}],
    ),
    "police province, initiatives of people with numbers": (
        [
            ["STT", "Họ và tên", "Số hiệu", "Đơn vị", "Tên sáng kiến, đề tài", "Loại sáng kiến", "Phạm vi", "Năm"],
            [1, "Trần Văn Bê", "123-456", "Đội 1", "Giải pháp X", "Mưu trí, sáng tạo", "Toàn lực lượng", 2019],
        ],
        "initiatives",
        [
            {
                "name": "Trần Văn Bê", "service_number": "123-456", "unit": "Đội 1", "title": "Giải pháp X", "kind": "muu-tri", "scope": "toan-luc-luong",
                "year": 2019,
            }
        ],
    ),
    "police province, places in groups": (
        [
            ["STT", "Tên tập thể", "Năm", "Cụm thi đua", "Cấp của cụm", "Thứ hạng", "Ghi chú"],
            [1, "Công an huyện Đại Lộc", 2019, "Cụm thi đua số 2", "Cấp cơ sở", 3, None],
        ],
        "rankings",
        [{"name": "Công an huyện Đại Lộc", "year": 2019, "group": "Cụm thi đua số 2", "group_level": "unit", "ranking": 3}],
    ),
    "academy, one column for each award": (
        [
            ["STT", "ID", "Họ và tên", "Cấp bậc", "Chức vụ", "Năm", "Danh hiệu", "Số quyết định", "Ghi chú", "BKBQP", "Số QĐ BKBQP", "CSTDTQ", "Số QĐ CSTDTQ", "BKTTCP", "Số QĐ BKTTCP"],
            [1, "x", "Trần Văn Bê", None, None, 2022, "CSTĐCS", "12/QĐ", None, "x", "33/QĐ-BQP", "Không", None, "Có", "44/QĐ-TTg"],
        ],
        "awards",
        [
            INDIVIDUAL
            | {"name": "Trần Văn Bê", "award": award, "for_from": 2022, "for_to": 2022, "decision_number": number, "authority": level}
            for award, number, level in (
                ("bang-khen-bo-tinh", "33/QĐ-BQP", "ministry"),
                ("bang-khen-thu-tuong", "44/QĐ-TTg", "prime-minister"),
            )
        ],
    ),
    "academy, people": (
        [
            ["CCCD", "Họ tên", "Ngày sinh (YYYY-MM-DD)", "Ngày nhập ngũ (YYYY-MM-DD)", "Mã đơn vị", "Tên đơn vị", "Tên chức vụ", "Là chỉ huy (is_manager)", "Hệ số chức vụ"],
            [1080012345, "Trần Văn Bê", "1980-02-03", "1999-09-01", "K1", "Khoa Toán", "Giảng viên", "Không", 0.7],
        ],
        "people",
        [{"identity_number": "001080012345", "name": "Trần Văn Bê", "born": "1980-02-03", "joined": "1999-09-01", "unit": "Khoa Toán", "post": "Giảng viên"}],
    ),
    "school, final awards with ratings": (
        [
            ["TRƯỜNG X"], ["KẾT QUẢ KHEN THƯỞNG NĂM HỌC 2022-2023"], [], [],
            ["STT", "Họ và tên", "Cấp bậc", "Chức vụ", "Đối tượng", "Đơn vị", "Danh hiệu thi đua", "Năm học", "Hoàn thành NV", "Phiếu tín nhiệm", "Điểm NCKH", "Ngày phê duyệt"],
            [1, "Trần Văn Bê", "Thiếu tá", "Giảng viên", "SQ", "K1", "CSTĐCS", "2022-2023", "HTXSNV", "90%", 8.5, "01/02/2023"],
        ],
        "ratings",
        [{"name": "Trần Văn Bê", "unit": "K1", "year": 2023, "rating": "hoan-thanh-xuat-sac", "title": "chien-si-thi-dua-co-so"}],
    ),
    "front, summary of points": (
        [
            ["Cụm thi đua", "Tên xã, phường", "Địa phương chấm", "Điểm điểm thưởng địa phương", "Tỉnh chấm", "Điểm thưởng của tỉnh"],
            ["Cụm 1", "Xã A", 90, 1, "88,5", 2],
        ],
        "scores",
        [{"unit": "Xã A", "group": "Cụm 1", "self": 90, "appraised": 88.5}],
    ),
    "national database": (
        [
            ["Số quyết định", "Ngày quyết định", "Năm khen thưởng", "Cơ quan ra quyết định", "Danh hiệu/Khen thưởng đã đạt", "Thành tích", "Họ và tên", "Chức vụ"],
            ["12/QĐ-TTg", "01/02/2020", 2019, "Thủ tướng Chính phủ", "Bằng khen", "tốt", "Trần Văn Bê", "Giảng viên"],
        ],
        "awards",
        [
            INDIVIDUAL
            | {
                "name": "Trần Văn Bê", "post": "Giảng viên", "award": "bang-khen-thu-tuong", "authority": "prime-minister", "for_from": 2019, "for_to": 2019,
                "decision_number": "12/QĐ-TTg", "decision_date": "2020-02-01", "reason": "tốt",
            }
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "kind", "expected"), LAYOUTS.values(), ids=LAYOUTS.keys())
def test_a_known_layout_is_read_whole(cells, kind, expected):
    content = workbook(cells)

    found = [said(record) for record in records(content)]

    assert kinds(content) == [kind]
    assert found[-len(expected) :] == expected


@pytest.mark.parametrize(("cells", "kind", "expected"), LAYOUTS.values(), ids=LAYOUTS.keys())
def test_the_order_of_the_columns_does_not_matter(cells, kind, expected):
    width = max(len(row) for row in cells)
    heading = next(i for i, row in enumerate(cells) if len(row) > 2 and all(isinstance(v, str) for v in row))

    def turned(row):
        padded = [*row, *[None] * (width - len(row))]
        return padded[::-1]

    content = workbook([*cells[:heading], *[turned(row) for row in cells[heading:] if len(row) > 2]])

    assert kinds(content) == [kind]
    names = [record.get("name") or record.get("unit") for record in records(content)]
    assert {record.get("name") or record.get("unit") for record in expected} <= set(names)


def test_accents_case_line_breaks_and_stars_in_headings_do_not_matter():
    plain = workbook(
        [["STT", "Họ và tên", "Ngày sinh", "Đơn vị công tác"], [1, "Nguyễn Văn An", "1/2/1980", "Phòng A"]]
    )
    dressed = workbook(
        [
            ["stt", "HỌ VÀ TÊN (*)", "Ngày\nsinh (dd/mm/yyyy)", "Don vi  cong tac"],
            [1, "Nguyễn Văn An", "1/2/1980", "Phòng A"],
        ]
    )

    assert records(plain) == records(dressed)
    assert [part["problems"] for part in parts(dressed)] == [[]]
