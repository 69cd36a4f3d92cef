"""Which commands there are, and how each is loaded only when it is asked for."""

import importlib
import sys
from typing import Any

import click

from tdkt.cli.words import say

COMMANDS = {
    "demo": (
        "tdkt.cli.demo:demo",
        "lập sổ mẫu, in báo cáo năm năm, mở các màn hình",
        "build the sample register, print its report, serve it",
    ),
    "serve": ("tdkt.cli.serve:serve", "mở các màn hình trên trình duyệt", "serve the screens to a browser"),
    "read": ("tdkt.cli.texts:read_texts", "đọc các con số trong văn bản", "read the tallies in texts"),
    "check": ("tdkt.cli.check:check_texts", "soát văn bản với sổ", "check texts against the register"),
    "import": (
        "tdkt.cli.imports:import_files",
        "nhập danh sách vào sổ, hoặc rút một lần nhập",
        "take lists in, or undo an import",
    ),
    "export": ("tdkt.cli.export:export", "xuất sổ thành các bảng", "write the register as tables"),
    "screen": ("tdkt.cli.screening:screen", "xét điều kiện cho tất cả", "eligibility for many"),
    "explain": ("tdkt.cli.screening:explain", "giải thích cho một đối tượng", "eligibility of one, with reasons"),
    "forecast": ("tdkt.cli.screening:forecast", "danh sách đến hạn các năm tới", "what falls due in the years to come"),
    "replay": (
        "tdkt.cli.replay:replay_register",
        "xét lại khen thưởng đã có theo luật của ngày đó",
        "judge the register's awards by the law of their day",
    ),
    "report": ("tdkt.cli.report:report", "lập báo cáo từ sổ", "make reports from the register"),
    "law": ("tdkt.cli.law:law", "văn bản pháp luật trong chương trình", "the law in the program"),
    "sample": ("tdkt.cli.sample:sample", "ghi các tệp của cơ quan mẫu", "write the files of the sample office"),
    "verify": (
        "tdkt.cli.verify:verify",
        "kiểm tra bằng khen thưởng, không cần mạng",
        "check certificates, without a network",
    ),
    "audit": ("tdkt.cli.audit:audit", "kiểm tra nhật ký của sổ", "check the register's log"),
    "bench": ("tdkt.cli.bench:bench", "đo tốc độ cạnh công cụ khác", "benchmarks beside other tools"),
    "account": ("tdkt.cli.account:account", "tài khoản đăng nhập", "accounts that sign in"),
}
"""Each verb with the function that runs it and what it does in a few words; a module is loaded when its verb is used."""


class Verbs(click.Group):
    """The verbs of the office, loaded one at a time."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(say("Các lệnh", "Commands")):
            formatter.write_dl(
                [(name, say(vietnamese, english)) for name, (_, vietnamese, english) in COMMANDS.items()]
            )

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            known = ", ".join(COMMANDS)
            raise click.UsageError(
                say(f"Không có lệnh “{args[0]}”. Các lệnh: {known}.", f"No command “{args[0]}”. Commands: {known}.")
            ) from None


@click.group(
    cls=Verbs,
    help=say(
        "Sổ thi đua, khen thưởng: nhập danh sách, lập báo cáo năm năm, soát văn bản. --data THƯ_MỤC chọn nơi giữ dữ liệu, --lang en đổi sang tiếng Anh.",
        "The register of emulation and commendation: takes lists in, makes the five-year report, checks texts."
        " --data DIR chooses where the data are kept, --lang en speaks English.",
    ),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
def verbs() -> None:
    """Replaced by `help` above."""


class Bad(click.ClickException):
    """Bad input or bad usage: one sentence on standard error, exit 2."""

    exit_code = 2


def sentence(refused: click.ClickException) -> str:
    """What was wrong with the call, as one sentence with the remedy."""
    if isinstance(refused, Bad):
        return refused.message
    context = getattr(refused, "ctx", None)
    help_ = say(f" Xem: {context.command_path} --help", f" See: {context.command_path} --help") if context else ""
    parameter = getattr(refused, "param", None)
    named = parameter.opts[0] if parameter is not None and parameter.opts else ""
    if isinstance(refused, click.MissingParameter):
        return say(f"Thiếu {named}.", f"{named} is missing.") + help_
    if isinstance(refused, click.NoSuchOption):
        return say(f"Không có tuỳ chọn {refused.option_name}.", f"There is no option {refused.option_name}.") + help_
    if isinstance(refused, click.BadParameter):
        return say(f"Giá trị của {named} không đúng.", f"The value of {named} is not right: {refused.message}") + help_
    return refused.format_message() + help_


def tdkt(arguments: list[str]) -> int:
    """Run one command by its arguments; answers the exit code."""
    try:
        code = verbs.main(arguments, prog_name="tdkt", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as help_:
        click.echo(help_.ctx.get_help() if help_.ctx else "")
        return 2
    except click.ClickException as refused:
        click.echo(sentence(refused), err=True)
        return 2
    except click.Abort:
        click.echo(say("Đã dừng.", "Stopped."), err=True)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    return code if isinstance(code, int) else 0
