"""The linkage attack: whoever copies the database after each vote is no better off than whoever throws a coin, once the box is counted.

    TDKT_LINKAGE_SESSIONS=2000 pytest tests/operations/test_linkage.py     the long form

A guesser is outside the bounds once in a thousand runs; the seed is told. The controls show that the attack is a real one: with the key kept, with the order kept, or with votes of different lengths it wins.
"""

import os
import secrets

import pytest
from django.db import connection

from tdkt.operations import ballot_boxes
from tdkt.records.models import Office, SealedVote, Tally
from tests.databases import States
from tests.operations.linkage import Attacker, Game, bounds, unpadded

SESSIONS = int(os.environ.get("TDKT_LINKAGE_SESSIONS", "200"))
SEED = secrets.randbelow(1 << 32)
FEW = 20


@pytest.fixture(autouse=True)
def _seeded(record_property) -> None:
    record_property("seed", SEED)


def test_copies_of_everything_tell_no_more_than_a_coin(office: Office, committed: States):
    game = Game(office, SESSIONS, SEED)

    wins = game.play(Attacker())

    low, high = bounds(SESSIONS)
    assert low <= wins <= high, f"{wins} of {SESSIONS}, seed {SEED}"
    assert game.left == []
    assert (SealedVote.objects.count(), Tally.objects.count()) == (0, SESSIONS * game.items)


def test_the_order_of_rows_tells_nothing_even_to_whoever_keeps_the_key(office: Office, committed: States):
    """The shuffle by itself: the key and the last box are known, and who voted in which turn, but no copies between."""
    trials = SESSIONS // 2

    wins = Game(office, trials, SEED).play(Attacker(copies_between=False, keeps_key=True))

    low, high = bounds(trials)
    assert low <= wins <= high, f"{wins} of {trials}, seed {SEED}"


def test_control_with_the_key_kept_the_attacker_wins(office: Office, committed: States):
    assert Game(office, FEW, SEED).play(Attacker(keeps_key=True)) == FEW


def test_control_with_the_order_kept_the_attacker_wins(
    office: Office, committed: States, monkeypatch: pytest.MonkeyPatch
):
    def append(ballot, vote: bytes) -> None:
        SealedVote.objects.create(ballot=ballot, sealed=vote)

    monkeypatch.setattr(ballot_boxes, "_refill", append)

    assert Game(office, FEW, SEED).play(Attacker(copies_between=False, keeps_key=True)) == FEW


def test_control_with_votes_of_different_lengths_the_attacker_wins(
    office: Office, committed: States, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(ballot_boxes, "seal", unpadded)
    monkeypatch.setattr(ballot_boxes, "open_box", lambda votes, *, items, **_: [ballot_boxes.Bag(15, 0, 0)] * items)
    trials = 60

    wins = Game(office, trials, SEED, items=1).play(Attacker())

    assert wins > bounds(trials)[1]


def test_control_without_wiping_the_votes_stay_on_the_disk(
    office: Office, committed: States, monkeypatch: pytest.MonkeyPatch
):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's files are not ours to read")
    monkeypatch.setattr(ballot_boxes, "_overwrites", "OFF")
    game = Game(office, 2, SEED)

    game.play(Attacker())

    assert any("closed" in where for where in game.left)


@pytest.mark.parametrize(("trials", "within"), [(10, (0, 10)), (100, (34, 66)), (2000, (926, 1074))])
def test_the_bounds_of_a_coin(trials: int, within: tuple[int, int]):
    assert bounds(trials) == within
