"""A file given back with its problems written beside the cells, so that its sender can mend it where it stands."""

import base64
from collections.abc import Iterator, Mapping
from typing import Any

from tdkt.documents.annotated import list_rows
from tdkt.operations.kept_files import plain_name
from tdkt.sheets.grid import UnreadableFile
from tdkt.sheets.guard import Limits, in_child

LARGE = 6_000
"""Rows of a plan from which on a page would have to wait for a copy of the whole workbook (a second for about a thousand rows)."""
LARGEST = 20_000
"""The same for the command line, where somebody can wait longer."""
LIMITS = Limits(memory=1536 * 2**20, processor=60, clock=90.0)


def annotated(name: str, content: bytes | None, plan: Mapping[str, Any], *, largest: int = LARGE) -> bytes:
    """An .xlsx: of a workbook its own copy with remarks, colours and a last column; of any other file, or of one that cannot be copied, a
    new workbook of the rows read. `content` is that from which the plan was read, None when it is not kept. Of a plan with more rows than
    `largest` only the rows with problems are given, in a new workbook."""
    rows = sum(len(part["rows"]) for part in plan["parts"])
    if content is not None and content[:2] == b"PK" and rows <= largest and any(sheets_of(plan)):
        try:
            answer = in_child(
                "annotated", name, content, limits=LIMITS, notes=list(notes_of(plan)), heads=dict(heads_of(plan))
            )
            return base64.b64decode(answer["book"])
        except UnreadableFile:
            pass  # openpyxl is stricter than the reader; what was read can still be given back
    return list_rows(plan, only_problems=rows > largest)


def annotated_name(name: str) -> str:
    """What the copy is called: "bang-khen-2019 (ghi chú).xlsx"."""
    stem = plain_name(name)
    return plain_name(f"{stem.rpartition('.')[0] or stem} (ghi chú).xlsx")


def sheets_of(plan: Mapping[str, Any]) -> Iterator[str]:
    """The sheets whose cells the plan names; none for a Word or PDF file."""
    for part in plan["parts"]:
        if any("!" in row["at"] for row in part["rows"]):
            yield part["where"]


def notes_of(plan: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Every problem of a plan, in the order of its rows, each once."""
    for part in plan["parts"]:
        seen: set[tuple[str, str, str]] = set()
        for problem in [*(part.get("problems") or ()), *(p for row in part["rows"] for p in row["problems"])]:
            key = (problem["at"], problem["code"], problem["message"])
            if key not in seen:
                seen.add(key)
                yield {
                    name: problem.get(name, "error" if name == "level" else None)
                    for name in ("at", "level", "value", "message", "remedy")
                }


def heads_of(plan: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """(sheet, row) of the names of columns: the last row of the first heading of each sheet."""
    found: dict[str, int] = {}
    for part in plan["parts"]:
        heads = [row["at"] for row in part["rows"] if row.get("why") == "heading" and "!" in row["at"]]
        if heads and part["where"] not in found:
            digits = heads[-1].rpartition("!")[2].partition(":")[0].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            found[part["where"]] = int(digits)
    yield from found.items()
