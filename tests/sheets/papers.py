"""PDF files for the tests, set by typst: a printer that has nothing in common with the readers under test."""

from collections.abc import Sequence
from pathlib import Path

import typst

import tdkt.documents

FONTS = Path(tdkt.documents.__file__).parent / "fonts"
HEAD = '#set page(paper: "a4", margin: 2cm)\n#set text(size: 11pt, font: "Tinos")\n'

Cells = Sequence[Sequence[str]]


def pdf(body: str, *, head: str = HEAD) -> bytes:
    """A PDF of this typst source."""
    return bytes(typst.compile((head + body).encode(), font_paths=[str(FONTS)], ignore_system_fonts=True))


def table(rows: Cells, *, columns: str, ruled: bool = True, repeat: bool = False, options: str = "") -> str:
    """A table as typst source; `columns` are its widths ("1cm, 4cm"), `repeat` prints the first row on every page."""
    heading, *rest = [", ".join(cell if cell.startswith("table.cell") else f"[{cell}]" for cell in row) for row in rows]
    first = f"table.header(repeat: true, {heading})" if repeat else heading
    stroke = "" if ruled else "stroke: none, "
    return f"#table(columns: ({columns}), {stroke}{options}{', '.join([first, *rest])})\n"


def title(*lines: str) -> str:
    return "#align(center)[" + " \\\n".join(lines) + "]\n"
