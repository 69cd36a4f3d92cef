"""Where the tile of a place stands on the grid of its province, so that neighbours stand beside each other. Our own drawing, by compass.

A province that is not drawn here is shown in the order of the alphabet.
"""

from collections.abc import Iterable
from dataclasses import dataclass

DRAWN = (
    # west to east, north to south; "·" is no place
    ("Tây Giang", "Đông Giang", "Đại Lộc", "Điện Bàn", "Hội An"),
    ("·", "Nam Giang", "Nông Sơn", "Duy Xuyên", "·"),
    ("·", "Phước Sơn", "Hiệp Đức", "Quế Sơn", "Thăng Bình"),
    ("·", "·", "Tiên Phước", "Phú Ninh", "Tam Kỳ"),
    ("·", "Nam Trà My", "Bắc Trà My", "Núi Thành", "·"),
)
"""The eighteen districts of Quảng Nam until 2025."""


@dataclass(frozen=True)
class Spot:
    """A square of the grid, counted from 1."""

    row: int
    column: int


PLACED = {
    name: Spot(row, column)
    for row, names in enumerate(DRAWN, start=1)
    for column, name in enumerate(names, start=1)
    if name != "·"
}


def spots(names: Iterable[str]) -> dict[str, Spot]:
    """The square of each of these places; none of any where one is not drawn, or where they are too few to make a map."""
    wanted = list(names)
    if len(wanted) < len(PLACED) - 2 or not all(name in PLACED for name in wanted):
        return {}
    return {name: PLACED[name] for name in wanted}
