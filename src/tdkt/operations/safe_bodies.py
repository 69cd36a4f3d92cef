"""The bodies of the safe-area standard: entered one by one or as a pasted list, mended, taken out; and an act of that book taken back.

Names of areas and organisations only. Read first: `read_list`, `add_bodies`, `undo_act`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.db.utils import DataError, IntegrityError

from tdkt.operations.corrections import need_reason
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.ledger import Pen, writing
from tdkt.operations.permissions import require
from tdkt.records.models import Account, Entry, Registered, SafeBody, SafeYear, Unit
from tdkt.records.models.safe_areas import SAFE_KINDS
from tdkt.records.models.scope import reach_of
from tdkt.vietnamese.folding import fold, nfc

LONGEST_NAME = 300
MOST_LINES = 1000
EARLIEST = 1945
KIND_WORDS = {
    "residential-area": ("khu dan cu", "thon", "to dan pho", "khoi pho", "ban", "lang", "ap", "kdc"),
    "commune": ("xa", "phuong", "thi tran", "dac khu"),
    "agency": ("co quan", "don vi"),
    "firm": ("doanh nghiep", "cong ty"),
    "school": ("truong", "nha truong", "co so giao duc"),
}
"""What the column of kinds of a pasted list may say, folded; also read from how a name begins."""


@dataclass(frozen=True)
class NewBody:
    """A body to enter: `within` is the commune that counts it, `unit` who follows it where it lies in none."""

    kind: str
    name: str
    within: int | None = None
    unit: int | None = None
    area: int | None = None
    from_year: int | None = None
    note: str = ""
    to_year: int | None = None


@dataclass(frozen=True)
class Entered:
    """What came of entering: the new bodies, the names that were there already, and the entry of the log (None: nothing written)."""

    made: tuple[SafeBody, ...]
    known: tuple[str, ...]
    entry: int | None = None


# --- a pasted list -------------------------------------------------------------------------------


def read_list(text: str, *, kind: str = "", within: int | None = None) -> list[NewBody]:
    """A list as pasted out of a sheet or typed: a name on each line, or number, name and kind parted by tabs. Empty lines do not count.

    `kind` is for lines that name none. Raises `RuleNotMet` naming the line that cannot be read.
    """
    found = []
    for number, line in enumerate(nfc(text).splitlines(), start=1):
        cells = [" ".join(cell.split()) for cell in line.split("\t")]
        cells = [cell for cell in cells if cell]
        if len(cells) > 1 and re.fullmatch(r"\d+\.?", cells[0]):
            del cells[0]
        if not cells:
            continue
        said = next((one for cell in cells[1:] if (one := kind_of(cell))), "") or kind or kind_of(cells[0])
        if said not in SAFE_KINDS:
            raise RuleNotMet(
                f"Dòng {number} “{cells[0]}”: chưa rõ là khu dân cư, cơ quan, doanh nghiệp hay nhà trường. Chọn loại hoặc ghi ở cột thứ hai.",
                f"Line {number} “{cells[0]}” does not say whether it is an area, an agency, a firm or a school. Choose the kind or write it in the second column.",
            )
        found.append(NewBody(said, cells[0], within=within))
    if not found:
        raise RuleNotMet("Chưa có tên nào. Ghi mỗi nơi một dòng.", "No name was given. Write one on each line.")
    if len(found) > MOST_LINES:
        raise RuleNotMet(
            f"Danh sách có {len(found)} dòng. Mỗi lần nhập tối đa {MOST_LINES} dòng.",
            f"The list has {len(found)} lines. Enter at most {MOST_LINES} at a time.",
        )
    return found


def kind_of(words: str) -> str:
    """The kind that words say or begin with: "Trường THCS Lê Lợi" is a school. Empty where they say none."""
    folded = fold(words)
    for kind, names in KIND_WORDS.items():
        if any(folded == name or folded.startswith(f"{name} ") for name in names):
            return kind
    return ""


# --- entering ------------------------------------------------------------------------------------


def add_bodies(bodies: Iterable[NewBody], *, by: Account | None, at: datetime, on: date) -> Entered:
    """Enter bodies, many in one act; those that are there already stay as they are. What lies in a commune is followed by whoever follows it.

    Raises `RuleNotMet` for what cannot be, `NotFound` for a commune that is not there, `NotPermitted` for another unit.
    """
    require(by, "keep-safe-areas")
    wanted = [_checked(one, on=on) for one in bodies]
    if not wanted:
        raise RuleNotMet("Chưa có nơi nào để ghi.", "There is no body to enter.")
    communes = _communes({one.within for one in wanted if one.within is not None}, by=by, on=on)
    units = {one.unit for one in wanted if one.within is None}
    _own_units(units, by=by, on=on)
    with writing(by=by, at=at, verb="safe-areas.bodies", detail={"bodies": len(wanted)}) as pen:
        had = _had(wanted)
        fresh: dict[tuple[str, str, int | None], NewBody] = {}
        known = []
        for one in wanted:
            key = (one.kind, one.name.casefold(), one.within)
            if key in had or key in fresh:
                known.append(one.name)
            else:
                fresh[key] = one
        made = pen.add(
            SafeBody(
                kind=one.kind,
                name=one.name,
                within=communes.get(one.within or 0),
                unit_id=communes[one.within].unit_id if one.within else one.unit,
                area_id=one.area,
                from_year=one.from_year,
                to_year=one.to_year,
                folded=fold(one.name),
                note=one.note,
            )
            for one in fresh.values()
        )
        if not made:
            raise RuleNotMet(
                f"Các nơi này đã có trong sổ: {', '.join(known[:5])}.",
                f"These are in the register already: {', '.join(known[:5])}.",
            )
        return Entered(tuple(made), tuple(known), pen.entry.seq)


def _checked(one: NewBody, *, on: date) -> NewBody:
    name = " ".join(nfc(one.name).split())
    if one.kind not in SAFE_KINDS:
        raise RuleNotMet(
            "Chọn loại: khu dân cư, xã, cơ quan, doanh nghiệp hay nhà trường.",
            "Choose the kind: area, commune, agency, firm or school.",
        )
    if not name or len(name) > LONGEST_NAME:
        raise RuleNotMet(
            f"Tên phải có và không quá {LONGEST_NAME} chữ.", f"A name is needed, of at most {LONGEST_NAME} letters."
        )
    if one.kind == "commune" and one.within is not None:
        raise RuleNotMet("Xã không nằm trong một xã khác.", "A commune does not lie in another one.")
    if one.kind == "residential-area" and one.within is None:
        raise RuleNotMet("Khu dân cư phải thuộc một xã. Chọn xã.", "An area lies in a commune. Choose it.")
    check_years(one.from_year, one.to_year, on=on)
    return replace(one, name=name, note=nfc(one.note).strip())


def check_years(from_year: int | None, to_year: int | None, *, on: date) -> None:
    """Raises `RuleNotMet` for years that cannot be or that run backwards."""
    for year in (from_year, to_year):
        if year is not None and not EARLIEST <= year <= on.year + 1:
            raise RuleNotMet(
                f"Năm {year} không ghi được. Ghi từ {EARLIEST} đến {on.year + 1}.",
                f"The year {year} cannot be. Write one from {EARLIEST} to {on.year + 1}.",
            )
    if from_year is not None and to_year is not None and to_year < from_year:
        raise RuleNotMet("Năm cuối đứng trước năm đầu.", "The last year is before the first.")


def _communes(keys: set[int], *, by: Account | None, on: date) -> dict[int, SafeBody]:
    found: dict[int, SafeBody] = seen_bodies(by, on=on).filter(kind="commune").in_bulk(sorted(keys))
    if len(found) < len(keys):
        raise NotFound("Không có xã này trong sổ.", "There is no such commune in the register.")
    return found


def _own_units(units: set[int | None], *, by: Account | None, on: date) -> None:
    known = Unit.objects.filter(pk__in=[unit for unit in units if unit]).count()
    if known < len(units - {None}):
        raise NotFound("Không có đơn vị này trong sổ.", "There is no such unit in the register.")
    if by is not None:
        reach = reach_of(by, on=on)
        if not reach.everything and not {unit or 0 for unit in units} <= reach.units:
            raise NotPermitted(
                "Tài khoản này chỉ ghi được nơi do đơn vị của mình theo dõi.",
                "This account may enter what its own unit follows only.",
            )


def _had(wanted: Sequence[NewBody]) -> set[tuple[str, str, int | None]]:
    """Which of these the register has, whatever their letters' case."""
    folded = {fold(one.name) for one in wanted}
    rows = SafeBody.objects.filter(folded__in=folded) if len(folded) <= 500 else SafeBody.objects.all()
    return {(kind, name.casefold(), place) for kind, name, place in rows.values_list("kind", "name", "within_id")}


def seen_bodies(by: Account | None, *, on: date) -> Any:
    """The bodies that an account may work on."""
    return SafeBody.objects.all() if by is None else SafeBody.objects.visible_to(by, on=on)


# --- mending -------------------------------------------------------------------------------------


def change_body(
    body_id: int,
    *,
    reason: str,
    by: Account | None,
    at: datetime,
    on: date,
    name: str,
    from_year: int | None,
    to_year: int | None,
    note: str = "",
) -> int:
    """Give a body another name or other years, with a reason: `to_year` is the last year in which it stood. Answers the entry of the log."""
    require(by, "keep-safe-areas")
    need_reason(reason)
    name = " ".join(nfc(name).split())
    if not name or len(name) > LONGEST_NAME:
        raise RuleNotMet(
            f"Tên phải có và không quá {LONGEST_NAME} chữ.", f"A name is needed, of at most {LONGEST_NAME} letters."
        )
    check_years(from_year, to_year, on=on)
    detail = {"body": body_id, "reason": reason.strip()}
    try:
        with writing(by=by, at=at, verb="safe-areas.change", detail=detail) as pen:
            body = _body(body_id, by=by, on=on)
            pen.entry.detail["name"] = body.name
            outside = SafeYear.objects.filter(body=body)
            held = [
                year
                for year in outside.order_by("year").values_list("year", flat=True)
                if (from_year and year < from_year) or (to_year and year > to_year)
            ]
            if held:
                raise RuleNotMet(
                    f"Sổ đã ghi năm {held[0]} của nơi này. Bỏ năm đó trước, hoặc ghi năm khác.",
                    f"The register holds the year {held[0]} of it. Strike that year first, or write another one.",
                )
            said = {"name": name, "folded": fold(name), "from_year": from_year, "to_year": to_year}
            if not pen.change(body, **said, note=nfc(note).strip()):
                raise RuleNotMet("Không có gì khác với sổ để sửa.", "Nothing differs from the register.")
            return pen.entry.seq
    except (IntegrityError, DataError):
        raise RuleNotMet(
            "Trong xã đã có nơi cùng loại mang tên này. Ghi tên khác.",
            "The commune has a body of this kind and name already. Write another name.",
        ) from None


def strike_body(body_id: int, *, reason: str, by: Account | None, at: datetime, on: date) -> None:
    """Take a body out that was entered by mistake; one of which the book holds years or parts stays."""
    require(by, "keep-safe-areas")
    need_reason(reason)
    detail = {"body": body_id, "reason": reason.strip()}
    with writing(by=by, at=at, verb="safe-areas.strike-body", detail=detail) as pen:
        body = _body(body_id, by=by, on=on)
        pen.entry.detail["name"] = body.name
        if SafeYear.objects.filter(body=body).exists() or SafeBody.objects.filter(within=body).exists():
            raise WrongState(
                f"{body.name} còn các năm hoặc các nơi bên trong. Bỏ những dòng đó trước.",
                f"{body.name} still has years or bodies within. Strike those first.",
            )
        pen.withdraw_all(SafeBody, [body.pk])


def _body(key: int, *, by: Account | None, on: date) -> SafeBody:
    found: SafeBody | None = seen_bodies(by, on=on).filter(pk=key).first()
    if found is None:
        raise NotFound(f"Không có nơi số {key} trong sổ.", f"There is no body {key} in the register.")
    return found


# --- taking an act back ------------------------------------------------------------------------


def undo_act(entry: int, *, by: Account | None, at: datetime) -> str:
    """Take back one's own act in this book, unless what it wrote was changed since. Answers the verb that was taken back."""
    require(by, "keep-safe-areas")
    with writing(by=by, at=at, verb="safe-areas.undo", detail={"act": entry}) as pen:
        act = Entry.objects.filter(pk=entry, verb__startswith="safe-areas.").exclude(verb="safe-areas.undo").first()
        if act is None or (by is not None and act.by_id != by.pk):
            raise NotFound("Không có việc này của tài khoản để hoàn tác.", "There is no such act of this account.")
        done = [_take_back(model, act, pen) for model in (SafeYear, SafeBody)]
        if not any(done):
            raise WrongState("Việc này đã được hoàn tác.", "This act was taken back already.")
        return act.verb


def _take_back(model: type[Registered], act: Entry, pen: Pen) -> int:
    """Give every row of a table that the act wrote the state it had before."""
    versions: Any = model.versions.objects  # type: ignore[attr-defined]
    written = set(versions.filter(entry=act).values_list("row", flat=True))
    closed = list(versions.filter(closed_by=act).exclude(entry=act))
    rows = written | {state.row for state in closed}
    since = versions.filter(row__in=rows).filter(Q(entry__seq__gt=act.pk) | Q(closed_by__seq__gt=act.pk))
    if since.exists():
        verbs = {verb for pair in since.values_list("entry__verb", "closed_by__verb") for verb in pair if verb}
        if verbs <= {"safe-areas.undo", act.verb}:
            raise WrongState("Việc này đã được hoàn tác.", "This act was taken back already.")
        raise WrongState(
            "Có dòng đã được sửa sau việc này. Sửa lại từng dòng, kèm lý do.",
            "Some rows were changed since. Mend them one by one, with a reason.",
        )
    for state in closed:
        pen.restore(model, state)
    standing = model._default_manager.filter(pk__in=written - {state.row for state in closed})
    fresh = list(standing.values_list("pk", flat=True))
    if model is SafeBody and SafeYear.objects.filter(body__in=fresh).exists():
        raise WrongState(
            "Nơi vừa thêm đã được ghi năm. Bỏ các năm đó trước.",
            "Years were entered for these bodies since. Strike those first.",
        )
    pen.withdraw_all(model, fresh)
    return len(closed) + len(fresh)
