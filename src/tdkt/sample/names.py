"""Invented names: of Kinh people, and of the Cơ Tu, Xơ Đăng, Giẻ Triêng and Cor of the province's mountains.

Family, middle and given names are drawn one by one from lists of common ones; `NameMaker` never gives the same name twice, except where
the office is meant to have namesakes. The result is no register of real people: see the tests for the names that must not come out.
"""

import random

from tdkt.vietnamese.folding import place_tones

_FAMILIES = (
    ("Nguyễn", 34), ("Trần", 15), ("Lê", 13), ("Phạm", 8), ("Huỳnh", 7), ("Võ", 7), ("Phan", 6), ("Đặng", 4), ("Bùi", 3), ("Đỗ", 3), ("Hồ", 4),
    ("Ngô", 4), ("Dương", 3), ("Trương", 5), ("Đinh", 2), ("Đoàn", 3), ("Lương", 2), ("Mai", 2), ("Tạ", 1), ("Thái", 2), ("Văn", 1), ("Hứa", 1),
    ("Châu", 1), ("Tăng", 1), ("Doãn", 1), ("Phùng", 1), ("Cao", 1), ("Lưu", 1), ("Hà", 1), ("Ung", 1), ("Lâm", 1), ("Bạch", 1), ("Kiều", 1),
)  # fmt: skip
_MOUNTAIN_FAMILIES = (
    "Alăng", "Bríu", "Zơ Râm", "A Rất", "Pơloong", "Coor", "Ating", "Clâu", "Arâl", "Hốih", "Ríah", "Tơ Ngôl", "Bnướch", "Cơlâu", "Kring",
    "Blúp", "Un", "Hồ", "A Viết", "Brôl", "Đinh", "Bhling", "Rapát", "Avô",
)  # fmt: skip
_MOUNTAIN_GIVEN = (
    "Nhíp", "Bước", "Bưu", "Sáng", "Giáo", "Nhơn", "Bách", "Chiến", "Lượng", "Thông", "Vút", "Diêng", "Hon", "Đhin", "Ngữ", "Trọng", "Lối",
    "Bốn", "Tân", "Công", "Hùng", "Nghĩa", "Phượng", "Mười", "Thanh", "Quý", "Trăng", "Lâm",
)  # fmt: skip
_MOUNTAIN_GIVEN_FEMALE = (
    "Nhung",
    "Nem",
    "Nhơ",
    "Lan",
    "Hương",
    "Dung",
    "Thủy",
    "Hòa",
    "Chanh",
    "Bưởi",
    "Xuân",
    "Tuyết",
    "Nga",
    "Ngọc",
)
_MIDDLES = (
    "Văn", "Văn", "Văn", "Đình", "Hữu", "Quốc", "Minh", "Xuân", "Ngọc", "Thanh", "Công", "Đức", "Tấn", "Viết", "Trung", "Hoàng", "Anh", "Duy",
    "Thế", "Quang", "Bá", "Phước", "Nhật", "Trọng", "Hồng", "Tiến", "Thành", "Kim", "Gia", "Đăng", "Mạnh", "Khắc", "Vĩnh", "Hoài", "Bảo",
)  # fmt: skip
_DOUBLE_MIDDLES = (
    "Hoàng Minh",
    "Ngọc Anh",
    "Trần Quốc",
    "Lê Hoàng",
    "Nguyên",
    "Đức Minh",
    "Thanh Hoài",
    "Phạm Tuấn",
    "Viết Hoàng",
    "Quang Nhật",
)
_GIVEN = (
    "An", "Ánh", "Bảo", "Bình", "Bửu", "Chánh", "Chinh", "Chung", "Cường", "Danh", "Đạt", "Đức", "Dương", "Hải", "Hào", "Hậu", "Hiền", "Hiệp",
    "Hiếu", "Hòa", "Hoàng", "Hội", "Hùng", "Hưng", "Huy", "Khánh", "Khoa", "Khôi", "Kiên", "Kỳ", "Lâm", "Lân", "Linh", "Long", "Lộc", "Lợi",
    "Luân", "Lực", "Mẫn", "Minh", "Nam", "Nghĩa", "Nghị", "Nguyên", "Nhân", "Nhật", "Phong", "Phú", "Phúc", "Phương", "Quân", "Quang", "Quý",
    "Quyền", "Sang", "Sơn", "Sỹ", "Tài", "Tâm", "Tân", "Thạch", "Thái", "Thắng", "Thành", "Thạnh", "Thi", "Thiện", "Thịnh", "Thọ", "Thông",
    "Thuận", "Thuật", "Thương", "Tiến", "Tín", "Tính", "Toản", "Trí", "Trình", "Trung", "Trường", "Tú", "Tuấn", "Tùng", "Ty", "Vấn", "Văn",
    "Việt", "Vinh", "Vũ", "Vương", "Vỹ", "Hòe", "Khoái", "Thụy",
)  # fmt: skip
_FEMALE_MIDDLES = (
    "Thị", "Thị", "Thị", "Thị Thu", "Thị Ngọc", "Thị Thanh", "Thị Kim", "Thị Minh", "Thị Bích", "Thị Hồng", "Thị Mỹ", "Thị Thùy", "Thị Như",
    "Thị Hoài", "Ngọc", "Thu", "Thùy", "Hoàng", "Kiều", "Thị Ái", "Thị Xuân", "Thị Phương", "Thị Tuyết", "Thị Diệu",
)  # fmt: skip
_FEMALE_GIVEN = (
    "An", "Ánh", "Cúc", "Châu", "Chi", "Diễm", "Dung", "Duyên", "Đào", "Giang", "Hà", "Hạnh", "Hằng", "Hiền", "Hoa", "Hòa", "Hoài", "Hồng",
    "Huệ", "Hương", "Hường", "Khanh", "Lan", "Lệ", "Liên", "Linh", "Loan", "Ly", "Mai", "Nga", "Ngân", "Ngọc", "Nguyệt", "Nhi", "Nhung", "Nữ",
    "Oanh", "Phượng", "Quyên", "Sương", "Tâm", "Thảo", "Thắm", "Thu", "Thúy", "Thủy", "Tiên", "Trâm", "Trang", "Trinh", "Trúc", "Tuyền", "Tuyết",
    "Uyên", "Vân", "Vy", "Xuân", "Yến",
)  # fmt: skip


class NameMaker:
    """Draws full names, never twice the same one (a tone on another letter, hoà or hòa, does not make another name)."""

    def __init__(self, stream: random.Random, *, taken: tuple[str, ...] = ()) -> None:
        self._stream = stream
        self._taken = {_key(name) for name in taken}

    def draw(self, *, female: bool, mountain: bool) -> str:
        """A full name: "Nguyễn Hữu Phước", "Zơ Râm Thị Nhung"; `mountain` gives a family name of the highland peoples."""
        while True:
            name = self._mountain(female) if mountain else self._lowland(female)
            if _key(name) not in self._taken:
                self._taken.add(_key(name))
                return name

    def _mountain(self, female: bool) -> str:
        pick = self._stream.choice
        if female:
            return f"{pick(_MOUNTAIN_FAMILIES)} Thị {pick(_MOUNTAIN_GIVEN_FEMALE)}"
        middle = pick(("", "", "Văn ", "Xuân ", "Minh "))
        return f"{pick(_MOUNTAIN_FAMILIES)} {middle}{pick(_MOUNTAIN_GIVEN)}"

    def _lowland(self, female: bool) -> str:
        pick = self._stream.choice
        family = self._stream.choices([f for f, _ in _FAMILIES], [w for _, w in _FAMILIES])[0]
        if female:
            return f"{family} {pick(_FEMALE_MIDDLES)} {pick(_FEMALE_GIVEN)}"
        middles = _DOUBLE_MIDDLES if self._stream.random() < 0.08 else _MIDDLES
        middle, given = pick(middles), pick(_GIVEN)
        return f"{family} {middle} {given}" if middle != given else f"{family} {given}"


def _key(name: str) -> str:
    return place_tones(name).casefold()
