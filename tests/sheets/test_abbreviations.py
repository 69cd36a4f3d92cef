"""Abbreviations: what is written out, what is left as it stands, and how an office's own words win."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.law.catalogue import awards as catalogue
from tdkt.sheets.abbreviations import AWARDS, STANDARD, expand, fault_of, office_words
from tdkt.sheets.plan import read_plan
from tdkt.sheets.recognition import award_named, level_named
from tdkt.vietnamese.folding import nfc
from tests.sheets.books import workbook
from tests.sheets.reading import said

OWN = {"PX03": "Phòng Tổ chức cán bộ", "GKGĐ": "Giấy khen của Giám đốc Công an tỉnh", "VP": "Văn phòng"}


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("CAH Đại Lộc", "Công an huyện Đại Lộc"),
        ("CATP Đà Nẵng", "Công an thành phố Đà Nẵng"),
        ("CA TP.Tam Kỳ", "Công an thành phố Tam Kỳ"),
        ("UBND xã Đại Minh", "Ủy ban nhân dân xã Đại Minh"),
        ("U.B.N.D xã Đại Minh", "Ủy ban nhân dân xã Đại Minh"),
        ("CSTDCS", "Chiến sĩ thi đua cơ sở"),
        ("Đội CSGT, CAX Đại Minh", "Đội Cảnh sát giao thông, Công an xã Đại Minh"),
        ("BK UBND tỉnh", "Bằng khen của UBND tỉnh"),
        ("PGĐ CAT", "Phó Giám đốc Công an tỉnh"),
        # Codes of departments are names; numbers of decisions and words in small letters are no abbreviations.
        ("PX03", "PX03"),
        ("PV01, PC06", "PV01, PC06"),
        ("123/QĐ-UBND", "123/QĐ-UBND"),
        ("trực ca đêm", "trực ca đêm"),
        ("Nguyễn Văn An", "Nguyễn Văn An"),
    ],
)
def test_abbreviations_are_written_out(written, full):
    assert expand(written) == full


@pytest.mark.parametrize("written", ["PX03", "px03", "P.X.03"])
def test_an_office_adds_its_own_words_matched_without_case_and_dots(written):
    assert expand(written, own=OWN) == "Phòng Tổ chức cán bộ"


def test_an_offices_own_word_wins_over_the_programs():
    assert expand("CAT", own={"cat": "Công an tỉnh Quảng Nam"}) == "Công an tỉnh Quảng Nam"


def test_an_offices_words_are_in_force_while_a_file_is_read_and_not_after():
    before = award_named("GKGĐ")
    with office_words(OWN):
        within = award_named("GKGĐ")
        unit = expand("VP, PX03")
    after = award_named("GKGĐ")

    assert (before, after) == (None, None)
    assert (within.code, within.level) == ("giay-khen", "agency")
    assert unit == "Văn phòng, Phòng Tổ chức cán bộ"


def test_an_offices_words_name_who_gives():
    with office_words({"ATT": "Bộ Công an"}):
        assert level_named("ATT") == "ministry"
    assert level_named("ATT") is None


@pytest.mark.parametrize("short", AWARDS)
def test_every_abbreviation_of_an_award_is_recognised(short):
    found = award_named(short)

    assert found is not None
    assert found.code in catalogue() or found.candidates


@pytest.mark.parametrize(
    ("short", "long"), [("", "x"), (" . ", "x"), ("PX03", " "), ("x" * 41, "y"), ("PX03", "px03"), ("A", "y" * 201)]
)
def test_a_faulty_entry_is_refused_with_a_sentence_and_never_used(short, long):
    fault = fault_of(short, long)

    assert fault
    assert fault[0].isupper()
    assert fault.endswith((".", "'."))
    assert expand("PX03", own={short: long}) == "PX03"


def test_the_programs_own_entries_are_sound():
    assert [fault for short, long in STANDARD.items() if (fault := fault_of(short, long))] == []


@given(st.text(max_size=60))
def test_text_without_abbreviations_is_left_as_it_stands(text):
    words = nfc(text).lower()

    assert expand(words) == words


def test_a_plan_is_read_with_the_offices_own_words_and_keeps_the_files_spelling():
    content = workbook(
        [["STT", "Họ và tên", "Đơn vị", "Danh hiệu", "Cấp khen"], [1, "Nguyễn Văn An", "PX03", "GKGĐ", "ATT"]]
    )

    plan = read_plan("a.xlsx", content, abbreviations=OWN | {"ATT": "Công an tỉnh"})

    assert [said(row["record"]) for row in plan["parts"][0]["rows"] if row["status"] == "new"] == [
        {
            "recipient": "individual",
            "name": "Nguyễn Văn An",
            "unit": "PX03",
            "award": "giay-khen",
            "authority": "agency",
            "stage": "given",
        }
    ]
