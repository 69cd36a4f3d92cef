"""From what the council passed to a signed decision and its bonuses in a real browser, by keys, without a fault that axe sees."""

from datetime import timedelta
from typing import Any

import pytest

from tdkt.operations.drafts import draft, put_to_sign
from tdkt.operations.signing import send_up, sign
from tdkt.records.models import Bonus, Decision, Draft, DraftLine, Office
from tests.operations.drafted import AT, ON, a_person, a_round, passed
from tests.web.browser import assert_no_axe_violations, enter, photograph, printed

pytestmark = pytest.mark.browser
LATER = AT + timedelta(hours=1)
PEOPLE = (
    "Lê Văn Bách",
    "Trần Thị Cúc",
    "Phạm Văn An",
    "Ngô Thị Dung",
    "Võ Văn Em",
    "Hồ Thị Gấm",
    "Đặng Văn Hà",
    "Bùi Thị Khánh",
)


def passed_list(office: Office) -> Any:
    """Eight persons for two awards of the office, and one for the ministry."""
    round_ = a_round(office)
    for number, name in enumerate(PEOPLE):
        person = a_person(name, office.unit)
        award = "chien-si-thi-dua-co-so" if number < 3 else "giay-khen"
        passed(round_, person, award, rank="Thiếu tá", post="Đội trưởng")
    passed(round_, a_person("Lý Văn Út", office.unit), "bang-khen-bo-tinh", rank="Trung tá", post="Trưởng phòng")
    return round_


def test_a_draft_is_made_put_in_another_order_and_laid_before_the_signer(page, officer, office):
    passed_list(office)
    enter(page, officer)
    page.goto("/quyet-dinh/du-thao/")
    assert_no_axe_violations(page)
    photograph(page, "du-thao")

    page.get_by_role("row", name="Thủ trưởng cơ quan, đơn vị").get_by_role("link").click()
    page.locator("#drawer").get_by_role("button", name="Lập dự thảo").wait_for()
    assert_no_axe_violations(page)
    photograph(page, "lap-du-thao")
    page.locator("#drawer").get_by_role("button", name="Lập dự thảo").click()
    page.get_by_role("heading", name="Dự thảo quyết định").wait_for()
    assert_no_axe_violations(page)

    row = page.locator('tr[data-place="4"]')
    row.focus()
    page.keyboard.press("j")
    page.locator('tr[data-place="4"]').evaluate("row => { row.tabIndex = -1; row.focus(); }")
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    assert (
        page.locator('#doi-cho input[name="dong"]').input_value(),
        page.locator('#doi-cho input[name="cho"]').input_value(),
    ) == ("4", "6")
    photograph(page, "doi-cho")
    page.locator('#doi-cho input[name="ly-do"]').fill("Theo thành tích")
    page.get_by_role("button", name="Ghi thứ tự").click()
    page.locator(".cac-bao").get_by_text("đứng ở chỗ 6").wait_for()
    assert DraftLine.objects.get(words="Theo thành tích").place == 6
    photograph(page, "mot-du-thao")

    page.get_by_role("link", name="Trình ký").click()
    page.locator("#drawer").get_by_role("button", name="Trình ký").click()
    page.get_by_text("Đã trình ký").wait_for()
    assert Draft.objects.get().state == "to-sign"


def test_the_signer_signs_one_by_one_with_the_number_typed(page, officer, signer, office):
    round_ = passed_list(office)
    first = draft(round_.pk, level="agency", by=officer, at=LATER, on=ON)
    put_to_sign(first.pk, by=officer, at=LATER)
    enter(page, signer)
    page.goto("/quyet-dinh/du-thao/")
    assert_no_axe_violations(page)
    photograph(page, "cho-ky")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/du-thao/{first.pk}/")
    assert_no_axe_violations(page)

    page.keyboard.press("Control+Enter")
    field = page.locator('#drawer input[name="so"]')
    field.wait_for()
    assert_no_axe_violations(page)
    photograph(page, "ky")
    field.fill("148")
    page.locator("#drawer").get_by_role("button", name="Ký quyết định").click()
    page.get_by_text("Đã ký Quyết định 148/QĐ-CAT").wait_for()
    assert Decision.objects.get().number == "148/QĐ-CAT"
    assert_no_axe_violations(page)
    photograph(page, "da-ky")


def test_a_submission_is_followed(page, officer, office):
    round_ = passed_list(office)
    paper = draft(round_.pk, level="ministry", by=officer, at=LATER, on=ON)
    send_up(paper.pk, letter_number="35/TTr-CAT", on=ON, due_on=ON + timedelta(days=30), by=officer, at=LATER)
    enter(page, officer)
    page.goto("/quyet-dinh/du-thao/?the=da-trinh")
    assert_no_axe_violations(page)
    photograph(page, "da-trinh")
    page.goto(f"/quyet-dinh/du-thao/{paper.pk}/")
    page.get_by_role("button", name="Ghi kết quả").click()
    page.get_by_role("heading", name="Ghi kết quả").wait_for()
    assert_no_axe_violations(page)
    photograph(page, "ket-qua")
    page.locator('input[name="so"]').fill("2105/QĐ-BCA")
    page.get_by_role("button", name="Ghi kết quả").click()
    page.get_by_text("Đã ghi Quyết định 2105/QĐ-BCA").wait_for()


def test_bonuses_are_marked_as_paid_and_the_mark_undone(page, officer, signer, office):
    round_ = passed_list(office)
    sign(draft(round_.pk, level="agency", by=officer, at=LATER, on=ON).pk, number=148, on=ON, by=signer, at=LATER)
    enter(page, officer)
    page.goto("/quyet-dinh/tien-thuong/")
    assert_no_axe_violations(page)
    photograph(page, "tien-thuong")
    page.emulate_media(media="print")
    printed(page, "tien-thuong")
    assert page.locator("th.o-ky").is_visible()
    page.emulate_media(media="screen")

    page.locator('input[name="khoan"]').nth(0).check()
    page.get_by_role("button", name="Ghi đã chi các khoản đã đánh dấu").click()
    page.locator('input[name="phieu-chi"]').fill("PC 12")
    assert_no_axe_violations(page)
    photograph(page, "ghi-chi")
    page.get_by_role("button", name="Ghi đã chi 1 khoản").click()
    page.get_by_text("Đã ghi chi 1 khoản").wait_for()
    assert Bonus.objects.filter(voucher="PC 12").count() == 1
    page.keyboard.press("Control+z")
    page.get_by_text("Đã bỏ dấu đã chi của 1 khoản").wait_for()
    page.goto("/quyet-dinh/tien-thuong/?xem=don-vi")
    assert_no_axe_violations(page)
    photograph(page, "tien-thuong-don-vi")
