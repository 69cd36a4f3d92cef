"""A year of the safe-area standard for one commune in a real browser: its bodies entered, registered, found, decided; the commune not met by
one body, that mended, the commune met; its periods and shares; and the same under the older circular."""

from datetime import date

import pytest

from tdkt.operations.law import office_law
from tdkt.records.models import Office, SafeBody, SafeYear
from tdkt.records.safe_areas import said_of
from tests.operations.safe import commune, find, parts, register, settle
from tests.web.browser import assert_no_axe_violations, enter, photograph, printed

pytestmark = pytest.mark.browser
AREAS = "\n".join(
    f"Thôn {name}" for name in ("Phú Phong", "Phú Mỹ", "Tịch Tây", "Đại Hưng", "Hòa An", "Hòa Bình", "Long Phụng")
)


@pytest.fixture
def in_2024(office: Office) -> Office:
    """The office stands in December 2024; the law is read before the first page is asked for."""
    office_law()
    Office.objects.filter(pk=1).update(working_date=date(2024, 12, 2))
    office.refresh_from_db()
    return office


def row_of(name: str, year: int = 2024) -> SafeYear:
    body = SafeBody.objects.get(name=name)
    return said_of([body.pk], year)[body.pk]


def choose_all(page, name: str) -> None:
    """Every finding of the table of one body."""
    for field in page.locator(f'select[aria-label^="{name}: Tiêu chí"]').all():
        field.select_option("co")


def test_a_year_of_a_commune_from_registering_to_met(page, faults, officer, in_2024):
    faults.expect(422)
    enter(page, officer)
    page.goto("/mo-hinh/an-toan/?nam=2024")
    assert_no_axe_violations(page)
    photograph(page, "an-toan-trong")
    page.get_by_role("link", name="Thêm xã", exact=True).click()
    page.get_by_label("Mỗi dòng một tên").fill("Xã Đại Hiệp")
    assert_no_axe_violations(page)
    page.keyboard.press("Control+Enter")
    page.get_by_text("Đã thêm 1 nơi.").first.wait_for()
    page.goto("/mo-hinh/an-toan/?nam=2024")
    page.get_by_role("link", name="Xã Đại Hiệp").click()
    page.get_by_text("Xã này chưa có nơi nào").wait_for()
    assert_no_axe_violations(page)

    # --- its bodies, as a list pasted out of a sheet ---
    page.get_by_role("link", name="Thêm nơi", exact=True).last.click()
    rest = "\nTrạm Y tế xã\tcơ quan\nCông ty TNHH Gạch Đại Hiệp\tdoanh nghiệp\nTrường THCS Lê Lợi\tnhà trường"
    page.get_by_label("Mỗi dòng một tên").fill(AREAS + rest)
    photograph(page, "an-toan-them")
    page.locator("[data-main-act]").click()
    page.get_by_text("Đã thêm 10 nơi.").first.wait_for()

    # --- registered: all but one in time, that one late ---
    page.goto(page.url.partition("?")[0] + "?nam=2024")
    page.get_by_label("Thôn Long Phụng: ngày đăng ký").fill("06/05/2024")
    page.locator('[name="pham-vi"]').select_option("tat-ca")
    page.locator('[name="ngay-dang-ky"]').fill("20/02/2024")
    page.get_by_role("button", name="Ghi đăng ký").click()
    page.get_by_text("Đã ghi 1 dòng. Đã đăng ký 9 trường hợp.").first.wait_for()
    assert page.locator("table.bang-noi").first.get_by_text("quá hạn").count() == 1
    assert page.get_by_text("01/11/2023 – 31/10/2024").count() == 1
    assert page.get_by_text("16/11/2023 – 15/11/2024").count() == 4

    # --- found: three areas fail at criterion 4, one is open ---
    for body in SafeBody.objects.exclude(kind="commune"):
        choose_all(page, body.name)
    for name in ("Phú Phong", "Phú Mỹ", "Tịch Tây"):
        page.get_by_label(f"Thôn {name}: Tiêu chí 4").select_option("khong")
    page.get_by_label("Thôn Đại Hưng: Tiêu chí 5").select_option("")
    assert_no_axe_violations(page)
    photograph(page, "an-toan-bang")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Đã ghi 10 dòng.").first.wait_for()

    # --- decided: those that are ripe; the open one stays undecided until it is found ---
    decide_all(page, "met", 6)
    decide_all(page, "not-met", 3)
    assert row_of("Thôn Đại Hưng").result == ""
    page.get_by_label("Thôn Đại Hưng: Tiêu chí 5").select_option("khong")
    decide_all(page, "not-met", 1)

    # --- the commune: not met by one body ---
    choose_all(page, "Xã Đại Hiệp")
    page.locator('input[name^="ngay-"]').first.fill("15/02/2024")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Đã ghi 1 dòng.", exact=True).first.wait_for()
    page.get_by_text("cần 7 (từ 70% trở lên)").wait_for()
    page.get_by_text("thiếu 1").wait_for()
    decide_commune(page)
    page.get_by_text("Xã Đại Hiệp: tiêu chí 4 không đạt. Trong xã: 6 nơi đạt, cần 7 trên 10").wait_for()
    assert_no_axe_violations(page)
    photograph(page, "an-toan-thieu-mot")

    # --- that body is mended with a reason ---
    page.get_by_role("link", name="Thôn Tịch Tây").click()
    page.get_by_label("Thôn Tịch Tây: Tiêu chí 4").select_option("co")
    page.locator('[name="ket-qua"]').select_option("met")
    page.locator('form ~ * [name="ly-do"], [name="ly-do"]').first.fill("Công an xã xác nhận lại số vụ")
    assert_no_axe_violations(page)
    photograph(page, "an-toan-mot-noi")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Đã đính chính.").first.wait_for()
    page.get_by_role("link", name="Xã Đại Hiệp").click()
    decide_commune(page)
    page.get_by_text("Đã ghi kết quả 1 nơi.").first.wait_for()
    assert row_of("Xã Đại Hiệp").result == "met"
    assert_no_axe_violations(page)
    photograph(page, "an-toan-dat")
    printed(page, "an-toan-dat")

    page.keyboard.press("Control+z")
    page.get_by_text("Đã hoàn tác.").first.wait_for()
    assert row_of("Xã Đại Hiệp").result == ""


def decide_all(page, result: str, many: int) -> None:
    """One decision for all within whose findings come to it; the table is written along."""
    page.locator('[name="pham-vi"]').select_option("tat-ca")
    page.locator('[name="ket-qua"]').select_option(result)
    page.locator('[name="ngay-quyet-dinh"]').fill("08/11/2024")
    page.locator('[name="so-quyet-dinh"]').fill("15/QĐ-UBND")
    page.locator('[name="co-quan"]').fill("UBND xã Đại Hiệp")
    page.get_by_role("button", name="Ghi kết quả", exact=True).click()
    page.get_by_text(f"Đã ghi kết quả {many} nơi.").first.wait_for()


def decide_commune(page) -> None:
    page.locator('[name="pham-vi"]').select_option("chon")
    page.get_by_label("chọn xã cho các việc bên dưới").check()
    page.locator('[name="ket-qua"]').select_option("met")
    page.locator('[name="ngay-quyet-dinh"]').fill("18/11/2024")
    page.locator('[name="so-quyet-dinh"]').fill("2100/QĐ-UBND")
    page.locator('[name="co-quan"]').fill("UBND huyện Đại Lộc")
    page.get_by_role("button", name="Ghi kết quả", exact=True).click()


def test_the_communes_of_a_year_and_who_is_missing(page, officer, in_2024):
    first, second, third = (commune(name) for name in ("Xã Đại Hiệp", "Xã Đại Hòa", "Thị trấn Ái Nghĩa"))
    bodies = parts(first, areas=20, agencies=2, firms=1, schools=2)
    settle(bodies[:16])
    settle(bodies[16:], False)
    settle(parts(second, areas=5, agencies=1))
    settle([second])
    register(parts(third, areas=8, schools=1)[:6])
    register([first, third])
    find([first])
    enter(page, officer)

    page.goto("/mo-hinh/an-toan/")
    assert_no_axe_violations(page)
    photograph(page, "an-toan-cac-xa")
    printed(page, "an-toan-cac-xa")
    page.get_by_role("link", name="Thiếu tỷ lệ 1").click()
    page.wait_for_url("**ket=lacking**")
    assert page.locator("table.bang-xa tbody tr").count() == 1
    page.goto("/mo-hinh/an-toan/")
    page.get_by_role("link", name="Nơi còn thiếu").click()
    page.get_by_role("heading", name="Nơi còn thiếu năm 2024").wait_for()
    assert page.locator("tbody tr").count() == 3
    assert_no_axe_violations(page)
    photograph(page, "an-toan-con-thieu")
    printed(page, "an-toan-con-thieu")


def test_a_year_under_the_older_circular_and_one_before_any(page, officer, in_2024):
    place = commune()
    settle(parts(place, areas=4), year=2016)
    settle([place], year=2016)
    enter(page, officer)

    page.goto(f"/mo-hinh/an-toan/xa/{place.pk}/?nam=2016")
    assert page.get_by_text("(chưa đọc được văn bản: ghi một kết luận chung)").count() == 1
    assert_no_axe_violations(page)
    photograph(page, "an-toan-2016")
    page.goto("/mo-hinh/an-toan/?nam=2011")
    assert page.get_by_text("Chưa biết văn bản nào áp dụng cho năm này").count() == 4
    assert_no_axe_violations(page)
    photograph(page, "an-toan-2011")
