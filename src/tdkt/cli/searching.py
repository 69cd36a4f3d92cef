"""`tdkt bench search`: fills a register of its own on each engine, in a process of its own, and asks it."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from tdkt.bench import search as made
from tdkt.cli.engines import database_for

WHO = ("office", "block", "district", "team")
SCANNED = ("full name", "one common word", "two letters", "no hit")
SCANS = 5
"""The scan takes long; so few questions of a kind tell it."""
BESIDE = "LIKE scan"


def tables(people: int, *, queries: int, engines: Sequence[str]) -> Iterator[str]:
    """The table of each engine as Markdown, one after the other."""
    for engine in engines:
        with (
            tempfile.TemporaryDirectory(prefix="tdkt-search-", ignore_cleanup_errors=True) as folder,
            database_for(engine, Path(folder)) as env,
        ):
            asked = [sys.executable, "-m", "tdkt.cli.searching", engine, str(people), str(queries)]
            done = subprocess.run(asked, env=env, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ourselves
            yield done.stdout


def measure(engine: str, people: int, queries: int) -> str:
    """Fill the database of this process and ask it; the table as Markdown."""
    from tdkt.cli.register import open_register  # noqa: PLC0415 - loads Django, on the database of this process
    from tdkt.operations.trial_register import ask, fill, scan, sizes  # noqa: PLC0415

    open_register(make=True)
    begun = perf_counter()
    rows = ((one.name, one.number, one.team) for one in made.people(people))
    fill(rows, tree=(made.BLOCKS, made.DISTRICTS, made.TEAMS), decisions=max(100, people // 50), awards=people // 3)
    built = {"filled": perf_counter() - begun, **sizes()}
    asked = made.questions(people, turns=queries)
    times = []
    for kind, questions in asked.items():
        for who in WHO:
            for _ in ask(who, questions, limit=made.LIMIT):
                pass  # once to warm the caches, as the peers were measured
            times.append(made.Times(kind, who, tuple(ask(who, questions, limit=made.LIMIT))))
        if kind in SCANNED:
            times.append(made.Times(kind, BESIDE, tuple(scan("office", questions[:SCANS], limit=made.LIMIT))))
    return made.markdown(engine, people, built, times)


if __name__ == "__main__":
    sys.stdout.write(measure(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
