"""Any file that can be read, to grids: which reader it needs is told by its content, never by its name. Runs in the child process only."""

from dataclasses import dataclass, field
from importlib import import_module

from tdkt.sheets.grid import Grid
from tdkt.sheets.guard import check_container
from tdkt.sheets.read import read_lines, read_workbook


@dataclass
class Opened:
    """The tables of a file, and (PDF) the pages that are pictures without letters."""

    grids: list[Grid] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)


def open_grids(content: bytes, *, pasted: bool = False) -> Opened:
    """The tables of a file of any kind; `pasted` says that it is no file but cells copied out of a sheet. Raises `UnreadableFile`."""
    if pasted:
        return Opened(import_module("tdkt.sheets.pasted").pasted_grids(content))
    kind = check_container(content)
    if kind in ("xlsx", "xlsb", "xls", "ods"):
        return Opened(read_workbook(content))
    # These are rarer and their libraries are slow to load: each is loaded when the first file comes that needs it.
    if kind == "docx":
        return Opened(import_module("tdkt.sheets.word").read_tables(content))
    if kind == "pdf":
        scan = import_module("tdkt.sheets.pdf").read_tables(content)
        return Opened(scan.grids, scan.pictures)
    if kind in ("html", "xml"):
        return Opened(import_module("tdkt.sheets.markup").read_markup(content))
    return Opened(read_lines(content))
