"""A show of hands is kept with the member who gave each vote, and counted like any other ballot."""

import pytest

from tdkt.operations.ballots import close
from tdkt.operations.errors import RuleNotMet, WrongState
from tdkt.operations.open_ballots import hands, record_hands
from tdkt.records.models import Account, Office, OpenVote
from tests.operations.voting import AT, Session, closed, counts, in_session

pytestmark = pytest.mark.django_db

AWARD = "bang-khen-bo-tinh"
HALF = {"award": AWARD, "percent": "50", "of": "all-members", "source": "Quy chế hội đồng"}


@pytest.fixture
def session(office: Office) -> Session:
    presences = ["present", "present", "present", "present", "absent"]
    return in_session(office, items=2, presences=presences, apart=[(1, 1)], award=AWARD, rules=[HALF])


def test_whoever_is_there_and_not_named_was_in_favour(session: Session, officer: Account):
    ballot, _ = session.open(officer, mode="open", award=AWARD)
    first, other = session.items
    chair, _, third, *_ = (one.pk for one in session.members)

    votes = record_hands(ballot.pk, against={first: [chair]}, blank={other: [third]}, by=officer, at=AT)

    assert votes == 7
    assert hands(ballot) == {first: (3, 1, 0), other: (2, 0, 1)}
    assert OpenVote.objects.get(nomination=first, member=chair).choice == "no"


def test_entering_again_replaces_what_was_entered(session: Session, officer: Account):
    ballot, _ = session.open(officer, mode="open", award=AWARD)
    first, other = session.items
    record_hands(ballot.pk, against={first: [session.members[0].pk]}, blank={}, by=officer, at=AT)

    record_hands(ballot.pk, against={}, blank={}, by=officer, at=AT)

    assert hands(ballot) == {first: (4, 0, 0), other: (3, 0, 0)}


def test_hands_are_counted_of_all_members(session: Session, officer: Account):
    ballot, _ = session.open(officer, mode="open", award=AWARD)
    first, _ = session.items
    with pytest.raises(WrongState, match="giơ tay"):
        close(ballot.pk, by=officer, at=AT)
    record_hands(
        ballot.pk, against={first: [session.members[0].pk, session.members[1].pk]}, blank={}, by=officer, at=AT
    )

    tallies = closed(ballot)

    assert counts(tallies) == [(2, 2, 0), (3, 0, 0)]
    assert [(one.whole, one.needed, one.passed) for one in tallies] == [(5, 3, False), (5, 3, True)]
    with pytest.raises(WrongState):
        record_hands(ballot.pk, against={}, blank={}, by=officer, at=AT)


@pytest.mark.parametrize(("item", "member"), [(0, 4), (1, 1)])
def test_whoever_was_away_or_kept_out_gave_no_hand(session: Session, officer: Account, item: int, member: int):
    ballot, _ = session.open(officer, mode="open", award=AWARD)

    with pytest.raises(RuleNotMet, match="không dự họp"):
        record_hands(
            ballot.pk, against={session.items[item]: [session.members[member].pk]}, blank={}, by=officer, at=AT
        )


def test_no_hands_are_entered_for_a_secret_ballot(session: Session, officer: Account):
    ballot, _ = session.open(officer, award=AWARD)

    with pytest.raises(RuleNotMet, match="bỏ phiếu kín"):
        record_hands(ballot.pk, against={}, blank={}, by=officer, at=AT)
