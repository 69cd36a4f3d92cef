"""Word files to grids, one for each table, with the paragraphs that stand above it. Runs in the child process only."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph

from tdkt.sheets.grid import Grid, UnreadableFile, Value, plain


def open_document(content: bytes) -> Document:
    """The Word file. Raises `UnreadableFile`."""
    try:
        return docx.Document(io.BytesIO(content))
    except (OpcError, SyntaxError, KeyError, ValueError, OSError, zipfile.BadZipFile, AttributeError):
        raise UnreadableFile(
            "Tệp Word bị hỏng hoặc không đúng định dạng; hãy mở bằng Word, lưu lại dạng .docx rồi nhập lại."
        ) from None


def read_tables(content: bytes) -> list[Grid]:
    """The tables of a .docx file in their order; a file of paragraphs only gives one grid with one paragraph in each row."""
    grids: list[Grid] = []
    above: list[tuple[str, str]] = []
    paragraphs = 0
    tables = 0
    for block in open_document(content).iter_inner_content():
        if isinstance(block, Paragraph):
            paragraphs += 1
            if block.text.strip():
                above.append((f"paragraph {paragraphs}", block.text.strip()))
            continue
        tables += 1
        grid = _grid(block, where=f"table {tables}", above=above)
        if any(value is not None for row in grid.cells for value in row):
            grids.append(grid)
            above = []
    if above:
        grids.append(Grid(where="paragraphs", form="word", cells=[], above=above))
    return grids


def _grid(table: Table, *, where: str, above: list[tuple[str, str]]) -> Grid:
    cells: list[list[Value]] = []
    placed: dict[Any, tuple[int, int]] = {}
    ends: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(table.rows):
        values: list[Value] = [None] * row.grid_cols_before
        # python-docx gives a merged cell once for each place it covers: one XML element is one cell.
        for cell in row.cells:
            c = len(values)
            first = placed.get(cell._tc)
            if first is None:
                placed[cell._tc] = (r, c)
                values.append(plain(cell.text))
            else:
                values.append(None)
                last = ends.get(first, first)
                ends[first] = (max(last[0], r), max(last[1], c))
        cells.append(values)
    merged = [(*first, *last) for first, last in ends.items()]
    return Grid(where=where, form="word", cells=cells, merged=merged, above=above)


def document_text(content: bytes) -> str:
    """Paragraphs and table rows of a .docx file in their order, one to a line; the cells of a row are parted by tabs."""
    return "\n".join(_lines(open_document(content)))


def _lines(document: Document) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield block.text
        else:
            for row in block.rows:
                seen: dict[Any, str] = {}
                for cell in row.cells:
                    seen.setdefault(cell._tc, cell.text.replace("\n", " "))
                yield "\t".join(seen.values())
