"""A cell of names taken apart: what stands around the name goes to its own field, what cannot be told stays with the name."""

import pytest

from tdkt.sheets.names import PersonName, lines_joined, person_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Đ/c Thượng úy Nguyễn Văn An", PersonName("Nguyễn Văn An", rank="Thượng úy")),
        ("Đồng chí: Nguyễn Văn An, Đội phó", PersonName("Nguyễn Văn An", post="Đội phó")),
        ("Ông Nguyễn Văn An", PersonName("Nguyễn Văn An", sex="m")),
        ("Bà: TRẦN THỊ B", PersonName("TRẦN THỊ B", sex="f")),
        ("1. Đại uý Lê Cam", PersonName("Lê Cam", rank="Đại uý")),
        ("Lê Cam (truy tặng)", PersonName("Lê Cam", posthumous=True)),
        ("Phạm Thị Bé (Trưởng thôn)", PersonName("Phạm Thị Bé", post="Trưởng thôn")),
        ("Liệt sĩ Nguyễn Văn An", PersonName("Nguyễn Văn An", posthumous=True)),
        ("Cố Đại tá Nguyễn Văn An", PersonName("Nguyễn Văn An", rank="Đại tá", posthumous=True)),
        ("Ông Văn Tùng", PersonName("Ông Văn Tùng")),
        ("Thượng sỹ Trung Dũng", PersonName("Trung Dũng", rank="Thượng sỹ")),
        ("Đại úy Nguyễn Văn An - Đội trưởng Đội 1", PersonName("Nguyễn Văn An", rank="Đại úy", post="Đội trưởng Đội 1")),
        ("Nguyễn Văn An, Thượng úy, Đội phó", PersonName("Nguyễn Văn An", rank="Thượng úy", post="Đội phó")),
        ("Nguyễn Văn An, Đội phó, Công an huyện Đại Lộc", PersonName("Nguyễn Văn An", post="Đội phó", unit="Công an huyện Đại Lộc")),
        ("Ông Lê Công, sinh năm 1960, Trưởng thôn Đông, xã Đại Minh", PersonName("Lê Công", sex="m", born="1960", post="Trưởng thôn Đông", unit="xã Đại Minh")),
        ("Trần Thị Bình (1980)", PersonName("Trần Thị Bình", born="1980")),
        ("Trần Thị Bình (sinh ngày 3/2/1980)", PersonName("Trần Thị Bình", born="1980-02-03")),
        ("Trần Thị Bình (Công an xã Đại Minh)", PersonName("Trần Thị Bình", unit="Công an xã Đại Minh")),
        ("Trần Thị Bình (A)", PersonName("Trần Thị Bình (A)")),
        ("Nguyễn Văn An, nông dân thôn 3", PersonName("Nguyễn Văn An", post="nông dân thôn 3")),
        ("Đ/c Trung tá, TS Nguyễn Văn An", PersonName("TS Nguyễn Văn An", rank="Trung tá")),
        ("Nguyễn Văn An, Trần Thị Bình", PersonName("Nguyễn Văn An", others=("Trần Thị Bình",))),
        ("Nguyễn Văn An và Trần Thị Bình", PersonName("Nguyễn Văn An và Trần Thị Bình", others=("Trần Thị Bình",))),
        ("H'Nương Ê Ban", PersonName("H'Nương Ê Ban")),
        ("Y Blăm Niê - Kdăm", PersonName("Y Blăm Niê - Kdăm")),
    ],
)  # fmt: skip
def test_titles_and_ranks_are_taken_off_names(text, name):
    assert person_name(text) == name


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Nguyễn Văn An\nĐội phó", "Nguyễn Văn An, Đội phó"),
        ("Nguyễn Văn An,\nThượng úy", "Nguyễn Văn An, Thượng úy"),
        ("Nguyễn Văn\nAn", "Nguyễn Văn An"),
        ("Công an huyện\nĐại Lộc", "Công an huyện Đại Lộc"),
        ("\n", ""),
    ],
)
def test_lines_of_a_cell_are_joined_by_what_they_begin_with(value, text):
    assert lines_joined(value) == text
