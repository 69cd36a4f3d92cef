"""What a few words of a cell, a heading or a title say of an award: its form, its class, who gives it.

The grammar is the reader's (`tdkt.reader.awards`); here is only what lists add to it: abbreviations of their own, several awards in one
cell, and forms such as "Bằng khen" whose giver stands in the title or in the decision's number: `settled`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from tdkt.law.tally import Authority
from tdkt.reader.authorities import recognise_authority
from tdkt.reader.awards import RecognisedAward, recognise_award
from tdkt.sheets.abbreviations import expand, expand_own, remembered
from tdkt.vietnamese.folding import fold, nfc


@dataclass(frozen=True)
class SaidAward:
    """An award as some words name it.

    `code` is None where the words leave it open among `candidates` (often none); `level` is the giver's; `warning` is a sentence on a wording
    against the catalogue; `words` are kept so that the form can be settled once the giver is known.
    """

    words: str
    code: str | None
    award_class: int | None = None
    level: str | None = None
    candidates: tuple[str, ...] = ()
    warning: str | None = None
    posthumous: bool = False


@lru_cache(maxsize=4096)
def settled(said: SaidAward, level: str | None) -> SaidAward:
    """The award when given by an authority of this level, where its own words leave the form open."""
    if said.code is not None or level is None or not said.candidates:
        return said
    found = recognise_award(said.words, given_by=Authority(level, ""))
    if found is None or found.code is None:
        return said
    return SaidAward(
        said.words, found.code, said.award_class, said.level, (), found.warning or said.warning, said.posthumous
    )


# --- authorities ------------------------------------------------------------------------------

_SUFFIXES = (
    (re.compile(r"Q[ĐD]-CTN\b", re.IGNORECASE), "president"),
    (re.compile(r"Q[ĐD]-TTg\b", re.IGNORECASE), "prime-minister"),
    (re.compile(r"Q[ĐD]-(?:BCA|BQP|BNV|BTC|BYT|BGD[ĐD]T|BTP|BTTTT|BVHTTDL|BNN|BCT|BGTVT|BXD|BTNMT|BKHCN|BL[ĐD]TBXH|BNG|TTCP|UBDT|VPCP)\b", re.IGNORECASE), "ministry"),
    (re.compile(r"Q[ĐD]-(?:CA[A-ZĐ]{0,3}|G[ĐD]|PX\d\d|PA\d\d|PC\d\d)\b", re.IGNORECASE), "agency"),
)  # fmt: skip
_PEOPLES_COMMITTEE = re.compile(r"Q[ĐD]-UBND\b", re.IGNORECASE)


@lru_cache(maxsize=8192)
def level_of_number(number: str, words: str = "") -> str | None:
    """The level of the authority that signs numbers with this suffix; a people's committee is the province's unless the words say lower."""
    for suffix, level in _SUFFIXES:
        if suffix.search(number):
            return level
    if _PEOPLES_COMMITTEE.search(number):
        folded = fold(words)
        if re.search(r"\b(?:ubnd|uy ban nhan dan) (?:xa|phuong|thi tran)\b", folded):
            return "commune"
        if re.search(r"\b(?:ubnd|uy ban nhan dan) (?:huyen|quan|thi xa)\b", folded):
            return "district"
        return "province"
    return None


_LEVEL_WORDS = {
    "bca": "ministry", "cap bo": "ministry", "bo, nganh": "ministry", "bo": "ministry", "cap tinh": "province", "tinh, thanh pho": "province", "cap huyen": "district",
    "cap xa": "commune", "co so": "agency", "cap co so": "agency", "don vi": "agency", "cat": "agency", "ttg": "prime-minister", "trung uong": None, "ubnd": None,
}  # fmt: skip
"""Short words of a column "Cấp khen" that are no names of bodies."""


@remembered
def level_named(words: str) -> str | None:
    """The level of the authority that a cell or a phrase names ("Cấp tỉnh", "Bộ Công an", "Chủ tịch UBND tỉnh Quảng Nam")."""
    text = expand_own(nfc(" ".join(words.split()))).strip(" .,;:()")
    folded = fold(text)
    if folded in _LEVEL_WORDS:
        return _LEVEL_WORDS[folded]
    full = expand(text)
    found = recognise_authority(text) or recognise_authority(full)
    if found is None and _HEAD_OF_AGENCY.match(fold(full)):
        return "agency"
    return found.level if found else None


_HEAD_OF_AGENCY = re.compile(
    r"(?:thu truong (?:don vi|co quan)|(?:truong|giam doc|hieu truong|cuc truong|doi truong) (?:phong|ban|truong|so|cuc|doi|trung tam|benh vien|chi cuc)) ?"
)


# --- awards -----------------------------------------------------------------------------------

_MISNAMES = (
    (re.compile(r"huân chương (?=vì an ninh|chiến s[ĩỹ] vẻ vang|quân kỳ)", re.IGNORECASE), "Huy chương "),
    (re.compile(r"huy chương (?=chiến công|quân công|bảo vệ tổ quốc|lao động|độc lập)", re.IGNORECASE), "Huân chương "),
)
_CUE = re.compile(
    r"bang[ -]khen|giay[ -]khen|tap the|-dua-|-chuong-|huan chuong|huy chuong|\bco\b|chien s[iy]|lao dong|don vi (?:quyet|tien)|\bbk|\bcst|\bgk|\bhc|\bknc|\bdvqt|\bdvtt|\bldtt|\bttld|ky niem|anh hung|nhan dan\b|uu tu|ba me|van hoa|giai thuong|tieu bieu"
)
_FILLER = re.compile(
    r"\b(?:danh hieu|tang thuong|tang|truy tang|phong tang|cong nhan|nam|hoc|giai doan|xuat sac|dan dau|phong trao|thi dua|cho|cua|ca nhan|tap the|tncs ho chi minh|thanh nien cong san ho chi minh|ho chi minh|i|ii|iii|iv|v|x|a|b|c|d)\b|\d+|[^\w\s]"
)
_BADGE_NAME = re.compile(r"(?:vi|ve|chien si|cuu|nguoi|nhan dan)\b")


@remembered
def _recognised(words: str) -> tuple[RecognisedAward, str | None, str] | None:
    """What the reader's grammar finds, the right name where the words misname the award, and the words that it was found in."""
    own = expand_own(words.replace("_", " "))
    full = expand(own)
    best: tuple[RecognisedAward, str | None, str] | None = None
    for text in dict.fromkeys((own, full, _PLAIN_CLASS.sub(_accented_class, full))):
        if not _CUE.search(fold(text)):
            continue
        found = recognise_award(text)
        if found is not None and found.code is None and not found.candidates:
            for pattern, right in _MISNAMES:
                if (mended := pattern.sub(right, text)) != text and (better := recognise_award(mended)) and better.code:
                    return better, f"'{words}' được hiểu là '{mended.strip()}'.", text
        if found is None or not (found.code or found.candidates):
            continue
        if found.code and not _left_over(found):
            return found, None, text
        # Written out, an abbreviation may tell more: "CSTĐ TLL" is no CSTĐ of an unknown giver.
        if best is None or (best[0].code is None and found.code) or (_left_over(best[0]) and not _left_over(found)):
            best = found, None, text
    return best


_PLAIN_CLASS = re.compile(r"\bhang\s+(nhat|nhi|ba)\b", re.IGNORECASE)
_CLASS_WORDS = {"nhat": "hạng Nhất", "nhi": "hạng Nhì", "ba": "hạng Ba"}


def _accented_class(found: re.Match[str]) -> str:
    return _CLASS_WORDS[found[1].lower()]


def _left_over(found: RecognisedAward) -> str:
    """The words beside the award's name that are not mere filling; a kỷ niệm chương may be for anything ("Vì thế hệ trẻ"), and a giver
    may stand without "của"."""
    rest = fold(found.rest)
    if found.code == "ky-niem-chuong" and _BADGE_NAME.match(rest):
        return ""
    if found.level is None and _giver_of(found):
        return ""
    return _FILLER.sub("", rest).strip()


def _giver_of(found: RecognisedAward) -> str | None:
    """The level of the giver where the words left over name one and nothing else: "Giám đốc Công an tỉnh"."""
    rest = re.sub(r"^của\s+", "", found.rest, flags=re.IGNORECASE)
    return level_named(rest) if len(rest) > 2 and not rest.isdigit() else None


def _said(text: str, found: RecognisedAward, misnamed: str | None, understood: str) -> SaidAward:
    folded = fold(text)
    return SaidAward(
        understood,
        found.code,
        found.class_,
        found.level or _giver_in(understood) or _giver_of(found) or _level_in(understood),
        found.candidates,
        misnamed or found.warning,
        posthumous="truy tang" in folded and re.search(r"(?<!truy )tang", folded) is None,
    )


def _level_in(text: str) -> str | None:
    """The level that "cấp tỉnh" or "cấp bộ" tells; "cấp bộ, tỉnh" tells neither, and "cấp cơ sở" is part of a title's name."""
    named = set(re.findall(r"\bcap (bo|tinh|thanh pho)\b", fold(text)))
    if re.search(r"\bcap [\w, ]*,", fold(text)) or len(named) != 1:
        return None
    return "ministry" if named == {"bo"} else "province"


def _giver_in(text: str) -> str | None:
    """The level of the giver that stands in the award's own name ("Bằng khen của Thủ tướng Chính phủ")."""
    found = re.search(r"\scủa\s+(.+)$", text, re.IGNORECASE)
    return level_named(found[1]) if found else None


@remembered
def award_named(text: str) -> SaidAward | None:
    """The award when the words are the name of one and nothing else: a cell of an award column, a heading."""
    found = _recognised(text)
    if found is None:
        return None
    if _left_over(found[0]):
        return None
    return _said(text, *found)


@remembered
def award_in(text: str) -> SaidAward | None:
    """The one award that a title or a sentence names, or None where it names none or several different ones."""
    found = _recognised(text)
    if found is None:
        return None
    other = _recognised(found[0].rest) if found[0].rest else None
    if other and (other[0].code, other[0].class_) != (found[0].code, found[0].class_):
        return None
    return _said(text, *found)


_CELL_SPLIT = re.compile(r"\s*(?:;|\n|\+|•)\s*")


@remembered
def awards_in_cell(text: str) -> tuple[SaidAward | str, ...]:
    """Each award that a cell names, in its order; words that name none of the catalogue stand as they are."""
    if whole := award_named(text):
        return (whole,)
    parts = [part.strip(" ,.-") for part in _CELL_SPLIT.split(text) if part.strip(" ,.-")]
    if len(parts) == 1:
        commas = [part.strip() for part in re.split(r",|\s+và\s+|\s*/\s*", text) if part.strip()]
        if len(commas) > 1 and all(award_named(part) for part in commas):
            parts = commas
    return tuple(award_named(part) or part for part in parts)
