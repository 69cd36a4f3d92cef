"""Designs of certificates and the printers they are printed on: the office's data, changed without touching the program.

A design says which texts stand where on which sheet. Where the office has none, the sheet of NĐ 98/2023 (art. 104) is used: `standard`.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from tdkt.documents.certificate import A4, A5, FIELDS, Layout, WrongLayout, layout_of, places_of
from tdkt.law.catalogue import awards
from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.ledger import writing
from tdkt.operations.permissions import require
from tdkt.records.models import Account, Design, Printer

SHEETS = {"a4": A4, "a5": A5}
"""The sheets that a new design may begin with."""
FIELD_WORDS = {
    "state": ("Quốc hiệu", "Name of the State"),
    "motto": ("Tiêu ngữ", "Motto"),
    "authority": ("Người quyết định", "Who decides"),
    "grants": ("Chữ “Tặng”", "The word “grants”"),
    "award": ("Hình thức khen thưởng", "Award"),
    "receiver": ("Tên cá nhân, tập thể", "Receiver"),
    "post": ("Chức vụ, đơn vị", "Post, unit"),
    "reason": ("Thành tích", "Achievement"),
    "place_day": ("Địa danh, ngày", "Place and day"),
    "signer_post": ("Chức vụ người ký", "Signer's post"),
    "signer": ("Họ tên người ký", "Signer"),
    "number": ("Số quyết định, ngày", "Number and day of the decision"),
    "book": ("Số sổ vàng", "Number in the gold book"),
}
assert tuple(FIELD_WORDS) == FIELDS
MOST_OFFSET = 50


def make_design(
    name: str,
    *,
    award: str = "",
    stock: str = "blank",
    width: float = A4.width,
    height: float = A4.height,
    places: Mapping[str, Any] | None = None,
    cite: str = "",
    by: Account | None,
    at: datetime,
) -> Design:
    """A new design; `places` None: those of the standard sheet that fits the size. `award` "": for any. Raises `RuleNotMet`."""
    require(by, "issue-certificates")
    with writing(by=by, at=at, verb="designs.make", detail={"name": _named(name)}) as pen:
        design = Design(
            name=_named(name),
            award=award,
            stock=stock,
            width=_length(width),
            height=_length(height),
            places=places_of(_standard(width, height)) if places is None else dict(places),
            cite=cite.strip()[:80],
        )
        _check(design)
        return pen.add_one(design)


CHANGEABLE = frozenset(("name", "award", "stock", "width", "height", "places", "cite", "state"))


def change_design(design_id: int, *, by: Account | None, at: datetime, **columns: Any) -> Design:
    """Change a design, or retire it (`state="retired"`). What was printed stays as it was. Raises `RuleNotMet`."""
    require(by, "issue-certificates")
    unknown = sorted(set(columns) - CHANGEABLE)
    if unknown:
        raise TypeError(f"a design has no {unknown[0]} to change")
    if "name" in columns:
        columns["name"] = _named(columns["name"])
    for side in {"width", "height"} & set(columns):
        columns[side] = _length(columns[side])
    with writing(by=by, at=at, verb="designs.change", detail={"design": design_id, "columns": sorted(columns)}) as pen:
        design = found_design(design_id)
        said = Design(**{name: getattr(design, name) for name in CHANGEABLE} | columns, id=design.pk)
        _check(said)
        pen.change(design, **columns)
        return design


def layout(design: Design | None) -> Layout:
    """The layout of a design; of None the standard sheet. Raises `RuleNotMet` for one that cannot be."""
    if design is None:
        return A4
    try:
        return layout_of(
            design.places, width=float(design.width), height=float(design.height), frame=design.stock == "blank"
        )
    except WrongLayout as why:
        raise RuleNotMet(f"Mẫu “{design.name}”: {why}", f"The design “{design.name}” cannot be set: {why}") from None


def design_for(award: str) -> Design | None:
    """The newest design in use for an award, else the newest for any, else None: the standard sheet."""
    found = Design.objects.filter(state="in-use", award__in=[award, ""]).order_by("-pk")
    return max(found, key=lambda design: (design.award == award, design.pk), default=None)


def set_printer(name: str, *, right: float, down: float, by: Account | None, at: datetime) -> Printer:
    """Keep how far a printer sets everything off; a printer of this name gets the new measures. Raises `RuleNotMet`."""
    require(by, "issue-certificates")
    name = " ".join(name.split())
    if not name or len(name) > 100:
        raise RuleNotMet("Máy in phải có tên, tối đa 100 ký tự.", "A printer needs a name of 100 signs at most.")
    if abs(right) > MOST_OFFSET or abs(down) > MOST_OFFSET:
        raise RuleNotMet(
            f"Độ lệch tối đa {MOST_OFFSET} mm mỗi chiều. Xem lại khổ giấy trong máy in.",
            f"A printer is set off by {MOST_OFFSET} mm at most. Look at its paper size.",
        )
    with writing(by=by, at=at, verb="printers.set", detail={"printer": name}) as pen:
        printer = Printer.objects.filter(name=name).first()
        if printer is None:
            return pen.add_one(Printer(name=name, right=_length(right), down=_length(down)))
        pen.change(printer, right=_length(right), down=_length(down))
        return printer


def found_design(design_id: int) -> Design:
    """Raises `NotFound`."""
    design = Design.objects.filter(pk=design_id).first()
    if design is None:
        raise NotFound(f"Không có mẫu bằng mã {design_id}.", f"There is no design {design_id}.")
    return design


def _check(design: Design) -> None:
    if design.award and design.award not in awards():
        raise RuleNotMet(f"Không có hình thức khen thưởng “{design.award}”.", f"There is no award “{design.award}”.")
    if design.stock not in ("blank", "preprinted"):
        raise RuleNotMet("Giấy phải là giấy trắng hoặc phôi in sẵn.", "The stock is blank or printed before.")
    if design.state not in ("in-use", "retired"):
        raise WrongState("Mẫu đang dùng hoặc thôi dùng.", "A design is in use or retired.")
    if Design.objects.filter(name=design.name).exclude(pk=design.pk).exists():
        raise RuleNotMet(
            f"Đã có mẫu tên “{design.name}”. Đặt tên khác.", f"There is a design “{design.name}”. Choose another name."
        )
    layout(design)


def _standard(width: float, height: float) -> Layout:
    """The standard sheet that a size takes: the larger one where there is room for it."""
    return A4 if width >= A4.width and height >= A4.height else A5


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > 200:
        raise RuleNotMet("Mẫu phải có tên, tối đa 200 ký tự.", "A design needs a name of 200 signs at most.")
    return name


def _length(value: float) -> Decimal:
    if not abs(value) < 1000:
        raise RuleNotMet("Số đo phải tính bằng mm, nhỏ hơn 1000.", "Measures are in millimetres, below 1000.")
    return Decimal(str(round(value, 2)))
