"""Error pages say what did not happen, why, and what to do; to htmx they say it in one sentence."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import get_resolver, path

from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.records.models import Account
from tdkt.web import policy

WHY = "Quyết định số 12/QĐ-CAT đã có trong sổ."
RAISED = {
    "django-403": PermissionDenied(),
    "django-404": Http404(),
    "django-400": SuspiciousOperation(),
    "not-permitted": NotPermitted(WHY),
    "not-found": NotFound(WHY),
    "wrong-state": WrongState(WHY),
    "rule-not-met": RuleNotMet(WHY),
}
TITLES = {
    400: "Không đọc được lời gọi này",
    403: "Tài khoản này không mở được trang đó",
    404: "Không có gì ở địa chỉ này",
    409: "Chưa ghi gì vào sổ",
    500: "Chưa mở được trang",
}


def failing(request: HttpRequest, how: str) -> HttpResponse:
    raise RAISED.get(how, ZeroDivisionError())


@pytest.fixture
def failing_screen(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    urls = ModuleType("urls")
    urls.urlpatterns = [*get_resolver().url_patterns, path("hong/<str:how>/", failing, name="failing")]  # type: ignore[attr-defined]
    for status, view in (("400", "bad_request"), ("403", "forbidden"), ("404", "not_found"), ("500", "server_error")):
        setattr(urls, f"handler{status}", f"tdkt.web.errors.{view}")
    settings.ROOT_URLCONF = urls
    monkeypatch.setattr(policy, "TABLE", (*policy.TABLE, policy.Rule("failing", "GET", policy.ALL, "signed-in")))


@pytest.mark.parametrize(
    ("how", "status"),
    [
        ("django-400", 400),
        ("django-403", 403),
        ("not-permitted", 403),
        ("django-404", 404),
        ("not-found", 404),
        ("wrong-state", 409),
        ("rule-not-met", 409),
        ("anything-else", 500),
    ],
)
def test_each_failure_has_its_page(
    failing_screen: None, client_of: Callable[[Account], Client], officer: Account, how: str, status: int
):
    client = client_of(officer)
    client.raise_request_exception = False

    response = client.get(f"/hong/{how}/")

    page = response.content.decode()
    assert (response.status_code, f"<h1>{TITLES[status]}</h1>" in page) == (status, True)
    assert (WHY in page) == (not how.startswith("django") and status != 500)
    assert "Cách làm" in page
    assert "Traceback" not in page


def test_to_htmx_a_refusal_is_one_sentence(
    failing_screen: None, client_of: Callable[[Account], Client], officer: Account
):
    response = client_of(officer).get("/hong/wrong-state/", headers={"HX-Request": "true"})

    assert (response.status_code, response["Content-Type"]) == (409, "text/plain; charset=utf-8")
    assert response.content.decode() == (
        f"Chưa ghi gì vào sổ. {WHY} Tải lại trang để thấy tình trạng hiện nay, rồi quyết định lại."
    )


@pytest.mark.django_db
def test_to_htmx_the_door_is_a_move_of_the_whole_page(client: Client):
    response = client.get(
        "/ban-viec/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/ban-viec/?a=1"}
    )

    assert response["HX-Redirect"] == "/dang-nhap/?next=%2Fban-viec%2F%3Fa%3D1"


def test_a_wrong_method_says_which_are_right(client_of: Callable[[Account], Client], officer: Account):
    response = client_of(officer).post("/ban-viec/")

    assert (response.status_code, response["Allow"]) == (405, "GET")
    assert "Trang này không nhận lời gọi đó" in response.content.decode()


@pytest.mark.django_db
def test_a_stranger_sees_no_section_on_an_error_page(client: Client):
    page = client.get("/khong-co/").content.decode()

    assert "muc-luc" not in page
    assert "Tới trang đăng nhập" in page
