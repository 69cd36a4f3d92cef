"""Files in the data folder, readable by the server's account alone: those whose plan waits, and those that were entered, kept for good.

A file that waits lies under a random name and leaves when its plan is dropped. A file that was entered lies under the SHA-256 of its
bytes, the same bytes once, so that every row of the register opens to the cells it came from; it stays when the import is reverted.
The name that a file came with is kept in the database only: no path is ever made of it.
"""

import hashlib
import os
import re
import secrets
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from tdkt.vietnamese.folding import nfc

WAITING = re.compile(r"[0-9a-f]{32}")
ENTERED = re.compile(r"[0-9a-f]{64}")
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""Signs that show nothing and act on a screen, in a path or in a header, and halves of signs that cannot be written down."""
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)")
"""Names that are devices on Windows, where somebody may save the file again."""
LONGEST_NAME = 200
LONGEST_BYTES = 240
LONGEST_PATH = 300


def folder() -> Path:
    """Where the waiting files lie."""
    return Path(settings.DATA) / "waiting"


def shelf() -> Path:
    """Where the files lie that were entered in the register."""
    return Path(settings.DATA) / "files"


def keep_file(content: bytes) -> str:
    """Put a file away while its plan waits; answers the name under which `kept_file` finds it."""
    name = secrets.token_hex(16)
    _put(folder() / name, content)
    return name


def keep_for_good(content: bytes) -> str:
    """Put a file on the shelf; answers its SHA-256, under which `kept_file` finds it. On the disk when this returns, so that no row is ever
    written of a file that a power cut takes away. To be called while the chain is locked: whoever tidies up looks under the same lock."""
    digest = hashlib.sha256(content).hexdigest()
    path = shelf() / digest[:2] / digest
    if not (path.is_file() and path.stat().st_size == len(content)):
        fresh = path.with_suffix(f".{secrets.token_hex(4)}")
        _put(fresh, content)
        fresh.replace(path)
        _settle(path.parent)
    return digest


def kept_file(name: str) -> bytes | None:
    """The bytes of a file that waits or was entered, or None when there is none of this name."""
    path = _path(name)
    try:
        return path.read_bytes() if path else None
    except FileNotFoundError:
        return None


def is_kept(name: str) -> bool:
    """Whether there is a file of this name."""
    path = _path(name)
    return path is not None and path.is_file()


def forget_file(name: str) -> None:
    """Delete a file; one that has left already is no fault."""
    path = _path(name)
    if path:
        path.unlink(missing_ok=True)


def forget_strays(known: Iterable[str], *, before: float) -> list[str]:
    """Delete files that no import names and that were put away before a moment (seconds of the epoch): what a power cut left behind.

    `known` are the names that imports hold, waiting or entered; read them while the chain is locked.
    """
    named = set(known)
    lying = [*_files(folder()), *(path for row in _folders(shelf()) for path in _files(row))]
    strays = [path for path in lying if path.name not in named and path.stat().st_mtime < before]
    for path in strays:
        path.unlink(missing_ok=True)
    return sorted(path.name for path in strays)


def plain_name(name: str) -> str:
    """The name that a file came with, fit to be shown and to be saved under again: composed, without folders, without signs that are not
    seen, no device's name, short enough for any disk with its ending kept. "" when nothing is left."""
    plain = UNSEEN.sub("", nfc(name.replace("\\", "/").rpartition("/")[2]))
    # A browser reads "%2f" in the name of a download as the sign that it stands for.
    plain = re.sub(r'[<>:"|?*]|%(?=[0-9A-Fa-f]{2})', "_", plain).strip(" .")
    if RESERVED.match(plain):
        plain = f"_{plain}"
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 8:
        stem, dot, ending = plain, "", ""
    stem = stem[: LONGEST_NAME - len(dot + ending)]
    while len(f"{stem}{dot}{ending}".encode()) > LONGEST_BYTES:
        stem = stem[:-1]
    return stem.rstrip() + dot + ending


def plain_path(name: str) -> str:
    """The name of a file within an archive, each part of it made plain: "lists.zip/2019/a.xlsx". Of any other file its plain name."""
    parts = [plain for part in name.split("/") if (plain := plain_name(part))]
    return "/".join(parts)[-LONGEST_PATH:]


def _path(name: str) -> Path | None:
    if WAITING.fullmatch(name):
        return folder() / name
    if ENTERED.fullmatch(name):
        return shelf() / name[:2] / name
    return None


def _put(path: Path, content: bytes) -> None:
    """Write a new file whole, down to the disk."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    _settle(path.parent)


def _settle(place: Path) -> None:
    """Bring a folder's list of names to the disk; Windows does so by itself and opens no folders."""
    if os.name == "nt":
        return
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _files(place: Path) -> list[Path]:
    return [path for path in place.iterdir() if path.is_file()] if place.is_dir() else []


def _folders(place: Path) -> list[Path]:
    return [path for path in place.iterdir() if path.is_dir()] if place.is_dir() else []
