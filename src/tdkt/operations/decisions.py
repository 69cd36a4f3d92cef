"""The decisions that lists name: the same number in two files is one decision, and what two files say of it differently is said.

A number is compared without blanks, capitals, the hook of Đ, zeros at its head and the words around it ("Số 01234 /qđ-ubnd ngày
20/11/2019" is 1234/QĐ-UBND); it is given once a year by one authority. A bare number (1234) says nothing of the authority, so that two
authorities make it two decisions; a number with its suffix is one decision, and another authority contradicts it.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from tdkt.law.catalogue import LEVEL_NAMES, LEVELS, award
from tdkt.operations.desk import Desk, Row, full_date, year_of
from tdkt.operations.likeness import spelling
from tdkt.records.models import Decision, Office
from tdkt.vietnamese.dates import read_date
from tdkt.vietnamese.folding import fold, nfc

_BEFORE = re.compile(r"^\s*(?:quyết định|qđ)?\s*số\s*[:.]?\s*|^\s*quyết định\s+(?=\d)", re.IGNORECASE)
_AFTER = re.compile(r"[\s,;(]*\b(?:ngày|ký ngày|k[ýí]|năm)\b(.*)$", re.IGNORECASE)
_JOINTS = re.compile(r"\s*([/\-–—])\s*")


@lru_cache(maxsize=2**12)
def number_as_kept(number: str) -> str:
    """A decision's number as the register keeps it: without "số" before it, a date behind it, and blanks at its joints."""
    bare = _AFTER.sub("", _BEFORE.sub("", nfc(number)))
    joined = _JOINTS.sub(lambda joint: "/" if joint[1] == "/" else "-", bare)
    return " ".join(joined.split()).strip(" .,;)") or nfc(number).strip()


@lru_cache(maxsize=2**12)
def number_key(number: str) -> str:
    """A decision's number as it is compared."""
    return fold(number_as_kept(number)).replace(" ", "").lstrip("0")


def date_of(record: dict[str, Any]) -> str | None:
    """The date that a row says of its decision: in its own cell, else behind the number."""
    if record.get("decision_date"):
        return str(record["decision_date"])
    said = _AFTER.search(nfc(record.get("decision_number") or ""))
    found = read_date(said[1]) if said else None
    return found.iso() if found else None


def level_of(record: dict[str, Any]) -> str:
    """The level that the file says, else the one level that can give this award at all; otherwise unknown."""
    if record.get("authority"):
        return str(record["authority"])
    only = award(record["award"]).decided_by
    return only if only in LEVELS else ""


def authority_words(level: str, desk: Desk) -> str:
    """The giver by name as papers write it, seen from this office: its own ministry, its province, itself."""
    return giver_words(level, desk.office)


def giver_words(level: str, office: Office) -> str:
    """As `authority_words`, for whoever has the office only."""
    if office.name and level == own_level(office):
        headed = level == "agency" and office.signer_post.casefold() == "giám đốc"
        return f"Giám đốc {office.name}" if headed else office.name
    if level == "ministry" and office.parent:
        return office.parent
    return LEVEL_NAMES.get(level, "")


OWN_LEVELS = (
    ("ministry", ("bo ", "thanh tra chinh phu", "van phong chinh phu", "ngan hang nha nuoc")),
    ("province", ("ubnd tinh", "uy ban nhan dan tinh")),
    ("district", ("ubnd huyen", "ubnd quan", "ubnd thi xa", "uy ban nhan dan huyen", "uy ban nhan dan quan")),
    ("commune", ("ubnd xa", "ubnd phuong", "ubnd dac khu", "uy ban nhan dan xa", "uy ban nhan dan phuong")),
)
"""By which words an office's name says that it is itself a body of that level."""
NO_MINISTRIES = ("bo chi huy", "bo tu lenh", "bo doi")
"""Commands and forces whose names begin as a ministry's does."""
CITIES = ("ubnd thanh pho", "uy ban nhan dan thanh pho")
"""A city is a province's equal, or a district's where it stands under a province or another city."""


def own_level(office: Office | None) -> str:
    """The level at which this office decides: a ministry's, a people's committee's, else that of a head of agency or unit."""
    name = fold(office.name) if office else ""
    if office is not None and name.startswith(CITIES):
        above = fold(office.parent)
        return "district" if "tinh" in above.split() or "thanh pho" in above else "province"
    if name.startswith(NO_MINISTRIES):
        return "agency"
    return next((level for level, heads in OWN_LEVELS if name.startswith(heads)), "agency")


@dataclass
class Decisions:
    """The decisions of the rows, and what the rows newly say of them."""

    of_row: dict[int, Decision] = field(default_factory=dict)
    fills: list[tuple[Row, Decision]] = field(default_factory=list)

    def of(self, row: Row) -> Decision | None:
        return self.of_row.get(id(row))


def enter_decisions(rows: list[Row], desk: Desk) -> Decisions:
    """Find or enter the decision that each row names. What contradicts the register is a conflict, never a second decision."""
    named = [row for row in rows if row.record.get("decision_number")]
    register = Shelf()
    if named:
        wanted = {number_key(row.record["decision_number"]) for row in named}
        keys = [key for key, number in Decision.objects.values_list("pk", "number") if number_key(number) in wanted]
        for start in range(0, len(keys), 500):
            for decision in Decision.objects.filter(pk__in=keys[start : start + 500]):
                register.put(decision)
    found = Decisions()
    fresh: list[tuple[Row, Decision]] = []
    dated_first = sorted(named, key=lambda row: year_of(date_of(row.record)) is None)
    alike: dict[tuple[Any, ...], Decision] = {}  # many rows say the very same of one decision
    for row in dated_first:
        names = (
            *(row.record.get(name) for name in ("decision_number", "decision_date", "authority", "award")),
            id(row.part),
        )
        said = alike.pop(names, None) or new_decision(row, desk)
        standing = register.like(said)
        if len(standing) > 1:
            refuse_several(row, standing)
            continue
        if not standing:
            register.put(said)
            fresh.append((row, said))
        else:
            alike[names] = said
        decision = standing[0] if standing else said
        found.of_row[id(row)] = decision
        if decision.pk is not None:
            compare(row, decision, said, found)
        else:
            agree_within_file(row, decision, said)
    desk.sources([row for row, _ in fresh])
    for row, decision in fresh:
        decision.source = row.source
    desk.pen.add([decision for _, decision in fresh])
    return found


class Shelf:
    """Decisions by their number as it is compared."""

    def __init__(self) -> None:
        self._by_number: dict[str, list[Decision]] = {}

    def put(self, decision: Decision) -> None:
        self._by_number.setdefault(number_key(decision.number), []).append(decision)

    def like(self, said: Decision) -> list[Decision]:
        """The decision that this is; several where it says too little to tell."""
        named = self._by_number.get(number_key(said.number), [])
        if number_key(said.number).isdigit():
            named = [one for one in named if not one.level or not said.level or one.level == said.level]
        same = [one for one in named if one.year == said.year]
        if said.year is None:
            return same or named
        return same or [one for one in named if one.year is None]


def new_decision(row: Row, desk: Desk) -> Decision:
    record = row.record
    level, said = level_of(record), date_of(record)
    return Decision(
        number=number_as_kept(record["decision_number"])[:60],
        year=year_of(said),
        signed_on=full_date(said),
        level=level,
        authority=authority_words(level, desk),
        signer=nfc(row.part["context"].get("signer") or "").strip(),
        title=(row.part["context"].get("title") or ""),
    )


def refuse_several(row: Row, standing: list[Decision]) -> None:
    years = ", ".join(str(one.year or "không rõ năm") for one in standing)
    row.end(
        "conflict",
        code="decision-unclear",
        value=row.record["decision_number"],
        message=f"Sổ có {len(standing)} quyết định số {standing[0].number} ({years}); dòng này không ghi ngày ký.",
        remedy="Thêm ngày quyết định vào tệp.",
    )


def agree_within_file(row: Row, decision: Decision, said: Decision) -> None:
    """Rows of one file that name one new decision: the same day, or a conflict; what the first left out the others fill."""
    if said.signed_on and decision.signed_on and said.signed_on != decision.signed_on:
        contradict(
            row, "date", f"Dòng khác trong tệp ghi Quyết định {decision.number} ký ngày {words(decision.signed_on)}."
        )
    stated = row.record.get("authority")
    if stated and decision.level and stated != decision.level:
        contradict(row, "authority", f"Dòng khác trong tệp ghi Quyết định {decision.number} của {decision.authority}.")
    for name in ("signed_on", "year", "level", "authority", "signer", "title"):
        if not getattr(decision, name):
            setattr(decision, name, getattr(said, name))


def compare(row: Row, decision: Decision, said: Decision, found: Decisions) -> None:
    """What a row says of a decision that the register has: conflicts where it contradicts, a hole that it fills, a title that differs."""
    if said.signed_on and decision.signed_on and said.signed_on != decision.signed_on:
        contradict(row, "date", f"Sổ ghi Quyết định {decision.number} ký ngày {words(decision.signed_on)}.")
    stated = row.record.get("authority")
    if stated and decision.level and stated != decision.level:
        contradict(row, "authority", f"Sổ ghi Quyết định {decision.number} của {decision.authority or decision.level}.")
    if said.signer and decision.signer and spelling(said.signer) != spelling(decision.signer):
        contradict(row, "signer", f"Sổ ghi người ký Quyết định {decision.number} là {decision.signer}.")
    if said.title and decision.title and spelling(said.title) != spelling(decision.title):
        row.note(
            "decision-title-differs",
            value=said.title,
            message=f"Sổ ghi tên danh sách của Quyết định {decision.number} là “{decision.title}”.",
            remedy="Không cần làm gì nếu là hai danh sách của một quyết định.",
        )
    if row.plan["status"] != "conflict" and holes(decision, said):
        found.fills.append((row, decision))


def contradict(row: Row, what: str, message: str) -> None:
    value = row.record.get({"date": "decision_date", "authority": "authority"}.get(what, "decision_number"))
    row.end(
        "conflict",
        code=f"decision-{what}-differs",
        value=value,
        message=message,
        remedy="Đối chiếu quyết định rồi sửa tệp, hoặc đính chính trong sổ.",
    )


def words(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def holes(decision: Decision, said: Decision) -> dict[str, Any]:
    """What a row says of a decision that the register does not."""
    names = ("signed_on", "year", "level", "signer", "title")
    filled = {name: getattr(said, name) for name in names if getattr(said, name) and not getattr(decision, name)}
    if "level" in filled:
        filled["authority"] = said.authority
    return filled


def complete_decisions(found: Decisions, desk: Desk) -> None:
    """Fill what the register did not know of its decisions; the years of honours that count by signing follow. Comes after the honours."""
    for row, decision in found.fills:
        added = holes(decision, new_decision(row, desk))
        if not added or row.plan["status"] not in ("new", "same", "changes"):
            continue
        desk.sources([row])
        desk.pen.change(decision, **added)
        if row.plan["status"] != "new":
            row.complete(f"decision_{name}" for name in added)
        if "year" in added:
            for conferral in decision.conferrals.filter(year=None):
                desk.pen.change(conferral, year=added["year"])
