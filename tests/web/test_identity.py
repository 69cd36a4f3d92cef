"""Who is who on screens: likely doubles, two persons side by side, requests, and what each role may do."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tdkt.operations.identity import ask_to_merge, ask_to_undo, confirm
from tdkt.records.models import Account, Conferral, IdentityRequest, Office, Rating, Role, Subject, TwoPeople, Unit
from tests.conftest import make_account
from tests.web.register import NOON, enter_award, enter_decision, enter_person, enter_ratings


@pytest.fixture
def district(office: Office) -> Unit:
    return Unit.objects.get(name="Công an huyện mẫu")


@pytest.fixture
def second(office: Office) -> Account:
    return make_account("second", "Phan Thị Mẫu", Role.OFFICER, office.unit)


def pair(district: Unit, name: str = "Nguyễn Văn An") -> tuple[Subject, Subject]:
    """Two entries of one name and birth date, the second with a certificate."""
    one = enter_person(name, district, born="1975-03-12", service=f"1-{name}")
    other = enter_person(name, district, born="1975-03-12")
    enter_award(other, enter_decision(f"9/{name}", date(2018, 1, 2)))
    return one, other


def text(response: Any) -> str:
    return str(response.content.decode())


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_of_doubles_asks_as_much_for_three_pairs_as_for_one(
    client_of, officer, district, django_assert_num_queries, more
):
    for name in ("Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường")[: 1 + more]:
        pair(district, name)
    client = client_of(officer)
    client.get("/so/trung-nguoi/")

    with django_assert_num_queries(11):
        assert len(client.get("/so/trung-nguoi/").context["pairs"]) == 1 + more


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_of_requests_asks_as_much_for_three_as_for_one(
    client_of, officer, clerk, district, django_assert_num_queries, more
):
    for name in ("Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường")[: 1 + more]:
        one, other = pair(district, name)
        ask_to_merge(one.pk, other.pk, reason="Một người", by=clerk, at=NOON)
    client = client_of(officer)
    client.get("/so/trung-nguoi/yeu-cau/")

    with django_assert_num_queries(10):
        assert len(client.get("/so/trung-nguoi/yeu-cau/").context["requests"]) == 1 + more


def test_a_clerk_sees_the_doubles_of_the_own_unit_only(client_of, clerk, officer, office, district):
    pair(district)
    pair(office.unit, "Trần Thị Bình")

    names = [one.name for _, one, *_ in client_of(clerk).get("/so/trung-nguoi/").context["pairs"]]

    assert (names, len(client_of(officer).get("/so/trung-nguoi/").context["pairs"])) == (["Nguyễn Văn An"], 2)


def test_a_pair_kept_as_two_people_leaves_the_list(client_of, clerk, district):
    one, other = pair(district)
    client = client_of(clerk)

    response = client.post("/so/trung-nguoi/hai-nguoi/", {"mot": other.pk, "hai": one.pk}, follow=True)

    assert "Đã ghi là hai người" in text(response)
    assert (response.context["pairs"], TwoPeople.objects.count()) == ([], 1)


def test_two_persons_side_by_side_with_what_merging_would_do(client_of, clerk, district):
    one, other = pair(district)

    page = text(client_of(clerk).get(f"/so/nguoi/{one.pk}/gop/?voi={other.pk}"))

    for words in ("Nguyễn Văn An", "12/03/1975", "1-Nguyễn Văn An", "1 dòng chuyển", "1 dòng đã có", "Đề nghị gộp"):
        assert words in page


def test_a_contradiction_is_said_and_nothing_can_be_asked(client_of, clerk, district):
    one, other = pair(district)
    enter_ratings(one, [2019], rating="hoan-thanh")
    enter_ratings(other, [2019], rating="hoan-thanh-tot")
    address = f"/so/nguoi/{one.pk}/gop/?voi={other.pk}"
    client = client_of(clerk)

    page = text(client.get(address))
    refused = client.post(address, {"ly-do": "Một người"})

    assert "mâu thuẫn nhau" in page
    assert "Đề nghị gộp" not in page
    assert (refused.status_code, IdentityRequest.objects.count()) == (422, 0)
    assert "Hai hồ sơ mâu thuẫn" in text(refused)


def test_from_asking_to_the_kept_persons_page_and_back(
    client_of: Any, clerk: Account, officer: Account, second: Account, district: Unit
):
    one, other = pair(district)
    asking, confirming, undoing = client_of(clerk), client_of(officer), client_of(second)

    asked = asking.post(f"/so/nguoi/{one.pk}/gop/?voi={other.pk}", {"ly-do": "Một người"}, follow=True)
    request = IdentityRequest.objects.get()
    here = f"/so/trung-nguoi/yeu-cau/{request.pk}/"
    assert "Bạn là người đề nghị" in text(asked)
    assert asking.post(here, {"viec": "xac-nhan"}, follow=True).status_code == 200
    assert Subject.objects.filter(pk=other.pk).exists()  # a clerk cannot confirm

    done = confirming.post(here, {"viec": "xac-nhan"}, follow=True)
    assert done.redirect_chain[-1][0] == f"/so/nguoi/{one.pk}/"
    assert (Conferral.objects.get().subject_id, "đã gộp vào người này" in text(done)) == (one.pk, True)

    old = confirming.get(f"/so/nguoi/{other.pk}/", follow=True)
    assert old.redirect_chain == [(f"/so/nguoi/{one.pk}/", 302)]
    assert f"“Nguyễn Văn An” (hồ sơ số {other.pk}) đã gộp vào người này." in text(old)
    assert "Trước đó, hồ sơ số" in text(confirming.get(here))

    confirming.post(here, {"viec": "hoan-tac", "ly-do": "Nhầm"})
    undo = IdentityRequest.objects.get(kind="undo")
    undoing.post(f"/so/trung-nguoi/yeu-cau/{undo.pk}/", {"viec": "xac-nhan"})

    assert confirming.get(f"/so/nguoi/{other.pk}/").status_code == 200
    assert "sau đó hoàn tác" in text(confirming.get(here))


def test_a_request_is_refused_with_a_reason_and_withdrawn_by_its_own(client_of, clerk, officer, district):
    one, other = pair(district)
    first = ask_to_merge(one.pk, other.pk, reason="Một người", by=clerk, at=NOON)
    address = f"/so/trung-nguoi/yeu-cau/{first.pk}/"

    assert "Ghi căn cứ" in text(client_of(officer).post(address, {"viec": "tu-choi"}, follow=True))
    assert "Đã từ chối" in text(client_of(officer).post(address, {"viec": "tu-choi", "ly-do": "Hai quê"}, follow=True))
    second = ask_to_merge(one.pk, other.pk, reason="Một người", by=clerk, at=NOON)
    assert "Đã rút" in text(
        client_of(clerk).post(f"/so/trung-nguoi/yeu-cau/{second.pk}/", {"viec": "rut"}, follow=True)
    )


def test_marked_rows_go_to_a_new_person_after_a_second_account_confirms(client_of, clerk, officer, district):
    one, _ = pair(district)
    enter_ratings(one, [2018, 2019], rating="hoan-thanh")
    row = Rating.objects.get(year=2019)
    address = f"/so/nguoi/{one.pk}/tach/"
    client = client_of(clerk)

    nothing = client.post(address, {"ten": "Nguyễn Văn An", "ly-do": "Hai người"})
    wrong = client.post(address, {"dong": f"Rating.{row.pk}", "ten": "An", "sinh": "31/02/19xx", "ly-do": "Hai người"})
    client.post(address, {"dong": f"Rating.{row.pk}", "ten": "NGUYỄN VĂN AN", "sinh": "3/1980", "ly-do": "Hai người"})
    request = IdentityRequest.objects.get()
    page = text(client_of(officer).get(f"/so/trung-nguoi/yeu-cau/{request.pk}/"))
    client_of(officer).post(f"/so/trung-nguoi/yeu-cau/{request.pk}/", {"viec": "xac-nhan"})

    row.refresh_from_db()
    assert (nothing.status_code, wrong.status_code) == (422, 422)
    assert "không phải ngày" in text(wrong)
    assert "Xếp loại năm 2019" in page
    assert (row.subject.name, row.subject.person.born) == ("Nguyễn Văn An", "1980-03")


def test_the_other_entry_is_found_by_name(client_of, clerk, district):
    one, other = pair(district)
    stranger = enter_person("Trần Thị Bình", district)
    client = client_of(clerk)

    def offered(query: str) -> list[int]:
        return [subject.pk for subject, _ in client.get(f"/so/nguoi/{one.pk}/gop/{query}").context["people"]]

    assert (offered(""), offered("?ten=binh")) == ([other.pk], [stranger.pk])


def test_an_inspector_reads_and_asks_nothing(client_of, inspector, clerk, district):
    one, other = pair(district)
    request = ask_to_merge(one.pk, other.pk, reason="Một người", by=clerk, at=NOON)
    client: Client = client_of(inspector)

    assert client.get("/so/trung-nguoi/").status_code == 200
    assert client.get(f"/so/trung-nguoi/yeu-cau/{request.pk}/").status_code == 200
    assert client.get(f"/so/nguoi/{one.pk}/gop/?voi={other.pk}").status_code == 403
    assert "Gộp với người khác" not in text(client.get(f"/so/nguoi/{one.pk}/"))


def test_a_request_about_people_beyond_reach_is_not_there(client_of, clerk, officer, office):
    one, other = pair(office.unit)
    request = ask_to_merge(one.pk, other.pk, reason="Một người", by=officer, at=NOON)

    assert client_of(clerk).get(f"/so/trung-nguoi/yeu-cau/{request.pk}/").status_code == 404
    assert client_of(clerk).get("/so/trung-nguoi/yeu-cau/").context["requests"] == []


def test_a_chain_of_merges_leads_to_the_last_kept(client_of, clerk, officer, district):
    one, other = pair(district)
    third = enter_person("Nguyễn Văn An", district, born="1975-03-12")
    confirm(ask_to_merge(other.pk, third.pk, reason="x", by=clerk, at=NOON).pk, by=officer, at=NOON)
    confirm(ask_to_merge(one.pk, other.pk, reason="x", by=clerk, at=NOON).pk, by=officer, at=NOON)

    assert client_of(officer).get(f"/so/nguoi/{third.pk}/", follow=True).redirect_chain[-1][0] == f"/so/nguoi/{one.pk}/"
    with pytest.raises(Exception, match="nhật ký"):
        ask_to_undo(IdentityRequest.objects.order_by("pk")[0].pk, reason="x", by=officer, at=NOON)
