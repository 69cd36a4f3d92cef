"""Whole numbers as Vietnamese writes them: grouped by dots (1.277), in words (hai mươi mốt), or both (7 nghìn)."""

import re

from tdkt.vietnamese.folding import nfc, place_tones

DIGIT_WORDS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9,
}  # fmt: skip
SCALE_WORDS = {
    "nghìn": 1_000, "ngàn": 1_000, "vạn": 10_000, "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000,
}  # fmt: skip
TENS_WORDS = frozenset({"mươi", "chục"})
NUMBER_WORDS = frozenset({*DIGIT_WORDS, *SCALE_WORDS, *TENS_WORDS, "mười", "trăm", "linh", "lẻ"})

_PLAIN = re.compile(r"\d{1,15}")
_GROUPED = re.compile(r"\d{1,3}(?:([.,\s])\d{3})(?:\1\d{3}){0,4}")
_SCALED = re.compile(r"(\d[\d.,\s]{0,20}?)\s*(trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ)", re.IGNORECASE)
_DECIMAL = re.compile(r"(\d{1,9}),(\d{1,9})")


def read_number(text: str) -> int | None:
    """The whole number that the text writes, or None where it writes none or writes it doubtfully ("1.27").

    >>> [read_number(t) for t in ("1.277", "1 277", "7 nghìn", "1,5 triệu", "hai mươi mốt", "12a")]
    [1277, 1277, 7000, 1500000, 21, None]
    """
    written = nfc(text).strip()
    return _read_digits(written) if written[:1].isdigit() else _read_words(written)


def write_number(n: int) -> str:
    """The number as a document prints it, grouped by dots: 1277 is "1.277"."""
    return f"{n:,}".replace(",", ".")


def _read_digits(written: str) -> int | None:
    if not written.isascii() and not _SCALED.fullmatch(written) and not written.replace("\u00a0", " ").isascii():
        return None
    if _PLAIN.fullmatch(written):
        return int(written)
    if _GROUPED.fullmatch(written):
        return int(re.sub(r"\D", "", written))
    scaled = _SCALED.fullmatch(written)
    if scaled is None:
        return None
    return _times(scaled[1], 100 if scaled[2].lower() == "trăm" else SCALE_WORDS[place_tones(scaled[2].lower())])


def _times(digits: str, scale: int) -> int | None:
    # Before "nghìn" or "triệu" a comma is a decimal comma: 1,250 triệu is 1.250.000.
    decimal = _DECIMAL.fullmatch(digits)
    if decimal is None:
        whole = _read_digits(digits)
        return None if whole is None else whole * scale
    parts, unit = int(decimal[1] + decimal[2]) * scale, 10 ** len(decimal[2])
    return parts // unit if parts % unit == 0 else None


def _read_words(written: str) -> int | None:
    words = place_tones(written).lower().split()
    if not words or any(w not in NUMBER_WORDS for w in words):
        return None
    total, rest, last_scale = 0, words, 10**12
    while rest:
        at = next((i for i, w in enumerate(rest) if w in SCALE_WORDS), None)
        scale = 1 if at is None else SCALE_WORDS[rest[at]]
        block = _below_thousand(rest if at is None else rest[:at], leading=total == 0)
        if block is None or scale >= last_scale:
            return None
        total, last_scale = total + block * scale, scale
        rest = [] if at is None else rest[at + 1 :]
    return total


def _below_thousand(words: list[str], *, leading: bool) -> int | None:
    """0 to 999 in words; in the middle of a larger number "không trăm" and "linh" may open the block."""
    value, rest = 0, words
    if len(rest) >= 2 and rest[1] == "trăm":
        if rest[0] not in DIGIT_WORDS:
            return None
        value, rest = DIGIT_WORDS[rest[0]] * 100, rest[2:]
        if not rest:
            return value
        leading = False
    if rest[:1] in (["linh"], ["lẻ"]):
        return None if leading or len(rest) != 2 or rest[1] not in DIGIT_WORDS else value + DIGIT_WORDS[rest[1]]
    if rest[:1] == ["mười"]:
        value, rest = value + 10, rest[1:]
    elif len(rest) >= 2 and rest[0] in DIGIT_WORDS and rest[1] in TENS_WORDS:
        value, rest = value + DIGIT_WORDS[rest[0]] * 10, rest[2:]
    elif len(rest) != 1:
        return None
    if not rest:
        return value
    return value + DIGIT_WORDS[rest[0]] if len(rest) == 1 and rest[0] in DIGIT_WORDS else None
