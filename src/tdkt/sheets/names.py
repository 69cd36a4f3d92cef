"""What a cell of names says of a person beside the name: form of address, rank, sex, post, unit, birth, death.

"Đ/c Thượng úy Nguyễn Văn An, Đội phó, Công an huyện Đại Lộc" is a name with a rank, a post and a unit. What cannot be told to be one of
these stays with the name; nothing is thrown away but the form of address.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from tdkt.sheets.columns import ADDRESS, BULLET, MISTER, POST_START, RANK, looks_like
from tdkt.vietnamese.dates import read_date
from tdkt.vietnamese.folding import fold


@dataclass(frozen=True)
class PersonName:
    """What a name cell says of a person: the name with titles taken off, and what stood around it. `others` are further persons named in
    the same cell."""

    name: str
    rank: str | None = None
    sex: str | None = None
    post: str | None = None
    unit: str | None = None
    born: str | None = None
    posthumous: bool = False
    others: tuple[str, ...] = ()


_GIVEN_AFTER_SURNAME_ONG = frozenset({"van", "thi", "ich", "dinh", "duc", "huu", "xuan", "ngoc"})
_POSTHUMOUS = re.compile(r"\s*[(,-]?\s*(?:truy tặng|đã hy sinh|đã mất|liệt sĩ)\)?\s*$", re.IGNORECASE)
_FALLEN = re.compile(
    r"liệt\s+s[ĩỹ]\s+|cố\s+(?=đ/c|đồng chí|ông\s|bà\s|(?:đại|thượng|trung|thiếu)\s+(?:tướng|tá|u[ýy]|úy))",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"(?:sinh\s+(?:năm|ngày)|năm\s+sinh|ngày\s+sinh|SN|NS)\s*:?\s*(.+)|((?:19|20)\d\d|\d{1,2}/\d{1,2}/\d{4})",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s+[-–—]\s+")
_IN_BRACKETS = re.compile(r"\s*\(([^()]+)\)\s*$")
_AND = re.compile(r"\s+và\s+(?:(?:ông|bà|anh|chị|đồng chí|đ/c)\s+)?", re.IGNORECASE)


@lru_cache(maxsize=65536)
def person_name(text: str) -> PersonName:
    """A clean name text taken apart.

    >>> person_name("Đ/c Thượng úy Nguyễn Văn An, Đội phó")
    PersonName(name='Nguyễn Văn An', rank='Thượng úy', sex=None, post='Đội phó', unit=None, born=None, posthumous=False, others=())
    """
    rest = BULLET.sub("", text).strip()
    found = _NOTHING
    if dead := _POSTHUMOUS.search(rest):
        found, rest = replace(found, posthumous=True), rest[: dead.start()].strip()
    found, rest = _without_titles(found, rest)
    if (inner := _IN_BRACKETS.search(rest)) and (taken := _take(found, inner[1].strip())):
        found, rest = taken, rest[: inner.start()]
    head, *pieces = [piece.strip() for piece in rest.split(",")]
    if len(dashed := _DASH.split(head)) > 1 and _take(found, dashed[1]):
        head, pieces = dashed[0], [*dashed[1:], *pieces]
    for piece in pieces:
        if not piece:
            continue
        if is_person(piece):
            found = replace(found, others=(*found.others, piece))
        else:
            found = _take(found, piece) or replace(found, post=_joined(found.post, piece))
    if len(couple := _AND.split(head)) == 2 and all(is_person(each) for each in couple):
        found = replace(found, others=(couple[1], *found.others))
    name = head.strip(" ,;:")
    return PersonName(name) if found is _NOTHING else replace(found, name=name)


_NOTHING = PersonName("")


def _without_titles(found: PersonName, rest: str) -> tuple[PersonName, str]:
    while True:
        if address := ADDRESS.match(rest):
            rest = rest[address.end() :]
        elif fallen := _FALLEN.match(rest):
            found, rest = replace(found, posthumous=True), rest[fallen.end() :]
        elif rank := RANK.match(rest):
            found, rest = replace(found, rank=found.rank or rank.group()), rest[rank.end() :]
        elif (mister := MISTER.match(rest)) and not _is_surname(mister[1], rest[mister.end() :]):
            sex = {"ông": "m", "bà": "f", "anh": "m", "chị": "f"}[mister[1].lower()]
            found, rest = replace(found, sex=found.sex or sex), rest[mister.end() :]
        else:
            return found, rest.strip()
        rest = rest.lstrip(" ,:.-–")


def _take(found: PersonName, piece: str) -> PersonName | None:
    """The name with what this piece beside it says; None where it says nothing that is known."""
    if born := _BORN.fullmatch(piece):
        day = read_date(born[1] or born[2])
        return replace(found, born=day.iso()) if day and found.born is None else None
    if rank := RANK.match(piece):
        rest = piece[rank.end() :].strip(" -–:")
        taken = replace(found, rank=found.rank or rank.group())
        return (_take(taken, rest) or replace(taken, post=_joined(taken.post, rest))) if rest else taken
    if begins_post(piece):
        return replace(found, post=_joined(found.post, piece)) if found.unit is None else None
    if looks_like(piece) == "collective":
        return replace(found, unit=_joined(found.unit, piece))
    return None


def _joined(before: str | None, piece: str) -> str:
    return f"{before}, {piece}" if before else piece


def is_person(text: str) -> bool:
    """Whether a piece of a cell is itself a person's name."""
    return looks_like(text) == "individual" and not RANK.match(text) and not begins_post(text)


def begins_post(text: str) -> bool:
    """Whether the words begin a post; "nguyên" (former) does, the family name Nguyễn does not."""
    return POST_START.match(fold(text)) is not None and not text.lower().startswith("nguyễn")


def lines_joined(value: str) -> str:
    """A cell of several lines in one: a line that begins a post, a rank or a bracket is a piece of its own, any other goes on."""
    first, *rest = [line.strip() for line in value.split("\n") if line.strip()] or [""]
    for line in rest:
        begins = (
            begins_post(line) or RANK.match(line) or _BORN.fullmatch(line) or (is_person(first) and is_person(line))
        )
        first = f"{first.rstrip(',')}, {line}" if begins else f"{first} {line}"
    return first


def _is_surname(title: str, rest: str) -> bool:
    """Ông is also a family name ("Ông Văn Tùng"): then the word after it is a middle name, and few words follow."""
    words = rest.split()
    if len(words) < 2 and title.lower() in ("anh", "chị"):
        return True
    return title.lower() == "ông" and (len(words) == 2 and fold(words[0]) in _GIVEN_AFTER_SURNAME_ONG)
