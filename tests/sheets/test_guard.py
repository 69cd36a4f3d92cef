"""Hostile and broken files end in one sentence, within seconds, and the reading process is the only one that may die."""

import io
import os
import subprocess
import sys
import time
import zipfile

import pytest
import xlsxwriter

from tdkt.sheets.grid import UnreadableFile
from tdkt.sheets.guard import Limits, bare_environment, check_container, each_in_child, in_child
from tdkt.sheets.plan import plan_of, read_plan, read_plans
from tests.sheets.books import word, workbook

GOOD = workbook([["STT", "Họ và tên", "Chức vụ"], [1, "Nguyễn Văn An", "Đội phó"]])


def rewritten(content: bytes, changes: dict[str, bytes | None]) -> bytes:
    """The same package with members replaced, added, or (None) left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            if name not in changes:
                after.writestr(name, before.read(name))
        for name, data in changes.items():
            if data is not None:
                after.writestr(name, data)
    return out.getvalue()


def sheet_xml(cells: str, head: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f"{cells}</sheetData></worksheet>"
    ).encode()


SHEET = "xl/worksheets/sheet1.xml"
FAR_CELL = rewritten(
    GOOD,
    {SHEET: sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')},
)
HIDDEN_FAR_CELL = rewritten(
    GOOD,
    {
        SHEET: sheet_xml(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="&#88;FD1048576"><v>1</v></c></row>'
        )
    },
)
LAUGHS = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
BILLION_LAUGHS = rewritten(
    GOOD,
    {
        SHEET: sheet_xml(
            '<row r="1"><c r="A1" t="inlineStr"><is><t>&a9;</t></is></c></row>',
            f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]>',
        )
    },
)
LATE_DOCTYPE = rewritten(GOOD, {SHEET: sheet_xml("<row/>", f"<!--{'x' * 9000}--><!DOCTYPE x [<!ENTITY a0 'ha'>]>")})
ZIP_BOMB = rewritten(GOOD, {SHEET: sheet_xml(" " * 60_000_000)})
LONG_STRING = rewritten(
    GOOD, {SHEET: sheet_xml(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"a" * 5_000_000}</t></is></c></row>')}
)
MANY_MEMBERS = rewritten(GOOD, {f"xl/x{i}.xml": b"<a/>" for i in range(2500)})
MACRO = rewritten(GOOD, {"xl/vbaProject.bin": b"x"})
OUTSIDE_ENTITY = rewritten(
    word("a"),
    {"word/document.xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>'},
)
ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
HTML = b"<html><body><table><tr><td>STT</td></tr></table></body></html>"
RTF = b"{\\rtf1\\ansi STT}"

HOSTILE = {
    "far cell": (FAR_CELL, "quá xa"),
    "far cell behind a character reference": (HIDDEN_FAR_CELL, ""),
    "billion laughs": (BILLION_LAUGHS, "DOCTYPE"),
    "doctype far into the member": (LATE_DOCTYPE, "DOCTYPE"),
    "zip bomb": (ZIP_BOMB, "quá lớn"),
    "one endless cell": (LONG_STRING, "32.767"),
    "thousands of members": (MANY_MEMBERS, "quá nhiều thành phần"),
    "macro": (MACRO, "macro"),
    "entity of a file": (OUTSIDE_ENTITY, "DOCTYPE"),
    "password": (ENCRYPTED, "mật khẩu"),
    "rich text named as a workbook": (RTF, ".docx"),
    "truncated": (GOOD[: len(GOOD) // 2], "hỏng"),
    "not a package of office files": (
        rewritten(GOOD, {"xl/workbook.xml": None, "[Content_Types].xml": b"<a/>"}),
        "không phải",
    ),
    "empty": (b"", "rỗng"),
    "an image": (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "không phải"),
    "a csv of one endless cell": (b"STT,Ten\n1," + b"a" * 3_000_000, "32.767"),
    "binary named csv": (b"a,b\n\x00\x01\x02" + bytes(range(256)) * 20, "không phải"),
    "old word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "WordDocument".encode("utf-16-le"), ".docx"),
}


@pytest.mark.parametrize(("content", "says"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_in_one_sentence_within_seconds(content, says):
    began = time.monotonic()

    with pytest.raises(UnreadableFile) as refusal:
        read_plan("a.xlsx", content)

    assert says in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert "Traceback" not in str(refusal.value)
    assert time.monotonic() - began < 5


def test_far_cells_that_only_carry_a_format_are_no_reason_to_refuse():
    cells = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>STT</t></is></c><c r="B1" t="inlineStr"><is><t>Họ và tên</t></is></c>'
        '<c r="XFD1" s="0"/></row>'
    )

    plan = read_plan("a.xlsx", rewritten(GOOD, {SHEET: sheet_xml(cells)}))

    assert [row["at"] for row in plan["parts"][0]["rows"]] == ["Sheet1!A1:B1"]


def test_a_long_plan_comes_whole_and_in_order():
    listed = [["STT", "Họ và tên", "Chức vụ"], *[[i, "Nguyễn Văn An", f"Đội phó {i}"] for i in range(1, 2501)]]
    content = workbook({"A": listed, "B": listed[:3]})

    assert read_plan("a.xlsx", content) == plan_of("a.xlsx", content)


def test_a_large_file_gets_more_time_but_not_without_end():
    limits = Limits(processor=20, clock=30.0)

    assert limits.for_size(1_000).processor == 20
    assert limits.for_size(10 * 2**20) == limits.for_size(100 * 2**20) == Limits(processor=60, clock=90.0)


def test_a_file_that_kills_the_child_costs_only_itself():
    files = [("a.xlsx", GOOD), ("b.xlsx", HIDDEN_FAR_CELL), ("c.xlsx", GOOD), ("d.xlsx", FAR_CELL), ("e.xlsx", GOOD)]

    read = dict(read_plans(files))

    assert [name for name, plan in read.items() if isinstance(plan, dict)] == ["a.xlsx", "c.xlsx", "e.xlsx"]
    assert isinstance(read["b.xlsx"], UnreadableFile)
    assert isinstance(read["d.xlsx"], UnreadableFile)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_the_limit_of_memory_really_stops_the_reader():
    rows = [["STT", "Họ và tên", "Chức vụ"], *[[i, "Nguyễn Văn An", "Đội phó"] for i in range(60_000)]]
    content = workbook(rows)

    with pytest.raises(UnreadableFile) as refusal:
        read_plan("a.xlsx", content, limits=Limits(memory=90 * 2**20))

    assert "bộ nhớ" in str(refusal.value)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_the_limit_of_processor_time_really_stops_the_reader():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for r in range(200_000):
        sheet.write_row(r, 0, [r, "Nguyễn Văn An", r * 1.5, r])
    book.close()

    with pytest.raises(UnreadableFile):
        read_plan("a.xlsx", out.getvalue(), limits=Limits(processor=1))


def test_the_clock_of_the_parent_stops_a_child_that_keeps_silent():
    began = time.monotonic()

    with pytest.raises(UnreadableFile):
        in_child("plan", "a.xlsx", GOOD, limits=Limits(clock=0.001))

    assert time.monotonic() - began < 5


def test_the_child_inherits_no_secret_of_the_parent(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    code = "import os, json, sys; sys.stdout.write(json.dumps(dict(os.environ)))"
    said = subprocess.run(
        [sys.executable, "-c", code], env=bare_environment(), capture_output=True, text=True, check=True
    )

    assert "secret" not in said.stdout
    assert "DATABASE_URL" in os.environ


def test_the_child_has_no_right_to_connect_write_or_start_programs():
    code = """
import tdkt.sheets.child as child
child.give_up_rights()
import os, socket, subprocess
for act in (lambda: socket.create_connection(("127.0.0.1", 9)), lambda: open("x", "w"), lambda: os.system("true"),
            lambda: subprocess.Popen(["true"]), lambda: os.open("x", os.O_WRONLY | os.O_CREAT), lambda: os.remove("x")):
    try:
        act()
    except PermissionError:
        print("refused")
"""
    said = subprocess.run(
        [sys.executable, "-c", code], env=bare_environment(), capture_output=True, text=True, check=True
    )

    assert said.stdout.split() == ["refused"] * 6


def test_one_child_reads_many_files_in_little_more_time_than_one():
    began = time.monotonic()

    plans = list(each_in_child("plan", [(f"{i}.xlsx", GOOD) for i in range(60)]))

    assert all(plan["parts"][0]["kind"] == "people" for _, plan in plans)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (GOOD, "xlsx"),
        (word("a"), "docx"),
        (b"%PDF-1.7\n", "pdf"),
        (HTML, "html"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "xml"),
        ("Họ và tên".encode(), "text"),
        ("Họ".encode("utf-16"), "text"),
    ],
)
def test_a_file_is_known_by_its_content_and_not_by_its_name(content, kind):
    assert check_container(content) == kind
