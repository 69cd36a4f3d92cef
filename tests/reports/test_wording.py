"""The words of tallies and numbers."""

import pytest

from tdkt.law.tally import Authority, AwardTally
from tdkt.reports import wording

BOTH = (Authority("ministry", "Bộ Công an"), Authority("province", "UBND tỉnh"))


@pytest.mark.parametrize(
    ("tally", "title"),
    [
        (
            AwardTally("huan-chuong-bao-ve-to-quoc", "individual", 57, classes=(3,)),
            "57 cá nhân · Huân chương Bảo vệ Tổ quốc hạng Ba",
        ),
        (
            AwardTally("bang-khen-bo-tinh", "collective", 1209, authorities=BOTH),
            "1.209 tập thể · Bằng khen của Bộ Công an, UBND tỉnh",
        ),
        (
            AwardTally("co-thi-dua-bo-tinh", "self", 5, measure="times", consecutive=5, authorities=BOTH[:1]),
            "5 năm liền · Cờ thi đua của Bộ Công an",
        ),
        (AwardTally("co-thi-dua-bo-tinh", "self", 2, measure="times"), "2 lần · Cờ thi đua của Bộ, ban, ngành, tỉnh"),
        (AwardTally("giay-khen", "household", 3, measure="instances"), "3 lượt hộ gia đình · Giấy khen"),
        (AwardTally("huan-chuong-lao-dong", None, 12, measure="medals"), "12 tấm · Huân chương Lao động"),
        (AwardTally(None, None, 7, award_text="khen thưởng đột xuất"), "7 người, đơn vị · khen thưởng đột xuất"),
        (
            AwardTally(None, "collective", 6, awards=("huan-chuong-lao-dong", "bang-khen-thu-tuong")),
            "6 tập thể · Huân chương Lao động và Bằng khen của Thủ tướng Chính phủ",
        ),
    ],
)
def test_a_tally_is_headed_by_its_number_and_its_form(tally, title):
    assert wording.tally_title(tally) == title


@pytest.mark.parametrize(
    ("words", "joined"), [([], ""), (["a"], "a"), (["a", "b"], "a và b"), (["a", "b", "c"], "a, b và c")]
)
def test_words_are_joined_as_a_list(words, joined):
    assert wording.joined(words) == joined


def test_a_number_says_by_which_year_it_counts():
    assert [
        wording.basis_words(["giay-khen"], 2015, 2020),
        wording.basis_words(["chien-si-tien-tien"], 2019, 2019),
        wording.basis_words(["giay-khen", "chien-si-tien-tien"], 2015, 2020),
    ] == [
        "năm ký quyết định, 2015 - 2020",
        "năm của danh hiệu, 2019",
        "năm ký quyết định (danh hiệu: năm của danh hiệu), 2015 - 2020",
    ]
