"""`tdkt import`: lists of an office into the register, by a plan first."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import track

from tdkt.cli.commands import Bad
from tdkt.cli.register import now, on_terminal, open_register
from tdkt.cli.tables import import_tables
from tdkt.cli.words import language, say
from tdkt.operations.desk import OPEN
from tdkt.operations.errors import Refused
from tdkt.operations.imports import Incoming, Taken, apply_imports, plan_imports, revert_import
from tdkt.operations.tables import is_exchange
from tdkt.sheets.grid import UnreadableFile
from tdkt.sheets.plan import read_plans

READABLE = {".xlsx", ".xls", ".xlsb", ".ods", ".csv", ".docx"}


@click.command(
    "import",
    help=say(
        "Nhập danh sách (Excel, ODS, CSV, Word) hoặc cả thư mục. Còn dòng chưa rõ thì không ghi gì. Ví dụ: tdkt import khen-thuong-2019.xlsx --plan",
        "Take in lists (Excel, ODS, CSV, Word) or a folder. While a row is open nothing is written. Example: tdkt import awards-2019.xlsx --plan",
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
@click.option("--json", "as_json", is_flag=True, help=say("trả lời bằng JSON", "answer in JSON"))
@click.option("--revert", "revert", type=int, metavar="BATCH", help=say("rút lần nhập số này", "undo this import"))
def import_files(files: tuple[Path, ...], only_plan: bool, partial: bool, as_json: bool, revert: int | None) -> int:
    """Plan, apply or revert; exit 1 while rows are open and nothing was written."""
    if revert is not None:
        return undo(revert)
    if not files:
        raise Bad(
            say(
                "Chưa nêu tệp nào. Ví dụ: tdkt import khen-thuong-2019.xlsx",
                "No file named. Example: tdkt import awards-2019.xlsx",
            )
        )
    if len(files) == 1 and is_exchange(files[0]):
        return import_tables(files[0], only_plan=only_plan, partial=partial, as_json=as_json)
    paths = readable(files)
    open_register(make=True)
    incoming = list(read_all(paths))
    at = now()
    try:
        take = plan_imports if only_plan else apply_imports
        taken = take([(one, at) for one in incoming], by=None, **({} if only_plan else {"partial": partial}))
    except Refused as refused:
        raise Bad(refused.said(language())) from None
    if as_json:
        plans = [contract_plan(one.plan) for one in taken]
        click.echo(json.dumps(plans[0] if len(plans) == 1 else plans, ensure_ascii=False, indent=1))
    else:
        for one in taken:
            show(one)
    if only_plan:
        return 0
    open_rows = sum(len(one.open_rows) for one in taken)
    if open_rows and not partial:
        click.echo(
            say(
                f"Chưa ghi gì: còn {open_rows} dòng cần quyết định. Sửa tệp rồi nhập lại, hoặc thêm --partial để ghi các dòng khác.",
                f"Nothing was entered: {open_rows} rows are open. Mend the file and import again, or add --partial to enter the others.",
            ),
            err=True,
        )
        return 1
    return 0


def readable(files: tuple[Path, ...]) -> list[Path]:
    """The files named, and those within folders, in order of name. Raises `Bad` for what is not there."""
    found: list[Path] = []
    for path in files:
        if path.is_dir():
            found += sorted(
                p for p in path.rglob("*") if p.suffix.lower() in READABLE and not p.name.startswith(("~$", "."))
            )
        elif path.exists():
            found.append(path)
        else:
            raise Bad(say(f"{path}: không có tệp này. Kiểm tra đường dẫn.", f"{path}: no such file. Check the path."))
    if not found:
        raise Bad(say("Thư mục này không có tệp nào nhập được.", "No readable file in this folder."))
    return found


def read_all(paths: list[Path]) -> Iterator[Incoming]:
    """Each file with the plan read from it, in a child process. Raises `Bad` naming the file that cannot be read."""
    contents = [(path.name, path.read_bytes()) for path in paths]
    plans = read_plans(contents)
    words = say("Đọc tệp", "Reading")
    watched = track(
        plans, total=len(contents), description=words, console=Console(stderr=True), disable=not on_terminal()
    )
    for path, (name, content), (_, plan) in zip(paths, contents, watched, strict=True):
        if isinstance(plan, UnreadableFile):
            raise Bad(f"{path}: {plan}")
        yield Incoming(name, content, plan)


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
        parts.append({**part, "rows": rows})
    return {**plan, "parts": parts}


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
