"""A law answers from its own rules alone."""

from dataclasses import replace
from datetime import date

from tdkt.law.loading import load_law


def test_a_law_that_is_gone_leaves_none_of_its_rules_to_another():
    whole, day = load_law(), date(2016, 5, 19)
    standing = [rule for rule in whole.rules if rule.in_force(day)][:40]

    answers = [[rule.id for rule in replace(whole, rules=(rule,)).rules_on(day)] for rule in standing]

    assert answers == [[rule.id] for rule in standing]
