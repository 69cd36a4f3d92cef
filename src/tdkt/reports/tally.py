"""The one answer to "how many": counts honours and models in the register, with the rows behind the number and what it leaves out.

A unit's own honours (`self`), those of other bodies within it (`collective`), of its people (`individual`) and of households are four
tallies that are never mixed unless the question asks for all of them. Read first: `count`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tdkt.law.tally import AwardTally, ModelTally, Period, Tally
from tdkt.reports.authorities import accepts
from tdkt.reports.register import STANDING, WITHDRAWN, Honour, ModelLine, Register, in_row_order
from tdkt.reports.streaks import runs
from tdkt.vietnamese.dates import write_date

LEVELS_OF_MODELS = ("types", "models", "places", "groups", "members")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows that answer the question but do not count: `proposed` ones, `annulled` ones (stripped too), and those of an unknown year."""

    proposed: tuple[str, ...] = ()
    annulled: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()

    def as_json(self) -> dict[str, int]:
        """Their numbers, as a report's number carries them."""
        return {"proposed": len(self.proposed), "annulled": len(self.annulled)}


@dataclass(frozen=True, slots=True)
class Counted:
    """The register's answer to a tally.

    `count` is the number, None where the register cannot answer, for the reason in `why_not`. For models `levels` holds the number of
    each level (types, models, places, groups, members; None: the census does not say), `count` that of the models and `as_of` the day of
    the census taken; `note` says what the reader of the number should know, or is None.
    """

    count: int | None
    rows: tuple[str, ...] = ()
    left_out: LeftOut = LeftOut()
    why_not: str | None = None
    levels: dict[str, int | None] = field(default_factory=dict)
    as_of: date | None = None
    note: str | None = None


def count(register: Register, question: Tally, *, unit_id: int) -> Counted:
    """How many the register holds of what a tally speaks of, for one unit. The tally's own `count` plays no part.

    Without a form all forms count, without a period all years, without a giver all givers.
    """
    if isinstance(question, ModelTally):
        return _count_models(register, question, unit_id=unit_id)
    found = matching(register, question, unit_id=unit_id)
    undated: list[Honour] = []
    if question.period is not None:
        # What is only proposed has no year yet, and is left out (or asked for) all the same.
        undated = [h for h in found if h.year is None and h.state in STANDING]
        found = [h for h in found if h.year is not None or h.state not in STANDING]
    counting = {"proposed"} if question.status == "proposed" else STANDING
    counted = [h for h in found if h.state in counting]
    proposed = [] if question.status == "proposed" else [h for h in found if h.state == "proposed"]
    left_out = LeftOut(_addresses(proposed), _addresses(h for h in found if h.state in WITHDRAWN), _addresses(undated))
    if question.consecutive is not None:
        longest = max(runs(register, counted), key=lambda run: (run.years, run.last), default=None)
        return Counted(longest.years if longest else 0, longest.rows if longest else (), left_out)
    return Counted(number_of(counted, question), _addresses(counted), left_out)


def number_of(honours: list[Honour], question: AwardTally) -> int:
    """The number that these honours make by the question's measure: distinct receivers, or honours."""
    if question.measure == "subjects" and question.recipient != "self":
        return len({(h.recipient, h.receiver_id) for h in honours})
    return len(honours)


def matching(register: Register, question: AwardTally, *, unit_id: int) -> list[Honour]:
    """The honours in any state that a question speaks of, in order of their days; those of an unknown year too."""
    by_award = register.honours_of(unit_id)
    codes = (question.award,) if question.award else question.awards
    asked = [by_award.get(code, []) for code in codes] if codes else list(by_award.values())
    own = register.same_body(unit_id)
    givers: dict[tuple[str, str], bool] = {}
    found = []
    for honours in asked:
        for h in honours:
            if question.classes and h.class_ not in question.classes:
                continue
            if question.period is not None and h.year is not None and not _within(question.period, h.year):
                continue
            if not _is_for(h, question.recipient, own):
                continue
            if question.authorities:
                giver = (h.level, h.giver)
                if giver not in givers:
                    givers[giver] = any(
                        accepts(said, level=h.level, giver=h.giver, place=register.office.place)
                        for said in question.authorities
                    )
                if not givers[giver]:
                    continue
            found.append(h)
    return found


def _within(period: Period, year: int) -> bool:
    return period.first <= year <= period.last


def _is_for(h: Honour, recipient: str | None, own: frozenset[int]) -> bool:
    if recipient in (None, "mixed"):
        return True
    if recipient == "self":
        return h.unit_of_receiver in own
    return h.recipient == recipient and h.unit_of_receiver not in own


def _addresses(honours: Iterable[Honour]) -> tuple[str, ...]:
    return tuple(h.row for h in honours)


# --- models --------------------------------------------------------------------------------------


def _count_models(register: Register, question: ModelTally, *, unit_id: int) -> Counted:
    days = [day for day in register.censuses if question.as_of is None or day <= question.as_of]
    if not days:
        return Counted(None, why_not=_no_census(register, question))
    as_of = days[-1]
    lines = register.models_of(unit_id, as_of)
    note = None
    if question.as_of is not None and as_of != question.as_of:
        note = f"sổ không có đợt thống kê mô hình ngày {write_date(question.as_of)}; lấy đợt gần nhất trước đó, ngày {write_date(as_of)}"
    levels = levels_of(lines)
    return Counted(
        levels["models"], in_row_order(f"model/{m.id}" for m in lines), levels=levels, as_of=as_of, note=note
    )


def _no_census(register: Register, question: ModelTally) -> str:
    if not register.censuses or question.as_of is None:
        return "sổ chưa có đợt thống kê mô hình nào"
    first = write_date(register.censuses[0])
    return f"đợt thống kê mô hình đầu tiên trong sổ là ngày {first}, sau ngày {write_date(question.as_of)}"


def levels_of(lines: Iterable[ModelLine]) -> dict[str, int | None]:
    """The number of each level of models; places, groups and members are None where no line of the census says any."""
    lines = tuple(lines)
    return {
        "types": len({m.type for m in lines}),
        "models": len({m.id for m in lines}),
        "places": _sum(m.places for m in lines),
        "groups": _sum(m.groups for m in lines),
        "members": _sum(m.members for m in lines),
    }


def _sum(values: Iterable[int | None]) -> int | None:
    said = [value for value in values if value is not None]
    return sum(said) if said else None
