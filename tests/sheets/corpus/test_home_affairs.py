"""Files of the provincial Home-Affairs system (LIFE): the received file with its codes, CANHAN, TAPTHE, DETAI, NHANDULIEU, DANHMUC."""

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
    seen,
)

RECEIVED = [
    "STT", "Tên gọi(Ông/Bà/Chức danh)", "Tên tập thể/cá nhân/hộ gia đình", "Chức vụ", "Đơn vị công tác", "Phân loại khen thưởng", "Danh hiệu thi đua/Hình thức khen thưởng",
    "Phân loại đối tượng", "Lĩnh vực hoạt động", *[None] * 8,
    "(R) Mã Phân loại khen thưởng", "(S) Mã Danh hiệu thi đua", "(T) Mã phân loại loại tượng", "(U) Mã Lĩnh vực hoạt động",
]  # fmt: skip
CODES = ["CANHAN", "1684117423", "1671247968", "NN"]
FORMS = [
    ["tenhinhthuckt", "mahinhthuckt"],
    ["Huân chương Sao vàng", "1645842372"],
    ["Huân chương Vì an ninh Tổ quốc", "1645842399"],
    ["Bằng khen của Chủ tịch UBND tỉnh", "1684117423"],
]
LIST_OF_INDIVIDUALS = [
    "STT", "Họ và tên", "Giới tính", "Ngày sinh", "Chức vụ", "Tên phòng ban, khối, tổ công tác", "Tên đơn vị/tập thể công tác", "Địa chỉ / Nơi ở", "Mã phân loại cán bộ",
    "Mã hình thức khen thưởng", "Mã danh hiệu thi đua (nếu có)",
]  # fmt: skip
CATALOGUE = [
    ["Hình thức khen thưởng", None, None, None, "Danh hiệu thi đua", None, None, None, "Phân loại đối tượng", None, None],
    ["STT", "Mã số", "Tên hình thức", None, "STT", "Mã số", "Tên danh hiệu", None, "STT", "Mã số", "Tên phân loại"],
    [1, "1645842372", "Huân chương Sao vàng", None, 1, "1671247001", "Lao động tiên tiến", None, 1, "1671247968", "Công nhân"],
    [2, "1684117423", "Bằng khen của Chủ tịch UBND tỉnh", None, 2, "1671247002", "Chiến sĩ thi đua cơ sở", None, 2, "1671247969", "Nông dân"],
]  # fmt: skip

received = File(
    "MauTDKT.xlsx",
    lambda: workbook(
        {
            "file nhận": [
                RECEIVED,
                [1, "Ông", "Nguyễn Văn An", "Trưởng thôn", "Thôn 1, xã Đại Minh", "Khen thưởng cá nhân", "Bằng khen của Chủ tịch UBND tỉnh", "Nông dân", "Nông nghiệp", *[None] * 8, *CODES],
                [2, None, "Phòng Nội vụ", None, None, "Khen thưởng tập thể", "Tập thể lao động xuất sắc", None, None, *[None] * 8, "TAPTHE", "1671247003", None, None],
                [3, None, "Hộ ông Lê Bảy", None, "Thôn 2", "Khen thưởng hộ gia đình", "Giấy khen", None, None, *[None] * 8, "HOGIADINH"],
                [4, "Thượng tá", "Lê Thị Sáu", "Phó Giám đốc", "Công an tỉnh", "Khen thưởng cá nhân", "Huân chương Vì an ninh Tổ quốc", None, None, *[None] * 8, "CANHAN"],
                [5, "Bà", "Hồ Thị Năm", "Giáo viên", "Trường THCS Kim Đồng", "Khen thưởng cá nhân", "Chiến sĩ thi đua cơ sở; Giấy khen", None, None, *[None] * 8, "CANHAN"],
                [6, "Thiếu tá", "Trần Văn Tư", None, "Công an huyện Đại Lộc", "Khen thưởng cá nhân", "Huân chương Chiến sĩ vẻ vang hạng Nhì", None, None, *[None] * 8, "CANHAN"],
            ],
            "HTKT": FORMS,
        },
        hidden=("HTKT",),
    ),
    [
        Part(
            "file nhận",
            "awards",
            [
                *passed_over("file nhận!A1:U1"),
                new("file nhận!A2:U2", **person("Nguyễn Văn An"), sex="m", post="Trưởng thôn", unit="Thôn 1, xã Đại Minh", award="bang-khen-bo-tinh", authority="province"),
                new("file nhận!A3:U3", **collective("Phòng Nội vụ"), award="tap-the-lao-dong-xuat-sac"),
                new("file nhận!A4:U4", **household("Hộ ông Lê Bảy"), unit="Thôn 2", award="giay-khen"),
                new("file nhận!A5:U5", **person("Lê Thị Sáu"), rank="Thượng tá", post="Phó Giám đốc", unit="Công an tỉnh", award="huy-chuong-vi-an-ninh-to-quoc",
                    problems=[("award-misnamed", "file nhận!G5")]),
                new("file nhận!A6:U6", **person("Hồ Thị Năm"), sex="f", post="Giáo viên", unit="Trường THCS Kim Đồng", award="chien-si-thi-dua-co-so"),
                new("file nhận!A6:U6", **person("Hồ Thị Năm"), sex="f", post="Giáo viên", unit="Trường THCS Kim Đồng", award="giay-khen"),
                new("file nhận!A7:U7", **person("Trần Văn Tư"), rank="Thiếu tá", unit="Công an huyện Đại Lộc", award="huy-chuong-chien-si-ve-vang", class_=2,
                    problems=[("award-misnamed", "file nhận!G7")]),
            ],
            about=[("column-unread", f"file nhận!{c}1") for c in "HIRSTU"],
        )
    ],
)  # fmt: skip

individuals = File(
    "CANHAN.xlsx",
    lambda: workbook(
        {
            "DANSACH": [
                ["DANH SÁCH ĐỐI TƯỢNG ĐỀ NGHỊ KHEN THƯỞNG"], [],
                LIST_OF_INDIVIDUALS,
                [1, "Nguyễn Văn An", "Nam", "12/05/1980", "Trưởng phòng", "Phòng Nội vụ", "UBND huyện Đại Lộc", "Ái Nghĩa", "1671247968", "1684117423", "1671247002"],
                [2, "Trần Thị Bình", "Nữ", "1985", "Chuyên viên", "Phòng Nội vụ", "UBND huyện Đại Lộc", None, "1671247968", "1645842372;1684117423", None],
                [3, "Lê Công", "Nam", None, None, None, "UBND xã Đại Minh", None, None, "999", None],
            ],
            "DANHMUC": CATALOGUE,
        }
    ),
    [
        Part(
            "DANSACH",
            "awards",
            [
                *passed_over("DANSACH!A1", "DANSACH!A3:K3"),
                new("DANSACH!A4:K4", **person("Nguyễn Văn An"), sex="m", born="1980-05-12", post="Trưởng phòng", unit="Phòng Nội vụ, UBND huyện Đại Lộc", award="bang-khen-bo-tinh",
                    authority="province", stage="proposed"),
                new("DANSACH!A4:K4", **person("Nguyễn Văn An"), sex="m", born="1980-05-12", post="Trưởng phòng", unit="Phòng Nội vụ, UBND huyện Đại Lộc", award="chien-si-thi-dua-co-so",
                    stage="proposed"),
                new("DANSACH!A5:K5", **person("Trần Thị Bình"), sex="f", born="1985", post="Chuyên viên", unit="Phòng Nội vụ, UBND huyện Đại Lộc", award="huan-chuong-sao-vang", stage="proposed"),
                new("DANSACH!A5:K5", **person("Trần Thị Bình"), sex="f", born="1985", post="Chuyên viên", unit="Phòng Nội vụ, UBND huyện Đại Lộc", award="bang-khen-bo-tinh", authority="province",
                    stage="proposed"),
                doubtful("DANSACH!A6:K6", **person("Lê Công"), sex="m", unit="UBND xã Đại Minh", stage="proposed", note="999", problems=[("award-unknown", "DANSACH!J6")]),
            ],
            about=[("column-unread", "DANSACH!H3"), ("column-unread", "DANSACH!I3")],
        ),
        Part("DANHMUC", "unknown", passed_over("DANHMUC!A1:I1", "DANHMUC!A2:K2", "DANHMUC!A3:K3", "DANHMUC!A4:K4"), about=[("codes-list", "DANHMUC")]),
    ],
)  # fmt: skip

collectives = File(
    "TAPTHE.xlsx",
    lambda: workbook(
        {
            "DANSACH": [
                ["DANH SÁCH TẬP THỂ ĐỀ NGHỊ KHEN THƯỞNG"], [],
                ["STT", "Tên đơn vị / tập thể", "Mã phân loại tập thể", "Mã hình thức khen thưởng", "Mã danh hiệu thi đua (nếu có)"],
                [1, "Phòng Nội vụ", "1671247999", "1684117423", None],
                [2, "Trường THCS Kim Đồng", None, None, "1671247001"],
            ],
            "DANHMUC": CATALOGUE,
        }
    ),
    [
        Part(
            "DANSACH",
            "awards",
            [
                *passed_over("DANSACH!A1", "DANSACH!A3:E3"),
                new("DANSACH!A4:E4", **collective("Phòng Nội vụ"), award="bang-khen-bo-tinh", authority="province", stage="proposed"),
                new("DANSACH!A5:E5", **collective("Trường THCS Kim Đồng"), award="tap-the-lao-dong-tien-tien", stage="proposed"),
            ],
            about=[("column-unread", "DANSACH!C3")],
        ),
        Part("DANHMUC", "unknown", passed_over("DANHMUC!A1:I1", "DANHMUC!A2:K2", "DANHMUC!A3:K3", "DANHMUC!A4:K4"), about=[("codes-list", "DANHMUC")]),
    ],
)  # fmt: skip

without_catalogue = File(
    "CANHAN_khongdanhmuc.xlsx",
    lambda: workbook(
        {
            "DANSACH": [
                ["DANH SÁCH ĐỐI TƯỢNG ĐỀ NGHỊ KHEN THƯỞNG"], [],
                LIST_OF_INDIVIDUALS,
                [1, "Nguyễn Văn An", "Nam", "12/05/1980", "Trưởng phòng", None, "UBND huyện Đại Lộc", None, None, "1684117423", None],
            ]
        }
    ),
    [
        Part(
            "DANSACH",
            "awards",
            [
                *passed_over("DANSACH!A1", "DANSACH!A3:K3"),
                doubtful("DANSACH!A4:K4", **person("Nguyễn Văn An"), sex="m", born="1980-05-12", post="Trưởng phòng", unit="UBND huyện Đại Lộc", stage="proposed", note="1684117423",
                         problems=[("award-unknown", "DANSACH!J4")]),
            ],
        )
    ],
)  # fmt: skip

topics = File(
    "DETAI.xlsx",
    lambda: workbook(
        {
            "DANSACH": [
                ["DANH SÁCH ĐỀ TÀI SÁNG KIẾN"], [],
                ["STT", "Tên đề tài", "Ngày công nhân", "Đơn vị công nhận", "Tóm tắt thành tích đạt được", "Tên tác giả", "Phòng ban làm việc", "Tên cơ quan làm việc"],
                [1, "Nâng cao chất lượng dạy học môn Toán", "5/6/2020", "UBND tỉnh", "Áp dụng toàn trường", "Lê Thị Tư", "Tổ Toán", "Trường THCS Kim Đồng"],
                [2, "Phần mềm quản lý văn bản", "2021", "Hội đồng sáng kiến cơ sở", None, "Phan Văn Năm", None, "UBND huyện Đại Lộc"],
            ]
        }
    ),
    [
        Part(
            "DANSACH",
            "initiatives",
            [
                *passed_over("DANSACH!A1", "DANSACH!A3:H3"),
                new("DANSACH!A4:H4", name="Lê Thị Tư", unit="Tổ Toán, Trường THCS Kim Đồng", year=2020, title="Nâng cao chất lượng dạy học môn Toán", scope="bo-tinh"),
                new("DANSACH!A5:H5", name="Phan Văn Năm", unit="UBND huyện Đại Lộc", year=2021, title="Phần mềm quản lý văn bản", scope="co-so"),
            ],
            about=[("column-unread", "DANSACH!E3")],
        )
    ],
    also=("xls",),
)  # fmt: skip

received_data = File(
    "NHANDULIEU.xlsx",
    lambda: workbook(
        {
            "DANSACH": [
                ["DANH SÁCH KHEN THƯỞNG"], [],
                ["STT", "Phân loại khen thưởng", "Tên tập thể/cá nhân/hộ gia đình", "Chức vụ", "Đơn vị công tác", "Danh hiệu thi đua/Hình thức khen thưởng", "Phân loại đối tượng", "Lĩnh vực hoạt động"],
                [1, "Khen thưởng cá nhân", "Nguyễn Văn An", "Trưởng phòng", "UBND huyện Đại Lộc", "Huân chương Lao động hạng Ba", "Cán bộ", None],
                [2, "Khen thưởng tập thể", "Đoàn Thanh niên xã Đại Minh", None, None, "Bằng khen của Thủ tướng Chính phủ", None, None],
                [3, "Khen thưởng hộ gia đình", "Bà Lê Thị Chín", None, "Thôn 3, xã Đại Minh", "Giấy khen", None, None],
            ]
        }
    ),
    [
        Part(
            "DANSACH",
            "awards",
            [
                *passed_over("DANSACH!A1", "DANSACH!A3:H3"),
                new("DANSACH!A4:H4", **person("Nguyễn Văn An"), post="Trưởng phòng", unit="UBND huyện Đại Lộc", award="huan-chuong-lao-dong", class_=3),
                new("DANSACH!A5:H5", **collective("Đoàn Thanh niên xã Đại Minh"), award="bang-khen-thu-tuong", authority="prime-minister"),
                new("DANSACH!A6:H6", **household("Lê Thị Chín"), unit="Thôn 3, xã Đại Minh", award="giay-khen"),
            ],
            about=[("column-unread", "DANSACH!G3")],
        )
    ],
    also=("ods",),
)  # fmt: skip

FILES = [received, individuals, collectives, without_catalogue, topics, received_data]


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_a_file_of_the_home_affairs_system_is_read_as_a_clerk_would(file):
    assert seen(file.make(), file) == expected(file)
