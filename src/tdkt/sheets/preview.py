"""Papers that are attached: what one is by its bytes, how many pages it has, and a picture of one page. Opened in the child process only.

A name says nothing: "bien-ban.pdf" may be anything. Taken are PDF, Word, Excel, JPEG and PNG. Read first: `kind_of`, `pages_of`, `picture_of`.
"""

import base64
import io
from typing import Any

import pypdfium2
from PIL import Image, ImageOps, UnidentifiedImageError

from tdkt.sheets.grid import UnreadableFile
from tdkt.sheets.guard import LIMITS, Limits, check_container, in_child

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jpg": "image/jpeg",
    "png": "image/png",
}
PICTURED = ("pdf", "jpg", "png")
"""Kinds of which a page can be shown."""
WIDEST, TALLEST = 900, 1270
"""The largest picture of a page, in pixels: an A4 page at 110 dots an inch."""
MOST_PIXELS = 60_000_000
MOST_PAGES = 500
NOT_TAKEN = "Chỉ nhận tệp PDF, Word (.docx), Excel (.xlsx) hoặc ảnh JPEG, PNG; hãy lưu lại ở một trong các dạng đó."
BROKEN_PDF = "Tệp PDF bị hỏng hoặc đặt mật khẩu; hãy mở, lưu lại không mật khẩu rồi gửi lại."
BROKEN_PICTURE = "Ảnh bị hỏng hoặc quá lớn; hãy chụp hoặc quét lại rồi gửi lại."


def kind_of(content: bytes) -> str:
    """pdf, docx, xlsx, jpg or png, by the bytes. Raises `UnreadableFile` for anything else, and for what the guard refuses unopened."""
    if content[:3] == b"\xff\xd8\xff":
        return "jpg"
    if content[:8] == b"\x89PNG\r\n\x1a\n":
        return "png"
    if content[:5] != b"%PDF-" and content[:2] != b"PK":
        raise UnreadableFile(NOT_TAKEN if content else "Tệp rỗng; hãy chọn đúng tệp rồi gửi lại.")
    kind = check_container(content)
    if kind not in MEDIA_TYPES:
        raise UnreadableFile(NOT_TAKEN)
    return kind


def pages_of(name: str, content: bytes, *, limits: Limits = LIMITS) -> int | None:
    """How many pages a paper has; None for Word and Excel, whose pages the printer makes. Raises `UnreadableFile`."""
    found: int | None = in_child("pages", name, content, limits=limits, kind=kind_of(content))
    return found


def picture_of(name: str, content: bytes, page: int, *, limits: Limits = LIMITS) -> bytes:
    """One page (from 1) as PNG. Raises `UnreadableFile`, also for kinds that have no pages and for a page that is not there."""
    return base64.b64decode(in_child("picture", name, content, limits=limits, kind=kind_of(content), page=page))


# --- inside the child process ---------------------------------------------------------------------------


def count_pages(name: str, content: bytes, *, kind: str) -> int | None:
    """The work of `pages_of`."""
    if kind == "pdf":
        with _book(content) as book:
            return len(book)
    if kind in PICTURED:
        _picture(content)
        return 1
    return None


def draw_page(name: str, content: bytes, *, kind: str, page: int) -> str:
    """The work of `picture_of`; the PNG in base 64."""
    if kind not in PICTURED:
        raise UnreadableFile("Tệp Word, Excel không xem trước được thành trang; hãy tải về để xem.")
    drawn = _drawn(content, page) if kind == "pdf" else _picture(content)
    drawn.thumbnail((WIDEST, TALLEST))
    held = io.BytesIO()
    drawn.convert("RGB").save(held, "PNG", optimize=False)
    return base64.b64encode(held.getvalue()).decode()


def _book(content: bytes) -> Any:
    try:
        book = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        raise UnreadableFile(BROKEN_PDF) from None
    if not 0 < len(book) <= MOST_PAGES:
        book.close()
        raise UnreadableFile(f"Tệp PDF không có trang nào, hoặc có hơn {MOST_PAGES} trang; hãy tách rồi gửi lại.")
    return book


def _drawn(content: bytes, page: int) -> Image.Image:
    with _book(content) as book:
        if not 1 <= page <= len(book):
            raise UnreadableFile(f"Tệp có {len(book)} trang, không có trang {page}.")
        one = book[page - 1]
        width, height = one.get_size()
        scale = min(WIDEST / max(width, 1), TALLEST / max(height, 1))
        drawn: Image.Image = one.render(scale=scale).to_pil()
        return drawn


def _picture(content: bytes) -> Image.Image:
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise UnreadableFile(BROKEN_PICTURE)
            opened.draft("RGB", (WIDEST, TALLEST))
            return ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise UnreadableFile(BROKEN_PICTURE) from None
