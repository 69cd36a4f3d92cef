"""Rounds of commendation (đợt xét): made, changed while they are prepared, opened, closed, ended or called off; what each kind begins with.

A round asks for its awards on one ground and by the law of one day, that of submission. What each kind begins with is in `round_kinds`. Read first: `make_round`.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from tdkt.law.catalogue import LEVELS, awards
from tdkt.law.way import ENDED
from tdkt.law.wording import say_award
from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.ledger import writing
from tdkt.operations.permissions import require
from tdkt.operations.round_kinds import KINDS, PHASES, Form, force_of_unit, forms_for, is_law, level_of, phases_for
from tdkt.records.models import Account, Movement, Nomination, Office, Round, Unit, UnitPlace
from tdkt.records.models.scope import family, reach_of
from tdkt.rules.years import proposal_year
from tdkt.vietnamese.dates import write_date

STILL_OPEN = ("preparing", "open", "closed")
LATER = frozenset(("closes_on", "phases", "ballots", "note"))
"""What may be changed of a round that is open or closed: the rest binds whoever has proposed by it."""


# --- making and changing -------------------------------------------------------------------------


def make_round(
    kind: str,
    *,
    name: str,
    unit_id: int,
    years: tuple[int, int],
    law_on: date,
    opens_on: date,
    closes_on: date,
    by: Account | None,
    at: datetime,
    forms: Iterable[Mapping[str, Any]] | None = None,
    units: Iterable[int] = (),
    phases: Iterable[Mapping[str, str]] | None = None,
    ballots: Iterable[Mapping[str, Any]] = (),
    movement_id: int | None = None,
    note: str = "",
) -> Round:
    """Make a round, in preparation. `units` empty: every unit; `forms` and `phases` None: what its kind begins with.

    Raises `RuleNotMet` saying what is wrong with days, awards, units, phases or ballot rules.
    """
    require(by, "arrange-rounds")
    if kind not in KINDS:
        raise RuleNotMet(
            f"Không có loại đợt “{kind}”. Chọn một trong: {', '.join(one.vi for one in KINDS.values())}.",
            f"There is no kind of round “{kind}”. Choose one of: {', '.join(one.en for one in KINDS.values())}.",
        )
    if forms is None:
        forms = forms_for(kind, law_on, force=force_of_unit(unit_id))
    said = Round(
        kind=kind,
        name=" ".join(name.split()),
        unit_id=unit_id,
        years_from=years[0],
        years_to=years[1],
        law_on=law_on,
        opens_on=opens_on,
        closes_on=closes_on,
        forms=_forms(forms),
        units=sorted(set(units)),
        phases=[dict(phase) for phase in (phases_for(opens_on, closes_on) if phases is None else phases)],
        ballots=[dict(rule) for rule in ballots],
        movement_id=movement_id,
        note=note,
    )
    with writing(by=by, at=at, verb="rounds.make", detail={"name": said.name, "kind": kind}) as pen:
        check_round(said)
        return pen.add_one(said)


CHANGEABLE = frozenset(
    (
        "kind",
        "name",
        "years_from",
        "years_to",
        "law_on",
        "opens_on",
        "closes_on",
        "forms",
        "units",
        "phases",
        "ballots",
        "movement_id",
        "note",
    )
)


def change_round(round_id: int, *, by: Account | None, at: datetime, **columns: Any) -> Round:
    """Change a round: all of it while it is prepared; afterwards only its last day, its phases, ballot rules and note.

    Raises `WrongState` for what is settled already, `RuleNotMet` for what cannot be.
    """
    require(by, "arrange-rounds")
    unknown = sorted(set(columns) - CHANGEABLE)
    if unknown:
        raise TypeError(f"a round has no {unknown[0]} to change")
    if "forms" in columns:
        columns["forms"] = _forms(columns["forms"])
    with writing(by=by, at=at, verb="rounds.change", detail={"round": round_id, "columns": sorted(columns)}) as pen:
        said = found_round(round_id)
        settled = sorted(set(columns) - LATER)
        if said.state not in STILL_OPEN or (said.state != "preparing" and settled):
            raise WrongState(
                f"Đợt “{said.name}” {STATE_WORDS[said.state]}, chỉ còn đổi được hạn nộp, các bước, cách biểu quyết và ghi chú."
                if said.state in STILL_OPEN
                else f"Đợt “{said.name}” {STATE_WORDS[said.state]}, không đổi được nữa.",
                f"The round “{said.name}” is {said.state}: "
                + (
                    "only its last day, phases, ballot rules and note can still be changed."
                    if said.state in STILL_OPEN
                    else "nothing of it can be changed any more."
                ),
            )
        changed = Round(**{name: getattr(said, name) for name in _columns(said)} | columns)
        check_round(changed)
        pen.change(said, **columns)
        return said


def _columns(said: Round) -> list[str]:
    return [field.attname for field in said._meta.concrete_fields]


def _forms(forms: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The awards of a round in the order of the law, each once; a level that is not said is that of the catalogue."""
    found: dict[Form, dict[str, Any]] = {}
    for form in forms:
        award = str(form.get("award", ""))
        if award not in awards():
            raise RuleNotMet(f"Không có hình thức khen thưởng “{award}”.", f"There is no award “{award}”.")
        class_ = form.get("class")
        level = form.get("level") or level_of(award)
        if class_ not in (awards()[award].classes or (None,)):
            raise RuleNotMet(
                f"{awards()[award].name} "
                + ("phải nói rõ hạng nào." if awards()[award].classes else "không có hạng. Bỏ phần hạng."),
                f"{awards()[award].name}: " + ("say which class." if awards()[award].classes else "it has no classes."),
            )
        if level and level not in LEVELS:
            raise RuleNotMet(f"Không có cấp quyết định “{level}”.", f"There is no level “{level}”.")
        found[award, class_] = {"award": award, "class": class_, "level": level}
    return [found[key] for key in sorted(found, key=lambda form: (awards()[form[0]].rank, form[1] or 0))]


def check_round(said: Round) -> None:
    """Raises `RuleNotMet` for a round that cannot be as it stands, with what to change."""
    for fault in faults(said):
        raise RuleNotMet(*fault)


def faults(said: Round) -> Iterable[tuple[str, str]]:
    """What is wrong with a round, each as (Vietnamese, English)."""
    if not said.name:
        yield "Đợt chưa có tên. Ghi tên đợt.", "The round has no name. Write one."
    if not Unit.objects.filter(pk=said.unit_id).exists():
        yield f"Không có đơn vị số {said.unit_id} trong sổ.", f"There is no unit {said.unit_id} in the register."
    if Round.objects.filter(unit=said.unit_id, name=said.name).exclude(pk=said.pk).exists():
        yield (
            f"Đã có đợt “{said.name}”. Đặt tên khác.",
            f"There is a round “{said.name}” already. Give it another name.",
        )
    if said.closes_on < said.opens_on:
        yield (
            f"Hạn nộp {write_date(said.closes_on)} trước ngày mở {write_date(said.opens_on)}. Sửa một trong hai ngày.",
            f"The last day {write_date(said.closes_on)} is before the first {write_date(said.opens_on)}.",
        )
    if said.years_to < said.years_from:
        yield "Năm cuối trước năm đầu. Sửa các năm của thành tích.", "The last year is before the first."
    if not said.forms:
        yield "Đợt chưa có hình thức khen thưởng nào. Chọn ít nhất một.", "The round has no award. Choose one at least."
    year = proposal_year(said.law_on)
    for form in said.forms:
        name = say_award(form["award"], form["class"])
        if not is_law(form["award"], form["class"], said.law_on):
            yield (
                f"Luật ngày {write_date(said.law_on)} không có {name}. Bỏ hình thức này hoặc đổi ngày áp dụng luật.",
                f"The law of {write_date(said.law_on)} has no {name}. Leave it out, or change the day of the law.",
            )
        if awards()[form["award"]].kind == "title" and said.years_to != year:
            yield (
                f"Luật ngày {write_date(said.law_on)} xét {name} cho năm {year}, đợt này ghi năm {said.years_to}. "
                f"Để xét năm {said.years_to}, lấy ngày 31/12/{said.years_to} hoặc một ngày trước 31/12/{said.years_to + 1}.",
                f"By the law of {write_date(said.law_on)} {name} is for {year}, but the round says {said.years_to}. "
                f"For {said.years_to} choose 31/12/{said.years_to} or a day before 31/12/{said.years_to + 1}.",
            )
    missing = sorted(set(said.units) - set(Unit.objects.filter(pk__in=said.units).values_list("pk", flat=True)))
    if missing:
        yield f"Không có đơn vị số {missing[0]} trong sổ.", f"There is no unit {missing[0]} in the register."
    if said.movement_id and not Movement.objects.filter(pk=said.movement_id).exists():
        yield (
            f"Không có phong trào số {said.movement_id} trong sổ.",
            f"There is no movement {said.movement_id} in the register.",
        )
    yield from _phase_faults(said.phases)
    yield from _ballot_faults(said)


def _phase_faults(phases: Iterable[Mapping[str, str]]) -> Iterable[tuple[str, str]]:
    """Each phase known, once, with days in order, and beginning no sooner than the one before it."""
    before: tuple[int, date, str] | None = None
    for phase in phases:
        code = phase.get("phase", "")
        if code not in PHASES:
            yield f"Không có bước “{code}”.", f"There is no phase “{code}”."
            return
        vi, en = PHASES[code]
        try:
            first, last = date.fromisoformat(phase["from"]), date.fromisoformat(phase["until"])
        except (KeyError, ValueError):
            yield f"Bước {vi} thiếu ngày đầu hoặc ngày cuối.", f"The phase {en} lacks its first or last day."
            return
        if last < first:
            yield f"Bước {vi} kết thúc trước khi bắt đầu. Sửa ngày.", f"The phase {en} ends before it begins."
        place = list(PHASES).index(code)
        if before is not None and (place <= before[0] or first < before[1]):
            yield (
                f"Bước {vi} phải đứng sau và bắt đầu không sớm hơn bước {PHASES[before[2]][0]}.",
                f"The phase {en} must follow the phase {PHASES[before[2]][1]} and begin no sooner.",
            )
        before = (place, first, code)


def _ballot_faults(said: Round) -> Iterable[tuple[str, str]]:
    """The office's own ballot rules: each for an award of the round, with a share, a denominator and the text that it rests on."""
    asked = {form["award"] for form in said.forms}
    for rule in said.ballots:
        award = str(rule.get("award", ""))
        name = awards()[award].name if award in awards() else award
        percent = rule.get("percent")
        if award not in asked:
            yield f"Cách biểu quyết cho {name}, không có trong đợt.", f"A ballot rule for {name}, not in this round."
        if percent is not None and not (isinstance(percent, int | float) and 0 < percent <= 100):
            yield (
                f"Tỷ lệ tán thành {name} phải từ trên 0 đến 100 %.",
                f"The share for {name} must be above 0 and at most 100 %.",
            )
        if rule.get("of") not in (None, "all-members", "present"):
            yield f"Không rõ mẫu số khi biểu quyết {name}.", f"The denominator for {name} is not known."
        if not str(rule.get("source", "")).strip():
            yield (
                f"Cách biểu quyết {name} chưa ghi căn cứ. Ghi văn bản của cơ quan quy định.",
                f"The ballot rule for {name} has no source. Name the office's own text.",
            )


# --- its states ----------------------------------------------------------------------------------

STATE_WORDS = {
    "preparing": "đang soạn",
    "open": "đang mở",
    "closed": "đã đóng",
    "ended": "đã kết thúc",
    "called-off": "đã hủy",
}


def open_round(round_id: int, *, by: Account | None, at: datetime) -> Round:
    """Let units propose: from preparation, or again after closing."""
    return _move(round_id, "open", ("preparing", "closed"), by=by, at=at)


def close_round(round_id: int, *, by: Account | None, at: datetime) -> Round:
    """Take no more proposals; the dossiers go on."""
    return _move(round_id, "closed", ("open",), by=by, at=at)


def end_round(round_id: int, *, by: Account | None, at: datetime) -> Round:
    """Say that a round is done. Raises `WrongState` while a dossier of it is still on its way."""
    return _move(round_id, "ended", ("open", "closed"), by=by, at=at)


def call_off_round(round_id: int, *, reason: str, by: Account | None, at: datetime) -> Round:
    """Call a round off, with a reason. Raises `WrongState` while a dossier of it is still on its way."""
    if not reason.strip():
        raise RuleNotMet("Hủy đợt phải ghi lý do.", "Calling a round off needs a reason.")
    return _move(round_id, "called-off", STILL_OPEN, by=by, at=at, reason=reason.strip())


VERB_OF = {"open": "open", "closed": "close", "ended": "end", "called-off": "call-off"}


def _move(
    round_id: int, state: str, before: Collection[str], *, by: Account | None, at: datetime, reason: str = ""
) -> Round:
    require(by, "arrange-rounds")
    detail = {"round": round_id, "reason": reason} if reason else {"round": round_id}
    with writing(by=by, at=at, verb=f"rounds.{VERB_OF[state]}", detail=detail) as pen:
        said = found_round(round_id)
        if said.state not in before:
            raise WrongState(
                f"Đợt “{said.name}” {STATE_WORDS[said.state]}; việc này chỉ làm được khi đợt "
                + " hoặc ".join(STATE_WORDS[one] for one in before)
                + ".",
                f"The round “{said.name}” is {said.state}; this can be done only while it is {' or '.join(before)}.",
            )
        if state in ("ended", "called-off"):
            _nothing_on_the_way(said)
        pen.change(said, state=state, **({"note": _noted(said.note, reason)} if reason else {}))
        return said


def _noted(note: str, reason: str) -> str:
    return f"{note}\n{reason}".strip()


def _nothing_on_the_way(said: Round) -> None:
    going = Nomination.objects.filter(round=said).exclude(state__in=ENDED).count()
    if going:
        raise WrongState(
            f"Đợt “{said.name}” còn {going} hồ sơ chưa xong. Quyết định, rút hoặc hạ hết rồi hãy kết thúc đợt.",
            f"The round “{said.name}” has {going} dossiers on their way. Decide, withdraw or lower them first.",
        )


def found_round(round_id: int) -> Round:
    """The round of this id as it stands. Raises `NotFound`."""
    said: Round | None = Round.objects.filter(pk=round_id).first()
    if said is None:
        raise NotFound(f"Không có đợt số {round_id}.", f"There is no round {round_id}.")
    return said


# --- who sees a round, and who is in it ----------------------------------------------------------


def rounds_seen_by(account: Account, *, on: date) -> list[Round]:
    """The rounds that an account may see, the newest first: all for who serves the whole office; else those that were opened and concern
    its units."""
    reach = reach_of(account, on=on)
    found = Round.objects.select_related("unit").order_by("-opens_on", "-pk")
    if reach.everything:
        return list(found)
    mine = units_above(account.unit_id, on=on) | reach.units if account.unit_id else reach.units
    return [one for one in found.exclude(state="preparing") if reach.units and (not one.units or mine & set(one.units))]


def round_seen_by(account: Account, round_id: int, *, on: date) -> Round:
    """One of them. Raises `NotFound` for one that is not there for this account."""
    found = next((one for one in rounds_seen_by(account, on=on) if one.pk == round_id), None)
    if found is None:
        raise NotFound(f"Không có đợt số {round_id}.", f"There is no round {round_id}.")
    return found


def units_above(unit_id: int | None, *, on: date) -> frozenset[int]:
    """The units over a unit on a day: a round that names the police of a district concerns its teams."""
    standing = UnitPlace.objects.filter(Q(from_date__isnull=True) | Q(from_date__lte=on), unit=unit_id)
    found: set[int] = set()
    for path in standing.filter(Q(to_date__isnull=True) | Q(to_date__gte=on)).values_list("path", flat=True):
        found |= {int(part) for part in path.split(".") if part}
    return frozenset(found)


def units_in(said: Round, *, on: date) -> list[Unit]:
    """The units that a round waits for: those it names, else every unit right under the office, in the order of the tree."""
    if said.units:
        return list(Unit.objects.filter(pk__in=said.units).order_by("pk"))
    top = said.unit_id or Office.objects.filter(pk=1).values_list("unit_id", flat=True).first()
    below = UnitPlace.objects.filter(Q(from_date__isnull=True) | Q(from_date__lte=on), parent=top)
    standing = below.filter(Q(to_date__isnull=True) | Q(to_date__gte=on)).select_related("unit").order_by("path")
    return [place.unit for place in standing]


def units_taking_part(said: Round, *, on: date) -> frozenset[int] | None:
    """The units whose people may be proposed in a round, with all under them; None for everybody."""
    if not said.units:
        return None
    found: frozenset[int] = frozenset()
    for unit in said.units:
        found |= family(unit, on=on)
    return found
