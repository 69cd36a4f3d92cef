"""The rules as one loop of C over packed columns, made by gcc: what a machine can do that does nothing else, on one thread."""

import ctypes
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tdkt.bench.flat import Columns
from tdkt.bench.sql import PackedText
from tdkt.bench.words import Window
from tdkt.rules.conditions import Rule

_TYPES = {
    "uint64": "unsigned long long",
    "int32": "int",
    "int16": "short",
    "uint8": "unsigned char",
    "bool": "unsigned char",
}


class CText(PackedText):
    """The same expressions as C."""

    both, either, no = "&", "|", "!"
    count = "__builtin_popcountll"

    def use(self, name: str) -> str:
        return f"{super().use(name)}[i]"

    def mask(self, window: Window) -> str:
        return super().mask(window) + "ull"

    def served(self, men: int, women: int) -> str:
        begun = self.use("service_from")
        return f"({begun} <= {men})" if men == women else f"({begun} <= ({self.use('woman')} ? {women} : {men}))"


def build(rules: Sequence[Rule], columns: Columns) -> Callable[[], NDArray[np.bool_]]:
    """Compiles the loop; what comes back runs it and answers the matrix. Raises FileNotFoundError without gcc."""
    words = CText()
    bits = [f"((unsigned){words.rule(rule)} << {number})" for number, rule in enumerate(rules)]
    arguments = ", ".join(f"const {_TYPES[str(columns[n].dtype)]} *restrict {n}" for n in words.used)
    source = (
        f"void screen(long n, unsigned *restrict out, {arguments}) {{\n  for (long i = 0; i < n; i++)\n    out[i] = "
        + "\n      | ".join(bits)
        + ";\n}\n"
    )
    folder = Path(tempfile.mkdtemp(prefix="tdkt-bench-"))
    (folder / "screen.c").write_text(source, encoding="utf-8")
    command = ["gcc", "-O3", "-march=native", "-shared", "-fPIC", "-o", "screen.so", "screen.c"]
    subprocess.run(command, cwd=folder, check=True)  # noqa: S603
    screen: Any = ctypes.CDLL(str(folder / "screen.so")).screen
    used = [columns[name] for name in words.used]
    number = len(used[0])
    out = np.zeros(number, np.uint32)

    def run() -> NDArray[np.bool_]:
        screen(ctypes.c_long(number), ctypes.c_void_p(out.ctypes.data), *(ctypes.c_void_p(c.ctypes.data) for c in used))
        return out  # type: ignore[return-value]

    return run


def matrix(bits: NDArray[np.uint32], rules: int) -> NDArray[np.bool_]:
    """The bits as a matrix of yes and no."""
    found: NDArray[np.bool_] = ((bits[:, None] >> np.arange(rules, dtype=np.uint32)) & 1).astype(bool)
    return found
