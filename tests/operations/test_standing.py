"""What the office attests of its rows is an act like any other: in the log, with the state before it kept."""

from datetime import date

import pytest

from tdkt.operations.audit import verify
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet
from tdkt.operations.imports import apply_import
from tdkt.operations.standing import attest_complete, record_departures, set_standing
from tdkt.records.models import Account, Departure, Entry, Subject, Unit, UnitStanding
from tests.operations.plans import MONDAY, TUESDAY, incoming, units_of_province

pytestmark = pytest.mark.django_db


@pytest.fixture
def subjects() -> list[int]:
    apply_import(units_of_province(), by=None, at=MONDAY)
    apply_import(
        incoming("people", {"name": "An", "born": "1980"}, {"name": "Bình", "born": "1981"}), by=None, at=MONDAY
    )
    return list(Subject.objects.filter(kind="individual").order_by("pk").values_list("pk", flat=True))


def test_a_history_is_attested_complete_from_a_year_on_and_what_stands_so_is_not_written_again(subjects: list[int]):
    assert attest_complete(2015, subjects=subjects, by=None, at=MONDAY, reason="đã đối chiếu") == 2
    assert attest_complete(2015, subjects=subjects, by=None, at=TUESDAY, reason="đã đối chiếu") == 0

    assert set(Subject.objects.filter(pk__in=subjects).values_list("history_complete_since", flat=True)) == {2015}
    assert [e.rows for e in Entry.objects.filter(verb="subjects.attest")] == [4, 0]
    assert verify().sound


def test_the_force_of_a_unit_and_its_place_outside_the_flags_are_said_apart(subjects: list[int]):
    top = Unit.objects.get(name="Công an tỉnh Quảng Nam").pk
    set_standing(top, force="police", by=None, at=MONDAY)
    set_standing(top, outside_flags=True, by=None, at=TUESDAY)

    assert list(UnitStanding.objects.values_list("unit", "force", "outside_flags")) == [(top, "police", True)]
    with pytest.raises(RuleNotMet, match="lực lượng"):
        set_standing(top, force="navy", by=None, at=TUESDAY)
    with pytest.raises(NotFound):
        set_standing(987654, force="police", by=None, at=TUESDAY)


def test_who_has_left_is_known_by_the_day_and_only_persons_leave(subjects: list[int]):
    assert record_departures({subjects[0]: date(2019, 3, 1)}, by=None, at=MONDAY) == 1
    assert record_departures({subjects[0]: date(2019, 4, 1)}, by=None, at=TUESDAY) == 1
    assert list(Departure.objects.values_list("subject", "day")) == [(subjects[0], date(2019, 4, 1))]
    unit = Unit.objects.get(name="Đội An ninh").subject_id
    with pytest.raises(NotFound):
        record_departures({unit: date(2019, 3, 1)}, by=None, at=TUESDAY)
    assert verify().sound


def test_only_who_may_correct_may_attest(subjects: list[int]):
    clerk = Account.objects.create_user("clerk", name="Bùi Văn Mẫu", role="clerk", unit=None)
    with pytest.raises(NotPermitted):
        attest_complete(2015, subjects=subjects, by=clerk, at=MONDAY, reason="")
