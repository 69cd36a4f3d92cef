"""A filled Word file as PDF/A, set by Typst: sheets, margins, paragraphs, tables, page numbers, as the file itself has them.

So an office's own template shows in the PDF too, and no program of another maker is needed. What this does not set (pictures, text boxes,
foot-notes, automatic numbering, tables within tables) is refused by name rather than left out: the Word file stands.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from tdkt.documents.form import FormMismatch
from tdkt.documents.pdf import set_pdf

_MM_PER_TWIP = 25.4 / 1440
_REFUSED = {
    "drawing": "hình vẽ hoặc ảnh",
    "pict": "hình vẽ hoặc ảnh",
    "object": "đối tượng nhúng",
    "footnoteReference": "chú thích cuối trang",
    "endnoteReference": "chú thích cuối văn bản",
    "altChunk": "tệp lồng",
    "numPr": "đánh số hoặc gạch đầu dòng tự động (gõ số, dấu gạch bằng tay thì in được)",
}
_LONG_WORD = re.compile(r"[^\s\u00a0.…_]{25,}")
"""A word longer than any Vietnamese one (an address of a page, a slip of the keyboard) may break anywhere, lest it leave its cell."""
_ALIGNED = {"left": "left", "start": "left", "right": "right", "end": "right", "center": "center", "both": "both"}


@dataclass(frozen=True)
class _Look:
    """How a paragraph and its letters look: points, but indents in millimetres. `lines` is a multiple of single spacing, `exact` a height."""

    size: float = 14
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    capitals: bool = False
    raised: str = ""
    align: str = "left"
    before: float = 0
    after: float = 0
    lines: float = 1
    exact: float = 0
    first: float = 0
    left: float = 0
    right: float = 0
    keep: bool = False
    break_before: bool = False


def set_word_as_pdf(content: bytes, *, known_on: date) -> bytes:
    """The PDF of a Word file that was filled from a form. Raises FormMismatch naming what cannot be set."""
    return set_pdf(_Reader(content).paper(), form="office-paper", known_on=known_on)


class _Reader:
    """Reads one Word file into what the Typst template takes."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))}
        self.body = etree.fromstring(parts["word/document.xml"]).find(qn("w:body"))
        self.parts = {
            one.get("Id"): parts.get(f"word/{one.get('Target')}", b"")
            for one in etree.fromstring(parts["word/_rels/document.xml.rels"])
        }
        styles = etree.fromstring(parts["word/styles.xml"])
        self.styles = _styles(styles)
        self.numbered = {
            one.get(qn("w:styleId")): one
            for one in styles.findall(qn("w:style"))
            if next(one.iter(qn("w:numPr")), None) is not None
        }
        self.properties = etree.fromstring(parts["docProps/core.xml"])

    def paper(self) -> dict[str, Any]:
        _refuse(self.body)
        sheets: list[dict[str, Any]] = []
        blocks: list[dict[str, Any]] = []
        for element in self.body:
            if element.tag == qn("w:sectPr"):
                sheets.append(self.sheet(element, blocks))
                continue
            blocks.extend(self.blocks(element))
            ended = element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") if element.tag == qn("w:p") else None
            if ended is not None:
                blocks.pop()  # the paragraph that only bears the sheet
                sheets.append(self.sheet(ended, blocks))
                blocks = []
        return {"title": self.said("title"), "author": self.said("creator"), "sheets": sheets}

    def said(self, name: str) -> str:
        found = self.properties.find(f"{{http://purl.org/dc/elements/1.1/}}{name}")
        return "" if found is None else found.text or ""

    def sheet(self, section: Any, blocks: list[dict[str, Any]]) -> dict[str, Any]:
        size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
        heads = {
            one.get(qn("w:type"), "default"): self.head(one.get(qn("r:id")))
            for one in section.findall(qn("w:headerReference"))
        }
        feet = {
            one.get(qn("w:type"), "default"): self.head(one.get(qn("r:id")))
            for one in section.findall(qn("w:footerReference"))
        }
        first = section.find(qn("w:titlePg")) is not None
        nothing = ["", "", ""]
        return {
            "width": _mm(size, "w"),
            "height": _mm(size, "h"),
            "margins": {side: _mm(margins, side) for side in ("top", "right", "bottom", "left")},
            "head": heads.get("default", nothing),
            "first_head": heads.get("first", nothing) if first else heads.get("default", nothing),
            "foot": feet.get("default", nothing),
            "first_foot": feet.get("first", nothing) if first else feet.get("default", nothing),
            "blocks": blocks,
        }

    def head(self, relation: str) -> list[str]:
        """The three parts of a header between its tab stops; the page number stands as U+0001."""
        parts = [""]
        root = etree.fromstring(self.parts[relation])
        _refuse(root)
        for element in root.iter(qn("w:tab"), qn("w:t"), qn("w:instrText")):
            if element.tag == qn("w:tab"):
                if etree.QName(element.getparent()).localname == "r":
                    parts.append("")
            elif element.tag == qn("w:t"):
                parts[-1] += element.text or ""
            elif "PAGE" in (element.text or ""):
                parts[-1] += "\x01"
        return (["", parts[0], ""] if len(parts) == 1 else [*parts, "", ""])[:3]

    def blocks(self, element: Any, *, in_cell: bool = False) -> Iterator[dict[str, Any]]:
        if element.tag == qn("w:p"):
            yield self.paragraph(element)
        elif element.tag == qn("w:tbl"):
            if in_cell:
                raise FormMismatch(
                    "Mẫu Word có bảng nằm trong bảng: bản PDF không in được. Lấy bản Word, hoặc tách bảng trong mẫu."
                )
            yield self.table(element)
        elif element.tag == qn("w:sdt"):
            for child in element.find(qn("w:sdtContent")):
                yield from self.blocks(child, in_cell=in_cell)

    def paragraph(self, element: Any) -> dict[str, Any]:
        properties = element.find(qn("w:pPr"))
        name = properties.find(qn("w:pStyle")) if properties is not None else None
        style = name.get(qn("w:val")) if name is not None else ""
        if style in self.numbered:
            _refuse(self.numbered[style])
        base = self.styles.get(style, self.styles[""])
        look = _look(base, properties)
        border = properties.find(qn("w:pBdr")) if properties is not None else None
        return {
            "kind": "paragraph",
            "runs": list(_runs(element, look)),
            "align": look.align,
            "before": look.before,
            "after": look.after,
            "lines": look.lines,
            "exact": look.exact,
            "size": look.size,
            "first": look.first,
            "left": look.left,
            "right": look.right,
            "keep": look.keep,
            "break": look.break_before,
            "rule": "" if border is None or not len(border) else etree.QName(border[0]).localname,
        }

    def table(self, element: Any) -> dict[str, Any]:
        properties = element.find(qn("w:tblPr"))
        borders = properties.find(qn("w:tblBorders"))
        margin = properties.find(f"{qn('w:tblCellMar')}/{qn('w:left')}")
        rows = [self.row(row) for row in element.findall(qn("w:tr"))]
        return {
            "kind": "table",
            "widths": [_mm(column, "w") for column in element.find(qn("w:tblGrid"))],
            "lined": borders is not None or properties.find(qn("w:tblStyle")) is not None,
            "padding": 1.9 if margin is None else _mm(margin, "w"),
            "rows": rows,
        }

    def row(self, element: Any) -> dict[str, Any]:
        properties = element.find(qn("w:trPr"))
        cells = []
        for cell in element.findall(qn("w:tc")):
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            if cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}") is not None:
                raise FormMismatch(
                    "Mẫu Word có ô gộp theo chiều dọc: bản PDF không in được. Lấy bản Word, hoặc bỏ gộp ô trong mẫu."
                )
            blocks = [block for child in cell for block in self.blocks(child, in_cell=True)]
            cells.append(
                {
                    "span": 1 if span is None else int(span.get(qn("w:val"))),
                    "plain": _plain(blocks),
                    "blocks": blocks,
                }
            )
        return {
            "head": properties is not None and properties.find(qn("w:tblHeader")) is not None,
            "cells": cells,
        }


def _refuse(root: Any) -> None:
    """Raises FormMismatch naming the first thing under an element that is not set."""
    for element in root.iter(*(qn(f"w:{name}") for name in _REFUSED)):
        what = _REFUSED[etree.QName(element).localname]
        raise FormMismatch(
            f"Mẫu Word có {what}: bản PDF không in được phần đó. Lấy bản Word, hoặc bỏ phần đó khỏi mẫu."
        )


def _plain(blocks: list[dict[str, Any]]) -> str:
    """How the one paragraph of a cell is aligned that has nothing but words in it; "" for any other cell."""
    if len(blocks) != 1 or not blocks[0]["runs"] or blocks[0]["lines"] != 1 or blocks[0]["exact"] or blocks[0]["rule"]:
        return ""
    if any(blocks[0][side] for side in ("first", "left", "right")) or max(blocks[0]["before"], blocks[0]["after"]) > 1:
        return ""
    return str(blocks[0]["align"]).replace("both", "left")


def _styles(root: Any) -> dict[str, _Look]:
    """The look of each paragraph style; "" is that of a paragraph without one."""
    defaults = root.find(qn("w:docDefaults"))
    plain = _Look(size=10)
    for path in (("w:pPrDefault", "w:pPr"), ("w:rPrDefault", "w:rPr")):
        found = defaults.find("/".join(qn(step) for step in path)) if defaults is not None else None
        plain = _letters(_spaced(plain, found), found) if found is not None else plain
    elements = {
        one.get(qn("w:styleId")): one for one in root.findall(qn("w:style")) if one.get(qn("w:type")) == "paragraph"
    }
    looks: dict[str, _Look] = {}

    def look_of(key: str, *, within: tuple[str, ...] = ()) -> _Look:
        if key in looks or key not in elements or key in within:
            return looks.get(key, plain)
        element = elements[key]
        above = element.find(qn("w:basedOn"))
        base = plain if above is None else look_of(above.get(qn("w:val")), within=(*within, key))
        looks[key] = _letters(_spaced(base, element.find(qn("w:pPr"))), element.find(qn("w:rPr")))
        return looks[key]

    usual = next((key for key, one in elements.items() if one.get(qn("w:default")) == "1"), "")
    for key in elements:
        look_of(key)
    return {**looks, "": looks.get(usual, plain)}


def _look(base: _Look, properties: Any) -> _Look:
    return base if properties is None else _spaced(base, properties)


def _spaced(look: _Look, properties: Any) -> _Look:
    """A look with what paragraph properties change in it."""
    if properties is None:
        return look
    changed: dict[str, Any] = {}
    for element in properties:
        name = etree.QName(element).localname
        if name == "jc":
            changed["align"] = _ALIGNED.get(element.get(qn("w:val")), "left")
        elif name == "spacing":
            for side in ("before", "after"):
                if element.get(qn(f"w:{side}")):
                    changed[side] = int(element.get(qn(f"w:{side}"))) / 20
            if element.get(qn("w:line")):
                length = int(element.get(qn("w:line")))
                auto = element.get(qn("w:lineRule"), "auto") == "auto"
                changed |= {"lines": length / 240, "exact": 0} if auto else {"lines": 1, "exact": length / 20}
        elif name == "ind":
            for side, given in (("left", "left"), ("left", "start"), ("right", "right"), ("right", "end")):
                if element.get(qn(f"w:{given}")):
                    changed[side] = _mm(element, given)
            if element.get(qn("w:firstLine")):
                changed["first"] = _mm(element, "firstLine")
            elif element.get(qn("w:hanging")):
                changed["first"] = -_mm(element, "hanging")
        elif name in ("keepNext", "pageBreakBefore"):
            changed["keep" if name == "keepNext" else "break_before"] = _is_on(element)
    return replace(look, **changed)


def _letters(look: _Look, properties: Any) -> _Look:
    """A look with what letter properties change in it."""
    if properties is None:
        return look
    changed: dict[str, Any] = {}
    for element in properties:
        name = etree.QName(element).localname
        if name in ("b", "i", "caps"):
            changed[{"b": "bold", "i": "italic", "caps": "capitals"}[name]] = _is_on(element)
        elif name == "vertAlign":
            changed["raised"] = {"superscript": "super", "subscript": "sub"}.get(element.get(qn("w:val")), "")
        elif name == "u":
            changed["underlined"] = element.get(qn("w:val")) != "none"
        elif name == "sz":
            changed["size"] = int(element.get(qn("w:val"))) / 2
    return replace(look, **changed)


def _runs(paragraph: Any, look: _Look) -> Iterator[dict[str, Any]]:
    """The pieces of text of a paragraph, each with its letters."""
    for run in paragraph.iter(qn("w:r")):
        letters = _letters(look, run.find(qn("w:rPr")))
        text = _LONG_WORD.sub(lambda word: "\u200b".join(word[0]), "".join(_signs(run)))
        if text:
            yield {
                "text": text.upper() if letters.capitals else text,
                "bold": letters.bold,
                "italic": letters.italic,
                "underlined": letters.underlined,
                "raised": letters.raised,
                "size": letters.size,
            }


def _signs(run: Any) -> Iterator[str]:
    for element in run:
        name = etree.QName(element).localname
        if name == "t":
            yield element.text or ""
        elif name == "tab":
            yield "\u00a0" * 4
        elif name in ("br", "cr"):
            yield "\n"
        elif name == "noBreakHyphen":
            yield "\u2011"


def _is_on(element: Any) -> bool:
    return element.get(qn("w:val")) not in ("0", "false", "off")


def _mm(element: Any, name: str) -> float:
    return round(int(element.get(qn(f"w:{name}")) or 0) * _MM_PER_TWIP, 3)
