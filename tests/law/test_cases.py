"""What the law says of worked cases: each is a sentence, a history and the provision that decides."""

from collections import Counter
from pathlib import Path

import pytest

from tdkt.law.fences import LawError
from tdkt.law.loading import load_law
from tdkt.law.worked import Worked, tried, worked_cases
from tdkt.rules.conditions import Judgement, NotHeld, NotKnown, Rule, leaves

FOLDER = Path(__file__).with_name("cases")
CASES = worked_cases(FOLDER)


@pytest.mark.parametrize("worked", CASES, ids=lambda w: f"{w.file}: {w.says}")
def test_the_law_says_what_the_case_says(worked: Worked) -> None:
    found = tried(load_law(), worked)
    assert (found.verdict, found.decides) == (worked.verdict, True), (found.missing, found.provisions)
    assert found.agrees, found.earliest


def test_the_sentences_of_a_file_are_all_different() -> None:
    assert [says for says, count in Counter((w.file, w.says) for w in CASES).items() if count > 1] == []


def test_every_case_names_a_provision_that_stands_in_the_files() -> None:
    assert [w.says for w in CASES if w.decides not in load_law().provisions] == []


def has_facts(rule: Rule) -> bool:
    """Whether a limb of the pathway can be met by a recorded fact."""
    return any(not isinstance(limb, Judgement | NotKnown | NotHeld) for limb in leaves(rule.condition))


def test_every_pathway_that_facts_can_decide_has_at_least_three_cases() -> None:
    law = load_law()
    named = Counter[tuple[str, str, int | None]]()
    for worked in CASES:
        found = tried(law, worked)
        lacking = {id_.removeprefix("judgement:").partition("#")[0] for id_ in found.missing}
        for id_ in {worked.decides, worked.pathway or "", *found.provisions[:1]} | lacking:
            named[id_, worked.award, worked.class_] += 1
    thin = {
        (rule.id, rule.award, rule.class_): named[rule.id, rule.award, rule.class_]
        for rule in law.rules
        if has_facts(rule) and named[rule.id, rule.award, rule.class_] < 3
    }
    assert thin == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("says: a", "danh sách"),
        ("- {says: a, on: 2024-12-31, award: giay-khen, subject: {kind: individual}, verdict: eligible}", "decides"),
        ("- {says: a, on: 2024-12-31, what: 1}", "what"),
    ],
)
def test_a_case_that_cannot_be_read_is_named_with_its_file(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "sai.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(LawError, match=said):
        worked_cases(tmp_path)
