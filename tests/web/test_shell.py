"""The shell in a real browser: it reads right, leaks nothing, and works by keys alone. Its screens here are small ones of the tests."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import engines
from django.test import Client
from django.urls import get_resolver, path, reverse

from tdkt.operations.errors import WrongState
from tdkt.records.models import Account, Office
from tdkt.web import policy, shell
from tdkt.web.policy import Rule
from tests.web.browser import PHONE, assert_no_axe_violations, enter

ROWS = """{% extends frame %}{% block title %}Rows{% endblock %}{% block heading %}Rows{% endblock %}
{% block acts %}<button class="btn btn-primary" data-main-act data-key="N" id="act">Act</button>{% endblock %}
{% block content %}<div class="tam"><table class="bang"><caption class="an">Rows</caption><thead><tr><th scope="col">Name</th></tr></thead><tbody>
{% for n in numbers %}<tr data-row><td><a {% opens n.1 %}>{{ n.0 }}</a></td></tr>{% endfor %}</tbody></table></div>
<form method="post" action="{% url 't-done' %}">{% csrf_token %}<button class="btn">Do</button></form><label>Field <input id="field"></label>{% endblock %}"""
ONE = """{% extends frame %}{% block title %}Row {{ pk }}{% endblock %}{% block heading %}Row {{ pk }}{% endblock %}
{% block content %}<p>The whole of row {{ pk }}</p>{% endblock %}
{% block drawer_foot %}<footer><a class="btn btn-primary" href="{{ request.path }}">Open it</a></footer>{% endblock %}"""
FOUND = """<div role="group" aria-label="People"><p class="nho pal-nhom" role="presentation">People</p>
<div role="option" data-href="{% url 't-one' 1 %}">Đức</div><div role="option" data-href="{% url 't-one' 2 %}">Đức <span class="nho">two</span></div></div>"""


def written(request: HttpRequest, source: str, **context: Any) -> HttpResponse:
    frame = "drawer.html" if shell.in_drawer(request) else "base.html"
    return HttpResponse(engines["django"].from_string(source).render({**context, "frame": frame}, request))


def rows(request: HttpRequest) -> HttpResponse:
    return written(request, ROWS, numbers=[(f"Row {n}", reverse("t-one", args=[n])) for n in (1, 2, 3, 404)])


def one(request: HttpRequest, pk: int) -> HttpResponse:
    if pk == 404:
        raise WrongState("Dòng này đang được sửa.")
    return written(request, ONE, pk=pk)


def done(request: HttpRequest) -> HttpResponse:
    shell.say(
        request,
        "Đã ghi 87 dòng." if "undo" not in request.GET else "Đã rút 87 dòng.",
        undo=f"{request.path}?undo=1" if "undo" not in request.GET else "",
    )
    return HttpResponseRedirect(reverse("t-rows"))


def found(request: HttpRequest) -> HttpResponse:
    return written(request, FOUND if getattr(request, "htmx", False) else ONE, pk=0)


@pytest.fixture
def screens(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list whose rows open in the drawer, an act that can be undone, and a search."""
    mine = {
        "t-rows": path("thu/", rows, name="t-rows"),
        "t-one": path("thu/<int:pk>/", one, name="t-one"),
        "t-done": path("thu/ghi/", done, name="t-done"),
        "search": path("tim/", found, name="search"),
    }
    urls = ModuleType("urls")
    urls.urlpatterns = [*mine.values(), *(p for p in get_resolver().url_patterns if getattr(p, "name", "") not in mine)]  # type: ignore[attr-defined]
    settings.ROOT_URLCONF = urls
    table = [rule for rule in policy.TABLE if rule.route not in mine]
    table += [Rule(route, "POST" if route == "t-done" else "GET", policy.ALL, "signed-in") for route in mine]
    monkeypatch.setattr(policy, "TABLE", tuple(table))


@pytest.fixture
def at_rows(page: Any, officer: Account, screens: None) -> Any:
    enter(page, officer)
    page.goto("/thu/")
    return page


pytestmark = pytest.mark.browser


def test_home_has_no_fault_that_axe_sees_wide_or_narrow(page: Any, officer: Account):
    enter(page, officer)
    page.goto("/ban-viec/")

    assert page.locator("h1").inner_text().startswith("Thứ Hai, 25/05/2020")
    assert page.locator(".ngay-luat").inner_text().startswith("25/05/2020 · áp dụng Luật Thi đua, khen thưởng 2003")
    assert_no_axe_violations(page)
    page.set_viewport_size(PHONE)
    assert_no_axe_violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_the_door_has_no_fault_that_axe_sees_and_one_enters_by_keys(page: Any, office: Office):
    Account.objects.create_user(
        "ha", name="Trần Thị Mẫu", role="officer", unit=office.unit, password="mot-cau-dai-de-nho"
    )
    page.goto("/ban-viec/")
    assert_no_axe_violations(page)

    page.keyboard.type("ha")
    page.keyboard.press("Tab")
    page.keyboard.type("mot-cau-dai-de-nho")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ban-viec/")

    assert page.locator(".toi").inner_text().endswith("Trần Thị Mẫu")


def test_a_wrong_password_is_said_beside_the_field(page: Any, faults: Any, officer: Account):
    faults.expect(422)
    page.goto("/dang-nhap/")
    page.fill("#u", "officer")
    page.fill("#p", "sai")
    page.keyboard.press("Enter")

    page.get_by_role("alert").filter(has_text="còn 4 lần").wait_for()
    assert page.evaluate("document.activeElement.id") == "p"
    assert_no_axe_violations(page)


def test_first_start_and_error_pages_have_no_fault_that_axe_sees(page: Any, faults: Any, committed: Any):
    faults.expect(404)
    for address in ("/dang-nhap/", "/khong-co/"):
        page.goto(address)
        assert_no_axe_violations(page)


def test_the_sample_switcher_changes_the_person_from_the_menu(page: Any, officer: Account, inspector: Account):
    Office.objects.update(sample=True)
    Account.objects.update(sample=True)
    page.goto("/dang-nhap/")
    assert_no_axe_violations(page)

    page.get_by_role("button", name="Trần Thị Mẫu").click()
    page.locator(".toi").click()
    assert_no_axe_violations(page)
    page.get_by_role("button", name="Lê Viết Mẫu").click()

    page.locator(".toi").filter(has_text="Lê Viết Mẫu").wait_for()
    assert page.locator(".mau-rong").inner_text() == "Dữ liệu mẫu"


def test_the_language_is_switched_from_the_menu(page: Any, officer: Account):
    enter(page, officer)
    page.goto("/ban-viec/")
    page.locator(".toi").click()
    page.get_by_role("button", name="English").click()

    page.locator("h1").filter(has_text="Monday, 25/05/2020").wait_for()
    assert page.locator("html").get_attribute("lang") == "en"
    assert_no_axe_violations(page)


def test_a_row_opens_in_the_drawer_and_escape_gives_the_focus_back(at_rows: Any):
    at_rows.get_by_role("link", name="Row 2").focus()
    at_rows.keyboard.press("Enter")
    at_rows.get_by_text("The whole of row 2").wait_for()

    assert at_rows.evaluate("document.activeElement.textContent") == "Row 2"
    assert at_rows.locator("tr[aria-selected=true]").inner_text() == "Row 2"
    assert_no_axe_violations(at_rows)

    at_rows.keyboard.press("Escape")
    assert at_rows.locator("#drawer").is_hidden()
    assert at_rows.evaluate("document.activeElement.textContent") == "Row 2"
    assert at_rows.locator("[aria-expanded=true], [aria-selected=true]").count() == 0


def test_j_and_k_walk_the_rows_and_the_drawer_follows(at_rows: Any):
    at_rows.keyboard.press("j")
    at_rows.keyboard.press("j")
    at_rows.keyboard.press("Enter")
    at_rows.get_by_text("The whole of row 2").wait_for()
    at_rows.keyboard.press("j")
    at_rows.get_by_text("The whole of row 3").wait_for()
    at_rows.keyboard.press("k")
    at_rows.get_by_text("The whole of row 2").wait_for()


def test_the_same_address_opens_whole_in_a_tab(at_rows: Any):
    with at_rows.context.expect_page() as opened:
        at_rows.get_by_role("link", name="Row 2").click(modifiers=["Control"])

    assert opened.value.locator("h1").inner_text().strip() == "Row 2"
    assert at_rows.locator("#drawer").is_hidden()


def test_what_a_screen_refuses_is_said_and_shown(at_rows: Any, faults: Any):
    faults.expect(409)
    at_rows.get_by_role("link", name="Row 404").click()

    at_rows.locator("#bao-gap").filter(has_text="Dòng này đang được sửa.").wait_for()
    assert at_rows.locator(".bao.loi").inner_text().startswith("Chưa ghi gì vào sổ. Dòng này đang được sửa.")


def test_an_act_is_undone_by_its_button_or_by_ctrl_z(at_rows: Any):
    at_rows.get_by_role("button", name="Do").click()
    at_rows.get_by_role("status").filter(has_text="Đã ghi 87 dòng.").wait_for()
    assert_no_axe_violations(at_rows)
    at_rows.keyboard.press("Control+z")

    at_rows.get_by_role("status").filter(has_text="Đã rút 87 dòng.").wait_for()


def test_search_is_found_by_its_keys_and_walked_by_arrows(at_rows: Any):
    at_rows.keyboard.press("/")
    at_rows.keyboard.type("duc")
    at_rows.get_by_role("option").first.wait_for()
    assert_no_axe_violations(at_rows)
    at_rows.keyboard.press("ArrowDown")
    at_rows.keyboard.press("Enter")
    at_rows.wait_for_url("**/thu/2/")
    at_rows.keyboard.press("Control+k")

    assert at_rows.evaluate("document.activeElement.id") == "tim"


def test_g_and_a_letter_goes_to_a_section(at_rows: Any):
    at_rows.keyboard.press("g")
    at_rows.keyboard.press("b")

    at_rows.wait_for_url("**/ban-viec/")


def test_letters_are_text_in_fields_and_can_be_switched_off(at_rows: Any):
    at_rows.locator("#field").focus()
    at_rows.keyboard.type("gb?/")
    assert at_rows.locator("#field").input_value() == "gb?/"

    at_rows.get_by_role("link", name="Row 1").focus()
    at_rows.keyboard.press("?")
    at_rows.locator("#phim-don").uncheck()
    assert_no_axe_violations(at_rows)
    at_rows.keyboard.press("Escape")
    at_rows.keyboard.press("?")
    at_rows.keyboard.press("g")
    at_rows.keyboard.press("b")

    assert at_rows.locator("#phim").is_hidden()
    assert at_rows.url.endswith("/thu/")


def test_the_main_act_answers_its_letter_and_ctrl_enter(at_rows: Any):
    at_rows.evaluate(
        "document.getElementById('act').addEventListener('click', e => e.target.dataset.pressed = +(e.target.dataset.pressed || 0) + 1)"
    )
    at_rows.keyboard.press("n")
    at_rows.keyboard.press("Control+Enter")

    assert at_rows.locator("#act").get_attribute("data-pressed") == "2"


def test_on_paper_the_shell_goes_and_the_head_and_signature_come(at_rows: Any):
    at_rows.emulate_media(media="print")

    shown = {
        name: at_rows.locator(name).first.is_visible()
        for name in (".dau", ".cuoi", ".viec", ".quoc-hieu", ".chan-giay")
    }
    assert shown == {".dau": False, ".cuoi": False, ".viec": False, ".quoc-hieu": True, ".chan-giay": True}
    assert "Quảng Nam, ngày 25 tháng 5 năm 2020" in at_rows.locator(".quoc-hieu").inner_text()


def test_inline_styles_and_scripts_are_refused(at_rows: Any, faults: Any):
    at_rows.evaluate("""() => {
        const script = document.createElement('script'); script.textContent = 'window.broken = 1'; document.body.append(script);
        document.body.insertAdjacentHTML('beforeend', '<p id="styled" style="color: rgb(1, 2, 3)">x</p>');
    }""")

    assert at_rows.evaluate("window.broken") is None
    assert at_rows.locator("#styled").evaluate("p => getComputedStyle(p).color") != "rgb(1, 2, 3)"
    refused = [fault for fault in faults.seen if "Content Security Policy" in fault]
    faults.seen.clear()
    assert len(refused) == 2


def test_a_request_to_another_host_is_a_fault(at_rows: Any, faults: Any):
    at_rows.evaluate("() => { new Image().src = 'http://127.0.0.2:9/x.png'; }")
    at_rows.wait_for_timeout(100)
    seen = list(faults.seen)
    faults.seen.clear()

    assert seen
    assert any("127.0.0.2" in fault for fault in seen)


def test_navigation_shows_what_is_built_and_allowed(
    client_of: Callable[[Account], Client], officer: Account, inspector: Account, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(
        policy,
        "TABLE",
        (Rule("home", "GET", frozenset({policy.OFFICER}), "own"), Rule("language", "POST", policy.ALL, "anyone")),
    )
    page = client_of(officer).get("/ban-viec/").content.decode()

    assert 'data-letter="B" aria-current="page"' in page
    assert page.count("data-letter") == 1
    assert "muc-luc" in client_of(inspector).get("/ban-viec/").content.decode()
    assert "data-letter" not in client_of(inspector).get("/ban-viec/").content.decode()


def test_the_signer_finds_the_drafts_where_others_find_the_decisions(
    client_of: Callable[[Account], Client], officer: Account, signer: Account, member: Account
):
    def ways(account: Account) -> dict[str, str]:
        return {link.section.letter: link.url for link in client_of(account).get("/ban-viec/").context["sections"]}

    assert (ways(signer)["Q"], ways(officer)["Q"], "Q" in ways(member)) == (
        reverse("drafts"),
        reverse("decisions"),
        False,
    )
