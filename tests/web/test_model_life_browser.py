"""The life of models in a real browser: from survey to recognition, taken up by two communes, rated, one stopped; and the sample's 1,277."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tdkt.records import model_life as queries
from tdkt.records.models import (
    Account,
    Census,
    CensusLine,
    CommunityModel,
    ModelEvent,
    ModelGroup,
    ModelPlace,
    ModelProfile,
    ModelRating,
    ModelType,
    Replication,
)
from tests.databases import States
from tests.web.browser import assert_no_axe_violations, enter, photograph, printed
from tests.web.sample import enter_sample

pytestmark = pytest.mark.browser


@pytest.fixture
def sampled(
    states: States, django_db_blocker: Any, server: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Account]:
    """The whole sample office; gives its officer."""
    with django_db_blocker.unblock():
        states.fill_once("sample", lambda: enter_sample(tmp_path_factory.mktemp("sample")))
        yield Account.objects.get(role="officer")


def step(page: Any, kind: str, day: str, **said: str) -> None:
    """Enter a step on the page of a model by its form."""
    page.keyboard.press("b")
    form = page.locator("form[action$='/viec/buoc/']")
    form.locator("[name=buoc]").select_option(kind)
    form.locator("[name=ngay]").fill(day)
    for name, words in said.items():
        form.locator(f"[name={name}]").fill(words)
    form.get_by_role("button", name="Ghi bước này").click()
    page.get_by_text("Đã ghi:").first.wait_for()


def test_a_model_from_survey_to_recognition_taken_up_rated_and_one_stopped(page, officer):
    enter(page, officer)
    page.goto("/mo-hinh/moi/")
    page.get_by_label("Loại", exact=True).fill("Tiếng loa an ninh")
    page.get_by_label("Địa bàn (thôn, xã)").fill("thôn Vĩnh Trung, xã Bình Đào")
    page.locator("[name=huyen]").fill("huyện Thăng Bình")
    assert_no_axe_violations(page)
    photograph(page, "mh-moi")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Đã ghi mô hình.").first.wait_for()
    assert_no_axe_violations(page)
    photograph(page, "mh-trang")

    step(page, "survey", "02/2016")
    step(page, "proposed", "10/03/2016")
    step(page, "approved", "01/07/2016", **{"van-ban": "88/QĐ-UBND", "co-quan": "UBND xã Bình Đào"})
    step(page, "launched", "12/07/2016")
    step(page, "recognised", "05/12/2018", **{"van-ban": "1204/QĐ-CAT"})
    model = CommunityModel.objects.get()
    assert (model.founded, model.decision_number) == ("2016-07-12", "88/QĐ-UBND")

    page.keyboard.press("r")
    form = page.locator("form[action$='/viec/xep-loai/']")
    form.locator("[name=xep-loai]").fill("Phát huy hiệu quả")
    form.locator("[name=minh-chung]").fill("Báo cáo tổng kết năm, 24 cụm loa hoạt động")
    assert_no_axe_violations(page)
    form.get_by_role("button", name="Ghi xếp loại").click()
    page.get_by_text("Đã xếp loại năm 2019").first.wait_for()
    page.keyboard.press("Control+z")
    page.get_by_text("Đã hoàn tác").first.wait_for()
    assert not ModelRating.objects.exists()
    page.keyboard.press("r")
    form.locator("[name=xep-loai]").fill("Phát huy hiệu quả")
    form.get_by_role("button", name="Ghi xếp loại").click()
    page.get_by_text("Đã xếp loại năm 2019").first.wait_for()

    page.keyboard.press("n")
    page.wait_for_url("**/nhan-rong/")
    page.get_by_label("Địa bàn 1 (thôn, xã)").fill("thôn Trà Nhiêu, xã Duy Vinh")
    page.get_by_label("Huyện 1").fill("huyện Duy Xuyên")
    page.get_by_label("Ngày ra mắt 1").fill("2017")
    page.get_by_label("Địa bàn 2 (thôn, xã)").fill("thôn 2, xã Quế Lộc")
    page.get_by_label("Huyện 2").fill("huyện Nông Sơn")
    page.get_by_label("Ngày ra mắt 2").fill("03/2018")
    assert_no_axe_violations(page)
    photograph(page, "mh-ghi-nhan-rong")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Đã ghi 2 nơi nhân rộng.").first.wait_for()
    assert_no_axe_violations(page)
    photograph(page, "mh-doi")
    printed(page, "mh-doi")

    page.get_by_role("link", name="Trình chiếu").click()
    page.wait_for_url("**/trinh-chieu/")
    page.emulate_media(media="print")
    assert [page.locator(".mh-to").nth(at).is_visible() for at in range(4)] == [True] * 4
    printed(page, "mh-chieu-it")
    page.emulate_media(media="screen")
    page.go_back()
    page.locator("svg.nhan-rong a", has_text="xã Quế Lộc").focus()
    page.keyboard.press("Enter")
    page.get_by_text("thôn 2, xã Quế Lộc").first.wait_for()
    step(page, "stopped", "04/2020", **{"noi-dung": "Hoạt động hình thức, không duy trì sinh hoạt"})
    page.get_by_text("đã dừng 04/2020").first.wait_for()
    assert_no_axe_violations(page)
    assert [(one.kind, one.model.place) for one in ModelEvent.objects.filter(kind="stopped")] == [
        ("stopped", "thôn 2, xã Quế Lộc")
    ]
    page.goto("/mo-hinh/nhan-rong/")
    assert_no_axe_violations(page)
    photograph(page, "mh-nhan-rong-it")


def test_the_sample_keeps_its_count_and_adds_up(sampled):
    census = Census.objects.get()
    lines = list(CensusLine.objects.filter(census=census).order_by("model"))
    keys = [line.model_id for line in lines]
    rated = dict(ModelRating.objects.filter(year=2019, model__in=keys).values_list("model", "rating"))

    assert (len(lines), len({line.model.type_id for line in CensusLine.objects.select_related("model")})) == (1277, 92)
    assert (ModelType.objects.count(), ModelProfile.objects.filter(model__in=keys).count()) == (92, 1277)
    assert [rated[line.model_id] for line in lines] == [line.rating for line in lines]
    assert (ModelPlace.objects.count(), ModelGroup.objects.count()) == (
        sum(line.places for line in lines),
        sum(line.groups for line in lines),
    )
    assert 300 < Replication.objects.count() < 600
    others = CommunityModel.objects.exclude(pk__in=keys)
    assert others.filter(profile__same_as=None, stopped="").count() == 0
    assert queries.counted_once(CommunityModel.objects.filter(stopped="")).count() == 1277


def test_the_sample_is_looked_at_in_the_office_and_in_a_hall(page, sampled):
    enter(page, sampled)
    page.goto("/mo-hinh/")
    assert_no_axe_violations(page)
    photograph(page, "mh-tong-quan")
    page.get_by_role("link", name="1.277").first.click()
    page.wait_for_url("**/mo-hinh/danh-sach/*")
    photograph(page, "mh-danh-sach")
    page.goto("/mo-hinh/danh-sach/?tinh=ngoai")
    assert_no_axe_violations(page)
    photograph(page, "mh-ngoai-ky")

    page.goto("/mo-hinh/nhan-rong/")
    assert_no_axe_violations(page)
    photograph(page, "mh-nhan-rong")
    printed(page, "mh-nhan-rong")
    page.locator("a.ten").first.click()
    page.wait_for_url(re.compile(r"/mo-hinh/\d+/$"))
    assert_no_axe_violations(page)
    photograph(page, "mh-mot")
    printed(page, "mh-mot")

    page.get_by_role("link", name="Trình chiếu").click()
    page.wait_for_url("**/trinh-chieu/")
    assert_no_axe_violations(page)
    photograph(page, "mh-chieu-1")
    for sheet in (2, 3, 4):
        page.keyboard.press("ArrowRight" if sheet != 3 else "PageDown")
        page.wait_for_url(re.compile(rf"/trinh-chieu/\?to={sheet}$"))
        photograph(page, f"mh-chieu-{sheet}")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(re.compile(r"/trinh-chieu/\?to=3$"))
    assert_no_axe_violations(page)
    printed(page, "mh-chieu")

    page.goto("/mo-hinh/den-han/")
    assert_no_axe_violations(page)
    photograph(page, "mh-den-han")
    page.goto("/mo-hinh/")
    page.locator(".loai-mh a.ten").first.click()
    page.wait_for_url(re.compile(r"/mo-hinh/loai/\d+/"))
    assert_no_axe_violations(page)
    photograph(page, "mh-loai")
    page.get_by_role("link", name="Trình chiếu").click()
    photograph(page, "mh-loai-chieu")
