"""Persons on screen: the list by given name, filters, the sheet with years, runs, service and honours."""

from datetime import date

import pytest

from tdkt.records.models import Office, Unit
from tests.web.register import enter_award, enter_body, enter_decision, enter_person, enter_ratings


@pytest.fixture
def district(office: Office) -> Unit:
    return Unit.objects.get(name="Công an huyện mẫu")


def names(response):
    return [subject.name for subject, *_ in response.context["people"]]


def test_people_stand_by_given_name_in_the_order_of_the_alphabet(client_of, officer, district):
    for name in ("Nguyễn Văn Đức", "Trần Thị Ánh", "Lê Văn Dũng", "Phan Văn An"):
        enter_person(name, district)

    assert names(client_of(officer).get("/so/nguoi/")) == [
        "Phan Văn An",
        "Trần Thị Ánh",
        "Lê Văn Dũng",
        "Nguyễn Văn Đức",
    ]


def test_a_name_is_found_without_accents(client_of, officer, district):
    enter_person("Nguyễn Văn Đức", district)
    enter_person("Lê Văn Dũng", district)

    assert names(client_of(officer).get("/so/nguoi/?ten=duc")) == ["Nguyễn Văn Đức"]


def test_filters_by_awards_and_unit(client_of, officer, office, district):
    honoured, other = enter_person("Nguyễn Văn Đức", district), enter_person("Lê Văn Dũng", office.unit)
    enter_award(honoured, enter_decision("9/QĐ-BCA", date(2018, 1, 2)))
    client = client_of(officer)

    assert names(client.get("/so/nguoi/?khen=co")) == ["Nguyễn Văn Đức"]
    assert names(client.get("/so/nguoi/?khen=khong")) == ["Lê Văn Dũng"]
    assert names(client.get(f"/so/nguoi/?don-vi={district.pk}")) == ["Nguyễn Văn Đức"]
    assert names(client.get(f"/so/nguoi/?don-vi={office.unit_id}")) == [other.name, honoured.name]


def test_a_clerk_sees_the_people_of_the_own_unit(client_of, clerk, office, district):
    enter_person("Nguyễn Văn Đức", district)
    elsewhere = enter_person("Lê Văn Dũng", office.unit)

    assert names(client_of(clerk).get("/so/nguoi/")) == ["Nguyễn Văn Đức"]
    assert client_of(clerk).get(f"/so/nguoi/{elsewhere.pk}/").status_code == 404


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_asks_as_much_for_three_people_as_for_one(
    client_of, officer, district, django_assert_num_queries, more
):
    for i in range(1 + more):
        enter_person(f"Lê Văn Dũng {i}", district)
    client = client_of(officer)
    client.get("/so/nguoi/")

    with django_assert_num_queries(13):
        assert len(names(client.get("/so/nguoi/"))) == 1 + more


def test_the_sheet_shows_who_it_is_and_hides_the_identity_number(client_of, officer, district):
    person = enter_person(
        "Lê Đức Thịnh",
        district,
        born="1978-03-14",
        rank="Trung tá",
        post="Đội trưởng",
        service="201-448",
        identity="049078001234",
    )

    page = client_of(officer).get(f"/so/nguoi/{person.pk}/").content.decode()

    for words in ("Lê Đức Thịnh", "Trung tá · Đội trưởng", "201-448", "14/03/1978", "•••••••••234"):
        assert words in page
    assert "049078001234" not in page


def test_a_birth_date_is_written_as_far_as_it_is_known(client_of, officer, district):
    person = enter_person("Lê Đức Thịnh", district, born="1978-03")

    assert "sinh 03/1978" in client_of(officer).get(f"/so/nguoi/{person.pk}/").content.decode()


def test_five_years_in_a_row_are_a_line(client_of, officer, district):
    person = enter_person("Lê Đức Thịnh", district)
    enter_ratings(person, range(2015, 2020), rating="hoan-thanh-xuat-sac", title="chien-si-thi-dua-co-so")

    matrix = client_of(officer).get(f"/so/nguoi/{person.pk}/").context["matrix"]

    assert matrix.years == (2015, 2016, 2017, 2018, 2019, 2020)
    assert [(run.what, run.years, run.first, run.last) for run in matrix.runs] == [
        ("Hoàn thành xuất sắc nhiệm vụ", 5, 2015, 2019),
        ("Chiến sĩ thi đua cơ sở", 5, 2015, 2019),
    ]
    titles = next(line for line in matrix.lines if str(line.name) == "Danh hiệu thi đua")
    assert [cell.run for cell in titles.cells] == [True] * 5 + [False]
    assert [[str(mark.short) for mark in cell.marks] for cell in titles.cells] == [["CSTĐCS"]] * 5 + [[]]


def test_years_with_a_gap_are_no_run(client_of, officer, district):
    person = enter_person("Lê Đức Thịnh", district)
    enter_ratings(person, range(2015, 2017), rating="hoan-thanh-xuat-sac")
    enter_ratings(person, range(2018, 2020), rating="hoan-thanh-xuat-sac")

    assert client_of(officer).get(f"/so/nguoi/{person.pk}/").context["matrix"].runs == ()


def test_an_annulled_honour_is_listed_but_is_no_mark_of_its_year(client_of, officer, district):
    person = enter_person("Lê Đức Thịnh", district)
    enter_award(person, enter_decision("9/QĐ-BCA", date(2018, 1, 2)), state="annulled")

    context = client_of(officer).get(f"/so/nguoi/{person.pk}/").context

    assert ([line.form for line in context["lines"]], context["matrix"].years) == (["Bằng khen của Bộ Công an"], ())


def test_a_household_and_a_collective_have_their_own_page(client_of, officer, district):
    home = enter_body("Hộ ông Nguyễn Văn A", district, kind="household")
    enter_award(home, enter_decision("9/QĐ-BCA", date(2018, 1, 2)))
    client = client_of(officer)

    page = client.get(f"/so/tap-the/{home.pk}/").content.decode()

    assert "<h1>Hộ ông Nguyễn Văn A" in page
    assert "Bằng khen của Bộ Công an" in page
    assert client.get(f"/so/nguoi/{home.pk}/")["Location"] == f"/so/tap-the/{home.pk}/"
    assert client.get(f"/so/tap-the/{enter_person('Lê A', district).pk}/").status_code == 302
