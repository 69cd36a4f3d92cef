"""Rules of the house that imports cannot show; each is tried on a snippet that breaks it, so that no check is blind."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "tdkt"
PURE = ("vietnamese", "seals", "law", "reader", "sheets", "documents", "reports", "sample")
WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "raw",
    "extra",
}
CLOCKS = {"now", "today", "utcnow", "localdate", "localtime"}
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc"}


def modules(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in (SOURCE / room).rglob("*.py") if "migrations" not in path.parts)


def writes_to_tables(tree: ast.AST) -> Iterator[int]:
    """Lines that call a writing method on a queryset or a manager: `Model.objects.create(…)`, `row.save()`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            chain = ast.unparse(node.func.value)
            if node.func.attr == "save" or "objects" in chain or "_manager" in chain:
                yield node.lineno


def reads_the_clock(tree: ast.AST) -> Iterator[int]:
    """Lines that ask what time or day it is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
            owner = ast.unparse(node.func.value).rsplit(".", 1)[-1]
            if owner in ("datetime", "date", "timezone"):
                yield node.lineno


def found(check, paths: list[Path]) -> list[str]:
    return [
        f"{path.relative_to(SOURCE)}:{line}"
        for path in paths
        for line in check(ast.parse(path.read_text(encoding="utf-8")))
    ]


def test_screens_and_commands_never_write_to_tables():
    assert found(writes_to_tables, modules("web", "cli")) == []


def test_only_faces_and_settings_ask_what_time_it_is():
    assert found(reads_the_clock, modules(*PURE, "records", "operations")) == []


@pytest.mark.parametrize(
    ("check", "snippet"),
    [
        (writes_to_tables, "Conferral.objects.filter(pk=1).update(state='annulled')"),
        (writes_to_tables, "row.save()"),
        (reads_the_clock, "from datetime import date\nday = date.today()"),
        (reads_the_clock, "at = timezone.now()"),
    ],
)
def test_the_checks_see_what_they_are_for(check, snippet: str):
    assert len(list(check(ast.parse(snippet)))) == 1


def test_every_file_and_folder_has_a_noun_of_its_own():
    assert [
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*")
        if path.stem in NAMELESS and "vendor" not in path.parts
    ] == []


def test_every_room_and_module_says_what_it_is():
    silent = [
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts
        and path.stat().st_size
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_no_module_has_become_the_room_for_everything():
    long = [
        f"{path.relative_to(SOURCE)}: {len(path.read_text(encoding='utf-8').splitlines())}"
        for path in modules(*[p.name for p in SOURCE.iterdir() if p.is_dir()])
    ]
    assert [entry for entry in long if int(entry.rsplit(" ", 1)[1]) > 800] == []
