"""Corners where the two readers once said different things, each held by its own sentence."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tdkt.rules import conditions as c
from tdkt.rules import facts as f
from tdkt.rules.case import Cases
from tdkt.rules.explain import verdict_of
from tdkt.rules.packed import days
from tdkt.rules.screen import screen

FORMS = ("giay-khen", "bang-khen-bo-tinh", "bang-khen-thu-tuong", "bang-khen-quan-khu", "ky-niem-chuong", "huy-chuong")
ON = date(2024, 12, 31)


def person(service_from: date = date(2000, 1, 1), awards: list[tuple[int, int]] = ()) -> f.Facts:  # type: ignore[assignment]
    """One person with a complete history and these conferrals, each a form and a year."""
    one = np.ones(1, np.int32)
    text = np.asarray(["a"], object)
    day, none = days(service_from), f.NO_DAY
    subjects = f.Subjects(
        text, text, one * 0, one * 0, one * 0, one * none, one * day, one * none, one == 0, one * 1976, one * -1
    )
    rows = len(awards)
    form, year = (np.asarray([row[k] for row in awards], np.int16) for k in (0, 1))
    zero = np.zeros(rows, np.int8)
    given_ = f.Awards(zero.astype(np.int32), form, zero, np.full(rows, none, np.int32), year, year, zero + 1, zero)
    return f.Facts(FORMS, subjects, awards=given_)


def both(condition: c.Condition, facts: f.Facts, on: date = ON) -> tuple[tuple[int, str], tuple[int, str]]:
    """The verdict and the earliest day that the columns give, and that the rows give."""
    limb = type(condition)(**{**vars(condition), "id": "luat/art-1#limb", "cite": "luat/art-1"})
    individuals = frozenset({"individual"})
    rule = c.Rule("luat/art-1", "danh-hieu", None, individuals, frozenset(), "cong-trang", limb, date(2000, 1, 1), None)
    titles = frozenset({"danh-hieu"})
    found = screen([rule], facts, on, titles=titles)
    said, earliest = next(iter(found.details(slice(None))[0].rows()))
    assert int(said.verdict) == int(found.verdicts[0, 0])
    outcome = verdict_of([rule], Cases(facts).of(0), on, titles=titles)
    return (int(said.verdict), earliest), (int(outcome.verdict), outcome.earliest)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from([0, 1, 2, 2, 3, 5]), min_size=1, max_size=2), min_size=2, max_size=6),
    st.integers(4, 9),
)
def test_however_many_forms_crowd_a_year_four_of_them_count(numbers, least):
    awards = [(form, 2022 + k) for form, years in enumerate(numbers) for k, n in enumerate(years) for _ in range(n)]
    condition = c.Count(c.Given(FORMS[: len(numbers)]), c.Number(float(least)))

    columns, rows = both(condition, person(awards=awards))

    counted = sum(min(4, sum(1 for _, year in awards if year == asked)) for asked in (2022, 2023))
    assert columns == rows
    assert rows[0] == (2 if counted >= least else 0)


@pytest.mark.parametrize(
    ("forms", "each"),
    [(2, 3), (3, 2), (5, 1), (6, 1)],
    ids=["three of two forms", "two of three forms", "one of five forms", "one of six forms"],
)
def test_a_fifth_paper_of_one_year_does_not_count_in_either_reader(forms, each):
    awards = [(form, 2023) for form in range(forms) for _ in range(each)]
    columns, rows = both(c.Count(c.Given(FORMS[:forms]), c.Number(5.0)), person(awards=awards))

    assert (columns, rows[0]) == (rows, 0)


@pytest.mark.parametrize("begun", [date(2024, 6, 1), date(2025, 3, 1), date(2027, 1, 1)])
def test_a_forecast_does_not_begin_a_service_that_has_not_begun(begun):
    columns, rows = both(c.Run(c.EveryYear(), c.Number(3.0)), person(service_from=begun))

    assert columns == rows
    assert rows[1] == ("2026" if begun.year == 2024 else "")
