"""A movement in the browser, from its launch by way of two units with their targets to its interim and final review."""

import pytest
from django.urls import reverse

from tdkt.records.models import Movement, Response, Target
from tests.conftest import make_unit
from tests.web.browser import assert_no_axe_violations, enter, photograph

pytestmark = pytest.mark.browser


def test_a_movement_goes_from_launch_to_final_review(page, faults, officer, office):
    make_unit("Phòng Tham mưu", under=office.unit)
    enter(page, officer)
    page.goto("/phong-trao/")
    page.keyboard.press("n")
    page.wait_for_url("**/phong-trao/phat-dong/")
    page.fill("[name=ten]", "Ba nhất: kỷ luật nhất, trung thành nhất, gương mẫu nhất")
    page.select_option("[name=cach]", "peak")
    page.fill("[name=tu]", "02/01/2020")
    page.fill("[name=den]", "25/05/2020")
    page.fill("[name=van-ban]", "Kế hoạch số 01/KH-CAT-PX03")
    page.fill("[name=khau-hieu]", "Kỷ cương, trách nhiệm, hiệu quả")
    page.fill("[name=tieu-chi]", "Chấp hành nghiêm điều lệnh\nHoàn thành chỉ tiêu điều tra, khám phá án")
    assert_no_axe_violations(page)
    photograph(page, "phat-dong")
    page.keyboard.press("Control+Enter")

    page.get_by_text("Đã ghi việc phát động.").wait_for()
    movement = Movement.objects.get()
    page.get_by_label("Công an huyện mẫu").check()
    page.get_by_label("Phòng Tham mưu").check()
    page.locator("#huong-ung [name=ngay]").fill("15/01/2020")
    page.locator("#huong-ung [name=van-ban]").fill("Bản giao ước")
    page.locator("[name=chi-tieu]").fill("Tỷ lệ điều tra, khám phá án; 80; %\nSố vụ tai nạn giao thông; 12; vụ; giảm")
    assert_no_axe_violations(page)
    photograph(page, "phong-trao-moi")
    page.keyboard.press("Control+Enter")

    page.get_by_text("Đã ghi 2 đơn vị hưởng ứng.").wait_for()
    assert (Response.objects.count(), Target.objects.count()) == (2, 4)
    page.locator(".so-huongung a.ten", has_text="Công an huyện mẫu").click()
    page.locator("#drawer").get_by_text("Mở để ghi kết quả").wait_for()
    assert_no_axe_violations(page)
    page.locator("#drawer").get_by_text("Mở để ghi kết quả").click()
    done = page.locator(".o-kq")
    done.nth(0).fill("86,5")
    done.nth(1).fill("10")
    done.nth(1).press("Enter")
    page.get_by_text("Đã ghi kết quả.").wait_for()
    assert page.locator(".so-chitieu .ket.dat").count() == 2
    assert_no_axe_violations(page)
    photograph(page, "chi-tieu")

    page.goto(reverse("movement", args=[movement.pk]))
    for kind, day, told in (("interim", "10/03/2020", "Đã ghi sơ kết."), ("final", "25/05/2020", "Đã ghi tổng kết.")):
        page.keyboard.press("t")
        form = page.locator("form[action$='danh-gia/']")
        form.locator("[name=loai]").select_option(kind)
        form.locator("[name=ngay]").fill(day)
        form.locator("[name=van-ban]").fill("Báo cáo số 15/BC-CAT")
        form.locator("[name=ket-qua]").fill("Các đơn vị hoàn thành chỉ tiêu đã đăng ký.")
        form.get_by_role("button", name="Ghi hội nghị").click()
        page.get_by_text(told).wait_for()
    assert page.locator("h1 .the").inner_text() == "Đã tổng kết"
    assert page.locator(".moc li").count() == 5
    assert page.locator("form[action$='danh-gia/'], form[action$='huong-ung/']").count() == 0
    assert_no_axe_violations(page)
    photograph(page, "phong-trao")

    page.keyboard.press("Control+z")
    page.get_by_text("Đã hoàn tác.").wait_for()
    assert page.locator("h1 .the").inner_text() == "Đang thực hiện"
    page.goto("/phong-trao/")
    assert_no_axe_violations(page)
    photograph(page, "cac-phong-trao")
