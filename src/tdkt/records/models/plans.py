"""How a plan is kept: the plan of a hundred thousand rows is a hundred megabytes of JSON, and a tenth of that packed.

Packed and unpacked some rows at a time, so that neither the whole text nor a second copy of the rows is ever in memory. A small plan stands
as plain JSON, which is also what registers made before this hold.
"""

import base64
import json
import zlib
from collections.abc import Iterator
from typing import Any

from django.db import models

SMALL = 500
"""Rows up to which a plan is kept as plain JSON."""
ROWS_AT_ONCE = 1_000
PACKED = "packed"


class PlanField(models.JSONField):
    """A plan (`sheets.plan`): JSON in the database, with the rows of a large one packed. Nobody asks the database what stands inside."""

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, dict) and rows_in(value) > SMALL:
            value = {PACKED: base64.b64encode(packed(value)).decode()}
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        kept = super().from_db_value(value, expression, connection)
        return unpacked(base64.b64decode(kept[PACKED])) if isinstance(kept, dict) and set(kept) == {PACKED} else kept


def rows_in(plan: dict[str, Any]) -> int:
    return sum(len(part.get("rows", ())) for part in plan.get("parts", ()))


def packed(plan: dict[str, Any]) -> bytes:
    """A line of JSON for the plan without its rows, then a line for every thousand rows with the place of their part; all of it deflated."""
    deflate = zlib.compressobj(1)
    pieces = [deflate.compress(json.dumps(said, ensure_ascii=False).encode() + b"\n") for said in _lines(plan)]
    return b"".join([*pieces, deflate.flush()])


def _lines(plan: dict[str, Any]) -> Iterator[Any]:
    yield {**plan, "parts": [{**part, "rows": []} for part in plan["parts"]]}
    for place, part in enumerate(plan["parts"]):
        for start in range(0, len(part["rows"]), ROWS_AT_ONCE):
            yield [place, part["rows"][start : start + ROWS_AT_ONCE]]


def unpacked(content: bytes) -> dict[str, Any]:
    """The plan that `packed` packed."""
    lines = _inflated(content)
    plan: dict[str, Any] = json.loads(next(lines))
    for line in lines:
        place, rows = json.loads(line)
        plan["parts"][place]["rows"] += rows
    return plan


def _inflated(content: bytes) -> Iterator[bytes]:
    inflate, rest = zlib.decompressobj(), b""
    for start in range(0, len(content), 2**16):
        *whole, rest = (rest + inflate.decompress(content[start : start + 2**16])).split(b"\n")
        yield from whole
    *whole, _ = (rest + inflate.flush()).split(b"\n")
    yield from whole
