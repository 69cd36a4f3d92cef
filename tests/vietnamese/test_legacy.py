"""Text of the fonts before Unicode is read right, goes back the same, and is told from sound text by many words together."""

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.vietnamese.folding import nfc
from tdkt.vietnamese.legacy import (
    ENCODINGS,
    LETTERS,
    TCVN3,
    VISCII,
    VNI,
    Uncertain,
    decode,
    detect,
    encode,
    lost_horns,
    uncertain_words,
)

NAMES = (
    "Nguyễn Văn Đức", "Trần Thị Hường", "Lê Đình Thược", "Phạm Ngọc Ánh", "Hoàng Thị Mỹ Duyên", "Vũ Quốc Khánh", "Đặng Thái Bình",
    "Bùi Xuân Trường", "Công an huyện Đại Lộc", "Họ và tên", "Đơn vị công tác", "Quyết định khen thưởng",
)  # fmt: skip
ASCII_LETTERS = "ABCDEGHIKLMNOPQRSTUVXYabcdeghiklmnopqrstuvxy"
ALPHABET = ASCII_LETTERS + "".join(sorted(LETTERS)) + " ,.;-/()0123456789"
SMALL = [letter for letter in sorted(LETTERS) if letter.islower()]


def test_there_are_134_letters_beyond_the_plain_ones():
    assert len(LETTERS) == 134
    assert all(nfc(letter) == letter for letter in LETTERS)


@pytest.mark.parametrize("encoding", [VNI, VISCII])
@given(text=st.text(ALPHABET, max_size=40))
def test_any_text_goes_to_the_old_encoding_and_back_unchanged(encoding, text):
    assert decode(encode(text, encoding), encoding) == text


@given(text=st.text(ASCII_LETTERS.lower() + "".join(SMALL) + " ,.-/()0123456789", max_size=40))
def test_small_letters_go_to_tcvn3_and_back_unchanged(text):
    assert decode(encode(text, TCVN3), TCVN3) == text


@given(text=st.text(ALPHABET, max_size=40))
def test_tcvn3_loses_at_most_the_case_of_letters_that_have_no_capital_there(text):
    assert decode(encode(text, TCVN3), TCVN3).casefold() == text.casefold()


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", NAMES)
def test_names_and_words_go_and_come_back(encoding, name):
    assert decode(encode(name, encoding), encoding) == (name if encoding != TCVN3 else name.replace("Á", "á"))


@pytest.mark.parametrize("name", ["NGUYỄN VĂN ĐỨC", "TRẦN THỊ TÝ", "LÊ ÁNH", "PHẠM Ý NHƯ", "CÔNG AN TỈNH"])
def test_a_line_of_capitals_in_tcvn3_comes_back_in_capitals(name):
    assert decode(encode(name, TCVN3), TCVN3) == name


@pytest.mark.parametrize(
    ("encoding", "written", "text"),
    [
        (TCVN3, "NguyÔn §øc", "Nguyễn Đức"),
        (TCVN3, "nguyÔn v¨n an", "nguyễn văn an"),
        (TCVN3, "Lª ThÞ H\u00ad¬ng, tr\u00adêng", "Lê Thị Hương, trường"),
        (TCVN3, "C«ng an huyÖn §¹i Léc", "Công an huyện Đại Lộc"),
        (VNI, "Ñöùc", "Đức"),
        (VNI, "Ñöôøng ÑÖÔØNG", "Đường ĐƯỜNG"),
        (VNI, "Nguyeãn Thò Phöôïng", "Nguyễn Thị Phượng"),
        (VNI, "NGUYEãN Aâu", "NGUYỄN Âu"),
        (VNI, "hoaø, thuyû, quoác, kyø, tyî", "hoà, thuỷ, quốc, kỳ, tyỵ"),
    ],
)
def test_what_old_lists_hold_is_read(encoding, written, text):
    assert decode(written, encoding) == text


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_letter_that_an_encoding_lacks_is_refused_with_its_name(encoding):
    with pytest.raises(ValueError, match=f"Bảng mã {encoding} không có chữ 'č'"):
        encode("Kčô", encoding)


@pytest.mark.parametrize(("encoding", "name"), [(TCVN3, "TCVN5712-1"), (VISCII, "VISCII")])
def test_the_tables_are_those_of_the_systems_own_converter(encoding, name):
    letters = "".join(SMALL) + ("" if encoding == TCVN3 else "".join(sorted(LETTERS - set(SMALL))))
    done = subprocess.run(
        ["iconv", "-f", "utf-8", "-t", name], input=letters.encode(), capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"the converter of this system does not know {name}")

    assert encode(letters, encoding) == "".join(
        chr(b) if encoding == TCVN3 or b < 0x80 or b > 0x9F else bytes([b]).decode("cp1252", "ignore") or chr(b)
        for b in done.stdout
    )


# --- detection


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_list_of_names_tells_its_encoding(encoding):
    assert detect([encode(name, encoding) for name in NAMES]) == encoding
    assert detect([encode(name.upper(), encoding) for name in NAMES]) == encoding


@pytest.mark.parametrize("encoding", [TCVN3, VNI])
def test_three_names_are_enough_but_one_short_word_is_not(encoding):
    assert detect([encode(name, encoding) for name in ("Trần Văn Tám", "Lê Hữu Nghị", "Đỗ Thị Nở")]) == encoding
    assert detect([encode("Lê", encoding)]) is None
    assert detect([encode("Bộ", encoding)]) is None


@pytest.mark.parametrize(
    "texts",
    [
        NAMES,
        [name.upper() for name in NAMES],
        ["Tâm", "Hà", "Tú Bình", "Hòa", "Cô Lê", "Lý Bé", "Tý", "Hoàng Hà Nhân", "Trà", "Cúc", "Sáu", "Năm"],
        ["François", "Müller", "Jürgen", "Hélène", "Gödel", "René", "Noël", "Böll", "Bär", "Mäc", "Thérèse", "Anaïs", "João", "Sørensen", "Åse"],
        ["Herr Schröder grüßt Frau Groß", "Zürich", "Köln", "Düsseldorf", "Österreich", "für", "Ärzte"],
        ["Nguyen Van An", "Tran Thi Binh", "PX03", "1234/QD-UBND"],
        ["Y Bhăm Niê", "H'Hen Niê", "K'Brêu", "Zơrâm Thị Bớt", "Ksor Ñhưñ", "A Lăng Bĕč"],
        ["25°C", "§ 12", "« Vì an ninh Tổ quốc »", "3 × 4", "± 5", "½"],
        [],
    ],
)  # fmt: skip
def test_sound_text_is_never_taken_for_an_old_encoding(texts):
    assert detect(texts) is None


@given(st.lists(st.sampled_from(NAMES), min_size=6, max_size=20), st.sampled_from(ENCODINGS))
def test_no_sound_list_is_legacy_and_a_legacy_list_is_never_another(names, encoding):
    assert detect(names) is None
    assert detect([encode(name, encoding) for name in names]) in (encoding, None)


# --- the lost ư


@pytest.mark.parametrize(
    ("word", "readings"),
    [
        ("Mờng", ("Mường",)),
        ("Phng", ("Phưng",)),
        ("trng", ("trưng",)),
        ("trờng", ("trường",)),
        ("đợc", ("được",)),
        ("HNG", ("HƯNG",)),
        ("Lu", ("Lưu",)),
        ("Nguyn", ()),
        ("Hưng", ()),
        ("", ()),
    ],
)
def test_a_word_that_lost_its_horned_u_has_its_readings(word, readings):
    assert lost_horns(word) == readings


@pytest.mark.parametrize(
    ("text", "lost", "found"),
    [
        ("Công an phờng Hòa Thọ", False, (Uncertain("phờng", ("phường",)),)),
        ("Lu Văn Ngời", False, ()),
        ("Lu Văn Ngời", True, (Uncertain("Lu", ("Lu", "Lưu")), Uncertain("Ngời", ("Ngời", "Người")))),
        ("Phòng Tham mu, Lời mời", None, (Uncertain("mu", ("mu", "mưu")),)),
        ("Đội CSHS, PC, T. Bình", True, ()),
        ("Mai Kim T", True, (Uncertain("T", ("Tư",)),)),
        ("Mai Kim T", None, ()),
        ("HOÀNG VĂN HNG", False, (Uncertain("HNG", ("HƯNG",)),)),
        ("Nguyễn Văn An", True, ()),
    ],
)
def test_a_word_is_uncertain_where_only_the_lost_letter_makes_it_one(text, lost, found):
    assert uncertain_words(text, horns_were_lost=lost) == found
