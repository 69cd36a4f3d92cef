"""Exemplars on screen: the list with its filters and the pool of the conference, one as a story, suggestions, targets, own units only."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tdkt.operations.exemplar_plans import Planned, plan
from tdkt.operations.exemplar_stories import take_up, tell
from tdkt.operations.exemplar_targets import Aim, set_targets
from tdkt.operations.exemplars import honour, pick
from tdkt.records.models import Exemplar, ExemplarStep, ExemplarTarget, Following, Movement, Story, Unit
from tests.conftest import make_unit
from tests.operations.test_exemplar_suggestions import titled
from tests.operations.test_exemplars import WAYS, doing, found, reviewed, small_png
from tests.web.register import NOON, enter_award, enter_decision, enter_person

LIST = "/phong-trao/dien-hinh/"


@pytest.fixture
def district(office) -> Unit:
    return Unit.objects.get(name="Công an huyện mẫu")


def names(response):
    return [line.exemplar.subject.name for line in response.context["lines"]]


def whole_life(subject, office):
    """An exemplar of whom everything is recorded."""
    other = Unit.objects.filter(name="Phòng Tham mưu").first() or make_unit("Phòng Tham mưu", under=office.unit)
    one = found(subject)
    plan(one, [Planned("Theo dõi ba tháng", date(2018, 6, 5)), Planned("Viết bài", date(2020, 5, 20))], **doing())
    reviewed(one)
    honour(one, [enter_award(subject, enter_decision(f"{subject.pk}/QĐ-BCA", date(2019, 8, 19))).pk], **doing())
    tell(one, "article", "Người giữ đêm", published="Báo Quảng Nam", told_on=date(2020, 4, 1), **doing())
    take_up(one, [other.pk], since=date(2020, 4, 6), **doing())
    return one


def test_the_list_is_filtered_by_state_unit_kind_period_and_words(client_of, officer, office, district):
    room = make_unit("Phòng Tham mưu", under=office.unit)
    an, binh = enter_person("Phan Văn An", district), enter_person("Lê Thị Bình", room)
    reviewed(found(an, field="Người tốt, việc tốt: cứu người"))
    found(binh, whole=True)
    found(district.subject, first=2018, last=2023)
    client = client_of(officer)

    for query, listed in (
        ("", ["Phan Văn An", "Lê Thị Bình", "Công an huyện mẫu"]),
        ("?muc=reviewed", ["Phan Văn An"]),
        ("?loai=tap-the", ["Công an huyện mẫu"]),
        ("?dien=nguoi-tot", ["Phan Văn An"]),
        ("?dien=toan-dien", ["Lê Thị Bình"]),
        ("?giai-doan=2018-2023", ["Công an huyện mẫu"]),
        (f"?don-vi={room.pk}", ["Lê Thị Bình"]),
        ("?ten=phan+an", ["Phan Văn An"]),
        ("?hoi-nghi=co", []),
    ):
        assert sorted(names(client.get(LIST + query))) == sorted(listed), query
    assert [(code, count) for code, _, count in client.get(LIST).context["tabs"]][:4] == [
        ("", 3), ("found", 2), ("nurtured", 0), ("reviewed", 1),
    ]  # fmt: skip
    for wrong in ("muc=khac", "giai-doan=2015", "giai-doan=2015-x", "dien=khac"):
        assert client.get(f"{LIST}?{wrong}").status_code == 400


def test_a_movement_leads_to_the_exemplars_found_in_it(client_of, officer, district):
    movement = Movement.objects.create(kind="movement", name="Vì an ninh Tổ quốc", from_year=2015, to_year=2020)
    found(enter_person("Phan Văn An", district), movement=movement.pk)
    found(enter_person("Lê Thị Bình", district))
    client = client_of(officer)

    address = f"{LIST}?phong-trao={movement.pk}"
    assert address in client.get(f"/phong-trao/{movement.pk}/").content.decode()
    assert names(client.get(address)) == ["Phan Văn An"]
    assert client.get(LIST + "?phong-trao=987654").status_code == 404


def test_the_conference_picks_from_the_list_and_it_is_undone(client_of, officer, clerk, district):
    one, two = (found(enter_person(name, district)) for name in ("Phan Văn An", "Lê Thị Bình"))
    client = client_of(officer)
    refused = client.post(LIST + "chon/", {"chon": [one, two], "viec": "chon"}, follow=True)
    assert "chưa tổng kết" in refused.content.decode()
    reviewed(one)
    reviewed(two)

    told = client.post(LIST + "chon/", {"chon": [one, two], "viec": "chon", "tiep": LIST + "?hoi-nghi=co"}, follow=True)
    assert "Đã chọn 2 điển hình dự hội nghị." in told.content.decode()
    assert len(names(told)) == 2
    undo = told.content.decode().partition('class="hoan-tac"')[2].partition('action="')[2].partition('"')[0]
    client.post(undo)
    assert not Exemplar.objects.filter(for_conference=True).exists()
    assert client_of(clerk).post(LIST + "chon/", {"chon": one}).status_code == 403


def test_one_is_put_down_from_the_register(client_of, clerk, office, district):
    an = enter_person("Phan Văn An", district)
    stranger = enter_person("Phan Văn Ân", make_unit("Phòng Tham mưu", under=office.unit))
    client = client_of(clerk)
    assert [one.pk for one, _ in client.get(LIST + "moi/?ten=phan").context["found"]] == [an.pk]
    assert client.get(f"{LIST}moi/?nguoi={stranger.pk}").status_code == 404

    form = {
        "viec_lam": WAYS,
        "dien": "nguoi-tot",
        "mat": "cứu người",
        "ngay": "05/03/2018",
        "tu": "2015",
        "den": "2020",
    }
    address = f"{LIST}moi/?nguoi={an.pk}"
    wrong = client.post(address, form | {"ngay": "32/13/2018"})
    assert (wrong.status_code, WAYS in wrong.content.decode()) == (422, True)
    made = client.post(address, form)
    row = Exemplar.objects.get()
    assert made.url == f"{LIST}{row.pk}/"
    assert (row.subject, row.field, row.found_on) == (an, "Người tốt, việc tốt: cứu người", date(2018, 3, 5))
    assert "Đã có trong sổ điển hình" in client.post(address, form).content.decode()


def test_the_page_tells_the_story_from_found_to_taken_up(client_of, officer, office, district):
    one = whole_life(enter_person("Phan Văn An", district), office)
    page = client_of(officer).get(f"{LIST}{one}/")

    assert [(mark.code, mark.day) for mark in page.context["course"]] == [
        ("found", date(2018, 3, 5)),
        ("nurtured", date(2018, 6, 5)),
        ("reviewed", date(2020, 3, 2)),
        ("honoured", date(2019, 8, 19)),
        ("spread", date(2020, 4, 6)),
    ]
    assert [(moment.day, str(moment.what)) for moment in page.context["moments"]] == [
        (date(2018, 3, 5), "Phát hiện"),
        (date(2019, 8, 19), "Bằng khen của Bộ Công an"),
        (date(2020, 3, 2), "Tổng kết"),
        (date(2020, 4, 1), "Bài viết: Người giữ đêm"),
        (date(2020, 4, 6), "Phòng Tham mưu học theo"),
    ]


def test_each_act_of_the_page_is_done_and_can_be_undone(client_of, officer, district, settings, tmp_path):
    settings.DATA = tmp_path
    an = enter_person("Phan Văn An", district)
    award = enter_award(an, enter_decision("12/QĐ-BCA", date(2019, 8, 19)))
    other = make_unit("Phòng Tham mưu")
    one = found(an)
    client, act, conclude = client_of(officer), f"{LIST}{one}/viec/", f"{LIST}{one}/quyet/"

    def do(address, **form):
        answer = client.post(address, form)
        assert answer.status_code == 302, answer.content.decode()
        return client.get(answer.url).content.decode()

    do(act, viec="them-buoc", viec_lam="Theo dõi", phu_trach="Đội trưởng", han="30/06/2020")
    step = ExemplarStep.objects.get()
    do(act, viec="lui-buoc", dong=step.pk, han="30/07/2020", ly_do="Chờ sơ kết")
    do(act, viec="xong-buoc", dong=step.pk, ket_qua="Nhận 41 tin báo", ngay="20/05/2020")
    do(act, viec="gan-khen", chon=award.pk)
    do(conclude, viec="tong-ket", tong_ket="Giữ vững", ngay="20/05/2020")
    do(act, viec="them-bai", loai="photo", ten="Anh An", tep=SimpleUploadedFile("an.png", small_png()))
    do(act, viec="hoc-theo", chon=other.pk, ngay="22/05/2020")
    do(act, viec="ket-qua-hoc", dong=Following.objects.get().pk, ket_qua="Khá")
    do(act, viec="sua", viec_lam="Cách khác", dien="toan-dien", mat="")
    page = do(conclude, viec="thoi", ly_do="Nghỉ hưu")

    assert Exemplar.objects.get().state == "ended"
    undo = page.partition('class="hoan-tac"')[2].partition('action="')[2].partition('"')[0]
    assert client.post(undo).url == f"{LIST}{one}/"
    assert Exemplar.objects.get().state == "spread"
    story = Story.objects.get()
    photo, kept = (client.get(f"{LIST}{one}/{name}/{story.pk}/") for name in ("anh", "tep"))
    assert (photo["Content-Type"], kept["Content-Disposition"]) == ("image/png", 'attachment; filename="an.png"')


def test_a_refused_act_keeps_what_was_typed(client_of, officer, district):
    one = found(enter_person("Phan Văn An", district))
    client = client_of(officer)

    answer = client.post(f"{LIST}{one}/quyet/", {"viec": "tong-ket", "tong_ket": "Lời dài", "ngay": "01/01/2017"})
    said = answer.content.decode()
    assert (answer.status_code, "Lời dài" in said, "Ngày tổng kết không được trước" in said) == (422, True, True)
    assert client.post(f"{LIST}{one}/viec/", {"viec": "khac"}).status_code == 400


def test_a_clerk_sees_and_keeps_those_of_the_own_unit_only(client_of, clerk, office, district):
    own = found(enter_person("Phan Văn An", district))
    theirs = found(enter_person("Lê Thị Bình", make_unit("Phòng Tham mưu", under=office.unit)))
    client = client_of(clerk)

    assert names(client.get(LIST)) == ["Phan Văn An"]
    assert client.get(f"{LIST}{own}/").status_code == 200
    form = {"viec": "them-buoc", "viec_lam": "Theo dõi", "han": "30/06/2020"}
    assert client.get(f"{LIST}{theirs}/").status_code == 404
    assert client.post(f"{LIST}{theirs}/viec/", form).status_code == 404
    assert client.post(f"{LIST}{own}/quyet/", {"viec": "thoi", "ly_do": "A"}).status_code == 403
    assert client.post(f"{LIST}{own}/viec/", form).status_code == 302


def test_suggested_ones_are_put_down_together(client_of, clerk, district):
    an, binh = enter_person("Phan Văn An", district), enter_person("Lê Thị Bình", district)
    for person in (an, binh):
        titled(person, (2017, 2018, 2019))
    client = client_of(clerk)
    address = LIST + "goi-y/?tu=2015&den=2020"
    page = client.get(address)
    assert sorted(line.suggestion.name for line in page.context["lines"]) == ["Lê Thị Bình", "Phan Văn An"]
    assert "3 năm liền (2017-2019) đạt danh hiệu Chiến sĩ thi đua" in page.content.decode()
    assert client.get(address + "&so-nam=4").context["lines"] == []
    assert client.get(address + "&vi=dan-dau").context["lines"] == []

    told = client.post(address, {"chon": [an.pk, binh.pk]}, follow=True)
    assert "Đã ghi 2 trường hợp là điển hình." in told.content.decode()
    assert sorted(names(told)) == ["Lê Thị Bình", "Phan Văn An"]
    assert "không còn trong danh sách gợi ý" in client.post(address, {"chon": an.pk}, follow=True).content.decode()


def test_targets_are_set_and_compared_by_unit(client_of, officer, clerk, district):
    found(enter_person("Phan Văn An", district))
    address = LIST + "chi-tieu/?tu=2015&den=2020"
    client = client_of(officer)
    form = {f"tt-{district.pk}": "2", f"cn-{district.pk}": "3", "van-ban": "Kế hoạch 12/KH-CAT"}
    assert client.post(address, form | {f"cn-{district.pk}": "ba"}).status_code == 422
    assert client.post(address, form).url == address
    [one] = ExemplarTarget.objects.all()
    assert (one.collectives, one.individuals, one.document) == (2, 3, "Kế hoạch 12/KH-CAT")

    page = client.get(address)
    [line] = page.context["lines"]
    assert (line.reached.aim, line.reached.found_individuals, line.reached.short) == (Aim(2, 3), 1, 4)
    assert client.get(line.url).context["page"].total == 1
    assert client.get(address + "&sua=co").context["editing"]
    assert client_of(clerk).post(address, form).status_code == 403


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_asks_as_much_for_three_as_for_one(
    client_of, officer, office, district, django_assert_num_queries, more
):
    for name in ("Phan Văn An", "Lê Thị Bình", "Trần Mai Chi")[: 1 + more]:
        whole_life(enter_person(name, district), office)
    client = client_of(officer)
    client.get(LIST)

    with django_assert_num_queries(14):
        assert len(names(client.get(LIST))) == 1 + more


@pytest.mark.parametrize("more", [0, 2])
def test_one_asks_as_much_for_three_rows_as_for_one(
    client_of, officer, office, district, django_assert_num_queries, more
):
    one = whole_life(enter_person("Phan Văn An", district), office)
    for number in range(more):
        plan(one, [Planned(f"Bước {number}", date(2020, 6, 1))], **doing())
        tell(one, "film", f"Phim {number}", published="Đài", **doing())
        take_up(one, [make_unit(f"Phòng {number}", under=office.unit).pk], since=date(2020, 5, 1), **doing())
        award = enter_award(Exemplar.objects.get().subject, enter_decision(f"9{number}/QĐ", date(2019, 1, number + 1)))
        honour(one, [award.pk], **doing())
    client = client_of(officer)
    client.get(f"{LIST}{one}/")

    with django_assert_num_queries(15):
        assert client.get(f"{LIST}{one}/").status_code == 200


@pytest.mark.parametrize("more", [0, 2])
def test_suggestions_and_targets_ask_as_much_for_three_as_for_one(
    client_of, officer, office, district, django_assert_num_queries, more
):
    units = [district, *(make_unit(f"Phòng {number}", under=office.unit) for number in range(more))]
    for number, unit in enumerate(units):
        titled(enter_person(f"Phan Văn An {number}", unit), (2017, 2018, 2019))
        found(enter_person(f"Lê Thị Bình {number}", unit))
    set_targets(2015, 2020, {unit.pk: Aim(1, 1) for unit in units}, by=None, at=NOON)
    client = client_of(officer)
    for name, rows, questions in (("goi-y", "lines", 24), ("chi-tieu", "lines", 14)):
        client.get(f"{LIST}{name}/")
        with django_assert_num_queries(questions):
            assert len(client.get(f"{LIST}{name}/").context[rows]) == 1 + more


def test_what_is_picked_stays_picked_until_it_ends(client_of, officer, district):
    one = found(enter_person("Phan Văn An", district))
    reviewed(one)
    pick([one], picked=True, **doing())
    page = client_of(officer).get(LIST + "?hoi-nghi=co").content.decode()
    assert 'aria-label="được chọn dự hội nghị"' in page


def test_the_list_is_grouped_and_given_out_as_it_is_seen(client_of, officer, office, district):
    whole_life(enter_person("Phan Văn An", district), office)
    found(enter_person("Lê Thị Bình", district), whole=True)
    found(enter_person("Trần Mai Chi", district), first=2018, last=2023)
    client = client_of(officer)

    sheet = client.get("/danh-sach/dien-hinh/?giai-doan=2015-2020&nhom=muc")
    assert [(one.title, one.whole, [cells for _, _, cells in one.rows]) for one in sheet.context["blocks"]] == [
        ("Phát hiện", 1, [["Lê Thị Bình", "Công an huyện mẫu", "Toàn diện", "2015 – 2020", "Phát hiện", date(2018, 3, 5), 0, 0, 0, 0, 0, ""]]),
        ("Nhân rộng", 1, [["Phan Văn An", "Công an huyện mẫu", "Xây dựng phong trào", "2015 – 2020", "Nhân rộng", date(2018, 3, 5), 0, 2, 1, 1, 1, ""]]),
    ]  # fmt: skip
    told = client.get("/danh-sach/dien-hinh/tep/csv/?giai-doan=2015-2020").content.decode("utf-8-sig")
    assert len(told.strip().splitlines()) == 3
