"""Names of people, printed and taken apart."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.vietnamese.names import display_name, split_name


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("NGUYỄN VĂN AN", "Nguyễn Văn An"),
        ("  trần   thị bích ", "Trần Thị Bích"),
        ("Lê Đức", "Lê Đức"),
        ("H'HEN MLÔ", "H'Hen Mlô"),
        ("Y-moan niê", "Y-moan Niê"),
        ("ĐẶNG Ý", "Đặng Ý"),
        ("", ""),
    ],
)
def test_a_name_is_printed_with_capitals_at_each_word(typed: str, printed: str) -> None:
    assert display_name(typed) == printed
    assert display_name(unicodedata.normalize("NFD", typed)) == printed


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Trần Thị Bích Ngọc", ("Trần", "Thị Bích", "Ngọc")),
        ("Lê Đức", ("Lê", "", "Đức")),
        ("Ngọc", ("", "", "Ngọc")),
        ("  ", ("", "", "")),
    ],
)
def test_a_name_is_family_middle_and_given(full: str, parts: tuple[str, str, str]) -> None:
    assert split_name(full) == parts


@given(st.text(max_size=30))
def test_the_parts_of_a_name_put_together_are_the_name(full: str) -> None:
    assert " ".join(part for part in split_name(full) if part) == " ".join(unicodedata.normalize("NFC", full).split())
