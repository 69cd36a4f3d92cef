"""Lists that other programs export as a web page, or as Excel's XML of 2003, under the name of an .xls file. Runs in the child process only.

Nothing that such a page points to is fetched, and no script of it is run.
"""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from tdkt.sheets.grid import LONGEST_TEXT, Grid, UnreadableFile, Value, plain
from tdkt.sheets.read import decode
from tdkt.vietnamese.folding import nfc

BROKEN = "Tệp bị hỏng hoặc không phải là bảng tính; hãy mở bằng Excel, lưu lại dạng .xlsx rồi nhập lại."
MOST_SPAN = 200
MOST_SPANNED = 200_000

Element = Any


def read_markup(content: bytes) -> list[Grid]:
    """The tables of a web page, or the sheets of an XML workbook. Raises `UnreadableFile`."""
    head = content[:2000]
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head and b"<html" not in head.lower():
        return _sheets(content)
    return html_grids(decode_page(content))


def decode_page(content: bytes) -> str:
    """The text of a page by the encoding that it names, else as any text."""
    named = re.search(rb"charset\s*=\s*[\"']?\s*([\w-]+)", content[:2000], re.IGNORECASE)
    if named and content[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        name = named[1].decode("ascii").lower()
        try:
            # What calls itself Western is Vietnamese of the Windows code page here, or an old font: its words tell.
            return decode(content) if name in ("iso-8859-1", "windows-1252") else content.decode(name)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(content)


def html_grids(text: str) -> list[Grid]:
    """The innermost tables of a page in their order, each with the words before it."""
    text = re.sub(r"^\ufeff?\s*<\?xml[^>]*\?>", "", text).replace("\0", "")
    try:
        page = html.document_fromstring(
            text, parser=html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
        )
    except (etree.LxmlError, ValueError):
        raise UnreadableFile(BROKEN) from None
    grids: list[Grid] = []
    above: list[tuple[str, str]] = []
    lines = 0
    for kind, found in _inside(page):
        if kind == "text":
            for line in str(found).splitlines():
                if words := " ".join(line.split()):
                    lines += 1
                    above.append((f"paragraph {lines}", words))
            continue
        grid = _table(found, f"table {len(grids) + 1}")
        grid.above, above = above, []
        grids.append(grid)
    if grids:
        grids[-1].below = above
    return [grid for grid in grids if any(value is not None for row in grid.cells for value in row)]


_SILENT = frozenset({"script", "style", "head", "noscript", "template", "svg"})
_BLOCKS = frozenset(
    {"p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "center", "body", "table", "td", "th"}
)


def _inside(element: Element) -> Iterator[tuple[str, Any]]:
    """Words and innermost tables in the order of the page; a table that only holds others is passed through."""
    said: list[str] = []

    def walk(node: Element) -> Iterator[tuple[str, Any]]:
        if not isinstance(node.tag, str) or node.tag in _SILENT:
            return
        if node.tag == "table" and node.find(".//table") is None:
            yield "text", "".join(said)
            said.clear()
            yield "table", node
            return
        if node.tag in _BLOCKS:
            said.append("\n")
        said.append(node.text or "")
        for child in node:
            yield from walk(child)
            said.append(child.tail or "")
        if node.tag in _BLOCKS:
            said.append("\n")

    yield from walk(element)
    yield "text", "".join(said)


def _table(table: Element, where: str) -> Grid:
    cells: list[list[Value]] = []
    merged: list[tuple[int, int, int, int]] = []
    taken: set[tuple[int, int]] = set()
    count = 0
    for r, row in enumerate(table.iter("tr")):
        values: list[Value] = []
        for cell in row.iterchildren("td", "th"):
            while (r, len(values)) in taken:
                values.append(None)
            c, right, down = len(values), _span(cell, "colspan"), _span(cell, "rowspan")
            count += right * down - 1
            if count > MOST_SPANNED:
                raise UnreadableFile(BROKEN)
            values += [plain(_words(cell)), *([None] * (right - 1))]
            if right > 1 or down > 1:
                merged.append((r, c, r + down - 1, c + right - 1))
                taken.update((r + i, c + j) for i in range(1, down) for j in range(right))
        cells.append(values)
    height = len(cells)
    merged = [(r1, c1, min(r2, height - 1), c2) for r1, c1, r2, c2 in merged]
    return Grid(where=where, form="word", cells=cells, merged=merged)


def _span(cell: Element, name: str) -> int:
    said = str(cell.get(name, "1")).strip()
    return max(1, min(int(said), MOST_SPAN)) if said.isdecimal() and len(said) < 6 else 1


def _words(cell: Element) -> str:
    said: list[str] = [cell.text or ""]
    for node in cell.iterdescendants():
        if isinstance(node.tag, str) and node.tag not in _SILENT:
            said.append("\n" if node.tag in _BLOCKS else "")
            said.append(node.text or "")
        said.append(node.tail or "")
    text = "\n".join(" ".join(line.split()) for line in "".join(said).splitlines()).strip()
    if len(text) > LONGEST_TEXT:
        raise UnreadableFile(
            "Tệp có ô dài hơn 32.767 ký tự, không phải là một ô của danh sách; hãy xóa ô này rồi nhập lại."
        )
    return text


# --- Excel's XML of 2003 ----------------------------------------------------------------------

_S = "{urn:schemas-microsoft-com:office:spreadsheet}"
_HIDDEN = "{urn:schemas-microsoft-com:office:excel}Visible"


def _sheets(content: bytes) -> list[Grid]:
    if b"<!ENTITY" in content or b"<!DOCTYPE" in content:
        raise UnreadableFile("Tệp có khai báo DOCTYPE mà bảng tính thật không có, nên bị từ chối.")
    try:
        book = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except (etree.LxmlError, ValueError):
        raise UnreadableFile(BROKEN) from None
    grids = [_sheet(sheet) for sheet in book.iter(f"{_S}Worksheet") if all(not node.text or "Hidden" not in node.text for node in sheet.iter(_HIDDEN))]  # fmt: skip
    return [grid for grid in grids if any(value is not None for row in grid.cells for value in row)]


def _sheet(sheet: Element) -> Grid:
    cells: list[list[Value]] = []
    merged: list[tuple[int, int, int, int]] = []
    for row in sheet.iter(f"{_S}Row"):
        _pad(cells, _index(row), [], 200_000)
        values: list[Value] = []
        for cell in row.iterchildren(f"{_S}Cell"):
            _pad(values, _index(cell), None, MOST_SPAN)
            data = cell.find(f"{_S}Data")
            right, down = _index(cell, "MergeAcross") or 0, _index(cell, "MergeDown") or 0
            if right or down:
                merged.append((len(cells), len(values), len(cells) + down, len(values) + right))
            values += [_data(data) if data is not None else None, *([None] * min(right, MOST_SPAN))]
        cells.append(values)
    return Grid(where=nfc(sheet.get(f"{_S}Name", "Sheet1")), form="sheet", cells=cells, merged=merged)


def _index(element: Element, name: str = "Index") -> int | None:
    said = element.get(f"{_S}{name}", "")
    return int(said) if said.isdecimal() and len(said) < 8 else None


def _pad(held: list[Any], index: int | None, empty: Any, most: int) -> None:
    if index is not None:
        if index > most:
            raise UnreadableFile("Bảng tính có ô nằm quá xa nên bị từ chối; hãy chép danh sách sang một tệp mới.")
        held += [list(empty) if isinstance(empty, list) else empty for _ in range(index - 1 - len(held))]


def _data(data: Element) -> Value:
    text = "".join(data.itertext())
    if data.get(f"{_S}Type") == "Number":
        try:
            return plain(float(text))
        except ValueError:
            return plain(text)
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)T00:00:00(?:\.0+)?", text) if data.get(f"{_S}Type") == "DateTime" else None
    return found[1] if found else plain(text)
