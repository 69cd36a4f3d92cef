"""Directions on screen: given, listed by what they wait for, reported on by the own unit, held done, carried on, undone."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tdkt.records.models import Direction, DirectionReport, DirectionUnit, Unit
from tests.conftest import make_unit
from tests.operations.test_directions import ASKED, changed, done, give, given_to, report
from tests.operations.test_papers import pdf

HERE = "/phong-trao/chi-dao/"


@pytest.fixture
def district(office: Any) -> Unit:
    return Unit.objects.get(name="Công an huyện mẫu")


@pytest.fixture
def other(office: Any) -> Unit:
    return make_unit("Công an thị xã mẫu", under=office.unit)


def form(*units: Unit, **said: str) -> dict[str, Any]:
    return {
        "noi-dung": "Rà soát, củng cố các mô hình",
        "nguoi": "Giám đốc Công an tỉnh",
        "dip": "Hội nghị sơ kết",
        "ngay": "15/01/2020",
        "han": "20/05/2020",
        "don-vi": [unit.pk for unit in units],
    } | said


def test_the_office_gives_a_direction_and_takes_it_back(client_of, officer, district, other):
    client = client_of(officer)
    page = client.get(f"{HERE}moi/")
    assert [branch.unit.name for branch, _, _ in page.context["units"]][1:] == [district.name, other.name]

    sent = client.post(f"{HERE}moi/", form(district, other, **{f"han-{other.pk}": "10/05/2020"}), follow=True)

    [direction] = Direction.objects.all()
    days = {one.unit_id: one.due_on for one in direction.given_to.all()}
    assert days == {district.pk: None, other.pk: date(2020, 5, 10)}
    assert "Đã giao chỉ đạo." in sent.content.decode()
    gone = client.post(f"{HERE}{direction.pk}/viec/rut/", follow=True)
    assert "Đã rút chỉ đạo." in gone.content.decode()
    assert not Direction.objects.exists()


def test_a_form_that_is_refused_keeps_what_was_typed(client_of, officer, district):
    page = client_of(officer).post(
        f"{HERE}moi/", form(district, han="32/05/2020", **{f"han-{district.pk}": "1/5/2020"})
    )

    assert page.status_code == 422
    assert "“32/05/2020” không phải ngày" in page.content.decode()
    assert (page.context["v"]["dip"], page.context["units"][1][1:]) == ("Hội nghị sơ kết", (True, "1/5/2020"))
    assert not Direction.objects.exists()


def test_a_clerk_reports_with_a_paper_and_sees_the_own_unit_only(client_of, clerk, district, other):
    direction = give(district, other)
    report(given_to(direction, other), words="Của đơn vị khác")
    own = given_to(direction, district)
    client = client_of(clerk)
    address = f"{HERE}{direction.pk}/bao-cao/{own.pk}/"
    assert client.get(address).status_code == 200

    wrong = client.post(address, {"noi-dung": "Đã xong", "ngay": "25/05/2020", "ty-le": "chín mươi"})
    assert wrong.status_code == 422
    content = pdf(1)
    paper = SimpleUploadedFile("bao cao.pdf", content)
    sent = client.post(
        address, {"noi-dung": "Đã xong", "ngay": "25/05/2020", "ty-le": "90%", "tep": paper}, follow=True
    )

    told = sent.content.decode()
    assert "Đã ghi báo cáo." in told
    assert "Của đơn vị khác" not in told
    assert [line.name for line in sent.context["lines"]] == [district.name]
    [made] = DirectionReport.objects.filter(given=own)
    assert (made.percent, made.file_name) == (90, "bao cao.pdf")
    file = client.get(f"{HERE}bao-cao/{made.pk}/tep/")
    assert (file.content, file["Content-Disposition"]) == (content, 'attachment; filename="bao cao.pdf"')
    assert client.get(f"{HERE}{direction.pk}/bao-cao/{given_to(direction, other).pk}/").status_code == 404
    assert client.post(f"{HERE}bao-cao/{made.pk}/rut/").status_code == 302
    assert not DirectionReport.objects.filter(given=own).exists()


def test_the_office_holds_units_done_and_not_done(client_of, officer, district):
    direction = give(district)
    given = given_to(direction, district)
    client = client_of(officer)
    act = f"{HERE}{direction.pk}/viec/hoan-thanh/"
    assert client.post(act, {"don-vi": given.pk}).status_code == 409
    report(given)

    told = client.post(act, {"don-vi": given.pk}, follow=True).content.decode()
    assert "Đã ghi 1 đơn vị hoàn thành." in told
    assert f"{HERE}{direction.pk}/viec/chua-hoan-thanh/?don-vi={given.pk}" in told
    direction.refresh_from_db()
    assert direction.state == "done"

    client.post(f"{HERE}{direction.pk}/viec/chua-hoan-thanh/?don-vi={given.pk}")
    direction.refresh_from_db()
    assert direction.state == "open"
    assert client.post(act, {"don-vi": 987654}).status_code == 404


def test_a_direction_is_dropped_with_a_reason_and_opened_again(client_of, officer, district):
    direction = give(district)
    client = client_of(officer)
    assert client.post(f"{HERE}{direction.pk}/viec/bo/", {"ly-do": ""}).status_code == 409

    told = client.post(f"{HERE}{direction.pk}/viec/bo/", {"ly-do": "Đã giao nơi khác"}, follow=True).content.decode()
    assert "Đã bỏ chỉ đạo." in told
    assert "Đã giao nơi khác" in told
    client.post(f"{HERE}{direction.pk}/viec/mo-lai/")
    direction.refresh_from_db()
    assert direction.state == "open"
    assert client.post(f"{HERE}{direction.pk}/viec/khong-co/").status_code == 404


def test_a_direction_goes_on_in_the_next_year_with_its_chain(client_of, officer, clerk, district, other):
    old = give(district, other, asked=changed(ASKED, said_on=date(2019, 1, 10), due_on=None))
    report(given_to(old, other))
    done(given_to(old, other))
    client = client_of(officer)
    page = client.get(f"{HERE}{old.pk}/chuyen/")
    assert [branch.unit for branch, ticked, _ in page.context["units"] if ticked] == [district]

    client.post(f"{HERE}{old.pk}/chuyen/", form(other))

    new = Direction.objects.get(carried_from=old)
    shown = client.get(f"{HERE}{new.pk}/").context["chain"]
    assert [(one.pk, state.word, sees) for one, state, sees in shown] == [
        (old.pk, "Chuyển năm sau", True),
        (new.pk, "Đang thực hiện", True),
    ]
    seen = client_of(clerk).get(f"{HERE}{old.pk}/").context["chain"]
    assert [sees for *_, sees in seen] == [True, False]


def test_the_list_tells_apart_by_state_leader_year_and_what_is_waited_for(client_of, officer, clerk, district, other):
    late = give(district, other)
    asked = changed(ASKED, leader="Bộ trưởng Bộ Công an", said_on=date(2019, 3, 1), due_on=None)
    old = give(other, asked=asked)
    ended = give(district, asked=changed(ASKED, words="Đã xong", due_on=None))
    report(given_to(ended, district))
    done(given_to(ended, district))
    report(given_to(late, other), percent=100)
    client = client_of(officer)

    def listed(query: str, as_: Any = client) -> list[int]:
        return [line.direction.pk for line in as_.get(HERE + query).context["lines"]]

    assert sorted(listed("")) == sorted([late.pk, old.pk, ended.pk])
    assert listed("?buoc=dang-lam") == [late.pk, old.pk]
    assert listed("?buoc=xong") == [ended.pk]
    assert listed("?cho=qua-han") == [late.pk]
    assert listed("?cho=cho-ghi") == [late.pk]
    assert sorted(listed("?cho=chua-bao-cao")) == sorted([late.pk, old.pk])
    assert listed(f"?cho=chua-bao-cao&don-vi={other.pk}") == [old.pk]
    assert listed("?nam=2019") == [old.pk]
    assert listed("?nguoi=B%E1%BB%99+tr%C6%B0%E1%BB%9Fng+B%E1%BB%99+C%C3%B4ng+an") == [old.pk]
    assert client.get(f"{HERE}?nguoi=Ai+kh%C3%A1c").status_code == 400
    assert client.get(f"{HERE}?nam=&nguoi=").status_code == 302
    assert sorted(listed("", client_of(clerk))) == sorted([late.pk, ended.pk])
    assert client_of(clerk).get(f"{HERE}{old.pk}/").status_code == 404
    silent = client.get(HERE).context["silent"]
    assert [(one.unit, one.count, one.late) for one in silent] == [(district.pk, 1, 1), (other.pk, 1, 0)]


def test_an_empty_list_says_what_to_do(client_of, officer, clerk):
    assert "Chưa có chỉ đạo nào" in client_of(clerk).get(HERE).content.decode()
    assert f'href="{HERE}moi/"' in client_of(officer).get(HERE).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_much_for_three_as_for_one(
    client_of, officer, district, other, django_assert_num_queries, number
):
    for at in range(number):
        give(district, other, asked=changed(ASKED, words=f"Ý kiến {at}"))
    client = client_of(officer)
    client.get(HERE)

    with django_assert_num_queries(14):
        assert len(client.get(HERE).context["lines"]) == number


@pytest.mark.parametrize("number", [1, 3])
def test_one_direction_asks_as_much_for_three_units_as_for_one(
    client_of, officer, office, district, django_assert_num_queries, number
):
    units = [district, *(make_unit(f"Công an huyện {at}", under=office.unit) for at in range(number - 1))]
    direction = give(*units)
    for unit in units:
        report(given_to(direction, unit))
        report(given_to(direction, unit), percent=50)
    client = client_of(officer)
    client.get(f"{HERE}{direction.pk}/")

    with django_assert_num_queries(12):
        assert len(client.get(f"{HERE}{direction.pk}/").context["lines"]) == number


def test_what_waits_is_told_on_the_home_page(client_of, clerk, officer, district):
    direction = give(district)
    told = client_of(clerk).get("/ban-viec/").content.decode()
    assert "Chỉ đạo cần 1 đơn vị báo cáo" in told
    assert f'href="{HERE}{direction.pk}/"' in told

    report(DirectionUnit.objects.get(direction=direction), percent=100)
    assert "Chỉ đạo có 1 đơn vị báo cáo đã xong" in client_of(officer).get("/ban-viec/").content.decode()
