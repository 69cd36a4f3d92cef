"""Paragraphs of a Word file that list receivers become rows; a line is cut only where its words say what each piece is."""

import pytest

from tdkt.vietnamese.legacy import SOFT_HYPHEN, TCVN3, VNI, encode
from tests.sheets.books import word
from tests.sheets.reading import codes, kinds, parts, rows, said

HEAD = [
    [
        [
            "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG NAM\nSố: 1234/QĐ-UBND",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nQuảng Nam, ngày 20 tháng 11 năm 2019",
        ]
    ],
    "QUYẾT ĐỊNH",
    "Về việc tặng Bằng khen của Chủ tịch UBND tỉnh",
    "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH QUẢNG NAM",
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
    "Xét đề nghị của Giám đốc Công an tỉnh tại Tờ trình số 12/TTr-CAT ngày 1 tháng 11 năm 2019,",
    "QUYẾT ĐỊNH:",
    "Điều 1. Tặng Bằng khen của Chủ tịch UBND tỉnh cho 02 tập thể và 02 cá nhân đã có thành tích xuất sắc năm 2019, gồm:",
]
FOOT = [
    "Điều 2. Kèm theo mỗi Bằng khen là tiền thưởng theo quy định.",
    "Điều 3. Chánh Văn phòng UBND tỉnh và các cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.",
    "Nơi nhận:",
    "- Như Điều 3;",
    "- Công an tỉnh;",
    "- Lưu: VT.",
    "CHỦ TỊCH",
]
GIVEN = {"award": "bang-khen-bo-tinh", "authority": "province", "for_from": 2019, "for_to": 2019, "decision_number": "1234/QĐ-UBND", "decision_date": "2019-11-20", "stage": "given"}  # fmt: skip


def test_the_articles_of_a_decision_give_its_receivers_with_number_date_and_award():
    content = word(
        *HEAD,
        "I. TẬP THỂ",
        "1. Công an huyện Đại Lộc;",
        "2. Phòng Tham mưu, Công an tỉnh.",
        "II. CÁ NHÂN",
        "1. Đồng chí Nguyễn Văn An, Đội trưởng, Công an huyện Thăng Bình;",
        "2. Thượng úy Trần Thị Bình, sinh năm 1990, Cán bộ Đội Tổng hợp, Công an thành phố Hội An: đã có thành tích phá án;",
        *FOOT,
    )

    (part,) = parts(content, "a.docx")

    assert part["kind"] == "awards"
    assert [(row["at"], said(row["record"])) for row in part["rows"] if row["status"] == "new"] == [
        ("paragraph 9", GIVEN | {"recipient": "collective", "name": "Công an huyện Đại Lộc"}),
        ("paragraph 10", GIVEN | {"recipient": "collective", "name": "Phòng Tham mưu, Công an tỉnh"}),
        (
            "paragraph 12",
            GIVEN
            | {
                "recipient": "individual",
                "name": "Nguyễn Văn An",
                "post": "Đội trưởng",
                "unit": "Công an huyện Thăng Bình",
            },
        ),
        (
            "paragraph 13",
            GIVEN
            | {
                "recipient": "individual",
                "name": "Trần Thị Bình",
                "rank": "Thượng úy",
                "born": "1990",
                "post": "Cán bộ Đội Tổng hợp",
                "unit": "Công an thành phố Hội An",
                "reason": "đã có thành tích phá án",
            },
        ),
    ]
    assert {row["status"] for row in part["rows"]} == {"new", "ignored"}


@pytest.mark.parametrize(
    ("line", "record"),
    [
        (
            "- Đ/c Nguyễn Văn An, Thiếu tá, Trưởng Công an xã Bình An: Chiến sĩ thi đua cơ sở",
            {
                "name": "Nguyễn Văn An",
                "rank": "Thiếu tá",
                "post": "Trưởng Công an xã Bình An",
                "award": "chien-si-thi-dua-co-so",
            },
        ),
        (
            "2) Bà Trần Thị Bình (sinh năm 1960): Giấy khen vì đã có thành tích bắt cướp",
            {
                "name": "Trần Thị Bình",
                "sex": "f",
                "born": "1960",
                "award": "giay-khen",
                "reason": "vì đã có thành tích bắt cướp",
            },
        ),
        (
            "Nguyễn Văn Cường\tĐội phó\tCông an huyện Núi Thành\tGiấy khen",
            {"name": "Nguyễn Văn Cường", "post": "Đội phó", "unit": "Công an huyện Núi Thành", "award": "giay-khen"},
        ),
        (
            "3. Đồng chí: Lê Văn Dũng - Phó Đội trưởng - Công an xã Bình Minh; đã có thành tích, được khen nhiều lần",
            {
                "name": "Lê Văn Dũng",
                "post": "Phó Đội trưởng",
                "unit": "Công an xã Bình Minh",
                "reason": "đã có thành tích, được khen nhiều lần",
                "award": "giay-khen",
            },
        ),
    ],
)
def test_a_line_is_cut_into_what_its_words_say(line, record):
    (row,) = rows(word("KHEN THƯỞNG ĐỘT XUẤT", "Tặng Giấy khen cho các cá nhân sau:", line), "a.docx")

    assert {k: v for k, v in said(row["record"]).items() if k not in ("authority", "ground")} == record | {
        "recipient": "individual",
        "stage": "given",
    }
    assert row["problems"] == []


def test_a_piece_that_could_be_anything_goes_to_the_note_with_a_warning():
    content = word(
        "DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN", "1. Đ/c Nguyễn Văn An, người dân tộc Kinh, Đội phó: hai lần"
    )

    (row,) = rows(content, "a.docx")

    assert (row["record"]["post"], row["record"]["note"]) == ("Đội phó", "người dân tộc Kinh; hai lần")
    assert codes(row) == [
        ("piece-unclear", "paragraph 2", "người dân tộc Kinh"),
        ("piece-unclear", "paragraph 2", "hai lần"),
    ]


def test_the_bullets_of_a_report_are_no_list():
    content = word(
        "BÁO CÁO",
        "Kết quả công tác năm 2019",
        "1. Công tác tuyên truyền",
        "- Công an huyện Đại Lộc: tổ chức 5 buổi",
        "- Công an xã Bình An: ra mắt 2 mô hình",
    )

    assert (kinds(content, "a.docx"), rows(content, "a.docx")) == (["unknown"], [])


def in_old_font(blocks, encoding, drop=""):
    """The paragraphs as an old font has them; `drop` are characters that were lost."""
    lost = dict.fromkeys(map(ord, drop))
    return [encode(block, encoding).translate(lost) for block in blocks if isinstance(block, str)]


LISTED = [
    *HEAD,
    "1. Đồng chí Nguyễn Văn An, Đội trưởng, Công an huyện Thăng Bình;",
    "2. Đồng chí Trần Thị Hường, Cán bộ, Công an thành phố Hội An;",
    "3. Đồng chí Bùi Văn Dũng, Cán bộ, Công an huyện Đại Lộc.",
]


@pytest.mark.parametrize("encoding", [TCVN3, VNI])
def test_a_list_in_paragraphs_of_an_old_font_is_the_same_list(encoding):
    found = rows(word(*in_old_font(LISTED, encoding)), "a.docx")

    plain = rows(word(*(block for block in LISTED if isinstance(block, str))), "a.docx")
    assert [row["record"] for row in found] == [row["record"] for row in plain]
    assert len(found) == 3
    assert [codes(row) for row in found] == [
        [("text-converted", f"paragraph {place}", encode(text, encoding))]
        for place, text in zip((8, 9, 10), LISTED[-3:], strict=True)
    ]


def test_a_line_that_lost_its_horned_u_is_refused_whole():
    found = rows(word(*in_old_font(LISTED, TCVN3, drop=SOFT_HYPHEN)), "a.docx")

    assert [row["status"] for row in found] == ["refused", "refused", "new"]
    assert [row["problems"][0]["code"] for row in found] == ["text-uncertain", "text-uncertain", "text-converted"]
