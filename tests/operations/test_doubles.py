"""Likely doubles: names and births that agree, the likeliest first; two people who were found to be two are none."""

import pytest

from tdkt.operations.doubles import likely_doubles
from tdkt.operations.identity import forget_two_people, say_two_people
from tdkt.records.models import Office, Unit
from tests.operations.plans import MONDAY
from tests.web.register import enter_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(office: Office) -> Unit:
    found: Unit = Unit.objects.get(name="Công an huyện mẫu")
    return found


def told() -> list[tuple[int, int, int, str, str, str]]:
    return [(one.one, one.other, one.score, one.name, one.birth, one.unit) for one in likely_doubles()]


def test_same_name_and_birth_before_an_accent_before_a_letter_before_a_unit_alone(office: Office, district: Unit):
    first = enter_person("Nguyễn Văn Hoà", district, born="1975-03-12").pk
    same = enter_person("NGUYỄN VĂN HÒA", district, born="1975-03-12").pk
    accent = enter_person("Nguyễn Văn Hoa", office.unit, born="1975").pk
    letter = enter_person("Nguyễn Văn Hòan", office.unit, born="1975-03-12").pk
    unborn = enter_person("Nguyễn Văn Hòa", district).pk
    enter_person("Nguyễn Văn Hòa", office.unit, born="1980-01-01")
    enter_person("Phan Văn Bình", district, born="1975-03-12")

    assert told() == [  # those of equal points by age
        (first, same, 95, "same", "agrees", "same"),
        (first, letter, 60, "letter", "agrees", "elsewhere"),
        (first, unborn, 60, "same", "unsaid", "same"),
        (same, letter, 60, "letter", "agrees", "elsewhere"),
        (same, unborn, 60, "same", "unsaid", "same"),
        (first, accent, 50, "accents", "partly", "elsewhere"),
        (same, accent, 50, "accents", "partly", "elsewhere"),
    ]


def test_two_service_numbers_are_two_people(district: Unit):
    enter_person("Nguyễn Văn An", district, born="1975-03-12", service="1")
    enter_person("Nguyễn Văn An", district, born="1975-03-12", service="2")

    assert told() == []


def test_two_people_who_were_found_to_be_two_are_not_shown_until_that_is_taken_back(officer, district: Unit):
    one = enter_person("Nguyễn Văn An", district, born="1975-03-12").pk
    other = enter_person("Nguyễn Văn An", district, born="1975-03-12").pk
    before = told()

    say_two_people(one, other, by=officer, at=MONDAY)
    apart = told()
    forget_two_people(one, other, by=officer, at=MONDAY)

    assert (len(before), apart, told()) == (1, [], before)
