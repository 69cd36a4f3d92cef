"""A block's year in a real browser, from the pledge to the ranked result by three hands, with a quota and a tie that the conference settles."""

import pytest

from tdkt.operations.blocks import pledge
from tdkt.operations.marks import hand_in, mark
from tdkt.records.models import Account, BlockYear, Mark, Outcome, Ranking
from tests.operations.block_years import HEAD, ON, SELF, STANDING, a_year, clerk_of, members, planned
from tests.web.browser import assert_no_axe_violations, enter, photograph, printed
from tests.web.register import NOON

pytestmark = pytest.mark.browser


@pytest.fixture
def year(office) -> BlockYear:
    return a_year(office)


@pytest.fixture
def member_clerk(year) -> Account:
    return clerk_of(members(year)[2], "thanh-vien")


@pytest.fixture
def head_clerk(year) -> Account:
    return clerk_of(members(year)[0], "truong-khoi")


def looked_at(page, name: str) -> None:
    assert_no_axe_violations(page)
    photograph(page, name)


def test_blocks_years_and_sheets_are_set_up(page, officer, year):
    enter(page, officer)
    page.goto("/phong-trao/khoi/bang-diem/moi/")
    looked_at(page, "bang-diem-moi")
    page.get_by_label("Tên", exact=True).fill("Bảng điểm khối phòng")
    page.get_by_role("button", name="Ghi bảng điểm").click()
    page.get_by_text("có bản số 1").first.wait_for()
    looked_at(page, "bang-diem")
    printed(page, "bang-diem")
    page.goto("/phong-trao/khoi/bang-diem/")
    looked_at(page, "cac-bang-diem")
    page.goto("/phong-trao/khoi/moi/")
    looked_at(page, "khoi-lap")
    page.goto(f"/phong-trao/khoi/{year.block_id}/nam-moi/")
    looked_at(page, "khoi-nam-moi")


def test_a_year_from_the_pledge_to_the_rank_by_three_hands(page, officer, member_clerk, head_clerk, year):
    first, second, third, fourth, fifth = members(year)
    for other in (first, second, fourth, fifth):
        pledge(other.pk, "Hoàn thành vượt chỉ tiêu đã đăng ký", by=None, at=NOON, on=ON)

    # the member pledges
    enter(page, member_clerk)
    page.goto("/phong-trao/khoi/")
    looked_at(page, "khoi-ds")
    page.get_by_role("link", name="Khối đồng bằng").click()
    looked_at(page, "khoi-giao-uoc")
    page.get_by_role("link", name="Công an huyện C").click()
    page.get_by_label("Giao ước thi đua của năm").fill("Giữ vững vị trí trong khối, không có cán bộ vi phạm kỷ luật")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Đã ghi giao ước của Công an huyện C.").first.wait_for()

    # the officer records the signing and lets the members mark
    enter(page, officer)
    page.goto(f"/phong-trao/khoi/nam/{year.pk}/")
    page.get_by_role("button", name="Ghi ngày ký giao ước").click()
    page.get_by_text("Đã ghi ngày ký giao ước.").first.wait_for()
    page.get_by_label("Thành viên tự chấm đến").fill("20/11/2020")
    page.get_by_role("button", name="Mở cho thành viên tự chấm").click()
    page.get_by_text("Các thành viên tự chấm được từ nay.").first.wait_for()

    # the member marks itself: points after they are kept, evidence, handing in
    enter(page, member_clerk)
    page.goto(f"/phong-trao/khoi/cham/{third.pk}/")
    page.get_by_label("1.1: kết quả").fill("72")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("8")
    page.keyboard.press("Tab")
    page.keyboard.type("10")
    page.keyboard.press("ArrowUp")
    page.keyboard.type("80")
    page.get_by_label("2.1: mức").select_option("A")
    page.get_by_label("1.1: chỉ tiêu").press("Enter")
    page.get_by_text("Đã ghi 3 dòng điểm.").first.wait_for()
    assert page.get_by_role("row", name="Tổng điểm").inner_text().split()[-2:] == ["96", "–"]
    looked_at(page, "khoi-tu-cham")
    page.get_by_label("Nội dung minh chứng").fill("Báo cáo kết quả điều tra năm 2019")
    page.get_by_role("button", name="Thêm minh chứng").click()
    page.get_by_text("1 minh chứng").first.wait_for()
    page.get_by_role("button", name="Ghi và nộp bảng tự chấm").click()
    page.get_by_text("Đã nộp bảng tự chấm của Công an huyện C.").first.wait_for()
    for other in (first, second, fourth, fifth):
        mark(other.pk, "self", SELF, by=None, at=NOON, on=ON)
        hand_in(other.pk, by=None, at=NOON, on=ON)

    enter(page, officer)
    page.goto(f"/phong-trao/khoi/nam/{year.pk}/")
    looked_at(page, "khoi-da-nop")
    page.get_by_role("button", name="Chuyển sang thẩm định").click()
    page.get_by_text("Trưởng khối và thường trực chấm được từ nay.").first.wait_for()

    # the head of the block marks its part, without seeing the member's own
    enter(page, head_clerk)
    page.goto(f"/phong-trao/khoi/cham/{third.pk}/")
    assert page.get_by_text("chưa cho xem").first.is_visible()
    page.get_by_label("1.1: kết quả").fill("72")
    page.get_by_label("1.1: chỉ tiêu").fill("80")
    page.get_by_label("1.2: kết quả").fill("12,5")
    page.get_by_label("1.2: chỉ tiêu").fill("10")
    looked_at(page, "khoi-truong-cham")
    page.get_by_label("1.2: chỉ tiêu").press("Enter")
    page.get_by_text("Đã ghi 2 dòng điểm.").first.wait_for()
    for other, done in ((first, 80), (second, 76), (fourth, 72), (fifth, 64)):
        mark(other.pk, "head", HEAD | {"1.1": planned(80, done)}, by=None, at=NOON, on=ON)
        mark(other.pk, "standing", STANDING, by=None, at=NOON, on=ON)

    # the standing body marks its part, and the members are ranked
    enter(page, officer)
    page.goto(f"/phong-trao/khoi/cham/{third.pk}/")
    page.get_by_label("2.1: mức").select_option("B")
    page.get_by_role("button", name="Ghi điểm").click()
    page.get_by_text("Đã ghi 1 dòng điểm.").first.wait_for()
    assert Mark.objects.filter(member=third).count() == 6
    page.goto(f"/phong-trao/khoi/nam/{year.pk}/")
    looked_at(page, "khoi-tham-dinh")
    page.get_by_role("button", name="Xếp hạng các thành viên").click()
    page.get_by_text("Đã xếp hạng 5 thành viên.").first.wait_for()
    page.get_by_text("2 thành viên cùng hạng 3 ở ranh giới chỉ tiêu").wait_for()
    looked_at(page, "khoi-hoa")

    # the conference settles the tie within the quota, with its reason
    page.get_by_label("Hội nghị chọn: Công an huyện C").select_option("certificate")
    page.get_by_label("Hội nghị chọn: Công an huyện D").select_option("khong")
    page.get_by_label("Lý do của hội nghị").fill("Bỏ phiếu kín: Công an huyện C được 4 trên 5 phiếu")
    page.get_by_role("button", name="Ghi lựa chọn").click()
    page.get_by_text("Đã ghi 2 lựa chọn của hội nghị.").first.wait_for()
    looked_at(page, "khoi-xep-hang")
    printed(page, "khoi-xep-hang")
    assert list(Outcome.objects.order_by("rank", "member__place").values_list("rank", "choice")) == [
        (1, "flag"), (2, "flag"), (3, "certificate"), (3, ""), (5, ""),
    ]  # fmt: skip
    assert Ranking.objects.filter(rank=1).get().subject.name == "Công an huyện A"

    # whoever is ranked now sees what all hands said
    enter(page, member_clerk)
    page.goto(f"/phong-trao/khoi/cham/{third.pk}/")
    assert page.get_by_role("row", name="Tổng điểm").inner_text().split()[-2:] == ["96", "86"]
    looked_at(page, "khoi-ket-qua")
    printed(page, "khoi-ket-qua")
