"""The same rows on Spark as on one machine; skipped where there is no Java or no Spark."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from tdkt.exchange import spark
from tdkt.exchange.errors import BadTable
from tdkt.exchange.folders import read_folder
from tdkt.exchange.rows import rows_of
from tdkt.exchange.screening import tables_of
from tdkt.exchange.spark import Asked, NoSpark, screened_on_spark
from tdkt.exchange.writing import write_tables
from tdkt.law.asking import questions
from tdkt.law.loading import load_law
from tdkt.law.screening import screen_blocks
from tests.exchange.folders import CODES, OFFICE, write_csv_folder, write_parquet_folder
from tests.law.histories import a_history

ON = date(2024, 12, 31)
MEMBERS = [
    {"collective_id": "team", "subject_id": id_, "from": None, "to": None} for id_ in ("good", "punished", "unknown")
]

needs_spark = pytest.mark.skipif(shutil.which("java") is None, reason="no Java")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A history with a team whose members stand in other parts; every column of the type that a program would give it."""
    pytest.importorskip("pyspark")
    monkeypatch.setattr(spark, "PART", 2)
    write_tables(tmp_path / "so", {**rows_of(a_history()), "members": MEMBERS}, ending=".parquet")
    return tmp_path / "so"


def here(folder: Path, asked: Asked, numbers=None) -> pa.Table:
    law, facts = load_law(), read_folder(folder, CODES)
    named = questions(law, asked.on, named=asked.named, pathway=asked.pathway)
    blocks = screen_blocks(law, facts, asked.on, named, numbers=numbers, use_memory=asked.use_memory)
    return pa.concat_tables(table for block in blocks for table in tables_of(block))


@needs_spark
def test_spark_gives_the_same_rows_in_the_same_order(folder: Path):
    asked = Asked(ON, use_memory=True)
    with screened_on_spark(folder, asked) as tables:
        there = pa.concat_tables(tables)

    assert there.to_pylist() == here(folder, asked).to_pylist()
    assert sorted(path.suffix for path in folder.iterdir() if path.name != "TABLES.md") == [".parquet"] * 9

    listed = Asked(ON, named=("bang-khen-bo-tinh", "tap-the-lao-dong-xuat-sac"))
    with screened_on_spark(folder, listed, listed=["team", "home", "good"]) as tables:
        there = pa.concat_tables(tables)
    assert there.to_pylist() == here(folder, listed, [3, 4, 0]).to_pylist()


@needs_spark
def test_a_wrong_cell_is_named_as_on_one_machine(tmp_path: Path):
    pytest.importorskip("pyspark")
    for table, column, value in (("awards", "status", "active"), ("ratings", "subject_id", "P9")):
        rows = {name: [dict(row) for row in some] for name, some in OFFICE.items()}
        rows[table][-1][column] = value
        bad = write_parquet_folder(tmp_path / table, rows)
        said = []
        for way in (
            lambda bad=bad: read_folder(bad, CODES),
            lambda bad=bad: screened_on_spark(bad, Asked(ON)).__enter__(),
        ):
            with pytest.raises(BadTable) as refused:
                way()
            said.append(refused.value.said("en"))
        assert said[0] == said[1]


def test_tables_of_csv_are_refused_with_the_remedy(tmp_path: Path):
    with pytest.raises(BadTable) as refused, screened_on_spark(write_csv_folder(tmp_path / "so"), Asked(ON)):
        pass
    assert refused.value.said("en").startswith("subjects.csv: Spark reads Parquet tables only.")


def test_without_java_it_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)

    with (
        pytest.raises(NoSpark) as refused,
        screened_on_spark(write_parquet_folder(tmp_path / "so"), replace(Asked(ON), named=("giay-khen",))),
    ):
        pass
    assert refused.value.said("en") == "Spark needs Java, and there is none on this machine."
