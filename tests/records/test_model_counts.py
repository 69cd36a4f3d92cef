"""The counting rules of models on hand-made cases: types, models, places and groups apart, as of any day, by old and new places."""

from datetime import date

import pytest

from tdkt.operations.areas import place_models, say_where, take_back
from tdkt.operations.ledger import writing
from tdkt.records.model_counts import NOWHERE, UNCLEAR, Levels, beside_census, count
from tdkt.records.models import Census, CensusLine, CommunityModel
from tests.operations.placed import BEFORE, CHANGE, EARLY, NOON, Map, enter_model

pytestmark = pytest.mark.django_db
AFTER = date(2025, 7, 2)


def counted(on=EARLY, **more):
    return count(CommunityModel.objects.all(), on, **more)


def names(rows) -> list[str]:
    return sorted(row.place for row in rows)


# --- the four levels -------------------------------------------------------------------------------------


def test_types_models_places_and_groups_are_four_numbers():
    enter_model(
        "Camera an ninh",
        "xã Một",
        sites=(("thôn 1", "2017", "", None), ("thôn 2", "", "", None), ("thôn 3", "2021", "", None)),
        groups=(("Tổ 1", "2017", "", 0), ("Tổ 2", "2017", "2019-01", 0), ("Tổ không rõ nơi", "", "", None)),
    )
    enter_model("Camera an ninh", "xã Hai")
    enter_model("Tiếng loa an ninh", "xã Ba")

    assert counted().levels == Levels(types=2, models=3, places=2, groups=2, unsure=0, doubles=0, unsaid_places=2)


def test_a_group_ends_with_its_place_and_a_group_without_a_place_counts():
    enter_model(
        "Camera an ninh",
        sites=(("thôn 1", "2016", "2018", None),),
        groups=(("ở điểm đã thôi", "2016", "", 0), ("không rõ điểm", "2016", "", None)),
    )

    assert [len(counted(date(year, 6, 1)).groups) for year in (2017, 2019)] == [2, 1]


def test_where_no_place_and_no_group_is_told_their_number_is_unknown_and_not_zero():
    enter_model("Camera an ninh")

    assert counted().levels == Levels(types=1, models=1, places=None, groups=None, unsaid_places=1)


def test_a_type_whose_only_model_stopped_is_no_type_any_more():
    enter_model("Camera an ninh", stopped="2018-03-01")
    enter_model("Tiếng loa an ninh")

    assert [counted(date(2018, month, 1)).levels.types for month in (2, 3)] == [2, 1]


# --- dates ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("founded", "stopped", "stands", "sure"),
    [
        ("2020-05-25", "", True, True),
        ("2020-05-26", "", False, None),
        ("2020-05", "", True, False),
        ("2020", "", True, False),
        ("2020-06", "", False, None),
        ("", "", True, False),
        ("2016", "2020-05-25", False, None),
        ("2016", "2020-05-26", True, True),
        ("2016", "2020-05", True, False),
        ("2016", "2020-04", False, None),
        ("2016", "2020", True, False),
        ("2016", "2019", False, None),
    ],
)
def test_a_date_known_only_in_part_counts_as_standing_and_is_said(founded, stopped, stands, sure):
    enter_model("Camera an ninh", founded=founded, stopped=stopped)

    rows = counted().rows

    assert [row.sure for row in rows] == ([sure] if stands else [])


def test_on_the_last_day_of_its_month_and_year_a_date_in_part_is_over():
    enter_model("Camera an ninh", stopped="2020-05")
    enter_model("Tiếng loa an ninh", stopped="2020")

    assert [len(counted(day).rows) for day in (date(2020, 5, 30), date(2020, 5, 31), date(2020, 12, 31))] == [2, 1, 0]


def test_a_model_that_was_merged_or_stopped_by_an_event_is_counted_until_then():
    whole = enter_model("Camera an ninh", "xã Một")
    enter_model("Camera an ninh", "xã Hai", ended=("merged", "2019-05-02", whole))
    enter_model("Camera an ninh", "xã Ba", ended=("stopped", "2018", None))

    found = [names(counted(day).rows) for day in (date(2018, 5, 1), date(2019, 5, 1), date(2019, 5, 2))]

    assert found == [["xã Ba", "xã Hai", "xã Một"], ["xã Hai", "xã Một"], ["xã Một"]]


# --- registered twice --------------------------------------------------------------------------------------


def test_what_is_registered_twice_is_counted_once_and_stands_in_both_registers():
    police = enter_model("Tổ tuần tra", "xã Một")
    enter_model("Tổ tuần tra", "xã Một (Dân vận khéo)", same_as=police, register="dan-van-kheo", founded="2018")
    enter_model("Tiếng loa an ninh", "xã Hai", register="dan-van-kheo")

    found = counted()

    assert (found.levels.models, found.levels.doubles, found.in_two) == (2, 1, 1)
    assert names(found.rows) == ["xã Hai", "xã Một"]
    assert found.by_register == {"dan-van-kheo": 2, "tdbvantq": 1}


def test_a_double_counts_alone_while_the_other_does_not_stand():
    police = enter_model("Tổ tuần tra", "ở sổ kia", founded="2019-01-01")
    double = enter_model("Tổ tuần tra", "Dân vận khéo", same_as=police, founded="2017")
    enter_model("Tổ tuần tra", "lần ba", same_as=double, founded="2018")

    assert [names(counted(date(year, 6, 1)).rows) for year in (2017, 2018, 2020)] == [
        ["Dân vận khéo"],
        ["Dân vận khéo"],
        ["ở sổ kia"],
    ]


def test_places_and_groups_of_a_double_are_not_counted_besides():
    police = enter_model("Tổ tuần tra", sites=(("thôn 1", "", "", None),), groups=(("Tổ 1", "", "", 0),))
    enter_model("Tổ tuần tra", same_as=police, sites=(("thôn 1", "", "", None),), groups=(("Tổ 1", "", "", 0),))

    assert (counted().levels.places, counted().levels.groups) == (1, 1)


# --- old and new places ----------------------------------------------------------------------------------


@pytest.fixture
def map_() -> Map:
    return Map()


def by_name(found, tier) -> dict[str, int]:
    words = {NOWHERE: "chưa ghi", UNCLEAR: "chưa rõ"}
    return {
        words.get(key) or found.atlas.called(key, on=AFTER): len(rows)
        for key, rows in sorted(found.by_area(tier).items())
    }


@pytest.fixture
def models(map_) -> list[CommunityModel]:
    return [
        enter_model("Camera an ninh", "xã Tiên Mỹ", area=map_.my),
        enter_model("Camera an ninh", "thôn 3, xã Tiên Thọ", district="Huyện Tiên Phước"),
        enter_model("Tiếng loa an ninh", "xã Chia", area=map_.divided),
        enter_model("Tiếng loa an ninh", "xã Ở Lại", area=map_.stays),
        enter_model("Tiếng loa an ninh", "Khác thường", district="Huyện lạ"),
    ]


def test_before_the_merger_by_district_and_commune_of_old(map_, models):
    map_.merge()
    found = counted(BEFORE)

    assert by_name(found, "district") == {"Huyện Tiên Phước (cũ)": 3, "Huyện Khác (cũ)": 1, "chưa ghi": 1}
    assert by_name(found, "commune") == {
        "chưa ghi": 1,
        "Xã Tiên Mỹ (cũ)": 1,
        "Xã Tiên Thọ (cũ)": 1,
        "Xã Chia (cũ)": 1,
        "Xã Ở Lại (cũ)": 1,
    }


def test_after_the_merger_the_same_models_lie_in_the_new_communes_and_the_new_province(map_, models):
    map_.merge()
    found = counted(AFTER)

    assert by_name(found, "commune") == {"chưa rõ": 1, "chưa ghi": 1, "Xã Tiên Phước": 2, "Xã Khác": 1}
    assert by_name(found, "province") == {"chưa ghi": 1, "Thành phố Đà Nẵng": 4}
    assert by_name(found, "district") == {"chưa ghi": 5}
    assert len(found.rows) == 5


def test_models_of_after_the_merger_are_shown_on_the_old_map_as_far_as_it_is_said(map_, models):
    map_.merge()
    enter_model("Zalo an ninh", "xã Khác", area=map_.second, founded="2025-07-15")
    found = counted(date(2025, 8, 1), map_day=BEFORE)

    assert by_name(found, "district") == {
        "chưa rõ": 1,  # Khác took in Ở Lại whole and a part of Chia, of another district
        "chưa ghi": 1,
        "Huyện Tiên Phước (cũ)": 3,
        "Huyện Khác (cũ)": 1,
    }


def test_in_a_divided_commune_it_is_not_said_which_until_somebody_says(map_, models):
    map_.merge()
    seq = place_models([models[2].pk], map_.second.pk, by=None, at=NOON, on=AFTER)
    said = by_name(counted(AFTER), "commune")
    take_back(seq, by=None, at=NOON)

    assert said == {"chưa ghi": 1, "Xã Tiên Phước": 2, "Xã Khác": 2}
    assert by_name(counted(AFTER), "commune")["chưa rõ"] == 1


def test_a_hamlet_of_a_divided_commune_goes_where_somebody_says_it_goes(map_):
    hamlet = map_.enter("Thôn Bốn", "residential-area", map_.divided)
    enter_model("Camera an ninh", area=hamlet)
    map_.merge()
    unsaid = by_name(counted(AFTER), "commune")

    say_where(hamlet.pk, map_.merged.pk, CHANGE, by=None, at=NOON)

    assert unsaid == {"chưa rõ": 1}
    assert by_name(counted(AFTER), "commune") == {"Xã Tiên Phước": 1}
    assert by_name(counted(BEFORE), "commune") == {"Xã Chia (cũ)": 1}


def test_places_and_groups_lie_by_their_own_area_else_by_that_of_their_model(map_):
    enter_model(
        "Camera an ninh",
        area=map_.my,
        sites=(("thôn 1", "", "", None), ("bên kia", "", "", map_.stays)),
        groups=(("Tổ 1", "", "", 1), ("Tổ 2", "", "", None)),
    )
    map_.merge()
    old, new = counted(BEFORE), counted(AFTER)

    assert dict(old.spread("sites", "district")) == {map_.district.pk: 1, map_.other.pk: 1}
    assert dict(new.spread("sites", "commune")) == {map_.merged.pk: 1, map_.second.pk: 1}
    assert dict(new.spread("groups", "commune")) == {map_.merged.pk: 1, map_.second.pk: 1}


# --- by sphere, year, rating --------------------------------------------------------------------------------


def test_by_sphere_year_and_rating_as_known_on_the_day():
    enter_model("Camera an ninh", sphere="school", founded="2016-03", rated=((2018, "Duy trì"), (2019, "Yếu kém")))
    enter_model("Camera an ninh", sphere="school", founded="2018", rated=((2018, "Duy trì"),))
    enter_model("Camera an ninh", founded="")

    found, earlier = counted(), counted(date(2018, 12, 31))

    assert found.by_sphere == {"school": 2, "": 1}
    assert found.by_founding == {"2016": 1, "2017": 0, "2018": 1, "": 1}
    assert (found.year, found.by_rating) == (2019, {"Yếu kém": 1, "": 2})
    assert (earlier.year, earlier.by_rating) == (2018, {"Duy trì": 2, "": 1})


# --- beside a census -----------------------------------------------------------------------------------------


def test_a_census_stays_what_it_was_and_is_told_apart_from_the_count_with_reasons():
    kept = enter_model("Camera an ninh", "xã Một")
    double = enter_model("Camera an ninh", "xã Một", same_as=kept)
    gone = enter_model("Camera an ninh", "xã Hai", stopped="2020-02")
    ahead = enter_model("Camera an ninh", "xã Ba", founded="2021")
    fresh = enter_model("Camera an ninh", "xã Bốn", founded="2020-03-01")
    forgotten = enter_model("Camera an ninh", "xã Năm", founded="2012")
    with writing(by=None, at=NOON, verb="imports.apply") as pen:
        census = pen.add_one(Census(as_of=date(2019, 12, 31)))
        pen.add([CensusLine(census=census, model=one) for one in (kept, double, gone, ahead)])

    found = beside_census(counted(), census)

    assert (found.listed, found.counted, found.differ) == (4, 3, True)
    assert found.only_census == {"registered-twice": [double.pk], "ended": [gone.pk], "not-begun": [ahead.pk]}
    assert found.only_count == {"begun-since": [fresh.pk], "not-listed": [forgotten.pk]}
    assert found.counted - found.listed == sum(map(len, found.only_count.values())) - sum(
        map(len, found.only_census.values())
    )
