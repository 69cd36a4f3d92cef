"""Damage is named where it is, and no sound name of any people is ever taken for damaged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.sheets.damage import damage_of, damage_of_name
from tdkt.sheets.problems import TextDamaged, TextLegacyFont
from tests.sheets.books import workbook
from tests.sheets.reading import codes, rows

NAMES = [
    # Kinh
    "Nguyễn Văn Ước", "Trần Thị Bé", "Lê An", "Đinh Ý", "Ngô Thị Ngọc Quỳnh", "Phùng Khắc Khoan Hai", "Vũ Thị Uyên", "Ông Ích Đường Xa", "Tạ Quang Bửu Em",
    "Hoàng Thị Thuý", "HỒ THỊ KỶ", "ĐẶNG THỊ NHƯ Ý", "Nguyễn Thị Tý (Ba Tý)", "Trần Văn Khoẻ", "Lý Lan", "Ư Văn Ổn", "Đỗ Xuân Oanh-Vũ", "nguyễn văn an",
    "Nguyễn Th. Lan", "Trần Văn T.", "Nguyễn Văn A (1975)", "Phạm Văn Cường A", "Bùi Huy Hoàng/Bảy Hoàng",
    # Tày, Nùng, Thái, Mường, Dao, Mông, Hoa
    "Nông Thị Xuân", "Hoàng Văn Thụ Hai", "Vi Văn Pẻng", "Lò Thị Păng", "Cầm Bá Quẻ", "Quàng Văn Ín", "Tòng Thị Phóng Hai", "Bùi Văn Khuỵnh", "Đinh Thị Ịnh", "Triệu Mùi Chài",
    "Bàn Tài Đoàn Ba", "Chẻo Láo Tả", "Giàng A Páo", "Sùng Thị Dợ", "Vàng Seo Phử", "Thào Mí Lử", "Hạng A Chứ", "Mùa A Sấu", "Ly Mí Xúa", "Lý Phủ Sình", "Chảo Dùn Phàn",
    # Hà Nhì, La Hủ, Lô Lô, Cống, Si La, Khơ Mú
    "Pờ Go Lòng", "Lỳ Phì Cà", "Pờ Xá Hừ", "Vàng Lò Che", "Sìn Dỉ Gai", "Lò Hà Sịnh", "Hù Cố Xuân", "Cụt Văn Tẻo", "Moong Văn Ợi", "Xeo Thị Oong",
    # Ê-đê, Gia-rai, Ba-na, Xơ-đăng, Mnông, Cơ-ho, Mạ
    "Y Bhăm Niê", "Y Bhŏk Êban", "H'Hen Niê", "H’Bliă Kbuôr", "H'Ñan Mlô", "Y Ñih Buôn Yă", "Y Čơ Ayŭn", "H Ngăm Niê Kđăm", "Y Ƀuôn Ênuôl", "Ksor Phước", "Rmah H'Bĕ Nhung",
    "Kpă Klơng", "Siu H'Kreo", "Rơ Châm H'Yéo", "Nay Đer", "Đinh Núp Em", "Đinh Yŏk", "A Thŭ", "Y Pênh", "A Jar", "Y Hling", "K'Brêu", "K'Rưm", "Ka Sô Liễng", "Cil Múp Ha Kriêng",
    "Lơ Mu Ha Đông", "Kră Jăn Tham", "Kơ Să Ha Bang", "Điểu Krông", "Thị M'Bơi", "Điểu K'Sroi", "H'Gơi Bkrông", "Ŭ Sơn", "Y Wang Mlô Duôn Du",
    # Cơ-tu, Tà-ôi, Bru, Hrê, Co, Xơ-đăng of Quảng Nam, Chăm, Khmer
    "A Lăng Thị Bớt", "Zơrâm Thị Nga", "Bh'riu Liếc", "Pơloong Thị Dôi", "Bling Mia", "Ating Tưr", "Alăng Bhuốch", "Coor Thị Nghệ", "Hôih Dzúp", "Tơ Ngôl Vanh", "Bnướch Bao",
    "Hồ A Lữ", "Kôn Hoa", "Hồ Kan Lịch Hai", "Phạm Văn Ệch", "Đinh Văn Gheo", "Hồ Văn Xê", "Arất Bốt", "Zuông Noonh", "Quảng Đại Cẩn", "Báo Thị Kiều Oanh", "Kiều Thị Ly Na",
    "Thạch Ngọc Quới", "Sơn Thị Sà Phép", "Kim Sa Rết", "Danh Út", "Néang Srây Mom", "Chau Sóc Khonl", "Men Pholly", "Dol Mách",
    # foreigners
    "François Müller", "Jürgen Schröder", "O'Connor Liam", "Jean-Luc Renée", "Khamphone Sysouphanh", "Nguyen Van An", "Åse Sørensen", "Ida Nowak", "Liam Illing", "Ian Lim",
]  # fmt: skip

DAMAGED = [
    "Tr?n V?n B", "Nguy?n", "?inh Văn An", "Nguyễn V�n A", "Tr\ufffdn", "Nguyá»n VÄƒn A", "Trần V\x80n", "Trn Vn An", "Nguyn Vn An", "Hunh Th Lan", "Phm Vn Qung", "Nguy n V n An",
    "Ngu¥ễn V@n 4n", "Nguyễn Văn 4n", "Tr4n Văn B", "Lê V@n An", "Nguyễn V$n An", "Trần [ăn An", "Nguyễn_Văn An", "L3 Văn An", "Nguyễn Văn An|", "NGUYỄN VĂN KHlÊM", "NGUYỄN VĂN LlNH",
    "Trần Văn lnh", "Iê Văn An", "Iương Văn An", "PhiIip An", "Nguyễn Th<ị An",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_sound_name_passes(name):
    assert damage_of_name(name) is None


def test_there_are_names_of_many_peoples():
    assert len(set(NAMES)) == len(NAMES) >= 120


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_name_is_told(name):
    assert damage_of_name(name) is TextDamaged


@pytest.mark.parametrize(
    "name", ["NguyÔn §øc", "Lª An", "Bïi Hång", "Traàn Vaên Haûi", "Ñöùc", "TrÇn B×nh", "Y Bhaêm Nieâ"]
)
def test_a_name_in_an_old_font_is_told_even_alone(name):
    assert damage_of_name(name) is TextLegacyFont


@pytest.mark.parametrize(
    "text",
    [
        "Đội CSHS, CATP; PX03 – P. An ninh", "Th.S, TS. khoa học, 15 km", "Đã có thành tích “Vì an ninh Tổ quốc” (25°C)?", "Vì sao? Vì dân.", "1234/QĐ-UBND", "https://vi.example/?q=a",
        "Công an tp Đà Nẵng, tx Điện Bàn", "cb, nv các đv trực thuộc", "© 2020 – «tin»", "Buôn Kčô, xã Ea Bhốk, H. Krông Ana", "x", "±5%", "Ngày 1/1", "Bs Ck I; KTV",
    ],
)  # fmt: skip
def test_sound_text_of_other_columns_passes(text):
    assert damage_of(text) is None


@pytest.mark.parametrize(
    ("text", "damage"),
    [
        ("C?ng an huy?n", TextDamaged),
        ("??i tr??ng", TextDamaged),
        ("Phng Tham mu, Trng Vn", TextDamaged),
        ("CÃ´ng an huyá»n", TextDamaged),
        ("C«ng an huyÖn", TextLegacyFont),
        ("Chieán só", TextLegacyFont),
        ("Công an huy\x9dn", TextDamaged),
    ],
)
def test_damaged_text_of_other_columns_is_told(text, damage):
    assert damage_of(text) is damage


def test_a_damaged_name_refuses_its_row_and_other_damage_only_its_cell():
    cells = [
        ["STT", "Họ và tên", "Chức vụ", "Đơn vị"],
        *([i, name, "Cán bộ", "Phòng A"] for i, name in enumerate(DAMAGED[:4], 1)),
    ]
    cells += [[5, "Y Bhăm Niê", "??i tr??ng", "C?ng an"], [6, "Lê An", "Cán bộ", "Phòng A"]]

    found = rows(workbook(cells))

    assert [row["status"] for row in found] == ["refused"] * 4 + ["new", "new"]
    assert codes(found[1]) == [("text-damaged", "Sheet1!B3", "Nguy?n")]
    assert codes(found[4]) == [("text-damaged", "Sheet1!C6", "??i tr??ng"), ("text-damaged", "Sheet1!D6", "C?ng an")]
    assert (found[4]["record"]["post"], found[4]["record"]["unit"]) == (None, None)


@given(st.sampled_from(NAMES), st.integers(0, 20), st.sampled_from("?\ufffd"))
def test_a_letter_turned_into_a_mark_is_always_noticed(name, at, mark):
    place = at % len(name)
    if name[place].isalpha():
        assert damage_of_name(name[:place] + mark + name[place + 1 :]) is not None


WORDS = sorted({word for name in (*NAMES, *DAMAGED) for word in name.split()})


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5))
def test_a_name_told_by_its_words_is_told_as_when_it_is_looked_at_as_a_whole(words):
    # A second blank takes a name off the way on which only its words are asked.
    assert damage_of_name(" ".join(words)) is damage_of_name("  ".join(words))
