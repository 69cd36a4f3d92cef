"""Registered titles on screen: many put down at once, compared with what was achieved, struck with a reason, own units only."""

from datetime import date

import pytest

from tdkt.records.models import Registration
from tests.conftest import make_unit
from tests.operations.test_registrations import put
from tests.web.contenders import TITLE, Contenders, enter_contenders
from tests.web.register import enter_award, enter_decision, enter_person


@pytest.fixture
def contenders(office) -> Contenders:
    return enter_contenders(office)


def address(contenders, **said):
    query = {"nam": 2019, "don-vi": contenders.district.pk, "danh-hieu": TITLE} | said
    return "/xet/dang-ky/?" + "&".join(f"{key}={value}" for key, value in query.items())


def test_many_are_put_down_and_compared(client_of, clerk, contenders):
    client = client_of(clerk)
    keys = [contenders.an.pk, contenders.binh.pk]
    assert {one.pk for one in client.get(address(contenders)).context["offered"]} == set(contenders.keys)

    assert client.post(address(contenders), {"chon": keys}).status_code == 302
    told = client.post(address(contenders), {"chon": keys}, follow=True).content.decode()
    assert "Đã đăng ký từ trước: Phan Văn An, Lê Thị Bình." in told
    enter_award(contenders.an, enter_decision("91/QĐ-CAT", date(2020, 3, 1)), award=TITLE, for_from=2019, for_to=2019)

    page = client.get(address(contenders))

    assert [(line.compared.name, line.compared.outcome) for line in page.context["lines"]] == [
        ("Phan Văn An", "reached"),
        ("Lê Thị Bình", "not-reached"),
    ]
    only = client.get(address(contenders, ket="not-reached")).context["lines"]
    assert [line.compared.name for line in only] == ["Lê Thị Bình"]
    [line] = [one for one in page.context["by_unit"] if one.counted.award == TITLE]
    assert (line.counted.registered, line.counted.reached, line.counted.not_reached) == (2, 1, 1)


def test_registrations_are_struck_with_a_reason(client_of, clerk, office, contenders):
    put(contenders, [contenders.an])
    [one] = Registration.objects.all()
    client = client_of(clerk)

    assert client.post("/xet/dang-ky/bo/", {"chon": one.pk, "ly-do": ""}).status_code == 409
    assert client.post("/xet/dang-ky/bo/", {"chon": one.pk, "ly-do": "Nhầm", "nam": "2019"}).url == (
        "/xet/dang-ky/?nam=2019"
    )
    assert not Registration.objects.exists()


def test_a_clerk_neither_sees_nor_strikes_those_of_another_unit(client_of, clerk, office, contenders):
    other = make_unit("Công an huyện khác", under=office.unit)
    put(contenders, [enter_person("Đỗ Văn Em", other)], unit=other)
    [theirs] = Registration.objects.all()
    client = client_of(clerk)

    assert client.get(f"/xet/dang-ky/?nam=2019&danh-hieu={TITLE}").context["lines"] == []
    assert client.get(f"/xet/dang-ky/?nam=2019&don-vi={other.pk}").status_code == 404
    assert client.post("/xet/dang-ky/bo/", {"chon": theirs.pk, "ly-do": "Nhầm"}).status_code == 404


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_asks_as_much_for_three_as_for_one(client_of, officer, contenders, django_assert_num_queries, more):
    put(contenders, [contenders.an, contenders.binh, contenders.chi][: 1 + more])
    client = client_of(officer)
    client.get(address(contenders))

    with django_assert_num_queries(26):
        assert len(client.get(address(contenders)).context["lines"]) == 1 + more
