"""The benchmark of models on a small register: every step is asked, and beside it pandas of the same rows."""

from pathlib import Path

from tdkt.bench.movement import MEMORY, OURS, Times, ask_pandas, markdown, models, pandas_questions, write_files
from tdkt.cli.movement import tables


def test_the_same_number_of_models_are_the_same_models_with_so_many_ratings():
    made = list(models(200, 1_010))

    assert made == list(models(200, 1_010))
    assert sum(len(one.ratings) for one in made) == 1_010
    assert {len({year for year, _ in one.ratings}) - len(one.ratings) for one in made} == {0}


def test_pandas_is_asked_each_of_its_questions_of_the_same_rows(tmp_path: Path):
    write_files(list(models(60, 300)), tmp_path)

    assert {one.step for one in ask_pandas(tmp_path, turns=1)} in (set(pandas_questions()), set())


def test_a_step_over_its_goal_is_said_to_miss_it():
    times = [Times("list", OURS, (10.0, 20.0)), Times("map", OURS, (10.0, 400.0)), Times("list", MEMORY, (5.0,))]

    rows = [line.split(" | ") for line in markdown("sqlite", 1, 1, {"filled": 1.0, "bytes": 1.0}, times).splitlines()]

    assert [(row[0].removeprefix("| "), row[3]) for row in rows if len(row) > 4][1:] == [
        ("list", "met"),
        ("map", "MISSED"),
    ]


def test_a_table_has_a_row_for_each_step():
    ((table, _met),) = tables(100, 300, turns=1, engines=["sqlite"])
    steps = [line.split(" | ")[0].removeprefix("| ") for line in table.splitlines() if line.startswith("| ")]

    assert set(pandas_questions()) <= set(steps)
    assert {"census beside the count", "map of an earlier day"} <= set(steps)
