"""What one case says: unknown is never no, filling in a fact settles but never flips, and the reading rules of the exchange tables."""

import os
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tdkt.rules.case import AwardRow, Case, Cases, DisciplineRow, InitiativeRow, RatingRow
from tdkt.rules.conditions import (
    AnyOf,
    Count,
    Holding,
    Holds,
    Initiated,
    Judgement,
    NotHeld,
    Number,
    Rated,
    Rule,
    Run,
    Service,
    Titled,
)
from tdkt.rules.explain import explain, verdict_of
from tdkt.rules.facts import RATINGS
from tdkt.rules.findings import walk
from tdkt.rules.truth import Truth, Verdict
from tdkt.rules.years import unknown_years
from tests.rules.histories import ON, TITLES, histories, rules

EXAMPLES = int(os.environ.get("TDKT_EXAMPLES", "150"))
titles = frozenset(TITLES)
ON_DAY = date(2024, 12, 31)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(rules(most=1), histories(), ON, st.data())
def test_filling_in_a_missing_fact_never_flips_a_yes_or_a_no(some, facts, on, data):
    rule = some[0]
    case = Cases(facts).of(data.draw(st.integers(0, len(facts) - 1)))
    open_years = sorted(unknown_years(case, on.year))
    assume(open_years)
    year = data.draw(st.sampled_from(open_years))
    filled = data.draw(st.sampled_from(["rating", "title", "initiative"]))
    if filled == "rating":
        assume(year not in {row.year for row in case.ratings})
        row = RatingRow(year, data.draw(st.sampled_from(RATINGS)))
        after = replace(case, ratings=(*case.ratings, row))
    elif filled == "title":
        code = data.draw(st.sampled_from([title for title in TITLES if title != rule.award]))
        after = replace(case, awards=(*case.awards, AwardRow(code, None, None, year, year, "", "valid")))
    else:
        row = InitiativeRow(year, "sang-kien", data.draw(st.sampled_from(["co-so", "toan-quoc"])))
        after = replace(case, initiatives=(*case.initiatives, row))

    before_, after_ = (explain(rule, one, on, titles=titles) for one in (case, after))

    flipped = [
        (old.condition, old.truth, new.truth)
        for old, new in zip(walk(before_.finding), walk(after_.finding), strict=True)
        if not any(isinstance(found.condition, NotHeld) for found in walk(old))  # what bars is what is recorded
        and ((old.truth is Truth.NO and new.truth is not Truth.NO) or (old.truth >= Truth.JUDGE > new.truth))
    ]
    assert flipped == []


def rule(condition, **more) -> Rule:
    asked = {
        "id": "luat/art-1",
        "award": "bang-khen-bo-tinh",
        "class_": None,
        "subjects": frozenset({"individual"}),
        "forces": frozenset(),
        "ground": "cong-trang",
        "condition": replace(condition, id="luat/art-1#limb", cite="luat/art-1"),
        "from_": date(2000, 1, 1),
        "to": None,
    }
    return Rule(**{**asked, **more})


def person(**more) -> Case:
    kept = {"id": "A", "name": "", "kind": "individual", "service_from": date(2010, 1, 1), "complete_since": 2010}
    return Case(**{**kept, **more})


def rated(*years: int, rating: str = "hoan-thanh-xuat-sac") -> tuple[RatingRow, ...]:
    return tuple(RatingRow(year, rating) for year in years)


def given_award(code: str, **more) -> AwardRow:
    kept = {"class_": None, "day": None, "for_from": None, "for_to": None, "ground": "cong-trang", "status": "valid"}
    return AwardRow(code, **{**kept, **more})


def truth(condition, case: Case, on: date = ON_DAY, **more) -> Truth:
    return explain(rule(condition, **more), case, on, titles=titles).truth


TWO_YEARS = Run(Rated("hoan-thanh-xuat-sac"), Number(2.0))
ANY_TWO = replace(TWO_YEARS, ending="any")


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2024, 12, 31), Truth.YES), (date(2025, 6, 1), Truth.YES), (date(2024, 12, 30), Truth.NO)],
)
def test_a_title_is_for_the_year_of_31_december_else_for_the_year_before(on, expected):
    assert truth(Run(Rated("hoan-thanh-tot"), Number(1.0)), person(ratings=rated(2024)), on) is expected


def test_a_run_up_to_the_proposal_ends_there_and_another_may_lie_anywhere():
    case = person(ratings=rated(2018, 2019))
    assert (truth(TWO_YEARS, case), truth(ANY_TWO, case)) == (Truth.NO, Truth.YES)


def test_silence_is_no_from_the_year_the_history_is_complete_and_unknown_before():
    case = person(ratings=rated(2024))
    assert (
        truth(TWO_YEARS, case),
        truth(TWO_YEARS, replace(case, complete_since=2024)),
        truth(TWO_YEARS, replace(case, complete_since=2024, service_from=date(2024, 1, 1))),
    ) == (Truth.NO, Truth.UNKNOWN, Truth.NO)


def test_years_of_a_conferral_of_the_same_form_are_used_up_and_of_another_are_not():
    case = person(ratings=rated(2023, 2024))
    same = given_award("bang-khen-bo-tinh", day=date(2024, 6, 1), for_from=2023, for_to=2023)
    other = given_award("giay-khen", day=date(2024, 6, 1), for_from=2023, for_to=2023)
    annulled = replace(same, status="annulled")
    assert [truth(TWO_YEARS, replace(case, awards=(a,))) for a in (same, other, annulled)] == [
        Truth.NO,
        Truth.YES,
        Truth.YES,
    ]


@pytest.mark.parametrize(
    ("form", "to", "expected"),
    [
        ("canh-cao", date(2023, 1, 1), Truth.YES),  # 2023 is a full year after it
        ("canh-cao", date(2023, 6, 1), Truth.NO),
        ("canh-cao", None, Truth.NO),
        ("under-investigation", date(2024, 6, 1), Truth.YES),  # ended without a finding: nothing restarts
        ("under-investigation", None, Truth.NO),
    ],
)
def test_discipline_bars_while_it_runs_and_the_clock_restarts_after_it(form, to, expected):
    case = person(ratings=rated(2023, 2024), disciplines=(DisciplineRow(form, date(2022, 2, 1), to),))
    assert truth(TWO_YEARS, case) is expected


def test_whether_discipline_bars_is_unknown_where_the_history_is_not_complete():
    case = person(ratings=rated(2023, 2024), complete_since=None)
    assert truth(TWO_YEARS, case) is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("ground", "expected"),
    [("cong-trang", Truth.YES), ("dot-xuat", Truth.NO), ("phong-trao", Truth.NO), ("", Truth.UNKNOWN)],
)
def test_sudden_and_movement_awards_never_serve_a_merit_pathway(ground, expected):
    held = given_award("giay-khen", day=date(2020, 5, 1), ground=ground)
    assert truth(Holds((Holding("giay-khen"),)), person(awards=(held,))) is expected


def test_an_order_of_an_unrecorded_class_may_be_the_one_asked_for():
    held = given_award("huan-chuong-lao-dong", day=date(2020, 5, 1))
    third = Holds((Holding("huan-chuong-lao-dong", 3),))
    assert [truth(third, person(awards=(replace(held, class_=n),))) for n in (3, 2, None)] == [
        Truth.YES,
        Truth.NO,
        Truth.UNKNOWN,
    ]


def test_years_after_an_award_are_full_years_after_its_decision():
    after = replace(TWO_YEARS, after=(Holding("giay-khen"),))
    case = person(ratings=rated(2022, 2023, 2024))
    dated = [given_award("giay-khen", day=day) for day in (date(2022, 1, 1), date(2023, 1, 1), date(2022, 12, 31))]
    assert [truth(after, replace(case, awards=(one,))) for one in dated] == [Truth.YES, Truth.NO, Truth.YES]


@pytest.mark.parametrize(
    ("begun", "expected"),
    [
        (date(2014, 12, 31), Truth.YES),
        (date(2015, 1, 1), Truth.NO),
        (date(2009, 12, 31), Truth.NO),
        (None, Truth.UNKNOWN),
    ],
)
def test_service_of_ten_to_under_fifteen_years_is_counted_to_the_day(begun, expected):
    band = Service(Number(10.0), under=Number(15.0))
    assert truth(band, person(service_from=begun, complete_since=1990)) is expected


def test_a_number_from_memory_is_used_only_when_asked_for_and_says_so():
    condition = Run(Rated("hoan-thanh-tot"), Number(2.0, "FROM-MEMORY"))
    case = person(ratings=rated(2023, 2024))
    asked = explain(rule(condition), case, ON_DAY, titles=titles, use_memory=True)
    assert (truth(condition, case), asked.truth, asked.from_memory) == (Truth.UNKNOWN, Truth.YES, True)


def test_initiatives_of_one_year_are_counted_one_by_one():
    case = person(initiatives=tuple(InitiativeRow(2024, "sang-kien", scope) for scope in ("co-so", "bo-tinh")))
    counted = [truth(Count(Initiated(scope), Number(2.0)), case) for scope in ("co-so", "bo-tinh")]
    assert counted == [Truth.YES, Truth.NO]


def test_a_forecast_goes_on_with_the_record_as_it_stands():
    three = Run(Titled(("chien-si-thi-dua-co-so",)), Number(3.0))
    held = tuple(given_award("chien-si-thi-dua-co-so", for_from=y, for_to=y) for y in (2023, 2024))
    outcome = verdict_of([rule(three)], person(awards=held), ON_DAY, titles=titles)
    assert (outcome.verdict, outcome.earliest) == (Verdict.NOT_ELIGIBLE, "2025")


def test_judgement_alone_never_decides_and_is_named_for_the_council():
    council = rule(Judgement("tiêu biểu", "outstanding"), id="luat/art-2")
    facts = rule(TWO_YEARS)
    alone = verdict_of([council], person(), ON_DAY, titles=titles)
    beside = verdict_of([facts, council], person(), ON_DAY, titles=titles)
    asked = verdict_of([facts, council], person(), ON_DAY, titles=titles, pathway="luat/art-2")
    assert [(o.verdict.word, o.missing) for o in (alone, beside, asked)] == [
        ("not-enough-evidence", ("pathway:luat/art-2",)),
        ("not-eligible", ("luat/art-1#limb", "pathway:luat/art-2")),
        ("eligible", ("judgement:luat/art-1#limb",)),
    ]


def test_of_two_ways_the_nearer_is_named():
    far = replace(Run(Rated("hoan-thanh-xuat-sac"), Number(5.0)), id="xa")
    near = replace(Count(Initiated("co-so"), Number(1.0)), id="gan")
    both = rule(AnyOf((far, near)))
    unknown = person(complete_since=2024, ratings=rated(2024))
    assert verdict_of([both], person(), ON_DAY, titles=titles).missing == ("xa",)
    assert verdict_of([both], unknown, ON_DAY, titles=titles).missing == ("xa",)
