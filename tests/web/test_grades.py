"""Classes on screen: a unit's whole table entered, over its share and mended, filled from the period before, by file, by year, by person; sets."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tdkt.operations import grade_sets
from tdkt.records.models import Entry, GradeSet, PeriodGrade, Subject, Unit
from tests.conftest import make_unit
from tests.operations.test_grades import FLAGS, MONTH, NAMES, UNITS, all_of, enter, held
from tests.web.register import NOON, enter_person

HERE = "/phong-trao/phan-loai/"


@pytest.fixture
def district(office: Any) -> Unit:
    return Unit.objects.get(name="Công an huyện mẫu")


@pytest.fixture
def five(district: Unit) -> list[Subject]:
    return [enter_person(name, district, service=f"100-00{at}") for at, name in enumerate(NAMES)]


@pytest.fixture
def month(office: Any) -> GradeSet:
    return grade_sets.keep_set(MONTH, by=None, at=NOON)


def address(row: GradeSet, unit: Unit, period: str = "2020-04", more: str = "", page: str = "nhap/") -> str:
    return f"{HERE}{page}?bo={row.pk}&don-vi={unit.pk}&ky={period}{more}"


def form(people: list[Subject], grades: str) -> dict[str, str]:
    return {f"m-{one.pk}": grade.strip() for one, grade in zip(people, grades, strict=True)}


def test_a_table_is_entered_over_the_share_refused_mended_and_taken_back(client_of, clerk, month, district, five):
    client = client_of(clerk)
    page = client.get(address(month, district))
    assert [line.subject.name for line in page.context["lines"]] == sorted(NAMES, key=lambda name: name.split()[-1])
    assert "tối đa 40% của 5 người là 2 (phần lẻ bỏ)" in page.content.decode()

    over = client.post(address(month, district), form(five, "11122"))
    assert (over.status_code, PeriodGrade.objects.count()) == (422, 0)
    assert "Loại 1: 3, vượt 1. Tối đa 40% của 5 người là 2 (phần lẻ bỏ)." in over.content.decode()
    assert {line.subject.name: line.grade for line in over.context["lines"]} == dict(zip(NAMES, "11122", strict=True))

    mended = client.post(address(month, district), form(five, "11222") | {f"g-{five[0].pk}": "Lập công"}, follow=True)
    told = mended.content.decode()
    assert "Đã ghi 5 dòng." in told
    assert PeriodGrade.objects.get(subject=five[0]).note == "Lập công"
    [message] = mended.context["messages"]
    undo = message.extra_tags.split(" ")[0].partition("/")
    taken = client.post("/" + undo[2], follow=True)
    assert "Đã hoàn tác 5 dòng." in taken.content.decode()
    assert held() == []


def test_an_unfinished_table_is_kept_with_what_is_over(client_of, clerk, month, district, five):
    told = client_of(clerk).post(address(month, district), form(five, "111  "), follow=True).content.decode()

    assert "Đã ghi 3 dòng. Còn 2 người (tập thể) chưa có mức." in told
    assert "Loại 1: 3, vượt 1." in told
    assert len(held()) == 3


def test_a_table_is_filled_from_the_period_before_and_the_rest_with_one(client_of, clerk, month, district, five):
    enter(month, district, {five[0]: "1", five[1]: "3"}, period="2020-03")
    client = client_of(clerk)

    as_before = client.get(address(month, district, more="&nhu=truoc")).context
    rest = client.get(address(month, district, more="&con-lai=2")).context

    assert {line.grade for line in as_before["lines"]} == {"1", "3", ""}
    assert (as_before["missing"], as_before["filled"]) == (3, True)
    assert {line.grade for line in rest["lines"]} == {"2"}
    assert [one.period for one in PeriodGrade.objects.all()] == ["2020-03"] * 2


def test_a_table_goes_out_as_a_file_and_comes_back(client_of, clerk, month, district, five):
    enter(month, district, all_of(five, "12233"))
    client = client_of(clerk)
    file = client.get(address(month, district, page="nhap/tep/"))
    assert file["Content-Disposition"].startswith("attachment")

    def send(content: bytes) -> str:
        upload = SimpleUploadedFile("bang.xlsx", content)
        sent = client.post(address(month, district, page="nhap/tu-tep/"), {"tep": upload}, follow=True)
        return str(sent.content.decode())

    before = Entry.objects.count()
    send(file.content)
    assert (len(held()), PeriodGrade.versions.objects.count()) == (5, 5)
    assert Entry.objects.count() == before + 1
    enter(month, district, {five[0]: ""})
    assert "Đã ghi 1 dòng." in send(file.content)
    assert "không phải bảng" in send(client.get(address(month, district, "2020-03", page="nhap/tep/")).content)
    assert "Chưa chọn tệp" in client.post(address(month, district, page="nhap/tu-tep/"), follow=True).content.decode()


def test_who_has_not_entered_is_counted_by_unit_and_period(client_of, officer, clerk, office, month, district, five):
    other = make_unit("Công an thị xã mẫu", under=office.unit)
    enter_person("Đỗ Minh Khôi", other)
    enter(month, district, all_of(five, "12233"), period="2020-01")
    enter(month, district, {five[0]: "1"}, period="2020-02")

    lines = client_of(officer).get(f"{HERE}?bo={month.pk}&nam=2020").context["lines"]

    def told(line: Any) -> list[tuple[int, int] | None]:
        return [(cell.missing, cell.people) if cell else None for cell in line.cells]

    assert [(line.unit, told(line)) for line in lines] == [
        (district, [(0, 5), (4, 5), (5, 5), (5, 5), (5, 5)]),
        (other, [(1, 1)] * 5),
    ]
    assert [line.unit for line in client_of(clerk).get(f"{HERE}?bo={month.pk}").context["lines"]] == [district]


def test_a_year_of_a_unit_and_of_a_person(client_of, clerk, office, month, district, five):
    enter(month, district, all_of(five, "12233"), period="2020-01")
    enter(month, district, {five[0]: "2"}, period="2020-02")
    flags = grade_sets.keep_set(FLAGS, by=None, at=NOON)
    enter(flags, district, {five[0]: "DS"}, period="2020-W21")
    client = client_of(clerk)

    year = client.get(f"{HERE}don-vi/{district.pk}/?bo={month.pk}&nam=2020")
    [own] = [line for line in year.context["lines"] if line.subject == five[0]]
    assert (own.cells, own.counts) == (["1", "2", "", "", ""], [1, 1, 0, 0])
    file = client.get(f"{HERE}don-vi/{district.pk}/?bo={month.pk}&nam=2020&tep=xlsx")
    assert file.content[:2] == b"PK"

    grids = client.get(f"{HERE}nguoi/{five[0].pk}/").context["grids"]
    assert [(row.name, len(columns)) for row, columns, _ in grids] == [(MONTH.name, 12), (FLAGS.name, 53)]
    stranger = enter_person("Đỗ Minh Khôi", office.unit)
    assert client.get(f"{HERE}nguoi/{stranger.pk}/").status_code == 404
    assert client.get(f"{HERE}don-vi/{office.unit.pk}/?bo={month.pk}").status_code == 404


def test_a_clerk_enters_for_no_other_unit_and_no_collective(client_of, clerk, office, month, district, five):
    other = make_unit("Công an thị xã mẫu", under=office.unit)
    client = client_of(clerk)
    assert client.get(address(month, other)).status_code == 404
    assert client.post(address(month, other), {}).status_code == 404
    assert client.get(address(month, district, "2020-06")).status_code == 400
    collective = grade_sets.keep_set(UNITS, by=None, at=NOON)
    assert client.get(address(collective, district)).context["can"] is False


def test_the_office_makes_changes_and_puts_away_a_set(client_of, officer, clerk, office):
    client = client_of(officer)
    said = {
        "ten": "Phân loại tháng",
        "ky": "month",
        "doi-tuong": "individual",
        "thu-tu": ["1", "2"],
        "ma": ["1", "2"],
        "muc": ["Loại 1", "Loại 2"],
        "tot": ["1"],
        "tap-the": ["1"],
        "muc-ty-le": ["1"],
        "ty-le": ["ba mươi"],
        "trong": ["1, 2"],
        "can-cu": "Quy định mẫu",
    }
    refused = client.post(f"{HERE}bo-muc/moi/", said)
    assert (refused.status_code, GradeSet.objects.count()) == (422, 0)
    assert "“ba mươi” không phải tỷ lệ" in refused.content.decode()

    client.post(f"{HERE}bo-muc/moi/", said | {"ty-le": ["12,5"]})
    [row] = GradeSet.objects.all()
    assert (row.grades, row.shares) == (
        [{"code": "1", "name": "Loại 1", "good": True}, {"code": "2", "name": "Loại 2", "good": False}],
        [{"collective": "1", "grade": "1", "most_percent": 12.5, "within": ["1", "2"]}],
    )
    assert client.get(f"{HERE}bo-muc/{row.pk}/").context["v"]["shares"][0][1]["percent"] == "12,5"
    client.post(f"{HERE}bo-muc/{row.pk}/", said | {"ty-le": ["30"], "ten": "Phân loại mới"})
    client.post(f"{HERE}bo-muc/{row.pk}/dung/", {"dung": "0"})
    row.refresh_from_db()
    assert (row.name, row.in_use, row.shares[0]["most_percent"]) == ("Phân loại mới", False, 30)
    client.post(f"{HERE}bo-muc/{row.pk}/dung/?dung=1")
    row.refresh_from_db()
    assert row.in_use
    assert client_of(clerk).get(f"{HERE}bo-muc/").status_code == 200
    assert client_of(clerk).get(f"{HERE}bo-muc/{row.pk}/").status_code == 403


def test_without_a_set_the_page_says_what_to_do(client_of, officer, clerk):
    assert f'href="{HERE}bo-muc/moi/"' in client_of(officer).get(HERE).content.decode()
    assert "khi cơ quan thi đua đã lập bộ mức" in client_of(clerk).get(HERE).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_three_units_cost_as_many_queries_as_one(
    client_of, officer, office, month, district, five, django_assert_num_queries, number
):
    for at in range(number - 1):
        enter_person("Đỗ Minh Khôi", make_unit(f"Công an thị xã {at}", under=office.unit))
    client = client_of(officer)
    client.get(f"{HERE}?nam=2020")

    with django_assert_num_queries(22):
        assert len(client.get(f"{HERE}?nam=2020").context["lines"]) == number


@pytest.mark.parametrize("number", [1, 3])
def test_three_people_cost_as_many_queries_as_one(client_of, clerk, month, district, django_assert_num_queries, number):
    for name in NAMES[:number]:
        enter_person(name, district)
    client = client_of(clerk)
    client.get(address(month, district))

    with django_assert_num_queries(31):
        assert len(client.get(address(month, district)).context["lines"]) == number
