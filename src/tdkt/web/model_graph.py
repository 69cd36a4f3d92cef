"""The graph of replication as a drawing that works by keyboard and prints: from left to right, each model after the one that it learnt from."""

from collections import Counter

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tdkt.records.community import bare
from tdkt.records.model_life import Node, Spread
from tdkt.web.model_words import rating

WIDE, HIGH = 188, 52
"""One node."""
ACROSS, DOWN = 236, 62
"""From one node to the next, to the right and downwards."""
LONGEST, LONGEST_SMALL = 27, 30
BY_CSS = {"dat": "r-g", "chua": "r-y"}


def draw(spread: Spread, current: int | None = None) -> SafeString:
    """The models as linked boxes with the edges between them."""
    places = laid_out(spread)
    width = max(x for x, _y in places.values()) + WIDE + 4
    height = max(y for _x, y in places.values()) + HIGH + 4
    return format_html(
        '<svg class="bieu gr nhan-rong" width="{}" height="{}" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}</svg>',
        width,
        height,
        width,
        height,
        _("Where the model came from and where it went"),
        format_html_join("", '<path class="canh" d="{}"/>', ((path,) for path in paths(spread, places))),
        format_html_join("", "{}", ((box(node, places[node.model.pk], current),) for node in spread.nodes)),
    )


def laid_out(spread: Spread) -> dict[int, tuple[int, int]]:
    """The place of each node: a column for each generation, a line for each model that no other was made after."""
    places: dict[int, tuple[int, int]] = {}
    line = Counter({"next": 0})
    held: dict[int, int] = {}
    for node in spread.nodes:
        first = node.origins[0] if node.origins else None
        # The first copy stands beside its origin, each further one on a line of its own.
        if first is not None and first not in held:
            row = (places[first][1] - 2) // DOWN if first in places else line["next"]
            held[first] = node.model.pk
        else:
            row = line["next"]
        while any(place == (2 + node.depth * ACROSS, 2 + row * DOWN) for place in places.values()):
            row += 1
        places[node.model.pk] = (2 + node.depth * ACROSS, 2 + row * DOWN)
        line["next"] = max(line["next"], row + 1)
    return places


def paths(spread: Spread, places: dict[int, tuple[int, int]]) -> list[str]:
    """The lines from each origin to its copies."""
    found = []
    for origin, copy in spread.edges:
        x, y = places[origin][0] + WIDE, places[origin][1] + HIGH // 2
        to_x, to_y = places[copy][0], places[copy][1] + HIGH // 2
        bend = (to_x - x) // 2
        found.append(f"M{x} {y}C{x + bend} {y} {to_x - bend} {to_y} {to_x} {to_y}")
    return found


def box(node: Node, place: tuple[int, int], current: int | None) -> SafeString:
    """One model: its commune, its district with the year, its rating; the link opens it."""
    x, y = place
    model, shown = node.model, rating(node.rating)
    where = model.place.rpartition(", ")[2]
    small = ", ".join(part for part in (bare(model.district), model.founded[:4]) if part)
    css = BY_CSS.get(shown.css, "r-d") + (" goc-gr" if model.pk == current else "")
    words = str(shown.word)
    return format_html(
        '<a href="{}" class="nut-gr {}"{}><title>{}</title><rect x="{}" y="{}" width="{}" height="{}" rx="4"/>'
        '<text class="t1" x="{}" y="{}">{}</text><text class="t3" x="{}" y="{}">{}</text><text class="t3" x="{}" y="{}">{}</text></a>',
        reverse("model", args=[model.pk]),
        css,
        SafeString(' aria-current="true"') if model.pk == current else "",
        f"{model.name}, {model.place}, {small}, {words}",
        x,
        y,
        WIDE,
        HIGH,
        x + 9,
        y + 16,
        cut(where, LONGEST),
        x + 9,
        y + 31,
        cut(small, LONGEST_SMALL),
        x + 9,
        y + 45,
        cut(words, LONGEST_SMALL),
    )


def cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"
