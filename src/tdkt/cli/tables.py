"""`tdkt import DIR` for a folder of exchange tables: that of `tdkt export`, or the ten tables of another program."""

import json
from pathlib import Path

import click

from tdkt.cli.commands import Bad
from tdkt.cli.register import now, open_register
from tdkt.cli.words import language, say
from tdkt.operations.errors import Refused
from tdkt.operations.imports import Taken
from tdkt.operations.tables import take_in_tables

ENDS = {
    "new": ("mới", "new"),
    "changes": ("đổi", "changed"),
    "same": ("đã có", "known"),
    "doubtful": ("nghi trùng", "doubtful"),
    "conflict": ("trái nhau", "conflicting"),
    "refused": ("từ chối", "refused"),
}


def import_tables(folder: Path, *, only_plan: bool, partial: bool, as_json: bool) -> int:
    """Plan or apply a folder of tables; exit 1 while rows are open and nothing was written."""
    open_register(make=True)
    try:
        taken = take_in_tables(folder, by=None, at=now(), only_plan=only_plan, partial=partial)
    except Refused as refused:
        raise Bad(f"{folder}: {refused.said(language())}") from None
    if as_json:
        click.echo(json.dumps(taken.plan, ensure_ascii=False, indent=1))
    else:
        _show(taken)
    if only_plan or taken.applied:
        return 0
    click.echo(
        say(
            f"Chưa ghi gì: còn {len(taken.open_rows)} dòng cần quyết định. Sửa bảng rồi nhập lại, hoặc thêm --partial để ghi các dòng khác.",
            f"Nothing was entered: {len(taken.open_rows)} rows are open. Mend the tables and import again, or add --partial to enter the others.",
        ),
        err=True,
    )
    return 1


def _show(taken: Taken) -> None:
    """One line for the folder, one for each table, then one for each row that is open."""
    head = say(f"lần nhập {taken.batch.pk}", f"import {taken.batch.pk}") if taken.applied else say("kế hoạch", "plan")
    click.echo(f"{taken.plan['file']} ({head}):")
    for part in taken.plan["parts"]:
        ends = [row["status"] for row in part["rows"]]
        counted = [f"{ends.count(end)} {say(*words)}" for end, words in ENDS.items() if end in ends]
        if counted:
            click.echo(f"  {part['where']}: {', '.join(counted)}")
    for row in taken.open_rows:
        for problem in row["problems"]:
            click.echo(f"  {row['at']}: {problem['message']} {problem['remedy']}")
