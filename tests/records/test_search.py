"""Finding by a few letters: without accents, each word from its beginning, the given name first, and only what the account sees."""

from datetime import date

import pytest

from tdkt.records.models import CommunityModel, ModelType, Unit
from tdkt.records.search import search
from tests.web.register import enter_award, enter_body, enter_decision, enter_person

DAY = date(2020, 5, 25)


@pytest.fixture
def district(office):
    return Unit.objects.get(name="Công an huyện mẫu")


def people(account, words):
    return [subject.name for subject in search(account, words, DAY).people]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("duc", ["Trương Minh Đức", "Đức Văn Lợi", "Lê Đức Thịnh"]),
        ("Đức", ["Trương Minh Đức", "Đức Văn Lợi", "Lê Đức Thịnh"]),
        ("minh d", ["Trương Minh Đức"]),
        ("TRƯƠNG đ", ["Trương Minh Đức"]),
        ("uc", []),
        ("201-4", ["Lê Đức Thịnh"]),
        ("", []),
        ("%", []),
        ("_", []),
    ],
)
def test_people_are_found_by_the_beginnings_of_their_words(officer, district, words, found):
    enter_person("Lê Đức Thịnh", district, service="201-448")
    enter_person("Trương Minh Đức", district)
    enter_person("Đức Văn Lợi", district)
    enter_person("Phan Dục", district)
    found = sorted([*found, "Phan Dục"]) if words in ("duc", "Đức") else found

    if words in ("duc", "Đức"):
        assert sorted(people(officer, words)) == found
        assert people(officer, words)[:2] == ["Phan Dục", "Trương Minh Đức"]
    else:
        assert people(officer, words) == found


def test_nobody_is_found_beyond_the_accounts_units(clerk, office, district):
    enter_person("Trương Minh Đức", office.unit)
    enter_person("Lê Đức Thịnh", district)

    assert people(clerk, "duc") == ["Lê Đức Thịnh"]


def test_units_models_and_decisions_are_found(officer, district):
    enter_body("Tổ công tác Đức Phú", district)
    kind = ModelType.objects.create(name="Tiếng loa an ninh", folded="tieng loa an ninh")
    CommunityModel.objects.create(
        type=kind, name="Tiếng loa an ninh", place="xã Đức Phú", unit=district, search="tieng loa an ninh xa duc phu"
    )
    enter_decision("1958/QĐ-CTN", date(2019, 10, 14))

    by_words, by_number, by_mark = (search(officer, words, DAY) for words in ("duc phu", "195", "#1958/qd"))

    assert [subject.name for subject in by_words.bodies] == ["Tổ công tác Đức Phú"]
    assert [model.name for model in by_words.models] == ["Tiếng loa an ninh"]
    assert [decision.number for decision in by_number.decisions] == ["1958/QĐ-CTN"]
    assert [decision.number for decision in by_mark.decisions] == ["1958/QĐ-CTN"]
    assert by_mark.people == []


def test_a_clerk_finds_the_decisions_of_the_own_unit(clerk, office, district):
    ours, theirs = enter_decision("11/QĐ-BCA", date(2017, 2, 8)), enter_decision("12/QĐ-BCA", date(2018, 1, 2))
    enter_award(enter_person("Lê Thị Bình", district), ours)
    enter_award(enter_person("Lê Văn An", office.unit), theirs)

    assert [decision.number for decision in search(clerk, "#1", DAY).decisions] == ["11/QĐ-BCA"]


def test_more_than_asked_for_is_said_not_shown(officer, district):
    for i in range(4):
        enter_person(f"Lê Văn Đức {'ABCD'[i]}", district)

    found = search(officer, "duc", DAY, limit=3)

    assert (len(found.people), found.more) == (3, {"people"})
