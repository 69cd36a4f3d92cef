"""The ids of subjects, any text, to their numbers, for tens of millions of rows: a hash table over whole words of eight bytes.

Nothing is assumed of the ids but that they are text. Each is taken as 64-bit words (and its length), mixed into a place in a table of
at least twice as many places as ids, and compared word by word with the id found there, so that no two ids are ever taken for one.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Words = NDArray[np.uint64]

STEP = 1 << 16
"""Rows worked through at a time, so that what passes between the steps stays in the processor's cache."""
_MIX = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5, 0x85EBCA77C2B2AE63)
_MASKS = np.asarray([(1 << (8 * n)) - 1 for n in range(9)], np.uint64)


class RepeatedId(ValueError):
    """An id that stands in the list twice; `row` is the second place."""

    def __init__(self, row: int) -> None:
        super().__init__(f"row {row} repeats an id")
        self.row = row


class Texts:
    """An array of text as bytes: where each begins and ends in one buffer. Empty and missing ones have no bytes."""

    def __init__(self, array: pa.Array) -> None:
        if array.type in (pa.string_view(), pa.binary_view()) or pa.types.is_dictionary(array.type):
            array = array.cast(pa.large_string())
        wide = array.type in (pa.large_string(), pa.large_binary())
        _, offsets, data = array.buffers()
        ends: NDArray[Any] = np.frombuffer(offsets, np.int64 if wide else np.int32)[
            array.offset : array.offset + len(array) + 1
        ]
        self.start, self.end = ends[:-1], ends[1:]
        size = data.size if data is not None else 0
        # Eight bytes can be read from any place, also from the last.
        tail = np.zeros(8, np.uint8)
        whole = np.frombuffer(data, np.uint8) if size else np.zeros(0, np.uint8)
        last = int(ends[-1]) if len(ends) else 0
        self.bytes = whole if size >= last + 8 else np.concatenate([whole[:last], tail])
        self.length = int(self.end[0] - self.start[0]) if len(self.start) else 0
        self.uniform = bool(len(self.start)) and bool(
            int(ends[-1]) - int(ends[0]) == self.length * len(self.start)
            and ((self.end - self.start) == self.length).all()
        )
        self.longest = self.length if self.uniform else int((self.end - self.start).max()) if len(self.start) else 0

    def __len__(self) -> int:
        return len(self.start)

    def words(self, rows: slice, number: int) -> list[Words]:
        """The words of some rows, `number` of them, zero beyond the end of each."""
        if self.uniform and self.length:
            first, count = int(self.start[rows.start]), rows.stop - rows.start
            found = []
            for place in range(number):
                left = self.length - 8 * place
                if left <= 0:
                    found.append(np.zeros(count, np.uint64))
                    continue
                view: Words = np.ndarray((count,), "<u8", self.bytes, first + 8 * place, (self.length,))
                found.append(view & _MASKS[left] if left < 8 else view.copy())
            return found
        start = self.start[rows].astype(np.int64)
        length = (self.end[rows] - self.start[rows]).astype(np.int64)
        anywhere: Words = np.ndarray((len(self.bytes) - 7,), "<u8", self.bytes, 0, (1,))
        found = []
        for place in range(number):
            rest = np.clip(length - 8 * place, 0, 8)
            at = np.minimum(start + 8 * place, len(anywhere) - 1)
            found.append(anywhere[at] & _MASKS[rest])
        return found

    def lengths(self, rows: slice) -> NDArray[np.int64]:
        found: NDArray[np.int64] = (self.end[rows] - self.start[rows]).astype(np.int64)
        return found


class Ids:
    """The ids of subjects in the order of their numbers. Raises RepeatedId where one stands twice."""

    def __init__(self, array: pa.Array) -> None:
        texts = Texts(array)
        self.number = len(texts)
        self.width = max(1, -(-texts.longest // 8))
        self.longest = texts.longest
        self.uniform = texts.uniform
        # Two words of an id lie side by side, so that both come with one look into memory.
        pairs = [np.empty((self.number, min(2, self.width - first)), np.uint64) for first in range(0, self.width, 2)]
        self.words = [pair[:, place] for pair in pairs for place in range(pair.shape[1])]
        self.pairs = [pair.view(np.complex128 if pair.shape[1] == 2 else np.uint64).reshape(-1) for pair in pairs]
        for rows in steps(self.number):
            for own, word in zip(self.words, texts.words(rows, self.width), strict=True):
                own[rows] = word
        self.lengths = None if texts.uniform else (texts.end - texts.start).astype(np.int32)
        self.bits = max(4, (2 * self.number).bit_length())
        self.table = np.full(1 << self.bits, -1, np.int32)
        self._fill()

    def _places(self, words: list[Words]) -> NDArray[np.int64]:
        mixed = words[0] * np.uint64(_MIX[0])
        for place, word in enumerate(words[1:], 1):
            mixed ^= mixed >> np.uint64(29)
            mixed += word * np.uint64(_MIX[place % len(_MIX)] | 1)
        mixed ^= mixed >> np.uint64(32)
        mixed *= np.uint64(_MIX[1])
        mixed >>= np.uint64(64 - self.bits)
        return mixed.view(np.int64)

    def _fill(self) -> None:
        place = np.empty(self.number, np.int64)
        for rows in steps(self.number):
            place[rows] = self._places([own[rows] for own in self.words])
        left = np.arange(self.number, dtype=np.int32)
        while len(left):
            here = place[left]
            free = self.table[here] < 0
            # Of several for one free place the last stays; the others go on to the next place.
            self.table[here[free]] = left[free]
            other = self.table[here]
            lost = other != left
            same = lost & self._same(left, other)
            if same.any():
                raise RepeatedId(int(np.maximum(left[same], other[same]).min()))
            left = left[lost]
            place[left] = (place[left] + 1) & (len(self.table) - 1)

    def _same(self, one: NDArray[np.int32], other: NDArray[np.int32]) -> NDArray[np.bool_]:
        return self._right(other, [own[one] for own in self.words], None if self.lengths is None else self.lengths[one])

    def numbers(self, array: pa.Array, into: NDArray[np.int32]) -> bool:
        """Writes the number of each id; answers whether every one is known (where not, what is written means nothing)."""
        texts = Texts(array)
        if not len(texts):
            return True
        if texts.longest > self.longest or (self.uniform and not (texts.uniform and texts.length == self.longest)):
            return False
        left = [self._numbers(texts, rows, into[rows]) for rows in steps(len(texts))]
        rows = np.concatenate([some + rows.start for rows, (some, *_) in zip(steps(len(texts)), left, strict=True)])
        place = np.concatenate([place for _, place, _, _ in left])
        words = [np.concatenate([one[2][number] for one in left]) for number in range(self.width)]
        lengths = None if self.lengths is None else np.concatenate([one[3] for one in left])
        while len(rows):
            place = (place + 1) & (len(self.table) - 1)
            found = self.table.take(place, mode="clip")
            if (found < 0).any():  # an empty place: there is no such id
                return False
            into[rows] = found
            wrong = np.flatnonzero(~self._right(found, words, lengths))
            rows, place, words = rows[wrong], place[wrong], [word[wrong] for word in words]
            lengths = None if lengths is None else lengths[wrong]
        return True

    def _numbers(self, texts: Texts, rows: slice, into: NDArray[np.int32]) -> tuple[Any, Any, list[Words], Any]:
        """Looks into the first place of each id of a stretch; answers what is not found there: rows, places, words, lengths."""
        words = texts.words(rows, self.width)
        lengths = None if self.lengths is None else texts.lengths(rows)
        place = self._places(words)
        found = self.table.take(place, mode="clip")
        into[:] = found
        wrong = np.flatnonzero(~self._right(found, words, lengths))
        # One that met an empty place is looked for from the place before, so that it is found to be nobody's.
        place[wrong] -= found[wrong] < 0
        return wrong, place[wrong], [word[wrong] for word in words], None if lengths is None else lengths[wrong]

    def _right(self, found: NDArray[np.int32], words: list[Words], lengths: NDArray[Any] | None) -> NDArray[np.bool_]:
        """Whether the id found is the one asked for."""
        right: NDArray[np.bool_] = found >= 0
        for place, pair in enumerate(self.pairs):
            have = pair.take(found, mode="clip").view(np.uint64)
            if pair.dtype == np.uint64:
                right &= have == words[2 * place]
            else:
                right &= have[::2] == words[2 * place]
                right &= have[1::2] == words[2 * place + 1]
        if self.lengths is not None and lengths is not None:
            right &= self.lengths.take(found, mode="clip") == lengths
        return right


def steps(number: int) -> Iterator[slice]:
    """The rows in stretches of STEP."""
    for start in range(0, number, STEP):
        yield slice(start, min(start + STEP, number))
