"""The words of papers about a list: the decision, the submission of a round, the submission of a draft, and the list with particulars."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from tdkt.documents.numbers import write_long_date
from tdkt.law.catalogue import award
from tdkt.operations.award_words import decided_words
from tdkt.operations.decisions import giver_words
from tdkt.operations.draft_lists import lines_of, statutory
from tdkt.operations.drafts import level_of
from tdkt.operations.errors import NotFound
from tdkt.operations.letterhead import (
    BLANK,
    count_words,
    legal_grounds,
    letterhead,
    sign_lines,
    signature,
    symbol_of,
    the_office,
)
from tdkt.records.models import Account, Conferral, DossierText, Draft, Nomination, Office, Round, Tally
from tdkt.records.models.awards import STANDING
from tdkt.records.units import whole_names
from tdkt.vietnamese.dates import write_date

Giver = Callable[[Nomination], str]
"""Who gives what is proposed: the name that stands in "Bằng khen của …"."""
LEFT_OUT = ("withdrawn", "lowered", "refused")
"""Dossiers that a list of what is proposed no longer holds."""


def decision_words(draft: Draft, *, on: date) -> dict[str, Any]:
    """The words of a decision with its list: numbered and dated once it is signed."""
    office = the_office()
    nominations = [line.nomination for line in lines_of(draft)]
    decided = draft.decision
    number = decided.number if decided else f"{BLANK}/{draft.series}"
    day = decided.signed_on if decided else None
    head = letterhead(
        office,
        title="QUYẾT ĐỊNH",
        subtitle=draft.title,
        number=number,
        on=day,
        year=(day or on).year,
    )
    giving = giving_words(nominations, lambda _one: draft.authority)
    return (
        head
        | signature(
            office,
            lines=sign_lines(office, sign_as=draft.sign_as, post=draft.signer_post, body=office.name),
            signer=draft.signer,
            first=("Như Điều 3",),
        )
        | {
            "authority": draft.authority.upper(),
            "grounds": grounds(draft.round, draft),
            "giving": giving[:1].upper() + giving[1:],
            "counted": count_words(one.recipient for one in nominations),
            "list_title": f"ĐƯỢC {giving}".upper(),
            "appendix_of": f"(Kèm theo Quyết định số {number} {_day_words(day, on)} của {draft.authority})",
            "groups": list(groups(nominations, giver=lambda _one: draft.authority, on=day or on)),
        }
    )


def submission_of_draft(draft: Draft, *, on: date) -> dict[str, Any]:
    """The words of the submission by which a list goes up to whoever decides."""
    office = the_office()
    nominations = [line.nomination for line in lines_of(draft)]
    return _submission(
        office,
        draft.round,
        nominations,
        subtitle=draft.title,
        addressee=draft.authority,
        number=draft.letter_number or f"{BLANK}/{draft.series}",
        day=draft.sent_on,
        on=on,
        lines=sign_lines(office, sign_as=draft.sign_as, post=draft.signer_post, body=office.name),
        signer=draft.signer,
        council=_council_words(draft),
        giver=lambda _one: draft.authority,
    )


def submission_of_round(round_: Round, *, on: date, by: Account | None) -> dict[str, Any]:
    """The words of the submission of all that is proposed in a round, or of what an account's unit proposes in it."""
    office = the_office()
    nominations = proposed_in(round_, on=on, by=by)
    unit = _own_unit(by, office)
    levels = dict.fromkeys(level_of(one, office) for one in nominations)
    deciders = [giver_words(level, office) for level in levels if level]
    return _submission(
        office,
        round_,
        nominations,
        subtitle=f"Về việc đề nghị khen thưởng ({round_.name})",
        addressee=office.name if unit else "; ".join(dict.fromkeys(deciders)) or office.name,
        number=f"{BLANK}/TTr" if unit else f"{BLANK}/TTr-{symbol_of(office)}",
        day=None,
        on=on,
        lines=["THỦ TRƯỞNG ĐƠN VỊ"] if unit else sign_lines(office),
        signer="",
        council="",
        giver=giver_of(office),
        unit=unit,
    )


def particulars_of_round(round_: Round, *, on: date, by: Account | None) -> dict[str, Any]:
    """The words of the list with particulars, honours and votes of each proposed in a round."""
    office = the_office()
    nominations = proposed_in(round_, on=on, by=by)
    unit = _own_unit(by, office)
    return (
        letterhead(
            office,
            title="DANH SÁCH TRÍCH NGANG",
            subtitle=f"Đề nghị khen thưởng: {round_.name}",
            number="",
            on=None,
            year=on.year,
            issuer=unit,
            parent=office.name,
        )
        | signature(office, lines=["THỦ TRƯỞNG ĐƠN VỊ"] if unit else sign_lines(office), signer="")
        | {
            "counted": count_words(one.recipient for one in nominations),
            "groups": _with_particulars(nominations, round_, on=on),
        }
    )


def proposed_in(round_: Round, *, on: date, by: Account | None) -> list[Nomination]:
    """What stands proposed in a round, in the order of the law; of an account those that it sees. Raises `NotFound` when there is nobody."""
    seen = Nomination.objects.visible_to(by, on=on) if by else Nomination.objects.all()
    found = seen.filter(round=round_).exclude(state__in=LEFT_OUT)
    listed = sorted(found.select_related("subject__person", "unit"), key=statutory)
    if not listed:
        raise NotFound(
            f"Đợt “{round_.name}” chưa có ai được đề nghị mà tài khoản này xem được.",
            f"Nobody whom this account sees is proposed in “{round_.name}”.",
        )
    return listed


def grounds(round_: Round, draft: Draft | None = None) -> list[str]:
    """What a paper rests on: the law of the round's day, and the sitting that passed the list."""
    found = legal_grounds(round_.law_on)
    sitting = draft.sitting if draft else None
    if sitting is not None:
        found.append(f"Xét đề nghị của {sitting.council.name} tại phiên họp {write_long_date(sitting.held_on)}.")
    elif found:
        found[-1] = f"{found[-1].rstrip(';')}."
    return found


def giver_of(office: Office) -> Giver:
    """Who would give what is proposed, seen from this office; "" where nobody says."""
    return lambda one: giver_words(level_of(one, office), office)


def giving_words(nominations: Iterable[Nomination], giver: Giver) -> str:
    """What is recognised and given: "công nhận danh hiệu … và tặng thưởng …"."""
    named = dict.fromkeys(
        (award(one.award).kind == "title", award(one.award).given_by(giver(one), one.class_no))
        for one in sorted(nominations, key=statutory)
    )
    titles = [name for is_title, name in named if is_title]
    others = [name for is_title, name in named if not is_title]
    parts = [f"công nhận danh hiệu {', '.join(titles)}"] if titles else []
    parts += [f"tặng thưởng {', '.join(others)}"] if others else []
    return " và ".join(parts)


def groups(nominations: Sequence[Nomination], *, giver: Giver, on: date) -> Iterable[dict[str, Any]]:
    """The list as the papers have it, in the order given: a title for each run of one award and class."""
    where = whole_names((one.unit_id for one in nominations), on=on)
    order = 0
    for name, held in groupby(nominations, key=lambda one: award(one.award).given_by(giver(one), one.class_no)):
        members = list(held)
        lines = []
        for one in members:
            order += 1
            lines.append(
                {
                    "order": str(order),
                    "name": receiver_words(one),
                    "about": about_words(one, where),
                    "achievement": one.achievement,
                }
            )
        yield {"title": f"{name}: {count_words(one.recipient for one in members)}", "lines": lines}


def receiver_words(row: Nomination | Conferral) -> str:
    """Rank and name of a person, a body by its name."""
    posthumous = " (truy tặng)" if row.posthumous else ""
    rank = row.rank if row.recipient == "individual" else ""
    return " ".join(part for part in (rank, row.subject.name) if part) + posthumous


def about_words(row: Nomination | Conferral, where: dict[int, str]) -> str:
    """Post and unit of a person; what a body stands under, where its name does not say."""
    unit = where.get(row.unit_id or 0, "")
    if row.recipient == "individual":
        return ", ".join(part for part in (row.post, unit) if part)
    return unit.removeprefix(row.subject.name).lstrip(", ")


def _submission(
    office: Office,
    round_: Round,
    nominations: list[Nomination],
    *,
    subtitle: str,
    addressee: str,
    number: str,
    day: date | None,
    on: date,
    lines: list[str],
    signer: str,
    council: str,
    giver: Giver,
    unit: str = "",
) -> dict[str, Any]:
    listed = list(groups(nominations, giver=giver, on=day or on))
    return (
        letterhead(
            office,
            title="TỜ TRÌNH",
            subtitle=subtitle,
            number=number,
            on=day,
            year=(day or on).year,
            issuer=unit,
            parent=office.name,
        )
        | signature(office, lines=lines, signer=signer, first=("Như trên",))
        | {
            "addressee": addressee,
            "grounds": grounds(round_),
            "proposer": unit or office.name,
            "giving": giving_words(nominations, giver),
            "counted": count_words(one.recipient for one in nominations),
            "sums": [f"{group['title']}{'.' if group is listed[-1] else ';'}" for group in listed],
            "council": council,
            "list_title": "ĐỀ NGHỊ KHEN THƯỞNG",
            "appendix_of": f"(Kèm theo Tờ trình số {number} {_day_words(day, on)} của {unit or office.name})",
            "groups": listed,
        }
    )


def _with_particulars(nominations: list[Nomination], round_: Round, *, on: date) -> list[dict[str, Any]]:
    """The groups with the year of birth, the honours held and the votes; for any length the same few questions to the database."""
    keys = Nomination.objects.filter(round=round_).values("subject")
    history: dict[int, list[str]] = {}
    held = Conferral.objects.filter(subject__in=keys, state__in=STANDING).select_related("decision")
    for honour in held.order_by("year", "pk"):
        name = award(honour.award).short_given_by(honour.authority)
        said = decided_words(honour, giver=False)
        history.setdefault(honour.subject_id, []).append(f"{name} ({said})" if said else f"{name} ({honour.year})")
    texts = dict(DossierText.objects.filter(nomination__round=round_).values_list("nomination", "text"))
    votes: dict[int, str] = {}
    closed = Tally.objects.filter(nomination__round=round_, ballot__state="closed").order_by("ballot__turn", "pk")
    for tally in closed:
        votes[tally.nomination_id] = votes_words(tally)
    found = list(groups(nominations, giver=giver_of(the_office()), on=on))
    lines = [line for group in found for line in group["lines"]]
    for one, line in zip(nominations, lines, strict=True):
        person = getattr(one.subject, "person", None)
        line["born"] = person.born[:4] if person else ""
        line["history"] = "; ".join(history.get(one.subject_id, []))
        line["achievement"] = (texts.get(one.pk) or {}).get("tom-tat", "").strip() or one.achievement
        line["result"] = votes.get(one.pk, "")
    return found


def votes_words(tally: Tally) -> str:
    """ "13/15 phiếu, đạt"; without a verdict where no rule says what is needed."""
    verdict = {True: ", đạt", False: ", không đạt", None: ""}[tally.passed]
    return f"{tally.yes + tally.written_yes}/{tally.whole} phiếu{verdict}"


def _council_words(draft: Draft) -> str:
    sitting = draft.sitting
    if sitting is None:
        return ""
    return f"{sitting.council.name} đã họp xét ngày {write_date(sitting.held_on)}."


def _own_unit(by: Account | None, office: Office) -> str:
    """The unit that proposes, where the account is not of the whole office."""
    return by.unit.name if by and by.unit and by.unit_id != office.unit_id else ""


def _day_words(day: date | None, on: date) -> str:
    return write_long_date(day) if day else f"ngày {BLANK} tháng {BLANK} năm {on.year}"
