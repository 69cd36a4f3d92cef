"""`bench search`: the first results of a search in a register of a million people, on SQLite and on PostgreSQL.

Names and questions are made here; the register is filled and asked in a process of its own for each engine, which the command line starts
(`cli/searching.py`). Beside it the scan that a user would write instead: `LIKE '%word%'` over the folded names, sorted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from tdkt.sample.names import NameMaker
from tdkt.vietnamese.folding import fold

QUERIES = 60
BLOCKS, DISTRICTS, TEAMS = 5, 20, 8
"""The tree of units: so many blocks, districts in each, teams in each; people stand in teams."""
DRAWN = 4_000
LIMIT = 8
"""How many of each kind the list under the box asks for."""


@dataclass(frozen=True)
class Person:
    """An invented person: full name, service number, and the team by its place among all teams."""

    name: str
    number: str
    team: int


def people(count: int, *, seed: int = 7) -> Iterator[Person]:
    """So many people, the same for the same seed; namesakes occur as families, middle and given names fall together."""
    maker, random = NameMaker(Random(seed)), np.random.default_rng(seed)  # noqa: S311 - an invented register
    sexes = []
    for female in (False, True):
        drawn = [maker.draw(female=female, mountain=False).split() for _ in range(DRAWN)]
        sexes.append(([d[0] for d in drawn], [" ".join(d[1:-1]) for d in drawn], [d[-1] for d in drawn]))
    sex = random.integers(0, 2, count)
    parts = random.integers(0, DRAWN, (count, 3))
    teams = random.integers(0, BLOCKS * DISTRICTS * TEAMS, count)
    for n in range(count):
        families, middles, givens = sexes[sex[n]]
        family, middle, given = parts[n]
        name = " ".join(f"{families[family]} {middles[middle]} {givens[given]}".split())
        yield Person(name, f"{n // 1000:03d}-{n % 1000:03d}", int(teams[n]))


def questions(count: int, *, turns: int = QUERIES, seed: int = 11) -> Mapping[str, list[str]]:
    """Questions by kind, about a register of `people(count)`: so many of each."""
    random = np.random.default_rng(seed)
    known = list(people(min(count, 20_000)))
    chosen = [known[n] for n in random.integers(0, len(known), turns)]
    split = [fold(person.name).split() for person in chosen]
    common = ("nguyen", "tran", "le", "van", "thi", "minh", "duc", "an", "hung", "thanh", "ngoc", "hoa")
    beginnings = ("ng", "th", "tr", "le", "du", "an", "ho", "ph", "va", "mi", "kh", "qu", "hu", "bi", "yn")
    return {
        "full name": [fold(person.name) for person in chosen],
        "full name, accents": [person.name for person in chosen],
        "one common word": [common[n % len(common)] for n in range(turns)],
        "two letters": [beginnings[n % len(beginnings)] for n in range(turns)],
        "family and given name": [f"{words[-1]} {words[0]}" for words in split],
        "partly typed": [f"{words[0]} {words[1]} {words[-1][:1]}" for words in split],
        "service number": [person.number for person in chosen],
        "number, begun": [person.number[:5] for person in chosen],
        "no hit": [f"{words[0]} {words[-1]} zq" if n % 2 else f"xq{words[-1]}" for n, words in enumerate(split)],
        "award": [
            ("huan chuong lao dong 2019", "bk ttg", "huan chuong", "bang khen " + split[n][0])[n % 4]
            for n in range(turns)
        ],
        "decision": [(f"{n * 37 + 1}/qd", f"#{n * 31 + 1}", "qd bca")[n % 3] for n in range(turns)],
    }


@dataclass(frozen=True)
class Times:
    """What questions of one kind took, in milliseconds each."""

    kind: str
    who: str
    spent: tuple[float, ...]

    def at(self, share: float) -> float:
        """The time within which this share of the questions was answered."""
        ordered = sorted(self.spent)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def markdown(engine: str, count: int, built: Mapping[str, float], times: Sequence[Times]) -> str:
    """The table of one engine."""
    whose = list(dict.fromkeys(one.who for one in times))
    by = {(one.kind, one.who): one for one in times}
    lines = [
        f"{engine}, {count:,} people; filled in {built['filled']:.0f} s, {built['bytes'] / 2**20:.0f} MiB, of it "
        f"{built['index'] / 2**20:.0f} MiB for finding.",
        "",
        "| ms, p50 / p95 | " + " | ".join(whose) + " |",
        "|---|" + "---|" * len(whose),
    ]
    for kind in dict.fromkeys(one.kind for one in times):
        cells = [by.get((kind, who)) for who in whose]
        lines.append(
            f"| {kind} | " + " | ".join(f"{c.at(0.5):.1f} / {c.at(0.95):.1f}" if c else "–" for c in cells) + " |"
        )
    return "\n".join(lines) + "\n"
