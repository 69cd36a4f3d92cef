# ruff: noqa: S608  (the statements are built from the benchmark's own rules)
"""The rules as one statement of SQL over the exchange tables, and over packed columns, for DuckDB."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from tdkt.bench.registers import ON
from tdkt.bench.words import TODAY, Window, Words
from tdkt.rules.conditions import Holding, Rule
from tdkt.rules.facts import DISCIPLINES, RATINGS, SCOPES

NO_YEAR = 9999


class Text(Words):
    """Expressions as text; shared with the packed columns and with C."""

    both, either, no = "AND", "OR", "NOT "

    def all(self, parts: Iterable[str]) -> str:
        return "(" + f" {self.both} ".join(parts) + ")"

    def any(self, parts: Iterable[str]) -> str:
        return "(" + f" {self.either} ".join(parts) + ")"

    def negated(self, part: str) -> str:
        return f"({self.no}{part})"

    def at_least(self, number: str, least: int) -> str:
        return f"({number} >= {least})"

    def at_most(self, number: str, most: int) -> str:
        return f"({number} <= {most})"


class FactsSql(Text):
    """Numbers as filtered aggregates of one pass over each table."""

    def __init__(self) -> None:
        self.asked: dict[str, dict[str, str]] = {"r": {}, "a": {}, "i": {}}

    def _count(self, table: str, name: str, condition: str) -> str:
        self.asked[table][name] = f"count(*) FILTER (WHERE {condition})"
        return f"coalesce({table}.{name}, 0)"

    def rated(self, rating: str, window: Window) -> str:
        level = RATINGS.index(rating)
        return self._count("r", f"rated_{level}_{window.first}", f"level >= {level} AND year >= {window.first}")

    def titled(self, codes: tuple[str, ...], window: Window) -> str:
        name = f"titled_{len(codes)}_{window.first}"
        return self._count("a", name, f"open AND award IN {_list(codes)} AND year >= {window.first}")

    def given(self, codes: tuple[str, ...], window: Window) -> str:
        name = f"given_{'_'.join(_short(code) for code in codes)}_{window.first}"
        return self._count("a", name, f"open AND merit AND award IN {_list(codes)} AND year >= {window.first}")

    def initiated(self, scope: str, window: Window) -> str:
        level = SCOPES.index(scope)
        return self._count("i", f"initiated_{level}_{window.first}", f"level >= {level} AND year >= {window.first}")

    def held(self, holdings: tuple[Holding, ...], *, merit: bool) -> str:
        name = ("merit_" if merit else "held_") + _named(holdings)
        return self._count("a", name, _held(holdings) + (" AND merit" if merit else ""))

    def anchor(self, holdings: tuple[Holding, ...], which: str) -> str:
        name, pick = f"{which}_{_named(holdings)}", "min" if which == "earliest" else "max"
        self.asked["a"][name] = f"{pick}(decided) FILTER (WHERE merit AND {_held(holdings)})"
        return f"coalesce(a.{name}, {NO_YEAR})"

    def served(self, men: int, women: int) -> str:
        def day(number: int) -> str:
            return f"DATE '{date.fromordinal(number + date(1970, 1, 1).toordinal())}'"

        return (
            f"(p.service_from <= {day(men)})"
            if men == women
            else (f"(p.service_from <= CASE WHEN p.sex = 'f' THEN {day(women)} ELSE {day(men)} END)")
        )

    def column(self, name: str) -> str:
        return {
            "service_year": "year(p.service_from)",
            "floor": "coalesce(d.floor, 0)",
            "barred": "coalesce(d.barred, FALSE)",
        }[name]

    def statement(self, folder: Path, rules: Sequence[Rule]) -> str:
        """The whole statement over the tables of a folder."""
        columns = [f"{self.rule(rule)} AS c{number}" for number, rule in enumerate(rules)]

        def table(name: str) -> str:
            return f"read_parquet('{folder / f'{name}.parquet'}')"

        def levels(column: str, words: Sequence[str]) -> str:
            cases = " ".join(f"WHEN '{word}' THEN {place}" for place, word in enumerate(words))
            return f"CASE {column} {cases} END AS level"

        def grouped(name: str, source: str) -> str:
            asked = ", ".join(f"{expression} AS {column}" for column, expression in self.asked[name].items())
            return f"{name} AS (SELECT subject_id, {asked} FROM ({source}) GROUP BY subject_id)"

        open_ = "(d.floor IS NULL OR s.year >= d.floor)"
        event = "coalesce(for_to, for_from, year(date))"
        parts = [
            f"""d AS (SELECT subject_id, bool_or("from" <= DATE '{ON}' AND ("to" IS NULL OR "to" > DATE '{ON}')) AS barred,
            max(year("to" - 1) + 1) FILTER (WHERE form <> '{DISCIPLINES[0]}' AND "to" <= DATE '{ON}') AS floor
            FROM {table("disciplines")} GROUP BY subject_id)""",
            grouped(
                "r",
                f"""SELECT s.subject_id, s.year, {levels("s.rating", RATINGS)} FROM {table("ratings")} s
            LEFT JOIN d ON d.subject_id = s.subject_id WHERE {open_}""",
            ),
            grouped(
                "i",
                f"""SELECT s.subject_id, s.year, {levels("s.scope", SCOPES)} FROM {table("initiatives")} s
            LEFT JOIN d ON d.subject_id = s.subject_id WHERE {open_}""",
            ),
            grouped(
                "a",
                f"""SELECT s.subject_id, s.award, s.class, s.year, s.decided, s.merit, {open_} AS open
            FROM (SELECT subject_id, award, class, {event} AS year, year(date) AS decided,
                  ground IS NULL OR ground NOT IN ('dot-xuat', 'phong-trao') AS merit
                  FROM {table("awards")} WHERE status IN ('valid', 'restored') AND date <= DATE '{ON}') s
            LEFT JOIN d ON d.subject_id = s.subject_id""",
            ),
        ]
        joins = " ".join(f"LEFT JOIN {name} ON {name}.subject_id = p.subject_id" for name in ("r", "a", "i", "d"))
        return (
            "WITH " + ",\n".join(parts) + "\nSELECT p.subject_id, " + ",\n".join(columns)
            + f"\nFROM {table('subjects')} p {joins} WHERE p.kind = 'individual'"
        )  # fmt: skip


class PackedText(Text):
    """Numbers as bit counts of packed columns, in SQL."""

    count = "bit_count"

    def __init__(self) -> None:
        self.used: dict[str, None] = {}

    def use(self, name: str) -> str:
        self.used[name] = None
        return name

    def mask(self, window: Window) -> str:
        first, last = window.first - 1975, TODAY_BIT
        return str(((1 << (last - first + 1)) - 1) << first)

    def _bits(self, column: str, window: Window) -> str:
        return f"{self.count}({self.use(column)} & {self.use('open')} & {self.mask(window)})"

    def rated(self, rating: str, window: Window) -> str:
        return self._bits(f"rated_{RATINGS.index(rating)}", window)

    def titled(self, codes: tuple[str, ...], window: Window) -> str:
        return self._bits(f"titled_{len(codes)}", window)

    def given(self, codes: tuple[str, ...], window: Window) -> str:
        name = "given_" + "_".join(_short(code) for code in codes)
        return "(" + " + ".join(self._bits(f"{name}_{plane}", window) for plane in range(1, 5)) + ")"

    def initiated(self, scope: str, window: Window) -> str:
        name = f"initiated_{SCOPES.index(scope)}"
        return "(" + " + ".join(self._bits(f"{name}_{plane}", window) for plane in range(1, 5)) + ")"

    def held(self, holdings: tuple[Holding, ...], *, merit: bool) -> str:
        return self.use(("merit_" if merit else "held_") + _named(holdings))

    def anchor(self, holdings: tuple[Holding, ...], which: str) -> str:
        return self.use(f"{which}_{_named(holdings)}")

    def served(self, men: int, women: int) -> str:
        begun = self.use("service_from")
        if men == women:
            return f"({begun} <= {men})"
        return f"({begun} <= CASE WHEN {self.use('woman')} THEN {women} ELSE {men} END)"

    def column(self, name: str) -> str:
        return self.use(name)


TODAY_BIT = int(np.datetime64(TODAY, "D").astype("M8[Y]").astype(int)) + 1970 - 1 - 1975


def facts_statement(folder: Path, rules: Sequence[Rule]) -> str:
    return FactsSql().statement(folder, rules)


def packed_statement(rules: Sequence[Rule]) -> str:
    words = PackedText()
    return "SELECT " + ", ".join(f"{words.rule(rule)} AS c{number}" for number, rule in enumerate(rules)) + " FROM flat"


def _list(codes: Sequence[str]) -> str:
    return "(" + ", ".join(f"'{code}'" for code in codes) + ")"


def _short(code: str) -> str:
    return "".join(part[0] for part in code.split("-"))


def _named(holdings: tuple[Holding, ...]) -> str:
    return "_".join(f"{_short(one.award)}{one.class_ or ''}" for one in holdings)


def _held(holdings: tuple[Holding, ...]) -> str:
    one = [f"award = '{h.award}'" + (f" AND class = {h.class_}" if h.class_ else "") for h in holdings]
    return "(" + " OR ".join(f"({each})" for each in one) + ")"


named, short = _named, _short
"""Names that the packed columns share with the other peers."""


def matrix(table: Any, number: int) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """The columns c0, c1, … of an Arrow table as a matrix of yes and no."""
    return np.stack([table[f"c{place}"].to_numpy().astype(bool) for place in range(number)], axis=1)
