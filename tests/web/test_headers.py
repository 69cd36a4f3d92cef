"""What every answer carries, whoever asks and whatever for: the strict policy, no framing, no guessing of types, closed cookies."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from tdkt.records.models import Account
from tdkt.web.policy import TABLE, may_use
from tests.web.test_policy import routes, sample_address

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
ROUTES = sorted({rule.route for rule in TABLE})
POSTED = sorted({rule.route for rule in TABLE if rule.takes("POST")})


def address_of(route: str) -> str:
    return sample_address(route, dict(routes())[route])


@pytest.mark.parametrize("route", ROUTES)
def test_every_answer_carries_the_strict_headers(route: str, client_of: Callable[[Account], Client], officer: Account):
    response = client_of(officer).get(address_of(route))

    said = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";") if part.strip())
    assert said == POLICY
    assert {name: response[name] for name in ("X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy")} == {
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("route", POSTED)
def test_no_form_from_elsewhere_is_taken(route: str, officer: Account):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)
    assert may_use(officer, route, "POST")

    assert client.post(address_of(route)).status_code == 403


def test_cookies_are_closed_to_scripts_and_to_other_sites(client: Client, officer: Account):
    client.get("/dang-nhap/")
    client.post("/ngon-ngu/", {"language": "en"})
    client.force_login(officer)
    client.get("/ban-viec/")

    cookies = {name: (cookie["httponly"], cookie["samesite"]) for name, cookie in client.cookies.items()}
    assert cookies[settings.CSRF_COOKIE_NAME] == (True, "Strict")
    assert cookies["ngon-ngu"] == (True, "Lax")
    assert (settings.SESSION_COOKIE_HTTPONLY, settings.SESSION_COOKIE_SAMESITE) == (True, "Strict")


@pytest.mark.django_db
def test_static_files_come_with_their_type_and_no_guessing(client: Client):
    kinds = {}
    for name in ("app.css", "app.js", "icons.svg", "vendor/inter-5.3.0/inter-latin-400-normal.woff2"):
        response = client.get(f"/tinh/{name}")
        kinds[name.rsplit(".", 1)[1]] = (
            response.status_code,
            response["Content-Type"].split(";")[0],
            response["X-Content-Type-Options"],
        )

    assert kinds == {
        "css": (200, "text/css", "nosniff"),
        "js": (200, "text/javascript", "nosniff"),
        "svg": (200, "image/svg+xml", "nosniff"),
        "woff2": (200, "font/woff2", "nosniff"),
    }


@pytest.mark.django_db
def test_nothing_outside_the_static_folder_is_served(client: Client):
    sent = ("/tinh/../policy.py", "/tinh/%2e%2e/policy.py", "/tinh/..%2fpolicy.py", "/tinh/vendor/", "/tinh/")

    assert [client.get(address).status_code for address in sent] == [404] * len(sent)
