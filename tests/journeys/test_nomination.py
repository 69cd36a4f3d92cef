"""From screening to certificate in one real browser, on a day in 2024: sixty nominees of a ministry for an order, a title and a certificate.

Every kind of act is done on its screen; what repeats one act sixty or fifteen times (a paper for each dossier, a vote for each member) is
done on screen once and for the others by the same operation that the screen calls.
"""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import expect

from tdkt.operations.ballot_boxes import cast, votes_of
from tdkt.operations.consultations import answer, ask
from tdkt.operations.council import Seat, set_up_council
from tdkt.operations.dossiers import missing_papers
from tdkt.operations.exchange import export_register
from tdkt.operations.papers import add_paper, look_at
from tdkt.operations.rounds import make_round, open_round
from tdkt.operations.signing_keys import trust_file
from tdkt.operations.sittings import call_sitting
from tdkt.operations.tables import take_in_tables
from tdkt.operations.verify_page import page_of
from tdkt.records.models import (
    Account,
    Ballot,
    Bonus,
    Certificate,
    Conferral,
    Decision,
    Draft,
    Member,
    Nomination,
    Office,
    Participation,
    Posting,
    Presence,
    Round,
    SealedVote,
    Sitting,
    Step,
    Subject,
    Tally,
)
from tests.databases import PRISTINE, States
from tests.journeys.ministry import FIGHTER, LAW_DAY, MERIT, ORDER, PRIME, Ministry, make_ministry
from tests.web.browser import assert_no_axe_violations, enter, photograph

pytestmark = pytest.mark.browser

RULE = """# Quy chế thi đua mẫu

```instrument
number: 05/2024/QĐ-MAU
kind: decision
name: {vi: Quy chế thi đua mẫu, en: A sample regulation}
issued: 2024-01-15
in_force: 2024-02-01
dates_confidence: VERIFIED
text: read
authority: co-quan-mau
source: {instrument: Quyết định số 05/2024/QĐ-MAU, copy: portal}
```

## Điều 1. Tỷ lệ

```provisions
art-1: {state: encoded, vi: "Chiến sĩ thi đua cấp Bộ không quá 25% số người đạt Chiến sĩ thi đua cơ sở", en: "At most 25 % of grassroots fighters"}
```

```parameter
name: quota
cite: art-1
confidence: VERIFIED
values:
  - {award: chien-si-thi-dua-bo-tinh, percent: 25, of: [chien-si-thi-dua-co-so], at_most: true, name: {vi: "CSTĐ cấp Bộ không quá 25% số CSTĐ cơ sở", en: "At most 25 %"}}
```
"""
"""The ministry's own regulation: the law of 2024 leaves the share to it."""
OWN_SECRECY = {
    "award": FIGHTER,
    "percent": 90,
    "of": "all-members",
    "secret": True,
    "source": "Điều 5 Quy chế 05/2024/QĐ-MAU",
}
WRITTEN = (12, 13)
"""The members who are away and give their opinions in writing."""
CONFLICTED = 5
"""The member who is proposed himself."""
BEST = "Tiêu biểu nhất trong số người đủ điều kiện"


def day(number: int) -> date:
    """So many days after the round opened."""
    return LAW_DAY + timedelta(days=number)


def at(number: int) -> datetime:
    return datetime(2024, 6, 28, 2, tzinfo=UTC) + timedelta(days=number)


@pytest.fixture
def ministry(settings: Any, tmp_path: Path, committed: Any, django_db_blocker: Any) -> Iterator[Ministry]:
    """The ministry with its own regulation in a data folder of its own."""
    settings.DATA = tmp_path / "data"
    (settings.DATA / "law").mkdir(parents=True)
    (settings.DATA / "law" / "05-2024-qd-mau.md").write_text(RULE, encoding="utf-8")
    with django_db_blocker.unblock():
        yield make_ministry()


class Walk:
    """The browser as it goes from step to step, with the day that the office works on."""

    def __init__(self, page: Any, ministry: Ministry, stick: Path) -> None:
        self.page, self.ministry, self.stick = page, ministry, stick
        page.set_default_timeout(60_000)

    def on(self, number: int) -> None:
        Office.objects.update(working_date=day(number))

    def as_(self, account: Account, address: str) -> None:
        enter(self.page, account)
        self.page.goto(address)

    def officer(self, address: str) -> None:
        self.as_(self.ministry.officer, address)


def test_sixty_nominees_from_screening_to_certificate_and_one_taken_back(
    page: Any, ministry: Ministry, states: States, tmp_path: Path
):
    walk = Walk(page, ministry, tmp_path)
    said = the_round(ministry)
    choose(walk, said)
    send_and_receive(walk, said)
    return_one_and_correct_it(walk)
    complete_and_check(walk)
    ask_the_people(walk, said)
    sitting = hold_the_council(walk, said)
    decide(walk, said, sitting)
    certify_and_verify(walk)
    take_one_back(walk)
    restore_elsewhere(states, tmp_path)


def the_round(ministry: Ministry) -> Round:
    """The yearly round with its three awards, and a secret ballot by the office's own rule."""
    officer = ministry.officer
    forms = [
        {"award": ORDER, "class": 3, "level": "president"},
        {"award": FIGHTER, "class": None, "level": "ministry"},
        {"award": MERIT, "class": None, "level": "ministry"},
    ]
    said = make_round(
        "yearly", name="Đợt xét năm 2024", unit_id=ministry.office.unit_id or 0, years=(2023, 2023), law_on=LAW_DAY, opens_on=day(0),
        closes_on=day(120), forms=forms, ballots=[OWN_SECRECY], by=officer, at=at(0),
    )  # fmt: skip
    return open_round(said.pk, by=officer, at=at(0))


def choose(walk: Walk, said: Round) -> None:
    """Tick and propose from the lists that the screening makes; the cap stops the sixteenth title, the unlawful choice cannot be ticked."""
    page, people = walk.page, walk.ministry.people
    walk.on(1)
    pick = f"/xet/dot/{said.pk}/chon/"
    walk.officer(f"{pick}?hinh-thuc={FIGHTER}&ten=")
    for one in people[FIGHTER][:15]:
        tick(page, one)
    expect(page.locator("[data-tick-count]")).to_contain_text("Đã chọn 15, đã đề nghị 0 / 15, còn 0 chỗ")
    tick(page, people[FIGHTER][15])
    expect(page.locator("[data-tick-refused]")).to_contain_text("đã hết 15 chỗ")
    assert_no_axe_violations(page)
    propose(page, "15", reason=BEST)

    walk.officer(f"{pick}?hinh-thuc={ORDER}:3")
    expect(page.locator(f'[data-tick="{people[""][0].pk}"]')).to_have_count(
        0
    )  # not on the first tab, or not to be ticked
    for one in people[ORDER]:
        tick(page, one)
    propose(page, "4")

    page.goto(f"{pick}?hinh-thuc={MERIT}")
    for one in [
        *people[MERIT],
        people[FIGHTER][15],
    ]:  # who found no place for the title is proposed for the certificate
        tick_somewhere(page, f"{pick}?hinh-thuc={MERIT}", one)
    propose(page, "41")
    assert sorted(Nomination.objects.values_list("award", flat=True)) == sorted(
        [FIGHTER] * 15 + [ORDER] * 4 + [MERIT] * 41
    )


def tick(page: Any, subject: Subject) -> None:
    page.locator(f'[data-tick="{subject.pk}"]').click()


def tick_somewhere(page: Any, address: str, subject: Subject) -> None:
    """Tick a person on whichever page of the list he stands; ticks are kept from page to page."""
    if not page.locator(f'[data-tick="{subject.pk}"]').count():
        page.goto(f"{address}&ten={subject.name}")
    tick(page, subject)


def propose(page: Any, count: str, *, reason: str = "") -> None:
    page.locator('#de-nghi [name="ly-do"]').fill(reason)
    page.get_by_role("button", name="Đề nghị").click()
    expect(page.get_by_text(f"Đã đề nghị {count} trường hợp.").first).to_be_visible()


def send_and_receive(walk: Walk, said: Round) -> None:
    page = walk.page
    for number, state, name in ((2, "drafting", "Gửi hồ sơ"), (3, "submitted", "Tiếp nhận")):
        walk.on(number)
        walk.officer(f"/xet/dot/{said.pk}/ho-so/?buoc={state}")
        page.locator('[name="tat-ca"]').check()
        page.get_by_role("button", name=f"{name}…").click()
        page.get_by_role("button", name=name).click()
        expect(page.locator(".cac-bao")).to_contain_text("60")
    assert set(Nomination.objects.values_list("state", flat=True)) == {"received"}


def dossiers(award: str) -> list[int]:
    return list(Nomination.objects.filter(award=award).order_by("pk").values_list("pk", flat=True))


def return_one_and_correct_it(walk: Walk) -> None:
    """The office returns a dossier with a point; the report is mended as it is typed, the point answered, the dossier sent again."""
    page, one = walk.page, dossiers(ORDER)[0]
    walk.officer(f"/xet/ho-so/{one}/")
    page.get_by_role("button", name="Trả lại để sửa").click()
    page.locator("#noi-1").select_option("thanh-tich")
    page.locator("#diem-1").fill("Ghi rõ thành tích năm 2021")
    page.get_by_role("button", name="Trả lại để sửa").click()

    walk.on(4)
    walk.officer(f"/xet/ho-so/{one}/")
    page.locator('[name="thanh-tich"]').fill("Năm 2021 hoàn thành xuất sắc nhiệm vụ, có 02 sáng kiến.")
    expect(page.get_by_text("Đã lưu", exact=False).first).to_be_visible()
    page.locator('[name="tra-loi"]').fill("Đã bổ sung năm 2021")
    page.get_by_role("button", name="Trả lời").click()
    page.goto(f"/xet/ho-so/{one}/")
    page.get_by_role("button", name="Gửi hồ sơ").click()
    expect(page.locator(".hs-nay").first).to_contain_text("Đã gửi")
    page.get_by_role("button", name="Tiếp nhận").click()
    expect(page.locator(".hs-nay").first).to_contain_text("Đã tiếp nhận")
    names = Step.objects.filter(nomination=one).order_by("pk").values_list("name", flat=True)
    assert list(names) == ["submit", "receive", "return", "submit", "receive"]


def complete_and_check(walk: Walk) -> None:
    """A paper is attached on screen, the others likewise; only complete dossiers can be appraised."""
    page, officer = walk.page, walk.ministry.officer
    walk.on(5)
    every = list(Nomination.objects.order_by("pk").values_list("pk", flat=True))
    first = dossiers(MERIT)[0]
    walk.officer(f"/xet/ho-so/{first}/")
    expect(page.locator("details.buoc-khong", has_text="Xong thẩm định")).to_have_count(1)
    line = page.locator("details.hs-them", has_text="Báo cáo thành tích").first
    line.locator("summary").click()
    line.locator("input[type=file]").set_input_files(
        {"name": "bao-cao.docx", "mimeType": "application/octet-stream", "buffer": a_paper("Báo cáo thành tích")}
    )
    line.locator("button").click()
    expect(page.locator(".hs-tep", has_text="bao-cao.docx")).to_be_visible()
    for nomination, lines in missing_papers(every).items():
        for line in lines:
            file = look_at(f"{line.kind}.docx", a_paper(line.words))
            add_paper(nomination, line.kind, file, by=officer, at=at(5), on=day(5))
    assert not any(missing_papers(every).values())

    walk.on(6)
    walk.officer("/xet/buoc/?trang-thai=received")
    bulk(page, every, "Xong thẩm định", reason=BEST)
    assert set(Nomination.objects.values_list("state", flat=True)) == {"checked"}


def a_paper(words: str) -> bytes:
    made, out = Document(), io.BytesIO()
    made.add_paragraph(words)
    made.save(out)
    return out.getvalue()


def bulk(page: Any, nominations: list[int], label: str, *, reason: str = "") -> None:
    """One step for many dossiers: the look at what it does, then the act."""
    name = {"Xong thẩm định": "check", "Sẵn sàng trình hội đồng": "ready"}[label]
    page.goto(f"/xet/buoc/{name}/?" + "&".join(f"ho-so={key}" for key in nominations))
    if reason and page.locator("#ly-do").count():
        page.locator("#ly-do").fill(reason)
    page.locator("[data-main-act]").click()


def ask_the_people(walk: Walk, said: Round) -> None:
    """The order is made public for ten working days; before they are over it cannot go to the council."""
    page, officer, orders = walk.page, walk.ministry.officer, dossiers(ORDER)
    walk.on(7)
    walk.officer(f"/xet/cong-khai/moi/?dot={said.pk}")
    page.locator('[name="noi"]').fill("Cổng thông tin điện tử của Bộ")
    for box in page.locator('[name="ho-so"]').all():
        if int(box.get_attribute("value") or 0) in orders:
            box.check()
        else:
            box.uncheck()
    page.get_by_role("button", name="Công khai danh sách").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    posting = Posting.objects.get()
    assert (posting.from_date, posting.to_date, posting.working_days, posting.cite) == (
        date(2024, 7, 5), date(2024, 7, 18), 10, "98-2023-nd-cp/art-46/cl-2",
    )  # fmt: skip
    walk.on(8)
    page.goto("/xet/buoc/ready/?" + "&".join(f"ho-so={key}" for key in orders))
    expect(page.locator("table.buoc-xem")).to_contain_text("đang công khai đến hết 18/07/2024")

    for one in ask(
        orders,
        "Ủy ban nhân dân tỉnh mẫu",
        "Việc chấp hành pháp luật nơi cư trú",
        asked_on=day(7),
        due_on=day(20),
        by=officer,
        at=at(7),
    ):
        answer(one.pk, "agrees", answered_on=day(15), by=officer, at=at(15))
    walk.on(21)
    page.goto(f"/xet/cong-khai/{posting.pk}/")
    page.get_by_role("button", name="Kết thúc công khai").click()
    walk.officer("/xet/buoc/")
    bulk(page, list(Nomination.objects.values_list("pk", flat=True)), "Sẵn sàng trình hội đồng", reason=BEST)
    assert set(Nomination.objects.values_list("state", flat=True)) == {"ready"}


def hold_the_council(walk: Walk, said: Round) -> Sitting:
    """Fifteen members, two away in writing, one conflicted: a secret ballot on the title, hands on the others, minutes."""
    page, ministry = walk.page, walk.ministry
    officer = ministry.officer
    seats = [
        Seat(
            account.name, "chair" if n == 0 else "secretary" if n == 14 else "member", username=account.username,
            subject=ministry.people[FIGHTER][0].pk if n == CONFLICTED else None,
        )
        for n, account in enumerate(ministry.members)
    ]  # fmt: skip
    council = set_up_council(
        "Hội đồng Thi đua - Khen thưởng Bộ", unit=ministry.office.unit_id or 0, decision_number="120/QĐ-BCA", decided_on=day(-100),
        from_date=day(-100), quorum_percent=67, quorum_source="Quy chế hội đồng", members=seats, by=officer, at=at(21),
    )  # fmt: skip
    sitting = call_sitting(
        council.pk, said.pk, held_on=day(25), at_hour="08:00", place="Phòng họp 1", by=officer, at=at(21)
    )
    walk.officer(f"/hoi-dong/phien/{sitting.pk}/chuong-trinh/")
    for box in page.locator('[name="ho-so"]').all():
        box.check()
    page.get_by_role("button", name="Đưa hồ sơ vào chương trình").click()
    walk.on(25)
    members = list(Member.objects.filter(council=council).order_by("place"))
    walk.officer(f"/hoi-dong/phien/{sitting.pk}/")
    for n in WRITTEN:
        page.locator(f"#tv-{members[n].pk}").focus()
        page.keyboard.press("b")
        expect(page.locator(f"#tv-{members[n].pk} [aria-pressed=true]")).to_have_text("văn bản")
    page.get_by_role("button", name="Còn lại có mặt").click()
    expect(page.get_by_text("13 / 15")).to_be_visible()
    page.get_by_role("button", name="Khai mạc").click()
    expect(page.get_by_text("Đã khai mạc.")).to_be_visible()
    assert sorted(Presence.objects.values_list("presence", flat=True)) == ["present"] * 13 + ["written"] * 2

    vote_in_secret(walk, sitting, members)
    for award in (f"{ORDER}", MERIT):
        by_hands(walk, sitting, award)
    close(walk, sitting)
    return sitting


def vote_in_secret(walk: Walk, sitting: Sitting, members: list[Member]) -> None:
    """Ninety per cent of all members, by sealed votes; the last nominee does not reach it."""
    page, ministry = walk.page, walk.ministry
    titles = dossiers(FIGHTER)
    walk.officer(f"/hoi-dong/phieu/lap/{sitting.pk}/?hinh-thuc={FIGHTER}")
    for n in (1, 2, 3):
        page.get_by_label(members[n].name, exact=True).check()
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/hoi-dong/phieu/*/")
    page.get_by_role("button", name="Mở bỏ phiếu").click()
    page.get_by_role("heading", name="Mã của ban kiểm phiếu").wait_for()
    codes = ["".join(code.split()) for code in page.locator(".ma-lon").all_text_contents()]
    ballot = Ballot.objects.get()

    voter = ministry.members[0]
    walk.as_(voter, f"/hoi-dong/phieu/{ballot.pk}/bo-phieu/")
    for row in page.locator("tr[data-row]").all():
        row.get_by_text("Tán thành", exact=True).click()
    page.keyboard.press("Control+Enter")
    page.get_by_text("Đã ghi nhận phiếu").wait_for()
    for n, account in enumerate(ministry.members):
        if n not in (0, *WRITTEN):
            items = votes_of(ballot, members[n].pk)
            against = {titles[-1]} if n > 9 else set()
            cast(
                ballot.pk, member_account=account, choices={item: "no" if item in against else "yes" for item in items}
            )
    assert titles[0] not in votes_of(ballot, members[CONFLICTED].pk)
    assert (SealedVote.objects.count(), Participation.objects.filter(has_voted=True).count()) == (13, 13)

    for account in (ministry.officer, ministry.members[1]):  # the written opinions are counted by two
        walk.as_(account, f"/hoi-dong/phieu/{ballot.pk}/dem/van-ban/")
        for item in titles:
            yes = item != titles[-1]
            for name, value in (("tan-thanh", "2" if yes else "0"), ("khong", "0" if yes else "2"), ("trang", "0")):
                page.locator(f'[name="{name}-{item}"]').fill(value)
        page.get_by_role("button", name="Nhập số đếm của tôi").click()
        page.wait_for_url(f"**/hoi-dong/phieu/{ballot.pk}/")
    walk.officer(f"/hoi-dong/phieu/{ballot.pk}/kiem-phieu/")
    page.get_by_label("Mã của người kiểm phiếu 1").fill(codes[0])
    page.get_by_label("Mã của người kiểm phiếu 2").fill(codes[2])
    page.get_by_role("button", name="Mở hòm, kiểm phiếu").click()
    page.get_by_text("Đã kiểm phiếu xong; kết quả ở dưới là cuối cùng.").wait_for()
    assert list(
        Tally.objects.filter(ballot=ballot)
        .order_by("pk")
        .values_list("yes", "no", "written_yes", "whole", "needed", "passed")
    ) == [(12, 0, 2, 15, 14, True), *[(13, 0, 2, 15, 14, True)] * 13, (10, 3, 0, 15, 14, False)]
    assert SealedVote.objects.count() == 0


def by_hands(walk: Walk, sitting: Sitting, award: str) -> None:
    """No text asks for a ballot on these: a show of hands, and the chair's word."""
    page = walk.page
    suffix = "&hang=3" if award == ORDER else ""
    walk.officer(f"/hoi-dong/phieu/lap/{sitting.pk}/?hinh-thuc={award}{suffix}")
    page.locator('[name="cach"][value="open"]').check()
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/hoi-dong/phieu/*/")
    page.get_by_role("button", name="Mở").first.click()
    ballot = Ballot.objects.get(award=award)
    page.goto(f"/hoi-dong/phieu/{ballot.pk}/gio-tay/")
    page.get_by_role("button", name="Lưu kết quả giơ tay").click()
    page.wait_for_url(f"**/hoi-dong/phieu/{ballot.pk}/")
    page.goto(f"/hoi-dong/phieu/{ballot.pk}/kiem-phieu/")
    page.locator("[data-main-act]").click()
    page.get_by_text("kết quả ở dưới là cuối cùng").wait_for()


def close(walk: Walk, sitting: Sitting) -> None:
    page = walk.page
    walk.officer(f"/hoi-dong/phien/{sitting.pk}/be-mac/")
    for award in (ORDER, MERIT):
        for item in dossiers(award):
            page.locator(f'[name="qua-{item}"]').first.check()
            page.locator(f'[name="ket-luan-{item}"]').fill("Tất cả thành viên có mặt tán thành")
    page.get_by_role("button", name="Bế mạc").click()
    page.get_by_label("Số biên bản").fill("12/BB-HĐ")
    page.get_by_role("button", name="Ký biên bản").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("12/BB-HĐ")
    counted = {(award, state) for award, state in Nomination.objects.values_list("award", "state")}
    assert counted == {(ORDER, "passed"), (MERIT, "passed"), (FIGHTER, "passed"), (FIGHTER, "failed")}
    for kind, key in (("bien-ban", sitting.pk), ("kiem-phieu", sitting.pk), ("to-trinh", sitting.round_id)):
        answer_ = page.request.get(f"{page.url.split('/hoi-dong')[0]}/xet/giay/{kind}/{key}/docx/")
        assert (answer_.status, answer_.body()[:2]) == (200, b"PK"), kind


def decide(walk: Walk, said: Round, sitting: Sitting) -> None:
    """The ministry signs its own decision by number; the order goes up and comes back, one of four refused; the bonuses follow."""
    page, ministry = walk.page, walk.ministry
    walk.on(26)
    for level in ("ministry", "president"):
        walk.officer(f"/quyet-dinh/du-thao/moi/{said.pk}/{level}/")
        if page.locator('[name="ly-do"]').count():
            page.locator('[name="ly-do"]').fill(BEST)
        page.get_by_role("button", name="Lập dự thảo").click()
        page.get_by_role("heading", name="Dự thảo quyết định").or_(
            page.get_by_role("heading", name="Danh sách trình")
        ).first.wait_for()
    own, up = Draft.objects.get(level="ministry"), Draft.objects.get(level="president")
    page.goto(f"/quyet-dinh/du-thao/{own.pk}/")
    page.get_by_role("link", name="Trình ký").click()
    page.get_by_role("button", name="Trình ký").last.click()
    page.get_by_text("Đã trình ký").wait_for()

    walk.on(27)
    walk.as_(ministry.signer, f"/quyet-dinh/du-thao/{own.pk}/")
    page.keyboard.press("Control+Enter")
    page.locator('input[name="so"]').fill("148")
    page.get_by_role("button", name="Ký quyết định").click()
    page.get_by_text("Đã ký Quyết định 148/").wait_for()
    decision = Decision.objects.get(draft=own)
    assert (decision.number.split("/")[0], decision.signed_on, decision.conferrals.count()) == ("148", day(27), 55)

    walk.officer(f"/quyet-dinh/du-thao/{up.pk}/trinh-len/")
    page.locator('[name="so"]').fill("45/TTr-BCA")
    page.locator(".viec-du-thao button[type=submit]").first.click()
    page.get_by_text("45/TTr-BCA").first.wait_for()
    walk.on(80)
    walk.officer(f"/quyet-dinh/du-thao/{up.pk}/")
    page.get_by_role("button", name="Ghi kết quả").click()
    page.locator('input[name="so"]').fill("1500/QĐ-CTN")
    page.get_by_role("button", name="Ghi kết quả").click()
    page.get_by_text("Đã ghi Quyết định 1500/QĐ-CTN").wait_for()
    assert set(Conferral.objects.filter(decision__number="1500/QĐ-CTN").values_list("award", "class_no", "level")) == {
        (ORDER, 3, "president")
    }

    page.goto("/quyet-dinh/tien-thuong/?nam=2024")
    expect(page.locator("main")).to_contain_text("7.020.000")
    sums = set(Bonus.objects.values_list("conferral__award", "dong", "coefficient", "base_salary"))
    assert {one for one in sums if one[0] == FIGHTER} == {(FIGHTER, 7_020_000, "3", 2_340_000)}


def certify_and_verify(walk: Walk) -> None:
    """Certificates are issued and printed; one proves itself by the files of keys and list alone."""
    page = walk.page
    decision = Decision.objects.get(draft__level="ministry")
    walk.officer(f"/bang/quyet-dinh/{decision.pk}/")
    page.get_by_role("button", name="Cấp 55 bằng").click()
    page.get_by_role("button", name="Lập PDF và ghi lần in").click()
    page.get_by_role("link", name="Mở tệp bằng (PDF)").wait_for()
    assert Certificate.objects.filter(state="valid").count() == 55
    code = Certificate.objects.order_by("serial")[0].code
    assert (verdict_on(page, code), verdict_offline(walk, code, 80)) == ("genuine", "genuine")


def verdict_offline(walk: Walk, code: str, number: int) -> str:
    """What the page from a memory stick says, in a browser without a network, with the keys and the list of that day."""
    held = trust_file(by=walk.ministry.officer, at=at(number), on=day(number))
    stick = walk.stick / f"kiem-tra-{number}.html"
    stick.write_text(page_of(held), encoding="utf-8")
    context = walk.page.context.browser.new_context(offline=True)
    alone = context.new_page()
    alone.goto(stick.as_uri())
    alone.fill("#day", day(number).isoformat())
    alone.fill("#code", code)
    alone.click("button[type=submit]")
    alone.wait_for_selector("#answer:not([hidden])")
    kind = str(alone.get_attribute("#answer", "data-kind"))
    context.close()
    return kind


def verdict_on(page: Any, code: str) -> str:
    page.goto("/kiem-tra/")
    page.get_by_label("Mã trên bằng").fill(code)
    page.get_by_role("button", name="Kiểm tra mã").click()
    return str(page.locator("[data-verdict]").get_attribute("data-verdict"))


def take_one_back(walk: Walk) -> None:
    """A title is annulled: its certificate is revoked. Of the certificate of the Prime Minister the order is named that rested on it."""
    page = walk.page
    walk.on(90)
    title = Conferral.objects.filter(award=FIGHTER).order_by("pk")[0]
    revoke(walk, title, "77/QĐ-BCA")
    certificate = Certificate.objects.get(conferral=title)
    assert (certificate.state, verdict_on(page, certificate.code)) == ("revoked", "revoked")
    assert verdict_offline(walk, certificate.code, 91) == "revoked"

    holder = Conferral.objects.filter(award=ORDER).order_by("pk")[0].subject
    merit = Conferral.objects.get(award=PRIME, subject=holder)
    walk.officer(f"/so/khen-thuong/{merit.pk}/huy/")
    table = page.get_by_role("table", name="Các khen thưởng đủ điều kiện nhờ khen thưởng này")
    expect(table).to_contain_text("Huân chương Bảo vệ Tổ quốc hạng Ba")
    expect(table).to_contain_text("kể từ khi được tặng Bằng khen của Thủ tướng Chính phủ")
    assert_no_axe_violations(page)
    photograph(page, "huy-bo")
    revoke(walk, merit, "78/QĐ-TTg")
    assert Conferral.objects.get(pk=merit.pk).state == "annulled"
    assert Conferral.objects.filter(award=ORDER, subject=holder, state="decided").count() == 1


def revoke(walk: Walk, conferral: Conferral, paper: str) -> None:
    page = walk.page
    walk.officer(f"/so/khen-thuong/{conferral.pk}/huy/")
    way = page.locator('[name="cach"][value="annulled"]')
    unchosen = way.evaluate("one => getComputedStyle(one).backgroundColor")
    way.check()
    assert way.evaluate("one => getComputedStyle(one).backgroundColor") != unchosen  # no choice looks made before it is
    page.locator('[name="quyet-dinh"]').fill(paper)
    page.locator('[name="ly-do"]').fill("Kê khai không đúng")
    page.get_by_role("button", name="Ghi việc hủy bỏ, tước").click()
    expect(page.get_by_text("Khen thưởng không còn hiệu lực").first).to_be_visible()


def restore_elsewhere(states: States, folder: Path) -> None:
    """All of it goes out as tables, into an empty register, and out again byte for byte."""
    export_register(folder / "so", by=None)
    states.put_back(PRISTINE)
    taken = take_in_tables(folder / "so", by=None, at=at(100))
    export_register(folder / "lai", by=None)
    assert (taken.applied, set(taken.counts), Nomination.objects.count()) == (True, {"new"}, 60)
    assert {path.name: path.read_bytes() for path in (folder / "so").iterdir()} == {
        path.name: path.read_bytes() for path in (folder / "lai").iterdir()
    }
