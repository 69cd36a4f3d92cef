"""Weeks, months and shares of classes, on cases counted by hand."""

from datetime import date
from fractions import Fraction

import pytest

from tdkt.reports.grades import Limit, Share, after, before, limits, period_on, periods_of, read_period, read_shares


@pytest.mark.parametrize(
    ("kind", "code", "first", "last"),
    [
        ("month", "2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("month", "2019-12", date(2019, 12, 1), date(2019, 12, 31)),
        ("week", "2020-W01", date(2019, 12, 30), date(2020, 1, 5)),
        ("week", "2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
    ],
)
def test_a_code_names_its_first_and_last_day(kind, code, first, last):
    period = read_period(kind, code)

    assert (period.first, period.last, period.kind, period.year) == (first, last, kind, 2020 if "20-" in code else 2019)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("month", "2020-13"),
        ("month", "2020-W05"),
        ("week", "2019-W53"),
        ("week", "2020-05"),
        ("month", "20-05"),
        ("month", ""),
    ],
)
def test_what_is_no_period_is_refused(kind, code):
    with pytest.raises(ValueError):  # noqa: PT011
        read_period(kind, code)


def test_periods_follow_one_another_over_the_turn_of_the_year():
    assert period_on("week", date(2021, 1, 3)).code == "2020-W53"
    assert after(read_period("week", "2020-W53")).code == "2021-W01"
    assert before(read_period("month", "2020-01")).code == "2019-12"
    assert [len(periods_of("week", year)) for year in (2019, 2020)] == [52, 53]
    assert len(periods_of("month", 2020)) == 12


def test_a_part_of_a_person_is_dropped_and_the_whole_is_that_of_the_share():
    given = ["1"] * 6 + ["2"] * 9 + ["3"] * 2
    of_all, of_good, other = (
        Share("1", Fraction(30)),
        Share("1", Fraction(40), "1", ("1", "2")),
        Share("1", Fraction(10), "2"),
    )

    assert limits(given, (of_all, of_good, other), people=20, collective="1") == (
        Limit(of_all, 20, 6, 6),
        Limit(of_good, 15, 6, 6),
    )
    assert [one.over for one in limits(given, (of_all, other), people=17, collective="2")] == [1, 5]
    assert [one.share for one in limits(given, (of_good,), people=17, collective="")] == []


def test_shares_are_read_as_a_set_keeps_them():
    assert read_shares([{"collective": "", "grade": "1", "most_percent": 12.5, "within": ["1", "2"]}]) == (
        Share("1", Fraction(25, 2), "", ("1", "2")),
    )
