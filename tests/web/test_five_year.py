"""The five-year report: its numbers open, its question stands in the address, and each account asks only for what it sees."""

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from tdkt.records.models import Account, Decision, Subject, Unit
from tests.web.province import enter_province

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, Account]:
    return enter_province()


@pytest.fixture
def as_officer(people: dict[str, Account], client_of: Callable[[Account], Client]) -> Client:
    return client_of(people["officer"])


@pytest.fixture
def as_clerk(people: dict[str, Account], client_of: Callable[[Account], Client]) -> Client:
    return client_of(people["clerk"])


def report(client: Client, query: str = "") -> dict[str, Any]:
    """What the page was made from."""
    response = client.get(f"/bao-cao/5-nam/{query}")
    assert response.status_code == 200
    return response.context["report"]


def sentence(found: dict[str, Any], section: int = 1) -> str:
    return "".join(run["text"] for run in found["sections"][section]["paragraphs"][0]["runs"])


def number_of(found: dict[str, Any], words: str) -> str:
    """The address of the number that a sentence of the report says so."""
    return next(
        run["number"]
        for section in found["sections"]
        for paragraph in section["paragraphs"]
        for run in paragraph["runs"]
        if run["text"] == words
    )


def test_every_number_of_the_page_leads_to_its_own_page(as_officer: Client):
    html = as_officer.get("/bao-cao/5-nam/").content.decode()
    addresses = sorted(set(re.findall(r'<a class="so" href="([^"]+)"', html)))

    answers = {address: as_officer.get(address.replace("&amp;", "&")).status_code for address in addresses}
    assert len(addresses) > 80
    assert set(answers.values()) == {200}


def test_the_sentence_says_what_the_register_holds(as_officer: Client):
    assert sentence(report(as_officer)).startswith(
        "3 năm liền Công an tỉnh được Bộ Công an tặng Cờ thi đua; 2 cá nhân được tặng Huân chương Bảo vệ Tổ quốc hạng Ba"
    )


def test_a_number_says_what_it_counts_and_names_its_rows(as_officer: Client):
    address = number_of(report(as_officer), "2 cá nhân")
    response = as_officer.get(f"/bao-cao/5-nam/so/{address}/?tu=2015&den=2020")
    lines = response.context["lines"]
    lan, decision = Subject.objects.get(name="Trần Thị Lan"), Decision.objects.get(number="1958/QĐ-CTN")

    assert [(line.name, line.was, line.year, line.day) for line in lines] == [
        ("Nguyễn Văn Bình", "Thiếu tá, Đội trưởng, Công an huyện Thăng Bình", "2019", "14/10/2019"),
        ("Trần Thị Lan", "Đại úy, Đội phó, Công an huyện Đại Lộc", "2019", "14/10/2019"),
    ]
    assert (lines[1].url, lines[1].decision_url) == (f"/so/nguoi/{lan.pk}/", f"/quyet-dinh/{decision.pk}/")
    html = response.content.decode()
    assert "người nhận, mỗi người một lần" in html
    assert "năm ký quyết định, 2015 - 2020" in html
    assert "0 đang đề nghị, 0 bị hủy" in html


def test_the_same_address_is_a_drawer_for_htmx_and_a_page_in_a_tab(as_officer: Client):
    address = f"/bao-cao/5-nam/so/{number_of(report(as_officer), '2 cá nhân')}/?tu=2015&den=2020"

    whole = as_officer.get(address).content.decode()
    drawer = as_officer.get(address, headers={"HX-Request": "true", "HX-Target": "drawer"}).content.decode()
    assert ("<html" in whole, "<html" in drawer) == (True, False)
    assert 'href="/bao-cao/5-nam/?tu=2015&amp;den=2020"' in whole
    assert f'href="{address.replace("&", "&amp;")}"' in drawer


def test_zero_opens_and_says_that_nothing_is_behind_it(as_officer: Client):
    found = report(as_officer)
    zero = next(address for address, number in found["numbers"].items() if number["count"] == 0)

    response = as_officer.get(f"/bao-cao/5-nam/so/{zero}/?tu=2015&den=2020")
    assert response.context["total"] == 0
    assert "Không có dòng nào đứng sau số này" in response.content.decode()


def test_a_number_that_the_report_does_not_have_is_not_found(as_officer: Client):
    assert as_officer.get("/bao-cao/5-nam/so/f99/?tu=2015&den=2020").status_code == 404


def test_the_question_stays_in_every_address_of_the_page(as_officer: Client):
    district = Unit.objects.get(name="Công an huyện Thăng Bình")
    query = f"?tu=2016&den=2019&don-vi={district.pk}&biet-den=19/05/2020"
    html = as_officer.get(f"/bao-cao/5-nam/{query}").content.decode().replace("&amp;", "&")

    links = re.findall(r'href="(/bao-cao/5-nam/(?:so|tai)/[^"]+)"', html)
    assert links
    assert {link.partition("?")[2] for link in links} == {query[1:]}


# --- the day to which the register is known -----------------------------------------------------------


def test_what_was_entered_later_is_not_known_on_an_earlier_day(as_officer: Client):
    now, before = report(as_officer), report(as_officer, "?biet-den=19/05/2020")

    assert "2 cá nhân" in sentence(now).partition("Bằng khen")[2]
    assert "1 cá nhân" in sentence(before).partition("Bằng khen")[2]


def test_the_day_is_read_day_first(as_officer: Client):
    first_day = report(
        as_officer, "?biet-den=4/5/2020"
    )  # read month first it would be in April, before anything was entered

    assert first_day == report(as_officer, "?biet-den=04.05.2020") == report(as_officer, "?biet-den=19/05/2020")


def test_today_is_what_is_known_now(as_officer: Client):
    assert report(as_officer, "?biet-den=25/05/2020") == report(as_officer)


@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ("biet-den=05-25-2020", "known_on", "Ghi ngày trước: ngày/tháng/năm, ví dụ 25/05/2020."),
        ("biet-den=5/2020", "known_on", "Ghi ngày trước: ngày/tháng/năm, ví dụ 25/05/2020."),
        ("biet-den=26/05/2020", "known_on", "Ngày 26/05/2020 chưa đến; muộn nhất là 25/05/2020."),
        ("biet-den=01/01/2001", "known_on", "Ngày 01/01/2001 sổ chưa có đơn vị số"),
        ("tu=20", "first", "Ghi năm bằng bốn chữ số, từ 1948 đến 2020, ví dụ 2020."),
        ("den=2045", "last", "Ghi năm bằng bốn chữ số, từ 1948 đến 2020, ví dụ 2020."),
        ("tu=2020&den=2015", "last", "Năm cuối đứng trước năm đầu 2020. Đổi lại thứ tự hai năm."),
        ("tu=1990&den=2020", "last", "Mỗi lần nhiều nhất 15 năm: năm cuối có thể là 2004."),
    ],
)
def test_a_wrong_field_comes_back_with_its_sentence(as_officer: Client, query: str, field: str, said: str):
    response = as_officer.get(f"/bao-cao/5-nam/?{query}")

    assert response.status_code == 400
    assert list(response.context["asked"].problems) == [field]
    assert said in response.content.decode()


def test_a_wrong_question_for_a_number_or_a_file_is_put_right_on_the_form(as_officer: Client):
    for address in ("/bao-cao/5-nam/so/f1/", "/bao-cao/5-nam/tai/docx/"):
        response = as_officer.get(f"{address}?biet-den=hôm+qua")
        assert (response.status_code, response["Location"]) == (302, "/bao-cao/5-nam/?biet-den=h%C3%B4m+qua")


# --- whose report -------------------------------------------------------------------------------------


def test_a_clerk_gets_the_report_of_the_own_unit(as_clerk: Client):
    found = report(as_clerk)

    assert found["unit"]["name"] == "Công an huyện Đại Lộc"
    assert {row["receiver"] for row in found["rows"].values() if row["kind"] == "conferral"} == {"Trần Thị Lan"}


def test_a_clerk_may_not_ask_for_a_unit_beyond_reach(as_clerk: Client):
    beyond = [Unit.objects.get(name=name).pk for name in ("Công an tỉnh Quảng Nam", "Công an huyện Thăng Bình")]
    addresses = ("", "so/f1/", "tai/json/")

    statuses = {
        as_clerk.get(f"/bao-cao/5-nam/{address}?don-vi={unit}").status_code for unit in beyond for address in addresses
    }
    assert statuses == {404}
    assert as_clerk.get(f"/bao-cao/5-nam/?don-vi={Unit.objects.get(name='Đội An ninh').pk}").status_code == 200


@pytest.mark.parametrize("unit", ["0", "999999", "-1", "abc", "²", "9" * 40])
def test_an_unknown_unit_is_not_found(as_officer: Client, unit: str):
    assert as_officer.get(f"/bao-cao/5-nam/?don-vi={unit}").status_code == 404


def test_units_to_choose_are_the_own_and_those_under_it(as_officer: Client, as_clerk: Client):
    chosen = [
        as_officer.get("/bao-cao/5-nam/").context["asked"].units,
        as_clerk.get("/bao-cao/5-nam/").context["asked"].units,
    ]

    assert [[unit.name for unit in units] for units in chosen] == [
        ["Công an tỉnh Quảng Nam", "Công an huyện Đại Lộc", "Công an huyện Thăng Bình"],
        ["Công an huyện Đại Lộc", "Đội An ninh"],
    ]


def test_an_empty_register_says_what_comes_first(client_of: Callable[[Account], Client]):
    nobody = Account.objects.create_user("first", name="Trần Thị Mẫu", role="officer", unit=None)

    html = client_of(nobody).get("/bao-cao/5-nam/").content.decode()
    assert "Nhập danh sách đơn vị" in html


# --- files --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "begins", "type_"),
    [
        ("docx", b"PK", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("xlsx", b"PK", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("pdf", b"%PDF", "application/pdf"),
        ("json", b"{", "application/json"),
    ],
)
def test_each_file_comes_under_its_vietnamese_name(as_officer: Client, form: str, begins: bytes, type_: str):
    response = as_officer.get(f"/bao-cao/5-nam/tai/{form}/")

    name = f"Báo cáo 2015-2020, Công an tỉnh Quảng Nam, biết đến 25-05-2020.{form}"
    assert response.content.startswith(begins)
    assert response["Content-Type"] == type_
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{quote(name)}"


def test_the_json_is_the_report_of_the_page(as_officer: Client):
    found = json.loads(as_officer.get("/bao-cao/5-nam/tai/json/?biet-den=19/05/2020").content)

    assert found == json.loads(json.dumps(report(as_officer, "?biet-den=19/05/2020")))


def test_a_format_that_is_not_made_is_not_found(as_officer: Client):
    assert as_officer.get("/bao-cao/5-nam/tai/odt/").status_code == 404


# --- how much is asked of the database ----------------------------------------------------------------


def test_the_page_asks_the_database_no_more_for_more_rows(as_officer: Client, django_assert_num_queries: Any):
    report(as_officer)  # the register is read once and kept
    with django_assert_num_queries(9):
        as_officer.get("/bao-cao/5-nam/")


@pytest.mark.parametrize(("words", "rows"), [("1 tập thể", 1), ("2 cá nhân", 2), ("3 năm liền", 3)])
def test_a_number_of_one_row_costs_as_much_as_one_of_three(
    as_officer: Client, django_assert_num_queries: Any, words: str, rows: int
):
    found = report(as_officer)
    address = next(a for a, number in found["numbers"].items() if len(number["rows"]) == rows and a.startswith("t1"))
    with django_assert_num_queries(11):
        response = as_officer.get(f"/bao-cao/5-nam/so/{address}/?tu=2015&den=2020")
    assert len(response.context["lines"]) == rows
