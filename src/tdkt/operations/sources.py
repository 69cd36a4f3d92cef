"""Where a fact of the register came from: the lines of files behind a row, what each of them said of it, and the cells as they stand there.

    for traced in lines_behind([(Conferral, 12)]):
        window = look(traced.line, whole=True)

A row is entered by one line, and later lines may complete it; each is named with the columns that it gave. The file itself is kept
(`kept_files`), so that its cells are shown as the office wrote them, beside what the register made of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tdkt.operations.kept_files import kept_file
from tdkt.records.history import NOT_SAID
from tdkt.records.models import Entry, ImportBatch, Registered, SourceLine
from tdkt.records.models.ledger import state_columns
from tdkt.sheets.grid import UnreadableFile
from tdkt.sheets.windows import Window, look_at


@dataclass(frozen=True)
class Traced:
    """A line of a file behind a row: the act that entered it, and the columns of the row that still say what this line said."""

    line: SourceLine
    entry: Entry
    columns: tuple[str, ...]

    @property
    def batch(self) -> ImportBatch:
        batch: ImportBatch = self.line.batch
        return batch


def lines_behind(rows: Iterable[tuple[type[Registered], int]]) -> list[Traced]:
    """The lines behind these rows of the register, the newest first; a line behind several of them is named once."""
    found: dict[int, tuple[Entry, dict[str, None]]] = {}
    for model, key in rows:
        for source, entry, columns in _given(model, key):
            kept = found.setdefault(source, (entry, {}))
            kept[1].update(dict.fromkeys(columns))
    lines = SourceLine.objects.select_related("batch__by").defer("batch__plan", "batch__read").in_bulk(found)
    traced = [Traced(lines[key], entry, tuple(columns)) for key, (entry, columns) in found.items()]
    return sorted(traced, key=lambda one: (one.entry.seq, one.line.pk), reverse=True)


def _given(model: type[Registered], row: int) -> Iterator[tuple[int, Entry, list[str]]]:
    """(line, act, columns) for each line that one row names in any of its states. A column belongs to the line with which it came to say
    what it says; what a person corrected by hand belongs to none."""
    states = list(model.versions.objects.filter(row=row).select_related("entry").order_by("version"))  # type: ignore[attr-defined]
    if not states:
        return
    names = [field.attname for field in state_columns(model) if field.attname not in NOT_SAID]
    first = states[0]
    named: dict[int, Entry] = {first.source_id: first.entry} if first.source_id else {}
    giver: dict[str, int | None] = {
        name: first.source_id for name in names if getattr(first, name) not in (None, "", False)
    }
    for before, after in pairwise(states):
        came_with = after.source_id if after.source_id != before.source_id else None
        if came_with:
            named.setdefault(came_with, after.entry)
        for name in names:
            if getattr(before, name) != getattr(after, name):
                giver[name] = came_with
    for source, entry in named.items():
        yield source, entry, [name for name in names if giver.get(name) == source]


def look(line: SourceLine, *, whole: bool) -> Window | None:
    """The line's cells as they stand in its file, under their headings; with `whole` also the rows beside it, which may speak of others.

    None when the file is not kept, cannot be read again, or has no such line: the line's own record is all there is then.
    """
    return look_in(line.batch, line.at, whole=whole)


def look_in(batch: ImportBatch, at: str, *, whole: bool) -> Window | None:
    """The same for a row of a plan, which has no line in the register as long as it waits."""
    content = kept_file(batch.kept)
    if content is None:
        return None
    try:
        return look_at(batch.file_name, content, at, around=2 if whole else 0)
    except UnreadableFile:
        return None


def repairs(line: SourceLine) -> list[dict[str, Any]]:
    """What was put right when the line was read, and what was noted: problems as plans have them."""
    return list(line.problems or ())
