"""The ten exchange tables of another program taken into the register: their ids are kept with the lines they came from, so that the same
folder, changed and taken in again, speaks of the same people.

A subject is the one that an earlier folder of this name gave the same id; else a person is found as in any list (`directory`), a collective
with the name of its unit is that unit, another by its whole name. What the register cannot hold is refused or said, never left out unseen.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from tdkt.exchange.lines import read_lines
from tdkt.exchange.schema import TABLES
from tdkt.operations.desk import Desk
from tdkt.operations.directory import Directory
from tdkt.operations.foreign_history import ForeignHistory
from tdkt.operations.foreign_subjects import ForeignSubjects
from tdkt.operations.imports import VIETNAM, Taken
from tdkt.operations.ledger import writing
from tdkt.records.models import Account, ImportBatch, Office


def take_in_foreign(found: Mapping[str, Path], batch: ImportBatch, *, by: Account | None, at: datetime) -> Taken:
    """Take the tables in, within the caller's transaction. Raises `BadTable` for a cell that cannot be read."""
    read = {name: read_lines(path, TABLES[name]) for name, path in found.items() if name in TABLES}
    detail = {"folder": batch.file_name, "sha256": batch.sha256, "batch": batch.pk}
    with writing(by=by, at=at, verb="tables.apply", detail=detail) as pen:
        office, _ = Office.objects.get_or_create(id=1)
        desk = Desk(pen, batch, Directory(), office, at.astimezone(VIETNAM).date())
        tables = ForeignSubjects(read, desk)
        tables.take_in()
        ForeignHistory(tables).take_in()
    plan = {"file": batch.file_name, "parts": tables.parts()}
    taken = Taken(batch, plan, applied=True)
    batch.plan, batch.counts, batch.state, batch.entry = plan, dict(taken.counts), "applied", pen.entry
    batch.save(update_fields=["plan", "counts", "state", "entry"])
    return taken
