"""An import that is killed at any moment leaves the register as it was before, or as it is after; a harness that cannot tell is caught."""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from tdkt.bench.intake import award_rows, people, write_awards, write_people, write_units
from tdkt.cli.kills import APPLY, Database, database_of, kill_at_random, worker
from tests.journeys.conftest import ROOT, own_environment, runner

KILLS = 20
STAFF, ROWS, DISTRICTS = 150, 200, 3


@dataclass(frozen=True)
class Register:
    """A register with units and people, and a list of awards that is not in it yet."""

    environment: dict[str, str]
    database: Database
    awards: Path


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    folder = tmp_path_factory.mktemp("kills")
    environment = own_environment(folder / "data") | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    staff = people(STAFF, districts=DISTRICTS)
    files = [write_units(folder / "don-vi.xlsx", districts=DISTRICTS), *write_people(folder, staff)]
    entered = runner(environment)("import", *files)
    assert entered.returncode == 0, entered.stderr
    awards = write_awards(folder / "khen-thuong.xlsx", award_rows(ROWS, staff, districts=DISTRICTS))
    return Register(environment, database_of(folder / "data", environment.get("DATABASE_URL")), awards)


def test_an_import_killed_at_any_moment_leaves_before_or_after(register: Register):
    with worker(APPLY, register.awards, environment=register.environment) as warm:
        toll = kill_at_random(warm, register.database, times=KILLS, redo_every=7)

    assert (toll.faults, toll.before + toll.after) == ([], KILLS)
    assert toll.in_time > KILLS // 2


def test_an_import_that_commits_in_two_halves_is_caught(register: Register):
    halves = "tests.journeys.halves:prepare"
    with worker(halves, register.awards, environment=register.environment) as warm:
        toll = kill_at_random(warm, register.database, times=KILLS, redo_every=KILLS + 1, stop_at_fault=True)

    assert toll.faults
    assert "neither before nor after" in toll.faults[0]
