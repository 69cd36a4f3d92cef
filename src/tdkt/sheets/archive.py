"""Zip archives of lists: each file inside is read as a file of its own, under the name "lists.zip/2019/a.xlsx".

The list of what an archive holds is made in the child process; the calling process only cuts out the packed bytes of one file after the
other and unpacks each up to the size that was announced. No name of an archive is ever used for writing. `unpacked` is what callers use.
"""

import io
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from tdkt.sheets.grid import UnreadableFile
from tdkt.sheets.guard import HIGHEST_RATIO, LARGEST_FILE, LIMITS, SMALL_UNPACKED, Limits, in_child

MOST_FILES = 1_000
LARGEST_TOTAL = 500 * 2**20
BROKEN = "Tệp nén bị hỏng; hãy giải nén rồi nhập từng tệp."
NESTED = "Tệp nén nằm trong một tệp nén khác; hãy giải nén rồi nhập từng tệp."

_OFFICE = re.compile(rb"\[Content_Types\]|_rels/|docProps/|xl/|word/|customXml/|mimetype|META-INF/|content\.xml")


def unpacked(
    files: Iterable[tuple[str, bytes]], *, limits: Limits = LIMITS
) -> Iterator[tuple[str, bytes | UnreadableFile]]:
    """(name, bytes) of each file, an archive replaced by the files in it; `UnreadableFile` in place of the bytes of what cannot be had."""
    for name, content in files:
        if not may_be_archive(content):
            yield name, content
            continue
        try:
            members = in_child("members", name, content, limits=limits)
        except UnreadableFile as refusal:
            yield name, refusal
            continue
        if members is None:
            yield name, content
            continue
        for member in members:
            yield f"{name}/{member['name']}", _one_deep(_bytes_of(member, content), limits)


def _one_deep(content: bytes | UnreadableFile, limits: Limits) -> bytes | UnreadableFile:
    """What came out of an archive, refused where it is an archive again, whatever its name."""
    if isinstance(content, UnreadableFile) or not may_be_archive(content):
        return content
    try:
        return content if in_child("members", "", content, limits=limits) is None else UnreadableFile(NESTED)
    except UnreadableFile as refusal:
        return refusal


def may_be_archive(content: bytes) -> bool:
    """A quick look without reading the archive: packages of office files begin with parts of known names."""
    if content[:4] != b"PK\x03\x04" or len(content) < 34:
        return False
    (length,) = struct.unpack("<H", content[26:28])
    return _OFFICE.match(content[30 : 30 + length]) is None


def _bytes_of(member: dict[str, Any], content: bytes) -> bytes | UnreadableFile:
    if member.get("refused"):
        return UnreadableFile(member["refused"])
    packed = content[member["start"] : member["start"] + member["packed"]]
    if member["method"] == zipfile.ZIP_STORED:
        plain = packed
    else:
        try:
            # One byte more than announced is asked for: a file that holds more than it says is refused.
            plain = zlib.decompressobj(-15).decompress(packed, member["size"] + 1)
        except zlib.error:
            return UnreadableFile(BROKEN)
    if len(plain) != member["size"] or zlib.crc32(plain) != member["crc"]:
        return UnreadableFile(BROKEN)
    return plain


# --- in the child -----------------------------------------------------------------------------


def members_of(_name: str, content: bytes) -> list[dict[str, Any]] | None:
    """What an archive holds, in its order: for each file its name, where its packed bytes stand, how they are packed, size and checksum, or
    why it is refused. None where the archive is an office file itself. Raises `UnreadableFile`."""
    if content.count(b"PK\x01\x02") > 10 * MOST_FILES:
        raise UnreadableFile(f"Tệp nén có hơn {MOST_FILES} tệp; hãy chia nhỏ rồi nhập lại.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, struct.error, ValueError, OSError, EOFError):
        raise UnreadableFile(BROKEN) from None
    names = {entry.filename for entry in entries}
    if "[Content_Types].xml" in names or "mimetype" in names:
        return None
    files = [entry for entry in entries if not entry.is_dir() and not _is_litter(entry.filename)]
    if len(files) > MOST_FILES:
        raise UnreadableFile(f"Tệp nén có hơn {MOST_FILES} tệp; hãy chia nhỏ rồi nhập lại.")
    if sum(entry.file_size for entry in files) > LARGEST_TOTAL:
        raise UnreadableFile("Tệp nén bung ra quá lớn nên bị từ chối; hãy chia nhỏ rồi nhập lại.")
    _refuse_overlaps(entries)
    taken: set[str] = set()
    return [_member(entry, content, taken) for entry in files]


def _refuse_overlaps(entries: list[zipfile.ZipInfo]) -> None:
    """Entries that share their bytes make a small archive unpack without end; no honest program writes them."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise UnreadableFile("Tệp nén có các phần chồng lên nhau nên bị từ chối; hãy nén lại rồi nhập lại.")
        end = entry.header_offset + 30 + entry.compress_size


def _member(entry: zipfile.ZipInfo, content: bytes, taken: set[str]) -> dict[str, Any]:
    name = plain_name(_decoded(entry))
    number = 1
    unique = name
    while unique in taken:
        number += 1
        unique = f"{name} ({number})"
    taken.add(unique)
    if why := _refusal(entry, content):
        return {"name": unique, "refused": why}
    header = content[entry.header_offset : entry.header_offset + 30]
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    start = entry.header_offset + 30 + name_length + extra_length
    if content[start : start + 4] == b"PK\x03\x04" and entry.compress_type == zipfile.ZIP_STORED and _is_zip_name(name):
        return {"name": unique, "refused": NESTED}
    return {
        "name": unique,
        "start": start,
        "packed": entry.compress_size,
        "size": entry.file_size,
        "method": entry.compress_type,
        "crc": entry.CRC,
    }


def _refusal(entry: zipfile.ZipInfo, content: bytes) -> str | None:
    if entry.flag_bits & 1:
        return "Tệp trong tệp nén đặt mật khẩu; hãy bỏ mật khẩu rồi nhập lại."
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "Tệp nén theo cách không đọc được; hãy nén lại bằng Windows rồi nhập lại."
    if entry.file_size > LARGEST_FILE:
        return "Tệp lớn hơn 100 MB; hãy chia nhỏ danh sách rồi nhập lại."
    if entry.file_size > SMALL_UNPACKED and entry.file_size > HIGHEST_RATIO * max(1, entry.compress_size):
        return "Tệp nén bung ra quá lớn nên bị từ chối; hãy chép danh sách sang một tệp mới rồi nhập lại."
    if _is_zip_name(entry.filename):
        return NESTED
    if (
        entry.header_offset + 30 > len(content)
        or content[entry.header_offset : entry.header_offset + 4] != b"PK\x03\x04"
    ):
        return BROKEN
    return None


def _is_zip_name(name: str) -> bool:
    return name.lower().endswith((".zip", ".rar", ".7z", ".gz", ".tar"))


def _is_litter(name: str) -> bool:
    """Files that systems leave beside the real ones."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "__MACOSX/" in name or last.startswith(("~$", "._", ".")) or last.lower() in ("thumbs.db", "desktop.ini")


def _decoded(entry: zipfile.ZipInfo) -> str:
    """The name as its maker meant it: marked as UTF-8, or UTF-8 without the mark, or the Vietnamese code page of Windows."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1258", "replace")


def plain_name(name: str) -> str:
    """A name to be shown: NFC, parts joined by "/", without steps upwards, drives, and characters that do not print."""
    printed = "".join(
        c for c in unicodedata.normalize("NFC", name.replace("\\", "/")) if unicodedata.category(c)[0] != "C"
    )
    parts = [part.strip() for part in re.sub(r"^[A-Za-z]:", "", printed).split("/")]
    return "/".join(part for part in parts if part not in ("", ".", ".."))[:200] or "?"
