"""`tdkt sample DIR`: the files of the sample office."""

from pathlib import Path

import click

from tdkt.cli.words import say
from tdkt.sample.office import write_office


@click.command(
    help=say(
        "Ghi các tệp của cơ quan mẫu “Công an tỉnh Quảng Nam 2015-2020”; mọi người trong đó đều là hư cấu. Ví dụ: tdkt sample mau",
        "Write the files of the sample office; all people in it are invented. Example: tdkt sample sample-files",
    )
)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def sample(folder: Path) -> int:
    """Write the files and say how many."""
    files = write_office(folder)
    click.echo(say(f"Đã ghi {len(files)} tệp vào {folder}.", f"Wrote {len(files)} files to {folder}."))
    return 0
