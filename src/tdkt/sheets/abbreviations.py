"""The abbreviations that lists are written in, short to long: of awards, bodies, units and posts; an office adds its own.

Matched as whole words, without regard to case and dots ("B.C.A" is "BCA"); Đ and D are one letter, so that "CSTDCS" is "CSTĐCS". The long
form serves to recognise an award or a body and to find a unit in the register. The record keeps what the file says. Codes of police
departments (PX03, PV01 …) are names of units and stand in no table here: what "PX03" is, only the office itself can say.
Read first: `expand`. An office's own words win over those of this file: `office_words` puts them in force while a file is read.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

from tdkt.vietnamese.folding import nfc

AWARDS: dict[str, str] = {
    "CSTĐTQ": "Chiến sĩ thi đua toàn quốc", "CSTĐ toàn quốc": "Chiến sĩ thi đua toàn quốc", "CSTĐ TQ": "Chiến sĩ thi đua toàn quốc", "CSTĐ2Q": "Chiến sĩ thi đua toàn quân",
    "CSTĐTLL": "Chiến sĩ thi đua toàn lực lượng", "CSTĐ TLL": "Chiến sĩ thi đua toàn lực lượng", "CSTĐ toàn lực lượng": "Chiến sĩ thi đua toàn lực lượng",
    "CSTĐ CAND": "Chiến sĩ thi đua toàn lực lượng", "CSTĐ TQĐ": "Chiến sĩ thi đua toàn quân", "CSTĐT": "Chiến sĩ thi đua cấp tỉnh", "CSTĐ tỉnh": "Chiến sĩ thi đua cấp tỉnh",
    "CSTĐCS": "Chiến sĩ thi đua cơ sở", "CSTĐ CS": "Chiến sĩ thi đua cơ sở", "CSTĐ cơ sở": "Chiến sĩ thi đua cơ sở",
    "CSTT": "Chiến sĩ tiên tiến", "LĐTT": "Lao động tiên tiến", "TTLĐXS": "Tập thể lao động xuất sắc", "TTLĐTT": "Tập thể lao động tiên tiến",
    "ĐVQT": "Đơn vị quyết thắng", "ĐVTT": "Đơn vị tiên tiến", "CTĐ": "Cờ thi đua", "CTĐCP": "Cờ thi đua của Chính phủ", "CTĐ CP": "Cờ thi đua của Chính phủ",
    "Cờ CP": "Cờ thi đua của Chính phủ", "CTĐ BCA": "Cờ thi đua của Bộ Công an", "Cờ BCA": "Cờ thi đua của Bộ Công an", "CTĐ UBND tỉnh": "Cờ thi đua của UBND tỉnh",
    "BK": "Bằng khen", "BK TTg": "Bằng khen của Thủ tướng Chính phủ", "BKTTg": "Bằng khen của Thủ tướng Chính phủ", "BK TTCP": "Bằng khen của Thủ tướng Chính phủ",
    "BKTTCP": "Bằng khen của Thủ tướng Chính phủ", "BK Thủ tướng": "Bằng khen của Thủ tướng Chính phủ", "BK CP": "Bằng khen của Thủ tướng Chính phủ",
    "BK BCA": "Bằng khen của Bộ Công an", "BKBCA": "Bằng khen của Bộ Công an", "BK BQP": "Bằng khen của Bộ Quốc phòng", "BKBQP": "Bằng khen của Bộ Quốc phòng",
    "BK Bộ": "Bằng khen cấp bộ", "BK tỉnh": "Bằng khen của UBND tỉnh", "BKtỉnh": "Bằng khen của UBND tỉnh",
    "BK UBND": "Bằng khen của UBND tỉnh", "BKUBND": "Bằng khen của UBND tỉnh", "BK UBND tỉnh": "Bằng khen của UBND tỉnh", "BKUBNDtỉnh": "Bằng khen của UBND tỉnh",
    "BK CT UBND tỉnh": "Bằng khen của Chủ tịch UBND tỉnh", "BK CTUBND tỉnh": "Bằng khen của Chủ tịch UBND tỉnh",
    "GK": "Giấy khen", "GK CAT": "Giấy khen của Giám đốc Công an tỉnh", "GK GĐ": "Giấy khen của Giám đốc Công an tỉnh", "GK GĐ CAT": "Giấy khen của Giám đốc Công an tỉnh",
    "GK UBND huyện": "Giấy khen của UBND huyện", "GK UBND xã": "Giấy khen của UBND xã",
    "HCSV": "Huân chương Sao vàng", "HCHCM": "Huân chương Hồ Chí Minh", "HCĐL": "Huân chương Độc lập", "HCQC": "Huân chương Quân công", "HCLĐ": "Huân chương Lao động",
    "HCBVTQ": "Huân chương Bảo vệ Tổ quốc", "HC BVTQ": "Huân chương Bảo vệ Tổ quốc", "HCCC": "Huân chương Chiến công", "HCDC": "Huân chương Dũng cảm",
    "HCĐĐKDT": "Huân chương Đại đoàn kết dân tộc", "HCCSVV": "Huy chương Chiến sĩ vẻ vang", "HC CSVV": "Huy chương Chiến sĩ vẻ vang",
    "HCQKQT": "Huy chương Quân kỳ quyết thắng", "HC QKQT": "Huy chương Quân kỳ quyết thắng", "HCVANTQ": "Huy chương Vì an ninh Tổ quốc", "HC VANTQ": "Huy chương Vì an ninh Tổ quốc",
    "HCVSANTQ": "Huy chương Vì an ninh Tổ quốc", "HC VSANTQ": "Huy chương Vì an ninh Tổ quốc",
    "KNC": "Kỷ niệm chương", "KNC BVANTQ": "Kỷ niệm chương Bảo vệ an ninh Tổ quốc", "KNCBVANTQ": "Kỷ niệm chương Bảo vệ an ninh Tổ quốc",
    "KNC VSANTQ": "Kỷ niệm chương Bảo vệ an ninh Tổ quốc", "KNC VANTQ": "Kỷ niệm chương Bảo vệ an ninh Tổ quốc",
    "KNC VSNXD QĐNDVN": "Kỷ niệm chương Vì sự nghiệp xây dựng Quân đội nhân dân Việt Nam", "KNC VSNXD": "Kỷ niệm chương Vì sự nghiệp xây dựng Quân đội nhân dân Việt Nam",
    "AHLLVTND": "Anh hùng Lực lượng vũ trang nhân dân", "AH LLVTND": "Anh hùng Lực lượng vũ trang nhân dân", "AHLĐ": "Anh hùng Lao động", "BMVNAH": "Bà mẹ Việt Nam anh hùng",
    "NGND": "Nhà giáo nhân dân", "NGƯT": "Nhà giáo ưu tú", "TTND": "Thầy thuốc nhân dân", "TTƯT": "Thầy thuốc ưu tú", "NSND": "Nghệ sĩ nhân dân", "NSƯT": "Nghệ sĩ ưu tú",
    "GĐVH": "Gia đình văn hóa",
}  # fmt: skip
"""Titles and forms of commendation."""

BODIES: dict[str, str] = {
    "UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân", "UBMTTQ": "Ủy ban Mặt trận Tổ quốc", "MTTQ": "Mặt trận Tổ quốc", "TTg": "Thủ tướng Chính phủ", "TTCP": "Thủ tướng Chính phủ",
    "CTN": "Chủ tịch nước", "BCA": "Bộ Công an", "BQP": "Bộ Quốc phòng", "BNV": "Bộ Nội vụ", "BGDĐT": "Bộ Giáo dục và Đào tạo", "BYT": "Bộ Y tế", "BTP": "Bộ Tư pháp", "BTC": "Bộ Tài chính",
    "TƯ": "Trung ương", "TW": "Trung ương", "TLĐLĐVN": "Tổng Liên đoàn Lao động Việt Nam", "LĐLĐ": "Liên đoàn Lao động", "TNCS": "Thanh niên Cộng sản", "ĐTN": "Đoàn Thanh niên",
    "LHPN": "Liên hiệp Phụ nữ", "HĐTĐKT": "Hội đồng Thi đua - Khen thưởng", "BCĐ": "Ban Chỉ đạo", "VKSND": "Viện Kiểm sát nhân dân", "TAND": "Tòa án nhân dân",
}  # fmt: skip
"""Bodies that give awards or stand in the names of those that do."""

UNITS: dict[str, str] = {
    "CA": "Công an", "CAT": "Công an tỉnh", "CATP": "Công an thành phố", "CATX": "Công an thị xã", "CAH": "Công an huyện", "CAQ": "Công an quận", "CAX": "Công an xã", "CAP": "Công an phường",
    "CATT": "Công an thị trấn", "CAND": "Công an nhân dân", "CSGT": "Cảnh sát giao thông", "CSHS": "Cảnh sát hình sự", "CSĐT": "Cảnh sát điều tra", "CSCĐ": "Cảnh sát cơ động",
    "QLHC": "Quản lý hành chính", "TTXH": "trật tự xã hội", "PCCC": "phòng cháy, chữa cháy", "CNCH": "cứu nạn, cứu hộ", "XDPT": "Xây dựng phong trào", "TCCB": "Tổ chức cán bộ",
    "ANTT": "an ninh, trật tự", "ANTQ": "an ninh Tổ quốc", "BVANTQ": "Bảo vệ an ninh Tổ quốc", "TDBVANTQ": "Toàn dân bảo vệ an ninh Tổ quốc", "LLVT": "Lực lượng vũ trang", "BCHQS": "Ban Chỉ huy quân sự",
    "QĐND": "Quân đội nhân dân", "TDP": "tổ dân phố", "KDC": "khu dân cư", "TP": "thành phố", "TX": "thị xã", "THPT": "trung học phổ thông", "THCS": "trung học cơ sở", "HTX": "Hợp tác xã",
}  # fmt: skip
"""Words in the names of units and places."""

POSTS: dict[str, str] = {
    "GĐ": "Giám đốc", "PGĐ": "Phó Giám đốc", "CT UBND": "Chủ tịch Ủy ban nhân dân", "PCT UBND": "Phó Chủ tịch Ủy ban nhân dân", "PCT": "Phó Chủ tịch", "CHT": "Chỉ huy trưởng",
    "CBCS": "cán bộ chiến sĩ", "CSKV": "Cảnh sát khu vực", "ĐTV": "Điều tra viên", "CAV": "Công an viên", "PTP": "Phó Trưởng phòng", "PĐT": "Phó Đội trưởng", "HĐLĐ": "hợp đồng lao động",
}  # fmt: skip
"""Posts of persons."""

STANDARD: dict[str, str] = {**AWARDS, **BODIES, **UNITS, **POSTS}
"""All abbreviations that the program knows by itself."""

LONGEST_SHORT, LONGEST_LONG, MOST_WORDS = 40, 200, 6

Key = tuple[str, ...]
_WORD = re.compile(r"[^\s,;:()\[\]\"“”'‘’+]+")


def fault_of(short: str, long: str) -> str | None:
    """Why an office's entry cannot be taken, as a sentence to the user; None for a sound one."""
    if not _key(short):
        return "Chưa ghi chữ viết tắt; hãy ghi chữ viết tắt đúng như trong danh sách, ví dụ 'PX03'."
    if len(short) > LONGEST_SHORT or len(_key(short)) > MOST_WORDS:
        return f"Chữ viết tắt dài quá {LONGEST_SHORT} ký tự hoặc {MOST_WORDS} từ; hãy ghi ngắn hơn."
    if not long.strip():
        return f"Chưa ghi '{short.strip()}' nghĩa là gì; hãy ghi đầy đủ, ví dụ 'Phòng Tổ chức cán bộ'."
    if len(long) > LONGEST_LONG:
        return f"Lời đầy đủ của '{short.strip()}' dài quá {LONGEST_LONG} ký tự; hãy ghi ngắn hơn."
    if _key(short) == _key(long):
        return f"Chữ viết tắt '{short.strip()}' và lời đầy đủ là một; hãy ghi lời đầy đủ khác với chữ viết tắt."
    return None


def expand(text: str, *, own: Mapping[str, str] | None = None) -> str:
    """The text with every abbreviation in full; `own` are the office's words, those now in force where none are given.

    >>> expand("CATP Đà Nẵng"), expand("PX03", own={"px03": "Phòng Tổ chức cán bộ"}), expand("PX03")
    ('Công an thành phố Đà Nẵng', 'Phòng Tổ chức cán bộ', 'PX03')
    """
    if own is None:
        return _expanded(nfc(text), _standard() | _own)
    return _expanded(nfc(text), _standard() | _keyed(own))


def expand_own(text: str) -> str:
    """The text with the office's own abbreviations in full, and no others."""
    return _expanded(nfc(text), _own) if _own else text


# --- the office's words while a file is read ----------------------------------------------------

Entry = tuple[str, bool]
"""The long form, and whether the office itself wrote it: its words are matched in small letters too."""

_own: dict[Key, Entry] = {}
_forgetful: list[Callable[[], None]] = []
P = ParamSpec("P")
R = TypeVar("R")


@contextmanager
def office_words(own: Mapping[str, str] | None) -> Iterator[None]:
    """An office's own abbreviations, in force for all that is recognised within. The reading process reads one file at a time."""
    before = _own.copy()
    _put(_keyed(own or {}))
    try:
        yield
    finally:
        _put(before)


def _put(entries: dict[Key, Entry]) -> None:
    if entries == _own:
        return
    _own.clear()
    _own.update(entries)
    for forget in _forgetful:
        forget()


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """`lru_cache` for a function whose answer may hang on the office's words: it forgets when they change."""
    cached = lru_cache(maxsize=16384)(function)
    _forgetful.append(cached.cache_clear)
    return cast(Callable[P, R], cached)


# --- matching -----------------------------------------------------------------------------------


def _key(text: str) -> Key:
    return tuple(key for word in _WORD.findall(nfc(text)) if (key := _word_key(word)))


@lru_cache(maxsize=65536)
def _word_key(word: str) -> str:
    return word.casefold().replace("đ", "d").replace(".", "").strip("-–/")


def _keyed(entries: Mapping[str, str]) -> dict[Key, Entry]:
    return {
        _key(short): (" ".join(nfc(long).split()), True) for short, long in entries.items() if not fault_of(short, long)
    }


@lru_cache(maxsize=1)
def _standard() -> dict[Key, Entry]:
    return {_key(short): (long, False) for short, long in STANDARD.items()}


def _expanded(text: str, table: Mapping[Key, Entry]) -> str:
    written: list[str] = []
    at = 0
    words = list(_WORD.finditer(text))
    i = 0
    while i < len(words):
        found = _longest_at(words, i, table)
        if found is None:
            i += 1
            continue
        count, start, end, long = found
        written += [text[at:start], long]
        at = end
        i += count
    return "".join([*written, text[at:]]) if written else text


def _longest_at(words: list[re.Match[str]], first: int, table: Mapping[Key, Entry]) -> tuple[int, int, int, str] | None:
    """(words used, start, end, long form) of the longest abbreviation that begins with this word."""
    for count in range(min(MOST_WORDS, len(words) - first), 0, -1):
        taken = words[first : first + count]
        entry = table.get(tuple(_word_key(word.group()) for word in taken))
        # In small letters "ca" is a word like others; only what an office wrote itself is looked for there.
        if entry and (entry[1] or any(c.isupper() for c in taken[0].group())):
            return count, taken[0].start(), taken[-1].end(), entry[0]
    word = words[first].group()
    # "TP.Đà Nẵng": the dot parts two words.
    head, dot, rest = word.partition(".")
    if dot and rest[:1].isupper() and len(rest) > 1 and (entry := table.get((_word_key(head),))):
        start = words[first].start()
        return 1, start, start + len(head) + 1, entry[0] + " "
    return None
