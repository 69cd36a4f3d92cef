"""Words, numbers and marks of a text, each with its place, and the sentences they form.

A token's `key` is how it is matched: lower case, tones in their canonical seat, sĩ for sỹ. Words inside short
quotation marks are names:
a number or a comma in “Dạy tốt, học tốt” or “6 điều Bác Hồ dạy” counts nothing and parts nothing, so they are plain
words there.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tdkt.vietnamese.folding import place_tones

WORD, NUMBER, DATE, FRACTION, PERCENT, MARK = "word", "number", "date", "fraction", "percent", "mark"
LONGEST_NAME = 100
"""Letters between quotation marks up to which they hold a name and not a speech."""

_SAME_SYLLABLE = {"sỹ": "sĩ", "kỉ": "kỷ", "quí": "quý", "ngàn": "nghìn", "tỉ": "tỷ", "tw": "trung ương"}
_TOKEN = re.compile(
    r"""
    (?P<decree>\d+(?:/\d+)?/[A-ZĐÐ][\w-]*)                                 # 163/QĐ-UBND: no number of anything
  | (?P<percent>\d+(?:[.,]\d+)?\s?%)
  | (?P<date>\d{1,2}[./-]\d{1,2}[./-]\d{4}(?!\d)|\d{1,2}[/.-]\d{4}(?!\d))
  | (?P<number>\d{1,3}(?:\.\d{3})+(?![.,]?\d)|\d{1,3}(?:,\d{3})+(?![.,]?\d)|(?<![\d/.,])\d{1,3}(?:[\
  \u00a0]\d{3})+(?![.,/]?\d))
  | (?P<fraction>\d+/\d+)
  | (?P<decimal>\d+[.,]\d+)
  | (?P<plain>\d+)
  | (?P<word>[đĐ]/\s?c\b|[Tt]\.\s?[ƯuW]\b|[^\W\d_](?:[\w’'&\u0300-\u036f]*[\w\u0300-\u036f])?)
  | (?P<quote>[“”"«»„‟])
  | (?P<mark>\.{2,}|…|\n[^\S\n]*(?:\n[^\S\n]*)+|\n|[^\s\w])
    """,
    re.VERBOSE,
)
_KINDS = {
    "date": DATE,
    "number": NUMBER,
    "plain": NUMBER,
    "decimal": DATE,
    "fraction": FRACTION,
    "percent": PERCENT,
    "mark": MARK,
}
_TITLES = frozenset(
    [
        "TP",
        "Tp",
        "tp",
        "ThS",
        "Ths",
        "TS",
        "PGS",
        "GS",
        "BS",
        "Th",
        "Q",
        "P",
        "H",
        "TT",
        "KS",
        "CN",
        "TSKH",
        "SN",
        "STT",
        "tr",
        "St",
        "Mr",
    ]
)
_BULLETS = frozenset(["-", "–", "—", "+", "•", "*", "●", "▪", "✓", "o"])


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark; `text[start:end]` of the whole text is `text`."""

    text: str
    key: str
    start: int
    end: int
    kind: str
    quoted: bool = False

    @property
    def is_capital(self) -> bool:
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Sentence:
    """The tokens of one sentence; list items under a heading that ends in a colon belong to its sentence, each after a
    `;`."""

    tokens: tuple[Token, ...]
    paragraph: int


@lru_cache(maxsize=50_000)
def word_key(word: str) -> str:
    """How a word is matched: "UỶ" is "ủy", "Sỹ" is "sĩ"."""
    key = place_tones(word).lower().replace("ð", "đ").replace("đ/ c", "đ/c")
    return _SAME_SYLLABLE.get(key, key)


def keys_of(words: str) -> tuple[str, ...]:
    """The keys of a phrase written in the tables of this room: letters and spaces, a comma where the phrase has one."""
    return tuple(token.key for token in tokenise(words))


def tokenise(text: str) -> list[Token]:
    """The tokens of an NFC text, quotation marks left out and their words marked `quoted`."""
    found = list(_scan(text))
    names = _name_ranges(found)
    tokens: list[Token] = []
    at = 0
    for token in found:
        if token.kind == "quote":
            continue
        while at < len(names) and names[at][1] < token.start:
            at += 1
        inside = at < len(names) and names[at][0] < token.start < names[at][1]
        tokens.append(replace(token, kind=WORD, quoted=True) if inside and token.text[0] != "\n" else token)
    return tokens


def sentences(tokens: Sequence[Token]) -> Iterator[Sentence]:
    """The sentences in order. A line wrapped in the middle of a sentence, as PDF text is, does not end it."""
    current: list[Token] = []
    paragraph = 0
    line_start = 0
    for i, token in enumerate(tokens):
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if token.kind == MARK and token.text[0] == "\n":
            blank = token.text.count("\n") > 1
            if not blank and current and after is not None and _goes_on(current[-1], after, token.start - line_start):
                if current[-1].text in (":", ";") or after.text in _BULLETS:
                    current.append(replace(token, text=";", key=";"))
            else:
                if current:
                    yield Sentence(tuple(current), paragraph)
                current = []
                paragraph += 1
            line_start = token.end
            continue
        if not current and token.kind == MARK and token.text in _BULLETS:
            continue
        current.append(token)
        if _ends_sentence(token, current, after):
            yield Sentence(tuple(current), paragraph)
            current = []
    if current:
        yield Sentence(tuple(current), paragraph)


def _scan(text: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(text):
        kind, words = found.lastgroup or "mark", found.group()
        if kind == "quote":
            yield Token(words, words, found.start(), found.end(), "quote")
        elif kind in ("word", "decree"):
            yield Token(words, word_key(words), found.start(), found.end(), WORD)
        else:
            yield Token(words, words, found.start(), found.end(), _KINDS[kind])


def _name_ranges(found: Sequence[Token]) -> list[tuple[int, int]]:
    """The places of quotation marks that enclose a name: both on one line and near each other."""
    ranges: list[tuple[int, int]] = []
    opened: Token | None = None
    for token in found:
        if token.text[0] == "\n":
            opened = None
        elif token.kind == "quote":
            if opened is None and token.text not in "”»":
                opened = token
            elif opened is not None and (token.text in "”»‟“" or token.text == opened.text):
                if token.start - opened.end <= LONGEST_NAME:
                    ranges.append((opened.start, token.start))
                opened = None
    return ranges


def _goes_on(last: Token, after: Token, line_length: int) -> bool:
    if last.text in (":", ";"):
        return after.text in _BULLETS or after.kind == NUMBER or last.text == ";"
    if last.text in (".", "!", "?", "…") or last.text.startswith(".."):
        return False
    wrapped = line_length > 55 and (after.text[0].islower() or after.kind in (NUMBER, DATE) or last.text == ",")
    return wrapped and after.text not in _BULLETS


def _ends_sentence(token: Token, current: Sequence[Token], after: Token | None) -> bool:
    if token.kind != MARK:
        return False
    if token.text in ("!", "?"):
        return True
    if token.text == "…" or token.text.startswith(".."):
        return after is None or not after.text[0].islower()
    if token.text != ".":
        return False
    before = current[-2] if len(current) > 1 else None
    if before is not None and after is not None and before.end == token.start and after.start == token.end:
        return (
            after.is_capital and not before.is_capital and before.kind == WORD
        )  # TP.HCM goes on, "…đạt được.Công an" does not
    if before is not None and (
        before.text in _TITLES or (before.kind == WORD and len(before.text) == 1 and before.is_capital)
    ):
        return False
    if before is not None and len(current) == 2 and before.kind == NUMBER:
        return False  # "1. Huân chương …": the number of a list item
    return after is None or not after.text[0].islower()
