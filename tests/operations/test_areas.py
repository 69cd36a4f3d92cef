"""Places of the map: entered, ended, passed on, taken in by the list that an office has, and every act taken back whole."""

from datetime import date

import pytest

from tdkt.operations.areas import (
    ListRow,
    end_area,
    enter_area,
    enter_areas,
    pass_on,
    place_models,
    plan_list,
    say_where,
    take_back,
    take_in_list,
)
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.records.areas import atlas
from tdkt.records.models import Area, AreaSuccession, Entry, ModelProfile
from tests.conftest import make_unit
from tests.operations.placed import BEFORE, CHANGE, NOON, Map, enter_model

pytestmark = pytest.mark.django_db


@pytest.fixture
def map_() -> Map:
    return Map()


def state() -> list[tuple[str, object, object]]:
    return [*Area.objects.order_by("pk").values_list("name", "from_date", "to_date")] + [
        (f"{one.old.name} > {one.new.name}", one.on_date, one.document)
        for one in AreaSuccession.objects.order_by("pk").select_related("old", "new")
    ]


def last() -> int:
    return Entry.objects.latest("seq").seq


# --- entering --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "where", "words"),
    [
        ("", "commune", "district", "Ghi tên và cấp"),
        ("Xã Mới", "village", "district", "Ghi tên và cấp"),
        ("Xã Mới", "commune", None, "Chọn địa bàn chứa Xã Mới"),
        ("Huyện Mới", "district", "my", "không nằm trong địa bàn đã chọn được"),
        ("xã  tiên mỹ", "commune", "district", "Sổ đã có xã tiên mỹ"),
    ],
)
def test_what_cannot_be_a_place_is_refused_and_nothing_is_written(map_, name, kind, where, words):
    before = state()
    with pytest.raises(RuleNotMet) as refused:
        enter_area(name, kind, parent_id=getattr(map_, where).pk if where else None, by=None, at=NOON)

    assert (words in refused.value.vietnamese, state()) == (True, before)


def test_names_that_differ_by_a_tone_are_two_places_and_are_not_mixed_up(map_):
    dan, other = (map_.enter(name, "commune", map_.other) for name in ("Xã Tam Dân", "Xã Tam Đàn"))
    over = atlas()

    assert [
        over.find("Huyện Khác", f"thôn 4, xã {name}") for name in ("Tam Dân", "Tam Đàn", "tam dan", "Tam Danh")
    ] == [
        dan.pk,
        other.pk,
        map_.other.pk,
        map_.other.pk,
    ]


def test_only_the_officer_keeps_places(map_, clerk, inspector):
    for account in (clerk, inspector):
        with pytest.raises(NotPermitted):
            enter_area("Xã Mới", "commune", parent_id=map_.district.pk, by=account, at=NOON)
        with pytest.raises(NotPermitted):
            pass_on([map_.my.pk], [map_.tho.pk], CHANGE, by=account, at=NOON)
        with pytest.raises(NotPermitted):
            take_in_list([], CHANGE, by=account, at=NOON)


def test_many_are_entered_in_one_act_and_taken_back_together(map_):
    before = state()
    made = enter_areas("commune", [(f"Xã {n}", map_.other.pk) for n in range(3)], by=None, at=NOON)

    assert [area.name for area in made] == ["Xã 0", "Xã 1", "Xã 2"]
    take_back(last(), by=None, at=NOON)
    assert state() == before


# --- ending and passing on -----------------------------------------------------------------------------------


def test_a_merger_closes_the_old_on_the_eve_and_keeps_the_paper(map_):
    map_.merge()

    assert [one for one in state() if "Tiên" in one[0]] == [
        ("Huyện Tiên Phước", None, BEFORE),
        ("Xã Tiên Mỹ", None, BEFORE),
        ("Xã Tiên Thọ", None, BEFORE),
        ("Xã Tiên Phước", CHANGE, None),
        ("Xã Tiên Mỹ > Xã Tiên Phước", CHANGE, "Nghị quyết mẫu"),
        ("Xã Tiên Thọ > Xã Tiên Phước", CHANGE, "Nghị quyết mẫu"),
        ("Xã Chia > Xã Tiên Phước", CHANGE, "Nghị quyết mẫu"),
    ]


def test_the_old_name_is_shown_as_former_from_the_day_on(map_):
    map_.merge()
    found = atlas()

    assert [found.whole(map_.my.pk, on=day) for day in (BEFORE, CHANGE)] == [
        "Xã Tiên Mỹ, Huyện Tiên Phước",
        "Xã Tiên Mỹ (cũ), Huyện Tiên Phước (cũ)",
    ]
    assert found.whole(map_.merged.pk, on=CHANGE) == "Xã Tiên Phước, Thành phố Đà Nẵng"
    assert [found.finest(day) for day in (BEFORE, CHANGE)] == ["district", "commune"]
    assert found.changes() == [CHANGE]


def test_what_cannot_pass_on_is_refused(map_):
    map_.merge()
    late = map_.enter("Xã Sau", "commune", map_.city, date(2026, 1, 1))
    refused = {
        "both": ([map_.second.pk], [map_.second.pk], CHANGE),
        "none": ([], [map_.second.pk], CHANGE),
        "not yet": ([map_.second.pk], [late.pk], date(2025, 9, 1)),
    }
    for olds, news, day in refused.values():
        with pytest.raises(RuleNotMet):
            pass_on(olds, news, day, by=None, at=NOON)
    with pytest.raises(WrongState):
        pass_on([map_.my.pk], [map_.second.pk], date(2025, 9, 1), by=None, at=NOON)
    with pytest.raises(WrongState):
        end_area(map_.my.pk, date(2025, 12, 31), by=None, at=NOON)
    with pytest.raises(NotFound):
        end_area(10**6, CHANGE, by=None, at=NOON)


def test_passing_on_is_taken_back_whole_unless_something_rests_on_it(map_):
    map_.merge()
    third = map_.enter("Xã Ba", "commune", map_.city, date(2026, 1, 1))
    entered = last()
    before = state()
    seq = pass_on([map_.second.pk], [third.pk], date(2026, 1, 1), by=None, at=NOON)
    with pytest.raises(WrongState):
        take_back(entered, by=None, at=NOON)

    take_back(seq, by=None, at=NOON)
    assert state() == before
    with pytest.raises(WrongState):
        take_back(seq, by=None, at=NOON)
    take_back(entered, by=None, at=NOON)
    assert not Area.objects.filter(name="Xã Ba").exists()


# --- saying which ----------------------------------------------------------------------------------------------


def test_a_part_can_only_be_said_to_lie_in_a_successor(map_):
    hamlet = map_.enter("Thôn Bốn", "residential-area", map_.divided)
    map_.merge()
    with pytest.raises(RuleNotMet) as refused:
        say_where(hamlet.pk, map_.my.pk, CHANGE, by=None, at=NOON)
    assert "chỉ có thể nằm ở: Xã Tiên Phước, Xã Khác" in refused.value.vietnamese

    there = say_where(hamlet.pk, map_.second.pk, CHANGE, by=None, at=NOON)
    assert (there.name, there.parent_id, there.from_date) == ("Thôn Bốn", map_.second.pk, CHANGE)


def test_a_clerk_says_where_models_of_the_own_unit_lie_and_no_others(office, clerk, map_):
    mine = enter_model("Camera an ninh", unit=clerk.unit)
    other = enter_model("Camera an ninh", unit=make_unit("Công an huyện khác", under=office.unit))
    with pytest.raises(NotFound):
        place_models([mine.pk, other.pk], map_.my.pk, by=clerk, at=NOON, on=CHANGE)
    with pytest.raises(RuleNotMet):
        place_models([], map_.my.pk, by=clerk, at=NOON, on=CHANGE)

    seq = place_models([mine.pk], map_.my.pk, by=clerk, at=NOON, on=CHANGE)
    assert dict(ModelProfile.objects.values_list("model", "area")) == {mine.pk: map_.my.pk}
    take_back(seq, by=clerk, at=NOON)
    assert not ModelProfile.objects.exists()


# --- the list of an office --------------------------------------------------------------------------------------

LIST = (
    ListRow("Sheet1, 2", "Xã Tiên Mỹ", "Xã Tiên Phước", "Tiên Phước", "Đà Nẵng", "NQ mẫu"),
    ListRow("Sheet1, 3", "Tiên Thọ", "Xã Tiên Phước", "Huyện Tiên Phước", "thành phố Đà Nẵng", "NQ mẫu"),
    ListRow("Sheet1, 4", "Xã Chia", "Xã Tiên Phước", "Tiên Phước", "Đà Nẵng", "NQ mẫu"),
    ListRow("Sheet1, 5", "Xã Chia", "Xã Khác", "Tiên Phước", "Đà Nẵng", "NQ mẫu"),
)


def with_city(map_: Map) -> None:
    city = map_.enter("Thành phố Đà Nẵng", "province", None)
    map_.pass_([map_.province], [city])


def test_a_list_of_mergers_makes_new_communes_and_ends_the_district_that_is_left_empty(map_):
    with_city(map_)
    before = state()
    found = take_in_list(LIST, CHANGE, by=None, at=NOON)

    assert found.fresh == (
        ("Xã Khác", "Đà Nẵng"),
        *(("Xã Tiên Phước", name) for name in ("thành phố Đà Nẵng", "Đà Nẵng")),
    )
    assert found.districts == (map_.district.pk,)
    assert [one for one in state() if one not in before] == [
        ("Huyện Tiên Phước", None, BEFORE),
        ("Xã Tiên Mỹ", None, BEFORE),
        ("Xã Tiên Thọ", None, BEFORE),
        ("Xã Chia", None, BEFORE),
        ("Xã Tiên Phước", CHANGE, None),
        ("Xã Khác", CHANGE, None),
        ("Xã Tiên Mỹ > Xã Tiên Phước", CHANGE, "NQ mẫu"),
        ("Xã Tiên Thọ > Xã Tiên Phước", CHANGE, "NQ mẫu"),
        ("Xã Chia > Xã Tiên Phước", CHANGE, "NQ mẫu"),
        ("Xã Chia > Xã Khác", CHANGE, "NQ mẫu"),
    ]

    take_back(found.entry or 0, by=None, at=NOON)
    assert state() == before


def test_a_list_with_a_line_that_cannot_be_entered_enters_nothing_and_says_which(map_):
    with_city(map_)
    before = state()
    strange = ListRow("Sheet1, 6", "Xã Lạ", "Xã Khác", "Tiên Phước", "Đà Nẵng")
    elsewhere = ListRow("Sheet1, 7", "Xã Ở Lại", "Xã Khác", "Huyện Khác", "Huế")
    plan = plan_list([*LIST, strange, elsewhere], CHANGE)

    assert [(row.at, why) for row, why in plan.problems] == [
        ("Sheet1, 6", "Sổ không có đúng một Xã Lạ ở Tiên Phước; nhập địa bàn này trước."),
        ("Sheet1, 7", "Sổ không có tỉnh Huế vào ngày 01/07/2025; nhập tỉnh này trước."),
    ]
    with pytest.raises(RuleNotMet) as refused:
        take_in_list([*LIST, strange], CHANGE, by=None, at=NOON)
    assert "Sheet1, 6" in refused.value.vietnamese
    assert state() == before


def test_the_same_list_again_finds_nothing_left_to_pass(map_):
    with_city(map_)
    take_in_list(LIST, CHANGE, by=None, at=NOON)
    after = state()

    with pytest.raises(RuleNotMet) as refused:
        take_in_list(LIST, date(2025, 8, 1), by=None, at=NOON)
    assert "không còn vào ngày 31/07/2025" in refused.value.vietnamese
    assert state() == after
