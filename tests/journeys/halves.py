"""What must never be: an import that commits the first half of its rows, then the second. For the test that must catch it."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tdkt.cli.register import now
from tdkt.operations.imports import Incoming, apply_import
from tdkt.sheets.plan import read_plan


def prepare(path: Path) -> Callable[[], Any]:
    """The act of taking a file in, half by half."""
    content, at = path.read_bytes(), now()
    whole = read_plan(path.name, content)
    halves = [copy.deepcopy(whole), copy.deepcopy(whole)]
    for number, half in enumerate(halves):
        for part in half["parts"]:
            middle = len(part["rows"]) // 2
            part["rows"] = part["rows"][middle:] if number else part["rows"][:middle]

    def act() -> None:
        for half in halves:
            apply_import(Incoming(path.name, content, half), by=None, at=at, partial=True)

    return act
