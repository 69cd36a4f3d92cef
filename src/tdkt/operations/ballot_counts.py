"""Counts that two people enter: of paper ballots, and of the written opinions of absent members. A count stands when both agree.

The second never sees the first's numbers. Nothing is entered member by member.
"""

from collections.abc import Mapping
from datetime import datetime

from tdkt.operations.ballot_rows import ballot_now, may_count, need_state, nominations_of
from tdkt.operations.errors import RuleNotMet, WrongState
from tdkt.operations.ledger import writing
from tdkt.operations.presence import voters
from tdkt.records.models import Account, Ballot, Count

Counted = tuple[int, int, int]
"""In favour, against, blank."""


def enter_count(
    ballot_id: int, *, counted: str, counts: Mapping[int, Counted], by: Account | None, at: datetime
) -> str:
    """Enter a whole count of an open ballot: for each of its nominations how many in favour, against and blank. Answers "first" or "second".

    `counted`: paper (of a paper ballot) or written (opinions of absent members). Whoever entered the first count may correct it until a
    second account has entered the same; a second count that differs is refused (`WrongState`) and names where, not what.
    """
    may_count(ballot_id, by=by)
    detail = {"ballot": ballot_id, "counted": counted}
    with writing(by=by, at=at, verb="ballots.count", detail=detail) as pen:
        ballot = ballot_now(ballot_id, by=by, as_teller=True)
        need_state(ballot, "open")
        _check_kind(ballot, counted)
        _check_counts(ballot, counted, counts)
        username, name = (by.username, by.name) if by else ("", "tdkt")
        before = {(one.hand, one.nomination_id): one for one in Count.objects.filter(ballot=ballot, counted=counted)}
        firsts = {item: one for (hand, item), one in before.items() if hand == "first"}
        if len(before) > len(firsts):
            raise WrongState(
                "Hai người đã nhập số đếm khớp nhau; số đếm không sửa được nữa.",
                "Two counts agree already; they stand.",
            )
        own = all(one.username == username for one in firsts.values())
        if firsts and own:
            for item, one in firsts.items():
                pen.change_soon(one, **_columns(counts[item]))
            return "first"
        hand = "second" if firsts else "first"
        if firsts:
            _check_same(ballot, firsts, counts)
        pen.entry.detail = {**detail, "hand": hand}
        pen.add(
            Count(
                ballot=ballot,
                nomination_id=item,
                counted=counted,
                hand=hand,
                username=username,
                by_name=name,
                **_columns(counts[item]),
            )
            for item in ballot.rule["items"]
        )
    return hand


def standing_counts(ballot: Ballot, counted: str) -> dict[int, Counted]:
    """The counts that two people agree on, by nomination; empty until the second entered the same."""
    return {
        one.nomination_id: (one.yes, one.no, one.blank)
        for one in Count.objects.filter(ballot=ballot, counted=counted, hand="second")
    }


def counted_by(ballot: Ballot, counted: str) -> dict[str, str]:
    """Who has entered a count: {"first": name, "second": name}."""
    return dict(Count.objects.filter(ballot=ballot, counted=counted).values_list("hand", "by_name"))


def _check_kind(ballot: Ballot, counted: str) -> None:
    if counted == "written" or (counted == "paper" and ballot.mode == "paper"):
        return
    raise RuleNotMet(
        "Cuộc bỏ phiếu này không dùng phiếu giấy; chỉ nhập được số ý kiến bằng văn bản.",
        "This ballot is not on paper; only written opinions can be counted.",
    )


def _check_counts(ballot: Ballot, counted: str, counts: Mapping[int, Counted]) -> None:
    """Each nomination has its count, and nowhere more votes than people who could give one."""
    items = ballot.rule["items"]
    if set(counts) != set(items) or any(min(said) < 0 for said in counts.values()):
        raise RuleNotMet(
            "Nhập đủ số tán thành, không tán thành và trắng cho mọi hồ sơ của cuộc bỏ phiếu.",
            "Enter how many are in favour, against and blank for every dossier of the ballot.",
        )
    everyone = voters(ballot.sitting_id)
    for nomination in nominations_of(ballot):
        who = everyone[nomination.pk]
        can = len(who.written if counted == "written" else who.present)
        given = sum(counts[nomination.pk])
        if given > can:
            raise RuleNotMet(
                f"{nomination.subject.name}: {given} phiếu, chỉ có {can} người được biểu quyết. Đếm lại.",
                f"{nomination.subject.name}: {given} votes, of {can} who may vote. Count again.",
            )


def _check_same(ballot: Ballot, firsts: Mapping[int, Count], counts: Mapping[int, Counted]) -> None:
    differing = [
        one.subject.name
        for one in nominations_of(ballot)
        if counts[one.pk] != (firsts[one.pk].yes, firsts[one.pk].no, firsts[one.pk].blank)
    ]
    if differing:
        raise WrongState(
            f"Số đếm khác số của người thứ nhất ở: {', '.join(differing)}. Hai người đếm lại; người thứ nhất sửa số của mình nếu sai.",
            f"The count differs from the first one at: {', '.join(differing)}. Both count again; the first corrects theirs if it was wrong.",
        )


def _columns(said: Counted) -> dict[str, int]:
    return dict(zip(("yes", "no", "blank"), said, strict=True))
