"""`tdkt check`: texts against the register, fact by fact."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from tdkt.cli.commands import Bad
from tdkt.cli.register import now, open_register
from tdkt.cli.texts import FILES, count_of, give, text_of
from tdkt.cli.words import language, say
from tdkt.operations.checking import agrees, check_text
from tdkt.operations.errors import Refused
from tdkt.operations.imports import VIETNAM
from tdkt.operations.reporting import unit_named


@click.command(
    help=say(
        "Soát văn bản với sổ: từng con số khớp, sai khác, hay không so được và vì sao. Ví dụ: tdkt check bao-cao.docx",
        "Check texts against the register: each number agrees, differs, or cannot be compared and why. Example: tdkt check report.docx",
    )
)
@FILES
@click.option(
    "--unit", help=say("mã hoặc tên đơn vị; bỏ trống: cả cơ quan", "code or name of a unit; left out: the whole office")
)
@click.option(
    "--known-on",
    type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
    help=say("số liệu biết đến ngày", "as the register stood on this day"),
)
@click.option("--json", "as_json", is_flag=True, help=say("trả lời bằng JSON", "answer in JSON"))
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help=say("ghi JSON vào tệp", "write JSON to a file")
)
def check_texts(
    files: tuple[Path, ...], unit: str | None, known_on: datetime | None, as_json: bool, out: Path | None
) -> int:
    """Exit 1 when a fact differs, or when none agrees."""
    texts = [text_of(path) for path in files]
    open_register(make=False)
    today = now().astimezone(VIETNAM).date()
    try:
        where = unit_named(unit) if unit else None
        day = known_on.date() if known_on else None
        answers = [check_text(text, source=name, unit_id=where, known_on=day, today=today) for name, text in texts]
    except Refused as refused:
        raise Bad(refused.said(language())) from None
    give(answers, as_json=as_json, out=out, line=verdict_line)
    return 0 if all(agrees(answer) for answer in answers) else 1


def verdict_line(fact: dict[str, Any]) -> str:
    """One fact with its verdict: what the text says, what the register has, and why they cannot be compared."""
    words = {
        "agrees": say("khớp", "agrees"),
        "differs": say(
            f"SAI: văn bản ghi {count_of(fact)}, sổ có {fact['register']}",
            f"DIFFERS: text says {count_of(fact)}, register has {fact['register']}",
        ),
        "cannot-be-compared": say("không so được", "cannot be compared"),
    }
    why = f" ({fact['why']})" if fact["why"] and fact["verdict"] != "agrees" else ""
    return f"{words[fact['verdict']]} · “{fact['quote']}”{why}"
