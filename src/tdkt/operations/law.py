"""The law as this office has it: the project's files, and those that the office keeps itself in `law/` of its data folder.

A ministry's or a province's own regulation is one more file of the same form; nothing else has to be touched.
"""

from pathlib import Path

from django.conf import settings

from tdkt.law.fences import LawError
from tdkt.law.instruments import Law
from tdkt.law.loading import load_law
from tdkt.operations.errors import NotReadable


def own_folder() -> Path:
    """Where the office keeps its own instruments."""
    return Path(settings.DATA) / "law"


def office_law() -> Law:
    """The law with the office's own instruments, read once a process. Raises `NotReadable` naming the file and line that cannot be read."""
    if not own_folder().is_dir():
        return load_law()
    try:
        return load_law((own_folder(),))
    except LawError as why:
        raise NotReadable(
            f"Tệp luật riêng của cơ quan không đọc được: {why.said()}. Sửa tệp trong {own_folder().name}/ rồi mở lại chương trình.",
            f"A law file of the office cannot be read: {why.said('en')}. Mend it in {own_folder().name}/ and start the program again.",
        ) from why
