"""Packed histories: the same in any order of rows, by row and whole, and never misread."""

from dataclasses import fields, replace
from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tdkt.rules.conditions import Count, Holding, Holds, Initiated, Number, Rated, Rule
from tdkt.rules.facts import NO_DAY, Awards, Facts, MemberRows, Subjects
from tdkt.rules.packed import Needs, Packed, days, pack
from tdkt.rules.rows import OtherLayout, from_rows, to_row, to_rows
from tdkt.rules.screen import NotOfThisDay, screen
from tests.rules.histories import CODES, ON, TITLES, histories, rules

titles = frozenset(TITLES)
many = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def shuffled(facts: Facts, random) -> Facts:
    """The same rows in another order (ratings keep theirs: of two for a year the later stands)."""

    def mixed(table):
        order = list(range(len(table.subject)))
        random.shuffle(order)
        return type(table)(*(getattr(table, column.name)[order] for column in fields(table)))

    return replace(facts, awards=mixed(facts.awards), initiatives=mixed(facts.initiatives), posts=mixed(facts.posts))


def columns(packed: Packed):
    """Everything packed, as plain lists."""

    def listed(one):
        return (one.subject.tolist(), {name: column.tolist() for name, column in one.columns.items()})

    return (
        {name: column.tolist() for name, column in packed.dense.items()},
        {slot: listed(one) for slot, one in sorted(packed.held.items())},
        {slot: listed(one) for slot, one in sorted(packed.given.items())},
        {slot: listed(one) for slot, one in sorted(packed.initiated.items())},
        listed(packed.disciplines),
        listed(packed.members),
        listed(packed.rankings),
    )


@many
@given(rules(), histories(), ON, st.randoms())
def test_the_order_of_the_rows_does_not_matter(some, facts, on, random):
    needs = Needs.of(some, titles)
    assert columns(pack(shuffled(facts, random), needs, on)) == columns(pack(facts, needs, on))


@many
@given(rules(), histories(), ON)
def test_rows_written_and_read_again_are_the_same(some, facts, on):
    needs = Needs.of(some, titles)
    packed = pack(facts, needs, on)
    again = from_rows(to_rows(packed), needs)
    assert columns(again) == columns(packed)
    assert again.posts.subject.tolist() == packed.posts.subject.tolist()
    assert (
        screen(some, again, on, titles=titles).verdicts.tolist()
        == screen(some, facts, on, titles=titles).verdicts.tolist()
    )


@many
@given(rules(), histories(), ON)
def test_one_subject_packed_by_itself_has_the_row_it_has_among_all(some, facts, on):
    needs = Needs.of(some, titles)
    packed = pack(facts, needs, on)
    assert [to_row(packed, row) for row in range(len(packed))] == to_rows(packed)


def test_members_are_named_by_the_keys_of_their_rows():
    whole = _unit_with_two_members()
    needs = Needs(members=True)
    rows = to_rows(pack(whole, needs, date(2024, 12, 31)), keys=[70, 80, 90])
    moved = from_rows([rows[2], rows[0], rows[1]], needs, keys=[90, 70, 80])
    assert moved.members.subject.tolist() == [1, 1]
    assert moved.members.columns["member"].tolist() == [2, 0]
    with pytest.raises(KeyError, match="90"):
        from_rows(rows[:2], needs, keys=[70, 80])


def _unit_with_two_members() -> Facts:
    nothing = np.full(3, NO_DAY, np.int32)
    zero = np.zeros(3, np.int8)
    subjects = Subjects(
        np.asarray(["u", "a", "b"], object), np.asarray(["", "", ""], object), np.asarray([1, 0, 0], np.int8),
        zero, zero, nothing, nothing, nothing, zero.astype(bool), np.full(3, 2000, np.int16), np.full(3, -1, np.int16),
    )  # fmt: skip
    i32 = np.int32
    members = MemberRows(np.asarray([0, 0], i32), np.asarray([1, 2], i32), nothing[:2], nothing[:2])
    return Facts(CODES, subjects, members=members)


def test_a_row_of_another_layout_is_refused():
    facts = _unit_with_two_members()
    rows = to_rows(pack(facts, Needs(), date(2024, 12, 31)))
    with pytest.raises(OtherLayout):
        from_rows(rows, Needs(held=("giay-khen",)))
    with pytest.raises(OtherLayout):
        from_rows([b"\x00" + rows[0][1:]], Needs())


def test_rows_serve_every_day_up_to_the_next_decision_and_no_other():
    def decided(*when: date) -> Awards:
        zero8, zero16 = np.zeros(len(when), np.int8), np.zeros(len(when), np.int16)
        return Awards(
            np.zeros(len(when), np.int32), np.full(len(when), CODES.index("giay-khen"), np.int16), zero8,
            np.asarray([days(day) for day in when], np.int32), zero16, zero16, zero8 + 1, zero8,
        )  # fmt: skip

    facts = replace(_unit_with_two_members(), awards=decided(date(2020, 5, 1), date(2022, 5, 1)))
    held = Holds((Holding("giay-khen"),), 2, id="held")
    rule = Rule(
        "law/art-1", "bang-khen-bo-tinh", None, frozenset({"collective"}), frozenset(), "cong-trang", held,
        date(2000, 1, 1), None,
    )  # fmt: skip
    packed = pack(facts, Needs.of([rule], titles), date(2021, 1, 1))
    assert [packed.serves(date(*day)) for day in ((2020, 4, 30), (2020, 5, 1), (2022, 4, 30), (2022, 5, 1))] == [
        False,
        True,
        True,
        False,
    ]
    assert screen([rule], packed, date(2022, 4, 30), titles=titles).verdicts.tolist() == [[1], [0], [0]]
    with pytest.raises(NotOfThisDay):
        screen([rule], packed, date(2022, 5, 1), titles=titles)
    assert screen([rule], facts, date(2022, 5, 1), titles=titles).verdicts.tolist() == [[2], [0], [0]]


def test_the_needs_are_what_the_rules_name():
    part = Count(Initiated("bo-tinh", ("sang-kien",)), Number(2), last=3)
    rule = Rule(
        "law/art-1",
        "giay-khen",
        None,
        frozenset({"individual"}),
        frozenset(),
        "cong-trang",
        part,
        date(2000, 1, 1),
        None,
    )
    assert Needs.of([rule], titles) == Needs(
        titles=titles, used=("giay-khen",), initiated=(("bo-tinh", ("sang-kien",)),)
    )
    other = replace(rule, condition=Count(Rated("hoan-thanh"), Number(2)))
    assert Needs.of([rule], titles).print_ != Needs.of([other], titles).print_
