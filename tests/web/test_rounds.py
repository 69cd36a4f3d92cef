"""Rounds on screen: the list, units against steps with numbers that open, the form, the states, and who sees what."""

from datetime import date

import pytest

from tdkt.operations.ledger import writing
from tdkt.operations.rounds import open_round
from tdkt.records.models import Nomination, Round, Unit
from tests.conftest import WORKING_DAY, make_unit
from tests.operations.test_nominations import enter_round
from tests.web.contenders import TITLE
from tests.web.register import NOON, enter_person


def enter_nomination(round_, subject, **said) -> Nomination:
    said = {"award": TITLE, "state": "drafting", "proposer": subject.belongs_to} | said
    with writing(by=None, at=NOON, verb="nominations.make") as pen:
        return pen.add_one(Nomination(round=round_, subject=subject, recipient=subject.kind, since=WORKING_DAY, **said))


FIELDS = {
    "loai": "yearly",
    "ten": "Xét khen thưởng năm 2019",
    "tu-nam": "2019",
    "den-nam": "2019",
    "ngay-luat": "25/05/2020",
    "mo": "01/05/2020",
    "han": "29/05/2020",
    "hinh-thuc": [TITLE, "giay-khen", "bang-khen-bo-tinh"],
    "cap": "ministry",
    "tu-council": "10/06/2020",
    "den-council": "12/06/2020",
    f"tyle-{TITLE}": "90",
    f"mau-{TITLE}": "all-members",
    f"kin-{TITLE}": "co",
    f"can-cu-{TITLE}": "Quy chế số 12",
    "ghi-chu": "",
}


def test_a_round_is_made_from_the_form_and_opened(client_of, officer, office):
    client = client_of(officer)

    made = client.post("/xet/dot/moi/", FIELDS)

    said = Round.objects.get()
    assert (made.status_code, made.url) == (302, f"/xet/dot/{said.pk}/")
    assert said.forms == [
        {"award": TITLE, "class": None, "level": "agency"},
        {"award": "bang-khen-bo-tinh", "class": None, "level": "ministry"},
        {"award": "giay-khen", "class": None, "level": "agency"},
    ]
    assert said.phases == [{"phase": "council", "from": "2020-06-10", "until": "2020-06-12"}]
    assert said.ballots == [
        {"award": TITLE, "percent": 90.0, "of": "all-members", "secret": True, "source": "Quy chế số 12"}
    ]
    assert client.post(f"/xet/dot/{said.pk}/viec/mo/").status_code == 302
    said.refresh_from_db()
    assert said.state == "open"
    assert "Đợt đã mở" in client.get(f"/xet/dot/{said.pk}/").content.decode()


def test_what_is_refused_is_said_above_the_form_and_nothing_typed_is_lost(client_of, officer, office):
    client = client_of(officer)

    page = client.post("/xet/dot/moi/", FIELDS | {"han": "29/04/2020", "ten": "Đợt mẫu"})

    assert page.status_code == 422
    said = page.content.decode()
    assert "Hạn nộp 29/04/2020 trước ngày mở 01/05/2020" in said
    assert 'value="Đợt mẫu"' in said
    assert 'value="Quy chế số 12"' in said
    assert "Ghi ngày" not in said
    assert "ghi ngày, như 29/05/2020" in client.post("/xet/dot/moi/", FIELDS | {"han": "sớm"}).content.decode()


def test_the_form_begins_with_the_awards_of_the_kind(client_of, officer, office):
    page = client_of(officer).get("/xet/dot/moi/?loai=service-years")

    assert {one.code for one in page.context["chosen"]} == {
        "huy-chuong-chien-si-ve-vang:1",
        "huy-chuong-quan-ky-quyet-thang",
        "huy-chuong-vi-an-ninh-to-quoc",
    }
    assert page.context["v"]["den_nam"] == "2019"


def test_an_open_round_keeps_what_binds_those_who_proposed(client_of, officer, office):
    said = enter_round(office, forms=[{"award": TITLE}, {"award": "giay-khen"}])
    client = client_of(officer)
    assert "đợt đã mở: chỉ sửa được" in client.get(f"/xet/dot/{said.pk}/sua/").content.decode()

    client.post(f"/xet/dot/{said.pk}/sua/", FIELDS | {"ten": "Tên khác", "han": "05/06/2020"})

    said.refresh_from_db()
    assert (said.name, said.closes_on) == ("Xét khen thưởng năm 2019", date(2020, 6, 5))


def test_numbers_of_the_matrix_open_their_dossiers_and_who_has_not_sent_is_named(client_of, officer, office):
    district = Unit.objects.get(name="Công an huyện mẫu")
    silent = make_unit("Công an huyện khác", under=office.unit)
    said = enter_round(office, forms=[{"award": TITLE}, {"award": "giay-khen"}])
    people = [enter_person(f"Lê Văn Em {i}", district) for i in range(3)]
    enter_nomination(said, people[0])
    enter_nomination(said, people[1], state="checked")
    enter_nomination(said, people[2], state="ready", award="giay-khen")
    client = client_of(officer)

    page = client.get(f"/xet/dot/{said.pk}/")

    lines = {line.unit: line for line in page.context["units"]}
    assert [cell.number for cell in lines[district].cells] == [1, 0, 0, 0, 2, 0, 0, 0, 0]
    assert [line.unit for line in page.context["not_sent"]] == [silent]
    assert "Chưa gửi: 1 đơn vị" in page.content.decode()
    opened = client.get(lines[district].cells[4].url)
    assert [line.nomination.subject for line in opened.context["lines"]] == [people[1], people[2]]
    assert {form.name: form.number for form in page.context["forms"]} == {
        "Chiến sĩ thi đua cơ sở": 2,
        "Giấy khen": 1,
    }


def test_a_clerk_sees_opened_rounds_and_the_own_unit_only(client_of, clerk, office):
    other = make_unit("Công an huyện khác", under=office.unit)
    said = enter_round(office, forms=[{"award": TITLE}])
    theirs = enter_nomination(said, enter_person("Đỗ Văn Em", other))
    hidden = enter_round(office, forms=[{"award": TITLE}], name="Của đơn vị khác", units=[other.pk])
    client = client_of(clerk)

    assert [line.round for line in client.get("/xet/dot/").context["lines"]] == [said]
    assert [line.unit.name for line in client.get(f"/xet/dot/{said.pk}/").context["units"]] == ["Công an huyện mẫu"]
    assert client.get(f"/xet/dot/{said.pk}/ho-so/").context["lines"] == []
    for address in (
        f"/xet/dot/{hidden.pk}/",
        f"/xet/dot/{hidden.pk}/chon/",
        f"/xet/dot/{said.pk}/ho-so/?don-vi={other.pk}",
        f"/xet/dot/{said.pk}/chon/?don-vi={other.pk}",
    ):
        assert client.get(address).status_code == 404, address
    assert client.get("/xet/dot/moi/").status_code == 403
    assert Nomination.objects.get() == theirs


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_of_rounds_asks_as_much_for_three_as_for_one(
    client_of, officer, office, django_assert_num_queries, more
):
    for i in range(1 + more):
        enter_round(office, forms=[{"award": TITLE}], name=f"Đợt {i}")
    client = client_of(officer)
    client.get("/xet/dot/")

    with django_assert_num_queries(7):
        assert len(client.get("/xet/dot/").context["lines"]) == 1 + more


@pytest.mark.parametrize("more", [0, 2])
def test_one_round_asks_as_much_for_three_units_as_for_one(client_of, officer, office, django_assert_num_queries, more):
    said = enter_round(office, forms=[{"award": "giay-khen"}])
    for i in range(more):
        unit = make_unit(f"Công an huyện {i}", under=office.unit)
        enter_nomination(said, enter_person(f"Lê Văn Em {i}", unit), award="giay-khen")
    client = client_of(officer)
    client.get(f"/xet/dot/{said.pk}/")

    with django_assert_num_queries(12):
        assert len(client.get(f"/xet/dot/{said.pk}/").context["units"]) == 1 + more


def test_a_round_is_called_off_with_a_reason(client_of, officer, office):
    said = enter_round(office, forms=[{"award": TITLE}])
    client = client_of(officer)

    assert client.post(f"/xet/dot/{said.pk}/viec/huy/", {"ly-do": " "}).status_code == 409
    assert client.post(f"/xet/dot/{said.pk}/viec/huy/", {"ly-do": "Hoãn"}).status_code == 302
    assert client.post(f"/xet/dot/{said.pk}/viec/mo/").status_code == 409
    assert client.post(f"/xet/dot/{said.pk}/viec/khac/").status_code == 404
    with pytest.raises(Exception, match="đã hủy"):
        open_round(said.pk, by=officer, at=NOON)
