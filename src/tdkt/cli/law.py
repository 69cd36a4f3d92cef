"""`tdkt law`: the instruments, one award's rules on a day, what stands on a day, what changed, and the checks of the law files."""

import json
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import track

from tdkt.cli.commands import Bad
from tdkt.cli.words import language, say
from tdkt.exchange.errors import BadTable
from tdkt.exchange.reading import read_tables
from tdkt.law.asking import BadQuestion
from tdkt.law.catalogue import awards
from tdkt.law.checking import accounts, problems
from tdkt.law.comparing import changes, parameter_changes
from tdkt.law.fences import LawError
from tdkt.law.instruments import WHY, Instrument, Law
from tdkt.law.loading import draft_law, load_law
from tdkt.law.rehearsing import rehearse
from tdkt.law.telling import SUBJECTS, cited, deciders
from tdkt.law.wording import head, say_award, say_verdict
from tdkt.law.worked import tried, worked_cases
from tdkt.rules.conditions import AllOf, AnyOf, Condition, Rule, for_the_council_alone
from tdkt.vietnamese.numbers import write_number


class Day(click.ParamType):
    """A day written 2024-12-31 or 31/12/2024."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        for form in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                return datetime.strptime(value, form).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
        return self.fail(
            say(f"“{value}” không phải một ngày (2024-12-31).", f"“{value}” is no day (2024-12-31)."), param, ctx
        )


class AwardAndClass(click.ParamType):
    """A code of the catalogue, with its class after a colon where it is meant."""

    name = "award"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, int | None]:
        if isinstance(value, tuple):
            return value
        code, _, class_ = value.partition(":")
        if code not in awards():
            self.fail(say(f"Không có mã danh hiệu “{code}”.", f"No such award code as “{code}”."), param, ctx)
        if class_ and (not class_.isdigit() or int(class_) not in awards()[code].classes):
            self.fail(say(f"“{code}” không có hạng “{class_}”.", f"“{code}” has no class “{class_}”."), param, ctx)
        return code, int(class_) if class_ else None


_FOLDERS = click.option(
    "--law",
    "folders",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=say("thư mục văn bản riêng của cơ quan", "a folder of the office's own instruments"),
)
_JSON = click.option("--json", "as_json", is_flag=True, help=say("in dạng JSON", "print JSON"))
_ON = click.option(
    "--on", type=Day(), default=None, help=say("ngày cần hỏi (không ghi: hôm nay)", "the day asked (today if left out)")
)


@click.group(
    help=say(
        "Văn bản pháp luật trong chương trình. Ví dụ: tdkt law show bang-khen-bo-tinh --on 2024-12-31",
        "The law in the program. Example: tdkt law show bang-khen-bo-tinh --on 2024-12-31",
    )
)
def law() -> None:
    """Replaced by `help` above."""


def loaded(folders: tuple[Path, ...]) -> Law:
    """The law with these folders, or one sentence that names file and line, and exit 2."""
    try:
        return load_law(tuple(folders))
    except LawError as why:
        click.echo(why.said(language()), err=True)
        raise SystemExit(2) from why


def printed(data: Any) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=1, default=str))


@law.command(
    "list",
    help=say(
        "Các văn bản, theo ngày có hiệu lực. Ví dụ: tdkt law list",
        "The instruments by their first day. Example: tdkt law list",
    ),
)
@_FOLDERS
@_JSON
def list_(folders: tuple[Path, ...], as_json: bool) -> None:
    """Every instrument with its days, how surely they are known, and how much of it is encoded."""
    found = loaded(folders)
    counted = {account.instrument: account for account in accounts(found)}
    ordered = [found.instruments[id_] for id_ in counted]
    if as_json:
        printed(
            [_instrument(i) | {"provisions": counted[i.id].total, "encoded": counted[i.id].encoded} for i in ordered]
        )
        return
    for i in ordered:
        days = f"{_day(i.in_force)} – {_day(i.to) if i.to else say('nay', 'now')}"
        click.echo(f"{i.number:<20} {days:<25} {i.confidence:<12} {_name(i)}")


@law.command(
    "show",
    help=say(
        "Các con đường đến một danh hiệu vào một ngày. Ví dụ: tdkt law show huan-chuong-lao-dong:3 --on 2024-12-31",
        "The pathways to an award on a day. Example: tdkt law show huan-chuong-lao-dong:3 --on 2024-12-31",
    ),
)
@click.argument("award", type=AwardAndClass())
@_ON
@_FOLDERS
@_JSON
def show(award: tuple[str, int | None], on: date | None, folders: tuple[Path, ...], as_json: bool) -> None:
    """Each pathway as a tree of sentences, with its provision and its confidence; who decides and who proposes."""
    found, day = loaded(folders), on or date.today()  # noqa: DTZ011 - whoever asks at a desk means today
    code, class_ = award
    rules = [r for r in found.rules_on(day, code) if class_ is None or r.class_ == class_]
    if as_json:
        printed(
            {
                "award": code,
                "class": class_,
                "on": day,
                "governed_by": [entry.article or entry.why for entry in found.governing(code, day, class_)],
                "decided_by": _deciders(found, "decides", code, day),
                "proposed_by": _deciders(found, "proposes", code, day),
                "pathways": [_rule(rule) for rule in rules],
            }
        )
        return
    click.echo(f"{say_award(code, class_)}, {_day(day)}")
    for entry in found.governing(code, day, class_):
        by = _cite(found, entry.article) if entry.article else entry.why
        click.echo(say(f"Điều chỉnh bởi: {by}", f"Governed by: {by}"))
    for key, words in (
        ("decides", say("Quyết định", "Decided by")),
        ("proposes", say("Trình, đề nghị", "Proposed by")),
    ):
        for line in _deciders(found, key, code, day):
            click.echo(f"{words}: {line}")
    if not rules:
        click.echo(say("Không có con đường nào vào ngày này.", "No pathway on this day."))
    for rule in rules:
        click.echo("")
        click.echo(_title(found, rule))
        _tree(rule.condition, 1, found)
        for warning in rule.warnings:
            click.echo(f"  ! {warning}")


@law.command(
    "at",
    help=say(
        "Văn bản và danh hiệu vào một ngày. Ví dụ: tdkt law at 2016-05-19",
        "What stands on a day. Example: tdkt law at 2016-05-19",
    ),
)
@click.argument("day", type=Day())
@_FOLDERS
@_JSON
def at(day: date, folders: tuple[Path, ...], as_json: bool) -> None:
    """The instruments in force, and for every award the text that governs it and how many pathways there are."""
    found = loaded(folders)
    standing = found.in_force(day)
    lines: list[dict[str, Any]] = []
    for code, class_ in found.pairs:
        rules = found.rules_on(day, code, class_)
        governed = "; ".join(
            _cite(found, e.article) if e.article else e.why for e in found.governing(code, day, class_)
        )
        council = sum(for_the_council_alone(rule) for rule in rules)
        lines.append(
            {
                "award": code,
                "class": class_,
                "governed_by": governed,
                "pathways": len(rules),
                "for_the_council": council,
            }
        )
    if as_json:
        printed({"on": day, "instruments": [_instrument(i) for i in standing], "awards": lines})
        return
    click.echo(say(f"Có hiệu lực ngày {_day(day)}:", f"In force on {_day(day)}:"))
    for instrument in standing:
        click.echo(f"  {instrument.number:<20} {_name(instrument)}")
    for line in lines:
        of_council = say(f", {line['for_the_council']} do Hội đồng xét", f", {line['for_the_council']} for the council")
        paths = say(f"{line['pathways']} con đường", f"{line['pathways']} pathways")
        click.echo(
            f"{say_award(str(line['award']), line['class'])}: {paths}{of_council if line['for_the_council'] else ''}. {line['governed_by']}"
        )


@law.command(
    "diff",
    help=say(
        "Luật thay đổi gì giữa hai ngày. Ví dụ: tdkt law diff 2023-12-31 2024-01-01",
        "What changed between two days. Example: tdkt law diff 2023-12-31 2024-01-01",
    ),
)
@click.argument("before", type=Day())
@click.argument("after", type=Day())
@click.option("--award", type=AwardAndClass(), default=None, help=say("chỉ danh hiệu này", "this award only"))
@_FOLDERS
@_JSON
def diff(
    before: date, after: date, award: tuple[str, int | None] | None, folders: tuple[Path, ...], as_json: bool
) -> None:
    """Pathways that came, went or moved to another provision, and parameters that changed."""
    found = loaded(folders)

    def asked(day: date) -> tuple[Rule, ...]:
        rules = found.rules_on(day, award[0] if award else None)
        return tuple(rule for rule in rules if award is None or award[1] is None or rule.class_ == award[1])

    differing = changes(asked(before), asked(after))
    numbers = () if award else parameter_changes(found, before, after)
    if as_json:
        printed(
            {
                "from": before,
                "to": after,
                "pathways": [
                    {
                        "how": c.how,
                        "award": c.award,
                        "class": c.class_,
                        "old": c.old and c.old.id,
                        "new": c.new and c.new.id,
                    }
                    for c in differing
                ],
                "parameters": [
                    {"how": p.how, "name": p.name, "old": p.old and p.old.cite, "new": p.new and p.new.cite}
                    for p in numbers
                ],
            }
        )
        return
    if not differing and not numbers:
        click.echo(say("Không có gì thay đổi.", "Nothing changed."))
    signs = {"came": "+", "went": "-", "moved": "=", "changed": "~"}
    for code in awards():
        of_award = [change for change in differing if change.award == code]
        if of_award:
            click.echo(say_award(code))
        for change in of_award:
            for mark, rule in (("-", change.old), ("+", change.new)):
                if rule is not None:
                    click.echo(f"  {signs[change.how] if change.how == 'moved' else mark} {_title(found, rule)}")
                    if change.how != "moved":
                        _tree(rule.condition, 3, found)
    for number in numbers:
        cites = " → ".join(_cite(found, p.cite) for p in (number.old, number.new) if p)
        click.echo(f"{signs[number.how]} {number.name}: {cites}")


@law.command(
    "cases",
    help=say(
        "Thử các trường hợp mẫu viết thành câu. Ví dụ: tdkt law cases truong-hop.yaml --law thu/",
        "Try worked cases written as sentences. Example: tdkt law cases cases.yaml --law scratch/",
    ),
)
@click.argument("place", type=click.Path(exists=True, path_type=Path))
@_FOLDERS
def cases(place: Path, folders: tuple[Path, ...]) -> None:
    """Each sentence with what the law says of it; exits 1 when one disagrees."""
    found = loaded(folders)
    try:
        answers = [tried(found, worked) for worked in worked_cases(place)]
    except LawError as why:
        raise Bad(why.said(language())) from why
    for answer in answers:
        said = say_verdict(answer.verdict, language())
        if answer.agrees:
            click.echo(say(f"đúng  {answer.worked.says}: {said}", f"right  {answer.worked.says}: {said}"))
        else:
            meant = say_verdict(answer.worked.verdict, language())
            lacking = "; ".join(answer.missing) or "; ".join(answer.provisions)
            click.echo(
                say(
                    f"SAI   {answer.worked.says}: trường hợp ghi “{meant}” theo {answer.worked.decides}, luật nói “{said}” ({lacking})",
                    f"WRONG  {answer.worked.says}: the case says “{meant}” by {answer.worked.decides}, the law “{said}” ({lacking})",
                )
            )
    wrong = sum(not answer.agrees for answer in answers)
    click.echo(say(f"{len(answers)} trường hợp, {wrong} sai.", f"{len(answers)} cases, {wrong} wrong."))
    if wrong:
        raise SystemExit(1)


@law.command(
    "rehearse",
    help=say(
        "Diễn tập một dự thảo: ai được thêm, ai mất, tốn bao nhiêu. Ví dụ: tdkt law rehearse du-thao.md --from bang/ --on 2026-12-31",
        "Rehearse a draft: who gains, who loses, what it costs. Example: tdkt law rehearse draft.md --from tables/ --on 2026-12-31",
    ),
)
@click.argument("draft", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--from",
    "folder",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=say("thư mục các bảng (CSV, Parquet)", "folder of tables (CSV, Parquet)"),
)
@click.option("--on", type=Day(), required=True, help=say("ngày cần hỏi", "the day asked"))
@click.option(
    "--award", "named", multiple=True, metavar="CODE[:CLASS]", help=say("chỉ danh hiệu này", "this award only")
)
@_FOLDERS
@_JSON
def rehearse_draft(
    draft: Path, folder: Path, on: date, named: tuple[str, ...], folders: tuple[Path, ...], as_json: bool
) -> None:
    """The draft stands in place of the instrument of the same file name, or beside the law where there is none."""
    found = loaded(folders)
    try:
        other = draft_law(draft, tuple(folders))
        facts = read_tables(folder, tuple(awards()))
        result = rehearse(found, other, facts, on, named=named, progress=_bar)
    except LawError as why:
        raise Bad(why.said(language())) from why
    except (BadTable, BadQuestion) as why:
        raise Bad(why.said(language())) from why
    if as_json:
        printed(
            {
                "on": on,
                "draft": draft.name,
                "gain": len(result.gains),
                "lose": len(result.losses),
                "cost": result.cost,
                "without_amount": result.without_amount,
                "turns": [vars(turn) for turn in result.turns],
            }
        )
        return
    for turn in result.turns:
        before, after = say_verdict(turn.before, language()), say_verdict(turn.after, language())
        click.echo(f"{turn.subject_id} {turn.name}: {say_award(turn.award, turn.class_)}: {before} → {after}")
    gains, losses, cost = len(result.gains), len(result.losses), write_number(result.cost)
    click.echo(
        say(
            f"Được thêm {gains}, mất {losses}; tiền thưởng thay đổi {cost} đồng"
            f"{f', chưa kể {result.without_amount} trường hợp chưa rõ mức' if result.without_amount else ''}.",
            f"{gains} gain, {losses} lose; bonuses change by {cost} đồng"
            f"{f', not counting {result.without_amount} without a known amount' if result.without_amount else ''}.",
        )
    )


def _bar(numbers: Iterable[int]) -> Iterable[int]:
    """A progress bar on a terminal, nothing in a pipe."""
    return track(numbers, console=Console(stderr=True), disable=not sys.stderr.isatty())


@law.command(
    "check",
    help=say("Soát các tệp luật. Ví dụ: tdkt law check --json", "Check the law files. Example: tdkt law check --json"),
)
@_FOLDERS
@_JSON
def check(folders: tuple[Path, ...], as_json: bool) -> None:
    """Counts every provision, lists what is wrong, exits 1 when anything is."""
    found = loaded(folders)
    wrong = problems(found)
    if as_json:
        printed(
            [
                {
                    "instrument": p.instrument,
                    "id": p.id,
                    "state": p.state,
                    "why": (say(*WHY[p.why]) + (f": {p.note}" if p.note else "")) if p.why else "",
                }
                for p in found.provisions.values()
            ]
        )
    else:
        _accounted(found)
    for problem in wrong:
        click.echo(problem.said(language()), err=True)
    if wrong:
        raise SystemExit(1)


def _accounted(found: Law) -> None:
    """A line for each instrument, under it why what is not encoded is not, and the sums."""
    click.echo(
        say(
            f"{'văn bản':<20}{'đã mã hóa':>12}{'Hội đồng xét':>15}{'không mã hóa':>15}{'chưa xác nhận':>16}",
            f"{'instrument':<20}{'encoded':>12}{'for judgement':>15}{'not encoded':>15}{'unconfirmed':>16}",
        )
    )
    reasons: dict[str, Counter[str]] = {}
    for provision in found.provisions.values():
        if provision.why:
            reasons.setdefault(provision.instrument, Counter())[provision.why] += 1
    total = [0, 0, 0, 0]
    for a in accounts(found):
        numbers = (a.encoded, a.judgement, a.not_encoded, a.unconfirmed)
        total = [one + other for one, other in zip(total, numbers, strict=True)]
        unknown = say("  (chưa có nguyên văn)", "  (text not known)") if a.text == "not-known" else ""
        click.echo(f"{a.number:<20}{numbers[0]:>12}{numbers[1]:>15}{numbers[2]:>15}{numbers[3]:>16}{unknown}")
        if a.instrument in reasons:
            click.echo(f"    {_why(reasons[a.instrument])}")
    click.echo(f"{say('cộng', 'in all'):<20}{total[0]:>12}{total[1]:>15}{total[2]:>15}{total[3]:>16}")
    click.echo(f"    {_why(sum(reasons.values(), Counter()))}")


def _why(counted: Counter[str]) -> str:
    listed = "; ".join(f"{say(*WHY[why])} {count}" for why, count in counted.most_common())
    return say(f"không mã hóa: {listed}", f"not encoded: {listed}")


# --- words --------------------------------------------------------------------------------------


def _day(day: date | None) -> str:
    if day is None:
        return say("chưa rõ", "not known")
    return say(f"{day:%d/%m/%Y}", day.isoformat())


def _name(instrument: Instrument) -> str:
    return instrument.name_en or instrument.name if language() == "en" else instrument.name


def _cite(found: Law, id_: str) -> str:
    return cited(found, id_, language())


def _title(found: Law, rule: Rule) -> str:
    subjects = ", ".join(say(*SUBJECTS[kind]) for kind in SUBJECTS if kind in rule.subjects)
    sure = "" if rule.confidence == "VERIFIED" else f" [{rule.confidence}]"
    return f"{say_award(rule.award, rule.class_)}: {_cite(found, rule.id)} ({subjects}){sure}"


def _tree(condition: Condition, depth: int, found: Law) -> None:
    click.echo(f"{'  ' * depth}- {head(condition, language())}")
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            _tree(part, depth + 1, found)


def _deciders(found: Law, name: str, code: str, day: date) -> list[str]:
    told = deciders(found, name, code, day, language())
    return [
        f"{one.who} ({one.cited})" + ("" if one.confidence == "VERIFIED" else f" [{one.confidence}]") for one in told
    ]


def _instrument(i: Instrument) -> dict[str, Any]:
    return {
        "id": i.id,
        "number": i.number,
        "kind": i.kind,
        "name": _name(i),
        "issued": i.issued,
        "in_force": i.in_force,
        "to": i.to,
        "confidence": i.confidence,
        "text": i.text,
        "source": i.source,
        "checked_by": i.checked_by,
    }


def _rule(rule: Rule) -> dict[str, Any]:
    def tree(part: Condition) -> dict[str, Any]:
        said: dict[str, Any] = {"says": head(part, language()), "cite": part.cite, "id": part.id}
        if isinstance(part, AllOf | AnyOf):
            said["parts"] = [tree(each) for each in part.parts]
        return said

    return {
        "id": rule.id,
        "award": rule.award,
        "class": rule.class_,
        "subjects": sorted(rule.subjects),
        "forces": sorted(rule.forces),
        "ground": rule.ground,
        "from": rule.from_,
        "to": rule.to,
        "confidence": rule.confidence,
        "for_the_council_alone": for_the_council_alone(rule),
        "condition": tree(rule.condition),
        "warnings": list(rule.warnings),
    }
