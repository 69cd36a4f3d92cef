"""Files that wait in the data folder while their plan is not applied: each under a random name, readable by the server's account alone.

A file leaves the folder as soon as its plan is applied or dropped; the register keeps its digest and what was read from it.
"""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings


def folder() -> Path:
    """Where the waiting files lie."""
    return Path(settings.DATA) / "waiting"


def keep_file(content: bytes) -> str:
    """Put a file away; answers the name under which `read_file` finds it."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    name = secrets.token_hex(16)
    descriptor = os.open(folder() / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return name


def kept_file(name: str) -> bytes | None:
    """The bytes of a waiting file, or None when it has left."""
    if not name:
        return None
    try:
        return (folder() / name).read_bytes()
    except FileNotFoundError:
        return None


def forget_file(name: str) -> None:
    """Delete a waiting file; one that has left already is no fault."""
    if name:
        (folder() / name).unlink(missing_ok=True)


def forget_strays(waiting: Iterable[str], *, before: float) -> list[str]:
    """Delete files that no plan waits for and that were put away before a moment (seconds of the epoch): what a power cut left behind."""
    known = set(waiting)
    strays = [
        path.name
        for path in (folder().iterdir() if folder().is_dir() else ())
        if path.name not in known and path.stat().st_mtime < before
    ]
    for name in strays:
        forget_file(name)
    return sorted(strays)
