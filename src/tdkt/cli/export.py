"""`tdkt export`: the register as exchange tables."""

from datetime import datetime
from pathlib import Path

import click
from rich.console import Console

from tdkt.cli.commands import Bad
from tdkt.cli.register import on_terminal, open_register
from tdkt.cli.words import language, say
from tdkt.operations.errors import Refused
from tdkt.operations.exchange import export_register
from tdkt.operations.reporting import end_of


@click.command(
    help=say(
        "Xuất sổ thành các bảng (CSV hoặc Parquet) và TABLES.md ghi từng bảng, từng cột. Ví dụ: tdkt export so",
        "Write the register as tables (CSV or Parquet) and TABLES.md, which lists every table and column. Example: tdkt export register",
    )
)
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--parquet", is_flag=True, help=say("ghi Parquet thay cho CSV", "write Parquet instead of CSV"))
@click.option(
    "--known-on",
    type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
    help=say("sổ như biết đến hết ngày này", "as the register stood at the end of this day"),
)
def export(folder: Path, parquet: bool, known_on: datetime | None) -> int:
    """Print each table with its number of rows."""
    open_register(make=False)
    at = end_of(known_on.date()) if known_on else None
    console = Console(stderr=True)
    try:
        with console.status(say("Xuất", "Exporting")) if on_terminal() else console.capture():
            counts = export_register(folder, by=None, at=at, ending=".parquet" if parquet else ".csv")
    except Refused as refused:
        raise Bad(refused.said(language())) from None
    except OSError:
        raise Bad(say(f"{folder}: không ghi được vào thư mục này.", f"{folder}: cannot be written to.")) from None
    for name, count in counts.items():
        click.echo(f"{name}: {count}")
    return 0
