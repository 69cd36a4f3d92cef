"""`tdkt audit verify`: whether anything was changed unseen."""

import json

import click

from tdkt.cli.register import open_register
from tdkt.cli.words import say
from tdkt.operations.audit import verify


@click.group(help=say("Kiểm tra nhật ký của sổ.", "Check the register's log."))
def audit() -> None:
    """Replaced by `help` above."""


@audit.command(
    "verify",
    help=say(
        "Đọc lại cả chuỗi nhật ký. Ví dụ: tdkt audit verify",
        "Read the whole chain of the log again. Example: tdkt audit verify",
    ),
)
@click.option("--json", "as_json", is_flag=True, help=say("trả lời bằng JSON", "answer in JSON"))
def verify_log(as_json: bool) -> int:
    """Say what was read and each fault found; exit 1 when there is one."""
    open_register(make=False)
    found = verify()
    if as_json:
        click.echo(
            json.dumps(
                {"entries": found.entries, "states": found.states, "head": found.head, "faults": list(found.faults)},
                ensure_ascii=False,
            )
        )
    else:
        for fault in found.faults:
            click.echo(fault)
        click.echo(
            say(
                f"{found.entries} dòng nhật ký, {found.states} trạng thái, mã cuối {found.head[:16]}.",
                f"{found.entries} entries, {found.states} states, head {found.head[:16]}.",
            )
            + " "
            + (
                say("Không có gì bị sửa ngầm.", "Nothing was changed unseen.")
                if found.sound
                else say("Có sai khác.", "There are faults.")
            )
        )
    return 0 if found.sound else 1
