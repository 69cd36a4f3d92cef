"""Reading a law file: Markdown for people, with fenced YAML blocks for the engine, each block under the heading of its article.

A repeated key, a fence that never closes and YAML that does not parse are errors that name the file and the line.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

KINDS = ("instrument", "provisions", "rule", "parameter", "governs", "warning")
_HEADING = re.compile(r"^##\s+(.*\S)\s*$")
_FENCE = re.compile(r"^```\s*([a-z-]*)\s*$")


class LawError(Exception):
    """A law file that says something it must not: `file`, `line` (from 1) and `why`, in Vietnamese with its English twin."""

    def __init__(self, file: str, line: int, why: str, why_en: str = "") -> None:
        super().__init__(f"{file}:{line}: {why}")
        self.file, self.line, self.why, self.why_en = file, line, why, why_en or why

    def said(self, lang: str = "vi") -> str:
        return f"{self.file}:{self.line}: {self.why_en if lang == 'en' else self.why}"


class Entry(dict[Any, Any]):
    """A mapping of a block that knows the line of each of its keys."""

    line: int = 0

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[Any, int] = {}

    def at(self, key: Any) -> int:
        """The line on which this key stands."""
        return self.lines.get(key, self.line)


@dataclass(frozen=True)
class Block:
    """One fenced block: its kind, the heading above it, its data, and where it begins."""

    kind: str
    heading: str
    data: Any
    file: str
    line: int


class _Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """YAML whose mappings know their lines, and in which "on" and "off" are words, not truth values."""

    file = ""
    offset = 0


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Entry:
    found = Entry()
    found.line = loader.offset + node.start_mark.line
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        line = loader.offset + key_node.start_mark.line
        if key in found:
            raise LawError(loader.file, line, f"khóa “{key}” ghi hai lần", f"the key “{key}” stands twice")
        found[key] = loader.construct_object(value_node, deep=True)
        found.lines[key] = line
    return found


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:yes|no|true|false)$"), list("ynft"))


def parse(text: str, *, file: str, first_line: int = 1) -> Any:
    """The data of a piece of YAML that begins on this line of this file. Raises `LawError`."""
    loader = _Loader(text)
    loader.file, loader.offset = file, first_line
    try:
        return loader.get_single_data()
    except yaml.YAMLError as why:
        mark = getattr(why, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        raise LawError(file, line, f"YAML không đọc được: {why}", f"YAML cannot be read: {why}") from why
    finally:
        loader.dispose()


def blocks(path: Path) -> tuple[Block, ...]:
    """The fenced blocks of a law file, in order. Raises `LawError`."""
    found: list[Block] = []
    heading, kind, begun, lines = "", None, 0, list[str]()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        fence = _FENCE.match(line)
        if kind is None:
            if fence and fence[1]:
                if fence[1] not in KINDS:
                    raise LawError(path.name, number, f"khối “{fence[1]}” không có", f"no such block as “{fence[1]}”")
                kind, begun, lines = fence[1], number, []
            elif title := _HEADING.match(line):
                heading = title[1]
        elif fence and not fence[1]:
            data = parse("\n".join(lines), file=path.name, first_line=begun + 1)
            found.append(Block(kind, heading, data, path.name, begun))
            kind = None
        else:
            lines.append(line)
    if kind is not None:
        raise LawError(path.name, begun, f"khối “{kind}” không khép lại", f"the block “{kind}” never closes")
    return tuple(found)
