"""What is wrong with a Word template that an office edited: in which paragraph, which name or mark, and what was probably meant."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import accumulate

from docxtpl import DocxTemplate
from jinja2 import Environment, TemplateSyntaxError, nodes

_PARTS_WITH_TEXT = re.compile(r"/word/(document|header\d*|footer\d*)\.xml")
_MARK = re.compile(r"\{\{(?P<words>.*?)\}\}|\{%(?P<kind>p|tr|tc|r)?\s(?P<act>.*?)%\}")
_LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}")
_WORD = re.compile(r"[^\W\d]\w*")
_WRAPPED = {"for": "endfor", "if": "endif"}
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Finding:
    """One mistake. `paragraph` counts from 1 through the part ("thân văn bản", "đầu trang", "chân trang"), 0 where it is of the whole file."""

    part: str
    paragraph: int
    text: str
    message: str

    def said(self) -> str:
        """The mistake in one sentence with its place."""
        if not self.paragraph:
            return self.message
        return f"{self.part}, đoạn {self.paragraph} (“{self.text}”): {self.message}"


@dataclass(frozen=True)
class _Part:
    name: str
    paragraphs: tuple[str, ...]
    source: str


class _Unreadable(Exception):
    """The file is no Word file; holds the finding."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.finding = Finding("", 0, "", message)


def findings(template: bytes, variables: Mapping[str, str]) -> tuple[Finding, ...]:
    """Every mistake of a template that may use these names (nested ones with dots); none for one that can be filled."""
    try:
        parts = list(_parts(template))
    except _Unreadable as why:
        return (why.finding,)
    found: list[Finding] = []
    for part in parts:
        marks = list(_wrong_marks(part))
        found.extend(marks)
        if not marks:
            found.extend(_wrong_names(part, variables))
    return tuple(found)


def used_variables(template: bytes) -> set[str]:
    """Every name that a Word template fills, a name inside a loop with the list in front: "sections.tables.title".

    Raises TemplateSyntaxError where a mark is not closed or not understood.
    """
    return {name for part in _parts(template) for name in _names(Environment(autoescape=True).parse(part.source), {})}


def _parts(template: bytes) -> Iterator[_Part]:
    """The body, the headers and the footers, as text paragraph by paragraph and as docxtpl reads them."""
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            if any(name.lower().endswith("vbaproject.bin") for name in archive.namelist()):
                raise _Unreadable("Tệp mẫu có macro: mở trong Word rồi lưu lại thành .docx.")
        word = DocxTemplate(io.BytesIO(template))
        word.init_docx()
        package = list(word.docx.part.package.iter_parts())
    except (ValueError, KeyError, zipfile.BadZipFile) as error:
        raise _Unreadable("Tệp mẫu không mở được: mở trong Word rồi lưu lại thành .docx.") from error
    for held in package:
        name = _PARTS_WITH_TEXT.fullmatch(str(held.partname))
        if name:
            element = held.element if hasattr(held, "element") else None
            called = {"d": "Thân văn bản", "h": "Đầu trang", "f": "Chân trang"}[name[1][0]]
            paragraphs = () if element is None else tuple(_text(one) for one in element.iter(f"{_W}p"))
            yield _Part(called, paragraphs, word.patch_xml(held.blob.decode("utf-8")))


def _text(paragraph: object) -> str:
    return "".join(one.text or "" for one in paragraph.iter(f"{_W}t"))  # type: ignore[attr-defined]


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


def _wrong_marks(part: _Part) -> Iterator[Finding]:
    """Marks that are not closed, loops and conditions without an end, ends without a beginning."""
    open_marks: list[tuple[str, int, str]] = []
    for place, text in enumerate(part.paragraphs, 1):
        rest = _MARK.sub(" ", text)
        if left := _LEFT_OVER.search(rest):
            yield Finding(
                part.name, place, _short(text), f"dấu {left[0]} thiếu cặp: viết đủ {{{{ tên }}}} hoặc {{% lệnh %}}."
            )
        for mark in _MARK.finditer(text):
            act = (mark["act"] or "").split()
            word = act[0] if act else ""
            if word in _WRAPPED:
                open_marks.append((word, place, text))
            elif word in _WRAPPED.values():
                if not open_marks or _WRAPPED[open_marks[-1][0]] != word:
                    begun = next(key for key, end in _WRAPPED.items() if end == word)
                    yield Finding(
                        part.name,
                        place,
                        _short(text),
                        f"có {word} mà không có {begun} đang mở: mỗi for và if cần một end.",
                    )
                else:
                    open_marks.pop()
    for word, place, text in open_marks:
        yield Finding(part.name, place, _short(text), f"{word} chưa có {_WRAPPED[word]}: mỗi for và if cần một end.")
    if not open_marks:
        try:
            Environment(autoescape=True).compile(part.source)
        except TemplateSyntaxError as error:
            yield _where_not_understood(part, error)


def _where_not_understood(part: _Part, error: TemplateSyntaxError) -> Finding:
    """The first paragraph whose own marks are not understood; the whole part when none is by itself."""
    for place, text in enumerate(part.paragraphs, 1):
        for mark in _MARK.finditer(text):
            act = (mark["act"] or "").split()
            if mark["words"] is None and (not act or act[0] not in ("if", "for")):
                continue
            inner = mark["words"] if mark["words"] is not None else ""
            source = f"{{{{{inner}}}}}" if mark["words"] is not None else f"{{% {mark['act']} %}}{{% end{act[0]} %}}"
            try:
                Environment(autoescape=True).compile(source)
            except TemplateSyntaxError as own:
                return Finding(part.name, place, _short(text), f"dấu điền sai ({own.message}): xem lại {mark[0]}.")
    return Finding(
        part.name,
        1,
        _short(next((text for text in part.paragraphs if text), "")),
        f"dấu điền sai ({error.message}): xem lại các dấu {{{{ }}}} và {{% %}}, mỗi for và if cần một end.",
    )


def _wrong_names(part: _Part, variables: Mapping[str, str]) -> Iterator[Finding]:
    """Names that are not among the variables, once each."""
    used = set(_names(Environment(autoescape=True).parse(part.source), {}))
    unknown = {name for name in used if name not in variables}
    for name in sorted(one for one in unknown if not any(one.startswith(f"{other}.") for other in unknown)):
        near = get_close_matches(name, variables, n=1)
        meant = f'có phải là "{near[0]}" ({variables[near[0]]})' if near else "xem bảng các tên dùng được"
        place, text = _where(part, name.rsplit(".", 1)[-1])
        yield Finding(part.name, place, _short(text), f'không có tên "{name}": {meant}?')


def _where(part: _Part, word: str) -> tuple[int, str]:
    """The first paragraph that names this word in a mark."""
    for place, text in enumerate(part.paragraphs, 1):
        for mark in _MARK.finditer(text):
            if word in _WORD.findall(mark["words"] or mark["act"] or ""):
                return place, text
    return 0, ""


def _names(node: nodes.Node, bound: dict[str, str]) -> Iterator[str]:
    """The dotted names under a node; `bound` says which list a loop's own name goes over."""
    if isinstance(node, nodes.For):
        yield from _names(node.iter, bound)
        within = dict(bound)
        if isinstance(node.target, nodes.Name):
            within[node.target.name] = _dotted(node.iter, bound) or ""
        for child in node.body:
            yield from _names(child, within)
        return
    if isinstance(node, nodes.Name | nodes.Getattr):
        name = _dotted(node, bound)
        if name and not name.startswith("loop"):
            yield from accumulate(name.split("."), "{}.{}".format)
        return
    for child in node.iter_child_nodes():
        yield from _names(child, bound)


def _dotted(node: nodes.Node, bound: dict[str, str]) -> str | None:
    if isinstance(node, nodes.Name):
        return bound.get(node.name, node.name)
    if isinstance(node, nodes.Getattr):
        held = _dotted(node.node, bound)
        return f"{held}.{node.attr}" if held else None
    return None
