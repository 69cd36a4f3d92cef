"""Lists in old fonts come in as Unicode, with what the file held beside it; what cannot be read for certain asks a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.sheets.grid import Grid
from tdkt.sheets.legacy import Mended, in_unicode, misread_utf8
from tdkt.vietnamese.legacy import SOFT_HYPHEN, TCVN3, VISCII, VNI, encode
from tests.sheets.books import word, workbook
from tests.sheets.reading import codes, parts, records, rows

LIST = [
    ["DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN CỦA GIÁM ĐỐC CÔNG AN TỈNH NĂM 2019"],
    ["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị"],
    ["I", "Công an phường Hòa Thọ"],
    [1, "Nguyễn Văn Ước", "1/2/1980", "Đội trưởng"],
    [2, "Lê Văn Bé", "1/2/1981", "Cán bộ", "Đội CSHS"],
    [3, "Lưu Thị Hương", "1/2/1981", "Cán bộ", "Công an phường An Khê"],
    [4, "Trần An", "5/1980", "Phó trưởng phòng", "PX03"],
]


def old(cells, encoding, *, drop=""):
    """The cells as the old font has them; `drop` are characters that were lost."""
    return [
        [encode(v, encoding).translate(dict.fromkeys(map(ord, drop))) if isinstance(v, str) else v for v in row]
        for row in cells
    ]


@pytest.mark.parametrize("encoding", [TCVN3, VNI, VISCII])
def test_a_list_in_an_old_font_gives_the_records_of_the_same_list_in_unicode(encoding):
    assert records(workbook(old(LIST, encoding))) == records(workbook(LIST))


@pytest.mark.parametrize("encoding", [TCVN3, VNI])
def test_a_word_table_in_an_old_font_gives_the_records_of_the_same_table_in_unicode(encoding):
    title, *table = LIST
    texts = [[str(v) for v in [*row, "", "", ""][:5]] for row in table[:1] + table[2:]]

    found = records(word(encode(title[0], encoding), old(texts, encoding)), "a.docx")

    assert found == records(word(title[0], texts), "a.docx")
    assert len(found) == 4


def test_each_converted_cell_says_what_the_file_held():
    (part,) = parts(workbook(old(LIST, VNI)))

    said = {p["at"]: p for row in part["rows"] for p in row["problems"]}
    filled = {
        f"Sheet1!{'ABCDE'[c]}{r + 1}": encode(value, VNI)
        for r, row in enumerate(LIST)
        for c, value in enumerate(row)
        if isinstance(value, str) and not value.isascii()
    }
    assert {at: p["value"] for at, p in said.items()} == filled
    assert {(p["code"], p["level"]) for p in said.values()} == {("text-converted", "repair")}
    assert said["Sheet1!B4"]["message"] == (
        "Hàng 4, cột Họ và tên: 'Nguyeãn Vaên Öôùc' là chữ theo bảng mã VNI, được đọc là 'Nguyễn Văn Ước'."
    )


def test_a_list_that_lost_its_horned_u_is_refused_where_it_names_and_null_elsewhere():
    found = {row["at"]: row for row in rows(workbook(old(LIST, TCVN3, drop=SOFT_HYPHEN)))}

    assert [found[at]["status"] for at in found] == ["new", "new", "refused", "new"]
    refused = next(p for p in found["Sheet1!A6:E6"]["problems"] if p["at"] == "Sheet1!B6")
    assert (refused["code"], refused["value"], refused["level"]) == ("text-uncertain", "Lu ThÞ H¬ng", "error")
    assert refused["message"].endswith("'Lu' có thể là 'Lu' hoặc 'Lưu'; 'Hơng' có thể là 'Hương'.")
    assert "gõ lại ô này" in refused["remedy"]
    first = found["Sheet1!A4:E4"]
    assert (first["record"]["name"], first["record"]["post"]) == ("Nguyễn Văn Ước", None)
    assert ("text-uncertain", "Sheet1!D4", "§éi trëng") in codes(first)


def test_who_stands_under_a_unit_that_cannot_be_read_has_no_unit():
    cells = old(LIST, TCVN3, drop=SOFT_HYPHEN)
    before = [["", "Công an huyện Đại Lộc"], [5, "Bùi Văn Dũng", "1/1/1980", "Cán bộ"]]
    (part,) = parts(workbook([*cells[:2], *old(before, TCVN3), *cells[2:]]))

    assert [row["record"]["unit"] for row in part["rows"] if row["record"]][:2] == ["Công an huyện Đại Lộc", None]
    group = next(row for row in part["rows"] if row["at"] == "Sheet1!A5:E5")
    assert codes(group) == [("text-uncertain", "Sheet1!B5", "C«ng an phêng Hßa Thä")]


def test_soft_hyphens_that_are_there_leave_nothing_uncertain():
    found = rows(workbook(old(LIST, TCVN3)))

    assert {p["code"] for row in found for p in row["problems"]} == {"text-converted"}


def test_only_the_columns_in_the_old_font_are_converted():
    cells = [["STT", "Họ và tên", "Đơn vị"], *([i, "Trần Văn Tám", "Công an huyện Đại Lộc"] for i in range(1, 4))]
    names = ["Nguyễn Thị Bé", "Trần Đức Ổn", "Lê Hữu Nghị"]
    for row, name in zip(cells[1:], names, strict=True):
        row[1] = encode(name, TCVN3)

    found = rows(workbook(cells))

    assert [(row["record"]["name"], row["record"]["unit"]) for row in found] == [
        (name.replace("Ổ", "ổ"), "Công an huyện Đại Lộc") for name in names
    ]
    assert {p["at"] for row in found for p in row["problems"]} == {"Sheet1!B2", "Sheet1!B3", "Sheet1!B4"}


def test_in_a_column_of_both_a_cell_sound_both_ways_asks_a_person():
    names = ["Nguyễn Đức Ổn", "Lê Hữu Nghị", "Đỗ Thị Nở", "Bùi Xuân Trọng"]
    cells = [["STT", "Họ và tên", "Đơn vị"], *([i, encode(name, TCVN3), "Phòng A"] for i, name in enumerate(names, 1))]
    cells += [[5, "Phạm Văn Được", "Phòng A"], [6, "Lý Tú", "Phòng A"], [7, "Lý Cúc", "Phòng A"]]

    found = rows(workbook(cells))

    assert [row["status"] for row in found] == ["new"] * 5 + ["refused", "new"]
    assert [p["code"] for p in found[5]["problems"]] == ["text-uncertain"]
    assert found[6]["record"]["name"] == "Lý Cúc"


def test_one_cell_alone_is_refused_and_not_guessed():
    cells = [["STT", "Họ và tên", "Đơn vị"], [1, "NguyÔn §øc", "Phòng A"], [2, "Trần Văn Được", "Phòng A"]]

    found = rows(workbook(cells))

    assert [row["status"] for row in found] == ["refused", "new"]
    assert codes(found[0]) == [("text-legacy-font", "Sheet1!B2", "NguyÔn §øc")]


def test_a_small_sheet_is_read_in_the_encoding_of_the_others():
    small = [["STT", "Họ tên", "Đơn vị"], [1, encode("Lê An", TCVN3), "PX03"]]

    found = parts(workbook({"A": old(LIST, TCVN3), "B": small}))

    assert [row["record"]["name"] for row in found[1]["rows"] if row["record"]] == ["Lê An"]


SOUND = [
    ["STT", "Họ và tên", "Đơn vị"],
    [1, "François Müller", "Đại sứ quán"],
    [2, "Jürgen Schröder", "Köln"],
    [3, "Y Bhăm Niê", "Buôn Ñhao"],
    [4, "H'Ñan Êban", "Phòng A"],
    [5, "Lý Bé", "Phòng Cô Tú"],
    [6, "Nguyen Van An", "PX03"],
]


def test_sound_text_of_any_language_passes_untouched():
    grid = Grid(where="Sheet1", form="sheet", cells=[list(row) for row in SOUND])

    assert in_unicode([grid])[0].cells == SOUND
    assert not any(isinstance(value, Mended) for row in grid.cells for value in row)


VIETNAMESE = [
    "Nguyễn Văn Ước",
    "Trần Bé",
    "Đỗ Mười",
    "Lê Cúc",
    "Y Bhăm Niê",
    "Tú",
    "Hà",
    "",
    "PX03",
    "Công an xã Đại Lộc",
]


@given(st.lists(st.lists(st.sampled_from(VIETNAMESE), min_size=2, max_size=4), max_size=8))
def test_a_sheet_in_unicode_is_never_changed(cells):
    grid = Grid(where="Sheet1", form="sheet", cells=[list(row) for row in cells])

    assert in_unicode([grid])[0].cells == cells


@given(st.text(st.sampled_from("aăâđêơưắệộđĐỨ nguyt"), max_size=20), st.sampled_from(["cp1252", "latin-1"]))
def test_utf8_that_was_read_as_something_else_comes_back_where_no_byte_was_lost(text, wrongly):
    try:
        misread = text.encode("utf-8").decode(wrongly)
    except UnicodeDecodeError:
        return

    assert misread_utf8(misread) in (text, None)


@pytest.mark.parametrize(
    ("misread", "text"),
    [
        ("Nguyá»…n VÄƒn A", "Nguyễn Văn A"),
        ("HoÃ\xa0ng ThÃ¹y", "Hoàng Thùy"),
        ("Ä\x90á»©c", "Đức"),
        ("Nguyá»n VÄƒn A", None),
        ("NguyEãn Ã", None),
        ("Nguyễn", None),
    ],
)
def test_misread_utf8_is_told_from_other_text(misread, text):
    assert misread_utf8(misread) == text


def test_a_misread_cell_is_converted_with_a_note():
    cells = [["STT", "Họ và tên", "Đơn vị"], [1, "Nguyá»…n VÄƒn A", "Phòng A"], [2, "Nguyá»n VÄƒn B", "Phòng A"]]

    found = rows(workbook(cells))

    assert [(row["status"], codes(row)) for row in found] == [
        ("new", [("text-converted", "Sheet1!B2", "Nguyá»…n VÄƒn A")]),
        ("refused", [("text-damaged", "Sheet1!B3", "Nguyá»n VÄƒn B")]),
    ]
    assert found[0]["record"]["name"] == "Nguyễn Văn A"


_FAMILY = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Lưu Mai Tô Hà"
FAMILY = _FAMILY.split()
_MIDDLE = "Văn Thị Đức Hữu Quốc Ngọc Xuân Đình Công Minh Thanh Kim Hoài Bảo"
MIDDLE = _MIDDLE.split()
_GIVEN = "An Bình Chi Dũng Giang Hà Hải Hương Khánh Lan Linh Oanh Phúc Quân Sơn Tâm Uyên Vy Thược Hường Bé Tú Cúc Tý Hùng Hưng Tư"  # fmt: skip
GIVEN = _GIVEN.split()
UNITS = [
    "Công an huyện Đại Lộc",
    "Phòng Tham mưu",
    "Công an phường Hòa Thọ",
    "Đội CSHS",
    "PX03",
    "Phòng Tổ chức cán bộ",
]
POSTS = ["Đội trưởng", "Cán bộ", "Phó đội trưởng", "Chiến sĩ"]
PEOPLE = st.one_of(
    st.tuples(*map(st.sampled_from, (FAMILY, MIDDLE, GIVEN))).map(" ".join),
    st.sampled_from(["Y Bhăm Niê", "H'Hen Niê", "Zơrâm Thị Bớt", "Ksor Phước"]),
)


@given(
    st.lists(st.tuples(PEOPLE, st.sampled_from(UNITS), st.sampled_from(POSTS)), min_size=1, max_size=20),
    st.sampled_from([TCVN3, VNI]),
    st.sets(st.integers(0, 3)),
    st.booleans(),
)
def test_what_is_converted_for_certain_is_always_what_was_written(people, encoding, in_old_font, loses_horns):
    """Any of the columns, and the heading (3), are in the old font; soft hyphens may be lost."""
    sound = [["Họ và tên", "Đơn vị", "Chức vụ"], *map(list, people)]

    def written(text: str, is_old: bool) -> str:
        try:
            found = encode(text, encoding) if is_old else text
        except ValueError:
            return text
        return found.replace(SOFT_HYPHEN, "") if loses_horns else found

    cells = [
        [written(text, (3 if r == 0 else c) in in_old_font) for c, text in enumerate(row)]
        for r, row in enumerate(sound)
    ]
    grid = in_unicode([Grid(where="Sheet1", form="sheet", cells=cells)])[0]

    for row, texts in zip(grid.cells, sound, strict=True):
        for value, text in zip(row, texts, strict=True):
            if isinstance(value, Mended) and value.is_certain:
                assert value.casefold() == text.casefold()
