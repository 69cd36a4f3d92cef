"""Texts from outside: read in the child process with its limits, used at once and never kept."""

from django.conf import settings

from tdkt.operations.errors import NotReadable
from tdkt.sheets.grid import UnreadableFile
from tdkt.sheets.texts import read_text

ENDINGS = (".txt", ".docx", ".pdf")
"""The files whose text is read."""


def text_of_file(name: str, content: bytes) -> str:
    """The text of a .txt, .docx or .pdf file, in NFC. Raises `NotReadable` with one sentence."""
    if len(content) > settings.MAX_IMPORT_SIZE:
        raise NotReadable(text_too_large())
    try:
        text = read_text(name, content)
    except UnreadableFile as refusal:
        raise NotReadable(str(refusal)) from None
    if not text.strip():
        raise NotReadable(
            "Tệp không có chữ nào; chọn tệp khác, hoặc dán văn bản vào ô.",
            "The file holds no text; choose another, or paste the text.",
        )
    return text


def text_too_large() -> str:
    """The sentence for a file over the limit."""
    return f"Tệp lớn hơn {settings.MAX_IMPORT_SIZE // 2**20} MB nên chưa đọc; dán phần văn bản cần soát vào ô."
