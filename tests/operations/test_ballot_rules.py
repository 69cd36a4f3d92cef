"""The law decides how a council votes; the office's own rule counts where the law leaves it open, with the paper it stands on."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tdkt.operations.ballot_rules import HeldBy, rule_for, rule_of
from tdkt.records.models import Ballot, Office, Round
from tests.operations.voting import AWARD, in_session

pytestmark = pytest.mark.django_db

BK = "bang-khen-bo-tinh"
OWN = "Quy chế của cơ quan"


def rule(office: Office, award: str, *rules: dict[str, Any], on: date = date(2024, 11, 18), **council: Any) -> HeldBy:
    session = in_session(office, award=award, items=0, members=1, rules=rules, **council)
    Round.objects.update(law_on=on)
    session.sitting.round.refresh_from_db()
    return rule_for(session.sitting, award)


def test_the_law_of_2023_asks_for_ninety_percent_and_not_for_secrecy(office: Office):
    assert rule(office, AWARD) == HeldBy(
        AWARD,
        percent=Fraction(90),
        of="all-members",
        secret=False,
        written_opinion=True,
        cite="98-2023-nd-cp/art-30/cl-7",
    )


def test_the_office_may_vote_in_secret_where_the_law_does_not_ask_for_it(office: Office):
    found = rule(office, AWARD, {"award": AWARD, "secret": True, "percent": 51, "source": OWN})

    assert (found.secret, found.percent, found.source) == (True, Fraction(90), OWN)


def test_the_office_cannot_open_a_ballot_that_the_law_keeps_secret(office: Office):
    found = rule(office, AWARD, {"award": AWARD, "secret": False, "source": OWN}, on=date(2019, 11, 1))

    assert (found.secret, found.source) == (True, "")


def test_a_number_carried_from_an_older_text_gives_way_to_the_office(office: Office):
    carried = rule(office, AWARD, on=date(2025, 11, 1))

    assert (carried.percent, carried.secret, bool(carried.carried_from)) == (Fraction(90), None, True)

    own = in_session(office, award=AWARD, name="Đợt khác", rules=[{"award": AWARD, "percent": 80, "source": OWN}])
    Round.objects.update(law_on=date(2025, 11, 1))
    own.sitting.round.refresh_from_db()
    found = rule_for(own.sitting, AWARD)
    assert (found.percent, found.source, found.carried_from) == (Fraction(80), OWN, "")


@pytest.mark.parametrize(
    ("own", "percent", "of"),
    [
        ({"award": BK, "percent": "200/3", "of": "present", "source": OWN}, Fraction(200, 3), "present"),
        ({"award": BK, "percent": 50, "source": OWN}, Fraction(50), "all-members"),
        ({"award": BK, "percent": 50, "source": " "}, None, "all-members"),
        ({"award": BK, "percent": 50}, None, "all-members"),
        ({"award": BK, "percent": 120, "source": OWN}, None, "all-members"),
        ({"award": BK, "percent": "half", "source": OWN}, None, "all-members"),
        ({"award": "khac", "percent": 50, "source": OWN}, None, "all-members"),
        ({}, None, "all-members"),
    ],
)
def test_where_the_law_is_silent_the_office_says_it_with_its_source_or_nobody_knows(
    office: Office, own: dict[str, Any], percent: Fraction | None, of: str
):
    found = rule(office, BK, own)

    assert (found.percent, found.of) == (percent, of)


def test_two_thirds_of_a_council_stay_two_thirds_in_the_kept_rule(office: Office):
    found = rule(office, BK, quorum_percent=67, quorum_source="Điều 6 Quy chế hội đồng")

    assert (found.quorum_percent, found.quorum_words) == (Fraction(200, 3), "2/3")
    assert rule_of(Ballot(rule=found.as_data())) == found


def test_a_quorum_that_no_text_states_is_the_councils_own(office: Office):
    found = rule(office, BK, quorum_percent=70, quorum_source="Điều 6 Quy chế hội đồng")

    assert (found.quorum_percent, found.quorum_source) == (Fraction(70), "Điều 6 Quy chế hội đồng")


def test_the_rule_of_a_ballot_is_kept_exactly(office: Office):
    whole = HeldBy(BK, percent=Fraction(90), secret=True, quorum_percent=Fraction(70), source=OWN)

    for one in (whole, replace(whole, percent=Fraction(200, 3)), HeldBy(BK)):
        assert rule_of(Ballot(rule=one.as_data())) == one
    assert replace(whole, percent=Fraction(200, 3)).as_data()["percent"] == pytest.approx(66.67, abs=0.01)
