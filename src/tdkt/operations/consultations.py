"""Asking other bodies for their opinion on a dossier (hiệp y), with the least that they need to know, and recording what they answer.

    ask([12], "Sở Thuế", "Chấp hành nghĩa vụ thuế", disclosed=("name", "unit"), asked_on=today, by=officer, at=now)
    answer(consultation.pk, "agrees", words="…", answered_on=day, by=officer, at=now)

What goes out is exactly the fields that were chosen (`disclosure`); a field that is not in `FIELDS` goes to nobody.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tdkt.law.instruments import Law
from tdkt.law.parameters import figure, full_cite, rows
from tdkt.law.way import ENDED
from tdkt.law.wording import say_award
from tdkt.law.workdays import calendar_of
from tdkt.operations.conditions import Consulting, consultation_needed
from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.law import office_law
from tdkt.operations.ledger import writing
from tdkt.operations.permissions import require
from tdkt.records.models import Account, Consultation, Nomination, Person
from tdkt.vietnamese.dates import read_date, write_date
from tdkt.vietnamese.folding import nfc

FIELDS: Mapping[str, tuple[str, str]] = {
    "name": ("Họ tên, tên đơn vị", "Name"),
    "born": ("Ngày sinh", "Birth date"),
    "rank": ("Cấp bậc", "Rank"),
    "post": ("Chức vụ", "Post"),
    "unit": ("Đơn vị", "Unit"),
    "award": ("Hình thức đề nghị", "Award proposed"),
    "years": ("Năm lập thành tích", "Years of the achievement"),
    "achievement": ("Tóm tắt thành tích", "Summary of the achievement"),
}
"""What may be told to a body that is asked: nothing else ever leaves with the question. The order is that of the letter."""
LEAST = ("name", "unit", "award")
"""What is told unless the office chooses otherwise."""
ANSWERS = ("agrees", "objects", "no-opinion")


@dataclass(frozen=True)
class Term:
    """Within how many working days a body that is asked is to answer, and by which provision."""

    working_days: int
    cite: str


def term(law: Law, on: date) -> Term | None:
    """The time limit of an answer on a day; None where no text in force gives one."""
    for row, parameter in rows(law, "processing-days", on):
        days = figure(row.get("working_days"), parameter)
        if row["step"] == "consultation" and days is not None:
            return Term(int(days.value), full_cite(row.get("cite"), parameter))
    return None


def to_be_asked(nomination: Nomination) -> Consulting | None:
    """Whom the law of its round's day names to be asked about this dossier; None where it names nobody."""
    return consultation_needed(office_law(), nomination.award, nomination.round.law_on)


def ask(
    nominations: Iterable[int],
    body: str,
    matter: str,
    *,
    asked_on: date,
    by: Account | None,
    at: datetime,
    disclosed: Sequence[str] = LEAST,
    due_on: date | None = None,
) -> list[Consultation]:
    """Ask one body about each of these dossiers, as one act. The answer is due by the law's limit, or by `due_on` where it gives none.

    Raises `RuleNotMet` for a field that may not be told, without a matter, or without a day; `WrongState` where the body was asked before.
    """
    require(by, "consult")
    body, matter = " ".join(nfc(body).split()), nfc(matter).strip()
    if not body or not matter:
        raise RuleNotMet("Ghi cơ quan được hỏi và nội dung hỏi.", "Write whom you ask, and about what.")
    beyond = [field for field in disclosed if field not in FIELDS]
    if beyond or "name" not in disclosed:
        raise RuleNotMet(
            f"Không gửi được mục: {', '.join(beyond) or 'thiếu họ tên'}. Chọn trong danh mục thông tin được cung cấp.",
            f"This cannot be told: {', '.join(beyond) or 'the name is missing'}. Choose from the list of fields.",
        )
    keys = list(dict.fromkeys(nominations))
    law = office_law()
    with writing(by=by, at=at, verb="consultations.ask", detail={"body": body, "dossiers": len(keys)}) as pen:
        found = {one.pk: one for one in Nomination.objects.filter(pk__in=keys).select_related("round", "subject")}
        if not keys or len(found) != len(keys):
            raise NotFound("Chưa chọn hồ sơ, hoặc hồ sơ không còn.", "No dossier is chosen, or one is gone.")
        again = Consultation.objects.filter(nomination__in=keys, body=body).select_related("nomination__subject")
        for one in again[:1]:
            raise WrongState(
                f"{one.nomination.subject.name}: đã hỏi {body} ngày {write_date(one.asked_on)}.",
                f"{one.nomination.subject.name}: {body} was asked on {write_date(one.asked_on)}.",
            )
        return pen.add([_question(found[key], law, body, matter, disclosed, asked_on, due_on) for key in keys])


def _question(
    nomination: Nomination,
    law: Law,
    body: str,
    matter: str,
    disclosed: Sequence[str],
    asked_on: date,
    due_on: date | None,
) -> Consultation:
    if nomination.state in ENDED:
        raise WrongState(
            f"{nomination.subject.name}: hồ sơ đã kết thúc.", f"{nomination.subject.name}: the dossier has ended."
        )
    limit = term(law, nomination.round.law_on)
    last = calendar_of(law).add_working_days(asked_on, limit.working_days) if limit else due_on
    if last is None or last < asked_on:
        raise RuleNotMet(
            "Không có văn bản nào nêu hạn trả lời vào ngày này. Ghi hạn trả lời, không sớm hơn ngày hỏi.",
            "No text gives a limit for the answer on this day. Write the last day, not before the day of asking.",
        )
    needed = consultation_needed(law, nomination.award, nomination.round.law_on)
    return Consultation(
        nomination=nomination,
        body=body,
        matter=matter,
        disclosed=[field for field in FIELDS if field in disclosed],
        asked_on=asked_on,
        due_on=last,
        cite=limit.cite if limit else needed.cite if needed else "",
    )


def answer(
    consultation_id: int, answer: str, *, answered_on: date, by: Account | None, at: datetime, words: str = ""
) -> Consultation:
    """Record what a body answers; an objection with its words. Raises `WrongState` where it has answered already."""
    require(by, "consult")
    if answer not in ANSWERS or (answer == "objects" and not words.strip()):
        raise RuleNotMet(
            "Chọn ý kiến trả lời; không nhất trí thì ghi lý do.",
            "Choose the answer; where it objects, write its words.",
        )
    detail = {"consultation": consultation_id, "answer": answer}
    with writing(by=by, at=at, verb="consultations.answer", detail=detail) as pen:
        row = _row(consultation_id)
        if row.answer:
            raise WrongState(
                f"{row.body} đã trả lời ngày {write_date(row.answered_on or row.asked_on)}.",
                f"{row.body} answered on {write_date(row.answered_on or row.asked_on)}.",
            )
        if answered_on < row.asked_on:
            raise RuleNotMet("Ngày trả lời trước ngày hỏi.", "The answer is dated before the question.")
        pen.change(row, answer=answer, answered_on=answered_on, words=nfc(words).strip())
    return row


def unanswer(consultation_id: int, *, by: Account | None, at: datetime) -> Consultation:
    """Take a recorded answer back, as when it was entered for the wrong dossier."""
    require(by, "consult")
    with writing(by=by, at=at, verb="consultations.unanswer", detail={"consultation": consultation_id}) as pen:
        row = _row(consultation_id)
        if not row.answer:
            raise WrongState(f"{row.body} chưa trả lời.", f"{row.body} has not answered.")
        pen.change(row, answer="", answered_on=None, words="")
    return row


def disclosure(consultation: Consultation) -> list[tuple[str, str]]:
    """What the letter tells of the dossier: each field that was chosen with its value, and nothing else."""
    one = consultation.nomination
    told = {
        "name": one.subject.name,
        "rank": one.rank,
        "post": one.post,
        "unit": one.unit.name if one.unit else "",
        "award": say_award(one.award, one.class_no),
        "years": "–".join(dict.fromkeys(str(year) for year in (one.for_from, one.for_to) if year)),
        "achievement": one.achievement,
    }
    if "born" in consultation.disclosed:
        born = Person.objects.filter(subject=one.subject_id).values_list("born", flat=True).first() or ""
        read = read_date(born) if born else None
        told["born"] = write_date(read) if read else born
    return [(field, told[field]) for field in FIELDS if field in consultation.disclosed]


def _row(consultation_id: int) -> Consultation:
    row: Consultation | None = Consultation.objects.filter(pk=consultation_id).first()
    if row is None:
        raise NotFound("Không có lần lấy ý kiến này.", "There is no such consultation.")
    return row
