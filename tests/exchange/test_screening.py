"""Rows of screening written by columns are the rows themselves."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tdkt.exchange.screening import write_screened, write_screened_csv
from tdkt.exchange.writing import UnknownEnding
from tdkt.law.asking import COLUMNS, questions
from tdkt.law.loading import load_law
from tdkt.law.screening import screen_blocks, screen_rows
from tests.law.histories import a_history

ON = date(2024, 12, 31)
LAW = load_law()
ASKED = questions(LAW, ON)


def blocks():
    return screen_blocks(LAW, a_history(), ON, ASKED)


@pytest.fixture
def rows():
    found = list(screen_rows(LAW, a_history(), ON, ASKED))
    return [{**row, "provisions": ";".join(row["provisions"]), "missing": ";".join(row["missing"])} for row in found]


def test_csv(rows, tmp_path: Path):
    count = write_screened(tmp_path / "r.csv", blocks())
    text = (tmp_path / "r.csv").read_text(encoding="utf-8")

    assert count == len(rows)
    assert text.splitlines()[0] == ",".join(COLUMNS)
    assert list(csv.DictReader(io.StringIO(text))) == [{**row, "class": str(row["class"] or "")} for row in rows]


def test_an_id_that_needs_quotes_has_them_and_no_other_word_does(tmp_path: Path):
    facts = a_history()
    ids = facts.subjects.ids.copy()
    ids[0] = 'a "b", c'
    facts = replace(facts, subjects=replace(facts.subjects, ids=ids))
    asked = questions(LAW, ON, named=("giay-khen",))
    write_screened(tmp_path / "odd.csv", screen_blocks(LAW, facts, ON, asked))
    write_screened(tmp_path / "plain.csv", screen_blocks(LAW, a_history(), ON, asked))

    with (tmp_path / "odd.csv").open(encoding="utf-8", newline="") as lines:
        assert [row["subject_id"] for row in csv.DictReader(lines)] == ['a "b", c', *ids[1:]]
    assert '"' not in (tmp_path / "plain.csv").read_text(encoding="utf-8")


def test_parquet(rows, tmp_path: Path):
    write_screened(tmp_path / "r.parquet", blocks())

    assert pq.read_table(tmp_path / "r.parquet").to_pylist() == rows


def test_json(rows, tmp_path: Path):
    write_screened(tmp_path / "r.json", blocks())
    said = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))

    assert [
        {**row, "provisions": ";".join(row["provisions"]), "missing": ";".join(row["missing"])} for row in said
    ] == rows


def test_tables_of_some_rows_are_the_same_rows(rows, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tdkt.exchange.screening.ROWS", 100)
    out = io.BytesIO()

    assert write_screened_csv(out, blocks()) == len(rows)
    assert list(csv.DictReader(io.StringIO(out.getvalue().decode()))) == [
        {**row, "class": str(row["class"] or "")} for row in rows
    ]


def test_an_unknown_ending_is_refused(tmp_path: Path):
    with pytest.raises(UnknownEnding):
        write_screened(tmp_path / "r.xlsx", blocks())
