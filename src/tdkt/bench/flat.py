"""The packed history as dense columns, one number a person, for the peers that read such columns: DuckDB, OpenFisca, generated C."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tdkt.bench.registers import ON, TITLES
from tdkt.bench.sql import PackedText, named, short
from tdkt.rules.columns import Reading
from tdkt.rules.conditions import Count, Given, Holds, Initiated, NotHeld, Rule, Run, Titled
from tdkt.rules.facts import SCOPES, SEXES
from tdkt.rules.needs import conditions_within
from tdkt.rules.openness import Openness
from tdkt.rules.packed import Packed
from tdkt.rules.plan import plan
from tdkt.rules.view import View

Columns = dict[str, NDArray[Any]]


def flat_columns(packed: Packed, rules: Sequence[Rule], titles: frozenset[str]) -> Columns:
    """Every column that the rules in the words of `sql.PackedText` ask for, for all subjects in order."""
    asked = plan(rules, ON, titles=titles)
    view = View(packed, slice(0, len(packed)))
    reading, openness = Reading(asked, view, possible=False), Openness(asked, packed)
    size = len(packed)
    opened = openness.years(view, None)
    if opened is None:
        opened = np.full(size, np.uint64(0xFFFF_FFFF_FFFF_FFFF))
    floor = np.where(opened == 0, 9999, 1975 + np.bitwise_count(~opened).astype(np.int32)).astype(np.int16)
    floor[opened == np.uint64(0xFFFF_FFFF_FFFF_FFFF)] = 0
    found: Columns = {
        "open": opened,
        "floor": floor,
        "barred": reading.disciplined(0),
        "service_from": packed.dense["service_from"],
        "service_year": packed.dense["service_year"],
        "woman": packed.dense["sex"] == SEXES.index("f"),
    }
    for level in range(4):
        found[f"rated_{level}"] = reading.years_column(f"rated_{level}")
        found[f"titled_{4 - level}"] = reading.track(Titled(TITLES[level:]), merit=True)
    for rule in rules:
        for part in conditions_within(rule.condition):
            if isinstance(part, Count) and isinstance(part.of, Given | Initiated):
                of = part.of
                name = (
                    "given_" + "_".join(short(code) for code in of.awards)
                    if isinstance(of, Given)
                    else f"initiated_{SCOPES.index(of.scope)}"
                )
                planes = reading.planes(of, merit=True)
                for plane in range(4):
                    column = planes[plane] if plane < len(planes) else np.zeros(size, np.uint64)
                    found[f"{name}_{plane + 1}"] = column
            elif isinstance(part, Holds | NotHeld):
                merit = isinstance(part, Holds)
                slots, _ = reading.slots(part.any_of, merit=merit)
                name = ("merit_" if merit else "held_") + named(part.any_of)
                found[name] = reading.number_held(slots).astype(np.uint8)
            elif isinstance(part, Run) and part.after:
                found[f"{part.which}_{named(part.after)}"] = reading.anchor(part, merit=True)
    words = PackedText()
    for rule in rules:
        words.rule(rule)
    levels = [name for name in found if name.startswith(("rated_", "titled_"))]
    return {name: np.ascontiguousarray(found[name]) for name in dict.fromkeys([*words.used, *levels])}
