"""The rows made by columns are those made case by case, whatever is asked."""

from datetime import date

import pytest

from tdkt.law.asking import judge, questions, row_of
from tdkt.law.loading import load_law
from tdkt.law.screening import screen_blocks, screen_rows
from tdkt.rules.case import Cases
from tests.law.histories import a_history

LAW = load_law()
DAYS = [date(2024, 12, 31), date(2026, 11, 25), date(2022, 6, 1), date(2010, 3, 1), date(2003, 1, 1)]


def case_by_case(facts, on, asked, *, use_memory):
    cases = Cases(facts)
    return [
        row_of(
            cases.of(number).id,
            question,
            judge(LAW, question, cases.of(number), on, use_memory=use_memory),
            use_memory=use_memory,
        )
        for number in range(len(facts))
        for question in asked
    ]


@pytest.mark.parametrize("use_memory", [False, True])
@pytest.mark.parametrize("on", DAYS)
def test_a_row_is_the_same_by_columns_and_case_by_case(on: date, use_memory: bool):
    facts, asked = a_history(), questions(LAW, on)

    assert list(screen_rows(LAW, facts, on, asked, use_memory=use_memory)) == case_by_case(
        facts, on, asked, use_memory=use_memory
    )


def test_every_pathway_alone_is_the_same_by_columns_and_case_by_case():
    on, facts = DAYS[0], a_history()
    for pathway in dict.fromkeys(rule.id for rule in LAW.rules_on(on)):
        asked = questions(LAW, on, pathway=pathway)
        assert list(screen_rows(LAW, facts, on, asked)) == case_by_case(facts, on, asked, use_memory=False), pathway


def test_the_subjects_asked_are_answered_in_the_order_asked():
    on, facts = DAYS[0], a_history()
    asked = questions(LAW, on, named=("bang-khen-bo-tinh", "huan-chuong-lao-dong:3"))
    every = list(screen_rows(LAW, facts, on, asked))

    some = list(screen_rows(LAW, facts, on, asked, numbers=[3, 0, 3]))

    assert some == [*every[6:8], *every[0:2], *every[6:8]]
    assert list(screen_rows(LAW, facts, on, asked, numbers=[])) == []


def test_what_is_done_is_told_block_by_block(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tdkt.law.screening.BLOCK", 2)
    on, facts, heard = DAYS[0], a_history(), list[int]()

    blocks = list(screen_blocks(LAW, facts, on, questions(LAW, on, named=("giay-khen",)), done=heard.append))

    assert (heard, [len(block) for block in blocks]) == ([2, 2, 1], [2, 2, 1])
