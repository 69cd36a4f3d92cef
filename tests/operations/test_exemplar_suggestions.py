"""Whom the register puts forward as exemplars, for which reasons with which rows, and from a suggestion to an exemplar in one act."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tdkt.operations.errors import RuleNotMet
from tdkt.operations.exemplar_suggestions import Reason, Row, Suggestion, find_suggested, longest, suggestions
from tdkt.operations.exemplar_undo import take_back
from tdkt.operations.ledger import writing
from tdkt.records.models import CommunityModel, Departure, Exemplar, ModelType, Ranking, Replication, Succession, Unit
from tests.conftest import WORKING_DAY, make_unit
from tests.operations.test_exemplars import doing, found
from tests.web.register import NOON, enter_award, enter_decision, enter_person, enter_ratings

FIGHTER = "chien-si-thi-dua-co-so"
FLAG = "co-thi-dua-bo-tinh"


@pytest.fixture
def district(office) -> Unit:
    return Unit.objects.get(name="Công an huyện mẫu")


def titled(subject, years, award=FIGHTER):
    return [
        enter_award(
            subject, enter_decision(f"{year}.{subject.pk}/QĐ", date(year + 1, 1, 6)), award=award, year=year,
            for_from=year, for_to=year,
        )
        for year in years
    ]  # fmt: skip


def asked(by=None, on=WORKING_DAY, **said):
    return suggestions(2015, 2020, by=by, on=on, **said)


@pytest.mark.parametrize(
    ("years", "run"),
    [
        ([2015, 2016, 2017], [2015, 2016, 2017]),
        ([2012, 2013, 2014], []),
        ([2013, 2014, 2015], [2013, 2014, 2015]),
        ([2015, 2016, 2018, 2019], [2018, 2019]),
        ([2015, 2016, 2017, 2019], [2015, 2016, 2017]),
    ],
)
def test_the_longest_stretch_of_years_reaches_into_the_period(years, run):
    assert longest(years, 2015) == run


def test_titles_in_a_row_are_told_from_decisions_and_ratings_with_their_rows(district):
    an = enter_person("Phan Văn An", district)
    awards = titled(an, (2016, 2017))
    [rating] = enter_ratings(an, range(2018, 2019), rating="hoan-thanh-xuat-sac", title=FIGHTER)
    titled(enter_person("Lê Thị Bình", district), (2016, 2017, 2019))
    left = enter_person("Trần Mai Chi", district)
    titled(left, (2016, 2017, 2018))
    with writing(by=None, at=NOON, verb="test") as pen:
        pen.add_one(Departure(subject=left, day=date(2020, 1, 1)))

    assert asked() == [
        Suggestion(
            an.pk, "Phan Văn An", "individual", district.pk,
            (
                Reason(
                    "streak", "3 năm liền (2016-2018) đạt danh hiệu Chiến sĩ thi đua", 3,
                    (
                        Row("award", awards[0].pk, "2016"),
                        Row("award", awards[1].pk, "2017"),
                        Row("rating", rating.pk, "2018"),
                    ),
                ),
            ),
        )
    ]  # fmt: skip
    assert [one.name for one in asked(least_years=2)] == ["Phan Văn An", "Lê Thị Bình"]


def test_a_title_that_was_taken_back_or_decided_later_is_none(district):
    an = enter_person("Phan Văn An", district)
    titles = titled(an, (2016, 2017, 2018, 2019))
    with writing(by=None, at=NOON, verb="test") as pen:
        pen.change(titles[0], state="annulled")

    assert [one.reasons[0].words for one in asked()] == ["3 năm liền (2017-2019) đạt danh hiệu Chiến sĩ thi đua"]
    assert asked(on=date(2020, 1, 5)) == []


def test_a_unit_goes_on_with_the_flags_of_the_one_before_it(office):
    old, new = make_unit("Phòng cũ", under=office.unit), make_unit("Phòng mới", under=office.unit)
    titled(old.subject, (2015, 2016, 2017), award=FLAG)
    titled(new.subject, (2018, 2019), award=FLAG)
    with writing(by=None, at=NOON, verb="test") as pen:
        pen.change(old, ended=date(2018, 8, 14))
        pen.add_one(Succession(predecessor=old, successor=new, kind="merge", on_date=date(2018, 8, 15)))

    assert [(one.name, one.words) for one in asked()] == [("Phòng mới", "5 năm liền (2015-2019) được tặng Cờ thi đua.")]


def test_first_in_a_block_and_models_that_spread_are_reasons_too(office, district):
    other = make_unit("Công an huyện khác", under=office.unit)
    with writing(by=None, at=NOON, verb="test") as pen:
        ranks = pen.add(
            Ranking(subject=unit.subject, year=year, group="Cụm số 1", group_level="unit", rank=rank)
            for unit, year, rank in ((district, 2017, 1), (district, 2018, 1), (other, 2017, 2), (other, 2014, 1))
        )
        type_ = pen.add_one(ModelType(name="Tiếng kẻng an ninh", folded="tieng keng an ninh"))
        models = pen.add(
            CommunityModel(type=type_, name=f"Tiếng kẻng {place}", place=place, unit=unit, search=place)
            for place, unit in (("A", district), ("B", other), ("C", other), ("D", other))
        )
        pen.add(
            Replication(origin=models[0], copy=copy, day=day)
            for copy, day in ((models[1], "2018"), (models[2], ""), (models[3], "2021-01"))
        )

    [one] = asked()
    assert [(reason.kind, reason.words, reason.count) for reason in one.reasons] == [
        ("first", "dẫn đầu Cụm số 1 các năm 2017, 2018", 2),
        ("model", "mô hình “Tiếng kẻng A” được nhân rộng 2 lần", 2),
    ]
    assert [row.key for reason in one.reasons for row in reason.rows] == [ranks[0].pk, ranks[1].pk, models[0].pk]
    assert one.words == "Dẫn đầu Cụm số 1 các năm 2017, 2018. Mô hình “Tiếng kẻng A” được nhân rộng 2 lần."


def test_suggested_ones_become_exemplars_in_one_act_and_leave_the_list(office, district, clerk):
    an, binh = enter_person("Phan Văn An", district), enter_person("Lê Thị Bình", district)
    stranger = enter_person("Đỗ Văn Em", make_unit("Công an huyện khác", under=office.unit))
    for person in (an, binh, stranger):
        titled(person, (2017, 2018, 2019))
    assert {one.name for one in asked(clerk)} == {"Phan Văn An", "Lê Thị Bình"}

    said = {"from_year": 2015, "to_year": 2020}
    for keys in ([], [an.pk, stranger.pk]):
        with pytest.raises(RuleNotMet):
            find_suggested(keys, **said, **doing(clerk))
    done = find_suggested([an.pk, binh.pk], **said, **doing(clerk))

    assert (done.rows, asked(clerk)) == (2, [])
    row = Exemplar.objects.get(subject=an)
    assert (row.state, row.unit, row.new_way, row.found_on) == (
        "found",
        district,
        "3 năm liền (2017-2019) đạt danh hiệu Chiến sĩ thi đua.",
        WORKING_DAY,
    )
    take_back(done.entry, **doing(clerk))
    assert len(asked(clerk)) == 2


def test_an_exemplar_of_the_period_is_not_suggested_again(district):
    an = enter_person("Phan Văn An", district)
    titled(an, (2017, 2018, 2019))
    found(an)

    assert asked() == []
    assert [one.name for one in suggestions(2021, 2025, by=None, on=date(2022, 1, 1))] == []


def test_the_same_few_questions_are_asked_however_many_are_suggested(district):
    def questions():
        with CaptureQueriesContext(
            connection,
        ) as caught:
            asked()
        return len(caught)

    titled(enter_person("Phan Văn An", district), (2017, 2018, 2019))
    one = questions()
    for name in ("Lê Thị Bình", "Trần Mai Chi"):
        titled(enter_person(name, district), (2017, 2018, 2019))

    assert (len(asked()), questions()) == (3, one)
