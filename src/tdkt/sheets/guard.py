"""Foreign files are opened only here: first a look at the container, then a child process with limits on memory, time and rights.

A spreadsheet of a few kilobytes can make a reader ask for hundreds of gigabytes and take the whole process with it, past any `try`.
So the reading process is one that may die. The parent never parses a foreign file; it sends bytes and gets back data, or one
Vietnamese sentence (`UnreadableFile`). Read next: `child.py`, the other side.
"""

import io
import json
import os
import queue
import re
import struct
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tdkt
from tdkt.sheets.grid import UnreadableFile

LARGEST_FILE = 100 * 2**20
LARGEST_UNPACKED = 200 * 2**20
MOST_MEMBERS = 2_000
HIGHEST_RATIO = 100
SMALL_UNPACKED = 8 * 2**20
"""Below this the ratio does not matter: a sheet of equal rows packs very well, and this much memory harms nobody."""
MOST_ROWS = 200_000
MOST_COLUMNS = 200


@dataclass(frozen=True)
class Limits:
    """What a child may use: bytes of address space, seconds of processor for one file, seconds on the clock for one file. A file of
    several megabytes, as a list of a hundred thousand rows is, gets up to three times the seconds."""

    memory: int = 2**30
    processor: int = 20
    clock: float = 30.0

    def for_size(self, size: int) -> "Limits":
        """The limits for one file of so many bytes."""
        times = 1 + min(2.0, size / (5 * 2**20))
        return Limits(self.memory, int(self.processor * times), self.clock * times)


LIMITS = Limits()

BROKEN = "Tệp bị hỏng hoặc không đúng định dạng; hãy mở bằng Excel hoặc Word, lưu lại rồi nhập lại."
TOO_MUCH = (
    "Tệp cần quá nhiều bộ nhớ hoặc thời gian để đọc nên bị từ chối; hãy chép danh sách sang một tệp mới rồi nhập lại."
)


# --- the look at the container ----------------------------------------------------------------


def check_container(content: bytes) -> str:
    """What the file is by its content: xlsx, xlsb, ods, xls, docx, pdf, html, xml (Excel's of 2003) or text. Raises `UnreadableFile` for what is refused unopened."""
    if not content:
        raise UnreadableFile("Tệp rỗng; hãy chọn đúng tệp rồi nhập lại.")
    if len(content) > LARGEST_FILE:
        raise UnreadableFile("Tệp lớn hơn 100 MB; hãy chia nhỏ danh sách rồi nhập lại.")
    if content[:4] == b"PK\x03\x04":
        return _check_package(content)
    if content[:4] == b"PK\x05\x06":
        raise UnreadableFile("Tệp nén không chứa tệp nào; hãy chọn đúng tệp rồi nhập lại.")
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return _check_compound(content)
    if content[:5] == b"%PDF-":
        return "pdf"
    head = content[:1024].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head and b"<html" not in head:
        return "xml"
    if head.startswith(
        (b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<style", b"<body", b"<div", b"<center")
    ) or (head.startswith(b"<?xml") and b"<html" in head):
        return "html"
    if head.startswith((b"<?xml", b"<!doctype", b"<")):
        raise UnreadableFile(
            "Tệp là văn bản XML, không phải bảng tính; hãy mở bằng Excel, lưu lại dạng .xlsx rồi nhập lại."
        )
    if head.startswith(b"{\\rtf"):
        raise UnreadableFile("Tệp là văn bản RTF; hãy mở bằng Word, lưu lại dạng .docx rồi nhập lại.")
    if head.startswith((b"MZ".lower(), b"\x7felf", b"\x89png", b"\xff\xd8\xff", b"rar!", b"7z\xbc\xaf")):
        raise UnreadableFile("Tệp không phải là bảng tính, tệp Word hay CSV; hãy chọn đúng tệp rồi nhập lại.")
    return "text"


def _check_package(content: bytes) -> str:
    # Counted before the directory is parsed: a directory of a million members costs seconds by itself.
    if content.count(b"PK\x01\x02") > MOST_MEMBERS:
        raise UnreadableFile("Tệp nén có quá nhiều thành phần, không phải là bảng tính hay tệp Word thông thường.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            unpacked = sum(member.file_size for member in members)
            if unpacked > LARGEST_UNPACKED or (unpacked > SMALL_UNPACKED and unpacked > HIGHEST_RATIO * len(content)):
                raise UnreadableFile(
                    "Tệp nén bung ra quá lớn nên bị từ chối; hãy chép danh sách sang một tệp mới rồi nhập lại."
                )
            if any(member.flag_bits & 1 for member in members):
                raise UnreadableFile("Tệp đặt mật khẩu; hãy bỏ mật khẩu rồi nhập lại.")
            names = {member.filename for member in members}
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise UnreadableFile("Tệp có mã lệnh (macro); hãy lưu lại dạng .xlsx không có macro rồi nhập lại.")
            kind = _package_kind(archive, names)
            for member in members:
                if member.filename.lower().endswith((".xml", ".rels")):
                    _refuse_entities(archive, member)
                if member.filename.endswith(".rels") or member.filename.startswith("xl/externalLinks/"):
                    _refuse_fetching(archive, member)
                if kind == "xlsx" and re.match(r"xl/worksheets/[^/]+\.xml$", member.filename):
                    _refuse_far_cells(archive, member)
                if kind == "ods" and member.filename == "content.xml":
                    _refuse_repetition(archive, member)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        struct.error,
        EOFError,
        OSError,
        ValueError,
        KeyError,
    ):
        raise UnreadableFile(BROKEN) from None
    except Exception as error:  # zlib.error has no common base with the others, and lzma's neither
        if isinstance(error, UnreadableFile | MemoryError):
            raise
        raise UnreadableFile(BROKEN) from None
    return kind


def _package_kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "word/document.xml" in names:
        return "docx"
    if "mimetype" in names:
        with archive.open("mimetype") as stream:
            if stream.read(100).strip() == b"application/vnd.oasis.opendocument.spreadsheet":
                return "ods"
    if "[Content_Types].xml" in names:
        kinds = archive.read("[Content_Types].xml")[:65536]
        if b"spreadsheetml" in kinds:
            return "xlsx"
        if b"wordprocessingml" in kinds:
            return "docx"
    raise UnreadableFile("Tệp nén này không phải là bảng tính hay tệp Word; hãy giải nén rồi nhập từng tệp.")


def _refuse_entities(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    with archive.open(member) as stream:
        head = stream.read(4096)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:64].count(0) > 8:
        head = head.replace(b"\0", b"")
    # Before the first element only comments may stand; where they fill the beginning, something may hide behind them.
    prolog = re.sub(rb"<!--.*?(?:-->|$)", b"", head, flags=re.DOTALL).upper()
    if b"<!DOCTYPE" in prolog or b"<!ENTITY" in prolog or (len(head) == 4096 and not re.search(rb"<[A-Z_]", prolog)):
        raise UnreadableFile("Tệp có khai báo DOCTYPE mà bảng tính và tệp Word thật không có, nên bị từ chối.")


_FETCHED = re.compile(
    rb"<(?:\w+:)?Relationship\s(?=[^<>]*(?:attachedTemplate|oleObject|subDocument|frame)[\"'])(?=[^<>]*Target\s*=\s*[\"'](?:https?|ftp):)"
    rb"|<(?:\w+:)?ddeLink\b",
    re.IGNORECASE,
)


def _refuse_fetching(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Links to other workbooks and addresses of web pages are common and never followed here. But what makes the program that opens the
    file later fetch a template or start another program has no place in a list, and the file is kept and given back."""
    with archive.open(member) as stream:
        if _FETCHED.search(stream.read(4 * 2**20)):
            raise UnreadableFile(
                "Tệp có liên kết tự nạp nội dung từ bên ngoài (mẫu trên mạng, DDE); hãy chép danh sách sang một tệp mới rồi nhập lại."
            )


_FAR_REFERENCE = re.compile(rb"r\s*=\s*[\"'](?:[A-Z]{3}|G[S-Z]|[H-Z][A-Z]|[A-Z]{1,2}(?=[2-9]\d{5}|\d{7}))")
_FAR_CELL = re.compile(
    rb"<(?:\w+:)?c\s[^<>]*?\br\s*=\s*[\"'](?:(?:[A-Z]{3}|G[S-Z]|[H-Z][A-Z])\d+|[A-Z]{1,2}(?:[2-9]\d{5}|\d{7,}))[\"'][^<>]*(?<!/)>\s*<(?:\w+:)?(?:v|is|f)\b"
)


def _refuse_far_cells(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """A reader lays out the whole rectangle up to the last filled cell. Cells far out that only carry a format are harmless and common."""
    tail = b""
    with archive.open(member) as stream:
        while chunk := stream.read(4 * 2**20):
            window = tail + chunk
            if _FAR_REFERENCE.search(window) and _FAR_CELL.search(window):
                raise UnreadableFile(
                    "Bảng tính có ô nằm quá xa (sau cột GR hoặc hàng 200.000) nên bị từ chối; hãy chép danh sách sang một tệp mới."
                )
            tail = window[-512:]


_REPEATED_CELL = re.compile(
    rb"<(?:\w+:)?table-cell\b(?=[^<>]*number-columns-repeated\s*=\s*[\"'](?:[2-9]\d\d|\d{4,})[\"'])(?:[^<>]*(?<!/)>\s*<(?:\w+:)?p\b|[^<>]*:value\s*=)"
)
_REPEATED_ROW = re.compile(
    rb"<(?:\w+:)?table-row\b[^<>]*number-rows-repeated\s*=\s*[\"'](?:[2-9]\d{5}|\d{7,})[\"'][^<>]*(?<!/)>"
)
_ROW_END = re.compile(rb"</(?:\w+:)?table-row\s*>")
_FILLED = re.compile(rb"<(?:\w+:)?p\b|:value\s*=")


def _refuse_repetition(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """An .ods file says "this a million times" in a few letters. Of empty cells every sheet says so, of filled ones none."""
    written = archive.read(member)
    far = _REPEATED_CELL.search(written) is not None
    for row in _REPEATED_ROW.finditer(written):
        end = _ROW_END.search(written, row.end())
        far = far or _FILLED.search(written, row.end(), end.start() if end else len(written)) is not None
        if far:
            break
    if far:
        raise UnreadableFile(
            "Bảng tính có ô hoặc hàng lặp lại quá nhiều lần nên bị từ chối; hãy chép danh sách sang một tệp mới."
        )


def _check_compound(content: bytes) -> str:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        raise UnreadableFile("Tệp đặt mật khẩu; hãy bỏ mật khẩu rồi nhập lại.")
    if holds("_VBA_PROJECT"):
        raise UnreadableFile("Tệp có mã lệnh (macro); hãy lưu lại dạng .xlsx không có macro rồi nhập lại.")
    if holds("WordDocument"):
        raise UnreadableFile("Tệp Word đời cũ (.doc) không đọc được; hãy lưu lại dạng .docx rồi nhập lại.")
    if not (holds("Workbook") or holds("Book")):
        raise UnreadableFile("Tệp không phải là bảng tính; hãy mở bằng Excel, lưu lại dạng .xlsx rồi nhập lại.")
    return "xls"


# --- the child process ------------------------------------------------------------------------


def in_child(function_name: str, name: str, content: bytes, *, limits: Limits = LIMITS, **options: Any) -> Any:
    """The result of one of the child's functions (`child.FUNCTIONS`) for one file. Raises `UnreadableFile`."""
    ((_, result),) = each_in_child(function_name, [(name, content)], limits=limits, **options)
    if isinstance(result, UnreadableFile):
        raise result
    return result


def each_in_child(
    function_name: str, files: Iterable[tuple[str, bytes | UnreadableFile]], *, limits: Limits = LIMITS, **options: Any
) -> Iterator[tuple[str, Any]]:
    """(name, result or `UnreadableFile`) for each file in turn, all from one child; a file that kills it costs only itself."""
    child: _Child | None = None
    try:
        for name, content in files:
            if isinstance(content, UnreadableFile):
                yield name, content
                continue
            if len(content) > LARGEST_FILE:
                yield name, UnreadableFile("Tệp lớn hơn 100 MB; hãy chia nhỏ danh sách rồi nhập lại.")
                continue
            child = child or _Child(limits)
            try:
                result = child.ask(
                    {"function": function_name, "name": name, "options": options},
                    content,
                    limits.for_size(len(content)),
                )
            except UnreadableFile as refusal:
                child.end()
                child, result = None, refusal
            yield name, result
    finally:
        if child:
            child.end()


class _Child:
    """One running child. `ask` raises `UnreadableFile` when the child dies, is silent too long, or answers nonsense."""

    def __init__(self, limits: Limits):
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
            [
                sys.executable,
                "-m",
                "tdkt.sheets.child",
                json.dumps({"memory": limits.memory}),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=bare_environment(),
            cwd=Path(sys.executable).parent,
        )
        self._answers: queue.Queue[bytes] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._answers.put(line)
        self._answers.put(b"")

    def ask(self, question: dict[str, Any], content: bytes, limits: Limits) -> Any:
        # The question goes out on a thread of its own: a child that stops reading must not stop the parent.
        question = {**question, "processor": limits.processor, "size": len(content)}
        sender = threading.Thread(target=self._send, args=(question, content), daemon=True)
        sender.start()
        until = time.monotonic() + limits.clock
        rows: dict[int, list[Any]] = {}
        while True:
            try:
                line = self._answers.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                raise UnreadableFile(TOO_MUCH) from None
            if not line:
                raise UnreadableFile(TOO_MUCH)
            try:
                answer = json.loads(line)
            except ValueError:
                raise UnreadableFile(BROKEN) from None
            if "part" in answer:
                rows.setdefault(answer["part"], []).extend(answer["rows"])
            elif "refused" in answer:
                return UnreadableFile(answer["refused"])
            else:
                result = answer["result"]
                for number, those in rows.items():
                    result["parts"][number]["rows"] = those
                return result

    def _send(self, question: dict[str, Any], content: bytes) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(question).encode() + b"\n")
            self._process.stdin.write(content)
            self._process.stdin.flush()
        except (OSError, ValueError):
            pass  # the child is gone; `_listen` says so

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            try:
                if stream:
                    stream.close()
            except OSError:
                pass


def bare_environment() -> dict[str, str]:
    """Only what an interpreter needs to start: no key, address or password of the parent's reaches the child."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(Path(tdkt.__file__).parent.parent),
        "PYTHONUTF8": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
