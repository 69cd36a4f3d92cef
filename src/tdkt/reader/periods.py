"""Years: the period that a statement covers, the day up to which it counts, how often in a row, and the how-manieth time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tdkt.law.tally import Period
from tdkt.reader.phrases import words
from tdkt.reader.tokens import DATE, NUMBER, Token
from tdkt.vietnamese.dates import PartialDate, read_date
from tdkt.vietnamese.numbers import NUMBER_WORDS, read_number

FIRST_YEAR, LAST_YEAR = 1930, 2100
LONGEST_PERIOD = 80
MOST_YEARS = 20

_OPENERS = words(
    "giai đoạn", "nhiệm kỳ", "thời kỳ", "trong giai đoạn", "trong thời kỳ", "từ năm", "từ", "trong các năm",
    "các năm", "trong năm",
    "năm", "năm học", "trong năm học", "các năm học", "niên khóa", "trong 5 năm", "5 năm", "giữa nhiệm kỳ",
    "trong hai năm",
)  # fmt: skip
_UP_TO = words("đến", "tính đến", "tới", "đến hết", "tính đến hết", "tính đến cuối", "đến cuối", "đến ngày",
"tính đến ngày", "đến đầu",
               "đến tháng", "tính đến tháng", "đến hết tháng", "tính đến hết tháng", "đến hết ngày",
               "tính đến hết ngày",
               "đến cuối tháng", "kể đến", "cuối", "hết", "vào cuối")  # fmt: skip
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
_ORDINALS = {"nhất": 1, "nhì": 2, "tư": 4, "đầu": 1}


@dataclass(frozen=True, slots=True)
class Years:
    """A period that ends before token `end`; `is_range` where it was said as from–to; `years` counts years listed one by one."""

    period: Period
    end: int
    is_range: bool
    years: int = 1


def period_at(tokens: Sequence[Token], at: int, *, after_award: bool = False) -> Years | None:
    """The period stated at this token. After the name of an award a bare year ("2019") is its year."""
    opener = _OPENERS.match(tokens, at)
    place = at + opener[0] if opener else at
    first = _year(tokens, place)
    if (
        first is None
        and opener
        and tokens[place - 1].key == "từ"
        and place < len(tokens)
        and tokens[place].key == "năm"
    ):
        place += 1
        first = _year(tokens, place)
    if first is None or (opener is None and not after_award and not _is_range(tokens, place)):
        return None
    range_ = _range(tokens, place, first)
    if range_ is not None:
        return Years(range_[1], range_[0], is_range=True)
    if opener and opener[1] in ("từ", "từ năm", "nhiệm kỳ", "giai đoạn", "trong giai đoạn"):
        return None
    if opener is None and place + 1 < len(tokens) and tokens[place + 1].kind == NUMBER:
        return None
    return _listed(tokens, place, first)


def as_of_at(tokens: Sequence[Token], at: int) -> tuple[int, date] | None:
    """The day up to which something counts ("đến cuối năm 2019", "tính đến 30/6/2020"), and where the words end."""
    up_to = _UP_TO.match(tokens, at)
    if up_to is None:
        return None
    place = at + up_to[0]
    start_of = up_to[1].endswith("đầu")
    written: list[str] = []
    while place < len(tokens) and len(written) < 6:
        token = tokens[place]
        if (
            token.kind in (NUMBER, DATE)
            or token.key in ("ngày", "tháng", "năm")
            or (written and token.text in ("/", "-"))
        ):
            written.append(token.text)
            place += 1
            if (read := read_date(" ".join(written))) and not (
                place < len(tokens) and tokens[place].key in ("tháng", "năm")
            ):
                return (place, read.first() if start_of else read.last()) if _plausible(read) else None
        elif token.key in ("hết", "cuối") and not written:
            place += 1
        else:
            return None
    return None


def consecutive_at(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """How many years in a row, where the words say so ("5 năm liền", "liên tục trong 5 năm"), and where they end."""
    place = at
    led = tokens[at].key == "liên" and at + 1 < len(tokens) and tokens[at + 1].key in ("tục", "tiếp")
    if led:
        place += 2
        if place < len(tokens) and tokens[place].key in ("trong", "nhiều"):
            place += 1
    length, number = _number(tokens, place)
    place += length
    if not length or place >= len(tokens) or tokens[place].key not in ("năm", "lần"):
        return None
    place += 1
    if place < len(tokens) and tokens[place - 1].key == "năm" and tokens[place].key == "học":
        place += 1
    rest = tuple(token.key for token in tokens[place : place + 2])
    if rest[:1] == ("liền",) or rest in (("liên", "tục"), ("liên", "tiếp")):
        return place + (1 if rest[:1] == ("liền",) else 2), number
    return (place, number) if led and number < LONGEST_PERIOD else None


def ordinal_at(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The how-manieth time ("lần thứ hai", "lần thứ II", "lần 2", "lần đầu tiên"), and where the words end."""
    if tokens[at].key != "lần" or at + 1 >= len(tokens):
        return None
    if tokens[at + 1].key == "đầu":
        return at + 2 + (at + 2 < len(tokens) and tokens[at + 2].key == "tiên"), 1
    marked = tokens[at + 1].key == "thứ"
    place = at + 1 + marked
    if place >= len(tokens):
        return None
    word = tokens[place].key
    number = read_number(word) if tokens[place].kind == NUMBER or marked else None
    number = number or (_ORDINALS.get(word) if marked else None) or _ROMAN.get(word)
    return (place + 1, number) if number is not None and number < 100 else None


def _number(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    if at < len(tokens):
        token = tokens[at]
        written = token.text if token.kind == NUMBER else token.key
        number = read_number(written) if token.kind == NUMBER or written in NUMBER_WORDS else None
        if number:
            return 1, number
    return 0, 0


def _year(tokens: Sequence[Token], at: int) -> int | None:
    if at < len(tokens) and tokens[at].kind == NUMBER and re.fullmatch(r"\d{4}", tokens[at].text):
        year = int(tokens[at].text)
        return year if FIRST_YEAR <= year <= LAST_YEAR else None
    return None


def _is_range(tokens: Sequence[Token], at: int) -> bool:
    first = _year(tokens, at)
    return first is not None and _range(tokens, at, first) is not None


def _range(tokens: Sequence[Token], at: int, first: int) -> tuple[int, Period] | None:
    place = at + 1
    if place >= len(tokens) or not (tokens[place].text in ("-", "–", "—", "~") or tokens[place].key in ("đến", "tới")):
        return None
    place += 1
    while place < len(tokens) and tokens[place].key in ("năm", "hết", "cuối"):
        place += 1
    last = _year(tokens, place)
    if last is None or not first <= last <= first + LONGEST_PERIOD:
        return None
    return place + 1, Period(first, last)


def _listed(tokens: Sequence[Token], at: int, first: int) -> Years:
    """One year, or several in a list: "các năm 2015, 2017 và 2019"."""
    years, end = [first], at + 1
    while (
        len(years) < MOST_YEARS
        and end + 1 < len(tokens)
        and (tokens[end].text in (",", ";") or tokens[end].key == "và")
    ):
        place = end + 1 + (tokens[end + 1].key == "năm")
        year = _year(tokens, place)
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        if year is None or (following is not None and following.kind == NUMBER):
            break
        years.append(year)
        end = place + 1
    return Years(Period(min(years), max(years)), end, is_range=False, years=len(years))


def _plausible(day: PartialDate) -> bool:
    return FIRST_YEAR <= day.year <= LAST_YEAR
