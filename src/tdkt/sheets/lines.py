"""What a line of a sheet is: a row of the list, a group line, a total, a note, a signature; told without reading the row itself."""

import re

from tdkt.sheets.columns import RANK, looks_like
from tdkt.sheets.grid import Value, shown
from tdkt.sheets.headers import is_numbering
from tdkt.vietnamese.folding import fold

DATA, GROUP, TOTAL, NOTE, SIGNATURE, NUMBERING, SAMPLE, EMPTY, BESIDE = (
    "data",
    "group",
    "total",
    "note",
    "signature",
    "numbering",
    "sample",
    "empty",
    "beside",
)

_TOTAL = re.compile(
    r"\W*(?:[ivx]+\.?\s+)?(?:tổng\s+cộng|tổng\s+số|tổng\s*[:=]|tổng\s*\d|tổng$|cộng\s*[:=(]|cộng$|cộng\s+\d|ấn\s+định|danh\s+sách\s+(?:này\s+)?(?:có|gồm)\s|tổng\s+hợp\s+có|tổng\s+[a-zà-ỹđ ]{2,20}:|cộng\s+toàn)",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\W*(?:ghi chú|lưu ý|chú ý|chú thích|chú giải|nguồn)\s*:|\*+\s*\S", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"\W*(?:(?:tl|kt|tm|tuq|t/l|k/t)\s?\.|\(?(?:đã\s+)?ký\b.{0,40}$|nơi\s+nhận|lưu\s*:|-\s*(?:như\s+trên|lưu)|[^,]{0,40},?\s*ngày\s+[\d…._ ]+\s*tháng\s+[\d…._ ]*\s*năm|người\s+(?:lập|tổng\s+hợp|báo\s+cáo|ghi)|"
    r"(?:phó\s+)?(?:giám\s+đốc|trưởng\s+phòng|trưởng\s+công\s+an|chủ\s+tịch|thủ\s+trưởng|cục\s+trưởng|trưởng\s+ban|hiệu\s+trưởng|chánh\s+văn\s+phòng|bộ\s+trưởng)\b|"
    r"thủ\s+trưởng\s+đơn\s+vị|xác\s+nhận|lãnh\s+đạo|cán\s+bộ\s+(?:tổng\s+hợp|lập)|chính\s+ủy|đại\s+diện)",
    re.IGNORECASE,
)
_SAMPLE = re.compile(r"\(\s*mẫu\s*\)\s*$", re.IGNORECASE)
_ORDINAL = re.compile(r"\d{1,6}(?:\.0)?\s*[.)/]?")
_OUTLINE_MARK = re.compile(r"(?:[IVX]{1,5}|[A-HĐ]|[a-hđ]|\d{1,2}(?:\.\d{1,2})+)\s*[./):]*|[-+*•]")


def is_ordinal(value: Value) -> bool:
    """Whether a cell of the column STT holds the number of a row: 7, "07", "7."."""
    if isinstance(value, bool):
        return False
    return isinstance(value, int) or (isinstance(value, str) and _ORDINAL.fullmatch(value.strip()) is not None)


def is_outline_mark(value: Value) -> bool:
    """Whether a cell of the column STT holds a mark of an outline: I, A., a), 1.2, -."""
    return isinstance(value, str) and _OUTLINE_MARK.fullmatch(value.strip()) is not None


def is_total(text: str) -> bool:
    """Whether a line sums up the list: "Tổng cộng: 05 đồng chí./."."""
    return _TOTAL.match(text) is not None


def is_signature(text: str) -> bool:
    """Whether a line belongs to the block of place, date, post and signature, or to the list of addressees."""
    return _SIGNATURE.match(text) is not None


def line_kind(
    own: list[tuple[int, Value]],
    *,
    number_columns: frozenset[int],
    name_columns: frozenset[int],
    lists_people: bool,
    names_people: bool,
    after: str,
    has_sunk_name: bool,
) -> tuple[str, str]:
    """The kind of a line and its words, from its filled cells as (column, value).

    `after` is TOTAL or SIGNATURE when such a line came last, else empty; `lists_people` that under the present heading and group line rows are
    persons, so that a numbered unit without anything else is a group line; `names_people` that the column of names is headed by "Họ và tên",
    so that a unit alone without a number is one; `has_sunk_name` that a merged cell above gives it a name.
    """
    number = next((value for column, value in own if column in number_columns), None)
    rest = [(column, value) for column, value in own if column not in number_columns]
    named = next((value for column, value in rest if column in name_columns), None)
    if len(own) >= 3 and is_numbering([value for _, value in own]):
        return NUMBERING, _words(own)
    if is_ordinal(number):
        if not rest:
            return EMPTY, _words(own)
        if isinstance(named, str) and "(" in named and _SAMPLE.search(named):
            return SAMPLE, _words(own)
        if len(rest) == 1 and lists_people and isinstance(named, str) and looks_like(named) == "collective":
            return GROUP, _words(own)
        # Nearly all lines end here: the words of a row are not put together for nothing.
        return DATA, ""
    words = _words(own)
    first = shown(own[0][1])
    if is_total(first) or (rest and is_total(shown(rest[0][1]))):
        return TOTAL, words
    if number is not None:
        return _unnumbered(number, rest, words, after)
    if len(rest) == 1:
        return _lone(rest[0], words, number_columns, name_columns, lists_people or names_people, after, has_sunk_name)
    if any(isinstance(value, str) and is_signature(value) for _, value in rest) and (
        after or named is None or is_signature(shown(named))
    ):
        return SIGNATURE, words
    if isinstance(named, str) and _SAMPLE.search(named):
        return SAMPLE, words
    if after and (named is None or (len(rest) <= 2 and number_columns)):
        return SIGNATURE, words
    return DATA, words


def _words(own: list[tuple[int, Value]]) -> str:
    return " ".join(shown(value) for _, value in own)


def _unnumbered(number: Value, rest: list[tuple[int, Value]], words: str, after: str) -> tuple[str, str]:
    """A line whose cell under STT is no number: "II" beside "CÁ NHÂN", or "II. CÁ NHÂN" across the line, or words."""
    texts = [value for _, value in rest if isinstance(value, str)]
    if is_outline_mark(number):
        return (
            GROUP if len(texts) <= 1 or (len(texts) == 2 and len(rest) == 2 and texts[1][:1].isdigit()) else DATA
        ), words
    if not rest or len(texts) <= 1:
        if is_signature(shown(number)) or (after and not rest and not _goes_on(shown(number), after)):
            return SIGNATURE, words
        if _NOTE.match(shown(number)):
            return NOTE, words
        return GROUP if len(texts) == 0 else (SIGNATURE if after else DATA), words
    return (SIGNATURE if after and is_signature(words) else DATA), words


def _goes_on(text: str, after: str) -> bool:
    """Whether a lone line after a total or a signature opens a further group or list; groups may each have their own total."""
    if re.match(r"(?:[IVX]+|[A-HĐ])\s*[./)]", text):
        return True
    if re.match(r"(?:danh sach|phu luc|tap the|ca nhan|ho gia dinh)\b", fold(text)):
        return True
    return after == TOTAL and (looks_like(text) == "collective" or re.match(r"nam \d{4}\b", fold(text)) is not None)


def _lone(
    cell: tuple[int, Value],
    words: str,
    number_columns: frozenset[int],
    name_columns: frozenset[int],
    lists_people: bool,
    after: str,
    has_sunk_name: bool,
) -> tuple[str, str]:
    column, value = cell
    if has_sunk_name and column not in name_columns:
        return DATA, words
    if not isinstance(value, str):
        return (EMPTY if number_columns and column not in name_columns else DATA), words
    if _SAMPLE.search(value):
        return SAMPLE, words
    if is_signature(value) and not (
        column in name_columns and not number_columns and not after and not value.isupper()
    ):
        return SIGNATURE, words
    if _NOTE.match(value):
        return NOTE, words
    if after and not _goes_on(value, after):
        return SIGNATURE, words
    if number_columns or column not in name_columns:
        return GROUP, words
    # A list without STT: a lone name is a row, unless it heads people and is a unit, a kind of receiver or a numbered section.
    if re.match(r"(?:[IVX]+|[A-HĐ])\s*[./)]\s", value) or re.fullmatch(
        r"(?:cac )?(?:tap the|ca nhan|ho gia dinh)\W*", fold(value)
    ):
        return GROUP, words
    if lists_people and looks_like(value) == "collective" and not RANK.match(value):
        return GROUP, words
    return DATA, words
