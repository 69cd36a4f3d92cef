"""Tags and filters: numbers, days, drawings, states and links as the screens write them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory

from tdkt.vietnamese.dates import PartialDate
from tdkt.web import words


def rendered(source: str, **context: Any) -> str:
    return engines["django"].from_string(source).render(context)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (7, "7"),
        (1277, "1.277"),
        (1234567, "1.234.567"),
        (-3, "−3"),
        (16.8, "16,8"),
        (Decimal("1234.50"), "1.234,5"),
        (Decimal("96000000"), "96.000.000"),
        (None, "–"),
    ],
)
def test_numbers(value: Any, written: str):
    assert rendered("{{ value|number }}", value=value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (date(2020, 5, 25), "25/05/2020"),
        (PartialDate(2020, 5), "05/2020"),
        (PartialDate(2020), "2020"),
        (datetime(2020, 5, 25, 3, 42, tzinfo=UTC), "10:42 25/05/2020"),
        (None, ""),
    ],
)
def test_days(value: Any, written: str):
    assert rendered("{{ value|date }}", value=value) == written


def test_a_state_is_a_shape_and_a_word():
    drawn = rendered('{% chip "handed-over" %}')

    assert drawn.startswith('<span class="the xong"><svg class="" aria-hidden="true"><use href="/tinh/icons.svg?')
    assert drawn.endswith('#dac"/></svg>Đã trao</span>')
    assert ">Được khen thưởng</span>" in rendered('{% chip "decided" told=True %}')


def test_a_verdict_is_a_shape_a_word_and_more():
    assert rendered('{% verdict "coming" "12/2020" %}').endswith('#dong-ho"/></svg>Đang tới, 12/2020</span>')


@pytest.mark.parametrize("state", sorted(words.STATES))
def test_every_state_has_its_drawing(state: str):
    assert "<svg" in rendered("{% chip state %}", state=state)


def test_a_query_string_changes_in_places():
    request = RequestFactory().get("/so/", {"kind": "a b", "page": "3", "year": ["2015", "2016"]})

    changed = rendered("{% qs page=2 kind=None %}", request=request)

    assert changed == "?page=2&amp;year=2015&amp;year=2016"


def test_a_link_to_the_drawer_is_a_link_first():
    assert rendered("<a {% opens url %}>57</a>", url='/so/?a=1&b="2"') == (
        '<a href="/so/?a=1&amp;b=&quot;2&quot;" hx-get="/so/?a=1&amp;b=&quot;2&quot;" hx-target="#drawer" hx-swap="innerHTML"'
        " data-opens>57</a>"
    )


def test_a_wrong_name_of_a_file_is_found_at_once():
    with pytest.raises(LookupError, match=r"nowhere\.css"):
        rendered('{% asset "nowhere.css" %}')


def test_the_two_signs_of_a_name():
    assert rendered("{{ name|initials }}", name="Trần Thị Thu Hà") == "TH"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (date(2020, 5, 25), "ngày 25 tháng 5 năm 2020"),
        (date(2020, 2, 3), "ngày 03 tháng 02 năm 2020"),
        (date(2020, 12, 10), "ngày 10 tháng 12 năm 2020"),
    ],
)
def test_days_on_papers(value: date, written: str):
    assert rendered("{{ value|paper_date }}", value=value) == written
