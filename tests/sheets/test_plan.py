"""Whole files to whole plans: what the office wrote, row by row, nothing lost and nothing invented."""

from datetime import date

import pytest

from tdkt.sheets.plan import read_plan
from tests.sheets.books import word, workbook
from tests.sheets.reading import AWARD, MODEL, PERSON, RATING, UNIT, codes, kinds, parts, records, rows, said

APPENDIX = workbook(
    [
        ["ỦY BAN NHÂN DÂN", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["TỈNH QUẢNG NAM", None, None, "Độc lập - Tự do - Hạnh phúc"],
        ["DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG BẰNG KHEN CỦA CHỦ TỊCH UBND TỈNH"],
        ["Đã có thành tích xuất sắc trong phong trào thi đua “Vì an ninh Tổ quốc” năm 2019"],
        ["(Kèm theo Quyết định số 1234/QĐ-UBND ngày 20 tháng 11 năm 2019 của Chủ tịch UBND tỉnh Quảng Nam)"],
        ["STT", "Họ và tên", "Ngày sinh", "Cấp bậc", "Chức vụ", "Đơn vị công tác"],
        [1, "Đ/c Nguyễn Văn An", date(1980, 2, 1), "Thượng úy", "Đội phó", "Công an huyện Đại Lộc"],
        [2, "Tr?n V?n B", "02/03/1981", "Đại úy", "Đội trưởng", "nt"],
        [3, "LÊ THỊ CÚC", "31/02/1990", None, "Cán bộ", "Phòng Tham mưu"],
        ["Tổng cộng: 03 đồng chí./."],
        [None, None, None, None, "TM. ỦY BAN NHÂN DÂN"],
        [None, None, None, None, "CHỦ TỊCH"],
        [None, None, None, None, "Nguyễn Ký Tên"],
    ]
)
GIVEN = AWARD | {
    "recipient": "individual",
    "award": "bang-khen-bo-tinh",
    "authority": "province",
    "for_from": 2019,
    "for_to": 2019,
    "decision_number": "1234/QĐ-UBND",
    "decision_date": "2019-11-20",
}


def test_an_appendix_of_a_decision_becomes_a_plan_row_by_row():
    plan = read_plan("bang-khen-2019.xlsx", APPENDIX)

    assert plan["file"] == "bang-khen-2019.xlsx"
    (part,) = plan["parts"]
    assert {key: part[key] for key in ("where", "kind", "context", "problems")} == {
        "where": "Sheet1",
        "kind": "awards",
        "context": {
            "title": "DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG BẰNG KHEN CỦA CHỦ TỊCH UBND TỈNH",
            "award": "bang-khen-bo-tinh",
            "authority": "province",
            "recipient": "individual",
            "for_from": 2019,
            "for_to": 2019,
            "stage": "given",
            "decision_number": "1234/QĐ-UBND",
            "decision_date": "2019-11-20",
        },
        "problems": [],
    }
    assert [(row["at"], row["status"], row.get("why")) for row in part["rows"]] == [
        ("Sheet1!A1:D1", "ignored", "title"),
        ("Sheet1!A2:D2", "ignored", "title"),
        ("Sheet1!A3", "ignored", "title"),
        ("Sheet1!A4", "ignored", "title"),
        ("Sheet1!A5", "ignored", "title"),
        ("Sheet1!A6:F6", "ignored", "heading"),
        ("Sheet1!A7:F7", "new", None),
        ("Sheet1!A8:F8", "refused", None),
        ("Sheet1!A9:F9", "new", None),
        ("Sheet1!A10:F10", "ignored", "total"),
        ("Sheet1!A11:F11", "ignored", "signature"),
        ("Sheet1!A12:F12", "ignored", "signature"),
        ("Sheet1!A13:F13", "ignored", "signature"),
    ]
    assert part["rows"][6] == {
        "at": "Sheet1!A7:F7",
        "status": "new",
        "record": GIVEN
        | {
            "name": "Nguyễn Văn An",
            "born": "1980-02-01",
            "rank": "Thượng úy",
            "post": "Đội phó",
            "unit": "Công an huyện Đại Lộc",
        },
        "problems": [],
    }
    assert part["rows"][7] == {
        "at": "Sheet1!A8:F8",
        "status": "refused",
        "record": None,
        "problems": [
            {
                "code": "ditto",
                "at": "Sheet1!F8",
                "value": "nt",
                "message": "Hàng 8, cột Đơn vị công tác: 'nt' được hiểu là 'Công an huyện Đại Lộc' như dòng trên.",
                "remedy": "Xem lại nếu dòng trên không phải là dòng được nhắc tới.",
                "level": "repair",
            },
            {
                "code": "text-damaged",
                "at": "Sheet1!B8",
                "value": "Tr?n V?n B",
                "message": "Hàng 8, cột Họ và tên: 'Tr?n V?n B' có chữ bị hỏng hoặc mất dấu, không đọc chắc chắn được.",
                "remedy": "Gõ lại ô này bằng tiếng Việt Unicode theo bản gốc rồi nhập lại, hoặc bỏ qua dòng này.",
                "level": "error",
            },
        ],
    }
    assert part["rows"][8] == {
        "at": "Sheet1!A9:F9",
        "status": "new",
        "record": GIVEN | {"name": "LÊ THỊ CÚC", "post": "Cán bộ", "unit": "Phòng Tham mưu"},
        "problems": [
            {
                "code": "date-bad",
                "at": "Sheet1!C9",
                "value": "31/02/1990",
                "message": "Hàng 9, cột Ngày sinh: '31/02/1990' không phải là ngày.",
                "remedy": "Sửa trong tệp rồi nhập lại, hoặc bỏ qua dòng này.",
                "level": "error",
            }
        ],
    }


def test_group_lines_give_the_award_the_receiver_the_unit_and_the_year_until_the_next_of_their_rank():
    content = workbook(
        [
            ["DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC KHEN THƯỞNG"],
            ["STT", "Họ và tên, tên tập thể", "Cấp bậc, chức vụ", "Số quyết định"],
            ["A", "HUÂN CHƯƠNG CHIẾN CÔNG HẠNG BA"],
            ["I", "TẬP THỂ"],
            [1, "Phòng Cảnh sát hình sự", None, "77/QĐ-CTN"],
            ["II", "CÁ NHÂN (02 đồng chí)"],
            [None, "Công an huyện Đại Lộc"],
            [1, "Nguyễn Văn An", "Thượng úy, Đội phó", "78/QĐ-CTN"],
            [None, "Công an huyện Núi Thành"],
            [2, "Ông Trần Văn Bình", "Trưởng thôn", "78/QĐ-CTN"],
            ["B", "GIẤY KHEN"],
            ["NĂM 2018"],
            [1, "Lê Thị Cúc", None, "9/QĐ-CAT"],
            ["NĂM 2019"],
            [1, "Hộ ông Phạm Dần", None, "10/QĐ-CAT"],
        ]
    )

    assert [said(record) for record in records(content)] == [
        {
            "recipient": "collective", "name": "Phòng Cảnh sát hình sự", "award": "huan-chuong-chien-cong", "class": 3, "authority": "president", "decision_number": "77/QĐ-CTN",
            "stage": "given",
        },
        {
            "recipient": "individual", "name": "Nguyễn Văn An", "rank": "Thượng úy", "post": "Đội phó", "unit": "Công an huyện Đại Lộc", "award": "huan-chuong-chien-cong", "class": 3,
            "authority": "president", "decision_number": "78/QĐ-CTN", "stage": "given",
        },
        {
            "recipient": "individual", "name": "Trần Văn Bình", "sex": "m", "post": "Trưởng thôn", "unit": "Công an huyện Núi Thành", "award": "huan-chuong-chien-cong", "class": 3,
            "authority": "president", "decision_number": "78/QĐ-CTN", "stage": "given",
        },
        {
            "recipient": "individual", "name": "Lê Thị Cúc", "award": "giay-khen", "authority": "agency", "for_from": 2018, "for_to": 2018, "decision_number": "9/QĐ-CAT", "stage": "given",
        },
        {
            "recipient": "household", "name": "Hộ ông Phạm Dần", "award": "giay-khen", "authority": "agency", "for_from": 2019, "for_to": 2019, "decision_number": "10/QĐ-CAT",
            "stage": "given",
        },
    ]  # fmt: skip


def test_merged_headings_of_two_rows_are_joined_and_a_birth_year_under_nu_is_a_womans():
    content = workbook(
        [
            ["DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN CỦA GIÁM ĐỐC CÔNG AN TỈNH"],
            ["STT", "Họ và tên", "Năm sinh", None, "Quyết định", None],
            [None, None, "Nam", "Nữ", "Số", "Ngày"],
            [1, 2, 3, 4, 5, 6],
            [1, "Nguyễn Văn An", 1980, None, "12/QĐ-CAT", "5.6.2019"],
            [2, "Trần Thị Bưởi", None, 1985, "12/QĐ-CAT", "5.6.2019"],
        ],
        merges=["A2:A3", "B2:B3", "C2:D2", "E2:F2"],
    )

    assert [said(record) for record in records(content)] == [
        {
            "recipient": "individual", "name": "Nguyễn Văn An", "sex": "m", "born": "1980", "award": "giay-khen", "authority": "agency", "decision_number": "12/QĐ-CAT",
            "decision_date": "2019-06-05", "stage": "given",
        },
        {
            "recipient": "individual", "name": "Trần Thị Bưởi", "sex": "f", "born": "1985", "award": "giay-khen", "authority": "agency", "decision_number": "12/QĐ-CAT",
            "decision_date": "2019-06-05", "stage": "given",
        },
    ]  # fmt: skip
    assert (
        records(
            "STT,Họ và tên,Năm sinh,,Quyết định,\n,,Nam,Nữ,Số,Ngày\n1,Trần Thị Bưởi,,1985,12/QĐ-CAT,5.6.2019\n".encode(),
            "a.csv",
        )[0]["born"]
        == "1985"
    )


def test_two_tables_on_a_sheet_are_two_parts_and_the_second_goes_on_under_the_same_decision():
    content = workbook(
        [
            ["DANH SÁCH ĐƯỢC TẶNG BẰNG KHEN CỦA BỘ TRƯỞNG BỘ CÔNG AN"],
            ["(Kèm theo Quyết định số 55/QĐ-BCA ngày 5/6/2019)"],
            ["I. TẬP THỂ"],
            ["STT", "Tên tập thể"],
            [1, "Phòng Tham mưu"],
            ["II. CÁ NHÂN"],
            ["STT", "Họ và tên", "Cấp bậc"],
            [1, "Trần Văn Bê", "Đại uý"],
            ["PHỤ LỤC II: DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN CỦA GIÁM ĐỐC CÔNG AN TỈNH NĂM 2019"],
            ["(Kèm theo Quyết định số 60/QĐ-CAT ngày 6/6/2019)"],
            ["STT", "Họ và tên", "Cấp bậc"],
            [1, "Trần Văn Cê", "Đại uý"],
        ]
    )

    found = [
        tuple(
            row["record"][key]
            for key in ("recipient", "name", "award", "authority", "decision_number", "decision_date", "for_to")
        )
        for row in rows(content)
    ]

    assert [part["where"] for part in parts(content)] == ["Sheet1"] * 3
    assert found == [
        ("collective", "Phòng Tham mưu", "bang-khen-bo-tinh", "ministry", "55/QĐ-BCA", "2019-06-05", None),
        ("individual", "Trần Văn Bê", "bang-khen-bo-tinh", "ministry", "55/QĐ-BCA", "2019-06-05", None),
        ("individual", "Trần Văn Cê", "giay-khen", "agency", "60/QĐ-CAT", "2019-06-06", 2019),
    ]


def test_two_lists_side_by_side_are_two_parts():
    content = workbook(
        [
            ["DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN CỦA GIÁM ĐỐC CÔNG AN TỈNH"],
            ["STT", "Họ và tên", "Đơn vị", None, "STT", "Họ và tên", "Đơn vị"],
            [1, "Trần Văn Bê", "Phòng A", None, 3, "Lê Văn Dần", "Phòng B"],
            [2, "Trần Văn Cê", "Phòng A"],
        ]
    )

    assert [(row["at"], row["record"]["name"], row["record"]["unit"]) for row in rows(content)] == [
        ("Sheet1!A3:C3", "Trần Văn Bê", "Phòng A"),
        ("Sheet1!A4:C4", "Trần Văn Cê", "Phòng A"),
        ("Sheet1!E3:G3", "Lê Văn Dần", "Phòng B"),
    ]


def test_one_cell_with_several_awards_gives_several_rows_at_one_place():
    content = workbook(
        [
            ["STT", "Họ và tên", "Hình thức khen thưởng", "Năm"],
            [1, "Nguyễn Văn An", "Bằng khen của Bộ Công an; CSTĐCS\nGiấy khen", 2019],
        ]
    )

    assert [(row["at"], row["record"]["award"], row["record"]["authority"]) for row in rows(content)] == [
        ("Sheet1!A2:D2", "bang-khen-bo-tinh", "ministry"),
        ("Sheet1!A2:D2", "chien-si-thi-dua-co-so", None),
        ("Sheet1!A2:D2", "giay-khen", None),
    ]


@pytest.mark.parametrize(
    ("words", "award", "class_", "level", "status"),
    [
        ("Bằng khen", None, None, None, "doubtful"),
        ("Bằng khen của Thủ tướng Chính phủ", "bang-khen-thu-tuong", None, "prime-minister", "new"),
        ("Huân chương Bảo vệ Tổ quốc hạng Nhì", "huan-chuong-bao-ve-to-quoc", 2, None, "new"),
        ("Huân chương Chiến sĩ vẻ vang hạng Ba", "huy-chuong-chien-si-ve-vang", 3, None, "new"),
        ("Cờ lưu niệm", None, None, None, "doubtful"),
        ("ĐVQT", "don-vi-quyet-thang", None, None, "new"),
    ],
)
def test_an_award_is_recognised_or_left_to_a_person_but_never_guessed(words, award, class_, level, status):
    (row,) = rows(workbook([["STT", "Tên tập thể", "Hình thức khen thưởng"], [1, "Phòng Tham mưu", words]]))

    found = row["record"]
    assert (found["award"], found["class"], found["authority"], row["status"]) == (award, class_, level, status)
    assert ("candidates" in row) == (status == "doubtful")


def test_the_number_of_the_decision_tells_who_gave_a_bang_khen():
    content = workbook(
        [
            ["STT", "Họ và tên", "Hình thức", "Số QĐ", "Ngày QĐ"],
            [1, "Nguyễn Văn An", "Bằng khen", "1 / QĐ - TTg", "1/2/2019"],
            [2, "Nguyễn Văn Bê", "Bằng khen", "2/QĐ-BCA-X03", "tháng 2 năm 2019"],
            [3, "Nguyễn Văn Cê", "Bằng khen", "Quyết định số 3/QĐ-UBND ngày 05 tháng 7 năm 2019", None],
            [4, "Nguyễn Văn Dê", "Giấy khen", "4/QĐ-CAT", 2019],
            [5, "Nguyễn Văn Em", "Huân chương Chiến công", "5/QĐ-CTN", 43789],
        ]
    )

    assert [
        tuple(record[key] for key in ("award", "authority", "decision_number", "decision_date"))
        for record in records(content)
    ] == [
        ("bang-khen-thu-tuong", "prime-minister", "1/QĐ-TTg", "2019-02-01"),
        ("bang-khen-bo-tinh", "ministry", "2/QĐ-BCA-X03", "2019-02"),
        ("bang-khen-bo-tinh", "province", "3/QĐ-UBND", "2019-07-05"),
        ("giay-khen", "agency", "4/QĐ-CAT", "2019"),
        ("huan-chuong-chien-cong", "president", "5/QĐ-CTN", "2019-11-20"),
    ]


def test_a_proposal_is_proposed_and_its_letter_is_no_decision():
    content = workbook(
        [
            ["DANH SÁCH CÁ NHÂN ĐỀ NGHỊ TẶNG HUÂN CHƯƠNG BẢO VỆ TỔ QUỐC HẠNG BA"],
            ["(Kèm theo Tờ trình số 112/TTr-CAT ngày 4/5/2020 của Giám đốc Công an tỉnh)"],
            ["STT", "Họ và tên"],
            [1, "Hồ Hữu Quân"],
        ]
    )

    assert said(records(content)[0]) == {
        "recipient": "individual", "name": "Hồ Hữu Quân", "award": "huan-chuong-bao-ve-to-quoc", "class": 3, "stage": "proposed",
    }  # fmt: skip


def test_people_lists_keep_what_they_say_and_restore_lost_zeros_openly():
    content = workbook(
        [
            ["STT", "Họ và tên", "Giới tính", "Năm sinh", "Số hiệu", "Số CCCD", "Quê quán", "Ngày vào CAND", "Ngày vào Đảng", "Cấp bậc hàm", "Chức vụ", "Đội, tổ công tác", "Đơn vị"],
            [1, "Nguyễn Văn An", "Nam", 1980, "012345", "049080000001", "Đại Lộc", "02/2000", "3/2/2005", "Thiếu tá", "Đội trưởng", "Đội 1", "Phòng A"],
            [2, "Trần Thị Bé", "nữ", "5/1985", 12346, 49085000002, None, 2004, None, None, None, None, "nt"],
            [3, "Lê Văn Cam", "?", "1.2.85", "012347", None, None, "28.5", None, None, None, None, None],
        ]
    )  # fmt: skip

    found = rows(content)

    assert kinds(content) == ["people"]
    assert [row["record"] for row in found] == [
        PERSON
        | {
            "name": "Nguyễn Văn An", "sex": "m", "born": "1980", "service_number": "012345", "identity_number": "049080000001", "home": "Đại Lộc", "joined": "2000-02",
            "party_joined": "2005-02-03", "rank": "Thiếu tá", "post": "Đội trưởng", "unit": "Đội 1, Phòng A",
        },
        PERSON | {"name": "Trần Thị Bé", "sex": "f", "born": "1985-05", "service_number": "012346", "identity_number": "049085000002", "joined": "2004", "unit": "Phòng A"},
        PERSON | {"name": "Lê Văn Cam", "service_number": "012347"},
    ]  # fmt: skip
    assert [codes(row) for row in found] == [
        [],
        [
            ("ditto", "Sheet1!M3", "nt"),
            ("zeros-restored", "Sheet1!E3", "12346"),
            ("zeros-restored", "Sheet1!F3", "49085000002"),
        ],
        [
            ("date-short-year", "Sheet1!D4", "1.2.85"),
            ("sex-bad", "Sheet1!C4", "?"),
            ("date-without-year", "Sheet1!H4", "28.5"),
        ],
    ]


def test_unit_lists_name_their_predecessors_only_where_they_have_such_a_column():
    heading = ["STT", "Mã đơn vị", "Tên đơn vị", "Đơn vị cấp trên", "Cấp", "Từ ngày", "Đến ngày"]
    row = [1, "P1", "Phòng Công tác đảng", "Công an tỉnh", "Cấp phòng", "15/8/2018", None]
    plain = UNIT | {
        "name": "Phòng Công tác đảng",
        "code": "P1",
        "parent": "Công an tỉnh",
        "level": "department",
        "from": "2018-08-15",
    }

    assert records(workbook([heading, row])) == [plain]
    assert records(workbook([[*heading, "Hợp nhất từ"], [*row, "Phòng Chính trị; Phòng Đào tạo"]])) == [
        plain | {"succeeds": ["Phòng Chính trị", "Phòng Đào tạo"]}
    ]


def test_model_lists_count_points_groups_members_and_households_apart():
    content = workbook(
        [
            ["DANH SÁCH MÔ HÌNH TỰ QUẢN"],
            ["(Tính đến ngày 31/12/2019)"],
            ["TT", "Loại mô hình", "Tên mô hình", "Địa bàn (thôn, xã)", "Ngày thành lập", "Số điểm", "Số tổ", "Số thành viên", "Số hộ", "Xếp loại", "QĐ công nhận", "Ghi chú"],
            ["I", "Huyện Đại Lộc"],
            [1, "Tiếng loa an ninh", "“Tiếng loa an ninh”", "thôn 1, xã A", "5/2015", 1, "03", "1.277", "12 hộ", "Phát huy hiệu quả", "12/QĐ-UBND", None],
            [2, None, "Camera ?n ninh", "thôn 2", None, None, None, None, None, None, None, None],
            [3, None, "2 giữ", "thôn 3", "2014", "nhiều", None, None, None, None, None, "mới"],
        ]
    )  # fmt: skip

    found = rows(content)

    assert parts(content)[0]["context"] == {"title": "DANH SÁCH MÔ HÌNH TỰ QUẢN", "as_of": "2019-12-31"}
    assert [row["record"] for row in found] == [
        MODEL
        | {
            "type": "Tiếng loa an ninh", "name": "“Tiếng loa an ninh”", "place": "thôn 1, xã A", "founded": "2015-05", "places": 1, "groups": 3, "members": 1277, "households": 12,
            "rating": "Phát huy hiệu quả", "decision_number": "12/QĐ-UBND",
        },
        None,
        MODEL | {"name": "2 giữ", "place": "thôn 3", "founded": "2014", "note": "mới"},
    ]  # fmt: skip
    assert [codes(row) for row in found] == [
        [("number-grouped", "Sheet1!H5", "1.277")],
        [("text-damaged", "Sheet1!C6", "Camera ?n ninh")],
        [("number-bad", "Sheet1!F7", "nhiều")],
    ]


def test_ratings_carry_their_titles_and_years_side_by_side_give_a_row_each():
    one_year = workbook(
        [
            ["KẾT QUẢ PHÂN LOẠI CÁN BỘ NĂM 2018"],
            ["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Kết quả xếp loại", "Danh hiệu thi đua"],
            [1, "Nguyễn Văn An", "1/2/1980", "Phòng A", "HTXSNV", "CSTĐCS"],
            [2, "Trần Văn Bê", None, "Phòng A", "Loại 1", None],
        ]
    )
    years = workbook(
        [
            ["BẢNG TỔNG HỢP ĐÁNH GIÁ, XẾP LOẠI CÁN BỘ"],
            ["STT", "Họ và tên", "Kết quả xếp loại", None, "Ghi chú"],
            [None, None, 2018, 2019, None],
            [1, "Nguyễn Văn An", "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ", None],
        ],
        merges=["A2:A3", "B2:B3", "C2:D2", "E2:E3"],
    )

    assert records(one_year) == [
        RATING
        | {"name": "Nguyễn Văn An", "born": "1980-02-01", "unit": "Phòng A", "year": 2018, "rating": "hoan-thanh-xuat-sac", "title": "chien-si-thi-dua-co-so"},
        RATING | {"name": "Trần Văn Bê", "unit": "Phòng A", "year": 2018, "note": "Loại 1"},
    ]  # fmt: skip
    assert records(years) == [
        RATING | {"name": "Nguyễn Văn An", "year": 2018, "rating": "hoan-thanh-tot"},
        RATING | {"name": "Nguyễn Văn An", "year": 2019, "rating": "hoan-thanh"},
    ]


def test_movements_know_their_years_and_what_they_are_part_of():
    content = workbook(
        [
            ["DANH SÁCH PHONG TRÀO THI ĐUA GIAI ĐOẠN 2015 - 2020"],
            ["STT", "Tên phong trào", "Loại", "Cơ quan phát động", "Văn bản phát động", "Gắn với phong trào"],
            [
                1,
                "“Học tập, thực hiện 6 điều”",
                "Cuộc vận động",
                "Giám đốc Công an tỉnh",
                "Kế hoạch số 7/KH-CAT",
                "Vì an ninh Tổ quốc",
            ],
        ]
    )

    assert kinds(content) == ["movements"]
    assert said(records(content)[0]) == {
        "name": "“Học tập, thực hiện 6 điều”", "kind": "campaign", "from": "2015", "to": "2020", "launched_by": "Giám đốc Công an tỉnh", "document": "Kế hoạch số 7/KH-CAT",
        "part_of": "Vì an ninh Tổ quốc",
    }  # fmt: skip


def test_word_tables_take_their_titles_from_the_paragraphs_above():
    content = word(
        "DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG BẰNG KHEN",
        "CỦA BỘ TRƯỞNG BỘ CÔNG AN",
        "(Kèm theo Quyết định số 77/QĐ-BCA ngày 05 tháng 6 năm 2019)",
        [
            ["STT", "Họ và tên", "Cấp bậc, chức vụ", "Đơn vị"],
            ["1", "Trần Văn Bê", "Đại úy, Đội trưởng", "Phòng X"],
            ["2", "Trần V?n Cê", "Đại úy", ""],
        ],
        "DANH SÁCH TẬP THỂ",
        [["STT", "Tên tập thể"], ["1", "Phòng Y"]],
        merges=[(0, (1, 3), (2, 3))],
    )

    found = rows(content, "a.docx")

    assert [(row["at"], row["status"]) for row in found] == [
        ("table 1 row 2", "new"),
        ("table 1 row 3", "refused"),
        ("table 2 row 2", "new"),
    ]
    assert codes(found[1]) == [("text-damaged", "table 1 row 3 column 2", "Trần V?n Cê")]
    assert [found[i]["record"]["award"] for i in (0, 2)] == ["bang-khen-bo-tinh"] * 2
    assert said(found[2]["record"])["decision_number"] == "77/QĐ-BCA"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_is_read_in_any_encoding_and_with_any_separator(encoding, separator):
    lines = [["STT", "Họ và tên", "Chức vụ"], ["1", "Nguyễn Đức Ổn", "Đội\ntrưởng"], ["2", "Trần V?n B", "x"]]
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in line) for line in lines)
    if encoding == "cp1258":
        import unicodedata

        # The code page writes tones as characters of their own, but ă â ê ô ơ ư as letters.
        text = "".join(c if c in "ăâêôơưđĂÂÊÔƠƯĐ" else unicodedata.normalize("NFD", c) for c in _shaped(text))

    found = rows(text.encode(encoding), "a.csv")

    assert [(row["at"], row["status"]) for row in found] == [("line 2", "new"), ("line 4", "refused")]
    assert found[0]["record"] == PERSON | {"name": "Nguyễn Đức Ổn", "post": "Đội trưởng"}
    assert codes(found[1]) == [("text-damaged", "line 4 column 2", "Trần V?n B")]


def _shaped(text: str) -> str:
    """Each letter with its tone taken off and put behind it."""
    import unicodedata

    out = []
    for c in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", c)
        tones = "".join(p for p in parts if p in "\u0300\u0309\u0303\u0301\u0323")
        out.append(unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones)) + tones)
    return "".join(out)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("Tr\ufffdn V\ufffdn B", "text-damaged"),
        ("Trn Vn An", "text-damaged"),
        ("NguyÔn §øc", "text-legacy-font"),
        ("Nguyá»n VÄƒn A", "text-damaged"),
        ("Nguy?n", "text-damaged"),
    ],
)
def test_a_damaged_name_refuses_the_row_with_its_address(value, code):
    (row,) = rows(workbook([["STT", "Họ và tên", "Chức vụ"], [1, value, "Đội phó"]]))

    assert (row["status"], row["record"], codes(row)) == ("refused", None, [(code, "Sheet1!B2", value)])


def test_a_damaged_cell_elsewhere_is_left_out_with_an_error_on_it():
    (row,) = rows(workbook([["STT", "Họ và tên", "Chức vụ", "Đơn vị"], [1, "Nguyễn Văn An", "Đội ph?ng", "Phòng A"]]))

    assert row["status"] == "new"
    assert row["record"] == PERSON | {"name": "Nguyễn Văn An", "unit": "Phòng A"}
    assert codes(row) == [("text-damaged", "Sheet1!C2", "Đội ph?ng")]


@pytest.mark.parametrize(
    "name",
    [
        "Alăng Bhuôch",
        "Zơrâm Thị Ất",
        "H'Hen Niê",
        "Y Krông",
        "Ông Văn Tùng",
        "Đoàn Văn Bảo",
        "Nguyễn Th. Lan",
        "Bríu Pố",
    ],
)
def test_names_of_every_people_of_the_land_are_taken_as_they_stand(name):
    (row,) = rows(workbook([["STT", "Họ và tên", "Chức vụ"], [1, name, "Cán bộ"]]))

    assert (row["status"], row["record"]["name"]) == ("new", name)


def test_hidden_sheets_are_left_out_and_instructions_are_said_to_hold_no_table():
    content = workbook(
        {"Hướng dẫn": [["Cách điền tệp"], ["Điền đủ cột"]], "_CapBac": [["STT", "Họ và tên", "Cấp bậc"]], "DS": [["STT", "Họ và tên", "Chức vụ"], [1, "Nguyễn Văn An", "x"]]},
        hidden=["_CapBac"],
    )  # fmt: skip

    found = parts(content)

    assert [(part["where"], part["kind"]) for part in found] == [("Hướng dẫn", "unknown"), ("DS", "people")]
    assert [problem["code"] for problem in found[0]["problems"]] == ["no-table"]


def test_a_table_of_no_known_kind_says_so_and_a_column_left_unread_is_named():
    unknown = workbook([["STT", "Họ và tên", "Thông báo"], [1, "Nguyễn Văn An", "12/TB"]])
    extra = workbook([["STT", "Họ và tên", "Chức vụ", "Cân nặng"], [1, "Nguyễn Văn An", "Đội phó", 60]])

    assert [problem["code"] for problem in parts(unknown)[0]["problems"]] == ["kind-unknown"]
    assert [(p["code"], p["at"], p["value"]) for p in parts(extra)[0]["problems"]] == [
        ("column-unread", "Sheet1!D1", "Cân nặng")
    ]


def test_a_lone_name_without_its_number_is_refused_and_not_passed_over():
    content = workbook(
        [["STT", "Họ và tên", "Chức vụ"], [1, "Nguyễn Văn An", "x"], [None, "Trần Văn Bê"], [3, "Lê Văn Cê", "y"]]
    )

    assert [(row["at"], row["status"]) for row in rows(content)] == [
        ("Sheet1!A2:C2", "new"),
        ("Sheet1!A3:C3", "refused"),
        ("Sheet1!A4:C4", "new"),
    ]


def test_a_formula_that_failed_is_an_error_on_its_cell():
    import io

    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["STT", "Họ và tên", "Chức vụ"])
    sheet.write_row(1, 0, [1, "Nguyễn Văn An"])
    sheet.write_formula(1, 2, "=VLOOKUP(1,A1:B2,2)", None, "#N/A")
    book.close()

    (row,) = rows(out.getvalue())

    assert row["record"] == PERSON | {"name": "Nguyễn Văn An"}
    assert codes(row) == [("cell-error", "Sheet1!C2", "#N/A")]


def test_groups_with_totals_of_their_own_each_give_their_unit_and_a_signer_is_no_person():
    content = workbook(
        [
            ["DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN CỦA GIÁM ĐỐC CÔNG AN TỈNH"],
            ["STT", "Họ và tên", "Chức vụ"],
            ["Công an huyện Đại Lộc"],
            [1, "Nguyễn Văn An", "Đội phó"],
            ["Cộng: 01 đồng chí"],
            ["Công an huyện Núi Thành"],
            [1, "Trần Văn Bê", "Đội phó"],
            ["-", "Lê Văn Cê"],
            ["Cộng: 01 đồng chí"],
            ["Tổng cộng: 02 đồng chí"],
            [None, None, "NGƯỜI LẬP BIỂU"],
            [None, "Phạm Ký Tên"],
        ]
    )

    found = [
        (row["at"], row["status"], row["record"] and (row["record"]["name"], row["record"]["unit"]))
        for row in rows(content)
    ]

    assert found == [
        ("Sheet1!A4:C4", "new", ("Nguyễn Văn An", "Công an huyện Đại Lộc")),
        ("Sheet1!A7:C7", "new", ("Trần Văn Bê", "Công an huyện Núi Thành")),
        ("Sheet1!A8:C8", "refused", None),
    ]


def test_a_name_parted_over_two_columns_under_one_heading_is_one_name():
    merged = workbook([["STT", "Họ và tên", None, "Chức vụ"], [1, "Nguyễn Văn", "An", "x"]], merges=["B1:C1"])
    apart = workbook([["STT", "Họ và chữ đệm", "Tên", "Chức vụ"], [1, "Nguyễn Văn", "An", "x"]])

    assert records(merged) == records(apart) == [PERSON | {"name": "Nguyễn Văn An", "post": "x"}]


def test_the_period_of_a_list_of_many_awards_is_not_the_years_of_each():
    content = workbook(
        [
            ["TỔNG HỢP KHEN THƯỞNG GIAI ĐOẠN 2015 - 2020"],
            ["STT", "Họ và tên", "Hình thức khen thưởng", "Năm"],
            [1, "Nguyễn Văn An", "Giấy khen", 2016],
            [2, "Trần Văn Bê", "Giấy khen", None],
        ]
    )

    assert [(record["for_from"], record["for_to"]) for record in records(content)] == [(2016, 2016), (None, None)]
