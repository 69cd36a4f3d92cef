"""Bodies and their heads: who gives an award, or, named, who receives one; with the level of each.

A head is of the level of his body. A body that is known by no list is an `agency`: a department, a provincial police,
a school, a firm.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tdkt.law.tally import Authority
from tdkt.reader.phrases import Phrases, words
from tdkt.reader.places import CENTRAL_CITIES, PROVINCES, SURNAMES
from tdkt.reader.tokens import NUMBER, WORD, Token, tokenise
from tdkt.vietnamese.folding import nfc

LONGEST_NAME = 16
"""Words that the name of a body may have; what is longer is no name."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body named at tokens `start` to `end` (exclusive); `is_head`: its head is named; `is_vice`: a deputy, who
    gives nothing."""

    start: int
    end: int
    level: str
    is_head: bool = False
    is_vice: bool = False
    is_military_region: bool = False
    is_generic: bool = False


_EXACT = Phrases(
    [
        *[(name, "president") for name in ("chủ tịch nước", "chủ tịch nước CHXHCN Việt Nam", "CTN")],
        *[(name, "state") for name in ("nhà nước",)],
        *[(name, "government") for name in ("chính phủ",)],
        *[
            (name, "prime-minister")
            for name in ("thủ tướng chính phủ", "thủ tướng", "thủ tướng CP", "TTg", "TTCP", "TTgCP", "Ttg CP")
        ],
        *[
            (name, "ministry")
            for name in (
                "thanh tra chính phủ", "tổng thanh tra chính phủ", "văn phòng chính phủ", "ban cơ yếu chính phủ",
                "ban tôn giáo chính phủ",
                "văn phòng quốc hội", "văn phòng chủ tịch nước", "văn phòng trung ương đảng", "quốc hội",
                "ủy ban thường vụ quốc hội",
                "UBTVQH", "chủ tịch quốc hội", "kiểm toán nhà nước", "tổng kiểm toán nhà nước", "ngân hàng nhà nước",
                "ngân hàng nhà nước việt nam", "thống đốc ngân hàng nhà nước", "thống đốc ngân hàng nhà nước việt nam",
                "kho bạc nhà nước",
                "ủy ban chứng khoán nhà nước", "quân ủy trung ương", "đảng ủy công an trung ương",
                "thông tấn xã việt nam",
                "đài truyền hình việt nam", "đài tiếng nói việt nam", "bảo hiểm xã hội việt nam", "BHXH việt nam",
                "học viện chính trị quốc gia hồ chí minh", "viện hàn lâm khoa học và công nghệ việt nam",
                "viện hàn lâm khoa học xã hội việt nam", "ủy ban dân tộc", "ban quản lý lăng chủ tịch hồ chí minh",
                "tòa án nhân dân tối cao", "TAND tối cao", "viện kiểm sát nhân dân tối cao", "VKSND tối cao",
                "tổng liên đoàn",
                "tổng liên đoàn lao động việt nam", "TLĐLĐ việt nam", "tổng LĐLĐ việt nam", "trung ương đoàn",
                "trung ương đảng",
                "ban chấp hành trung ương đảng", "BCH trung ương đảng", "ban bí thư", "bộ chính trị",
                "ban thường vụ trung ương đoàn",
                "liên đoàn thương mại và công nghiệp việt nam", "VCCI", "tổng cục chính trị", "bộ tổng tham mưu",
            )
        ],
        *[
            (name, "ministry")
            for name in (
                "bộ, ngành trung ương", "bộ, ban, ngành trung ương", "các bộ, ngành trung ương",
                "các bộ, ban, ngành trung ương",
                "bộ, ban, ngành, đoàn thể trung ương", "các bộ, ban, ngành, đoàn thể trung ương", "các bộ, ngành",
                "các bộ, ban, ngành",
                "bộ, ban, ngành", "bộ, ngành", "bộ ngành trung ương", "các bộ ngành trung ương",
            )
        ],
        *[(name, "province") for name in ("tỉnh ủy", "chủ tịch tỉnh", "UBND các tỉnh",
        "thành phố trực thuộc trung ương")],
        *[(name, "district") for name in ("huyện ủy", "quận ủy", "thị ủy", "chủ tịch huyện")],
        *[(name, "commune") for name in ("chủ tịch xã", "chủ tịch phường")],
    ]
)  # fmt: skip

_MINISTRIES = Phrases(
    (name, name)
    for name in (
        "bộ công an", "BCA", "bộ quốc phòng", "BQP", "bộ nội vụ", "bộ ngoại giao", "bộ tư pháp", "bộ tài chính",
        "bộ công thương", "bộ y tế",
        "bộ xây dựng", "bộ giao thông vận tải", "bộ GTVT", "bộ giáo dục và đào tạo", "bộ giáo dục - đào tạo",
        "bộ giáo dục", "bộ GD&ĐT",
        "bộ GD-ĐT", "bộ GDĐT", "BGDĐT", "bộ đại học và trung học chuyên nghiệp", "bộ khoa học và công nghệ",
        "bộ KH&CN", "bộ KHCN",
        "bộ tài nguyên và môi trường", "bộ TN&MT", "bộ nông nghiệp và phát triển nông thôn", "bộ NN&PTNT",
        "bộ nông nghiệp và môi trường",
        "bộ lao động - thương binh và xã hội", "bộ lao động, thương binh và xã hội",
        "bộ lao động thương binh và xã hội", "bộ LĐ-TB&XH",
        "bộ LĐTB&XH", "bộ LĐTBXH", "bộ văn hóa, thể thao và du lịch", "bộ văn hóa - thể thao và du lịch",
        "bộ văn hóa thể thao và du lịch",
        "bộ VH,TT&DL", "bộ VHTT&DL", "bộ VHTTDL", "bộ văn hóa thông tin", "bộ văn hóa - thông tin",
        "bộ thông tin và truyền thông",
        "bộ TT&TT", "bộ kế hoạch và đầu tư", "bộ KH&ĐT", "bộ dân tộc và tôn giáo", "bộ thương mại", "bộ công nghiệp",
        "bộ thủy sản",
        "bộ thủy lợi", "bộ lâm nghiệp", "bộ đại học",
    )
)  # fmt: skip

_POSTS = Phrases(
    [
        *[
            (post, "head")
            for post in (
                "chủ tịch", "bộ trưởng", "giám đốc", "GĐ", "tổng giám đốc", "hiệu trưởng", "cục trưởng",
                "tổng cục trưởng", "vụ trưởng",
                "viện trưởng", "chánh án", "chánh văn phòng", "chánh thanh tra", "bí thư", "trưởng ban",
                "trưởng phòng", "thủ trưởng",
                "chủ nhiệm", "tư lệnh", "chính ủy", "trưởng", "tổng thanh tra", "thống đốc", "tổng biên tập",
                "chỉ huy trưởng",
                "thường trực", "ban thường vụ", "BTV", "ban chấp hành", "BCH", "ban cán sự đảng", "đảng ủy",
                "ban giám đốc",
                "ban giám hiệu", "lãnh đạo", "tập thể lãnh đạo", "người đứng đầu", "đoàn chủ tịch", "CT",
            )
        ],
        *[
            (post, "vice")
            for post in (
                "phó chủ tịch", "phó chủ tịch thường trực", "thứ trưởng", "phó bộ trưởng", "phó giám đốc",
                "phó tổng giám đốc",
                "phó hiệu trưởng", "phó cục trưởng", "phó viện trưởng", "phó bí thư", "phó bí thư thường trực",
                "phó trưởng ban",
                "phó chủ nhiệm", "phó tư lệnh", "phó thủ tướng", "phó thủ tướng chính phủ", "phó chủ tịch nước",
                "phó chánh án",
                "ủy viên", "nguyên", "đại diện", "trưởng đoàn",
            )
        ],
    ]
)  # fmt: skip
_LONE_HEADS = {
    "bộ trưởng": "ministry", "giám đốc": "agency", "tổng giám đốc": "agency", "hiệu trưởng": "agency", "cục trưởng":
    "agency",
    "viện trưởng": "agency", "thủ trưởng": "agency", "ban giám đốc": "agency", "ban giám hiệu": "agency", "tư lệnh":
    "ministry",
}  # fmt: skip
_COLLECTIVE_HEADS = frozenset({"ban", "btv", "bch", "thường", "đảng", "lãnh", "tập", "đoàn"})

_ADMINISTRATION = words("UBND", "ủy ban nhân dân", "HĐND", "hội đồng nhân dân", "UB", "ủy ban")
_UNIT_LEVELS = {
    "tỉnh": "province", "thành phố": "province", "tp": "province", "tp .": "province", "huyện": "district", "quận":
    "district",
    "thị xã": "district", "tx": "district", "xã": "commune", "phường": "commune", "thị trấn": "commune", "đặc khu":
    "commune",
}  # fmt: skip
_UNITS = Phrases(_UNIT_LEVELS.items())

_AGENCIES = words(
    "công an", "CA", "công an nhân dân", "sở", "phòng", "trường", "bệnh viện", "BV", "cục", "tổng cục", "vụ", "viện",
    "học viện", "đại học",
    "nhà trường", "hội", "liên hiệp hội", "liên đoàn", "LĐLĐ", "liên đoàn lao động", "công đoàn", "đoàn",
    "đoàn thanh niên", "tỉnh đoàn",
    "thành đoàn", "huyện đoàn", "công ty", "tổng công ty", "tập đoàn", "doanh nghiệp", "trung tâm", "TTYT", "chi cục",
    "khoa", "trạm",
    "đội", "tổ", "văn phòng", "ngân hàng", "kho bạc", "chi nhánh", "báo", "đài", "mặt trận", "ủy ban mặt trận",
    "UBMTTQ", "UBMTTQVN",
    "MTTQ", "ủy ban trung ương", "trung ương", "quân khu", "quân chủng", "binh chủng", "quân đoàn", "binh đoàn",
    "bộ chỉ huy",
    "bộ CHQS", "BCHQS", "bộ tư lệnh", "bộ đội biên phòng", "BĐBP", "sư đoàn", "lữ đoàn", "trung đoàn", "tiểu đoàn", "đại đội",
    "đồn biên phòng",
    "đồn", "ban chỉ huy", "ban CHQS", "thanh tra", "tòa án", "TAND", "viện kiểm sát", "VKSND", "hợp tác xã", "HTX",
    "đảng bộ", "đảng ủy",
    "chi bộ", "ban", "hội đồng", "xí nghiệp", "nhà máy", "nông trường", "nhà hát", "nhà xuất bản", "bảo tàng",
    "thư viện", "bưu điện",
    "bảo hiểm xã hội", "BHXH", "điện lực", "hải quan", "thành ủy", "ủy ban kiểm tra", "liên minh", "câu lạc bộ", "CLB",
    "trại giam",
    "trại tạm giam", "cơ quan", "mặt trận tổ quốc", "đại học quốc gia", "ĐHQG", "phân viện", "phân xưởng", "tập thể",
    "nhóm", "mầm non",
    "tiểu học", "THPT", "THCS", "cty", "tòa", "xóm", "thôn", "ấp", "bản", "làng", "khu phố", "tổ dân phố", "khối phố",
    "buôn", "chi hội",
    "hội nông dân", "hội phụ nữ", "hội cựu chiến binh", "ban quản lý", "cảng", "cụm", "khối", "thành phố", "tỉnh",
    "huyện", "quận",
    "thị xã", "xã", "phường", "thị trấn", "đặc khu", "TP", "TP.", "giáo xứ", "giáo họ", "chùa", "dòng họ",
)  # fmt: skip
_LOWER_CASE_BODIES = frozenset(
    [("công", "an"), ("nhà", "trường"), ("tỉnh", "đoàn"), ("huyện", "đoàn"), ("thành", "đoàn"), ("thành", "ủy"),
    ("đảng", "bộ"),
     ("liên", "đoàn"), ("bộ", "chỉ", "huy"), ("bộ", "tư", "lệnh"), ("ủy", "ban", "mặt", "trận"), ("quân", "khu"),
     ("đảng", "ủy")]
)  # fmt: skip
_TERRITORIES = frozenset(
    [
        "tỉnh",
        "huyện",
        "quận",
        "xã",
        "phường",
        "thị",
        "thôn",
        "ấp",
        "bản",
        "làng",
        "xóm",
        "khu",
        "khối",
        "thành",
        "tp",
        "buôn",
        "tổ",
        "đặc",
    ]
)
_LOWER_UNITS = frozenset(("huyện", "quận", "xã", "phường", "trấn", "thị"))
_MILITARY_REGIONS = frozenset([("quân", "khu"), ("quân", "chủng"), ("binh", "chủng"), ("quân", "đoàn"),
("binh", "đoàn"), ("đại", "học"),
                               ("bộ", "tư"), ("đhqg",)])  # fmt: skip
_CENTRAL_HEADS = frozenset(
    [("hội",), ("liên", "hiệp", "hội"), ("liên", "đoàn"), ("đoàn",), ("mặt", "trận"), ("ban",),
    ("ủy", "ban", "trung", "ương"),
     ("trung", "ương"), ("công", "đoàn"), ("ủy", "ban", "mặt", "trận"), ("hội", "đồng"), ("đoàn", "thanh", "niên"),
     ("tổng", "cục"),
     ("liên", "minh"), ("hội", "nông", "dân"), ("hội", "phụ", "nữ"), ("hội", "cựu", "chiến", "binh"), ("đảng", "ủy"),
     ("mặt", "trận", "tổ", "quốc"), ("ubmttq",), ("mttq",), ("liên", "đoàn", "lao", "động")]
)  # fmt: skip

_STOPS = frozenset(
    [
        "được",
        "đã",
        "đang",
        "sẽ",
        "tặng",
        "trao",
        "đạt",
        "nhận",
        "đón",
        "vinh",
        "là",
        "có",
        "cho",
        "vì",
        "do",
        "trong",
        "tại",
        "ở",
        "với",
        "cùng",
        "năm",
        "giai",
        "từ",
        "đến",
        "qua",
        "liên",
        "lần",
        "luôn",
        "cũng",
        "còn",
        "như",
        "khi",
        "để",
        "theo",
        "truy",
        "khen",
        "biểu",
        "tuyên",
        "ký",
        "vừa",
        "nhiều",
        "các",
        "những",
        "mỗi",
        "gồm",
        "phối",
        "nêu",
        "đánh",
        "giành",
        "xuất",
        "đồng",
        "ngoài",
        "trên",
        "dưới",
        "thuộc",
        "của",
        "liền",
        "danh",
        "ông",
        "bà",
        "về",
        "mà",
        "thì",
        "nên",
        "bị",
        "hiện",
        "chưa",
        "không",
        "đều",
        "này",
        "đó",
        "đây",
        "hằng",
        "hàng",
        "hơn",
        "khoảng",
        "sau",
        "trước",
        "suốt",
        "vào",
        "tiếp",
        "đóng",
        "cả",
        "riêng",
        "rồi",
        "lại",
        "nhân",
        "dịp",
        "ghi",
        "đề",
        "trình",
        "long",
        "lập",
        "xây",
        "tổng",
        "quyết",
        "suy",
        "đầu",
        "cuối",
        "nhất",
    ]
)
_STOP_PAIRS = frozenset(
    [("công", "nhận"), ("tổ", "chức"), ("cho", "biết"), ("phát", "động"), ("phát", "biểu"), ("phát", "huy"),
    ("thực", "hiện"), ("phong", "tặng"),
     ("triển", "khai"), ("chủ", "trì"), ("chỉ", "đạo"), ("đứng", "đầu"), ("thay", "mặt"), ("thừa", "ủy"),
     ("thừa", "lệnh"), ("tham", "gia"),
     ("tham", "mưu"), ("hoàn", "thành"), ("dẫn", "đầu"), ("báo", "cáo"), ("nghệ", "sĩ"), ("hội", "nghị"),
     ("mới", "đây"), ("vừa", "qua")]
)  # fmt: skip
_COMPOUNDS_AFTER_AND = frozenset(
    [("đào", "tạo"), ("xã", "hội"), ("môi", "trường"), ("công", "nghệ"), ("du", "lịch"), ("truyền", "thông"),
    ("phát", "triển"),
     ("đầu", "tư"), ("tìm", "kiếm"), ("cứu", "nạn"), ("cứu", "hộ"), ("công", "nghiệp"), ("trung", "học"), ("trẻ", "em"),
     ("gia", "đình"), ("tôn", "giáo"), ("dân", "vận"), ("xây", "dựng"), ("kỹ", "thuật"), ("quản", "lý"),
     ("an", "toàn"), ("nhân", "văn"),
     ("dịch", "vụ"), ("thương", "mại"), ("nhi", "đồng"), ("thể", "thao"), ("công", "trình"), ("đô", "thị"),
     ("thông", "tin"),
     ("giáo", "dục"), ("chế", "biến")]
)  # fmt: skip
_COMPOUNDS_AFTER_COMMA = frozenset([("thể", "thao"), ("thương", "binh"), ("bảo", "trợ")])
_NUMBERED = frozenset({"số", "khu", "quận", "phường", "đội", "phòng", "khoa", "tổ", "khối", "phố", "thôn", "ấp", "cục"})
_PROVINCE_NAMES = words(*PROVINCES)
_CITY_NAMES = words(*CENTRAL_CITIES)


def recognise_authority(words: str) -> Authority | None:
    """The authority that the words name, with its level; None where they name none ("các cấp") or more than one thing.

    >>> recognise_authority("Chủ tịch UBND tỉnh Quảng Nam")
    Authority(level='province', name='Chủ tịch UBND tỉnh Quảng Nam')
    """
    text = nfc(words).strip().rstrip(".")
    tokens = tokenise(text)
    body = body_at(tokens, 0, bare=True)
    if body is None or body.is_vice:
        return None
    if any(token.kind == WORD and token.key not in ("việt", "nam") for token in tokens[body.end :]):
        return None
    return authority_of(body, tokens, text)


def authority_of(body: Body, tokens: Sequence[Token], text: str) -> Authority:
    """The body as an authority, named by the very words of the text."""
    return Authority(body.level, " ".join(text[tokens[body.start].start : tokens[body.end - 1].end].split()))


def body_at(tokens: Sequence[Token], at: int, *, bare: bool = False) -> Body | None:
    """The body, or the head of one, whose name begins at this token. With `bare`, a unit alone ("tỉnh", "xã") is one
    too."""
    if at >= len(tokens) or tokens[at].kind != WORD:
        return None
    token = tokens[at]
    if exact := _EXACT.match(tokens, at):
        return _exact(tokens, at, *exact)
    if post := _POSTS.match(tokens, at):
        return _headed(tokens, at, *post)
    if ministry := _MINISTRIES.match(tokens, at):
        return Body(at, at + ministry[0], "ministry")
    if administration := _ADMINISTRATION.match(tokens, at):
        if unit := _unit(tokens, at, at + administration[0]):
            return unit
        if administration[1] != "ủy ban":
            return None
    agency = _agency(tokens, at)
    unit = _unit(tokens, at, at) if bare else None
    if unit and (agency is None or agency.end <= unit.end):
        return unit
    if agency is None and token.text == "Bộ":
        return Body(at, at + 1, "ministry", is_generic=True)
    return agency


def _exact(tokens: Sequence[Token], at: int, length: int, level: str) -> Body | None:
    end = at + length
    if level == "state" and not tokens[at].is_capital:
        return None  # "quản lý nhà nước" is no giver
    if level == "state" and at and tokens[at - 1].key in ("hàng", "bạc", "toán", "vinh"):
        return None
    if tokens[end - 1].key == "ủy":
        end = _place(tokens, end)
    elif tokens[end - 1].key == "phủ" and tokens[end : end + 2] and keys_at(tokens, end, 2) == ("việt", "nam"):
        end += 2
    name = keys_at(tokens, at, length)
    return Body(at, end, level, is_head=name[0] in ("chủ", "thủ", "tổng"), is_military_region="yếu" in name)


def _headed(tokens: Sequence[Token], at: int, length: int, kind: str) -> Body | None:
    """A post and the body it is of: "Giám đốc Công an tỉnh", "Ban Thường vụ Tỉnh ủy"."""
    after = at + length
    vice = kind == "vice"
    collective = tokens[at].key in _COLLECTIVE_HEADS
    if after < len(tokens) and tokens[after].text in ("-", "–") and tokens[at].key != "chủ":
        after += 1
    body = body_at(tokens, after, bare=True) if after < len(tokens) else None
    if body is not None and body.level not in ("state", "government", "president"):
        return replace(body, start=at, is_head=not collective, is_vice=vice or body.is_vice)
    lone = " ".join(keys_at(tokens, at, length))
    if vice:
        return Body(at, at + length, "agency", is_head=True, is_vice=True)
    if lone in _LONE_HEADS and (tokens[at].is_capital or lone != "thủ trưởng"):
        return Body(at, at + length, _LONE_HEADS[lone], is_head=not collective, is_generic=True)
    if collective and lone.startswith(("ban", "đảng")):
        return _agency(tokens, at)
    return None


def _unit(tokens: Sequence[Token], start: int, at: int) -> Body | None:
    """A province, city, district or commune with its name, from the token where its kind stands."""
    unit = _UNITS.match(tokens, at)
    if unit is None:
        return None
    level = unit[1]
    end = at + unit[0]
    if end < len(tokens) and tokens[end].text == "." and tokens[end - 1].key == "tp":
        end += 1
    named = _place(tokens, end)
    if unit[1] == "province" and tokens[at].key != "tỉnh" and named > end and _CITY_NAMES.match(tokens, end) is None:
        level = "district"  # a city of a province
    return Body(start, named, level)


def _place(tokens: Sequence[Token], at: int) -> int:
    """Where the name of a place that begins here ends; `at` itself where none begins."""
    for table in (_PROVINCE_NAMES, _CITY_NAMES):
        if (found := table.match(tokens, at)) and tokens[at].is_capital:
            return at + found[0]
    end = at
    while end < len(tokens) and end - at < 3 and tokens[end].kind == WORD and tokens[end].is_capital:
        end += 1
    if end == at and at < len(tokens) and tokens[at].kind == NUMBER and tokens[at - 1].key in ("quận", "phường", "khu"):
        return at + 1
    if end - at == 3 and tokens[at].key in SURNAMES:
        return at  # the name of the head, not of his place
    if end > at and (_POSTS.match(tokens, end - 1) or _EXACT.match(tokens, end - 1)):
        return end - 1
    return end


def _agency(tokens: Sequence[Token], at: int) -> Body | None:
    found = _AGENCIES.match(tokens, at)
    if found is None:
        return None
    head = keys_at(tokens, at, found[0])
    if not tokens[at].is_capital and head not in _LOWER_CASE_BODIES:
        return None
    end = _name_end(tokens, at, at + found[0], is_school="trường" in head or head[0] in ("thpt", "thcs", "mầm", "tiểu"))
    if end == at + found[0] and found[1] in (
        "tổ",
        "đội",
        "nhóm",
        "cụm",
        "khối",
        "ban",
        "báo",
        "đoàn",
        "hội",
        "vụ",
        "tập thể",
        "cơ quan",
    ):
        return None
    name = keys_at(tokens, at, end - at)
    military = head[:2] in _MILITARY_REGIONS or (head[:1] == ("đhqg",))
    if head[:2] == ("đại", "học"):
        military = name[2:4] == ("quốc", "gia")
    central = any(pair in (("trung", "ương"), ("việt", "nam"), ("tối", "cao")) for pair in pairwise(name))
    level = (
        "ministry"
        if military or (central and head in _CENTRAL_HEADS) or head in (("tổng", "cục"), ("trung", "ương"))
        else "agency"
    )
    if head == ("thành", "ủy"):
        level = "province" if end == at + 2 or _CITY_NAMES.match(tokens, at + 2) else "district"
    generic = end == at + found[0]
    return Body(at, end, level, is_military_region=military, is_generic=generic)


def _name_end(tokens: Sequence[Token], start: int, at: int, *, is_school: bool) -> int:
    """Where the proper name that follows the kind of a body ends."""
    end, lower = at, 0
    while end < len(tokens) and end - start < LONGEST_NAME:
        token = tokens[end]
        if token.kind == NUMBER:
            if not _takes_number(tokens, end - 1):
                break
            end, lower = end + 1, 0
            continue
        if token.kind != WORD:
            joined = _joined(tokens, end)
            if not joined:
                break
            end += joined
            continue
        if token.key == "và":
            if keys_at(tokens, end + 1, 2) not in _COMPOUNDS_AFTER_AND:
                break
            end, lower = end + 3, 0
            continue
        if token.quoted and not tokens[end - 1].quoted and not token.is_capital:
            break
        if not token.is_capital and (token.key in _STOPS or keys_at(tokens, end, 2) in _STOP_PAIRS):
            break
        if (
            token.is_capital
            and end > start
            and (_POSTS.match(tokens, end) or (not is_school and _is_person(tokens, end)))
        ):
            break
        lower = 0 if token.is_capital or token.key in _TERRITORIES else lower + 1
        if lower > 4:
            return end - lower + 1
        end += 1
    while end > at and tokens[end - 1].kind != WORD and tokens[end - 1].kind != NUMBER:
        end -= 1
    return min(end, len(tokens))


def _takes_number(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word here is numbered in names: "Quân khu 5", "Trung đoàn 12", "số 2"; but not "Công đoàn 3 năm liền"."""
    if tokens[at].key == "đoàn":
        return at > 0 and tokens[at - 1].key in ("lữ", "sư", "trung", "quân", "binh")
    return tokens[at].key in _NUMBERED


def _joined(tokens: Sequence[Token], at: int) -> int:
    """How many tokens a mark inside a name joins: "TP.", "Lao động - Thương binh", "Văn hóa, Thể thao"."""
    if tokens[at].text == "." and tokens[at - 1].key in ("tp", "tx", "q", "p", "h"):
        return 1
    if tokens[at].text in ("-", "–", ",") and keys_at(tokens, at + 1, 2) in _COMPOUNDS_AFTER_COMMA:
        return 3
    if tokens[at].text in ("-", "–") and keys_at(tokens, at + 1, 2) in _COMPOUNDS_AFTER_AND:
        return 3
    return 0


def _is_person(tokens: Sequence[Token], at: int) -> bool:
    return (
        tokens[at].key in SURNAMES
        and _PROVINCE_NAMES.match(tokens, at) is None
        and len(tokens) > at + 2
        and all(t.kind == WORD and t.is_capital and not t.text.isupper() for t in tokens[at : at + 3])
    )


def keys_at(tokens: Sequence[Token], at: int, length: int) -> tuple[str, ...]:
    """The keys of the tokens from here, as many as there are."""
    return tuple(token.key for token in tokens[at : at + length])


def same_body(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two names, as keys, can be one body: of one kind, and the words of one all in the other.

    "Công an tỉnh" and "Công an Lạng Sơn" can; "Công an tỉnh" and "Phòng Tham mưu Công an tỉnh" cannot.
    """
    if not a or not b or a[0] != b[0]:
        return False
    if ("tỉnh" in a or "tỉnh" in b) and _LOWER_UNITS & ({*a} ^ {*b}):
        return False
    shorter, longer = sorted((_telling(a), _telling(b)), key=len)
    return shorter <= longer


def _telling(name: Sequence[str]) -> frozenset[str]:
    return frozenset(key for key in name if key not in ("tỉnh", ".", "-", "và", ","))
