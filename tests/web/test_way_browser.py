"""The way of dossiers in a real browser: from what waits to a bulk act that is looked at first and taken back, and a public list."""

from datetime import date

import pytest

from tdkt.operations import dossiers
from tdkt.operations.postings import receive_opinion
from tdkt.records.models import Nomination, Office, Posted, Round, Unit
from tests.operations.proposed import NOON, enter_nominations, enter_round
from tests.web.browser import assert_no_axe_violations, enter, photograph, printed
from tests.web.register import enter_person

pytestmark = pytest.mark.browser
TODAY = date(2020, 5, 25)
NAMES = ("Phan Văn An", "Lê Thị Bình", "Trần Mai Chi", "Ngô Văn Dũng", "Bùi Thị Hạnh", "Đỗ Minh Khôi")


@pytest.fixture
def round_(office: Office, monkeypatch: pytest.MonkeyPatch) -> Round:
    """A round whose dossiers stand in many states, some of them late."""
    monkeypatch.setattr(dossiers, "missing_papers", lambda keys: {key: [] for key in keys})
    made = enter_round(
        name="Tổng kết năm 2019", law_on=date(2024, 6, 3), opens_on=date(2020, 5, 1), closes_on=date(2020, 6, 30)
    )
    district = Unit.objects.get(name="Công an huyện mẫu")
    people = [enter_person(name, district) for name in NAMES]
    enter_nominations(made, people[:3], state="submitted", since=date(2020, 5, 14), due_on=date(2020, 5, 21))
    enter_nominations(
        made, people[3:4], state="received", since=date(2020, 5, 18), due_on=date(2020, 6, 1), verdict="facts-missing"
    )
    enter_nominations(
        made,
        people[4:],
        award="huan-chuong-chien-cong",
        class_no=3,
        state="checked",
        since=date(2020, 5, 11),
        rank="Thiếu tá",
        post="Đội trưởng",
        achievement="Chỉ huy phá chuyên án, bắt 12 đối tượng, thu hồi tài sản cho nhân dân.",
    )
    enter_nominations(made, [enter_person("Hồ Văn Lâm", office.unit)], state="drafting", since=TODAY)  # type: ignore[arg-type]
    return made


def test_from_what_waits_to_a_bulk_act_and_back(page, officer, round_):
    enter(page, officer)
    page.goto("/ban-viec/")
    assert_no_axe_violations(page)
    photograph(page, "ban-viec")

    page.get_by_role("link", name="3 hồ sơ cần tiếp nhận", exact=True).click()
    page.wait_for_url("**/xet/buoc/?dot=*&buoc=submitted")
    assert_no_axe_violations(page)
    photograph(page, "theo-buoc")

    page.get_by_label("Chọn Phan Văn An").check()
    page.get_by_label("Chọn Lê Thị Bình").check()
    page.get_by_role("button", name="Tiếp nhận…").click()
    page.get_by_role("heading", name="Tiếp nhận 2 hồ sơ đi tiếp").wait_for()
    assert_no_axe_violations(page)
    photograph(page, "xem-truoc")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Tiếp nhận: 2 hồ sơ.").first.wait_for()
    assert Nomination.objects.filter(state="received").count() == 3

    page.keyboard.press("Control+z")
    page.get_by_text("Đã hoàn tác với 2 hồ sơ.").first.wait_for()
    assert Nomination.objects.filter(state="received").count() == 1


def test_a_return_names_its_points(page, officer, round_):
    enter(page, officer)
    row = Nomination.objects.get(state="received")
    page.goto(f"/xet/buoc/return/?ho-so={row.pk}")
    page.get_by_label("Điểm 1", exact=True).fill("Thiếu số quyết định năm 2018")
    assert_no_axe_violations(page)
    photograph(page, "tra-lai")
    page.locator("[data-main-act]").click()
    page.get_by_text("Trả lại để sửa: 1 hồ sơ.").first.wait_for()
    row.refresh_from_db()
    assert row.state == "returned"


def test_the_board_opens_what_it_counts(page, officer, round_):
    enter(page, officer)
    page.goto("/xet/han/")
    assert_no_axe_violations(page)
    photograph(page, "dang-o-dau")
    printed(page, "dang-o-dau")
    page.get_by_role("link", name="3 quá hạn").first.click()
    page.wait_for_url("**/xet/buoc/?*han=qua")
    assert page.locator("tbody tr[data-row]").count() == 3


def test_a_list_is_made_public_and_printed(page, officer, round_):
    enter(page, officer)
    page.goto("/xet/cong-khai/moi/")
    page.get_by_label("Nơi công khai").fill("Bảng tin và trang thông tin nội bộ")
    assert_no_axe_violations(page)
    photograph(page, "lap-danh-sach")
    page.locator("[data-main-act]").click()
    page.get_by_text("Danh sách công khai đến hết 05/06/2020.").first.wait_for()
    posted = Posted.objects.all()[0]
    receive_opinion(posted.pk, from_whom="Ông Mẫu", words="Cần xem lại", received_on=TODAY, by=None, at=NOON)
    page.reload()
    assert_no_axe_violations(page)
    photograph(page, "danh-sach")
    printed(page, "danh-sach")
    page.goto("/xet/cong-khai/")
    assert_no_axe_violations(page)
    photograph(page, "cac-danh-sach")


def test_another_body_is_asked(page, officer, round_):
    enter(page, officer)
    page.goto("/xet/buoc/?buoc=checked")
    page.locator("[name=tat-ca]").check()
    page.get_by_role("button", name="Lấy ý kiến cơ quan khác…").click()
    page.get_by_label("Cơ quan được hỏi").fill("Cục Thuế tỉnh")
    page.get_by_label("Nội dung hỏi").fill("Chấp hành nghĩa vụ thuế")
    page.get_by_label("Hạn trả lời").fill("08/06/2020")
    assert_no_axe_violations(page)
    photograph(page, "hoi-y-kien")
    page.locator("[data-main-act]").click()
    page.wait_for_url("**/xet/hiep-y/")
    assert_no_axe_violations(page)
    photograph(page, "cac-y-kien")
    page.locator("tbody a.ten").first.click()
    page.wait_for_url("**/xet/hiep-y/*/")
    assert_no_axe_violations(page)
    photograph(page, "y-kien")
    printed(page, "y-kien")
