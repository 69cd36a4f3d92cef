"""Files in other encodings: the Windows page 1258, composed marks, tabs, and the old fonts TCVN3 and VNI, typed here letter by letter."""

import unicodedata

import pytest

from tests.sheets.books import workbook
from tests.sheets.corpus.case import (
    File,
    Part,
    expected,
    new,
    passed_over,
    person,
    refused,
    seen,
)


def in_1258(text: str) -> bytes:
    """As Windows writes Vietnamese: the vowel with its shape, then the tone as a character of its own."""
    written = b""
    for letter in unicodedata.normalize("NFC", text):
        try:
            written += letter.encode("cp1258")
        except UnicodeEncodeError:
            bare, tone = unicodedata.normalize("NFD", letter)[:-1], unicodedata.normalize("NFD", letter)[-1]
            if len(bare) == 2 and not "̣̀̉̃́".count(bare[1]):
                bare = unicodedata.normalize("NFC", bare)
            elif len(bare) == 2:
                # The dot below stands before the shape in the decomposed form.
                bare, tone = unicodedata.normalize("NFC", bare[0] + tone), bare[1]
            written += bare.encode("cp1258") + tone.encode("cp1258")
    return written


def converted(row: str, columns: str, where: str = "Sheet1") -> list[tuple[str, str]]:
    return [("text-converted", f"{where}!{column}{row}") for column in columns]


windows_1258 = File(
    "windows-1258.csv",
    lambda: in_1258(
        "STT;Họ và tên;Ngày sinh;Số hiệu;Đơn vị\r\n1;Nguyễn Văn Đức;28/05/1980;123-456;Công an huyện Đại Lộc\r\n2;Trần Thị Hường;1985;123-457;Phòng Tổ chức cán bộ\r\n"
    ),
    [
        Part(
            "CSV",
            "people",
            [
                *passed_over("line 1"),
                new("line 2", name="Nguyễn Văn Đức", born="1980-05-28", service_number="123-456", unit="Công an huyện Đại Lộc"),
                new("line 3", name="Trần Thị Hường", born="1985", service_number="123-457", unit="Phòng Tổ chức cán bộ"),
            ],
        )
    ],
)  # fmt: skip

with_tabs = File(
    "tach-bang-tab.txt",
    lambda: (
        "DANH SÁCH ĐẠT DANH HIỆU CHIẾN SĨ TIÊN TIẾN NĂM 2021\n"
        'TT\tHọ và tên\tCấp bậc\tĐơn vị\n1\tNguyễn Văn Đức\tĐại úy\t"Đội 1, PC02"\n2\tTrần Thị Hường\tThiếu tá\tnt\n'
    ).encode("utf-16-le"),
    [
        Part(
            "CSV",
            "awards",
            [
                *passed_over("line 1", "line 2"),
                new("line 3", **person("Nguyễn Văn Đức"), rank="Đại úy", unit="Đội 1, PC02", award="chien-si-tien-tien", for_from=2021, for_to=2021),
                new("line 4", **person("Trần Thị Hường"), rank="Thiếu tá", unit="Đội 1, PC02", award="chien-si-tien-tien", for_from=2021, for_to=2021,
                    problems=[("ditto", "line 4 column 4")]),
            ],
        )
    ],
)  # fmt: skip

composed = File(
    "dau-to-hop.xlsx",
    lambda: workbook(
        [
            ["STT", unicodedata.normalize("NFD", "Họ và tên"), "Đơn vị", "Danh hiệu", "Năm"],
            [1, unicodedata.normalize("NFD", "Nguyễn Văn Đức"), "Phòng\u00a0PC02", unicodedata.normalize("NFD", "Chiến sĩ tiên tiến"), 2020],
            [2, "Trần  Thị\u200b Hường ", "Công an huyện Hoà Vang", "CSTT", "2020 "],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1:E1"),
                new("Sheet1!A2:E2", **person("Nguyễn Văn Đức"), unit="Phòng PC02", award="chien-si-tien-tien", for_from=2020, for_to=2020,
                    problems=[("text-composed", "Sheet1!B2"), ("blanks-dropped", "Sheet1!C2"), ("text-composed", "Sheet1!D2")]),
                new("Sheet1!A3:E3", **person("Trần Thị Hường"), unit="Công an huyện Hoà Vang", award="chien-si-tien-tien", for_from=2020, for_to=2020,
                    problems=[("blanks-dropped", "Sheet1!B3")]),
            ],
        )
    ],
)  # fmt: skip

tcvn3 = File(
    "tcvn3.xlsx",
    lambda: workbook(
        [
            ["Danh s¸ch c¸ nh©n ®¹t danh hiÖu ChiÕn sÜ thi ®ua c¬ së n¨m 2005"],
            ["STT", "Hä vµ tªn", "CÊp bËc", "§¬n vÞ", "Sè Q§"],
            [1, "NguyÔn V¨n §øc", "ThiÕu t¸", "C«ng an huyÖn §¹i Léc", "15/Q§-CAT"],
            [2, "TrÇn ThÞ B×nh", "§¹i uý", "Phßng Tæ chøc c¸n bé", "15/Q§-CAT"],
            [3, "Lª V¨n ChÝn", "Th\u00adîng uý", "C«ng an huyÖn QuÕ S¬n", "16/Q§-CAT"],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1", problems=converted("1", "A")),
                *passed_over("Sheet1!A2:E2", problems=converted("2", "BCDE")),
                new("Sheet1!A3:E3", **person("Nguyễn Văn Đức"), rank="Thiếu tá", unit="Công an huyện Đại Lộc", award="chien-si-thi-dua-co-so", authority="agency", for_from=2005, for_to=2005,
                    decision_number="15/QĐ-CAT", problems=converted("3", "BCDE")),
                new("Sheet1!A4:E4", **person("Trần Thị Bình"), rank="Đại uý", unit="Phòng Tổ chức cán bộ", award="chien-si-thi-dua-co-so", authority="agency", for_from=2005, for_to=2005,
                    decision_number="15/QĐ-CAT", problems=converted("4", "BCDE")),
                new("Sheet1!A5:E5", **person("Lê Văn Chín"), rank="Thượng uý", unit="Công an huyện Quế Sơn", award="chien-si-thi-dua-co-so", authority="agency", for_from=2005, for_to=2005,
                    decision_number="16/QĐ-CAT", problems=converted("5", "BCDE")),
            ],
        )
    ],
    also=("xls",),
)  # fmt: skip

vni = File(
    "vni.xlsx",
    lambda: workbook(
        [
            ["STT", "Hoï vaø teân", "Ngaøy sinh", "Chöùc vuï", "Ñôn vò coâng taùc", "Danh hieäu", "Naêm"],
            [1, "Nguyeãn Vaên Ñöùc", "28/5/1960", "Ñoäi tröôûng", "Coâng an huyeän Ñaïi Loäc", "Chieán só thi ñua cô sôû", 2003],
            [2, "Traàn Thò Höôøng", "1965", "Caùn boä", "Phoøng Toå chöùc caùn boä", "Chieán só tieân tieán", 2003],
        ]
    ),
    [
        Part(
            "Sheet1",
            "awards",
            [
                *passed_over("Sheet1!A1:G1", problems=converted("1", "BCDEFG")),
                new("Sheet1!A2:G2", **person("Nguyễn Văn Đức"), born="1960-05-28", post="Đội trưởng", unit="Công an huyện Đại Lộc", award="chien-si-thi-dua-co-so", for_from=2003, for_to=2003,
                    problems=converted("2", "BDEF")),
                new("Sheet1!A3:G3", **person("Trần Thị Hường"), born="1965", post="Cán bộ", unit="Phòng Tổ chức cán bộ", award="chien-si-tien-tien", for_from=2003, for_to=2003,
                    problems=converted("3", "BDEF")),
            ],
        )
    ],
    also=("xls", "ods"),
)  # fmt: skip

tcvn3_bytes = File(
    "tcvn3.csv",
    # The bytes of the old font, each as Windows shows it.
    lambda: (
        "STT,Hä vµ tªn,N¨m sinh,§¬n vÞ,Sè hiÖu\r\n1,NguyÔn V¨n §øc,1960,C«ng an huyÖn §¹i Léc,011-222\r\n2,TrÇn ThÞ B×nh,1965,Phßng Tæ chøc c¸n bé,011-223\r\n"
    ).encode("cp1252"),
    [
        Part(
            "CSV",
            "people",
            [
                *passed_over("line 1", problems=[("text-converted", f"line 1 column {c}") for c in (2, 3, 4, 5)]),
                new("line 2", name="Nguyễn Văn Đức", born="1960", unit="Công an huyện Đại Lộc", service_number="011-222", problems=[("text-converted", f"line 2 column {c}") for c in (2, 4)]),
                new("line 3", name="Trần Thị Bình", born="1965", unit="Phòng Tổ chức cán bộ", service_number="011-223", problems=[("text-converted", f"line 3 column {c}") for c in (2, 4)]),
            ],
        )
    ],
)  # fmt: skip

lost_horns = File(
    "tcvn3-mat-chu.xlsx",
    # "ư" is the soft hyphen in TCVN3 and is gone after copying: "H­êng" came as "Hêng", "L­u" as "Lu".
    lambda: workbook(
        [
            ["STT", "Hä vµ tªn", "N¨m sinh", "§¬n vÞ"],
            [1, "NguyÔn V¨n §øc", 1960, "C«ng an huyÖn §¹i Léc"],
            [2, "Lu ThÞ Hêng", 1965, "C«ng an huyÖn §¹i Léc"],
            [3, "TrÇn V¨n §øc", 1966, "C«ng an phêng Hßa Thä"],
        ]
    ),
    [
        Part(
            "Sheet1",
            "people",
            [
                *passed_over("Sheet1!A1:D1", problems=converted("1", "BCD")),
                new("Sheet1!A2:D2", name="Nguyễn Văn Đức", born="1960", unit="Công an huyện Đại Lộc", problems=converted("2", "BD")),
                refused("Sheet1!A3:D3", ("text-uncertain", "Sheet1!B3"), ("text-converted", "Sheet1!D3")),
                new("Sheet1!A4:D4", name="Trần Văn Đức", born="1966", problems=[*converted("4", "B"), ("text-uncertain", "Sheet1!D4")]),
            ],
        )
    ],
)  # fmt: skip

FILES = [windows_1258, with_tabs, composed, tcvn3, vni, tcvn3_bytes, lost_horns]


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_a_file_in_another_encoding_is_read_as_a_clerk_would(file):
    assert seen(file.make(), file) == expected(file)
