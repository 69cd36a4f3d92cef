"""`tdkt replay`: every award of the register under the law of its day; and who qualifies and was never proposed."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

import click

from tdkt.cli.law import Day
from tdkt.cli.register import open_register
from tdkt.cli.words import language, say
from tdkt.law.telling import cited, limb_words
from tdkt.law.wording import say_award
from tdkt.operations.law import office_law
from tdkt.operations.replay import Answer, Replayed, Unproposed, never_proposed, replay, summary

WORDS = {
    Answer.ALLOWED: ("đúng luật ngày đó", "allowed by the law of its day"),
    Answer.NOT_ALLOWED: ("luật ngày đó không cho phép", "not allowed by the law of its day"),
    Answer.NOT_ENOUGH_EVIDENCE: ("chưa đủ căn cứ", "not enough evidence"),
    Answer.FOR_THE_COUNCIL: ("do Hội đồng xem xét", "for the council"),
    Answer.NOT_COVERED: ("luật ngày đó không có hình thức này", "no such award in the law of its day"),
}


@click.command(
    "replay",
    help=say(
        "Xét lại mọi khen thưởng trong sổ theo luật của ngày đó; với --never-proposed: ai đủ điều kiện mà chưa từng được đề nghị."
        " Ví dụ: tdkt replay --data data/demo",
        "Judge every award of the register by the law of its day; with --never-proposed: who qualifies and was never proposed."
        " Example: tdkt replay --data data/demo",
    ),
)
@click.option("--year", type=int, help=say("chỉ năm quyết định này", "only those decided in this year"))
@click.option(
    "--never-proposed", "unproposed", type=Day(), metavar="DATE", help=say("ngày xét", "the day on which they qualify")
)
@click.option("--json", "as_json", is_flag=True, help=say("trả lời bằng JSON", "answer in JSON"))
def replay_register(year: int | None, unproposed: date | None, as_json: bool) -> int:
    """List what the law would not allow, with the article for each reason, then how many have each answer."""
    open_register(make=False)
    law = office_law()
    if unproposed is not None:
        waiting = never_proposed(unproposed, law=law)
        if as_json:
            click.echo(json.dumps([_waiting(one) for one in waiting], ensure_ascii=False, indent=1))
        else:
            for one in waiting:
                click.echo(f"{one.name}: {say_award(one.award, one.class_)} ({cited(law, one.pathway, language())})")
            click.echo(
                say(
                    f"{len(waiting)} trường hợp đủ điều kiện mà chưa từng được đề nghị.",
                    f"{len(waiting)} qualify and were never proposed.",
                )
            )
        return 0
    found = replay(law=law, year=year)
    if as_json:
        counts = {answer.value: count for answer, count in summary(found).items()}
        click.echo(
            json.dumps(
                {"summary": counts, "awards": [_replayed(one) for one in _wanting(found)]}, ensure_ascii=False, indent=1
            )
        )
        return 0
    for unlawful in (one for one in found if one.answer is Answer.NOT_ALLOWED):
        day = f"{unlawful.day:%d/%m/%Y}" if unlawful.day else "–"
        click.echo(f"{unlawful.name}: {say_award(unlawful.award, unlawful.class_)}, {day}")
        for limb in unlawful.missing:
            if not limb.startswith(("judgement:", "pathway:")):
                provision = cited(law, limb.partition("#")[0], language())
                click.echo(
                    f"  {say('thiếu', 'lacks')}: {limb_words(law, limb, unlawful.day, language())} ({provision})"
                )
    for answer, count in summary(found).items():
        click.echo(f"{say(*WORDS[answer])}: {count}")
    return 0


def _reasons(one: Replayed) -> list[str]:
    """The limbs that facts refuse; where people's judgement was all that was asked, the bar that kept it from them."""
    refused = [limb for limb in one.missing if not limb.startswith(("judgement:", "pathway:"))]
    if not refused and one.outcome is not None:
        refused = [f"{judged.rule.id}#discipline" for judged in one.outcome.judged if judged.applies and judged.barred]
    return refused


def _wanting(found: Iterable[Replayed]) -> Iterable[Replayed]:
    return (one for one in found if one.answer is not Answer.ALLOWED)


def _replayed(one: Replayed) -> dict[str, Any]:
    return {
        "subject": one.subject,
        "name": one.name,
        "award": one.award,
        "class": one.class_,
        "ground": one.ground,
        "day": one.day.isoformat() if one.day else None,
        "conferral": one.conferral,
        "rating": one.rating,
        "answer": one.answer.value,
        "provisions": list(one.provisions),
        "missing": list(one.missing),
    }


def _waiting(one: Unproposed) -> dict[str, Any]:
    return {
        "subject": one.subject,
        "name": one.name,
        "award": one.award,
        "class": one.class_,
        "pathway": one.pathway,
        "missing": list(one.missing),
    }
