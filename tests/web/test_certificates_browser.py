"""Certificates in a real browser: axe on every page at desk and phone, and the walk from a decision to a verdict."""

import pytest

from tdkt.operations.certificates import issue
from tdkt.operations.designs import make_design, set_printer
from tdkt.records.models import Certificate
from tests.operations.conferred import AT, ON, a_decision
from tests.web.browser import PHONE, PICTURES, VIEWPORT, assert_no_axe_violations, enter

pytestmark = pytest.mark.browser


def test_axe_finds_nothing_on_the_pages_of_certificates(page, officer, office):
    decision = a_decision(office)
    made = issue(decision.pk, by=officer, at=AT, on=ON).made
    design = make_design("Phôi giấy khen 2020", award="giay-khen", by=officer, at=AT)
    set_printer("Máy in phòng mẫu", right=0.5, down=-1, by=officer, at=AT)
    page.set_default_timeout(30_000)  # the first page of a run is slow on a busy machine
    enter(page, officer)
    pages = {
        "so": "/bang/",
        "quyet-dinh": f"/bang/quyet-dinh/{decision.pk}/",
        "bang": f"/bang/{made[0].pk}/",
        "mau": "/bang/mau/",
        "mot-mau": f"/bang/mau/{design.pk}/",
        "may-in": "/bang/may-in/",
        "khoa": "/bang/khoa/",
        "kiem-tra": "/kiem-tra/",
    }
    for size, viewport in (("1366", VIEWPORT), ("390", PHONE)):
        page.set_viewport_size(viewport)
        for name, address in pages.items():
            page.goto(address)
            if PICTURES:
                page.screenshot(path=PICTURES / f"{name}-{size}.png", full_page=size == "390")
            assert_no_axe_violations(page)


def test_from_a_decision_to_a_verdict(page, officer, office):
    decision = a_decision(office)
    page.set_default_timeout(30_000)  # the first page of a run is slow on a busy machine
    enter(page, officer)
    page.goto(f"/quyet-dinh/{decision.pk}/")
    page.get_by_role("link", name="Bằng khen, giấy khen", exact=True).first.click()
    page.get_by_role("button", name="Cấp 5 bằng").click()
    page.get_by_role("button", name="Lập PDF và ghi lần in").click()
    assert page.get_by_role("link", name="Mở tệp bằng (PDF)").is_visible()

    page.goto("/kiem-tra/")
    page.get_by_label("Mã trên bằng").fill(Certificate.objects.get(serial=1).code)
    page.get_by_role("button", name="Kiểm tra mã").click()
    assert page.locator("[data-verdict]").get_attribute("data-verdict") == "genuine"
    if PICTURES:
        page.screenshot(path=PICTURES / "ket-qua-1366.png")
