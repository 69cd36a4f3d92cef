"""The fingerprint of the law: the same for the same law of a day, another where anything that decides is another."""

from dataclasses import replace
from datetime import date

from tdkt.law.fingerprints import fingerprint, plain
from tdkt.law.loading import load_law


def test_the_law_of_a_day_has_one_fingerprint_and_that_of_another_law_is_another():
    law = load_law()
    before, after = date(2020, 5, 25), date(2024, 6, 3)

    assert fingerprint(law, before) == fingerprint(replace(law), before)
    assert fingerprint(law, before) != fingerprint(law, after)
    assert len(fingerprint(law, before)) == 64


def test_a_number_that_is_other_makes_another_fingerprint_and_a_line_of_a_file_does_not():
    law, day = load_law(), date(2024, 6, 3)
    first = next(one for one in law.parameters if one.in_force(day))

    def changed(**said):
        rest = tuple(one for one in law.parameters if one is not first)
        return replace(law, parameters=(replace(first, **said), *rest))

    assert fingerprint(changed(value="khác"), day) != fingerprint(law, day)
    assert fingerprint(changed(line=first.line + 1), day) == fingerprint(law, day)


def test_sets_are_told_in_one_order():
    assert plain({"b": frozenset(("y", "x")), "a": (1, None)}) == [("a", ["1", "None"]), ("b", ["x", "y"])]
