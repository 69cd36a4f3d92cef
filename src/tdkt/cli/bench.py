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

ENGINES = ("sqlite", "postgres")


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


@bench.command(
    help=say(
        "Nhập một danh sách khen thưởng 15 cột vào sổ có sẵn người: đọc, lập kế hoạch, ghi, cạnh pandas đọc cùng tệp; --kills N ngắt ngang N lần. Ví dụ: tdkt bench intake --rows 100000 --people 200000",
        "A list of awards of 15 columns into a register of people: read, plan, apply, beside pandas reading the same file; --kills N kills it N times. Example: tdkt bench intake --rows 100000 --people 200000",
    )
)
@click.option(
    "--rows",
    type=click.IntRange(min=0),
    default=100_000,
    show_default=True,
    help=say("số dòng của danh sách lớn nhất", "rows of the largest list"),
)
@click.option(
    "--people",
    type=click.IntRange(min=500),
    default=200_000,
    show_default=True,
    help=say("số người trong sổ mẫu", "people in the register"),
)
@click.option(
    "--kills",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help=say("số lần ngắt ngang khi đang ghi", "how often to kill it while it applies"),
)
@PLACE
def intake(rows: int, people: int, kills: int, place: Path) -> int:
    """Print the tables of the README as Markdown."""
    peers: Any = importlib.import_module("tdkt.bench.intake")
    room: Any = importlib.import_module("tdkt.cli.intake")
    for peer, why in peers.absent().items():
        click.echo(say(f"Không chạy {peer}: {why}", f"{peer} is not run: {why}"), err=True)
    try:
        report = room.run(rows, people, place, kills=kills, told=_told)
    except AssertionError as fault:
        click.echo(say(f"Sổ không còn nguyên vẹn: {fault}", f"The register is not whole: {fault}"), err=True)
        return 1
    click.echo(report.markdown())
    return int(any(one.differences for one in report.sizes))


@bench.command(
    help=say(
        "Tìm kiếm trong sổ mẫu, trên SQLite và PostgreSQL, cạnh cách quét LIKE. Ví dụ: tdkt bench search --people 100000",
        "Searching a register, on SQLite and PostgreSQL, beside a LIKE scan. Example: tdkt bench search --people 100000",
    )
)
@click.option(
    "--people",
    type=click.IntRange(min=100),
    default=1_000_000,
    show_default=True,
    help=say("số người trong sổ mẫu", "people in the register"),
)
@click.option(
    "--queries",
    type=click.IntRange(min=1),
    default=60,
    show_default=True,
    help=say("số câu mỗi loại", "questions a kind"),
)
@click.option("--engine", "engines", type=click.Choice(ENGINES), multiple=True, default=ENGINES, show_default=True)
def search(people: int, queries: int, engines: tuple[str, ...]) -> int:
    """Print a table for each engine as Markdown."""
    room: Any = importlib.import_module("tdkt.cli.searching")
    for table in room.tables(people, queries=queries, engines=engines):
        click.echo(table)
    return 0


@bench.command(
    help=say(
        "In 10.000 bằng có mã QR vào một tệp PDF, cạnh WeasyPrint và trộn thư của LibreOffice; và thời gian kiểm tra một mã. Ví dụ: tdkt bench documents --certificates 1000",
        "10,000 certificates with QR as one PDF, beside WeasyPrint and a LibreOffice mail merge; and how long a verdict takes. Example: tdkt bench documents --certificates 1000",
    )
)
@click.option(
    "--certificates", type=click.IntRange(min=1), default=10_000, show_default=True, help=say("số bằng", "certificates")
)
@click.option(
    "--peers",
    type=click.IntRange(min=1),
    default=300,
    show_default=True,
    help=say("số bằng cho mỗi công cụ khác", "certificates for each other contender"),
)
def documents(certificates: int, peers: int) -> int:
    """Print a table as Markdown; 1 when it takes longer or uses more than it may."""
    room: Any = importlib.import_module("tdkt.bench.documents")
    report = room.run(certificates, peers, told=_told)
    click.echo(report.markdown())
    return 0 if report.holds else 1


@bench.command(
    help=say(
        "Đo các trang mô hình với 50.000 mô hình và 500.000 lượt xếp loại, mỗi bước dưới 300 ms, cạnh pandas trên tệp. Ví dụ: tdkt bench movement --models 50000 --ratings 500000",
        "The pages of community models with 50,000 models and 500,000 yearly ratings, each step under 300 ms, beside pandas on files. Example: tdkt bench movement --models 50000 --ratings 500000",
    )
)
@click.option(
    "--models", type=click.IntRange(min=100), default=50_000, show_default=True, help=say("số mô hình", "models")
)
@click.option(
    "--ratings",
    type=click.IntRange(min=0),
    default=500_000,
    show_default=True,
    help=say("số lượt xếp loại hằng năm", "yearly ratings"),
)
@click.option(
    "--turns",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help=say("số lần hỏi mỗi bước", "requests of each step"),
)
@click.option("--engine", "engines", type=click.Choice(ENGINES), multiple=True, default=ENGINES, show_default=True)
def movement(models: int, ratings: int, turns: int, engines: tuple[str, ...]) -> int:
    """Print a table for each engine as Markdown; 1 when a step misses its goal."""
    peers: Any = importlib.import_module("tdkt.bench.movement")
    room: Any = importlib.import_module("tdkt.cli.movement")
    for peer, why in peers.absent().items():
        click.echo(say(f"Không chạy {peer}: {why}", f"{peer} is not run: {why}"), err=True)
    met = True
    for table, holds in room.tables(models, ratings, turns=turns, engines=engines):
        click.echo(table)
        met = met and holds
    return 0 if met else 1
