"""Columns are as wide as their words need, and no table leaves its sheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.documents.widths import LANDSCAPE, PADDING, PORTRAIT, Column, fit, lines_in, text_width

WORDS = st.lists(
    st.sampled_from(["Huân", "chương", "Bảo", "vệ", "Tổ", "quốc", "hạng", "Ba", "của", "tập", "thể", "2019"]),
    min_size=1,
    max_size=6,
).map(" ".join)
COLUMNS = st.lists(
    st.builds(Column, label=WORDS, cells=st.tuples(WORDS, WORDS), is_number=st.booleans()), min_size=1, max_size=9
)


@pytest.mark.parametrize(
    ("text", "bold", "millimetres"),
    # Measured in the font file itself.
    [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True, 88.32), ("CÔNG AN TỈNH QUẢNG NAM", True, 59.74)],
)
def test_text_is_as_long_as_the_font_sets_it(text: str, bold: bool, millimetres: float) -> None:
    assert text_width(text, size=12, bold=bold) == pytest.approx(millimetres, abs=0.1)


@given(COLUMNS)
def test_columns_fill_the_sheet_and_never_leave_it(columns: list[Column]) -> None:
    found = fit(columns)
    assert sum(found.widths) == pytest.approx(LANDSCAPE if found.landscape else PORTRAIT, abs=0.1)


@given(COLUMNS)
def test_no_word_is_broken(columns: list[Column]) -> None:
    found = fit(columns)
    for column, width in zip(columns, found.widths, strict=True):
        for word in " ".join((column.label, *column.cells)).split():
            assert text_width(word, size=found.size, bold=True) <= width - 2 * PADDING


def test_few_columns_stand_upright_in_full_size_and_many_lie() -> None:
    words = Column("Hình thức", ("Bằng khen của Thủ tướng Chính phủ",), is_number=False)
    year = Column("2015", ("1.277",), is_number=True)
    few, many, crowd = fit([words, *[year] * 6]), fit([words, *[year] * 14]), fit([words, *[year] * 60])
    assert (few.size, few.landscape) == (12.0, False)
    assert many.landscape
    assert (crowd.size, crowd.landscape) == (8.0, True)
    assert sum(crowd.widths) == pytest.approx(LANDSCAPE, abs=0.5)


def test_many_columns_of_words_are_narrow_rather_than_broken() -> None:
    columns = [Column("Huân", ("Huân chương Bảo vệ Tổ quốc hạng Ba",), is_number=False)] * 9
    found = fit(columns)
    assert (found.size, found.landscape) == (12.0, True)
    assert min(found.widths) > 25


def test_years_stand_in_columns_of_one_width() -> None:
    columns = [Column("Hình thức", ("Cờ thi đua",), is_number=False)] + [
        Column(label, ("1",), is_number=True) for label in ("2015", "2016", "Tập thể")
    ]
    assert len(set(fit(columns).widths[1:])) == 1


def test_a_heading_breaks_between_words() -> None:
    assert lines_in("Tập thể", width=60, size=12) == 1
    assert lines_in("Tập thể", width=10, size=12) == 2
