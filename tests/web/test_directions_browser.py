"""Directions in a real browser: from a conference to done, by an officer and two units; and one carried on to the next year."""

from datetime import date

import pytest

from tdkt.records.models import Account, Direction, Office, Role, Unit
from tests.conftest import make_account, make_unit
from tests.operations.test_directions import ASKED, changed, give, given_to, report
from tests.web.browser import assert_no_axe_violations, enter, photograph, printed

pytestmark = pytest.mark.browser


@pytest.fixture
def units(office: Office) -> list[Unit]:
    return [Unit.objects.get(name="Công an huyện mẫu"), make_unit("Công an thị xã mẫu", under=office.unit)]


def test_a_direction_from_a_conference_to_done(page, officer: Account, clerk: Account, units: list[Unit]):
    other = make_account("clerk-2", "Hồ Thị Mẫu", Role.CLERK, units[1])
    enter(page, officer)
    page.goto("/phong-trao/chi-dao/")
    assert_no_axe_violations(page)
    photograph(page, "chi-dao-trong")
    page.keyboard.press("n")
    page.wait_for_url("**/chi-dao/moi/")
    page.get_by_label("Nội dung chỉ đạo").fill("Rà soát, củng cố các mô hình hoạt động cầm chừng")
    page.get_by_label("Chức vụ người chỉ đạo").fill("Giám đốc Công an tỉnh")
    page.get_by_label("Dịp chỉ đạo").fill("Hội nghị tổng kết công tác năm 2019")
    page.get_by_label("Ngày chỉ đạo").fill("15/01/2020")
    page.get_by_label("Hạn (bỏ trống").fill("30/06/2020")
    page.get_by_label("Công an huyện mẫu", exact=True).check()
    page.get_by_label("Công an thị xã mẫu", exact=True).check()
    page.get_by_label("Hạn riêng của Công an thị xã mẫu").fill("20/05/2020")
    assert_no_axe_violations(page)
    photograph(page, "chi-dao-giao")
    page.locator("[data-main-act]").click()
    page.get_by_text("Đã giao chỉ đạo.").first.wait_for()
    direction = Direction.objects.get()

    for account, words in ((clerk, "Đã củng cố 12 mô hình"), (other, "Đã củng cố 7 mô hình")):
        page.context.clear_cookies()
        enter(page, account)
        page.goto("/ban-viec/")
        page.get_by_role("link", name="Chỉ đạo cần 1 đơn vị báo cáo", exact=True).click()
        page.get_by_role("link", name="Báo cáo Công an").click()
        page.get_by_label("Kết quả thực hiện").fill(words)
        page.get_by_label("Tỷ lệ thực hiện").fill("100")
        if account == clerk:
            assert_no_axe_violations(page)
            photograph(page, "chi-dao-bao-cao")
        page.locator("[data-main-act]").click()
        page.get_by_text("Đã ghi báo cáo.").first.wait_for()
        assert page.locator(".don-vi-bao-cao > li").count() == 1

    page.context.clear_cookies()
    enter(page, officer)
    page.goto(f"/phong-trao/chi-dao/{direction.pk}/")
    assert_no_axe_violations(page)
    photograph(page, "chi-dao-mot")
    page.get_by_role("button", name="Ghi hoàn thành Công an huyện mẫu").click()
    page.get_by_text("Đã ghi 1 đơn vị hoàn thành.").first.wait_for()
    page.keyboard.press("Control+z")
    page.get_by_text("Đã bỏ ghi hoàn thành của Công an huyện mẫu.").first.wait_for()
    for name in ("Công an huyện mẫu", "Công an thị xã mẫu"):
        page.get_by_role("button", name=f"Ghi hoàn thành {name}").click()
        page.get_by_text("Đã ghi 1 đơn vị hoàn thành.").first.wait_for()
    direction.refresh_from_db()
    assert (direction.state, direction.closed_on) == ("done", date(2020, 5, 25))
    assert_no_axe_violations(page)
    photograph(page, "chi-dao-xong")
    printed(page, "chi-dao-xong")


def test_a_direction_is_carried_on_to_the_next_year(page, officer: Account, units: list[Unit]):
    long = (
        "Các đơn vị rà soát, phân loại toàn bộ mô hình tự phòng, tự quản, tự bảo vệ về an ninh, trật tự trên địa bàn; "
        "củng cố mô hình hoạt động cầm chừng, giải thể mô hình không còn phù hợp, nhân rộng mô hình tiêu biểu"
    )
    asked = changed(ASKED, words=long, said_on=date(2019, 1, 10), due_on=date(2019, 12, 15), movement=None)
    old = give(*units, asked=asked)
    report(given_to(old, units[0]), percent=60, reported_on=date(2019, 6, 4))
    give(units[1], asked=changed(ASKED, words="Đẩy mạnh tuyên truyền gương người tốt, việc tốt", due_on=None))
    enter(page, officer)
    page.goto("/phong-trao/chi-dao/")
    assert_no_axe_violations(page)
    photograph(page, "chi-dao")
    printed(page, "chi-dao")
    page.locator("tr[data-row]", has_text="rà soát, phân loại").locator("a.ten").click()
    page.locator("#drawer .trong-ngan").wait_for()
    assert_no_axe_violations(page)
    photograph(page, "chi-dao-ngan")
    page.goto(f"/phong-trao/chi-dao/{old.pk}/")
    page.get_by_role("link", name="Chuyển sang năm sau").click()
    page.get_by_label("Dịp chỉ đạo").fill("Hội nghị tổng kết công tác năm 2019")
    page.get_by_label("Ngày chỉ đạo").fill("15/01/2020")
    assert_no_axe_violations(page)
    photograph(page, "chi-dao-chuyen")
    page.locator("[data-main-act]").click()
    page.get_by_text("Đã chuyển chỉ đạo sang năm sau.").first.wait_for()
    assert page.locator(".qua-nam li").count() == 2
    assert_no_axe_violations(page)
    photograph(page, "chi-dao-qua-nam")
    page.keyboard.press("Control+z")
    page.get_by_text("Đã rút chỉ đạo.").first.wait_for()
    old.refresh_from_db()
    assert old.state == "open"
