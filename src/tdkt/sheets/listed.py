"""Paragraphs that list receivers, one each ("1. Đồng chí Nguyễn Văn An, Đội trưởng, Công an huyện X: Bằng khen …"), to a grid of cells.

A line is cut into name, rank, post, unit, award and achievement only where its words say plainly what each piece is; a piece that could
be anything goes to the note, with a warning. Which award and which decision stands in the lines above is seen to as for any table (`context.py`).
"""

import re
from dataclasses import dataclass, field

from tdkt.sheets.columns import POST_START, RANK, decision_in, looks_like
from tdkt.sheets.context import TITLE_START, Context, read_group_line, read_title
from tdkt.sheets.grid import Grid, Value
from tdkt.sheets.legacy import Mended, mended
from tdkt.sheets.lines import DATA, GROUP, NOTE, TOTAL, is_signature, is_total
from tdkt.sheets.problems import Finding, PieceUnclear
from tdkt.sheets.recognition import award_named, awards_in_cell, level_of_number
from tdkt.vietnamese.folding import fold, nfc

FIELDS = ("number", "name", "born", "service_number", "rank", "post", "unit", "award", "reason", "note")
LABELS = ("Số thứ tự", "Họ tên, tên tập thể", "Ngày sinh", "Số hiệu", "Cấp bậc", "Chức vụ", "Đơn vị", "Danh hiệu, hình thức", "Thành tích", "Ghi chú")  # fmt: skip
"""What a user is told of each piece of a line."""

Lines = list[tuple[str, str]]

_MARK = re.compile(r"(?P<number>\d{1,4})\s*[.)/]\s*(?!\d)|(?P<bullet>[-+*•–·])\s*|(?P<letter>[a-zđ])\s*[.)]\s+")
_FORM = re.compile(r"(?:các\s+)?(?:đồng chí|đ/\s?c|ông|bà|anh|chị)\s*:?\s+(?=\w)", re.IGNORECASE)
_BORN = re.compile(r"(?:sinh\s+(?:năm|ngày)|sn|ns)\s*:?\s*(\d[\d./ -]*\d)", re.IGNORECASE)
_SERVICE = re.compile(r"(?:số hiệu(?:\s+cand)?|sh(?:\s*cand)?)\s*:?\s*([\d-]{4,})", re.IGNORECASE)
_REASON = re.compile(r"(?:vì|đã có|có (?:nhiều )?thành tích|đã lập|lập (?:nhiều )?(?:thành tích|chiến công)|đạt thành tích|do (?:đã )?có)\b", re.IGNORECASE)  # fmt: skip
_GIVEN = re.compile(
    r"(?:được\s+)?(?:đề nghị\s+)?(?:tặng(?:\s+thưởng)?|truy tặng|đạt(?:\s+danh hiệu)?|danh hiệu)\s+", re.IGNORECASE
)
_LEGAL = re.compile(r"(?:can cu|xet (?:de nghi|to trinh)|theo de nghi|xet thay)\b")
LONGEST = 600
"""The most letters of a line that can list one receiver."""


@dataclass
class Piece:
    """One receiver's line cut into cells, by field, and what was unclear in it."""

    cells: dict[str, str] = field(default_factory=dict)
    unclear: list[str] = field(default_factory=list)


def list_grid(lines: Lines) -> tuple[Grid, Lines] | None:
    """The grid of the receivers that these lines list, and the lines below them; None where they list none."""
    cut = [_cut(text) for _, text in lines]
    rows = _rows(lines, cut)
    if not rows:
        return None
    first, last = rows[0], rows[-1]
    above = lines[:first]
    if not _opens_a_list([text for _, text in above], [piece for i in rows if (piece := cut[i])]):
        return None
    kinds: list[str] = []
    cells: list[list[Value]] = []
    findings: dict[int, list[tuple[Finding, int]]] = {}
    chosen = set(rows)
    for i in range(first, last + 1):
        text, piece = lines[i][1], cut[i]
        if i in chosen and piece is not None:
            kinds.append(DATA)
            cells.append([piece.cells.get(name) for name in FIELDS])
            if piece.unclear:
                findings[i - first] = [(Finding(PieceUnclear, words), len(FIELDS) - 1) for words in piece.unclear]
        else:
            kinds.append(TOTAL if is_total(text) else GROUP if _may_group(text) else NOTE)
            row: list[Value] = [None] * len(FIELDS)
            row[1] = text
            cells.append(row)
    used = {name for i, name in enumerate(FIELDS) if any(row[i] is not None for row in cells)}
    grid = Grid(
        where="paragraphs",
        form="list",
        cells=cells,
        above=above,
        places=[place for place, _ in lines[first : last + 1]],
        fields=tuple((i, name, LABELS[i]) for i, name in enumerate(FIELDS) if name in used | {"name"}),
        row_kinds=kinds,
        findings=findings,
    )
    return grid, lines[last + 1 :]


def list_again(grids: list[Grid]) -> list[Grid]:
    """These grids, with the lists made of running text that could not be seen before the text was brought to Unicode."""
    return [_listed_again(grid) if not grid.cells else grid for grid in grids]


def _listed_again(grid: Grid) -> Grid:
    said = {place: text for place, text in grid.above if isinstance(text, Mended)}
    found = list_grid(grid.above) if said else None
    if found is None:
        return grid
    listed, rest = found
    listed.below = rest
    for place, cells in zip(listed.places or (), listed.cells, strict=True):
        text = said.get(place)
        texts = [c for c, value in enumerate(cells) if isinstance(value, str) and FIELDS[c] != "number"]
        if text is not None:
            # What was converted is said once; what cannot be read for certain spoils every piece of its line.
            for c in texts[:1] if text.is_certain else texts:
                cells[c] = mended(str(cells[c]), text.finding)
    return listed


def _rows(lines: Lines, cut: list[Piece | None]) -> list[int]:
    """The lines that list a receiver: those with a mark or a form of address, and no lines of addressees under a signature."""
    rows: list[int] = []
    signed = False
    for i, (_, text) in enumerate(lines):
        if TITLE_START.match(text):
            signed = False
        # Above the rows the same words are the head of a decision ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH").
        elif (rows and cut[i] is None and is_signature(text)) or re.match(r"\W*nơi nhận\b", text, re.IGNORECASE):
            signed = True
        if not signed and cut[i] is not None:
            rows.append(i)
    return rows


def _opens_a_list(above: list[str], pieces: list[Piece]) -> bool:
    """Whether the lines above say that a list follows, or the lines themselves name awards; a report's bullets do neither."""
    if any(piece.cells.get("award") for piece in pieces):
        return True
    said = read_title(line for line in titles_of(above))
    return (
        said.award is not None
        or any(read_group_line(section).said.award for section in sections_of(above))
        or (any(re.match(r"danh sach|phu luc", fold(line)) for line in above) and len(pieces) >= 2)
    )


def _may_group(text: str) -> bool:
    return read_group_line(_as_section(text)).says_something and not is_signature(text)


# --- the lines above --------------------------------------------------------------------------


def titles_of(lines: list[str]) -> list[str]:
    """The lines that are the title of a list in paragraphs: without what a decision is grounded on, who signs it, and its articles."""
    start = next((i + 1 for i, line in enumerate(lines) if re.fullmatch(r"quyet dinh\W*", fold(line))), 0)
    return [
        line
        for line in lines[start:]
        if not (
            _LEGAL.match(fold(line)) or _is_section(line) or (start and (is_signature(line) or line.endswith("NH:")))
        )
    ]


def sections_of(lines: list[str]) -> list[str]:
    """The articles and numbered lines above a list, as group lines."""
    return [_as_section(line) for line in lines if _is_section(line)]


def _is_section(line: str) -> bool:
    return re.match(r"(?:Điều|Mục|Phần)\s+\w+|(?:[IVX]{1,5}|[A-HĐ]|\d{1,2}|[a-hđ])\s*[./)]\s*\D", line) is not None


def _as_section(line: str) -> str:
    return re.sub(r"^Điều\s+(\w+)\s*[.:]?\s*", r"Mục \1. ", line)


def paper_decision(lines: list[str]) -> Context | None:
    """What the head of a decision says of itself ("Số: 1234/QĐ-UBND", "Quảng Nam, ngày 20 tháng 11 năm 2019"); None for other papers."""
    start = next((i for i, line in enumerate(lines) if re.fullmatch(r"quyet dinh\W*", fold(line))), None)
    if start is None:
        return None
    head = lines[:start]
    number = next(
        (n for line in head if re.match(r"\W*số\s*:", line, re.IGNORECASE) and (n := decision_in(line).number)), None
    )
    signed = next((d for line in head if re.search(r"ngày\s+\d+\s+tháng\s+\d+\s+năm\s+\d{4}\W*$", line) and (d := decision_in(line).date)), None)  # fmt: skip
    if number is None:
        return None
    level = level_of_number(number, " ".join(head))
    return Context(stage="given", decision_number=number, decision_date=signed, signed_level=level)


# --- one line ---------------------------------------------------------------------------------


def _cut(text: str) -> Piece | None:
    """The pieces of a line that lists a receiver, or None where it is no such line."""
    words = nfc(text).strip()
    if len(words) > LONGEST or not words:
        return None
    mark = _MARK.match(words)
    rest = words[mark.end() :].strip() if mark else words
    head, said = _award_side(rest)
    parts = [part for part in re.split(r"\t+|\s*[,;]\s*|\s+[-–]\s+|\n+", head.strip(" .;,")) if part]
    if not parts:
        return None
    kind = _receiver_kind(parts[0], is_marked=mark is not None, pieces=len(parts))
    if kind is None:
        return None
    piece = Piece()
    if mark and mark["number"]:
        piece.cells["number"] = mark["number"]
    if kind == "individual":
        _sort_person(parts, piece)
    else:
        _sort_collective(head, piece)
    _sort_said(said, piece)
    return piece


def _award_side(text: str) -> tuple[str, str]:
    """The line before and after its colon; a colon of "Đồng chí:" or inside brackets is none."""
    start = found.end() if (found := _FORM.match(text)) else 0
    depth = 0
    for i in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[i], 0)
        if (
            text[i] == ":"
            and depth <= 0
            and not re.search(r"(?:số hiệu|sh|sn|ns|sinh năm|cand)\s*$", text[start:i], re.IGNORECASE)
        ):
            return text[:i], text[i + 1 :].strip()
    return text, ""


def _receiver_kind(first: str, *, is_marked: bool, pieces: int) -> str | None:
    bare = re.sub(r"\s*\([^()]*\)", "", first).strip()
    if award_named(bare) or is_total(bare) or TITLE_START.match(bare):
        return None
    if _FORM.match(bare) or RANK.match(bare):
        name = RANK.sub("", _FORM.sub("", bare, count=1), count=1).strip()
        return "individual" if 2 <= len(name.split()) <= 6 and name[:1].isupper() else None
    kind = looks_like(bare)
    if kind == "individual":
        # Words that merely begin with capitals ("Kết Quả") are told from a name by the mark before or the pieces behind.
        return kind if ((is_marked or pieces >= 3) and not bare.isupper()) or (is_marked and pieces >= 2) else None
    if kind in ("collective", "household") and is_marked and not bare.isupper() and len(bare.split()) <= 16:
        return kind
    return None


def _sort_person(parts: list[str], piece: Piece) -> None:
    name, *rest = parts
    if found := re.search(r"\s*\(([^()]*)\)\s*$", name):
        name, rest = name[: found.start()], [*re.split(r"\s*[,;]\s*", found[1]), *rest]
    piece.cells["name"] = name.strip()
    units: list[str] = []
    notes: list[str] = []
    for i, part in enumerate(rest):
        if _REASON.match(part):
            piece.cells["reason"] = ", ".join(rest[i:])
            break
        given = _GIVEN.sub("", part, count=1)
        if (found := RANK.match(part)) and found.end() == len(part) and "rank" not in piece.cells:
            piece.cells["rank"] = part
        elif (found := _BORN.fullmatch(part)) and "born" not in piece.cells:
            piece.cells["born"] = found[1]
        elif (found := _SERVICE.fullmatch(part)) and "service_number" not in piece.cells:
            piece.cells["service_number"] = found[1]
        elif award_named(given) and "award" not in piece.cells:
            piece.cells["award"] = given
        elif POST_START.match(fold(part)) and "post" not in piece.cells and not units:
            piece.cells["post"] = part
        elif looks_like(part) == "collective":
            units.append(part)
        else:
            notes.append(part)
    if units:
        piece.cells["unit"] = ", ".join(units)
    if notes:
        piece.cells["note"] = "; ".join(notes)
        piece.unclear += notes


def _sort_collective(head: str, piece: Piece) -> None:
    """A collective's name is the whole line up to what plainly begins the award or the achievement."""
    parts = re.split(r"(\s*[,;]\s*|\t+)", head.strip(" .;,"))
    kept: list[str] = []
    for i in range(0, len(parts), 2):
        part = parts[i]
        if i and _REASON.match(part):
            piece.cells["reason"] = "".join(parts[i:])
            break
        given = _GIVEN.sub("", part, count=1)
        if i and award_named(given) and "award" not in piece.cells:
            piece.cells["award"] = given
            continue
        kept += parts[i - 1 : i + 1] if i else [part]
    piece.cells["name"] = "".join(kept).strip(" ,;\t")


def _sort_said(said: str, piece: Piece) -> None:
    """What stands behind the colon: an award, an award and the achievement, the achievement; else a note."""
    words = said.strip(" .;/")
    if not words:
        return
    given = _GIVEN.sub("", words, count=1)
    if "award" not in piece.cells and all(not isinstance(each, str) for each in awards_in_cell(given)):
        piece.cells["award"] = given
        return
    cut = re.search(r"\s*,?\s+(?=(?:vì|về|do|đã có|có thành tích|đã lập)\s)", given, re.IGNORECASE)
    if cut and "award" not in piece.cells and award_named(given[: cut.start()]):
        piece.cells["award"], piece.cells["reason"] = given[: cut.start()], given[cut.end() :]
    elif _REASON.match(words) and "reason" not in piece.cells:
        piece.cells["reason"] = words
    else:
        piece.cells["note"] = "; ".join(filter(None, [piece.cells.get("note"), words]))
        piece.unclear.append(words)
