"""The merged cells of an .ods file, which the reader of its values does not tell. Runs in the child process only."""

import io
import re
import zipfile
from html import unescape

from tdkt.vietnamese.folding import nfc

Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell, each as (row, column), counted from 0."""

_TAG = re.compile(
    r"<(/?)table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])((?:[^>\"']|\"[^\"]*\"|'[^']*')*?)(/?)>"
)
_REPEATED = re.compile(r"table:number-(?:rows|columns)-repeated=[\"'](\d+)")
_SPANNED = re.compile(r"table:number-(rows|columns)-spanned=[\"'](\d+)")
_NAME = re.compile(r"table:name=(?:\"([^\"]*)\"|'([^']*)')")


def merged_ranges(content: bytes) -> dict[str, list[Range]]:
    """The merged ranges of each sheet by its name; empty where the file has none."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if "content.xml" not in archive.namelist():
            return {}
        text = archive.read("content.xml").decode("utf-8", "replace")
    if "-spanned=" not in text:
        return {}
    found: dict[str, list[Range]] = {}
    ranges: list[Range] = []
    depth = row = column = height = 0
    for closing, tag, attributes, empty in _TAG.findall(text):
        if tag == "table":
            # A table inside a cell is no part of the sheet.
            depth += -1 if closing else 0 if empty else 1
            if not closing and depth == 1:
                name = _NAME.search(attributes)
                ranges = found.setdefault(nfc(unescape(name[1] or name[2] or "")) if name else "", [])
                row = height = 0
        elif depth == 1 and tag == "table-row":
            if not closing:
                row, column, height = row + height, 0, _repeated(attributes)
        elif depth == 1 and not closing:
            spans = {kind: int(count) for kind, count in _SPANNED.findall(attributes)}
            rows, columns = spans.get("rows", 1), spans.get("columns", 1)
            if rows > 1 or columns > 1:
                ranges.append(((row, column), (row + rows - 1, column + columns - 1)))
            column += _repeated(attributes)
    return found


def _repeated(attributes: str) -> int:
    found = _REPEATED.search(attributes)
    return int(found[1]) if found else 1
