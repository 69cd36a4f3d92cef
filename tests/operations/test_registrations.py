"""Titles registered for a year: many at once, own unit only, and what came of them, with nothing concluded from an incomplete register."""

from datetime import date

import pytest

from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet
from tdkt.operations.ledger import writing
from tdkt.operations.named_lists import find_named
from tdkt.operations.registrations import Counted, compare, counted, register_titles, strike_registrations
from tdkt.records.models import Nomination, Registration
from tests.conftest import WORKING_DAY, make_unit
from tests.operations.test_nominations import enter_round
from tests.web.contenders import TITLE, Contenders, enter_contenders
from tests.web.register import NOON, enter_award, enter_decision, enter_person, enter_ratings

ADVANCED = "chien-si-tien-tien"


@pytest.fixture
def contenders(office) -> Contenders:
    return enter_contenders(office)


def put(contenders, subjects, *, by=None, year=2019, award=TITLE, unit=None, on=WORKING_DAY):
    return register_titles(
        year,
        award,
        [one.pk for one in subjects],
        unit_id=(unit or contenders.district).pk,
        by=by,
        at=NOON,
        on=on,
    )


def test_many_are_registered_in_one_act_and_nobody_twice(contenders, clerk):
    first = put(contenders, [contenders.an, contenders.binh], by=clerk)
    second = put(contenders, [contenders.binh, contenders.chi], by=clerk)
    third = put(contenders, [contenders.binh], by=clerk)

    assert (first.made, first.known) == (2, ())
    assert (second.made, second.known) == (1, ("Lê Thị Bình",))
    assert (third.made, third.entry) == (0, None)
    assert Registration.objects.count() == 3


@pytest.mark.parametrize(
    ("year", "award", "words"),
    [
        (2019, "giay-khen", "Chỉ đăng ký được danh hiệu thi đua"),
        (2022, TITLE, "Năm 2022 không đăng ký được"),
        (2019, "xa-phuong-tieu-bieu", "Luật năm 2019 không có danh hiệu"),
        (2019, "don-vi-tien-tien", "không được tặng Đơn vị tiên tiến"),
    ],
)
def test_what_cannot_be_registered_is_refused_with_the_reason(contenders, year, award, words):
    with pytest.raises(RuleNotMet) as refused:
        put(contenders, [contenders.an], year=year, award=award)

    assert words in refused.value.vietnamese


def test_a_clerk_registers_and_strikes_for_the_own_unit_only(office, contenders, clerk, inspector):
    other = make_unit("Công an huyện khác", under=office.unit)
    stranger = enter_person("Đỗ Văn Em", other)
    with pytest.raises(NotPermitted):
        put(contenders, [stranger], by=clerk, unit=other)
    with pytest.raises(RuleNotMet):
        put(contenders, [stranger], by=clerk)
    with pytest.raises(NotPermitted):
        put(contenders, [contenders.an], by=inspector)

    put(contenders, [stranger], unit=other)
    [theirs] = Registration.objects.all()
    with pytest.raises(NotFound):
        strike_registrations([theirs.pk], reason="Nhầm", by=clerk, at=NOON, on=WORKING_DAY)
    with pytest.raises(RuleNotMet):
        strike_registrations([theirs.pk], reason=" ", by=None, at=NOON, on=WORKING_DAY)
    assert strike_registrations([theirs.pk], reason="Nhầm", by=None, at=NOON, on=WORKING_DAY) == 1
    assert not Registration.objects.exists()


def test_registered_and_achieved_are_compared_without_concluding_from_silence(office, contenders):
    put(contenders, [contenders.an, contenders.binh, contenders.chi, contenders.dung])
    extra = enter_person("Hồ Văn Em", contenders.district)
    decision = enter_decision("91/QĐ-CAT", date(2020, 3, 1))
    enter_award(contenders.an, decision, award=TITLE, for_from=2019, for_to=2019)
    enter_ratings(extra, range(2019, 2020), rating="hoan-thanh-tot", title=TITLE)
    said = enter_round(office, forms=[{"award": TITLE}])
    with writing(by=None, at=NOON, verb="nominations.make") as pen:
        pen.add_one(
            Nomination(
                round=said,
                subject=contenders.dung,
                recipient="individual",
                award=TITLE,
                for_from=2019,
                for_to=2019,
                proposer=contenders.district,
                since=WORKING_DAY,
            )
        )

    compared = compare(2019, by=None, on=WORKING_DAY)

    assert [(one.name, one.outcome) for one in compared if one.award == TITLE] == [
        ("Phan Văn An", "reached"),
        ("Lê Thị Bình", "not-reached"),  # the register is complete since 2008
        ("Trần Mai Chi", "not-known"),  # nobody attests that it is
        ("Ngô Văn Dũng", "not-known"),  # proposed, not decided
        ("Hồ Văn Em", "unregistered"),
    ]
    [line] = [one for one in counted(compared) if one.award == TITLE]
    assert line == Counted(contenders.district.pk, TITLE, 4, 1, 1, 2, 1)
    assert line.percent is None
    assert {one.outcome for one in compared if one.award == ADVANCED} == {"unregistered"}


def test_of_a_year_that_is_not_over_nothing_is_said(contenders):
    put(contenders, [contenders.an], year=2020)

    assert [one.outcome for one in compare(2020, by=None, on=WORKING_DAY)] == ["not-known"]


def test_a_title_decided_later_was_not_reached_on_an_earlier_day(contenders):
    put(contenders, [contenders.chi])
    enter_award(contenders.chi, enter_decision("92/QĐ-CAT", date(2020, 6, 1)), award=TITLE, for_from=2019, for_to=2019)

    def outcome(on):
        return [one.outcome for one in compare(2019, by=None, on=on) if one.award == TITLE]

    assert (outcome(WORKING_DAY), outcome(date(2020, 6, 1))) == (["not-known"], ["reached"])


def test_a_clerk_compares_the_own_unit_only(office, contenders, clerk):
    other = make_unit("Công an huyện khác", under=office.unit)
    put(contenders, [enter_person("Đỗ Văn Em", other)], unit=other)
    put(contenders, [contenders.an])

    assert {one.name for one in compare(2019, by=clerk, on=WORKING_DAY) if one.award == TITLE} == {"Phan Văn An"}


def test_a_typed_list_names_people_without_guessing(office, contenders, clerk):
    said = enter_round(office, forms=[{"award": TITLE}])
    enter_person("Phan Văn Đạt", contenders.district, born="1980-01-02", service="123-456")
    enter_person("Phan Văn Đạt", contenders.district, born="1990-01-02")
    enter_person("Đỗ Văn Em", office.unit)

    named = find_named(
        "1. Phan Văn An\n\nPHAN VĂN ĐẠT\n2) Phan Văn Đạt, 1990\nPhan Văn Đạt; 123456\nĐỗ Văn Em\nLê Thị Bình, Công an huyện",
        said,
        unit_id=contenders.district.pk,
        award=TITLE,
        by=clerk,
        on=WORKING_DAY,
    )

    assert [line.subjects[0].name for line in named.found] == [
        "Phan Văn An",
        "Phan Văn Đạt",
        "Phan Văn Đạt",
        "Lê Thị Bình",
    ]
    assert named.found[1].subjects != named.found[2].subjects
    assert [line.said for line in named.doubtful] == ["PHAN VĂN ĐẠT"]
    assert [line.said for line in named.unknown] == ["Đỗ Văn Em"]
