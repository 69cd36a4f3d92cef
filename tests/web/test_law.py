"""The law on screen: the catalogue on a day, one award's pathways, the texts, and what a lawyer has to confirm."""

from datetime import date

import pytest

from tdkt.law.catalogue import awards
from tdkt.law.loading import load_law

ADDRESSES = (
    "/luat/",
    "/luat/?ngay=19/05/2016&loai=order",
    "/luat/danh-hieu/huan-chuong-lao-dong/?ngay=31/12/2024&hang=3",
    "/luat/danh-hieu/xa-phuong-tieu-bieu/?ngay=19/05/2016",
    "/luat/van-ban/",
    "/luat/van-ban/06-2022-qh15/",
    "/luat/van-ban/32-2009-qh12/",
    "/luat/can-xac-nhan/",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_page_of_the_law_asks_the_database_only_who_is_asking(
    client_of, clerk, django_assert_num_queries, address
):
    client = client_of(clerk)
    client.get("/luat/")
    with django_assert_num_queries(4):
        assert client.get(address).status_code == 200


def test_the_catalogue_lists_every_award_with_its_governing_article(client_of, officer):
    response = client_of(officer).get("/luat/?ngay=31/12/2024")

    lines = response.context["lines"]
    assert [line["award"].code for line in lines] == list(awards())
    assert [line["award"].code for line in lines if not (line["governed"] or line["none"])] == []


def test_an_award_shows_its_pathways_with_their_provisions(client_of, officer):
    response = client_of(officer).get("/luat/danh-hieu/bang-khen-bo-tinh/?ngay=31/12/2024")

    page = response.content.decode()
    assert 'href="/luat/van-ban/06-2022-qh15/#art-74-cl-1-pt-d"' in page
    assert "Đạt 02 lần liên tục danh hiệu “Chiến sĩ thi đua cơ sở”" in page


def test_from_october_2026_the_page_warns_that_the_text_is_not_had(client_of, officer):
    warned = client_of(officer).get("/luat/danh-hieu/bang-khen-bo-tinh/?ngay=01/10/2026").context["warnings"]
    before = client_of(officer).get("/luat/danh-hieu/bang-khen-bo-tinh/?ngay=30/09/2026").context["warnings"]

    assert (len(warned), before) == (1, [])


def test_every_provision_of_a_text_has_its_place_on_the_page(client_of, officer):
    page = client_of(officer).get("/luat/van-ban/06-2022-qh15/").content.decode()

    ids = [id_ for id_ in load_law().provisions if id_.startswith("06-2022-qh15/")]
    anchors = [id_.partition("/")[2].replace("/", "-") for id_ in ids]
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in page] == []


def test_what_is_not_verified_stands_before_what_is_not_confirmed(client_of, officer):
    response = client_of(officer).get("/luat/can-xac-nhan/")

    assert {one.confidence for one, _ in response.context["unsure"]} <= {"SECONDARY", "FROM-MEMORY", "UNKNOWN"}
    assert response.context["total"] == sum(count for _, _, count in response.context["waiting"])


@pytest.mark.parametrize("address", ["/luat/danh-hieu/khong-co/", "/luat/van-ban/khong-co/"])
def test_what_the_files_do_not_have_is_not_found(client_of, officer, address):
    assert client_of(officer).get(address).status_code == 404


def test_a_day_that_is_no_day_is_refused(client_of, officer):
    assert client_of(officer).get("/luat/?ngay=hom-qua").status_code == 400


def test_the_header_names_the_law_of_the_working_date(client_of, officer, office):
    office.working_date = date(2020, 5, 25)
    office.save()

    page = client_of(officer).get("/luat/").content.decode()

    assert "Luật Thi đua, khen thưởng 2003" in page or "15/2003/QH11" in page
