"""Section I: the movements of the period and the campaigns linked with them, and how they were carried on (`carried`)."""

from collections.abc import Sequence

from tdkt.reports import wording
from tdkt.reports.carried import Carried
from tdkt.reports.numbers import Json, NumberBook, paragraph, said
from tdkt.reports.register import MovementLine, Register

KINDS = {"movement": "phong trào", "campaign": "cuộc vận động"}


def movements_of(register: Register, first: int, last: int) -> list[MovementLine]:
    """Those that run in the years `first` to `last`: each movement, then what is linked with it."""
    running = [m for m in register.movements if (m.first or first) <= last and (m.last or last) >= first]
    ids = {m.id for m in running}
    ordered = sorted(running, key=lambda m: (m.kind != "movement", m.first or 0, m.id))
    heads = [m for m in ordered if m.part_of not in ids or m.part_of == m.id]
    tree = [line for head in heads for line in _with_parts(head, ordered)]
    return [*tree, *(m for m in ordered if m not in tree)]


def _with_parts(head: MovementLine, ordered: Sequence[MovementLine]) -> list[MovementLine]:
    return [head, *(m for m in ordered if m.part_of == head.id and m.id != head.id)]


def main_movement(register: Register, first: int, last: int) -> MovementLine | None:
    """The movement that the report sums up: the one that covers most of the period, most exactly, with most linked to it."""
    found = [m for m in movements_of(register, first, last) if m.kind == "movement" and m.part_of is None]

    def fitness(m: MovementLine) -> tuple[int, int, int, int]:
        begin, end = max(m.first or first, first), min(m.last or last, last)
        exact = ((m.first or first) == first) + ((m.last or last) == last)
        parts = sum(part.part_of == m.id for part in register.movements)
        return end - begin, exact, parts, -m.id

    return max(found, key=fitness, default=None)


def movement_section(book: NumberBook, *, heading: str, table_id: str, launch_table_id: str) -> tuple[Json, list[Json]]:
    """The section and its tables; with no movement it says so, and says nothing of launches where the register holds none."""
    found = movements_of(book.register, book.first, book.last)
    if not found:
        nothing = said("Sổ chưa ghi phong trào thi đua nào trong kỳ.")
        return {"heading": heading, "paragraphs": [paragraph([nothing])], "tables": [], "charts": []}, []
    done = Carried(book)
    paragraphs = [paragraph(_sentence(book, found, done)), *done.paragraphs()]
    tables = [_table(found, table_id), *done.tables(launch_table_id)]
    section = {
        "heading": heading,
        "paragraphs": paragraphs,
        "tables": [table["id"] for table in tables],
        "charts": [],
    }
    return section, tables


MOST_NAMED = 6
"""So many linked movements are named one by one; of more, thematic and peak drives are counted."""


def _sentence(book: NumberBook, found: Sequence[MovementLine], done: Carried) -> list[Json]:
    main = main_movement(book.register, book.first, book.last)
    years = f"Trong giai đoạn {book.first} - {book.last}, {book.unit_short}"
    if main is None:
        return [said(f"{years} thực hiện {wording.joined([_named(m) for m in found])}.")]
    linked = [m for m in found if m.part_of == main.id]
    others = [m for m in found if m.kind == "movement" and m.part_of is None and m is not main]
    drives: set[int] = set()
    if len(linked) + len(others) > MOST_NAMED:
        drives = {launch.movement for launch in done.every if launch.method != "standing"}
    linked = [m for m in linked if m.id not in drives]
    counted = [m for m in found if m.id in drives]
    words = f"{years} thực hiện phong trào thi đua “{main.name}”"
    if linked:
        words += f", gắn với {wording.joined([_named(m) for m in linked])}"
    if others := [m for m in others if m.id not in drives]:
        words += f"; đồng thời tham gia {wording.joined([_named(m) for m in others])}"
    if not counted:
        return [said(f"{words}.")]
    return [said(f"{words}, và "), done.drives([m.id for m in counted]), said(".")]


def _named(m: MovementLine) -> str:
    return f"{KINDS.get(m.kind, m.kind)} “{m.name}”"


def _table(found: Sequence[MovementLine], id: str) -> Json:
    names = {m.id: m.name for m in found}
    return {
        "id": id,
        "title": "Phong trào thi đua và cuộc vận động",
        "note": None,
        "columns": [
            {"label": label, "kind": "text"}
            for label in ("Phong trào, cuộc vận động", "Loại", "Thời gian", "Cấp phát động", "Văn bản", "Gắn với")
        ],
        "rows": [
            {
                "cells": [
                    {"text": text}
                    for text in (
                        m.name, _capital(KINDS.get(m.kind, m.kind)), _years(m), m.launched_by, m.document,
                        names.get(m.part_of or 0, ""),
                    )
                ]
            }
            for m in found
        ],
        "foot": None,
    }  # fmt: skip


def _years(m: MovementLine) -> str:
    if m.first is None and m.last is None:
        return ""
    if m.first == m.last:
        return str(m.first)
    return f"{m.first or ''} - {m.last or 'nay'}".strip()


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
