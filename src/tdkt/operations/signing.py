"""From a draft to a decision: signed here with its number, entered from paper, or decided above and come back.

Signing is ONE act: the number, the decision, the honours, their bonuses and the last step of each dossier are written together or not at
all. It is refused when anything of the list changed since the signer saw it. A number is unique in its series and year and is never given
again; one that was withdrawn stays listed with its note. Read first: `sign`, `record_returned`, `numbers`.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from tdkt.law.catalogue import award, awards
from tdkt.law.wording import say_award
from tdkt.operations.bonuses import reckon
from tdkt.operations.decisions import number_as_kept, number_key
from tdkt.operations.draft_lists import changes, lines_of, shown_mark
from tdkt.operations.drafts import need_lines, need_own, need_reason, the_draft
from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.kept_files import keep_for_good
from tdkt.operations.ledger import Pen, writing
from tdkt.operations.permissions import require
from tdkt.operations.round_kinds import Form, is_law
from tdkt.operations.way import step_back, take_within
from tdkt.records.models import Account, Conferral, Decision, Draft, DraftLine, IssuedNumber, Step
from tdkt.vietnamese.dates import write_date
from tdkt.vietnamese.folding import nfc

LARGEST = 999_999
"""No office gives more numbers in a year."""


# --- signing here -------------------------------------------------------------------------------------


def sign(
    draft_id: int,
    *,
    number: int | None = None,
    on: date,
    shown: str = "",
    by: Account | None,
    at: datetime,
) -> Decision:
    """Sign a draft: its decision, honours and bonuses stand in the register afterwards. `number`: None for the next free one, or the one that
    the draft already holds. `shown`: the mark (`draft_lists.shown_mark`) of what the signer saw; without it nothing may have changed since
    the dossiers were put on the list.

    Raises `WrongState` for a draft that is signed already, that changed meanwhile, or whose number is taken.
    """
    require(by, "sign")
    with writing(by=by, at=at, verb="decisions.sign", detail={"draft": draft_id}) as pen:
        paper = the_draft(draft_id, "drafting", "to-sign")
        need_own(paper)
        need_lines(paper)
        need_unchanged(paper, shown)
        signer = by.name if by else paper.signer
        return _sign(pen, paper, number=number, on=on, signer=signer, by=by)


def record_signed(
    draft_id: int,
    *,
    number: int,
    on: date,
    signer: str,
    signer_post: str = "",
    shown: str = "",
    scan: bytes = b"",
    by: Account | None,
    at: datetime,
) -> Decision:
    """Enter a decision that was signed on paper from this draft: its number, day and signer, with its scan. Otherwise as `sign`."""
    require(by, "record-signed")
    if not signer.strip():
        raise RuleNotMet("Ghi họ tên người ký.", "Give the name of who signed.")
    with writing(by=by, at=at, verb="decisions.record-signed", detail={"draft": draft_id}) as pen:
        paper = the_draft(draft_id, "drafting", "to-sign")
        need_own(paper)
        need_lines(paper)
        need_unchanged(paper, shown)
        if scan:
            pen.change(paper, kept=keep_for_good(scan), signature={"form": "scan", "valid": None})
        if signer_post.strip():
            pen.change(paper, signer_post=nfc(signer_post).strip()[:200])
        return _sign(pen, paper, number=number, on=on, signer=nfc(signer).strip()[:200], by=by)


def need_unchanged(paper: Draft, shown: str) -> None:
    """Raises `WrongState` when what was shown is no longer what would be signed."""
    if shown:
        if shown != shown_mark(paper):
            raise WrongState(
                "Danh sách hoặc hồ sơ đã đổi sau khi mở trang này. Tải lại trang, xem phần đã đổi rồi ký.",
                "The list or a dossier changed since this page was opened. Reload it, look at what changed, then sign.",
            )
        return
    changed = changes(paper)
    if changed:
        raise WrongState(
            f"Có {len({one.line for one in changed})} hồ sơ đã đổi sau khi lập dự thảo, trước hết là {changed[0].name}. "
            "Xem phần đã đổi trên trang dự thảo rồi ký.",
            f"{len({one.line for one in changed})} dossiers changed since they were drafted, first {changed[0].name}. "
            "Look at the changes on the draft's page, then sign.",
        )


def _sign(pen: Pen, paper: Draft, *, number: int | None, on: date, signer: str, by: Account | None) -> Decision:
    issued = give_number(pen, paper, number, on=on)
    decision = pen.add_one(
        Decision(
            number=written(issued),
            signed_on=on,
            year=on.year,
            level=paper.level,
            authority=paper.authority,
            signer=signer,
            title=paper.title,
        )
    )
    lines = list(lines_of(paper))
    confer(pen, paper, decision, lines, on=on)
    take_within(pen, [line.nomination_id for line in lines], "decide", by=by, on=on)
    pen.change(paper, state="signed", decision_id=decision.pk, signer=signer)
    pen.entry.detail |= {"decision": decision.pk, "number": decision.number, "lines": len(lines)}
    return decision


# --- numbers ------------------------------------------------------------------------------------------


def written(issued: IssuedNumber) -> str:
    """A number as papers write it: "148/QĐ-CAT"."""
    return f"{issued.number}/{issued.series}"


def next_number(series: str, year: int) -> int:
    """The number after the last of a series in a year: of those given out, and of decisions that were entered from lists."""
    given = IssuedNumber.objects.filter(series=series, year=year).order_by("-number").values_list("number", flat=True)
    entered = Decision.objects.filter(year=year, number__endswith=f"/{series}").values_list("number", flat=True)
    listed = [int(head) for head in (number.partition("/")[0].strip() for number in entered) if head.isdecimal()]
    return max([*given[:1], *listed, 0]) + 1


def give_number(pen: Pen, paper: Draft, number: int | None, *, on: date) -> IssuedNumber:
    """The number of a draft: the one that it holds, the one asked for, or the next. Raises `WrongState` where that one is taken."""
    held = IssuedNumber.objects.filter(draft=paper).first()
    if held is not None and held.year == on.year:
        if number not in (None, held.number):
            raise WrongState(
                f"Dự thảo này đã được cấp số {written(held)}. Rút số đó trước khi dùng số khác.",
                f"This draft holds the number {written(held)}. Withdraw that one before another is used.",
            )
        return held
    if held is not None:
        raise WrongState(
            f"Dự thảo này giữ số {written(held)} của năm {held.year}, ngày ký thuộc năm {on.year}. Rút số đó rồi ký.",
            f"This draft holds {written(held)} of {held.year}, and it is signed in {on.year}. Withdraw that number first.",
        )
    wanted = next_number(paper.series, on.year) if number is None else number
    need_free(paper.series, on.year, wanted, level=paper.level)
    return pen.add_one(IssuedNumber(series=paper.series, year=on.year, number=wanted, draft=paper, given_on=on))


def need_free(series: str, year: int, number: int, *, level: str) -> None:
    """Raises `WrongState` when a number of a series was given out already, or a decision of the register bears it."""
    if not 1 <= number <= LARGEST:
        raise RuleNotMet(f"Số {number} không phải số quyết định.", f"{number} is no number of a decision.")
    told = f"{number}/{series}"
    taken = IssuedNumber.objects.filter(series=series, year=year, number=number).exists() or any(
        number_key(one) == number_key(told)
        for one in Decision.objects.filter(year=year, level=level, number__contains=str(number)).values_list(
            "number", flat=True
        )
    )
    if taken:
        raise WrongState(
            f"Số {told} năm {year} đã dùng. Số kế tiếp là {next_number(series, year)}.",
            f"The number {told} of {year} is taken. The next is {next_number(series, year)}.",
        )


def hold_number(
    draft_id: int, *, number: int | None = None, on: date, by: Account | None, at: datetime
) -> IssuedNumber:
    """Give a draft its number before it is signed, as some offices do. Raises `WrongState` where it is taken."""
    require(by, "draft")
    with writing(by=by, at=at, verb="numbers.hold", detail={"draft": draft_id}) as pen:
        paper = the_draft(draft_id, "drafting", "to-sign")
        need_own(paper)
        issued = give_number(pen, paper, number, on=on)
        pen.entry.detail |= {"number": written(issued), "title": paper.title}
    return issued


def withdraw_number(
    series: str, year: int, number: int, *, note: str, on: date, by: Account | None, at: datetime
) -> IssuedNumber:
    """Say that a number is spent without a decision: spoilt on paper, or of a draft that holds it and will take another. It stays listed with
    the note and is never given again. Raises `WrongState` when a decision bears it."""
    require(by, "draft")
    need_reason(note)
    detail = {"number": f"{number}/{series}", "year": year, "reason": note}
    with writing(by=by, at=at, verb="numbers.withdraw", detail=detail) as pen:
        issued = IssuedNumber.objects.select_related("draft").filter(series=series, year=year, number=number).first()
        if issued is None:
            need_free(series, year, number, level="")
            return pen.add_one(
                IssuedNumber(series=series, year=year, number=number, given_on=on, note=nfc(note).strip()[:300])
            )
        if issued.draft is not None and issued.draft.decision_id is not None:
            raise WrongState(
                f"Số {written(issued)} là số của một quyết định đã ký; quyết định ấy chỉ hủy hoặc đính chính được.",
                f"{written(issued)} is the number of a signed decision, which can only be annulled or corrected.",
            )
        if issued.draft is None and issued.note:
            raise WrongState(
                f"Số {written(issued)} đã rút: {issued.note}.", f"{written(issued)} was withdrawn already."
            )
        pen.change(issued, draft_id=None, note=nfc(note).strip()[:300])
    return issued


# --- decided above ------------------------------------------------------------------------------------


def send_up(
    draft_id: int,
    *,
    letter_number: str,
    on: date,
    due_on: date | None = None,
    by: Account | None,
    at: datetime,
    reason: str = "",
) -> Draft:
    """Submit a list to whoever decides it, by a letter with its number; `due_on`: when an answer is due.

    `reason` stands for the conditions of the way that a reason may stand for, as where no other body need be asked.
    """
    require(by, "send-up")
    if not letter_number.strip():
        raise RuleNotMet("Ghi số tờ trình.", "Give the number of the letter of submission.")
    if due_on is not None and due_on < on:
        raise RuleNotMet("Hạn trả lời trước ngày trình.", "The answer is due before the submission.")
    with writing(by=by, at=at, verb="drafts.send-up", detail={"draft": draft_id}) as pen:
        paper = the_draft(draft_id, "drafting")
        if paper.own:
            raise WrongState(
                "Dự thảo này do cơ quan mình quyết định, không phải trình lên.",
                "This office decides this draft itself; it does not go up.",
            )
        need_lines(paper)
        lines = DraftLine.objects.filter(draft=paper).order_by("place")
        take_within(pen, list(lines.values_list("nomination", flat=True)), "send-up", by=by, on=on, reason=reason)
        pen.change(paper, state="sent-up", sent_on=on, letter_number=nfc(letter_number).strip()[:60], due_on=due_on)
        pen.entry.detail |= {"title": paper.title, "number": paper.letter_number}
    return paper


def unsend(draft_id: int, *, reason: str, by: Account | None, at: datetime, on: date) -> Draft:
    """Take a submission back, as long as none of its dossiers moved on: it is a draft again. Raises `WrongState`."""
    require(by, "send-up")
    need_reason(reason)
    with writing(by=by, at=at, verb="drafts.unsend", detail={"draft": draft_id, "reason": reason}) as pen:
        paper = the_draft(draft_id, "sent-up")
        drafted = DraftLine.objects.filter(draft=paper).values("nomination")
        sent = Step.objects.filter(nomination__in=drafted, name="send-up").order_by("nomination", "pk")
        newest = {step.nomination_id: step for step in sent}
        back, skipped = step_back(pen, list(newest.values()), by=by, on=on)
        if skipped or not back:
            said = skipped[0] if skipped else None
            raise WrongState(
                said.vietnamese if said else "Không có hồ sơ nào đã trình.",
                said.english if said else "No dossier was sent up.",
            )
        pen.change(paper, state="drafting", sent_on=None, letter_number="", due_on=None, note=nfc(reason).strip())
        pen.entry.detail |= {"title": paper.title}
    return paper


def record_returned(
    draft_id: int,
    *,
    number: str,
    on: date,
    authority: str = "",
    signer: str = "",
    granted: Iterable[int],
    refused: Mapping[int, str] | None = None,
    instead: Mapping[int, Form] | None = None,
    scan: bytes = b"",
    by: Account | None,
    at: datetime,
) -> Decision | None:
    """Enter what came back from above: the decision with its number and day, and for each line whether it was granted (`granted`: ids of lines)
    or refused (`refused`: by line, why). Granted lines become honours of that decision. None when nobody was granted.

    `instead` names granted lines that were given another class or award than proposed: the honour is the one given, the nomination keeps what
    was proposed. Lines that were not answered go to a draft of their own first (`draft_lists.split`). Raises `RuleNotMet` when some are left
    open, or for an award that such a receiver cannot be given.
    """
    require(by, "record-returned")
    yes, no, other = sorted(set(granted)), dict(refused or {}), dict(instead or {})
    if set(yes) & set(no):
        raise RuleNotMet("Có dòng vừa duyệt vừa không duyệt.", "A line is both granted and refused.")
    if yes and not number.strip():
        raise RuleNotMet("Ghi số quyết định.", "Give the number of the decision.")
    with writing(by=by, at=at, verb="decisions.record-returned", detail={"draft": draft_id}) as pen:
        paper = the_draft(draft_id, "sent-up")
        lines = {line.pk: line for line in lines_of(paper)}
        if set(lines) != {*yes, *no}:
            raise RuleNotMet(
                f"Còn {len(set(lines) - set(yes) - set(no))} dòng chưa ghi kết quả. Ghi cho đủ, hoặc tách các dòng ấy ra trước.",
                f"{len(set(lines) - set(yes) - set(no))} lines have no result. Enter it, or split them off first.",
            )
        if scan:
            pen.change(paper, kept=keep_for_good(scan), signature={"form": "scan", "valid": None})
        if authority.strip():
            pen.change(paper, authority=nfc(authority).strip()[:200])
        need_lawful([(lines[key], form) for key, form in other.items() if key in yes], on=on)
        refuse(pen, [lines[key] for key in no], no, by=by, on=on)
        pen.entry.detail |= {"title": paper.title, "lines": len(yes), "refused": len(no), "instead": len(other)}
        if not yes:
            pen.change(paper, state="refused")
            return None
        decision = decision_from_above(pen, paper, number, on=on, signer=signer)
        confer(pen, paper, decision, [line for key, line in lines.items() if key in set(yes)], on=on, instead=other)
        take_within(pen, [lines[key].nomination_id for key in yes], "decide", by=by, on=on)
        pen.change(paper, state="returned", decision_id=decision.pk, signer=decision.signer)
        pen.entry.detail |= {"decision": decision.pk, "number": decision.number}
    return decision


def need_lawful(given: Iterable[tuple[DraftLine, Form]], *, on: date) -> None:
    """Raises `RuleNotMet` for a form that the law of the day does not have, or not for such a receiver."""
    for line, form in given:
        one, known = line.nomination, awards().get(form[0])
        has_class = known is not None and form[1] in (known.classes or (None,))
        whole = say_award(*form) if has_class else f"{form[0]} {form[1] or ''}".strip()
        if not has_class or not is_law(*form, on):
            raise RuleNotMet(
                f"Luật ngày {write_date(on)} không có {whole}. Chọn hình thức khác.",
                f"The law of {write_date(on)} has no {whole}. Choose another form.",
            )
        if one.recipient not in award(form[0]).recipients:
            raise RuleNotMet(
                f"{whole} không tặng cho {one.subject.name} được (đối tượng khác). Chọn hình thức khác.",
                f"{whole} is not given to such a receiver as {one.subject.name}. Choose another form.",
            )


def refuse(pen: Pen, lines: list[DraftLine], why: Mapping[int, str], *, by: Account | None, on: date) -> None:
    """End the dossiers that were refused above, each with its reason."""
    by_reason: dict[str, list[DraftLine]] = {}
    for line in lines:
        need_reason(why[line.pk])
        by_reason.setdefault(nfc(why[line.pk]).strip(), []).append(line)
    for reason, refused in by_reason.items():
        take_within(pen, [line.nomination_id for line in refused], "refuse", by=by, on=on, reason=reason)
        for line in refused:
            pen.change_soon(line, outcome="refused", words=reason[:300])
    pen.write_changes()


def decision_from_above(pen: Pen, paper: Draft, number: str, *, on: date, signer: str) -> Decision:
    """The decision of this number and year: the one that a list entered already, or a new one. Raises `WrongState` where the register knows
    another day of it, or another draft became it."""
    kept = number_as_kept(number)[:60]
    known = next(
        (
            one
            for one in Decision.objects.filter(year=on.year, level=paper.level)
            if number_key(one.number) == number_key(kept)
        ),
        None,
    )
    if known is None:
        return pen.add_one(
            Decision(
                number=kept,
                signed_on=on,
                year=on.year,
                level=paper.level,
                authority=paper.authority,
                signer=nfc(signer).strip()[:200],
                title=paper.title,
            )
        )
    if known.signed_on not in (None, on):
        raise WrongState(
            f"Sổ ghi Quyết định {known.number} ký ngày {write_date(known.signed_on)}, không phải {write_date(on)}.",
            f"The register has decision {known.number} of {known.signed_on.isoformat()}, not of {on.isoformat()}.",
        )
    if Draft.objects.filter(decision=known).exists():
        raise WrongState(
            f"Quyết định {known.number} đã ghi cho một danh sách khác. Gộp các dòng vào danh sách ấy trước khi ghi.",
            f"Decision {known.number} was entered for another list already.",
        )
    pen.change(known, signed_on=on, signer=known.signer or nfc(signer).strip()[:200], title=known.title or paper.title)
    return known


# --- honours ------------------------------------------------------------------------------------------


def confer(
    pen: Pen,
    paper: Draft,
    decision: Decision,
    lines: list[DraftLine],
    *,
    on: date,
    instead: Mapping[int, Form] | None = None,
) -> list[Conferral]:
    """Make each line an honour by this decision (`instead`: those given in another form than proposed), and reckon the bonuses. A proposal that
    the register holds for the same honour is granted by it; an honour that a list entered for this very decision is taken as it stands."""
    standing, other = _standing(lines, decision), instead or {}
    fresh: list[Conferral] = []
    honours: list[Conferral] = []
    for line in lines:
        said = honour_of(line, paper, decision, on=on)
        if line.pk in other:
            pen.change_soon(line, words=_given_instead(line, other[line.pk]))
            said.award, said.class_no = other[line.pk]
        before = standing.get(_same(said))
        if before is None:
            fresh.append(said)
        elif before.state == "proposed":
            names = ("decision_id", "state", "year", "level", "authority", "unit_id", "rank", "post", "reason")
            pen.change_soon(before, **{name: getattr(said, name) or getattr(before, name) for name in names})
        honours.append(before or said)
    pen.write_changes()
    pen.add(fresh)
    for line, honour in zip(lines, honours, strict=True):
        pen.change_soon(line, conferral_id=honour.pk, outcome="granted")
    pen.write_changes()
    reckon(pen, honours, on)
    return honours


def honour_of(line: DraftLine, paper: Draft, decision: Decision, *, on: date) -> Conferral:
    """What a line becomes. Titles count by the year that they are for, forms of commendation by the year of signing."""
    one = line.nomination
    titled = award(one.award).kind == "title" and one.for_to
    return Conferral(
        subject_id=one.subject_id,
        recipient=one.recipient,
        award=one.award,
        class_no=one.class_no,
        level=paper.level,
        authority=paper.authority,
        ground=one.ground,
        for_from=one.for_from,
        for_to=one.for_to,
        year=one.for_to if titled else on.year,
        decision_id=decision.pk,
        state="decided",
        unit_id=one.unit_id,
        rank=one.rank,
        post=one.post,
        reason=one.achievement,
        posthumous=one.posthumous,
    )


def _given_instead(line: DraftLine, form: Form) -> str:
    proposed = say_award(line.nomination.award, line.nomination.class_no)
    return f"Đề nghị {proposed}, được tặng {say_award(*form)}"[:300]


Same = tuple[Any, ...]


def _same(honour: Conferral) -> Same:
    return (honour.subject_id, honour.award, honour.class_no, honour.for_to)


def _standing(lines: list[DraftLine], decision: Decision) -> dict[Same, Conferral]:
    """Honours of this decision, and proposals without one, that no other line became."""
    subjects = sorted({line.nomination.subject_id for line in lines})
    found: dict[Same, Conferral] = {}
    for start in range(0, len(subjects), 500):
        rows = Conferral.objects.filter(subject__in=subjects[start : start + 500], drafted__isnull=True)
        for row in rows.filter(decision=None, state="proposed"):
            found[_same(row)] = row
        for row in rows.filter(decision=decision):
            found[_same(row)] = row
    return found


def need_draft(draft_id: int) -> Draft:
    """A draft for reading. Raises `NotFound`."""
    paper = Draft.objects.select_related("round", "decision").filter(pk=draft_id).first()
    if paper is None:
        raise NotFound(f"Không có dự thảo số {draft_id}.", f"There is no draft {draft_id}.")
    return paper
