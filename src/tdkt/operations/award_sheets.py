"""What the register says of one receiver's whole life, and of one year: the award sheet and the gold book, as data and as words of papers."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from tdkt.documents.numbers import write_known_part
from tdkt.law.catalogue import award
from tdkt.operations.achievement_papers import ratings_of
from tdkt.operations.award_words import STATE_WORDS, decided_words, form_words, serials_of
from tdkt.operations.draft_lists import RECEIVERS_IN_ORDER
from tdkt.operations.letterhead import UNSAID, count_words, letterhead, sign_lines, signature, the_office
from tdkt.operations.list_papers import about_words, receiver_words
from tdkt.records.models import Account, Conferral, Service, Subject
from tdkt.records.models.awards import STANDING
from tdkt.records.units import whole_names
from tdkt.vietnamese.dates import write_date


@dataclass(frozen=True)
class SheetLine:
    """One honour on an award sheet: the row, its form, its decision, the numbers of its certificates, its state in words."""

    honour: Conferral
    form: str
    decision: str
    serials: str
    state: str
    stands: bool


def sheet_lines(subject: int, *, on: date, by: Account | None = None) -> list[SheetLine]:
    """Every honour of a receiver, the oldest first, also those that no longer stand; of an account those that it sees. What is only
    proposed is no honour."""
    seen = Conferral.objects.visible_to(by, on=on) if by else Conferral.objects.all()
    held = list(
        seen.filter(subject=subject)
        .exclude(state="proposed")
        .select_related("decision", "subject", "unit")
        .order_by("year", "decision__signed_on", "pk")
    )
    serials = serials_of([honour.pk for honour in held])
    return [
        SheetLine(
            honour,
            form_words(honour),
            decided_words(honour),
            serials.get(honour.pk, ""),
            STATE_WORDS[honour.state],
            honour.state in STANDING,
        )
        for honour in held
    ]


def total_words(lines: list[SheetLine]) -> str:
    """How many honours stand, and how many do not."""
    standing = sum(line.stands for line in lines)
    gone = len(lines) - standing
    return f"Cộng: {standing} lần còn giá trị" + (f", {gone} lần không còn giá trị." if gone else ".")


def sheet_words(subject: Subject, *, on: date, by: Account | None = None) -> dict[str, Any]:
    """The words of the lifelong award sheet of a person or a body."""
    office, lines = the_office(), sheet_lines(subject.pk, on=on, by=by)
    return (
        letterhead(office, title="PHIẾU KHEN THƯỞNG", subtitle=subject.name, number="", on=on, year=on.year)
        | signature(office, lines=sign_lines(office), signer="")
        | {
            "name": subject.name,
            "particulars": [{"head": head, "says": says or UNSAID} for head, says in particulars(subject, on=on)],
            "honours": [
                {
                    "order": str(place),
                    "year": str(line.honour.year or ""),
                    "form": line.form,
                    "decision": line.decision,
                    "serials": line.serials,
                    "state": line.state,
                }
                for place, line in enumerate(lines, 1)
            ],
            "ratings": ratings_of(subject.pk),
            "total": total_words(lines),
            "last_line": f"Số liệu biết đến ngày {write_date(on)}.",
        }
    )


def particulars(subject: Subject, *, on: date) -> list[tuple[str, str]]:
    """What the register says of who a receiver is; an empty word where it does not say."""
    if subject.kind != "individual":
        unit = getattr(subject, "unit", None)
        founded = write_date(unit.founded) if unit and unit.founded else ""
        where = whole_names([subject.belongs_to_id], on=on).get(subject.belongs_to_id or 0, "")
        above = where.removeprefix(subject.name).lstrip(", ")
        return [("Thuộc", above), ("Thành lập", founded)] if above else [("Thành lập", founded)]
    person = getattr(subject, "person", None)
    last = Service.objects.filter(subject=subject, since__lte=on).order_by("-since").first()
    unit_id = (last.unit_id if last else None) or subject.belongs_to_id
    return [
        ("Ngày sinh", write_known_part(person.born if person else "")),
        ("Quê quán", person.home if person else ""),
        ("Ngày vào ngành", write_known_part(person.joined if person else "")),
        ("Cấp bậc, chức vụ", ", ".join(part for part in (last.rank, last.post) if part) if last else ""),
        ("Đơn vị", whole_names([unit_id], on=on).get(unit_id or 0, "")),
    ]


# --- the gold book of a year ------------------------------------------------------------------------------


@dataclass(frozen=True)
class BookGroup:
    """All honours of one award and class in a year, in the order of the law and then of the names."""

    code: str
    class_no: int | None
    title: str
    honours: list[Conferral]


def gold_book(year: int, *, on: date, by: Account | None = None) -> list[BookGroup]:
    """The honours in force that count for a year, as the law lists the awards; of an account those that it sees."""
    seen = Conferral.objects.visible_to(by, on=on) if by else Conferral.objects.all()
    held = sorted(
        seen.filter(year=year, state__in=STANDING).select_related("subject", "decision", "unit"), key=_in_order
    )
    return [
        BookGroup(code, class_no, award(code).titled(class_no), list(honours))
        for (code, class_no), honours in groupby(held, key=lambda one: (one.award, one.class_no))
    ]


def book_years(*, on: date, by: Account | None = None) -> list[int]:
    """The years in which honours in force count, the newest first."""
    seen = Conferral.objects.visible_to(by, on=on) if by else Conferral.objects.all()
    years = seen.filter(state__in=STANDING, year__isnull=False).order_by("-year")
    return list(years.values_list("year", flat=True).distinct())


def book_order(year: int, *, on: date, by: Account | None = None) -> list[tuple[int, str]]:
    """The ids of the honours of a year in the order of the gold book, each with the title of its group; one question to the database."""
    seen = Conferral.objects.visible_to(by, on=on) if by else Conferral.objects.all()
    held = seen.filter(year=year, state__in=STANDING).select_related("subject")
    return [(one.pk, award(one.award).titled(one.class_no)) for one in sorted(held, key=_in_order)]


def book_words(year: int, *, on: date, by: Account | None = None) -> dict[str, Any]:
    """The words of the gold book of a year."""
    office, groups = the_office(), gold_book(year, on=on, by=by)
    honours = [honour for group in groups for honour in group.honours]
    where = whole_names((honour.unit_id for honour in honours), on=on)
    serials = serials_of([honour.pk for honour in honours])
    order = 0
    printed = []
    for group in groups:
        lines = []
        for honour in group.honours:
            order += 1
            lines.append(
                {
                    "order": str(order),
                    "name": receiver_words(honour),
                    "about": about_words(honour, where),
                    "decision": honour.decision.number if honour.decision else "",
                    "date": _day(honour),
                    "authority": honour.authority,
                    "serials": serials.get(honour.pk, ""),
                }
            )
        counted = count_words(honour.recipient for honour in group.honours)
        printed.append({"title": f"{group.title}: {counted}", "lines": lines})
    return (
        letterhead(office, title="SỔ VÀNG KHEN THƯỞNG", subtitle=f"Năm {year}", number="", on=on, year=on.year)
        | signature(office, lines=sign_lines(office), signer="")
        | {
            "groups": printed,
            "counted": count_words(honour.recipient for honour in honours),
            "last_line": f"Số liệu biết đến ngày {write_date(on)}.",
        }
    )


def _in_order(honour: Conferral) -> tuple[Any, ...]:
    return (
        award(honour.award).rank,
        honour.class_no or 0,
        RECEIVERS_IN_ORDER.index(honour.recipient),
        honour.subject.name_key,
        honour.pk,
    )


def _day(honour: Conferral) -> str:
    decision = honour.decision
    if decision is None:
        return ""
    return write_date(decision.signed_on) if decision.signed_on else str(decision.year or "")
