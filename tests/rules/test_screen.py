"""Screening many at once: any stretch of rows, many blocks, many kinds of subjects, and what nobody holds."""

from dataclasses import fields
from datetime import date

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tdkt.rules import screen as screening
from tdkt.rules.facts import Facts, Subjects
from tdkt.rules.screen import screen
from tests.rules.histories import CODES, ON, TITLES, histories, rules

titles = frozenset(TITLES)
many = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@many
@given(rules(), histories(most=6), ON)
def test_small_blocks_give_what_one_block_gives(some, facts, on):
    whole = screen(some, facts, on, titles=titles).verdicts
    kept, screening.BLOCK = screening.BLOCK, 2
    try:
        assert screen(some, facts, on, titles=titles).verdicts.tolist() == whole.tolist()
    finally:
        screening.BLOCK = kept


@many
@given(rules(), histories(most=6), ON, st.data())
def test_details_of_some_rows_are_those_of_all(some, facts, on, data):
    found = screen(some, facts, on, titles=titles)
    rows = np.asarray(sorted(data.draw(st.sets(st.integers(0, len(facts) - 1)))), np.int32)
    for whole, part in zip(found.details(slice(None)), found.details(rows), strict=True):
        every = list(whole.rows())
        assert list(part.rows()) == [every[row] for row in rows.tolist()]


@many
@given(rules(), histories(), ON)
def test_the_verdicts_of_the_details_are_those_of_the_matrix(some, facts, on):
    found = screen(some, facts, on, titles=titles)
    told = [[int(one.verdict) for one, _ in form.rows()] for form in found.details(slice(None))]
    assert np.asarray(told).T.tolist() == found.verdicts.tolist()


@many
@given(rules(), histories(), ON)
def test_filling_in_a_missing_history_never_turns_a_yes_or_a_no(some, facts, on):
    before = screen(some, facts, on, titles=titles).verdicts
    people = facts.subjects
    columns = {column.name: getattr(people, column.name) for column in fields(Subjects)}
    known = Subjects(**{**columns, "complete_since": np.full(len(facts), 1900, np.int16)})
    after = screen(
        some, Facts(**{**{f.name: getattr(facts, f.name) for f in fields(Facts)}, "subjects": known}), on, titles=titles
    )
    settled = before != 1
    assert after.verdicts[settled].tolist() == before[settled].tolist()


def test_nobody_and_no_rule_give_an_empty_matrix():
    nothing = np.zeros(0, np.int32)
    words = np.zeros(0, object)
    facts = Facts(CODES, Subjects(words, words, *([nothing] * 9)))
    assert screen([], facts, date(2024, 12, 31), titles=titles).verdicts.shape == (0, 0)


def test_a_form_without_a_rule_is_a_no_for_everybody():
    zero, none = np.zeros(2, np.int32), np.full(2, -1, np.int16)
    words = np.asarray(["a", "b"], object)
    facts = Facts(CODES, Subjects(words, words, zero, zero, zero, zero, zero, zero, zero.astype(bool), zero, none))
    found = screen([], facts, date(2024, 12, 31), titles=titles, forms=[("giay-khen", None)])
    assert found.verdicts.tolist() == [[0], [0]]
    assert [earliest for _, earliest in found.details(slice(None))[0].rows()] == ["", ""]
