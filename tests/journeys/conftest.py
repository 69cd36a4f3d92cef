"""The sample register, built once for all journeys by the command that a newcomer types, on whichever database the tests run."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

ROOT = Path(__file__).parent.parent.parent
Run = Callable[..., subprocess.CompletedProcess[str]]


def runner(environment: dict[str, str]) -> Run:
    """Runs `tdkt` as its own process, as a person at a terminal would."""

    def run(*arguments: str | Path, given: str | None = None) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tdkt", *map(str, arguments)]
        return subprocess.run(
            command, capture_output=True, text=True, env=environment, cwd=ROOT, input=given, timeout=300
        )

    return run


def own_environment(data: Path) -> dict[str, str]:
    """A data folder of its own, and on PostgreSQL a database of its own."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("TDKT_", "DJANGO_"))}
    environment |= {"TDKT_DATA": str(data), "PYTHONPATH": str(ROOT / "src")}
    server = os.environ.get("DATABASE_URL")
    if server:
        name = f"journey_{data.parent.name}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}".replace("-", "_")
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
            connection.execute(f'CREATE DATABASE "{name}"')
        environment["DATABASE_URL"] = server.replace("/postgres?", f"/{name}?")
        assert environment["DATABASE_URL"] != server
    return environment


class Office:
    """A built sample office: `run` its commands, `out` the report files, `files` its Excel files, `printed` what `demo` said."""

    def __init__(self, folder: Path) -> None:
        self.data, self.out = folder / "data", folder / "out"
        self.environment = own_environment(self.data)
        self.run = runner(self.environment)
        self.printed = self.run("demo", "--no-serve", "--out", self.out)
        assert self.printed.returncode == 0, self.printed.stderr
        self.files = self.data / "tep-mau"


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Built once; journeys that change it must leave it as it was, or come last and say so."""
    return Office(tmp_path_factory.mktemp("office"))
