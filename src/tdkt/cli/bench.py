"""`tdkt bench`: the benchmarks, each beside what a user would pick instead; registers are made up and kept in a folder."""

import importlib
import sys
import tempfile
from pathlib import Path
from typing import Any

import click

from tdkt.cli.commands import Bad
from tdkt.cli.words import language, say

PLACE = click.option(
    "--place",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(tempfile.gettempdir()) / "tdkt-bench",
    show_default=True,
    help=say("nơi giữ các sổ mẫu để đo", "where the registers made up for it are kept"),
)


@click.group(
    help=say(
        "Đo tốc độ, cạnh những công cụ khác trên cùng một sổ. Ví dụ: tdkt bench screening --people 100000",
        "Benchmarks beside other tools on the same register. Example: tdkt bench screening --people 100000",
    )
)
def bench() -> None:
    """Replaced by `help` above."""


def _told(line: str) -> None:
    if sys.stderr.isatty():
        click.echo(line, err=True)


@bench.command(
    help=say(
        "Xét 30 quy tắc cạnh polars, DuckDB, OpenFisca và C, mọi ô phải giống nhau; rồi xét toàn bộ luật. Ví dụ: tdkt bench screening --people 10000 --people 100000",
        "30 rules beside polars, DuckDB, OpenFisca and C, every cell alike; then the whole law. Example: tdkt bench screening --people 10000 --people 100000",
    )
)
@click.option(
    "--people",
    "sizes",
    type=click.IntRange(min=40),
    multiple=True,
    default=(10_000, 100_000, 1_000_000),
    show_default=True,
    help=say("số người trong sổ mẫu", "people in the register"),
)
@click.option("--turns", type=click.IntRange(min=1), default=3, show_default=True, help=say("số lượt", "turns"))
@PLACE
def screening(sizes: tuple[int, ...], turns: int, place: Path) -> int:
    """Print the tables of the README as Markdown."""
    room: Any = importlib.import_module("tdkt.bench.screening")
    for peer, why in room.absent().items():
        click.echo(say(f"Không chạy {peer}: {why}", f"{peer} is not run: {why}"), err=True)
    try:
        report = room.run(sizes, place, turns=turns, told=_told)
    except room.Disagreement as differs:
        click.echo(
            say(f"Các bên không cho kết quả như nhau: {differs}", f"The contenders disagree: {differs}"), err=True
        )
        return 1
    click.echo(report.markdown())
    return 0


@bench.command(
    help=say(
        "Xét toàn bộ luật trên Spark và trên máy này, so từng dòng. Ví dụ: tdkt bench spark --people 10000",
        "The whole law on Spark and on this machine alone, row by row. Example: tdkt bench spark --people 10000",
    )
)
@click.option("--people", type=click.IntRange(min=40), default=10_000, show_default=True)
@PLACE
def spark(people: int, place: Path) -> int:
    """Print what both took, or where they differ."""
    engine: Any = importlib.import_module("tdkt.exchange.spark")
    room: Any = importlib.import_module("tdkt.bench.spark")
    try:
        click.echo(room.run(people, place, told=_told).markdown())
    except engine.NoSpark as none:
        raise Bad(none.said(language())) from None
    except room.Differs as differs:
        click.echo(say(f"Spark cho kết quả khác: {differs}", f"Spark says otherwise: {differs}"), err=True)
        return 1
    return 0


# --- hostile files ----------------------------------------------------------------------------


@bench.command(
    help=say(
        "Đọc hàng nghìn tệp hỏng và tệp phá hoại: tệp nào cũng phải thành kế hoạch hoặc một câu từ chối. Ví dụ: tdkt bench hostile --count 3000",
        "Thousands of broken and hostile files: each must end as a plan or one sentence. Example: tdkt bench hostile --count 3000",
    )
)
@click.option("--count", type=click.IntRange(min=1), default=3_000, show_default=True, help=say("số tệp", "files"))
@click.option("--seed", type=int, default=1, show_default=True, help=say("số gieo", "the seed of the damage"))
def hostile(count: int, seed: int) -> int:
    """Print what became of the files; 1 when one of them was slow or did not end as it must."""
    room: Any = importlib.import_module("tdkt.bench.hostile")
    report = room.run(count, seed, told=_told)
    click.echo(report.markdown())
    return 0 if report.holds else 1
