"""How many: a number in digits or words, exact or not ("hơn 5.000", "hàng nghìn", "41/50")."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tdkt.reader.tokens import DATE, FRACTION, NUMBER, WORD, Token
from tdkt.vietnamese.numbers import NUMBER_WORDS, SCALE_WORDS, read_number

_ABOUT = frozenset({"hơn", "trên", "gần", "khoảng", "chừng", "ngót", "xấp", "ước"})
_ROUND = frozenset({"chục", "trăm", "nghìn", "vạn", "triệu"})
_NO_NUMBER_AFTER = frozenset(
    {"trong", "qua", "cuối", "đầu", "mỗi", "hằng", "nhiều", "số", "giữa", "các", "thứ", "điều", "khoản", "hạng", "suốt", "từ", "mấy", "một"}
)  # fmt: skip
LONGEST_NUMBER = 8


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that ends before token `end`; `count` is None for "hàng trăm"; `is_range` for "15-20", whose count is its first number."""

    count: int | None
    approximate: bool
    end: int
    is_range: bool = False


def amount_at(tokens: Sequence[Token], at: int) -> Amount | None:
    """The number that stands at this token, with its "hơn" or "khoảng"; None where none does."""
    token = tokens[at]
    if token.quoted or (at and tokens[at - 1].text in ("-", "/") and tokens[at - 1].end == token.start):
        return None  # "HQ-851": a name
    if token.key == "hàng":
        return _round(tokens, at)
    place, about = at, token.key in _ABOUT
    if about:
        place += 2 if token.key == "xấp" or _key(tokens, at + 1) in ("dưới", "tính") else 1
    number = _number(tokens, place, after=tokens[at - 1] if at else None)
    if number is None:
        return None
    return Amount(number.count, about or number.approximate, number.end, number.is_range)


def _round(tokens: Sequence[Token], at: int) -> Amount | None:
    end = at + 1
    while _key(tokens, end) in _ROUND:
        end += 1
    return Amount(None, True, end) if end > at + 1 else None


def _number(tokens: Sequence[Token], at: int, *, after: Token | None) -> Amount | None:
    if at >= len(tokens) or tokens[at].quoted:
        return None
    token = tokens[at]
    if token.kind == FRACTION:
        part, whole = token.text.split("/")
        return Amount(int(part), False, at + 1) if int(part) <= int(whole) and len(part) < 10 else None
    if token.kind in (NUMBER, DATE):
        return _digits(tokens, at)
    if token.kind == WORD and token.key in NUMBER_WORDS and token.key not in SCALE_WORDS:
        return _words(tokens, at, after)
    return None


def _digits(tokens: Sequence[Token], at: int) -> Amount | None:
    scale = _key(tokens, at + 1)
    if scale in SCALE_WORDS or scale == "trăm":
        scaled = read_number(f"{tokens[at].text} {scale}")
        if scaled is not None:
            more = _key(tokens, at + 2) == "hơn"
            return Amount(scaled, more, at + 2 + more)
    if tokens[at].kind == DATE:
        return None
    count = read_number(tokens[at].text)
    if count is None:
        return None
    if _key(tokens, at + 1) in ("-", "–") and at + 2 < len(tokens) and tokens[at + 2].kind == NUMBER:
        return Amount(count, True, at + 3, is_range=True)
    if _key(tokens, at + 1) == "/" and at + 2 < len(tokens) and tokens[at + 2].kind == NUMBER:
        return Amount(count, False, at + 3)  # "18.500/19.200 hộ"
    if _key(tokens, at + 1) == "trên" and at + 2 < len(tokens) and tokens[at + 2].kind == NUMBER:
        return Amount(count, False, at + 3)  # "41 trên 50 thôn"
    return Amount(count, False, at + 1)


def _words(tokens: Sequence[Token], at: int, after: Token | None) -> Amount | None:
    if after is not None and after.key in _NO_NUMBER_AFTER and tokens[at].key in ("năm", "ba", "tư", "nhất", "một"):
        return None
    end = at
    while (
        end < len(tokens) and end - at < LONGEST_NUMBER and tokens[end].key in NUMBER_WORDS and not tokens[end].quoted
    ):
        end += 1
    while end > at:
        count = _read(" ".join(token.key for token in tokens[at:end]))
        if count is not None:
            return Amount(count, False, end)
        end -= 1
    return None


@lru_cache(maxsize=4096)
def _read(words: str) -> int | None:
    return read_number(words)


def _key(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].key if 0 <= at < len(tokens) else ""
