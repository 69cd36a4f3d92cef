"""Certificates as PDF: texts put at their places on a sheet, on blank paper or on stock that was printed before, with the QR of each.

    pdf = set_certificates(A4, [Sheet({"receiver": "Nguyễn Văn Mẫu", …}, code), …], right=0.5, down=-1)

A layout is data: each field with its place in millimetres, its size in points and how many lines it may take. A name too long for its
line is set smaller, and broken where its place allows more lines; it is never cut. Thousands of sheets are set some hundred at a time, so that
memory stays small and whoever waits sees how far it is.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import typst
import zxingcpp

from tdkt.documents.pdf import FONTS
from tdkt.documents.widths import text_width

FIELDS = (
    "state",
    "motto",
    "authority",
    "grants",
    "award",
    "receiver",
    "post",
    "reason",
    "place_day",
    "signer_post",
    "signer",
    "number",
    "book",
)
"""What a certificate may say: the State's name and motto, who gives, that it is given, what, to whom, his post or unit, for what, place and
day, the signer's post and name, the decision's number and day, and the number in the gold book."""
ALIGNS = ("left", "center", "right")
BATCH = 400
SMALLEST = 0.45
"""No text is set smaller than this part of its size, nor below six points, however long it is."""
FIRM = 0.8
"""A text is broken into another line, where its place allows one, sooner than set smaller than this part of its size."""
LEADING = 1.22
SPARE = 0.995
_TEMPLATE = Path(__file__).parent / "forms" / "certificate" / "template.typ"


@dataclass(frozen=True)
class Place:
    """Where a field stands: left edge and first baseline in millimetres from the upper left corner, width in millimetres, type in points."""

    x: float
    y: float
    width: float
    size: float
    align: str = "center"
    bold: bool = False
    lines: int = 1
    words: str = ""
    """What the office writes there itself, in place of what the register says."""


@dataclass(frozen=True)
class Layout:
    """A sheet of this size in millimetres with its fields; `qr` (left, top, side) or None; `frame`: whether a border is drawn, on blank paper."""

    width: float
    height: float
    places: Mapping[str, Place]
    qr: tuple[float, float, float] | None = None
    frame: bool = False


@dataclass(frozen=True)
class Sheet:
    """What one certificate says, by field, and the text of its QR ("" for none)."""

    texts: Mapping[str, str]
    code: str = ""


@dataclass(frozen=True)
class Fitted:
    """How a text stands at its place: its lines, and the size at which the longest of them fits."""

    lines: tuple[str, ...]
    size: float


def _standard(scale: float = 1.0) -> dict[str, Place]:
    """The places of the standard sheet, 297 by 210 mm, made smaller by `scale`."""
    middle = {
        "state": (28, 26, 241, 15, True, 1),
        "motto": (28, 34, 241, 15, True, 1),
        "authority": (28, 74, 241, 18, True, 2),
        "grants": (28, 91, 241, 17, False, 1),
        "award": (28, 109, 241, 40, True, 1),
        "receiver": (28, 124, 241, 24, True, 2),
        "post": (28, 134, 241, 16, False, 2),
        "reason": (38, 148, 221, 15, False, 3),
    }
    places = {
        name: Place(x * scale, y * scale, width * scale, size * scale, "center", bold, lines)
        for name, (x, y, width, size, bold, lines) in middle.items()
    }
    sides = {
        "place_day": (160, 167, 110, 14, "center", False, 1),
        "signer_post": (160, 174, 110, 14, "center", True, 2),
        "signer": (160, 198, 110, 14, "center", True, 1),
        "number": (50, 189, 105, 11, "left", False, 2),
        "book": (50, 198, 105, 11, "left", False, 1),
    }
    for name, (x, y, width, size, align, bold, lines) in sides.items():
        places[name] = Place(x * scale, y * scale, width * scale, size * scale, align, bold, lines)
    return places


A4 = Layout(297, 210, _standard(), qr=(22, 176.5, 22), frame=True)
"""Giấy khen and chiến sĩ thi đua cơ sở: 297 by 210 mm, number of decision and of the gold book at the lower left (NĐ 98/2023, art. 104).
The room above the giver's name is left for the emblem, which stands on the stock or is put there by the office."""
_A5_SCALE = 210 / 297
A5 = Layout(210, 148.5, _standard(_A5_SCALE), qr=(13, 119.5, 20), frame=True)
"""The same on half a sheet; its QR is kept as large as it can be."""


# --- setting ------------------------------------------------------------------------------------------


def set_certificates(
    layout: Layout,
    sheets: Sequence[Sheet],
    *,
    right: float = 0.0,
    down: float = 0.0,
    known_on: date,
    tell: Callable[[int, int], None] | None = None,
) -> bytes:
    """All sheets as one PDF, a page each. `right` and `down`: how far everything is moved, in millimetres, for the printer at hand.

    `tell(done, in_all)` is called after each batch, and may raise to stop the work.
    """
    whole = pypdfium2.PdfDocument.new()
    done = 0
    for start in range(0, len(sheets), BATCH):
        batch = sheets[start : start + BATCH]
        part = pypdfium2.PdfDocument(_compile(layout, batch, right=right, down=down, known_on=known_on))
        whole.import_pages(part)
        part.close()
        done += len(batch)
        if tell is not None:
            tell(done, len(sheets))
    out = BytesIO()
    whole.save(out)
    whole.close()
    return out.getvalue()


def picture(layout: Layout, sheet: Sheet, *, dots: float = 72) -> bytes:
    """One sheet as PNG, at so many dots per inch."""
    image = _compiler(layout, pages=[_page(layout, sheet)]).compile(format="png", ppi=dots)
    assert isinstance(image, bytes)
    return image


def grid_page(width: float, height: float, words: Iterable[str], *, right: float = 0.0, down: float = 0.0) -> bytes:
    """A grid of millimetres as PDF, moved as the certificates would be: what is measured on the paper is what is still to be set."""
    layout = Layout(width, height, {})
    pdf = _compiler(layout, what="grid", right=right, down=down, words=list(words)).compile(
        format="pdf", pdf_tags=False
    )
    assert isinstance(pdf, bytes)
    return pdf


def fit(text: str, place: Place) -> Fitted:
    """The lines and the size at which a text fits its place: on one line while it need not be made much smaller, then on more."""
    words = text.split()
    if not words:
        return Fitted((), place.size)
    best = Fitted((" ".join(words),), _size_of([" ".join(words)], place))
    for count in range(2, min(place.lines, len(words)) + 1):
        if best.size >= FIRM * place.size:
            break
        broken = _even(words, count, bold=place.bold)
        size = _size_of(broken, place)
        if size > best.size:
            best = Fitted(tuple(broken), size)
    return best


def modules_of(code: str) -> tuple[str, int]:
    """The QR of a text at error level M: one character a module, row by row ("\\x00" dark, "\\x7f" light), and how many stand in a row."""
    image = zxingcpp.create_barcode(code, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_image(
        scale=1, add_quiet_zones=False
    )
    dots = np.asarray(image).tobytes()
    return dots.replace(b"\xff", b"\x7f").decode("ascii"), round(len(dots) ** 0.5)


def _page(layout: Layout, sheet: Sheet) -> dict[str, Any]:
    lines = [line for name, place in layout.places.items() for line in _lines(sheet.texts.get(name, ""), place)]
    qr, modules = modules_of(sheet.code) if sheet.code and layout.qr else ("", 0)
    return {"lines": lines, "qr": qr, "modules": modules}


def _lines(text: str, place: Place) -> Iterator[tuple[float, float, float, str, float, bool, str]]:
    fitted = fit(text, place)
    step = fitted.size * LEADING * 25.4 / 72
    for row, line in enumerate(fitted.lines):
        yield place.x, round(place.y + row * step, 3), place.width, place.align, fitted.size, place.bold, line


def _size_of(lines: Iterable[str], place: Place) -> float:
    longest = max(text_width(line, size=place.size, bold=place.bold) for line in lines)
    fitting = place.size * min(1.0, place.width * SPARE / longest)
    return round(max(fitting, SMALLEST * place.size, min(6.0, place.size)), 2)


def _even(words: Sequence[str], count: int, *, bold: bool) -> list[str]:
    """Words shared out among lines of about the same length, the last ones the shorter."""
    room = text_width(" ".join(words), size=10, bold=bold) / count
    lines: list[list[str]] = [[]]
    taken = 0.0
    for word in words:
        long = text_width(word + " ", size=10, bold=bold)
        if lines[-1] and taken + long / 2 > room * len(lines) and len(lines) < count:
            lines.append([])
        lines[-1].append(word)
        taken += long
    return [" ".join(line) for line in lines]


def _compile(layout: Layout, sheets: Iterable[Sheet], *, right: float, down: float, known_on: date) -> bytes:
    pages = [_page(layout, sheet) for sheet in sheets]
    pdf = _compiler(layout, pages=pages, right=right, down=down).compile(
        format="pdf", pdf_tags=False, timestamp=int(datetime.combine(known_on, time(), tzinfo=UTC).timestamp())
    )
    assert isinstance(pdf, bytes)
    return pdf


def _compiler(
    layout: Layout,
    *,
    what: str = "pages",
    pages: Sequence[Mapping[str, Any]] = (),
    right: float = 0.0,
    down: float = 0.0,
    words: Sequence[str] = (),
) -> Any:
    x, y, size = layout.qr or (0, 0, 1)
    sheet = {
        "width": layout.width,
        "height": layout.height,
        "right": right,
        "down": down,
        "frame": layout.frame,
        "qr": {"x": x, "y": y, "size": size},
        "words": list(words),
    }
    return typst.Compiler(
        str(_TEMPLATE),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={
            "what": what,
            "sheet": json.dumps(sheet, ensure_ascii=False),
            "pages": json.dumps(pages, ensure_ascii=False),
        },
    )


# --- layouts as data ----------------------------------------------------------------------------------


class WrongLayout(ValueError):
    """A layout that cannot be; says which field and what to write, in Vietnamese."""


def layout_of(places: Mapping[str, Any], *, width: float, height: float, frame: bool) -> Layout:
    """The layout that a register keeps as {"fields": {name: {x, y, width, size, align, bold, lines, words}}, "qr": {x, y, size} or none}.

    Raises `WrongLayout` for a field that there is not, a number that is none, and a place that leaves the sheet.
    """
    if not (50 <= width <= 600 and 50 <= height <= 600):
        raise WrongLayout("Khổ giấy phải từ 50 đến 600 mm mỗi chiều.")
    found = {}
    for name, said in places.get("fields", {}).items():
        if name not in FIELDS:
            raise WrongLayout(f"Không có mục “{name}” trên bằng.")
        x, y, across, size = (_number(said, part, name) for part in ("x", "y", "width", "size"))
        lines = int(_number(said, "lines", name, default=1))
        words = " ".join(str(said.get("words", "")).split())[:300]
        place = Place(x, y, across, size, str(said.get("align", "center")), bool(said.get("bold")), lines, words)
        if place.align not in ALIGNS or not 5 <= place.size <= 100 or not 1 <= place.lines <= 6 or place.width <= 0:
            raise WrongLayout(f"Mục “{name}”: cỡ chữ từ 5 đến 100, số dòng từ 1 đến 6, bề rộng lớn hơn 0.")
        if not (place.x >= 0 and place.x + place.width <= width and 0 < place.y <= height):
            raise WrongLayout(f"Mục “{name}” ra ngoài tờ giấy {width:g} x {height:g} mm.")
        found[name] = place
    qr = places.get("qr")
    corner = None
    if qr:
        x, y, size = (_number(qr, part, "qr") for part in ("x", "y", "size"))
        if size < 18 or x < 0 or y < 0 or x + size > width or y + size > height:
            raise WrongLayout("Mã QR phải từ 18 mm trở lên và nằm trọn trong tờ giấy.")
        corner = (x, y, size)
    if not found:
        raise WrongLayout("Mẫu chưa có mục nào. Thêm ít nhất một mục.")
    return Layout(width, height, found, corner, frame)


def places_of(layout: Layout) -> dict[str, Any]:
    """A layout as the register keeps it."""
    fields = {
        name: {
            "x": round(place.x, 2),
            "y": round(place.y, 2),
            "width": round(place.width, 2),
            "size": round(place.size, 1),
            "align": place.align,
            "bold": place.bold,
            "lines": place.lines,
            "words": place.words,
        }
        for name, place in layout.places.items()
    }
    return {"fields": fields, "qr": dict(zip(("x", "y", "size"), layout.qr, strict=True)) if layout.qr else None}


def _number(said: Mapping[str, Any], part: str, name: str, *, default: float | None = None) -> float:
    value = said.get(part, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value or abs(value) > 1000:
        raise WrongLayout(f"Mục “{name}”: {part} phải là một số.")
    return float(value)
