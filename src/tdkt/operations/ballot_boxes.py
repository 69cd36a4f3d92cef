"""The box of a secret ballot: voting, and what is done with the box when it is opened.

A vote has no author, no time and no order: it is sealed to a key that exists only as codes on paper, and with every vote the whole box is
written anew in random order. Voting leaves no entry in the log. docs/decisions/0012-secret-ballots.md says what is promised and what is not.
"""

import secrets
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from tdkt.operations.ballot_rows import SAID, no_such_ballot
from tdkt.operations.errors import RuleNotMet, WrongState
from tdkt.operations.ledger import Pen
from tdkt.records.models import Account, Ballot, Participation, Presence, SealedVote, Sitting, Teller
from tdkt.seals.sealing import Bag, NotOurVote, digest_of_box, new_box, open_box, public_of, seal
from tdkt.seals.sharing import NEEDED, WrongShare, join, mark, split

CHOICES = ("yes", "no", "blank")
_overwrites = "ON"


@dataclass(frozen=True)
class Share:
    """The code that one teller keeps, shown once when the ballot opens."""

    teller: str
    code: str


@dataclass(frozen=True)
class Received:
    """How many of those who may vote have voted."""

    voted: int
    voters: int


def cast(ballot_id: int, *, member_account: Account, choices: Mapping[int, str]) -> bool:
    """Put a member's secret vote into the box: for each nomination that he votes on "yes", "no" or "blank", none left out.

    Answers False, and changes nothing, where he had voted already: a second press of the button is no second vote. Raises `NotFound` for
    whoever has no vote in this ballot, `WrongState` while it is not open or the member is not recorded as present. Nothing is logged.
    """
    mine = participation_of(ballot_id, member_account)
    if mine.ballot.state != "open":
        raise _not_open(mine.ballot)
    if mine.has_voted:
        return False
    with transaction.atomic(), wiping():
        ballot = Ballot.objects.select_for_update(of=("self",)).select_related("sitting").get(pk=ballot_id)
        if ballot.state != "open":
            raise _not_open(ballot)
        _need_presence(ballot.sitting, mine.member_id)
        _check_choices(choices, votes_of(ballot, mine.member_id))
        if not Participation.objects.filter(pk=mine.pk, has_voted=False).update(has_voted=True):
            return False
        said = [choices.get(item) for item in ballot.rule["items"]]
        vote = seal(said, public=bytes.fromhex(ballot.public_key), label=_label(ballot))
        _refill(ballot, vote)
    return True


def received(ballot: Ballot) -> Received:
    """How many votes are in the box; who voted when is nowhere."""
    all_of_them = Participation.objects.filter(ballot=ballot)
    return Received(all_of_them.filter(has_voted=True).count(), all_of_them.count())


def participation_of(ballot_id: int, account: Account) -> Participation:
    """The vote that an account has in a ballot. Raises `NotFound` for all others, as if there were no such ballot."""
    mine = (
        Participation.objects.select_related("ballot__sitting", "member")
        .filter(ballot=ballot_id, member__username=account.username)
        .exclude(member__username="")
        .first()
    )
    if mine is None or not account.is_active:
        raise no_such_ballot()
    return mine


def votes_of(ballot: Ballot, member_id: int) -> list[int]:
    """The nominations that a member votes on, in the ballot's order: those of an opened ballot without those he is kept out of."""
    apart = ballot.rule.get("apart", {})
    return [item for item in ballot.rule.get("items", ()) if member_id not in apart.get(str(item), ())]


def _not_open(ballot: Ballot) -> WrongState:
    return WrongState(
        f"Cuộc bỏ phiếu này {SAID[ballot.state][0]}; phiếu không được nhận.",
        f"This ballot {SAID[ballot.state][1]}; no vote is taken.",
    )


def _need_presence(sitting: Sitting, member_id: int) -> None:
    if not Presence.objects.filter(sitting=sitting, member=member_id, presence="present").exists():
        raise WrongState(
            "Chưa ghi đồng chí có mặt tại phiên họp nên phiếu không được nhận. Báo thư ký hội đồng.",
            "You are not recorded as present, so no vote is taken. Tell the secretary.",
        )


def _check_choices(choices: Mapping[int, str], expected: Sequence[int]) -> None:
    """Every item has one choice, and nothing else is said. The sentence never repeats what was chosen."""
    missing = [item for item in expected if choices.get(item) not in CHOICES]
    if missing:
        raise RuleNotMet(
            f"Còn {len(missing)} hồ sơ chưa chọn. Chọn tán thành, không tán thành hoặc để trắng cho từng hồ sơ rồi gửi lại.",
            f"{len(missing)} dossiers have no choice. Choose yes, no or blank for each and send again.",
        )
    if set(choices) != set(expected):
        raise RuleNotMet(
            "Phiếu có hồ sơ mà đồng chí không biểu quyết. Tải lại trang rồi chọn lại.",
            "The vote names a dossier that you do not vote on. Load the page again.",
        )


def _label(ballot: Ballot) -> str:
    return f"ballot {ballot.pk}"


def lock(ballot: Ballot, pen: Pen) -> tuple[str, list[Share]]:
    """Make the key: its public part, and the codes for the tellers. Nothing else of it outlives this function."""
    box = new_box()
    shares = []
    tellers = Teller.objects.filter(ballot=ballot).select_related("member").order_by("pk")
    for teller, code in zip(tellers, split(box.secret), strict=True):
        pen.change_soon(teller, share_mark=mark(code))
        shares.append(Share(teller.member.name, code))
    return box.public.hex(), shares


def _refill(ballot: Ballot, vote: bytes) -> None:
    """Write the whole box anew, in random order and under new ids: neither rows nor pages tell which vote came last."""
    kept = SealedVote.objects.filter(ballot=ballot)
    votes = [*(bytes(one) for one in kept.values_list("sealed", flat=True)), vote]
    kept.delete()
    secrets.SystemRandom().shuffle(votes)
    SealedVote.objects.bulk_create(SealedVote(id=uuid.uuid4(), ballot=ballot, sealed=one) for one in votes)


def open_the_box(ballot: Ballot, shares: Sequence[str]) -> tuple[str, list[Bag]]:
    """The digest of the closed box and what is in it; the box is empty afterwards."""
    secret = _secret(ballot, shares)
    box = SealedVote.objects.filter(ballot=ballot)
    votes = [bytes(one) for one in box.values_list("sealed", flat=True)]
    voted = received(ballot).voted
    if not votes and not voted:
        raise WrongState(
            "Hòm phiếu chưa có phiếu nào. Chờ các thành viên bỏ phiếu, hoặc hủy cuộc bỏ phiếu.",
            "The box is empty. Wait for the votes, or call the ballot off.",
        )
    try:
        bags = open_box(votes, secret=secret, items=len(ballot.rule["items"]), label=_label(ballot))
    except NotOurVote:
        bags = []
    if len(votes) != voted or [bag.total for bag in bags] != _expected(ballot):
        raise WrongState(
            f"Hòm phiếu không khớp: {voted} người đã bỏ phiếu, trong hòm có {len(votes)} phiếu hoặc có phiếu không mở được."
            " Không công bố kết quả; hủy cuộc bỏ phiếu này và bỏ phiếu lại, có thể bằng phiếu giấy.",
            f"The box does not agree: {voted} have voted, and it holds {len(votes)} votes or one that does not open."
            " There is no result; call this ballot off and vote again, on paper if need be.",
        )
    box.delete()
    return digest_of_box(votes), bags


def _expected(ballot: Ballot) -> list[int]:
    """How many votes each item must have: those who voted and were not kept out of it."""
    who = set(Participation.objects.filter(ballot=ballot, has_voted=True).values_list("member_id", flat=True))
    apart = ballot.rule["apart"]
    return [len(who - set(apart.get(str(item), ()))) for item in ballot.rule["items"]]


def _secret(ballot: Ballot, shares: Sequence[str]) -> int:
    """The key out of the tellers' codes. Says which code is wrong; what was typed is never repeated."""
    typed = [one for one in shares if one.strip()]
    if len(typed) != NEEDED:
        raise RuleNotMet(
            f"Mở hòm phiếu cần mã của {NEEDED} người trong ban kiểm phiếu.",
            f"Opening takes the codes of {NEEDED} tellers.",
        )
    marks = set(Teller.objects.filter(ballot=ballot).values_list("share_mark", flat=True))
    for place, code in enumerate(typed, 1):
        try:
            known = mark(code) in marks
        except WrongShare as why:
            where = f", nhóm thứ {why.group}" if why.group else ""
            raise RuleNotMet(
                f"Mã thứ {place} gõ sai{where}. Đối chiếu với tờ giấy của người kiểm phiếu rồi gõ lại.",
                f"Code {place} is mistyped{f', group {why.group}' if why.group else ''}. Compare it with the teller's paper.",
            ) from None
        if not known:
            raise RuleNotMet(
                f"Mã thứ {place} không phải mã của ban kiểm phiếu cuộc này. Xem lại tờ giấy: mỗi cuộc bỏ phiếu có mã riêng.",
                f"Code {place} is not of this ballot. Each ballot has codes of its own.",
            )
    try:
        secret = join(*typed)
    except WrongShare:
        raise RuleNotMet(
            "Hai mã là của cùng một người. Cần mã của hai người kiểm phiếu khác nhau.",
            "Both codes are of one teller. Two different tellers are needed.",
        ) from None
    if public_of(secret).hex() != ballot.public_key:
        raise RuleNotMet("Hai mã không mở được hòm phiếu này.", "These codes do not open this box.")
    return secret


@contextmanager
def wiping() -> Iterator[None]:
    """While votes are deleted SQLite overwrites them with zeros; PostgreSQL's remains go with `forget`."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        before = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA secure_delete={_overwrites}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA secure_delete={int(before)}")


def forget() -> None:
    """Drop what the database keeps of deleted votes beside the tables: the write-ahead log, dead rows. They are unreadable without the key already."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute(f"VACUUM {connection.ops.quote_name(SealedVote._meta.db_table)}")
