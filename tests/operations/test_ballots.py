"""Ballots are prepared, opened and closed; a closed one is final, and no vote leads to a member."""

import logging

import pytest
from django.db import connection

from tdkt.operations.ballot_boxes import Received, cast, participation_of, received, votes_of
from tdkt.operations.ballot_rules import rule_of
from tdkt.operations.ballots import call_off, close, open_ballot, prepare
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.records.models import (
    Account,
    Ballot,
    BallotVersion,
    Entry,
    Office,
    Participation,
    SealedVote,
    Sitting,
    Tally,
    Teller,
    TellerVersion,
)
from tdkt.seals.sealing import new_box, seal
from tdkt.seals.sharing import split
from tests.operations.voting import AT, AWARD, closed, codes, counts, in_session

pytestmark = pytest.mark.django_db


# --- before ---------------------------------------------------------------------------------------


def test_opening_freezes_items_members_and_rule_and_hands_out_three_codes(office: Office, officer: Account):
    session = in_session(office, apart=[(4, 1)])

    ballot, shares = session.open(officer)

    assert [share.teller for share in shares] == ["Thành viên A", "Thành viên B", "Thành viên C"]
    assert (ballot.state, ballot.members, len(ballot.public_key)) == ("open", 5, 64)
    assert ballot.rule["items"] == session.items
    assert ballot.rule["apart"] == {str(session.items[1]): [session.members[4].pk]}
    assert received(ballot) == Received(voted=0, voters=5)


def test_the_codes_and_the_key_are_kept_nowhere(office: Office, officer: Account):
    ballot, shares = in_session(office).open(officer)
    written = {share.code for share in shares} | {share.code.replace("-", "") for share in shares}

    kept = [
        *BallotVersion.objects.values_list("public_key", "rule"),
        *TellerVersion.objects.values_list("share_mark"),
        *Entry.objects.values_list("detail"),
        *Ballot.objects.values_list("public_key"),
        *Teller.objects.values_list("share_mark"),
    ]

    assert ballot.public_key in str(kept)
    assert [code for code in written if code.lower() in str(kept).lower()] == []


def test_only_the_officer_opens_and_only_once(office: Office, officer: Account, member: Account):
    session = in_session(office)
    ballot = session.prepare(officer)

    with pytest.raises(NotPermitted):
        open_ballot(ballot.pk, by=member, at=AT)
    open_ballot(ballot.pk, by=officer, at=AT)
    with pytest.raises(WrongState, match="đang mở"):
        open_ballot(ballot.pk, by=officer, at=AT)


def test_a_ballot_opens_in_an_open_sitting_only(office: Office):
    session = in_session(office)
    ballot = session.prepare()
    Sitting.objects.update(state="called")

    with pytest.raises(WrongState, match="đã mời họp"):
        open_ballot(ballot.pk, by=None, at=AT)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"mode": "open", "tellers": []}, "phải bỏ phiếu kín"),
        ({"mode": "secret", "tellers": []}, "đúng 3 người"),
        ({"mode": "show"}, "Không có cách bỏ phiếu"),
        ({"award": "lao-dong-tien-tien"}, "không có hồ sơ nào"),
        ({"tellers": [0]}, "thành viên khác nhau"),
    ],
)
def test_what_cannot_be_prepared_is_said(office: Office, said: dict[str, object], words: str):
    session = in_session(office)
    tellers = [one.pk for one in session.members[:3]]

    with pytest.raises(RuleNotMet, match=words):
        prepare(
            session.sitting.pk, **{"award": AWARD, "mode": "secret", "tellers": tellers, "by": None, "at": AT, **said}
        )  # type: ignore[arg-type]


def test_an_award_has_one_ballot_and_another_only_after_it_was_called_off(office: Office):
    session = in_session(office)
    first, _ = session.open()

    with pytest.raises(WrongState, match="đã có cuộc bỏ phiếu"):
        session.prepare()
    call_off(first.pk, reason="Mất mã", by=None, at=AT)
    second = session.prepare()

    assert (first.turn, second.turn) == (1, 2)


# --- voting ---------------------------------------------------------------------------------------


def test_a_vote_is_one_sealed_row_and_a_mark_without_time(office: Office):
    session = in_session(office)
    ballot, _ = session.open()
    entries = Entry.objects.count()

    assert cast(ballot.pk, member_account=session.accounts[0], choices=session.all_say("yes")) is True

    assert SealedVote.objects.count() == 1
    assert received(ballot) == Received(voted=1, voters=5)
    assert Entry.objects.count() == entries


def test_a_second_press_of_the_button_is_no_second_vote(office: Office):
    session = in_session(office)
    ballot, shares = session.open()
    cast(ballot.pk, member_account=session.accounts[0], choices=session.all_say("yes"))

    assert cast(ballot.pk, member_account=session.accounts[0], choices=session.all_say("no")) is False

    assert counts(closed(ballot, shares)) == [(1, 0, 0)] * 3


def test_the_whole_box_is_written_anew_with_every_vote(office: Office):
    session = in_session(office)
    ballot, _ = session.open()
    cast(ballot.pk, member_account=session.accounts[0], choices=session.all_say("yes"))
    before = set(SealedVote.objects.values_list("pk", flat=True))

    cast(ballot.pk, member_account=session.accounts[1], choices=session.all_say("yes"))

    assert before & set(SealedVote.objects.values_list("pk", flat=True)) == set()


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ({}, "Còn 3 hồ sơ chưa chọn"),
        ({0: "yes", 1: "no", 2: "perhaps"}, "Còn 1 hồ sơ chưa chọn"),
        ({0: "yes", 1: "no", 2: "blank", 9: "yes"}, "không biểu quyết"),
    ],
)
def test_a_vote_says_one_thing_of_every_item_and_nothing_else(office: Office, choices: dict[int, str], words: str):
    session = in_session(office)
    ballot, _ = session.open()
    said = {session.items[place] if place < 3 else 999_999: choice for place, choice in choices.items()}

    with pytest.raises(RuleNotMet, match=words):
        cast(ballot.pk, member_account=session.accounts[0], choices=said)
    assert received(ballot).voted == 0


def test_whoever_has_no_vote_finds_no_ballot(office: Office, member: Account, officer: Account):
    session = in_session(office)
    ballot, _ = session.open()

    for stranger in (member, officer):
        with pytest.raises(NotFound):
            cast(ballot.pk, member_account=stranger, choices=session.all_say("yes"))


def test_a_member_who_is_away_does_not_vote_on_the_screen(office: Office):
    session = in_session(office, presences=["present", "present", "present", "present", "written"])
    ballot, _ = session.open()

    with pytest.raises(WrongState, match="có mặt"):
        cast(ballot.pk, member_account=session.accounts[4], choices=session.all_say("yes"))


def test_a_conflicted_member_votes_on_the_other_items_only(office: Office):
    session = in_session(office, apart=[(4, 1)])
    ballot, shares = session.open()
    mine = participation_of(ballot.pk, session.accounts[4])

    assert votes_of(ballot, mine.member_id) == [session.items[0], session.items[2]]
    with pytest.raises(RuleNotMet):
        cast(ballot.pk, member_account=session.accounts[4], choices=session.all_say("yes"))
    for account in session.accounts:
        own = votes_of(ballot, participation_of(ballot.pk, account).member_id)
        cast(ballot.pk, member_account=account, choices=dict.fromkeys(own, "yes"))

    assert counts(closed(ballot, shares)) == [(5, 0, 0), (4, 0, 0), (5, 0, 0)]


def test_a_member_kept_out_of_everything_has_no_vote(office: Office):
    session = in_session(office, items=1, apart=[(4, 0)])
    ballot, _ = session.open()

    assert received(ballot).voters == 4
    assert ballot.members == 5
    with pytest.raises(NotFound):
        participation_of(ballot.pk, session.accounts[4])


def test_no_choice_reaches_the_logs(office: Office, caplog: pytest.LogCaptureFixture):
    session = in_session(office, items=1)
    ballot, _ = session.open()
    with caplog.at_level(logging.DEBUG, "django"), caplog.at_level(logging.DEBUG, "tdkt"):
        cast(ballot.pk, member_account=session.accounts[0], choices=session.all_say("blank"))
        with pytest.raises(RuleNotMet) as refusal:
            cast(ballot.pk, member_account=session.accounts[1], choices={session.items[0]: "canary"})

    assert "blank" not in caplog.text
    assert "canary" not in f"{caplog.text} {refusal.value} {refusal.value.english}"


# --- after ----------------------------------------------------------------------------------------


def test_nothing_is_known_before_closing_and_everything_is_destroyed_after(office: Office, officer: Account):
    session = in_session(office)
    ballot, shares = session.open(officer)
    for account, choice in zip(session.accounts, ["yes", "yes", "yes", "no", "blank"], strict=True):
        cast(ballot.pk, member_account=account, choices=session.all_say(choice))
    assert Tally.objects.count() == 0

    tallies = close(ballot.pk, shares=codes(shares), by=officer, at=AT)

    ballot.refresh_from_db()
    assert counts(tallies) == [(3, 1, 1)] * 3
    assert [one.nomination_id for one in tallies] == session.items
    assert (ballot.state, len(ballot.digest)) == ("closed", 64)
    assert SealedVote.objects.count() == 0
    entry = Entry.objects.latest("seq")
    assert (entry.verb, entry.detail) == ("ballots.close", {"ballot": ballot.pk, "items": 3, "digest": ballot.digest})


def test_closed_is_final(office: Office, officer: Account):
    session = in_session(office)
    ballot, shares = session.open(officer)
    cast(ballot.pk, member_account=session.accounts[0], choices=session.all_say("yes"))
    closed(ballot, shares)

    for act in (
        lambda: close(ballot.pk, shares=codes(shares), by=officer, at=AT),
        lambda: open_ballot(ballot.pk, by=officer, at=AT),
        lambda: call_off(ballot.pk, reason="Sửa", by=officer, at=AT),
        lambda: cast(ballot.pk, member_account=session.accounts[1], choices=session.all_say("yes")),
        session.prepare,
    ):
        with pytest.raises(WrongState):
            act()
    assert Tally.objects.count() == 3


@pytest.mark.parametrize("places", [(0, 1), (1, 2), (2, 0)])
def test_any_two_tellers_open_the_box(office: Office, places: tuple[int, int]):
    session = in_session(office, items=1)
    ballot, shares = session.open()
    cast(ballot.pk, member_account=session.accounts[0], choices=session.all_say("no"))

    assert counts(close(ballot.pk, shares=codes(shares, *places), by=None, at=AT)) == [(0, 1, 0)]


def test_wrong_codes_open_nothing_and_are_told_apart(office: Office):
    session = in_session(office, items=1)
    ballot, shares = session.open()
    cast(ballot.pk, member_account=session.accounts[0], choices=session.all_say("no"))
    first, second, _ = (share.code for share in shares)
    foreign = split(new_box().secret)[1]

    for typed, words in [
        ([first], "cần mã của 2 người"),
        ([first, ""], "cần mã của 2 người"),
        ([first, first.lower()], "cùng một người"),
        ([first, foreign], "Mã thứ 2 không phải mã của ban kiểm phiếu"),
        ([foreign, second], "Mã thứ 1 không phải"),
        ([first, "2" * 36], "Mã thứ 2 gõ sai, nhóm thứ"),
        ([first, "22"], "Mã thứ 2 gõ sai. "),
    ]:
        with pytest.raises(RuleNotMet, match=words) as refusal:
            close(ballot.pk, shares=typed, by=None, at=AT)
        assert not [code for code in typed if code and code in str(refusal.value)]
    assert (SealedVote.objects.count(), Tally.objects.count()) == (1, 0)


def test_an_empty_box_is_not_counted(office: Office):
    ballot, shares = in_session(office).open()

    with pytest.raises(WrongState, match="chưa có phiếu nào"):
        closed(ballot, shares)


def _stuff(ballot: Ballot, sealed: bytes) -> None:
    SealedVote.objects.create(ballot=ballot, sealed=sealed)


@pytest.mark.parametrize(
    "what", ["another vote", "garbage", "one taken out", "one of another ballot", "marked as voted"]
)
def test_a_box_that_somebody_touched_gives_no_result(office: Office, what: str):
    session = in_session(office)
    ballot, shares = session.open()
    cast(ballot.pk, member_account=session.accounts[0], choices=session.all_say("yes"))
    public, label = bytes.fromhex(ballot.public_key), f"ballot {ballot.pk}"
    if what == "another vote":
        _stuff(ballot, seal(["yes"] * 3, public=public, label=label))
    elif what == "garbage":
        SealedVote.objects.update(sealed=b"0" * 304)
    elif what == "one taken out":
        SealedVote.objects.all().delete()
    elif what == "one of another ballot":
        SealedVote.objects.update(sealed=seal(["yes"] * 3, public=public, label="ballot 0"))
    else:
        Participation.objects.filter(ballot=ballot).update(has_voted=True)

    with pytest.raises(WrongState, match="Hòm phiếu không khớp"):
        closed(ballot, shares)
    assert (Ballot.objects.get(pk=ballot.pk).state, Tally.objects.count()) == ("open", 0)


def test_a_ballot_called_off_destroys_what_was_in_the_box(office: Office, officer: Account):
    session = in_session(office)
    ballot, _ = session.open(officer)
    cast(ballot.pk, member_account=session.accounts[0], choices=session.all_say("yes"))

    with pytest.raises(RuleNotMet, match="lý do"):
        call_off(ballot.pk, reason=" ", by=officer, at=AT)
    call_off(ballot.pk, reason="Một người kiểm phiếu vắng", by=officer, at=AT)

    assert (Ballot.objects.get().state, SealedVote.objects.count()) == ("called-off", 0)


def test_a_teller_counts_and_another_member_does_not(office: Office, member: Account):
    session = in_session(office, items=1)
    ballot, shares = session.open()
    cast(ballot.pk, member_account=session.accounts[0], choices=session.all_say("yes"))

    with pytest.raises(NotPermitted, match="ban kiểm phiếu"):
        close(ballot.pk, shares=codes(shares), by=session.accounts[4], at=AT)
    with pytest.raises(NotFound):
        close(ballot.pk, shares=codes(shares), by=member, at=AT)
    assert len(close(ballot.pk, shares=codes(shares), by=session.accounts[1], at=AT)) == 1


# --- what is needed -------------------------------------------------------------------------------


def test_all_members_are_the_whole_whoever_voted(office: Office):
    """Decree 98/2023: 90 % of all members for the title; of five, that is all five."""
    session = in_session(office, items=1)
    ballot, shares = session.open()
    for account in session.accounts[:4]:
        cast(ballot.pk, member_account=account, choices=session.all_say("yes"))

    (tally,) = closed(ballot, shares)

    assert rule_of(ballot).percent == 90
    assert (tally.yes, tally.whole, tally.needed, tally.passed) == (4, 5, 5, False)


def test_where_no_text_says_a_share_nothing_is_concluded(office: Office):
    session = in_session(office, items=1, award="bang-khen-bo-tinh", rules=[])
    ballot, shares = session.open(award="bang-khen-bo-tinh")
    for account in session.accounts:
        cast(ballot.pk, member_account=account, choices=session.all_say("yes"))

    (tally,) = closed(ballot, shares)

    assert (tally.yes, tally.whole, tally.needed, tally.passed) == (5, 5, None, None)


def test_without_the_councils_quorum_nobody_passes(office: Office):
    session = in_session(
        office,
        items=1,
        presences=["present", "present", "present", "absent", "absent"],
        rules=[{"award": "bang-khen-bo-tinh", "percent": 50, "of": "present", "source": "Quy chế"}],
        award="bang-khen-bo-tinh",
        quorum_percent=70,
        quorum_source="Quy chế hội đồng",
    )
    ballot, shares = session.open(award="bang-khen-bo-tinh")
    for account in session.accounts[:3]:
        cast(ballot.pk, member_account=account, choices=session.all_say("yes"))

    (tally,) = closed(ballot, shares)

    assert (tally.yes, tally.whole, tally.needed, tally.passed) == (3, 3, 2, False)


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_deleted_votes_are_overwritten(office: Office):
    session = in_session(office)
    ballot, _ = session.open()
    asked: list[str] = []
    with connection.execute_wrapper(lambda run, sql, *rest: (asked.append(sql), run(sql, *rest))[1]):
        cast(ballot.pk, member_account=session.accounts[0], choices=session.all_say("yes"))

    pragmas = [sql for sql in asked if "secure_delete" in sql]
    assert [sql for sql in pragmas if sql.endswith("=ON")] != []
    assert asked.index("PRAGMA secure_delete=ON") < next(at for at, sql in enumerate(asked) if sql.startswith("DELETE"))
