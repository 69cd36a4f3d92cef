"""Draft decisions: which dossiers of a round a decider's list holds, who decides them, and the words of the paper until it is signed.

A draft is made for one level of deciders. What this office decides itself is signed here (`signing.sign`); what is decided above goes up as
a submission and comes back decided (`signing.send_up`, `signing.record_returned`). The list's order, and lines that leave it, are in
`draft_lists`. Read first: `waiting`, `draft`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count

from tdkt.law.catalogue import LEVEL_NAMES, LEVELS, award
from tdkt.operations.conditions import council_asked
from tdkt.operations.decisions import giver_words, own_level
from tdkt.operations.draft_lists import lines_of, statutory
from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.law import office_law
from tdkt.operations.ledger import Pen, writing
from tdkt.operations.permissions import require
from tdkt.operations.way import take_within
from tdkt.records.models import Account, Draft, DraftLine, Nomination, Office, Round, Sitting
from tdkt.vietnamese.folding import nfc

ABOVE = ("president", "state", "government", "prime-minister")
"""Levels whose decisions are asked for by the body that proposes, which also pays (L2022 art. 11.4)."""
EDITABLE = ("title", "series", "authority", "signer", "signer_post", "sign_as", "note")


def level_of(nomination: Nomination, office: Office | None) -> str:
    """Who decides this nomination: as its round says, else as the catalogue does; "" where neither says.

    "Unit" is this office. "Ministry or province" is this office where it is one of them, else the ministry that it stands under.
    """
    if nomination.level:
        return nomination.level
    decider = award(nomination.award).decided_by
    own = own_level(office)
    if decider in LEVELS:
        return decider
    if decider == "unit":
        return own
    if decider == "ministry-or-province":
        if own in ("ministry", "province"):
            return own
        above = own_level(Office(name=office.parent)) if office and office.parent else ""
        return above if above in ("ministry", "province") else ""
    return ""


# --- what may be drafted ----------------------------------------------------------------------------


def waiting(round_id: int, *, sitting: int | None = None) -> dict[str, list[Nomination]]:
    """The dossiers of a round that wait for a decision, by the level that decides ("" unknown), each list in the law's order.

    Those that the council passed (`sitting`: in that sitting), and, where neither law nor the round asks for a council, those that are
    checked or ready.
    """
    found = Nomination.objects.filter(round=round_id, state__in=["passed", "checked", "ready"]).select_related(
        "subject", "round"
    )
    if sitting is not None:
        found = found.filter(state="passed", agenda__sitting=sitting)
    office, law = Office.objects.first(), office_law()
    councils: dict[str, bool] = {}
    by_level: dict[str, list[Nomination]] = {}
    for nomination in found:
        if nomination.award not in councils:
            councils[nomination.award] = bool(council_asked(law, nomination.round, nomination.award))
        if nomination.state == "passed" or not councils[nomination.award]:
            by_level.setdefault(level_of(nomination, office), []).append(nomination)
    order = [*LEVELS, ""]
    return {level: sorted(by_level[level], key=statutory) for level in sorted(by_level, key=order.index)}


# --- making one -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Paper:
    """The words of a draft: who decides, the sign behind its number, and what it is about."""

    authority: str
    series: str
    title: str
    signer_post: str


def proposed_paper(round_: Round, level: str, nominations: Iterable[Nomination], *, own: bool) -> Paper:
    """What a new draft says unless somebody says otherwise. The series is that of the last draft of this kind."""
    office = Office.objects.first()
    kind = "QĐ" if own else "TTr"
    before = Draft.objects.filter(own=own).exclude(series="").order_by("-pk").values_list("series", flat=True).first()
    symbol = (office.symbol.removeprefix("BC-") if office else "") or "TĐKT"
    authority = giver_words(level, office) if office else LEVEL_NAMES.get(level, "")
    return Paper(
        authority=authority,
        series=before or f"{kind}-{symbol}",
        title=title_of(round_, nominations),
        signer_post=office.signer_post if office else "",
    )


def title_of(round_: Round, nominations: Iterable[Nomination]) -> str:
    """What the decision is about, as papers say it: titles are recognised, forms of commendation are given."""
    codes = list(dict.fromkeys(one.award for one in sorted(nominations, key=statutory)))
    titles = [award(code).name for code in codes if award(code).kind == "title"]
    forms = [award(code).name for code in codes if award(code).kind != "title"]
    parts = [f"công nhận danh hiệu {', '.join(titles)}"] if titles else []
    parts += [f"tặng thưởng {', '.join(forms)}"] if forms else []
    return f"Về việc {' và '.join(parts)} ({round_.name})"


def draft(
    round_id: int,
    *,
    level: str,
    sitting: int | None = None,
    nominations: Iterable[int] | None = None,
    own: bool | None = None,
    series: str = "",
    title: str = "",
    authority: str = "",
    signer: str = "",
    reason: str = "",
    by: Account | None,
    at: datetime,
    on: date,
) -> Draft:
    """Make a draft of the dossiers of a round that this level decides, and move them to "drafted". Those named by `nominations`, else all
    that wait (of one sitting where it is given). `own`: this office decides; unsaid, it does where the level is its own. `reason`: why
    dossiers go on the list of which something is not known (`operations.conditions`).

    Raises `NotFound`, `RuleNotMet` when there is nobody for the list, `WrongState` when one of those named is not where it could be drafted.
    """
    require(by, "draft")
    if level not in LEVELS:
        raise RuleNotMet(
            f"Chưa rõ cấp quyết định “{level}”. Chọn một trong: {', '.join(LEVEL_NAMES.values())}.",
            f"No level “{level}” decides. Choose one of: {', '.join(LEVELS)}.",
        )
    detail = {"round": round_id, "level": level}
    with writing(by=by, at=at, verb="drafts.make", detail=detail) as pen:
        round_ = the_round(round_id)
        wanted = chosen(round_, level, sitting=sitting, nominations=nominations)
        decides = own_level(Office.objects.first()) == level if own is None else own
        said = proposed_paper(round_, level, wanted, own=decides)
        paper = Draft(
            round=round_,
            sitting_id=sitting,
            own=decides,
            level=level,
            authority=nfc(authority).strip() or said.authority,
            series=nfc(series).strip() or said.series,
            title=nfc(title).strip() or said.title,
            signer=nfc(signer).strip(),
            signer_post=said.signer_post,
            drafted_on=on,
        )
        pen.add_one(paper)
        write_lines(pen, paper, wanted, by=by, on=on, reason=reason)
        pen.entry.detail |= {"draft": paper.pk, "lines": len(wanted), "title": paper.title}
    return paper


def the_round(round_id: int) -> Round:
    round_ = Round.objects.filter(pk=round_id).first()
    if round_ is None:
        raise NotFound(f"Không có đợt xét số {round_id}.", f"There is no round {round_id}.")
    return round_


def chosen(round_: Round, level: str, *, sitting: int | None, nominations: Iterable[int] | None) -> list[Nomination]:
    """The dossiers for a draft, in the law's order. Raises where there are none, or where one is not of this round."""
    if sitting is not None and not Sitting.objects.filter(pk=sitting, round=round_).exists():
        raise NotFound(
            f"Phiên họp số {sitting} không thuộc đợt xét này.", f"Sitting {sitting} is not one of this round."
        )
    if nominations is None:
        wanted = waiting(round_.pk, sitting=sitting).get(level, [])
    else:
        keys = sorted(set(nominations))
        wanted = sorted(Nomination.objects.filter(pk__in=keys, round=round_).select_related("subject"), key=statutory)
        if len(wanted) != len(keys):
            raise NotFound(
                f"Có {len(keys) - len(wanted)} hồ sơ không thuộc đợt xét này. Tải lại trang rồi chọn lại.",
                f"{len(keys) - len(wanted)} dossiers are not of this round. Reload the page and choose again.",
            )
    if not wanted:
        raise RuleNotMet(
            f"Không có hồ sơ nào của đợt này chờ {LEVEL_NAMES[level]} quyết định.",
            f"No dossier of this round waits for a decision of this level ({level}).",
        )
    return wanted


def write_lines(
    pen: Pen, paper: Draft, nominations: list[Nomination], *, by: Account | None, on: date, reason: str = ""
) -> None:
    """Put dossiers on the list of a draft, behind those that stand there, and move them to "drafted"."""
    first = DraftLine.objects.filter(draft=paper).count() + 1
    pen.add(DraftLine(draft=paper, nomination=one, place=first + n) for n, one in enumerate(nominations))
    take_within(pen, [one.pk for one in nominations], "draft", by=by, on=on, reason=reason)


# --- while it is being drafted ----------------------------------------------------------------------


def the_draft(draft_id: int, *states: str) -> Draft:
    """The draft as it stands now, within an act. Raises `NotFound`, and `WrongState` unless it is in one of these states."""
    paper = Draft.objects.select_related("round").filter(pk=draft_id).first()
    if paper is None:
        raise NotFound(f"Không có dự thảo số {draft_id}.", f"There is no draft {draft_id}.")
    if states and paper.state not in states:
        raise WrongState(
            f"Dự thảo này {STATE_WORDS[paper.state]}; việc đó chỉ làm được khi dự thảo "
            f"{' hoặc '.join(STATE_WORDS[state] for state in states)}.",
            f"This draft is {paper.state}; that can only be done while it is {' or '.join(states)}.",
        )
    return paper


STATE_WORDS = {
    "drafting": "đang soạn",
    "to-sign": "đang chờ ký",
    "signed": "đã ký",
    "sent-up": "đã trình cấp trên",
    "returned": "đã có quyết định của cấp trên",
    "refused": "không được duyệt",
    "called-off": "đã bỏ",
}


def edit(draft_id: int, *, by: Account | None, at: datetime, **said: str) -> Draft:
    """Change the words of a draft (`EDITABLE`) before it is signed or sent up. Raises `RuleNotMet` for what may not be empty."""
    require(by, "draft")
    unknown = sorted(set(said) - set(EDITABLE))
    if unknown:
        raise RuleNotMet(f"Không sửa được mục {', '.join(unknown)}.", f"{', '.join(unknown)} cannot be changed.")
    cleaned = {name: nfc(words).strip() for name, words in said.items()}
    empty = [name for name in ("title", "series", "authority") if cleaned.get(name) == ""]
    if empty:
        raise RuleNotMet(
            "Trích yếu, ký hiệu và người quyết định không để trống.", f"{', '.join(empty)} must not be empty."
        )
    with writing(by=by, at=at, verb="drafts.edit", detail={"draft": draft_id}) as pen:
        paper = the_draft(draft_id, "drafting")
        pen.change(paper, **too_long(cleaned))
        pen.entry.detail |= {"title": paper.title}
    return paper


def too_long(said: Mapping[str, str]) -> dict[str, Any]:
    """The same words; raises `RuleNotMet` where a column could not hold them."""
    for name, words in said.items():
        most = getattr(Draft._meta.get_field(name), "max_length", None)
        if most and len(words) > most:
            raise RuleNotMet(f"“{words[:40]}…” dài quá {most} chữ.", f"“{words[:40]}…” is longer than {most} signs.")
    return dict(said)


def add_to(
    draft_id: int,
    nominations: Iterable[int],
    *,
    reason: str = "",
    by: Account | None,
    at: datetime,
    on: date,
) -> int:
    """Put further dossiers of the round on the list. Answers how many."""
    require(by, "draft")
    with writing(by=by, at=at, verb="drafts.add", detail={"draft": draft_id}) as pen:
        paper = the_draft(draft_id, "drafting")
        wanted = chosen(paper.round, paper.level, sitting=None, nominations=nominations)
        write_lines(pen, paper, wanted, by=by, on=on, reason=reason)
        pen.entry.detail |= {"lines": len(wanted), "title": paper.title}
    return len(wanted)


def put_to_sign(draft_id: int, *, signer: str = "", by: Account | None, at: datetime) -> Draft:
    """Lay an own draft before whoever signs. From now on its list stands still."""
    require(by, "draft")
    with writing(by=by, at=at, verb="drafts.to-sign", detail={"draft": draft_id}) as pen:
        paper = the_draft(draft_id, "drafting")
        need_own(paper)
        need_lines(paper)
        pen.change(paper, state="to-sign", signer=nfc(signer).strip() or paper.signer)
        pen.entry.detail |= {"title": paper.title}
    return paper


def take_from_signer(draft_id: int, *, reason: str, by: Account | None, at: datetime) -> Draft:
    """Take a draft back from the signer's stack, to work on it: the officer his own, the signer with what is to be mended. A file that was
    signed for it meanwhile is laid aside: it is no longer what will be decided."""
    require(by, "take-from-signer")
    need_reason(reason)
    with writing(by=by, at=at, verb="drafts.take-back", detail={"draft": draft_id, "reason": reason}) as pen:
        paper = the_draft(draft_id, "to-sign")
        pen.change(paper, state="drafting", note=nfc(reason).strip(), kept="", signature={})
        pen.entry.detail |= {"title": paper.title}
    return paper


def call_off(draft_id: int, *, reason: str, by: Account | None, at: datetime, on: date) -> Draft:
    """Give a draft up: its dossiers go back to where the council left them. A number that it held stays listed, without a decision."""
    require(by, "draft")
    need_reason(reason)
    with writing(by=by, at=at, verb="drafts.call-off", detail={"draft": draft_id, "reason": reason}) as pen:
        paper = the_draft(draft_id, "drafting", "to-sign")
        lines = list(lines_of(paper))
        drafted = [line.nomination_id for line in lines if line.nomination.state == "drafted"]
        if drafted:
            take_within(pen, drafted, "undraft", by=by, on=on, reason=reason)
        pen.withdraw_all(DraftLine, [line.pk for line in lines])
        pen.change(paper, state="called-off", note=nfc(reason).strip())
        pen.entry.detail |= {"title": paper.title}
    return paper


def need_own(paper: Draft) -> None:
    if not paper.own:
        raise WrongState(
            f"Danh sách này do {paper.authority} quyết định: trình lên, rồi ghi quyết định khi có kết quả.",
            f"{paper.authority} decides this list: send it up, and enter the decision when it comes back.",
        )


def need_lines(paper: Draft) -> None:
    if not DraftLine.objects.filter(draft=paper).exists():
        raise RuleNotMet("Dự thảo không có ai trong danh sách.", "The list of this draft is empty.")


def need_reason(reason: str) -> None:
    if not reason.strip():
        raise RuleNotMet("Ghi lý do; lý do được giữ trong nhật ký.", "Give the reason; it is kept in the log.")


# --- what waits, at a glance -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Waiting:
    """How many dossiers of a round wait for a decision of one level ("" unknown)."""

    round: Round
    level: str
    dossiers: int


def waiting_counts() -> list[Waiting]:
    """What waits for a decision in the rounds that are not called off, the newest round first; two questions to the database and the rounds."""
    office, law = Office.objects.first(), office_law()
    counted = (
        Nomination.objects.filter(state__in=["passed", "checked", "ready"])
        .exclude(round__state="called-off")
        .order_by()
        .values_list("round", "award", "level", "state")
        .annotate(Count("pk"))
    )
    found: dict[tuple[int, str], int] = {}
    rounds: dict[int, Round] = {}
    for key, code, level, state, number in counted:
        if key not in rounds:
            rounds = Round.objects.in_bulk({row[0] for row in counted})
        if state == "passed" or not council_asked(law, rounds[key], code):
            decider = level_of(Nomination(award=code, level=level), office)
            found[key, decider] = found.get((key, decider), 0) + number
    order = [*LEVELS, ""]
    listed = sorted(found.items(), key=lambda one: (-one[0][0], order.index(one[0][1])))
    return [Waiting(rounds[key], level, number) for (key, level), number in listed]
