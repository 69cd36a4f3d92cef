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


def _pdf_text(content: bytes) -> str:
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
    return text
