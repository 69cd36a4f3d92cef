"""The sample's blocks in the register: entered whole and quickly, with ranks beside those that the lists have said."""

import time
from collections import Counter
from datetime import date

import pytest

from tdkt.operations import sample_blocks
from tdkt.operations.audit import verify
from tdkt.operations.block_results import unsettled
from tdkt.operations.imports import Incoming
from tdkt.operations.sample import set_up, take_in_files
from tdkt.records.blocks import outcomes_of
from tdkt.records.models import Block, BlockMember, BlockYear, Mark, Outcome, Ranking
from tdkt.sample.blocks import PLAIN, years
from tdkt.sample.office import write_office
from tdkt.sheets.plan import read_plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(tmp_path):
    """The sample's units and the places that its lists say."""
    files = [one for one in write_office(tmp_path) if one.kind in ("units", "rankings")]
    contents = [(one.path.name, one.path.read_bytes()) for one in files]
    set_up(at=files[0].received)
    plans = [
        (Incoming(name, content, plan), one.received)
        for one, (name, content), (_, plan) in zip(files, contents, read_plans(contents), strict=True)
    ]
    take_in_files(plans, tell=None)
    return plans[-1][1]


def test_five_years_of_five_blocks_are_entered_with_their_ranks(register):
    lists = Ranking.objects.count()
    years()
    begun = time.monotonic()
    sample_blocks.enter(at=register)
    took = time.monotonic() - begun

    members = sum(len(one.members) for one in years())
    assert (Block.objects.count(), BlockYear.objects.filter(state="ranked").count()) == (5, 25)
    assert (BlockMember.objects.count(), Outcome.objects.count(), Mark.objects.count()) == (
        members,
        members,
        14 * members,
    )
    assert Ranking.objects.count() == lists + members
    assert Counter(Outcome.objects.values_list("choice", flat=True)) == {
        "flag": 5 * (2 + 2 + 1 + 1 + 1),
        "certificate": 25,
        "": members - 60,
    }
    plain = BlockYear.objects.get(block__name=PLAIN, year=2018)
    assert [(one.rank, one.choice) for one in outcomes_of(plain.pk)][:4] == [
        (1, "flag"),
        (2, "flag"),
        (2, "certificate"),
        (4, ""),
    ]
    assert (unsettled(outcomes_of(plain.pk)), plain.ranked_on) == ([], date(2018, 12, 20))
    assert verify().sound
    assert took < 12, took
