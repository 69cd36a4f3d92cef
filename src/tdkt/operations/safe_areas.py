"""A year of the safe-area standard: who registers, what is found of each criterion, and what that comes to. What was decided: `safe_results`.

Words of a finding speak of the area or body as a whole, never of a person. Read first: `register_bodies`, `save_findings`, `weighed`.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tdkt.law.safe_areas import Share, Standard, Weighed, share, standard, weigh
from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.law import office_law
from tdkt.operations.ledger import writing
from tdkt.operations.permissions import require
from tdkt.operations.safe_bodies import EARLIEST, seen_bodies
from tdkt.records.models import Account, SafeBody, SafeYear
from tdkt.records.safe_areas import counts_of, mark, said_of, standing, total
from tdkt.vietnamese.dates import write_date
from tdkt.vietnamese.folding import nfc

LONGEST_WORDS = 500
NAMED = 5
"""So many bodies are named where an act is refused."""
NUMBER_OF_A_PERSON = re.compile(r"(?<!\d)(?:\d{9}|\d{12})(?!\d)")
CALLED = frozenset({"ông", "bà", "anh", "chị", "cô", "chú", "cháu", "em", "tượng", "chí", "đ/c", "đc"})
"""Words before the name of a person ("đối tượng", "đồng chí" by their second half)."""


class NothingDiffers(RuleNotMet):
    """The table came back as it was shown."""


@dataclass(frozen=True)
class Put:
    """What came of registering: how many were put down, the names too late and those put down already, and the entry of the log."""

    made: int
    late: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    entry: int | None = None


@dataclass(frozen=True)
class Line:
    """A row of the dense table as it comes back: `mark` of the row as it was shown; findings by code; `words` only where they were asked."""

    body: int
    mark: str
    registered_on: date | None
    findings: Mapping[str, bool | None] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Saved:
    """How many rows of the table differed and were written."""

    changed: int
    entry: int | None = None


# --- what the register says of a body in a year ----------------------------------------------------


def standard_of(body: SafeBody, year: int) -> Standard:
    """How the law of the office judges this body for a year."""
    return standard(office_law(), body.kind, year)


def answers(row: SafeYear | None) -> dict[str, bool | None]:
    """The findings of a year as answers by code."""
    return {code: said.get("met") for code, said in (row.findings if row else {}).items()}


def share_of(commune: SafeBody, year: int) -> Share:
    """The share of a commune as the register counts it."""
    said = standard_of(commune, year)
    return share(said, total(counts_of([commune.pk], year).get(commune.pk, {}), said.of))


def weighed(body: SafeBody, row: SafeYear | None, year: int, share_: Share | None = None) -> Weighed:
    """What the findings of a body come to; for a commune with the share of its bodies, counted here where it is not given."""
    said = standard_of(body, year)
    if said.counted is None:
        return weigh(said, answers(row))
    found = share_ if share_ is not None else share_of(body, year)
    return weigh(said, answers(row), found.answer)


# --- registering -------------------------------------------------------------------------------


def register_bodies(
    year: int,
    bodies: Collection[int],
    *,
    registered_on: date,
    by: Account | None,
    at: datetime,
    on: date,
    registration: str = "",
) -> Put:
    """Put down that these registered for a year on a day, by a paper; who is put down already stays as it is. Late is told, not refused."""
    require(by, "keep-safe-areas")
    check_year(year, on=on)
    check_registered(year, registered_on, on=on)
    detail = {"year": year, "bodies": len(set(bodies)), "registered_on": registered_on.isoformat()}
    with writing(by=by, at=at, verb="safe-areas.register", detail=detail) as pen:
        found = bodies_in(bodies, year, by=by, on=on)
        had = said_of(found, year)
        none_decided(found, had)
        paper = nfc(registration).strip()[:200]
        known = tuple(one.name for key, one in found.items() if key in had and had[key].registered_on)
        fresh = [one for key, one in found.items() if key not in had]
        pen.add(SafeYear(body=one, year=year, registered_on=registered_on, registration=paper) for one in fresh)
        mended = [had[key] for key in found if key in had and not had[key].registered_on]
        for row in mended:
            pen.change_soon(row, registered_on=registered_on, registration=paper)
        if not fresh and not mended:
            raise RuleNotMet(
                f"Đã ghi đăng ký từ trước: {named(known)}.", f"Put down as registered already: {named(known)}."
            )
        touched = [*fresh, *(found[row.body_id] for row in mended)]
        late = tuple(one.name for one in touched if standard_of(one, year).is_late(registered_on))
        return Put(len(touched), late, known, pen.entry.seq)


def check_year(year: int, *, on: date) -> None:
    """Raises `RuleNotMet` for a year that cannot be kept."""
    if not EARLIEST <= year <= on.year + 1:
        raise RuleNotMet(
            f"Năm {year} không ghi được. Chọn năm từ {EARLIEST} đến {on.year + 1}.",
            f"The year {year} cannot be. Choose one from {EARLIEST} to {on.year + 1}.",
        )


def check_registered(year: int, day: date, *, on: date) -> None:
    """Raises `RuleNotMet` for a day on which nobody can have registered for the year."""
    if day > on or day.year not in (year - 1, year):
        raise RuleNotMet(
            f"Ngày đăng ký {write_date(day)} không thuộc năm {year} hoặc chưa đến. Ghi lại ngày.",
            f"The day {write_date(day)} is not of {year} or has not come. Write the day again.",
        )


def bodies_in(keys: Collection[int], year: int, *, by: Account | None, on: date) -> dict[int, SafeBody]:
    """The bodies by id, all of them the account's own and standing in the year."""
    wanted = sorted(set(keys))
    if not wanted:
        raise RuleNotMet("Chưa chọn nơi nào. Chọn ít nhất một nơi.", "Nothing is chosen. Choose a body.")
    found: dict[int, SafeBody] = seen_bodies(by, on=on).in_bulk(wanted)
    if len(found) < len(wanted):
        raise NotFound("Có nơi không còn trong sổ.", "A body is no longer in the register.")
    there = set(SafeBody.objects.filter(standing(year), pk__in=wanted).values_list("pk", flat=True))
    gone = [one.name for key, one in found.items() if key not in there]
    if gone:
        raise RuleNotMet(
            f"Năm {year} chưa có hoặc không còn: {named(gone)}. Sửa năm của nơi đó trước.",
            f"Did not stand in {year}: {named(gone)}. Mend their years first.",
        )
    return found


def none_decided(found: Mapping[int, SafeBody], had: Mapping[int, SafeYear]) -> None:
    """Raises `WrongState` where something is decided already: that is corrected, not written over."""
    closed = [found[key].name for key, row in had.items() if row.result]
    if closed:
        raise WrongState(
            f"Đã có kết quả: {named(closed)}. Đính chính từng nơi, kèm lý do.",
            f"Decided already: {named(closed)}. Correct each with a reason.",
        )


def named(names: Iterable[str]) -> str:
    """Some names for a sentence, and how many more."""
    listed = list(names)
    more = len(listed) - NAMED
    return ", ".join(listed[:NAMED]) + (f" (+{more})" if more > 0 else "")


# --- findings ----------------------------------------------------------------------------------


def save_findings(year: int, lines: Iterable[Line], *, by: Account | None, at: datetime, on: date) -> Saved:
    """Write the rows of the table that differ: the day of registering and what was found by criterion. Decided rows stay as they are.

    Raises `WrongState` where a row was changed since it was shown, `RuleNotMet` for a criterion the law does not have or a person's name.
    """
    require(by, "keep-safe-areas")
    check_year(year, on=on)
    shown = {line.body: line for line in lines}
    detail = {"year": year, "bodies": len(shown)}
    with writing(by=by, at=at, verb="safe-areas.findings", detail=detail) as pen:
        found = bodies_in(shown, year, by=by, on=on)
        had = said_of(found, year)
        stale = [one.name for key, one in found.items() if mark(had.get(key)) != shown[key].mark]
        if stale:
            raise WrongState(
                f"Có người vừa ghi: {named(stale)}. Mở lại trang rồi ghi tiếp; chưa có gì thay đổi.",
                f"Somebody has just written: {named(stale)}. Open the page again; nothing was changed.",
            )
        changed, fresh = 0, []
        for key, body in found.items():
            line, row = shown[key], had.get(key)
            said = {
                "registered_on": line.registered_on,
                "findings": merged(standard_of(body, year), row, line.findings, line.words),
            }
            if line.registered_on is not None and (row is None or row.registered_on != line.registered_on):
                check_registered(year, line.registered_on, on=on)
            if row is None and (said["registered_on"] or said["findings"]):
                fresh.append(SafeYear(body=body, year=year, **said))
            elif row is not None and any(getattr(row, name) != value for name, value in said.items()):
                none_decided(found, {key: row})
                pen.change_soon(row, **said)
                changed += 1
        pen.add(fresh)
        changed += len(fresh)
        if not changed:
            raise NothingDiffers("Không có ô nào khác với sổ.", "No cell differs from the register.")
        return Saved(changed, pen.entry.seq)


def merged(
    said: Standard, row: SafeYear | None, findings: Mapping[str, bool | None], words: Mapping[str, str]
) -> dict[str, Any]:
    """The findings of a row with some given anew; what says nothing is not kept."""
    unknown = sorted({*findings, *words} - set(said.codes))
    if unknown:
        raise RuleNotMet(
            f"Năm {said.year} không có tiêu chí {', '.join(unknown)} cho loại nơi này.",
            f"In {said.year} there is no criterion {', '.join(unknown)} for such a body.",
        )
    kept: dict[str, Any] = dict(row.findings) if row else {}
    for code in {*findings, *words}:
        before = kept.get(code, {})
        met = findings[code] if code in findings else before.get("met")
        text = about_the_whole(words[code]) if code in words else before.get("words", "")
        kept[code] = {"met": met, "words": text}
        if met is None and not text:
            del kept[code]
    return kept


def about_the_whole(words: str) -> str:
    """Words of a finding, tidied. Raises `RuleNotMet` where they name a person: a finding speaks of the area or body as a whole."""
    text = " ".join(nfc(words).split())
    if len(text) > LONGEST_WORDS:
        raise RuleNotMet(
            f"Lời nhận xét dài quá {LONGEST_WORDS} chữ. Viết ngắn lại.",
            f"The words are longer than {LONGEST_WORDS} letters. Shorten them.",
        )
    if NUMBER_OF_A_PERSON.search(text) or calls_somebody(text):
        raise RuleNotMet(
            "Nhận xét chỉ nói về địa bàn hoặc đơn vị nói chung, không nêu tên, số giấy tờ của người. Viết lại, ví dụ “xảy ra 2 vụ”.",
            "The words are about the area or body as a whole: no name and no number of a person. Write them again, as “2 cases”.",
        )
    return text


def calls_somebody(text: str) -> bool:
    """Whether a text calls a person by name: "ông Nguyễn Văn A". A street that bears one has a capital of its own: "đường Ông Ích Khiêm"."""
    words = text.split()
    for place, word in enumerate(words[:-2]):
        begins = place == 0 or words[place - 1][-1] in ".:;!?"
        if word.casefold() in CALLED and (word[0].islower() or begins):
            first, second = words[place + 1 : place + 3]
            if first[0].isupper() and second[0].isupper():
                return True
    return False
