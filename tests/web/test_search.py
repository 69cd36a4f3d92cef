"""The search box and the page of what was found."""

from datetime import date

import pytest

from tdkt.records.models import ImportBatch, Movement, Unit
from tests.web.register import NOON, enter_award, enter_body, enter_decision, enter_person

BELOW = {"HX-Request": "true", "HX-Target": "tim-ra"}


@pytest.fixture
def district(office):
    return Unit.objects.get(name="Công an huyện mẫu")


def test_duc_finds_duc_with_what_tells_namesakes_apart(client_of, officer, district):
    person = enter_person("Trương Minh Đức", district, born="1972-03-01", rank="Trung tá", post="Đội trưởng")

    page = client_of(officer).get("/tim/?q=duc", headers=BELOW).content.decode()

    assert "<html" not in page
    assert f'role="option" aria-selected="false" tabindex="-1" href="/so/nguoi/{person.pk}/"' in page
    assert "Trương Minh <b>Đức</b>" in page
    assert "Trung tá, Đội trưởng, Công an huyện mẫu · sinh 1972" in page


def test_people_stand_before_units_and_decisions(client_of, officer, district):
    enter_person("Lê Văn Công", district)
    enter_body("Tổ công tác số 1", district)

    groups = client_of(officer).get("/tim/?q=cong").context["groups"]

    assert [group.code for group in groups] == ["people", "bodies"]


def test_a_number_mark_asks_for_decisions(client_of, officer, district):
    decision = enter_decision("1958/QĐ-CTN", date(2019, 10, 14))

    groups = client_of(officer).get("/tim/?q=%231958").context["groups"]

    assert [(group.code, [hit.url for hit in group.hits]) for group in groups] == [
        ("decisions", [f"/quyet-dinh/{decision.pk}/"])
    ]


@pytest.mark.parametrize("headers", [{}, BELOW])
def test_nothing_found_says_so_and_repeats_nothing_unescaped(client_of, officer, headers):
    page = client_of(officer).get("/tim/", {"q": "<b>x"}, headers=headers).content.decode()

    assert "<b>x" not in page
    assert "không có tên nào" in page


def test_a_name_is_never_taken_for_markup(client_of, officer, district):
    enter_person("Lê <i>Đức</i>", district)

    page = client_of(officer).get("/tim/?q=le", headers=BELOW).content.decode()

    assert "<b>Lê</b> &lt;i&gt;Đức&lt;/i&gt;" in page


def test_without_words_the_page_only_asks(client_of, officer):
    response = client_of(officer).get("/tim/")

    assert (response.status_code, response.context["groups"]) == (200, [])


def test_each_kind_has_a_pill_and_a_page_of_its_own(client_of, officer, district):
    for place in range(52):
        enter_person(f"Lê Văn Đức {place:02d}", district)
    client = client_of(officer)

    first, second = (client.get("/tim/", {"q": "duc", "loai": "nguoi", "trang": page}).context for page in (1, 2))
    whole = client.get("/tim/?q=duc").context

    assert [word for word, _ in whole["pills"]] == [
        "nguoi",
        "tap-the",
        "khen",
        "quyet-dinh",
        "mo-hinh",
        "phong-trao",
        "tep",
    ]
    assert [(len(group.hits), group.more) for group in whole["groups"]] == [(8, True)]
    assert (len(first["groups"][0].hits), first["before"], first["after"]) == (50, None, 2)
    assert (len(second["groups"][0].hits), second["before"], second["after"]) == (2, 1, None)


def test_an_unknown_kind_is_refused(client_of, officer):
    assert client_of(officer).get("/tim/?q=duc&loai=khac").status_code == 400


def test_awards_movements_and_files_open_where_they_stand(client_of, officer, district):
    president = {"level": "president", "authority": "Chủ tịch nước"}
    order = enter_decision("1958/QĐ-CTN", date(2019, 10, 14), **president)
    won = enter_award(enter_person("Lê Văn An", district), order, award="huan-chuong-lao-dong", class_no=3)
    movement = Movement.objects.create(kind="movement", name="Huân chương điểm tốt", from_year=2016, to_year=2020)
    batch = ImportBatch.objects.create(
        file_name="huân chương.xlsx", sha256="0", received=NOON, state="applied", by=officer
    )

    groups = client_of(officer).get("/tim/?q=huan chuong").context["groups"]

    assert [(group.code, [(hit.url, hit.name, hit.beside) for hit in group.hits]) for group in groups] == [
        (
            "awards",
            [(f"/so/khen-thuong/{won.pk}/", "Lê Văn An", "Huân chương Lao động hạng Ba · 1958/QĐ-CTN (14/10/2019)")],
        ),
        ("movements", [(f"/phong-trao/{movement.pk}/", "Huân chương điểm tốt", "phong trào, 2016–2020")]),
        ("files", [(f"/nhap/{batch.pk}/", "huân chương.xlsx", "nhận ngày 20/05/2020")]),
    ]


@pytest.mark.parametrize("more", [0, 2])
def test_the_page_of_awards_asks_as_much_for_three_as_for_one(
    client_of, officer, district, django_assert_num_queries, more
):
    for i in range(1 + more):
        enter_award(enter_person(f"Lê Đức {'ABC'[i]}", district), enter_decision(f"{i}/QĐ-BCA", date(2017, 2, 8)))
    client = client_of(officer)
    client.get("/tim/?q=bang khen&loai=khen")

    with django_assert_num_queries(7):
        client.get("/tim/?q=bang khen&loai=khen")


@pytest.mark.parametrize("more", [0, 2])
def test_searching_asks_as_much_for_three_people_as_for_one(
    client_of, officer, district, django_assert_num_queries, more
):
    for i in range(1 + more):
        enter_person(f"Lê Đức {'ABC'[i]}", district)
    client = client_of(officer)
    client.get("/tim/?q=duc", headers=BELOW)

    with django_assert_num_queries(20):
        client.get("/tim/?q=duc", headers=BELOW)
