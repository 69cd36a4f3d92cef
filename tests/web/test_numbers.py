"""The rows behind a number: in order of time and name, with a chart by year where there are several, and links only to what may be opened."""

from typing import Any

import pytest

from tdkt.web.numbers import Openable, chart_of, conferral_line, order_of, written


def honour(receiver: str, year: int, **said: Any) -> dict[str, Any]:
    return {
        "kind": "conferral", "id": 1, "receiver": receiver, "receiver_kind": "individual", "receiver_id": 7, "rank": "", "post": "",
        "unit": "", "award": "giay-khen", "award_name": "Giấy khen", "class": None, "authority": "agency", "authority_name": "",
        "year": year, "decision": "1/QĐ", "decision_id": 3, "date": None,
    } | said  # fmt: skip


def model(district: str, founded: str) -> dict[str, Any]:
    return {"kind": "model", "id": 1, "name": "Tiếng loa", "place": "thôn 1", "district": district, "founded": founded}


def test_rows_stand_by_year_then_by_given_name():
    rows = [
        honour("Trần Văn Đức", 2016),
        honour("Nguyễn Thị Ánh", 2016),
        honour("Lê Văn Dũng", 2016),
        honour("Võ Út", 2015),
    ]

    assert [row["receiver"] for row in sorted(rows, key=order_of)] == [
        "Võ Út",
        "Nguyễn Thị Ánh",
        "Lê Văn Dũng",
        "Trần Văn Đức",
    ]


def test_models_stand_by_district():
    rows = [model("Phú Ninh", ""), model("Đại Lộc", ""), model("Duy Xuyên", "")]

    assert [row["district"] for row in sorted(rows, key=order_of)] == ["Duy Xuyên", "Đại Lộc", "Phú Ninh"]


def test_rows_of_one_year_need_no_chart():
    assert chart_of([honour("A", 2016), honour("B", 2016)]) is None
    assert chart_of([]) is None


def test_a_year_without_rows_between_two_is_shown_as_zero():
    svg = chart_of([honour("A", 2015), honour("B", 2017)])

    assert svg is not None
    assert "2015: 1, 2016: 0, 2017: 1" in svg


def test_models_of_many_years_are_drawn_together_in_the_earliest():
    svg = chart_of([model("Đại Lộc", f"{year}-05") for year in range(2003, 2020)] + [model("Đại Lộc", "")])

    assert svg is not None
    assert "2013: 11, 2014: 1, 2015: 1, 2016: 1, 2017: 1, 2018: 1, 2019: 1" in svg


@pytest.mark.parametrize(
    ("iso", "said"), [("2019-10-14", "14/10/2019"), ("2019-10", "10/2019"), ("2019", "2019"), ("", ""), (None, "")]
)
def test_dates_are_written_as_far_as_they_are_known(iso: str | None, said: str):
    assert written(iso) == said


def test_what_this_account_may_not_open_is_no_link(rf: Any):
    line = conferral_line(rf.get("/"), honour("Võ Út", 2015), Openable(*[frozenset[int]()] * 6))

    assert (line.name, line.url, line.what_url, line.decision, line.decision_url) == ("Võ Út", "", "", "1/QĐ", "")
