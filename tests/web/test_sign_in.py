"""The door: right and wrong passwords, the wait, the sample people, and the first start."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tdkt.records.models import Account, Office
from tdkt.web.attempts import LIMIT

PASSWORD = "mot-cau-dai-de-nho"
WRONG = "Chưa đúng tên hoặc mật khẩu"
WAITING = "Sai quá nhiều lần"


@pytest.fixture(autouse=True)
def nobody_failed_before(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def lan(office: Office) -> Account:
    return Account.objects.create_user(
        "ngo-thi-lan", name="Ngô Thị Mẫu", role="officer", unit=office.unit, password=PASSWORD
    )


def knock(client: Client, username: str, password: str, **more: str):
    return client.post("/dang-nhap/", {"username": username, "password": password, **more})


def test_the_right_password_leads_home_with_a_new_session(client: Client, lan: Account):
    client.get("/dang-nhap/")
    client.session.save()
    before = client.session.session_key

    response = knock(client, "ngo-thi-lan", PASSWORD)

    assert (response.status_code, response["Location"]) == (302, "/ban-viec/")
    assert client.session.session_key != before
    assert client.get("/ban-viec/").status_code == 200


def test_passwords_are_kept_by_argon2(lan: Account):
    assert lan.password.startswith("argon2$argon2id$")


@pytest.mark.parametrize(
    ("next_page", "led_to"),
    [
        ("/ban-viec/?x=1", "/ban-viec/?x=1"),
        ("https://evil.example/", "/ban-viec/"),
        ("//evil.example/", "/ban-viec/"),
        ("javascript:alert(1)", "/ban-viec/"),
    ],
)
def test_one_is_led_back_to_our_own_pages_only(client: Client, lan: Account, next_page: str, led_to: str):
    assert knock(client, "ngo-thi-lan", PASSWORD, next=next_page)["Location"] == led_to


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(client: Client, lan: Account):
    known, unknown = knock(client, "ngo-thi-lan", "sai"), knock(client, "khong-co", "sai")

    assert (known.status_code, unknown.status_code) == (422, 422)
    said = [
        answer.content.decode().replace(name, "…") for answer, name in ((known, "ngo-thi-lan"), (unknown, "khong-co"))
    ]
    tokens = [line for line in said[0].splitlines() if "csrf" not in line]
    assert tokens == [line for line in said[1].splitlines() if "csrf" not in line]
    assert f"{WRONG}, còn 4 lần trước khi khóa 15 phút." in said[0]


@pytest.mark.parametrize("username", ["ngo-thi-lan", "khong-co"])
def test_after_five_failures_even_the_right_password_waits(client: Client, lan: Account, username: str):
    statuses = [knock(client, username, "sai").status_code for _ in range(LIMIT)]

    response = knock(client, username, PASSWORD)

    assert statuses == [422] * LIMIT
    assert (response.status_code, WAITING in response.content.decode()) == (429, True)


def test_an_account_switched_off_gets_the_answer_of_a_wrong_password(client: Client, lan: Account):
    Account.objects.filter(pk=lan.pk).update(is_active=False)

    response = knock(client, "ngo-thi-lan", PASSWORD)

    assert (response.status_code, WRONG in response.content.decode()) == (422, True)


def test_an_account_without_a_password_cannot_enter_with_an_empty_one(client: Client, officer: Account):
    assert knock(client, "officer", "").status_code == 422


def test_signing_out_ends_the_session_on_the_server(client_of: Callable[[Account], Client], officer: Account):
    client = client_of(officer)
    kept = client.cookies[settings.SESSION_COOKIE_NAME].value

    response = client.post("/dang-xuat/")
    client.cookies[settings.SESSION_COOKIE_NAME] = kept

    assert (response.status_code, client.get("/ban-viec/").status_code) == (302, 302)


def test_whoever_is_signed_in_is_led_past_the_door(client_of: Callable[[Account], Client], officer: Account):
    assert client_of(officer).get("/dang-nhap/")["Location"] == "/ban-viec/"


@pytest.mark.django_db
def test_before_the_first_account_the_door_says_how_to_make_one(client: Client):
    answers = [client.get("/dang-nhap/"), knock(client, "ngo-thi-lan", PASSWORD)]

    assert ["python3 run.py account add" in answer.content.decode() for answer in answers] == [True, True]


def test_forms_from_elsewhere_are_refused_with_a_page(lan: Account):
    response = knock(Client(enforce_csrf_checks=True), "ngo-thi-lan", PASSWORD)

    assert (response.status_code, "Biểu mẫu chưa được gửi" in response.content.decode()) == (403, True)


# --- sample people ----------------------------------------------------------------------------------


@pytest.fixture
def sample_office(office: Office) -> Office:
    Office.objects.update(sample=True)
    return office


@pytest.fixture
def sample_person(office: Office) -> Account:
    return Account.objects.create_user("mau-1", name="Đỗ Xuân Mẫu", role="clerk", unit=office.unit, sample=True)


def test_a_sample_person_enters_by_one_press_in_a_sample_office(
    client: Client, sample_office: Office, sample_person: Account
):
    door = client.get("/dang-nhap/").content.decode()
    response = client.post("/dang-nhap/mau/", {"account": sample_person.pk})

    assert "Đỗ Xuân Mẫu" in door
    assert (response.status_code, client.session["_auth_user_id"]) == (302, str(sample_person.pk))


def test_the_switcher_changes_person_and_session(
    client_of: Callable[[Account], Client], sample_office: Office, sample_person: Account, officer: Account
):
    client = client_of(officer)
    session = client.session
    session["kept"] = "of the former person"
    session.save()

    client.post("/dang-nhap/mau/", {"account": sample_person.pk})

    assert client.session["_auth_user_id"] == str(sample_person.pk)
    assert "kept" not in client.session
    assert client.session.session_key != session.session_key


def test_in_a_real_office_there_is_no_switcher(client: Client, office: Office, sample_person: Account):
    door = client.get("/dang-nhap/").content.decode()
    response = client.post("/dang-nhap/mau/", {"account": sample_person.pk})

    assert "Đỗ Xuân Mẫu" not in door
    assert (response.status_code, "_auth_user_id" in client.session) == (404, False)


def test_the_switcher_gives_no_real_account(client: Client, sample_office: Office, officer: Account):
    sent = ["", "x", "0", "-1", "²", str(officer.pk), str(10**30)]

    assert [client.post("/dang-nhap/mau/", {"account": account}).status_code for account in sent] == [404] * len(sent)


def test_a_sample_person_switched_off_is_not_offered(client: Client, sample_office: Office, sample_person: Account):
    Account.objects.filter(pk=sample_person.pk).update(is_active=False)

    assert client.post("/dang-nhap/mau/", {"account": sample_person.pk}).status_code == 404
