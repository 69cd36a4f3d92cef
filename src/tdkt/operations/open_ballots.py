"""Open ballots: votes by show of hands, kept with the member who gave them."""

from collections.abc import Collection, Mapping
from datetime import datetime

from tdkt.operations.ballot_rows import ballot_now, need_state
from tdkt.operations.errors import RuleNotMet
from tdkt.operations.ledger import writing
from tdkt.operations.permissions import require
from tdkt.operations.presence import voters
from tdkt.records.models import Account, Ballot, OpenVote

Hands = tuple[int, int, int]
"""In favour, against, blank."""


def record_hands(
    ballot_id: int,
    *,
    against: Mapping[int, Collection[int]],
    blank: Mapping[int, Collection[int]],
    by: Account | None,
    at: datetime,
) -> int:
    """Enter a show of hands on all items of an open ballot; answers how many votes it holds.

    `against` and `blank`: nomination -> ids of the members who were not in favour; all others who are there and not kept out of the item were.
    Entered again before closing, it replaces what was entered.
    """
    require(by, "hold-ballot")
    with writing(by=by, at=at, verb="ballots.hands", detail={"ballot": ballot_id}) as pen:
        ballot = ballot_now(ballot_id, by=by)
        need_state(ballot, "open")
        if ballot.mode != "open":
            raise RuleNotMet("Cuộc bỏ phiếu này là bỏ phiếu kín.", "This ballot is secret.")
        said = _by_member(ballot, against, blank)
        before = {(one.nomination_id, one.member_id): one for one in OpenVote.objects.filter(ballot=ballot)}
        pen.withdraw_all(OpenVote, [one.pk for key, one in before.items() if key not in said])
        for key, choice in said.items():
            if key in before:
                pen.change_soon(before[key], choice=choice)
        pen.add(
            OpenVote(ballot=ballot, nomination_id=nomination, member_id=member, choice=choice)
            for (nomination, member), choice in said.items()
            if (nomination, member) not in before
        )
    return len(said)


def hands(ballot: Ballot) -> dict[int, Hands]:
    """How many were in favour, against and blank, by nomination."""
    counts: dict[int, list[int]] = {}
    for nomination, choice in OpenVote.objects.filter(ballot=ballot).values_list("nomination_id", "choice"):
        counts.setdefault(nomination, [0, 0, 0])[("yes", "no", "blank").index(choice)] += 1
    return {nomination: (yes, no, blank) for nomination, (yes, no, blank) in counts.items()}


def _by_member(
    ballot: Ballot, against: Mapping[int, Collection[int]], blank: Mapping[int, Collection[int]]
) -> dict[tuple[int, int], str]:
    """Every vote of the show of hands. Raises `RuleNotMet` for a member who could not vote on an item."""
    everyone = voters(ballot.sitting_id)
    said: dict[tuple[int, int], str] = {}
    for item in ballot.rule["items"]:
        there = everyone[item].present
        no, none = set(against.get(item, ())), set(blank.get(item, ()))
        if not no | none <= set(there) or no & none:
            raise RuleNotMet(
                "Có người không dự họp, không được biểu quyết hồ sơ này, hoặc được ghi hai lần. Xem lại danh sách.",
                "Somebody was not there, takes no part in this dossier, or was entered twice.",
            )
        for member in there:
            said[item, member] = "no" if member in no else "blank" if member in none else "yes"
    return said
