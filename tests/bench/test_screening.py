"""The benchmark of screening: whoever runs decides every cell alike, and whoever cannot run is named."""

from importlib.util import find_spec

import numpy as np
import pytest

from tdkt.bench import screening
from tdkt.bench.registers import write_register
from tdkt.bench.screening import OWN, Disagreement, from_facts, from_packed, run, whole_law
from tdkt.bench.thirty import thirty_rules

PEOPLE = 400


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    return write_register(tmp_path_factory.mktemp("register"), PEOPLE)


def quiet(line):
    pass


def test_there_are_thirty_rules_for_thirty_forms_that_nobody_in_the_registers_holds():
    rules = thirty_rules()
    assert len({(rule.award, rule.class_) for rule in rules}) == len(rules) == 30


def test_every_peer_that_is_installed_decides_every_cell_as_the_project_does(register):
    facts, packed = from_facts(register, PEOPLE, 1, quiet), from_packed(register, PEOPLE, 1, quiet)
    peers = {
        "polars lazy": "polars",
        "DuckDB SQL": "duckdb",
        "DuckDB, same columns": "duckdb",
        "OpenFisca": "openfisca_core",
    }
    raced = {*facts.seconds, *packed.seconds} - {OWN, "C by gcc, one thread"}
    assert raced == {name for name, module in peers.items() if find_spec(module)}


def test_a_peer_that_decides_a_cell_otherwise_is_caught(register, monkeypatch):
    pytest.importorskip("polars")
    honest = screening._polars

    def wrong(folder, rules):
        subjects, matrix = honest(folder, rules)
        matrix = matrix.copy()
        matrix[7, 3] = ~matrix[7, 3]
        return subjects, matrix

    monkeypatch.setattr(screening, "_polars", wrong)
    with pytest.raises(Disagreement, match="polars lazy decides 1 cells otherwise"):
        from_facts(register, PEOPLE, 1, quiet)


def test_a_peer_that_is_not_installed_is_named_in_the_table(tmp_path, monkeypatch):
    really = screening.absent()  # OpenFisca, say, where only the requirements of the tests are there
    missing = {**really, "DuckDB": "duckdb is not installed: pip install 'tdkt[bench]'"}
    monkeypatch.setattr(screening, "absent", lambda: missing)
    report = run([200], tmp_path, turns=1)
    assert "| DuckDB | not run: duckdb is not installed: pip install 'tdkt[bench]' | | |" in report.markdown()
    assert all("DuckDB" not in name for race in report.races for name in race.seconds)


def test_the_same_seed_writes_the_same_register(tmp_path, register):
    again = write_register(tmp_path, PEOPLE)
    for table in ("subjects", "ratings", "awards", "initiatives", "disciplines"):
        assert (again / f"{table}.parquet").read_bytes() == (register / f"{table}.parquet").read_bytes()


def test_the_whole_law_is_asked_of_people_and_collectives(tmp_path):
    one = whole_law(write_register(tmp_path, PEOPLE, whole=True), PEOPLE, 1)
    assert (one.people, one.subjects) == (PEOPLE, PEOPLE + PEOPLE // 40)
    assert one.rules > 100
    assert np.isfinite(one.screen[0])
