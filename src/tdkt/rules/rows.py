"""One subject's packed row as bytes, to be kept beside the subject in a database and renewed for that subject alone.

A row begins with the layout's version and the print of what the rules ask for, so that a row of another layout, or packed for other
rules, is refused and never misread. Members of a collective are named by the keys the caller gives, since numbers in a history change.
"""

import struct
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tdkt.rules.packed import (
    DENSE,
    DISCIPLINES,
    HELD,
    LAYOUT,
    MEMBERS,
    PLANES,
    POSTS,
    RANKINGS,
    Array,
    Listed,
    Needs,
    Packed,
    by_subject,
)

_HEAD = struct.Struct("<B4s")
_RECORD = np.dtype([(name, np.dtype(kind).newbyteorder("<")) for name, kind in DENSE.items()])
_LISTS: tuple[tuple[str, dict[str, Any], tuple[str, ...]], ...] = (
    ("held", HELD, ("award", "class_", "merit")),
    ("given", PLANES, ("award", "merit")),
    ("initiated", PLANES, ("place",)),
    ("disciplines", DISCIPLINES, ()),
    ("posts", POSTS, ()),
    ("members", MEMBERS, ()),
    ("rankings", RANKINGS, ()),
)


def _list_record(columns: dict[str, Any], key: tuple[str, ...]) -> np.dtype[Any]:
    named = [(name, "<i2") for name in key]
    return np.dtype(named + [(name, np.dtype(kind).newbyteorder("<")) for name, kind in columns.items()])


_LIST_RECORDS = {name: _list_record(columns, key) for name, columns, key in _LISTS}
_COUNTS = struct.Struct(f"<{len(_LISTS)}H")


class OtherLayout(ValueError):
    """A packed row of another layout, or packed for other rules: it has to be packed anew."""


def to_rows(packed: Packed, keys: Sequence[int] | Array | None = None) -> list[bytes]:
    """Every subject's row as bytes, in order. `keys` are the subjects' own numbers in the database, by which members are named."""
    number = len(packed)
    record = np.zeros(number, _RECORD)
    for name, column in packed.dense.items():
        record[name] = column
    names = np.arange(number) if keys is None else np.asarray(keys)
    tables, edges = [], []
    for name, columns, key in _LISTS:
        subject, table = _as_records(packed, name, columns, key)
        if name == "members" and len(table):
            table["member"] = names[table["member"]]
        tables.append(table)
        edges.append(np.searchsorted(subject, np.arange(number + 1)))
    head, found = _HEAD.pack(LAYOUT, packed.needs.print_), []
    for row in range(number):
        ends = [(edge[row], edge[row + 1]) for edge in edges]
        parts = [table[first:last].tobytes() for table, (first, last) in zip(tables, ends, strict=True)]
        counts = _COUNTS.pack(*(last - first for first, last in ends))
        found.append(b"".join((head, record[row].tobytes(), counts, *parts)))
    return found


def to_row(packed: Packed, row: int, keys: Sequence[int] | Array | None = None) -> bytes:
    """One subject's row as bytes: for what changed, pack that subject's facts alone and keep this."""
    return to_rows(_alone(packed, row), np.arange(len(packed)) if keys is None else keys)[0]


def _alone(packed: Packed, row: int) -> Packed:
    """The row by itself; members keep their numbers."""

    def cut(listed: Listed) -> Listed:
        first, last = np.searchsorted(listed.subject, [row, row + 1])
        part = listed.of(slice(first, last))
        return replace(part, subject=np.zeros(len(part), np.int32))

    return replace(
        packed,
        whole={},
        dense={name: column[row : row + 1] for name, column in packed.dense.items()},
        held={slot: cut(listed) for slot, listed in packed.held.items()},
        given={slot: cut(listed) for slot, listed in packed.given.items()},
        initiated={slot: cut(listed) for slot, listed in packed.initiated.items()},
        disciplines=cut(packed.disciplines),
        posts=cut(packed.posts),
        members=cut(packed.members),
        rankings=cut(packed.rankings),
    )


def _as_records(
    packed: Packed, name: str, columns: dict[str, Any], key: tuple[str, ...]
) -> tuple[NDArray[np.int32], Array]:
    """One of the lists, all slots together, ordered by subject."""
    held = getattr(packed, name)
    parts: list[tuple[tuple[int, ...], Listed]] = (
        [((slot,) if isinstance(slot, int) else slot, listed) for slot, listed in sorted(held.items())]
        if isinstance(held, dict)
        else [((), held)]
    )
    table = np.zeros(sum(len(listed) for _, listed in parts), _LIST_RECORDS[name])
    subject, start = np.zeros(len(table), np.int32), 0
    for slot, listed in parts:
        part = slice(start, start + len(listed))
        subject[part] = listed.subject
        for column, value in zip(key, slot, strict=True):
            table[column][part] = value
        for column in columns:
            table[column][part] = listed.columns[column]
        start = part.stop
    order = by_subject(subject)
    return subject[order], table[order]


def from_rows(rows: Sequence[bytes], needs: Needs, keys: Sequence[int] | Array | None = None) -> Packed:
    """The subjects of these rows, in this order. Raises OtherLayout for a row of another layout or packed for other rules, and KeyError
    for a member who is not among the `keys`."""
    head = np.frombuffer(_HEAD.pack(LAYOUT, needs.print_), np.uint8)
    least = _HEAD.size + _RECORD.itemsize + _COUNTS.size
    lengths = np.fromiter(map(len, rows), np.int64, len(rows))
    start = np.cumsum(lengths) - lengths
    whole = np.frombuffer(b"".join(rows), np.uint8)
    if (lengths < least).any() or (_cut(whole, start, len(head)) != head).any():
        raise OtherLayout("a packed row is of another layout: pack the subjects anew")
    record = _cut(whole, start + len(head), _RECORD.itemsize).view(_RECORD).reshape(-1)
    counts = _cut(whole, start + least - _COUNTS.size, _COUNTS.size).view("<u2").astype(np.int64)
    place_of = start + least
    dense = {name: np.ascontiguousarray(record[name]).astype(kind, copy=False) for name, kind in DENSE.items()}
    every = np.arange(len(rows), dtype=np.int32)
    read: dict[str, Any] = {}
    for place, (name, columns, key) in enumerate(_LISTS):
        kind, number = _LIST_RECORDS[name], counts[:, place]
        subject = np.repeat(every, number)
        nth = np.arange(len(subject)) - np.repeat(np.cumsum(number) - number, number)
        table = _cut(whole, np.repeat(place_of, number) + nth * kind.itemsize, kind.itemsize).view(kind).reshape(-1)
        place_of = place_of + number * kind.itemsize
        if name == "members" and len(table):
            table = table.copy()
            table["member"] = _numbers_of(table["member"], every if keys is None else np.asarray(keys))
        read[name] = _from_records(subject, table, columns, key)
    return Packed(needs, dense, **read).filled()


def _cut(whole: Array, start: Array, width: int) -> Array:
    """So many bytes from each of these places, one row each."""
    if not len(start):
        return np.zeros((0, width), np.uint8)
    return np.lib.stride_tricks.sliding_window_view(whole, width)[start]


def _numbers_of(members: Array, keys: Array) -> Array:
    order = np.argsort(keys, kind="stable")
    place = np.searchsorted(keys[order], members)
    found = order[np.minimum(place, len(order) - 1)]
    missing = members[keys[found] != members]
    if len(missing):
        raise KeyError(f"packed row of member {int(missing[0])} is not among the rows")
    return found


def _from_records(subject: Array, table: Array, columns: dict[str, Any], key: tuple[str, ...]) -> Any:
    if not key:
        return Listed(subject, {name: np.ascontiguousarray(table[name]) for name in columns})
    slot = np.zeros(len(table), np.int64)
    for name in key:
        slot = slot * 1024 + table[name]
    order = np.argsort(slot, kind="stable")
    subject, table, slot = subject[order], table[order], slot[order]
    edges = np.flatnonzero(np.r_[True, slot[1:] != slot[:-1], True]) if len(slot) else np.zeros(0, int)
    found = {}
    for first, last in pairwise(edges):
        part = table[first:last]
        named = tuple(int(part[name][0]) for name in key)
        found[named if len(named) > 1 else named[0]] = Listed(
            subject[first:last], {name: np.ascontiguousarray(part[name]) for name in columns}, once=True
        )
    return found
