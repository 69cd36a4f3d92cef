"""`tdkt verify`: whether a certificate is genuine, with or without a register; and the files that let others say so."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from tdkt.cli.commands import Bad
from tdkt.cli.register import now, open_register
from tdkt.cli.words import language, say
from tdkt.operations.errors import Refused
from tdkt.operations.imports import VIETNAM
from tdkt.operations.signing_keys import trust_file
from tdkt.operations.verify_page import page_of
from tdkt.operations.verifying import as_json, award_words, codes_in, say_verdict, verify_by_files, verify_by_register
from tdkt.seals.certificate import LIST_DAYS, Verdict
from tdkt.vietnamese.dates import write_date

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(
    help=say(
        "Kiểm tra bằng khen thưởng: mã, tệp chữ, ảnh PNG/JPG hoặc PDF có mã QR. Có --keys thì không cần sổ. Ví dụ: tdkt verify bang.pdf --keys khoa.json",
        "Check certificates: a code, a text file, a PNG or JPG picture, or a PDF with QR codes. With --keys no register is needed. Example: tdkt verify scan.pdf --keys keys.json",
    )
)
@click.argument("given", metavar="[CODE|FILE|-]...", nargs=-1)
@click.option("--keys", type=FILE, help=say("tệp khóa công khai của cơ quan cấp bằng", "the file of public keys"))
@click.option(
    "--list",
    "revocations",
    type=FILE,
    help=say("tệp danh sách thu hồi, nếu mới hơn tệp khóa", "a newer list of revocations"),
)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
    help=say("ngày kiểm tra (hôm nay)", "day of the check (today)"),
)
@click.option(
    "--days",
    type=click.IntRange(min=0),
    default=LIST_DAYS,
    show_default=True,
    help=say("danh sách thu hồi cũ quá số ngày này thì không kết luận", "a list older than this vouches for nothing"),
)
@click.option("--json", "as_json_", is_flag=True, help=say("trả lời bằng JSON", "answer in JSON"))
@click.option(
    "--publish",
    type=FILE,
    help=say("ghi tệp khóa và danh sách thu hồi của sổ này", "write this register's file of keys"),
)
@click.option(
    "--page", type=FILE, help=say("ghi trang HTML kiểm tra không cần mạng", "write the page that verifies offline")
)
def verify(
    given: tuple[str, ...],
    keys: Path | None,
    revocations: Path | None,
    on: datetime | None,
    days: int,
    as_json_: bool,
    publish: Path | None,
    page: Path | None,
) -> int:
    """Print a verdict for each code; 1 unless all are genuine."""
    if not given and not publish and not page:
        raise Bad(
            say("Thiếu mã hoặc tệp cần kiểm tra. Xem: tdkt verify --help", "No code or file. See: tdkt verify --help")
        )
    day = on.date() if on else now().astimezone(VIETNAM).date()
    try:
        codes = [code for text in given for code in _codes(text)]
        if keys is None:
            open_register(make=False)
            published = trust_file(by=None, at=now(), on=day) if publish or page else ""
            verdicts = [verify_by_register(code, on=day) for code in codes]
        else:
            published, newer = _text(keys), _text(revocations) if revocations else ""
            verdicts = [verify_by_files(code, published, newer, on=day, list_days=days) for code in codes]
        if publish:
            _write(publish, published)
        if page:
            _write(page, page_of(published, _text(revocations) if revocations else "", list_days=days))
    except Refused as refused:
        raise Bad(refused.said(language())) from None
    _give(verdicts, as_json_=as_json_)
    return 0 if all(verdict.is_genuine for verdict in verdicts) else 1


def _codes(text: str) -> list[str]:
    """What was given: a code itself, standard input, or the codes in a file."""
    if text == "-":
        return codes_in("-", sys.stdin.buffer.read())
    if text.strip().upper().startswith("TDKT:"):
        return [text]
    path = Path(text)
    try:
        return codes_in(path.name, path.read_bytes())
    except OSError:
        raise Bad(
            say(
                f"{text[:80]}: không phải mã của bằng (mã bắt đầu bằng TDKT:) và cũng không có tệp này.",
                f"{text[:80]}: no code of a certificate (those begin with TDKT:), and no such file.",
            )
        ) from None


def _give(verdicts: list[Verdict], *, as_json_: bool) -> None:
    if as_json_:
        said: list[dict[str, Any]] = [as_json(verdict) for verdict in verdicts]
        click.echo(json.dumps(said[0] if len(said) == 1 else said, ensure_ascii=False, indent=1))
        return
    for verdict in verdicts:
        click.echo(say_verdict(verdict, language()))
        paper = verdict.certificate
        if paper is None:
            continue
        decided = f" {say('ngày', 'of')} {write_date(paper.decided_on)}" if paper.decided_on else ""
        dead = say(" (truy tặng)", " (posthumous)") if paper.posthumous else ""
        click.echo(f"  {paper.name} · {award_words(paper)}{dead}")
        click.echo(f"  {paper.number}{decided} · {paper.authority}")
        click.echo(
            say(
                f"  Số sổ vàng {paper.serial}/{paper.book} · cấp ngày {write_date(paper.issued_on)} · khóa {verdict.key_id}",
                f"  Gold book {paper.serial}/{paper.book} · issued {write_date(paper.issued_on)} · key {verdict.key_id}",
            )
        )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Bad(say(f"{path}: không đọc được tệp này.", f"{path}: cannot be read.")) from None


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError:
        raise Bad(say(f"{path}: không ghi được.", f"{path}: cannot be written.")) from None
    click.echo(str(path), err=True)
