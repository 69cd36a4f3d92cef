"""Many rows settled at once: what is proposed for each, and one act that can be taken back exactly."""

from typing import Any

import pytest

from tdkt.operations.bulk import propose
from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.imports import apply_import
from tdkt.operations.kept_plans import drop_plan, keep_plan, rows_of, settle_row, settle_rows, unsettle_rows
from tdkt.records.models import Entry, ImportBatch
from tests.operations.plans import MONDAY, TUESDAY, incoming, units_of_province
from tests.operations.test_imports import LAN, MERIT

NAMELESS = {"name": "Trần Thị Lan", "unit": "Công an huyện Đại Lộc"} | MERIT


def row(*scores: int, **more: Any) -> dict[str, Any]:
    candidates = [{"subject": number, "score": score} for number, score in enumerate(scores, start=1)]
    return {"at": "A1", "status": "doubtful", "candidates": candidates, "problems": [], **more}


ROWS = {
    "clear": row(90, 40),
    "tied": row(85, 85),
    "low": row(60),
    "alone": row(80),
    "nobody": row(status="new"),
    "settled": row(95, choice={"subject": 1}),
    "heading": {"at": "A1", "status": "ignored", "why": "heading", "problems": []},
}


@pytest.mark.parametrize(
    ("act", "choices", "left"),
    [
        (
            "best",
            {"clear": {"subject": 1}, "alone": {"subject": 1}},
            {"tied": "tied", "low": "low", "nobody": "nobody", "settled": "already", "heading": "nobody"},
        ),
        (
            "new",
            dict.fromkeys(("clear", "tied", "low", "alone", "settled"), "new"),
            {"nobody": "nobody", "heading": "nobody"},
        ),
        ("skip", {key: "skip" for key in ROWS if key != "heading"}, {"heading": "not-offered"}),
        ("as-read", {}, dict.fromkeys(ROWS, "not-offered")),
        ("back", {"settled": None}, {key: "already" for key in ROWS if key != "settled"}),
    ],
)
def test_what_an_act_would_choose_and_why_the_others_are_left(act, choices, left):
    proposal = propose(ROWS, act, least=80)

    assert (proposal.choices, proposal.left) == (choices, left)


def test_a_row_with_a_candidate_out_of_reach_is_left_to_whoever_sees_him():
    proposal = propose({"a": row(90, 40), "b": row(90)}, "best", reach={1})

    assert (proposal.choices, proposal.counts) == ({"b": {"subject": 1}}, {"elsewhere": 1})


@pytest.fixture
def waiting(db: None) -> ImportBatch:
    """Three doubtful rows of one name, the second of them settled."""
    apply_import(units_of_province(), by=None, at=MONDAY)
    apply_import(incoming("people", LAN), by=None, at=MONDAY)
    rows = [NAMELESS | {"reason": reason} for reason in ("một", "hai", "ba")]
    batch = keep_plan(incoming("awards", *rows), by=None, at=MONDAY)
    return settle_row(batch.pk, "0.1", "new", by=None, at=MONDAY)


def state(batch: ImportBatch) -> tuple[Any, list[str]]:
    fresh = ImportBatch.objects.get(pk=batch.pk)
    return fresh.choices, [one["status"] for _, one in rows_of(fresh.plan)]


def test_many_rows_are_settled_by_one_act_and_taken_back_exactly(waiting):
    before = state(waiting)

    settled, entry = settle_rows(waiting.pk, {"0.0": "new", "0.1": "skip", "0.2": "skip"}, by=None, at=TUESDAY)
    after = state(waiting)
    unsettle_rows(waiting.pk, entry, by=None, at=TUESDAY)

    assert (after[0], settled.revision) == ({"0.0": "new", "0.1": "skip", "0.2": "skip"}, 2)
    assert state(waiting) == before
    acts = [(one.verb, one.detail["count"]) for one in Entry.objects.filter(verb__contains="settle-many")]
    assert acts == [("imports.settle-many", 3)]
    assert Entry.objects.filter(verb="imports.unsettle").count() == 1


def test_one_choice_that_is_not_offered_leaves_all_rows_as_they_were(waiting):
    before = state(waiting)

    with pytest.raises(RuleNotMet):
        settle_rows(waiting.pk, {"0.0": "new", "0.2": {"subject": 987654}}, by=None, at=TUESDAY)
    with pytest.raises(NotFound):
        settle_rows(waiting.pk, {"0.0": "new", "7.7": "skip"}, by=None, at=TUESDAY)
    with pytest.raises(WrongState, match="vừa được sửa ở nơi khác"):
        settle_rows(waiting.pk, {"0.0": "new"}, by=None, at=TUESDAY, revision=0)

    assert state(waiting) == before


def test_choices_made_since_then_are_not_lost_by_taking_back(waiting):
    _, entry = settle_rows(waiting.pk, {"0.0": "new", "0.2": "new"}, by=None, at=TUESDAY)
    settle_row(waiting.pk, "0.2", "skip", by=None, at=TUESDAY)
    before = state(waiting)

    with pytest.raises(WrongState, match="quyết định khác đi"):
        unsettle_rows(waiting.pk, entry, by=None, at=TUESDAY)
    with pytest.raises(NotFound):
        unsettle_rows(waiting.pk, 1, by=None, at=TUESDAY)

    assert state(waiting) == before


def test_settling_as_it_was_settled_already_is_no_act(waiting):
    assert settle_rows(waiting.pk, {"0.1": "new"}, by=None, at=TUESDAY)[1] is None


def test_a_dropped_plan_is_settled_no_more(waiting):
    drop_plan(waiting.pk, by=None, at=TUESDAY)

    with pytest.raises(WrongState):
        settle_rows(waiting.pk, {"0.0": "new"}, by=None, at=TUESDAY)
