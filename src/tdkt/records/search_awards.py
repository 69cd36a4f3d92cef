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

from tdkt.law.catalogue import awards
from tdkt.records.models import Account, Conferral, Decision
from tdkt.records.models.scope import reach_of
from tdkt.records.search_index import ask, candidates
from tdkt.records.search_subjects import listed, of_units, subjects
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

NEWEST = 1_000
"""Of how many receivers, and of how many decisions, the awards are looked at."""
SEEN = (
    " AND (unit_id IN (SELECT unit FROM own) OR (SELECT belongs_to_id FROM records_subject WHERE records_subject.id = subject_id) "
    "IN (SELECT unit FROM own))"
)
"""The condition on an award that an account sees it, after `own_units`: by the unit of the day, or by who it is today.

The unit is read for each receiver by itself: of an EXISTS, PostgreSQL makes a table of all people of these units before the first row.
"""
STEPS = 20_000
"""How many awards of a form are looked at, from the newest on, for who sees only some."""


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
    reach = reach_of(account, on=on)
    if not (reach.everything or reach.units):
        return []
    for asked in readings(text):
        ids = _ids(account, asked, None if reach.everything else reach.units, on, most)
        found = Conferral.objects.filter(pk__in=ids).select_related("subject__unit", "decision", "unit")
        seen = [c for c in found if reach.everything or {c.unit_id, c.subject.belongs_to_id} & reach.units]
        if seen:
            return sorted(seen, key=lambda c: (-(c.year or 0), -c.pk))
    return []


def _ids(account: Account, asked: Asked, units: frozenset[int] | None, on: date, most: int) -> list[int]:
    said = (("class_no", asked.class_no), ("year", asked.year), ("level", asked.level))
    where = "".join(f" AND {column} = {value!r}" for column, value in said if value)
    if asked.number:
        where += f" AND decision_id IN ({listed(candidates(Decision, words_of(asked.number), NEWEST)) or 'NULL'})"
    if asked.rest:
        named = Typed.of(" ".join(asked.rest))
        who = [row for people in (True, False) for row in subjects(account, named, on, people=people, most=NEWEST)]
        where += f" AND subject_id IN ({listed(who) or 'NULL'})"
    if asked.rest or asked.number:  # whoever was found by name is seen, and so are all awards of theirs
        return _of_these(asked, where, most, None if asked.rest else units)
    found = _ordered(asked, where, most, steps=STEPS, units=units)
    if units is not None and len(found) < most and _goes_on(asked, where):  # the newest are others': few are own
        found = _ordered(asked, f"{where} AND id IN ({own_conferrals(units)})", most, steps=None)
    return found


def _of_these(asked: Asked, where: str, most: int, units: frozenset[int] | None) -> list[int]:
    """The ids of the newest awards of the forms asked for, starting from the receivers or decisions of a condition."""
    where += SEEN if units is not None else ""
    codes = ", ".join(f"'{code}'" for code in asked.codes)
    newest = (
        f"SELECT id FROM records_conferral WHERE award IN ({codes}){where} ORDER BY coalesce(year, 0) DESC, id DESC"
    )
    return [row[0] for row in ask(f"{own_units(units)}{newest} LIMIT {most}")]


def _ordered(
    asked: Asked, where: str, most: int, *, steps: int | None, units: frozenset[int] | None = None
) -> list[int]:
    """The ids of the newest awards of the forms asked for; with `steps`, of each form no more than so many are read."""
    seen = SEEN if units is not None else ""
    parts = []
    for code in asked.codes:
        of = f"FROM records_conferral WHERE award = '{code}'{where}"
        newest = f"SELECT year, id, unit_id, subject_id {of} ORDER BY year DESC, id DESC LIMIT {steps or most}"
        parts.append(
            f"SELECT * FROM (SELECT year, id FROM ({newest}) AS conferral WHERE 1 = 1{seen} LIMIT {most}) AS part"
        )
    rows = ask(own_units(units) + " UNION ALL ".join(parts))
    return [row[1] for row in sorted(rows, key=lambda row: (-(row[0] or 0), -row[1]))[:most]]


def _goes_on(asked: Asked, where: str) -> bool:
    """Whether any form has more awards than were looked at."""
    return any(
        ask(f"SELECT 1 FROM records_conferral WHERE award = '{code}'{where} LIMIT 1 OFFSET {STEPS}")
        for code in asked.codes
    )


def own_units(units: frozenset[int] | None) -> str:
    """The head of a statement that says `SEEN`: the units of an account. As a table: weighing a long list costs more than the rows do."""
    return f"WITH own(unit) AS (VALUES {', '.join(f'({int(unit)})' for unit in sorted(units))}) " if units else ""


def own_conferrals(units: frozenset[int], column: str = "id") -> str:
    """The statement that yields all conferrals (or another column of theirs) that an account of these units sees, from the units on."""
    return (
        f"SELECT {column} FROM records_conferral WHERE unit_id IN ({listed(units)}) UNION SELECT c.{column} FROM records_subject "
        f"JOIN records_conferral c ON c.subject_id = records_subject.id WHERE {of_units(units)}"
    )


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
