"""Whole numbers in digits and in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.vietnamese.numbers import read_number, write_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0), ("07", 7), ("1277", 1277), ("1.277", 1277), ("1 277", 1277), ("1\u00a0277", 1277), ("1,277", 1277),
        ("12.345.678", 12345678),
        ("7 nghìn", 7000), ("7 ngàn", 7000), ("1,5 triệu", 1_500_000), ("1,25 nghìn", 1250), ("3 trăm", 300),
        ("2 tỷ", 2_000_000_000),
        ("không", 0), ("hai", 2), ("mười", 10), ("Mười lăm", 15), ("hai mươi mốt", 21), ("năm mươi tư", 54),
        ("ba chục", 30),
        ("một trăm linh năm", 105), ("một trăm lẻ một", 101), ("hai trăm mười", 210), ("một nghìn", 1000),
        ("một nghìn hai trăm bảy mươi bảy", 1277),
        ("hai nghìn không trăm hai mươi", 2020), ("hai nghìn không trăm linh năm", 2005), ("năm triệu", 5_000_000),
        ("", None), ("1.27", None), ("12a", None), ("1.277.5", None), ("hai ba", None), ("nghìn", None),
        ("trăm", None), ("tập thể", None),
        ("linh năm", None), ("2.5 nghìn", None), ("-5", None), ("một nghìn nghìn", None), ("٣", None),
        ("1,2345 nghìn", None),
    ],
)  # fmt: skip
def test_a_number_is_read_as_written_or_not_at_all(text: str, number: int | None) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(("number", "written"), [(0, "0"), (407, "407"), (1277, "1.277"), (1234567, "1.234.567")])
def test_a_number_is_written_with_dots(number: int, written: str) -> None:
    assert write_number(number) == written


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_what_is_written_is_read_back(number: int) -> None:
    assert read_number(write_number(number)) == number


@given(st.text())
def test_reading_never_fails_and_never_gives_less_than_nothing(text: str) -> None:
    read = read_number(text)

    assert read is None or read >= 0
