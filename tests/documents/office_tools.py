"""Papers opened again by the programs of an office: LibreOffice, poppler and Word's own file format."""

import io
import subprocess
from pathlib import Path
from typing import Any

import docx
import pypdf
from docx.table import Table


def convert(content: bytes, *, name: str, to: str, folder: Path) -> bytes:
    """What LibreOffice makes of a file, started with a profile of its own so that no setting of this machine counts."""
    source = folder / name
    source.write_bytes(content)
    out = folder / f"as-{to}"
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            to,
            "--outdir",
            str(out),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    (made,) = out.iterdir()
    return made.read_bytes()


def poppler(tool: str, pdf: bytes, *options: str, folder: Path) -> str:
    """The output of pdftotext, pdffonts or pdfinfo."""
    source = folder / "paper.pdf"
    source.write_bytes(pdf)
    arguments = [tool, *options, str(source)] + (["-"] if tool == "pdftotext" else [])
    return subprocess.run(arguments, check=True, capture_output=True, timeout=60).stdout.decode()


def pdf_text(pdf: bytes) -> str:
    """The text of a PDF in the order it was set, cell by cell (poppler reads wrapped cells of one row line by line)."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def word_tables(content: bytes) -> list[list[list[str]]]:
    """The tables of a Word file as text, merged cells once."""
    return [_cells(table) for table in docx.Document(io.BytesIO(content)).tables]


def word_text(content: bytes) -> str:
    """All text of a Word file, headers and tables included."""
    document = docx.Document(io.BytesIO(content))
    parts = [paragraph.text for paragraph in document.paragraphs]
    parts += [text for table in word_tables(content) for row in table for text in row]
    for section in document.sections:
        for header in (section.header, section.first_page_header):
            parts += [paragraph.text for paragraph in header.paragraphs]
    return "\n".join(parts)


def _cells(table: Table) -> list[list[str]]:
    rows = []
    for row in table.rows:
        seen: list[Any] = []
        for cell in row.cells:
            if all(cell._tc is not other._tc for other in seen):
                seen.append(cell)
        rows.append([cell.text for cell in seen])
    return rows
