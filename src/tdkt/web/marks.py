"""Marks each number of a text in its place: the text cut into paragraphs, and these into pieces of which some carry the number of a fact.

A fact's words often hold several numbers ("9 tập thể, 2 cá nhân được tặng …" is two facts with the same words), so that a mark takes the
number itself with its noun, and the whole words only where the number is not found in them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tdkt.vietnamese.numbers import read_number

Span = tuple[int, int]

NOUN = re.compile(
    "lượt|tập|thể|cá|nhân|năm|liền|liên|tiếp|tục|lần|hộ|gia|đình|đồng|chí|đơn|vị|người|tấm|cán|bộ|chiến|sĩ|sỹ|mô|hình|loại|điểm|tổ|nhóm"
    "|thành|viên",
    re.IGNORECASE,
)
"""The words that follow a number as its noun."""

JOINING = ("và", "cùng", "với")
MOST_NOUNS = 4
WORD = re.compile(r"\d+(?:[.,\u00a0 ]\d{3})+(?!\d)|[^\W_]+")


@dataclass(frozen=True)
class Piece:
    """Words of the text; `fact` is the place of the fact among the facts, from 1, or 0 for what carries none."""

    text: str
    fact: int = 0


def paragraphs(text: str, facts: Sequence[dict[str, Any]]) -> list[list[Piece]]:
    """The text in paragraphs of pieces. Joined together, the pieces are the text without its line ends; each fact is marked at most once."""
    found: list[list[Piece]] = [[]]
    for piece in pieces(text, facts):
        if piece.fact:
            found[-1].append(Piece(" ".join(piece.text.split("\n")), piece.fact))
            continue
        first, *others = piece.text.split("\n")
        found[-1].append(Piece(first))
        found += [[Piece(line)] for line in others]
    return [kept for paragraph in found if (kept := [piece for piece in paragraph if piece.text])]


def pieces(text: str, facts: Sequence[dict[str, Any]]) -> Iterator[Piece]:
    """The text cut at its marks, in order; joined together it is the text."""
    at = 0
    for (start, end), fact in sorted(places(text, facts)):
        if at < start:
            yield Piece(text[at:start])
        yield Piece(text[start:end], fact)
        at = end
    if at < len(text):
        yield Piece(text[at:])


def places(text: str, facts: Sequence[dict[str, Any]]) -> list[tuple[Span, int]]:
    """Where each fact is marked. A fact whose words all carry other marks already has none."""
    taken: list[tuple[Span, int]] = []

    def is_free(span: Span) -> bool:
        return all(span[1] <= start or end <= span[0] for (start, end), _ in taken)

    whole: list[tuple[Span, int]] = []
    for place, fact in enumerate(facts, start=1):
        span = (int(fact["span"][0]), int(fact["span"][1]))
        number = next((found for found in number_spans(text, span, numbers_of(fact)) if is_free(found)), None)
        if number is not None:
            taken.append((number, place))
        else:
            whole.append((span, place))
    for span, place in whole:  # after all numbers, which are surer
        free = free_part(text, span, [other for other, _ in taken])
        if free is not None:
            taken.append((free, place))
    return taken


def free_part(text: str, span: Span, taken: list[Span]) -> Span | None:
    """What other marks leave of a span: its first part of two words or more, without what joins it to the next."""
    at = span[0]
    for start, end in [
        *sorted(other for other in taken if span[0] < other[1] and other[0] < span[1]),
        (span[1], span[1]),
    ]:
        words = list(WORD.finditer(text, at, max(at, start)))
        while words and words[-1][0].lower() in JOINING:
            words.pop()
        if len(words) > 1:
            return words[0].start(), words[-1].end()
        at = max(at, end)
    return None


def numbers_of(fact: dict[str, Any]) -> list[int]:
    """The numbers that a fact says; for an award of several years in a row these."""
    if fact["kind"] == "model":
        levels = (fact.get(level) for level in ("types", "models", "places", "groups", "members"))
        return [level for level in levels if level is not None]
    said = [fact.get("consecutive"), fact.get("count")]
    return list(dict.fromkeys(number for number in said if number is not None))


def number_spans(text: str, within: Span, numbers: list[int]) -> Iterator[Span]:
    """Where one of the numbers stands with its noun, within a part of the text; several of models as one span from the first to the last."""
    words = list(WORD.finditer(text, *within))
    found = [
        (i, width) for i in range(len(words)) for width in (3, 2, 1) if says(text, words[i : i + width], width, numbers)
    ]
    spans = [(words[i].start(), with_noun(words, i + width, text)) for i, width in found]
    if len(numbers) > 1 and len(spans) > 1:
        yield spans[0][0], spans[-1][1]
    yield from spans


def says(text: str, words: Sequence[re.Match[str]], width: int, numbers: list[int]) -> bool:
    """Whether these words, in figures or in letters, are one of the numbers."""
    if len(words) != width or (width > 1 and any(word[0][0].isdigit() for word in words)):
        return False
    return read_number(text[words[0].start() : words[-1].end()]) in numbers


def with_noun(words: Sequence[re.Match[str]], after: int, text: str) -> int:
    """The end of a number with the words of its noun, none of which a comma parts from it."""
    end = words[after - 1].end()
    for word in words[after : after + MOST_NOUNS]:
        if text[end : word.start()].strip() or NOUN.fullmatch(word[0]) is None:
            break
        end = word.end()
    return end
