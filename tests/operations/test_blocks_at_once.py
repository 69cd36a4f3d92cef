"""Several at once on one year of a block: it is ranked once, and no quota is exceeded by two who settle."""

from tdkt.operations.block_results import rank_year, settle
from tdkt.operations.marks import mark
from tdkt.records.models import Mark, Outcome, Ranking
from tests.databases import States
from tests.operations.block_years import NAMES, ON, SELF, a_year, appraised, members, ranked, scoring
from tests.races import ROUNDS, at_once
from tests.web.register import NOON


def test_a_year_ranked_twice_at_once_is_ranked_once(committed: States, office, officer):
    rounds = max(3, ROUNDS // 10)
    years = [appraised(a_year(office, name=f"Khối {number}", year=1980 + number)) for number in range(rounds)]

    for year in years:
        became = at_once([lambda year=year: rank_year(year.pk, on=ON, by=officer, at=NOON)] * 2)
        assert became == ["WrongState", "done"]

    assert Outcome.objects.count() == Ranking.objects.count() == rounds * len(NAMES)


def test_two_who_settle_at_once_never_exceed_the_quota(committed: States, office, officer):
    year = ranked(a_year(office))
    third, fourth = members(year)[2:4]

    became = at_once(
        [
            lambda one=one: settle(year.pk, {one.pk: "certificate"}, reason="Bỏ phiếu", by=officer, at=NOON)
            for one in (third, fourth)
        ]
    )

    assert became == ["RuleNotMet", "done"]
    assert Outcome.objects.filter(choice="certificate").count() == 1


def test_one_hand_that_marks_twice_at_once_has_one_mark_of_each_line(committed: States, office):
    year = scoring(a_year(office))
    first = members(year)[0]

    became = at_once([lambda: mark(first.pk, "self", SELF, by=None, at=NOON, on=ON)] * 3, said=str)

    assert became == ["0", "0", "3"]
    assert Mark.objects.count() == 3
