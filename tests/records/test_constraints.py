"""The database refuses unlawful rows whoever writes them: each case is one row that must be impossible."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tdkt.records.models import (
    Conferral,
    Decision,
    Discipline,
    Initiative,
    Movement,
    Person,
    PersonNumber,
    Ranking,
    Rating,
    Subject,
    Succession,
    Unit,
    UnitStanding,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lan() -> Subject:
    return Subject.objects.create(kind="individual", name="Trần Thị Lan")


@pytest.fixture
def room() -> Unit:
    subject = Subject.objects.create(kind="collective", name="Phòng Tham mưu")
    return Unit.objects.create(subject=subject, name="Phòng Tham mưu")


@pytest.fixture
def decision() -> Decision:
    return Decision.objects.create(number="12/QĐ-CTN", year=2019)


def refused(model: Any, **columns: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**columns)


LAWFUL = {
    "recipient": "individual",
    "award": "huan-chuong-chien-cong",
    "class_no": 3,
    "state": "decided",
    "level": "president",
}


@pytest.mark.parametrize(
    "difference",
    [
        {"recipient": "household"},
        {"recipient": "ai đó"},
        {"award": "huan-chuong-la"},
        {"award": "co-thi-dua-chinh-phu", "class_no": None},
        {"award": "bang-khen-thu-tuong"},
        {"class_no": 4},
        {"state": "đã xong"},
        {"level": "vua"},
        {"ground": "quen-biet"},
        {"for_from": 2019, "for_to": 2018},
        {"decision": None},
    ],
    ids=lambda difference: ", ".join(f"{key}={value}" for key, value in difference.items()),
)
def test_an_unlawful_conferral_is_impossible(lan: Subject, decision: Decision, difference: dict[str, Any]):
    Conferral.objects.create(subject=lan, decision=decision, **LAWFUL)

    refused(Conferral, **({"subject": lan, "decision": decision, "for_to": 2017} | LAWFUL | difference))


def test_a_proposal_needs_no_decision(lan: Subject):
    assert Conferral.objects.create(subject=lan, **(LAWFUL | {"state": "proposed"})).pk


def test_one_decision_confers_an_honour_on_a_receiver_once(lan: Subject, decision: Decision):
    Conferral.objects.create(subject=lan, decision=decision, **LAWFUL)

    refused(Conferral, subject=lan, decision=decision, **LAWFUL)


@pytest.mark.parametrize("year", [2019, None])
def test_a_decision_number_is_given_once_a_year(year: int | None):
    Decision.objects.create(number="7/QĐ-TTg", year=year)

    refused(Decision, number="7/QĐ-TTg", year=year)
    assert Decision.objects.create(number="7/QĐ-TTg", year=2021).pk


def test_a_number_belongs_to_one_person(lan: Subject):
    other = Subject.objects.create(kind="individual", name="Phan Văn Bình")
    PersonNumber.objects.create(subject=lan, kind="service", number="000-0001")

    refused(PersonNumber, subject=other, kind="service", number="000-0001")


def test_a_year_has_one_rating(lan: Subject):
    Rating.objects.create(subject=lan, year=2019, rating="hoan-thanh-tot")

    refused(Rating, subject=lan, year=2019, rating="hoan-thanh")
    refused(Rating, subject=lan, year=2020, rating="rất tốt")


def test_a_unit_neither_ends_before_it_began_nor_succeeds_itself(room: Unit):
    subject = Subject.objects.create(kind="collective", name="Phòng khác")

    refused(Unit, subject=subject, name="Phòng khác", founded="2018-08-15", ended="2018-01-01")
    refused(Succession, predecessor=room, successor=room, kind="rename")
    refused(
        Succession, predecessor=room, successor=Unit.objects.create(subject=subject, name="Phòng khác"), kind="nuốt"
    )


def test_a_receiver_has_a_name_and_a_known_kind():
    refused(Subject, kind="individual", name="")
    refused(Subject, kind="xe", name="Xe 1")
    refused(Person, subject=Subject.objects.create(kind="individual", name="An"), sex="x")


@pytest.mark.parametrize("year", [2015, None])
def test_a_movement_is_entered_once(year: int | None):
    Movement.objects.create(kind="movement", name="Vì an ninh Tổ quốc", from_year=year)

    refused(Movement, kind="movement", name="Vì an ninh Tổ quốc", from_year=year)


def test_initiatives_disciplines_and_places_are_of_known_words(lan: Subject, room: Unit):
    refused(Initiative, subject=lan, year=2019, kind="mẹo vặt", name="X", folded="x")
    refused(Initiative, subject=lan, year=2019, scope="toàn cầu", name="X", folded="x")
    refused(Discipline, subject=lan, form="mắng", from_day="2019")
    refused(Ranking, subject=room.subject, year=2019, group="Cụm 1", group_level="huyen", rank=1)
    refused(Ranking, subject=room.subject, year=2019, group="Cụm 1", group_level="unit", rank=0)
    refused(UnitStanding, unit=room, force="navy")


def test_an_initiative_a_discipline_and_a_place_stand_once(lan: Subject, room: Unit):
    for model, columns in (
        (Initiative, {"subject": lan, "year": 2019, "name": "X", "folded": "x"}),
        (Discipline, {"subject": lan, "form": "canh-cao", "from_day": "2019"}),
        (Ranking, {"subject": room.subject, "year": 2019, "group": "Cụm 1", "group_level": "unit", "rank": 1}),
    ):
        model.objects.create(**columns)
        refused(model, **columns)
