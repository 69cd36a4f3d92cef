"""Targets of exemplars by unit: set together, compared with what was found, honoured and taken up, also through units that ended."""

from datetime import date

import pytest

from tdkt.operations.errors import NotPermitted, RuleNotMet
from tdkt.operations.exemplar_stories import take_up
from tdkt.operations.exemplar_targets import Aim, Reached, compare, set_targets
from tdkt.operations.exemplar_undo import take_back
from tdkt.operations.exemplars import end, honour
from tdkt.operations.ledger import writing
from tdkt.records.models import ExemplarTarget, Succession, Unit
from tests.conftest import WORKING_DAY, make_unit
from tests.operations.test_exemplars import doing, found, reviewed
from tests.web.register import NOON, enter_award, enter_decision, enter_person


def aim_at(aims, by=None):
    return set_targets(2015, 2020, aims, by=by, at=NOON, document="Kế hoạch 12/KH-CAT")


def compared(by=None):
    return compare(2015, 2020, by=by, on=WORKING_DAY)


def test_found_honoured_and_taken_up_stand_beside_the_target_of_the_nearest_unit(office):
    district = Unit.objects.get(name="Công an huyện mẫu")
    team, room = make_unit("Đội Tổng hợp", under=district), make_unit("Phòng Tham mưu", under=office.unit)
    an, binh, chi = (enter_person(name, team) for name in ("Phan Văn An", "Lê Thị Bình", "Trần Mai Chi"))
    aim_at({district.pk: Aim(1, 3)})
    first, _, gone = found(an), found(binh), found(chi)
    reviewed(first)
    honour(first, [enter_award(an, enter_decision("12/QĐ-BCA", date(2019, 8, 19))).pk], **doing())
    take_up(first, [room.pk], since=WORKING_DAY, **doing())
    end(gone, "Chuyển ngành", **doing())
    found(enter_person("Đỗ Văn Em", room))
    found(an, first=2018, last=2023)  # another period

    assert compared() == [
        Reached(district.pk, Aim(1, 3), "Kế hoạch 12/KH-CAT", 0, 2, 1, 1),
        Reached(room.pk, None, "", 0, 1, 0, 0),
    ]
    assert [line.short for line in compared()] == [2, None]


def test_an_exemplar_of_a_unit_that_ended_counts_for_its_successor(office):
    old, new = make_unit("Phòng cũ", under=office.unit), make_unit("Phòng mới", under=office.unit)
    with writing(by=None, at=NOON, verb="test") as pen:
        pen.add_one(Succession(predecessor=old, successor=new, kind="merge", on_date=date(2018, 8, 15)))
    found(old.subject)
    aim_at({new.pk: Aim(1, 0)})

    assert compared() == [Reached(new.pk, Aim(1, 0), "Kế hoạch 12/KH-CAT", 1, 0, 0, 0)]


def test_targets_are_changed_taken_away_and_taken_back_together(office, clerk):
    room = make_unit("Phòng Tham mưu", under=office.unit)
    district = Unit.objects.get(name="Công an huyện mẫu")
    aim_at({room.pk: Aim(1, 1), district.pk: Aim(2, 4)})
    done = aim_at({room.pk: Aim(0, 0), district.pk: Aim(2, 5)})
    assert standing() == [(district.pk, 2, 5)]

    take_back(done.entry, **doing())
    assert standing() == [(district.pk, 2, 4), (room.pk, 1, 1)]
    assert [line.unit for line in compared(clerk)] == [district.pk]
    with pytest.raises(NotPermitted):
        aim_at({district.pk: Aim(9, 9)}, by=clerk)
    with pytest.raises(RuleNotMet):
        aim_at({district.pk: Aim(9, 501)})
    assert len(standing()) == 2


def standing():
    return list(ExemplarTarget.objects.order_by("unit").values_list("unit", "collectives", "individuals"))
