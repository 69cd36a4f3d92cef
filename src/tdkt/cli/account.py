"""`tdkt account add`: makes the accounts that sign in; there is no default one."""

import click

from tdkt.cli.commands import Bad
from tdkt.cli.register import now, open_register
from tdkt.cli.words import language, say
from tdkt.operations.accounts import add_account
from tdkt.operations.errors import Refused
from tdkt.operations.reporting import root_unit, unit_named
from tdkt.operations.units import unit_by_id


@click.group(help=say("Tài khoản đăng nhập.", "Accounts that sign in."))
def account() -> None:
    """Replaced by `help` above."""


@account.command(
    "add",
    help=say(
        'Thêm tài khoản; mật khẩu được hỏi, không ghi trên dòng lệnh. Ví dụ: tdkt account add ha --name "Trần Thị Hà" --role officer',
        'Add an account; the password is asked for. Example: tdkt account add ha --name "Trần Thị Hà" --role officer',
    ),
)
@click.argument("username")
@click.option("--name", required=True, help=say("họ và tên", "full name"))
@click.option("--role", required=True, help="clerk, officer, inspector")
@click.option(
    "--unit",
    help=say("mã hoặc tên đơn vị; bỏ trống: cả cơ quan", "code or name of the unit; left out: the whole office"),
)
def add(username: str, name: str, role: str, unit: str | None) -> int:
    """Ask for the password twice and make the account."""
    open_register(make=True)
    password = click.prompt(
        say("Mật khẩu (ít nhất 12 ký tự)", "Password (12 characters or more)"),
        hide_input=True,
        confirmation_prompt=True,
    )
    try:
        where = unit_by_id(unit_named(unit) if unit else root_unit())
        add_account(username, name=name, role=role, unit=where, password=password, at=now())
    except Refused as refused:
        raise Bad(refused.said(language())) from None
    click.echo(say(f"Đã thêm tài khoản {username}.", f"Added account {username}."))
    return 0
