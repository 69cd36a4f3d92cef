"""Which honours belong to a unit: by the tree on the day of each decision, and as the reports count them."""

from datetime import date

import pytest

from tdkt.operations.ledger import writing
from tdkt.operations.reporting import register_known
from tdkt.records.models import Conferral, Office, Subject, Succession, Unit, UnitName, UnitPlace
from tdkt.records.units import PARTS, conferrals_of, tree, whole_names
from tests.web.register import NOON, enter_award, enter_body, enter_decision, enter_person

SPRING, AUTUMN = date(2018, 3, 1), date(2018, 10, 1)
REORGANISED = date(2018, 8, 15)


def enter_unit(name, parent, *, first=None, last=None):
    with writing(by=None, at=NOON, verb="imports.apply", detail={"file": "don-vi.xlsx"}) as pen:
        subject = pen.add_one(Subject(kind="collective", name=name, name_key=name, search=name))
        unit = pen.add_one(Unit(subject=subject, name=name, founded=first, ended=last))
        pen.change(subject, belongs_to_id=unit.pk)
        pen.add([UnitName(unit=unit, name=name, folded=name, from_date=first, to_date=last)])
        place_unit(pen, unit, parent, first, last)
    return unit


def place_unit(pen, unit, parent, first, last):
    path = (UnitPlace.objects.filter(unit=parent).last().path if parent else "") + f"{unit.pk:06d}."
    pen.add([UnitPlace(unit=unit, parent=parent, path=path, from_date=first, to_date=last)])


@pytest.fixture
def tree_of_2018(db):
    """A room renamed on 15/08/2018 with its team, and a team that moved on that day from one room to another."""
    top = enter_unit("Công an tỉnh mẫu", None)
    old = enter_unit("Phòng Hình sự", top, last=date(2018, 8, 14))
    new = enter_unit("Phòng Cảnh sát hình sự", top, first=REORGANISED)
    other = enter_unit("Phòng Tham mưu", top)
    team = enter_unit("Đội Trọng án", old, last=date(2018, 8, 14))
    mover = enter_unit("Đội Trực ban", other, last=date(2018, 8, 14))
    with writing(by=None, at=NOON, verb="imports.apply") as pen:
        place_unit(pen, mover, new, REORGANISED, None)
        pen.change(mover, ended=None)
        pen.add([Succession(predecessor=old, successor=new, kind="rename", on_date=REORGANISED)])
    Office.objects.create(id=1, name="Công an tỉnh mẫu", unit=top)
    spring, autumn = enter_decision("1/QĐ-BCA", SPRING), enter_decision("2/QĐ-BCA", AUTUMN)
    for unit in (top, old, team, mover, other):
        enter_award(unit.subject, spring, unit=unit)
    for unit in (new, mover, team):  # the list of the autumn still names the team of the room that is no more
        enter_award(unit.subject, autumn, unit=unit)
    enter_award(enter_person("Lê Văn Dũng", mover), spring)
    enter_award(enter_body("Hộ ông Nguyễn Văn A", None, kind="household"), autumn)
    return {"top": top, "old": old, "new": new, "other": other, "team": team, "mover": mover}


def told(where):
    found = Conferral.objects.filter(where).order_by("decision__signed_on", "subject__name")
    return [(c.subject.name, c.decision.number[0]) for c in found]


def test_a_renamed_room_holds_what_it_won_under_its_former_name(tree_of_2018):
    own = told(conferrals_of(tree_of_2018["new"].pk, "self"))

    assert own == [("Phòng Hình sự", "1"), ("Phòng Cảnh sát hình sự", "2")]


def test_a_team_counts_where_it_stood_on_the_day(tree_of_2018):
    before = told(conferrals_of(tree_of_2018["other"].pk, "collective"))
    after = told(conferrals_of(tree_of_2018["new"].pk, "collective"))

    assert before == [("Đội Trực ban", "1")]
    assert after == [("Đội Trọng án", "1"), ("Đội Trọng án", "2"), ("Đội Trực ban", "2")]


def test_people_are_a_tally_of_their_own(tree_of_2018):
    assert told(conferrals_of(tree_of_2018["other"].pk, "individual")) == [("Lê Văn Dũng", "1")]


def test_the_office_takes_what_has_no_place(tree_of_2018):
    assert told(conferrals_of(tree_of_2018["top"].pk, "household")) == [("Hộ ông Nguyễn Văn A", "2")]
    assert Conferral.objects.filter(conferrals_of(tree_of_2018["top"].pk)).count() == Conferral.objects.count()


def test_parts_share_no_row_and_lose_none(tree_of_2018):
    for unit in tree_of_2018.values():
        parts = [Conferral.objects.filter(conferrals_of(unit.pk, part)).values_list("pk", flat=True) for part in PARTS]
        whole = Conferral.objects.filter(conferrals_of(unit.pk)).values_list("pk", flat=True)

        assert sorted(pk for part in parts for pk in part) == sorted(whole)


def test_screens_and_reports_agree_which_honours_are_whose(tree_of_2018):
    reports = register_known(None, day=date(2020, 5, 25))

    for unit in tree_of_2018.values():
        counted = {honour.row for honours in reports.honours_of(unit.pk).values() for honour in honours}
        listed = {
            f"conferral/{pk}" for pk in Conferral.objects.filter(conferrals_of(unit.pk)).values_list("pk", flat=True)
        }

        assert listed == counted


@pytest.mark.parametrize(
    ("on", "former", "shown"),
    [
        (SPRING, False, ["Công an tỉnh mẫu", " Phòng Hình sự", "  Đội Trọng án", " Phòng Tham mưu", "  Đội Trực ban"]),
        (AUTUMN, False, ["Công an tỉnh mẫu", " Phòng Cảnh sát hình sự", "  Đội Trực ban", " Phòng Tham mưu"]),
        (
            AUTUMN,
            True,
            [
                "Công an tỉnh mẫu",
                " Phòng Hình sự (cũ)",
                "  Đội Trọng án (cũ)",
                " Phòng Cảnh sát hình sự",
                "  Đội Trực ban",
                " Phòng Tham mưu",
            ],
        ),
    ],
)
def test_the_tree_is_that_of_the_day(tree_of_2018, on, former, shown):
    branches = tree(Unit.objects.all(), on=on, former=former)

    assert [" " * branch.depth + branch.name for branch in branches] == shown


def test_names_are_told_with_what_they_stand_under(tree_of_2018):
    units = tree_of_2018

    assert whole_names([unit.pk for unit in units.values()], on=AUTUMN) == {
        units["top"].pk: "Công an tỉnh mẫu",
        units["old"].pk: "Phòng Hình sự (cũ)",
        units["new"].pk: "Phòng Cảnh sát hình sự",
        units["other"].pk: "Phòng Tham mưu",
        units["team"].pk: "Đội Trọng án, Phòng Hình sự (cũ)",
        units["mover"].pk: "Đội Trực ban, Phòng Cảnh sát hình sự",
    }
