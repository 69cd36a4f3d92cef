"""A zip of lists is read file by file; nothing is written, and hostile archives end in a sentence."""

import io
import struct
import unicodedata
import zipfile

import pytest

from tdkt.sheets.archive import may_be_archive, plain_name, unpacked
from tdkt.sheets.grid import UnreadableFile
from tdkt.sheets.plan import read_plans
from tests.sheets.books import word, workbook

LIST = workbook([["STT", "Họ và tên", "Chức vụ"], [1, "Nguyễn Văn An", "Đội phó"]])


def zipped(members: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_each_file_of_a_zip_is_a_file_of_its_own_whatever_its_folder():
    content = zipped(
        {
            "2019/a.xlsx": LIST,
            unicodedata.normalize("NFD", "Phụ lục/Bằng khen.docx"): word("a"),
            "__MACOSX/._a.xlsx": b"x",
            "2019/Thumbs.db": b"x",
            "~$a.xlsx": b"x",
            "b.csv": "STT;Họ và tên;Chức vụ\n1;Trần Thị Bình;Đội phó".encode(),
        }
    )

    read = dict(read_plans([("lists.zip", content), ("c.xlsx", LIST)]))

    assert list(read) == [
        "lists.zip/2019/a.xlsx",
        "lists.zip/Phụ lục/Bằng khen.docx",
        "lists.zip/b.csv",
        "c.xlsx",
    ]
    assert read["lists.zip/2019/a.xlsx"] == read["c.xlsx"] | {"file": "lists.zip/2019/a.xlsx"}
    assert read["lists.zip/b.csv"]["parts"][0]["rows"][1]["record"]["name"] == "Trần Thị Bình"


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_bytes_of_a_file_come_out_as_they_went_in(method):
    assert dict(unpacked([("l.zip", zipped({"a.xlsx": LIST}, method=method)), ("b.xlsx", LIST)])) == {
        "l.zip/a.xlsx": LIST,
        "b.xlsx": LIST,
    }


def test_office_files_are_no_archives():
    assert not may_be_archive(LIST)
    assert not may_be_archive(word("a"))


def test_a_name_without_a_mark_is_read_in_utf8_or_in_the_code_page_of_windows():
    written = zipped({"Danh sach x.csv": b"a"})
    for name in ("Dánh sách.csv".encode(), "Dánh sách.csv".encode("cp1258")):
        renamed = written.replace(b"Danh sach x.csv", name.ljust(15, b"v")[:15])
        ((found, _),) = unpacked([("l.zip", renamed)])
        assert found.startswith("l.zip/Dánh s")


HOSTILE_NAMES = {
    "../../etc/passwd": "etc/passwd",
    "..\\..\\a.xlsx": "a.xlsx",
    "C:\\Windows\\a.xlsx": "Windows/a.xlsx",
    "/root/a.xlsx": "root/a.xlsx",
    "a\u202excod.exe": "axcod.exe",
    "a\nb.csv": "ab.csv",
    "...": "...",
    "..": "?",
    "": "?",
    "x" * 300: "x" * 200,
}


@pytest.mark.parametrize(("name", "shown"), HOSTILE_NAMES.items())
def test_a_name_is_shown_without_steps_drives_and_invisible_characters(name, shown):
    assert plain_name(name) == shown


def refusals(content: bytes) -> list[str]:
    return [str(given) for _, given in unpacked([("l.zip", content)]) if isinstance(given, UnreadableFile)]


def overlapping() -> bytes:
    """Many entries of the directory that all name one and the same packed file."""
    content = zipped({"a.csv": b"0" * 100_000})
    start = content.index(b"PK\x01\x02")
    end = content.index(b"PK\x05\x06")
    entry = content[start:end]
    head = bytearray(content[end:])
    struct.pack_into("<HHII", head, 8, 50, 50, 50 * len(entry), start)
    return content[:start] + entry * 50 + bytes(head)


def lying() -> bytes:
    """A file that says it is smaller than it is."""
    content = bytearray(zipped({"a.csv": b"0" * 5_000}))
    struct.pack_into("<I", content, content.index(b"PK\x01\x02") + 24, 100)
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (zipped({"b.zip": zipped({"a.csv": b"a"})}), "nằm trong"),
        (zipped({"b.xlsx": zipped({"a.csv": b"a"})}), "nằm trong"),
        (zipped({"a.csv": b" " * 60_000_000}), "quá lớn"),
        (zipped({f"{i}.csv": b"a" for i in range(1_100)}), "hơn 1000"),
        (overlapping(), "chồng lên nhau"),
        (lying(), "hỏng"),
        (zipped({"a.csv": b"a"}, method=zipfile.ZIP_LZMA), "không đọc được"),
        (zipped({"a.csv": b"a"})[:-30], "hỏng"),
    ],
    ids=["nested", "nested under another name", "bomb", "many", "overlapping", "lying", "lzma", "truncated"],
)
def test_a_hostile_archive_ends_in_a_sentence(content, says):
    found = refusals(content)

    assert found
    assert all("\n" not in sentence for sentence in found)
    assert says in "".join(found)
