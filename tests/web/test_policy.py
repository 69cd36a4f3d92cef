"""The one table of rights: every route has a row, every row a route, and every visitor gets exactly what the table says."""

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse
from django.urls.converters import IntConverter, PathConverter, SlugConverter, StringConverter, UUIDConverter

from tdkt.records.models import Account, Office
from tdkt.web import policy
from tdkt.web.policy import ALL, EVERYBODY, SCOPES, TABLE, Answer, Rule, decide, may_use

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
VISITORS = ("anonymous", "clerk", "officer", "inspector", "member", "signer", "inactive")
SAMPLES: dict[type, Any] = {
    IntConverter: 987654,
    StringConverter: "khong-co",
    SlugConverter: "khong-co",
    PathConverter: "khong/co",
    UUIDConverter: "00000000-0000-0000-0000-000000000000",
}


def routes(resolver: URLResolver | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every route of the URLs with its converters, however deep; unnamed ones as ""."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            prefix = f"{pattern.namespace}:" if pattern.namespace else ""
            for name, converters in routes(pattern):
                yield prefix + name if name else "", {**pattern.pattern.converters, **converters}
        else:
            yield pattern.name or "", dict(pattern.pattern.converters)


def sample_address(name: str, converters: dict[str, Any]) -> str:
    """An address of the route, for something that does not exist. An unknown converter fails here: give it a sample above."""
    return reverse(name, kwargs={key: SAMPLES[type(converter)] for key, converter in converters.items()})


def without_a_row() -> set[str]:
    return {name for name, _ in routes()} - {rule.route for rule in TABLE}


def without_a_route() -> set[str]:
    return {rule.route for rule in TABLE} - {name for name, _ in routes()}


def test_every_route_has_a_row_and_every_row_a_route():
    assert (without_a_row(), without_a_route()) == (set(), set())


def test_every_row_is_written_in_the_words_of_the_table():
    assert {rule.scope for rule in TABLE} <= set(SCOPES)
    assert {method for rule in TABLE for method in rule.methods.split()} <= {"GET", "POST"}
    assert all(rule.roles and rule.roles <= EVERYBODY for rule in TABLE)


@pytest.fixture
def visitors(
    clerk: Account, officer: Account, inspector: Account, member: Account, signer: Account
) -> dict[str, Account | None]:
    gone = Account.objects.create_user("gone", name="Võ Văn Mẫu", role="officer", unit=officer.unit, is_active=False)
    known = {"clerk": clerk, "officer": officer, "inspector": inspector, "member": member, "signer": signer}
    return {"anonymous": None, **known, "inactive": gone}


def answer_of(response: Any) -> Answer:
    """What the visitor got, in the words of the table."""
    if response.status_code == 302 and response.url.startswith(reverse("sign-in")):
        return Answer.SIGN_IN
    known = {403: Answer.FORBIDDEN, 405: Answer.WRONG_METHOD}
    return known.get(response.status_code, Answer.ALLOWED)


@pytest.mark.parametrize("route", sorted({rule.route for rule in TABLE}))
def test_each_visitor_gets_what_the_table_says(route: str, visitors: dict[str, Account | None]):
    address = sample_address(route, dict(routes())[route])
    got, expected = {}, {}

    for visitor in VISITORS:
        account = visitors[visitor]
        for method in METHODS:
            client = Client()
            if account is not None:
                client.force_login(account)
            got[visitor, method] = answer_of(client.generic(method, address))
            active = account if account is not None and account.is_active else None
            expected[visitor, method] = decide(route, method, active)[0]

    if route == "sign-out":  # whoever may sign out is led to the door by it
        got |= {(visitor, "POST"): Answer.ALLOWED for visitor in ("clerk", "officer", "inspector", "member", "signer")}
    assert got == expected


def test_a_visitor_is_led_to_the_door_and_back_to_the_page(client: Client, office: Office):
    response = client.get("/ban-viec/?x=1")

    assert (response.status_code, response["Location"]) == (302, "/dang-nhap/?next=%2Fban-viec%2F%3Fx%3D1")


def test_pages_are_kept_by_no_store(client: Client, client_of: Callable[[Account], Client], officer: Account):
    answers = [client.get("/dang-nhap/"), client.get("/khong-co/"), client_of(officer).get("/ban-viec/")]

    assert [answer["Cache-Control"] for answer in answers] == ["no-store"] * 3


def test_an_account_switched_off_is_refused_at_its_next_request(
    client_of: Callable[[Account], Client], officer: Account
):
    client = client_of(officer)
    before = client.get("/ban-viec/").status_code
    Account.objects.filter(pk=officer.pk).update(is_active=False)

    assert (before, client.get("/ban-viec/").status_code) == (200, 302)


# --- the checks see what they are for ---------------------------------------------------------------


def screen(request: HttpRequest) -> HttpResponse:
    return HttpResponse("seen")


@pytest.fixture
def one_more_route(settings: Any) -> None:
    """A URL configuration with one route that nobody put into the table."""
    urls = ModuleType("urls")
    urls.urlpatterns = [*get_resolver().url_patterns, path("quen/", screen, name="forgotten")]  # type: ignore[attr-defined]
    settings.ROOT_URLCONF = urls


def test_the_walk_fails_when_a_route_without_a_row_is_added(one_more_route: None):
    assert without_a_row() == {"forgotten"}


@pytest.mark.django_db
def test_a_route_without_a_row_does_not_exist(
    one_more_route: None, client_of: Callable[[Account], Client], officer: Account
):
    assert client_of(officer).get("/quen/").status_code == 404


def test_the_walk_fails_on_a_row_without_a_route(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tests.web.test_policy.TABLE", (*TABLE, Rule("gone", "GET", ALL, "own")))

    assert without_a_route() == {"gone"}


def test_rows_of_one_route_add_up(monkeypatch: pytest.MonkeyPatch, officer: Account, inspector: Account):
    table = (
        Rule("x", "GET", ALL, "register"),
        Rule("x", "POST", frozenset({policy.OFFICER}), "register"),
    )
    monkeypatch.setattr(policy, "TABLE", table)

    assert [decide("x", method, inspector)[0] for method in ("GET", "HEAD", "POST", "PUT")] == [
        Answer.ALLOWED,
        Answer.ALLOWED,
        Answer.FORBIDDEN,
        Answer.WRONG_METHOD,
    ]
    assert may_use(officer, "x", "POST")
    assert decide("x", "POST", None) == (Answer.SIGN_IN, None)
    assert decide("unknown", "GET", officer) == (Answer.UNKNOWN, None)


def test_walk_goes_into_included_urls():
    nested = URLResolver(get_resolver().pattern, [path("a/<int:pk>/", screen, name="deep")])

    assert [(name, sorted(converters)) for name, converters in routes(nested)] == [("deep", ["pk"])]
    assert all(isinstance(pattern, URLPattern) for pattern in nested.url_patterns)
