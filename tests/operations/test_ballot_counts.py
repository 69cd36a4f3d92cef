"""Counts stand when two people entered the same; paper is an equal path, and written opinions count where the rule takes them."""

import pytest

from tdkt.operations.ballot_boxes import cast
from tdkt.operations.ballot_counts import counted_by, enter_count, standing_counts
from tdkt.operations.ballots import close, open_ballot
from tdkt.operations.errors import NotPermitted, RuleNotMet, WrongState
from tdkt.records.models import Account, Count, Office, Role, Tally
from tests.conftest import make_account
from tests.operations.voting import AT, closed, codes, counts, in_session

pytestmark = pytest.mark.django_db

ALL_BUT_TWO = ["present", "present", "present", "written", "written"]


@pytest.fixture
def second(office: Office) -> Account:
    """Another officer."""
    return make_account("second", "Hồ Thị Mẫu", Role.OFFICER, office.unit)


def test_a_count_stands_when_a_second_person_entered_the_same(office: Office, officer: Account, second: Account):
    session = in_session(office, items=2)
    ballot, _ = session.open(mode="paper")
    said = dict.fromkeys(session.items, (4, 1, 0))

    assert enter_count(ballot.pk, counted="paper", counts=said, by=officer, at=AT) == "first"
    assert standing_counts(ballot, "paper") == {}
    assert enter_count(ballot.pk, counted="paper", counts=said, by=second, at=AT) == "second"

    assert standing_counts(ballot, "paper") == said
    assert counted_by(ballot, "paper") == {"first": officer.name, "second": second.name}


def test_two_counts_that_differ_are_refused_saying_where_and_not_what(
    office: Office, officer: Account, second: Account
):
    session = in_session(office, items=2)
    ballot, _ = session.open(mode="paper")
    first, other = session.items
    enter_count(ballot.pk, counted="paper", counts={first: (4, 1, 0), other: (5, 0, 0)}, by=officer, at=AT)

    with pytest.raises(WrongState, match="Nguyễn Thị Mẫu 2") as refusal:
        enter_count(ballot.pk, counted="paper", counts={first: (4, 1, 0), other: (4, 1, 0)}, by=second, at=AT)

    assert "Nguyễn Thị Mẫu 1" not in str(refusal.value)
    assert Count.objects.count() == 2


def test_the_first_corrects_until_the_second_agreed(office: Office, officer: Account, second: Account):
    session = in_session(office, items=1)
    ballot, _ = session.open(mode="paper")
    (item,) = session.items
    enter_count(ballot.pk, counted="paper", counts={item: (4, 1, 0)}, by=officer, at=AT)

    assert enter_count(ballot.pk, counted="paper", counts={item: (3, 1, 1)}, by=officer, at=AT) == "first"
    assert enter_count(ballot.pk, counted="paper", counts={item: (3, 1, 1)}, by=second, at=AT) == "second"
    with pytest.raises(WrongState, match="không sửa được nữa"):
        enter_count(ballot.pk, counted="paper", counts={item: (5, 0, 0)}, by=officer, at=AT)


def test_one_person_alone_never_makes_a_count_stand(office: Office, officer: Account):
    session = in_session(office, items=1)
    ballot, _ = session.open(mode="paper")
    said = {session.items[0]: (5, 0, 0)}

    for _ in range(2):
        assert enter_count(ballot.pk, counted="paper", counts=said, by=officer, at=AT) == "first"
    with pytest.raises(WrongState, match="hai người nhập"):
        close(ballot.pk, by=officer, at=AT)


def test_paper_and_screen_give_the_same_tally(office: Office, officer: Account, second: Account):
    choices = ["yes", "yes", "yes", "yes", "no"]
    screen = in_session(office, items=1, name="Đợt một")
    ballot, shares = screen.open()
    for account, choice in zip(screen.accounts, choices, strict=True):
        cast(ballot.pk, member_account=account, choices=screen.all_say(choice))
    (sealed,) = closed(ballot, shares)

    paper = in_session(office, items=1, name="Đợt hai")
    ballot, shares = paper.open(mode="paper")
    for who in (officer, second):
        enter_count(ballot.pk, counted="paper", counts={paper.items[0]: (4, 1, 0)}, by=who, at=AT)
    (counted,) = closed(ballot, shares)

    assert shares == []
    assert _said(sealed) == _said(counted) == (4, 1, 0, 0, 0, 5, 5, False)


def _said(tally: Tally) -> tuple[object, ...]:
    return (
        tally.yes,
        tally.no,
        tally.blank,
        tally.written_yes,
        tally.written_no,
        tally.whole,
        tally.needed,
        tally.passed,
    )


def test_written_opinions_are_counted_with_the_box(office: Office, officer: Account, second: Account):
    session = in_session(office, items=1, presences=ALL_BUT_TWO)
    ballot, shares = session.open()
    for account in session.accounts[:3]:
        cast(ballot.pk, member_account=account, choices=session.all_say("yes"))

    with pytest.raises(WrongState, match="bằng văn bản"):
        closed(ballot, shares)
    for who in (officer, second):
        enter_count(ballot.pk, counted="written", counts={session.items[0]: (2, 0, 0)}, by=who, at=AT)
    (tally,) = closed(ballot, shares)

    assert _said(tally) == (3, 0, 0, 2, 0, 5, 5, True)


@pytest.mark.parametrize(
    ("mode", "counted", "said", "words"),
    [
        ("paper", "paper", (4, 0, 0), "4 phiếu, chỉ có 3 người"),
        ("secret", "written", (2, 1, 0), "3 phiếu, chỉ có 2 người"),
        ("secret", "paper", (3, 0, 0), "không dùng phiếu giấy"),
        ("paper", "paper", None, "Nhập đủ"),
        ("paper", "paper", (-1, 4, 0), "Nhập đủ"),
    ],
)
def test_a_count_that_cannot_be_is_refused(
    office: Office, officer: Account, mode: str, counted: str, said: tuple[int, int, int] | None, words: str
):
    session = in_session(office, items=1, presences=ALL_BUT_TWO)
    ballot, _ = session.open(mode=mode)

    with pytest.raises(RuleNotMet, match=words):
        enter_count(ballot.pk, counted=counted, counts={session.items[0]: said} if said else {}, by=officer, at=AT)


def test_a_conflicted_member_is_not_among_those_counted(office: Office, officer: Account):
    session = in_session(office, items=1, apart=[(0, 0)])
    ballot, _ = session.open(mode="paper")

    with pytest.raises(RuleNotMet, match="5 phiếu, chỉ có 4 người"):
        enter_count(ballot.pk, counted="paper", counts={session.items[0]: (5, 0, 0)}, by=officer, at=AT)


def test_nothing_is_counted_before_opening_or_after_closing(office: Office, officer: Account, second: Account):
    session = in_session(office, items=1)
    ballot = session.prepare(mode="paper")
    said = {session.items[0]: (5, 0, 0)}

    with pytest.raises(WrongState, match="chưa mở"):
        enter_count(ballot.pk, counted="paper", counts=said, by=officer, at=AT)
    open_ballot(ballot.pk, by=officer, at=AT)
    for who in (officer, second):
        enter_count(ballot.pk, counted="paper", counts=said, by=who, at=AT)
    assert counts(closed(ballot)) == [(5, 0, 0)]
    with pytest.raises(WrongState, match="kiểm phiếu xong"):
        enter_count(ballot.pk, counted="paper", counts=said, by=officer, at=AT)


def test_of_the_members_only_a_teller_enters_counts(office: Office, officer: Account):
    session = in_session(office, items=1)
    ballot, shares = session.open()
    said = {session.items[0]: (0, 0, 0)}

    assert enter_count(ballot.pk, counted="written", counts=said, by=session.accounts[0], at=AT) == "first"
    with pytest.raises(NotPermitted):
        enter_count(ballot.pk, counted="written", counts=said, by=session.accounts[4], at=AT)
    assert len(codes(shares)) == 2
