"""`tdkt import`: lists of an office into the register, by a plan first."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from tdkt.cli.commands import Bad
from tdkt.cli.register import now, on_terminal, open_register
from tdkt.cli.tables import import_tables
from tdkt.cli.words import language, say
from tdkt.operations.abbreviations import office_abbreviations
from tdkt.operations.annotated import LARGEST, annotated
from tdkt.operations.desk import OPEN
from tdkt.operations.errors import Refused
from tdkt.operations.imports import Incoming, Taken, apply_imports, plan_imports, revert_import
from tdkt.operations.kept_files import plain_path
from tdkt.operations.tables import is_exchange
from tdkt.sheets.archive import unpacked
from tdkt.sheets.grid import UnreadableFile
from tdkt.sheets.plan import read_plans

READABLE = {".xlsx", ".xls", ".xlsb", ".ods", ".csv", ".docx", ".pdf", ".zip"}
INTERRUPTED = 130
"""The exit code of a command that was stopped with Ctrl+C, as shells have it."""

Unread = tuple[str, str]
"""A file that could not be read: its name, and the sentence why."""


@click.command(
    "import",
    help=say(
        "Nhập danh sách (Excel, ODS, CSV, Word, PDF), tệp nén .zip hoặc cả thư mục. Còn dòng chưa rõ thì không ghi gì. Ví dụ: tdkt import khen-thuong-2019.xlsx --plan",
        "Take in lists (Excel, ODS, CSV, Word, PDF), a .zip or a folder. While a row is open nothing is written. Example: tdkt import awards-2019.xlsx --plan",
    ),
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--plan", "only_plan", is_flag=True, help=say("chỉ xem kế hoạch, không ghi", "show the plan, write nothing")
)
@click.option(
    "--partial",
    is_flag=True,
    help=say("ghi các dòng đã rõ, bỏ lại các dòng khác", "enter the settled rows, leave the others"),
)
@click.option(
    "--annotated",
    "annotated_copy",
    type=click.Path(path_type=Path),
    metavar="OUT.xlsx",
    help=say(
        "cùng --plan: ghi bản sao có ghi chú cạnh các ô", "with --plan: write a copy with the problems beside the cells"
    ),
)
@click.option("--json", "as_json", is_flag=True, help=say("trả lời bằng JSON", "answer in JSON"))
@click.option("--revert", "revert", type=int, metavar="BATCH", help=say("rút lần nhập số này", "undo this import"))
def import_files(
    files: tuple[Path, ...],
    only_plan: bool,
    partial: bool,
    annotated_copy: Path | None,
    as_json: bool,
    revert: int | None,
) -> int:
    """Plan, apply or revert; exit 1 while rows are open and nothing was written, 130 when stopped with Ctrl+C."""
    if revert is not None:
        return undo(revert)
    refuse_bad_call(files, only_plan=only_plan, annotated_copy=annotated_copy)
    try:
        if len(files) == 1 and is_exchange(files[0]):
            return import_tables(files[0], only_plan=only_plan, partial=partial, as_json=as_json)
        return import_lists(files, only_plan=only_plan, partial=partial, annotated_copy=annotated_copy, as_json=as_json)
    except KeyboardInterrupt:
        click.echo(
            say("Đã dừng. Chưa ghi gì vào sổ.", "Stopped. Nothing was entered in the register."),
            err=True,
        )
        return INTERRUPTED


def refuse_bad_call(files: tuple[Path, ...], *, only_plan: bool, annotated_copy: Path | None) -> None:
    """Raises `Bad` for a call that names no file, or asks for an annotated copy of what is not one file's plan."""
    if not files:
        raise Bad(
            say(
                "Chưa nêu tệp nào. Ví dụ: tdkt import khen-thuong-2019.xlsx",
                "No file named. Example: tdkt import awards-2019.xlsx",
            )
        )
    if annotated_copy is None:
        return
    if not only_plan or not is_one_list(files):
        raise Bad(
            say(
                "--annotated đi cùng --plan và một tệp danh sách. Ví dụ: tdkt import a.xlsx --plan --annotated a-ghi-chu.xlsx",
                "--annotated goes with --plan and one list. Example: tdkt import a.xlsx --plan --annotated a-notes.xlsx",
            )
        )
    if annotated_copy.suffix.lower() != ".xlsx":
        raise Bad(
            say(
                f"{annotated_copy}: bản ghi chú là tệp .xlsx. Đặt tên có đuôi .xlsx.",
                f"{annotated_copy}: the annotated copy is an .xlsx file. Give it that ending.",
            )
        )


def is_one_list(files: tuple[Path, ...]) -> bool:
    """Whether the call names one file that holds one list, as opposed to a folder, an archive or several."""
    return len(files) == 1 and not files[0].is_dir() and files[0].suffix.lower() != ".zip"


def import_lists(
    files: tuple[Path, ...], *, only_plan: bool, partial: bool, annotated_copy: Path | None, as_json: bool
) -> int:
    """Read lists, plan or apply them, and say what became of each."""
    paths = readable(files)
    open_register(make=True)
    incoming, unread = read_all(paths)
    if unread and (is_one_list(files) or not (only_plan or partial)):
        raise Bad(f"{unread[0][0]}: {unread[0][1]}")
    at = now()
    sent = [(one, at) for one in incoming]
    try:
        with progress(say("Đối chiếu với sổ", "Comparing") if only_plan else say("Ghi vào sổ", "Entering")) as watch:
            if only_plan:
                taken = plan_imports(sent, by=None, watch=watch)
            else:
                taken = apply_imports(sent, by=None, partial=partial, watch=watch)
    except Refused as refused:
        raise Bad(refused.said(language())) from None
    if annotated_copy is not None:
        write_copy(annotated_copy, incoming[0], taken[0])
    if as_json:
        plans = [contract_plan(one.plan) for one in taken] + [unread_plan(name, why) for name, why in unread]
        click.echo(json.dumps(plans[0] if is_one_list(files) else plans, ensure_ascii=False, indent=1))
    else:
        for one in taken:
            show(one)
        for name, why in unread:
            click.echo(say(f"{name} (chưa đọc được): {why}", f"{name} (not read): {why}"))
    return 0 if only_plan else exit_code(taken, partial=partial)


def exit_code(taken: list[Taken], *, partial: bool) -> int:
    """0 when what could be entered was; 1, with the sentence why, when open rows held everything up."""
    open_rows = sum(len(one.open_rows) for one in taken)
    if not open_rows or partial:
        return 0
    click.echo(
        say(
            f"Chưa ghi gì: còn {open_rows} dòng cần quyết định. Sửa tệp rồi nhập lại, hoặc thêm --partial để ghi các dòng khác.",
            f"Nothing was entered: {open_rows} rows are open. Mend the file and import again, or add --partial to enter the others.",
        ),
        err=True,
    )
    return 1


@contextmanager
def progress(words: str) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on standard error for whoever watches a terminal, told as `watch(done, in_all)`; None where nobody does."""
    if not on_terminal():
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task(words, total=None)
        yield lambda done, in_all: bars.update(bar, completed=done, total=in_all or None)


def readable(files: tuple[Path, ...]) -> list[Path]:
    """The files named, and those within folders, in order of name. Raises `Bad` for what is not there."""
    found: list[Path] = []
    for path in files:
        if path.is_dir():
            found += sorted(
                p
                for p in path.rglob("*")
                if p.suffix.lower() in READABLE and p.is_file() and not p.name.startswith(("~$", "."))
            )
        elif path.exists():
            found.append(path)
        else:
            raise Bad(say(f"{path}: không có tệp này. Kiểm tra đường dẫn.", f"{path}: no such file. Check the path."))
    if not found:
        raise Bad(say("Thư mục này không có tệp nào nhập được.", "No readable file in this folder."))
    return found


def read_all(paths: list[Path]) -> tuple[list[Incoming], list[Unread]]:
    """Each file with the plan read from it in a child process, archives unpacked; and those that could not be read, with the reason."""
    found: list[tuple[str, str, bytes]] = []
    unread: list[Unread] = []
    for path in paths:
        for name, content in unpacked([(path.name, path.read_bytes())]):
            shown = plain_path(name)
            spoken = str(path if name == path.name else path.parent / shown)
            if isinstance(content, UnreadableFile):
                unread.append((spoken, str(content)))
            else:
                found.append((spoken, shown, content))
    incoming: list[Incoming] = []
    with progress(say("Đọc tệp", "Reading")) as watch:
        files = ((name, content) for _, name, content in found)
        plans = read_plans(files, abbreviations=office_abbreviations())
        for number, ((spoken, name, content), (_, plan)) in enumerate(zip(found, plans, strict=True), start=1):
            if isinstance(plan, UnreadableFile):
                unread.append((spoken, str(plan)))
            else:
                incoming.append(Incoming(name, content, plan))
            if watch:
                watch(number, len(found))
    return incoming, unread


def write_copy(path: Path, incoming: Incoming, taken: Taken) -> None:
    """Write the annotated copy of a planned file. Raises `Bad` where it cannot be written."""
    try:
        path.write_bytes(annotated(incoming.name, incoming.content, taken.plan, largest=LARGEST))
    except OSError as fault:
        raise Bad(
            say(
                f"{path}: không ghi được ({fault.strerror}). Chọn nơi khác.",
                f"{path}: cannot be written ({fault.strerror}). Choose another place.",
            )
        ) from None
    click.echo(say(f"Đã ghi bản ghi chú: {path}", f"Annotated copy: {path}"), err=True)


def unread_plan(name: str, why: str) -> dict[str, Any]:
    """The plan of a file among several that could not be read: one part of unknown kind, with the reason."""
    problem = {"code": "file-unreadable", "level": "error", "at": name, "value": None, "message": why, "remedy": ""}
    return {
        "file": name,
        "parts": [{"where": name, "kind": "unknown", "context": {}, "rows": [], "problems": [problem]}],
    }


def contract_plan(plan: dict[str, Any]) -> dict[str, Any]:
    """The plan as other programs are promised it: without this register's own ids."""
    parts = []
    for part in plan["parts"]:
        rows = []
        for row in part["rows"]:
            kept = {key: row[key] for key in ("at", "status", "record", "problems") if key in row}
            if row.get(
                "held"
            ):  # the contract's word for a row whose receiver is clear and one of whose other cells is damaged
                kept["status"] = "new"
            elif row["status"] == "doubtful" or row.get("candidates"):
                kept["candidates"] = row.get("candidates", [])
            rows.append(kept)
        kept_of_part = {key: part[key] for key in ("where", "kind", "context", "problems") if key in part}
        parts.append({**kept_of_part, "rows": rows})
    return {"file": plan["file"], "parts": parts}


def show(taken: Taken) -> None:
    """One line for a file, then a line for each row that is open."""
    counts = Counter(taken.counts)
    words = {
        "new": say("mới", "new"),
        "changes": say("đổi", "changed"),
        "same": say("đã có", "known"),
        "doubtful": say("nghi trùng", "doubtful"),
        "conflict": say("trái nhau", "conflicting"),
        "refused": say("từ chối", "refused"),
        "ignored": say("bỏ qua", "ignored"),
    }
    said = ", ".join(f"{counts[key]} {word}" for key, word in words.items() if counts[key])
    head = say(f"lần nhập {taken.batch.pk}", f"import {taken.batch.pk}") if taken.applied else say("kế hoạch", "plan")
    click.echo(f"{taken.plan['file']} ({head}): {said or say('không có dòng nào', 'no rows')}")
    for part in taken.plan["parts"]:
        for row in part["rows"]:
            if row["status"] in OPEN:
                for problem in row["problems"]:
                    if problem.get("level") != "repair":
                        click.echo(f"  {problem['at']}: {problem['message']} {problem['remedy']}")


def undo(batch: int) -> int:
    """Revert one import."""
    open_register(make=False)
    try:
        reverted = revert_import(batch, by=None, at=now())
    except Refused as refused:
        raise Bad(refused.said(language())) from None
    click.echo(
        say(
            f"Đã rút lần nhập {reverted.pk} ({reverted.file_name}).",
            f"Reverted import {reverted.pk} ({reverted.file_name}).",
        )
    )
    return 0
