"""A syllable is a beginning, a rime and a tone that go together; everything else is none."""

import pytest

from tdkt.vietnamese.folding import nfc
from tdkt.vietnamese.syllables import Syllable, is_syllable, syllable

SOUND = (
    "Nguyễn Văn An Trần Thị Đức Hường Quý Qúy giếng gì gìn Huỳnh thuỷ thủy hoà hòa Yến Ý Lý Nghĩa Khuê quyền quyết Ngô Ngọc khuỷu "
    "ngoằn khuya yếm Giang giữ Nghiêm Kiều Cường Oanh Uyên ưu được Ưng Lưu Bưởi quờ quốc Phượng Thược rượu xoong Gia Phúc Thuận "
    "xuất Mỹ Kỳ Hậu Tuyết Y Ê PHƯỜNG"
)
UNSOUND = (
    "Mờng Nguyn Phng trng ơng Mêng Nguyôn đợc Phơng Hơng thớc nguời Niê ngiêm kăn cê Vn Trn Phc toán2 bac tat thuờng Đứcc ẵấ Tr?n "
    "Müller François"
)


@pytest.mark.parametrize("word", SOUND.split())
def test_a_word_of_vietnamese_is_a_syllable_however_it_is_composed(word):
    assert is_syllable(word)
    assert is_syllable(nfc(word).upper())


@pytest.mark.parametrize("word", UNSOUND.split())
def test_a_word_with_a_letter_lost_or_a_tone_misplaced_is_no_syllable(word):
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Nguyễn", Syllable("ng", "uyên", "\u0303")),
        ("quốc", Syllable("qu", "ôc", "\u0301")),
        ("Gì", Syllable("g", "i", "\u0300")),
        ("An", Syllable("", "an")),
        ("Mờng", None),
    ],
)
def test_a_syllable_is_taken_apart(word, parts):
    assert syllable(word) == parts
