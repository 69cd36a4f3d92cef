"""The numbers of a report while it is being written: each gets an address, a caption and the ids of its rows, so that it can be opened.

Nothing is printed in a report that was not entered here first; zero is entered like any other number. Read first: `NumberBook`, then
`CrossTable`.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from tdkt.law.tally import AwardTally, ModelTally
from tdkt.reports import wording
from tdkt.reports.authorities import without_place
from tdkt.reports.movement_lines import (
    DirectionLine,
    Known,
    LaunchLine,
    PlaceLine,
    ResponseLine,
    ReviewLine,
    address_of,
    row_of,
)
from tdkt.reports.register import STANDING, WITHDRAWN, ConferralLine, Honour, ModelLine, RatingLine, Register, row_order
from tdkt.reports.tally import Counted, count
from tdkt.vietnamese.numbers import write_number

Json = dict[str, Any]


@dataclass(slots=True)
class Bucket:
    """The rows that fall under one number of a table, and how many like them it leaves out."""

    rows: list[str] = field(default_factory=list)
    proposed: int = 0
    annulled: int = 0

    def put(self, honour: Honour) -> None:
        """Take one honour in by its state."""
        if honour.state in STANDING:
            self.rows.append(honour.row)
        elif honour.state in WITHDRAWN:
            self.annulled += 1
        else:
            self.proposed += 1


Cross = dict[tuple[Hashable, Hashable], Bucket]
"""The buckets of a table by (row key, column key); the row key None is the foot."""


class NumberBook:
    """The numbers, facts and rows of one report of a unit over the years `first` to `last`."""

    def __init__(self, register: Register, *, unit_id: int, first: int, last: int, known_on: date) -> None:
        self.register = register
        self.unit_id = unit_id
        self.first, self.last = first, last
        self.known_on = known_on
        self.day = min(date(last, 12, 31), known_on)
        self.unit_name = register.name_on(unit_id, self.day)
        self.unit_short = without_place(self.unit_name, register.office.place)
        self.numbers: dict[str, Json] = {}
        self.facts: list[Json] = []
        self._used: set[str] = set()
        self._models: dict[str, ModelLine] = {}
        self._known: dict[str, Known] = {}

    def in_period(self, honours: Iterable[Honour]) -> list[Honour]:
        """Those of the years of the report in whatever state, and those without a year that do not count."""
        first, last = self.first, self.last
        return [h for h in honours if (first <= h.year <= last if h.year else h.state not in STANDING)]

    def open(
        self,
        address: str,
        *,
        title: str,
        number: int,
        counts: str,
        whose: str,
        basis: str,
        rows: Sequence[str],
        proposed: int = 0,
        annulled: int = 0,
    ) -> str:
        """Enter a number under its address; gives the address back."""
        self.numbers[address] = {
            "title": title,
            "count": number,
            "counts": counts,
            "whose": whose,
            "basis": basis,
            "left_out": {"proposed": proposed, "annulled": annulled},
            "rows": list(rows),
        }
        self._used.update(rows)
        return address

    def know_models(self, models: Iterable[ModelLine]) -> None:
        """Keep the lines of the census that the report speaks of, for its rows."""
        self._models.update((f"model/{m.id}", m) for m in models)

    def know(self, lines: Iterable[Known]) -> list[str]:
        """Keep lines of movements, blocks, exemplars or directions for the rows of the report; gives their addresses, each once."""
        addresses = []
        for line in lines:
            self._known[address := address_of(line)] = line
            addresses.append(address)
        return list(dict.fromkeys(addresses))

    # --- facts -----------------------------------------------------------------------------------

    def ask(self, question: AwardTally) -> tuple[AwardTally, Counted]:
        """A tally with the register's number in it, and the answer it came from."""
        counted = count(self.register, question, unit_id=self.unit_id)
        return replace(question, count=counted.count), counted

    def award_fact(self, tally: AwardTally, counted: Counted) -> str:
        """Enter a tally of honours as a fact and as a number; gives its address ("f10")."""
        address = self._next_fact(tally.as_json(), counted.rows)
        first, last = (tally.period.first, tally.period.last) if tally.period else (self.first, self.last)
        return self.open(
            address,
            title=wording.tally_title(tally),
            number=tally.count or 0,
            counts=wording.counts_words(tally),
            whose=wording.whose_words(tally.recipient, self.unit_name),
            basis=wording.basis_words([tally.award, *tally.awards], first, last),
            rows=counted.rows,
            **counted.left_out.as_json(),
        )

    def model_fact(self, tally: ModelTally, rows: Sequence[str]) -> str:
        """Enter a tally of models as a fact; its levels are opened one by one as "f10.types" and so on."""
        return self._next_fact(tally.as_json(), rows)

    def _next_fact(self, said: Json, rows: Sequence[str]) -> str:
        address = f"f{len(self.facts) + 1}"
        self.facts.append({"id": address, **said, "rows": list(rows)})
        self._used.update(rows)
        return address

    # --- rows ------------------------------------------------------------------------------------

    def rows(self) -> dict[str, Json]:
        """Every row that some number rests on, by address."""
        return {address: self._shown(address) for address in sorted(self._used, key=row_order)}

    def _shown(self, address: str) -> Json:
        if address in self._models:
            return self._model_row(self._models[address])
        if address in self._known:
            return self._known_row(self._known[address])
        return self._row(self.register.lines[address])

    def _known_row(self, line: Known) -> Json:
        """A line of a movement, block, exemplar or direction, with the unit whose it is."""
        if isinstance(line, DirectionLine):
            names = [self._unit_on(unit, line.said_on) for unit in line.units[:2]]
            more = f" và {len(line.units) - 2} đơn vị khác" if len(line.units) > 2 else ""
            return row_of(line, unit="; ".join(names) + more)
        day = date(line.year, 12, 31) if isinstance(line, PlaceLine) else None
        if isinstance(line, ResponseLine):
            day = line.responded_on
        unit = line.unit_id
        if unit is None and isinstance(line, LaunchLine | ReviewLine):
            unit = self.register.office.unit_id
        return row_of(line, unit=self._unit_on(unit, day))

    def _row(self, line: ConferralLine | RatingLine) -> Json:
        if isinstance(line, RatingLine):
            return {
                "kind": "rating",
                "id": line.id,
                "receiver": line.receiver,
                "receiver_kind": self.register.kind_rated(line),
                "receiver_id": line.receiver_id,
                "unit": self._unit_on(line.unit_id, date(line.year, 12, 31)),
                "year": line.year,
                "rating": line.rating,
                "title": line.title,
            }
        level, giver = self.register.givers[line.award, line.level, line.authority]
        day = line.signed_on or (date(line.year, 12, 31) if line.year else None)
        return {
            "kind": "conferral",
            "id": line.id,
            "receiver": self._receiver(line, day),
            "receiver_kind": line.recipient,
            "receiver_id": line.receiver_id,
            "rank": line.rank,
            "post": line.post,
            "unit": self._unit_on(line.unit_id, day),
            "award": line.award,
            "award_name": wording.award_words(line.award, line.class_, givers=[giver]),
            "class": line.class_,
            "authority": level,
            "authority_name": giver,
            "year": line.year,
            "decision": line.decision,
            "decision_id": line.decision_id,
            "date": line.signed_on.isoformat() if line.signed_on else None,
        }

    def _receiver(self, line: ConferralLine, day: date | None) -> str:
        return self.register.name_on(line.unit_of_receiver, day, known_on=self.known_on) or line.receiver

    def _unit_on(self, unit_id: int | None, day: date | None) -> str:
        return self.register.full_name_on(unit_id, day, under=self.unit_id, known_on=self.known_on)

    def _model_row(self, line: ModelLine) -> Json:
        return {
            "kind": "model",
            "id": line.id,
            "type": line.type,
            "name": line.name,
            "place": line.place,
            "district": line.district,
            "founded": line.founded,
            "rating": line.rating,
            "places": line.places,
            "groups": line.groups,
            "members": line.members,
            "households": line.households,
            "funding": line.funding,
            "decision": line.decision,
            "as_of": line.as_of.isoformat(),
        }


def said(text: str, number: str | None = None) -> Json:
    """A run of a sentence, with the address of the number that it opens."""
    return {"text": text} if number is None else {"text": text, "number": number}


def paragraph(runs: Iterable[Json]) -> Json:
    """A paragraph; neighbouring runs without numbers are drawn together."""
    whole: list[Json] = []
    for run in runs:
        if whole and "number" not in run and "number" not in whole[-1]:
            whole[-1] = said(whole[-1]["text"] + run["text"])
        else:
            whole.append(run)
    return {"runs": whole}


def sentence(clauses: Sequence[list[Json]], *, end: str = ".") -> list[Json]:
    """Clauses joined by semicolons and closed; nothing for none."""
    runs: list[Json] = []
    for place, clause in enumerate(clauses):
        runs += ([said("; ")] if place else []) + clause
    return [*runs, said(end)] if runs else []


# --- tables ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """One line of a table: its key, the words in front, what the captions of its numbers call it, and the forms it counts."""

    key: Hashable
    words: tuple[str, ...]
    label: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """One column of numbers: `noun` is what it counts ("lượt tập thể"), `years` the years that it covers."""

    label: str
    key: Hashable
    noun: str = "lượt"
    recipient: str | None = None
    years: tuple[int, int] | None = None


@dataclass(frozen=True)
class CrossTable:
    """A table of numbers: lines down, columns across, a foot that sums them; every number is entered in the book.

    A number is that of the rows in its bucket; in the columns `summed` it is a sum of what the rows say, given in `sums`.
    """

    id: str
    title: str
    heads: tuple[str, ...]
    lines: Sequence[Line]
    columns: Sequence[Column]
    cells: Cross
    note: str | None = None
    has_foot: bool = True
    applies: Callable[[Line, Column], bool] = lambda line, column: True
    counts: Callable[[Column], str] | None = None
    basis: Callable[[Line | None, Column], str] | None = None
    whose: str | None = None
    sums: Mapping[tuple[Hashable, Hashable], int] = field(default_factory=dict)
    summed: frozenset[Hashable] = frozenset()

    def enter(self, book: NumberBook) -> Json:
        """The table as the report holds it."""
        return {
            "id": self.id,
            "title": self.title,
            "note": self.note,
            "columns": [
                *({"label": head, "kind": "text"} for head in self.heads),
                *({"label": column.label, "kind": "number"} for column in self.columns),
            ],
            "rows": [{"cells": self._cells(book, line, str(place))} for place, line in enumerate(self.lines)],
            "foot": {"cells": self._cells(book, None, "foot")} if self.has_foot and self.lines else None,
        }

    def _cells(self, book: NumberBook, line: Line | None, place: str) -> list[Json | None]:
        words = line.words if line else ("Cộng", *[""] * (len(self.heads) - 1))
        cells: list[Json | None] = [{"text": text} for text in words]
        for across, column in enumerate(self.columns, len(self.heads)):
            cells.append(self._cell(book, line, column, f"{self.id}.{place}.{across}"))
        return cells

    def _cell(self, book: NumberBook, line: Line | None, column: Column, address: str) -> Json | None:
        if line is not None and not self.applies(line, column):
            return None
        key = (line.key if line else None, column.key)
        bucket = self.cells.get(key, Bucket())
        number = self.sums.get(key, 0) if column.key in self.summed else len(bucket.rows)
        label = line.label if line else self.title
        first, last = column.years or (book.first, book.last)
        codes = line.codes if line else [code for one in self.lines for code in one.codes]
        book.open(
            address,
            title=" · ".join(
                filter(None, [f"{write_number(number)} {column.noun}", label, str(first) if first == last else ""])
            ),
            number=number,
            counts=self.counts(column) if self.counts else wording.instances_words(column.recipient),
            whose=self.whose or wording.whose_words(column.recipient, book.unit_name),
            basis=self.basis(line, column) if self.basis else wording.basis_words(codes, first, last),
            rows=bucket.rows,
            proposed=bucket.proposed,
            annulled=bucket.annulled,
        )
        return {"value": number, "number": address}
