"""Exemplars in a real browser: one from discovery by way of its plan to replication, the pool of the conference, suggestions and targets."""

from datetime import date

import pytest
from PIL import Image, ImageDraw

from tdkt.operations.exemplar_plans import Planned, plan
from tdkt.operations.exemplar_stories import tell
from tdkt.operations.exemplar_targets import Aim, set_targets
from tdkt.operations.papers import look_at
from tdkt.records.models import Exemplar, Office, Ranking, Unit
from tests.conftest import make_unit
from tests.operations.test_exemplar_suggestions import titled
from tests.operations.test_exemplars import doing, found, reviewed
from tests.web.browser import assert_no_axe_violations, enter, photograph, printed
from tests.web.register import NOON, enter_award, enter_decision, enter_person

pytestmark = pytest.mark.browser
WAY = "Lập nhóm Zalo an ninh của 14 thôn, trực đêm theo phiên, nhận tin báo của Nhân dân trong 15 phút; mỗi tuần tổng hợp, trả lời từng tin."


@pytest.fixture
def district(office: Office, settings, tmp_path) -> Unit:
    settings.DATA = tmp_path
    return Unit.objects.get(name="Công an huyện mẫu")


@pytest.fixture
def rooms(office: Office) -> list[Unit]:
    return [
        make_unit(name, under=office.unit)
        for name in ("Phòng Tham mưu", "Phòng Xây dựng phong trào", "Công an thị xã mẫu")
    ]


def a_photograph() -> bytes:
    import io

    picture = Image.new("RGB", (900, 600), (196, 208, 220))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 380, 900, 600), fill=(120, 140, 112))
    pen.ellipse((380, 160, 520, 300), fill=(90, 84, 80))
    pen.rectangle((340, 290, 560, 560), fill=(74, 98, 74))
    held = io.BytesIO()
    picture.save(held, "JPEG")
    return held.getvalue()


def test_an_exemplar_from_discovery_by_way_of_its_plan_to_replication(page, officer, district, rooms):
    an = enter_person("Phan Văn An", district, rank="Thiếu tá", post="Đội trưởng")
    enter_award(an, enter_decision("12/QĐ-BCA", date(2019, 8, 19)))
    enter(page, officer)
    page.goto("/phong-trao/dien-hinh/")
    assert_no_axe_violations(page)
    photograph(page, "dh-trong")

    page.keyboard.press("n")
    page.wait_for_url("**/dien-hinh/moi/")
    page.get_by_label("Tên", exact=True).fill("phan van an")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Phan Văn An").wait_for()
    assert_no_axe_violations(page)
    photograph(page, "dh-tim")
    page.get_by_role("link", name="Phan Văn An").click()
    page.get_by_label("Cách làm mới, việc làm tiêu biểu").fill(WAY)
    page.get_by_label("Về mặt công tác nào").fill("Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc")
    page.get_by_label("Nơi phát hiện").fill("Đội Xây dựng phong trào")
    page.get_by_label("Phát hiện ngày").fill("05/03/2018")
    assert_no_axe_violations(page)
    photograph(page, "dh-moi")
    page.locator("[data-main-act]").click()
    page.get_by_text("Đã ghi Phan Văn An là điển hình.").first.wait_for()

    for words, due in (("Theo dõi, giúp hoàn thiện cách làm", "30/06/2018"), ("Viết bài, chụp ảnh", "20/05/2020")):
        if page.get_by_label("Việc phải làm").is_hidden():
            page.get_by_text("Thêm bước", exact=True).click()
        page.get_by_label("Việc phải làm").fill(words)
        page.get_by_label("Người phụ trách").last.fill("Chỉ huy đội")
        page.get_by_label("Hạn", exact=True).fill(due)
        page.get_by_role("button", name="Thêm bước này").click()
        page.get_by_text("Đã thêm bước vào kế hoạch.").first.wait_for()
    page.get_by_text("Ghi xong, đổi hạn").first.click()
    page.get_by_label("Kết quả", exact=True).first.fill("14 thôn có nhóm")
    page.get_by_label("Làm xong ngày").first.fill("28/06/2018")
    page.get_by_role("button", name="Ghi đã xong").first.click()
    page.get_by_text("Đã ghi xong bước.").first.wait_for()
    assert_no_axe_violations(page)
    photograph(page, "dh-boi-duong")

    page.get_by_text("Ghi tổng kết", exact=True).first.click()
    page.get_by_label("Nội dung tổng kết").fill(
        "Hai năm nhận 412 tin báo, 9 phần 10 được trả lời trong ngày; tội phạm đêm giảm."
    )
    page.get_by_label("Ngày tổng kết").fill("02/03/2020")
    page.locator("[data-main-act]").click()
    page.get_by_text("Đã ghi tổng kết.").first.wait_for()

    page.get_by_text("Gắn khen thưởng: sổ có 1 lần").click()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Gắn các lần đã đánh dấu").click()
    page.get_by_text("Đã gắn khen thưởng.").first.wait_for()

    page.get_by_text("Thêm bài viết, ảnh, phim hoặc buổi nói chuyện").click()
    page.get_by_label("Loại", exact=True).select_option("photo")
    page.get_by_label("Tên bài, ảnh, phim").fill("Đồng chí An ở thôn Năm")
    page.get_by_label("Tệp:").set_input_files({"name": "an.jpg", "mimeType": "image/jpeg", "buffer": a_photograph()})
    page.get_by_role("button", name="Thêm vào").click()
    page.get_by_text("Đã thêm vào phần tuyên truyền.").first.wait_for()

    page.get_by_text("Ghi đơn vị học theo").click()
    page.get_by_label("Công an thị xã mẫu").check()
    page.get_by_label("Phòng Tham mưu").check()
    page.get_by_label("Từ ngày").fill("06/04/2020")
    # by key: the message that stands at the foot may lie over the button
    page.get_by_role("button", name="Ghi các đơn vị").press("Enter")
    page.get_by_text("Đã ghi đơn vị học theo.").first.wait_for()
    page.get_by_text("Ghi kết quả").first.click()
    page.get_by_label("Kết quả học theo").first.fill("Bốn xã, phường đã làm theo")
    page.get_by_role("button", name="Lưu kết quả").first.click()
    page.get_by_text("Đã ghi kết quả học theo.").first.wait_for()
    assert Exemplar.objects.get().state == "spread"
    page.reload()
    assert_no_axe_violations(page)
    photograph(page, "dh-nhan-rong")
    printed(page, "dh-nhan-rong")

    page.get_by_role("button", name="Chọn dự hội nghị").click()
    page.get_by_text("Đã chọn 1 điển hình dự hội nghị.").first.wait_for()
    assert Exemplar.objects.get().for_conference
    page.keyboard.press("Control+z")
    page.get_by_text("Đã hoàn tác.").first.wait_for()
    assert not Exemplar.objects.get().for_conference


def test_the_register_of_exemplars_is_the_pool_of_the_conference(page, officer, district, rooms):
    people = [enter_person(name, district) for name in ("Phan Văn An", "Lê Thị Bình", "Trần Mai Chi", "Ngô Văn Dũng")]
    made = [
        found(people[0], field="Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc"),
        found(people[1], field="Người tốt, việc tốt: cứu người đuối nước"),
        found(people[2], whole=True),
        found(rooms[1].subject, field="Cải cách hành chính"),
    ]
    for one in made[:3]:
        plan(one, [Planned("Theo dõi, giúp đỡ", date(2018, 9, 1))], **doing())
    for one in (made[0], made[3]):
        reviewed(one)
    tell(made[0], "photo", "Đồng chí An", file=look_at("an.jpg", a_photograph()), **doing())
    enter(page, officer)
    page.goto("/phong-trao/dien-hinh/?giai-doan=2015-2020")
    assert_no_axe_violations(page)
    photograph(page, "dh-so")
    printed(page, "dh-so")

    page.get_by_label("Chọn Phan Văn An").check()
    page.keyboard.press("Control+Enter")
    page.get_by_text("Đã chọn 1 điển hình dự hội nghị.").first.wait_for()
    page.get_by_role("link", name="Tổng kết 2").click()
    assert page.locator("tbody tr[data-row]").count() == 2


def test_the_register_puts_forward_and_the_targets_are_compared(page, officer, district, rooms):
    from tdkt.operations.ledger import writing

    for name in ("Phan Văn An", "Lê Thị Bình", "Trần Mai Chi"):
        titled(enter_person(name, district), (2016, 2017, 2018, 2019))
    titled(rooms[0].subject, (2017, 2018, 2019), award="co-thi-dua-bo-tinh")
    with writing(by=None, at=NOON, verb="test") as pen:
        pen.add_one(
            Ranking(subject=rooms[0].subject, year=2019, group="Khối Xây dựng lực lượng", group_level="unit", rank=1)
        )
    set_targets(
        2015, 2020, {district.pk: Aim(1, 2), rooms[0].pk: Aim(1, 0)}, by=None, at=NOON, document="Kế hoạch 12/KH-CAT"
    )
    enter(page, officer)
    page.goto("/phong-trao/dien-hinh/goi-y/")
    assert_no_axe_violations(page)
    photograph(page, "dh-goi-y")
    for box in page.locator("tbody input[type=checkbox]").all()[:3]:
        box.check()
    page.keyboard.press("Control+Enter")
    page.get_by_text("Đã ghi 3 trường hợp là điển hình.").first.wait_for()

    page.goto("/phong-trao/dien-hinh/chi-tieu/")
    assert_no_axe_violations(page)
    photograph(page, "dh-chi-tieu")
    printed(page, "dh-chi-tieu")
    page.keyboard.press("e")
    page.get_by_label("Số cá nhân phải phát hiện: Công an thị xã mẫu").fill("2")
    assert_no_axe_violations(page)
    photograph(page, "dh-giao-chi-tieu")
    page.keyboard.press("Enter")
    page.get_by_text("Đã giao chỉ tiêu.").first.wait_for()
    page.get_by_role("link", name="Công an thị xã mẫu").wait_for()
