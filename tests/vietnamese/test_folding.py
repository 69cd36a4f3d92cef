"""When two pieces of text are the same word."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.vietnamese.folding import fold, nfc, place_tones, same_spelling

VIETNAMESE = st.text(alphabet="aăâeêioôơuưybcdđghklmnpqrstvx áàảãạếềểễệốồổỗộứừửữựýỳỷỹỵÁĐỨỐ", max_size=40)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Hoà  ĐỨC\u00a0", "hoa duc"),
        ("Ước mơ", "uoc mo"),
        ("Ðặng", "dang"),  # an eth typed for Đ
        ("Mê\u00adng", "meng"),
        ("Nguyễn\nThị\tNở", "nguyen thi no"),
        ("", ""),
    ],
)
def test_fold_leaves_plain_lower_case_words(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(VIETNAMESE)
def test_decomposed_letters_fold_and_spell_like_composed_ones(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)

    assert (fold(decomposed), nfc(decomposed), same_spelling(decomposed, text)) == (fold(text), nfc(text), True)


@given(VIETNAMESE)
def test_vietnamese_folds_to_ascii(text: str) -> None:
    assert fold(text).isascii()


@pytest.mark.parametrize(
    ("typed", "placed"),
    [
        ("hoà", "hòa"), ("hòa", "hòa"), ("thuỷ", "thủy"), ("khoẻ", "khỏe"), ("qúy", "quý"), ("quý", "quý"),
        ("gìa", "già"), ("già", "già"),
        ("gì", "gì"), ("Hoàng", "Hoàng"), ("Hòang", "Hoàng"), ("HOÁ", "HÓA"), ("ngoái", "ngoái"), ("khuỷu", "khuỷu"),
        ("mía", "mía"),
        ("thưở", "thưở"), ("nước", "nước"), ("quốc", "quốc"), ("giếng", "giếng"), ("văn hoá", "văn hóa"),
        ("Tuý", "Túy"), ("Huỳnh", "Huỳnh"),
        ("café", "café"), ("résumé", "résumé"), ("x́", "x́"),
    ],
)  # fmt: skip
def test_a_tone_stands_where_the_older_style_puts_it(typed: str, placed: str) -> None:
    assert place_tones(typed) == nfc(placed)


@given(st.one_of(VIETNAMESE, st.text()))
def test_placing_tones_twice_changes_nothing_and_never_changes_a_letter(text: str) -> None:
    placed = place_tones(text)

    assert (place_tones(placed), fold(placed)) == (placed, fold(text))


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Hoà Bình", "HÒA  BÌNH", True),
        ("Lê Thuý", "Lê Thúy", True),
        ("Hoa", "Hòa", False),
        ("Dung", "Đung", False),
        ("Ân", "Ăn", False),
    ],
)
def test_spelling_overlooks_case_spaces_and_tone_placement_only(a: str, b: str, same: bool) -> None:
    assert same_spelling(a, b) is same
