"""`tdkt read`: the facts of texts. Needs no register and no data folder."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from tdkt.cli.commands import Bad
from tdkt.cli.words import say
from tdkt.reader.reading import read
from tdkt.sheets.grid import UnreadableFile
from tdkt.sheets.texts import read_text

FILES = click.argument("files", nargs=-1, required=True, type=click.Path(exists=False, allow_dash=True, path_type=Path))


def text_of(path: Path) -> tuple[str, str]:
    """Name and text of a file, or of standard input for `-`. Raises `Bad` with the file's name."""
    if str(path) == "-":
        return "-", sys.stdin.read()
    try:
        return path.name, read_text(path.name, path.read_bytes())
    except OSError:
        raise Bad(
            say(
                f"{path}: không mở được tệp. Kiểm tra đường dẫn và quyền đọc.",
                f"{path}: cannot be opened. Check the path and your rights.",
            )
        ) from None
    except UnreadableFile as refused:
        raise Bad(f"{path}: {refused}") from None


@click.command(
    help=say(
        "Đọc các con số khen thưởng và mô hình trong văn bản (.txt, .docx, .pdf, hoặc - ). Ví dụ: tdkt read bao-cao.docx --json",
        "Read the tallies of honours and models in texts (.txt, .docx, .pdf, or -). Example: tdkt read report.docx --json",
    )
)
@FILES
@click.option("--json", "as_json", is_flag=True, help=say("trả lời bằng JSON", "answer in JSON"))
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help=say("ghi JSON vào tệp", "write JSON to a file")
)
def read_texts(files: tuple[Path, ...], as_json: bool, out: Path | None) -> int:
    """Print the facts of each text."""
    answers = [read(text, source=name).as_json() for name, text in map(text_of, files)]
    give(answers, as_json=as_json, out=out, line=fact_line)
    return 0


def give(answers: list[dict[str, Any]], *, as_json: bool, out: Path | None, line: Any) -> None:
    """Print answers as JSON (one object for one file, a list for several) or as a line for each fact."""
    whole = json.dumps(answers[0] if len(answers) == 1 else answers, ensure_ascii=False, indent=1)
    if out is not None:
        out.write_text(whole + "\n", encoding="utf-8")
    elif as_json:
        click.echo(whole)
    else:
        for answer in answers:
            click.echo(f"{answer['source']}: " + say(f"{len(answer['facts'])} con số", f"{len(answer['facts'])} facts"))
            for fact in answer["facts"]:
                click.echo("  " + line(fact))
            for unread in answer["unread"]:
                click.echo(
                    "  "
                    + say("chưa đọc chắc: ", "not read surely: ")
                    + f"{unread.get('quote', '')} ({unread.get('reason', '')})"
                )


def fact_line(fact: dict[str, Any]) -> str:
    """One fact for a person: its words, then its number."""
    return f"“{fact['quote']}” → {count_of(fact)}"


def count_of(fact: dict[str, Any]) -> str:
    """The number or numbers of a fact."""
    if fact["kind"] == "model":
        words = {"types": "loại", "models": "mô hình", "places": "điểm", "groups": "tổ", "members": "thành viên"}
        return ", ".join(f"{fact[key]} {word}" for key, word in words.items() if fact.get(key) is not None)
    return f"{fact['count'] if fact['count'] is not None else '?'} · {fact['award'] or fact.get('award_text') or ', '.join(fact.get('awards', [])) or '—'}"
