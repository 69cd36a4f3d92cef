"""Charts of a report as SVG from the server: bars from zero, each with its value on it. Colours and type are classes of app.css.

Read first: `draw`. A chart is a picture with one sentence (`role="img"`); its table stands beside it, where the numbers open.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from tdkt.vietnamese.numbers import write_number

WIDTH = 452
TOP, HEIGHT, FOOT = 22, 70, 24
"""Above the highest bar, the highest bar itself, and the names beneath."""

SERIES = ("b1", "b2", "b3", "b4")
DIGIT, LINE = 7.0, 11
"""About how wide a sign of a label is, and how far apart two lines of labels stand."""


def draw(chart: dict[str, Any]) -> SafeString:
    """The picture of a chart of the report (`grouped`, `cumulative` or `horizontal`)."""
    bars = [(bar["label"], [value or 0 for value in bar["values"]]) for bar in chart["bars"]]
    many = max([len(values) for _, values in bars], default=0) > 2
    upright = grouped_rows if many else grouped
    drawing = {"cumulative": cumulative, "horizontal": horizontal}.get(chart["kind"], upright)
    height, marks = drawing(bars)
    return picture(WIDTH, height, marks, f"{chart['title']}. {chart['sentence']}")


def by_year(counts: Sequence[tuple[str, int]], *, sentence: str) -> SafeString:
    """A small chart of rows by year, for the drawer of a number."""
    marks, height = [], 34.0
    most = max([count for _, count in counts], default=0) or 1
    step = 366 / max(len(counts), 1)
    width = min(step * 0.8, 60)
    for place, (label, count) in enumerate(counts):
        middle = step * (place + 0.5)
        tall = height * count / most
        marks.append(rect("b2", middle - width / 2, 46 - tall, width, tall))
        marks.append(text(middle, 43 - tall, write_number(count), css="nhan"))
        marks.append(text(middle, 60, label))
    marks.append(line("truc", 0, 46.5, 366))
    return picture(366, 63, marks, sentence)


def picture(width: float, height: float, marks: Iterable[str], sentence: str) -> SafeString:
    return format_html(
        '<svg class="bieu" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        short(width),
        short(height),
        sentence,
        mark_safe("".join(marks)),  # noqa: S308 (every mark escapes its words)
    )


# --- the three kinds ---------------------------------------------------------------------------------


def grouped(bars: Sequence[tuple[str, list[int]]]) -> tuple[float, list[str]]:
    """Bars side by side, one for each series, in a group for each label."""
    base = TOP + HEIGHT
    most = max([value for _, values in bars for value in values], default=0) or 1
    step = (WIDTH - 8) / max(len(bars), 1)
    series = max([len(values) for _, values in bars], default=1)
    width = min(step * 0.84 / series - 1, 60)
    marks = [line("luoi-ke", 8, base - HEIGHT / 3, WIDTH), line("luoi-ke", 8, base - HEIGHT * 2 / 3, WIDTH)]
    labels: list[tuple[float, float, str]] = []
    for place, (name, values) in enumerate(bars):
        middle = 8 + step * (place + 0.5)
        left = middle - (width + 1) * len(values) / 2
        for number, value in enumerate(values):
            tall = HEIGHT * value / most
            marks.append(rect(SERIES[number % 4], left, base - tall, width, tall))
            labels.append((left + width / 2, base - tall - 4, write_number(value)))
            left += width + 1
        marks.append(text(middle, base + 17, name))
    marks += [text(x, y, word, css="nhan") for x, y, word in spread(labels)]
    return base + FOOT, [*marks, line("truc", 8, base, WIDTH)]


def spread(labels: list[tuple[float, float, str]]) -> list[tuple[float, float, str]]:
    """Labels of neighbouring bars, each raised until it does not stand on one before it."""
    placed: list[tuple[float, float, str]] = []
    for x, y, word in labels:
        near = [(at, said) for before, at, said in placed[-3:] if x - before < (len(word) + len(said)) * DIGIT / 2]
        while touching := [at for at, _ in near if abs(at - y) < LINE]:
            y = min(touching) - LINE
        placed.append((x, max(y, 9), word))
    return placed


def grouped_rows(bars: Sequence[tuple[str, list[int]]]) -> tuple[float, list[str]]:
    """The same lying down, for three or four series: side by side their values would stand on each other."""
    row, names, gap = 12, 60, 8
    most = max([value for _, values in bars for value in values], default=0) or 1
    longest = WIDTH - names - 46
    marks, top = [], 3.0
    for name, values in bars:
        marks.append(text(names - 8, top + row * len(values) / 2 + 4, name, anchor="end"))
        for number, value in enumerate(values):
            wide = longest * value / most
            marks.append(rect(SERIES[number % 4], names, top, wide, row - 3))
            marks.append(text(names + wide + 5, top + row - 2.5, write_number(value), css="nhan", anchor="start"))
            top += row
        top += gap
    return top - gap + 3, [*marks, f'<path class="truc" d="M{names} 0V{short(top - gap + 3)}"/>']


def cumulative(bars: Sequence[tuple[str, list[int]]]) -> tuple[float, list[str]]:
    """Each bar stands on the sum of those before it; the last says the whole."""
    base = TOP + HEIGHT
    added = [sum(values) for _, values in bars]
    whole = sum(added) or 1
    step = (WIDTH - 8) / max(len(bars), 1)
    width = min(step * 0.82, 80)
    marks, before = [], 0
    for place, (name, _) in enumerate(bars):
        middle = 8 + step * (place + 0.5)
        under, tall = HEIGHT * before / whole, HEIGHT * added[place] / whole
        if before:
            marks.append(rect("mo", middle - width / 2, base - under, width, under))
        marks.append(rect("b1", middle - width / 2, base - under - tall, width, tall))
        before += added[place]
        said = write_number(added[place]) if place == 0 else f"+{write_number(added[place])}"
        last = place == len(bars) - 1 and place > 0
        label = f"{said} = {write_number(before)}" if last else said
        edge = WIDTH - len(label) * DIGIT / 2
        marks.append(text(min(middle, edge), base - under - tall - 5, label, css="nhan"))
        marks.append(text(middle, base + 17, name))
    return base + FOOT, [*marks, line("truc", 8, base, WIDTH)]


def horizontal(bars: Sequence[tuple[str, list[int]]]) -> tuple[float, list[str]]:
    """One bar under another, its name at the left and its value at the end."""
    row, names = 18, 150
    most = max([sum(values) for _, values in bars], default=0) or 1
    longest = WIDTH - names - 40
    marks = []
    for place, (name, values) in enumerate(bars):
        top, value = place * row + 2, sum(values)
        wide = longest * value / most
        marks.append(text(names - 8, top + 11, name, anchor="end"))
        marks.append(rect("b1", names, top, wide, row - 5))
        marks.append(text(names + wide + 5, top + 11, write_number(value), css="nhan", anchor="start"))
    height = len(bars) * row + 4
    return height, [*marks, f'<path class="truc" d="M{names} 0V{height}"/>']


# --- marks -------------------------------------------------------------------------------------------


def short(number: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{number:.1f}".rstrip("0").rstrip(".")


def rect(css: str, x: float, y: float, width: float, height: float) -> str:
    return f'<rect class="{css}" x="{short(x)}" y="{short(y)}" width="{short(width)}" height="{short(height)}"/>'


def line(css: str, x: float, y: float, to: float) -> str:
    return f'<path class="{css}" d="M{short(x)} {short(y)}H{short(to)}"/>'


def text(x: float, y: float, words: str, *, css: str = "", anchor: str = "middle") -> str:
    named = f' class="{css}"' if css else ""
    return f'<text{named} text-anchor="{anchor}" x="{short(x)}" y="{short(y)}">{escape(words)}</text>'
