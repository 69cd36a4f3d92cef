"""The rules as vectorised formulas of OpenFisca: yearly facts as yearly variables, dated ones as columns prepared for it.

OpenFisca knows no lists of dated events: how often an award was given, in which year, and from which year on years count come to it
as columns of the packed history, so it is spared that work.
"""

import importlib
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tdkt.bench.flat import Columns
from tdkt.bench.registers import FIRST, TITLES
from tdkt.bench.sql import named, short
from tdkt.bench.words import YEAR, Window, Words
from tdkt.rules.conditions import Holding, Rule
from tdkt.rules.facts import RATINGS, SCOPES
from tdkt.rules.packed import FIRST_YEAR

Formula = Callable[[Any, Any], Any]


class Formulas(Words):
    """Expressions as functions of (population, period)."""

    def _years(self, name: str, met: Callable[[Any], Any], window: Window) -> Formula:
        years = [str(year) for year in range(max(window.first, FIRST), YEAR + 1)]

        def number(of: Any, period: Any) -> Any:
            floor = of("floor", period)
            return sum((met(of(name, year)) * (floor <= int(year))).astype(np.int8) for year in years)

        return number

    def rated(self, rating: str, window: Window) -> Formula:
        level = RATINGS.index(rating)
        return self._years("rating", lambda value: value >= level, window)

    def titled(self, codes: tuple[str, ...], window: Window) -> Formula:
        level = len(TITLES) - len(codes) + 1
        return self._years("title", lambda value: value >= level, window)

    def given(self, codes: tuple[str, ...], window: Window) -> Formula:
        return self._years("given_" + "_".join(short(code) for code in codes), lambda value: value, window)

    def initiated(self, scope: str, window: Window) -> Formula:
        return self._years(f"initiated_{SCOPES.index(scope)}", lambda value: value, window)

    def held(self, holdings: tuple[Holding, ...], *, merit: bool) -> Formula:
        return self.column(("merit_" if merit else "held_") + named(holdings))

    def anchor(self, holdings: tuple[Holding, ...], which: str) -> Formula:
        return self.column(f"{which}_{named(holdings)}")

    def served(self, men: int, women: int) -> Formula:
        return lambda of, period: of("service_from", period) <= np.where(of("woman", period), women, men)

    def column(self, name: str) -> Formula:
        return lambda of, period: of(name, period)

    def at_least(self, number: Formula, least: int) -> Formula:
        return lambda of, period: number(of, period) >= least

    def at_most(self, number: Formula, most: int) -> Formula:
        return lambda of, period: number(of, period) <= most

    def all(self, parts: Iterable[Formula]) -> Formula:
        every = list(parts)
        return lambda of, period: reduce(np.logical_and, [part(of, period) for part in every])

    def any(self, parts: Iterable[Formula]) -> Formula:
        every = list(parts)
        return lambda of, period: reduce(np.logical_or, [part(of, period) for part in every])

    def negated(self, part: Formula) -> Formula:
        return lambda of, period: np.logical_not(part(of, period))


def build(rules: Sequence[Rule], columns: Columns) -> Callable[[], NDArray[np.bool_]]:
    """A simulation with all columns in it; what comes back computes the matrix anew each time."""
    entities = importlib.import_module("openfisca_core.entities")
    periods = importlib.import_module("openfisca_core.periods")
    builders = importlib.import_module("openfisca_core.simulations")
    systems = importlib.import_module("openfisca_core.taxbenefitsystems")
    base = importlib.import_module("openfisca_core.variables").Variable
    person = entities.build_entity(key="person", plural="persons", label="", is_person=True)
    roles = [{"key": "member", "plural": "members", "label": ""}]
    unit = entities.build_entity(key="unit", plural="units", label="", roles=roles)
    system = systems.TaxBenefitSystem([person, unit])
    number = len(columns["open"])
    words = Formulas()

    def variable(name: str, kind: type, formula: Formula | None = None) -> None:
        body: dict[str, Any] = {
            "value_type": kind,
            "entity": person,
            "definition_period": periods.DateUnit.YEAR,
            "label": name,
        }
        if formula is not None:
            body["formula"] = lambda of, period, parameters: formula(of, period)
        system.add_variable(type(name, (base,), body))

    fixed = {name: column for name, column in columns.items() if column.dtype != np.uint64}
    yearly = _yearly(columns)
    for name, column in fixed.items():
        variable(name, bool if column.dtype == bool else int)
    for name in yearly:
        variable(name, int)
    for place, rule in enumerate(rules):
        variable(f"c{place}", bool, words.rule(rule))
    builder = builders.SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("person", np.arange(number))
    units = builder.declare_entity("unit", np.arange(1))
    builder.join_with_persons(units, np.zeros(number, int), np.array(["member"]).repeat(number))
    simulation = builder.build(system)
    for name, column in fixed.items():
        simulation.set_input(name, str(YEAR), column)
    for name, by_year in yearly.items():
        for year, column in by_year.items():
            simulation.set_input(name, str(year), column)

    def run() -> NDArray[np.bool_]:
        for place in range(len(rules)):
            simulation.delete_arrays(f"c{place}")
        return np.stack([simulation.calculate(f"c{place}", str(YEAR)) for place in range(len(rules))], axis=1)

    return run


def _yearly(columns: Columns) -> dict[str, dict[int, NDArray[np.int32]]]:
    """The bitsets as a number a year: the level of the rating and of the title, how many initiatives and conferrals."""
    found: dict[str, dict[int, NDArray[np.int32]]] = {}
    counted = {name.rsplit("_", 1)[0] for name in columns if name.startswith(("given_", "initiated_"))}
    sources = {
        "rating": [f"rated_{level}" for level in range(1, 4)],
        "title": [f"titled_{codes}" for codes in range(4, 0, -1)],
        **{name: [f"{name}_{plane}" for plane in range(1, 5)] for name in counted},
    }
    for name, bitsets in sources.items():
        kept = [columns[bitset] for bitset in bitsets if bitset in columns]
        if len(kept) != len(bitsets) and name in ("rating", "title"):
            raise ValueError(f"the columns of {name} are not all there")
        found[name] = {year: _level(kept, year) for year in range(FIRST, YEAR + 1)}
    return found


def _level(bitsets: Sequence[NDArray[np.uint64]], year: int) -> NDArray[np.int32]:
    """In how many of these the year is set."""
    found = np.zeros(len(bitsets[0]), np.int32)
    for bitset in bitsets:
        found += ((bitset >> np.uint64(year - FIRST_YEAR)) & np.uint64(1)).astype(np.int32)
    return found
