"""The law asked of many: a row for every subject and question, made by columns, a block of subjects at a time.

The rows are those that `asking` gives for one subject, always; a test asks both. Words are made once for each pattern of truths and kept
as numbers until somebody writes them, so that a million rows cost what their patterns cost.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tdkt.law.asking import Question, remembered, without_rules
from tdkt.law.instruments import Law
from tdkt.rules.details import NEVER, FormDetails, Told
from tdkt.rules.facts import KINDS, Facts
from tdkt.rules.findings import written
from tdkt.rules.packed import Packed
from tdkt.rules.screen import screen

BLOCK = 16_384
"""So many subjects are asked at once."""

EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Block:
    """Some subjects asked every question. The answer of subject `i` to question `j` is `told[pattern[i, j]]`, and its earliest day
    `earliest[i, j]` (days since 1970, or NEVER)."""

    ids: NDArray[np.object_]
    questions: tuple[Question, ...]
    told: tuple[Told, ...]
    pattern: NDArray[np.int32]
    earliest: NDArray[np.int64]

    def __len__(self) -> int:
        return int(self.pattern.size)

    def days(self) -> dict[int, str]:
        """Each earliest day that occurs, as the contract writes it."""
        found = np.unique(self.earliest).tolist()
        return {day: "" if day == NEVER else written(EPOCH + timedelta(days=day)) for day in found}

    def rows(self) -> Iterator[dict[str, Any]]:
        """The rows of the contract, subject by subject; `provisions` and `missing` are tuples."""
        words = self.days()
        for place in range(len(self.ids)):
            for column in range(len(self.questions)):
                yield self.row(place, column, words)

    def row(self, place: int, column: int, days: Mapping[int, str]) -> dict[str, Any]:
        """The row of one subject and one question; `days` are those of the block in words."""
        question, told = self.questions[column], self.told[self.pattern[place, column]]
        return {
            "subject_id": str(self.ids[place]),
            "award": question.award,
            "class": question.class_,
            "verdict": told.verdict.word,
            "pathway": told.pathway,
            "provisions": told.provisions,
            "missing": told.missing,
            "earliest": days[int(self.earliest[place, column])],
        }


def screen_blocks(
    law: Law,
    facts: Facts,
    on: date,
    asked: Sequence[Question],
    *,
    numbers: Sequence[int] | NDArray[np.int32] | None = None,
    use_memory: bool = False,
    packed: Packed | None = None,
    done: Callable[[int], None] = lambda subjects: None,
) -> Iterator[Block]:
    """Every subject, or those of these numbers in their order, asked every question, in blocks.

    `packed` are the facts packed already for every rule of the day; `done` hears how many subjects each block had.
    """
    forms = [(question.award, question.class_) for question in asked if question.rules]
    pathway = next((question.pathway for question in asked), None)
    found = (
        screen(
            law.rules_on(on),
            packed if packed is not None else facts,
            on,
            titles=law.titles,
            use_memory=use_memory,
            pathway=pathway,
            forms=forms,
        )
        if forms
        else None
    )
    wanted = np.arange(len(facts), dtype=np.int32) if numbers is None else np.asarray(numbers, np.int32)
    maker = _Maker(tuple(asked), use_memory)
    for start in range(0, len(wanted), BLOCK):
        some = wanted[start : start + BLOCK]
        rows, back = np.unique(some, return_inverse=True)
        details = found.details(rows) if found is not None else []
        yield maker.block(facts, some, details, back)
        done(len(some))


def screen_rows(
    law: Law,
    facts: Facts,
    on: date,
    asked: Sequence[Question],
    *,
    numbers: Sequence[int] | NDArray[np.int32] | None = None,
    use_memory: bool = False,
) -> Iterator[dict[str, Any]]:
    """The rows of the contract for every subject, or for those of these numbers, and every question, subject by subject."""
    for block in screen_blocks(law, facts, on, asked, numbers=numbers, use_memory=use_memory):
        yield from block.rows()


class _Maker:
    """Keeps what has been told from block to block: the same words are one entry."""

    def __init__(self, asked: tuple[Question, ...], use_memory: bool) -> None:
        self.asked = asked
        self.use_memory = use_memory
        self.told: dict[Told, int] = {}

    def block(
        self, facts: Facts, numbers: NDArray[np.int32], details: Sequence[FormDetails], back: NDArray[np.intp]
    ) -> Block:
        answered = iter(details)
        kinds = facts.subjects.kind[numbers]
        patterns, days = [], []
        for question in self.asked:
            if question.rules:
                of = next(answered)
                places = np.asarray([self.place(question, told) for told in of.told], np.int32)
                patterns.append(places[of.pattern][back])
                days.append(of.earliest[back])
            else:
                places = np.asarray([self.place(question, _bare(question, kind)) for kind in KINDS], np.int32)
                patterns.append(places[kinds])
                days.append(np.full(len(numbers), NEVER))
        shape = (len(numbers), len(self.asked))
        return Block(
            facts.subjects.ids[numbers],
            self.asked,
            tuple(self.told),
            np.stack(patterns, axis=1).astype(np.int32) if patterns else np.zeros(shape, np.int32),
            np.stack(days, axis=1) if days else np.zeros(shape, np.int64),
        )

    def place(self, question: Question, told: Told) -> int:
        """The number of what is told, with the limbs that stand on memory where memory was asked for."""
        if self.use_memory:
            memory = remembered(question, told.provisions, told.missing)
            told = Told(told.verdict, told.pathway, told.provisions, told.missing + memory)
        return self.told.setdefault(told, len(self.told))


def _bare(question: Question, kind: str) -> Told:
    """What is told of an award that no rule of the day encodes."""
    outcome = without_rules(question, kind)
    return Told(outcome.verdict, outcome.pathway, outcome.provisions, outcome.missing)
