"""PDF files to grids, one for each table, with the lines that stand above it. Runs in the child process only.

A table is found by its ruled lines; a table without lines by the gaps that run down between its columns (`unruled.py`). A table that goes on
over the next page is one grid. Nothing is drawn and no script of the file is run: only its letters and lines are looked at.
"""

import io
import re
import signal
import threading
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdftypes import resolve1
from pdfplumber.utils import extract_words
from pdfplumber.utils.exceptions import PdfminerException

from tdkt.sheets.grid import Grid, UnreadableFile, Value, plain
from tdkt.sheets.unruled import Line, Segment, tables_of

MOST_PAGES = 300
LARGEST_PAGE = 2 * 2**20
"""The most bytes of drawing on one page; a page of a list has a tenth of it."""
MOST_EDGES = 20_000
BROKEN = "Tệp PDF bị hỏng hoặc không đúng định dạng; hãy mở và lưu lại rồi thử lại."
TOO_SLOW = "Tệp PDF quá rối để đọc trong vài giây; hãy lưu lại tệp hoặc dùng bản Word, Excel rồi nhập lại."
SECONDS = 2.0
"""The most seconds of processor for one page; a page of a list takes a tenth of it."""
NO_TEXT = "Tệp PDF không có chữ (có thể là ảnh chụp); hãy dùng tệp có văn bản."


@dataclass
class Scan:
    """What a PDF holds: the grids of its tables, and the pages that are pictures without letters."""

    grids: list[Grid] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)


def read_tables(content: bytes) -> Scan:
    """The tables of a PDF file in their order. Raises `UnreadableFile`, also where no page has letters."""
    pages = _read(content)
    pictures = [page.number for page in pages if page.is_picture]
    if not any(page.lines or page.tables for page in pages):
        raise UnreadableFile(NO_TEXT)
    _drop_furniture(pages)
    return Scan(_grids(pages), pictures)


def text_outside_tables(content: bytes) -> str:
    """The lines of a PDF that stand in no ruled table, page after page. Raises `UnreadableFile`."""
    pages = _read(content)
    if not any(page.lines or page.tables for page in pages):
        raise UnreadableFile(NO_TEXT)
    return "\n".join(line.text for page in pages for line in page.lines)


class _TooSlow(BaseException):
    """Raised amid the work of the library below, which would swallow an ordinary exception."""


@contextmanager
def _watch() -> Iterator[Any]:
    """A stop-watch to be wound before each page: loops inside a crafted file end after some seconds and not at the limit of the process."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield lambda: None
        return

    def stop(_signal: int, _frame: Any) -> None:
        raise _TooSlow

    before = signal.signal(signal.SIGVTALRM, stop)
    try:
        yield lambda: signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS, 0.5)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


_MERE_REFERENCE = re.compile(rb"\bobj\s+\d+\s+\d+\s+R\s+endobj")
"""An object that is nothing but another object: no program writes it, and a ring of them has no end."""


def _read(content: bytes) -> list["_Page"]:
    if _MERE_REFERENCE.search(content):
        raise UnreadableFile(BROKEN)
    try:
        with _watch() as wind:
            wind()
            pages = []
            for number, page in _pages(content):
                pages.append(_Page(number, page))
                wind()
            return pages
    except _TooSlow:
        raise UnreadableFile(TOO_SLOW) from None
    except (UnreadableFile, MemoryError, RecursionError):
        raise
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise UnreadableFile("Tệp PDF đặt mật khẩu; hãy bỏ mật khẩu rồi thử lại.") from None
        raise UnreadableFile(BROKEN) from None
    except Exception:  # the library below raises whatever a broken file makes it stumble over
        raise UnreadableFile(BROKEN) from None


def _pages(content: bytes) -> Iterator[tuple[int, Any]]:
    """Each page with its number, given up as soon as it has been looked at: a page's letters are many small things."""
    with pdfplumber.open(io.BytesIO(content)) as book:
        if len(book.pages) > MOST_PAGES:
            raise UnreadableFile(f"Tệp PDF có hơn {MOST_PAGES} trang; hãy tách phần cần đọc rồi thử lại.")
        for number, page in enumerate(book.pages, start=1):
            drawn = [_drawn(stream) for stream in page.page_obj.contents]
            strokes = sum(data.count(b" l") + data.count(b" re") for data in drawn)
            if sum(map(len, drawn)) > LARGEST_PAGE or strokes > MOST_EDGES:
                raise UnreadableFile(
                    f"Trang {number} của tệp PDF quá nặng để đọc; hãy lưu lại tệp hoặc dùng bản Word, Excel rồi nhập lại."
                )
            yield number, page
            page.close()


def _drawn(stream: Any) -> bytes:
    found = resolve1(stream)
    return bytes(found.get_data()) if hasattr(found, "get_data") else b""


# --- one page ---------------------------------------------------------------------------------

_LINES = {"vertical_strategy": "lines", "horizontal_strategy": "lines"}
Box = tuple[float, float, float, float]


@dataclass
class Ruled:
    """A ruled table of one page: where it stands, the left edges of its columns, its cells and the merged ranges among them."""

    top: float
    bottom: float
    edges: list[float]
    right: float
    cells: list[list[Value]]
    merged: list[tuple[int, int, int, int]]


class _Page:
    """The ruled tables of a page, and its lines of text outside them."""

    def __init__(self, number: int, page: Any):
        self.number = number
        letters = _once([char for char in page.chars if char["text"]])
        self.is_picture = not any(char["text"].strip() for char in letters) and bool(page.images)
        self.height = float(page.height)
        self.tables: list[Ruled] = []
        boxes: list[Box] = []
        if letters and 0 < len(page.edges) <= MOST_EDGES:
            for found in page.find_tables(_LINES):
                if (table := _ruled(found, letters)) is not None:
                    self.tables.append(table)
                    boxes.append(found.bbox)
        outside = [char for char in letters if not any(_within(char, box) for box in boxes)]
        self.lines = _lines(number, outside)


def _once(letters: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Bold letters are sometimes printed twice, a hair apart: each is kept once."""
    seen: dict[tuple[str, int, int], tuple[float, float]] = {}
    kept = []
    for char in letters:
        x, y = char["x0"], char["top"]
        place = (char["text"], round(x / 2), round(y / 2))
        near = seen.get(place)
        if near is not None and char["text"].strip() and abs(near[0] - x) < 0.8 and abs(near[1] - y) < 0.8:
            continue
        seen[place] = (x, y)
        kept.append(char)
    return kept


def _within(char: dict[str, Any], box: Box) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return box[0] <= x < box[2] and box[1] <= y < box[3]


def _ruled(found: Any, letters: list[dict[str, Any]]) -> Ruled | None:
    """The table with the text of each cell; a frame around a text (fewer than two columns) is no table."""
    boxes: list[Box] = found.cells
    xs, ys = sorted({box[0] for box in boxes}), sorted({box[1] for box in boxes})
    if len(xs) < 2:
        return None
    cells: list[list[Value]] = [[None] * len(xs) for _ in ys]
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    merged = []
    column, row = {x: i for i, x in enumerate(xs)}, {y: i for i, y in enumerate(ys)}
    for x0, top, x1, bottom in boxes:
        first = (row[top], column[x0])
        last = (bisect_right(ys, bottom - 1) - 1, bisect_right(xs, x1 - 1) - 1)
        if last != first:
            merged.append((*first, *last))
        for r in range(first[0], last[0] + 1):
            for c in range(first[1], last[1] + 1):
                owner[r, c] = first
    held: dict[tuple[int, int], list[dict[str, Any]]] = {}
    left, top, right, bottom = found.bbox
    for char in letters:
        if _within(char, (left, top, right, bottom)):
            place = (
                bisect_right(ys, (char["top"] + char["bottom"]) / 2) - 1,
                bisect_right(xs, (char["x0"] + char["x1"]) / 2) - 1,
            )
            held.setdefault(owner.get(place, place), []).append(char)
    for (r, c), chars in held.items():
        cells[r][c] = plain(joined(line.text for line in _lines(0, chars)))
    return Ruled(top, bottom, xs, right, cells, merged)


def joined(lines: Iterable[str]) -> str:
    """The lines of one cell as one text: a blank between them, but none after a hyphen or a stroke that breaks a number or a date."""
    text = ""
    for line in lines:
        breaks_word = re.search(r"\w[-/]$", text) or (re.search(r"\w$", text) and re.match(r"[-/]\w", line))
        text = f"{text}{line}" if not text or breaks_word else f"{text} {line}"
    return text


def _lines(page: int, letters: list[dict[str, Any]]) -> list[Line]:
    """The lines of text that these letters make, each cut where a wide gap stands in it."""
    if not letters:
        return []
    words = extract_words(
        letters, x_tolerance_ratio=0.2, y_tolerance=3, use_text_flow=False, extra_attrs=["size"], keep_blank_chars=False
    )
    words.sort(key=lambda word: (word["bottom"], word["x0"]))
    lines: list[Line] = []
    band: list[dict[str, Any]] = []
    for word in words:
        if band and word["bottom"] - band[0]["bottom"] > max(2.0, 0.4 * min(word["size"], band[0]["size"])):
            lines.append(_line(page, band))
            band = []
        band.append(word)
    if band:
        lines.append(_line(page, band))
    return lines


def _line(page: int, words: list[dict[str, Any]]) -> Line:
    words = sorted(words, key=lambda word: word["x0"])
    size = max(float(word["size"]) for word in words)
    segments: list[Segment] = []
    for word in words:
        if segments and word["x0"] - segments[-1].right < 0.55 * size:
            last = segments[-1]
            segments[-1] = Segment(last.left, max(last.right, word["x1"]), f"{last.text} {word['text']}")
        else:
            segments.append(Segment(word["x0"], word["x1"], word["text"]))
    top, bottom = min(word["top"] for word in words), max(word["bottom"] for word in words)
    return Line(page, top, bottom, size, tuple(segments))


_PAGE_NUMBER = re.compile(r"(?:trang\s*)?[-–]?\s*\d{1,4}\s*(?:[/|]\s*\d{1,4})?\s*[-–]?", re.IGNORECASE)


def _drop_furniture(pages: list[_Page]) -> None:
    """Takes away page numbers, and the lines that stand on several pages at one height: they belong to the paper, not to the list."""
    places: Counter[tuple[str, int]] = Counter()
    for page in pages:
        places.update({_place(line) for line in page.lines if _is_marginal(line, page)})
    for page in pages:
        page.lines = [
            line
            for line in page.lines
            if not (
                _is_marginal(line, page) and (_PAGE_NUMBER.fullmatch(line.text.strip()) or places[_place(line)] >= 2)
            )
        ]


def _is_marginal(line: Line, page: _Page) -> bool:
    return line.bottom < 0.12 * page.height or line.top > 0.9 * page.height


def _place(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "0", line.text), round(line.top / 4)


# --- the whole file ---------------------------------------------------------------------------


@dataclass
class _Open:
    """A table while it may still go on over the next page."""

    grid: Grid
    edges: list[float]
    right: float
    page: int


def _grids(pages: list[_Page]) -> list[Grid]:
    grids: list[Grid] = []
    waiting: list[Line] = []
    open_table: _Open | None = None
    numbers: Counter[int] = Counter()
    for page in pages:
        counter = 0
        rest = list(page.lines)
        for table in sorted(page.tables, key=lambda table: table.top):
            before = [line for line in rest if line.top < table.top]
            rest = [line for line in rest if line.top >= table.top]
            waiting += before
            counter += 1
            places = [f"page {page.number} table {counter} row {r + 1}" for r in range(len(table.cells))]
            if open_table and not waiting and _goes_on(table, open_table, page.number):
                _extend(open_table.grid, table, places)
                open_table.page = page.number
                continue
            counter = _give_unruled(grids, waiting, page.number, counter, numbers) if waiting else counter
            above = _above(waiting, numbers)
            grid = Grid(f"page {page.number}", "pdf", table.cells, merged=table.merged, above=above, places=places)
            if any(value is not None for row in table.cells for value in row):
                grids.append(grid)
                waiting = []
                open_table = _Open(grid, table.edges, table.right, page.number)
        waiting += rest
    _give_unruled(grids, waiting, pages[-1].number, 0, numbers)
    if waiting:
        if grids:
            grids[-1].below += _above(waiting, numbers)
        else:
            grids.append(Grid("page 1", "pdf", [], above=_above(waiting, numbers)))
    return grids


def _give_unruled(grids: list[Grid], waiting: list[Line], page: int, counter: int, numbers: Counter[int]) -> int:
    """Moves the tables without lines that stand among the waiting lines to the grids; gives the number of tables on this page so far."""
    counters: Counter[int] = Counter({page: counter})
    for above, rows in tables_of(waiting):
        number: dict[int, int] = {}
        places = []
        rows_on: Counter[int] = Counter()
        for row in rows:
            if row.page not in number:
                counters[row.page] += 1
                number[row.page] = counters[row.page]
            rows_on[row.page] += 1
            places.append(f"page {row.page} table {number[row.page]} row {rows_on[row.page]}")
        cells: list[list[Value]] = [[plain(joined(texts)) for texts in row.cells] for row in rows]
        grids.append(Grid(f"page {rows[0].page}", "pdf", cells, above=_above(above, numbers), places=places))
    return counters[page]


def _goes_on(table: Ruled, before: _Open, page: int) -> bool:
    """Whether a table at the head of a page goes on with the one at the foot of the page before: its columns stand at the same places."""
    return (
        page == before.page + 1
        and len(table.edges) == len(before.edges)
        and all(abs(a - b) <= 3 for a, b in zip(table.edges, before.edges, strict=True))
        and abs(table.right - before.right) <= 3
    )


def _extend(grid: Grid, table: Ruled, places: list[str]) -> None:
    assert grid.places is not None
    cells, merged = table.cells, table.merged
    last = next((row for row in reversed(grid.cells) if any(value is not None for value in row)), None)
    if last and cells and _is_rest_of_row(cells[0], last) and not any(m[0] == 0 for m in merged):
        # A row that the page cut in two: the words go on in the same cells.
        for c, value in enumerate(cells[0]):
            if value is not None:
                last[c] = joined([str(last[c]), str(value)])
        cells, places = cells[1:], places[1:]
        merged = [(r1 - 1, c1, r2 - 1, c2) for r1, c1, r2, c2 in merged]
    height = len(grid.cells)
    grid.cells += cells
    grid.places += places
    grid.merged += [(r1 + height, c1, r2 + height, c2) for r1, c1, r2, c2 in merged]


def _is_rest_of_row(cells: list[Value], last: list[Value]) -> bool:
    """Whether the first row of a page only carries on the numbered row before: no number of its own, no name, no cell that was empty."""
    filled = [c for c, value in enumerate(cells) if value is not None]
    return (
        bool(filled)
        and cells[0] is None
        and re.fullmatch(r"\d{1,5}[.)]?", str(last[0] or "").strip()) is not None
        and all(last[c] is not None for c in filled)
        and len(filled) < sum(value is not None for value in last) - 1
    )


def _above(lines: list[Line], numbers: Counter[int]) -> list[tuple[str, str]]:
    """Lines of text as (place, words); a line with a gap in it is two, such as the two sides of a letterhead. `numbers` counts the
    lines of each page through all its tables, so that no two lines have one place."""
    said = []
    for line in lines:
        numbers[line.page] += 1
        for text in line.sides():
            said.append((f"page {line.page} line {numbers[line.page]}", text))
    return said


__all__ = ["MOST_PAGES", "Scan", "joined", "read_tables", "text_outside_tables"]
