"""Where running work says how far it is: one small file for each job in the data folder, beside a mark that asks it to stop.

Not rows of the database: while a job enters a file it holds the only writer that SQLite has, so its progress could neither be written
nor be seen there, and nobody could queue or stop anything meanwhile. A file is replaced whole, so that a reader never sees half of one.

Each process that runs jobs holds a lock as long as it lives. The lock falls with the process however that ends, which tells a job that
is running from one whose server is gone.
"""

import json
import os
import re
import secrets
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

NAME = re.compile(r"[0-9a-f]{32}")
KEPT_DAYS = 7

_held: dict[Path, tuple[str, int]] = {}
"""The folder's lock that this process holds: its name, and the open file."""


def folder() -> Path:
    """Where the files of jobs lie."""
    return Path(settings.DATA) / "jobs"


def fresh_name() -> str:
    """A name that nobody can guess: 32 hexadecimal signs."""
    return secrets.token_hex(16)


def write(name: str, said: dict[str, Any]) -> None:
    """Let a job say this in place of what it said before."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = folder() / f"{name}.{secrets.token_hex(4)}.fresh"
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(said, file, ensure_ascii=False)
    for attempt in range(20):
        try:
            fresh.replace(folder() / f"{name}.json")
            return
        except PermissionError:  # Windows: somebody is just reading it
            if attempt == 19:
                fresh.unlink(missing_ok=True)
                raise
            time.sleep(0.02)


def read(name: str) -> dict[str, Any] | None:
    """What a job said last, or None for a name that is none or is forgotten."""
    if not NAME.fullmatch(name):
        return None
    try:
        said: dict[str, Any] = json.loads((folder() / f"{name}.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return said


def names() -> list[str]:
    """The names of all jobs that are kept."""
    found = folder().glob("*.json") if folder().is_dir() else ()
    return sorted(path.stem for path in found if NAME.fullmatch(path.stem))


def ask_to_stop(name: str) -> None:
    """Leave the mark that asks a job to stop."""
    (folder() / f"{name}.stop").touch(mode=0o600)


def is_asked_to_stop(name: str) -> bool:
    """Whether somebody asked this job to stop."""
    return (folder() / f"{name}.stop").exists()


def forget_old(*, now: float) -> list[str]:
    """Delete the files of jobs that said nothing for a week (`now`: seconds of the epoch); answers their names."""
    gone = []
    for name in names():
        path = folder() / f"{name}.json"
        if path.stat().st_mtime >= now - KEPT_DAYS * 86400:
            continue
        is_alive(str((read(name) or {}).get("process", "")))  # takes the lock of a process that is gone away
        path.unlink(missing_ok=True)
        (folder() / f"{name}.stop").unlink(missing_ok=True)
        gone.append(name)
    return gone


# --- who lives --------------------------------------------------------------------------------------


def this_process() -> str:
    """The name of this process's lock on the folder, taken at the first call."""
    if folder() not in _held:
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        name = fresh_name()
        descriptor = os.open(folder() / f"{name}.process", os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        _lock(descriptor)
        _held[folder()] = (name, descriptor)
    return _held[folder()][0]


def is_alive(process: str) -> bool:
    """Whether the process of this lock still runs."""
    if folder() in _held and _held[folder()][0] == process:
        return True
    if not NAME.fullmatch(process):
        return False
    path = folder() / f"{process}.process"
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        _lock(descriptor)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    path.unlink(missing_ok=True)
    return False


def _lock(descriptor: int) -> None:
    """Take the lock of an open file without waiting. Raises `OSError` while another process holds it."""
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
