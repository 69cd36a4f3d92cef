"""A broken list from the desk to the register and back, in a real browser: by mouse, by keys alone, and on a phone."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tdkt.records.models import Account, Conferral, ImportBatch
from tests.operations.test_imports import register_rows
from tests.sheets.books import workbook
from tests.web.browser import PHONE, assert_no_axe_violations, enter
from tests.web.lists import DISTRICT, HOA, LAN, award_list, broken_list, enter_people, person

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


# --- several at once, columns, many rows ------------------------------------------------------------

ODD = ("STT", "Người được tặng", "Nơi làm", "Ghi gì")


def odd_list(*names: str) -> bytes:
    """A list whose headings the program does not know."""
    return workbook([ODD, *[(number, name, "Công an huyện mẫu", "x") for number, name in enumerate(names, start=1)]])


def drop(page: Any, files: dict[str, bytes]) -> None:
    """Drop files on the form, as from the desktop."""
    data = page.evaluate_handle(
        """files => { const t = new DataTransfer(); for (const [name, bytes] of files) t.items.add(new File([new Uint8Array(bytes)], name)); return t; }""",
        [[name, list(content)] for name, content in files.items()],
    )
    page.dispatch_event("#gui-tep", "drop", {"dataTransfer": data})


def say_columns(page: Any) -> None:
    """On the page of columns of an odd list: its heading, what the columns hold, and read again."""
    page.get_by_role("button", name="Dòng này Sheet1!A1:D1").click()
    page.get_by_label("Loại danh sách").select_option(label="Danh sách cán bộ")
    page.get_by_label("Cột B Người được tặng là gì").select_option(label="Họ và tên")
    page.get_by_label("Cột C Nơi làm là gì").select_option(label="Đơn vị")
    page.get_by_label("Cột D Ghi gì là gì").select_option(label="không dùng")
    page.get_by_role("button", name="Đọc lại tệp như vậy").click()


def test_three_files_dropped_at_once_are_read_corrected_settled_entered_opened_and_reverted(page, officer, people):
    before = register_rows()
    enter(page, officer)
    page.goto("/nhap/")

    # Three files at once, each its own plan.
    files = {
        "la.xlsx": odd_list("Đỗ Văn Mới", "Hồ Thị Lạ"),
        "bang-khen.xlsx": broken_list(),
        "hong.xlsx": b"PK\x03\x04 broken",
    }
    drop(page, files)
    page.wait_for_url("**/nhap/vua-gui/?viec=*")
    page.locator("#vua-gui", has_text="lưu lại rồi nhập lại").wait_for(timeout=30000)
    assert ImportBatch.objects.filter(file_name__in=files).count() == 2
    assert_no_axe_violations(page)

    # A mapping is corrected, and the file is read so.
    page.get_by_role("link", name="la.xlsx", exact=True).click()
    page.locator(".buoc a", has_text="xem, sửa").click()
    assert_no_axe_violations(page)
    say_columns(page)
    page.get_by_text("Đã đọc lại tệp như vậy.").wait_for()
    assert page.locator("tr[data-row]", has_text="Đỗ Văn Mới").count() == 1

    # The next file of this sender is understood at once, and says so.
    page.goto("/nhap/")
    page.set_input_files("#tep", {"name": "la-2.xlsx", "mimeType": TYPE, "buffer": odd_list("Võ Thị Sau")})
    page.get_by_role("button", name="Đọc tệp").click()
    page.wait_for_url("**/nhap/*/")
    page.get_by_text("dùng cách hiểu cột đã lưu ngày").wait_for()
    assert page.locator("tr[data-row]", has_text="Võ Thị Sau").count() == 1
    page.get_by_role("button", name="Bỏ tệp này").click()

    # Doubtful people are settled, one alone, and the plan is entered.
    page.get_by_role("link", name="bang-khen.xlsx", exact=True).click()
    page.get_by_role("button", name="Là người 1").click()
    page.get_by_text("Sheet1!A7:F7: là Nguyễn Văn Tâm").wait_for()
    page.get_by_role("button", name="Ghi 3 dòng đã rõ, để lại 1 dòng").click()
    page.get_by_text("Đã ghi 3 dòng vào sổ.").wait_for()

    # A fact opens to its cell.
    page.locator("tr[data-row]", has_text="Trần Thị Lan").get_by_role("link", name="mở trong sổ").click()
    page.get_by_role("link", name=re.compile("bang-khen.xlsx, ")).first.click()
    page.locator("#drawer", has_text="A5").wait_for()
    page.go_back()

    # And everything is taken back.
    page.goto("/nhap/")
    page.get_by_role("button", name="Rút lần nhập này bang-khen.xlsx").click()
    page.get_by_text("sổ trở lại như trước lần nhập này").wait_for()
    assert register_rows() == before


DOUBTFUL = [("Nguyễn Văn Tâm", born, "Đại úy", "Phó Đội trưởng", DISTRICT) for born in ("1983", "", "1990")]


def choices_of(batch: ImportBatch) -> dict[str, Any]:
    fresh: dict[str, Any] = ImportBatch.objects.values_list("choices", flat=True).get(pk=batch.pk)
    return fresh


def test_many_rows_are_looked_at_settled_together_and_taken_back_by_keys_alone(page, send):
    batch = send(award_list(LAN, *DOUBTFUL))
    page.keyboard.press("Escape")

    # Two rows are ticked by keys.
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Space")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.get_by_text("Đã đánh dấu 2 dòng").wait_for()
    page.get_by_label("Quyết định thế nào").select_option("skip")
    page.locator("h1").click()
    page.keyboard.press("b")
    page.locator("#drawer", has_text="2 dòng bỏ qua").wait_for()
    assert choices_of(batch) == {}
    assert_no_axe_violations(page)
    page.keyboard.press("l")
    page.get_by_text("Đã quyết định 2 dòng cùng lúc.").wait_for()
    assert list(choices_of(batch).values()) == ["skip", "skip"]

    # Ctrl Z gives them back as they were.
    page.keyboard.press("Control+z")
    page.get_by_text("Đã hoàn tác").wait_for()
    assert choices_of(batch) == {}


def test_all_that_the_filter_shows_are_settled_by_their_score(page, send):
    batch = send(award_list(LAN, *DOUBTFUL))
    page.goto(f"/nhap/{batch.pk}/?loc=doubtful")
    waiting = page.locator("tr[data-row]").count()
    page.get_by_label("Những dòng nào").select_option("loc")
    page.get_by_label("Quyết định thế nào").select_option("new")
    page.get_by_role("button", name="Xem trước").click()
    page.get_by_role("button", name=f"Quyết định {waiting} dòng").click()
    page.get_by_text(f"Đã quyết định {waiting} dòng cùng lúc.").wait_for()

    assert (waiting > 0, list(choices_of(batch).values())) == (True, ["new"] * waiting)


def test_a_click_with_shift_ticks_all_rows_between(page, send):
    send(award_list(LAN, *DOUBTFUL))
    boxes = page.locator("[data-tick]")
    boxes.nth(0).click()
    boxes.nth(3).click(modifiers=["Shift"])

    page.get_by_text("Đã đánh dấu 4 dòng").wait_for()


def test_cells_are_pasted_and_read_as_a_list(page, officer, people):
    enter(page, officer)
    page.goto("/nhap/")
    page.get_by_text("Dán các ô thay cho tệp").click()
    page.get_by_label("Các ô chép từ Excel hoặc Word").fill(
        "STT\tHọ và tên\tNgày sinh\tĐơn vị\n1\tĐỗ Văn Dán\t02/03/1980\tCông an huyện mẫu\n"
    )
    page.get_by_role("button", name="Đọc tệp").click()
    page.wait_for_url("**/nhap/*/")

    assert page.locator("tr[data-row]", has_text="Đỗ Văn Dán").count() == 1


@pytest.mark.parametrize("viewport", [None, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_where_columns_and_words_are_kept(page, officer, people, viewport):
    enter(page, officer)
    if viewport:
        page.set_viewport_size(viewport)
    page.goto("/nhap/")
    page.set_input_files("#tep", {"name": "la.xlsx", "mimeType": TYPE, "buffer": odd_list("Đỗ Văn Mới")})
    page.get_by_role("button", name="Đọc tệp").click()
    page.wait_for_url("**/nhap/*/")
    page.goto(page.url + "cot/0/")
    assert_no_axe_violations(page)
    page.get_by_role("button", name="Dòng này Sheet1!A1:D1").click()
    page.get_by_label("Loại danh sách").wait_for()
    assert_no_axe_violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("button", name="Đọc lại tệp như vậy").click()
    page.get_by_text("Đã đọc lại tệp như vậy.").wait_for()
    page.goto("/nhap/cach-hieu-cot/")
    assert_no_axe_violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.goto("/nhap/chu-viet-tat/")
    page.get_by_label("Chữ viết tắt").fill("PX03")
    page.get_by_label("nghĩa là").fill("Phòng Tổ chức cán bộ")
    page.get_by_role("button", name="Lưu").click()
    page.get_by_text("Đã lưu: PX03 là Phòng Tổ chức cán bộ.").wait_for()
    assert_no_axe_violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
