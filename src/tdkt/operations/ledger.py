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
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.backends.utils import format_number
from django.db.models import DecimalField, Q

from tdkt.operations.inserting import Values, columns_of, enter, insert, rewrite, values_of
from tdkt.operations.packing import Touched, packing
from tdkt.records.models import Account, Entry, IdentityRequest, ImportBatch, Registered, Version
from tdkt.records.models.ledger import state_columns

Row = TypeVar("Row", bound=Registered)

GENESIS = "0" * 64
CHAIN_LOCK = 7_404_404  # any number of our own, for PostgreSQL's advisory lock
BATCH = 500


class Pen:
    """Adds, changes and withdraws registered rows within one act.

    The pen of a draft (an act that will be taken back: a plan) keeps no states.
    """

    def __init__(self, entry: Entry, touched: Touched) -> None:
        self.entry = entry
        self.touched = touched
        self.lines: list[bytes] = []
        self.tell: Callable[[int], None] | None = None
        """Told how many rows were written, batch by batch."""
        self.holds_back = False
        """Whether new rows of a draft wait for `settle`: nobody reads what is written until then, and mostly nobody ever does."""
        self._waiting: dict[tuple[type[Registered], int], tuple[Registered, set[str]]] = {}

    @property
    def is_draft(self) -> bool:
        return self.touched.is_draft

    def add(self, rows: Iterable[Row]) -> list[Row]:
        """Enter new rows, all of one table; they come back with their ids."""
        rows = list(rows)
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            if self.is_draft and self.holds_back:
                self.touched.hold(batch)
            else:
                self._open(type(batch[0]), batch, enter(batch))
            if self.tell is not None:
                self.tell(len(batch))
        return rows

    def settle(self) -> None:
        """Write all that waits: whoever reads the tables next finds it."""
        self.write_changes()
        self.touched.let_go()

    def add_one(self, row: Row) -> Row:
        return self.add([row])[0]

    def change(self, row: Row, **columns: Any) -> bool:
        """Give a row other values; answers whether anything differed. The state it had stays among its versions."""
        differs = self.change_soon(row, **columns)
        self.write_changes()
        return differs

    def change_soon(self, row: Row, **columns: Any) -> bool:
        """As `change`; the row has its values at once, and the table at the next `write_changes`, with all others that wait."""
        different = {name: value for name, value in columns.items() if getattr(row, name) != value}
        if not different:
            return False
        self.touched.note(type(row), [row])
        for name, value in different.items():
            setattr(row, name, value)
        _, names = self._waiting.setdefault((type(row), row.pk), (row, set()))
        names.update(different)
        return True

    def write_changes(self) -> None:
        """Write what waits, table by table."""
        waiting, self._waiting = self._waiting, {}
        by_table: dict[type[Registered], list[tuple[Registered, set[str]]]] = {}
        for (model, _), change in waiting.items():
            by_table.setdefault(model, []).append(change)
        for model, changes in by_table.items():
            for start in range(0, len(changes), BATCH):
                batch = changes[start : start + BATCH]
                rows = [row for row, _ in batch]
                rewrite(batch)
                self._close(model, [row.pk for row in rows])
                self._open(model, rows, [values_of(row) for row in rows])
                if self.tell is not None:
                    self.tell(len(batch))

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
        self._open(model, [row], [values_of(row)])

    def _open(self, model: type[Registered], rows: Sequence[Registered], values: Sequence[Values]) -> None:
        """Keep the states of these rows; `values` are theirs, as the database took them."""
        self.touched.note(model, rows)
        if self.is_draft:
            return
        since = connection.ops.adapt_datetimefield_value(self.entry.at)
        insert(
            model.versions,
            ["row", "known_from", "entry_id", *(column.name for column in columns_of(model))],
            [(row.pk, since, self.entry.seq, *said) for row, said in zip(rows, values, strict=True)],
        )
        self.lines += [line_of("open", model, row.pk, row) for row in rows]

    def _close(self, model: type[Registered], keys: Sequence[int]) -> None:
        if self.is_draft:
            return
        closing = model.versions.objects.filter(row__in=keys, known_to__isnull=True)  # type: ignore[attr-defined]
        self.lines += [close_line(model, row) for row in closing.values_list("row", flat=True)]
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
        pen.write_changes()
        entry.rows = len(pen.lines)
        entry.digest = digest_of(pen.lines)
        entry.hash = hash_of(entry)
        entry.save(force_insert=True)


def undone_acts() -> set[int]:
    """The acts (seq) that were taken back as a whole, and those that took them back: rows stand as if neither had been."""
    imports = ImportBatch.objects.filter(state="reverted").values_list("entry_id", "reverted_id")
    requests = IdentityRequest.objects.filter(Q(state="undone") | Q(kind="undo", state="done")).values_list("entry_id")
    return {seq for act in (*imports, *requests) for seq in act if seq is not None}


def lock_chain() -> Entry | None:
    """The last entry of the log, held until this transaction ends. SQLite holds the whole file already (BEGIN IMMEDIATE)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    return Entry.objects.order_by("-seq").first()


_JSON = DjangoJSONEncoder(sort_keys=True, ensure_ascii=False)


def line_of(act: str, model: type[Registered], key: int, state: Any) -> bytes:
    """One state of row `key` as the digest reads it: "open conferral 12 {…}", keys sorted. `state` is a row or a version of it."""
    said = {name: getattr(state, name) for name in attributes_of(model)}
    for name, (digits, places) in decimals_of(model).items():  # 90.5 in hand is 90.500 in the table
        said[name] = None if said[name] is None else format_number(Decimal(said[name]), digits, places)
    return f"{act} {model._meta.model_name} {key} {_JSON.encode(said)}".encode()


def close_line(model: type[Registered], key: int) -> bytes:
    """The end of a state as the digest reads it: "close conferral 12"."""
    return f"close {model._meta.model_name} {key}".encode()


@lru_cache(maxsize=128)
def attributes_of(model: type[Registered]) -> tuple[str, ...]:
    """The names under which a row and its versions hold a state."""
    return tuple(field.attname for field in state_columns(model))


@lru_cache(maxsize=128)
def decimals_of(model: type[Registered]) -> dict[str, tuple[int, int]]:
    """The columns of a table that hold decimal numbers, each with its digits and those behind the point."""
    return {
        field.attname: (field.max_digits, field.decimal_places)
        for field in state_columns(model)
        if isinstance(field, DecimalField)
    }


def digest_of(lines: Iterable[bytes]) -> str:
    """SHA-256 of the states of one act, sorted: the order of writing inside an act says nothing."""
    digest = hashlib.sha256()
    for line in sorted(lines):
        digest.update(line)
        digest.update(b"\n")
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
