"""What was decided of a year of the safe-area standard: by one decision for many, corrected with a reason, taken back.

Met only when every criterion is; a commune also needs its bodies registered and enough of them recognised. An open finding keeps a body
undecided: unknown is never "no". Read first: `enter_decisions`, `check_result`, `correct_year`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tdkt.law.safe_areas import Share, Standard, Weighed, share
from tdkt.operations.corrections import need_reason
from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.ledger import writing
from tdkt.operations.permissions import require
from tdkt.operations.safe_areas import (
    Line,
    NothingDiffers,
    Put,
    Saved,
    bodies_in,
    check_registered,
    check_year,
    merged,
    none_decided,
    save_findings,
    standard_of,
    weighed,
)
from tdkt.records.models import Account, SafeBody, SafeYear
from tdkt.records.safe_areas import counts_of, mark, said_of, total
from tdkt.vietnamese.dates import write_date
from tdkt.vietnamese.folding import nfc

# --- deciding ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Decision:
    """What one decision says of some bodies: the result, its day, its number and who took it, as far as known."""

    bodies: Collection[int]
    result: str
    decided_on: date
    number: str = ""
    authority: str = ""


def decide(
    year: int,
    bodies: Collection[int],
    *,
    result: str,
    decided_on: date,
    by: Account | None,
    at: datetime,
    on: date,
    decision_number: str = "",
    authority: str = "",
) -> Put:
    """Enter what one decision says of these for a year; see `enter_decisions`."""
    said = Decision(bodies, result, decided_on, decision_number, authority)
    return enter_decisions(year, [said], by=by, at=at, on=on)


def enter_decisions(year: int, decisions: Iterable[Decision], *, by: Account | None, at: datetime, on: date) -> Put:
    """Enter what decisions say of bodies for a year, as one act. Refused as a whole where a finding is open or says otherwise.

    `late` of the answer names those decided on or after the day before which the law wants it.
    """
    require(by, "decide-safe-areas")
    check_year(year, on=on)
    decisions = list(decisions)
    said_of_body = {key: one for one in decisions for key in one.bodies}
    numbers = sorted({nfc(one.number).strip() for one in decisions} - {""})
    detail = {"year": year, "bodies": len(said_of_body), "decisions": numbers[:20]}
    with writing(by=by, at=at, verb="safe-areas.decide", detail=detail) as pen:
        found = bodies_in(said_of_body, year, by=by, on=on)
        had = said_of(found, year)
        none_decided(found, had)
        shares = shares_of(found.values(), year)
        fresh, late = [], []
        for key, body in found.items():
            one, row = said_of_body[key], had.get(key) or SafeYear(body=body, year=year)
            number = nfc(one.number).strip()
            check_result(body, row, year, one.result, one.decided_on, number, on=on, share_=shares.get(key))
            said = {
                "result": one.result,
                "decided_on": one.decided_on,
                "decision_number": number[:60],
                "authority": nfc(one.authority).strip()[:200],
            }
            if key in had:
                pen.change_soon(row, **said)
            else:
                fresh.append(SafeYear(body=body, year=year, **said))
            if standard_of(body, year).is_decided_late(one.decided_on):
                late.append(body.name)
        pen.add(fresh)
        return Put(len(found), tuple(late), (), pen.entry.seq)


def shares_of(bodies: Iterable[SafeBody], year: int) -> dict[int, Share]:
    """The shares of the communes among these bodies."""
    communes = {one.pk: one for one in bodies if one.kind == "commune"}
    counts = counts_of(communes, year)
    found = {}
    for key, one in communes.items():
        said = standard_of(one, year)
        found[key] = share(said, total(counts.get(key, {}), said.of))
    return found


def check_result(
    body: SafeBody,
    row: SafeYear,
    year: int,
    result: str,
    decided_on: date,
    number: str,
    *,
    on: date,
    share_: Share | None = None,
) -> None:
    """Raises `RuleNotMet` unless findings and share of this body bear the result, and the day can be."""
    said = standard_of(body, year)
    if result not in ("met", "not-met"):
        raise RuleNotMet("Chọn kết quả: đạt hoặc chưa đạt.", "Choose the result: met or not met.")
    first = said.begins or date(year, 1, 1)
    if not first <= decided_on <= on:
        raise RuleNotMet(
            f"Ngày quyết định {write_date(decided_on)} trước khi năm {year} bắt đầu tính ({write_date(first)}) hoặc chưa đến. Ghi lại ngày.",
            f"The day {write_date(decided_on)} is before the year {year} begins ({write_date(first)}) or has not come. Write it again.",
        )
    if not said.known:
        if not number:
            raise RuleNotMet(
                f"{body.name}: chưa biết văn bản nào áp dụng cho năm {year}, nên chỉ ghi được kết quả theo quyết định. Ghi số quyết định.",
                f"{body.name}: no text is known for {year}, so only what a decision says can be entered. Write its number.",
            )
        return
    found = weighed(body, row, year, share_)
    if found.result != result:
        raise RuleNotMet(*why_not(body, said, found, share_))
    if result == "met" and said.registered_until is not None and row.registered_on is None:
        raise RuleNotMet(
            f"{body.name}: chưa ghi ngày đăng ký năm {year}. Ghi đăng ký trước.",
            f"{body.name}: no registration is entered for {year}. Enter it first.",
        )


def why_not(body: SafeBody, said: Standard, found: Weighed, share_: Share | None) -> tuple[str, str]:
    """Why a body cannot be given a result: what is open, what failed, or that everything is met."""
    numbers = {one.code: place for place, one in enumerate(said.criteria, start=1)}
    counted = said.counted.code if said.counted else ""
    if counted in (*found.open, *found.failed) and share_ is not None and share_.needed is not None:
        counts = share_.counts
        vi = f" Trong xã: {counts.met} nơi đạt, cần {share_.needed} trên {counts.of}; đã đăng ký {counts.registered}."
        en = f" Within it: {counts.met} met, {share_.needed} of {counts.of} needed; {counts.registered} registered."
    else:
        vi = en = ""
    if found.failed:
        which = ", ".join(str(numbers[code]) for code in found.failed)
        return f"{body.name}: tiêu chí {which} không đạt.{vi}", f"{body.name}: criterion {which} is not met.{en}"
    if found.open:
        which = ", ".join(str(numbers[code]) for code in found.open)
        return (
            f"{body.name}: tiêu chí {which} chưa rõ. Ghi kết quả từng tiêu chí trước.{vi}",
            f"{body.name}: criterion {which} is open. Enter what was found first.{en}",
        )
    return f"{body.name}: mọi tiêu chí đều đạt.", f"{body.name}: every criterion is met."


def with_table(
    year: int,
    lines: Iterable[Line],
    act: Callable[[], Put],
    *,
    by: Account | None,
    at: datetime,
    on: date,
) -> tuple[Saved | None, Put]:
    """Write the table as it stands on the screen, then an act on some of its rows: both, or neither where one is refused."""
    with transaction.atomic():
        try:
            saved = save_findings(year, lines, by=by, at=at, on=on)
        except NothingDiffers:
            saved = None
        return saved, act()


def ready(year: int, bodies: Iterable[SafeBody], result: str) -> list[int]:
    """The bodies that nobody has decided and whose findings come to this result."""
    bodies = list(bodies)
    rows = said_of([one.pk for one in bodies], year)
    shares = shares_of(bodies, year)
    found = []
    for one in bodies:
        row = rows.get(one.pk)
        said = standard_of(one, year)
        lacks_day = result == "met" and said.registered_until is not None and (row is None or row.registered_on is None)
        if not (row and row.result) and not lacks_day and weighed(one, row, year, shares.get(one.pk)).result == result:
            found.append(one.pk)
    return found


# --- correcting --------------------------------------------------------------------------------


def correct_year(
    year_id: int,
    *,
    reason: str,
    by: Account | None,
    at: datetime,
    on: date,
    shown: str,
    registered_on: date | None,
    registration: str,
    findings: Mapping[str, bool | None],
    words: Mapping[str, str],
    result: str,
    decided_on: date | None,
    decision_number: str,
    authority: str,
) -> int:
    """Give a year of a body other values, with a reason; what it said stays in the history. `result` may be taken back (empty). Answers the entry."""
    require(by, "decide-safe-areas")
    need_reason(reason)
    detail = {"row": year_id, "reason": reason.strip()}
    with writing(by=by, at=at, verb="safe-areas.correct", detail=detail) as pen:
        row = _year(year_id, by=by, on=on)
        pen.entry.detail |= {"name": row.body.name, "year": row.year}
        if mark(row) != shown:
            raise WrongState(
                "Có người vừa ghi dòng này. Mở lại trang rồi đính chính; chưa có gì thay đổi.",
                "Somebody has just written this row. Open the page again; nothing was changed.",
            )
        if registered_on is not None and registered_on != row.registered_on:
            check_registered(row.year, registered_on, on=on)
        said = {
            "registered_on": registered_on,
            "registration": nfc(registration).strip()[:200],
            "findings": merged(standard_of(row.body, row.year), row, findings, words),
            "result": result,
            "decided_on": decided_on if result else None,
            "decision_number": nfc(decision_number).strip()[:60] if result else "",
            "authority": nfc(authority).strip()[:200] if result else "",
        }
        if result:
            if decided_on is None:
                raise RuleNotMet("Ghi ngày quyết định.", "Write the day of the decision.")
            after = SafeYear(body=row.body, year=row.year, **said)
            shares = shares_of([row.body], row.year)
            number = str(said["decision_number"])
            check_result(row.body, after, row.year, result, decided_on, number, on=on, share_=shares.get(row.body_id))
        if not pen.change(row, **said):
            raise RuleNotMet("Không có gì khác với sổ để đính chính.", "Nothing differs from the register.")
        return pen.entry.seq


def strike_year(year_id: int, *, reason: str, by: Account | None, at: datetime, on: date) -> int:
    """Take a year of a body out, with a reason; what it said stays in the history. Answers the entry."""
    require(by, "decide-safe-areas")
    need_reason(reason)
    detail = {"row": year_id, "reason": reason.strip()}
    with writing(by=by, at=at, verb="safe-areas.strike", detail=detail) as pen:
        row = _year(year_id, by=by, on=on)
        pen.entry.detail |= {"name": row.body.name, "year": row.year}
        pen.withdraw_all(SafeYear, [row.pk])
        return pen.entry.seq


def _year(key: int, *, by: Account | None, on: date) -> SafeYear:
    seen: Any = SafeYear.objects.all() if by is None else SafeYear.objects.visible_to(by, on=on)
    found: SafeYear | None = seen.filter(pk=key).select_related("body").first()
    if found is None:
        raise NotFound("Không có dòng này trong sổ.", "There is no such row in the register.")
    return found
