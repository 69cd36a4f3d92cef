"""Marks in a text: each number in its place, none twice, and the text is as it was."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.web.marks import Piece, paragraphs, pieces, places


def fact(text: str, words: str, **said: Any) -> dict[str, Any]:
    """A fact whose words are these in the text."""
    start = text.index(words)
    return {"kind": "award", "count": None, "span": [start, start + len(words)], **said}


def marked(text: str, *facts: dict[str, Any]) -> list[tuple[int, str]]:
    return [(piece.fact, piece.text) for piece in pieces(text, facts) if piece.fact]


def test_two_facts_with_the_same_words_are_marked_at_their_own_numbers():
    text = "Có 9 tập thể, 2 cá nhân được Thủ tướng Chính phủ tặng Bằng khen."
    words = "9 tập thể, 2 cá nhân được Thủ tướng Chính phủ tặng Bằng khen"

    assert marked(text, fact(text, words, count=9), fact(text, words, count=2)) == [(1, "9 tập thể"), (2, "2 cá nhân")]


def test_equal_numbers_are_marked_one_after_the_other():
    text = "1 tập thể và 1 cá nhân được tặng Giấy khen"

    assert marked(text, fact(text, text, count=1), fact(text, text, count=1)) == [(1, "1 tập thể"), (2, "1 cá nhân")]


@pytest.mark.parametrize(
    ("text", "said", "mark"),
    [
        ("được tặng cho 01 tập thể trong năm", {"count": 1}, "01 tập thể"),
        ("Một cá nhân được tặng Huân chương", {"count": 1}, "Một cá nhân"),
        ("có hai mươi mốt lượt cá nhân được tặng", {"count": 21}, "hai mươi mốt lượt cá nhân"),
        ("5 năm liên tục được tặng Cờ thi đua", {"count": 5, "consecutive": 5}, "5 năm liên tục"),
        ("1.277 mô hình thuộc 92 loại", {"kind": "model", "models": 1277, "types": 92}, "1.277 mô hình thuộc 92 loại"),
        ("75 cá nhân đón nhận Huân chương", {"count": 75}, "75 cá nhân"),
        ("Cờ thi đua của Chính phủ cho Phòng Tham mưu", {"count": 1}, "Cờ thi đua của Chính phủ cho Phòng Tham mưu"),
    ],
)
def test_a_number_is_marked_with_its_noun(text: str, said: dict[str, Any], mark: str):
    assert marked(text, fact(text, text, **said)) == [(1, mark)]


def test_words_without_a_number_are_marked_beside_the_numbers():
    text = "hàng trăm tập thể và 407 cá nhân được tặng Bằng khen"

    assert marked(text, fact(text, text, count=None), fact(text, text, count=407)) == [
        (1, "hàng trăm tập thể"),
        (2, "407 cá nhân"),
    ]


def test_the_text_is_cut_at_its_lines():
    text = "Năm 2019:\n\n12 cá nhân\nđược tặng"

    assert paragraphs(text, [fact(text, "12 cá nhân", count=12)]) == [
        [Piece("Năm 2019:")],
        [Piece("12 cá nhân", 1)],
        [Piece("được tặng")],
    ]


def test_a_mark_over_the_end_of_a_line_stays_whole():
    text = "có 12 cá\nnhân được tặng"

    assert paragraphs(text, [fact(text, "12 cá\nnhân", count=12)]) == [
        [Piece("có "), Piece("12 cá nhân", 1), Piece(" được tặng")]
    ]


WORDS = st.lists(
    st.sampled_from(["12", "1.277", "hai", "cá nhân", "tập thể", "được", "tặng", ",", "\n", "và"]), max_size=20
)


@given(
    words=WORDS, cuts=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from([None, 2, 12, 1277])))
)
def test_the_pieces_are_the_text_and_no_fact_is_marked_twice(words: list[str], cuts: list[tuple[int, int, int | None]]):
    text = " ".join(words)
    facts = [
        {"kind": "award", "count": count, "span": sorted((min(a, len(text)), min(b, len(text))))}
        for a, b, count in cuts
    ]
    found = list(pieces(text, facts))

    assert "".join(piece.text for piece in found) == text
    marks = [piece.fact for piece in found if piece.fact]
    assert sorted(marks) == sorted(set(marks))
    for (start, end), place in places(text, facts):
        assert facts[place - 1]["span"][0] <= start < end <= facts[place - 1]["span"][1]
