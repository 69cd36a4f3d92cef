"""Killing an import at random moments: afterwards the register must be as it was before, or as it is after, and never between.

A worker that is warm (tables known, file read) makes a child of itself for each act; the child leads a process group of its own and the
whole group gets SIGKILL. What the database then holds is read past the program, with the database's own client, and compared table by table with
the two states that may be. `python -m tdkt.cli.kills MODULE:FUNCTION FILE` is the worker: the function is called with the file's path and
answers the act. POSIX only.
"""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import psycopg

try:
    import pysqlite3 as sqlite3
except ImportError:
    import sqlite3

APPLY = "tdkt.cli.kills:prepare"
Tables = dict[str, str]
"""A digest of the rows of each table."""


# --- the database from outside -----------------------------------------------------------------


class Database(Protocol):
    """A register's database, past the program: what it holds, whether it is sound, and a state kept and put back."""

    def tables(self) -> Tables: ...
    def faults(self) -> list[str]: ...
    def keep(self) -> None: ...
    def put_back(self) -> None: ...
    def rest(self) -> None: ...


class SQLiteFile:
    """The embedded database of a data folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.kept = path.with_suffix(".kept")

    def rest(self) -> None:
        """Nothing outlives the process that wrote."""

    def tables(self) -> Tables:
        with closing(sqlite3.connect(str(self.path))) as connection:
            named = (
                "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
            )
            names = [name for (name,) in connection.execute(named)]
            return {
                name: digest_of(repr(row) for row in connection.execute(f'SELECT * FROM "{name}"'))  # noqa: S608
                for name in names
            }

    def faults(self) -> list[str]:
        with closing(sqlite3.connect(str(self.path))) as connection:
            said = [row[0] for row in connection.execute("PRAGMA integrity_check")]
            broken = [f"reference {row}" for row in connection.execute("PRAGMA foreign_key_check")]
        return [line for line in said if line != "ok"] + broken

    def keep(self) -> None:
        self.kept.unlink(missing_ok=True)
        with closing(sqlite3.connect(str(self.path))) as connection:
            connection.execute("VACUUM INTO ?", [str(self.kept)])

    def put_back(self) -> None:
        for beside in ("-wal", "-shm"):
            Path(f"{self.path}{beside}").unlink(missing_ok=True)
        shutil.copyfile(self.kept, self.path)


class PostgresDatabase:
    """A database of a PostgreSQL server on which further ones may be made."""

    def __init__(self, url: str) -> None:
        self.url = url
        with psycopg.connect(url) as connection:
            self.name = connection.info.dbname
        self.kept = f"{self.name}_kept"
        self.server = url.replace(f"/{self.name}?", "/postgres?") if "?" in url else url.rsplit("/", 1)[0] + "/postgres"

    def rest(self) -> None:
        """Wait until the server has noticed that whoever wrote is gone."""
        until = time.monotonic() + 30
        with psycopg.connect(self.server, autocommit=True) as connection:
            while connection.execute("SELECT 1 FROM pg_stat_activity WHERE datname = %s", [self.name]).fetchone():
                if time.monotonic() > until:
                    raise TimeoutError(f"somebody is still connected with {self.name}")
                time.sleep(0.01)

    def tables(self) -> Tables:
        with psycopg.connect(self.url) as connection:
            names = [
                name
                for (name,) in connection.execute(
                    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
                )
            ]
            return {
                name: digest_of(sorted(row[0] for row in connection.execute(f'SELECT t::text FROM "{name}" t')))  # noqa: S608
                for name in names
            }

    def faults(self) -> list[str]:
        return []  # the server repairs itself from its log; a table that cannot be read makes `tables` fail

    def keep(self) -> None:
        self._copy(self.name, self.kept)

    def put_back(self) -> None:
        self._copy(self.kept, self.name)

    def _copy(self, source: str, target: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{target}"')
            connection.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def database_of(data: Path, url: str | None) -> Database:
    """The database that a register in this data folder uses; `url` is that of PostgreSQL, if it does."""
    return PostgresDatabase(url) if url else SQLiteFile(data / "register.sqlite3")


def digest_of(lines: Any) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()


# --- killing -----------------------------------------------------------------------------------


@dataclass
class Toll:
    """What became of the kills: how many ended before, after, and what else was found. `seconds` is how long the act takes undisturbed."""

    seconds: float
    before: int = 0
    after: int = 0
    in_time: int = 0
    """Kills that came before the act had said that it was done."""
    faults: list[str] = field(default_factory=list)


def kill_at_random(
    worker: "Worker", database: Database, *, times: int, seed: int = 1, redo_every: int = 1, stop_at_fault: bool = False
) -> Toll:
    """Begin the act so many times and kill it at a random moment; after each, look at everything. The database is then as it was before."""
    database.rest()
    database.keep()
    before = database.tables()
    started = time.monotonic()
    said = worker.do("act")
    toll = Toll(time.monotonic() - started)
    if said != "done":
        raise RuntimeError(f"the act itself fails: {said}")
    database.rest()
    after = database.tables()
    if before == after:
        raise RuntimeError("the act changes nothing")
    moments = random.Random(seed)  # noqa: S311 - moments, no secrets
    for number in range(times):
        database.put_back()
        wait = moments.uniform(0, 1.1 * toll.seconds)
        toll.in_time += worker.do("act", kill_after=wait) == "killed"
        database.rest()
        _look(worker, database, toll, f"kill {number} after {wait:.3f} s", before, after, redo=number % redo_every == 0)
        if toll.faults and stop_at_fault:
            break
    database.put_back()
    return toll


def _look(
    worker: "Worker", database: Database, toll: Toll, when: str, before: Tables, after: Tables, *, redo: bool
) -> None:
    """Whether the state is one of the two, sound, with a whole log; and whether the act can be done again upon it."""
    found = database.tables()
    toll.before += found == before
    toll.after += found == after
    if found not in (before, after):
        partly = sorted(name for name in found if found[name] != before.get(name))
        toll.faults.append(f"{when}: neither before nor after; {', '.join(partly)} differ from before")
    toll.faults += [f"{when}: {fault}" for fault in database.faults()]
    if not redo:
        return
    for step in ("verify", "act", "verify"):
        said = worker.do(step)
        if said != "done":
            toll.faults.append(f"{when}: {step}: {said}")
    database.rest()
    if found == before and isinstance(database, SQLiteFile) and database.tables() != after:
        toll.faults.append(f"{when}: done again it ends otherwise")


class Worker:
    """The warm process. `do` answers "done", "killed", or what went wrong."""

    def __init__(self, prepare: str, path: Path, *, environment: dict[str, str]) -> None:
        command = [sys.executable, "-m", "tdkt.cli.kills", prepare, str(path)]
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True
        )
        self.do("nothing")

    def do(self, what: str, *, kill_after: float | None = None) -> str:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(what + "\n")
        self.process.stdin.flush()
        answer = "the worker died"
        for line in self.process.stdout:
            said, _, detail = line.rstrip("\n").partition(" ")
            if said == "begun" and kill_after is not None:
                time.sleep(kill_after)
                with suppress(ProcessLookupError):  # it was quicker
                    os.killpg(int(detail), signal.SIGKILL)
            elif said == "done":
                answer = "done"
            elif said == "failed":
                answer = json.loads(detail)
            elif said == "ended":
                return "killed" if answer == "the worker died" and kill_after is not None else answer
        return answer

    def end(self) -> None:
        if self.process.stdin:
            self.process.stdin.close()
        self.process.wait(30)


@contextmanager
def worker(prepare: str, path: Path, *, environment: dict[str, str]) -> Iterator[Worker]:
    """A worker for as long as it is needed; ready when this begins."""
    made = Worker(prepare, path, environment=environment)
    try:
        yield made
    finally:
        made.end()


# --- the worker --------------------------------------------------------------------------------


def prepare(path: Path) -> Callable[[], Any]:
    """The act of taking a file in, read beforehand."""
    imports, register = import_module("tdkt.operations.imports"), import_module("tdkt.cli.register")
    plans = import_module("tdkt.sheets.plan")
    content = path.read_bytes()
    read = plans.read_plan(path.name, content)
    at = register.now()
    return lambda: imports.apply_import(imports.Incoming(path.name, content, read), by=None, at=at, partial=True)


def main() -> None:
    module, _, function = sys.argv[1].partition(":")
    import_module("tdkt.cli.register")
    act = getattr(import_module(module), function)(Path(sys.argv[2]))
    acts = {"act": act, "verify": _verify, "nothing": lambda: None}
    import_module("tdkt.operations.packing").stamp()  # the law is read once, and not by each child
    import_module("django.db").connections.close_all()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            os.setsid()
            _do(acts[line.strip()])
        os.waitpid(child, 0)
        _say("ended")


def _do(act: Callable[[], Any]) -> None:
    _say("begun", os.getpid())
    try:
        act()
        _say("done")
    except BaseException:
        _say("failed", json.dumps(traceback.format_exc()))
    os._exit(0)


def _say(*words: Any) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def _verify() -> None:
    found = import_module("tdkt.operations.audit").verify()
    if found.faults:
        raise AssertionError(found.faults[0])


if __name__ == "__main__":
    main()
