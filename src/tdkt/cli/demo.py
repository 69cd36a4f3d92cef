"""`tdkt demo`: the sample office from its Excel files to the five-year report, then the screens."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from tdkt.cli.commands import Bad
from tdkt.cli.imports import read_all
from tdkt.cli.register import data_folder, now, on_terminal, open_register
from tdkt.cli.serve import serve_on
from tdkt.cli.words import language, say
from tdkt.operations.errors import Refused
from tdkt.operations.imports import VIETNAM
from tdkt.operations.reporting import FORMATS, five_year_report, written
from tdkt.operations.sample import build_sample, has_sample, is_empty
from tdkt.sample.office import SampleFile, write_office

FIRST, LAST = 2015, 2020


@click.command(
    help=say(
        "Lập sổ mẫu, in báo cáo năm năm, rồi mở các màn hình. Ví dụ: tdkt demo --no-serve --out ra",
        "Build the sample register, print the five-year summary, then serve the screens. Example: tdkt demo --no-serve --out out",
    )
)
@click.option("--no-serve", is_flag=True, help=say("không mở màn hình", "do not serve the screens"))
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help=say("thư mục ghi báo cáo", "folder for the report files"),
)
@click.option("--port", default=8750, show_default=True, type=int, help=say("cổng", "port"))
def demo(no_serve: bool, out: Path | None, port: int) -> int:
    """Build once, then reuse: the second start finds the sample register as it was left."""
    open_register(make=True)
    try:
        if not has_sample():
            build()
        report = five_year_report(first=FIRST, last=LAST, unit_id=None, known_on=None, today=today())
        summary(report)
        if out is not None:
            write_papers(report, out)
    except Refused as refused:
        raise Bad(refused.said(language())) from None
    return 0 if no_serve else serve_on("127.0.0.1", port)


def build() -> None:
    """Write the files of the sample office beside the register and take them in, one by one."""
    if not is_empty():
        raise Bad(
            say(
                f"{data_folder()} đã có sổ thật; lập sổ mẫu ở thư mục khác bằng --data.",
                f"{data_folder()} holds a real register; build the sample elsewhere with --data.",
            )
        )
    with step(say("Viết tệp Excel của cơ quan mẫu", "Writing the Excel files of the sample office")):
        files = write_office(data_folder() / "tep-mau")
    wanted = [file for file in files if file.kind != "broken"]
    with step(say(f"Đọc {len(wanted)} tệp", f"Reading {len(wanted)} files")):
        incoming, unread = read_all([file.path for file in wanted])
        for name, why in unread:
            raise Bad(f"{name}: {why}")
    with step(say("Ghi vào sổ", "Entering them into the register")):
        enter(list(zip(incoming, wanted, strict=True)))


def enter(files: list[tuple[Any, SampleFile]]) -> None:
    """Take the files in with a bar for whoever watches."""
    columns = (TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), disable=not on_terminal(), transient=True) as progress:
        task = progress.add_task("", total=len(files))
        build_sample(
            [(one, file.received) for one, file in files],
            tell=lambda taken: progress.update(task, advance=1, description=taken.batch.file_name[:40]),
        )


@contextmanager
def step(words: str) -> Iterator[None]:
    """Say what begins, and how long it took."""
    click.echo(f"{words} …", err=True)
    start = time.perf_counter()
    yield
    click.echo(f"  {time.perf_counter() - start:.1f} s", err=True)


def summary(report: dict[str, Any]) -> None:
    """Print the sentences of the report, as it will be read out."""
    click.echo(f"{report['office']['name']} · {report['subtitle']} · {report['code']}")
    if report["sample"]:
        click.echo(say("Dữ liệu mẫu: mọi người trong đó đều là hư cấu.", "Sample data: all people in it are invented."))
    for section in report["sections"]:
        click.echo("\n" + section["heading"])
        for paragraph in section["paragraphs"]:
            click.echo("  " + "".join(run["text"] for run in paragraph["runs"]))


def write_papers(report: dict[str, Any], out: Path) -> None:
    """Write the report in every format."""
    out.mkdir(parents=True, exist_ok=True)
    with step(say("Ghi báo cáo", "Writing the report")):
        for format_ in FORMATS:
            (out / f"five-year.{format_}").write_bytes(written(report, format=format_, known_on=today()))
    click.echo(
        "\n" + say("Đã ghi: ", "Written: ") + ", ".join(str(out / f"five-year.{format_}") for format_ in FORMATS)
    )


def today() -> date:
    """The day of this command, in Vietnam."""
    moment: datetime = now()
    return moment.astimezone(VIETNAM).date()
