"""Givers in words, and when a text and a row name the same one."""

import pytest

from tdkt.law.tally import Authority
from tdkt.reports.authorities import accepts, spoken


@pytest.mark.parametrize(
    ("level", "authority", "award", "said"),
    [
        ("province", "Chủ tịch Ủy ban nhân dân tỉnh Quảng Nam", "bang-khen-bo-tinh", "UBND tỉnh"),
        ("province", "UBND thành phố Đà Nẵng", "bang-khen-bo-tinh", "UBND thành phố Đà Nẵng"),
        ("ministry", "Bộ trưởng Bộ Công an", "bang-khen-bo-tinh", "Bộ Công an"),
        ("agency", "Giám đốc Công an tỉnh", "giay-khen", "Công an tỉnh"),
        ("president", "CTN", "huan-chuong-quan-cong", "Chủ tịch nước"),
        ("prime-minister", "Thủ tướng", "co-thi-dua-chinh-phu", "Chính phủ"),
        ("district", "", "giay-khen", "UBND huyện"),
        ("", "", "giay-khen", ""),
    ],
)
def test_a_giver_is_said_as_reports_at_home_say_it(level, authority, award, said):
    assert spoken(level, authority, award=award, place="Quảng Nam") == said


@pytest.mark.parametrize(
    ("text", "row", "same"),
    [
        (("province", "Chủ tịch UBND tỉnh"), ("province", "UBND tỉnh"), True),
        (("province", "UBND tỉnh Quảng Nam"), ("province", "UBND tỉnh"), True),
        (("province", "UBND tỉnh Quảng Ngãi"), ("province", "UBND tỉnh"), False),
        (("province", "UBND tỉnh"), ("province", "UBND TP Đà Nẵng"), False),
        (("province", "Tỉnh ủy"), ("province", "UBND tỉnh"), False),
        (("ministry", "Bộ Công an"), ("ministry", "Bộ Công an"), True),
        (("ministry", "Bộ Quốc phòng"), ("ministry", "Bộ Công an"), False),
        (("ministry", "Bộ"), ("ministry", "Bộ Công an"), True),
        (("ministry", "Bộ Công an"), ("province", "UBND tỉnh"), False),
        (("government", "Chính phủ"), ("prime-minister", "Thủ tướng Chính phủ"), True),
        (("prime-minister", "Thủ tướng Chính phủ"), ("government", "Chính phủ"), True),
        (("state", "Nhà nước"), ("president", "Chủ tịch nước"), True),
        (("state", "Nhà nước"), ("ministry", "Bộ Công an"), False),
        (("district", "UBND huyện"), ("district", "UBND huyện Đại Lộc"), True),
        (("ministry", "Bộ Công an"), ("", ""), False),
    ],
)
def test_a_text_and_a_row_name_the_same_giver(text, row, same):
    assert accepts(Authority(*text), level=row[0], giver=row[1], place="Quảng Nam") is same
