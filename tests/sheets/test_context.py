"""Title lines and group lines say what they say, and no more."""

import pytest

from tdkt.sheets.context import Context, Outline, read_group_line, read_title


def test_a_letterhead_says_nothing():
    assert (
        read_title(
            [
                "BỘ CÔNG AN",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "CÔNG AN TỈNH QUẢNG NAM",
                "Độc lập - Tự do - Hạnh phúc",
            ]
        )
        == Context()
    )


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            ["DANH SÁCH TẬP THỂ ĐƯỢC TẶNG BẰNG KHEN", "CỦA BỘ TRƯỞNG BỘ CÔNG AN", "Đã có thành tích xuất sắc năm 2018"],
            {"award": "bang-khen-bo-tinh", "authority": "ministry", "recipient": "collective", "for_from": 2018, "for_to": 2018},
        ),
        (
            ["DANH SÁCH CÁ NHÂN ĐƯỢC CHỦ TỊCH NƯỚC TẶNG HUÂN CHƯƠNG CHIẾN CÔNG HẠNG BA"],
            {"award": "huan-chuong-chien-cong", "class": 3, "authority": "president", "recipient": "individual"},
        ),
        (
            ["DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC GIÁM ĐỐC CÔNG AN TỈNH KHEN THƯỞNG NĂM 2015"],
            {"authority": "agency", "for_from": 2015, "for_to": 2015},
        ),
        (
            ["DANH SÁCH CÁ NHÂN KHEN THƯỞNG ĐỘT XUẤT", "(Kèm theo Quyết định số 12/QĐ-UBND ngày 5/6/2019 của Chủ tịch UBND huyện Đại Lộc)"],
            {
                "authority": "district", "recipient": "individual", "ground": "dot-xuat", "stage": "given", "decision_number": "12/QĐ-UBND", "decision_date": "2019-06-05",
            },
        ),
        (["DANH SÁCH CÁN BỘ", "(Tính đến ngày 31 tháng 12 năm 2019)"], {"recipient": "individual", "as_of": "2019-12-31"}),
        (
            ["TỔNG HỢP KẾT QUẢ PHONG TRÀO THI ĐUA “VÌ AN NINH TỔ QUỐC” GIAI ĐOẠN 2015 - 2020"],
            {"for_from": 2015, "for_to": 2020},
        ),
    ],
)  # fmt: skip
def test_a_title_is_read_as_one_sentence_over_its_lines(lines, said):
    found = read_title(lines).as_json()

    found.pop("title")
    assert found == said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("I. TẬP THỂ", {"recipient": "collective"}),
        ("II/ Cá nhân: 12 đồng chí", {"recipient": "individual"}),
        ("C. HỘ GIA ĐÌNH", {"recipient": "household"}),
        ("NĂM 2018", {"for_from": 2018, "for_to": 2018}),
        ("Công an huyện Đại Lộc", {"unit": "Công an huyện Đại Lộc"}),
        ("3. Phòng Tham mưu (05 đồng chí)", {"unit": "Phòng Tham mưu"}),
        ("B. HUÂN CHƯƠNG BẢO VỆ TỔ QUỐC HẠNG NHÌ", {"award": "huan-chuong-bao-ve-to-quoc", "class": 2}),
        ("Giấy khen của Giám đốc Công an tỉnh", {"award": "giay-khen", "authority": "agency"}),
        ("Nội dung khác", {}),
    ],
)
def test_a_group_line_says_one_thing(line, said):
    assert read_group_line(line).said.as_json() == said


def test_a_line_holds_until_one_of_its_rank_or_higher():
    outline = Outline(Context())
    for line in ("A. GIẤY KHEN", "I. TẬP THỂ", "Công an huyện Đại Lộc"):
        outline.add(read_group_line(line))
    deep = outline.current().as_json()
    outline.add(read_group_line("II. CÁ NHÂN"))
    section = outline.current().as_json()
    outline.add(read_group_line("B. BẰNG KHEN CỦA THỦ TƯỚNG CHÍNH PHỦ"))

    assert deep == {"award": "giay-khen", "recipient": "collective", "unit": "Công an huyện Đại Lộc"}
    assert section == {"award": "giay-khen", "recipient": "individual"}
    assert outline.current().as_json() == {"award": "bang-khen-thu-tuong", "authority": "prime-minister"}
