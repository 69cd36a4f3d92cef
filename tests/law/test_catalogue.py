"""Names of awards: with their class, and with their giver where the catalogue leaves it open."""

import pytest

from tdkt.law.catalogue import award


@pytest.mark.parametrize(
    ("code", "giver", "class_", "name", "short"),
    [
        ("bang-khen-bo-tinh", "Bộ Công an", None, "Bằng khen của Bộ Công an", "BK Bộ Công an"),
        ("bang-khen-bo-tinh", "", None, "Bằng khen của Bộ, ban, ngành, tỉnh", "BK bộ, tỉnh"),
        ("co-thi-dua-bo-tinh", "UBND tỉnh", None, "Cờ thi đua của UBND tỉnh", "Cờ UBND tỉnh"),
        ("chien-si-thi-dua-bo-tinh", "Bộ Công an", None, "Chiến sĩ thi đua Bộ Công an", "CSTĐ Bộ Công an"),
        ("huan-chuong-chien-cong", "Chủ tịch nước", 3, "Huân chương Chiến công hạng Ba", "HC Chiến công"),
        ("co-thi-dua-chinh-phu", "Chính phủ", None, "Cờ thi đua của Chính phủ", "Cờ Chính phủ"),
    ],
)
def test_a_general_giver_gives_way_to_the_one_who_gave(code, giver, class_, name, short):
    assert (award(code).given_by(giver, class_), award(code).short_given_by(giver)) == (name, short)
