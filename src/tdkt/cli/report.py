"""`tdkt report five-year` and `tdkt report statistics`: reports as JSON, XLSX, DOCX and PDF."""

import json
from datetime import date
from pathlib import Path

import click

from tdkt.cli.commands import Bad
from tdkt.cli.register import now, open_register
from tdkt.cli.words import language, say
from tdkt.law.statistics import regime_of
from tdkt.operations.errors import Refused
from tdkt.operations.imports import VIETNAM
from tdkt.operations.reporting import FORMATS, five_year_report, unit_named, written
from tdkt.operations.statistics import statistics_file, statistics_of

EARLIEST = 1948
"""The year of the call to emulate: nothing was launched before it."""


def formats_asked(formats: str, first: int, last: int, out: Path | None) -> list[str]:
    """The formats of a call. Raises `Bad` for one that is none, for years turned round, and for files without a folder."""
    wanted = [word.strip() for word in formats.split(",") if word.strip()]
    unknown = [word for word in wanted if word not in FORMATS]
    if unknown:
        raise Bad(
            say(
                f"Không có dạng tệp “{unknown[0]}”. Chọn trong: {', '.join(FORMATS)}.",
                f"No format “{unknown[0]}”. Choose from: {', '.join(FORMATS)}.",
            )
        )
    if first > last:
        raise Bad(say(f"Năm đầu {first} sau năm cuối {last}.", f"First year {first} is after last year {last}."))
    if out is None and wanted != ["json"]:
        raise Bad(say("Thêm --out THƯ_MỤC để ghi các tệp này.", "Add --out DIR to write these files."))
    return wanted


@click.group(help=say("Lập báo cáo từ sổ.", "Make reports from the register."))
def report() -> None:
    """Replaced by `help` above."""


@report.command(
    "five-year",
    help=say(
        "Báo cáo tổng kết năm năm. Ví dụ: tdkt report five-year --from 2015 --to 2020 --format docx,pdf --out ra",
        "The five-year report. Example: tdkt report five-year --from 2015 --to 2020 --format docx,pdf --out out",
    ),
)
@click.option("--from", "first", type=int, required=True, help=say("năm đầu", "first year"))
@click.option("--to", "last", type=int, required=True, help=say("năm cuối", "last year"))
@click.option(
    "--unit", help=say("mã hoặc tên đơn vị; bỏ trống: cả cơ quan", "code or name of a unit; left out: the whole office")
)
@click.option(
    "--format",
    "formats",
    default="json",
    help=say("json, xlsx, docx, pdf, cách nhau dấu phẩy", "json, xlsx, docx, pdf, by commas"),
)
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help=say("thư mục ghi tệp", "folder to write to")
)
@click.option(
    "--known-on",
    type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
    help=say("số liệu biết đến ngày", "as the register stood on this day"),
)
def five_year(first: int, last: int, unit: str | None, formats: str, out: Path | None, known_on: date | None) -> int:
    """Write the report in each format asked for; JSON goes to standard output when no folder is named."""
    wanted = formats_asked(formats, first, last, out)
    open_register(make=False)
    today = now().astimezone(VIETNAM).date()
    day = known_on.date() if known_on else None  # type: ignore[attr-defined]
    try:
        made = five_year_report(
            first=first, last=last, unit_id=unit_named(unit) if unit else None, known_on=day, today=today
        )
        files = {word: written(made, format=word, known_on=day or today) for word in wanted}
    except Refused as refused:
        raise Bad(refused.said(language())) from None
    if out is None:
        click.echo(files["json"].decode(), nl=False)
        return 0
    out.mkdir(parents=True, exist_ok=True)
    for word, content in files.items():
        (out / f"five-year.{word}").write_bytes(content)
        click.echo(str(out / f"five-year.{word}"))
    return 0


@report.command(
    "statistics",
    help=say(
        "Thống kê hằng năm theo biểu của Bộ Nội vụ. Ví dụ: tdkt report statistics --from 2019 --to 2019 --form 0601 --format xlsx --out ra",
        "The yearly statistics on the forms of the Ministry of Home Affairs. Example:"
        " tdkt report statistics --from 2019 --to 2019 --form 0601 --format xlsx --out out",
    ),
)
@click.option("--from", "first", type=int, required=True, help=say("năm đầu", "first year"))
@click.option("--to", "last", type=int, required=True, help=say("năm cuối", "last year"))
@click.option(
    "--form",
    "number",
    help=say("số biểu, như 0601; bỏ trống: các biểu đang dùng của từng năm", "number of a form; else those in force"),
)
@click.option(
    "--format",
    "formats",
    default="json",
    help=say("json, xlsx, docx, pdf, cách nhau dấu phẩy", "json, xlsx, docx, pdf, by commas"),
)
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help=say("thư mục ghi tệp", "folder to write to")
)
def statistics(first: int, last: int, number: str | None, formats: str, out: Path | None) -> int:
    """Write each form of each year in each format; JSON goes to standard output, a line a form, when no folder is named."""
    wanted = formats_asked(formats, first, last, out)
    if not EARLIEST <= first <= last < 3000:
        raise Bad(say(f"Ghi các năm từ {EARLIEST}.", f"Say years from {EARLIEST} on."))
    asked = [
        (year, form) for year in range(first, last + 1) for form in ([number] if number else numbers_of(year)) if form
    ]
    if not asked:
        raise Bad(
            say(
                f"Chưa biết biểu nào của năm {first}. Thêm --form để đếm theo một biểu, như --form 0601.",
                f"No form is known for {first}. Add --form to count by one, such as --form 0601.",
            )
        )
    open_register(make=False)
    today = now().astimezone(VIETNAM).date()
    try:
        for year, form in asked:
            filled = statistics_of(year, form, by=None, on=today)
            for word in wanted:
                content = statistics_file(filled, format=word, known_on=today)
                if out is None:
                    click.echo(json.dumps(json.loads(content), ensure_ascii=False))
                    continue
                out.mkdir(parents=True, exist_ok=True)
                path = out / f"statistics-{form}-{year}.{word}"
                path.write_bytes(content)
                click.echo(str(path))
    except Refused as refused:
        raise Bad(refused.said(language())) from None
    return 0


def numbers_of(year: int) -> list[str]:
    """The forms on which a year is reported."""
    return [form.number for form in regime_of(year).forms]
