"""Votes of the council: which share of which members, and whether a count passes."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.law.ballots import BallotRule, Outcome, passes, rule, rules
from tdkt.law.loading import load_law

OF_ALL = BallotRule(
    award="chien-si-thi-dua-bo-tinh",
    council="own",
    percent=Fraction(90),
    of="all-members",
    secret=False,
    written_opinion=True,
    quorum_percent=None,
    cite="a-decree/art-30/cl-7",
    confidence="SECONDARY",
)


def test_under_the_decree_of_2023_a_ministry_fighter_needs_ninety_percent_of_all_members_by_open_ballot() -> None:
    assert rule(load_law(), "chien-si-thi-dua-bo-tinh", date(2024, 12, 31)) == replace(
        OF_ALL, cite="98-2023-nd-cp/art-30/cl-7"
    )


def test_the_shares_of_2025_are_carried_over_and_say_that_they_are_not_known() -> None:
    found = rule(load_law(), "chien-si-thi-dua-co-so", date(2026, 11, 20))

    assert found == BallotRule(
        award="chien-si-thi-dua-co-so",
        council="submitting",
        percent=Fraction(80),
        of="all-members",
        secret=None,
        written_opinion=True,
        quorum_percent=None,
        cite="152-2025-nd-cp/art-unnumbered-ballot",
        confidence="UNKNOWN",
        carried_from="98-2023-nd-cp/art-30/cl-7",
    )


def test_a_hero_goes_through_two_councils() -> None:
    found = rules(load_law(), "anh-hung-luc-luong-vu-trang-nhan-dan", date(2024, 12, 31))

    assert [(one.council, one.percent, one.quorum_percent) for one in found] == [("own", 90, None), ("central", 90, 90)]
    assert rule(load_law(), "anh-hung-lao-dong", date(2024, 12, 31), council="central") == replace(
        found[1], award="anh-hung-lao-dong"
    )


@pytest.mark.parametrize("award", ["bang-khen-bo-tinh", "giay-khen", "chien-si-tien-tien", "huan-chuong-chien-cong"])
def test_where_no_text_asks_for_a_ballot_there_is_no_rule(award: str) -> None:
    assert rule(load_law(), award, date(2024, 12, 31)) is None


@pytest.mark.parametrize(
    ("in_favour", "written", "passed"), [(14, 0, True), (13, 0, False), (12, 2, True), (12, 1, False)]
)
def test_of_fifteen_members_fourteen_have_to_agree_and_the_absent_may_write(
    in_favour: int, written: int, passed: bool
) -> None:
    assert passes(OF_ALL, members=15, in_favour=in_favour, written=written) == Outcome(
        passed, 14, in_favour + written, None, "a-decree/art-30/cl-7"
    )


def test_the_share_is_of_all_members_however_few_came() -> None:
    assert passes(OF_ALL, members=10, present=8, in_favour=8).passed is False
    assert passes(OF_ALL, members=10, present=8, in_favour=8, written=1).passed is True


def test_written_opinions_do_not_count_where_the_text_takes_none() -> None:
    strict = replace(OF_ALL, written_opinion=False)

    assert passes(strict, members=10, present=8, in_favour=8, written=1) == Outcome(False, 9, 8, None, strict.cite)


def test_a_share_of_those_present_is_not_known_until_it_is_said_who_came() -> None:
    of_present = replace(OF_ALL, of="present", percent=Fraction(200, 3))

    assert passes(of_present, members=10, in_favour=6).passed is None
    assert passes(of_present, members=10, present=9, in_favour=6).passed is True
    assert passes(of_present, members=10, present=9, in_favour=5).passed is False


def test_a_meeting_without_its_quorum_passes_nothing() -> None:
    central = replace(OF_ALL, quorum_percent=Fraction(90))

    assert passes(central, members=10, present=8, in_favour=8, written=2).passed is False
    assert passes(central, members=10, present=9, in_favour=9).passed is True
    assert passes(central, members=10, in_favour=9).passed is None


@pytest.mark.parametrize(
    ("members", "present", "in_favour", "written"), [(10, 8, 9, 0), (10, 8, 8, 3), (0, None, 0, 0), (10, None, 9, 2)]
)
def test_numbers_that_cannot_be_are_refused(members: int, present: int | None, in_favour: int, written: int) -> None:
    with pytest.raises(ValueError, match="thành viên"):
        passes(OF_ALL, members=members, present=present, in_favour=in_favour, written=written)


@given(st.integers(min_value=1, max_value=200), st.data())
def test_one_more_vote_never_turns_a_pass_into_a_failure(members: int, data: st.DataObject) -> None:
    in_favour = data.draw(st.integers(min_value=0, max_value=members - 1))

    if passes(OF_ALL, members=members, in_favour=in_favour).passed:
        assert passes(OF_ALL, members=members, in_favour=in_favour + 1).passed
