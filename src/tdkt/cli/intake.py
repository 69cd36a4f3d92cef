"""What taking a list in costs, step by step: `tdkt bench intake`. Each size is measured in a fresh process, `python -m tdkt.cli.intake`."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from tdkt.bench import intake as room
from tdkt.cli.engines import database_for
from tdkt.cli.kills import APPLY, Toll, database_of, kill_at_random, worker

Told = Callable[[str], None]
ENGINES = ("sqlite", "postgres")
SMALL_STAFF, SMALL_ROWS, SMALL_DISTRICTS = 150, 200, 3
"""The register in which imports are killed: an act of half a second."""


def run(rows: int, people: int, place: Path, *, kills: int, told: Told) -> room.Report:
    """Measure a tenth, a half and all of the rows; then kill as often as asked."""
    report = room.Report(people)
    if rows:
        staff = room.people(people)
        register = _register(place / f"intake-{people}", staff, told)
        for size in sorted({max(1, rows // 10), max(1, rows // 2), rows}):
            report.sizes.append(_measured(size, staff, register, told))
    if kills:
        report.kills = _killed(kills, told)
    return report


def _register(folder: Path, staff: list[room.Person], told: Told, *, districts: int = room.DISTRICTS) -> Path:
    """A data folder whose register has these people; made once and kept."""
    done = folder / ".complete"
    if not done.is_file():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for path in [room.write_units(folder / "don-vi.xlsx", districts=districts), *room.write_people(folder, staff)]:
            told(f"entering {path.name}")
            command = [sys.executable, "-m", "tdkt", "import", str(path)]
            subprocess.run(command, env=_environment(folder / "data"), check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        done.touch()
    return folder / "data"


def _environment(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "TDKT_DATA")}
    return kept | {"TDKT_DATA": str(data)}


def _measured(rows: int, staff: list[room.Person], register: Path, told: Told) -> room.Measured:
    work = register.parent / "work"
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(register, work)
    path = room.write_awards(register.parent / f"khen-thuong-{rows}.xlsx", room.award_rows(rows, staff))
    told(f"{rows} rows: tdkt")
    command = [sys.executable, "-m", "tdkt.cli.intake", str(path), str(rows), str(len(staff))]
    answer = subprocess.run(command, env=_environment(work), check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    shutil.rmtree(work)
    peer: dict[str, float] = {}
    if not room.absent():
        told(f"{rows} rows: pandas with openpyxl")
        peer = room.read_with_pandas(path)
    return room.Measured(**{**json.loads(answer.stdout), "pandas": peer})


def _killed(times: int, told: Told) -> str:
    """Kill an import so many times on each engine; answers a sentence for each, or raises `AssertionError` with what was found."""
    said = []
    for engine in ENGINES:
        with (
            tempfile.TemporaryDirectory(prefix="tdkt-kills-", ignore_cleanup_errors=True) as folder,
            database_for(engine, Path(folder)) as environment,
        ):
            toll = _toll(times, engine, Path(folder), environment, told)
        if toll.faults:
            raise AssertionError("; ".join([engine, *toll.faults[:5]]))
        said.append(
            f"{engine}: {times} kills during an import of {toll.seconds:.1f} s: {toll.in_time} in its midst, {toll.before} left the register as it was, "
            f"{toll.after} as it is after; none between, and it could be done again each time."
        )
    return "\n".join(said)


def _toll(times: int, engine: str, folder: Path, environment: dict[str, str], told: Told) -> Toll:
    """Kills in a small register of its own."""
    staff = room.people(SMALL_STAFF, districts=SMALL_DISTRICTS)
    files = [room.write_units(folder / "don-vi.xlsx", districts=SMALL_DISTRICTS), *room.write_people(folder, staff)]
    command = [sys.executable, "-m", "tdkt", "import", *map(str, files)]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    path = room.write_awards(folder / "khen-thuong.xlsx", room.award_rows(SMALL_ROWS, staff, districts=SMALL_DISTRICTS))
    told(f"{engine}: {times} kills")
    database = database_of(folder / "office", environment.get("DATABASE_URL"))
    with worker(APPLY, path, environment=environment) as warm:
        return kill_at_random(warm, database, times=times)


# --- the measured process ----------------------------------------------------------------------


class Memory:
    """The most that this process and its children have held at one moment, looked at fifty times a second; MiB, 0 where /proc is not."""

    def __init__(self) -> None:
        self.most = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Memory":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(0.02):
            self.most = max(self.most, sum(map(_resident, [os.getpid(), *_children()])))


def _children() -> list[int]:
    try:
        return [int(word) for word in Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()]
    except OSError:
        return []


def _resident(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def measure(path: Path, rows: list[room.AwardRow]) -> room.Measured:
    """Read, plan and apply one file in the register of the data folder."""
    resource: Any = import_module("resource")
    register, plans = import_module("tdkt.cli.register"), import_module("tdkt.operations.kept_plans")
    register.open_register(make=False)
    seconds: dict[str, float] = {}
    processor: dict[str, float] = {}

    def timed(step: str, act: Callable[[], Any]) -> Any:
        start, spent = time.perf_counter(), _spent()
        result = act()
        seconds[step], processor[step] = time.perf_counter() - start, _spent() - spent
        return result

    with Memory() as memory:
        incoming = timed("read", lambda: plans.read_incoming(path.name, path.read_bytes()))
        batch = timed("plan", partial(plans.keep_plan, incoming, by=None, at=register.now()))
    parent = room.peak(resource.RUSAGE_SELF)
    differ = room.differences(batch.plan, rows)
    key, counts = batch.pk, dict(batch.counts)
    del batch, incoming
    timed("apply", lambda: plans.apply_kept(key, by=None, at=register.now(), partial=True))
    child = room.peak(resource.RUSAGE_CHILDREN)
    return room.Measured(len(rows), seconds, processor, child, parent, memory.most, counts, differ[:100])


def _spent() -> float:
    """Seconds on the processor, of this process and of the children that have ended."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def main() -> None:
    path, rows, people = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    sys.stdout.write(json.dumps(asdict(measure(path, room.award_rows(rows, room.people(people))))))


if __name__ == "__main__":
    main()
