"""`tdkt screen`, `tdkt explain`, `tdkt forecast`: eligibility for many, for one, and in the years to come, from a folder of tables.

Need no register and no data folder. A row of `screen` and the tree of `explain` come from the same judgement.
"""

import csv
import json
import sys
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click
import pyarrow as pa
from rich.console import Console
from rich.progress import Progress

from tdkt.cli.commands import Bad
from tdkt.cli.words import language, say
from tdkt.exchange.errors import BadTable
from tdkt.exchange.folders import read_folder
from tdkt.exchange.reading import known_ids, numbers_in_unit
from tdkt.exchange.screening import tables_of, write_answers, write_answers_csv
from tdkt.exchange.spark import Asked, NoSpark, screened_on_spark
from tdkt.exchange.writing import ENDINGS, write_csv, write_rows
from tdkt.law.asking import BadQuestion, explain_case, questions
from tdkt.law.catalogue import awards
from tdkt.law.fences import LawError
from tdkt.law.forecasting import DUE_COLUMNS, forecast_rows
from tdkt.law.loading import load_law
from tdkt.law.screening import screen_blocks
from tdkt.law.wording import say_truth, say_verdict
from tdkt.rules.case import Cases
from tdkt.rules.truth import Truth

DUE_KINDS = {"class": pa.int8(), "alternative_class": pa.int8()}
TRUTHS = {"no": Truth.NO, "unknown": Truth.UNKNOWN, "judge": Truth.JUDGE, "yes": Truth.YES}

Command = TypeVar("Command", bound=Callable[..., Any])

FROM = click.option(
    "--from",
    "folder",
    required=True,
    type=click.Path(path_type=Path),
    help=say("thư mục các bảng (CSV, Parquet)", "folder of tables (CSV, Parquet)"),
)
ON = click.option(
    "--on",
    required=True,
    type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
    help=say(
        "ngày xét: luật có hiệu lực và quá trình tính đến ngày này", "the day asked: law and history as of this day"
    ),
)
AWARD = click.option(
    "--award",
    "named",
    multiple=True,
    metavar="CODE[:CLASS]",
    help=say("mã danh hiệu, hình thức; ghi nhiều lần được; bỏ trống: tất cả", "award code; may be repeated; none: all"),
)
PATHWAY = click.option(
    "--pathway",
    metavar="ID",
    help=say("chỉ xét theo quy định này (06-2022-qh15/art-74/cl-1/pt-d)", "judge by this provision alone"),
)
OUT = click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help=say("ghi ra tệp .csv, .parquet hoặc .json", "write to a .csv, .parquet or .json file"),
)
MEMORY = click.option(
    "--memory",
    is_flag=True,
    help=say("dùng cả con số nhớ lại, chưa đối chiếu văn bản", "use numbers known from memory only, not checked"),
)

LAW = click.option(
    "--law",
    "folders",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=say("thư mục văn bản riêng của cơ quan", "a folder of the office's own instruments"),
)


def asks(command: Command) -> Command:
    """A command whose bad tables, questions and law files are one sentence and exit 2."""

    @wraps(command)
    def asked(*arguments: Any, **options: Any) -> Any:
        try:
            return command(*arguments, **options)
        except (BadTable, BadQuestion, LawError, NoSpark) as refused:
            raise Bad(refused.said(language())) from None

    return asked  # type: ignore[return-value]


@click.command(
    help=say(
        "Xét điều kiện cho tất cả: mỗi đối tượng, mỗi danh hiệu hoặc hình thức một dòng. Ví dụ: tdkt screen --from so --on 2026-12-31 --award huan-chuong-lao-dong:3 --out ket-qua.csv",
        "Eligibility for many: a row for each subject and award. Example: tdkt screen --from register --on 2026-12-31 --award huan-chuong-lao-dong:3 --out rows.csv",
    )
)
@FROM
@ON
@AWARD
@PATHWAY
@click.option(
    "--subjects",
    "listed",
    type=click.Path(path_type=Path),
    help=say("chỉ xét các mã trong tệp này, mỗi dòng một mã", "only the ids in this file, one a line"),
)
@OUT
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    help=say("chạy trên máy này hay trên Spark", "run on this machine or on Spark"),
)
@MEMORY
@LAW
@asks
def screen(
    folder: Path,
    on: datetime,
    named: tuple[str, ...],
    pathway: str | None,
    listed: Path | None,
    out: Path | None,
    engine: str,
    memory: bool,
    folders: tuple[Path, ...],
) -> int:
    """Write the rows of the contract, to a file by its ending or as CSV to standard output."""
    check_out(out)
    day = on.date()
    if engine == "spark":
        asked_there = Asked(day, named, pathway, memory, folders)
        ids = None if listed is None else subjects_listed(listed, known_ids(folder))
        with screened_on_spark(folder, asked_there, listed=ids) as tables:
            give_answers(out, tables)
        return 0
    law = load_law(folders)
    asked = questions(law, day, named=named, pathway=pathway)
    facts = read_folder(folder, tuple(awards()))
    places = Cases(facts).numbers
    numbers = range(len(facts)) if listed is None else [places[id_] for id_ in subjects_listed(listed, places)]
    with watched(len(numbers)) as done:
        blocks = screen_blocks(law, facts, day, asked, numbers=numbers, use_memory=memory, done=done)
        give_answers(out, (table for block in blocks for table in tables_of(block)))
    return 0


def give_answers(out: Path | None, tables: Iterable[pa.Table]) -> None:
    """Write the rows of screening to the file, or as CSV to standard output."""
    if out is None:
        with click.open_file("-", "wb") as standard_output:
            write_answers_csv(standard_output, tables)
    else:
        with writable(out):
            write_answers(out, tables)


@click.command(
    help=say(
        "Giải thích vì sao một đối tượng đủ hay chưa đủ điều kiện: từng tiêu chuẩn, dòng dữ liệu, điều luật. Ví dụ: tdkt explain --from so CB001 huan-chuong-lao-dong:3 --on 2026-12-31",
        "Why a subject is eligible or not: every condition, the rows, the articles. Example: tdkt explain --from register CB001 huan-chuong-lao-dong:3 --on 2026-12-31",
    )
)
@FROM
@click.argument("subject_id")
@click.argument("award", metavar="AWARD[:CLASS]")
@ON
@PATHWAY
@click.option("--json", "as_json", is_flag=True, help=say("trả lời bằng JSON", "answer in JSON"))
@MEMORY
@LAW
@asks
def explain(
    folder: Path,
    subject_id: str,
    award: str,
    on: datetime,
    pathway: str | None,
    as_json: bool,
    memory: bool,
    folders: tuple[Path, ...],
) -> int:
    """Print the whole tree; of an award with classes and none named, the tree of each class."""
    law, day = load_law(folders), on.date()
    asked = questions(law, day, named=(award,), pathway=pathway)
    facts = read_folder(folder, tuple(awards()))
    cases = Cases(facts)
    if subject_id not in cases.numbers:
        raise Bad(
            say(
                f"{folder}: bảng subjects không có mã “{subject_id}”.",
                f"{folder}: table subjects has no id “{subject_id}”.",
            )
        )
    case = cases.of(cases.numbers[subject_id])
    answers = [explain_case(law, case, question, day, use_memory=memory) for question in asked]
    if as_json:
        click.echo(json.dumps(answers[0] if len(answers) == 1 else answers, ensure_ascii=False, indent=1))
    else:
        for answer in answers:
            for line in explained(answer):
                click.echo(line)
    return 0


@click.command(
    help=say(
        "Danh sách đến hạn trong các năm tới nếu quá trình tiếp tục như hiện nay: thiếu gì, khi nào, hình thức thấp hơn có thể đề nghị ngay. Ví dụ: tdkt forecast --from so --on 2026-12-31 --years 3",
        "What falls due in the years to come if the record goes on: what is missing, when, and the lower award that can be had now. Example: tdkt forecast --from register --on 2026-12-31 --years 3",
    )
)
@FROM
@ON
@click.option(
    "--years",
    type=click.IntRange(0, 15),
    required=True,
    help=say("số năm tới, đến 15", "how many years ahead, up to 15"),
)
@click.option("--unit", help=say("mã đơn vị, gồm cả đơn vị trực thuộc", "id of a unit, with the units below it"))
@AWARD
@OUT
@MEMORY
@LAW
@asks
def forecast(
    folder: Path,
    on: datetime,
    years: int,
    unit: str | None,
    named: tuple[str, ...],
    out: Path | None,
    memory: bool,
    folders: tuple[Path, ...],
) -> int:
    """Write the due list, the soonest first."""
    check_out(out)
    law, day = load_law(folders), on.date()
    asked = questions(law, day, named=named)
    facts = read_folder(folder, tuple(awards()))
    numbers = range(len(facts)) if unit is None else numbers_in_unit(folder, unit)
    rows = forecast_rows(law, facts, day, years, asked, numbers=numbers, use_memory=memory)
    give_rows(out, DUE_COLUMNS, rows)
    return 0


def check_out(out: Path | None) -> None:
    """Refuse a file that cannot be written before anything is read."""
    if out is None:
        return
    if out.suffix not in ENDINGS:
        raise Bad(
            say(
                f"{out}: đuôi tệp phải là một trong: {', '.join(ENDINGS)}.",
                f"{out}: the file must end in one of: {', '.join(ENDINGS)}.",
            )
        )
    if not out.resolve().parent.is_dir():
        raise Bad(say(f"{out}: chưa có thư mục này.", f"{out}: there is no such folder."))


def give_rows(out: Path | None, columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> None:
    """Write rows to the file, or as CSV to standard output."""
    if out is None:
        with click.open_file("-", "w", encoding="utf-8") as standard_output:
            write_csv(standard_output, columns, rows)
        return
    with writable(out):
        write_rows(out, columns, rows, kinds=DUE_KINDS)


@contextmanager
def writable(out: Path) -> Iterator[None]:
    """A file that turns out not to be writable is bad input."""
    try:
        yield
    except OSError:
        raise Bad(say(f"{out}: không ghi được tệp.", f"{out}: cannot be written.")) from None


@contextmanager
def watched(subjects: int) -> Iterator[Callable[[int], None]]:
    """A progress bar for whoever is watching, moved on by so many subjects at a time."""
    bar = Progress(console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True)
    with bar:
        task = bar.add_task(say("Xét", "Screening"), total=subjects)
        yield lambda done: bar.advance(task, done)


def subjects_listed(path: Path, known: Container[str]) -> list[str]:
    """The subjects that a file names, one id a line, in its order; a line "subject_id" at the head is its header, further columns are left.

    Raises `BadTable` for an id that the tables do not have.
    """
    found: dict[str, None] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines)
            for record in reader:
                if not record or not record[0] or (record[0] == "subject_id" and reader.line_num == 1):
                    continue
                if record[0] not in known:
                    raise BadTable(
                        path.name,
                        reader.line_num,
                        "subject_id",
                        f"bảng subjects không có mã “{record[0]}”.",
                        f"table subjects has no id “{record[0]}”.",
                    )
                found[record[0]] = None
    except (OSError, UnicodeDecodeError):
        raise Bad(
            say(f"{path}: không đọc được tệp này (cần chữ UTF-8).", f"{path}: cannot be read (UTF-8 text is needed).")
        ) from None
    return list(found)


# --- the tree in words ------------------------------------------------------------------------


def explained(answer: dict[str, Any]) -> Iterator[str]:
    """An answer of `explain_case` for a person to read, line by line."""
    lang = language()
    name = f" · {answer['name']}" if answer["name"] else ""
    yield f"{answer['subject_id']}{name} · {answer['award_name']} · {answer['on']}"
    said = say_verdict(answer["verdict"], lang)
    if answer["earliest"]:
        said += say(f"; sớm nhất: {answer['earliest']}", f"; earliest: {answer['earliest']}")
    yield said
    for warning in answer["warnings"]:
        yield say("Lưu ý: ", "Note: ") + warning[lang]
    if not answer["pathways"]:
        yield say("Chưa có quy định nào được mã hóa cho ngày này.", "No pathway is encoded for this day.")
    cite = "cite_en" if lang == "en" else "cite"
    for pathway in answer["pathways"]:
        council = say(" · chỉ Hội đồng xem xét", " · for the council alone") if pathway["council"] else ""
        yield ""
        yield f"[{_word(pathway, lang)}] {pathway[cite]} ({pathway['id']}){council}"
        if pathway[lang]:
            yield f"  {pathway[lang]}"
        for gate in pathway["gates"]:
            if gate["truth"] != "yes":
                yield from _tree(gate, "  ", lang)
        yield from _tree(pathway["conditions"], "  ", lang)


def _word(node: dict[str, Any], lang: str) -> str:
    return say_truth(TRUTHS[node["truth"]], lang)


def _tree(node: dict[str, Any], indent: str, lang: str) -> Iterator[str]:
    counted = ""
    citation = "citation_en" if lang == "en" else "citation"
    if node["needed"] is not None:
        counted = f" ({_figure(node['got'] or 0)}/{_figure(node['needed'])})"
    when = say(f" · sớm nhất {node['earliest']}", f" · earliest {node['earliest']}") if node["earliest"] else ""
    memory = say(" · theo trí nhớ", " · from memory") if node["memory"] else ""
    yield f"{indent}[{_word(node, lang)}] {node[lang]}{counted}{when}{memory} · {node[citation]}"
    for row in node["rows"]:
        yield f"{indent}    {row['table']}:{row['line']} {row[lang]}"
    for part in node["parts"]:
        yield from _tree(part, indent + "  ", lang)


def _figure(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)
