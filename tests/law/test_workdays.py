"""Working days of the State's offices: weekends, holidays, exchanged days, and what an office says itself."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tdkt.law.loading import load_law
from tdkt.law.parameters import check_value
from tdkt.law.workdays import PUBLISHED_UNTIL, Calendar, calendar_of

PUBLIC = Calendar()
DAYS = st.dates(date(2015, 1, 1), date(2040, 12, 31))


def test_weekends_and_holidays_are_no_working_days() -> None:
    days = [date(2024, 2, 7), date(2024, 2, 10), date(2024, 2, 14), date(2024, 2, 15), date(2024, 2, 17)]

    assert [PUBLIC.is_working(day) for day in days] == [True, False, False, True, False]


def test_a_monday_that_was_exchanged_is_off_and_its_saturday_is_worked() -> None:
    assert [PUBLIC.is_working(day) for day in (date(2024, 4, 29), date(2024, 5, 4), date(2024, 5, 11))] == [
        False,
        True,
        False,
    ]


def test_ten_working_days_over_the_holidays_of_spring_2024() -> None:
    # From Thursday 18 April (a holiday): 19, 22-26 April, 2, 3, 4 (exchanged) and 6 May.
    assert PUBLIC.last_day(date(2024, 4, 18), 10) == date(2024, 5, 6)
    assert PUBLIC.working_days_between(date(2024, 4, 18), date(2024, 5, 6)) == 10


def test_a_limit_begins_with_the_day_after_and_a_list_with_its_own_day() -> None:
    monday = date(2024, 6, 3)

    assert (PUBLIC.add_working_days(monday, 5), PUBLIC.last_day(monday, 5)) == (date(2024, 6, 10), date(2024, 6, 7))


def test_the_office_closes_a_day_and_works_another() -> None:
    own = Calendar(closed=frozenset({date(2027, 4, 26)}), worked=frozenset({date(2027, 5, 8)}))

    assert [own.is_working(date(2027, 4, 26)), own.is_working(date(2027, 5, 8))] == [False, True]


def test_exchanged_days_of_a_year_that_nobody_has_announced_are_unsure() -> None:
    first, last = date(PUBLISHED_UNTIL, 12, 1), date(PUBLISHED_UNTIL + 2, 1, 31)
    own = Calendar(closed=frozenset({date(PUBLISHED_UNTIL + 1, 5, 3)}))

    assert PUBLIC.unsure(first, first) == ()
    assert PUBLIC.unsure(first, last) == (PUBLISHED_UNTIL + 1, PUBLISHED_UNTIL + 2)
    assert own.unsure(first, last) == (PUBLISHED_UNTIL + 2,)


def test_the_law_files_of_the_project_add_no_days_of_an_office() -> None:
    assert calendar_of(load_law()) == PUBLIC


def test_days_of_an_office_are_written_as_days() -> None:
    assert check_value("working-days", {"closed": [date(2027, 4, 29)], "worked": ["2027-05-08"]}) == []
    assert check_value("working-days", {"closed": ["29/4"]}) == ["closed: “29/4” không phải ngày dạng NĂM-THÁNG-NGÀY"]


@given(first=DAYS, days=st.integers(1, 40))
def test_a_list_is_up_for_exactly_as_many_working_days_as_were_asked(first: date, days: int) -> None:
    last = PUBLIC.last_day(first, days)

    assert PUBLIC.is_working(last)
    assert PUBLIC.working_days_between(first, last) == days
    assert PUBLIC.working_days_between(first, last - timedelta(days=1)) == days - 1


@given(start=DAYS, one=st.integers(1, 20), other=st.integers(1, 20))
def test_two_limits_in_a_row_are_one_of_both_together(start: date, one: int, other: int) -> None:
    then = PUBLIC.add_working_days(start, one)

    assert PUBLIC.add_working_days(then, other) == PUBLIC.add_working_days(start, one + other)
