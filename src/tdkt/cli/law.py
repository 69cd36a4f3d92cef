"""`tdkt law`: the instruments, one award's rules on a day, what stands on a day, and the checks of the law files."""

import json
from pathlib import Path

import click

from tdkt.cli.words import language, say
from tdkt.law.checking import accounts, problems
from tdkt.law.fences import LawError
from tdkt.law.instruments import WHY, Law
from tdkt.law.loading import load_law

_FOLDERS = click.option(
    "--law",
    "folders",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=say("thư mục văn bản riêng của cơ quan", "a folder of the office's own instruments"),
)


@click.group(
    help=say(
        "Văn bản pháp luật trong chương trình. Ví dụ: tdkt law check",
        "The law in the program. Example: tdkt law check",
    )
)
def law() -> None:
    """Replaced by `help` above."""


def loaded(folders: tuple[Path, ...]) -> Law:
    """The law with these folders, or one sentence that names file and line, and exit 2."""
    try:
        return load_law(tuple(folders))
    except LawError as why:
        click.echo(why.said(language()), err=True)
        raise SystemExit(2) from why


@law.command(
    "check",
    help=say("Soát các tệp luật. Ví dụ: tdkt law check --json", "Check the law files. Example: tdkt law check --json"),
)
@_FOLDERS
@click.option("--json", "as_json", is_flag=True, help=say("in dạng JSON", "print JSON"))
def check(folders: tuple[Path, ...], as_json: bool) -> None:
    """Counts every provision, lists what is wrong, exits 1 when anything is."""
    found = loaded(folders)
    wrong, english = problems(found), language() == "en"
    if as_json:
        listed = [
            {
                "instrument": p.instrument,
                "id": p.id,
                "state": p.state,
                "why": (WHY[p.why][1 if english else 0] + (f": {p.note}" if p.note else "")) if p.why else "",
            }
            for p in found.provisions.values()
        ]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
    else:
        click.echo(
            say(
                "văn bản                 đã mã hóa  Hội đồng xét  không mã hóa  chưa xác nhận",
                "instrument                encoded     judgement   not encoded    unconfirmed",
            )
        )
        for account in accounts(found):
            click.echo(
                f"{account.instrument:<22} {account.encoded:>10} {account.judgement:>13} {account.not_encoded:>13} {account.unconfirmed:>14}"
            )
    for problem in wrong:
        click.echo(problem.said(language()), err=True)
    if wrong:
        raise SystemExit(1)
