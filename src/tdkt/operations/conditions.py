"""What must hold before a dossier may take a step, answered from the register: one function per condition of `law.way.CONDITIONS`.

Each answers for many nominations at once, with a bounded number of queries, and names only those of which it does not hold. What is
`soft` may be gone over with a reason, which then stands with the step; the rest may not. Read first: `unmet`, `ANSWERS`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tdkt.law import ballots
from tdkt.law.instruments import Law
from tdkt.law.parameters import figure, full_cite, rows
from tdkt.law.telling import cited
from tdkt.law.way import TABLE, Transition
from tdkt.law.workdays import Calendar, calendar_of
from tdkt.operations import dossiers
from tdkt.operations.law import office_law
from tdkt.records.models import (
    AgendaItem,
    Consultation,
    Discipline,
    DraftLine,
    Nomination,
    Opinion,
    Posted,
    Remark,
    Round,
    Step,
)
from tdkt.rules.conditions import Clean, leaves
from tdkt.vietnamese.dates import PartialDate, read_date, write_date

LAWFUL = ("eligible", "council")
PUBLIC, VERIFICATION = "public-comment", "verification"


@dataclass(frozen=True)
class Unmet:
    """One condition that does not hold of one nomination, as a sentence with its remedy; `soft`: a reason may stand in its place.

    `since`: the day on which what stands in the way came about, where it has one.
    """

    condition: str
    vietnamese: str
    english: str
    soft: bool = False
    since: date | None = None

    def said(self, language: str) -> str:
        return self.english if language == "en" else self.vietnamese


@dataclass(frozen=True)
class Asked:
    """The nominations of which a condition is asked, with their rounds, on a day; `pointed`: points for correction are named."""

    nominations: Sequence[Nomination]
    on: date
    pointed: bool = False

    @cached_property
    def keys(self) -> list[int]:
        return [one.pk for one in self.nominations]

    @cached_property
    def law(self) -> Law:
        return office_law()

    @cached_property
    def calendar(self) -> Calendar:
        return calendar_of(self.law)


Answer = Iterator[tuple[int, Unmet]]


def unmet(
    transition: Transition, nominations: Sequence[Nomination], *, on: date, pointed: bool = False
) -> dict[int, list[Unmet]]:
    """What stands in the way of a transition, by nomination; those of which everything holds are left out.

    What was gone over with a reason at an earlier step, since the dossier was last submitted, does not stand in the way again.
    """
    found: dict[int, list[Unmet]] = {}
    asked = Asked(nominations, on, pointed)
    for condition in transition.conditions if nominations else ():
        for key, one in ANSWERS[condition](asked):
            found.setdefault(key, []).append(one)
    softly = [key for key, each in found.items() if any(one.soft for one in each)]
    reasoned = reasons_given(softly) if softly else {}
    for key in softly:
        found[key] = [one for one in found[key] if not (one.soft and gone_over(one, reasoned.get(key, ())))]
        if not found[key]:
            del found[key]
    return found


def reasons_given(keys: Sequence[int]) -> dict[int, list[Step]]:
    """The steps of each dossier that somebody gave a reason for, since it was last submitted; the words of a sitting are no such reason."""
    found: dict[int, list[Step]] = {}
    taken = Step.objects.filter(nomination__in=keys, undoes__isnull=True, undone_by__isnull=True).order_by("pk")
    for step in taken:
        if step.name == "submit":
            found.pop(step.nomination_id, None)
        elif step.reason and step.name in WAYS and WAYS[step.name].within != "sitting":
            found.setdefault(step.nomination_id, []).append(step)
    return found


WAYS = {one.name: one for one in TABLE}


def gone_over(one: Unmet, steps: Iterable[Step]) -> bool:
    """Whether a step that asked the same was taken with a reason after this came about."""
    return any(
        one.condition in WAYS[step.name].conditions and (one.since is None or one.since <= step.on_date)
        for step in steps
    )


# --- the round ----------------------------------------------------------------------------------


def within_round(asked: Asked) -> Answer:
    """A first submission comes while the round is open; everything later only while the round is not over."""
    for one in asked.nominations:
        round_ = one.round
        if round_.state in ("ended", "called-off"):
            yield (
                one.pk,
                Unmet("within-round", f"Đợt xét “{round_.name}” đã kết thúc.", f"The round “{round_.name}” is over."),
            )
        elif one.state == "drafting" and not (
            round_.state == "open" and round_.opens_on <= asked.on <= round_.closes_on
        ):
            first, last = write_date(round_.opens_on), write_date(round_.closes_on)
            yield (
                one.pk,
                Unmet(
                    "within-round",
                    f"Đợt xét “{round_.name}” nhận hồ sơ từ {first} đến {last}; ngoài thời gian đó hỏi người phụ trách đợt xét.",
                    f"The round “{round_.name}” takes dossiers from {first} to {last}; ask its officer outside those days.",
                ),
            )


# --- the dossier itself -------------------------------------------------------------------------


def points(asked: Asked) -> Answer:
    """A return for correction names its points."""
    if not asked.pointed:
        for key in asked.keys:
            yield (
                key,
                Unmet(
                    "points",
                    "Chưa nêu điểm nào cần sửa. Ghi ít nhất một điểm: ở mục nào, sửa gì.",
                    "No point for correction is named. Write at least one: where, and what to mend.",
                ),
            )


def remarks_settled(asked: Asked) -> Answer:
    """Every point for correction has its answer."""
    waiting: dict[int, list[str]] = {}
    for key, words in Remark.objects.filter(nomination__in=asked.keys, state="open").values_list(
        "nomination_id", "words"
    ):
        waiting.setdefault(key, []).append(words)
    for key, words in waiting.items():
        yield (
            key,
            Unmet(
                "remarks-settled",
                f"Còn {len(words)} điểm yêu cầu sửa chưa trả lời: {'; '.join(words[:3])}.",
                f"{len(words)} points for correction are not answered: {'; '.join(words[:3])}.",
            ),
        )


def papers_complete(asked: Asked) -> Answer:
    """Every paper of the law's checklist is in the dossier."""
    for key, lines in dossiers.missing_papers(asked.keys).items():
        if lines:
            yield (
                key,
                Unmet(
                    "papers-complete",
                    f"Còn thiếu {len(lines)} giấy tờ: {'; '.join(line.words for line in lines[:3])}.",
                    f"{len(lines)} papers are missing: {'; '.join(line.words_en for line in lines[:3])}.",
                ),
            )


# --- the law's guards ---------------------------------------------------------------------------


def lawful(asked: Asked) -> Answer:
    """The engine found the nominee eligible, or left it to the council; against its finding only with a reason."""
    for one in asked.nominations:
        if one.verdict not in LAWFUL:
            why = next((str(reason.get("words", "")) for reason in one.reasons if isinstance(reason, Mapping)), "")
            because = f": {why}" if why else ""
            yield (
                one.pk,
                Unmet(
                    "lawful",
                    f"Chưa đủ điều kiện theo sổ{because}. Muốn đi tiếp phải ghi lý do.",
                    f"Not eligible by the register{because}. To go on, write the reason.",
                    soft=True,
                ),
            )


def clean_record(asked: Asked) -> Answer:
    """No discipline or investigation in force on the day, nor within the years that every pathway to the award asks to be clean."""
    people = [one for one in asked.nominations if one.recipient == "individual"]
    kept: dict[int, list[Discipline]] = {}
    for row in Discipline.objects.filter(subject__in={one.subject_id for one in people}):
        kept.setdefault(row.subject_id, []).append(row)
    windows: dict[tuple[str, int | None, date], int | None] = {}
    for one in people:
        form = (one.award, one.class_no, one.round.law_on)
        if one.subject_id in kept and form not in windows:
            windows[form] = clean_years(asked.law, *form)
        for row in kept.get(one.subject_id, ()):
            years = windows[form]
            if years is not None and touches(row, years_before(asked.on, years), asked.on):
                span = f"{row.from_day or '…'} – {row.to_day or 'nay'}"
                yield (
                    one.pk,
                    Unmet(
                        "clean-record",
                        f"Có kỷ luật hoặc xem xét, điều tra trong thời gian phải sạch ({span}). Dừng hồ sơ, hoặc sửa sổ kỷ luật nếu ghi sai.",
                        f"A discipline or investigation falls into the time that must be clean ({span}). Stop the dossier, or mend the entry.",
                    ),
                )
                break


def clean_years(law: Law, award: str, class_no: int | None, on: date) -> int | None:
    """For how many years before the day a person must be without discipline, by the easiest pathway (0: on the day itself); None: no bar."""
    found = [rule for rule in law.rules_on(on, award, class_no) if "individual" in rule.subjects]
    if not found:
        return 0
    years = []
    for rule in found:
        if not rule.barred_by_discipline:
            return None
        asked = [part.years.value for part in leaves(rule.condition) if isinstance(part, Clean)]
        years.append(max((int(value) for value in asked if value is not None), default=0))
    return min(years)


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; the last of February where that year has no 29th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)


def touches(row: Discipline, since: date, on: date) -> bool:
    """Whether a discipline may have been in force between two days; where its days are known only in part, it may."""
    begun, ended = partial(row.from_day), partial(row.to_day)
    return (begun is None or begun.first() <= on) and (ended is None or ended.last() > since)


def partial(day: str) -> PartialDate | None:
    return read_date(day) if day else None


@dataclass(frozen=True)
class Comment:
    """How long a list must be public before the council sits: working days (None: no text says how many) and the provision."""

    working_days: int | None
    cite: str


def comment_needed(law: Law, award: str, on: date) -> Comment | None:
    """The public comment that whoever proposes this award owes on a day; None where the law asks for none. The central body's own is not it."""
    asked = [
        (figure(row.get("working_days"), parameter), full_cite(row.get("cite"), parameter))
        for row, parameter in rows(law, PUBLIC, on)
        if award in row["awards"] and row.get("by") != "central-body"
    ]
    if not asked:
        return None
    known = [(int(days.value), cite) for days, cite in asked if days is not None]
    return Comment(*max(known)) if known else Comment(None, asked[0][1])


def commented(asked: Asked) -> Answer:
    """Where the law asks for public comment, a list with this nomination was public for so many working days, and they are over."""
    needed = {
        one.pk: comment
        for one in asked.nominations
        if (comment := comment_needed(asked.law, one.award, one.round.law_on)) is not None
    }
    days: dict[int, int] = dict.fromkeys(needed, 0)
    until: dict[int, date] = {}
    up = Posted.objects.filter(nomination__in=needed, posting__kind=PUBLIC).exclude(posting__state="called-off")
    for key, first, last in up.values_list("nomination_id", "posting__from_date", "posting__to_date"):
        if last < asked.on:
            days[key] = max(days[key], asked.calendar.working_days_between(first, last))
        else:
            until[key] = max(last, until.get(key, last))
    for key, comment in needed.items():
        least = comment.working_days or 1
        if days[key] < least:
            english = f"Public comment of {least} working days must be over before the council ({cited(asked.law, comment.cite, 'en')})"
            vietnamese = f"Phải công khai lấy ý kiến đủ {least} ngày làm việc trước khi họp hội đồng ({cited(asked.law, comment.cite)})"
            if key in until:
                vietnamese += f"; danh sách đang công khai đến hết {write_date(until[key])}."
                english += f"; the list is public until {write_date(until[key])}."
            else:
                vietnamese += "; hồ sơ chưa có trong danh sách công khai nào đủ hạn. Lập danh sách công khai."
                english += "; no list with this dossier has been public so long. Post one."
            yield key, Unmet("commented", vietnamese, english)


def opinions_settled(asked: Asked) -> Answer:
    """Opinions received are settled, none is founded, and no verification is still under way."""
    running = Posted.objects.filter(
        nomination__in=asked.keys,
        posting__kind=VERIFICATION,
        posting__state="up",
        posting__to_date__gte=asked.on,
    )
    for key, last in running.values_list("nomination_id", "posting__to_date"):
        yield (
            key,
            Unmet(
                "opinions-settled",
                f"Đang xác minh, có quyền giải trình đến hết {write_date(last)}.",
                f"Verification, with its right of reply, runs until {write_date(last)}.",
            ),
        )
    opinions = Opinion.objects.filter(posted__nomination__in=asked.keys).exclude(settled="unfounded")
    told = ("posted__nomination_id", "settled", "from_whom", "received_on")
    for key, settled, whom, received in opinions.values_list(*told):
        if settled:
            yield (
                key,
                Unmet(
                    "opinions-settled",
                    f"Ý kiến của {whom} được kết luận là có cơ sở. Rút, hạ mức, hoặc ghi lý do vẫn đi tiếp.",
                    f"The opinion of {whom} was found to be founded. Withdraw, lower, or write why to go on.",
                    soft=True,
                    since=received,
                ),
            )
        else:
            yield (
                key,
                Unmet(
                    "opinions-settled",
                    f"Ý kiến của {whom} chưa được giải quyết. Trả lời và kết luận trước.",
                    f"The opinion of {whom} is not settled. Reply and conclude first.",
                ),
            )


def answered(asked: Asked) -> Answer:
    """Every body that was asked has answered, and none objects; against that only with a reason."""
    waiting = Consultation.objects.filter(nomination__in=asked.keys, answer__in=["", "objects"])
    told = ("nomination_id", "body", "answer", "due_on", "asked_on", "answered_on")
    for key, body, answer, due, asked_on, answered_on in waiting.values_list(*told):
        if answer:
            yield (
                key,
                Unmet(
                    "answered",
                    f"{body} không nhất trí. Muốn đi tiếp phải ghi lý do.",
                    f"{body} objects. To go on, write the reason.",
                    soft=True,
                    since=answered_on,
                ),
            )
        else:
            yield (
                key,
                Unmet(
                    "answered",
                    f"{body} chưa trả lời, hạn {write_date(due)}. Chờ trả lời, hoặc ghi lý do không chờ.",
                    f"{body} has not answered, due {write_date(due)}. Wait, or write why not.",
                    soft=True,
                    since=asked_on,
                ),
            )


@dataclass(frozen=True)
class Consulting:
    """Whose opinion the law asks for before an award is proposed, in words, and by which provision."""

    words: str
    words_en: str
    cite: str


def consultation_needed(law: Law, award: str, on: date) -> Consulting | None:
    """Whom the law names to be asked about this award on a day; None where it names nobody."""
    for row, parameter in rows(law, "consultation", on):
        if award in row["awards"]:
            return Consulting(
                str(row.get("vi", "")), str(row.get("en", row.get("vi", ""))), full_cite(row.get("cite"), parameter)
            )
    return None


def consulted(asked: Asked) -> Answer:
    """Where the law names a body to be asked, one was; whether the case is one of those, the office may say with a reason."""
    needed = {
        one.pk: named
        for one in asked.nominations
        if (named := consultation_needed(asked.law, one.award, one.round.law_on)) is not None
    }
    if not needed:
        return
    have = set(Consultation.objects.filter(nomination__in=needed).values_list("nomination_id", flat=True))
    for key, named in needed.items():
        if key not in have:
            yield (
                key,
                Unmet(
                    "consulted",
                    f"Chưa lấy ý kiến {named.words} ({cited(asked.law, named.cite)}). Lấy ý kiến, hoặc ghi lý do không phải lấy.",
                    f"The opinion of {named.words_en} was not asked for ({cited(asked.law, named.cite, 'en')}). Ask, or write why it need not be.",
                    soft=True,
                ),
            )


def council(asked: Asked) -> Answer:
    """The council has passed it, or neither the law nor the office's rules ask for a council."""
    for one in asked.nominations:
        if one.state != "passed" and (why := council_asked(asked.law, one.round, one.award)):
            yield (
                one.pk,
                Unmet(
                    "council",
                    f"Hình thức này phải qua hội đồng ({why}). Đưa vào chương trình họp trước.",
                    f"This award goes before the council ({why}). Put it on an agenda first.",
                ),
            )


def council_asked(law: Law, round_: Round, award: str) -> str:
    """By which provision (as cited) or rule of the office this award goes before the office's council in a round; empty where none asks for it."""
    on = round_.law_on
    for rule in ballots.rules(law, award, on):
        if rule.council != "central":
            return cited(law, rule.cite)
    for row, parameter in rows(law, PUBLIC, on):
        if award in row["awards"] and row.get("before") == "council-meeting":
            return cited(law, full_cite(row.get("cite"), parameter))
    for own in round_.ballots:
        if own.get("award") == award:
            return str(own.get("source") or round_.name)
    return ""


def off_lists(asked: Asked) -> Answer:
    """What stands on an agenda or on the list of a draft is taken off there first."""
    items = AgendaItem.objects.filter(
        nomination__in=[one.pk for one in asked.nominations if one.state == "tabled"],
        sitting__state__in=["called", "opened"],
    )
    for key, held in items.values_list("nomination_id", "sitting__held_on"):
        yield (
            key,
            Unmet(
                "off-lists",
                f"Hồ sơ có trong chương trình phiên họp {write_date(held)}. Đưa khỏi chương trình trước.",
                f"The dossier is on the agenda of the sitting of {write_date(held)}. Take it off first.",
            ),
        )
    lines = DraftLine.objects.filter(
        nomination__in=[one.pk for one in asked.nominations if one.state in ("drafted", "sent-up")],
        draft__state__in=["drafting", "to-sign", "sent-up"],
        outcome="",
    )
    for key, title in lines.values_list("nomination_id", "draft__title"):
        yield (
            key,
            Unmet(
                "off-lists",
                f"Hồ sơ có trong danh sách “{title}”. Đưa khỏi danh sách trước.",
                f"The dossier is on the list “{title}”. Take it off first.",
            ),
        )


ANSWERS: Mapping[str, Callable[[Asked], Iterable[tuple[int, Unmet]]]] = {
    "within-round": within_round,
    "points": points,
    "remarks-settled": remarks_settled,
    "papers-complete": papers_complete,
    "lawful": lawful,
    "clean-record": clean_record,
    "commented": commented,
    "opinions-settled": opinions_settled,
    "answered": answered,
    "consulted": consulted,
    "council": council,
    "off-lists": off_lists,
}
"""Who answers each condition of `law.way.CONDITIONS`."""
