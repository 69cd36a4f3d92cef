"""Dates, day first and sometimes only partly known."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.vietnamese.dates import PartialDate, read_date, write_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("28.5.2020", "2020-05-28"), ("28/5/2020", "2020-05-28"), ("28-05-2020", "2020-05-28"),
        ("02/01/1980", "1980-01-02"),
        ("ngày 28 tháng 5 năm 2020", "2020-05-28"), ("Ngày 28/5/2020", "2020-05-28"), ("5/2020", "2020-05"),
        ("tháng 5 năm 2020", "2020-05"),
        ("tháng 11/2019", "2019-11"), ("2020", "2020"), ("năm 2020", "2020"), ("2020-05-28", "2020-05-28"),
        ("2020-05-28 00:00:00", "2020-05-28"),
        ("2019-11", "2019-11"), (" 1/1/2020 ", "2020-01-01"), ("29/02/2020", "2020-02-29"),
    ],
)  # fmt: skip
def test_a_date_is_read_day_first_as_far_as_it_is_known(text: str, iso: str) -> None:
    for typed in (text, unicodedata.normalize("NFD", text)):
        read = read_date(typed)
        assert read is not None
        assert read.iso() == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31/02/2020",
        "29/02/2019",
        "13/13/2020",
        "05/28/2020",
        "28/5/20",
        "28.5",
        "0/1/2020",
        "hôm qua",
        "28/5.2020",
        "99999",
        "0000",
        "٢٠٢٠",
    ],
)
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    assert read_date(text) is None


def test_a_date_that_does_not_exist_is_refused_with_a_remedy() -> None:
    with pytest.raises(ValueError, match=r"Không có ngày 31/2/2020: sửa lại ngày, tháng, năm\."):
        PartialDate(2020, 2, 31)
    with pytest.raises(ValueError, match="thiếu tháng"):
        PartialDate(2020, day=3)


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [
        (PartialDate(2019), date(2019, 1, 1), date(2019, 12, 31)),
        (PartialDate(2020, 2), date(2020, 2, 1), date(2020, 2, 29)),
        (PartialDate(2020, 2, 3), date(2020, 2, 3), date(2020, 2, 3)),
    ],
)
def test_a_partial_date_knows_the_days_it_can_mean(partial: PartialDate, first: date, last: date) -> None:
    assert (partial.first(), partial.last()) == (first, last)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2020, 5, 8), "08/05/2020"),
        (PartialDate(2020, 5, 8), "08/05/2020"),
        (PartialDate(2020, 5), "05/2020"),
        (PartialDate(2020), "2020"),
    ],
)
def test_a_date_is_written_day_first(day: date | PartialDate, written: str) -> None:
    assert write_date(day) == written


@given(st.dates())
def test_a_written_date_is_read_back(day: date) -> None:
    assert read_date(write_date(day)) == read_date(day.isoformat()) == PartialDate(day.year, day.month, day.day)


@given(st.text())
def test_reading_any_text_never_fails(text: str) -> None:
    read_date(text)
