"""Tables without ruled lines: the lines of a page whose pieces stand one beneath the other, with gaps that run down between them.

Only what begins with a line of known headings is taken for a table; everything else stays text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tdkt.sheets.headers import meaning_of


@dataclass(frozen=True)
class Segment:
    """Words that stand together: left and right edge in points, and the text."""

    left: float
    right: float
    text: str


@dataclass(frozen=True)
class Line:
    """A line of a page: its number, its top and bottom in points from the top of the page, the size of its letters, its pieces."""

    page: int
    top: float
    bottom: float
    size: float
    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)

    def sides(self) -> list[str]:
        """The texts that a very wide gap parts: the two sides of a letterhead."""
        sides: list[list[Segment]] = [[self.segments[0]]]
        for segment in self.segments[1:]:
            if segment.left - sides[-1][-1].right > 2.5 * self.size:
                sides.append([])
            sides[-1].append(segment)
        return [" ".join(segment.text for segment in side) for side in sides]


@dataclass
class TextRow:
    """A row of a table without lines: the page it begins on, and for each column the lines of its cell."""

    page: int
    cells: list[list[str]]


_ORDINAL = re.compile(r"\d{1,5}\s*[.)]?")


def tables_of(lines: list[Line]) -> list[tuple[list[Line], list[TextRow]]]:
    """The tables among these lines, each with the lines above it. What is taken is removed from `lines`; the lines below the last stay."""
    found = []
    while (start := next((i for i, line in enumerate(lines) if _is_heading(line)), None)) is not None:
        end = _end(lines, start)
        rows = _rows(lines[start:end])
        above = lines[:start]
        if rows is None:
            break
        found.append((above, rows))
        del lines[:end]
    return found


def _is_heading(line: Line) -> bool:
    known = {meaning.field for segment in line.segments if (meaning := meaning_of(segment.text))}
    return len(line.segments) >= 3 and len(known) >= 2 and 2 * len(known) >= len(line.segments)


def _end(lines: list[Line], start: int) -> int:
    """The line after the last one that still belongs to the table: the last one with several pieces, and what hangs close beneath it."""
    last = start
    for i in range(start + 1, len(lines)):
        if _is_heading(lines[i]) and _texts(lines[i]) != _texts(lines[start]):
            break
        pieces = lines[i].segments
        if len(pieces) >= 3 or (len(pieces) == 2 and _ORDINAL.fullmatch(pieces[0].text)):
            last = i
    end = last + 1
    while end < len(lines) and _is_close(lines[end - 1], lines[end]) and len(lines[end].segments) < 3:
        end += 1
    return end


def _texts(line: Line) -> list[str]:
    return [segment.text for segment in line.segments]


def _is_close(upper: Line, lower: Line) -> bool:
    return upper.page == lower.page and lower.bottom - upper.bottom <= 1.45 * max(upper.size, lower.size)


def _columns(lines: Iterable[Line]) -> list[tuple[float, float]]:
    """The strips that the pieces of all lines with several pieces cover, from left to right."""
    spans = sorted((s.left, s.right) for line in lines if len(line.segments) >= 3 for s in line.segments)
    strips: list[tuple[float, float]] = []
    for left, right in spans:
        if strips and left <= strips[-1][1] + 1:
            strips[-1] = (strips[-1][0], max(strips[-1][1], right))
        else:
            strips.append((left, right))
    return strips


def _rows(lines: list[Line]) -> list[TextRow] | None:
    strips = _columns(lines)
    if len(strips) < 3:
        return None
    rows: list[TextRow] = []
    before: Line | None = None
    hangs = False
    for line in lines:
        placed = _placed(line, strips)
        close = before is not None and _is_close(before, line)
        if placed is None:
            # A line that runs across the columns is a line of its own: a group, a total.
            rows.append(TextRow(line.page, [[line.text], *([] for _ in strips[1:])]))
            hangs = False
        elif rows and close and (hangs or not (placed[0] or _is_own(placed))):
            for cell, more in zip(rows[-1].cells, placed, strict=True):
                cell += more
            hangs = hangs and not placed[0]
        else:
            rows.append(TextRow(line.page, placed))
            # Words that stand clear of the row above belong to the number beneath them, which stands in the middle of its row.
            hangs = not placed[0]
        before = line
    numbered = sum(bool(row.cells[0]) and _ORDINAL.fullmatch(row.cells[0][0]) is not None for row in rows)
    # Without numbers nothing tells a second line of a cell from a row: then only rows of one line each are taken.
    return rows if numbered or all(sum(map(bool, row.cells)) >= len(strips) - 1 for row in rows) else None


def _is_own(placed: list[list[str]]) -> bool:
    return sum(map(bool, placed)) == len(placed)


def _placed(line: Line, strips: list[tuple[float, float]]) -> list[list[str]] | None:
    """The pieces of a line by column, or None where a piece runs over several columns."""
    cells: list[list[str]] = [[] for _ in strips]
    for segment in line.segments:
        over = [i for i, (left, right) in enumerate(strips) if segment.left < right and segment.right > left]
        if len(over) != 1:
            return None
        cells[over[0]].append(segment.text)
    return cells
