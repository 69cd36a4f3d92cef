"""What the law says of worked cases: each is a sentence, a history and the provision that decides."""

import pytest

from tdkt.law.loading import load_law
from tdkt.rules.explain import verdict_of
from tests.law.case_files import Worked, worked_cases

CASES = worked_cases()


@pytest.mark.parametrize("worked", CASES, ids=lambda w: f"{w.file}: {w.says}")
def test_the_law_says_what_the_case_says(worked: Worked) -> None:
    law = load_law()
    outcome = verdict_of(
        law.rules_on(worked.on, worked.award, worked.class_),
        worked.case,
        worked.on,
        titles=law.titles,
        posts=law.posts,
        pathway=worked.pathway,
    )
    said = (outcome.pathway, *outcome.provisions, *(id_.partition("#")[0] for id_ in outcome.missing))
    assert (outcome.verdict.word, worked.decides in said) == (worked.verdict, True), (
        outcome.missing,
        outcome.provisions,
    )
    if worked.earliest is not None:
        assert outcome.earliest == worked.earliest


def test_the_sentences_of_a_file_are_all_different() -> None:
    assert len({(w.file, w.says) for w in CASES}) == len(CASES)


def test_every_case_names_a_provision_that_stands_in_the_files() -> None:
    assert [w.says for w in CASES if w.decides not in load_law().provisions] == []
