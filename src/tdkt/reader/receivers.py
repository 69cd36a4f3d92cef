"""Who receives, by kind: the nouns that texts count (tập thể, cá nhân, hộ, mẹ, thầy thuốc), and people called by name."""

from collections.abc import Sequence

from tdkt.reader.authorities import keys_at
from tdkt.reader.phrases import Phrases, words
from tdkt.reader.places import PROVINCES, SURNAMES
from tdkt.reader.tokens import WORD, Token

COLLECTIVE, INDIVIDUAL, HOUSEHOLD, MIXED, UNSAID = "collective", "individual", "household", "mixed", None

_COLLECTIVES = (
    "tập thể", "tập thể nhỏ", "đơn vị", "cơ quan", "cơ quan, đơn vị", "đơn vị, địa phương", "địa phương",
    "doanh nghiệp", "tổ chức",
    "chi bộ", "đảng bộ", "tổ chức cơ sở đảng", "tổ chức đảng", "trường", "trường học", "nhà trường", "xã", "phường",
    "thị trấn",
    "huyện", "quận", "thị xã", "thành phố", "tỉnh", "xã, phường", "xã, phường, thị trấn", "xã, thị trấn", "thôn",
    "ấp", "bản", "làng", "xóm",
    "khu phố", "khối phố", "tổ dân phố", "khu dân cư", "khóm", "buôn", "thôn, bản", "phòng", "ban", "đội", "tổ",
    "nhóm", "chi đoàn",
    "công đoàn", "công đoàn cơ sở", "liên đội", "hợp tác xã", "HTX", "công ty", "bệnh viện", "khoa", "trạm y tế",
    "hội", "chi hội", "sở",
    "sở, ngành", "ngành", "tiểu đoàn", "đại đội", "trung đoàn", "lữ đoàn", "sư đoàn", "trung đội", "đồn", "cục",
    "vụ", "viện", "câu lạc bộ",
    "CLB", "xí nghiệp", "nhà máy", "phân xưởng", "trung tâm", "cụm", "khối", "đoàn", "mô hình", "tập thể, đơn vị",
    "ban, ngành",
    "cơ sở", "tổ chức hội", "lực lượng", "dòng họ", "giáo xứ", "chùa", "tổ sản xuất", "TT", "tổ tự quản",
)  # fmt: skip
_INDIVIDUALS = (
    "cá nhân", "đồng chí", "đ/c", "cán bộ", "cán bộ chiến sĩ", "cán bộ, chiến sĩ", "CBCS", "chiến sĩ", "sĩ quan",
    "hạ sĩ quan", "người",
    "mẹ", "bà mẹ", "nhà giáo", "giáo viên", "thầy giáo", "cô giáo", "thầy cô", "thầy, cô giáo", "giảng viên",
    "thầy thuốc", "bác sĩ", "y bác sĩ",
    "y, bác sĩ", "điều dưỡng", "ông", "bà", "học sinh", "sinh viên", "học viên", "công nhân", "đảng viên",
    "hội viên", "đoàn viên", "nông dân",
    "cựu chiến binh", "công dân", "quần chúng", "quần chúng nhân dân", "nghệ nhân", "nghệ sĩ", "thanh niên",
    "phụ nữ", "viên chức", "công chức",
    "cán bộ, công chức", "cán bộ, công chức, viên chức", "CBCCVC", "người lao động", "doanh nhân", "nhân viên",
    "cán bộ, giáo viên",
    "cán bộ, nhân viên", "cán bộ quản lý", "lao động", "điển hình cá nhân", "liệt sĩ", "nhà khoa học",
    "tác giả", "lãnh đạo",
    "cụ", "em", "thiếu niên", "trí thức", "nhà báo", "phóng viên", "vận động viên", "kỹ sư", "luật sư",
    "trưởng thôn", "bí thư chi bộ",
    "người có uy tín", "gương", "tấm gương", "gương người tốt", "phụ huynh", "giáo dân", "chức sắc", "CN",
    "lãnh đạo quản lý",
)  # fmt: skip
_HOUSEHOLDS = (
    "gia đình",
    "hộ gia đình",
    "hộ",
    "hộ dân",
    "gia đình, dòng họ",
    "hộ nông dân",
    "gia đình nông dân",
    "hộ kinh doanh",
)
_UNSAID = ("trường hợp", "điển hình", "điển hình tiên tiến", "gương điển hình", "đối tượng")

_NOUNS: Phrases[str | None] = Phrases(
    [
        *((noun, COLLECTIVE) for noun in _COLLECTIVES),
        *((noun, INDIVIDUAL) for noun in _INDIVIDUALS),
        *((noun, HOUSEHOLD) for noun in _HOUSEHOLDS),
        *((noun, UNSAID) for noun in _UNSAID),
    ]
)
_PERSONAL_ENDINGS = frozenset({"viên", "sĩ", "sư", "nhân", "giả", "trưởng", "công", "binh"})
_HONORIFICS = words(
    "ông", "bà", "anh", "chị", "đồng chí", "đ/c", "thầy", "cô", "cụ", "mẹ", "em", "cháu", "bác sĩ", "nhà giáo",
    "nghệ nhân", "nghệ sĩ",
    "thiếu tướng", "trung tướng", "thượng tướng", "đại tướng", "đại tá", "thượng tá", "trung tá", "thiếu tá",
    "đại úy", "thượng úy",
    "trung úy", "thiếu úy", "GS", "PGS", "TS", "ThS", "GS.TS", "PGS.TS", "GS.TS.", "PGS.TS.", "linh mục", "đại đức",
    "thượng tọa", "cô giáo",
    "thầy giáo", "bác", "liệt sĩ", "anh hùng", "các ông", "các bà", "các đồng chí", "các anh", "kỹ sư", "luật sư",
    "thượng sĩ", "trung sĩ",
    "chiến sĩ", "công dân", "em học sinh", "nữ", "bà mẹ",
)  # fmt: skip
_PROVINCE_NAMES = words(*PROVINCES)
_NOT_COUNTED = frozenset(
    [
        "đồng",
        "triệu",
        "tỷ",
        "nghìn",
        "điểm",
        "giờ",
        "ngày",
        "tháng",
        "năm",
        "tuần",
        "km",
        "ha",
        "m",
        "vụ",
        "buổi",
        "cuộc",
        "hội",
        "lớp",
        "bài",
        "tin",
        "tấn",
        "kg",
        "phút",
        "phần",
        "lần",
        "căn",
        "vé",
        "mét",
        "đợt",
        "nội",
        "chỉ",
        "tiêu",
        "văn",
        "tiêu",
        "chí",
        "bước",
        "nhiệm",
        "nghị",
        "kỳ",
        "khóa",
        "môn",
        "giải",
        "mắt",
        "camera",
        "loại",
        "lượt",
        "thành",
        "khoản",
        "chương",
        "ý",
        "đề",
        "sáng",
        "chuyên",
        "phong",
        "con",
        "cây",
        "suất",
        "sản",
        "thửa",
        "máy",
        "xe",
        "tỉ",
        "lít",
        "vạn",
        "ca",
        "số",
        "cụm",
        "kế",
        "thế",
        "thập",
        "tuổi",
        "cấp",
        "hạng",
        "vòng",
        "nguồn",
        "tiếng",
        "dự",
        "mục",
        "tiết",
        "câu",
        "giải",
        "đôi",
        "cặp",
    ]
)


_NO_NOUN = frozenset(
    [
        "cho",
        "của",
        "được",
        "vì",
        "do",
        "trong",
        "tại",
        "năm",
        "và",
        "với",
        "có",
        "là",
        "đã",
        "đến",
        "từ",
        "tặng",
        "trao",
        "để",
        "về",
        "khi",
        "theo",
        "như",
        "hay",
        "hoặc",
        "đạt",
        "trên",
        "dưới",
        "hơn",
        "nhằm",
        "nên",
        "thì",
        "mà",
        "còn",
        "sau",
        "trước",
    ]
)


def receiver_noun_at(tokens: Sequence[Token], at: int) -> tuple[int, str | None] | None:
    """How many tokens the noun of a receiver takes here, and its kind (None for "trường hợp")."""
    if at >= len(tokens) or tokens[at].quoted:
        return None
    found = _NOUNS.match(tokens, at)
    if (
        found
        and tokens[at].key in ("tổ", "cơ")
        and keys_at(tokens, at, 2) in (("tổ", "chức"), ("cơ", "sở"))
        and found[0] == 1
    ):
        return None
    return found


def unknown_noun_at(tokens: Sequence[Token], at: int) -> tuple[int, str | None] | None:
    """A counted noun that no table knows; a person where its ending says so ("kiểm lâm viên"), else of no kind."""
    if (
        at >= len(tokens)
        or tokens[at].kind != WORD
        or tokens[at].quoted
        or tokens[at].is_capital
        or tokens[at].key in _NOT_COUNTED
    ):
        return None
    if tokens[at].key in _NO_NOUN:
        return None
    for length in (2, 3):
        if at + length <= len(tokens) and tokens[at + length - 1].key in _PERSONAL_ENDINGS:
            return length, INDIVIDUAL
    return 1, UNSAID


def person_at(tokens: Sequence[Token], at: int) -> int | None:
    """Where the name of a person that begins here ends: "đồng chí Lê Văn A", "Đại tá Trần B", "Nguyễn Thị C"."""
    if tokens[at].kind != WORD:
        return None
    place, honoured = at, False
    while place < len(tokens) and (found := _HONORIFICS.match(tokens, place)):
        place, honoured = place + found[0], True
        if place < len(tokens) and tokens[place].text == ".":
            place += 1
    end = place
    while end < len(tokens) and end - place < 5 and tokens[end].kind == WORD and _is_name_word(tokens[end]):
        end += 1
    length = end - place
    if honoured:
        return end if length >= 1 else None
    surname = tokens[at].key in SURNAMES and _PROVINCE_NAMES.match(tokens, at) is None
    return end if surname and 2 <= length <= 5 else None


def _is_name_word(token: Token) -> bool:
    return token.is_capital and (token.text[1:].islower() or len(token.text) == 1) and not token.quoted
