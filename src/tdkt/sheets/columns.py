"""One function for each kind of column: takes a cell as it stands, gives the clean value and what was wrong or repaired.

Every cleaner has the shape `Value -> (clean value, findings)`; the clean value is None where the cell holds nothing that can be taken
over, and is never a guess. Cleaners know one cell; what a column or a table says as a whole is seen to in `plan.py`.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from tdkt.sheets.damage import damage_of
from tdkt.sheets.grid import Value, shown
from tdkt.sheets.legacy import Mended
from tdkt.sheets.problems import (
    ApostropheDropped,
    BlanksDropped,
    CellError,
    ClassBad,
    DateBad,
    DateOfMonthTyped,
    DateOrYear,
    DatePartUnknown,
    DateSerial,
    DateShortYear,
    DateWithoutYear,
    Finding,
    NumberBad,
    NumberGrouped,
    PostNotSeparated,
    SexBad,
    TextComposed,
    TimeDropped,
    WithoutCode,
    YearBad,
)
from tdkt.vietnamese.dates import read_date, write_date
from tdkt.vietnamese.folding import fold, nfc
from tdkt.vietnamese.numbers import read_number

Cleaned = tuple[Any, tuple[Finding, ...]]

NOTHING: Cleaned = (None, ())
BLANKS = frozenset({"-", "–", "—", "--", "/", ".", "..", "...", "…", "(bỏ trống)", "(trống)"})
"""Marks by which a list says that a cell is meant to be empty."""

LONGEST_BLANK = max(map(len, BLANKS))

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"))
_HAS_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u200e\u200f]").search
_SHEET_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|####*)")


# --- text ------------------------------------------------------------------------------------


def clean_text(value: Value) -> Cleaned:
    """Words as they stand, in NFC, with single spaces; damaged words are None with an error."""
    if value.__class__ is str:
        return _clean_text(value)
    if isinstance(value, Mended):
        return _clean_mended(value)
    return _clean_text(value) if isinstance(value, str) else _as_text(value)


def _clean_mended(value: Mended) -> Cleaned:
    if not value.is_certain:
        return None, (value.finding,)
    text, findings = _clean_text(str(value))
    return text, (value.finding, *findings)


def _as_text(value: Value) -> Cleaned:
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return ("x" if value else None), ()
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ","), ()
    return shown(value), ()


@lru_cache(maxsize=65536)
def _clean_text(value: str) -> Cleaned:
    text = " ".join((value.translate(_INVISIBLE) if _HAS_INVISIBLE(value) else value).split())
    repairs: tuple[Finding, ...] = (Finding(BlanksDropped, value),) if text != value else ()
    if text.startswith("'"):
        text = text[1:].lstrip()
        repairs += (Finding(ApostropheDropped, value),)
    if not text or (len(text) <= LONGEST_BLANK and text.lower() in BLANKS):
        return NOTHING
    if text[0] == "#" and _SHEET_ERROR.fullmatch(text):
        return None, (Finding(CellError, text),)
    composed = nfc(text)
    if damage := damage_of(composed):
        return None, (Finding(damage, text),)
    if composed != text:
        repairs += (Finding(TextComposed, text),)
    return composed, repairs


# --- names -----------------------------------------------------------------------------------


RANK = re.compile(
    r"(?:(?:đại|thượng|trung|thiếu)\s+(?:tướng|tá|uý|úy)|(?:thượng|trung|hạ)\s+(?:sĩ|sỹ)|binh\s+(?:nhất|nhì))"
    r"(?:\s+(?:QNCN|CN|chuyên nghiệp|chuyên môn kỹ thuật|CMKT))?(?!\w)",
    re.IGNORECASE,
)
"""A rank of the police or the army at the place where the search stands."""

ADDRESS = re.compile(r"(?:đ/\s?c|đc|đồng chí|các đồng chí|đ\.c)(?:[:.,]\s*|\s+)", re.IGNORECASE)
MISTER = re.compile(r"(ông|bà|anh|chị)(?:\s*[:.]\s*|\s+)", re.IGNORECASE)
BULLET = re.compile(r"^(?:[-+*•–]\s*|\d{1,4}\s*[.)]\s*)+")
_UNIT_WORDS = (
    "cong an|phong|doi|tram|trai|truong|ban|van phong|cuc|vien|benh vien|ubnd|uy ban|dang bo|dang uy|dang doan|chi bo|doan tncs|doan thanh nien|"
    "doan co so|doan xa|doan phuong|doan truong|hoi|chi hoi|chi doan|lien doan|cong doan|to|trung tam|nha may|cong ty|tong cong ty|xa|phuong|thi tran|huyen|"
    "quan|thi xa|thanh pho|tinh|thon|to dan pho|khoi|khu|khu pho|nhan dan|tap the|can bo|luc luong|so|chi cuc|tong cuc|bo|"
    "don|tieu doan|dai doi|trung doan|lu doan|su doan|hai doi|bo chi huy|bo tu lenh|cau lac bo|clb|giao xu|ho dao|chua|ngan hang|bao|dai|"
    "doanh nghiep|hop tac xa|htx|mo hinh|ban chi dao|ban chi huy|mat tran|mttq|toa an|vien kiem sat|kho bac|buu dien|dien luc|"
    "trung doi|tieu doi|lop|khoa|hoc vien|bo mon|doan kinh te|xi nghiep|nong truong|lam truong|hat kiem lam|hai quan|quan doi|nha truong|"
    "nhom|cum|co quan|don vi|co so|phan xuong|thanh doan|tinh doan|huyen doan|quan uy|tinh uy|huyen uy|thanh uy|hdnd|doan|px\\d\\d|pa\\d\\d|pc\\d\\d|pk\\d\\d|pv\\d\\d|ph\\d\\d|pb\\d\\d"
)
_UNIT_START = re.compile(rf"(?:{_UNIT_WORDS})\b")
_FAMILY_NAME_HO = re.compile(r"\s*hồ\s", re.IGNORECASE)
"""Hồ is a family name: "Hồ Anh Trí" is no "hộ anh …"."""
_SURE_UNIT = re.compile(
    r"(?:ban (?:chi huy|chi dao|giam doc|giam hieu|lanh dao|quan ly|dan van|to chuc|tuyen giao|noi chinh|chap hanh|quan su|bao ve)|truong (?:tieu hoc|th|thcs|thpt|mam non|dai hoc|cao dang|trung hoc|quan su|si quan)"
    r"|to (?:cong tac|tu quan|dan pho|hop|bao ve|lien gia)|hoi (?:nong dan|phu nu|lien hiep|cuu chien binh|chu thap do|dong|nguoi cao tuoi)|bo (?:chi huy|tu lenh|cong an|quoc phong))\b"
)
_HOUSEHOLD_START = re.compile(r"(?:ho (?:ong|ba|gia dinh|anh|chi|dan|kinh doanh|nong dan)\b|gia dinh\b|cac ho\b)")


@lru_cache(maxsize=65536)
def looks_like(text: str) -> str | None:
    """What a receiver's name looks like: "collective", "household", "individual", or None where it cannot be told."""
    folded = BULLET.sub("", fold(text))
    if _HOUSEHOLD_START.match(folded) and not _FAMILY_NAME_HO.match(text):
        return "household"
    if RANK.match(text) or ADDRESS.match(text):
        return "individual"
    words = folded.split()
    if _UNIT_START.match(folded):
        if _SURE_UNIT.match(folded):
            return "collective"
        # Đoàn and Bảo also begin people's names: a unit has another unit word, or is long.
        if words[0] in (
            "doan",
            "bao",
            "dai",
            "quan",
            "khoa",
            "lop",
            "ban",
            "so",
            "khu",
            "hoi",
            "to",
            "bo",
            "cum",
            "truong",
        ) and _is_person_shaped(text):
            return None if words[0] not in ("doan",) else "individual"
        return "collective"
    if MISTER.match(text) or _is_person_shaped(text):
        return "individual"
    return None


def _is_person_shaped(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 6 and all(w[0].isupper() for w in words) and not any(c.isdigit() for c in text)


# --- posts and units -------------------------------------------------------------------------

_POST_UNIT_BREAK = re.compile(
    r"\s+(?=(?:Công an|Phòng|Đội|Trại|Trung tâm|UBND|Ủy ban|Uỷ ban|Sở|Ban|Văn phòng|Trường|Cục|Bộ|Đồn|Trạm|Công ty|Xã|xã|Phường|phường|Thị trấn|thị trấn|thôn|Thôn|huyện|Huyện)\s)"
)


@lru_cache(maxsize=65536)
def split_rank(text: str) -> tuple[str | None, str | None]:
    """A cell "Cấp bậc, chức vụ" as (rank, post): "Thượng úy, Đội phó"."""
    found = RANK.match(text)
    if not found:
        return None, text
    return found.group(), text[found.end() :].strip(" ,;:-–/") or None


_HEADS = frozenset(
    {"truong", "pho", "pho truong", "quyen truong", "nguyen truong", "nguyen pho truong", "chanh", "pho chanh"}
)
POST_START = re.compile(
    r"(?:pho |truong |truong$|doi (?:truong|pho)|to (?:truong|pho)|tram (?:truong|pho)|don truong|thon (?:truong|pho)|giam doc|chu tich|bi thu|can bo\b|chien si|cong an vien|hieu (?:truong|pho)"
    r"|chanh |giao vien|nhan vien|chuyen vien|chu nhiem|chi huy|chinh (?:tri|uy)|dieu tra vien|thanh tra vien|to dan pho truong|(?:chi hoi|chi doan|chi bo|lop|khoi|cum|ap|khu|khu pho|xom|ban|khoa) (?:truong|pho)\b|ke toan|thu (?:ky|quy)|hoi vien|cong nhan|(?:bac|y|ky|duoc) (?:si|sy|su)\b|giang vien|hoc (?:vien|sinh)|sinh vien|lai xe|uy vien|dan quan|nong dan|quyen |nguyen )"
)
"""The beginning of a post, in folded letters."""


@lru_cache(maxsize=65536)
def split_post(text: str) -> tuple[str | None, str | None, tuple[Finding, ...]]:
    """A cell "Chức vụ, đơn vị công tác" as (post, unit, findings): cut at the first comma, else before the first unit word."""
    for mark in (", ", ",", "; ", " - ", " – "):
        if mark in text:
            post, _, unit = text.partition(mark)
            return post.strip() or None, unit.strip() or None, ()
    if looks_like(text) == "collective" and not POST_START.match(fold(text)):
        return None, text, ()
    if found := _POST_UNIT_BREAK.search(text):
        post, unit = text[: found.start()].strip(), text[found.end() :].strip()
        # "Trưởng Công an xã Đại Minh": a head's post is named by what it heads.
        return text if fold(post) in _HEADS else post, unit, ()
    if len(text.split()) <= 3:
        return text, None, ()
    return text, None, (Finding(PostNotSeparated, text),)


# --- dates and years -------------------------------------------------------------------------

_SERIAL_EPOCH = date(1899, 12, 30)
DAYS_TO_1904 = 1462
"""How much later than in other workbooks a day counted from 1904 is."""
_SHORT_YEAR = re.compile(r"(?:ngay )?\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2}")
_NO_YEAR = re.compile(r"(?:ngay )?\d{1,2}\s?[./-]\s?\d{1,2}")
_TIME = re.compile(r"(?:\s+|(?<=\d)T)\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?:\s*(?:AM|PM|SA|CH))?$", re.IGNORECASE)
_BLANK_PART = r"(?:0{1,2}|[-_.…xX?]{1,4})"
_PART_UNKNOWN = re.compile(
    rf"{_BLANK_PART}\s?[./-]\s?(?:{_BLANK_PART}|(?P<month>\d{{1,2}}))\s?[./-]\s?(?P<year>\d{{4}})"
)
_FIRST_YEAR_SERIAL, _LAST_YEAR_SERIAL = 1900, 2100


def clean_date(value: Value) -> Cleaned:
    """An ISO day, month ("2019-11") or year ("2019"), as far as the cell says; a date that does not exist stays none."""
    if value is None:
        return NOTHING
    if isinstance(value, date):
        return _date_of_day(value)
    if isinstance(value, bool):
        return None, (Finding(DateBad, shown(value)),)
    if isinstance(value, int):
        return _date_of_number(value)
    if isinstance(value, float):
        return _date_of_fraction(value)
    return _date_of_text(value)


def clean_date_since_1904(value: Value) -> Cleaned:
    """As `clean_date`, in a workbook that counts its days from 1904: an unformatted number is a later day than elsewhere."""
    if isinstance(value, int) and not isinstance(value, bool):
        return _date_of_number(value, later=DAYS_TO_1904)
    return clean_date(value)


def _date_of_day(value: date) -> Cleaned:
    serial = (value - _SERIAL_EPOCH).days
    if _FIRST_YEAR_SERIAL <= serial <= _LAST_YEAR_SERIAL:
        # Who types 1975 into a cell that is formatted as a date gets a day of 1905.
        return None, (Finding(DateOrYear, shown(value), str(serial)),)
    return (value.isoformat(), ()) if 1800 <= value.year <= 2200 else (None, (Finding(DateBad, shown(value)),))


def _date_of_number(value: int, *, later: int = 0) -> Cleaned:
    if 1900 <= value <= 2100:
        return str(value), ()
    if 7_000 <= value + later <= 80_000:
        day = _SERIAL_EPOCH + timedelta(days=value + later)
        return day.isoformat(), (Finding(DateSerial, str(value), shown(day)),)
    return None, (Finding(DateBad, str(value)),)


def _date_of_fraction(value: float) -> Cleaned:
    text = f"{value:.10g}"
    if _NO_YEAR.fullmatch(text):
        return None, (Finding(DateWithoutYear, text),)
    if re.fullmatch(r"\d{1,2}\.(?:19|20)\d\d", text) and (month := read_date(text)):
        return month.iso(), (Finding(DateOfMonthTyped, text, write_date(month)),)
    return None, (Finding(DateBad, text),)


def _date_of_text(value: str) -> Cleaned:
    """A text may be mended from an old font: what is said about it is kept apart from what its words are read as."""
    text, findings = clean_text(value)
    if text is None:
        return None, findings
    clean, more = _date_of_words(text)
    return clean, (*findings, *more)


@lru_cache(maxsize=65536)
def _date_of_words(text: str) -> Cleaned:
    words = re.sub(r"^[tT]\.?\s?(?=\d)", "tháng ", _TIME.sub("", text).rstrip(".,;"))
    if year_first := re.fullmatch(r"(\d{4})/(\d{1,2})/(\d{1,2})", words):
        words = f"{year_first[1]}-{year_first[2]:>02}-{year_first[3]:>02}"
    if found := read_date(words):
        if not 1800 <= found.year <= 2200:
            return None, (Finding(DateBad, text),)
        return found.iso(), (Finding(TimeDropped, text, write_date(found)),) if _TIME.search(text) else ()
    if words.isdecimal() and len(words) == 5:
        return _date_of_number(int(words))
    folded = fold(words)
    if _SHORT_YEAR.fullmatch(folded):
        return None, (Finding(DateShortYear, text),)
    if found_parts := _PART_UNKNOWN.fullmatch(words):
        month = f"{found_parts['month']}/" if found_parts["month"] else ""
        if known := read_date(f"{month}{found_parts['year']}"):
            return known.iso(), (Finding(DatePartUnknown, text, write_date(known)),)
    if _NO_YEAR.fullmatch(folded):
        return None, (Finding(DateWithoutYear, text),)
    return None, (Finding(DateBad, text),)


_SPAN = re.compile(
    r"(?:tu )?(?:giai doan |nam hoc |nien hoc |cac nam |nam )?(?:tu )?(?:nam )?((?:19|20)\d\d)\s?(?:-|–|—|/|den|toi)\s?(?:het )?(?:nam )?((?:19|20)\d\d)"
)
_ONE_YEAR = re.compile(r"(?:nam |trong nam |cong tac nam |nam hoc )?((?:19|20)\d\d)")


def clean_years(value: Value) -> Cleaned:
    """The years that a cell covers as (first, last): 2019, "2018-2019", "năm học 2022-2023", "từ năm 2015 đến năm 2019"."""
    if value is None:
        return NOTHING
    if isinstance(value, date):
        return (value.year, value.year), ()
    if isinstance(value, int) and not isinstance(value, bool):
        return ((value, value), ()) if 1900 <= value <= 2100 else (None, (Finding(YearBad, str(value)),))
    text, findings = clean_text(value)
    if text is None:
        return None, findings
    folded = fold(text).strip("().;: ")
    if found := _ONE_YEAR.fullmatch(folded):
        return (int(found[1]), int(found[1])), ()
    if (found := _SPAN.fullmatch(folded)) and int(found[1]) <= int(found[2]):
        return (int(found[1]), int(found[2])), ()
    if listed := years_listed(text):
        # "2018, 2019" goes from one to the other; "2016, 2019" leaves years out and is no span.
        if len(listed) == listed[-1] - listed[0] + 1:
            return (listed[0], listed[-1]), ()
        return None, (Finding(YearBad, text),)
    if day := read_date(_TIME.sub("", text)):
        return (day.year, day.year), ()
    return None, (Finding(YearBad, text),)


_LISTED = re.compile(r"(?:cac )?(?:nam )?(?:19|20)\d\d(?:\s?(?:,|;|\+|va)\s?(?:nam )?(?:19|20)\d\d)+")


@lru_cache(maxsize=4096)
def years_listed(text: str) -> tuple[int, ...]:
    """The years that a cell lists one by one ("2018, 2019, 2020"), in order; empty where it lists none."""
    folded = fold(text).strip("().;: ")
    if not _LISTED.fullmatch(folded):
        return ()
    return tuple(sorted({int(year) for year in re.findall(r"\d{4}", folded)}))


_LISTED_IN_WORDS = re.compile(_LISTED.pattern)


@lru_cache(maxsize=16384)
def years_said(words: str) -> tuple[tuple[int, ...], tuple[int, int] | None]:
    """The years behind a name ("CSTĐCS năm 2018, 2019"): those listed one by one, or the span from first to last."""
    folded = _DATE_IN_WORDS.sub(" ", fold(words))
    if found := _LISTED_IN_WORDS.search(folded):
        return years_listed(found.group()), None
    if span := years_in(words):
        return (), span
    years = set(re.findall(r"(?<![\d/])(?:19|20)\d\d(?![\d/])", folded))
    year = int(years.pop()) if len(years) == 1 else None
    return (), (year, year) if year else None


_YEAR_IN_WORDS = re.compile(
    r"(?:tu nam|cac nam|giai doan|nam hoc|nien hoc)\s+(?:tu (?:nam )?)?((?:19|20)\d\d)(?:\s?(?:-|–|—|den|toi)\s?(?:het )?(?:nam )?((?:19|20)\d\d))?"
    r"|\bnam\s+((?:19|20)\d\d)(?:\s?(?:-|–|den(?: nam)?)\s?((?:19|20)\d\d))?"
    r"|(?<![\d/.\-])((?:19|20)\d\d)\s?[-–]\s?((?:19|20)\d\d)(?!\d)"
)
_DATE_IN_WORDS = re.compile(
    r"(?:ngay\s+)?\d{1,2}\s*(?:thang\s*)\d{1,2}\s*nam\s*\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{4}|thang\s*\d{1,2}[ ,/]*(?:nam )?\d{4}"
)


@lru_cache(maxsize=4096)
def years_in(text: str) -> tuple[int, int] | None:
    """The years that a sentence speaks of, dates left aside: "thành tích năm 2019" is (2019, 2019); None when it names no or several."""
    folded = _DATE_IN_WORDS.sub(" ", fold(text))
    spans = set()
    for found in _YEAR_IN_WORDS.finditer(folded):
        first, last = next(
            (int(a), int(b or a)) for a, b in ((found[1], found[2]), (found[3], found[4]), (found[5], found[6])) if a
        )
        spans.add((first, last))
    return spans.pop() if len(spans) == 1 and (found_span := next(iter(spans)))[0] <= found_span[1] else None


# --- numbers ---------------------------------------------------------------------------------

_COUNTED = re.compile(
    r"(\d[\d.,]*)\s*(?:nguoi|ho|to|diem|nhom|thanh vien|hoi vien|dong chi|dong|trieu dong|hs|khau|camera)\b.*"
)


def clean_number(value: Value) -> Cleaned:
    """A whole number: 1277, "1.277", "12 người", "hai mươi"."""
    if value is None:
        return NOTHING
    if isinstance(value, int) and not isinstance(value, bool):
        return value, ()
    if not isinstance(value, str):
        return None, (Finding(NumberBad, shown(value)),)
    text, findings = clean_text(value)
    if text is None:
        return None, findings
    number = read_number(text)
    if number is None and (found := _COUNTED.fullmatch(fold(text))):
        number = read_number(found[1])
    if number is None:
        return None, (*findings, Finding(NumberBad, text))
    grouped = (Finding(NumberGrouped, text, str(number)),) if _GROUPED.match(text) else ()
    return number, (*findings, *grouped)


_GROUPED = re.compile(r"\d{1,3}[.,\s]\d{3}(?!\d)")
_SHORTENED_NUMBER = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,3}", re.IGNORECASE)


def is_shortened_number(text: str) -> bool:
    """Whether a spreadsheet wrote a long number as a power of ten (1,23E+11), with its last digits lost."""
    return _SHORTENED_NUMBER.fullmatch(text) is not None


def clean_code(value: Value) -> Cleaned:
    """A number that is a name, such as a service number: kept as text with its zeros."""
    text, findings = clean_text(value)
    if text is not None and isinstance(value, str) and not text.isdigit() and re.fullmatch(r"[\d\s.]+", text):
        text = re.sub(r"[\s.]", "", text)
    return text, findings


# --- words with codes ------------------------------------------------------------------------

_SEXES = {"nam": "m", "m": "m", "male": "m", "trai": "m", "nu": "f", "f": "f", "female": "f", "gai": "f"}


@lru_cache(maxsize=1024)
def _sex_in(text: str) -> str | None:
    return _SEXES.get(fold(text))


def clean_sex(value: Value) -> Cleaned:
    text, findings = clean_text(value)
    if text is None:
        return None, findings
    sex = _sex_in(text)
    return (sex, ()) if sex else (None, (Finding(SexBad, text),))


_RECIPIENTS = (
    ("household", re.compile(r"\bho\b|gia dinh|hogiadinh")),
    ("collective", re.compile(r"tap the|tapthe|don vi|to chuc|doanh nghiep")),
    ("individual", re.compile(r"ca nhan|canhan|can bo|dong chi")),
)


def clean_recipient(value: Value) -> Cleaned:
    """individual, collective or household from words such as "Khen thưởng tập thể"; None where two are named or none."""
    text, findings = clean_text(value)
    if text is None:
        return None, findings
    return recipient_in(text), findings


@lru_cache(maxsize=4096)
def recipient_in(text: str) -> str | None:
    """The one kind of receiver that the words name, or None."""
    folded = fold(text)
    named = [kind for kind, words in _RECIPIENTS if words.search(folded)]
    return named[0] if len(named) == 1 else None


_GROUNDS = (
    ("dot-xuat", re.compile(r"dot xuat")),
    ("phong-trao", re.compile(r"chuyen de|theo dot|phong trao")),
    ("nien-han", re.compile(r"nien han")),
    ("cong-hien", re.compile(r"cong hien")),
    ("doi-ngoai", re.compile(r"doi ngoai")),
    ("cong-trang", re.compile(r"cong trang|thuong xuyen")),
)


def clean_ground(value: Value) -> Cleaned:
    """The ground of an award, as a code; words without a code are None with a warning."""
    text, findings = clean_text(value)
    if text is None:
        return None, findings
    folded = fold(text)
    named = [code for code, words in _GROUNDS if words.search(folded)]
    return (named[0], ()) if len(named) == 1 else (None, (Finding(WithoutCode, text),))


_CLASSES = {"nhat": 1, "i": 1, "1": 1, "nhi": 2, "ii": 2, "2": 2, "ba": 3, "iii": 3, "3": 3}


def clean_class(value: Value) -> Cleaned:
    """The class of an order or medal: 1 (Nhất), 2 (Nhì), 3 (Ba)."""
    text, findings = clean_text(value)
    if text is None:
        return None, findings
    found = _CLASSES.get(fold(text).removeprefix("hang ").strip())
    return (found, ()) if found else (None, (Finding(ClassBad, text),))


_RATING = re.compile(
    r"(?P<no>khong |chua |k ?)?(?:hoan thanh|ht) ?(?P<how>xuat sac|xs|tot|t)? ?(?:nhiem vu|nv|cong viec)?(?: duoc giao)?|(?P<alone>xuat sac|tot)"
)


@lru_cache(maxsize=4096)
def rating_of(text: str) -> str | None:
    """The code of a yearly rating ("HTXSNV", "Hoàn thành tốt NV", "Không HTNV"), or None where the words have none ("Loại 1")."""
    found = _RATING.fullmatch(re.sub(r"[\s.*()/]+", " ", fold(text)).strip())
    if found is None or (found["no"] and found["how"]):
        return None
    if found["no"]:
        return "khong-hoan-thanh"
    how = found["how"] or found["alone"]
    return {"xuat sac": "hoan-thanh-xuat-sac", "xs": "hoan-thanh-xuat-sac", None: "hoan-thanh"}.get(
        how, "hoan-thanh-tot"
    )


# --- decisions -------------------------------------------------------------------------------

_NUMBER = re.compile(
    r"(?P<number>\d{1,6}[A-Za-z]?\s*/\s*(?:\d{4}\s*/\s*)?(?:QĐ|QD|Q§|NQ|TB|KH|TTr)(?:\s*-\s*[\wĐƯ&]+)*(?:/[\wĐƯ]+)?(?:\s*-\s*[\wĐƯ]+)*)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"ngày\s+(?P<long>\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})|(?:ngày\s+|,\s*)?(?P<short>\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{4})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class DecisionWords:
    """What a cell or a title line says of a decision: its number and its date, either of them or both."""

    number: str | None = None
    date: str | None = None


@lru_cache(maxsize=65536)
def decision_in(text: str) -> DecisionWords:
    """Number and date of the decision that the words name: "Quyết định số 1234/QĐ-UBND ngày 20/11/2019 của …"."""
    number = _NUMBER.search(text)
    signed = _SIGNED.search(text, number.end() if number else 0)
    day = None
    if signed:
        found = read_date(f"ngày {signed['long']}" if signed["long"] else signed["short"])
        day = found.iso() if found else None
    return DecisionWords(re.sub(r"\s*([/-])\s*", r"\1", number["number"]).strip() if number else None, day)


def clean_decision(value: Value) -> Cleaned:
    """A decision cell as `DecisionWords`; a number without its suffix is kept as it stands."""
    text, findings = clean_text(value)
    if text is None:
        return None, findings
    found = decision_in(text)
    if found.number:
        return found, findings
    bare = re.sub(r"^(?:quyết định|qđ)?\s*(?:số)?\s*:?\s*", "", text, flags=re.IGNORECASE)
    return (DecisionWords(bare, None) if bare else None), findings
