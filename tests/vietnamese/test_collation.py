"""The order of the Vietnamese alphabet."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tdkt.vietnamese.collation import name_key, sort_key

ALPHABET = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
TONED = ["a", "à", "ả", "ã", "á", "ạ"]


def test_letters_run_as_in_the_alphabet() -> None:
    assert sorted(set(ALPHABET), key=sort_key) == list(ALPHABET)


def test_tones_run_level_falling_asking_tumbling_rising_heavy() -> None:
    assert sorted(set(TONED), key=sort_key) == TONED


def test_a_letter_outranks_a_tone_anywhere_in_the_word() -> None:
    words = ["an", "Anh", "Ánh", "ạnh", "ao", "ăn", "Ân", "Ẩn", "Dung", "Dũng", "Đạt", "Đức", "Oanh", "ôm", "Ơn"]

    assert sorted(set(words), key=sort_key) == words


def test_a_shorter_word_and_a_space_come_first_and_digits_before_letters() -> None:
    names = ["2 tháng 9", "An", "An Bình", "Anh", "z", "ж"]

    assert sorted(set(names), key=sort_key) == names


def test_people_are_listed_by_given_name_then_family_then_middle() -> None:
    people = ["Trần Văn An", "Lê Thị Ánh", "Bùi Văn Bình", "Đỗ An Bình", "Lê Hòa", "Lê Bá Hòa", "Y Hoà"]

    assert sorted(set(people), key=name_key) == [
        "Trần Văn An", "Lê Thị Ánh", "Bùi Văn Bình", "Đỗ An Bình", "Lê Hòa", "Lê Bá Hòa", "Y Hoà",
    ]  # fmt: skip


@given(st.text())
def test_a_key_holds_only_digits_and_plain_letters(text: str) -> None:
    assert re.fullmatch("[0-9a-z]+", sort_key(text))


@given(st.text(alphabet=ALPHABET, max_size=6), st.text(alphabet=ALPHABET, max_size=6))
def test_words_without_tones_sort_letter_by_letter(a: str, b: str) -> None:
    assert (sort_key(a) < sort_key(b)) == ([ALPHABET.index(c) for c in a] < [ALPHABET.index(c) for c in b])
