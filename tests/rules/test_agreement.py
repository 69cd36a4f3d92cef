"""The two readers of the law say the same of every case: the one that explains by rows, and the one that screens by columns."""

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tdkt.rules.case import Cases
from tdkt.rules.conditions import PostHeld
from tdkt.rules.explain import explain, verdict_of
from tdkt.rules.findings import leaf_truths
from tdkt.rules.needs import conditions_within
from tdkt.rules.screen import screen
from tests.rules.histories import ON, TITLES, histories, rules

EXAMPLES = int(os.environ.get("TDKT_EXAMPLES", "150"))
titles = frozenset(TITLES)


def posts_of(some):
    return frozenset(
        post
        for rule in some
        for condition in conditions_within(rule.condition)
        if isinstance(condition, PostHeld)
        for post in condition.posts
    )


def outcomes(some, facts, on, *, use_memory=False, pathway=None):
    """What the reader of rows says, by form, for every subject in order."""
    cases, forms = Cases(facts), dict.fromkeys((rule.award, rule.class_) for rule in some)
    found = {}
    for form in forms:
        mine = [rule for rule in some if (rule.award, rule.class_) == form]
        if pathway is not None:
            mine = [rule for rule in mine if rule.id == pathway]
        if mine:
            found[form] = [
                verdict_of(
                    mine, cases.of(n), on, titles=titles, posts=posts_of(some), use_memory=use_memory, pathway=pathway
                )
                for n in range(len(facts))
            ]
    return found


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(rules(), histories(), ON, st.booleans())
def test_the_matrix_of_the_screening_is_what_explaining_case_by_case_gives(some, facts, on, use_memory):
    found = screen(some, facts, on, titles=titles, use_memory=use_memory)
    expected = outcomes(some, facts, on, use_memory=use_memory)
    assert found.forms == tuple(expected)
    assert found.verdicts.T.tolist() == [[int(one.verdict) for one in column] for column in expected.values()]


def told(screening, rows=slice(None)):
    """What the screening says behind its verdicts, by form, for every subject in order."""
    return {
        one.form: [
            (said.verdict, said.pathway, said.provisions, said.missing, earliest) for said, earliest in one.rows()
        ]
        for one in screening.details(rows)
    }


def explained(some, facts, on, **how):
    return {
        form: [(one.verdict, one.pathway, one.provisions, one.missing, one.earliest) for one in column]
        for form, column in outcomes(some, facts, on, **how).items()
    }


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(rules(most=2), histories(), ON, st.booleans())
def test_the_rows_of_the_screening_say_what_explaining_case_by_case_says(some, facts, on, use_memory):
    found = screen(some, facts, on, titles=titles, use_memory=use_memory)
    assert told(found) == explained(some, facts, on, use_memory=use_memory)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(rules(), histories(), ON)
def test_one_pathway_asked_for_by_its_id_is_answered_alike(some, facts, on):
    asked = some[0].id
    found = screen(some, facts, on, titles=titles, pathway=asked)
    expected = explained(some, facts, on, pathway=asked)
    assert told(found) == expected
    assert found.verdicts.T.tolist() == [[int(one[0]) for one in column] for column in expected.values()]


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(rules(), histories(), ON, st.booleans())
def test_every_gate_and_limb_has_the_same_truth_in_both_readers(some, facts, on, use_memory):
    found, cases = screen(some, facts, on, titles=titles, use_memory=use_memory), Cases(facts)
    how = {"titles": titles, "posts": posts_of(some), "use_memory": use_memory}
    for rule in some:
        expected = [leaf_truths(explain(rule, cases.of(n), on, **how)) for n in range(len(facts))]
        assert found.limb_truths(rule) == expected
