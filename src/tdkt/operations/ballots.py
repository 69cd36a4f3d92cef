"""Ballots of a council: preparing, opening, voting, counting, closing.

    prepared ──open──> open ──close──> closed      (final: nothing changes a closed ballot)
        └──────────────┴──call off──> called-off

A secret vote has no author, no time and no order: it is sealed to a key that exists only as three codes on paper, and with every vote
the whole box is written anew in random order. Voting leaves no entry in the log; opening and closing do. What is promised and what is not:
docs/decisions/0012-secret-ballots.md. Read next: `ballot_boxes` (voting, opening the box), `ballot_counts` (two people count), `open_ballots`
(show of hands), `ballot_rules` (what is needed to pass).
"""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from tdkt.operations.ballot_boxes import Received, Share, cast, forget, lock, open_the_box, received, wiping
from tdkt.operations.ballot_counts import enter_count, standing_counts
from tdkt.operations.ballot_rows import (
    ballot_now,
    items_on_agenda,
    may_count,
    need_state,
    voting_members,
)
from tdkt.operations.ballot_rules import rule_for, rule_of
from tdkt.operations.council import members_on
from tdkt.operations.errors import RuleNotMet, WrongState
from tdkt.operations.ledger import writing
from tdkt.operations.open_ballots import hands
from tdkt.operations.permissions import require
from tdkt.operations.presence import must_be, quorum, sitting_of, voters
from tdkt.records.models import Account, Ballot, Participation, SealedVote, Sitting, Tally, Teller
from tdkt.records.models.ballots import MODES
from tdkt.seals.sealing import Bag
from tdkt.seals.sharing import SHARES

__all__ = [
    "Received",
    "Share",
    "call_off",
    "cast",
    "close",
    "enter_count",
    "open_ballot",
    "prepare",
    "received",
    "rule_for",
]


# --- before -------------------------------------------------------------------------------------


def prepare(
    sitting_id: int,
    *,
    award: str,
    class_no: int | None = None,
    mode: str,
    tellers: Sequence[int],
    by: Account | None,
    at: datetime,
) -> Ballot:
    """Prepare a ballot on all items of one award (and class) on a sitting's agenda.

    `mode`: secret (on the screen, sealed), paper (in a box, counted by two people) or open (by show of hands). `tellers`: ids of members of the council;
    a secret ballot has three. One ballot an award stands at a time: another only after the one before was called off.
    """
    require(by, "hold-ballot")
    detail = {"sitting": sitting_id, "award": award, "class": class_no, "mode": mode}
    with writing(by=by, at=at, verb="ballots.prepare", detail=detail) as pen:
        sitting = sitting_of(sitting_id, by=by, on=at.date())
        must_be(sitting, "called", "opened")
        rule = rule_for(sitting, award, class_no)
        _check_mode(mode, rule.secret)
        if not items_on_agenda(sitting, award, class_no):
            raise RuleNotMet(
                "Chương trình họp không có hồ sơ nào của hình thức này. Đưa hồ sơ vào chương trình trước.",
                "No dossier of this award is on the agenda. Table it first.",
            )
        before = Ballot.objects.filter(sitting=sitting, award=award, class_no=class_no)
        if before.exclude(state="called-off").exists():
            raise WrongState(
                "Phiên họp đã có cuộc bỏ phiếu cho hình thức này. Mở cuộc đó, hoặc hủy rồi lập lại khi chưa kiểm phiếu.",
                "This sitting has a ballot on this award. Use it, or call it off before it is counted.",
            )
        ballot = pen.add_one(
            Ballot(
                sitting=sitting,
                award=award,
                class_no=class_no,
                turn=before.count() + 1,
                mode=mode,
                rule=rule.as_data(),
            )
        )
        pen.add([Teller(ballot=ballot, member_id=member) for member in _tellers(sitting, tellers, mode)])
    return ballot


def open_ballot(ballot_id: int, *, by: Account | None, at: datetime) -> list[Share]:
    """Open a prepared ballot: freeze its items, its voters and its rule, and for a secret one make the key.

    Answers the tellers' codes of a secret ballot, in their order: they are kept nowhere and cannot be shown again. Of other ballots: nothing.
    """
    require(by, "hold-ballot")
    with writing(by=by, at=at, verb="ballots.open", detail={"ballot": ballot_id}) as pen:
        ballot = ballot_now(ballot_id, by=by)
        need_state(ballot, "prepared")
        sitting = ballot.sitting
        must_be(sitting, "opened")
        members = voting_members(sitting)
        items = items_on_agenda(sitting, ballot.award, ballot.class_no)
        if not members or not items:
            raise RuleNotMet(
                "Chưa có thành viên biểu quyết hoặc hồ sơ nào để bỏ phiếu.",
                "There is nobody to vote, or nothing to vote on.",
            )
        everyone = voters(sitting.pk)
        apart = {item: everyone[item].barred for item in items}
        rule = rule_for(sitting, ballot.award, ballot.class_no)
        _check_mode(ballot.mode, rule.secret)
        said: dict[str, Any] = {
            "rule": {
                **rule.as_data(),
                "items": items,
                "apart": {str(item): sorted(out) for item, out in apart.items() if out},
            },
            "members": len(members),
            "state": "open",
        }
        shares: list[Share] = []
        if ballot.mode == "secret":
            said["public_key"], shares = lock(ballot, pen)
            who = [one for one in members if any(one.pk not in apart[item] for item in items)]
            secrets.SystemRandom().shuffle(who)
            Participation.objects.bulk_create(Participation(ballot=ballot, member=one) for one in who)
        pen.change(ballot, **said)
        pen.entry.detail = {**pen.entry.detail, "items": len(items), "members": len(members)}
    return shares


# --- after --------------------------------------------------------------------------------------


def close(ballot_id: int, *, shares: Sequence[str] = (), by: Account | None, at: datetime) -> list[Tally]:
    """Close an open ballot and count it; the tallies come back in the ballot's order. There is no way back and no second count.

    A secret ballot needs the codes of two tellers. The votes are opened in memory and deleted, the key goes with them; the digest of
    the closed box stays. Written opinions that the rule counts must have been entered by two people before.
    """
    may_count(ballot_id, by=by)
    with writing(by=by, at=at, verb="ballots.close", detail={"ballot": ballot_id}) as pen, wiping():
        ballot = ballot_now(ballot_id, by=by, as_teller=True)
        need_state(ballot, "open")
        written = _written(ballot)
        said: dict[str, Any] = {"state": "closed"}
        if ballot.mode == "secret":
            said["digest"], bags = open_the_box(ballot, shares)
        elif ballot.mode == "paper":
            bags = _paper(ballot)
        else:
            bags = _hands(ballot)
        tallies = pen.add(_tallies(ballot, bags, written))
        pen.change(ballot, **said)
        pen.entry.detail = {**pen.entry.detail, "items": len(tallies), "digest": said.get("digest", "")}
        transaction.on_commit(forget)
    return tallies


def call_off(ballot_id: int, *, reason: str, by: Account | None, at: datetime) -> Ballot:
    """Call off a ballot that has not been counted: what is in the box is destroyed unread. Another may be prepared."""
    require(by, "hold-ballot")
    if not reason.strip():
        raise RuleNotMet("Ghi lý do hủy cuộc bỏ phiếu.", "Say why the ballot is called off.")
    detail = {"ballot": ballot_id, "reason": reason}
    with writing(by=by, at=at, verb="ballots.call-off", detail=detail) as pen, wiping():
        ballot = ballot_now(ballot_id, by=by)
        need_state(ballot, "prepared", "open")
        SealedVote.objects.filter(ballot=ballot).delete()
        pen.change(ballot, state="called-off")
        transaction.on_commit(forget)
    return ballot


def _check_mode(mode: str, secret: bool | None) -> None:
    if mode not in MODES:
        raise RuleNotMet(f"Không có cách bỏ phiếu “{mode}”. Chọn: {', '.join(MODES)}.", f"No such mode: {mode}.")
    if mode == "open" and secret:
        raise RuleNotMet(
            "Hình thức này phải bỏ phiếu kín: chọn bỏ phiếu kín trên máy hoặc phiếu giấy.",
            "This award needs a secret ballot: on the screen or on paper.",
        )


def _tellers(sitting: Sitting, tellers: Sequence[int], mode: str) -> list[int]:
    """The tellers in the order given, checked."""
    of_council = {one.pk for one in members_on(sitting.council_id, sitting.held_on)}
    wanted = list(dict.fromkeys(tellers))
    if len(wanted) != len(tellers) or not set(wanted) <= of_council:
        raise RuleNotMet(
            "Ban kiểm phiếu gồm các thành viên khác nhau của hội đồng này.",
            "Tellers are different members of this council.",
        )
    if mode == "secret" and len(wanted) != SHARES:
        raise RuleNotMet(
            f"Bỏ phiếu kín trên máy cần ban kiểm phiếu đúng {SHARES} người: khóa hòm phiếu chia làm {SHARES} phần.",
            f"A secret ballot has {SHARES} tellers: the key of the box is in {SHARES} parts.",
        )
    return wanted


# --- results ------------------------------------------------------------------------------------


def _tallies(ballot: Ballot, bags: Sequence[Bag], written: Mapping[int, tuple[int, int, int]]) -> list[Tally]:
    rule, here = rule_of(ballot), _in_the_room(ballot)
    rows = []
    for nomination, bag in zip(ballot.rule["items"], bags, strict=True):
        for_, against, _ = written.get(nomination, (0, 0, 0))
        outcome = rule.outcome(members=ballot.members, present=here, in_favour=bag.yes, written=for_)
        rows.append(
            Tally(
                ballot=ballot,
                nomination_id=nomination,
                yes=bag.yes,
                no=bag.no,
                blank=bag.blank,
                written_yes=for_,
                written_no=against,
                whole=ballot.members if rule.of == "all-members" or not here else here,
                needed=outcome.needed,
                passed=outcome.passed,
            )
        )
    return rows


def _in_the_room(ballot: Ballot) -> int:
    """How many voting members are recorded as present; that stands still while a ballot is open."""
    return quorum(ballot.sitting).present


def _written(ballot: Ballot) -> dict[int, tuple[int, int, int]]:
    """The counts of written opinions that stand. Where the rule counts them and somebody gave one, they must."""
    counts = standing_counts(ballot, "written")
    if not counts and ballot.rule.get("written_opinion") and quorum(ballot.sitting).written:
        raise WrongState(
            "Có thành viên vắng gửi ý kiến bằng văn bản: hai người nhập số ý kiến ấy rồi mới kiểm phiếu.",
            "Absent members gave opinions in writing: two people enter their counts first.",
        )
    return counts


def _paper(ballot: Ballot) -> list[Bag]:
    counts = standing_counts(ballot, "paper")
    if not counts:
        raise WrongState(
            "Số phiếu giấy phải do hai người nhập và khớp nhau rồi mới kết thúc kiểm phiếu.",
            "Two people enter the counts of the paper ballots, and they must agree, before it is closed.",
        )
    return [Bag(*counts[item]) for item in ballot.rule["items"]]


def _hands(ballot: Ballot) -> list[Bag]:
    counts = hands(ballot)
    if set(counts) != set(ballot.rule["items"]):
        raise WrongState(
            "Chưa ghi kết quả biểu quyết giơ tay cho mọi hồ sơ. Ghi đủ rồi mới kết thúc.",
            "The show of hands is not recorded for every dossier yet.",
        )
    return [Bag(*counts[item]) for item in ballot.rule["items"]]
