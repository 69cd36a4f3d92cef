"""Whole texts read: the facts, their exact words, and what is left unread."""

import json
import re
import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tdkt.law.tally import AwardTally, Period
from tdkt.reader.reading import read

OWN_TEXTS = sorted((Path(__file__).parent / "texts").glob("*.txt"))
# Texts that lie beside the checkout, where they do.
OTHER_TEXTS = sorted((Path(__file__).parents[3] / "shared" / "article").glob("*.txt"))

WORDS = [
    "5",
    "tập",
    "thể",
    ";",
    ",",
    ".",
    "được",
    "tặng",
    "trao",
    "Bằng",
    "khen",
    "Cờ",
    "thi",
    "đua",
    "của",
    "Thủ",
    "tướng",
    "Chính",
    "phủ",
    "Bộ",
    "Công",
    "an",
    "UBND",
    "tỉnh",
    "và",
    "cho",
    "trong",
    "đó",
    "gồm",
    "hạng",
    "Ba",
    "12",
    "cá",
    "nhân",
    "năm",
    "2019",
    "giai",
    "đoạn",
    "2015",
    "-",
    "2020",
    "lần",
    "thứ",
    "hai",
    "nâng",
    "tổng",
    "số",
    "lên",
    "mô",
    "hình",
    "loại",
    "điểm",
    "(",
    ")",
    ":",
    "“",
    "”",
    "\n",
    "hàng",
    "nghìn",
    "lượt",
    "41/50",
    "Huân",
    "chương",
    "Lao",
    "động",
]


def facts_of(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    return read(text, source=path.name).as_json()


@pytest.mark.parametrize("path", [*OWN_TEXTS, *OTHER_TEXTS], ids=lambda path: path.stem)
def test_every_fact_of_a_text_is_found_and_none_besides(path: Path) -> None:
    expected = json.loads(path.with_suffix(".facts.json").read_text(encoding="utf-8"))

    found = facts_of(path)

    assert found["source"] == expected["source"]
    assert found["movement"] == expected["movement"]
    assert len(found["facts"]) == len(expected["facts"])
    for fact, wanted in zip(found["facts"], expected["facts"], strict=True):
        assert {field: fact[field] for field in wanted} == wanted


@pytest.mark.parametrize("path", [*OWN_TEXTS, *OTHER_TEXTS], ids=lambda path: path.stem)
def test_decomposed_letters_are_read_as_composed_ones(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert read(unicodedata.normalize("NFD", text), source="x") == read(text, source="x")


@pytest.mark.parametrize("path", OWN_TEXTS, ids=lambda path: path.stem)
def test_changing_one_number_changes_exactly_its_fact(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    before = read(text, source="x")

    for number, changed in (("209", "219"), ("407", "9"), ("57", "1.057"), ("92 loại", "93 loại")):
        after = read(text.replace(number, changed), source="x")
        different = [
            (a.tally.as_json(), b.tally.as_json())
            for a, b in zip(before.facts, after.facts, strict=True)
            if a.tally != b.tally
        ]
        assert len(different) == 1
        old, new = different[0]
        assert [old[field] for field in old if old[field] != new[field]] == [int(re.sub(r"\D", "", number))]
        assert [new[field] for field in new if old[field] != new[field]] == [int(re.sub(r"\D", "", changed))]


def test_the_reporting_body_may_be_told() -> None:
    text = "Phòng Hậu cần được Bộ Công an tặng Bằng khen."

    told = read(text, source="x", reporting_body="Phòng Hậu cần").facts[0].tally
    untold = read(text, source="x").facts[0].tally

    assert isinstance(told, AwardTally)
    assert isinstance(untold, AwardTally)
    assert (told.recipient, told.measure) == ("self", "times")
    assert (untold.recipient, untold.measure) == ("collective", "subjects")


def test_parts_in_the_next_sentence_make_totals_of_the_numbers_before() -> None:
    reading = read(
        "Toàn huyện có 45 tập thể, 120 cá nhân được khen thưởng. Trong đó, 2 tập thể được tặng Cờ thi đua của Chính phủ.",
        source="x",
    )

    assert [(f.tally.as_json()["count"], f.tally.as_json().get("total", False)) for f in reading.facts] == [
        (45, True),
        (120, True),
        (2, False),
    ]


def test_a_period_is_carried_from_the_nearest_statement_above() -> None:
    reading = read(
        "Giai đoạn 2011 - 2015, 3 tập thể được tặng Giấy khen.\n\n"
        "Giai đoạn 2016 - 2020 có nhiều đổi mới.\n\n4 tập thể được tặng Giấy khen.",
        source="x",
    )

    first, second = (fact.tally for fact in reading.facts)
    assert isinstance(first, AwardTally)
    assert isinstance(second, AwardTally)
    assert (first.period, first.carried) == (Period(2011, 2015), ())
    assert (second.period, second.carried) == (Period(2016, 2020), ("period",))


def test_a_line_wrapped_in_a_sentence_does_not_part_it() -> None:
    reading = read(
        "Trong năm 2022, toàn ngành Nội vụ của tỉnh đã có nhiều cố gắng, kết quả là\n12 tập thể được UBND tỉnh tặng Bằng khen.",
        source="x",
    )

    assert [(f.quote, f.tally.as_json()["period"]) for f in reading.facts] == [
        ("12 tập thể được UBND tỉnh tặng Bằng khen", {"from": 2022, "to": 2022})
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Phấn đấu hằng năm có 20 tập thể đạt danh hiệu Tập thể lao động xuất sắc.", "chỉ tiêu"),
        ("Có 15 - 20 tập thể được tặng Giấy khen.", "khoảng"),
        ("Hội thi có 12 đội tham gia, 5 cá nhân được tặng Giấy khen.", "chưa rõ gắn"),
        ("Chi bộ 5 năm liền đạt danh hiệu trong sạch vững mạnh.", "danh mục"),
    ],
)
def test_what_cannot_be_read_surely_is_told_with_a_reason(text: str, reason: str) -> None:
    unread = read(text, source="x").unread

    assert len(unread) == 1
    assert unread[0].quote == text[unread[0].span[0] : unread[0].span[1]]
    assert reason in unread[0].reason


@pytest.mark.parametrize(
    ("text", "movement"),
    [
        (
            "phong trào thi đua “Dạy tốt, học tốt” giai đoạn 2021-2025",
            {"name": "Dạy tốt, học tốt", "from": 2021, "to": 2025},
        ),
        ("phong trào thi đua yêu nước (2015 - 2020)", {"name": "Thi đua yêu nước", "from": 2015, "to": 2020}),
        (
            "phong trào “Toàn dân bảo vệ an ninh Tổ quốc”",
            {"name": "Toàn dân bảo vệ an ninh Tổ quốc", "from": None, "to": None},
        ),
        ("phong trào được đẩy mạnh", None),
    ],
)
def test_the_movement_is_told_by_its_name_and_years(text: str, movement: dict[str, Any] | None) -> None:
    assert read(text, source="x").as_json()["movement"] == movement


@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_and_every_quote_stands_at_its_span(text: str) -> None:
    reading = read(text, source="x")

    assert reading.text == unicodedata.normalize("NFC", text)
    for said in (*reading.facts, *reading.unread):
        assert said.quote == reading.text[said.span[0] : said.span[1]]
        assert said.quote
    json.dumps(reading.as_json())


def test_a_long_report_is_read_in_the_time_that_its_length_asks() -> None:
    text = OWN_TEXTS[0].read_text(encoding="utf-8") * (100_000 // len(OWN_TEXTS[0].read_text(encoding="utf-8")) + 1)
    nested = "được " * 8_000 + "tập thể, cá nhân " * 2_000 + "hạng Nhất, " * 3_000 + "“" * 5_000 + "Bộ " * 5_000

    started = time.perf_counter()
    read(text, source="x")
    read(nested, source="x")

    assert time.perf_counter() - started < 8  # about a second here; the margin is for a busy machine
