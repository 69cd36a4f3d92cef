"""Broken and hostile files by the thousand, each made from a seed: every one must end as a plan or as one sentence, in seconds, in bounded memory.

By hand what is known to have brought readers down, and by chance good lists with bits turned, pieces cut, members swapped, XML torn. Read
next: `hostile.py`, which reads them.
"""

import base64
import io
import random
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from importlib import import_module
from pathlib import Path

import docx
import typst
import xlsxwriter

Case = tuple[str, bytes]

TITLE = "DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN"
ROWS = [["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Số quyết định"], *([str(i), name, f"{i + 1}/5/1980", "Công an huyện Đại Lộc", f"{i}/QĐ-CAT"] for i, name in enumerate(("Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung"), start=1))]  # fmt: skip


# --- good files -------------------------------------------------------------------------------


@cache
def good() -> dict[str, bytes]:
    """One sound list in each format, by its ending."""
    return {
        "xlsx": _workbook(),
        "xls": zlib.decompress(base64.b85decode(OLD_WORKBOOK)),
        "ods": _open_workbook(),
        "csv": "\r\n".join(";".join(row) for row in [[TITLE], *ROWS]).encode("utf-8-sig"),
        "docx": _word(),
        "pdf": _paper(),
        "html": _page().encode(),
        "zip": _zip({"2019/a.xlsx": _workbook(), "b.csv": b"STT,Ten\n1,a"}),
    }


def _workbook() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime(2019, 11, 20)})  # noqa: DTZ001 - the format knows no zones
    sheet = book.add_worksheet("Năm 2019")
    sheet.merge_range("A1:E1", TITLE)
    for r, row in enumerate(ROWS, start=2):
        sheet.write_row(r, 0, row)
    sheet.write_formula("F4", "=VLOOKUP(A4,B:C,2,0)", None, "x")
    book.close()
    return out.getvalue()


def _open_workbook() -> bytes:
    rows = "".join("<table:table-row>" + "".join(f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row) + "</table:table-row>" for row in [[TITLE], *ROWS])  # fmt: skip
    content = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet><table:table table:name="A">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    listed = f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    return _zip({"mimetype": kind.encode(), "content.xml": content.encode(), "META-INF/manifest.xml": listed.encode()})


def _word() -> bytes:
    document = docx.Document()
    document.add_paragraph(TITLE)
    document.add_paragraph("1. Đồng chí Nguyễn Văn An, Đội trưởng, Công an huyện Thăng Bình", style="List Number")
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for r, row in enumerate(ROWS):
        for c, cell in enumerate(row):
            table.cell(r, c).text = cell
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _paper() -> bytes:
    cells = "".join(f"[{cell}], " for row in ROWS for cell in row)
    fonts = Path(str(import_module("tdkt.documents").__file__)).parent / "fonts"
    source = f'#set document(date: none)\n#set text(size: 9pt, font: "Tinos")\n{TITLE}\n#table(columns: {len(ROWS[0])}, {cells})'
    return bytes(typst.compile(source.encode(), font_paths=[str(fonts)], ignore_system_fonts=True))  # type: ignore[misc]


def _page() -> str:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    return f'<html><meta charset="utf-8"><body><p>{TITLE}</p><table>{rows}</table></body></html>'


def _zip(members: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            # A day of its own, so that the same seed gives the same bytes.
            member = zipfile.ZipInfo(name, (2019, 11, 20, 0, 0, 0))
            member.compress_type = method
            archive.writestr(member, content)
    return out.getvalue()


def _members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(content: bytes, changes: dict[str, bytes | None]) -> bytes:
    """The same package with members replaced, added, or (None) left out."""
    members = _members(content) | changes
    return _zip({name: data for name, data in members.items() if data is not None})


# --- files made by hand -----------------------------------------------------------------------

SHEET = "xl/worksheets/sheet1.xml"
DOCUMENT = "word/document.xml"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LINK = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _sheet(cells: str, head: str = "") -> bytes:
    return changed(good()["xlsx"], {SHEET: f'<?xml version="1.0"?>{head}<worksheet {_MAIN}><sheetData>{cells}</sheetData></worksheet>'.encode()})  # fmt: skip


def _cell(text: str) -> str:
    return f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'


def _document(body: str, head: str = "") -> bytes:
    return changed(good()["docx"], {DOCUMENT: f'<?xml version="1.0"?>{head}<w:document {_WORD}><w:body>{body}</w:body></w:document>'.encode()})  # fmt: skip


def _laughs(depth: int) -> str:
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, depth))
    return f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]>'


def _reached(place: str) -> str:
    return f'<!DOCTYPE x [<!ENTITY e SYSTEM "{place}">]>'


def by_hand() -> Iterator[Case]:
    """What is known to have brought readers down."""
    yield from _workbooks_by_hand()
    yield from _archives_by_hand()
    yield from _words_by_hand()
    yield from _papers_by_hand()
    yield from _others_by_hand()


def _workbooks_by_hand() -> Iterator[Case]:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="{}"><v>1</v></c></row>'
    book = good()["xlsx"]
    yield "far cell.xlsx", _sheet(far.format("XFD1048576"))
    yield "far cell behind a reference.xlsx", _sheet(far.format("&#88;FD1048576"))
    yield "far cell beyond the sheet.xlsx", _sheet(far.format("ZZZZZZ99999999999"))
    yield "far rows only.xlsx", _sheet(far.format("A1048576"))
    yield "cells without places.xlsx", _sheet("<row>" + "<c><v>1</v></c>" * 20_000 + "</row>")
    yield "a hundred megabytes in one cell.xlsx", _sheet(_cell("a" * 100_000_000))
    yield "five megabytes in one cell.xlsx", _sheet(_cell("a" * 5_000_000))
    yield "a shared string of megabytes.xlsx", changed(book, {"xl/sharedStrings.xml": f'<sst {_MAIN}><si><t>{"b" * 6_000_000}</t></si></sst>'.encode()})  # fmt: skip
    yield "laughs.xlsx", _sheet(_cell("&a9;"), _laughs(10))
    yield "quadratic.xlsx", _sheet(_cell("&a0;" * 100_000), f'<!DOCTYPE x [<!ENTITY a0 "{"x" * 50_000}">]>')
    yield "entity of a file.xlsx", _sheet(_cell("&e;"), _reached("file:///etc/hostname"))
    yield "entity of the net.xlsx", _sheet(_cell("&e;"), _reached("http://127.0.0.1:9/"))
    yield "doctype behind a comment.xlsx", _sheet("<row/>", f"<!--{'x' * 9_000}-->{_laughs(3)}")
    yield "deep.xlsx", _sheet("<row>" * 200_000)
    yield "many attributes.xlsx", _sheet("<row " + " ".join(f'a{i}="1"' for i in range(100_000)) + "/>")
    yield "merged without end.xlsx", changed(book, {SHEET: f'<worksheet {_MAIN}><sheetData>{_cell("a")}</sheetData><mergeCells>{"".join(f"""<mergeCell ref="A1:XFD{1048576 - i}"/>""" for i in range(2_000))}</mergeCells></worksheet>'.encode()})  # fmt: skip
    yield "macro.xlsx", changed(book, {"xl/vbaProject.bin": b"x"})
    yield "command of another program.xlsx", changed(book, {"xl/externalLinks/externalLink1.xml": f'<externalLink {_MAIN}><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'.encode()})  # fmt: skip
    yield "password.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    yield "thousands of sheets.xlsx", changed(book, {f"xl/worksheets/sheet{i}.xml": b"<a/>" for i in range(2, 2_600)})
    yield "a workbook of xls named xlsx.xlsx", good()["xls"]
    yield "a workbook of xlsx named xls.xls", book
    open_book = _members(good()["ods"])["content.xml"]
    for name, repeated in (("cells", b"table:number-columns-repeated"), ("rows", b"table:number-rows-repeated")):
        place = b"<table:table-cell " if name == "cells" else b"<table:table-row"
        torn = open_book.replace(place, place.rstrip() + b" " + repeated + b'="1000000" ', 3)
        yield f"{name} repeated a million times.ods", changed(good()["ods"], {"content.xml": torn})
    yield "old workbook cut.xls", good()["xls"][:2_000]
    yield "old workbook of loops.xls", good()["xls"][:512] + b"\0" * 4_096


def _archives_by_hand() -> Iterator[Case]:
    bomb = _zip({f"{i}.csv": b"0" * 30_000_000 for i in range(8)})
    yield "bomb.xlsx", changed(good()["xlsx"], {"xl/a.xml": b" " * 150_000_000})
    yield "bomb.zip", bomb
    yield "bomb of bombs.zip", _zip({f"{i}.zip": bomb for i in range(16)})
    yield "zip in zip in zip.zip", _zip({"a.zip": _zip({"b.zip": _zip({"c.csv": b"a"})})})
    yield "archives without their ending.zip", _zip({str(i): bomb for i in range(16)}, method=zipfile.ZIP_STORED)
    small = _zip({"a.csv": b"0" * 100_000})
    start, end = small.index(b"PK\x01\x02"), small.index(b"PK\x05\x06")
    for name, times in (("overlapping.zip", 60), ("a hundred thousand members.zip", 100_000)):
        foot = bytearray(small[end:])
        struct.pack_into("<HHII", foot, 8, times & 0xFFFF, times & 0xFFFF, times * (end - start), start)
        yield name, small[:start] + small[start:end] * times + bytes(foot)
    yield "names that climb.zip", _zip({"../../a.csv": b"STT,Ten", "/etc/b.csv": b"a", "C:\\c.csv": b"a", "a\n\u202eb.csv": b"a", "x" * 3_000: b"a"})  # fmt: skip
    yield "one name many times.zip", small[:start] + b"".join([small[start:end]] * 3) + small[end:]
    yield (
        "locked.zip",
        small[:start] + small[start:end].replace(b"\x14\x00\x00\x00", b"\x14\x00\x01\x00", 1) + small[end:],
    )
    yield "empty.zip", b"PK\x05\x06" + b"\0" * 18
    yield "no members.zip", _zip({})


def _words_by_hand() -> Iterator[Case]:
    paragraph = "<w:p><w:r><w:t>1. Đồng chí Nguyễn Văn An, Đội phó: Giấy khen</w:t></w:r></w:p>"
    yield "runs.docx", _document(f"<w:p>{'<w:r><w:t>a</w:t></w:r>' * 100_000}</w:p>")
    yield "paragraphs.docx", _document(paragraph * 20_000)
    yield "tables in tables.docx", _document("<w:tbl><w:tr><w:tc>" * 80 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 80)
    yield "deep.docx", _document("<w:sdt><w:sdtContent>" * 50_000)
    yield "spans without end.docx", _document('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>')  # fmt: skip
    yield (
        "wide rows.docx",
        _document("<w:tbl>" + ("<w:tr>" + "<w:tc><w:p/></w:tc>" * 2_000 + "</w:tr>") * 20 + "</w:tbl>"),
    )
    yield "laughs.docx", _document("<w:p>&a9;</w:p>", _laughs(10))
    yield "entity of a file.docx", _document("<w:p>&e;</w:p>", _reached("file:///etc/hostname"))
    yield "template of the net.docx", changed(good()["docx"], {"word/_rels/settings.xml.rels": f'<Relationships {_LINK}><Relationship Id="r1" Type="{_TYPES}/attachedTemplate" Target="http://127.0.0.1:9/a.dotm" TargetMode="External"/></Relationships>'.encode()})  # fmt: skip
    yield "no body.docx", changed(good()["docx"], {DOCUMENT: b"<a/>"})
    yield "no document.docx", changed(good()["docx"], {DOCUMENT: None})
    yield "old word file.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "WordDocument".encode("utf-16-le")
    yield "rich text.doc", b"{\\rtf1\\ansi{\\object\\objdata 0105}}"


def _pdf(*objects: bytes, tail: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1, the first of them its catalogue."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, written in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, tail, start)
    return bytes(out)


def _stream(data: bytes, *, packed: bool = False) -> bytes:
    data, how = (zlib.compress(data, 9), b"/Filter/FlateDecode") if packed else (data, b"")
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), how, data)


def _one_page(drawn: bytes, *, page: bytes = b"", catalogue: bytes = b"") -> bytes:
    return _pdf(
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>%s>>" % page,
        drawn,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


def _papers_by_hand() -> Iterator[Case]:
    text = b"BT /F1 12 Tf 72 700 Td (STT) Tj ET "
    yield "script.pdf", _one_page(_stream(text), catalogue=b"/OpenAction<</S/JavaScript/JS(while(1){})>>")
    yield "starts a program.pdf", _one_page(_stream(text), catalogue=b"/OpenAction<</S/Launch/F(cmd.exe)>>")
    yield (
        "pages that hold themselves.pdf",
        _pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
    )
    yield "pages that hold each other.pdf", _pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>")  # fmt: skip
    yield "the table before is this one.pdf", _one_page(_stream(text)).replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev 9")
    yield "an object that is itself.pdf", _pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"2 0 R")
    yield "drawing bomb.pdf", _one_page(_stream(b"0 0 m 1 1 l S\n" * 3_000_000, packed=True))
    yield "a hundred thousand lines.pdf", _one_page(_stream(text + b"".join(b"%d 0 m %d 800 l S " % (i % 600, i % 600) for i in range(100_000)), packed=True))  # fmt: skip
    yield "a grid of lines.pdf", _one_page(_stream(text + b"".join(b"%d %d 3 3 re S " % (5 * (i % 100), 5 * (i // 100)) for i in range(8_000)), packed=True))  # fmt: skip
    yield "letters without end.pdf", _one_page(_stream(b"BT /F1 1 Tf " + b"(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj " * 10_000 + b"ET", packed=True))  # fmt: skip
    yield "a page of light years.pdf", _one_page(_stream(text), page=b"/MediaBox[0 0 99999999999 99999999999]")
    yield "deep arrays.pdf", _one_page(_stream(text), page=b"/Annots" + b"[" * 50_000 + b"]" * 50_000)
    yield "unbalanced.pdf", _one_page(_stream(b"q " * 100_000 + text))
    yield "wrong length.pdf", _one_page(_stream(text).replace(b"/Length", b"/Length 99999999 /L"))
    yield "head only.pdf", b"%PDF-1.7\n"
    yield "no table of objects.pdf", _one_page(_stream(text)).partition(b"xref")[0]


def _others_by_hand() -> Iterator[Case]:
    yield "empty.xlsx", b""
    yield "blank.csv", b" \r\n" * 1_000
    yield "one byte.csv", b"\x00"
    yield "all bytes.csv", bytes(range(256)) * 200
    yield "one endless cell.csv", b"STT,Ten\n1," + b"a" * 3_000_000
    yield "an open quotation.csv", b'STT,"Ten\n' + b"1,a\n" * 200_000
    yield "a million commas.csv", b"," * 1_000_000
    yield "wide and long.csv", (b"a;" * 300 + b"\n") * 3_000
    yield "commands.csv", "STT;Họ và tên;Đơn vị\n1;=cmd|' /C calc'!A0;@SUM(1)".encode()
    yield "half of a letter.csv", "STT;Họ và tên".encode()[:-1] + b"\xe1"
    yield "utf-16 without end.csv", "STT;Họ và tên".encode("utf-16")[:-1]
    yield "deep.html", b"<html><body>" + b"<div>" * 100_000 + b"<table><tr><td>a</td></tr></table>"
    yield "tables in tables.html", b"<html>" + b"<table><tr><td>" * 5_000
    yield "spans.html", b"<html><table>" + b"<tr><td rowspan=65000 colspan=65000>a</td></tr>" * 2_000 + b"</table>"
    yield "laughs.html", b'<!doctype html [<!ENTITY a "b">]><html><table><tr><td>&a;</td></tr></table>'
    yield (
        "script.html",
        b"<html><script>while(1){}</script><table><tr><td>STT</td><td>T</td></tr></table><img src=http://127.0.0.1:9/>",
    )
    yield "xml.xls", b'<?xml version="1.0"?><a/>'
    yield (
        "entities.xls",
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    )
    yield "picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 100
    yield "program.exe", b"MZ" + b"\0" * 1_000
    yield "paper and workbook.pdf", b"%PDF-1.4\n" + good()["xlsx"]
    yield "workbook and paper.xlsx", good()["xlsx"] + good()["pdf"]
    yield "page and workbook.html", b"<html>" + good()["xlsx"]
    yield "picture and workbook.jpg", b"\xff\xd8\xff\xe0" + good()["xlsx"]


# --- files by chance --------------------------------------------------------------------------


def mutated(count: int, seed: int) -> Iterator[Case]:
    """So many good files, each damaged in one to three ways; the same seed gives the same files."""
    chance = random.Random(seed)  # noqa: S311 - damage that can be made again, not secrets
    endings = sorted(good())
    for number in range(count):
        ending = endings[number % len(endings)]
        content = good()[ending]
        names = []
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            ways = [
                *_BY_BYTES,
                *(_BY_MEMBERS if content[:2] == b"PK" else _BY_TEXT if ending in ("pdf", "csv", "html") else ()),
            ]
            way = chance.choice(ways)
            try:
                content = way(content, chance)
            except (
                zipfile.BadZipFile,
                zlib.error,
                KeyError,
                ValueError,
                IndexError,
                NotImplementedError,
                EOFError,
                OSError,
                struct.error,
            ):
                continue  # what an earlier damage left cannot be taken apart any more
            names.append(way.__name__.strip("_"))
        yield f"{number} {' '.join(names)}.{ending}", content


def _place(content: bytes, chance: random.Random) -> tuple[int, int]:
    first = chance.randrange(max(1, len(content)))
    return first, min(len(content), first + chance.choice((1, 4, 30, 200, 2_000)))


def _bits(content: bytes, chance: random.Random) -> bytes:
    turned = bytearray(content)
    for _ in range(chance.choice((1, 3, 20, 200))):
        if turned:
            turned[chance.randrange(len(turned))] ^= 1 << chance.randrange(8)
    return bytes(turned)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _hole(content: bytes, chance: random.Random) -> bytes:
    first, last = _place(content, chance)
    return content[:first] + content[last:]


def _zeros(content: bytes, chance: random.Random) -> bytes:
    first, last = _place(content, chance)
    return content[:first] + b"\0" * (last - first) + content[last:]


def _noise(content: bytes, chance: random.Random) -> bytes:
    first, last = _place(content, chance)
    return content[:first] + chance.randbytes(last - first) + content[last:]


def _again(content: bytes, chance: random.Random) -> bytes:
    first, last = _place(content, chance)
    return content[:first] + content[first:last] * chance.choice((2, 5, 50)) + content[last:]


def _swap(content: bytes, chance: random.Random) -> bytes:
    a, b = sorted((chance.randrange(len(content) + 1), chance.randrange(len(content) + 1)))
    return content[b:] + content[a:b] + content[:a]


def _number(content: bytes, chance: random.Random) -> bytes:
    """Another number in the place of one of the file's own."""
    found = list(re.finditer(rb"\d+", content))
    at = chance.choice(found)
    return content[: at.start()] + chance.choice(_NUMBERS) + content[at.end() :]


_NUMBERS = (b"0", b"-1", b"1", b"2", b"65536", b"2147483648", b"4294967296", b"99999999999999999999", b"1e999", b"NaN")


def _word_swap(content: bytes, chance: random.Random) -> bytes:
    words = list(re.finditer(rb"[A-Za-z]{3,}|<<|>>|[\[\]();,\"]", content))
    one, other = chance.choice(words), chance.choice(words)
    return content[: one.start()] + other.group() + content[one.end() :]


def _drop_member(content: bytes, chance: random.Random) -> bytes:
    return changed(content, {chance.choice(sorted(_members(content))): None})


def _swap_members(content: bytes, chance: random.Random) -> bytes:
    members = _members(content)
    one, other = chance.choice(sorted(members)), chance.choice(sorted(members))
    return changed(content, {one: members[other], other: members[one]})


def _in_member(way: Callable[[bytes, random.Random], bytes]) -> Callable[[bytes, random.Random], bytes]:
    def within(content: bytes, chance: random.Random) -> bytes:
        members = _members(content)
        # The parts that hold the list are damaged most: the others are hardly looked at.
        likely = [
            name
            for name in members
            if re.search(r"sheet\d|sharedStrings|document\.xml|content\.xml|workbook\.xml|\.csv|numbering", name)
        ]
        name = chance.choice(sorted(likely if likely and chance.random() < 0.8 else members))
        return changed(content, {name: way(members[name], chance)})

    within.__name__ = f"{way.__name__}_in_member"
    return within


def _tag(content: bytes, chance: random.Random) -> bytes:
    """An element lost, doubled, nested a thousand deep or moved."""
    tags = list(re.finditer(rb"<[^<>]*>", content))
    one, other = chance.choice(tags), chance.choice(tags)
    new = chance.choice(
        (b"", one.group() * 2, one.group() * 1_000, other.group(), b"<!--", b"<![CDATA[", b"&lt;", b"<x>" * 500)
    )
    return content[: one.start()] + new + content[one.end() :]


def _attribute(content: bytes, chance: random.Random) -> bytes:
    found = list(re.finditer(rb'="([^"]*)"', content))
    at = chance.choice(found)
    new = chance.choice((b"", b"A1", b"XFD1048576", b"ZZZZ1", b"&e;", b"s", b"e", b"x" * 10_000, *_NUMBERS))
    return content[: at.start(1)] + new + content[at.end(1) :]


def _words(content: bytes, chance: random.Random) -> bytes:
    """Other words in the place of a piece of text."""
    found = list(re.finditer(rb">([^<>]+)<", content))
    at = chance.choice(found)
    new = chance.choice((b"", b"\x01", "�".encode(), b"x" * 40_000, b"Tr?n", b"=1+1", "\u202eabc".encode(), b"&#0;", b"&#x10ffff;", "e\u0301".encode() * 300, b"31/02/2019", b"1e308"))  # fmt: skip
    return content[: at.start(1)] + new + content[at.end(1) :]


_BY_BYTES = (_bits, _cut, _hole, _zeros, _noise, _again, _swap)
_BY_TEXT = (_number, _number, _number, _word_swap, _word_swap, _word_swap)
_BY_MEMBERS = (_drop_member, _swap_members, *(_in_member(way) for way in (_tag, _attribute, _words, _number, _tag, _attribute, _words, _cut, _bits)))  # fmt: skip


def cases(count: int, seed: int) -> Iterator[Case]:
    """All files made by hand, and so many by chance that there are `count` in all."""
    known = list(by_hand())
    yield from known
    yield from mutated(max(0, count - len(known)), seed)


OLD_WORKBOOK = (
    "c-rk)U2IfE6h3qJr*}(#ZVOc`xUOhvp@p=XXpLgG-PX1d+lH=)hD4TS+pcVXQd*-4>LT)DB+>BT3yEpc#0QO_CitMy*2HLnL|=G-Xj1xMRCrhk"
    "YDjF?@0>fkY|A#;Eovh4Y|fpTGiT<^%=wu!`~7!iGZP<HUZ6$rFga*G=^=LpO#wZrhDBs(+I%vZOp%i-@V|mNU9t|H(4Py)Ixhg4TDOI|T!EVp"
    "cF-_>W8|YY8bUcrFH$~m8!RSszFfx4=g5~UtjJ%!e2(87#~r|I{?GBA{eKm(2v`g(0hZcV0F?pDfvbUQfE8jBM7IOi0`CA;0@nf81MdWSfp_V3"
    "+^tK-dr_~_?P`=YD{<#v2agFYx?S{X@wcpU(ftKj#7XD0*u^YxH;u4u1VXW}@4tc;Swl$i8m3^R+fY+<9MlpzA=J<0yG^VQ;3r?Bw&-1kU)Fw9"
    "z8mCQLOlKx8FOAJ4Y0!>#LC|kCs0(N0u-VcMQJbMU=$pc^bPyhE5gCvp_-+Kxo)J_>nx&4_ObTJP-HX|n-Slcq~DXi3_qRnF`b7C{Yq|hBTqWr"
    "a`Z`@UAA+swfPf^>6@0I*DXQcyae5I9sQUAzlu|mODpb>vMlbFvOMmTa&^2w$~AFUa*x>W5m<A~WqWJyKqNBO@CN)-;Ww>JAW`tBqKotlN9n{4"
    "k>yTsG-fwWW$l@GKdnlzAAJFDFzJv&)HkP;A74Ltf3xhkZzBGii0kH`2>pM-o=ts6RFP_>X6m929BVI4Q$T6~)O<qy5?>!#>V%s022cyqDQ_3G"
    "qt;HHH0gaBwa3BN20mOwy}_V|R0o~$`sjI@LFX9#itNNq%2E?*h?soZTTH5p`e_^)%U50|?j(nFHiNf<;LKN0=?5W1Odb%{uZ0!!c%vw{(>ZS#"
    "n^Qsf=DX4r1mkH)ZlOyUHh{BMJt!{gxwtz-gQyMCNi|MMT#qKTI_>K*Y*qlTnO21^4ZcI|SZghawMEd!KIn;~Q<><-!gN~#>o3keP}%gX(BpJ%"
    "#wxZLs#Ay1Gws|gBWmUQs_>@n;KM?DO}-m3zQ2#*r>5$RdQE!XpPM#i)F%)#Jy;cqO&O3@r`8s^4^QuzX-bufo<xsHFUht^y>6E3otBU`G@VtL"
    "hNa_jogE2PsnC@4FQge+XpTj+Imt)t41}bmq@~g=CFhxH8EEkwFGB~0aJqG$A)L;1i#c7I(;=LNy3Zk;?sSVeS%sIVhh-%?Y`rB+?N2-@q$cWR"
    "7H6VH=$?d?B^xuSP{#2Xmj0+wPN&@Vl}7Z4=z;SldlxAIfPOe*znM9aN@akBIp>ZF8J45a&LJ(+u;Y^5^%&=DPej9`!v}`@#(Zrrgd;KELl15V"
    "hW18cv4|W;OSG@A@kVl2We22X!+erN$64m3nIrF9zS=!tz4w+$wbdV=V{IJNe#iZdI=}Vn6Wgxy++8}?-KX>25uGFdGH2(mT(8&TQgB`UkB>?}"
    "Klr1{tmm_SrWj|>oISpEoptPOtiSH+2d$h%ETZk!d3Gw2TN!KZ(H_X)%h<D_*O<!vdC$!wBReCb2cpA63-`+Q)o|a|dH}7!%?JPF`(NyDQ4Gm8"
    "hHcWXL)24{K1%zMaq~L%=e_=NiQD#llg#5?eZC+SCjyW=2p{jp8lGF0d`HF`JeM)-i=F8>)s6Q+WZC-Tdn@1f{|5b5msbfAwsGu#5J?T|z7tl^"
    "Cpuxu7~U(xpezkFTD~if^S=l9ep-GjB!p!R5wXDh*3-C*{cp^Wf2;rh^EU)fFJS"
)
"""A sound list as an .xls file of Excel 97."""
