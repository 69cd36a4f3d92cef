"""What was read can be written again and says the same."""

from dataclasses import replace
from pathlib import Path

import pytest

from tdkt.exchange.reading import read_tables
from tdkt.exchange.rows import rows_of
from tdkt.exchange.writing import write_tables
from tests.exchange.folders import CODES, plain, write_csv_folder


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_facts_written_and_read_are_the_same_facts(tmp_path: Path, ending: str):
    facts = read_tables(write_csv_folder(tmp_path / "one"), CODES)

    write_tables(tmp_path / "two", rows_of(facts), ending=ending)

    assert plain(read_tables(tmp_path / "two", CODES)) == plain(facts)


def test_no_facts_are_tables_without_rows(tmp_path: Path):
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "subjects.csv").write_text("subject_id,kind\n")
    facts = replace(read_tables(folder, CODES), levels=())

    assert {name: list(rows) for name, rows in rows_of(facts).items()} == {
        name: []
        for name in (
            "subjects",
            "units",
            "ratings",
            "awards",
            "initiatives",
            "disciplines",
            "posts",
            "members",
            "rankings",
        )
    }
