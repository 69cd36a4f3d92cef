"""The names under which texts and lists speak of each award: in full, shortened, abbreviated, and as older papers worded them.

Four families need more than their name: a flag, a bằng khen and a chiến sĩ thi đua are known by who gives them, a kỷ niệm chương by what
it is for. Their members stand here under the family's name; `awards.py` settles them.
"""

from collections.abc import Iterator
from itertools import product

FLAG, MERIT, FIGHTER, BADGE, ADVANCED, OTHER = "flag", "merit", "fighter", "badge", "advanced", "other"
FAMILIES = frozenset({FLAG, MERIT, FIGHTER, BADGE, ADVANCED, OTHER})

_ORDERS = {
    "huan-chuong-sao-vang": ("sao vàng", "SV"),
    "huan-chuong-ho-chi-minh": ("hồ chí minh", "HCM"),
    "huan-chuong-doc-lap": ("độc lập", "ĐL"),
    "huan-chuong-quan-cong": ("quân công", "QC"),
    "huan-chuong-lao-dong": ("lao động", "LĐ"),
    "huan-chuong-bao-ve-to-quoc": ("bảo vệ tổ quốc", "BVTQ", "bảo vệ TQ"),
    "huan-chuong-chien-cong": ("chiến công", "CC"),
    "huan-chuong-dai-doan-ket-dan-toc": ("đại đoàn kết dân tộc", "đại đoàn kết", "ĐĐKDT", "ĐĐK"),
    "huan-chuong-dung-cam": ("dũng cảm", "DC"),
    "huan-chuong-huu-nghi": ("hữu nghị", "HN"),
}
_MEDALS = {
    "huy-chuong-quan-ky-quyet-thang": ("quân kỳ quyết thắng", "QKQT", "quân kỳ QT"),
    "huy-chuong-vi-an-ninh-to-quoc": ("vì an ninh tổ quốc", "vì ANTQ", "VANTQ", "vì sự nghiệp an ninh tổ quốc"),
    "huy-chuong-chien-si-ve-vang": ("chiến sĩ vẻ vang", "CSVV"),
    "huy-chuong-huu-nghi": ("hữu nghị", "HN"),
    "huy-chuong-thanh-nien-xung-phong-ve-vang": ("thanh niên xung phong vẻ vang", "TNXP vẻ vang", "TNXPVV"),
}
_VILLAGES = (
    "thôn",
    "làng",
    "ấp",
    "bản",
    "khu phố",
    "khối phố",
    "khu dân cư",
    "tổ dân phố",
    "khóm",
    "xóm",
    "buôn",
    "tổ nhân dân",
)
_PLAIN = {
    "tap-the-lao-dong-xuat-sac": (
        "tập thể lao động xuất sắc", "TTLĐXS", "TT LĐXS", "tập thể LĐXS", "lao động xuất sắc", "LĐXS",
    ),
    "tap-the-lao-dong-tien-tien": ("tập thể lao động tiên tiến", "TTLĐTT", "TT LĐTT", "tập thể LĐTT"),
    "don-vi-quyet-thang": ("đơn vị quyết thắng", "ĐVQT", "đơn vị QT", "tập thể quyết thắng"),
    "don-vi-tien-tien": ("đơn vị tiên tiến", "ĐVTT", "đơn vị TT"),
    "chien-si-tien-tien": ("chiến sĩ tiên tiến", "CSTT", "chiến sĩ TT"),
    "xa-phuong-tieu-bieu": (
        "xã, phường, thị trấn tiêu biểu", "xã tiêu biểu", "phường tiêu biểu", "thị trấn tiêu biểu",
        "xã, phường tiêu biểu",
        "xã, phường, đặc khu tiêu biểu", "xã, thị trấn tiêu biểu",
    ),
    "thon-to-dan-pho-van-hoa": (
        "thôn, tổ dân phố văn hóa", "làng, khu phố văn hóa", "thôn, khu phố văn hóa", "thôn, khối phố văn hóa",
        "ấp, khu phố văn hóa",
        "thôn, làng, ấp, bản, tổ dân phố văn hóa",
        "thôn, bản, tổ dân phố văn hóa", *(f"{v} văn hóa" for v in _VILLAGES),
    ),
    "gia-dinh-van-hoa": ("gia đình văn hóa", "hộ gia đình văn hóa", "GĐVH", "gia đình đạt chuẩn văn hóa"),
    "tinh-thanh-pho-anh-hung": ("tỉnh anh hùng", "thành phố anh hùng"),
    "ba-me-viet-nam-anh-hung": (
        "bà mẹ việt nam anh hùng", "mẹ việt nam anh hùng", "bà mẹ VNAH", "mẹ VNAH", "BMVNAH", "bà mẹ VN anh hùng",
        "mẹ VN anh hùng",
    ),
    "anh-hung-luc-luong-vu-trang-nhan-dan": (
        "anh hùng lực lượng vũ trang nhân dân", "anh hùng lực lượng vũ trang", "anh hùng LLVTND",
        "anh hùng LLVT nhân dân",
        "anh hùng LLVT", "AHLLVTND", "AHLLVT", "AH LLVTND", "AHLLVT nhân dân",
    ),
    "anh-hung-lao-dong": ("anh hùng lao động", "AHLĐ", "anh hùng LĐ"),
    "nha-giao-nhan-dan": ("nhà giáo nhân dân", "NGND"),
    "nha-giao-uu-tu": ("nhà giáo ưu tú", "NGƯT"),
    "thay-thuoc-nhan-dan": ("thầy thuốc nhân dân", "TTND"),
    "thay-thuoc-uu-tu": ("thầy thuốc ưu tú", "TTƯT"),
    "nghe-si-nhan-dan": ("nghệ sĩ nhân dân", "NSND"),
    "nghe-si-uu-tu": ("nghệ sĩ ưu tú", "NSƯT"),
    "nghe-nhan-nhan-dan": ("nghệ nhân nhân dân", "NNND"),
    "nghe-nhan-uu-tu": ("nghệ nhân ưu tú", "NNƯT"),
    "giai-thuong-ho-chi-minh": ("giải thưởng hồ chí minh", "giải thưởng HCM"),
    "giai-thuong-nha-nuoc": ("giải thưởng nhà nước",),
    "giay-khen": ("giấy khen", "GK"),
    "chien-si-thi-dua-co-so": ("CSTĐCS", "CSTDCS", "chiến sĩ thi đua CS"),
    "chien-si-thi-dua-toan-quoc": ("CSTĐTQ", "CSTDTQ", "chiến sĩ thi đua TQ"),
    "chien-si-thi-dua-bo-tinh": ("CSTĐCB", "CSTĐTLL"),
    FLAG: ("cờ", "cờ thi đua", "lá cờ thi đua", "CTĐ"),
    MERIT: ("bằng khen", "BK"),
    FIGHTER: ("chiến sĩ thi đua", "CSTĐ", "CSTD"),
    BADGE: ("kỷ niệm chương", "KNC"),
    ADVANCED: ("lao động tiên tiến", "LĐTT"),
    OTHER: (
        "huân chương", "huy chương", "huân, huy chương", "huân chương, huy chương", "huy hiệu", "giải thưởng",
        "thư khen",
        "bằng lao động sáng tạo", "danh hiệu anh hùng", "phần thưởng cao quý", "bằng khen, giấy khen",
    ),
}  # fmt: skip


def award_phrases() -> Iterator[tuple[str, str]]:
    """Every name with the code of its award, or the family that it belongs to."""
    for code, names in _ORDERS.items():
        for head, name in product(("huân chương", "HC"), names):
            yield f"{head} {name}", code
        yield from ((f"HC{name}", code) for name in names if name.isupper())
    for code, names in _MEDALS.items():
        for head, name in product(("huy chương", "HCh", "HCH"), names):
            yield f"{head} {name}", code
        if "hữu nghị" not in names:
            yield from ((f"HC {name}", code) for name in names)
            yield from ((f"HC{name}", code) for name in names if name.isupper())
    for code, names in _PLAIN.items():
        yield from ((name, code) for name in names)


FIGHTER_LEVELS = {
    "chien-si-thi-dua-toan-quoc": ("toàn quốc", "TQ", "cấp toàn quốc", "cấp quốc gia"),
    "chien-si-thi-dua-co-so": ("cơ sở", "cấp cơ sở", "CS", "cấp CS"),
    "chien-si-thi-dua-bo-tinh": (
        "cấp bộ", "cấp tỉnh", "cấp thành phố", "cấp ngành", "cấp bộ, ngành", "cấp bộ, tỉnh",
        "cấp bộ, ban, ngành, tỉnh", "bộ, ban, ngành, tỉnh",
        "cấp tỉnh, bộ", "cấp ngành, tỉnh", "cấp tỉnh, ngành", "cấp bộ, ban, ngành, đoàn thể trung ương",
        "toàn lực lượng",
        "toàn lực lượng công an nhân dân", "toàn lực lượng CAND", "toàn quân", "toàn ngành", "tỉnh", "thành phố",
        "bộ", "ngành",
        "cấp TP", "cấp tổng cục", "cấp toàn quân", "cấp toàn lực lượng", "cấp quân khu", "toàn lực lượng vũ trang",
    ),
}  # fmt: skip
SECURITY_BADGES = (
    "bảo vệ an ninh tổ quốc", "bảo vệ ANTQ", "vì sự nghiệp bảo vệ an ninh tổ quốc", "vì sự nghiệp bảo vệ ANTQ",
    "BVANTQ", "vì an ninh tổ quốc",
)  # fmt: skip
ASSEMBLY_BADGES = (
    "vì sự nghiệp quốc hội",
    "hoạt động quốc hội",
    "vì sự nghiệp hoạt động quốc hội",
    "đại biểu quốc hội",
)

FLAG_WORDS = (
    "đơn vị xuất sắc", "đơn vị dẫn đầu", "dẫn đầu", "tập thể xuất sắc", "tập thể dẫn đầu", "xuất sắc",
    "dẫn đầu phong trào thi đua",
    "đơn vị dẫn đầu phong trào thi đua", "đơn vị xuất sắc trong phong trào thi đua", "xuất sắc dẫn đầu",
    "đơn vị thi đua xuất sắc",
    "đơn vị xuất sắc phong trào thi đua", "đơn vị dẫn đầu trong phong trào thi đua",
    "xuất sắc trong phong trào thi đua",
    "đơn vị xuất sắc dẫn đầu phong trào thi đua", "thi đua xuất sắc", "đơn vị tiên tiến xuất sắc", "thi đua",
)  # fmt: skip
"""What may follow "Cờ" and tells nothing of its giver, but that it is a flag of emulation of the first rank."""
