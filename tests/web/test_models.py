"""Community models: the four levels apart, each number opening to just the models behind it, by census and by the account's units."""

import re
from typing import Any

import pytest
from django.urls import reverse

from tdkt.operations.imports import apply_import
from tdkt.records import community
from tdkt.records.models import CommunityModel, ModelType
from tdkt.web.models import limits_of, rating
from tests.operations.plans import incoming
from tests.web.browser import PHONE, assert_no_axe_violations, enter
from tests.web.lists import MONDAY
from tests.web.register import enter_person

LOA = {"type": "Tiếng loa an ninh", "name": "Tiếng loa an ninh", "district": "Huyện mẫu", "rating": "Phát huy hiệu quả"}
CAMERA = {"type": "Camera an ninh", "name": "Camera an ninh", "district": "Thị xã Đức Phú", "rating": "Duy trì"}
LIST_2019 = (
    LOA
    | {
        "place": "xã Một",
        "founded": "2016-07-12",
        "places": 2,
        "groups": 3,
        "members": 20,
        "decision_number": "88/QĐ-UBND",
    },
    LOA | {"place": "xã Hai", "founded": "2018", "places": 1, "groups": None, "members": 10},
    CAMERA | {"place": "phường Ba", "founded": "2018-05", "places": 4, "groups": 2, "members": 8},
    CAMERA | {"place": "phường Bốn", "founded": None, "places": None, "groups": 1, "members": 5, "rating": "Yếu kém"},
)
LIST_2018 = (
    LOA | {"place": "xã Một", "founded": "2016-07-12", "places": 1, "groups": 2, "members": 18, "rating": "Duy trì", "decision_number": "88/QĐ-UBND"},
)  # fmt: skip


def enter_models(*records: dict[str, Any], as_of: str = "2019-12-31") -> None:
    apply_import(
        incoming("models", *records, context={"as_of": as_of}, name=f"mo-hinh-{as_of}.xlsx"), by=None, at=MONDAY
    )


@pytest.fixture
def models(office):
    enter_models(*LIST_2018, as_of="2018-12-31")
    enter_models(*LIST_2019)


def model(place: str) -> CommunityModel:
    found: CommunityModel = CommunityModel.objects.get(place=place)
    return found


def places(response) -> list[str]:
    return [line.model.place for line, _rating in response.context["lines"]]


def numbers_of(page: str) -> list[tuple[str, str]]:
    """(address, number) of every number that opens on a page."""
    found = re.findall(r'<a class="so[^"]*" href="(/mo-hinh/danh-sach/[^"]*)"[^>]*>([\d.]+)</a>', page)
    found += re.findall(r'<a href="(/mo-hinh/danh-sach/[^"]*)"><span>[^<]*</span> <b>([\d.]+)</b>', page)
    return [(address.replace("&amp;", "&"), number) for address, number in found]


# --- the overview ----------------------------------------------------------------------------------


def test_types_models_places_and_groups_are_counted_apart_by_the_latest_census(client_of, officer, models):
    context = client_of(officer).get("/mo-hinh/").context

    assert context["levels"] == {"types": 2, "models": 4, "places": 7, "groups": 6, "members": 43}
    assert [(shown.word, shown.css, number) for shown, number, _url in context["ratings"]] == [
        ("Phát huy hiệu quả", "dat", 2),
        ("Duy trì", "nua", 1),
        ("Yếu kém", "chua", 1),
    ]
    assert [(tile.name, tile.number) for tile in context["tiles"]] == [("Đức Phú", 2), ("mẫu", 2)]
    assert [(line.name, line.number, [n for _, n, _ in line.cells]) for line in context["types"]] == [
        ("Camera an ninh", 2, [0, 1, 1]),
        ("Tiếng loa an ninh", 2, [2, 0, 0]),
    ]


@pytest.mark.parametrize("address", ["/mo-hinh/", "/mo-hinh/?ngay=2018-12-31"])
def test_each_number_opens_to_as_many_models_as_it_says(client_of, officer, models, address):
    client = client_of(officer)

    found = numbers_of(client.get(address).content.decode())
    levels = {"co=diem", "co=to"}
    opened = [
        (at, number, client.get(at).context["page"].total)
        for at, number in found
        if not any(level in at for level in levels)
    ]

    assert len(opened) >= 6
    assert [(at, number) for at, number, total in opened if number != str(total)] == []


@pytest.mark.parametrize(("level", "column"), [("diem", "places"), ("to", "groups")])
def test_places_and_groups_open_to_the_models_that_count_any_with_their_sum(client_of, officer, models, level, column):
    client = client_of(officer)
    overview = client.get("/mo-hinh/").context["levels"][column]

    opened = client.get(f"/mo-hinh/danh-sach/?co={level}")

    assert opened.context["levels"][column] == overview
    assert all(getattr(line, column) for line, _rating in opened.context["lines"])


def test_an_earlier_day_shows_the_census_that_stood_then(client_of, officer, models):
    client = client_of(officer)

    context = client.get("/mo-hinh/?ngay=01/06/2019").context

    assert (str(context["count"].census), context["levels"]["models"], context["levels"]["groups"]) == (
        "2018-12-31",
        1,
        2,
    )
    assert "ngay=2018-12-31" in context["list_url"]
    assert client.get("/mo-hinh/?ngay=2017-01-01").context["count"].census is None


def test_a_census_that_counts_no_places_says_unknown_and_not_zero(client_of, officer, office):
    enter_models(CAMERA | {"place": "phường Ba"})

    response = client_of(officer).get("/mo-hinh/")

    assert response.context["levels"] == {"types": 1, "models": 1, "places": None, "groups": None, "members": None}
    assert "<span>Điểm</span><b" in response.content.decode()


def test_without_models_the_page_has_one_thing_to_do(client_of, officer, inspector, office):
    button = 'class="btn btn-primary" href="/nhap/"'
    said = {account.role: client_of(account).get("/mo-hinh/").content.decode() for account in (officer, inspector)}

    assert {role: ("Chưa có mô hình nào" in page, button in page) for role, page in said.items()} == {
        "officer": (True, True),
        "inspector": (True, False),
    }
    assert "Chưa có mô hình nào" in client_of(inspector).get("/mo-hinh/danh-sach/").content.decode()


def test_a_clerk_sees_the_models_of_the_own_unit_only(client_of, clerk, models):
    client = client_of(clerk)

    assert client.get("/mo-hinh/").context["levels"]["models"] == 2
    assert sorted(places(client.get("/mo-hinh/danh-sach/"))) == ["xã Hai", "xã Một"]
    assert client.get(reverse("model", args=[model("phường Ba").pk])).status_code == 404
    assert client.get(reverse("model-type", args=[ModelType.objects.get(name="Camera an ninh").pk])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_overview_costs_the_same_for_one_model_and_for_three(
    client_of, officer, office, count, django_assert_num_queries
):
    enter_models(*LIST_2019[:count])
    client = client_of(officer)

    with django_assert_num_queries(7):
        response = client.get("/mo-hinh/")

    assert response.context["levels"]["models"] == count


@pytest.mark.parametrize(
    ("greatest", "limits"),
    [(118, (30, 60, 90)), (9, (3, 6, 9)), (1, (1, 2, 3)), (0, (1, 2, 3)), (400, (100, 200, 300))],
)
def test_the_steps_of_the_tiles_are_round_and_reach_the_greatest(greatest, limits):
    assert limits_of([greatest]) == limits


@pytest.mark.parametrize(
    ("words", "shape"),
    [
        ("Phát huy hiệu quả", "dat"),
        ("Hoạt động tốt", "dat"),
        ("Duy trì", "nua"),
        ("Yếu kém", "chua"),
        ("", "rong"),
        ("Loại B", "nua"),
    ],
)
def test_a_rating_has_the_shape_of_its_words(db, words, shape):
    assert rating(words).css == shape


# --- the list ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["phường Ba", "xã Hai", "xã Một", "phường Bốn"]),
        ("?xep=noi", ["xã Hai", "xã Một", "phường Ba", "phường Bốn"]),
        ("?huyen=Thị xã Đức Phú", ["phường Ba", "phường Bốn"]),
        ("?xep-loai=Yếu kém", ["phường Bốn"]),
        ("?nam=2018", ["phường Ba", "xã Hai"]),
        ("?ten=loa mot", ["xã Một"]),
        ("?ten=LOA+M%E1%BB%98T", ["xã Một"]),
        ("?co=diem&huyen=Thị xã Đức Phú", ["phường Ba"]),
        ("?ngay=2018-12-31", ["xã Một"]),
    ],
)
def test_filters_of_the_list(client_of, officer, models, query, found):
    assert places(client_of(officer).get(f"/mo-hinh/danh-sach/{query}")) == found


@pytest.mark.parametrize("query", ["huyen=Huyện khác", "xep-loai=Tốt quá", "co=gi", "loai=x", "nam=20", "ngay=hôm qua"])
def test_a_filter_that_cannot_be_is_refused(client_of, officer, models, query):
    assert client_of(officer).get(f"/mo-hinh/danh-sach/?{query}").status_code == 400


def test_the_foot_of_the_list_sums_the_whole_filter(client_of, officer, models):
    said = re.sub(r"<[^>]+>|\s+", " ", client_of(officer).get("/mo-hinh/danh-sach/?huyen=Huyện mẫu").content.decode())

    assert re.search(r"Cộng 2 mô hình\s+3\s+3\s+30", said)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_model_and_for_three(
    client_of, officer, office, count, django_assert_num_queries
):
    enter_models(*LIST_2019[:count])
    client = client_of(officer)

    with django_assert_num_queries(10):
        response = client.get("/mo-hinh/danh-sach/")

    assert len(places(response)) == count


# --- one type, one model -------------------------------------------------------------------------------


def test_a_type_shows_when_its_models_were_founded_and_where_they_are(client_of, officer, models):
    loa = ModelType.objects.get(name="Tiếng loa an ninh")
    client = client_of(officer)

    response = client.get(reverse("model-type", args=[loa.pk]))

    assert response.context["levels"]["models"] == 2
    assert [(year, number) for year, number, _url in response.context["years"]] == [(2016, 1), (2017, 0), (2018, 1)]
    assert [(name, number) for name, number, _url in response.context["districts"]] == [("Huyện mẫu", 2)]
    page = response.content.decode()
    assert 'role="img" aria-label="Số mô hình ra mắt mỗi năm từ 2016 đến 2018' in page
    counting = [(at, number) for at, number in numbers_of(page) if "co=" not in at and number != "30"]  # 30 members
    assert [number for at, number in counting if number != str(client.get(at).context["page"].total)] == []


@pytest.mark.parametrize("count", [1, 2])
def test_a_type_costs_the_same_for_one_model_and_for_two(client_of, officer, office, count, django_assert_num_queries):
    enter_models(*LIST_2019[:count])
    loa = ModelType.objects.get()
    client = client_of(officer)

    with django_assert_num_queries(13):
        client.get(reverse("model-type", args=[loa.pk]))


def test_a_model_shows_what_each_census_counted_and_the_cells_it_came_from(client_of, officer, models):
    one = model("xã Một")

    response = client_of(officer).get(reverse("model", args=[one.pk]))

    assert [(str(line.census), line.groups, shown.word) for line, shown in response.context["told"]] == [
        ("2019-12-31", 3, "Phát huy hiệu quả"),
        ("2018-12-31", 2, "Duy trì"),
    ]
    page = response.content.decode()
    for words in ("12/07/2016", "88/QĐ-UBND", "Công an huyện mẫu", "mo-hinh-2018-12-31.xlsx", "A7:F7"):
        assert words in page, words


def test_founding_years_leave_no_year_out_and_say_what_is_unknown(db, models):
    every = community.lines(CommunityModel.objects.all(), community.censuses(on=MONDAY.date())[0])

    assert community.by_founding(every) == [(2016, 1), (2017, 0), (2018, 2), (None, 1)]


# --- in a browser ----------------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("viewport", [None, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_on_the_screens_of_models(page, officer, models, viewport):
    if viewport:
        page.set_viewport_size(viewport)
    enter(page, officer)
    type_ = ModelType.objects.get(name="Tiếng loa an ninh")
    for address in ("/mo-hinh/", "/mo-hinh/danh-sach/?huyen=Huyện mẫu", reverse("model-type", args=[type_.pk]), reverse("model", args=[model("xã Một").pk])):  # fmt: skip
        page.goto(address)
        assert_no_axe_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address


@pytest.mark.browser
def test_a_tile_leads_to_its_models_and_a_model_opens_by_keys(page, officer, models):
    enter(page, officer)
    page.goto("/mo-hinh/")

    page.locator(".o-dia-ban a", has_text="Huyện mẫu").click()
    page.wait_for_url("**/danh-sach/**")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.locator("#drawer h2", has_text="Tiếng loa an ninh").wait_for()
    assert "Các kỳ thống kê" in page.locator("#drawer").inner_text()
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    assert page.locator("details.them-loc").first.get_attribute("open") is not None


def test_a_person_of_the_district_is_no_model(client_of, officer, models, office):
    enter_person("Lê Văn Loa", office.unit)

    assert client_of(officer).get("/mo-hinh/danh-sach/?ten=le van").context["page"].total == 0
