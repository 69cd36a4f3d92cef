"""The rules as one lazy plan of polars over the exchange tables."""

import importlib
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import reduce
from pathlib import Path
from typing import Any

from tdkt.bench.registers import ON
from tdkt.bench.sql import NO_YEAR, named, short
from tdkt.bench.words import Window, Words
from tdkt.rules.conditions import Holding, Rule
from tdkt.rules.facts import DISCIPLINES, RATINGS, SCOPES


class Frames(Words):
    """Numbers as aggregates of grouped tables."""

    def __init__(self) -> None:
        self.pl = importlib.import_module("polars")
        self.asked: dict[str, dict[str, Any]] = {"r": {}, "a": {}, "i": {}}

    def _count(self, table: str, name: str, condition: Any) -> Any:
        self.asked[table][name] = condition.sum().alias(name)
        return self.pl.col(name).fill_null(0)

    def _since(self, window: Window) -> Any:
        return self.pl.col("year") >= window.first

    def rated(self, rating: str, window: Window) -> Any:
        level = RATINGS.index(rating)
        return self._count("r", f"rated_{level}_{window.first}", (self.pl.col("level") >= level) & self._since(window))

    def titled(self, codes: tuple[str, ...], window: Window) -> Any:
        mine = self.pl.col("open") & self.pl.col("award").is_in(list(codes))
        return self._count("a", f"titled_{len(codes)}_{window.first}", mine & self._since(window))

    def given(self, codes: tuple[str, ...], window: Window) -> Any:
        mine = self.pl.col("open") & self.pl.col("merit") & self.pl.col("award").is_in(list(codes))
        name = f"given_{'_'.join(short(code) for code in codes)}_{window.first}"
        return self._count("a", name, mine & self._since(window))

    def initiated(self, scope: str, window: Window) -> Any:
        level = SCOPES.index(scope)
        mine = (self.pl.col("level") >= level) & self._since(window)
        return self._count("i", f"initiated_{level}_{window.first}", mine)

    def _held(self, holdings: tuple[Holding, ...]) -> Any:
        award, class_ = self.pl.col("award"), self.pl.col("class")
        return self.any((award == h.award) & (class_ == h.class_) if h.class_ else award == h.award for h in holdings)

    def held(self, holdings: tuple[Holding, ...], *, merit: bool) -> Any:
        mine = self._held(holdings) & self.pl.col("merit") if merit else self._held(holdings)
        return self._count("a", ("merit_" if merit else "held_") + named(holdings), mine)

    def anchor(self, holdings: tuple[Holding, ...], which: str) -> Any:
        name = f"{which}_{named(holdings)}"
        years = self.pl.col("decided").filter(self.pl.col("merit") & self._held(holdings))
        self.asked["a"][name] = (years.min() if which == "earliest" else years.max()).alias(name)
        return self.pl.col(name).fill_null(NO_YEAR)

    def served(self, men: int, women: int) -> Any:
        def day(number: int) -> date:
            return date(1970, 1, 1) + timedelta(days=number)

        begun = self.pl.col("service_from")
        if men == women:
            return begun <= day(men)
        last = self.pl.when(self.pl.col("sex") == "f").then(self.pl.lit(day(women))).otherwise(self.pl.lit(day(men)))
        return begun <= last

    def column(self, name: str) -> Any:
        col = self.pl.col
        return {
            "service_year": col("service_from").dt.year(),
            "floor": col("floor").fill_null(0),
            "barred": col("barred").fill_null(value=False),
        }[name]

    def all(self, parts: Iterable[Any]) -> Any:
        return reduce(lambda one, other: one & other, parts)

    def any(self, parts: Iterable[Any]) -> Any:
        return reduce(lambda one, other: one | other, parts)

    def negated(self, part: Any) -> Any:
        return ~part

    def plan(self, folder: Path, rules: Sequence[Rule]) -> Any:
        """The lazy plan over the tables of a folder."""
        pl, col = self.pl, self.pl.col
        said = [self.rule(rule).alias(f"c{number}") for number, rule in enumerate(rules)]

        def scan(name: str) -> Any:
            return pl.scan_parquet(folder / f"{name}.parquet")

        def level(column: str, words: Sequence[str]) -> Any:
            return col(column).replace_strict(list(words), list(range(len(words))), return_dtype=pl.Int8).alias("level")

        ended = (col("form") != DISCIPLINES[0]) & (col("to") <= ON)
        disciplines = scan("disciplines").group_by("subject_id").agg(
            barred=((col("from") <= ON) & (col("to").is_null() | (col("to") > ON))).any(),
            floor=((col("to") - timedelta(days=1)).dt.year() + 1).filter(ended).max(),
        )  # fmt: skip
        floors = disciplines.select("subject_id", "floor")
        open_ = col("floor").is_null() | (col("year") >= col("floor"))
        ratings = scan("ratings").select("subject_id", "year", level("rating", RATINGS))
        initiatives = scan("initiatives").select("subject_id", "year", level("scope", SCOPES))
        awards = (
            scan("awards")
            .filter(col("status").is_in(["valid", "restored"]) & (col("date") <= ON))
            .select(
                "subject_id",
                "award",
                "class",
                year=pl.coalesce("for_to", "for_from", col("date").dt.year()),
                decided=col("date").dt.year(),
                merit=col("ground").is_null() | ~col("ground").is_in(["dot-xuat", "phong-trao"]),
            )
            .join(floors, on="subject_id", how="left")
            .with_columns(open=open_)
        )
        found = scan("subjects").filter(col("kind") == "individual")
        sources = {
            "r": ratings.join(floors, on="subject_id", how="left").filter(open_),
            "a": awards,
            "i": initiatives.join(floors, on="subject_id", how="left").filter(open_),
        }
        for name, source in sources.items():
            grouped = source.group_by("subject_id").agg(*self.asked[name].values())
            found = found.join(grouped, on="subject_id", how="left")
        return found.join(disciplines, on="subject_id", how="left").select("subject_id", *said)
