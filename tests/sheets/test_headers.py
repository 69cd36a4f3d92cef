"""Headings are known by what they mean."""

import pytest

from tdkt.sheets.grid import Grid
from tdkt.sheets.headers import SYNONYMS, find_heading, is_numbering, meaning_of


@pytest.mark.parametrize(
    ("heading", "fields"),
    [
        ("Họ và tên", ("name",)),
        ("HỌ  VÀ\nTÊN (*)", ("name",)),
        ("ho va ten", ("name",)),
        ("Năm (*)", ("years",)),
        ("Nam", ("male",)),
        ("Ngày, tháng, năm sinh", ("born",)),
        ("Cấp bậc, chức vụ", ("rank", "post")),
        ("Chức vụ, đơn vị công tác", ("post", "unit")),
        ("Cấp bậc - Chức vụ - Đơn vị", ("rank", "post", "unit")),
        ("Đơn vị (cá nhân) được khen thưởng", ("name",)),
        ("Số QĐ BKBQP", ("decision_number",)),
        ("BKTTCP", ("award_flag",)),
        ("Kết quả xếp loại năm 2019", ("rating",)),
        ("2019", ("year_column",)),
        ("Kinh phí xã hội hóa (đồng)", ("funding",)),
    ],
)
def test_a_heading_is_known_by_its_words(heading, fields):
    found = meaning_of(heading)

    assert found is not None
    assert found.fields == fields


@pytest.mark.parametrize(
    "words", ["Nguyễn Văn An", "Công an huyện Đại Lộc", "12", "", "một câu rất dài " * 20, "Phó Trưởng phòng"]
)
def test_words_of_a_row_are_no_heading(words):
    assert meaning_of(words) is None


def test_every_synonym_means_its_field():
    wrong = [
        (field, heading, found and found.field)
        for field, headings in SYNONYMS.items()
        for heading in headings
        if (found := meaning_of(heading)) is None or found.field != field
    ]

    assert wrong == []


def test_a_title_alone_on_its_line_is_no_heading():
    grid = Grid("S", "sheet", [["Năm học 2022-2023", None, None], ["STT", "Họ và tên", "Đơn vị"]])

    assert find_heading(grid, 0) is None
    assert [column.label for column in find_heading(grid, 1).columns] == ["STT", "Họ và tên", "Đơn vị"]


@pytest.mark.parametrize(
    ("values", "numbers"),
    [
        (["(1)", "(2)", "(3)"], True),
        ([1, 2, 3], True),
        (["A", "B", 1, 2], True),
        ([1, "Nguyễn Văn An", 2], False),
        ([7, 8, 9], False),
        ([1], False),
    ],
)
def test_a_line_that_numbers_the_columns_is_known(values, numbers):
    assert is_numbering(values) is numbers
