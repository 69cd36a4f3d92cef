"""The sample's blocks: every year is whole, and none contradicts the places and the units that the office has entered elsewhere."""

from datetime import date
from decimal import Decimal

from tdkt.reports.scoring import Said, missing, proposals, ranks, read_sheet, total_of
from tdkt.sample.blocks import CONTENT, MOUNTAIN, PLAIN, Year, years
from tdkt.sample.collectives import places

SHEET = read_sheet(CONTENT)


def totals(year: Year) -> dict[str, Decimal]:
    found = {}
    for one in year.members:
        marks = {
            code: Said(
                *(Decimal(what[key]) if key in what else None for key in ("planned", "done")),
                what.get("grade", ""),
                Decimal(what["points"]) if "points" in what else None,
            )
            for hand in ("head", "standing")
            for code, what in one.marks[hand].items()
        }
        assert missing(SHEET, marks) == ()
        found[one.unit.full] = total_of(SHEET, marks).total
    return found


def test_every_year_has_its_five_blocks_of_units_that_stood():
    assert [(one.year, len([other for other in years() if other.year == one.year])) for one in years()[::5]] == [
        (year, 5) for year in range(2015, 2020)
    ]
    assert all(len(one.members) >= 5 for one in years())
    assert all(member.unit.stands_on(date(one.year, 12, 31)) for one in years() for member in one.members)


def test_no_rank_of_a_block_contradicts_a_place_in_a_cum():
    for year in years():
        if year.name not in (PLAIN, MOUNTAIN):
            continue
        ranked = ranks(totals(year))
        given = {one.unit.full: (one.group, one.rank) for one in places() if one.year == year.year}
        for one in ranked:
            for other in ranked:
                same = given[one][0] == given[other][0]
                assert not (same and given[one][1] < given[other][1] and ranked[one] > ranked[other])


def test_only_the_years_that_are_meant_to_have_a_tie_have_one():
    tied = [
        (year.name, year.year)
        for year in years()
        if "tied" in proposals(ranks(totals(year)), flags=year.flags, certificates=year.certificates).values()
    ]
    assert tied == [(PLAIN, 2018), (MOUNTAIN, 2018)]
