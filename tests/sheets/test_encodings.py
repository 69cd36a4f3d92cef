"""The bytes of a CSV file are read in the encoding that its words show, or the file is refused."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.sheets.encodings import UNCLEAR, decode
from tdkt.sheets.grid import UnreadableFile
from tdkt.vietnamese.folding import nfc
from tdkt.vietnamese.legacy import SOFT_HYPHEN, TCVN3, VISCII, VNI, encode
from tests.sheets.reading import codes, records, rows

LIST = """STT;Họ và tên;Ngày sinh;Đơn vị
1;Nguyễn Văn Ước;1/2/1980;Công an huyện Đại Lộc
2;Trần Thị Bé;28.5.1981;Phòng Tham mưu
3;Y Bhăm Niê;1982;Đội CSHS
"""
NAMES = ["Nguyễn Văn Ước", "Trần Thị Bé", "Y Bhăm Niê"]
TONES = "\u0300\u0309\u0303\u0301\u0323"


def vietnamese_windows(text: str) -> bytes:
    """As Windows 1258 has it: a letter with its shape, then its tone."""
    out = b""
    for c in text:
        apart = "".join(x for x in unicodedata.normalize("NFD", c))
        tone = "".join(x for x in apart if x in TONES)
        try:
            out += c.encode("cp1258")
        except UnicodeEncodeError:
            out += nfc("".join(x for x in apart if x not in TONES)).encode("cp1258") + tone.encode("cp1258")
    return out


def old_bytes(text: str, encoding: str) -> bytes:
    return b"".join(c.encode("cp1252", "ignore") or c.encode("latin-1") for c in encode(text, encoding))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_and_without_its_mark(encoding):
    assert decode(LIST.encode(encoding)) == LIST
    assert decode(("\ufeff" + LIST).encode("utf-16-be")) == LIST


def test_vietnamese_windows_is_read_into_composed_letters():
    assert decode(vietnamese_windows(LIST)) == LIST
    assert decode(vietnamese_windows("STT,Tên\n1,Bình\n")) == "STT,Tên\n1,Bình\n"


@pytest.mark.parametrize("encoding", [TCVN3, VNI, VISCII])
def test_bytes_of_an_old_font_are_kept_as_signs_and_read_cell_by_cell(encoding):
    content = old_bytes(LIST, encoding)

    assert decode(content) == encode(LIST, encoding)
    assert records(content, "a.csv") == records(LIST.encode(), "a.csv")
    assert [record["name"] for record in records(content, "a.csv")] == NAMES
    repairs = rows(content, "a.csv")[0]["problems"]
    assert [(p["code"], p["at"]) for p in repairs] == [
        ("text-converted", "line 2 column 2"),
        ("text-converted", "line 2 column 4"),
    ]


def test_bytes_of_tcvn3_that_lost_their_soft_hyphens_ask_a_person():
    content = old_bytes(LIST.replace("Ước", "Hường"), TCVN3).replace(SOFT_HYPHEN.encode("latin-1"), b"")

    found = rows(content, "a.csv")

    assert [row["status"] for row in found] == ["refused", "new", "new"]
    assert ("text-uncertain", "line 3 column 4", "Phßng Tham mu") in codes(found[1])


@pytest.mark.parametrize(
    "text",
    ["Nguyen Van An;Phong “A” – 25°", "François Müller;Köln", "Noël;Zoë", "Le Van Tâm;Hà", "José;São Paulo"],
)
def test_plain_windows_text_is_read_as_it_stands(text):
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    "content", [b"1;L\xaa;x", b"1;\xa7\xf8c\x9d;x", b"a;\xb5\xb5x\xff;b", bytes(range(128, 256)) + b";x"]
)
def test_bytes_that_no_encoding_explains_are_refused_in_a_sentence(content):
    with pytest.raises(UnreadableFile, match=UNCLEAR):
        decode(content)


def test_utf8_that_lost_a_byte_is_still_utf8_and_only_its_cell_is_refused():
    content = (LIST * 3).encode().replace("ễ".encode(), b"\xe1\xbb", 1)

    found = rows(content, "a.csv")

    assert [row["status"] for row in found][:3] == ["refused", "new", "new"]
    assert [p["code"] for p in found[0]["problems"]] == ["text-damaged"]


@given(
    st.lists(st.sampled_from(NAMES[:2] + ["Công an huyện Đại Lộc", "Đinh Thị Ổn", "Lê Cúc"]), min_size=3, max_size=12)
)
def test_a_list_of_names_is_read_the_same_in_every_encoding(names):
    text = "\n".join([*names, "Họ và tên", "Đơn vị"])

    assert decode(text.encode()) == text
    assert decode(vietnamese_windows(text)) == text
    assert decode(old_bytes(text, VNI)) == encode(text, VNI)
    assert decode(old_bytes(text, TCVN3)) == encode(text, TCVN3)
