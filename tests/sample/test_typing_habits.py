"""Tone marks in the newer school's place."""

import pytest

from tdkt.sample.typing_habits import other_tones
from tdkt.vietnamese.folding import place_tones


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Nguyễn Thị Hòa", "Nguyễn Thị Hoà"),
        ("Thượng úy, Đội phó", "Thượng uý, Đội phó"),
        ("HÒA", "HOÀ"),
        ("Quý Hoàng", "Quý Hoàng"),
        ("Thủy tòa khóa", "Thuỷ toà khoá"),
    ],
)
def test_only_the_place_of_the_tone_changes(older: str, newer: str) -> None:
    assert other_tones(older) == newer
    assert place_tones(newer) == place_tones(older)
