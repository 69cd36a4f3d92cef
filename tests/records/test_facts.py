"""The bridge to the engine: a small register, and the cases that the engine reads of it, whole."""

import dataclasses
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tdkt.operations.achievements import Placed, record_rankings
from tdkt.operations.corrections import correct_conferral
from tdkt.operations.imports import apply_import
from tdkt.operations.standing import attest_complete, record_departures, set_standing
from tdkt.records.facts import Known, facts_known
from tdkt.records.models import Conferral, Subject, Unit
from tdkt.rules.case import (
    AwardRow,
    Case,
    Cases,
    DisciplineRow,
    InitiativeRow,
    MemberRow,
    PostRow,
    RankingRow,
    RatingRow,
)
from tests.operations.plans import MONDAY, TUESDAY, incoming

pytestmark = pytest.mark.django_db

TOP, OLD, NEW, TEAM = "Công an tỉnh Quảng Nam", "Phòng Đào tạo", "Phòng Tổ chức cán bộ", "Đội Huấn luyện"
AN = {"name": "Nguyễn Văn An", "born": "1980-05-01"}
BINH = {"name": "Trần Thị Bình", "born": "1985"}
FIGHTER = {"award": "chien-si-thi-dua-co-so", "authority": "agency"}


@pytest.fixture
def register() -> None:
    """Two rooms of which one takes over the other on 15/8/2018, a team in the old one, two people with a history each."""
    apply_import(
        incoming(
            "units",
            {"name": TOP, "level": "province"},
            {"name": OLD, "parent": TOP, "level": "department", "from": "2010-01-01", "to": "2018-08-14"},
            {"name": TEAM, "parent": OLD, "level": "team", "to": "2018-08-14"},
            {"name": NEW, "parent": TOP, "level": "department", "from": "2018-08-15", "succeeds": [OLD]},
        ),
        by=None,
        at=MONDAY,
    )
    staff = {"rank": "Thiếu tá", "post": "Đội trưởng", "unit": f"{TEAM}, {OLD}", "joined": "2002-09", "sex": "m"}
    apply_import(
        incoming("people", AN | staff, context={"as_of": "2015-12-31"}),
        by=None,
        at=MONDAY,
    )
    ratings = [
        AN | {"unit": f"{TEAM}, {OLD}", "year": 2016, "rating": "hoan-thanh-tot", "title": "chien-si-tien-tien"},
        AN | {"unit": f"{TEAM}, {OLD}", "year": 2017, "rating": "hoan-thanh-xuat-sac", "title": FIGHTER["award"]},
        BINH | {"unit": TOP, "year": 2017, "rating": "hoan-thanh"},
        {"name": NEW, "year": 2019, "rating": "hoan-thanh-xuat-sac"},
    ]
    apply_import(incoming("ratings", *ratings), by=None, at=MONDAY)
    fighter = AN | FIGHTER | {"for_from": 2017, "for_to": 2017, "decision_number": "9/QĐ-CAT"}
    apply_import(
        incoming(
            "awards",
            fighter | {"decision_date": "2018-01-05"},
            AN | {"award": "huan-chuong-bao-ve-to-quoc", "class": 3, "ground": "cong-trang", "decision_number": "1/QĐ-CTN", "decision_date": "2017"},
            AN | {"award": "huan-chuong-bao-ve-to-quoc", "class": 2, "stage": "proposed"},
            {"name": OLD, "recipient": "collective", "award": "giay-khen", "decision_number": "2/QĐ-CAT", "decision_date": "2016-07-15"},
        ),
        by=None,
        at=MONDAY,
    )  # fmt: skip
    apply_import(
        incoming("initiatives", AN | {"title": "Giải pháp", "year": 2017, "scope": "bo-tinh"}), by=None, at=MONDAY
    )
    apply_import(
        incoming(
            "disciplines",
            BINH | {"unit": TOP, "form": "khien-trach", "from": "2018-03", "to": "2019"},
            BINH | {"unit": TOP, "from": "2019-05-06"},
        ),
        by=None,
        at=MONDAY,
    )
    set_standing(Unit.objects.get(name=TOP).pk, force="police", by=None, at=MONDAY)
    set_standing(Unit.objects.get(name=NEW).pk, outside_flags=True, by=None, at=MONDAY)
    attest_complete(2015, subjects=[subject(AN["name"])], by=None, at=MONDAY, reason="hồ sơ")
    record_rankings([Placed(subject(NEW), 2019, "Cụm 1", "bo-tinh", 1)], by=None, at=MONDAY)
    record_departures({subject(BINH["name"]): date(2020, 2, 1)}, by=None, at=MONDAY)


def subject(name: str) -> int:
    return Subject.objects.get(name=name).pk


def case(known: Known, name: str) -> Case:
    """The case of a subject, its rows without their lines."""
    return without_lines(Cases(known.facts).of(known.numbers[subject(name)]))


def without_lines(found: Case) -> Case:
    rows = {
        field.name: tuple(
            dataclasses.replace(
                row, line=0, **({"member": without_lines(row.member)} if field.name == "members" else {})
            )
            for row in getattr(found, field.name)
        )
        for field in dataclasses.fields(found)
        if isinstance(getattr(found, field.name), tuple)
    }
    return dataclasses.replace(found, **rows)


@pytest.mark.usefixtures("register")
def test_a_person_has_his_whole_history_and_a_title_recorded_twice_is_one():
    assert case(facts_known(None), AN["name"]) == Case(
        id=str(subject(AN["name"])),
        name="Nguyễn Văn An",
        kind="individual",
        sex="m",
        force="police",
        born=date(1980, 5, 1),
        service_from=date(2002, 9, 30),
        complete_since=2015,
        ratings=(RatingRow(2016, "hoan-thanh-tot"), RatingRow(2017, "hoan-thanh-xuat-sac")),
        awards=(
            AwardRow("chien-si-thi-dua-co-so", None, date(2018, 1, 5), 2017, 2017, "", "valid"),
            AwardRow("huan-chuong-bao-ve-to-quoc", 3, date(2017, 12, 31), None, None, "cong-trang", "valid"),
            AwardRow("chien-si-tien-tien", None, date(2016, 12, 31), 2016, 2016, "", "valid"),
            AwardRow("chien-si-tien-tien", None, date(2017, 12, 31), 2017, 2017, "", "valid"),
        ),
        initiatives=(InitiativeRow(2017, "sang-kien", "bo-tinh"),),
        posts=(PostRow("doi-truong", 1.0, date(2015, 12, 31), None),),
    )


@pytest.mark.usefixtures("register")
def test_a_rating_that_names_the_higher_title_brings_the_lower_one_of_its_force():
    rating = AN | {"unit": NEW, "year": 2018, "rating": "hoan-thanh-tot", "title": FIGHTER["award"]}
    apply_import(
        incoming("ratings", rating, BINH | {"unit": TOP, "year": 2018, "title": FIGHTER["award"]}), by=None, at=MONDAY
    )
    known = facts_known(None)
    last = [
        (row.award, row.for_to, int(known.ratings[row.line - 2]) > 0)
        for row in Cases(known.facts).of(known.numbers[subject(AN["name"])]).awards[-3:]
    ]
    assert last == [
        ("chien-si-thi-dua-co-so", 2018, True),
        ("chien-si-tien-tien", 2017, False),
        ("chien-si-tien-tien", 2018, False),
    ]


@pytest.mark.usefixtures("register")
def test_who_has_left_served_until_the_day_before_and_partial_days_stand_on_their_last():
    found = case(facts_known(None), BINH["name"])
    assert (found.born, found.service_from, found.service_to) == (date(1985, 12, 31), None, date(2020, 1, 31))
    assert found.disciplines == (
        DisciplineRow("khien-trach", date(2018, 3, 31), date(2019, 12, 31)),
        DisciplineRow("khien-trach", date(2019, 5, 6), None),
    )


@pytest.mark.usefixtures("register")
def test_a_room_has_the_people_of_the_team_whose_room_it_took_over():
    known = facts_known(None)
    an = dataclasses.replace(case(known, AN["name"]), members=())
    found = case(known, NEW)

    assert (found.kind, found.force, found.outside_flags, found.unit_level) == (
        "collective",
        "police",
        True,
        "department",
    )
    assert found.rankings == (RankingRow(2019, "bo-tinh", 1),)
    assert found.ratings == (RatingRow(2019, "hoan-thanh-xuat-sac"),)
    assert found.members == (MemberRow(an, date(2018, 8, 15), None),)
    assert case(known, OLD).members == (MemberRow(an, date(2015, 12, 31), date(2018, 8, 15)),)
    assert case(known, OLD).service_to == date(2018, 8, 14)
    assert [(row.member.name, row.from_, row.to) for row in case(known, TOP).members] == [
        ("Nguyễn Văn An", date(2015, 12, 31), date(2018, 8, 15)),
        ("Nguyễn Văn An", date(2018, 8, 15), None),
        ("Trần Thị Bình", date(2017, 12, 31), date(2020, 2, 1)),
    ]


@pytest.mark.usefixtures("register")
def test_a_few_are_asked_with_the_same_answer_as_all_and_with_their_members():
    every = facts_known(None)
    for name in (AN["name"], BINH["name"], TOP, OLD, NEW, TEAM):
        few = facts_known(None, subjects=[subject(name)])
        assert case(few, name) == case(every, name)
        members = {subject(row.member.name) for row in case(every, name).members}
        assert set(few.keys.tolist()) == {subject(name), *members}


@pytest.mark.usefixtures("register")
def test_an_earlier_moment_knows_what_was_known_then_and_now_is_the_latest_moment():
    order = Conferral.objects.get(award="huan-chuong-bao-ve-to-quoc", state="decided")
    correct_conferral(order.pk, reason="hủy", by=None, at=TUESDAY, state="annulled")

    statuses = [row.status for row in case(facts_known(None), AN["name"]).awards]
    assert statuses == ["valid", "annulled", "valid", "valid"]
    assert [row.status for row in case(facts_known(MONDAY), AN["name"]).awards] == ["valid"] * 4
    later = facts_known(TUESDAY + timedelta(days=1))
    assert [case(later, name) for name in (AN["name"], TOP)] == [
        case(facts_known(None), name) for name in (AN["name"], TOP)
    ]


@pytest.mark.usefixtures("register")
def test_the_number_of_questions_does_not_grow_with_the_register():
    with CaptureQueriesContext(connection) as few:
        facts_known(None)
    apply_import(
        incoming(
            "people", *({"name": f"Người {n}", "born": f"{1960 + n}", "unit": OLD, "rank": "Đại úy"} for n in range(30))
        ),
        by=None,
        at=TUESDAY,
    )
    with CaptureQueriesContext(connection) as many:
        known = facts_known(None)
    assert len(many) == len(few)
    assert len(known.facts) == 36


def test_an_empty_register_has_no_facts():
    assert len(facts_known(None).facts) == 0
