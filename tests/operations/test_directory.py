"""Who is who: numbers first, then name with birth and the unit of the day; everything else is proposed and never decided."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tdkt.operations.directory import Directory, KnownPerson, number_key
from tdkt.operations.imports import apply_import, plan_import
from tdkt.records.models import Person, PersonNumber, Service, Subject, Succession, Unit
from tdkt.vietnamese.collation import name_key
from tdkt.vietnamese.folding import fold
from tests.conftest import make_unit
from tests.operations.plans import MONDAY, TUESDAY, incoming, statuses

pytestmark = pytest.mark.django_db

DAY = date(2019, 11, 20)


@pytest.fixture
def units() -> dict[str, int]:
    """A province with two district police; the first has two teams."""
    top = make_unit("Công an tỉnh Quảng Nam")
    first, second = make_unit("Công an huyện Đại Lộc", under=top), make_unit("Công an huyện Núi Thành", under=top)
    team, other = make_unit("Đội An ninh", under=first), make_unit("Đội Hậu cần", under=first)
    return {"top": top.pk, "first": first.pk, "second": second.pk, "team": team.pk, "other": other.pk}


def person(name: str, *, born: str = "", unit: int | None = None, **numbers: str) -> int:
    subject = Subject.objects.create(
        kind="individual", name=name, name_key=name_key(name), search=fold(name), belongs_to_id=unit
    )
    Person.objects.create(subject=subject, born=born)
    for kind, number in numbers.items():
        PersonNumber.objects.create(subject=subject, kind=kind, number=number)
    return subject.pk


def served(subject: int, since: str, unit: int, rank: str = "") -> None:
    Service.objects.create(subject_id=subject, since=date.fromisoformat(since), unit_id=unit, rank=rank)


def found(name: str, *, unit: int | None = None, on: date | None = DAY, **record: Any) -> Any:
    """Whom the register takes a row for: an id, "new", or the candidates with their scores."""
    match = Directory().person({"name": name, **record}, unit_id=unit, on=on)
    if match.subject_id is not None:
        return match.subject_id
    told = {one["subject"]: one["score"] for one in match.candidates}
    return ("conflict", told) if match.conflict else told or "new"


# --- numbers -----------------------------------------------------------------------------------


def test_a_number_finds_its_bearer_wherever_the_row_says_that_he_serves(units: dict[str, int]):
    an = person("Nguyễn Văn An", born="1975-03-12", unit=units["first"], service="123-456")

    assert found("NGUYỄN VĂN AN", service_number="123456", unit=units["second"]) == an


def test_a_number_that_lost_its_zeros_is_the_same_number(units: dict[str, int]):
    an = person("Nguyễn Văn An", identity="049078001234")

    assert found("Nguyễn Văn An", identity_number="49078001234") == an
    assert (number_key("049 078.001-234"), number_key("00")) == ("49078001234", "")


def test_of_two_numbers_that_differ_in_their_zeros_the_exact_one_counts():
    short, long = person("Nguyễn Văn An", service="123"), person("Nguyễn Văn An", service="0123")

    assert (found("Nguyễn Văn An", service_number="0123"), found("Nguyễn Văn An", service_number="123")) == (
        long,
        short,
    )


def test_a_number_of_somebody_of_another_name_is_a_conflict_with_its_bearer_shown():
    binh = person("Phan Văn Bình", service="123-456")

    assert found("Nguyễn Văn An", service_number="123-456") == ("conflict", {binh: 0})


def test_two_numbers_of_two_people_are_a_conflict():
    an, other = person("Nguyễn Văn An", service="123-456"), person("Nguyễn Văn An", identity="049078001234")

    assert found("Nguyễn Văn An", service_number="123-456", identity_number="049078001234") == (
        "conflict",
        {an: 45, other: 45},
    )


def test_a_number_and_a_name_that_differs_by_an_accent_find_the_person_and_say_so():
    an = person("Nguyễn Văn Hòa", service="123-456")

    match = Directory().person({"name": "Nguyễn Văn Hoa", "service_number": "123-456"}, unit_id=None, on=DAY)

    assert (match.subject_id, match.note) == (an, "Sổ ghi họ tên là “Nguyễn Văn Hòa”.")


def test_name_and_birth_do_not_find_somebody_with_another_service_number(units: dict[str, int]):
    an = person("Nguyễn Văn An", born="1975-03-12", unit=units["first"], service="123-456")

    assert found("Nguyễn Văn An", born="1975-03-12", unit=units["first"], service_number="999-999") == "new"
    assert found("Nguyễn Văn An", born="1975-03-12", unit=units["first"], identity_number="049078001234") == an


def test_a_number_that_the_register_does_not_know_asks_about_namesakes_without_one():
    an = person("Nguyễn Văn An")

    assert found("Nguyễn Văn An", service_number="123-456") == {an: 45}


# --- name, birth and unit ----------------------------------------------------------------------


def test_the_placing_of_tones_and_capitals_is_no_difference(units: dict[str, int]):
    hoa = person("Nguyễn Văn Hoà", born="1975-03-12", unit=units["first"])

    assert found("NGUYỄN  VĂN HÒA", born="1975-03-12", unit=units["first"]) == hoa


def test_the_unit_that_counts_is_the_one_of_the_day_not_the_latest(units: dict[str, int]):
    an = person("Nguyễn Văn An", born="1975-03-12", unit=units["second"])
    served(an, "2015-01-01", units["first"])
    served(an, "2020-01-01", units["second"])

    assert found("Nguyễn Văn An", born="1975-03-12", unit=units["first"]) == an
    assert found("Nguyễn Văn An", born="1975-03-12", unit=units["second"]) == {an: 75}
    assert found("Nguyễn Văn An", born="1975-03-12", unit=units["second"], on=date(2020, 5, 1)) == an


def test_before_anything_is_attested_a_whole_birth_date_decides_and_a_year_does_not(units: dict[str, int]):
    an = person("Nguyễn Văn An", born="1975-03-12", unit=units["second"])
    served(an, "2020-01-01", units["second"])

    assert found("Nguyễn Văn An", born="1975-03-12", unit=units["first"]) == an
    assert found("Nguyễn Văn An", born="1975", unit=units["first"]) == {an: 65}


def test_a_part_of_the_unit_and_another_part_of_the_same_unit_agree(units: dict[str, int]):
    an = person("Nguyễn Văn An", born="1975", unit=units["team"])

    assert found("Nguyễn Văn An", born="1975", unit=units["first"]) == an
    assert found("Nguyễn Văn An", born="1975", unit=units["other"]) == an
    assert found("Nguyễn Văn An", born="1975", unit=units["second"]) == {an: 60}


def test_the_unit_that_continues_an_ended_one_is_the_same_unit(units: dict[str, int]):
    an = person("Nguyễn Văn An", born="1975", unit=units["second"])
    served(an, "2010-01-01", units["second"])
    Unit.objects.filter(pk=units["second"]).update(ended=date(2018, 8, 5))
    Succession.objects.create(predecessor_id=units["second"], successor_id=units["first"], kind="merge")

    assert found("Nguyễn Văn An", born="1975", unit=units["first"]) == an


def test_two_namesakes_stay_two_and_are_told_apart_by_birth_or_unit(units: dict[str, int]):
    one = person("Nguyễn Văn An", born="1975-03-12", unit=units["first"])
    other = person("Nguyễn Văn An", born="1980-01-01", unit=units["second"])

    assert found("Nguyễn Văn An", born="1975-03-12") == one
    assert found("Nguyễn Văn An", born="1980", unit=units["second"]) == other
    assert found("Nguyễn Văn An", born="1990-01-01") == "new"
    assert found("Nguyễn Văn An", unit=units["second"]) == {other: 60, one: 40}


def test_a_name_alone_never_decides(units: dict[str, int]):
    an = person("Nguyễn Văn An", unit=units["first"])

    assert found("Nguyễn Văn An") == {an: 45}
    assert found("Nguyễn Văn An", born="1975-03-12", unit=units["first"]) == {an: 60}


def test_a_rank_that_falls_speaks_against_a_candidate(units: dict[str, int]):
    an = person("Nguyễn Văn An", unit=units["first"])
    served(an, "2015-01-01", units["first"], rank="Thiếu tá")

    assert found("Nguyễn Văn An", unit=units["first"], rank="Trung úy") == {an: 50}
    assert found("Nguyễn Văn An", unit=units["first"], rank="Thượng tá") == {an: 65}


# --- names that are nearly the same ------------------------------------------------------------


def test_an_accent_or_a_letter_is_proposed_where_birth_or_unit_agrees_and_never_decided(units: dict[str, int]):
    hoa = person("Nguyễn Văn Hòa", born="1975-03-12", unit=units["first"])

    assert found("Nguyễn Văn Hoa", born="1975-03-12", unit=units["first"]) == {hoa: 85}
    assert found("Nguyễn Văn Hoan", born="1975-03-12", unit=units["second"]) == {hoa: 60}
    assert found("Nguyễn Văn Hoa", unit=units["first"]) == {hoa: 50}
    assert found("Nguyễn Văn Hoa", unit=units["second"]) == "new"
    assert found("Nguyễn Văn Hoa", born="1980-01-01", unit=units["first"]) == "new"


def test_initials_are_proposed_in_the_same_unit(units: dict[str, int]):
    an = person("Nguyễn Văn An", unit=units["first"])

    assert found("N.V. An", unit=units["first"]) == {an: 40}
    assert found("T.V. An", unit=units["first"]) == "new"


def test_whoever_is_entered_while_names_are_compared_is_found_by_initials_too(units: dict[str, int]):
    an, binh = person("Nguyễn Văn An", unit=units["first"]), person("Lê Văn Bình", unit=units["first"])
    directory = Directory()

    def candidates(name: str) -> list[int]:
        match = directory.person({"name": name}, unit_id=units["first"], on=DAY)
        return [one["subject"] for one in match.candidates]

    assert candidates("N.V. An") == [an]
    directory.remember_person(KnownPerson(binh + 1, "Ngô Vinh An", "", units["first"]))
    assert candidates("N.V. An") == [an, binh + 1]
    assert candidates("L.V. Bình") == [binh]


# --- units -------------------------------------------------------------------------------------


def test_a_unit_is_found_by_abbreviations_and_by_its_whole(units: dict[str, int]):
    directory = Directory()

    assert directory.unit("CA huyện Đại Lộc", on=DAY) == units["first"]
    assert directory.unit("CAT Quảng Nam", on=DAY) == units["top"]
    assert directory.unit("Đội An ninh, CAH Đại Lộc", on=DAY) == units["team"]


def test_a_name_of_two_units_is_neither_and_both_are_named(units: dict[str, int]):
    second = make_unit("Đội An ninh", under=Unit.objects.get(pk=units["second"]))
    record = {"name": "Nguyễn Văn An", "born": "1975-03-12", "unit": "Đội An ninh"}

    planned = plan_import(incoming("people", record), by=None, at=MONDAY)

    row = planned.plan["parts"][0]["rows"][0]
    assert row["unit_candidates"] == [
        {"unit": units["team"], "name": "Đội An ninh, Công an huyện Đại Lộc"},
        {"unit": second.pk, "name": "Đội An ninh, Công an huyện Núi Thành"},
    ]
    assert [problem["code"] for problem in row["problems"]] == ["unit-ambiguous"]


def test_an_old_name_is_the_successor_after_the_end_unless_it_says_that_it_is_old(units: dict[str, int]):
    Unit.objects.filter(pk=units["second"]).update(ended=date(2018, 8, 5))
    Succession.objects.create(predecessor_id=units["second"], successor_id=units["first"], kind="merge")
    directory = Directory()

    assert directory.unit("Công an huyện Núi Thành", on=DAY) == units["first"]
    assert directory.unit("Công an huyện Núi Thành", on=date(2018, 8, 5)) == units["second"]
    assert directory.unit("Công an huyện Núi Thành (cũ)", on=DAY) == units["second"]


# --- through an import -------------------------------------------------------------------------

LAN = {"name": "Trần Thị Lan", "born": "1985-03-12", "unit": "Công an huyện Đại Lộc"}


def test_a_list_that_gives_a_known_person_a_number_lets_the_next_list_find_him_by_it(units: dict[str, int]):
    apply_import(incoming("people", LAN), by=None, at=MONDAY)
    second = apply_import(incoming("people", LAN | {"service_number": "123-456"}, name="2.xlsx"), by=None, at=MONDAY)
    third = apply_import(
        incoming("people", {"name": "TRẦN THỊ LAN", "service_number": "123456"}, name="3.xlsx"), by=None, at=TUESDAY
    )

    assert (statuses(second), statuses(third)) == (["changes"], ["same"])
    assert (Subject.objects.get(kind="individual").search, PersonNumber.objects.get().number) == (
        "tran thi lan 123-456",
        "123-456",
    )


def test_a_number_of_somebody_else_stops_the_import(units: dict[str, int]):
    apply_import(incoming("people", LAN | {"service_number": "123-456"}), by=None, at=MONDAY)

    taken = apply_import(
        incoming("people", {"name": "Phan Văn Bình", "service_number": "123-456"}, name="2.xlsx"), by=None, at=MONDAY
    )

    row = taken.plan["parts"][0]["rows"][0]
    assert (taken.applied, row["status"], row["problems"]) == (
        False,
        "conflict",
        [
            {
                "code": "number-of-another",
                "level": "error",
                "at": "Sheet1!A7:F7",
                "value": "Phan Văn Bình",
                "message": "“Phan Văn Bình”: sổ ghi số 123-456 là của Trần Thị Lan.",
                "remedy": "Đối chiếu hồ sơ: sửa số trong tệp, hoặc chọn người trong danh sách gợi ý nếu đúng là người đó.",
            }
        ],
    )


def test_a_number_makes_rows_of_one_file_one_person_and_another_name_with_it_is_a_conflict(units: dict[str, int]):
    rows = [
        LAN,
        LAN | {"service_number": "0123"},
        {"name": "TRẦN THỊ LAN", "service_number": "123"},
        {"name": "Phan Văn Bình", "service_number": "0123"},
        LAN | {"service_number": "999"},
    ]

    taken = apply_import(incoming("people", *rows), by=None, at=MONDAY, partial=True)

    assert statuses(taken) == ["new", "new", "new", "conflict", "new"]
    assert list(PersonNumber.objects.order_by("subject").values_list("subject__name", "number")) == [
        ("Trần Thị Lan", "0123"),
        ("Trần Thị Lan", "999"),
    ]


GIVEN = st.sampled_from(["An", "Ân", "Anh", "Bình", "Hòa", "Hoà", "Hoa", "Lan"])
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "name": GIVEN.map(lambda given: f"Nguyễn Văn {given}"),
            "born": st.sampled_from([None, "1975", "1975-03-12", "1980-01-01"]),
            "service_number": st.sampled_from([None, None, "001", "1", "002"]),
            "unit": st.sampled_from([None, "Công an huyện mẫu"]),
        }
    ),
    max_size=6,
)


class OfLists(TestCase):
    """What holds for every list, whatever is in it."""

    @settings(max_examples=25, deadline=None)
    @given(ROWS)
    def test_the_same_list_twice_adds_nothing(self, rows: list[dict[str, Any]]):
        make_unit("Công an huyện mẫu")
        apply_import(incoming("people", *rows), by=None, at=MONDAY, partial=True)
        before = list(Subject.objects.order_by("pk").values()), list(Service.objects.order_by("pk").values())

        again = apply_import(incoming("people", *rows), by=None, at=TUESDAY, partial=True)

        assert (list(Subject.objects.order_by("pk").values()), list(Service.objects.order_by("pk").values())) == before
        assert not {"new", "changes"} & set(statuses(again))

    @settings(max_examples=25, deadline=None)
    @given(st.permutations(["1975-03-12", "1980-01-01", "1981-07-07"]))
    def test_namesakes_of_different_birth_stay_as_many_in_any_order(self, births: list[str]):
        for number, born in enumerate(births):
            apply_import(
                incoming("people", {"name": "Nguyễn Văn An", "born": born}, name=f"{number}.xlsx"), by=None, at=MONDAY
            )

        assert sorted(Person.objects.values_list("born", flat=True)) == sorted(births)


def test_finding_looks_at_a_few_persons_however_many_there_are(units: dict[str, int]):
    """A register of one name in three: what is compared grows with the rows, not with rows times people."""
    looked = []
    for many in (300, 1200):
        made = [
            Subject(kind="individual", name=f"Nguyễn Văn {'AnBH'[n % 2 :][:2]}", name_key=str(n), search="x")
            for n in range(many)
        ]
        subjects = Subject.objects.bulk_create(made)
        Person.objects.bulk_create(
            Person(subject=subject, born=f"{1950 + n % 40}-{1 + n // 40 % 12:02d}-{1 + n // 480:02d}")
            for n, subject in enumerate(subjects)
        )
        directory = Directory()
        for n in range(100):
            directory.person(
                {"name": "Nguyễn Văn An", "born": f"{1950 + n % 40}-12-31"}, unit_id=units["first"], on=DAY
            )
        looked.append(directory.looked_at)

    assert looked[1] <= 6 * looked[0] < 100 * 300 / 4
