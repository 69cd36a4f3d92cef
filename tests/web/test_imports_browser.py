"""A broken list from the desk to the register and back, in a real browser: by mouse, by keys alone, and on a phone."""

from collections.abc import Callable
from typing import Any

import pytest

from tdkt.records.models import Account, Conferral, ImportBatch
from tests.operations.test_imports import register_rows
from tests.web.browser import PHONE, assert_no_axe_violations, enter
from tests.web.lists import HOA, LAN, award_list, broken_list, enter_people, person

pytestmark = pytest.mark.browser
NAME = "bang-khen-2019.xlsx"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def people(office: Any) -> None:
    enter_people()


@pytest.fixture
def send(page: Any, officer: Account, people: None) -> Callable[[bytes], ImportBatch]:
    """Choose a file and send it; answers its batch, with its plan on the screen."""

    def sent(content: bytes) -> ImportBatch:
        enter(page, officer)
        page.goto("/nhap/")
        page.get_by_label("Thả danh sách vào đây, hoặc chọn tệp").set_input_files(
            {"name": NAME, "mimeType": TYPE, "buffer": content}
        )
        page.get_by_role("button", name="Đọc tệp").click()
        page.wait_for_url("**/nhap/*/")
        batch: ImportBatch = ImportBatch.objects.latest("pk")
        return batch

    return sent


def test_a_broken_file_is_settled_entered_in_part_and_undone(page, send):
    before = register_rows()
    batch = send(broken_list())

    # The plan names sheet, cell and remedy, and says twice that nothing is written.
    damaged = page.locator("tr[data-row]", has_text="Tr?n V?n B")
    assert page.locator("tr.nhom").inner_text().startswith("Sheet1")
    assert "A6:F6" in damaged.inner_text()
    assert "Gõ lại ô này bằng tiếng Việt Unicode" in damaged.inner_text()
    assert page.locator("h1").inner_text().startswith(NAME)
    assert "Chưa ghi" in page.locator("h1").inner_text()
    assert "Chưa ghi gì từ tệp này vào sổ." in page.locator("footer.cuoi").inner_text()

    # The main act is refused, with the reason.
    main = page.get_by_role("button", name="Ghi 2 dòng vào sổ")
    assert main.get_attribute("aria-disabled") == "true"
    main.click(force=True)
    page.locator("#bao-nhe", has_text="Còn 2 dòng cần quyết định").wait_for(state="attached")
    assert register_rows() == before

    # The doubtful person is settled; the damaged row is left.
    assert "Nguyễn Văn Tâm trong tệp là ai trong sổ?" in page.locator("#drawer").inner_text()
    page.get_by_role("button", name="Là người 1").click()
    page.get_by_text("Sheet1!A7:F7: là Nguyễn Văn Tâm (07/01/1983).").wait_for()
    page.get_by_role("button", name="Ghi 3 dòng đã rõ, để lại 1 dòng").click()
    page.get_by_text("Đã ghi 3 dòng vào sổ. Để lại 1 dòng.").wait_for()
    tam = person("Nguyễn Văn Tâm", "1983-01-07")
    assert Conferral.objects.filter(subject=tam, source__batch=batch).count() == 1

    # What was written opens in the register.
    page.locator("tr[data-row]", has_text="Trần Thị Lan").get_by_role("link", name="mở trong sổ").click()
    assert "Trần Thị Lan" in page.locator("h1").inner_text()
    page.go_back()

    # And is taken back whole.
    page.get_by_role("button", name="Rút lần nhập này").click()
    page.get_by_text("sổ trở lại như trước lần nhập này").wait_for()
    assert register_rows() == before


def test_keys_alone_settle_enter_and_undo(page, send):
    before = register_rows()
    send(broken_list())

    page.keyboard.press("2")
    page.get_by_text("Sheet1!A7:F7: là Nguyễn Văn Tâm (20/11/1990).").wait_for()
    page.keyboard.press("Control+z")
    page.get_by_text("lại chờ quyết định").wait_for()
    page.keyboard.press("s")
    page.wait_for_url("**?dong=0-4*")
    page.keyboard.press("n")
    page.wait_for_url("**?dong=0-5*")
    page.keyboard.press("0")
    page.get_by_text("Nguyễn Văn Tâm là người mới").wait_for()
    page.get_by_role("button", name="Bỏ qua dòng này").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Đã bỏ qua Sheet1!A6:F6.").wait_for()
    page.keyboard.press("Control+Enter")
    page.get_by_text("Đã ghi 3 dòng vào sổ.").wait_for()
    page.keyboard.press("Control+z")
    page.get_by_text("sổ trở lại như trước lần nhập này").wait_for()

    assert register_rows() == before


def test_rows_are_walked_by_keys_with_the_drawer_beside_them(page, send):
    send(broken_list())

    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.locator("#drawer h2", has_text="Trần Thị Lan").wait_for()
    page.keyboard.press("j")
    page.locator("#drawer h2", has_text="Tr?n V?n B").wait_for()

    assert "Gõ lại ô này" in page.locator("#drawer").inner_text()


def test_a_file_is_dropped_on_the_form(page, officer, people):
    enter(page, officer)
    page.goto("/nhap/")

    data = page.evaluate_handle(
        "bytes => { const t = new DataTransfer(); t.items.add(new File([new Uint8Array(bytes)], 'keo-tha.xlsx')); return t; }",
        list(award_list(LAN, HOA)),
    )
    page.dispatch_event("#gui-tep", "dragover", {"dataTransfer": data})
    assert "dang-keo" in page.locator("#gui-tep").get_attribute("class")
    page.dispatch_event("#gui-tep", "drop", {"dataTransfer": data})

    page.wait_for_url("**/nhap/*/")
    assert page.locator("h1").inner_text().startswith("keo-tha.xlsx")


def test_a_file_that_cannot_be_read_is_told_on_the_form_and_the_next_one_is_taken(page, officer, people, faults):
    faults.expect(422)
    enter(page, officer)
    page.goto("/nhap/")

    page.set_input_files("#tep", {"name": "hong.xlsx", "mimeType": TYPE, "buffer": b"PK\x03\x04 broken"})
    page.get_by_role("button", name="Đọc tệp").click()
    page.locator("#tep-loi").wait_for()
    assert "lưu lại rồi nhập lại" in page.locator("#tep-loi").inner_text()
    assert_no_axe_violations(page)
    page.set_input_files("#tep", {"name": NAME, "mimeType": TYPE, "buffer": award_list(LAN)})
    page.get_by_role("button", name="Đọc tệp").click()

    page.wait_for_url("**/nhap/*/")


@pytest.mark.parametrize("viewport", [None, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_on_any_state_of_an_import(page, send, viewport):
    if viewport:
        page.set_viewport_size(viewport)
    batch = send(broken_list())
    assert_no_axe_violations(page)
    for row in ("0-3", "0-4", "0-5"):
        page.goto(f"/nhap/{batch.pk}/dong/{row}/")
        assert_no_axe_violations(page)
    page.goto(f"/nhap/{batch.pk}/?loc=ignored")
    assert_no_axe_violations(page)
    page.get_by_role("button", name="để lại 2 dòng").click()
    page.get_by_text("Đã ghi 2 dòng vào sổ.").wait_for()
    assert_no_axe_violations(page)
    page.goto("/nhap/")
    assert_no_axe_violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_without_scripts_a_file_is_sent_settled_and_entered(page, server, browser, officer, people):
    context = browser.new_context(base_url=server.url, java_script_enabled=False)
    bare = context.new_page()
    enter(bare, officer)
    bare.goto("/nhap/")
    bare.set_input_files("#tep", {"name": NAME, "mimeType": TYPE, "buffer": award_list(LAN, HOA)})
    bare.get_by_role("button", name="Đọc tệp").click()
    bare.get_by_role("button", name="Ghi 2 dòng vào sổ").click()

    assert "Đã ghi 2 dòng vào sổ." in bare.content()
    context.close()
