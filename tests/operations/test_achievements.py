"""Initiatives and disciplines come from lists as any other row: planned, entered, completed, held in conflict, withdrawn again."""

import pytest

from tdkt.operations.achievements import Placed, record_rankings
from tdkt.operations.audit import verify
from tdkt.operations.errors import RuleNotMet
from tdkt.operations.imports import apply_import, plan_import, revert_import
from tdkt.records.history import history
from tdkt.records.models import Discipline, Initiative, Ranking, Rating, Subject, Unit
from tests.operations.plans import MONDAY, TUESDAY, incoming, units_of_province

pytestmark = pytest.mark.django_db

AN = {"name": "Nguyễn Văn An", "born": "1980-05-01", "unit": "Công an huyện Đại Lộc"}
TITLE = "Giải pháp quản lý hồ sơ"
FILED = {**AN, "title": TITLE, "year": 2019, "kind": "sang-kien", "scope": "co-so", "decision_number": "12/QĐ-CAT"}
REPRIMAND = {**AN, "form": "khien-trach", "from": "2019-03-04", "decision_number": "5/QĐ-CAT"}


@pytest.fixture
def people() -> None:
    apply_import(units_of_province(), by=None, at=MONDAY)
    apply_import(incoming("people", AN), by=None, at=MONDAY)


def initiatives() -> list[tuple[object, ...]]:
    return list(Initiative.objects.values_list("subject__name", "year", "kind", "scope", "name", "decision_number"))


def disciplines() -> list[tuple[object, ...]]:
    return list(Discipline.objects.values_list("subject__name", "form", "from_day", "to_day"))


@pytest.mark.usefixtures("people")
def test_an_initiative_of_a_known_person_is_planned_without_a_trace_and_then_entered():
    planned = plan_import(incoming("initiatives", FILED), by=None, at=MONDAY)
    assert (dict(planned.counts), initiatives()) == ({"new": 1}, [])

    apply_import(incoming("initiatives", FILED), by=None, at=MONDAY)
    assert initiatives() == [("Nguyễn Văn An", 2019, "sang-kien", "co-so", TITLE, "12/QĐ-CAT")]
    assert Initiative.objects.get().source.record["title"] == TITLE


@pytest.mark.usefixtures("people")
def test_a_list_that_came_before_says_nothing_new_and_a_fuller_one_completes_it():
    apply_import(incoming("initiatives", FILED | {"scope": None}), by=None, at=MONDAY)
    again = apply_import(incoming("initiatives", FILED | {"scope": None}), by=None, at=TUESDAY)
    fuller = apply_import(incoming("initiatives", FILED), by=None, at=TUESDAY)
    other = apply_import(incoming("initiatives", FILED | {"scope": "toan-quoc"}), by=None, at=TUESDAY)

    assert [dict(t.counts) for t in (again, fuller, other)] == [{"same": 1}, {"changes": 1}, {"conflict": 1}]
    assert initiatives() == [("Nguyễn Văn An", 2019, "sang-kien", "co-so", TITLE, "12/QĐ-CAT")]


@pytest.mark.usefixtures("people")
def test_rows_without_a_person_or_a_year_are_refused_and_a_name_alone_is_doubtful():
    said = apply_import(
        incoming(
            "initiatives",
            FILED | {"name": None},
            FILED | {"year": None},
            {**FILED, "born": None},
        ),
        by=None,
        at=MONDAY,
        partial=True,
    )
    assert [row["status"] for row in said.plan["parts"][0]["rows"]] == ["refused", "refused", "doubtful"]
    assert initiatives() == []


@pytest.mark.usefixtures("people")
def test_a_discipline_is_entered_with_its_days_and_a_later_list_says_when_it_ended():
    apply_import(incoming("disciplines", REPRIMAND), by=None, at=MONDAY)
    ended = apply_import(incoming("disciplines", REPRIMAND | {"to": "2020-03-04"}), by=None, at=TUESDAY)
    differs = apply_import(incoming("disciplines", REPRIMAND | {"to": "2021-01-01"}), by=None, at=TUESDAY)

    assert (dict(ended.counts), dict(differs.counts)) == ({"changes": 1}, {"conflict": 1})
    assert disciplines() == [("Nguyễn Văn An", "khien-trach", "2019-03-04", "2020-03-04")]
    assert [step.kind for step in history(Discipline, Discipline.objects.get().pk)] == ["changed", "entered"]


@pytest.mark.usefixtures("people")
def test_undoing_withdraws_what_the_file_entered_and_the_log_stays_sound():
    first = apply_import(incoming("disciplines", REPRIMAND), by=None, at=MONDAY)
    both = apply_import(incoming("initiatives", FILED, FILED | {"title": "Khác"}), by=None, at=MONDAY)

    revert_import(both.batch.pk, by=None, at=TUESDAY)
    assert (len(initiatives()), len(disciplines())) == (0, 1)
    revert_import(first.batch.pk, by=None, at=TUESDAY)
    assert disciplines() == []
    assert verify().sound


def test_a_rating_may_be_that_of_a_unit():
    apply_import(units_of_province(), by=None, at=MONDAY)
    rows = {"name": "Đội An ninh", "unit": "Công an huyện Đại Lộc", "year": 2019, "rating": "hoan-thanh-tot"}
    said = apply_import(incoming("ratings", rows), by=None, at=MONDAY)

    assert dict(said.counts) == {"new": 1}
    assert Rating.objects.get().subject == Unit.objects.get(name="Đội An ninh").subject
    assert not Subject.objects.filter(kind="individual").exists()


def test_the_places_of_a_group_are_one_act_and_stand_once():
    apply_import(units_of_province(), by=None, at=MONDAY)
    team = Unit.objects.get(name="Đội An ninh").subject_id
    record_rankings([Placed(team, 2019, "Cụm số 1", "bo-tinh", 1)], by=None, at=MONDAY)

    assert list(Ranking.objects.values_list("year", "group", "group_level", "rank")) == [
        (2019, "Cụm số 1", "bo-tinh", 1)
    ]
    with pytest.raises(RuleNotMet, match="đã có thứ hạng"):
        record_rankings([Placed(team, 2019, "Cụm số 1", "bo-tinh", 2)], by=None, at=MONDAY)
    with pytest.raises(RuleNotMet, match="cấp"):
        record_rankings([Placed(team, 2019, "Cụm số 2", "huyen", 2)], by=None, at=MONDAY)
    assert verify().sound


def test_a_list_of_places_is_taken_in_for_known_units_and_says_what_is_missing():
    apply_import(units_of_province(), by=None, at=MONDAY)
    place = {
        "name": "Công an huyện Đại Lộc",
        "year": 2019,
        "group": "Cụm thi đua số 1",
        "group_level": "unit",
        "ranking": 2,
    }
    said = apply_import(
        incoming(
            "rankings",
            place,
            place | {"name": "Công an huyện Không Có"},
            place | {"year": None},
            place | {"group_level": None},
            place | {"ranking": 0},
        ),
        by=None,
        at=MONDAY,
        partial=True,
    )
    again = apply_import(incoming("rankings", place), by=None, at=TUESDAY)
    differs = apply_import(incoming("rankings", place | {"ranking": 1}), by=None, at=TUESDAY)

    rows = said.plan["parts"][0]["rows"]
    assert [row["status"] for row in rows] == ["new", *["refused"] * 4]
    assert [row["problems"][-1]["code"] for row in rows[1:]] == [
        "unit-unknown",
        "year-missing",
        "group-missing",
        "ranking-missing",
    ]
    assert (dict(again.counts), dict(differs.counts)) == ({"same": 1}, {"conflict": 1})
    assert list(Ranking.objects.values_list("subject__name", "year", "group", "group_level", "rank")) == [
        ("Công an huyện Đại Lộc", 2019, "Cụm thi đua số 1", "unit", 2)
    ]
    revert_import(said.batch.pk, by=None, at=TUESDAY)
    assert not Ranking.objects.exists()
