"""The cells of a spreadsheet as they stand, for files that this program itself has given out and gets back filled in."""

from tdkt.sheets.grid import UnreadableFile, Value, shown
from tdkt.sheets.guard import LIMITS, Limits, in_child
from tdkt.sheets.opening import open_grids

MOST_ROWS = 2_000


def read_cells(name: str, content: bytes, *, limits: Limits = LIMITS) -> list[list[str]]:
    """The rows of the first sheet, each cell as text; numbers with a decimal comma. Raises `UnreadableFile` with one Vietnamese sentence."""
    rows: list[list[str]] = in_child("cells", name, content, limits=limits)
    return rows


def cells_of(_name: str, content: bytes) -> list[list[str]]:
    """The same work inside the child process."""
    grids = open_grids(content).grids
    if not grids or grids[0].form not in ("sheet", "lines"):
        raise UnreadableFile("Tệp không phải là bảng tính; hãy tải bảng từ trang này, điền rồi gửi lại.")
    if grids[0].height > MOST_ROWS:
        raise UnreadableFile("Bảng dài hơn 2.000 dòng; hãy tải lại bảng từ trang này rồi điền.")
    return [[_text(value) for value in row] for row in grids[0].cells]


def _text(value: Value) -> str:
    """As an office writes it: a dot would be taken for the thousands."""
    return f"{value}".replace(".", ",") if isinstance(value, float) else shown(value).strip()
