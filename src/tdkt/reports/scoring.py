"""Scoring sheets of clusters and blocks: what a sheet may say, the points of one mark with how they came, totals, ranks and quotas.

Read first: `read_sheet`, `score`, `total_of`, `ranks`, `proposals`. All arithmetic is exact (fractions); the points of a criterion are
rounded once, to 0.01, half up, and totals are sums of what was rounded, so that the numbers on a page add up to the number under them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from fractions import Fraction
from typing import Any

KINDS = ("planned", "graded", "points", "bonus", "penalty")
"""Done against planned; a grade; points as appraised; extra points; points taken away."""
HANDS = ("head", "standing")
CENT = Decimal("0.01")
ZERO = Decimal(0)
MOST_POINTS = Decimal(10_000)


class NoSheet(Exception):
    """What is wrong with a sheet or a mark, as a sentence that names the group and the criterion."""


@dataclass(frozen=True)
class Step:
    """One step of a penalty: its words, the points it takes, and whether it bars the member from being proposed."""

    words: str
    points: Decimal
    bars: bool = False


@dataclass(frozen=True)
class Criterion:
    """One line of a sheet. `most` bounds extra points, and a penalty where the sheet says so; `hand` is whose mark counts."""

    code: str
    name: str
    kind: str
    points: Decimal
    hand: str
    inverted: bool = False
    grades: tuple[tuple[str, Decimal], ...] = ()
    steps: tuple[Step, ...] = ()
    most: Decimal | None = None

    @property
    def is_needed(self) -> bool:
        """Whether a member cannot be ranked without a mark here; nothing said of a bonus or a penalty is none of it."""
        return self.kind in ("planned", "graded", "points")


@dataclass(frozen=True)
class Group:
    code: str
    name: str
    criteria: tuple[Criterion, ...]

    @property
    def points(self) -> Decimal:
        """The standard points of the group."""
        return sum((one.points for one in self.criteria if one.is_needed), ZERO)


@dataclass(frozen=True)
class Sheet:
    """A sheet as it is counted: per percent above the plan so large a share of the criterion, at most a share of it, at most so much in all."""

    groups: tuple[Group, ...]
    per_percent: Decimal
    most_share: Decimal
    most_all: Decimal

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        return tuple(one for group in self.groups for one in group.criteria)

    @property
    def points(self) -> Decimal:
        return sum((group.points for group in self.groups), ZERO)

    def criterion(self, code: str) -> Criterion | None:
        return next((one for one in self.criteria if one.code == code), None)


@dataclass(frozen=True)
class Said:
    """What one hand says of one criterion. For a penalty `grade` is the number of the step (from 1) and `done` how many times."""

    planned: Decimal | None = None
    done: Decimal | None = None
    grade: str = ""
    points: Decimal | None = None

    @property
    def is_empty(self) -> bool:
        return self.planned is None and self.done is None and not self.grade and self.points is None


@dataclass(frozen=True)
class Scored:
    """The points of a criterion and how they came: share reached, points of the plan, bonus before and after the cap of the criterion, penalty."""

    criterion: Criterion
    said: Said
    base: Decimal = ZERO
    bonus: Decimal = ZERO
    uncapped: Decimal = ZERO
    extra: Decimal = ZERO
    penalty: Decimal = ZERO
    share: Decimal | None = None
    bars: bool = False

    @property
    def points(self) -> Decimal:
        """What the line counts before the cap on all bonuses together."""
        return self.base + self.bonus + self.extra - self.penalty

    def told(self) -> dict[str, Any]:
        """The same as plain data, to be kept with the result."""
        numbers = ("base", "bonus", "uncapped", "extra", "penalty", "points", "share")
        kept = {name: str(value) for name in numbers if (value := getattr(self, name)) is not None}
        said = {
            name: str(value)
            for name in ("planned", "done", "points")
            if (value := getattr(self.said, name)) is not None
        }
        return {
            "code": self.criterion.code,
            "hand": self.criterion.hand,
            "said": said | {"grade": self.said.grade},
            **kept,
        }


@dataclass(frozen=True)
class Total:
    """The total of a member with its parts; `bonus` is what the cap on all bonuses left of `uncapped`."""

    lines: tuple[Scored, ...]
    by_group: tuple[tuple[str, Decimal], ...]
    bonus: Decimal
    uncapped: Decimal
    total: Decimal
    bars: bool

    def told(self) -> dict[str, Any]:
        return {
            "lines": [line.told() for line in self.lines],
            "groups": {code: str(points) for code, points in self.by_group},
            "bonus": str(self.bonus),
            "bonus_uncapped": str(self.uncapped),
            "total": str(self.total),
            "barred": self.bars,
        }


# --- what a sheet may say ----------------------------------------------------------------------------


def read_sheet(content: Mapping[str, Any]) -> Sheet:
    """A sheet from its content as kept. Raises `NoSheet` naming the group and the criterion."""
    if not isinstance(content, Mapping) or not content.get("groups"):
        raise NoSheet("Bảng điểm chưa có nhóm tiêu chí nào. Thêm ít nhất một nhóm có một tiêu chí.")
    groups = tuple(_group(one, number) for number, one in enumerate(content["groups"], 1))
    _no_double("Mã nhóm", (group.code for group in groups))
    _no_double("Mã tiêu chí", (one.code for group in groups for one in group.criteria))
    if not any(one.is_needed for group in groups for one in group.criteria):
        raise NoSheet("Bảng điểm chỉ có điểm thưởng, điểm trừ. Thêm ít nhất một tiêu chí có điểm chuẩn.")
    caps = content.get("bonus") or {}
    where = "Quy định điểm thưởng vượt chỉ tiêu"
    return Sheet(
        groups,
        number_of(caps.get("per_percent", "0.01"), f"{where}: mức cho 1 %", most=Decimal(1)),
        number_of(caps.get("most_share", "0.1"), f"{where}: tối đa của một tiêu chí", most=Decimal(1)),
        number_of(caps.get("most_all", "20"), f"{where}: tối đa của cả bảng"),
    )


def _group(said: Mapping[str, Any], number: int) -> Group:
    name = str(said.get("name", "")).strip()
    where = f"Nhóm {said.get('code') or number}" + (f" “{name}”" if name else "")
    if not name:
        raise NoSheet(f"{where}: chưa có tên nhóm.")
    criteria = said.get("criteria") or ()
    if not criteria:
        raise NoSheet(f"{where}: chưa có tiêu chí nào.")
    code = str(said.get("code") or number)
    return Group(code, name, tuple(_criterion(one, where, f"{code}.{place}") for place, one in enumerate(criteria, 1)))


def _criterion(said: Mapping[str, Any], group: str, fallback: str) -> Criterion:
    code, name, kind = str(said.get("code") or fallback), str(said.get("name", "")).strip(), said.get("kind")
    where = f"{group}, tiêu chí {code}" + (f" “{name}”" if name else "")
    if not name:
        raise NoSheet(f"{where}: chưa có tên tiêu chí.")
    if len(code) > 20:
        raise NoSheet(f"{where}: mã dài hơn 20 ký tự.")
    if kind not in KINDS:
        raise NoSheet(f"{where}: cách chấm “{kind or ''}” không có. Chọn một trong: {', '.join(KINDS)}.")
    if said.get("hand") not in HANDS:
        raise NoSheet(f"{where}: chưa rõ ai chấm điểm cuối (trưởng khối hoặc thường trực hội đồng).")
    needed = kind in ("planned", "graded", "points")
    points = number_of(said.get("points", 0) or 0, f"{where}: điểm chuẩn")
    if needed and not points:
        raise NoSheet(f"{where}: điểm chuẩn phải lớn hơn 0.")
    grades = tuple((str(key).strip(), _share(value, where, key)) for key, value in (said.get("grades") or {}).items())
    if kind == "graded" and (not grades or any(not key or len(key) > 10 for key, _ in grades)):
        raise NoSheet(f"{where}: chưa có các mức xếp loại, ví dụ A 100 %, B 80 %.")
    steps = tuple(
        Step(
            str(one.get("words", "")).strip(), number_of(one.get("points"), f"{where}: điểm trừ"), bool(one.get("bars"))
        )
        for one in said.get("steps") or ()
    )
    if kind == "penalty" and (not steps or any(not one.words or not one.points for one in steps)):
        raise NoSheet(f"{where}: mỗi mức trừ phải có nội dung và số điểm lớn hơn 0.")
    most = said.get("most")
    bound = None if most in (None, "") else number_of(most, f"{where}: mức tối đa")
    if kind == "bonus" and not bound:
        raise NoSheet(f"{where}: điểm thưởng phải có mức tối đa.")
    return Criterion(
        code, name, kind, points if needed else ZERO, said["hand"], bool(said.get("inverted")), grades, steps, bound
    )


def _share(value: Any, where: str, key: Any) -> Decimal:
    return number_of(value, f"{where}, mức {key}", most=Decimal(1))


def number_of(value: Any, what: str, *, most: Decimal = MOST_POINTS) -> Decimal:
    """A number from 0 on, as written in a sheet. Raises `NoSheet` that says which."""
    try:
        number = Decimal(str(value).strip().replace(",", "."))
    except InvalidOperation:
        raise NoSheet(f"{what}: “{'' if value is None else value}” không phải là số.") from None
    if not number.is_finite() or not 0 <= number <= most:
        raise NoSheet(f"{what}: {value} phải từ 0 đến {most}.")
    return number


def _no_double(what: str, codes: Iterable[str]) -> None:
    twice = [code for code, times in Counter(codes).items() if times > 1]
    if twice:
        raise NoSheet(f"{what} {', '.join(twice)} có hai lần trong bảng điểm.")


# --- the points of one mark --------------------------------------------------------------------------


def rounded(value: Fraction | Decimal) -> Decimal:
    """To 0.01, half up."""
    exact = Fraction(value)
    with localcontext() as context:
        context.prec = 60
        return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(CENT, ROUND_HALF_UP)


def score(sheet: Sheet, criterion: Criterion, said: Said) -> Scored:
    """The points of one mark and how they came. Raises `NoSheet` for a mark that the sheet does not know."""
    where = f"Tiêu chí {criterion.code} “{criterion.name}”"
    if criterion.kind == "planned":
        return _planned(sheet, criterion, said, where)
    if criterion.kind == "graded":
        shares = dict(criterion.grades)
        if said.grade not in shares:
            raise NoSheet(f"{where}: mức “{said.grade}” không có. Chọn một trong: {', '.join(shares)}.")
        share = shares[said.grade]
        return Scored(criterion, said, base=rounded(Fraction(criterion.points) * Fraction(share)), share=share)
    if criterion.kind == "penalty":
        return _penalty(criterion, said, where)
    most = criterion.points if criterion.kind == "points" else criterion.most or ZERO
    if said.points is None:
        raise NoSheet(f"{where}: chưa ghi điểm.")
    if not 0 <= said.points <= most:
        raise NoSheet(f"{where}: điểm phải từ 0 đến {_short(most)}.")
    given = rounded(said.points)
    return Scored(criterion, said, base=given) if criterion.kind == "points" else Scored(criterion, said, extra=given)


def _planned(sheet: Sheet, criterion: Criterion, said: Said, where: str) -> Scored:
    """Done by planned, inverted for a target that is to fall; what goes beyond the plan is bonus, up to its cap."""
    if said.planned is None or said.done is None:
        raise NoSheet(f"{where}: ghi đủ chỉ tiêu và kết quả thực hiện.")
    if said.planned < 0 or said.done < 0:
        raise NoSheet(f"{where}: chỉ tiêu và kết quả không được âm.")
    planned, done, points = Fraction(said.planned), Fraction(said.done), Fraction(criterion.points)
    cap = points * Fraction(sheet.most_share)
    if criterion.inverted and done == 0:
        # Nothing of what was to fall: beyond the plan by more than any percent, unless nothing was planned too.
        beyond = cap if planned else Fraction(0)
        return Scored(
            criterion, said, base=rounded(points), bonus=rounded(beyond), uncapped=rounded(beyond), share=Decimal(1)
        )
    if not criterion.inverted and planned == 0:
        raise NoSheet(f"{where}: chỉ tiêu bằng 0 thì không tính được tỷ lệ; ghi chỉ tiêu lớn hơn 0.")
    ratio = planned / done if criterion.inverted else done / planned
    bonus = max(Fraction(0), ratio - 1) * 100 * Fraction(sheet.per_percent) * points
    return Scored(
        criterion,
        said,
        base=rounded(min(ratio, Fraction(1)) * points),
        bonus=rounded(min(bonus, cap)),
        uncapped=rounded(bonus),
        share=rounded(ratio * 100) / 100,
    )


def _penalty(criterion: Criterion, said: Said, where: str) -> Scored:
    """A step so many times (once where nothing is said), at most what the criterion bounds."""
    if not said.grade.isascii() or not said.grade.isdigit() or not 1 <= int(said.grade) <= len(criterion.steps):
        raise NoSheet(f"{where}: chọn một mức trừ của bảng điểm.")
    times = Decimal(1) if said.done is None else said.done
    if times != times.to_integral_value() or not 1 <= times <= 100:
        raise NoSheet(f"{where}: số lần phải là số nguyên từ 1 đến 100.")
    step = criterion.steps[int(said.grade) - 1]
    taken = step.points * times
    return Scored(
        criterion,
        said,
        penalty=rounded(taken if criterion.most is None else min(taken, criterion.most)),
        uncapped=rounded(taken),
        bars=step.bars,
    )


def _short(number: Decimal) -> str:
    return format(number.normalize(), "f")


# --- totals, ranks, quotas ---------------------------------------------------------------------------


def missing(sheet: Sheet, said: Mapping[str, Said]) -> tuple[Criterion, ...]:
    """The criteria without which nothing can be totalled."""
    return tuple(one for one in sheet.criteria if one.is_needed and one.code not in said)


def total_of(sheet: Sheet, said: Mapping[str, Said]) -> Total:
    """The total of marks by criterion; a criterion that nobody marked counts nothing."""
    lines = tuple(score(sheet, one, said[one.code]) for one in sheet.criteria if one.code in said)
    uncapped = sum((line.bonus for line in lines), ZERO)
    bonus = min(uncapped, rounded(sheet.most_all))
    by_code = {line.criterion.code: line.points - line.bonus for line in lines}
    groups = tuple(
        (group.code, sum((by_code.get(one.code, ZERO) for one in group.criteria), ZERO)) for group in sheet.groups
    )
    total = sum((points for _, points in groups), bonus)
    return Total(lines, groups, bonus, uncapped, total, any(line.bars for line in lines))


def ranks(totals: Mapping[int, Decimal]) -> dict[int, int]:
    """The rank of each: 1, 2, 2, 4. Equal totals are one rank."""
    return {key: 1 + sum(other > total for other in totals.values()) for key, total in totals.items()}


TIED = "tied"


def proposals(
    ranked: Mapping[int, int], *, flags: int, certificates: int, barred: frozenset[int] = frozenset()
) -> dict[int, str]:
    """What each is proposed for by its rank alone: flag, certificate, nothing (""), or `TIED` where a border cuts through equal ranks."""
    standing = [key for key in ranked if key not in barred]
    found = dict.fromkeys(ranked, "")
    for key in standing:
        before = sum(ranked[other] < ranked[key] for other in standing)
        after = before + sum(ranked[other] == ranked[key] for other in standing)
        if after <= flags:
            found[key] = "flag"
        elif before >= flags and after <= flags + certificates:
            found[key] = "certificate"
        elif before < flags + certificates:
            found[key] = TIED
    return found
