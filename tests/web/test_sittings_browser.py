"""A sitting held in a real browser: the officer by keys and buttons, a member reads what is put before him."""

from typing import Any

from playwright.sync_api import expect

from tdkt.operations.council import declare_kin
from tdkt.operations.presence import set_presence
from tdkt.operations.sittings import call_sitting, put_on_agenda
from tdkt.records.models import Account, AgendaItem, Member, Nomination, Office, Presence, Sitting
from tests.operations.sessions import AT, DAY, MERIT, council, nominate, person, round_of, tally
from tests.web.browser import assert_no_axe_violations, enter, photograph


def called(office: Office) -> Sitting:
    """A called sitting on three dossiers; a member is kin to the first nominee."""
    round_, board = round_of(office), council(office, quorum_percent=67, quorum_source="Quy chế, Điều 6")
    son = person("Nguyễn Thành Long", office.unit)
    rows = [
        nominate(round_, son),
        nominate(round_, person("Huỳnh Thị Kim Liên", office.unit)),
        nominate(round_, person("Đinh Thị Hồng Nhung", office.unit), MERIT),
    ]
    Nomination.objects.filter(pk=rows[0].pk).update(rank="Thượng tá", post="Trưởng Công an huyện mẫu")
    declare_kin(Member.objects.get(name="Ngô Thị Mẫu").pk, son.pk, relation="em ruột", by=None, at=AT)
    sitting = call_sitting(board.pk, round_.pk, held_on=DAY, at_hour="14:00", place="Hội trường A", by=None, at=AT)
    put_on_agenda(sitting.pk, [one.pk for one in rows], by=None, at=AT, on=DAY)
    return sitting


def test_the_officer_holds_a_sitting_by_keys_and_buttons(page: Any, office: Office, officer: Account, member: Account):
    sitting = called(office)
    enter(page, officer)

    page.goto("/so/nguoi/")
    page.keyboard.press("g")
    page.keyboard.press("h")
    expect(page.get_by_role("heading", name="Hội đồng", exact=False).first).to_be_visible()
    assert_no_axe_violations(page)
    photograph(page, "hoi-dong")
    page.get_by_role("link", name="Phiên họp 1").click()

    first = Member.objects.get(name="Lê Quang Mẫu")
    row = page.locator(f"#tv-{first.pk}")
    row.focus()
    page.keyboard.press("b")
    expect(page.locator(f"#tv-{first.pk} [aria-pressed=true]")).to_have_text("văn bản")
    expect(page.locator(f"#tv-{first.pk}")).to_be_focused()
    page.get_by_role("button", name="Còn lại có mặt").click()
    expect(page.get_by_text("4 / 5")).to_be_visible()
    assert_no_axe_violations(page)
    photograph(page, "phien-moi")
    page.get_by_role("button", name="Khai mạc").click()
    expect(page.get_by_text("Đã khai mạc.")).to_be_visible()

    page.locator("tr[data-row]").first.get_by_role("link").click()
    notes = page.get_by_label("Thảo luận")
    notes.fill("Hội đồng nhất trí đánh giá thành tích.")
    expect(page.locator("#drawer .da-luu")).to_contain_text("Đã lưu", timeout=20_000)
    notes.fill("Hội đồng nhất trí đánh giá thành tích. Bổ sung số liệu.")
    page.locator("#drawer summary").first.focus()
    page.wait_for_timeout(400)
    assert_no_axe_violations(page)
    photograph(page, "phien-ngan")
    assert set(AgendaItem.objects.filter(place__lte=2).values_list("notes", flat=True)) == {
        "",
        "Hội đồng nhất trí đánh giá thành tích. Bổ sung số liệu.",
    }

    fighters = list(Nomination.objects.exclude(award=MERIT).values_list("pk", flat=True))
    tally(sitting, dict.fromkeys(fighters, (4, 0)))
    tally(sitting, {Nomination.objects.get(award=MERIT).pk: (2, 2)}, award=MERIT, percent=None)
    page.reload()
    page.get_by_role("link", name="Bế mạc").click()
    page.get_by_label("Thông qua", exact=True).check()
    page.get_by_label("Ý kiến kết luận ghi vào biên bản").fill("Phiếu ngang nhau, theo phía có chủ tịch")
    assert_no_axe_violations(page)
    photograph(page, "be-mac")
    page.get_by_role("button", name="Bế mạc").click()
    page.get_by_label("Số biên bản").fill("03/BB-HĐ")
    page.get_by_role("button", name="Ký biên bản").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("03/BB-HĐ")
    assert_no_axe_violations(page)
    photograph(page, "bien-ban")
    assert Presence.objects.filter(presence="written").count() == 1


def test_a_member_reads_his_items_and_nothing_else(page: Any, office: Office, officer: Account, member: Account):
    sitting = called(office)
    everyone = Member.objects.filter(council=sitting.council_id)
    set_presence(sitting.pk, {one.pk: "present" for one in everyone}, by=None, at=AT)
    Sitting.objects.filter(pk=sitting.pk).update(state="opened")
    enter(page, member)

    page.goto("/hoi-dong/")

    expect(page.get_by_role("heading", level=2)).to_contain_text("Còn 2 mục phải bỏ phiếu")
    expect(page.get_by_text("không dự mục 2")).to_be_visible()
    assert_no_axe_violations(page)
    photograph(page, "thanh-vien")


def test_the_officer_sets_up_a_council_and_links_its_members(page: Any, office: Office, officer: Account):
    person("Phạm Văn Mẫu", office.unit)
    enter(page, officer)

    page.goto("/hoi-dong/")
    page.get_by_role("link", name="Lập hội đồng").click()
    page.get_by_label("Tên hội đồng").fill("Hội đồng Thi đua - Khen thưởng")
    page.get_by_label("Số quyết định thành lập").fill("120/QĐ-CAT")
    page.get_by_label("Ngày quyết định").fill("06/01/2020")
    page.get_by_label("Thành viên, mỗi người").fill(
        "Lê Quang Mẫu; Giám đốc; Chủ tịch\nPhạm Văn Mẫu; Phó Giám đốc; Phó Chủ tịch"
    )
    assert_no_axe_violations(page)
    photograph(page, "lap")
    page.get_by_role("button", name="Lập hội đồng").click()
    expect(page.get_by_text("Đã lập hội đồng")).to_be_visible()
    assert_no_axe_violations(page)
    photograph(page, "mot-hoi-dong")
    page.get_by_role("link", name="Phạm Văn Mẫu").click()
    page.get_by_role("searchbox", name="Tên trong sổ").fill("phạm văn")
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.get_by_role("button", name="Thành viên là người này").click()
    expect(page.get_by_text("Đã gắn.")).to_be_visible()
    assert_no_axe_violations(page)
    photograph(page, "mot-thanh-vien")
    assert Member.objects.get(name="Phạm Văn Mẫu").subject is not None
