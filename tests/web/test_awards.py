"""The register of awards: filters in the address, pills, pages, one conferral with its history, and whose rows are shown."""

from datetime import date

import pytest

from tdkt.records.models import Office, Unit
from tests.web.register import enter_award, enter_body, enter_decision, enter_person


@pytest.fixture
def district(office: Office) -> Unit:
    return Unit.objects.get(name="Công an huyện mẫu")


@pytest.fixture
def order(district):
    """Trương Minh Đức's order of 2019 and Lê Thị Bình's certificate of 2017; the latter in the district."""
    duc = enter_person(
        "Trương Minh Đức", district.places.get().parent, born="1972-03", rank="Trung tá", post="Phó Giám thị"
    )
    binh = enter_person("Lê Thị Bình", district)
    signed = enter_decision("1958/QĐ-CTN", date(2019, 10, 14), level="president", authority="Chủ tịch nước")
    enter_award(binh, enter_decision("512/QĐ-BCA", date(2017, 2, 8)), for_from=2016, for_to=2016)
    return enter_award(duc, signed, award="huan-chuong-bao-ve-to-quoc", class_no=3, ground="cong-hien")


def names(response):
    return [line.name for line in response.context["lines"]]


def test_the_newest_decision_stands_first_and_dates_read_day_first(client_of, officer, order):
    response = client_of(officer).get("/so/khen-thuong/")

    assert names(response) == ["Trương Minh Đức", "Lê Thị Bình"]
    assert "14/10/2019" in response.content.decode()
    assert "2 lượt: 2 cá nhân" in response.content.decode()


def test_a_clerk_sees_the_honours_of_the_own_unit_only(client_of, clerk, order):
    response = client_of(clerk).get("/so/khen-thuong/")

    assert names(response) == ["Lê Thị Bình"]
    assert client_of(clerk).get(f"/so/khen-thuong/{order.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("hinh-thuc=huan-chuong-bao-ve-to-quoc", ["Trương Minh Đức"]),
        ("hinh-thuc=order", ["Trương Minh Đức"]),
        ("hinh-thuc=certificate-of-merit", ["Lê Thị Bình"]),
        ("hang=3", ["Trương Minh Đức"]),
        ("hang=1", []),
        ("tu=2018", ["Trương Minh Đức"]),
        ("tu=2017&den=2018", ["Lê Thị Bình"]),
        ("cap=ministry", ["Lê Thị Bình"]),
        ("loai=individual", ["Trương Minh Đức", "Lê Thị Bình"]),
        ("loai=collective", []),
        ("trang-thai=in-force", ["Trương Minh Đức", "Lê Thị Bình"]),
        ("trang-thai=annulled", []),
        ("xep=ten", ["Lê Thị Bình", "Trương Minh Đức"]),
    ],
)
def test_each_filter_narrows_the_list(client_of, officer, order, query, found):
    assert names(client_of(officer).get(f"/so/khen-thuong/?{query}")) == found


def test_a_filter_is_a_pill_that_takes_itself_away(client_of, officer, order):
    response = client_of(officer).get("/so/khen-thuong/?hinh-thuc=order&tu=2015&den=2020&trang=1")

    pills = [(str(pill.name), str(pill.value), pill.without) for pill in response.context["pills"]]
    assert pills == [
        ("Hình thức", "Huân chương", "?tu=2015&den=2020"),
        ("Năm", "2015 – 2020", "?hinh-thuc=order"),
    ]


def test_empty_fields_of_the_form_leave_the_address(client_of, officer, order):
    response = client_of(officer).get("/so/khen-thuong/?hinh-thuc=order&hang=&tu=&den=")

    assert (response.status_code, response["Location"]) == (302, "/so/khen-thuong/?hinh-thuc=order")


@pytest.mark.parametrize(
    "query", ["hinh-thuc=khong-co", "hang=9", "tu=xyz", "loai=x", "trang-thai=x", "trang=0", "cap=x"]
)
def test_a_filter_that_cannot_be_is_refused(client_of, officer, order, query):
    assert client_of(officer).get(f"/so/khen-thuong/?{query}").status_code == 400


def test_a_unit_of_others_cannot_be_asked_for(client_of, clerk, office, order):
    assert client_of(clerk).get(f"/so/khen-thuong/?don-vi={office.unit_id}").status_code == 404


def test_nothing_found_offers_the_whole_list(client_of, officer, order):
    page = client_of(officer).get("/so/khen-thuong/?hang=1").content.decode()

    assert "Không có dòng nào khớp" in page
    assert 'href="/so/khen-thuong/">Xem tất cả khen thưởng' in page


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_asks_as_much_for_three_honours_as_for_one(
    client_of, officer, district, django_assert_num_queries, more
):
    decision = enter_decision("512/QĐ-BCA", date(2017, 2, 8))
    for i in range(1 + more):
        enter_award(enter_person(f"Lê Thị Bình {i}", district), decision)
    client = client_of(officer)
    client.get("/so/khen-thuong/")

    with django_assert_num_queries(11):
        assert len(names(client.get("/so/khen-thuong/"))) == 1 + more


def test_pages_hold_fifty_rows_and_the_whole_list_can_be_had(client_of, officer, district):
    decision = enter_decision("512/QĐ-BCA", date(2017, 2, 8))
    for i in range(53):
        enter_award(enter_body(f"Tổ số {i}", district), decision)

    first, second, beyond, whole = (
        client_of(officer).get(f"/so/khen-thuong/{query}").context["page"]
        for query in ("", "?trang=2", "?trang=9", "?ca=1")
    )

    assert (first.first, first.last, first.total, first.before, first.after) == (1, 50, 53, None, 2)
    assert (second.first, second.last, second.before, second.after) == (51, 53, 1, None)
    assert beyond == second
    assert (whole.first, whole.last, whole.is_whole) == (1, 53, True)


def test_one_conferral_tells_its_decision_its_source_and_its_history(client_of, officer, order):
    page = client_of(officer).get(f"/so/khen-thuong/{order.pk}/").content.decode()

    assert "<h1>Trương Minh Đức" in page
    for words in (
        "Huân chương Bảo vệ Tổ quốc hạng Ba",
        "quá trình cống hiến",
        "1958/QĐ-CTN",
        "14/10/2019",
        "Chủ tịch nước",
    ):
        assert words in page
    assert "khen.xlsx" in page
    assert "trang “Danh sách”, ô A12:G12" in page
    assert "Ghi vào sổ" in page


def test_the_same_address_is_a_drawer_beside_the_list(client_of, officer, order):
    response = client_of(officer).get(
        f"/so/khen-thuong/{order.pk}/", headers={"HX-Request": "true", "HX-Target": "drawer"}
    )

    page = response.content.decode()
    assert "<html" not in page
    assert "Mở hồ sơ người" in page
    assert f'href="/so/nguoi/{order.subject_id}/"' in page


def test_who_has_moved_away_is_named_but_not_opened(client_of, clerk, office, order):
    """The district sees what its former member won there; the person's sheet belongs to the unit of today."""
    moved = enter_person("Hồ Văn Chuyển", office.unit)
    district = Unit.objects.get(name="Công an huyện mẫu")
    won = enter_award(moved, enter_decision("9/QĐ-BCA", date(2018, 1, 2)), unit=district)

    page = client_of(clerk).get(f"/so/khen-thuong/{won.pk}/").content.decode()

    assert "Hồ Văn Chuyển" in page
    assert "Mở hồ sơ người" not in page
    assert client_of(clerk).get(f"/so/nguoi/{moved.pk}/").status_code == 404
