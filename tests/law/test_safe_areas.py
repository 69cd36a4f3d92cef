"""The safe-area standard: which circular judges which year, its days, who decides, the share of a commune with its rounding, and open findings."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from tdkt.law.checking import problems
from tdkt.law.instruments import Parameter
from tdkt.law.loading import load_law
from tdkt.law.safe_areas import SUBJECTS, Counts, Decider, needed, share, standard, weigh

LAW = load_law()


def of(kind: str, year: int):
    return standard(LAW, kind, year)


@pytest.mark.parametrize(
    ("year", "instrument"),
    [
        (2011, ""),
        (2012, "23-2012-tt-bca"),
        (2021, "23-2012-tt-bca"),
        (2022, "124-2021-tt-bca"),
        (2026, "124-2021-tt-bca"),
    ],
)
def test_a_year_is_judged_by_the_circular_in_force_at_its_end(year, instrument):
    assert {of(kind, year).instrument for kind in SUBJECTS} == {instrument}
    assert of("commune", year).known is bool(instrument)


def test_every_criterion_names_a_provision_and_speaks_both_languages():
    bad = [
        (kind, year, one.code)
        for kind in SUBJECTS
        for year in (2012, 2024)
        for one in of(kind, year).criteria
        if one.cite not in LAW.provisions or not one.vi or not one.en
    ]

    assert bad == []
    assert problems(LAW) == ()


def test_the_circular_of_2021_has_its_criteria_by_article():
    assert {kind: [one.code for one in of(kind, 2024).criteria] for kind in SUBJECTS} == {
        "residential-area": ["kdc-1", "kdc-2", "kdc-3", "kdc-4", "kdc-5"],
        "commune": ["xa-1", "xa-2", "xa-3", "xa-4"],
        "agency": ["cq-1", "cq-2", "cq-3", "cq-4", "cq-5"],
        "firm": ["cq-1", "cq-2", "cq-3", "cq-4", "cq-5"],
        "school": ["gd-1", "gd-2", "gd-3", "gd-4", "gd-5", "gd-6"],
    }
    assert [one.cite for one in of("commune", 2024).criteria] == [f"124-2021-tt-bca/art-5/cl-{n}" for n in (1, 2, 3, 4)]
    assert of("commune", 2024).counted.code == "xa-4"
    assert of("commune", 2024).codes == ("xa-1", "xa-2", "xa-3")


def test_under_the_circular_of_2012_what_was_not_read_is_one_finding_on_the_whole():
    area = of("residential-area", 2016)
    [only] = area.criteria

    assert (only.whole, only.confidence, only.cite) == (True, "UNKNOWN", "23-2012-tt-bca/art-5")
    assert [one.whole for one in of("commune", 2016).criteria] == [False] * 4
    assert (area.begins, area.ends, area.registered_until, area.decided_before, area.deciders) == (
        None,
        None,
        None,
        None,
        (),
    )


def test_areas_are_counted_from_november_to_october_and_all_others_half_a_month_later():
    assert (of("residential-area", 2024).begins, of("residential-area", 2024).ends) == (
        date(2023, 11, 1),
        date(2024, 10, 31),
    )
    for kind in ("commune", "agency", "firm", "school"):
        assert (of(kind, 2024).begins, of(kind, 2024).ends) == (date(2023, 11, 16), date(2024, 11, 15))


def test_the_days_to_register_and_to_decide():
    days = {kind: (of(kind, 2024).registered_until, of(kind, 2024).decided_before) for kind in SUBJECTS}
    spring, others = date(2024, 3, 31), date(2024, 11, 20)

    assert days == {
        "residential-area": (spring, date(2024, 11, 15)),
        "commune": (spring, others),
        "agency": (None, others),  # the text read gives no day for them
        "firm": (None, others),
        "school": (None, others),
    }
    area = of("residential-area", 2024)
    assert [area.is_late(day) for day in (None, spring, date(2024, 4, 1))] == [None, False, True]
    assert [area.is_decided_late(day) for day in (date(2024, 11, 14), date(2024, 11, 15))] == [False, True]
    assert of("school", 2024).is_late(date(2024, 9, 1)) is None


def test_who_recognises_a_commune_is_not_known_once_the_districts_are_gone():
    assert of("commune", 2024).deciders == (Decider("district"),)
    assert of("commune", 2025).deciders == ()
    assert of("residential-area", 2025).deciders == (Decider("commune"),)
    assert [one.level for one in of("school", 2024).deciders] == ["commune", "district", "province", "ministry"]
    assert [one.level for one in of("school", 2025).deciders] == ["commune", "province", "ministry"]
    assert of("commune", 2024).doubted == ()
    assert of("commune", 2025).doubted == ("48-2025-tt-bca",)


def test_the_share_counts_areas_alone_before_and_all_bodies_now():
    assert (of("commune", 2016).of, of("commune", 2016).percent) == (("residential-area",), Fraction(70))
    assert of("commune", 2016).registered_percent is None
    assert of("commune", 2024).of == ("residential-area", "agency", "firm", "school")
    assert of("commune", 2024).registered_percent == Fraction(100)


@pytest.mark.parametrize(
    ("of_", "least"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 3), (7, 5), (10, 7), (20, 14), (25, 18), (30, 21)]
)
def test_seventy_percent_is_the_least_whole_number_that_is_enough(of_, least):
    assert needed(Fraction(70), of_) == least


def told(**counts):
    found = share(of("commune", 2024), Counts(**counts))
    return found.needed, found.lacking, found.reached, found.answer


def test_sixteen_of_twenty_five_are_not_enough_and_eighteen_are():
    assert told(of=25, registered=25, met=16, not_met=9) == (18, 2, False, False)
    assert told(of=25, registered=25, met=17, not_met=8) == (18, 1, False, False)
    assert told(of=25, registered=25, met=18, not_met=7) == (18, 0, True, True)


def test_what_is_undecided_may_still_come_and_is_never_a_no():
    assert told(of=25, registered=25, met=16, not_met=7) == (18, 2, None, None)
    assert told(of=25, registered=25, met=16, not_met=8) == (18, 2, False, False)
    assert told(of=25, registered=25, met=18) == (18, 0, True, True)


def test_a_body_not_in_the_book_of_registrations_leaves_the_commune_open():
    assert told(of=25, registered=24, met=18, not_met=7) == (18, 0, True, None)


def test_a_commune_without_any_body_in_the_register_is_open():
    assert told() == (0, 0, None, None)
    assert told(doubtful=2) == (0, 0, None, None)


def test_a_body_that_ended_in_the_year_is_taken_both_ways():
    """The law does not say whether it counts: with it 18 of 26 are too few, without it 18 of 25 are enough."""
    assert told(of=25, registered=25, met=18, not_met=7, doubtful=1, doubtful_registered=1) == (18, 0, None, None)
    assert told(of=25, registered=25, met=19, not_met=6, doubtful=1, doubtful_registered=1) == (18, 0, True, True)
    assert told(of=25, registered=25, met=19, not_met=6, doubtful=1) == (18, 0, True, None)
    assert told(of=25, registered=25, met=16, not_met=9, doubtful=1) == (18, 2, False, False)


def test_where_no_text_gives_a_share_nothing_is_said():
    found = share(of("commune", 2011), Counts(of=25, registered=25, met=25))

    assert (found.needed, found.reached, found.answer) == (None, None, None)


def test_met_only_when_all_are_met_and_open_while_one_is_open():
    area = of("residential-area", 2024)
    every = dict.fromkeys(area.codes, True)

    assert weigh(area, every).result == "met"
    assert weigh(area, every | {"kdc-4": None}) == weigh(area, {code: True for code in every if code != "kdc-4"})
    assert (weigh(area, every | {"kdc-4": None}).result, weigh(area, every | {"kdc-4": None}).open) == ("", ("kdc-4",))
    assert weigh(area, every | {"kdc-4": False, "kdc-5": None}).result == "not-met"
    assert weigh(of("residential-area", 2011), {}).result == ""


def test_a_commune_needs_its_share_besides_its_own_findings():
    commune = of("commune", 2024)
    own = dict.fromkeys(commune.codes, True)

    assert [weigh(commune, own, counted).result for counted in (True, False, None)] == ["met", "not-met", ""]
    assert weigh(commune, own | {"xa-4": True}, False).failed == ("xa-4",)  # nobody finds what is counted


def test_a_province_may_add_a_criterion_of_its_own():
    own = Parameter(
        "safe-criteria",
        "124-2021-tt-bca/art-8",
        date(2022, 2, 10),
        None,
        "VERIFIED",
        [{"subject": "khu-dan-cu", "code": "tinh-1", "vi": "Có camera an ninh", "en": "Cameras"}],
        "quy-dinh-tinh",
        authority="UBND tỉnh",
    )
    found = standard(replace(LAW, parameters=(*LAW.parameters, own)), "residential-area", 2024)

    assert [one.code for one in found.criteria] == ["tinh-1", "kdc-1", "kdc-2", "kdc-3", "kdc-4", "kdc-5"]
    assert found.instrument == "124-2021-tt-bca"
