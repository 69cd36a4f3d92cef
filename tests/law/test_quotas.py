"""Caps on how many may be proposed."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.law.instruments import Law, Parameter
from tdkt.law.loading import load_law
from tdkt.law.quotas import Quota, meter

CAPPED = Law(
    instruments={},
    provisions={},
    rules=(),
    parameters=(
        Parameter(
            "quota",
            "a-decree/art-9/cl-3",
            date(2017, 10, 1),
            date(2024, 1, 1),
            "SECONDARY",
            [
                {
                    "award": "chien-si-thi-dua-co-so",
                    "percent": 15,
                    "of": ["lao-dong-tien-tien", "chien-si-tien-tien"],
                    "name": {"vi": "tỷ lệ trên số người đạt danh hiệu tiên tiến", "en": "share of advanced people"},
                    "at_most": True,
                }
            ],
            "a-decree",
        ),
    ),
    governs=(),
    warnings=(),
)
IN_2020 = date(2020, 12, 31)


def test_a_cap_says_how_many_may_be_proposed_and_how_many_are_left() -> None:
    assert meter(CAPPED, "chien-si-thi-dua-co-so", IN_2020, proposed=12, whole=99) == Quota(
        award="chien-si-thi-dua-co-so",
        percent=Fraction(15),
        of=("lao-dong-tien-tien", "chien-si-tien-tien"),
        whole=99,
        limit=14,
        used=12,
        cite="a-decree/art-9/cl-3",
        confidence="SECONDARY",
        name="tỷ lệ trên số người đạt danh hiệu tiên tiến",
        name_en="share of advanced people",
    )


@pytest.mark.parametrize(("proposed", "left", "exceeded"), [(14, 0, False), (15, -1, True)])
def test_one_above_the_cap_is_too_many(proposed: int, left: int, exceeded: bool) -> None:
    found = meter(CAPPED, "chien-si-thi-dua-co-so", IN_2020, proposed=proposed, whole=99)

    assert found is not None
    assert (found.left, found.exceeded) == (left, exceeded)


def test_where_no_text_caps_a_title_there_is_no_quota() -> None:
    assert meter(CAPPED, "chien-si-thi-dua-bo-tinh", IN_2020, proposed=3, whole=10) is None
    assert meter(CAPPED, "chien-si-thi-dua-co-so", date(2024, 1, 1), proposed=3, whole=10) is None


def test_the_law_of_2022_caps_no_grassroots_fighters() -> None:
    assert meter(load_law(), "chien-si-thi-dua-co-so", date(2025, 12, 31), proposed=60, whole=100) is None


def test_a_number_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="không thể âm"):
        meter(CAPPED, "chien-si-thi-dua-co-so", IN_2020, proposed=-1, whole=10)


@given(st.integers(min_value=0, max_value=100_000))
def test_a_limit_never_passes_its_share(whole: int) -> None:
    found = meter(CAPPED, "chien-si-thi-dua-co-so", IN_2020, proposed=0, whole=whole)

    assert found is not None
    assert found.limit * 100 <= whole * 15 < (found.limit + 1) * 100
