"""Lists of codes that a workbook carries to explain its own columns: "Mã số" beside the name of the award, several lists side by side.

Such codes mean something only in the workbook that holds them; the same number may be another award elsewhere. Read first: `codes_in`.
"""

import re
from collections.abc import Iterable

from tdkt.sheets.columns import clean_code, clean_text
from tdkt.sheets.grid import Grid
from tdkt.sheets.headers import meaning_of
from tdkt.vietnamese.folding import fold

_CODE = re.compile(
    r"ma so|ma|code|ma(?: ?hinh ?thuc ?kt| ?phan ?loai| ?danh ?hieu)|mahinhthuc\w*|maphanloai\w*|madanhhieu\w*"
)
_NUMBER = re.compile(r"stt|tt|so tt")
_OF_ROWS = frozenset({"name", "collective", "household", "unit", "model_name", "born", "rank", "post"})
HIGHEST_START = 5
LONGEST_LIST = 2_000


def codes_in(grids: Iterable[Grid]) -> dict[str, str]:
    """What each code means by the lists of codes among these sheets; a code with two meanings means neither."""
    codes: dict[str, str] = {}
    doubtful: set[str] = set()
    for grid in grids:
        for code, name in _codes_of(grid):
            if codes.setdefault(code, name) != name:
                doubtful.add(code)
    return {code: name for code, name in codes.items() if code not in doubtful}


def is_code_list(grid: Grid) -> bool:
    """Whether the sheet holds nothing but lists of codes with their names."""
    return heading_row(grid) is not None


def heading_row(grid: Grid) -> int | None:
    """The row with the headings of the code lists, or None for a sheet that is no list of codes."""
    if grid.form != "sheet":
        return None
    for row in range(min(HIGHEST_START, grid.height)):
        pairs = _pairs(grid, row)
        if pairs:
            return row
    return None


def _pairs(grid: Grid, row: int) -> list[tuple[int, int]]:
    """(column of codes, column of names) of each list under this heading row; empty where other columns stand there too."""
    words = {c: fold(str(value)).strip("() *:") for c, value in enumerate(grid.cells[row]) if value is not None}
    codes = [c for c, word in words.items() if _CODE.fullmatch(word)]
    pairs = []
    for c in codes:
        # The name stands beside its code, on either side.
        beside = [n for n in (c + 1, c - 1) if n in words and n not in codes and not _NUMBER.fullmatch(words[n])]
        if not beside:
            return []
        meaning = meaning_of(str(grid.value(row, beside[0])))
        if meaning is not None and meaning.field in _OF_ROWS and not words[beside[0]].startswith("ten phan loai"):
            return []
        pairs.append((c, beside[0]))
    used = {c for pair in pairs for c in pair}
    return pairs if all(c in used or _NUMBER.fullmatch(word) for c, word in words.items()) else []


def _codes_of(grid: Grid) -> Iterable[tuple[str, str]]:
    row = heading_row(grid)
    if row is None:
        return
    for code_column, name_column in _pairs(grid, row):
        for r in range(row + 1, min(grid.height, row + 1 + LONGEST_LIST)):
            code, _ = clean_code(grid.value(r, code_column))
            name, _ = clean_text(grid.value(r, name_column))
            if code and name:
                yield code, name
