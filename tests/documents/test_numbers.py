"""How papers write numbers, dates and names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.documents.numbers import (
    read_iso_day,
    write_count,
    write_known_part,
    write_long_date,
    write_orders,
    write_place_and_date,
    write_receiver,
    write_years,
)
from tdkt.vietnamese.dates import read_date
from tdkt.vietnamese.numbers import read_number


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1277, "1.277"),
        (0, "0"),
        (-1277, "-1.277"),
        (2260290, "2.260.290"),
        (16.8, "16,8"),
        (1234.5, "1.234,5"),
        (None, "–"),
    ],
)
def test_counts_are_grouped_by_dots_and_zero_is_not_a_dash(value: float | None, written: str) -> None:
    assert write_count(value) == written


@given(st.integers(min_value=0, max_value=10**9))
def test_a_written_count_reads_back_as_itself(count: int) -> None:
    assert read_number(write_count(count)) == count


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2020, 2, 5), "ngày 05 tháng 02 năm 2020"),
        (date(2020, 1, 31), "ngày 31 tháng 01 năm 2020"),
        (date(2020, 5, 25), "ngày 25 tháng 5 năm 2020"),
        (date(2020, 10, 9), "ngày 09 tháng 10 năm 2020"),
    ],
)
def test_day_below_ten_and_months_one_and_two_take_a_leading_zero(day: date, written: str) -> None:
    assert write_long_date(day) == written
    assert write_place_and_date("Quảng Nam", day) == f"Quảng Nam, {written}"


@given(st.dates())
def test_a_long_date_reads_back_as_its_day(day: date) -> None:
    if day.year >= 1000:
        read = read_date(write_long_date(day))
        assert read is not None
        assert read.first() == day


def test_a_date_is_written_as_far_as_it_is_known() -> None:
    known = ("2019-11-20", "2019-11", "2019", None)
    assert [write_known_part(text) for text in known] == ["20/11/2019", "11/2019", "2019", ""]
    assert [read_iso_day(text) for text in known] == [date(2019, 11, 20), None, None, None]


def test_spans_of_years_have_a_spaced_hyphen() -> None:
    assert (write_years(2015, 2020), write_years(2019, 2019)) == ("2015 - 2020", "2019")


def test_runs_of_line_numbers_are_drawn_together() -> None:
    assert write_orders([8, 1, 2, 3, 7, 7]) == "1 - 3, 7, 8"
    assert write_orders(range(1, 1278)) == "1 - 1.277"
    assert write_orders([]) == ""


@given(st.sets(st.integers(min_value=1, max_value=200)))
def test_no_line_number_is_lost_in_runs(orders: set[int]) -> None:
    said: set[int] = set()
    for part in filter(None, write_orders(orders).split(", ")):
        first, _, last = part.partition(" - ")
        said |= set(range(int(first), int(last or first) + 1))
    assert said == orders


def test_a_person_stands_with_the_rank_of_that_time_and_a_body_alone() -> None:
    assert write_receiver({"rank": "Thượng tá", "receiver": "Trần Văn Ưng"}) == "Thượng tá Trần Văn Ưng"
    assert write_receiver({"rank": None, "receiver": "Phòng Tham mưu"}) == "Phòng Tham mưu"
