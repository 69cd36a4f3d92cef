"""The yearly statistics on screen: which form of which year, numbers that open to their rows, files, who has not reported, bodies and officials."""

from datetime import date

import pytest

from tdkt.operations.ledger import writing
from tdkt.records.models import (
    Direction,
    DirectionReport,
    DirectionUnit,
    EmulationBody,
    GradeSet,
    Official,
    PeriodGrade,
    Response,
    Target,
    Unit,
)
from tests.conftest import make_unit
from tests.operations.test_statistics import enter_launch
from tests.web.register import NOON, enter_award, enter_decision, enter_person


def enter_three_awards(office) -> list[int]:
    district = Unit.objects.get(name="Công an huyện mẫu")
    decision = enter_decision("01/QĐ-BCA", date(2019, 5, 1))
    names = ("Phan Văn An", "Lê Thị Bình", "Trần Mai Chi")
    return [enter_award(enter_person(name, district), decision, ground="cong-trang").pk for name in names]


def test_the_last_year_that_is_over_is_shown_on_its_own_form(client_of, officer):
    enter_launch("Thi đua mẫu", date(2019, 3, 1), level="ministry", ends_on=date(2020, 2, 29))
    page = client_of(officer).get("/bao-cao/thong-ke/")

    shown = page.context["shown"]
    assert (page.context["year"], page.context["form"].number, shown.unit) == (2019, "0701", "phong trào")
    assert [head.words for head in shown.heads] == ["Tổng số", "Bộ, tỉnh"]
    assert shown.empty == ["Trung ương"]
    assert [(line.words, [cell.number for cell in line.cells]) for line in shown.lines][:3] == [
        ("Tổng số", [1, 1]),
        ("Dưới 1 năm", [0, 0]),
        ("1 năm", [1, 1]),
    ]
    html = page.content.decode()
    assert "Kỳ từ 01/12/2018 đến 30/11/2019" in html
    assert all(
        words in html for words in ("Báo cáo 5 năm", "Thống kê hằng năm", "Đơn vị chưa báo cáo")
    )  # the tabs of the section and of the page


def test_a_year_before_any_form_says_so_and_can_be_counted_by_another(client_of, officer):
    client = client_of(officer)
    before = client.get("/bao-cao/thong-ke/?nam=2016")
    other = client.get("/bao-cao/thong-ke/?nam=2016&bieu=0601")

    assert (before.context["form"], before.context["filled"]) == (None, None)
    assert "Chưa biết biểu nào của năm 2016" in before.content.decode()
    assert "Chưa biết văn bản nào quy định biểu cho năm 2016; biểu này lập để đối chiếu." in other.content.decode()
    assert client.get("/bao-cao/thong-ke/?nam=2016&bieu=0999").status_code == 400


def test_a_number_opens_to_its_rows(client_of, officer, office):
    keys = enter_three_awards(office)
    client = client_of(officer)
    shown = client.get("/bao-cao/thong-ke/?nam=2019&bieu=0603").context["shown"]
    [line] = [line for line in shown.lines if line.words == "Khen thường xuyên"]

    page = client.get(line.cells[0].url)

    assert {line.conferral.pk for line in page.context["lines"]} == set(keys)
    assert (page.context["words"], page.context["total"]) == ("Khen thường xuyên · Tổng số", 3)
    drawer = client.get(line.cells[0].url, headers={"HX-Request": "true", "HX-Target": "drawer"})
    assert drawer.templates[0].name == "statistics/number.html"
    assert "01/QĐ-BCA, 01/05/2019" in drawer.content.decode()
    assert [client.get(f"/bao-cao/thong-ke/so/0603/{said}/").status_code for said in ("2019/d99.c1", "1800/d1.c1")] == [
        404,
        404,
    ]


@pytest.mark.parametrize("more", [0, 2])
def test_a_number_asks_as_much_for_three_rows_as_for_one(client_of, officer, office, django_assert_num_queries, more):
    district = Unit.objects.get(name="Công an huyện mẫu")
    for n in range(1 + more):
        enter_award(enter_person(f"Phan Văn {n}", district), enter_decision(f"0{n}/QĐ-BCA", date(2019, 5, 1)))
    client = client_of(officer)
    client.get("/bao-cao/thong-ke/?nam=2019&bieu=0603")

    with django_assert_num_queries(13):
        assert len(client.get("/bao-cao/thong-ke/so/0603/2019/d1.c1/").context["lines"]) == 1 + more


def test_movements_and_staff_stand_behind_their_numbers(client_of, officer, office):
    movement = enter_launch("Thi đua mẫu", date(2019, 3, 1), ends_on=date(2019, 9, 1))
    person = enter_person("Phan Văn An", office.unit)
    with writing(by=None, at=NOON, verb="statistics.body") as pen:
        pen.add_one(EmulationBody(unit=office.unit, name="Đội Thi đua", own=True, from_year=2018))
        pen.add_one(Official(subject=person, unit=office.unit, since=date(2018, 9, 1), training="Đại học"))
    client = client_of(officer)

    told = {
        form: client.get(f"/bao-cao/thong-ke/so/{form}/2019/d1.c1/").context["lines"][0]
        for form in ("0601", "0604", "0605")
    }

    assert [(one.name, one.url, one.days, str(one.words)) for one in told.values()] == [
        (
            "Thi đua mẫu",
            f"/phong-trao/{movement.pk}/",
            "01/03/2019 – 01/09/2019",
            str(told["0601"].words),
        ),
        ("Đội Thi đua", "", "2018 – ", "Công an tỉnh mẫu · tổ chức chuyên trách"),
        ("Phan Văn An", f"/so/nguoi/{person.pk}/", "từ 01/09/2018", "Công an tỉnh mẫu · Đại học · chuyên trách"),
    ]


def test_files_are_given_out(client_of, officer, office):
    enter_three_awards(office)
    client = client_of(officer)

    for form in ("xlsx", "docx", "pdf", "json"):
        answer = client.get(f"/bao-cao/thong-ke/tai/0603/2019/{form}/")
        assert (answer.status_code, "attachment" in answer["Content-Disposition"]) == (200, True)
    assert client.get("/bao-cao/thong-ke/tai/0603/2019/odt/").status_code == 404


# --- who has not reported ------------------------------------------------------------------------------


def test_who_has_not_reported_is_read_from_what_was_launched_and_asked(client_of, officer, clerk, office):
    district = Unit.objects.get(name="Công an huyện mẫu")
    other = make_unit("Công an huyện khác", under=office.unit)
    team = make_unit("Đội An ninh", under=district)
    over = enter_launch("Thi đua đã xong", date(2019, 1, 5), ends_on=date(2019, 12, 30))
    enter_launch("Thi đua đang chạy", date(2020, 1, 5))
    member = enter_person("Phan Văn An", team)
    with writing(by=None, at=NOON, verb="movements.respond") as pen:
        answer = pen.add_one(Response(movement=over, unit=district, responded_on=date(2019, 2, 1)))
        pen.add_one(Target(response=answer, words="Không để xảy ra cháy"))
        direction = pen.add_one(
            Direction(words="Rà soát mô hình", leader="Giám đốc", occasion="Hội nghị", said_on=date(2019, 1, 10))
        )
        given = pen.add(
            [DirectionUnit(direction=direction, unit=u, due_on=date(2019, 6, 1)) for u in (district, other)]
        )
        pen.add_one(DirectionReport(given=given[0], reported_on=date(2019, 5, 1), words="Đã rà soát"))
        set_ = pen.add_one(GradeSet(name="Loại tháng", period="month", receivers="individual", grades=[]))
        for month in range(1, 12):
            period = f"2019-{month:02d}"
            pen.add_one(PeriodGrade(grade_set=set_, subject=member, unit=team, period=period, grade="1"))

    def owed(account):
        page = client_of(account).get("/bao-cao/thong-ke/chua-bao-cao/?nam=2019")
        return {line.unit.name: line.numbers for line in page.context["lines"]}

    assert owed(officer) == {
        "Công an huyện khác": [1, 0, 0, 12, 0, 1],
        "Công an huyện mẫu": [0, 1, 0, 1, 0, 0],
    }
    assert owed(clerk) == {"Công an huyện mẫu": [0, 1, 0, 1, 0, 0]}
    drawer = client_of(officer).get(f"/bao-cao/thong-ke/chua-bao-cao/{district.pk}/?nam=2019")
    assert [(str(words), [one.words for one in listed]) for words, listed in drawer.context["groups"]] == [
        ("Chỉ tiêu chưa có kết quả", ["Thi đua đã xong"]),
        ("Phân loại tháng", ["Loại tháng: tháng 12/2019"]),
    ]
    assert client_of(clerk).get(f"/bao-cao/thong-ke/chua-bao-cao/{other.pk}/").status_code == 404


@pytest.mark.parametrize("more", [0, 2])
def test_the_board_asks_as_much_for_four_units_as_for_two(client_of, officer, office, django_assert_num_queries, more):
    enter_launch("Thi đua mẫu", date(2019, 1, 5))
    for n in range(1 + more):
        make_unit(f"Công an huyện {n}", under=office.unit)
    client = client_of(officer)
    client.get("/bao-cao/thong-ke/chua-bao-cao/?nam=2019")

    with django_assert_num_queries(14):
        page = client.get("/bao-cao/thong-ke/chua-bao-cao/?nam=2019")
    assert len(page.context["lines"]) == 2 + more


# --- bodies and officials --------------------------------------------------------------------------------


def test_a_body_and_an_official_are_entered_ended_and_undone(client_of, officer, clerk, office):
    district = Unit.objects.get(name="Công an huyện mẫu")
    person = enter_person("Phan Văn An", district)
    client, address = client_of(officer), "/bao-cao/thong-ke/bo-may/"
    body = {"viec": "body", "don-vi": district.pk, "ten": "Đội Tổng hợp", "tu-nam": "2016"}
    official = {"viec": "official", "don-vi": district.pk, "nguoi": person.pk, "tu-ngay": "01/09/2018"}

    assert client.post(address, body).status_code == 302
    assert client.post(address, body | {"rieng": "1"}).status_code == 422  # it is there already
    assert [person] == client.get(f"{address}?don-vi={district.pk}").context["people"]
    assert client.post(address, official | {"chuyen-trach": "1"}).status_code == 302
    assert client.post(address, official | {"tu-ngay": "hôm qua"}).status_code == 422
    one = Official.objects.get()
    assert client.post(address, {"viec": "end-official", "dong": one.pk, "den-ngay": "2020-01-31"}).status_code == 302
    assert Official.objects.get().until == date(2020, 1, 31)
    told = client.post(
        address, {"viec": "end-body", "dong": EmulationBody.objects.get().pk, "den-nam": "2019"}, follow=True
    )
    undo = list(told.context["messages"])[-1].extra_tags.removeprefix("undo:")
    assert EmulationBody.objects.get().to_year == 2019
    client.post(undo)
    assert EmulationBody.objects.get().to_year is None
    assert client.post(address, {"viec": "khac"}).status_code == 400
    assert client_of(clerk).post(address, body).status_code == 403
