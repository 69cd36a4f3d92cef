"""How wide words are in Times, and how wide the columns of a table must therefore be; lengths in millimetres, type in
points.

A table whose columns are too narrow breaks words in two or runs off the sheet, and neither Word nor LibreOffice says
so. The columns are therefore reckoned here, once for all formats, from the advance widths of the letters.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

MILLIMETRES_PER_POINT = 25.4 / 72
PADDING = 1.2
"""Left and right of the text in a cell."""

PORTRAIT = 163.0
"""Between the margins of an upright A4 sheet: 210 less 30 on the left and 17 on the right."""
LANDSCAPE = 257.0
"""The same on a sheet that lies: 297 less 20 on each side."""

# Advance widths of U+0020 to U+007E in thousandths of the type size, which Tinos shares with Times New Roman; letters
# with marks are as wide as the bare letter, but for the four that Vietnamese makes with a horn.
_ROMAN = (
    "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 "
    "500 278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 "
    "667 556 611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 "
    "500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541"
)
_BOLD = (
    "250 333 555 500 500 1000 833 278 333 333 500 570 250 333 250 278 500 500 500 500 500 500 500 500 500 "
    "500 333 333 570 570 570 500 930 722 667 722 722 667 611 778 778 389 500 778 667 944 722 778 611 778 "
    "722 556 667 722 722 1000 722 722 667 333 278 333 581 500 333 500 556 444 556 444 333 500 556 278 333 "
    "556 278 833 556 500 556 556 444 389 333 556 500 722 500 500 444 394 220 394 520"
)
_HORNED = {
    False: {"ư": 542, "ơ": 529, "đ": 500, "Ư": 776, "Ơ": 722, "Đ": 722},
    True: {"ư": 600, "ơ": 554, "đ": 556, "Ư": 796, "Ơ": 778, "Đ": 722},
}
_PLAIN = {
    bold: {chr(32 + place): int(width) for place, width in enumerate(table.split())}
    for bold, table in ((False, _ROMAN), (True, _BOLD))
}
_SIGNS = {"–": 500, "“": 500, "”": 500, "·": 333, "\u00a0": 250}
_HORN = "\u031b"
_UNKNOWN = 1000

_UPRIGHT_SIZES = (12.0, 11.0, 10.0)
_LYING_SIZES = (12.0, 11.0, 10.0, 9.0, 8.0)
_MOST_HEADING_LINES = 5
"""A heading of more lines than this takes more room than the rows below it."""
_ROOM_FOR_WORDS = 38.0
"""A column of words is not squeezed below this, or below its longest line."""
_WIDEST_NUMBER = 24.0


@dataclass(frozen=True)
class Column:
    """What stands in one column: its heading, its cells, and whether they are numbers."""

    label: str
    cells: tuple[str, ...]
    is_number: bool


@dataclass(frozen=True)
class Fit:
    """How a table is set: type size in points, widths of its columns in millimetres, and whether it needs a sheet
    that lies."""

    size: float
    widths: tuple[float, ...]
    landscape: bool


def text_width(text: str, *, size: float, bold: bool = False) -> float:
    """The length of one line of text, in millimetres."""
    return (
        sum(_advance(sign, bold) for sign in unicodedata.normalize("NFC", text)) * size / 1000 * MILLIMETRES_PER_POINT
    )


def fit(columns: Sequence[Column]) -> Fit:
    """The largest type and the smallest sheet in which no word breaks and no heading grows tall.

    Where that cannot be had, the sheet with the lowest headings; what fits nowhere is set in 8 pt on a lying sheet as it can be.
    """
    tried: list[tuple[int, Fit]] = []
    for sizes, width in ((_UPRIGHT_SIZES, PORTRAIT), (_LYING_SIZES, LANDSCAPE)):
        for size in sizes:
            widths = _share(columns, size=size, width=width)
            if widths is None:
                continue
            found = Fit(size=size, widths=widths, landscape=width == LANDSCAPE)
            height = max(
                (lines_in(c.label, width=w, size=size) for c, w in zip(columns, widths, strict=True)), default=1
            )
            if height <= _MOST_HEADING_LINES:
                return found
            tried.append((height, found))
    if tried:
        return min(tried, key=lambda pair: pair[0])[1]
    for size in _LYING_SIZES:
        # Many columns of words: sooner narrow ones than broken words.
        if widths := _share(columns, size=size, width=LANDSCAPE, room_for_words=0.0):
            return Fit(size=size, widths=widths, landscape=True)
    needs = [_narrowest(column, _LYING_SIZES[-1], room_for_words=0.0) for column in columns]
    return Fit(
        size=_LYING_SIZES[-1],
        widths=tuple(round(need * LANDSCAPE / sum(needs), 2) for need in needs),
        landscape=True,
    )


def lines_in(text: str, *, width: float, size: float) -> int:
    """Into how many lines a heading breaks in a column of this width (millimetres)."""
    lines, taken = 1, 0.0
    space = text_width(" ", size=size, bold=True)
    for word in text.split():
        long = text_width(word, size=size, bold=True)
        if taken and taken + space + long > width - 2 * PADDING:
            lines, taken = lines + 1, long
        else:
            taken += long + (space if taken else 0.0)
    return lines


def _share(
    columns: Sequence[Column], *, size: float, width: float, room_for_words: float = _ROOM_FOR_WORDS
) -> tuple[float, ...] | None:
    """The width shared out among the columns, or None where some word would break."""
    shares = [_narrowest(column, size, room_for_words=room_for_words) for column in columns]
    numbers = [place for place, column in enumerate(columns) if column.is_number]
    words = [place for place, column in enumerate(columns) if not column.is_number]
    if sum(shares) > width:
        return None

    # Number columns of one width read as a grid; unequal ones are kept only where there is no room for that.
    widest_number = max((shares[place] for place in numbers), default=0.0)
    if sum(shares[place] for place in words) + widest_number * len(numbers) <= width:
        for place in numbers:
            shares[place] = widest_number

    wishes = {place: max(_whole(columns[place], size) - shares[place], 0.0) for place in words}
    _grow(shares, wishes, width - sum(shares))
    _grow(shares, {place: max(_WIDEST_NUMBER - shares[place], 0.0) for place in numbers}, width - sum(shares))
    rest = width - sum(shares)
    for place in words or numbers:
        shares[place] += rest / len(words or numbers)
    return tuple(round(share, 2) for share in shares)


def _grow(shares: list[float], wishes: dict[int, float], room: float) -> None:
    """Give each place its wish, or its part of the room when the room is less than all wishes."""
    wished = sum(wishes.values())
    if wished <= 0 or room <= 0:
        return
    part = min(room / wished, 1.0)
    for place, wish in wishes.items():
        shares[place] += wish * part


def _narrowest(column: Column, size: float, *, room_for_words: float) -> float:
    """The least width of a column: its longest word in bold, and for words enough room to read a line."""
    longest = max(
        (text_width(word, size=size, bold=True) for text in (column.label, *column.cells) for word in text.split()),
        default=0.0,
    )
    least = longest + 2 * PADDING + 0.5
    if column.is_number:
        return least
    return max(least, min(_whole(column, size), room_for_words))


def _whole(column: Column, size: float) -> float:
    """The width at which every cell stands in one line."""
    return (
        max((text_width(text, size=size, bold=True) for text in (column.label, *column.cells)), default=0.0)
        + 2 * PADDING
        + 0.5
    )


def _advance(sign: str, bold: bool) -> int:
    parts = unicodedata.normalize("NFD", sign)
    letter = unicodedata.normalize("NFC", parts[0] + _HORN) if _HORN in parts else parts[0]
    return _PLAIN[bold].get(letter) or _HORNED[bold].get(letter) or _SIGNS.get(letter, _UNKNOWN)
