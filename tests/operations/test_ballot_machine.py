"""Whatever members, tellers and the officer do in whatever order: one vote each, no result before closing, nothing after."""

import os
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tdkt.operations.ballot_boxes import Received, cast, received
from tdkt.operations.ballot_counts import enter_count
from tdkt.operations.ballots import call_off, close
from tdkt.operations.errors import NotFound, Refused, RuleNotMet, WrongState
from tdkt.records.models import Ballot, Office, SealedVote, Tally
from tests.conftest import make_account
from tests.operations.voting import AT, in_session

pytestmark = pytest.mark.django_db

EXAMPLES = int(os.environ.get("TDKT_BALLOT_EXAMPLES", "40"))
STEPS = int(os.environ.get("TDKT_BALLOT_STEPS", "25"))
MEMBERS, ITEMS = 6, 2
PLACES = st.integers(0, MEMBERS - 1)
CHOICE = st.sampled_from(["yes", "no", "blank"])


class OneBallot(RuleBasedStateMachine):
    """One secret ballot and what is known of it outside the program."""

    office: Office

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.voted: dict[int, dict[int, str]] = {}
        self.written: tuple[int, int, int] | None = None
        self.result: list[Any] | None = None

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @initialize(
        presences=st.lists(
            st.sampled_from(["present", "present", "present", "absent", "written"]), min_size=MEMBERS, max_size=MEMBERS
        ),
        apart=st.sets(st.tuples(PLACES, st.integers(0, ITEMS - 1)), max_size=4),
    )
    def open(self, presences: list[str], apart: set[tuple[int, int]]) -> None:
        self.session = in_session(self.office, members=MEMBERS, items=ITEMS, presences=presences, apart=sorted(apart))
        self.ballot, self.shares = self.session.open()
        self.presences, self.apart = presences, apart
        self.counters = [
            make_account(f"counter-{one}", f"Người đếm {one}", "officer", self.office.unit) for one in (1, 2)
        ]

    def items_of(self, member: int) -> list[int]:
        return [item for item in range(ITEMS) if (member, item) not in self.apart]

    @property
    def is_open(self) -> bool:
        return self.result is None

    @rule(member=PLACES, choices=st.lists(CHOICE, min_size=ITEMS, max_size=ITEMS))
    def vote(self, member: int, choices: list[str]) -> None:
        said = {item: choices[item] for item in self.items_of(member)}
        given = {self.session.items[item]: choice for item, choice in said.items()}
        account = self.session.accounts[member]
        if not said:
            with pytest.raises(NotFound):
                cast(self.ballot.pk, member_account=account, choices=given)
        elif not self.is_open or (member not in self.voted and self.presences[member] != "present"):
            with pytest.raises(WrongState):
                cast(self.ballot.pk, member_account=account, choices=given)
        else:
            assert cast(self.ballot.pk, member_account=account, choices=given) is (member not in self.voted)
            self.voted.setdefault(member, said)

    @rule(member=PLACES, choice=CHOICE)
    def vote_incompletely_or_for_what_is_not_his(self, member: int, choice: str) -> None:
        expected = {self.session.items[item] for item in self.items_of(member)}
        for said in ({}, {**dict.fromkeys(expected, choice), 0: choice}):
            if said.keys() != expected and member not in self.voted:
                with pytest.raises(Refused):
                    cast(self.ballot.pk, member_account=self.session.accounts[member], choices=said)

    @precondition(lambda self: self.is_open)
    @rule(choices=st.lists(CHOICE, min_size=MEMBERS, max_size=MEMBERS))
    def two_enter_the_written_opinions(self, choices: list[str]) -> None:
        if self.written_given is not None:
            return
        said = {}
        for item in range(ITEMS):
            who = [m for m in range(MEMBERS) if self.presences[m] == "written" and (m, item) not in self.apart]
            given = [choices[member] for member in who]
            said[self.session.items[item]] = (given.count("yes"), given.count("no"), given.count("blank"))
        for who_counts in self.counters:
            enter_count(self.ballot.pk, counted="written", counts=said, by=who_counts, at=AT)
        self.written_given = said

    written_given: dict[int, tuple[int, int, int]] | None = None

    @rule(one=st.integers(0, 2), other=st.integers(0, 2))
    def close(self, one: int, other: int) -> None:
        typed = [self.shares[one].code, self.shares[other].code]
        if not self.is_open or ("written" in self.presences and self.written_given is None):
            with pytest.raises(WrongState):
                close(self.ballot.pk, shares=typed, by=None, at=AT)
        elif one == other:
            with pytest.raises(RuleNotMet):
                close(self.ballot.pk, shares=typed, by=None, at=AT)
        elif not self.voted:
            with pytest.raises(WrongState):
                close(self.ballot.pk, shares=typed, by=None, at=AT)
        else:
            self.result = [_said(tally) for tally in close(self.ballot.pk, shares=typed, by=None, at=AT)]
            assert self.result == self.expected()

    @precondition(lambda self: not self.is_open)
    @rule()
    def call_off(self) -> None:
        with pytest.raises(WrongState):
            call_off(self.ballot.pk, reason="Sửa kết quả", by=None, at=AT)

    def expected(self) -> list[Any]:
        """What must come out: each item's votes, and 90 % of all members whoever was there."""
        found = []
        needed = -(-MEMBERS * 90 // 100)
        for item in range(ITEMS):
            said = [vote[item] for vote in self.voted.values() if item in vote]
            yes, no, blank = (said.count(choice) for choice in ("yes", "no", "blank"))
            for_, against, _ = (self.written_given or {}).get(self.session.items[item], (0, 0, 0))
            found.append((yes, no, blank, for_, against, MEMBERS, needed, yes + for_ >= needed))
        return found

    @invariant()
    def one_vote_each_and_no_result_before_closing(self) -> None:
        if not hasattr(self, "ballot"):
            return
        voters = sum(bool(self.items_of(member)) for member in range(MEMBERS))
        assert received(self.ballot) == Received(len(self.voted), voters)
        assert SealedVote.objects.filter(ballot=self.ballot).count() == (len(self.voted) if self.is_open else 0)
        standing = [_said(tally) for tally in Tally.objects.filter(ballot=self.ballot).order_by("pk")]
        assert standing == (self.result or [])
        assert Ballot.objects.get(pk=self.ballot.pk).state == ("open" if self.is_open else "closed")


def _said(tally: Tally) -> tuple[Any, ...]:
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


def test_one_vote_each_no_result_before_closing_and_nothing_after(office: Office):
    machine = type("Machine", (OneBallot,), {"office": office})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=[
                HealthCheck.function_scoped_fixture,
                HealthCheck.too_slow,
                HealthCheck.filter_too_much,
            ],
        ),
    )
