"""Turns the translators' `.po` files into the `.mo` files that gettext reads, when they are older or missing."""

from pathlib import Path

import polib


def compile_messages(folder: Path) -> None:
    """Compile each catalogue under `folder` that changed. A package folder that cannot be written keeps what it has."""
    for source in folder.glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        try:
            polib.pofile(str(source)).save_as_mofile(str(compiled))
        except OSError:
            continue
