"""Whole states of the test database, taken and put back: for tests whose server, threads or processes must see committed rows.

Emptying the tables after a test is no way here: the register refuses deletion. A state is a copy of the SQLite file, or a PostgreSQL
database that serves as a template; putting one back takes a fraction of a second however full it is. A state is made once for all workers
of a run, and on SQLite for all runs that share a folder (`tests.everything`): the migrated tables and the sample office take long to make.
"""

import fcntl
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, connections

PRISTINE = "pristine"


class States:
    """The states of one run's database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def alone(self, name: str) -> Iterator[None]:
        """Keep other workers from making the same state at the same time."""
        with (self.folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def take(self, name: str) -> None:
        """Keep the database as it is now under a name."""
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            fresh = self._file(name).with_suffix(".new")
            fresh.unlink(missing_ok=True)
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(fresh)])
            fresh.replace(self._file(name))
            connections.close_all()
        else:
            self._copy_database(source=self._database, target=self._template(name))

    def has(self, name: str) -> bool:
        """Whether that state was taken, by this worker or another."""
        if connection.vendor == "sqlite":
            return self._file(name).exists()
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self._template(name)])
            return cursor.fetchone() is not None

    def lay_out(self, name: str) -> bool:
        """Put a state in the place where the test database will be looked for; answers whether there is such a state."""
        if not self.has(name):
            return False
        database = str(connection.creation._get_test_db_name())
        if connection.vendor == "sqlite":
            shutil.copyfile(self._file(name), database)
        else:
            self._copy_database(source=self._template(name), target=database)
        return True

    def put_back(self, name: str) -> None:
        """Make the database what it was when that state was taken. Whatever came after is gone."""
        if not self.has(name):
            raise LookupError(f"No state {name!r} was taken")
        connections.close_all()
        if connection.vendor == "sqlite":
            file = Path(self._database)
            for beside in ("-wal", "-shm"):
                Path(f"{file}{beside}").unlink(missing_ok=True)
            # A new file in its place: whoever still holds the old one open cannot write into this one.
            fresh = Path(f"{file}.fresh")
            shutil.copyfile(self._file(name), fresh)
            fresh.replace(file)
        else:
            self._copy_database(source=self._template(name), target=self._database)

    def fill_once(self, name: str, fill: Callable[[], Any]) -> None:
        """The state that `fill` makes out of an empty database: made at the first call, put back at the others."""
        with self.alone(name):
            if self.has(name):
                self.put_back(name)
                return
            self.put_back(PRISTINE)
            fill()
            self.take(name)

    @property
    def _database(self) -> str:
        name = str(connection.settings_dict["NAME"])
        if not Path(name).name.startswith("test"):
            raise LookupError(f"{name} is not a test database")
        return name

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.state"

    def _template(self, name: str) -> str:
        return f"tdkt_state_{name}"

    def _copy_database(self, *, source: str, target: str) -> None:
        connections.close_all()
        with connection._nodb_cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname IN (%s, %s) AND pid <> pg_backend_pid()",
                [source, target],
            )
            cursor.execute(f'DROP DATABASE IF EXISTS "{target}"')
            cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
