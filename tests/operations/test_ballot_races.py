"""Several at once: one vote a member, one closing a ballot, none lost, on both databases. The long form: tests/races.py."""

from functools import partial

from tdkt.operations.ballot_boxes import Received, cast, received
from tdkt.operations.ballots import Share, close, open_ballot, prepare
from tdkt.records.models import AgendaItem, Office, Presence, SealedVote, Sitting, Tally
from tests.databases import States
from tests.operations.voting import AT, AWARD, Session, codes, counts, in_session
from tests.races import ROUNDS, at_once


def next_sitting(council: Session, number: int) -> Sitting:
    before = council.sitting
    sitting = Sitting.objects.create(
        council=before.council, round=before.round, number=number, held_on=before.held_on, state="opened"
    )
    for place, one in enumerate(council.nominations):
        AgendaItem.objects.create(sitting=sitting, nomination=one, place=place)
    for one in council.members:
        Presence.objects.create(sitting=sitting, member=one, presence="present")
    return sitting


def test_of_presses_at_once_one_is_the_vote_and_of_two_closings_one_counts(office: Office, committed: States):
    council = in_session(office, members=3, items=1)
    for number in range(2, ROUNDS + 2):
        one_race(council, next_sitting(council, number))


def one_race(council: Session, sitting: Sitting) -> None:
    tellers = [one.pk for one in council.members]
    ballot = prepare(sitting.pk, award=AWARD, mode="secret", tellers=tellers, by=None, at=AT)
    opened: list[list[Share]] = []

    def vote(member: int, choice: str) -> bool:
        return cast(ballot.pk, member_account=council.accounts[member], choices=council.all_say(choice))

    def count() -> int:
        return len(close(ballot.pk, shares=codes(opened[0]), by=None, at=AT))

    assert at_once([lambda: opened.append(open_ballot(ballot.pk, by=None, at=AT))] * 2, said=str) == [
        "None",
        "WrongState",
    ]
    presses = [partial(vote, member, choice) for member in (0, 1) for choice in ("yes", "no")]
    assert at_once(presses, said=str) == ["False", "False", "True", "True"]
    assert received(ballot) == Received(2, 3)
    assert SealedVote.objects.filter(ballot=ballot).count() == 2

    ends = at_once([count, count, partial(vote, 2, "blank")], said=str)

    assert ends in (["1", "True", "WrongState"], ["1", "WrongState", "WrongState"])
    ((yes, no, blank),) = counts(list(Tally.objects.filter(ballot=ballot)))
    assert (yes + no, blank) == (2, int("True" in ends))
    assert received(ballot).voted == 2 + blank
