"""Who gives: bodies and their heads, with their levels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.law.catalogue import LEVELS
from tdkt.law.tally import Authority
from tdkt.reader.authorities import recognise_authority, same_body
from tdkt.reader.tokens import keys_of


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("Chủ tịch nước", "president"),
        ("Nhà nước", "state"),
        ("Chính phủ", "government"),
        ("Thủ tướng Chính phủ", "prime-minister"),
        ("Thủ tướng", "prime-minister"),
        ("TTg", "prime-minister"),
        ("Thanh tra Chính phủ", "ministry"),
        ("Bộ Công an", "ministry"),
        ("Bộ trưởng Bộ Công an", "ministry"),
        ("Bộ trưởng", "ministry"),
        ("Bộ", "ministry"),
        ("Bộ Văn hóa, Thể thao và Du lịch", "ministry"),
        ("Bộ Lao động - Thương binh và Xã hội", "ministry"),
        ("Tổng cục Cảnh sát", "ministry"),
        ("Tổng Liên đoàn Lao động Việt Nam", "ministry"),
        ("Ban Chấp hành Trung ương Đoàn", "ministry"),
        ("Ban Tuyên giáo Trung ương", "ministry"),
        ("Quân khu 5", "ministry"),
        ("UBND tỉnh", "province"),
        ("Chủ tịch Uỷ ban nhân dân tỉnh Thừa Thiên Huế", "province"),
        ("Tỉnh ủy", "province"),
        ("UBND TP.Đà Nẵng", "province"),
        ("tỉnh", "province"),
        ("UBND thành phố Tam Kỳ", "district"),
        ("Chủ tịch UBND huyện Núi Thành", "district"),
        ("UBND phường An Xuân", "commune"),
        ("Công an tỉnh", "agency"),
        ("Giám đốc Công an tỉnh", "agency"),
        ("Trưởng Công an huyện", "agency"),
        ("Sở Y tế", "agency"),
        ("Bộ Chỉ huy quân sự tỉnh", "agency"),
        ("Hiệu trưởng Trường THPT Nguyễn Huệ", "agency"),
        ("Liên đoàn Lao động tỉnh", "agency"),
        ("Công ty Cổ phần Hoa Sen Xanh", "agency"),
    ],
)
def test_a_body_has_the_level_of_its_kind_and_a_head_that_of_his_body(words: str, level: str) -> None:
    assert recognise_authority(words) == Authority(level, words)


@pytest.mark.parametrize(
    "words", ["", "các cấp", "các ngành", "Phó Chủ tịch UBND tỉnh", "tập thể", "12", "UBND tỉnh tặng 3 tập thể"]
)
def test_what_is_no_single_giver_is_none(words: str) -> None:
    assert recognise_authority(words) is None


@given(st.text(max_size=60))
def test_any_words_are_read_without_failing(words: str) -> None:
    found = recognise_authority(words)

    assert found is None or (found.level in LEVELS and found.name)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Công an tỉnh", "Công an tỉnh Lạng Sơn", True),
        ("Công an tỉnh", "Công an Lạng Sơn", True),
        ("Công an tỉnh", "Công an huyện Cao Lộc", False),
        ("Công an tỉnh", "Phòng Tham mưu Công an tỉnh", False),
        ("Trường", "Trường THPT Ba Vì", True),
    ],
)
def test_a_shortened_name_is_the_same_body_and_a_part_of_it_is_not(a: str, b: str, same: bool) -> None:
    assert same_body(keys_of(a), keys_of(b)) is same
