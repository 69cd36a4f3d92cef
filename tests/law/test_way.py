"""The table of transitions: whole, and with words for both readers."""

import dataclasses
from datetime import date
from itertools import chain

from tdkt.law.loading import load_law
from tdkt.law.way import CONDITIONS, ENDED, STATES, TABLE, from_state, limit, named, undone

FIXED = {
    "submit": (("drafting", "returned"), "submitted"),
    "receive": (("submitted",), "received"),
    "return": (("submitted", "received", "checked"), "returned"),
    "check": (("received",), "checked"),
    "post": (("checked",), "posted"),
    "ready": (("checked", "posted"), "ready"),
    "table": (("ready",), "tabled"),
    "untable": (("tabled",), "ready"),
    "pass": (("tabled",), "passed"),
    "fail": (("tabled",), "failed"),
    "draft": (("passed", "checked", "ready"), "drafted"),
    "undraft": (("drafted",), "passed"),
    "send-up": (("drafted",), "sent-up"),
    "decide": (("drafted", "sent-up"), "decided"),
    "refuse": (("drafted", "sent-up"), "refused"),
    "lower": (("received", "checked", "ready", "tabled", "failed"), "lowered"),
    "withdraw": (tuple(state for state in STATES if state not in ENDED), "withdrawn"),
}


def test_the_table_holds_exactly_these_ways() -> None:
    assert {one.name: (one.before, one.after) for one in TABLE} == FIXED


def test_every_state_but_the_ended_ones_has_a_way_out_and_a_way_in() -> None:
    assert [state for state in STATES if state not in ENDED and not from_state(state)] == []
    assert set(STATES) - {one.after for one in TABLE} == {"drafting"}


def test_only_a_lower_award_follows_an_end() -> None:
    assert {state: [one.name for one in from_state(state)] for state in ENDED if from_state(state)} == {
        "failed": ["lower"]
    }


def test_every_state_is_reached_from_the_beginning() -> None:
    reached, fresh = {"drafting"}, {"drafting"}
    while fresh:
        fresh = {one.after for one in chain.from_iterable(from_state(state) for state in fresh)} - reached
        reached |= fresh

    assert reached == set(STATES)


def test_every_transition_has_words_for_the_office_and_for_the_nominee_in_both_languages() -> None:
    words = [word for one in TABLE for word in (*one.label, *one.told)]

    assert [word for word in words if not word.strip()] == []
    assert len({one.label for one in TABLE}) == len(TABLE)


def test_conditions_are_named_ones_with_words() -> None:
    asked = {condition for one in TABLE for condition in one.conditions}

    assert asked == set(CONDITIONS)
    assert [pair for pair in CONDITIONS.values() if not all(pair)] == []


def test_what_takes_back_is_a_name_of_its_own_or_a_way_that_reverses() -> None:
    backs = [one.undo for one in TABLE if one.undo]

    assert len(backs) == len(set(backs))
    assert {one.name: one.reverses for one in TABLE if one.reverses} == {"untable": "table", "undraft": "draft"}
    assert {one.undo for one in TABLE} & set(FIXED) == {"untable", "undraft"}
    assert undone("unreceive") == named("receive")


def test_names_fit_their_column() -> None:
    assert max(len(name) for one in TABLE for name in (one.name, one.undo)) <= 24


def test_limits_are_those_of_the_law_of_the_day() -> None:
    law = load_law()

    def told(state: str, on: date, level: str = "province") -> tuple[str, int, str] | None:
        found = limit(law, state, award="bang-khen-bo-tinh", level=level, on=on)
        return None if found is None else (found.transition, found.working_days, found.cite)

    assert told("received", date(2015, 6, 1), level="district") == ("check", 10, "39-2012-nd-cp/art-1")
    assert told("received", date(2015, 6, 1)) is None
    assert told("submitted", date(2024, 6, 1)) is None
    assert told("sent-up", date(2024, 6, 1)) is None
    assert told("sent-up", date(2024, 6, 1), level="president") == ("decide", 20, "98-2023-nd-cp/art-32/cl-1")
    assert told("submitted", date(2026, 1, 5), level="state") == ("receive", 5, "152-2025-nd-cp/art-unnumbered-days")
    assert told("drafted", date(2026, 1, 5), level="government") == (
        "send-up",
        10,
        "152-2025-nd-cp/art-unnumbered-days",
    )
    assert told("drafting", date(2026, 1, 5)) is None


def test_an_offices_own_limit_goes_before_the_general_one() -> None:
    law = load_law()
    general = next(p for p in law.parameters_on("processing-days", date(2026, 1, 5)))
    own = dataclasses.replace(
        general, instrument="01-2026-qd-cat", authority="CAT", value=[{"step": "tra-ho-so", "working_days": 3}]
    )
    both = dataclasses.replace(law, parameters=(*law.parameters, own))

    found = limit(both, "submitted", award="giay-khen", level="agency", on=date(2026, 1, 5))

    assert found is not None
    assert found.working_days == 3
