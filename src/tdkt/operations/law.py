"""The law as this office has it: the project's files, and those that the office keeps itself in `law/` of its data folder.

A ministry's or a province's own regulation is one more file of the same form; nothing else has to be touched.
"""

from pathlib import Path

from django.conf import settings

from tdkt.law.instruments import Law
from tdkt.law.loading import load_law


def own_folder() -> Path:
    """Where the office keeps its own instruments."""
    return Path(settings.DATA) / "law"


def office_law() -> Law:
    """The law with the office's own instruments; read once for each state of their folder. Raises `LawError`."""
    return load_law((own_folder(),)) if own_folder().is_dir() else load_law()
