"""Awards, classes and givers in the words that lists use for them: one line of the table for each wording."""

import pytest

from tdkt.sheets.recognition import award_in, award_named, awards_in_cell, level_named, level_of_number, settled
from tests.sheets.books import workbook
from tests.sheets.reading import records

WORDINGS = [
    # titles of persons
    ("Chiến sĩ thi đua toàn quốc", "chien-si-thi-dua-toan-quoc", None, None),
    ("CSTĐTQ", "chien-si-thi-dua-toan-quoc", None, None),
    ("CSTĐ toàn quốc", "chien-si-thi-dua-toan-quoc", None, None),
    ("Chiến sỹ thi đua toàn quốc", "chien-si-thi-dua-toan-quoc", None, None),
    ("Chiến sĩ thi đua cơ sở", "chien-si-thi-dua-co-so", None, None),
    ("CSTĐCS", "chien-si-thi-dua-co-so", None, None),
    ("CSTDCS", "chien-si-thi-dua-co-so", None, None),
    ("CSTĐ cơ sở", "chien-si-thi-dua-co-so", None, None),
    ("CSTĐ CS", "chien-si-thi-dua-co-so", None, None),
    ("Danh hiệu Chiến sĩ thi đua cơ sở", "chien-si-thi-dua-co-so", None, None),
    ("Chiến sĩ thi đua cấp cơ sở", "chien-si-thi-dua-co-so", None, None),
    ("chien si thi dua co so", "chien-si-thi-dua-co-so", None, None),
    ("CHIẾN SĨ THI ĐUA CƠ SỞ", "chien-si-thi-dua-co-so", None, None),
    ("Chiến sĩ thi đua toàn lực lượng Công an nhân dân", "chien-si-thi-dua-bo-tinh", None, None),
    ("Chiến sĩ thi đua toàn lực lượng", "chien-si-thi-dua-bo-tinh", None, None),
    ("CSTĐ TLL", "chien-si-thi-dua-bo-tinh", None, None),
    ("CSTĐTLL", "chien-si-thi-dua-bo-tinh", None, None),
    ("Chiến sĩ thi đua cấp tỉnh", "chien-si-thi-dua-bo-tinh", None, "province"),
    ("CSTĐ cấp tỉnh", "chien-si-thi-dua-bo-tinh", None, "province"),
    ("CSTĐ cấp Bộ", "chien-si-thi-dua-bo-tinh", None, "ministry"),
    ("Chiến sĩ thi đua toàn quân", "chien-si-thi-dua-bo-tinh", None, None),
    ("Chiến sĩ tiên tiến", "chien-si-tien-tien", None, None),
    ("CSTT", "chien-si-tien-tien", None, None),
    ("Chiến sỹ tiên tiến năm 2019", "chien-si-tien-tien", None, None),
    ("Lao động tiên tiến", "lao-dong-tien-tien", None, None),
    ("LĐTT", "lao-dong-tien-tien", None, None),
    ("Danh hiệu LĐTT", "lao-dong-tien-tien", None, None),
    # titles of collectives
    ("Tập thể lao động xuất sắc", "tap-the-lao-dong-xuat-sac", None, None),
    ("TTLĐXS", "tap-the-lao-dong-xuat-sac", None, None),
    ("Tập thể LĐXS", "tap-the-lao-dong-xuat-sac", None, None),
    ("Tập thể lao động tiên tiến", "tap-the-lao-dong-tien-tien", None, None),
    ("TTLĐTT", "tap-the-lao-dong-tien-tien", None, None),
    ("Đơn vị quyết thắng", "don-vi-quyet-thang", None, None),
    ("Đơn vị Quyết thắng", "don-vi-quyet-thang", None, None),
    ("ĐVQT", "don-vi-quyet-thang", None, None),
    ("Đơn vị tiên tiến", "don-vi-tien-tien", None, None),
    ("ĐVTT", "don-vi-tien-tien", None, None),
    ("Cờ thi đua của Chính phủ", "co-thi-dua-chinh-phu", None, "government"),
    ("Cờ thi đua Chính phủ", "co-thi-dua-chinh-phu", None, "government"),
    ("Cờ thi đua của Bộ Công an", "co-thi-dua-bo-tinh", None, "ministry"),
    ("Cờ thi đua Bộ Công an", "co-thi-dua-bo-tinh", None, "ministry"),
    ("Cờ thi đua của UBND tỉnh", "co-thi-dua-bo-tinh", None, "province"),
    ("Cờ thi đua xuất sắc của UBND tỉnh", "co-thi-dua-bo-tinh", None, "province"),
    ("Cờ đơn vị dẫn đầu phong trào thi đua của UBND tỉnh", "co-thi-dua-bo-tinh", None, "province"),
    ("Cờ thi đua của Quân khu 5", "co-thi-dua-quan-khu", None, "ministry"),
    ("Gia đình văn hóa", "gia-dinh-van-hoa", None, None),
    ("Thôn văn hóa", "thon-to-dan-pho-van-hoa", None, None),
    ("Xã tiêu biểu", "xa-phuong-tieu-bieu", None, None),
    # orders and medals
    ("Huân chương Sao vàng", "huan-chuong-sao-vang", None, None),
    ("Huân chương Hồ Chí Minh", "huan-chuong-ho-chi-minh", None, None),
    ("Huân chương Độc lập hạng Nhất", "huan-chuong-doc-lap", 1, None),
    ("HCĐL hạng Nhì", "huan-chuong-doc-lap", 2, None),
    ("Huân chương Quân công hạng Ba", "huan-chuong-quan-cong", 3, None),
    ("Huân chương Lao động hạng Ba", "huan-chuong-lao-dong", 3, None),
    ("Huân chương Lao động (hạng Nhì)", "huan-chuong-lao-dong", 2, None),
    ("HCLĐ hạng III", "huan-chuong-lao-dong", 3, None),
    ("HC LĐ hạng 3", "huan-chuong-lao-dong", 3, None),
    ("Huân chương Lao động hạng ba", "huan-chuong-lao-dong", 3, None),
    ("huan chuong lao dong hang nhi", "huan-chuong-lao-dong", 2, None),
    ("Huân chương Bảo vệ Tổ quốc hạng Nhất", "huan-chuong-bao-ve-to-quoc", 1, None),
    ("HCBVTQ hạng Ba", "huan-chuong-bao-ve-to-quoc", 3, None),
    ("HCBVTQ_HANG_BA", "huan-chuong-bao-ve-to-quoc", 3, None),
    ("Huân chương Chiến công hạng Nhì", "huan-chuong-chien-cong", 2, None),
    ("HCCC hạng Nhất", "huan-chuong-chien-cong", 1, None),
    ("Huân chương Dũng cảm", "huan-chuong-dung-cam", None, None),
    ("Huân chương Hữu nghị", "huan-chuong-huu-nghi", None, None),
    ("Huân chương Đại đoàn kết dân tộc", "huan-chuong-dai-doan-ket-dan-toc", None, None),
    ("Huy chương Chiến sĩ vẻ vang hạng Nhì", "huy-chuong-chien-si-ve-vang", 2, None),
    ("HCCSVV hạng Nhất", "huy-chuong-chien-si-ve-vang", 1, None),
    ("Huy chương Quân kỳ quyết thắng", "huy-chuong-quan-ky-quyet-thang", None, None),
    ("HC QKQT", "huy-chuong-quan-ky-quyet-thang", None, None),
    ("Huy chương Vì an ninh Tổ quốc", "huy-chuong-vi-an-ninh-to-quoc", None, None),
    ("Huy chương VANTQ", "huy-chuong-vi-an-ninh-to-quoc", None, None),
    ("Huy chương Hữu nghị", "huy-chuong-huu-nghi", None, None),
    # honorary titles and prizes
    ("Anh hùng Lực lượng vũ trang nhân dân", "anh-hung-luc-luong-vu-trang-nhan-dan", None, None),
    ("Anh hùng LLVTND", "anh-hung-luc-luong-vu-trang-nhan-dan", None, None),
    ("Danh hiệu Anh hùng Lao động", "anh-hung-lao-dong", None, None),
    ("Bà mẹ Việt Nam anh hùng", "ba-me-viet-nam-anh-hung", None, None),
    ("Nhà giáo ưu tú", "nha-giao-uu-tu", None, None),
    ("NGƯT", "nha-giao-uu-tu", None, None),
    ("Thầy thuốc nhân dân", "thay-thuoc-nhan-dan", None, None),
    ("Nghệ nhân ưu tú", "nghe-nhan-uu-tu", None, None),
    ("Giải thưởng Nhà nước", "giai-thuong-nha-nuoc", None, None),
    # badges
    ("Kỷ niệm chương Bảo vệ an ninh Tổ quốc", "ky-niem-chuong-bao-ve-an-ninh-to-quoc", None, None),
    ('Kỷ niệm chương "Bảo vệ an ninh Tổ quốc"', "ky-niem-chuong-bao-ve-an-ninh-to-quoc", None, None),
    ("KNC BVANTQ", "ky-niem-chuong-bao-ve-an-ninh-to-quoc", None, None),
    ("KNC VSANTQ", "ky-niem-chuong-bao-ve-an-ninh-to-quoc", None, None),
    ("Kỷ niệm chương Vì thế hệ trẻ", "ky-niem-chuong", None, None),
    ("KNC", "ky-niem-chuong", None, None),
    # certificates
    ("Bằng khen của Thủ tướng Chính phủ", "bang-khen-thu-tuong", None, "prime-minister"),
    ("Bằng khen Thủ tướng Chính phủ", "bang-khen-thu-tuong", None, "prime-minister"),
    ("BK TTg", "bang-khen-thu-tuong", None, "prime-minister"),
    ("BK của TTCP", "bang-khen-thu-tuong", None, "prime-minister"),
    ("BKTTCP", "bang-khen-thu-tuong", None, "prime-minister"),
    ("Bằng khen của Bộ trưởng Bộ Công an", "bang-khen-bo-tinh", None, "ministry"),
    ("Bằng khen Bộ Công an", "bang-khen-bo-tinh", None, "ministry"),
    ("BK BCA", "bang-khen-bo-tinh", None, "ministry"),
    ("Bằng khen của Chủ tịch UBND tỉnh", "bang-khen-bo-tinh", None, "province"),
    ("Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Quảng Nam", "bang-khen-bo-tinh", None, "province"),
    ("BK UBND tỉnh", "bang-khen-bo-tinh", None, "province"),
    ("BK tỉnh", "bang-khen-bo-tinh", None, "province"),
    ("bang khen cua chu tich ubnd tinh", "bang-khen-bo-tinh", None, "province"),
    ("Bằng khen của Trung ương Đoàn TNCS Hồ Chí Minh", "bang-khen-bo-tinh", None, "ministry"),
    ("Bằng khen của Bộ Quốc phòng", "bang-khen-bo-tinh", None, "ministry"),
    ("Bằng khen của Quân khu 5", "bang-khen-quan-khu", None, "ministry"),
    ("Tặng Bằng khen của Bộ Công an", "bang-khen-bo-tinh", None, "ministry"),
    ("Giấy khen", "giay-khen", None, None),
    ("GK", "giay-khen", None, None),
    ("Giấy khen của Giám đốc Công an tỉnh", "giay-khen", None, "agency"),
    ("Giấy khen của Chủ tịch UBND huyện", "giay-khen", None, "district"),
    ("Giấy khen của Chủ tịch UBND xã", "giay-khen", None, "commune"),
    ("Giấy khen GĐ CAT", "giay-khen", None, "agency"),
    ("GK của Trưởng phòng PX03", "giay-khen", None, "agency"),
    ("bang-khen-thu-tuong", "bang-khen-thu-tuong", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "code", "award_class", "level"), WORDINGS, ids=[w[0] for w in WORDINGS])
def test_the_words_of_a_cell_name_the_award_its_class_and_its_giver(words, code, award_class, level):
    said = award_named(words)

    assert said is not None
    assert (said.code, said.award_class, said.level) == (code, award_class, level)


@pytest.mark.parametrize(
    ("words", "level", "code"),
    [
        ("Bằng khen", "prime-minister", "bang-khen-thu-tuong"),
        ("Bằng khen", "ministry", "bang-khen-bo-tinh"),
        ("BK", "province", "bang-khen-bo-tinh"),
        ("Cờ thi đua", "government", "co-thi-dua-chinh-phu"),
        ("Cờ thi đua", "province", "co-thi-dua-bo-tinh"),
        ("Bằng khen", None, None),
        ("Cờ thi đua", None, None),
        ("Chiến sĩ thi đua", None, None),
    ],
)
def test_a_form_without_its_giver_is_settled_by_the_giver_and_left_open_without_one(words, level, code):
    assert settled(award_named(words), level).code == code


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("CSTĐCS; Giấy khen", ["chien-si-thi-dua-co-so", "giay-khen"]),
        ("CSTT, CSTĐCS", ["chien-si-tien-tien", "chien-si-thi-dua-co-so"]),
        ("Chiến sĩ tiên tiến và Giấy khen", ["chien-si-tien-tien", "giay-khen"]),
        ("LĐTT + CSTĐCS", ["lao-dong-tien-tien", "chien-si-thi-dua-co-so"]),
        ("CSTĐCS\nBK UBND tỉnh", ["chien-si-thi-dua-co-so", "bang-khen-bo-tinh"]),
        ("Huân chương Lao động hạng Ba; Bằng khen của Thủ tướng Chính phủ", ["huan-chuong-lao-dong", "bang-khen-thu-tuong"]),
    ],
)  # fmt: skip
def test_a_cell_with_several_awards_names_each(words, codes):
    assert [said.code for said in awards_in_cell(words)] == codes


@pytest.mark.parametrize("words", ["Cờ lưu niệm", "Thư khen", "Giấy chứng nhận", "Tiền thưởng 500.000 đồng", "Nguyễn Văn An", "Xuất sắc", "Lao động"])  # fmt: skip
def test_words_that_name_no_award_of_the_catalogue_are_none(words):
    assert award_named(words) is None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Huân chương Vì an ninh Tổ quốc", "huy-chuong-vi-an-ninh-to-quoc"),
        ("Huân chương Chiến sĩ vẻ vang hạng Nhì", "huy-chuong-chien-si-ve-vang"),
        ("Huy chương Lao động hạng Ba", "huan-chuong-lao-dong"),
    ],
)
def test_a_misnamed_award_is_understood_with_a_warning(words, code):
    said = award_named(words)

    assert said.code == code
    assert words in said.warning


@pytest.mark.parametrize(
    ("title", "code", "level"),
    [
        ("DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG BẰNG KHEN CỦA BỘ TRƯỞNG BỘ CÔNG AN", "bang-khen-bo-tinh", "ministry"),
        ("DANH SÁCH CÁN BỘ ĐẠT DANH HIỆU CHIẾN SĨ TIÊN TIẾN NĂM 2020", "chien-si-tien-tien", None),
        ("Danh sách đề nghị tặng Huân chương Chiến công hạng Ba", "huan-chuong-chien-cong", None),
        ("DANH SÁCH TẶNG GIẤY KHEN CỦA GIÁM ĐỐC CÔNG AN TỈNH QUẢNG NAM", "giay-khen", "agency"),
    ],
)
def test_a_title_names_the_award_of_its_list(title, code, level):
    said = award_in(title)

    assert (said.code, said.level) == (code, level)


@pytest.mark.parametrize(
    ("title"),
    [
        "DANH SÁCH KHEN THƯỞNG PHONG TRÀO THI ĐUA VÌ AN NINH TỔ QUỐC NĂM 2020",
        "DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG BẰNG KHEN, GIẤY KHEN",
        "DANH SÁCH CÁN BỘ, CHIẾN SĨ",
    ],
)
def test_a_title_that_names_no_award_or_several_settles_none(title):
    assert award_in(title) is None


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("Chủ tịch nước", "president"), ("Thủ tướng Chính phủ", "prime-minister"), ("Thủ tướng", "prime-minister"), ("TTg", "prime-minister"), ("Chính phủ", "government"),
        ("Bộ Công an", "ministry"), ("Bộ trưởng Bộ Công an", "ministry"), ("BCA", "ministry"), ("Cấp Bộ", "ministry"), ("bộ", "ministry"),
        ("UBND tỉnh", "province"), ("Chủ tịch UBND tỉnh Quảng Nam", "province"), ("Tỉnh", "province"), ("Cấp tỉnh", "province"), ("UBND thành phố Đà Nẵng", "province"),
        ("UBND huyện Đại Lộc", "district"), ("Huyện", "district"), ("Cấp huyện", "district"), ("Chủ tịch UBND huyện", "district"),
        ("UBND xã Đại Minh", "commune"), ("Xã", "commune"), ("Cấp xã", "commune"),
        ("Công an tỉnh", "agency"), ("Giám đốc Công an tỉnh", "agency"), ("CAT", "agency"), ("Cơ sở", "agency"), ("Công an huyện Đại Lộc", "agency"), ("Giám đốc CAT", "agency"),
        ("Trung ương", None), ("UBND", None), ("xyz", None),
    ],
)  # fmt: skip
def test_the_level_of_a_giver_is_read_from_its_name(words, level):
    assert level_named(words) == level


@pytest.mark.parametrize(
    ("number", "level"),
    [
        ("1234/QĐ-CTN", "president"), ("12/QĐ-TTg", "prime-minister"), ("345/QĐ-BCA", "ministry"), ("345/QĐ-BCA-X11", "ministry"), ("33/QĐ-BQP", "ministry"), ("77/QĐ-BNV", "ministry"),
        ("1234/QĐ-UBND", "province"), ("1234/QD-UBND", "province"), ("5/QĐ-CAT", "agency"), ("5/QĐ-CAT-PX03", "agency"), ("8/QĐ-PX03", "agency"), ("9/QĐ-CATP", "agency"),
        ("12/QĐ-HV", None), ("12/QĐ", None),
    ],
)  # fmt: skip
def test_the_suffix_of_a_number_tells_the_level_of_its_signer(number, level):
    assert level_of_number(number) == level


def test_a_peoples_committees_number_on_a_giay_khen_does_not_say_whose_it_is():
    content = workbook(
        [
            ["STT", "Họ và tên", "Hình thức", "Số QĐ"],
            [1, "Lê An", "Giấy khen", "12/QĐ-UBND"],
            [2, "Lê Bình", "Bằng khen", "12/QĐ-UBND"],
        ]
    )

    assert [record["authority"] for record in records(content)] == [None, "province"]
