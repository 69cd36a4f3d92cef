"""The report and the text check in a real browser: from the home page to the decision behind a number, by mouse and by keys alone."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tdkt.records.models import Account, Decision, Subject
from tests.databases import States
from tests.web.browser import PHONE, assert_no_axe_violations, enter
from tests.web.province import enter_province
from tests.web.sample import enter_sample

pytestmark = pytest.mark.browser

OWN_TEXT = Path(__file__).parent.parent / "reader/texts/song-tra-2020.txt"


@pytest.fixture
def people(committed: States) -> dict[str, Account]:
    """A small province, with an account of each role."""
    return enter_province()


@pytest.fixture
def sample(
    committed: States, states: States, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any
) -> Iterator[Account]:
    """The whole sample office; gives its officer."""
    with django_db_blocker.unblock():
        states.fill_once("sample", lambda: enter_sample(tmp_path_factory.mktemp("sample")))
        yield Account.objects.get(role="officer")


def drawer_heading(page: Any) -> Any:
    return page.locator("#drawer h2")


# --- from the home page to the decision ---------------------------------------------------------------


def test_walk_from_home_to_the_decision_behind_a_number(page: Any, people: dict[str, Account]):
    enter(page, people["officer"])
    page.goto("/ban-viec/")
    page.locator("main a", has_text="Báo cáo 5 năm").first.click()
    page.wait_for_url("**/bao-cao/5-nam/?tu=2015&den=2020")

    page.locator("a.so", has_text="2 cá nhân").first.click()
    drawer_heading(page).get_by_text("2 cá nhân · Huân chương Bảo vệ Tổ quốc hạng Ba").wait_for()
    assert page.locator("#drawer tbody tr").count() == 2

    page.locator("#drawer a", has_text="Trần Thị Lan").click()
    page.wait_for_url(f"**/so/nguoi/{Subject.objects.get(name='Trần Thị Lan').pk}/")
    page.locator("a", has_text="1958/QĐ-CTN").first.click()
    page.wait_for_url(f"**/quyet-dinh/{Decision.objects.get(number='1958/QĐ-CTN').pk}/")
    assert "14/10/2019" in page.locator("main").inner_text()


def test_the_keys_alone_suffice(page: Any, people: dict[str, Account]):
    enter(page, people["officer"])
    page.goto("/ban-viec/")

    def press(*keys: str) -> None:
        for key in keys:
            page.keyboard.press(key)

    press("g", "c")
    page.wait_for_url("**/bao-cao/5-nam/")
    press("j", "j", "Enter")  # the second row of the first table, and its first number
    drawer_heading(page).wait_for()
    opened = page.locator("a.so[aria-expanded=true]")
    assert opened.count() == 1
    first = drawer_heading(page).inner_text()
    press("j")  # the drawer follows the row
    page.wait_for_function("said => document.querySelector('#drawer h2')?.innerText !== said", arg=first)
    press("Escape")
    assert page.locator("#drawer").is_hidden()
    assert page.evaluate("document.activeElement.closest('tr[data-row]') !== null")  # where one was before

    press("Tab", "Tab")  # along the numbers of the row
    assert page.evaluate("document.activeElement.className") == "so"
    press("Enter")
    drawer_heading(page).wait_for()
    while page.evaluate("document.activeElement.closest('#drawer footer') === null"):
        press("Tab")
    press("Enter")  # the whole list
    page.wait_for_url("**/bao-cao/5-nam/so/**")


def test_ctrl_click_opens_the_number_whole(page: Any, people: dict[str, Account]):
    enter(page, people["officer"])
    page.goto("/bao-cao/5-nam/")

    with page.context.expect_page() as opened:
        page.locator("a.so", has_text="2 cá nhân").first.click(modifiers=["Control"])
    tab = opened.value
    tab.wait_for_load_state()
    assert tab.locator("h1").inner_text().startswith("2 cá nhân · Huân chương Bảo vệ Tổ quốc hạng Ba")
    assert page.locator("#drawer").is_hidden()


def test_the_known_on_date_is_typed_day_first_and_stays_in_the_address(page: Any, people: dict[str, Account]):
    enter(page, people["officer"])
    page.goto("/bao-cao/5-nam/")
    assert page.get_by_label("biết đến ngày").input_value() == "25/05/2020"

    page.get_by_label("biết đến ngày").fill("4/5/2020")
    page.keyboard.press("Enter")
    page.wait_for_url("**biet-den=4%2F5%2F2020")
    assert "biết đến ngày 04/05/2020" in page.locator(".thu-9").inner_text()
    page.locator(".thu-2 a.so").last.click()
    drawer_heading(page).wait_for()
    assert "biết đến ngày 04/05/2020" in page.locator("#drawer").inner_text()


def test_a_wrong_date_puts_the_focus_on_its_field(page: Any, people: dict[str, Account], faults: Any):
    faults.expect(400)
    enter(page, people["officer"])
    page.goto("/bao-cao/5-nam/?biet-den=31/02/2020")

    field = page.locator("#biet-den")
    assert (field.input_value(), field.get_attribute("aria-invalid")) == ("31/02/2020", "true")
    assert page.evaluate("document.activeElement.id") == "biet-den"
    assert_no_axe_violations(page)


def test_a_file_comes_down_under_its_name(page: Any, people: dict[str, Account]):
    enter(page, people["officer"])
    page.goto("/bao-cao/5-nam/")

    with page.expect_download() as waiting:
        page.keyboard.press("Control+Enter")
    assert waiting.value.suggested_filename == "Báo cáo 2015-2020, Công an tỉnh Quảng Nam, biết đến 25-05-2020.docx"


# --- the text check -----------------------------------------------------------------------------------


def test_one_number_changed_in_a_true_text_is_the_one_that_is_marked(page: Any, sample: Account):
    text = OWN_TEXT.read_text(encoding="utf-8")
    enter(page, sample)
    page.goto("/soat/")
    page.locator("#van-ban").fill(text.replace("57 cá nhân", "75 cá nhân"))
    page.get_by_role("button", name="Soát văn bản").click()
    page.locator("mark.lech").wait_for()

    words = page.locator("mark.lech a").evaluate_all("all => all.map(a => a.childNodes[1].textContent)")
    assert words == ["75 cá nhân"]
    assert page.locator("mark.khop").count() == 12
    card = page.locator(".ngan-loi")
    assert "Văn bản ghi 75, sổ có 57" in card.inner_text()
    assert "có thể đảo chữ số: 57 thành 75" in card.inner_text()

    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.closest('mark').className") == "lech"
    page.keyboard.press("Enter")  # from the place to its card
    card.locator("a.so").click()
    drawer_heading(page).get_by_text("57 cá nhân · Huân chương Bảo vệ Tổ quốc hạng Ba").wait_for()
    assert_no_axe_violations(page)


def test_a_warm_report_of_the_sample_is_made_in_time(sample: Account, client_of: Callable[[Account], Client]):
    client = client_of(sample)
    client.get("/bao-cao/5-nam/")  # the register is read once and kept

    def seconds() -> float:
        began = time.perf_counter()
        assert client.get("/bao-cao/5-nam/").status_code == 200
        return time.perf_counter() - began

    assert min(seconds() for _ in range(5)) < 0.4


# --- for everyone -------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [None, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing(page: Any, people: dict[str, Account], size: dict[str, int] | None):
    if size:
        page.set_viewport_size(size)
    for role, addresses in {
        "officer": ("/ban-viec/", "/bao-cao/5-nam/", "/bao-cao/5-nam/so/t1.0.1/?tu=2017&den=2020", "/soat/"),
        "clerk": ("/ban-viec/",),
        "inspector": ("/ban-viec/",),
    }.items():
        enter(page, people[role])
        for address in addresses:
            page.goto(address)
            assert_no_axe_violations(page)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
    enter(page, people["officer"])
    page.goto("/bao-cao/5-nam/")
    page.locator("a.so").first.click()
    drawer_heading(page).wait_for()
    assert_no_axe_violations(page)


@pytest.mark.parametrize("size", [None, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_in_a_checked_text(page: Any, people: dict[str, Account], size: dict[str, int] | None):
    if size:
        page.set_viewport_size(size)
    enter(page, people["officer"])
    page.goto("/soat/")
    page.locator("#van-ban").fill(
        "Giai đoạn 2017 - 2020, 5 cá nhân được tặng Huân chương Bảo vệ Tổ quốc hạng Ba.\nNăm 2001, 3 tập thể được tặng Giấy khen."
    )
    page.get_by_role("button", name="Soát văn bản").click()
    page.locator("mark").first.wait_for()
    assert_no_axe_violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
