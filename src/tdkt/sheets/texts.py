"""The text of a report or a news item, from .txt, .docx or .pdf, read in the child process."""

import io
from importlib import import_module

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from tdkt.sheets.grid import UnreadableFile
from tdkt.sheets.guard import LIMITS, Limits, check_container, in_child
from tdkt.sheets.read import decode
from tdkt.vietnamese.folding import nfc

MOST_PAGES = 1_000


def read_text(name: str, content: bytes, *, limits: Limits = LIMITS) -> str:
    """The text of one file, in NFC, lines parted by a line feed. Raises `UnreadableFile` with one Vietnamese sentence."""
    text: str = in_child("text", name, content, limits=limits)
    return text


def text_of(name: str, content: bytes) -> str:
    """The same work inside the child process."""
    if not content.strip():
        return ""
    kind = check_container(content)
    if kind == "docx":
        text = import_module("tdkt.sheets.word").document_text(content)
    elif kind == "pdf":
        text = _pdf_text(content)
    elif kind == "text":
        text = decode(content)
    else:
        raise UnreadableFile("Tệp là bảng tính, không phải văn bản; hãy dùng lệnh nhập danh sách cho tệp này.")
    return nfc(text.replace("\r\n", "\n").replace("\r", "\n"))


MOST_PAGES_WITH_TABLES = 60
"""In a longer paper tables are not told from sentences: that takes a tenth of a second for each page."""


def _pdf_text(content: bytes) -> str:
    """The sentences of a PDF: the rows of its ruled tables are none, and read as sentences they would say what nobody said."""
    text, pages = _whole_text(content)
    if pages > MOST_PAGES_WITH_TABLES:
        return text
    try:
        outside: str = import_module("tdkt.sheets.pdf").text_outside_tables(content)
    except UnreadableFile:
        return text
    return outside if outside.strip() else text


def _whole_text(content: bytes) -> tuple[str, int]:
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile("Tệp PDF đặt mật khẩu; hãy bỏ mật khẩu rồi thử lại.")
        if len(reader.pages) > MOST_PAGES:
            raise UnreadableFile("Tệp PDF có hơn 1.000 trang; hãy tách phần cần đọc rồi thử lại.")
        text = "\n".join(page.extract_text() for page in reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError, NotImplementedError):
        raise UnreadableFile("Tệp PDF bị hỏng hoặc không đúng định dạng; hãy mở và lưu lại rồi thử lại.") from None
    if not text.strip():
        raise UnreadableFile("Tệp PDF không có chữ (có thể là ảnh chụp); hãy dùng tệp có văn bản.")
    return text, len(reader.pages)
