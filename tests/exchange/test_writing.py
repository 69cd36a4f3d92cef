"""Rows out to files: the same rows whatever the ending, and what is written is read back."""

import csv
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tdkt.exchange.reading import read_tables
from tdkt.exchange.schema import TABLES
from tdkt.exchange.writing import UnknownEnding, write_rows, write_tables
from tests.exchange.folders import CODES, OFFICE, plain

ROWS = [{"id": "a", "class": 1, "name": "Nguyễn “An”, đội 1"}, {"id": "b", "class": None, "name": "x\ny"}]


def test_the_same_rows_come_back_from_each_ending(tmp_path: Path):
    counts = [
        write_rows(tmp_path / f"rows{ending}", ("id", "class", "name"), iter(ROWS), kinds={"class": pa.int8()})
        for ending in (".csv", ".json", ".parquet")
    ]

    assert counts == [2, 2, 2]
    assert json.loads((tmp_path / "rows.json").read_text(encoding="utf-8")) == ROWS
    assert pq.read_table(tmp_path / "rows.parquet").to_pylist() == ROWS
    with (tmp_path / "rows.csv").open(encoding="utf-8", newline="") as lines:
        assert list(csv.reader(lines)) == [["id", "class", "name"], ["a", "1", ROWS[0]["name"]], ["b", "", "x\ny"]]


def test_several_values_are_a_list_in_json_and_joined_elsewhere(tmp_path: Path):
    for ending in (".csv", ".json", ".parquet"):
        write_rows(tmp_path / f"rows{ending}", ("id", "ids"), [{"id": "a", "ids": ("x", "y")}, {"id": "b", "ids": ()}])

    assert (tmp_path / "rows.csv").read_text() == "id,ids\na,x;y\nb,\n"
    assert pq.read_table(tmp_path / "rows.parquet").column("ids").to_pylist() == ["x;y", ""]
    assert json.loads((tmp_path / "rows.json").read_text()) == [{"id": "a", "ids": ["x", "y"]}, {"id": "b", "ids": []}]


@pytest.mark.parametrize("ending", [".csv", ".json", ".parquet"])
def test_no_rows_are_a_file_all_the_same(tmp_path: Path, ending: str):
    path = tmp_path / f"rows{ending}"

    assert write_rows(path, ("id",), []) == 0
    if ending == ".json":
        assert json.loads(path.read_text(encoding="utf-8")) == []


def test_an_ending_that_says_no_format_is_refused_before_anything_is_written(tmp_path: Path):
    with pytest.raises(UnknownEnding):
        write_rows(tmp_path / "rows.xlsx", ("id",), ROWS)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_a_folder_that_was_written_is_read_back_whole(tmp_path: Path, ending: str):
    counts = write_tables(tmp_path / "plain", OFFICE)
    typed = {
        name: [{key: _typed(name, key, value) for key, value in row.items()} for row in rows]
        for name, rows in OFFICE.items()
    }
    write_tables(tmp_path / "typed", typed if ending == ".parquet" else OFFICE, ending=ending)

    assert counts == {name: len(rows) for name, rows in OFFICE.items()}
    assert plain(read_tables(tmp_path / "typed", CODES)) == plain(read_tables(tmp_path / "plain", CODES))


def _typed(table: str, column: str, value: str):
    from datetime import date

    holds = TABLES[table].column(column)
    if holds.holds in ("year", "number", "rank") or column == "class":
        return int(value)
    return {"date": date.fromisoformat, "real": float}.get(holds.holds, str)(value)


def test_the_page_of_tables_names_every_table_and_column(tmp_path: Path):
    write_tables(tmp_path, OFFICE)
    page = (tmp_path / "TABLES.md").read_text(encoding="utf-8")

    assert [name for name in TABLES if f"## {name}\n" not in page] == []
    assert [c.name for t in TABLES.values() for c in t.columns if f"| `{c.name}` |" not in page] == []
