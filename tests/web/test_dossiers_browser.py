"""A dossier in a real browser: two people write at once and nothing is lost, a session ends and nothing is lost, and axe finds nothing."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from tdkt.operations.dossiers import kept_text, save_text
from tdkt.operations.law import office_law
from tdkt.operations.papers import add_paper, look_at
from tdkt.records.models import Account, Initiative, Nomination, Office, Person, Step, Unit
from tests.operations.proposals import make_nomination, make_round
from tests.operations.test_dossiers import returned
from tests.operations.test_papers import pdf
from tests.web.browser import VIEWPORT, Faults, assert_no_axe_violations, enter, photograph, watch
from tests.web.register import enter_award, enter_decision, enter_person, enter_ratings

pytestmark = pytest.mark.browser

NOON = datetime(2025, 1, 6, 5, tzinfo=UTC)
ACHIEVEMENTS = "textarea[data-field=thanh-tich]"
SAVED = "#luu:has-text('Đã lưu')"


@pytest.fixture
def dossier(office: Office) -> Nomination:
    office_law()  # read once a process, as the screens are: not while the first page is waited for
    reverse("home")
    district = Unit.objects.get(name="Công an huyện mẫu")
    person = enter_person("Võ Thị Minh Mẫu", district, born="1984-11-09", rank="Thiếu tá", post="Phó Đội trưởng")
    Person.objects.filter(subject=person).update(sex="f", home="xã Điện Quang, thị xã Điện Bàn, tỉnh Quảng Nam")
    enter_ratings(person, range(2020, 2025), rating="hoan-thanh-xuat-sac", title="chien-si-thi-dua-co-so")
    enter_award(person, enter_decision("812/QĐ-BCA", date(2021, 3, 6)))
    for year in (2023, 2024):
        Initiative.objects.create(subject=person, year=year, name=f"Sáng kiến {year}", folded=str(year))
    row = make_nomination(make_round(office, name="Đợt xét năm 2024"), person, proposer=district, verdict="eligible")
    reason = {"why": "met", "words": "Hai lần liền là chiến sĩ thi đua cơ sở", "cite": "06-2022-qh15/art-22"}
    Nomination.objects.filter(pk=row.pk).update(reasons=[reason], judged_on=date(2024, 12, 31))
    return row


@pytest.fixture
def other_page(page: Any, browser: Any, server: Any, faults: Faults) -> Iterator[Any]:
    """A second browser of its own."""
    context = browser.new_context(base_url=server.url, viewport=VIEWPORT, locale="vi-VN")
    context.set_default_timeout(8000)
    other = context.new_page()
    watch(other, faults, server.url)
    yield other
    context.close()


def test_what_is_typed_is_saved_within_a_second_and_two_who_write_one_part_both_keep_their_words(
    page: Any, other_page: Any, clerk: Account, officer: Account, dossier: Nomination
) -> None:
    enter(page, clerk)
    enter(other_page, officer)
    address = f"/xet/ho-so/{dossier.pk}/"
    page.goto(address)
    other_page.goto(address)

    page.locator(ACHIEVEMENTS).fill("Phá 12 vụ án, năm 2024 có 5 sáng kiến.")
    page.locator(SAVED).wait_for(timeout=1500)
    page.locator("#khang-dinh", has_text="sáng kiến").wait_for()
    assert kept_text(dossier.pk).text == {"thanh-tich": "Phá 12 vụ án, năm 2024 có 5 sáng kiến."}

    other_page.locator(ACHIEVEMENTS).fill("Phá 14 vụ án ma túy.")
    other_page.locator(".hs-hai", has_text="Hai người cùng sửa phần này.").wait_for()
    other_page.keyboard.type(" Thêm một câu.")
    other_page.locator(SAVED).wait_for()
    other_page.wait_for_timeout(1200)
    assert kept_text(dossier.pk).text == {
        "thanh-tich": "Phá 12 vụ án, năm 2024 có 5 sáng kiến.",
        "thanh-tich@officer": "Phá 14 vụ án ma túy. Thêm một câu.",
    }
    assert other_page.locator(ACHIEVEMENTS).input_value() == "Phá 12 vụ án, năm 2024 có 5 sáng kiến."
    assert_no_axe_violations(other_page)
    photograph(other_page, "ho-so-hai-nguoi")

    page.locator("#nguoi-khac", has_text="Trần Thị Mẫu").wait_for()
    other_page.locator("button", has_text="Nối hai bản").click()
    other_page.wait_for_url("**/#bao-cao")
    joined = "Phá 12 vụ án, năm 2024 có 5 sáng kiến.\n\nPhá 14 vụ án ma túy. Thêm một câu."
    assert kept_text(dossier.pk).text == {"thanh-tich": joined}
    expect(page.locator(ACHIEVEMENTS)).to_have_value(joined)


def test_words_typed_after_the_session_ended_are_kept_and_saved_after_signing_in_in_place(
    page: Any, clerk: Account, dossier: Nomination, faults: Faults
) -> None:
    clerk.set_password("mat-khau-rat-dai")
    clerk.save()
    enter(page, clerk)
    page.goto(f"/xet/ho-so/{dossier.pk}/")
    Session.objects.all().delete()

    page.locator(ACHIEVEMENTS).fill("Gõ sau khi phiên đã hết.")
    page.locator("#vao-lai").wait_for()
    assert_no_axe_violations(page)
    photograph(page, "ho-so-dang-nhap-lai")
    assert kept_text(dossier.pk).text == {}

    faults.expect(422)
    page.locator("#vl-mk").fill("sai")
    page.keyboard.press("Enter")
    page.locator("text=Sai tài khoản hoặc mật khẩu").wait_for()
    page.locator("#vl-mk").fill("mat-khau-rat-dai")
    page.keyboard.press("Enter")
    page.locator(SAVED).wait_for()
    assert kept_text(dossier.pk).text == {"thanh-tich": "Gõ sau khi phiên đã hết."}


def test_words_survive_without_a_network_and_a_closed_page(
    page: Any, clerk: Account, dossier: Nomination, faults: Faults
) -> None:
    enter(page, clerk)
    address = f"/xet/ho-so/{dossier.pk}/"
    page.goto(address)
    page.route("**/van-ban/**", lambda route: route.abort())
    page.locator(ACHIEVEMENTS).fill("Gõ khi mất mạng.")
    page.locator("#luu:has-text('mất kết nối từ')").wait_for()
    faults.seen.clear()  # the network was cut on purpose

    page.unroute("**/van-ban/**")
    page.on("dialog", lambda asked: asked.accept())
    save_text(dossier.pk, {"tom-tat": "Của người khác"}, 0, by=None, at=NOON)
    page.goto("about:blank")
    page.goto(address)
    page.locator(SAVED).wait_for()
    page.wait_for_timeout(1200)
    assert kept_text(dossier.pk).text == {"thanh-tich": "Gõ khi mất mạng.", "tom-tat": "Của người khác"}
    faults.seen.clear()


def test_a_returned_dossier_is_mended_by_the_points_and_a_paper_opens_beside_it(
    page: Any, clerk: Account, inspector: Account, dossier: Nomination
) -> None:
    words = "Năm 2023 và 2024 có 3 sáng kiến được công nhận. Theo Quyết định 812/QĐ-BCA, được tặng 02 Bằng khen."
    save_text(dossier.pk, {"thanh-tich": words, "tom-tat": "Hoàn thành tốt."}, 0, by=clerk, at=NOON)
    paper = look_at("chung-nhan.pdf", pdf(2))
    add_paper(dossier.pk, "chung-nhan-sang-kien", paper, by=clerk, at=NOON, on=NOON.date())
    Step.objects.create(
        nomination=dossier, name="submit", before="drafting", after="submitted", on_date=NOON.date(), by_name=clerk.name
    )
    returned(dossier, "thanh-tich", "chung-nhan-sang-kien")
    enter(page, clerk)
    page.goto(f"/xet/ho-so/{dossier.pk}/")
    assert page.locator("textarea[data-field]").count() == 1
    assert_no_axe_violations(page)
    photograph(page, "ho-so-tra-lai")

    page.locator("input[name=tra-loi]").first.fill("Đã ghi số quyết định")
    page.locator("button", has_text="Trả lời").first.click()
    page.locator("text=Trả lời: Đã ghi số quyết định").wait_for()
    page.locator("a.hs-tep", has_text="chung-nhan.pdf").click()
    page.locator("#drawer img.hs-trang").first.wait_for()
    width = page.locator("#drawer img.hs-trang").first.evaluate("one => one.decode().then(() => one.naturalWidth)")
    assert width == 898
    assert_no_axe_violations(page)
    photograph(page, "ho-so-giay-to")

    page.goto("about:blank")  # the page of the clerk asks every few seconds, and would be refused as the inspector
    page.context.clear_cookies()
    enter(page, inspector)
    page.goto(f"/xet/ho-so/{dossier.pk}/")
    page.locator("mark.lech", has_text="3 sáng kiến").wait_for()
    assert_no_axe_violations(page)
    photograph(page, "ho-so-doc")
    page.emulate_media(media="print")
    photograph(page, "ho-so-in")
