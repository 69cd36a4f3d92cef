"""Tables within a text: lines whose cells are parted by tabs. They are no sentences, so no tally is read out of them.

What stands in a cell is said by the heads of its row and column, which a sentence's grammar cannot see; guessing would invent facts.
"""

from collections.abc import Iterator
from itertools import groupby

CELL = "\t"


def table_spans(text: str) -> Iterator[tuple[int, int]]:
    """From where to where each table stands: runs of lines that hold a tab."""
    lines: list[tuple[int, int, bool]] = []
    start = 0
    for line in text.split("\n"):
        lines.append((start, start + len(line), CELL in line))
        start += len(line) + 1
    for is_table, run in groupby(lines, key=lambda line: line[2]):
        if is_table:
            rows = list(run)
            yield rows[0][0], rows[-1][1]


def without_tables(text: str) -> str:
    """The text with its tables as empty lines: every other letter keeps its place."""
    for first, last in table_spans(text):
        text = text[:first] + "\n" * (last - first) + text[last:]
    return text
