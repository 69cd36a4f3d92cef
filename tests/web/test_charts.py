"""Charts are pictures with a sentence: bars from zero within the picture, each value written once, words escaped."""

import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.vietnamese.numbers import write_number
from tdkt.web.charts import WIDTH, by_year, draw, spread

VALUES = st.integers(min_value=0, max_value=9999)


def chart(kind: str, bars: list[tuple[str, list[int]]]) -> dict[str, Any]:
    return {
        "kind": kind,
        "title": "Bằng khen",
        "sentence": "34 tập thể, 66 cá nhân.",
        "bars": [{"label": label, "values": values} for label, values in bars],
    }


def rects(svg: str) -> list[tuple[str, float, float, float, float]]:
    found = re.findall(r'<rect class="(\w+)" x="([\d.-]+)" y="([\d.-]+)" width="([\d.-]+)" height="([\d.-]+)"/>', svg)
    return [(css, *map(float, numbers)) for css, *numbers in found]  # type: ignore[misc]


def labels(svg: str) -> list[str]:
    return re.findall(r'<text class="nhan"[^>]*>([^<]*)</text>', svg)


def height_of(svg: str) -> float:
    found = re.search(r'viewBox="0 0 [\d.]+ ([\d.]+)"', svg)
    assert found
    return float(found[1])


def test_two_series_stand_side_by_side():
    svg = draw(chart("grouped", [("2015", [34, 66]), ("2016", [38, 72])]))

    assert [css for css, *_ in rects(svg)] == ["b1", "b2", "b1", "b2"]
    assert labels(svg) == ["34", "66", "38", "72"]
    assert 'role="img" aria-label="Bằng khen. 34 tập thể, 66 cá nhân."' in svg


def test_four_series_lie_down_so_that_their_values_do_not_touch():
    svg = draw(chart("grouped", [("2015", [1, 8, 101, 80]), ("2016", [2, 47, 113, 160])]))

    assert [css for css, *_ in rects(svg)] == ["b1", "b2", "b3", "b4"] * 2
    assert len({x for _, x, *_ in rects(svg)}) == 1
    assert labels(svg) == ["1", "8", "101", "80", "2", "47", "113", "160"]


def test_the_last_bar_of_a_growing_sum_says_the_whole():
    svg = draw(chart("cumulative", [("trước 2015", [486]), ("2015", [121]), ("2016", [670])]))

    assert labels(svg) == ["486", "+121", "+670 = 1.277"]
    assert [css for css, *_ in rects(svg)] == ["b1", "mo", "b1", "mo", "b1"]


def test_names_are_escaped():
    assert "<b>" not in draw(chart("horizontal", [("<b>Núi Thành & Phú Ninh", [98])]))


def test_the_small_chart_says_each_year():
    svg = by_year([("2015", 8), ("2016", 0)], sentence="2015: 8, 2016: 0")

    assert labels(svg) == ["8", "0"]
    assert rects(svg)[1][4] == 0


@pytest.mark.parametrize("kind", ["grouped", "cumulative", "horizontal"])
@given(rows=st.lists(st.lists(VALUES, min_size=1, max_size=4), min_size=1, max_size=8))
def test_every_bar_stays_within_the_picture_and_from_zero(kind: str, rows: list[list[int]]):
    size = len(rows[0])
    svg = draw(chart(kind, [(str(2015 + n), (values * 4)[:size]) for n, values in enumerate(rows)]))

    for _, x, y, width, height in rects(svg):
        assert width >= 0
        assert height >= 0
        assert x >= -0.1
        assert x + width <= WIDTH + 0.1
        assert y >= -0.1
        assert y + height <= height_of(svg) + 0.1


@given(values=st.lists(VALUES, min_size=1, max_size=12))
def test_longer_bars_are_larger_numbers(values: list[int]):
    svg = draw(chart("horizontal", [(str(n), [value]) for n, value in enumerate(values)]))

    widths = [width for _, _, _, width, _ in rects(svg)]
    assert labels(svg) == [write_number(value) for value in values]
    assert sorted(widths) == [width for _, width in sorted(zip(values, widths, strict=True))]


@given(heights=st.lists(st.integers(60, 90), min_size=2, max_size=5))
def test_neighbouring_labels_never_stand_on_each_other(heights: list[int]):
    placed = spread([(place * 10.0, float(y), "88") for place, y in enumerate(heights)])

    assert all(abs(b[1] - a[1]) >= 11 for a, b in pairwise(placed))
