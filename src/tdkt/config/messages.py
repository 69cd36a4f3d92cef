"""Turns the translators' `.po` files into the `.mo` files that gettext reads, when they are older or missing."""

import os
from pathlib import Path

import polib


def compile_messages(folder: Path) -> None:
    """Compile each catalogue under `folder` that changed. A package folder that cannot be written keeps what it has."""
    for source in folder.glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        try:
            fresh = compiled.with_suffix(f".{os.getpid()}")
            polib.pofile(str(source)).save_as_mofile(str(fresh))
            fresh.replace(compiled)  # two processes may start together: neither may read half a file
        except OSError:
            continue
