"""`tdkt bench movement`: fills a register of models on each engine, in a process of its own, and asks its screens for them."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from tdkt.bench import movement as made
from tdkt.cli.engines import database_for


def tables(models: int, ratings: int, *, turns: int, engines: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The table of each engine as Markdown, one after the other, and whether every step met its goal."""
    with tempfile.TemporaryDirectory(prefix="tdkt-models-", ignore_cleanup_errors=True) as files:
        made.write_files(list(made.models(models, ratings)), Path(files))
        peers = made.ask_pandas(Path(files), turns=turns)
    for engine in engines:
        with (
            tempfile.TemporaryDirectory(prefix="tdkt-movement-", ignore_cleanup_errors=True) as folder,
            database_for(engine, Path(folder)) as env,
        ):
            asked = [sys.executable, "-m", "tdkt.cli.movement", str(models), str(ratings), str(turns)]
            done = subprocess.run(asked, env=env, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ourselves
        told = json.loads(done.stdout)
        times = [made.Times(**one | {"spent": tuple(one["spent"])}) for one in told["times"]]
        whole = made.markdown(engine, models, ratings, told["built"], [*times, *peers])
        yield whole, all(one.at(0.95) < made.GOAL for one in times)


def measure(models: int, ratings: int, turns: int) -> dict[str, Any]:
    """Fill the database of this process and ask it."""
    from tdkt.cli.register import open_register  # noqa: PLC0415 - loads Django, on the database of this process

    open_register(make=True)
    from django.test import Client  # noqa: PLC0415

    from tdkt.operations.trial_models import fill_models  # noqa: PLC0415
    from tdkt.operations.trial_register import sizes  # noqa: PLC0415

    begun = perf_counter()
    account = fill_models(list(made.models(models, ratings)))
    built = {"filled": perf_counter() - begun, **sizes()}
    client = Client(headers={"host": "localhost"})
    client.force_login(account)
    return {"built": built, "times": [asdict(ask(step, of, client, turns)) for step, of in steps().items()]}


def ask(step: str, address: Callable[[int], str], client: Any, turns: int) -> made.Times:
    """Ask one step again and again, each time for something else where it can be; the first time right after something was written."""
    from tdkt.operations.trial_models import change_something  # noqa: PLC0415

    change_something()
    spent, processor = [], []
    for turn in range(turns + 1):
        begun, worked = perf_counter(), process_time()
        answer = client.get(address(turn))
        spent.append((perf_counter() - begun) * 1000)
        processor.append((process_time() - worked) * 1000)
        if answer.status_code != 200:
            raise RuntimeError(f"{address(turn)}: {answer.status_code}")
    return made.Times(step, made.OURS, tuple(spent[1:]), spent[0], median(processor[1:]))


def steps() -> dict[str, Callable[[int], str]]:
    """Each step with the address that it asks for in each turn."""
    from django.utils.http import urlencode  # noqa: PLC0415

    from tdkt.operations.trial_models import what_to_ask  # noqa: PLC0415

    types, districts = what_to_ask()

    def asked(path: str, **said: Any) -> str:
        return f"{path}?{urlencode(said)}"

    models, one_map = "/mo-hinh/danh-sach/", "/mo-hinh/ban-do/"
    return {
        "overview": lambda n: "/mo-hinh/",
        "list": lambda n: asked(models, trang=1 + n),
        "list by type": lambda n: asked(models, loai=types[n % len(types)]),
        "list by district": lambda n: asked(models, huyen=districts[n % len(districts)][1]),
        "list by rating": lambda n: asked(models, **{"xep-loai": made.RATINGS[n % 3]}),
        "list by year": lambda n: asked(models, nam=2009 + n % 15),
        "list by words": lambda n: asked(models, ten=f"mau {1 + n % 90}"),
        "list by place": lambda n: asked(models, xep="noi"),
        "map by district": lambda n: one_map,
        "map by commune": lambda n: asked(one_map, cap="xa"),
        "map of an earlier day": lambda n: asked(one_map, ngay=f"{2015 + n % 9}-06-30"),
        "list of a district of the map": lambda n: asked(f"{one_map}danh-sach/", cap="huyen", o=districts[n % len(districts)][0]),
        "list of a rating of the map": lambda n: asked(f"{one_map}danh-sach/", **{"xep-loai": made.RATINGS[n % 3]}),
        "census beside the count": lambda n: f"{one_map}doi-chieu/",
        "page of a type": lambda n: f"/mo-hinh/loai/{types[n % len(types)]}/",
        "report, models": lambda n: "/bao-cao/5-nam/?tu=2021&den=2025",
    }  # fmt: skip


if __name__ == "__main__":
    json.dump(measure(*map(int, sys.argv[1:4])), sys.stdout)
