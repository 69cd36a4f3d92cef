"""The tree of units on any day, the names of units, and the lines as honours."""

from dataclasses import replace
from datetime import date

from tdkt.reports.register import Honour, RatingLine, UnitLine
from tests.reports.registers import (
    KNOWN_ON,
    NORTH,
    OFFICE,
    PROVINCE,
    ROOT,
    SOUTH,
    STAFF,
    TEAM,
    UNITS,
    conferral,
    register,
    succession,
    unit,
)

MOVE = date(2018, 8, 15)


def moved_team() -> tuple[UnitLine, ...]:
    """The team stands under the north until 14/8/2018, then under the south."""
    places = ((NORTH, None, date(2018, 8, 14)), (SOUTH, MOVE, None))
    return (*UNITS[:-1], UnitLine(TEAM, "Đội Tổng hợp", names=(("Đội Tổng hợp", None, None),), places=places))


def test_a_unit_stands_under_another_only_on_the_days_of_its_place():
    tree = register(units=moved_team())

    assert tree.ancestors(TEAM, date(2018, 8, 14)) == (TEAM, NORTH, ROOT)
    assert tree.ancestors(TEAM, MOVE) == (TEAM, SOUTH, ROOT)
    assert tree.ancestors(TEAM, None) == (TEAM, SOUTH, ROOT)


def test_rows_belong_to_the_unit_under_which_they_stood_on_their_day():
    before = conferral(1, "giay-khen", unit_id=TEAM, year=2018, signed_on=date(2018, 8, 14))
    after = conferral(2, "giay-khen", unit_id=TEAM, year=2018, signed_on=MOVE)
    by_year_alone = conferral(3, "giay-khen", unit_id=TEAM, year=2018, signed_on=None)
    tree = register(before, after, by_year_alone, units=moved_team())

    rows = {u: [h.row for h in tree.honours_of(u).get("giay-khen", [])] for u in (ROOT, NORTH, SOUTH, TEAM, STAFF)}

    assert rows == {
        ROOT: ["conferral/1", "conferral/2", "conferral/3"],
        NORTH: ["conferral/1"],
        SOUTH: ["conferral/2", "conferral/3"],
        TEAM: ["conferral/1", "conferral/2", "conferral/3"],
        STAFF: [],
    }


def test_the_root_takes_rows_without_a_place_but_not_those_of_another_tree():
    elsewhere = unit(8, "Công an tỉnh khác", None)
    rows = (
        conferral(1, "giay-khen", unit_id=None),
        conferral(2, "giay-khen", unit_id=9),
        conferral(3, "giay-khen", unit_id=8),
    )
    tree = register(*rows, units=(*UNITS, elsewhere, UnitLine(9, "Đội chưa rõ")))

    assert [h.row for h in tree.honours_of(ROOT)["giay-khen"]] == ["conferral/1", "conferral/2"]
    assert tree.honours_of(NORTH) == {}


def test_a_row_of_a_day_before_or_after_a_units_known_days_goes_to_its_nearest_place():
    places = ((NORTH, date(2015, 3, 11), date(2016, 12, 31)), (SOUTH, date(2018, 1, 1), date(2025, 2, 28)))
    tree = register(units=(*UNITS, UnitLine(9, "Đội mới", places=places)))

    days = (date(2015, 2, 27), date(2017, 5, 1), date(2025, 4, 15))
    assert [tree.ancestors(9, day)[1] for day in days] == [NORTH, NORTH, SOUTH]


def test_a_circle_of_parents_ends():
    tree = register(units=(unit(ROOT, "A", STAFF), unit(STAFF, "B", ROOT)))

    assert tree.ancestors(ROOT, KNOWN_ON) == (ROOT, STAFF)


def test_a_unit_bears_the_name_of_the_day_and_is_marked_when_it_or_the_name_is_gone():
    renamed = UnitLine(
        6,
        "Công an thị xã Điện Bàn",
        names=(
            ("Công an huyện Điện Bàn", None, date(2015, 3, 31)),
            ("Công an thị xã Điện Bàn", date(2015, 4, 1), None),
        ),
        ended=date(2025, 2, 28),
    )
    tree = register(units=(*UNITS, renamed))
    known = date(2020, 5, 25)

    names = [
        tree.name_on(6, date(2015, 1, 1)),
        tree.name_on(6, date(2015, 1, 1), known_on=known),
        tree.name_on(6, date(2016, 1, 1), known_on=known),
        tree.name_on(6, date(2016, 1, 1), known_on=date(2025, 2, 27)),
        tree.name_on(6, date(2016, 1, 1), known_on=date(2025, 2, 28)),
        tree.name_on(6, None),
        tree.name_on(None, known),
        tree.name_on(77, known),
    ]

    assert names == [
        "Công an huyện Điện Bàn",
        "Công an huyện Điện Bàn (cũ)",
        "Công an thị xã Điện Bàn",
        "Công an thị xã Điện Bàn",
        "Công an thị xã Điện Bàn (cũ)",
        "Công an thị xã Điện Bàn",
        "",
        "",
    ]


def test_a_renamed_unit_is_the_same_body_but_a_merged_one_is_not():
    tree = register(
        successions=(
            succession(6, 7, "rename", MOVE),
            succession(7, 8, "rename", MOVE),
            succession(9, 8, "merge", MOVE),
        )
    )

    assert tree.same_body(8) == {6, 7, 8}


def test_the_child_under_a_unit_is_the_one_in_its_line():
    tree = register()

    assert [
        tree.child_under(ROOT, row_unit=TEAM, on=KNOWN_ON),
        tree.child_under(ROOT, row_unit=NORTH, on=KNOWN_ON),
        tree.child_under(ROOT, row_unit=ROOT, on=KNOWN_ON),
        tree.child_under(ROOT, row_unit=None, on=KNOWN_ON),
        tree.child_under(NORTH, row_unit=TEAM, on=KNOWN_ON),
    ] == [NORTH, NORTH, ROOT, ROOT, TEAM]


def test_a_yearly_title_in_the_ratings_is_an_honour_unless_a_conferral_records_it():
    given = conferral(1, "chien-si-tien-tien", receiver_id=50, year=2016)
    ratings = (
        RatingLine(1, "Người số 1", 50, 2016, "hoan-thanh-tot", "chien-si-tien-tien", NORTH),
        RatingLine(2, "Người số 1", 50, 2017, "hoan-thanh-tot", "chien-si-tien-tien", NORTH),
        RatingLine(3, "Người số 2", 51, 2017, "hoan-thanh", "", NORTH),
    )

    assert register(given, ratings=ratings).honours == (
        Honour(
            "conferral/1", 50, "individual", "chien-si-tien-tien", None, "", "", 2016, "decided",
            date(2016, 6, 1), NORTH, None,
        ),
        Honour(
            "rating/2", 50, "individual", "chien-si-tien-tien", None, "", "", 2017, "decided",
            date(2017, 12, 31), NORTH, None,
        ),
    )  # fmt: skip


def test_a_rating_is_of_a_collective_when_it_says_so_or_rates_the_unit_itself():
    line = RatingLine(1, "Phòng Tham mưu", STAFF, 2016, "hoan-thanh-tot", "", STAFF)
    tree = register()

    kinds = [
        tree.kind_rated(line),
        tree.kind_rated(replace(line, receiver="Nguyễn Hữu Phước")),
        tree.kind_rated(replace(line, receiver="Đội 1", title="don-vi-tien-tien")),
        tree.kind_rated(replace(line, receiver="Đội 1", recipient="collective")),
    ]

    assert kinds == ["collective", "individual", "collective", "collective"]


def test_givers_are_named_as_the_office_names_them():
    tree = register(
        conferral(1, "bang-khen-bo-tinh", **PROVINCE),
        conferral(2, "bang-khen-thu-tuong"),
        office=replace(OFFICE, place="Quảng Nam"),
    )

    assert tree.givers == {
        ("bang-khen-bo-tinh", "province", "Chủ tịch UBND tỉnh Quảng Nam"): ("province", "UBND tỉnh"),
        ("bang-khen-thu-tuong", "", ""): ("prime-minister", "Thủ tướng Chính phủ"),
    }
