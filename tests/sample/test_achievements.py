"""The sample's initiatives, disciplines and unit ratings fit its people, and what is unlawful on purpose is unlawful in its own facts."""

from collections import Counter
from datetime import date

from tdkt.sample.achievements import (
    departures,
    disciplined_with_merit,
    disciplined_with_title,
    disciplines,
    earlier_ratings,
    fighter_titles,
    fighters_of_force,
    grounds,
    initiatives,
    order_without_the_class_below,
    too_early_fighter,
    whole_services,
    without_initiative,
)
from tdkt.sample.awards import ADVANCED, DETERMINED, book
from tdkt.sample.collectives import places, unit_ratings
from tdkt.sample.members import is_advanced, is_determined, members
from tdkt.sample.people import force
from tdkt.sample.ratings import EXCELLENT, FAILED, FIGHTER, YEARS, ratings
from tdkt.sample.units import EMULATION_ROOM, Unit, by_full_name, units


def test_every_emulation_fighter_has_an_initiative_of_the_year_but_four() -> None:
    bare = []
    for year in YEARS:
        authors = {one.person.number for one in initiatives(year)}
        bare += [r for r in ratings(year) if r.title == FIGHTER and r.person.number not in authors]
    assert bare == list(without_initiative())
    assert [r.year for r in bare] == [2016, 2017, 2018, 2019]


def test_nobody_has_the_same_initiative_twice_in_a_year() -> None:
    for year in YEARS:
        assert max(Counter((one.person.number, one.name) for one in initiatives(year)).values()) == 1


def test_the_fighters_of_the_force_had_three_titles_in_a_row_but_one() -> None:
    titled = {year: {r.person.number for r in ratings(year) if r.title == FIGHTER} for year in YEARS}
    runs = {p.number: [year for year in (2017, 2018, 2019) if p.number in titled[year]] for p in fighters_of_force()}
    assert set(map(tuple, runs.values())) == {(2017, 2018, 2019)}
    assert [year for year in YEARS if too_early_fighter().number in titled[year]][-2:] == [2018, 2019]
    assert too_early_fighter().number not in titled[2017]
    assert len({c.receiver.number for c in fighter_titles() if not isinstance(c.receiver, Unit)}) == 6


def test_under_discipline_nobody_is_given_anything_but_the_two() -> None:
    given = [c for c in (*book().conferrals(), *fighter_titles()) if not isinstance(c.receiver, Unit)]
    wrong = [
        (d.person.number, c.award)
        for d in disciplines()
        for c in given
        if c.receiver == d.person and d.first <= c.decision.day < d.over
    ]
    titled = [
        (d.person.number, r.year)
        for d in disciplines()
        for year in YEARS
        for r in ratings(year)
        if r.person == d.person and r.title and (d.first <= date(year, 12, 31) < d.over or d.over.year == year)
    ]
    assert wrong == [(disciplined_with_merit().person.number, "Bằng khen của UBND tỉnh")]
    assert titled == [(disciplined_with_title().person.number, 2018)]
    assert len(disciplines()) == len({d.person.number for d in disciplines()}) == 18


def test_the_units_with_titles_bear_them_but_the_room_for_emulation_in_2018() -> None:
    determined = [c for g in book().determined for c in g.conferrals if isinstance(c.receiver, Unit) and c.year]
    advanced = [c for g in book().commendations for c in g.conferrals if c.award == ADVANCED]
    wrong = [(c.receiver.name, c.year) for c in determined if not is_determined(c.receiver, c.year or 0)]  # type: ignore[arg-type]
    assert wrong == [(EMULATION_ROOM, 2018)]
    rows = members(2018)[EMULATION_ROOM]
    assert (sum(bool(row.title) for row in rows), len(rows)) == (25, 37)
    assert all(is_advanced(c.receiver, c.year or 0) for c in advanced)  # type: ignore[arg-type]
    assert (len(determined), len(advanced)) == (105, 120)
    excellent = {(r.unit.full, year) for year in YEARS for r in unit_ratings(year) if r.rating == EXCELLENT}
    assert {(c.receiver.full, c.year) for c in determined if c.award == DETERMINED} <= excellent  # type: ignore[union-attr]


def test_every_standing_unit_is_rated_once_a_year_and_ranks_have_no_gaps() -> None:
    for year in YEARS:
        rated = [r.unit.full for r in unit_ratings(year)]
        assert sorted(rated) == sorted(u.full for u in units() if u.stands_on(date(year, 12, 31)))
    groups: dict[tuple[int, str], list[int]] = {}
    for place in places():
        groups.setdefault((place.year, place.group), []).append(place.rank)
    assert all(ranks == list(range(1, len(ranks) + 1)) for (_, name), ranks in groups.items() if "số" in name)
    assert {place.unit.full for place in places()} <= set(by_full_name())


def test_older_ratings_are_of_those_whose_whole_service_is_known_and_nobody_failed() -> None:
    whole = {p.number: p for p in whole_services()}
    assert order_without_the_class_below().number in whole
    years: dict[str, list[int]] = {}
    for one in earlier_ratings():
        years.setdefault(one.person.number, []).append(one.year)
    assert years == {number: list(range(p.joined.year, 2015)) for number, p in whole.items() if p.joined.year < 2015}
    assert FAILED not in {one.rating for one in earlier_ratings()}


def test_who_has_left_was_in_the_force_and_every_decision_has_one_ground() -> None:
    numbers = {p.number: p for p in force()}
    assert departures() == {number: p.left for number, p in numbers.items() if p.left}
    assert Counter(grounds().values()) == {"phong-trao": 26, "cong-trang": 11, "nien-han": 3, "dot-xuat": 1}
