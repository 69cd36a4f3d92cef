"""Word files to grids: one for each table with the paragraphs above it, one for each run of paragraphs that lists receivers.

Read from the package's XML itself: what tracked changes deleted does not enter, what they inserted does; numbers that Word counts stand before
their paragraphs; text boxes follow the paragraph they hang on. Footnotes and hidden parts are left out. Runs in the child process only.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from tdkt.sheets.context import LETTERHEAD
from tdkt.sheets.grid import Grid, UnreadableFile, Value, plain
from tdkt.sheets.headers import find_heading
from tdkt.sheets.lines import is_signature
from tdkt.sheets.listed import list_grid
from tdkt.vietnamese.folding import fold

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{W}txbxContent"
_GONE = frozenset({f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", _FALLBACK, _BOX})
_BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_WRAPPERS = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"})

Element = Any


class WordFile:
    """The body of a .docx and the numbers that Word counts before its paragraphs. Raises `UnreadableFile`."""

    def __init__(self, content: bytes):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                names = set(package.namelist())
                root = _parsed(package.read(_main_part(package, names)))
                self._numbering = _Numbering(
                    *(_parsed(package.read(name)) if name in names else None for name in _NUMBERING_PARTS)
                )
        except (
            etree.LxmlError,
            zipfile.BadZipFile,
            zlib.error,
            KeyError,
            ValueError,
            OSError,
            EOFError,
            NotImplementedError,
        ):
            raise UnreadableFile(
                "Tệp Word bị hỏng hoặc không đúng định dạng; hãy mở bằng Word, lưu lại dạng .docx rồi nhập lại."
            ) from None
        body = root.find(f"{W}body")
        self.body = body if body is not None else root

    def number_of(self, paragraph: Element) -> str:
        """The number or bullet that Word puts before the paragraph ("3.", "-"), each asked for once and in order; empty where none."""
        return self._numbering.next(paragraph)


_NUMBERING_PARTS = ("word/numbering.xml", "word/styles.xml")


def _main_part(package: zipfile.ZipFile, names: set[str]) -> str:
    if "word/document.xml" in names or "_rels/.rels" not in names:
        return "word/document.xml"
    for link in _parsed(package.read("_rels/.rels")):
        if str(link.get("Type", "")).endswith("/officeDocument"):
            return str(link.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _parsed(written: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(written, parser)


# --- text -------------------------------------------------------------------------------------


def _text(element: Element) -> str:
    said: list[str] = []
    _gather(element, said)
    return "".join(said)


def _gather(element: Element, said: list[str]) -> None:
    for child in element:
        tag = child.tag
        if tag == f"{W}t":
            said.append(child.text or "")
        elif tag in _BREAKS:
            said.append(_BREAKS[tag])
        elif tag not in _GONE and isinstance(tag, str):
            _gather(child, said)


def _boxes(paragraph: Element) -> Iterator[str]:
    for box in paragraph.iter(_BOX):
        if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
            yield from (text for inner in box.iter(f"{W}p") if (text := _text(inner).strip()))


def _blocks(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables in their order, also those inside content controls and inserted ones."""
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)


# --- grids ------------------------------------------------------------------------------------

Lines = list[tuple[str, str]]


def read_tables(content: bytes) -> list[Grid]:
    """The tables and the listing paragraphs of a .docx file in their order."""
    file = WordFile(content)
    grids: list[Grid] = []
    waiting: Lines = []
    paragraphs = tables = 0
    for block in _blocks(file.body):
        if block.tag == f"{W}p":
            paragraphs += 1
            text = _text(block).strip()
            number = file.number_of(block)
            if text:
                waiting.append((f"paragraph {paragraphs}", f"{number} {text}" if number else text))
            waiting += [(f"paragraph {paragraphs}", box) for box in _boxes(block)]
            continue
        tables += 1
        grid = _grid(block, f"table {tables}", file)
        if not any(value is not None for row in grid.cells for value in row):
            continue
        if _is_frame(grid):
            waiting += [
                (grid.row_at(r, 0, 0), line.strip())
                for r, row in enumerate(grid.cells)
                for value in row
                if value is not None
                for line in str(value).splitlines()
                if line.strip()
            ]
            continue
        grid.above = _after_lists(waiting, grids)
        grids.append(grid)
        waiting = []
    rest = _after_lists(waiting, grids)
    if rest and grids:
        grids[-1].below += rest
    elif rest:
        grids.append(Grid(where="paragraphs", form="word", cells=[], above=rest))
    return grids


def _after_lists(lines: Lines, grids: list[Grid]) -> Lines:
    """The lines that are left when the list that stands in them has become a grid."""
    found = list_grid(lines)
    if found is None:
        return lines
    grid, rest = found
    grids.append(grid)
    return rest


def _is_frame(grid: Grid) -> bool:
    """Whether a table only sets the two sides of a letterhead or of the signatures beside each other."""
    if grid.width > 3 or grid.height > 6 or any(find_heading(grid, r) for r in range(grid.height)):
        return False
    lines = [
        line.strip() for row in grid.cells for value in row if value is not None for line in str(value).splitlines()
    ]
    return any(line and (LETTERHEAD.match(fold(line)) or is_signature(line)) for line in lines)


def _grid(table: Element, where: str, file: WordFile) -> Grid:
    cells: list[list[Value]] = []
    merged: list[tuple[int, int, int, int]] = []
    running: dict[int, tuple[int, int, int]] = {}
    for row in _rows(table):
        r = len(cells)
        values: list[Value] = [None] * _count(row.find(f"{W}trPr/{W}gridBefore"))
        goes_on: dict[int, tuple[int, int, int]] = {}
        for cell in _inner(row, f"{W}tc"):
            c, span = len(values), max(1, _count(cell.find(f"{W}tcPr/{W}gridSpan")))
            vertical = cell.find(f"{W}tcPr/{W}vMerge")
            first = (
                running.get(c) if vertical is not None and vertical.get(f"{W}val", "continue") == "continue" else None
            )
            text = None if first else plain(_cell_text(cell, file))
            values += [text, *([None] * (span - 1))]
            if vertical is not None:
                goes_on[c] = first or (r, c, c + span - 1)
            elif span > 1:
                merged.append((r, c, r, c + span - 1))
        merged += [(*begun[:2], r - 1, begun[2]) for c, begun in running.items() if goes_on.get(c) != begun]
        running = goes_on
        cells.append(values)
    merged += [(*begun[:2], len(cells) - 1, begun[2]) for begun in running.values()]
    return Grid(where=where, form="word", cells=cells, merged=[m for m in merged if m[:2] != m[2:]])


MOST_SPAN = 200


def _count(element: Element | None) -> int:
    said = element.get(f"{W}val", "") if element is not None else ""
    return min(int(said), MOST_SPAN) if said.isdecimal() else 0


def _rows(table: Element) -> Iterator[Element]:
    for row in _inner(table, f"{W}tr"):
        if row.find(f"{W}trPr/{W}del") is None:
            yield row


def _inner(parent: Element, tag: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inner(child, tag)


def _cell_text(cell: Element, file: WordFile) -> str:
    """The paragraphs of a cell, one to a line. A number that Word counts is the text of a paragraph that has no other."""
    lines = []
    for paragraph in cell.iter(f"{W}p"):
        if any(parent.tag in _GONE for parent in paragraph.iterancestors()):
            continue
        text, number = _text(paragraph), file.number_of(paragraph)
        lines.append(text if text.strip() else number)
    return "\n".join(lines)


def document_text(content: bytes) -> str:
    """Paragraphs and table rows of a .docx file in their order, one to a line; the cells of a row are parted by tabs."""
    file = WordFile(content)
    lines = []
    for block in _blocks(file.body):
        if block.tag == f"{W}p":
            lines.append(_text(block))
            lines += _boxes(block)
        else:
            lines += [
                "\t".join(
                    " ".join(_text(paragraph) for paragraph in cell.iter(f"{W}p"))
                    for cell in _inner(row, f"{W}tc")
                    if (merge := cell.find(f"{W}tcPr/{W}vMerge")) is None or merge.get(f"{W}val") == "restart"
                )
                for row in _rows(block)
            ]
    return "\n".join(lines)


# --- numbers ----------------------------------------------------------------------------------


class _Numbering:
    """The lists of a Word file (`numbering.xml`) and how far each has been counted."""

    def __init__(self, numbering: Element | None, styles: Element | None):
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        if numbering is not None:
            self._read_lists(numbering)
        if styles is not None:
            for style in styles.iter(f"{W}style"):
                found = style.find(f"{W}pPr/{W}numPr")
                if found is not None:
                    self._styles[style.get(f"{W}styleId", "")] = _list_of(found)

    def _read_lists(self, numbering: Element) -> None:
        kinds = {kind.get(f"{W}abstractNumId"): kind for kind in numbering.iter(f"{W}abstractNum")}
        for listed in numbering.iter(f"{W}num"):
            reference = listed.find(f"{W}abstractNumId")
            kind = kinds.get(reference.get(f"{W}val")) if reference is not None else None
            for level in kind.iter(f"{W}lvl") if kind is not None else ():
                place = int(level.get(f"{W}ilvl", "0"))
                self._levels[listed.get(f"{W}numId", ""), place] = (
                    _value(level, "numFmt", "decimal"),
                    _value(level, "lvlText", f"%{place + 1}."),
                    int(_value(level, "start", "1")),
                )

    def next(self, paragraph: Element) -> str:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return ""
        own, style = properties.find(f"{W}numPr"), properties.find(f"{W}pStyle")
        by_style = self._styles.get(style.get(f"{W}val", "")) if style is not None else None
        listed, level = _list_of(own) if own is not None else by_style or ("0", 0)
        listed = listed or (by_style[0] if by_style else "0")
        known = self._levels.get((listed, level))
        if known is None:
            return ""
        counters = self._counters.setdefault(listed, {})
        counters[level] = counters.get(level, known[2] - 1) + 1
        for deeper in [place for place in counters if place > level]:
            del counters[deeper]
        if known[0] in ("bullet", "none"):
            return "-" if known[0] == "bullet" else ""

        def counted(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            style = self._levels.get((listed, place), ("decimal", "", 1))[0]
            return _written(counters.get(place, 1), style)

        return re.sub(r"%(\d)", counted, known[1])


def _value(level: Element, name: str, default: str) -> str:
    found = level.find(f"{W}{name}")
    return str(found.get(f"{W}val", default)) if found is not None else default


def _list_of(properties: Element) -> tuple[str, int]:
    place = _value(properties, "ilvl", "0")
    return _value(properties, "numId", ""), int(place) if place.isdecimal() else 0


_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def _written(number: int, style: str) -> str:
    if style in ("upperLetter", "lowerLetter") and 1 <= number <= 26:
        letter = chr(64 + number)
        return letter if style == "upperLetter" else letter.lower()
    if style in ("upperRoman", "lowerRoman") and 1 <= number < 40:
        rest, text = number, ""
        for worth, letters in _ROMAN:
            text += letters * (rest // worth)
            rest %= worth
        return text if style == "upperRoman" else text.lower()
    return str(number)
