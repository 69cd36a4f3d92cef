# ruff: noqa: S608  (statements are built from names of tables and of the catalogue; words typed are always parameters)
"""Awards by what is said of them: "huan chuong lao dong 2019", "bk ttg", "hang nhi", and after it the receiver's name or a decision's number.

No index keeps the words of awards: they are few, and the catalogue knows them. The words that speak of an award are read off; those that
are left name the receiver.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from django.db.models import F

from tdkt.law.catalogue import awards
from tdkt.records.models import Account, Conferral, Decision
from tdkt.records.models.scope import reach_of
from tdkt.records.search_index import ask, candidates
from tdkt.records.search_subjects import subjects
from tdkt.records.search_words import Typed, words_of

SHORT = {
    "hc": "huan chuong",
    "hch": "huy chuong",
    "bk": "bang khen",
    "gk": "giay khen",
    "knc": "ky niem chuong",
    "cstd": "chien si thi dua",
    "ctd": "co thi dua",
    "ttg": "thu tuong",
    "ttcp": "thu tuong chinh phu",
    "cp": "chinh phu",
    "ah": "anh hung",
    "bvtq": "bao ve to quoc",
    "antq": "an ninh to quoc",
}
"""Parts of names of awards as they are abbreviated; whole names by their first letters ("hcld") need no entry."""

GIVERS = {
    "bca": "ministry",
    "bqp": "ministry",
    "bo": "ministry",
    "ubnd": "province",
    "tinh": "province",
    "cat": "agency",
}
CLASSES = {"nhat": 1, "nhi": 2, "ba": 3, "1": 1, "2": 2, "3": 3, "i": 1, "ii": 2, "iii": 3}
_YEAR = re.compile(r"(?:19|20)\d\d")

NEWEST = 3_000
"""How many awards of a form are looked at for who sees only some, and of how many receivers, at most."""


@dataclass(frozen=True)
class Asked:
    """What words say of an award: its codes, class, year, level of giver, the number of its decision; `rest` are the words left."""

    codes: tuple[str, ...] = ()
    class_no: int | None = None
    year: int | None = None
    level: str = ""
    number: str = ""
    rest: tuple[str, ...] = ()


def conferrals(account: Account, text: str, on: date, most: int) -> list[Any]:
    """The awards that an account sees under these words, the newest first; none where the words name no award."""
    for asked in readings(text):
        found = _conferrals(account, asked, on, most)
        if found:
            return found
    return []


def _conferrals(account: Account, asked: Asked, on: date, most: int) -> list[Any]:
    found = Conferral.objects.visible_to(account, on=on).filter(award__in=asked.codes)
    if asked.class_no:
        found = found.filter(class_no=asked.class_no)
    if asked.year:
        found = found.filter(year=asked.year)
    if asked.level:
        found = found.filter(level=asked.level)
    if asked.number:
        found = found.filter(decision__in=candidates(Decision, words_of(asked.number), NEWEST))
    if asked.rest:
        named = Typed.of(" ".join(asked.rest))
        who = [
            *subjects(account, named, on, people=True, most=NEWEST),
            *subjects(account, named, on, people=False, most=NEWEST),
        ]
        found = found.filter(subject__in=who)
    elif not asked.number:
        return _newest(account, asked, found, on, most)
    return list(_listed(found)[:most])


def _newest(account: Account, asked: Asked, found: Any, on: date, most: int) -> list[Any]:
    """The newest of a form from its own index, where an account sees everything; else the newest that it sees."""
    if not reach_of(account, on=on).everything:
        return list(_listed(found)[:most])
    where = "".join(
        f" AND {column} = {value!r}"
        for column, value in (("year", asked.year), ("class_no", asked.class_no), ("level", asked.level))
        if value
    )
    parts = " UNION ALL ".join(
        f"SELECT * FROM (SELECT year, id FROM records_conferral WHERE award = %s{where} ORDER BY year DESC, id DESC LIMIT {int(most)}) AS part"
        for _ in asked.codes
    )
    rows = sorted(ask(parts, asked.codes), key=lambda row: (-(row[0] or 0), -row[1]))[:most]
    return list(_listed(Conferral.objects.visible_to(account, on=on).filter(pk__in=[row[1] for row in rows])))


def _listed(found: Any) -> Any:
    return found.select_related("subject__unit", "decision", "unit").order_by(F("year").desc(nulls_last=True), "-pk")


def readings(text: str) -> list[Asked]:
    """What the words may say of awards, the likelier first: "bằng khen bình" means a form of that name, or any that a Bình has."""
    asked = Asked()
    words: list[str] = []
    for chunk in text.split():
        if "/" in chunk or (chunk[:1].isdigit() and not _YEAR.fullmatch(chunk) and len(chunk) > 1):
            asked = replace(asked, number=chunk)
        else:
            words += words_of(chunk)
    words, asked = _classed(words, asked)
    spelled = [part for word in words for part in SHORT.get(word, word).split()]
    made = []
    for codes, rest in _named(spelled):
        years = [word for word in rest if _YEAR.fullmatch(word)]
        givers = [GIVERS[word] for word in rest if word in GIVERS]
        left = [word for word in rest if not _YEAR.fullmatch(word) and word not in GIVERS and word not in FILLING]
        year, level = (int(years[0]) if years else None), (givers[0] if givers else "")
        made.append(replace(asked, codes=codes, year=year, level=level, rest=tuple(left)))
    return made


FILLING = frozenset({"cua", "nam", "qd", "so", "hang", "danh", "hieu"})


def _classed(words: list[str], asked: Asked) -> tuple[list[str], Asked]:
    """The words without "hạng nhì", and the class they name."""
    for at, word in enumerate(words[:-1]):
        if word == "hang" and words[at + 1] in CLASSES:
            return words[:at] + words[at + 2 :], replace(asked, class_no=CLASSES[words[at + 1]])
    return words, asked


def _named(words: list[str]) -> list[tuple[tuple[str, ...], list[str]]]:
    """The awards that words name, each time with the words that are no part of their names; nothing where none is named.

    An award is named by its first two words, or by its first letters; further words leave those in whose names they stand.
    """
    for at, word in enumerate(words):
        codes = tuple(code for code, (_, letters) in _names().items() if len(word) > 2 and word == letters)
        if codes:
            return [(codes, words[:at] + words[at + 1 :])]
    headed = {code: name for code, (name, _) in _names().items() if all(_is_part(part, words) for part in name[:2])}
    if not headed:
        return []
    heads = {part for name in headed.values() for part in name[:2]}
    unread = [word for at, word in enumerate(words) if not _is_one_of(heads, word, last=at == len(words) - 1)]
    left = []
    narrowed = headed
    for at, word in enumerate(words):
        fitting = {code: name for code, name in narrowed.items() if _is_one_of(name, word, last=at == len(words) - 1)}
        narrowed = fitting or narrowed
        if not fitting:
            left.append(word)
    likely = (tuple(narrowed), left)
    return [likely] if left == unread else [likely, (tuple(headed), unread)]


def _is_one_of(parts: Iterable[str], word: str, *, last: bool) -> bool:
    """Whether a word stands among others; the last one may be still being typed."""
    return any(part == word or (last and len(word) > 1 and part.startswith(word)) for part in parts)


def _is_part(part: str, words: list[str]) -> bool:
    return any(_is_one_of([part], word, last=at == len(words) - 1) for at, word in enumerate(words))


@cache
def _names() -> dict[str, tuple[tuple[str, ...], str]]:
    """Each award by code: the words of its name, and its first letters ("hcld")."""
    names = {}
    for code, award in awards().items():
        words = [word for word in words_of(award.name) if word != "cua"]
        names[code] = (tuple(words), "".join(word[0] for word in words))
    return names
