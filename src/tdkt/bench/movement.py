"""`bench movement`: the screens of community models over fifty thousand models and half a million yearly ratings, against 300 ms a step.

Models and questions are made here; the register is filled and asked in a process of its own for each engine, which the command line starts
(`cli/movement.py`). Beside it what an office without a register has: the same rows as files, asked by pandas, once read anew for each
question and once kept in memory. pandas answers the numbers alone: no page, no rights, no days of the map, nothing registered twice.
"""

import importlib.util
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

GOAL = 300.0
"""Milliseconds within which 95 of 100 requests of a step are answered."""
TYPES, DISTRICTS, COMMUNES = 92, 18, 14
"""So many types, districts, and communes in each district."""
RATINGS = ("Phát huy hiệu quả", "Duy trì", "Yếu kém")
SPHERES = ("residential-area", "residential-area", "commune", "agency", "firm", "school", "")
LAST_YEAR = 2025
TURNS = 20


@dataclass(frozen=True)
class Model:
    """An invented model: its type, district and commune by number, days as far as known, and how many places and groups it has.

    `again` is the place in the list of the model that this one registers again; `ratings` are by year.
    """

    type: int
    district: int
    commune: int
    founded: str
    stopped: str
    sphere: str
    again: int | None
    places: int
    groups: int
    members: int
    ratings: tuple[tuple[int, str], ...]

    @property
    def name(self) -> str:
        return f"Mô hình mẫu {self.type + 1}"

    @property
    def commune_name(self) -> str:
        return f"Xã mẫu {self.district + 1}.{self.commune + 1}"

    @property
    def district_name(self) -> str:
        return f"Huyện mẫu {self.district + 1}"


def models(count: int, ratings: int, *, seed: int = 7) -> Iterator[Model]:
    """So many models with so many yearly ratings together, the same for the same seed; the ratings are those of the last years."""
    stream = Random(seed)  # noqa: S311 - an invented register
    each, more = divmod(ratings, count)
    for n in range(count):
        year = stream.randint(2008, 2024)
        founded = ("", f"{year}", f"{year}-{stream.randint(1, 12):02}")[n % 3] if n % 11 == 0 else ""
        founded = founded or f"{year}-{stream.randint(1, 12):02}-{stream.randint(1, 28):02}"
        rated = range(LAST_YEAR - each - (n < more) + 1, LAST_YEAR + 1)
        yield Model(
            type=min(stream.randrange(TYPES), stream.randrange(TYPES)),
            district=stream.randrange(DISTRICTS),
            commune=stream.randrange(COMMUNES),
            founded=founded,
            stopped=f"{LAST_YEAR}-{stream.randint(1, 6):02}-15" if n % 40 == 7 else "",
            sphere=SPHERES[stream.randrange(len(SPHERES))],
            again=n - 1 if n % 50 == 49 else None,
            places=1 + n % 2,
            groups=1,
            members=stream.randint(5, 60),
            ratings=tuple((of, RATINGS[min(stream.randrange(3), stream.randrange(3))]) for of in rated),
        )


# --- times ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Times:
    """What the requests of one step took, in milliseconds each; `first` is the one right after something was written, `processor` the
    middle of what each took of the processor here, which a busy machine does not stretch (the work of a database server is not in it)."""

    step: str
    who: str
    spent: tuple[float, ...]
    first: float = 0.0
    processor: float = 0.0

    def at(self, share: float) -> float:
        """The time within which this share of the requests was answered."""
        ordered = sorted(self.spent)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


OURS, FILES, MEMORY = "tdkt", "pandas, files read", "pandas, in memory"


def markdown(engine: str, models: int, ratings: int, built: Mapping[str, float], times: Sequence[Times]) -> str:
    """The table of one engine."""
    by = {(one.step, one.who): one for one in times}
    lines = [
        f"{engine}, {models:,} models, {ratings:,} yearly ratings; filled in {built['filled']:.0f} s, {built['bytes'] / 2**20:.0f} MiB.",
        "",
        f"| step | p50 ms | p95 ms | goal {GOAL:.0f} | processor ms | after a change ms | {FILES} ms | {MEMORY} ms | files read / tdkt p95 |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for step in dict.fromkeys(one.step for one in times):
        ours, files, memory = (by.get((step, who)) for who in (OURS, FILES, MEMORY))
        if ours is None:
            continue
        late = ours.at(0.95)
        peer = [f"{one.at(0.5):.1f}" if one else "–" for one in (files, memory)]
        ratio = f"{files.at(0.5) / late:.1f}" if files else "–"
        lines.append(
            f"| {step} | {ours.at(0.5):.1f} | {late:.1f} | {'met' if late < GOAL else 'MISSED'} | {ours.processor:.1f} | {ours.first:.1f} | {peer[0]} | {peer[1]} | {ratio} |"
        )
    return "\n".join(lines) + "\n"


# --- the same rows as files ----------------------------------------------------------------------------------


def absent() -> dict[str, str]:
    """The peers that are not installed, with how to have them."""
    missing = importlib.util.find_spec("pandas") is None
    return {"pandas": "pandas is not installed: pip install 'tdkt[bench]'"} if missing else {}


def write_files(made: Sequence[Model], folder: Path) -> None:
    """The models and their ratings as two files, as an office would export them."""
    with open(folder / "models.csv", "w", encoding="utf-8") as out:
        out.write("id,type,district,commune,founded,stopped,sphere,places,groups,members,name\n")
        for n, one in enumerate(made):
            said = (n, one.type, one.district, one.commune, one.founded, one.stopped, one.sphere, one.places, one.groups, one.members, one.name)  # fmt: skip
            out.write(",".join(map(str, said)) + "\n")
    with open(folder / "ratings.csv", "w", encoding="utf-8") as out:
        out.write("model,year,rating\n")
        for n, one in enumerate(made):
            out.writelines(f"{n},{year},{rating}\n" for year, rating in one.ratings)


Questions = Mapping[str, Callable[[Any, Any], Any]]


def pandas_questions() -> Questions:
    """Each step as a question to two tables: models, ratings."""

    def standing(m: Any) -> Any:
        return m[((m.founded.isna()) | (m.founded <= "2026-01-15")) & m.stopped.isna()]

    def rated(m: Any, r: Any) -> Any:
        return m.merge(r[r.year == LAST_YEAR], left_on="id", right_on="model", how="left")

    def newest(m: Any) -> Any:
        return m.sort_values("founded", ascending=False).head(50)

    return {
        "overview": lambda m, r: rated(m, r).groupby(["type", "rating"]).size(),
        "list": lambda m, r: newest(m),
        "list by type": lambda m, r: newest(m[m.type == 3]),
        "list by district": lambda m, r: newest(m[m.district == 3]),
        "list by rating": lambda m, r: newest(rated(m, r).query("rating == 'Duy trì'")),
        "list by year": lambda m, r: newest(m[m.founded.fillna("").str.startswith("2019")]),
        "list by words": lambda m, r: newest(m[m.name.str.contains("mẫu 12")]),
        "map by district": lambda m, r: (
            standing(m).groupby("district").agg({"type": "nunique", "id": "size", "places": "sum"}),
            rated(standing(m), r).groupby("rating").size(),
        ),
        "map by commune": lambda m, r: (
            standing(m).groupby(["district", "commune"]).agg({"type": "nunique", "id": "size", "places": "sum"}),
            rated(standing(m), r).groupby("rating").size(),
        ),
        "page of a type": lambda m, r: rated(m[m.type == 3], r).groupby(["district", "rating"]).size(),
        "report, models": lambda m, r: [
            rated(m, r).groupby([key, "rating"]).agg({"id": "size", "places": "sum", "groups": "sum", "members": "sum"})
            for key in ("type", "district")
        ],
    }


def ask_pandas(folder: Path, *, turns: int) -> list[Times]:
    """What pandas takes, the files read for each question, and both tables kept in memory."""
    if absent():
        return []
    pandas: Any = importlib.import_module("pandas")

    def read() -> tuple[Any, Any]:
        text = {"founded": str, "stopped": str}
        return pandas.read_csv(folder / "models.csv", dtype=text), pandas.read_csv(folder / "ratings.csv")

    times, kept = [], read()
    for step, question in pandas_questions().items():
        anew, again = [], []
        for _ in range(min(turns, 3)):
            begun = perf_counter()
            question(*read())
            anew.append((perf_counter() - begun) * 1000)
        for _ in range(turns):
            begun = perf_counter()
            question(*kept)
            again.append((perf_counter() - begun) * 1000)
        times += [Times(step, FILES, tuple(anew)), Times(step, MEMORY, tuple(again))]
    return times
