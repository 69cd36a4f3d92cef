"""What a dossier's report claims, beside the register's rows of this receiver alone; and what of it was used for another award already.

The grammar is that of `tdkt read`, the verdicts are those of `tdkt check`: agrees, differs, cannot be compared. Honours of years that are named
one by one, numbers of initiatives and numbers of decisions are looked up besides. Read first: `claims`, `used_before`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Max, Min, Q

from tdkt.law.catalogue import award as award_of
from tdkt.law.catalogue import awards
from tdkt.law.tally import AwardTally, ModelTally, Period
from tdkt.law.way import ENDED
from tdkt.reader.pieces import Honour, pieces_of
from tdkt.reader.reading import read
from tdkt.reader.tokens import tokenise
from tdkt.records.models import Conferral, Decision, DossierText, Initiative, Nomination, Office, Rating, Subject
from tdkt.records.models.awards import STANDING
from tdkt.reports.check import AGREES, DIFFERS, INCOMPARABLE, check
from tdkt.reports.register import ConferralLine, OfficeLine, RatingLine, Register
from tdkt.vietnamese.folding import fold, nfc
from tdkt.vietnamese.numbers import read_number, write_number

ROOT = 0
"""The unit under which the rows of the one receiver stand while they are counted."""


@dataclass(frozen=True)
class Claim:
    """One claim of a report: `text[span[0]:span[1]] == quote` in the part `field`. `said` and `register` are the two numbers, None where there is
    none; `rows` what the register's rests on ("conferral/12", "rating/3", "initiative/5"); `why` in words."""

    field: str
    quote: str
    span: tuple[int, int]
    verdict: str
    said: int | None
    register: int | None
    rows: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Used:
    """An achievement that serves, or served, another award: `kind` text, initiative or period; `words` which; `where` the other
    ("conferral/12" or "nomination/7"), `name` of its award, `paper` its decision or round."""

    kind: str
    words: str
    where: str
    name: str
    paper: str


def claims(nomination: Nomination, text: Mapping[str, str]) -> tuple[Claim, ...]:
    """Every claim of the report that the register can be asked about, part by part in their order."""
    subject = nomination.subject
    register = own_register(subject, on=nomination.round.law_on)
    found: list[Claim] = []
    for field, words in text.items():
        said = nfc(words)
        counted = list(_honours(field, said, register, subject))
        here = [*counted, *_yearly(field, said, register, counted, subject), *_initiatives(field, said, nomination)]
        found += sorted([*here, *_decisions(field, said, subject)], key=lambda claim: claim.span)
    return tuple(found)


# --- honours ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OwnRegister(Register):
    """The rows of one receiver; the years for which the register is whole are those of the whole register."""

    history_to: int | None = None

    @property
    def history(self) -> tuple[int, int] | None:
        if self.history_from is None or self.history_to is None:
            return None
        return self.history_from, max(self.history_to, self.history_from)


def own_register(subject: Subject, *, on: date) -> OwnRegister:
    """The honours and ratings of one receiver, as a report counts them."""
    office = Office.objects.first()
    span = Conferral.objects.aggregate(first=Min("year"), last=Max("year"))
    rows = Conferral.objects.filter(subject=subject).select_related("decision").order_by("pk")
    return OwnRegister(
        office=OfficeLine(
            name=office.name if office else "",
            parent="",
            place=office.place if office else "",
            symbol="",
            signer_post="",
            recipients=(),
            unit_id=ROOT,
            sample=False,
        ),
        conferrals=tuple(
            ConferralLine(
                id=row.pk,
                receiver=subject.name,
                receiver_id=subject.pk,
                recipient=row.recipient,
                award=row.award,
                class_=row.class_no,
                level=row.level,
                authority=row.authority,
                ground=row.ground,
                for_from=row.for_from,
                for_to=row.for_to,
                year=row.year,
                state=row.state,
                decision=row.decision.number if row.decision else None,
                decision_id=row.decision_id,
                signed_on=row.decision.signed_on if row.decision else None,
                unit_id=None,
                unit_of_receiver=None,
                rank=row.rank,
                post=row.post,
            )
            for row in rows
        ),
        ratings=tuple(
            RatingLine(row.pk, subject.name, subject.pk, row.year, row.rating, row.title, None, subject.kind)
            for row in Rating.objects.filter(subject=subject).order_by("pk")
        ),
        history_from=subject.history_complete_since or span["first"],
        history_to=max(span["last"] or 0, on.year) if span["last"] else None,
    )


def _honours(field: str, text: str, register: OwnRegister, subject: Subject) -> Iterable[Claim]:
    reading = read(text, source=field)
    for fact in reading.facts:
        tally = fact.tally
        if isinstance(tally, ModelTally):
            continue
        said = tally.count
        of_others = tally.award is not None and tally.award in awards() and not may_hold(subject, tally.award)
        if of_others or tally.recipient not in (None, "self", "mixed", subject.kind):
            why = "câu này nói về người hoặc tập thể khác, không phải người được đề nghị"
            yield Claim(field, fact.quote, fact.span, INCOMPARABLE, said, None, (), why)
            continue
        checked = check([_own(tally, register)], register, unit_id=ROOT)[0]
        number = checked.register_count if isinstance(checked.register_count, int) else None
        yield Claim(field, fact.quote, fact.span, checked.verdict, said, number, checked.rows, checked.why)


def may_hold(subject: Subject, award: str) -> bool:
    """Whether an award is given to this kind of receiver at all: a flag in a person's report is that of somebody else."""
    return subject.kind in award_of(award).recipients


def _own(tally: AwardTally, register: OwnRegister) -> AwardTally:
    """The same question asked of one receiver: each honour counts once, and without years the whole history is meant."""
    period = tally.period
    if period is None and register.history is not None:
        period = Period(*register.history)
    measure = "instances" if tally.measure == "subjects" else tally.measure
    return replace(tally, recipient=None, measure=measure, period=period)


# --- honours of named years -----------------------------------------------------------------------------------

_CLAUSE = re.compile(r"[^.;\n]*(?:\.(?=\S)[^.;\n]*)*")
_A_RANGE = re.compile(r"(?:19|20)\d\d\s*(?:-|–|đến|tới)\s*(?:năm\s*)?(?:19|20)\d\d", re.IGNORECASE)


def _yearly(
    field: str, text: str, register: OwnRegister, counted: Sequence[Claim], subject: Subject
) -> Iterable[Claim]:
    """Honours without a number that a clause ties to years named one by one: a title in each of them, any other honour in one of them.

    One honour with its years, or several honours of one year; anything else is not read surely and left out.
    """
    for clause in _CLAUSE.finditer(text):
        words = clause[0]
        years = sorted({int(year) for year in _YEAR.findall(_DECISION.sub("", words))})
        if (
            not years
            or _A_RANGE.search(words)
            or any(one.span[0] < clause.end() and clause.start() < one.span[1] for one in counted)
        ):
            continue
        tokens = tokenise(words)
        honours = [piece for piece in pieces_of(tokens) if isinstance(piece, Honour)]
        if len(honours) > 1 and len(years) > 1:
            continue
        for honour in honours:
            award = honour.award
            if honour.is_counted or award.name not in awards() or not may_hold(subject, award.name):
                continue
            first, last = tokens[award.name_start].start, tokens[award.name_end - 1].end
            place = (clause.start() + first, clause.start() + last)
            yield _of_years(field, text, place, (award.name, award.classes), years, register)


def _of_years(
    field: str,
    text: str,
    place: tuple[int, int],
    form: tuple[str, tuple[int, ...]],
    years: Sequence[int],
    register: OwnRegister,
) -> Claim:
    code, classes = form
    spans = {
        f"conferral/{row.id}": (row.for_from or row.for_to, row.for_to or row.for_from) for row in register.conferrals
    }
    found: dict[int, str] = {}
    for honour in register.honours:
        if honour.award != code or honour.state not in STANDING or (classes and honour.class_ not in classes):
            continue
        first, last = spans.get(honour.row, (None, None))
        for year in years:
            if honour.year == year or (first is not None and last is not None and first <= year <= last):
                found.setdefault(year, honour.row)
    title = award_of(code).kind == "title"
    silent = [year for year in years if year not in found] if title or not found else []
    history = register.history
    known = history is not None and all(history[0] <= year <= history[1] for year in silent)
    name = award_of(code).titled(classes[0] if len(classes) == 1 else None)
    said = ", ".join(map(str, silent))
    why = f"sổ không có {name} năm {said}" if silent else ""
    if silent and not known:
        why = f"{why}, và chưa chắc đã ghi đủ năm đó"
    verdict = AGREES if not silent else DIFFERS if known else INCOMPARABLE
    rows = tuple(dict.fromkeys(found.values()))
    return Claim(field, text[place[0] : place[1]], place, verdict, len(years) if title else 1, len(rows), rows, why)


# --- initiatives and decisions ------------------------------------------------------------------------------

_INITIATIVES = re.compile(
    r"(?P<number>\d{1,3}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+(?:sáng kiến|đề tài|giải pháp)", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DECISION = re.compile(r"\d{1,6}(?:/\d{4})?/QĐ(?:-[A-ZĐ0-9]+)+", re.IGNORECASE)


def _initiatives(field: str, text: str, nomination: Nomination) -> Iterable[Claim]:
    found = list(_INITIATIVES.finditer(text))
    if not found:
        return
    rows = list(Initiative.objects.filter(subject=nomination.subject_id).order_by("year", "pk"))
    complete = nomination.subject.history_complete_since
    for one in found:
        said = read_number(one["number"]) or 0
        years = [int(year) for year in _YEAR.findall(_sentence(text, one.start()))]
        first, last = (min(years), max(years)) if years else years_of(nomination)
        here = [row for row in rows if first <= row.year <= last]
        whole = complete is not None and complete <= first
        verdict = AGREES if len(here) == said else DIFFERS if here or whole else INCOMPARABLE
        span_words = f"năm {first}" if first == last else f"năm {first} đến {last}"
        why = f"sổ có {write_number(len(here))} sáng kiến, đề tài {span_words}"
        if verdict == INCOMPARABLE:
            why = f"sổ chưa có sáng kiến nào {span_words} và chưa chắc đã ghi đủ"
        names = tuple(f"initiative/{row.pk}" for row in here)
        yield Claim(field, one[0], one.span(), verdict, said, len(here), names, why)


def _sentence(text: str, at: int) -> str:
    """The sentence around a place; a full stop within a number or a date ends none."""
    first = max((stop.end() for stop in re.finditer(r"[.;!?]\s|\n", text[:at])), default=0)
    last = re.search(r"[.;!?](?:\s|$)|\n", text[at:])
    return text[first : at + last.start() if last else len(text)]


def _decisions(field: str, text: str, subject: Subject) -> Iterable[Claim]:
    found = list(_DECISION.finditer(text))
    if not found:
        return
    numbers = {one[0].upper() for one in found}
    own: dict[str, list[str]] = {}
    for pk, number in Conferral.objects.filter(subject=subject, decision__isnull=False).values_list(
        "pk", "decision__number"
    ):
        own.setdefault(number.upper(), []).append(f"conferral/{pk}")
    known = {number.upper() for number in Decision.objects.filter(number__in=numbers).values_list("number", flat=True)}
    for one in found:
        number = one[0].upper()
        if number in own:
            yield Claim(field, one[0], one.span(), AGREES, None, None, tuple(own[number]), "")
        elif number in known:
            why = "sổ có quyết định này nhưng không ghi người được đề nghị"
            yield Claim(field, one[0], one.span(), DIFFERS, None, None, (), why)
        else:
            yield Claim(field, one[0], one.span(), INCOMPARABLE, None, None, (), "sổ không có quyết định số này")


# --- the same achievement twice -------------------------------------------------------------------------------

SHINGLE = 4
"""So many words in a row make one mark of a passage."""
LEAST_WORDS = 10
ALIKE = 0.7
"""A passage whose marks stand in another text to this share is the same, put a little differently."""
LEAST_NAME = 12
"""Names of initiatives with fewer letters are found in any text."""


def years_of(nomination: Nomination) -> tuple[int, int]:
    """The years of the achievements that a nomination rests on: its own, else its round's."""
    first = nomination.for_from or nomination.round.years_from
    return first, nomination.for_to or nomination.for_from or nomination.round.years_to


@dataclass(frozen=True)
class _Other:
    """Another award of the same receiver, given or asked for, with the years and the words that it rests on."""

    where: str
    name: str
    paper: str
    same_form: bool
    years: tuple[int, int] | None
    words: str


def used_before(nomination: Nomination, text: Mapping[str, str]) -> tuple[Used, ...]:
    """What of this dossier serves another award of the receiver, given or under way.

    A passage that stands nearly word for word in the other's; an initiative named here and there, or of a year that an award of the same form
    has used up; and years that an award of the same form and class has used up.
    """
    others = list(_others(nomination))
    mine = "\n".join([nomination.achievement, *text.values()])
    first, last = years_of(nomination)
    found = []
    for other in others:
        for passage in alike(mine, other.words):
            found.append(Used("text", passage, other.where, other.name, other.paper))
        if other.same_form and other.years and other.years[0] <= last and first <= other.years[1]:
            shared = (max(first, other.years[0]), min(last, other.years[1]))
            words = str(shared[0]) if shared[0] == shared[1] else f"{shared[0]}-{shared[1]}"
            found.append(Used("period", words, other.where, other.name, other.paper))
    folded = fold(mine)
    for row in Initiative.objects.filter(subject=nomination.subject_id).order_by("year", "pk"):
        name = fold(row.name)
        if len(name) < LEAST_NAME or name not in folded:
            continue
        for other in others:
            of_used_year = other.same_form and other.years and other.years[0] <= row.year <= other.years[1]
            if of_used_year or name in fold(other.words):
                words = f"{row.name} ({row.year})"
                found.append(Used("initiative", words, other.where, other.name, other.paper))
    return tuple(found)


def _others(nomination: Nomination) -> Iterable[_Other]:
    form = (nomination.award, nomination.class_no)
    given = Conferral.objects.filter(subject=nomination.subject_id, state__in=STANDING).select_related("decision")
    for row in given.order_by("pk"):
        years = (row.for_from or row.for_to, row.for_to or row.for_from)
        if years[0] is None and award_of(row.award).kind == "title":
            years = (row.year, row.year)
        first, last = years
        yield _Other(
            where=f"conferral/{row.pk}",
            name=award_of(row.award).titled(row.class_no),
            paper=row.decision.number if row.decision else "",
            same_form=(row.award, row.class_no) == form,
            years=None if first is None or last is None else (first, last),
            words=row.reason,
        )
    asked = (
        Nomination.objects.filter(subject=nomination.subject_id)
        .exclude(Q(pk=nomination.pk) | Q(state__in=ENDED))
        .exclude(pk=nomination.came_from_id)
        .select_related("round")
        .order_by("pk")
    )
    texts = dict(DossierText.objects.filter(nomination__in=asked).values_list("nomination", "text"))
    for other in asked:
        yield _Other(
            where=f"nomination/{other.pk}",
            name=award_of(other.award).titled(other.class_no),
            paper=other.round.name,
            same_form=(other.award, other.class_no) == form,
            years=years_of(other),
            words="\n".join([other.achievement, *texts.get(other.pk, {}).values()]),
        )


def alike(mine: str, other: str) -> tuple[str, ...]:
    """The passages of a text that stand nearly word for word in another: the same words but for a few, whatever their marks and case."""
    marks = _marks(other)
    if not marks:
        return ()
    found = []
    for passage in re.split(r"(?<=[.;!?])\s+|\n", mine):
        own = _marks(passage)
        if len(fold(passage).split()) >= LEAST_WORDS and len(own & marks) >= ALIKE * len(own):
            found.append(" ".join(passage.split()))
    return tuple(dict.fromkeys(found))


def _marks(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", fold(text))
    return {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}
