"""A secret ballot in a real browser, from its preparation to the result: by keys, on a telephone, without a fault that axe sees."""

from typing import Any

import pytest

from tdkt.operations.ballot_boxes import cast
from tdkt.records.models import Account, Ballot, Nomination, Office, Tally
from tests.operations.voting import AWARD, Session, in_session
from tests.web.browser import assert_no_axe_violations, enter, photograph, printed

pytestmark = pytest.mark.browser

BK = "bang-khen-bo-tinh"


@pytest.fixture
def session(office: Office) -> Session:
    """Fifteen members, two of them away in writing, one kept out of the second item."""
    made = in_session(office, members=15, items=6, presences=["present"] * 13 + ["written"] * 2, apart=[(3, 1)])
    posts = ("Phó Trưởng phòng An ninh đối nội", "Đội trưởng", "Cán bộ", "", "Phó Đội trưởng", "Trưởng Công an xã")
    for one, post in zip(made.nominations, posts, strict=True):
        Nomination.objects.filter(pk=one.pk).update(rank="Thượng tá" if post else "", post=post)
    return made


def looked_at(page: Any, name: str) -> None:
    assert_no_axe_violations(page)
    photograph(page, name)


def test_a_secret_ballot_from_its_preparation_to_the_result(page: Any, officer: Account, session: Session):
    enter(page, officer)
    page.goto(f"/hoi-dong/phieu/lap/{session.sitting.pk}/?hinh-thuc={AWARD}")
    for one in session.members[:3]:
        page.get_by_label(one.name, exact=True).check()
    looked_at(page, "lap")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/hoi-dong/phieu/*/")
    looked_at(page, "chua-mo")
    ballot = Ballot.objects.get()

    page.get_by_role("button", name="Mở bỏ phiếu").click()
    page.get_by_role("heading", name="Mã của ban kiểm phiếu").wait_for()
    looked_at(page, "ma")
    for one in page.locator(".phieu-ma").all():
        one.locator("summary").click()
    photograph(page, "ma-mo")
    codes = ["".join(code.split()) for code in page.locator(".ma-lon").all_inner_texts()]
    page.emulate_media(media="print")
    printed(page, "ma")
    page.emulate_media(media="screen")

    one_votes_by_keys(page, session, ballot)
    for account in session.accounts[1:12]:
        said = {item: "yes" for item in session.items if (account, item) != (session.accounts[3], session.items[1])}
        cast(ballot.pk, member_account=account, choices=said)

    enter(page, officer)
    page.goto(f"/hoi-dong/phieu/{ballot.pk}/")
    page.get_by_text("Đã nhận 12 trên 15 phiếu").wait_for()
    looked_at(page, "dang-mo")
    cast(ballot.pk, member_account=session.accounts[12], choices=session.all_say("yes"))
    page.get_by_text("Đã nhận 13 trên 15 phiếu").wait_for()  # by itself, within seconds

    two_count_the_written_opinions(page, officer, session, ballot)
    enter(page, officer)
    page.goto(f"/hoi-dong/phieu/{ballot.pk}/kiem-phieu/")
    page.get_by_label("Mã của người kiểm phiếu 1").fill(codes[0])
    page.get_by_label("Mã của người kiểm phiếu 2").fill(codes[2][:-1] + ("0" if codes[2][-1] != "0" else "1"))
    looked_at(page, "kiem-phieu")
    page.get_by_label("Mã của người kiểm phiếu 2").fill(codes[2])
    page.get_by_role("button", name="Mở hòm, kiểm phiếu").click()
    page.get_by_text("Đã kiểm phiếu xong; kết quả ở dưới là cuối cùng.").wait_for()
    looked_at(page, "ket-qua")
    assert list(Tally.objects.order_by("pk").values_list("yes", "no", "written_yes", "needed", "passed")) == [
        (12, 1, 2, 14, True),
        (12, 0, 2, 14, True),
        *[(13, 0, 2, 14, True)] * 4,
    ]


def one_votes_by_keys(page: Any, session: Session, ballot: Ballot) -> None:
    """A member votes: against the first, in favour of all others."""
    enter(page, session.accounts[0])
    page.goto(f"/hoi-dong/phieu/{ballot.pk}/")
    page.wait_for_url("**/bo-phieu/")
    looked_at(page, "bo-phieu")
    for key in "21111":
        page.keyboard.press("j")
        page.keyboard.press(key)
    page.keyboard.press("Control+Enter")
    assert page.url.endswith("/bo-phieu/")  # the browser itself asks for the sixth
    assert page.get_by_text("Đã ghi nhận phiếu").count() == 0
    page.locator("tr[data-row]").last.get_by_text("Tán thành", exact=True).click()
    photograph(page, "bo-phieu-du")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Đã ghi nhận phiếu").wait_for()
    looked_at(page, "da-ghi-nhan")


def two_count_the_written_opinions(page: Any, officer: Account, session: Session, ballot: Ballot) -> None:
    for account in (officer, session.accounts[1]):
        enter(page, account)
        page.goto(f"/hoi-dong/phieu/{ballot.pk}/dem/van-ban/")
        for item in session.items:
            for name, value in (("tan-thanh", "2"), ("khong", "0"), ("trang", "0")):
                page.locator(f'[name="{name}-{item}"]').fill(value)
        looked_at(page, "dem-van-ban")
        page.get_by_role("button", name="Nhập số đếm của tôi").click()
        page.wait_for_url(f"**/hoi-dong/phieu/{ballot.pk}/")


def test_a_show_of_hands_is_entered_and_closed(page: Any, officer: Account, office: Office):
    rule = {"award": BK, "percent": 50, "source": "Quy chế hội đồng"}
    session = in_session(office, members=7, items=4, award=BK, rules=[rule], apart=[(2, 0)])
    ballot, _ = session.open(officer, mode="open", award=BK)
    enter(page, officer)
    page.goto(f"/hoi-dong/phieu/{ballot.pk}/gio-tay/")
    page.locator(f'[name="khong-{session.items[0]}"]').fill("1, 4")
    looked_at(page, "gio-tay")
    page.get_by_role("button", name="Lưu kết quả giơ tay").click()
    page.wait_for_url(f"**/hoi-dong/phieu/{ballot.pk}/")
    looked_at(page, "gio-tay-xong")
    assert Tally.objects.count() == 0
