"""Units on screen: the tree on a day of the address, one unit with its course, and three tallies that each open."""

from datetime import date

import pytest

from tdkt.records.models import Office, Succession, Unit, UnitPlace
from tests.conftest import make_unit
from tests.web.register import enter_award, enter_decision, enter_person


@pytest.fixture
def district(office: Office) -> Unit:
    return Unit.objects.get(name="Công an huyện mẫu")


@pytest.fixture
def former(office: Office) -> Unit:
    """A district police that ended on 14/08/2018."""
    unit = make_unit("Công an huyện xưa", under=office.unit)
    Unit.objects.filter(pk=unit.pk).update(ended=date(2018, 8, 14))
    UnitPlace.objects.filter(unit=unit).update(to_date=date(2018, 8, 14))
    return Unit.objects.get(pk=unit.pk)


def names(response):
    return [branch.name for branch in response.context["branches"]]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["Công an tỉnh mẫu", "Công an huyện mẫu"]),
        ("?ngay=01/03/2018", ["Công an tỉnh mẫu", "Công an huyện mẫu", "Công an huyện xưa"]),
        ("?ngay=2018-03-01", ["Công an tỉnh mẫu", "Công an huyện mẫu", "Công an huyện xưa"]),
        ("?cu=co", ["Công an tỉnh mẫu", "Công an huyện mẫu", "Công an huyện xưa (cũ)"]),
    ],
)
def test_the_tree_is_that_of_the_day_in_the_address(client_of, officer, district, former, query, shown):
    assert names(client_of(officer).get(f"/so/don-vi/{query}")) == shown


def test_a_day_that_is_none_is_refused(client_of, officer):
    assert client_of(officer).get("/so/don-vi/?ngay=31/02/2018").status_code == 400


def test_teams_are_counted_until_they_are_asked_for(client_of, officer, district):
    make_unit("Đội Tổng hợp", under=district)
    client = client_of(officer)

    folded, whole = client.get("/so/don-vi/"), client.get(f"/so/don-vi/?goc={district.pk}&sau=het")

    assert [(b.name, b.below) for b in folded.context["branches"]] == [
        ("Công an tỉnh mẫu", 2),
        ("Công an huyện mẫu", 1),
    ]
    assert names(whole) == ["Công an huyện mẫu", "Đội Tổng hợp"]


def test_a_clerk_sees_the_own_unit_as_the_top(client_of, clerk, office, district):
    client = client_of(clerk)

    assert names(client.get("/so/don-vi/")) == ["Công an huyện mẫu"]
    assert client.get(f"/so/don-vi/{office.unit_id}/").status_code == 404


@pytest.mark.parametrize("more", [0, 2])
def test_the_tree_asks_as_much_for_three_units_as_for_one(
    client_of, officer, district, django_assert_num_queries, more
):
    for i in range(more):
        make_unit(f"Công an huyện số {i}", under=officer.unit)
    client = client_of(officer)
    client.get("/so/don-vi/")

    with django_assert_num_queries(7):
        assert len(names(client.get("/so/don-vi/"))) == 2 + more


def test_three_tallies_stand_apart_and_each_number_opens_its_rows(client_of, officer, district):
    team = make_unit("Đội Tổng hợp", under=district)
    decision = enter_decision("512/QĐ-BCA", date(2017, 2, 8))
    enter_award(district.subject, decision, unit=district)
    enter_award(team.subject, decision, unit=team)
    for name in ("Lê Thị Bình", "Lê Văn An"):
        enter_award(enter_person(name, team), decision)
    enter_award(enter_person("Lê Văn Cũ", team), decision, state="annulled")
    client = client_of(officer)

    table = client.get(f"/so/don-vi/{district.pk}/").context["tallies"]

    assert [(row.form, [number for number, _ in row.numbers]) for row in table] == [
        ("Bằng khen của Bộ Công an", [1, 1, 2]),
        ("", [1, 1, 2]),
    ]
    for row in table:
        for number, address in row.numbers:
            assert client.get(address).context["page"].total == number


def test_a_unit_tells_what_it_continues(client_of, officer, clerk, district, former):
    Succession.objects.create(predecessor=former, successor=district, kind="merge", on_date=date(2018, 8, 15))
    client = client_of(officer)

    after, before = (client.get(f"/so/don-vi/{unit.pk}/").content.decode() for unit in (district, former))

    assert "Công an huyện xưa (cũ)" in after
    assert "hợp nhất, 15/08/2018" in after
    assert "<h1>Công an huyện xưa (cũ)" in before
    assert f'href="/so/don-vi/{district.pk}/"' in before


def test_an_empty_unit_says_so(client_of, officer, district):
    page = client_of(officer).get(f"/so/don-vi/{district.pk}/").content.decode()

    assert "Sổ chưa có khen thưởng nào của đơn vị này" in page
