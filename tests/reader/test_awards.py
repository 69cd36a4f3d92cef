"""Which award free words name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.law.catalogue import awards
from tdkt.law.tally import Authority
from tdkt.reader.awards import RecognisedAward, recognise_award
from tdkt.vietnamese.folding import fold

PROVINCE = Authority("province", "UBND tỉnh")


@pytest.mark.parametrize("code", awards())
def test_every_award_is_known_by_its_code_its_name_and_its_short_name(code: str) -> None:
    award = awards()[code]

    assert [recognise_award(words) for words in (code, award.name, award.short)] == [RecognisedAward(code)] * 3


@pytest.mark.parametrize("code", [code for code, award in awards().items() if "," not in award.name])
def test_a_name_is_known_in_capitals_in_a_sentence_and_without_diacritics(code: str) -> None:
    name = awards()[code].name

    for words in (name.upper(), f"được tặng {name} lần này", fold(name)):
        found = recognise_award(words)
        assert found is not None
        assert found.code == code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("CSTĐCS", "chien-si-thi-dua-co-so"), ("CSTĐ cấp cơ sở", "chien-si-thi-dua-co-so"), ("CSTĐTQ",
        "chien-si-thi-dua-toan-quoc"),
        ("Chiến sỹ thi đua cấp tỉnh", "chien-si-thi-dua-bo-tinh"), ("Chiến sĩ thi đua toàn lực lượng",
        "chien-si-thi-dua-bo-tinh"),
        ("Chiến sĩ thi đua ngành Giáo dục", "chien-si-thi-dua-bo-tinh"), ("LĐTT", "lao-dong-tien-tien"),
        ("TTLĐXS", "tap-the-lao-dong-xuat-sac"), ("HCLĐ", "huan-chuong-lao-dong"), ("HC Bảo vệ TQ",
        "huan-chuong-bao-ve-to-quoc"),
        ("HCBVTQ", "huan-chuong-bao-ve-to-quoc"), ("HCCSVV", "huy-chuong-chien-si-ve-vang"),
        ("Huy chương Quân kỳ Quyết thắng", "huy-chuong-quan-ky-quyet-thang"), ("Mẹ VNAH", "ba-me-viet-nam-anh-hung"),
        ("Anh hùng LLVT nhân dân", "anh-hung-luc-luong-vu-trang-nhan-dan"), ("NGƯT", "nha-giao-uu-tu"), ("TTND",
        "thay-thuoc-nhan-dan"),
        ("Kỷ niệm chương Vì sự nghiệp bảo vệ ANTQ", "ky-niem-chuong-bao-ve-an-ninh-to-quoc"),
        ("Kỷ niệm chương Vì sự nghiệp giáo dục", "ky-niem-chuong"), ("làng văn hoá", "thon-to-dan-pho-van-hoa"),
        ("Cờ thi đua của Thủ tướng Chính phủ", "co-thi-dua-chinh-phu"), ("Cờ thi đua Bộ Y tế", "co-thi-dua-bo-tinh"),
        ("Cờ dẫn đầu phong trào thi đua", "co-thi-dua-bo-tinh"), ("Cờ thi đua xuất sắc của UBND tỉnh",
        "co-thi-dua-bo-tinh"),
        ("Cờ đơn vị xuất sắc trong phong trào thi đua năm 2019 của Chính phủ", "co-thi-dua-chinh-phu"),
        ("Cờ thi đua của Quân khu 5", "co-thi-dua-quan-khu"), ("Bằng khen của Chính phủ", "bang-khen-thu-tuong"),
        ("BK TTg", "bang-khen-thu-tuong"), ("Bằng khen của Bộ Tư lệnh Quân khu 5", "bang-khen-quan-khu"),
        ("BK UBND tỉnh", "bang-khen-bo-tinh"), ("Bằng khen các bộ, ngành", "bang-khen-bo-tinh"),
        ("bang khen cua bo", "bang-khen-bo-tinh"),
        ("Bằng khen của Đại học Quốc gia Hà Nội", "bang-khen-quan-khu"), ("Giấy khen của Hiệu trưởng", "giay-khen"),
    ],
)  # fmt: skip
def test_usual_abbreviated_and_older_wordings_are_known(words: str, code: str) -> None:
    found = recognise_award(words)

    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("words", "class_"),
    [
        ("Huân chương Lao động hạng Nhất", 1),
        ("HCBVTQ hạng II", 2),
        ("Huân chương Chiến công hạng 3", 3),
        ("HCLĐ Ba", 3),
        ("Huân chương Lao động các hạng", None),
        ("Huân chương Lao động hạng Nhì, Ba", None),
    ],
)
def test_the_class_is_known_where_one_is_named(words: str, class_: int | None) -> None:
    found = recognise_award(words)

    assert found is not None
    assert found.class_ == class_


def test_the_giver_in_the_name_is_told_with_his_level() -> None:
    assert recognise_award("Bằng khen của Chủ tịch UBND tỉnh Quảng Nam") == RecognisedAward(
        "bang-khen-bo-tinh", level="province", authority=Authority("province", "Chủ tịch UBND tỉnh Quảng Nam")
    )


def test_a_bare_certificate_of_merit_stays_open_until_its_giver_is_told() -> None:
    bare = recognise_award("Bằng khen")
    told = recognise_award("Bằng khen", given_by=PROVINCE)

    assert bare == RecognisedAward(None, candidates=("bang-khen-thu-tuong", "bang-khen-bo-tinh", "bang-khen-quan-khu"))
    assert told == RecognisedAward("bang-khen-bo-tinh", level="province", authority=PROVINCE)


def test_a_certificate_of_merit_from_below_a_province_is_warned_of() -> None:
    found = recognise_award("Bằng khen của Giám đốc Công an tỉnh")

    assert found is not None
    assert (found.code, found.level) == ("bang-khen-bo-tinh", "agency")
    assert found.warning is not None


def test_words_that_are_not_understood_are_told() -> None:
    found = recognise_award("Huân chương Lao động hạng Ba (bổ sung)")

    assert found is not None
    assert found.rest == "bổ sung"


@pytest.mark.parametrize("words", ["", "tập thể", "Huy chương vàng", "cờ vua", "lễ chào cờ Tổ quốc"])
def test_what_names_no_award_is_none(words: str) -> None:
    assert recognise_award(words) is None


@given(st.text(max_size=60))
def test_any_words_are_read_without_failing(words: str) -> None:
    found = recognise_award(words)

    assert found is None or found.code is None or found.code in awards()
