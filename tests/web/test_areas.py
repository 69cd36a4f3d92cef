"""Places of the map and the map of models: each number opens to just the models it counts, by old and new places, and acts are taken back."""

import re
from datetime import date

import pytest

from tdkt.operations.ledger import writing
from tdkt.records.models import Area, Census, CensusLine, CommunityModel, ModelProfile
from tests.operations.placed import BEFORE, CHANGE, NOON, Map, enter_model
from tests.sheets.books import workbook

MAP = "/mo-hinh/ban-do/"
LIST = "/mo-hinh/ban-do/danh-sach/"


@pytest.fixture
def map_(office) -> Map:
    return Map()


@pytest.fixture
def models(office, map_) -> list[CommunityModel]:
    police = enter_model("Tổ tuần tra", "xã Ở Lại", unit=office.unit, area=map_.stays, sphere="commune")
    return [
        enter_model(
            "Camera an ninh",
            "thôn 1, xã Tiên Mỹ",
            district="Huyện Tiên Phước",
            founded="2016-07-12",
            unit=office.unit,
            rated=((2019, "Duy trì"),),
            sites=(("thôn 1", "", "", None), ("thôn 2", "", "", None)),
            groups=(("Tổ 1", "", "", 0),),
        ),
        enter_model("Camera an ninh", "xã Tiên Thọ", unit=office.unit, area=map_.tho, founded=""),
        enter_model("Camera an ninh", "xã Chia", unit=office.unit, area=map_.divided, sphere="school"),
        enter_model("Tiếng loa an ninh", "nơi lạ", unit=office.unit, founded="2018", rated=((2019, "Yếu kém"),)),
        police,
        enter_model("Tổ tuần tra", "xã Ở Lại", unit=office.unit, same_as=police, register="dan-van-kheo"),
    ]


def tiles(response) -> dict[str, tuple[int, int, int, int]]:
    found = [*response.context["tiles"], *response.context["unplaced"]]
    return {tile.name: (tile.models, tile.types, tile.places, tile.groups) for tile in found}


def numbers_of(page: str) -> list[tuple[str, str]]:
    found = re.findall(rf'<a class="so[^"]*" href="({LIST}[^"]*)"[^>]*>([\d.]+)</a>', page)
    found += re.findall(rf'<a href="({LIST}[^"]*)"><span>[^<]*</span> <b>([\d.]+)</b>', page)
    return [(address.replace("&amp;", "&"), number) for address, number in found]


# --- the map -----------------------------------------------------------------------------------------


def test_the_map_counts_each_level_by_district(client_of, officer, models):
    response = client_of(officer).get(MAP)

    assert tiles(response) == {
        "Khác": (1, 1, 0, 0),
        "Tiên Phước": (3, 1, 2, 1),
        "Chưa ghi địa bàn": (1, 1, 0, 0),
    }
    levels = response.context["levels"]
    assert (levels.types, levels.models, levels.places, levels.groups) == (3, 5, 2, 1)
    assert (levels.unsure, levels.doubles, levels.unsaid_places) == (1, 1, 4)
    assert [(bar.words, bar.number) for bar in response.context["ratings"]] == [
        ("chưa xếp loại", 3),
        ("Duy trì", 1),
        ("Yếu kém", 1),
    ]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?cap=xa",
        "?cap=tinh",
        "?ngay=2017-01-01",
        "?ngay=2025-07-02",
        "?ngay=2025-07-02&ban-do=2025-06-30&cap=huyen",
    ],
)
def test_each_number_opens_to_as_many_models_as_it_says(client_of, officer, map_, models, query):
    map_.merge()
    client = client_of(officer)

    found = numbers_of(client.get(MAP + query).content.decode())
    opened = [
        (at, number, said["things"] if "co=" in at else said["page"].total)
        for at, number in found
        if (said := client.get(at).context) is not None
    ]

    assert len(opened) >= 8
    assert [(at, number, total) for at, number, total in opened if number != str(total)] == []


def test_after_the_merger_by_new_communes_and_on_the_old_map_by_those_of_old(client_of, officer, map_, models):
    map_.merge()
    client = client_of(officer)

    new, old = client.get(f"{MAP}?ngay=2025-07-02"), client.get(f"{MAP}?ngay=2025-07-02&ban-do=2025-06-30&cap=huyen")

    assert {name: said[0] for name, said in tiles(new).items()} == {
        "Khác": 1,
        "Tiên Phước": 2,
        "Chưa ghi địa bàn": 1,
        "Chưa rõ thuộc đâu": 1,
    }
    assert {name: said[0] for name, said in tiles(old).items()} == {"Khác": 1, "Tiên Phước": 3, "Chưa ghi địa bàn": 1}
    assert [words for _value, words, _chosen in new.context["maps"]] == [
        "Như ngày tính số liệu",
        "Trước ngày 01/07/2025",
        "Từ ngày 01/07/2025",
    ]


def test_a_place_that_has_ended_is_called_former(client_of, officer, office, map_, models):
    map_.merge()
    office.working_date = date(2025, 8, 1)
    office.save()
    response = client_of(officer).get(f"{MAP}?ban-do=2025-06-30&cap=huyen")

    assert {tile.name for tile in response.context["tiles"]} == {"Khác (cũ)", "Tiên Phước (cũ)"}


def test_a_clerk_counts_the_models_of_the_own_unit_only(client_of, clerk, map_, models):
    enter_model("Camera an ninh", unit=clerk.unit, area=map_.my)
    client = client_of(clerk)

    assert client.get(MAP).context["levels"].models == 1
    assert client.get(LIST).context["page"].total == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_map_and_its_list_ask_the_same_number_of_questions(
    client_of, officer, map_, number, django_assert_num_queries
):
    for n in range(number):
        enter_model("Camera an ninh", f"xã {n}", area=map_.my, sites=(("thôn", "", "", None),))
    client = client_of(officer)
    with django_assert_num_queries(16):
        client.get(MAP)
    with django_assert_num_queries(9):  # the count is kept while nothing is written
        client.get(LIST)


def test_what_is_written_meanwhile_is_counted(client_of, officer, map_):
    client = client_of(officer)
    seen = []
    for n in range(3):
        enter_model("Camera an ninh", f"xã {n}", area=map_.my)
        seen.append((client.get(MAP).context["levels"].models, client.get(LIST).context["page"].total))

    assert seen == [(1, 1), (2, 2), (3, 3)]


@pytest.mark.parametrize("query", ["?cap=lang", "?so=khac", "?o=moi", "?ngay=ngay-mai", "?linh-vuc=xa-hoi"])
def test_what_an_address_cannot_ask_is_refused(client_of, officer, models, query):
    assert client_of(officer).get(LIST + query).status_code == 400


def test_without_models_the_map_says_so(client_of, officer, office):
    assert "Ngày này chưa có mô hình" in client_of(officer).get(MAP).content.decode()


# --- saying which ----------------------------------------------------------------------------------------


def test_models_of_a_divided_commune_are_placed_by_ticking_and_taken_back(client_of, officer, office, map_, models):
    map_.merge()
    office.working_date = CHANGE
    office.save()
    client = client_of(officer)
    page = client.get(f"{LIST}?o=chua-ro")
    assert [name for _key, name in page.context["offered"]] == [
        "Xã Khác, Thành phố Đà Nẵng",
        "Xã Tiên Phước, Thành phố Đà Nẵng",
    ]

    sent = {"mo-hinh": [models[2].pk], "dia-ban": map_.second.pk, "ve": "o=chua-ro"}
    done = client.post("/mo-hinh/ban-do/dat-mo-hinh/", sent, follow=True)
    assert "Đã ghi địa bàn cho 1 mô hình." in done.content.decode()
    assert ModelProfile.objects.get(model=models[2]).area == map_.second

    undo = re.search(r'action="(/mo-hinh/dia-ban/hoan-tac/\d+/)"', done.content.decode())
    assert undo is not None
    client.post(undo[1])
    assert ModelProfile.objects.get(model=models[2]).area == map_.divided


# --- beside a census ---------------------------------------------------------------------------------------


def test_where_a_census_and_the_count_differ_the_page_says_by_how_much_and_why(client_of, officer, models):
    with writing(by=None, at=NOON, verb="imports.apply") as pen:
        census = pen.add_one(Census(as_of=date(2019, 12, 31)))
        pen.add([CensusLine(census=census, model=one) for one in models[1:]])
    client = client_of(officer)

    said = client.get(MAP).content.decode()
    page = client.get("/mo-hinh/ban-do/doi-chieu/")

    assert "Đợt thống kê ngày 31/12/2019 ghi 5 mô hình, số đếm là 5." in said
    assert [
        (title, [(number, [model.place for model in rows]) for _why, number, rows in sides])
        for title, sides in page.context["halves"]
    ] == [
        ("Có trong đợt thống kê, không có trong số đếm", [(1, ["xã Ở Lại"])]),
        ("Có trong số đếm, không có trong đợt thống kê", [(1, ["thôn 1, xã Tiên Mỹ"])]),
    ]
    assert "có ở hai sổ" in page.content.decode()


# --- places -------------------------------------------------------------------------------------------------


def test_places_are_entered_many_at_once_and_taken_back(client_of, officer, map_):
    client = client_of(officer)
    before = Area.objects.count()
    sent = {"cap": "commune", "trong": map_.other.pk, "ten": "Xã Một\nXã Hai\n\n", "tu-ngay": ""}

    done = client.post("/mo-hinh/dia-ban/moi/", sent, follow=True)
    assert "Đã nhập 2 địa bàn." in done.content.decode()
    assert "Xã Hai" in done.content.decode()

    undo = re.search(r'action="(/mo-hinh/dia-ban/hoan-tac/\d+/)"', done.content.decode())
    assert undo is not None
    client.post(undo[1])
    assert Area.objects.count() == before


def test_a_list_of_mergers_is_entered_from_a_workbook_or_refused_line_by_line(client_of, officer, map_):
    city = map_.enter("Thành phố Đà Nẵng", "province", None)
    map_.pass_([map_.province], [city])
    heading = ("Xã cũ", "Huyện cũ", "Xã mới", "Tỉnh mới", "Nghị quyết")
    good = ("Xã Tiên Mỹ", "Tiên Phước", "Xã Tiên Phước", "Đà Nẵng", "NQ mẫu")
    client = client_of(officer)

    def send(*rows):
        from io import BytesIO

        book = BytesIO(workbook([heading, *rows]))
        book.name = "sap-xep.xlsx"
        return client.post("/mo-hinh/dia-ban/danh-sach/", {"tep": book, "ngay-hieu-luc": "2025-07-01"}, follow=True)

    refused = send(good, ("Xã Lạ", "Tiên Phước", "Xã Tiên Phước", "Đà Nẵng", ""))
    assert (refused.status_code, "Sheet1, 3: Sổ không có đúng một Xã Lạ" in refused.content.decode()) == (409, True)
    assert not Area.objects.filter(name="Xã Tiên Phước").exists()

    taken = send(good)
    assert "1 địa bàn cũ chuyển sang 1 địa bàn mới, kết thúc 0 huyện" in taken.content.decode()
    map_.my.refresh_from_db()
    assert map_.my.to_date == BEFORE


def test_a_place_says_what_it_came_from_and_became(client_of, officer, office, map_):
    hamlet = map_.enter("Thôn Bốn", "residential-area", map_.divided)
    map_.merge()
    office.working_date = CHANGE
    office.save()
    client = client_of(officer)

    divided = client.get(f"/mo-hinh/dia-ban/{map_.divided.pk}/").content.decode()
    merged = client.get(f"/mo-hinh/dia-ban/{map_.merged.pk}/").content.decode()
    assert ("Xã Chia (cũ)" in divided, "Chia cho" in divided, "đã bị chia" in divided) == (True, True, True)
    assert all(name in merged for name in ("Hình thành từ", "Xã Tiên Mỹ (cũ)", "Xã Tiên Thọ (cũ)"))

    said = client.post(f"/mo-hinh/dia-ban/{hamlet.pk}/viec/noi-nao/", {"dia-ban": map_.second.pk}, follow=True)
    assert "Thôn Bốn tiếp tục ở địa bàn đã chọn." in said.content.decode()


def test_an_act_that_cannot_be_done_is_said_on_the_page_and_changes_nothing(client_of, officer, clerk, map_):
    address = f"/mo-hinh/dia-ban/{map_.my.pk}/viec/"
    client = client_of(officer)

    wrong = client.post(f"{address}chuyen/", {"ngay": "2025-07-01", "dia-ban": [map_.my.pk]})
    undated = client.post(f"{address}ket-thuc/", {"ngay": ""})

    assert (wrong.status_code, "không thể vừa cũ vừa mới" in wrong.content.decode()) == (409, True)
    assert (undated.status_code, "Ghi đủ ngày, tháng, năm." in undated.content.decode()) == (409, True)
    assert client_of(clerk).post(f"{address}ket-thuc/", {"ngay": "2025-06-30"}).status_code == 403
    map_.my.refresh_from_db()
    assert map_.my.to_date is None
