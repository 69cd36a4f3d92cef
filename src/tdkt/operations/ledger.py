"""Writing to the register: one act, one transaction, one entry in the chained log.

    with writing(by=account, at=now, verb="awards.correct", detail={...}) as pen:
        pen.add([decision])
        pen.change(conferral, class_no=2)

Each row written gets its version; the entry at the end carries the digest of all of them and the hash of the entry before.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from tdkt.operations.packing import Touched, packing
from tdkt.records.models import Account, Entry, Registered, Version
from tdkt.records.models.ledger import state_columns

Row = TypeVar("Row", bound=Registered)

GENESIS = "0" * 64
CHAIN_LOCK = 7_404_404  # any number of our own, for PostgreSQL's advisory lock
BATCH = 500


class Pen:
    """Adds, changes and withdraws registered rows within one act."""

    def __init__(self, entry: Entry, touched: Touched) -> None:
        self.entry = entry
        self.touched = touched
        self.lines: list[str] = []
        self.tell: Callable[[int], None] | None = None
        """Told how many rows were written, batch by batch."""

    def add(self, rows: Iterable[Row]) -> list[Row]:
        """Enter new rows, all of one table; they come back with their ids."""
        rows = list(rows)
        if not rows:
            return rows
        model = type(rows[0])
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            model._default_manager.bulk_create(batch)
            self._open(model, batch)
            if self.tell is not None:
                self.tell(len(batch))
        return rows

    def add_one(self, row: Row) -> Row:
        return self.add([row])[0]

    def change(self, row: Row, **columns: Any) -> bool:
        """Give a row other values; answers whether anything differed. The state it had stays among its versions."""
        different = {name: value for name, value in columns.items() if getattr(row, name) != value}
        if not different:
            return False
        self.touched.note(type(row), [row])
        for name, value in different.items():
            setattr(row, name, value)
        row.save(update_fields=list(different))
        self._close(type(row), [row.pk])
        self._open(type(row), [row])
        return True

    def withdraw_all(self, model: type[Registered], keys: Sequence[int]) -> None:
        """Take rows out of the register as it stands; their versions keep what they said.

        Deletes without asking table by table what refers to them: the database's own references refuse it, and
        `connection.check_constraints` brings that forward.
        """
        for start in range(0, len(keys), BATCH):
            chunk = list(keys[start : start + BATCH])
            self._close(model, chunk)
            rows = model._default_manager.filter(pk__in=chunk)
            self.touched.note(model, rows)
            rows._raw_delete(rows.db)

    def restore(self, model: type[Registered], state: Version) -> None:
        """Put a row back into the state that a version kept."""
        columns = {field.attname: getattr(state, field.attname) for field in state_columns(model)}
        self.touched.note(model, model._default_manager.filter(pk=state.row))
        model._default_manager.update_or_create(pk=state.row, defaults=columns)
        row = model._default_manager.get(pk=state.row)
        self._close(model, [state.row])
        self._open(model, [row])

    def _open(self, model: type[Registered], rows: Sequence[Registered]) -> None:
        self.touched.note(model, rows)
        names = [field.attname for field in state_columns(model)]
        versions = [
            model.versions(
                row=row.pk, known_from=self.entry.at, entry=self.entry, **{name: getattr(row, name) for name in names}
            )
            for row in rows
        ]
        model.versions.objects.bulk_create(versions, batch_size=BATCH)  # type: ignore[attr-defined]
        self.lines += [line_of("open", model, version) for version in versions]

    def _close(self, model: type[Registered], keys: Sequence[int]) -> None:
        closing = model.versions.objects.filter(row__in=keys, known_to__isnull=True)  # type: ignore[attr-defined]
        self.lines += [f"close {model._meta.model_name} {row}" for row in closing.values_list("row", flat=True)]
        closing.update(known_to=self.entry.at, closed_by=self.entry)


@contextmanager
def writing(*, by: Account | None, at: datetime, verb: str, detail: dict[str, Any] | None = None) -> Iterator[Pen]:
    """One act: everything written inside is kept with its entry, or nothing is.

    The packed histories of whomever it touched follow within the same transaction. `at` is when the office did it; time in the log never runs backwards, so a clock that was set back is held at the last entry.
    """
    with transaction.atomic(), packing() as touched:
        last = lock_chain()
        entry = Entry(
            seq=last.seq + 1 if last else 1,
            at=max(at, last.at) if last else at,
            by=by,
            by_name=by.name if by else "tdkt",
            verb=verb,
            detail=detail or {},
            previous=last.hash if last else GENESIS,
        )
        pen = Pen(entry, touched)
        yield pen
        entry.rows = len(pen.lines)
        entry.digest = digest_of(pen.lines)
        entry.hash = hash_of(entry)
        entry.save(force_insert=True)


def lock_chain() -> Entry | None:
    """The last entry of the log, held until this transaction ends. SQLite holds the whole file already (BEGIN IMMEDIATE)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    return Entry.objects.order_by("-seq").first()


def line_of(act: str, model: type[Registered], version: Version) -> str:
    """One state as the digest reads it: "open conferral 12 {…}", keys sorted."""
    state = {field.attname: getattr(version, field.attname) for field in state_columns(model)}
    return f"{act} {model._meta.model_name} {version.row} " + json.dumps(
        state, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False
    )


def digest_of(lines: Iterable[str]) -> str:
    """SHA-256 of the states of one act, sorted: the order of writing inside an act says nothing."""
    digest = hashlib.sha256()
    for line in sorted(lines):
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()


def hash_of(entry: Entry) -> str:
    """The link of the chain: SHA-256 of the hash before and all that this entry says."""
    said = [
        entry.previous,
        entry.seq,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.by_id,
        entry.by_name,
        entry.verb,
        entry.detail,
        entry.rows,
        entry.digest,
    ]
    return hashlib.sha256(
        json.dumps(said, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False).encode()
    ).hexdigest()
