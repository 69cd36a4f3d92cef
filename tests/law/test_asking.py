"""The law asked of a history: which questions there are, a row always, and a tree that says the same as its row."""

import re
from datetime import date
from pathlib import Path

import pytest

from tdkt.law.asking import (
    BadQuestion,
    explain_case,
    memory_limbs,
    nearest_lower,
    precedence,
    questions,
)
from tdkt.law.catalogue import awards
from tdkt.law.forecasting import forecast_rows
from tdkt.law.loading import load_law
from tdkt.law.screening import screen_rows
from tdkt.rules.case import Cases
from tdkt.rules.conditions import MEMORY, AllOf, Count, Number, Rule, Titled
from tests.law.histories import a_history

ON = date(2024, 12, 31)
LAW = load_law()


def rows(on: date = ON, **asked):
    return list(screen_rows(LAW, a_history(), on, questions(LAW, on, **asked)))


def test_every_subject_has_a_row_for_every_award_and_class():
    asked = {(award, class_) for award, class_ in LAW.pairs}
    found = rows()

    assert len(found) == len(a_history()) * len(asked)
    assert {(row["award"], row["class"]) for row in found} == asked


def test_an_award_with_classes_and_none_named_is_asked_class_by_class():
    named = [(q.award, q.class_) for q in questions(LAW, ON, named=("huan-chuong-lao-dong", "huan-chuong-lao-dong:3"))]

    assert named == [("huan-chuong-lao-dong", 1), ("huan-chuong-lao-dong", 2), ("huan-chuong-lao-dong", 3)]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"named": ("huan-chuong-vang",)}, "There is no award code “huan-chuong-vang”."),
        ({"named": ("giay-khen:1",)}, "“giay-khen” has no class “1”. Leave out the colon."),
        ({"named": ("huan-chuong-lao-dong:4",)}, "“huan-chuong-lao-dong” has no class “4”. Its classes: 1, 2, 3."),
        ({"named": ("huan-chuong-lao-dong:",)}, "“huan-chuong-lao-dong” has no class “”."),
        ({"pathway": "06-2022-qh15/art-1"}, "There is no pathway “06-2022-qh15/art-1”."),
        (
            {"pathway": "06-2022-qh15/art-74/cl-1/pt-d", "named": ("giay-khen",)},
            "“06-2022-qh15/art-74/cl-1/pt-d” does not give the awards named.",
        ),
    ],
)
def test_a_question_without_an_answer_is_refused_with_the_remedy(asked, sentence: str):
    with pytest.raises(BadQuestion) as refused:
        questions(LAW, ON, **asked)
    assert refused.value.said("en").startswith(sentence)


def test_a_pathway_of_another_day_is_refused():
    with pytest.raises(BadQuestion) as refused:
        questions(LAW, date(2020, 1, 1), pathway="06-2022-qh15/art-74/cl-1/pt-d")
    assert "is not applied on 2020-01-01" in refused.value.said("en")


def test_with_a_pathway_only_its_award_is_asked_and_only_by_it():
    found = rows(pathway="06-2022-qh15/art-74/cl-1/pt-d")

    assert {(row["award"], row["class"]) for row in found} == {("bang-khen-bo-tinh", None)}
    assert [row["pathway"] for row in found if row["pathway"]] == ["06-2022-qh15/art-74/cl-1/pt-d"]
    assert [missing for row in found for missing in row["missing"] if missing.startswith("pathway:")] == []


def test_the_row_of_one_who_qualifies_names_the_provision_by_which():
    row = next(row for row in rows(named=("bang-khen-bo-tinh",)) if row["subject_id"] == "good")

    assert (row["verdict"], row["pathway"], row["earliest"]) == ("eligible", "06-2022-qh15/art-74/cl-1/pt-d", "")
    assert row["provisions"][0] == row["pathway"]


@pytest.mark.parametrize("on", [ON, date(2026, 11, 25), date(2022, 6, 1), date(2010, 3, 1), date(2003, 1, 1)])
def test_the_tree_of_a_subject_says_what_its_row_says(on: date):
    facts = a_history()
    cases = Cases(facts)
    asked = questions(LAW, on)
    row = iter(screen_rows(LAW, facts, on, asked))
    for number in range(len(facts)):
        for question in asked:
            answer = explain_case(LAW, cases.of(number), question, on)
            expected = next(row)
            assert {
                key: tuple(answer[key]) if isinstance(answer[key], list) else answer[key] for key in expected
            } == expected


def test_a_tree_has_citations_words_rows_and_parts():
    cases = Cases(a_history())
    (question,) = questions(LAW, ON, named=("bang-khen-bo-tinh",))
    answer = explain_case(LAW, cases.of(cases.numbers["good"]), question, ON)
    first = answer["pathways"][0]
    holding = next(part for part in first["conditions"]["parts"] if part["truth"] == "yes")

    assert answer["law"] == [
        {
            "id": "06-2022-qh15",
            "number": "06/2022/QH15",
            "vi": "Luật Thi đua, khen thưởng 2022",
            "en": "Law on Emulation and Commendation 2022",
        }
    ]
    assert (first["id"], first["truth"], first["council"]) == ("06-2022-qh15/art-74/cl-1/pt-d", "yes", False)
    assert [gate["id"].partition("#")[2] for gate in first["gates"]] == ["subject", "force", "discipline"]
    assert holding["citation"] == "điểm d khoản 1 Điều 74 Luật Thi đua, khen thưởng 2022"
    assert holding["vi"] == "Đạt 02 lần liên tục danh hiệu “Chiến sĩ thi đua cơ sở”"
    assert [(row["table"], row["line"], row["vi"]) for row in holding["rows"]] == [
        ("awards", 2, "Chiến sĩ thi đua cơ sở (2023)"),
        ("awards", 3, "Chiến sĩ thi đua cơ sở (2024)"),
    ]


def test_what_no_text_of_the_day_encodes_is_no_evidence_and_what_the_law_does_not_know_is_refused():
    found = {
        (row["subject_id"], row["award"]): row["verdict"] for row in rows(date(2022, 6, 1)) if row["class"] is None
    }
    before = {row["verdict"] for row in rows(date(2003, 1, 1)) if row["award"] == "giay-khen"}

    assert found["team", "xa-phuong-tieu-bieu"] == "not-eligible"
    assert before == {"not-enough-evidence"}


def test_a_limb_that_stands_on_memory_is_named():
    part = AllOf(
        (Count(Titled(("giay-khen",)), Number(2, MEMORY), id="x#count"), Count(Titled(()), Number(1), id="x#count-2"))
    )
    rule = Rule("x", "giay-khen", None, frozenset(), frozenset(), "cong-trang", part, date(2020, 1, 1), None)

    assert memory_limbs(rule) == ("x#count",)


def test_the_catalogue_stands_in_the_order_of_precedence_that_the_laws_list():
    lists = [p.value for p in LAW.parameters if p.name == "precedence"]

    assert lists
    assert [codes for codes in lists if codes != sorted(codes, key=lambda code: awards()[code].rank)] == []


def test_the_nearest_lower_award_is_of_the_same_order():
    def row(award: str, class_: int | None = None):
        return {"award": award, "class": class_}

    held = [
        row("giay-khen"),
        row("huan-chuong-lao-dong", 3),
        row("chien-si-thi-dua-co-so"),
        row("huan-chuong-lao-dong", 2),
    ]

    assert nearest_lower("huan-chuong-lao-dong", 1, held) == row("huan-chuong-lao-dong", 2)
    assert nearest_lower("huan-chuong-lao-dong", 3, held) == row("giay-khen")
    assert nearest_lower("chien-si-thi-dua-toan-quoc", None, held) == row("chien-si-thi-dua-co-so")
    assert nearest_lower("giay-khen", None, held) is None
    assert precedence("huan-chuong-lao-dong", 1) < precedence("huan-chuong-lao-dong", 2)


def test_the_due_list_begins_with_what_can_be_had_now_and_ends_with_the_years_asked():
    due = forecast_rows(LAW, a_history(), ON, 3, questions(LAW, ON))
    days = [row["due"] for row in due]
    first = next(row for row in due if row["subject_id"] == "good" and row["award"] == "bang-khen-bo-tinh")

    assert days == sorted(days, key=lambda day: day if len(day) > 4 else f"{day}-12-31")
    assert (first["due"], first["verdict"], first["alternative"]) == ("2024-12-31", "eligible", "")
    assert {row["verdict"] for row in due if row["due"] > "2024-12-31"} <= {"not-eligible", "not-enough-evidence"}
    assert max(days) <= "2027-12-31"
    coming = next(row for row in due if row["award"] == "huy-chuong-vi-an-ninh-to-quoc")
    assert (coming["subject_id"], coming["due"], coming["alternative"], coming["alternative_class"]) == (
        "good",
        "2025-09-01",
        "huy-chuong-chien-si-ve-vang",
        1,
    )


def test_the_guide_names_every_key_of_an_answer_and_no_other():
    guide = Path(__file__).parents[2] / "docs" / "guides" / "screen-a-folder.md"
    tables = guide.read_text(encoding="utf-8").split("## `explain --json`")[1].split("\n\n| ")
    named = [
        {key for line in table.splitlines() for key in re.findall(r"`(\w+)`", line.strip("| ").partition(" | ")[0])}
        for table in tables[1:]
    ]
    cases = Cases(a_history())
    (question,) = questions(LAW, ON, named=("bang-khen-bo-tinh",))
    answer = explain_case(LAW, cases.of(0), question, ON)
    pathway = answer["pathways"][0]

    assert named == [set(answer), set(pathway), set(pathway["conditions"])]
