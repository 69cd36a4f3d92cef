"""The reading process: takes files on standard input, gives data on standard output, and may be killed at any time.

One question is one JSON line (`function`, `name`, `options`, `processor`, `size`) followed by the bytes of the file; one answer is one JSON line,
`{"result": …}` or `{"refused": "sentence"}`, before which the rows of a long plan come in lines of their own, `{"part": 0, "rows": […]}`:
so neither side ever holds a large plan and its text at once. Started only by `guard.py`. Knows no Django, so that it starts in a tenth of a second.
"""

import gc
import json
import os
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from tdkt.sheets.grid import UnreadableFile

FUNCTIONS = {
    "plan": "tdkt.sheets.plan:plan_of",
    "text": "tdkt.sheets.texts:text_of",
    "cells": "tdkt.sheets.cells:cells_of",
    "members": "tdkt.sheets.archive:members_of",
    "window": "tdkt.sheets.windows:window_of",
    "mergers": "tdkt.sheets.mergers:mergers_of",
    "annotated": "tdkt.documents.annotated:annotate",
    "pages": "tdkt.sheets.preview:count_pages",
    "picture": "tdkt.sheets.preview:draw_page",
}
"""What a child can be asked for, by name, as module:function(name, content, **options)."""
SOON = ("plan", "window")
"""What is loaded before anybody asks: the others are rarer, and their libraries slow to load."""


def main() -> None:
    limits = json.loads(sys.argv[1])
    _limit_memory(limits["memory"])
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    # A reader that prints must not break into the answers.
    sys.stdout = sys.stderr
    functions = {name: _load(path) for name, path in FUNCTIONS.items() if name in SOON}
    give_up_rights()
    while line := questions.readline():
        question = json.loads(line)
        content = questions.read(question["size"])
        _limit_processor(question["processor"])
        name = question["function"]
        if name not in functions:
            functions[name] = _load(FUNCTIONS[name])
        # A large plan is many small things of which none is garbage: they are looked through once, when all is said.
        gc.disable()
        for answer in _answer(functions[name], question, content):
            answers.write(answer + b"\n")
        answers.flush()
        gc.enable()


def _load(path: str) -> Callable[..., Any]:
    module, _, function = path.partition(":")
    loaded: Callable[..., Any] = getattr(import_module(module), function)
    return loaded


ROWS_AT_ONCE = 1_000


def _answer(function: Callable[..., Any], question: dict[str, Any], content: bytes) -> Iterator[bytes]:
    try:
        result = function(question["name"], content, **question["options"])
        if isinstance(result, dict):
            for number, part in enumerate(result.get("parts", ())):
                rows, part["rows"] = part["rows"], []
                for start in range(0, len(rows), ROWS_AT_ONCE):
                    few = rows[start : start + ROWS_AT_ONCE]
                    rows[start : start + ROWS_AT_ONCE] = [None] * len(few)
                    yield _line({"part": number, "rows": few})
        yield _line({"result": result})
    except UnreadableFile as refusal:
        yield _line({"refused": str(refusal)})
    except MemoryError:
        yield _line({"refused": "Tệp cần quá nhiều bộ nhớ để đọc nên bị từ chối; hãy chia nhỏ tệp rồi nhập lại."})
    except RecursionError:
        yield _line({"refused": "Tệp lồng nhau quá sâu nên bị từ chối; hãy chép danh sách sang một tệp mới."})
    except (
        Exception
    ) as fault:  # whatever a reader does with a foreign file, the answer is a sentence and never a traceback
        yield _line(
            {
                "refused": f"Chương trình gặp lỗi khi đọc tệp ({type(fault).__name__}); "
                "hãy lưu lại tệp dưới dạng .xlsx rồi nhập lại."
            }
        )


def _line(said: dict[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False).encode("utf-8", "replace")


def _limit_memory(size: int) -> None:
    try:
        resource: Any = import_module("resource")
    except ImportError:
        return  # Windows has no such limits: there the clock of the parent is the limit
    for limit in ("RLIMIT_AS", "RLIMIT_DATA"):
        resource.setrlimit(getattr(resource, limit), (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_processor(seconds: int) -> None:
    """From now on so many seconds of processor time: each file of a batch has its own."""
    try:
        resource: Any = import_module("resource")
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds, hard))


WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
FORBIDDEN = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.remove",
    "os.rename",
)


def give_up_rights() -> None:
    """No connection, no program, nothing written: a reader of lists needs none of them."""

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event in FORBIDDEN:
            raise PermissionError(event)
        if event == "open" and ((arguments[1] and set(arguments[1]) & set("wax+")) or arguments[2] & WRITING):
            raise PermissionError(event)

    sys.addaudithook(refuse)


if __name__ == "__main__":
    main()
