"""Decisions on screen: the list, and one decision with whom it honours and where it came from."""

from datetime import date

import pytest

from tdkt.records.models import Office, Unit
from tests.web.register import enter_award, enter_body, enter_decision, enter_person


@pytest.fixture
def district(office: Office) -> Unit:
    return Unit.objects.get(name="Công an huyện mẫu")


def numbers(response):
    return [decision.number for decision, _ in response.context["decisions"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["1958/QĐ-CTN", "512/QĐ-BCA"]),
        ("?so=19", ["1958/QĐ-CTN"]),
        ("?so=512/qd", ["512/QĐ-BCA"]),
        ("?so=512/qđ-b", ["512/QĐ-BCA"]),
        ("?cap=president", ["1958/QĐ-CTN"]),
        ("?nam=2017", ["512/QĐ-BCA"]),
        ("?nam=2016", []),
    ],
)
def test_decisions_are_found_by_number_level_and_year(client_of, officer, district, query, found):
    enter_decision("512/QĐ-BCA", date(2017, 2, 8))
    enter_decision("1958/QĐ-CTN", date(2019, 10, 14), level="president")

    assert numbers(client_of(officer).get(f"/quyet-dinh/{query}")) == found


def test_a_clerk_sees_the_decisions_that_honour_the_own_unit(client_of, clerk, office, district):
    ours, theirs = enter_decision("512/QĐ-BCA", date(2017, 2, 8)), enter_decision("9/QĐ-BCA", date(2018, 1, 2))
    enter_award(enter_person("Lê Thị Bình", district), ours)
    enter_award(enter_person("Lê Văn Dũng", office.unit), ours)
    enter_award(enter_person("Lê Văn An", office.unit), theirs)
    client = client_of(clerk)

    assert numbers(client.get("/quyet-dinh/")) == ["512/QĐ-BCA"]
    assert [line.name for line in client.get(f"/quyet-dinh/{ours.pk}/").context["lines"]] == ["Lê Thị Bình"]
    assert client.get(f"/quyet-dinh/{theirs.pk}/").status_code == 404


def test_a_decision_lists_collectives_before_persons_and_names_its_file(client_of, officer, district):
    decision = enter_decision("512/QĐ-BCA", date(2017, 2, 8), title="Danh sách được tặng Bằng khen")
    enter_award(enter_person("Lê Thị Bình", district), decision)
    enter_award(enter_body("Tổ công tác 12", district), decision)
    client = client_of(officer)

    response = client.get(f"/quyet-dinh/{decision.pk}/")

    page = response.content.decode()
    assert [line.name for line in response.context["lines"]] == ["Tổ công tác 12", "Lê Thị Bình"]
    assert "ký ngày 08/02/2017" in page
    assert "khen.xlsx" in page
    persons = client.get(f"/quyet-dinh/{decision.pk}/?loai=individual")
    assert [line.name for line in persons.context["lines"]] == ["Lê Thị Bình"]


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_asks_as_much_for_three_decisions_as_for_one(
    client_of, officer, district, django_assert_num_queries, more
):
    for i in range(1 + more):
        enter_award(enter_person(f"Lê {i}", district), enter_decision(f"{i}/QĐ-BCA", date(2017, 2, 8)))
    client = client_of(officer)
    client.get("/quyet-dinh/")

    with django_assert_num_queries(9):
        assert len(numbers(client.get("/quyet-dinh/"))) == 1 + more
