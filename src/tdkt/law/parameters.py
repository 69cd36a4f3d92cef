"""What a parameter of the law files may say: each name of the closed list with the shape of its value, and how a single number is read.

A parameter is a number or a table that is no condition of eligibility: a coefficient, a share of votes, a window, who decides. Read first:
`KNOWN`, `check_value`, `figure`. Who uses them: `bonus`, `quotas`, `ballots`, `transition`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from tdkt.law.catalogue import GROUNDS, LEVELS, RECIPIENTS, awards
from tdkt.law.instruments import Law, Parameter
from tdkt.rules.conditions import CONFIDENCES, MEMORY

Check = Callable[[Any], list[str]]
"""What is wrong with a value, as Vietnamese sentences; nothing wrong: an empty list."""

COUNCILS = ("own", "submitting", "central")
DENOMINATORS = ("all-members", "present")
DAYS = ("receipt-by-appraiser", "submission", "decision", "achievement")
MATTERS = ("criteria", "procedure", "bonus", "titles-counted")
DECIDERS = (*LEVELS, "national-assembly")
STATISTICS_OF = ("movements", "state-awards", "office-awards", "bodies", "officials")
STATISTICS_COUNTS = (
    "all",
    *(f"launched-{by}" for by in ("centre", "ministry", "office")),
    *(f"scope-{scope}" for scope in ("national", "ministry", "cluster", "office")),
    *(f"lasts-{years}" for years in ("under-1", "1", "1-3", "3-5", "from-3", "from-5")),
    *("proposed-ministry", "proposed-province"),
    *("collective", "enterprise", "household", "individual"),
    *("leader-ministry", "leader-department", "entrepreneur", "leader-other", "direct-worker"),
    *(f"method-{how}" for how in ("standing", "thematic", "regular", "sudden", "foreign", "contribution", "length")),
    *("method-resistance", "other-forms"),
)
"""What a row or a column of a statistical form may count; `tdkt.reports.statistics` says which rows of the register each means."""
PAPERS = (
    "to-trinh",
    "danh-sach-trich-ngang",
    "bao-cao-thanh-tich",
    "de-nghi-hoi-dong",
    "bien-ban",
    "kiem-phieu",
    "chung-nhan-sang-kien",
    "xac-nhan-thanh-tich",
    "y-kien-co-quan",
    "ban-sao-khen-thuong",
    "tai-lieu-kem-theo",
)
"""The papers that a dossier may hold (their words are in `papers`); the last stands for those that a text which was not read asks for."""


# --- single numbers -----------------------------------------------------------------------------


class Figure(NamedTuple):
    """A number as the file states it: exact value, how surely it is known, the provision (full id), and whether it is only a ceiling."""

    value: Decimal
    confidence: str
    cite: str
    cap: bool = False


@dataclass(frozen=True)
class NotKnown:
    """A number that no text in the files gives: `what` names it in Vietnamese, `what_en` in English, `cite` where it ought to stand."""

    what: str
    what_en: str
    cite: str = ""


def usable(confidence: str, *, use_memory: bool) -> bool:
    """Whether a number of this confidence may be reckoned with: one from memory only when that was asked for."""
    return use_memory or confidence != MEMORY


def figure(written: Any, parameter: Parameter, *, key: str = "value") -> Figure | None:
    """The number of an entry: plain, or a mapping with `value`, its own `confidence`, `cite` and `cap`; None where none stands."""
    if isinstance(written, Mapping):
        number = written.get(key)
        return (
            None
            if number is None
            else Figure(
                Decimal(str(number)),
                str(written.get("confidence", parameter.confidence)),
                full_cite(written.get("cite"), parameter),
                bool(written.get("cap", False)),
            )
        )
    return None if written is None else Figure(Decimal(str(written)), parameter.confidence, parameter.cite)


def full_cite(cite: Any, parameter: Parameter) -> str:
    """The full id of the provision an entry names, or the parameter's own."""
    if not cite:
        return parameter.cite
    return f"{parameter.instrument}/{cite}" if str(cite).startswith("art-") else str(cite)


def rows(law: Law, name: str, on: date) -> tuple[tuple[Mapping[str, Any], Parameter], ...]:
    """The rows of every parameter of this name on a day, an office's own before the general ones, each with its parameter."""
    found: list[tuple[Mapping[str, Any], Parameter]] = []
    for parameter in law.parameters_on(name, on):
        listed = parameter.value if isinstance(parameter.value, list) else [parameter.value]
        found += [(row, parameter) for row in listed if isinstance(row, Mapping)]
    return tuple(found)


# --- the shapes ---------------------------------------------------------------------------------


def check_value(name: str, value: Any, *, delegated: Collection[str] = ()) -> list[str]:
    """What is wrong with the value of a parameter, as Vietnamese sentences; an unknown name is the first of them.

    `delegated`: names that a rule leaves to another text (`{parameter: …}`); such a parameter is one plain number.
    """
    if name in delegated and name not in KNOWN:
        return _number(value)
    if name not in KNOWN:
        return [f"không có tham số “{name}” (có: {', '.join(sorted(KNOWN))})"]
    return KNOWN[name](value)


def _number(value: Any) -> list[str]:
    if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0:
        return []
    if isinstance(value, Mapping) and ("value" in value or "unknown" in value):
        wrong = [] if "unknown" in value else _number(value["value"])
        return wrong + _keys(value, ("value", "unknown", "confidence", "cite", "note")) + _confidence(value)
    return [f"“{value}” không phải một số không âm"]


def _confidence(entry: Mapping[Any, Any]) -> list[str]:
    said = entry.get("confidence")
    return [] if said is None or said in CONFIDENCES else [f"“{said}” không thuộc: {', '.join(CONFIDENCES)}"]


def _keys(entry: Mapping[Any, Any], allowed: Iterable[str]) -> list[str]:
    known = tuple(allowed)
    return [f"không có khóa “{key}” (có: {', '.join(known)})" for key in entry if key not in known]


def _word(value: Any) -> list[str]:
    return [] if isinstance(value, str) and value else [f"“{value}” không phải một từ"]


def _one(allowed: Iterable[Any]) -> Check:
    known = tuple(allowed)
    return lambda value: [] if value in known else [f"“{value}” không thuộc: {', '.join(map(str, known))}"]


def _list(each: Check) -> Check:
    def check(value: Any) -> list[str]:
        if not isinstance(value, list) or not value:
            return [f"cần một danh sách, không phải “{value}”"]
        return [wrong for one in value for wrong in each(one)]

    return check


def _code(value: Any) -> list[str]:
    """An award code, with a class after a colon where one is meant."""
    code, _, class_ = str(value).partition(":")
    if code not in awards():
        return [f"không có mã danh hiệu “{code}”"]
    if class_ and not (class_.isdigit() and int(class_) in awards()[code].classes):
        return [f"“{code}” không có hạng “{class_}”"]
    return []


def _code_or_ground(value: Any) -> list[str]:
    return [] if value in GROUNDS else _code(value)


def _award_kind(value: Any) -> list[str]:
    return _one(sorted({award.kind for award in awards().values()}))(value)


_TRUE = _one((True, False))
_TRUE_OR_UNKNOWN = _one((True, False, "unknown"))
_CODES = _list(_code)


def _words(value: Any) -> list[str]:
    return _list(_word)(value) if isinstance(value, list) else _word(value)


def _name(value: Any) -> list[str]:
    if isinstance(value, Mapping) and value.get("vi"):
        return []
    return ["“name” cần lời tiếng Việt (vi) và tiếng Anh (en)"]


_SAID: Mapping[str, Check] = {
    "note": _word,
    "vi": _word,
    "en": _word,
    "cite": _word,
    "confidence": _one(CONFIDENCES),
}
"""Keys that every row may have: words for people, a provision of its own, a confidence of its own."""


def _day_of_year(value: Any) -> list[str]:
    try:
        month, day = map(int, str(value).split("-"))
        date(2023, month, day)
    except ValueError:
        return [f"“{value}” không phải ngày trong năm dạng THÁNG-NGÀY"]
    return []


def _iso_day(value: Any) -> list[str]:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return [f"“{value}” không phải ngày dạng NĂM-THÁNG-NGÀY"]
    return []


def _entry(shape: Mapping[str, Check], *, needs: Iterable[str] = ()) -> Check:
    allowed = {**_SAID, **shape}

    def check(value: Any) -> list[str]:
        if not isinstance(value, Mapping):
            return [f"cần một ánh xạ, không phải “{value}”"]
        missing = [f"thiếu khóa “{key}”" for key in needs if key not in value]
        wrong = [
            f"{key}: {fault}" for key, found in value.items() if key in allowed for fault in allowed[str(key)](found)
        ]
        return missing + _keys(value, allowed) + wrong

    return check


def _table(shape: Mapping[str, Check], *, needs: Iterable[str] = ()) -> Check:
    """A list of rows of one shape, or one such row."""
    each = _entry(shape, needs=needs)
    return lambda value: _list(each)(value) if isinstance(value, list) else each(value)


def _coefficients(value: Any) -> list[str]:
    """The table of bonuses: kind of recipient -> award[:class] -> coefficient."""
    if not isinstance(value, Mapping) or not value:
        return ["cần bảng hệ số theo cá nhân, tập thể, hộ gia đình"]
    wrong = _keys(value, RECIPIENTS)
    for table in value.values():
        for code, written in table.items() if isinstance(table, Mapping) else ():
            wrong += _code(code)
            if isinstance(written, Mapping):
                wrong += _keys(written, ("value", "unknown", "confidence", "cite", "cap", "by", "note"))
                wrong += _confidence(written) + (_number(written["value"]) if "value" in written else [])
                for giver, other in (written.get("by") or {}).items():
                    wrong += _one(LEVELS)(giver) + _number(other)
            else:
                wrong += _number(written)
    return wrong


def _reduction(value: Any) -> list[str]:
    if isinstance(value, Mapping) and "fraction" in value:
        top, _, bottom = str(value["fraction"]).partition("/")
        return [] if top.isdigit() and bottom.isdigit() and int(bottom) else ["“fraction” phải có dạng 1/3"]
    return _entry({"years": _number}, needs=("years",))(value)


KNOWN: Mapping[str, Check] = {
    "base-salary": _number,
    "bonus": _coefficients,
    "bonus-rules": _entry(
        {
            "round_up_to": _number,
            "same_period_titles": _one(("highest", "each")),
            "title_and_form": _one(("both",)),
            "household_factor": _number,
            "collective_factor": _number,
        }
    ),
    "ballot": _table(
        {
            "awards": _CODES,
            "council": _one(COUNCILS),
            "approve_percent": _number,
            "of": _one(DENOMINATORS),
            "secret": _TRUE_OR_UNKNOWN,
            "written_opinion": _TRUE_OR_UNKNOWN,
            "quorum_percent": _number,
            "carried_from": _word,
        },
        needs=("awards", "approve_percent", "of"),
    ),
    "quota": _table(
        {
            "award": _code,
            "percent": _number,
            "of": _CODES,
            "name": _name,
            "at_most": _TRUE,
            "force": _words,
        },
        needs=("award", "percent"),
    ),
    "public-comment": _table(
        {"awards": _CODES, "working_days": _number, "before": _word, "by": _word}, needs=("awards", "working_days")
    ),
    "consultation": _table({"awards": _CODES}, needs=("awards",)),
    "working-days": _table({"closed": _list(_iso_day), "worked": _list(_iso_day)}),
    "processing-days": _table(
        {"step": _word, "working_days": _number, "awards": _CODES, "level": _words}, needs=("step", "working_days")
    ),
    "submission-window": _table(
        {
            "awards": _list(_code_or_ground),
            "from": _day_of_year,
            "until": _day_of_year,
            "year": _one(("next", "same")),
            "sector": _word,
        },
        needs=("awards", "until"),
    ),
    "copies": _table({"awards": _CODES, "originals": _number}, needs=("awards", "originals")),
    "papers": _table(
        {
            "paper": _one(PAPERS),
            "awards": _CODES,
            "kinds": _list(_award_kind),
            "grounds": _list(_one(GROUNDS)),
            "recipients": _list(_one(RECIPIENTS)),
            "needed": _TRUE_OR_UNKNOWN,
            "when": _word,
            "when_en": _word,
            "form": _word,
            "whole": _TRUE,
        },
        needs=("paper",),
    ),
    "simple-procedure": _entry({"grounds": _list(_one(GROUNDS)), "together": _TRUE}, needs=("grounds",)),
    "decides": _table({"awards": _CODES, "by": _one(DECIDERS), "force": _words, "to": _word}, needs=("awards", "by")),
    "proposes": _table({"awards": _CODES, "by": _words, "to": _words, "force": _words}, needs=("awards", "by")),
    "governing-date": _table(
        {"matter": _one(MATTERS), "day": _one(DAYS), "more_favourable": _TRUE}, needs=("matter", "day")
    ),
    "clean-record": _table(
        {"awards": _list(_code_or_ground), "years": _number, "whole": _word, "force": _words}, needs=("awards",)
    ),
    "one-state-form-a-year": _entry({"forms": _CODES, "except_grounds": _list(_one(GROUNDS))}, needs=("forms",)),
    "statistics-year": _entry({"from": _day_of_year, "to": _day_of_year}, needs=("from", "to")),
    "statistics-forms": _table(
        {
            "form": _word,
            "of": _one(STATISTICS_OF),
            "like": _word,
            "due": _day_of_year,
            "columns": _list(
                _entry(
                    {
                        "counts": _one(STATISTICS_COUNTS),
                        "awards": _CODES,
                        "kinds": _list(_award_kind),
                        "each": _award_kind,
                        "split": _TRUE,
                        "group": _word,
                    }
                )
            ),
            "rows": _list(
                _entry(
                    {
                        "code": _word,
                        "counts": _one(STATISTICS_COUNTS),
                        "group": _word,
                        "within": _one(STATISTICS_COUNTS),
                        "unknown": _TRUE,
                    }
                )
            ),
        },
        needs=("form", "of", "vi", "en"),
    ),
    "programme-year": _table(
        {"programme": _word, "from": _day_of_year, "to": _day_of_year}, needs=("programme", "from", "to")
    ),
    "safe-area": _table(
        {
            "subject": _word,
            "registered_percent": _number,
            "recognised_percent": _number,
            "briefed_percent": _number,
            "sound_parts_percent": _number,
            "movement_models": _number,
            "guard_rating": _word,
            "guard_disciplined_from": _word,
            "of": _words,
            "registered_until": _day_of_year,
            "decides": _one(LEVELS),
            "decided_before": _day_of_year,
        },
        needs=("subject",),
    ),
    "safe-criteria": _table(
        {
            "subject": _word,
            "code": _word,
            "whole": _TRUE,
            "counted": _one(("parts",)),
            "hint": _one(("movement-models",)),
        },
        needs=("subject", "code"),
    ),
    "safe-decides": _table({"subject": _word, "by": _one(LEVELS)}, needs=("subject", "by")),
    "precedence": _CODES,
    "women-leader-reduction": _reduction,
    "labour-title-exclusions": _entry(
        {
            "recruited_under_months": _number,
            "absent_working_days": _number,
            "disciplined_from": _word,
            "study_under_years_counts": _number,
        }
    ),
    "fund": _table(
        {"level": _one(LEVELS), "percent": _number, "of": _word, "area": _word, "at_most": _TRUE, "use": _word},
        needs=("percent", "of"),
    ),
    "grounds-not-counted": _entry({"for": _one(GROUNDS), "grounds": _list(_one(GROUNDS))}, needs=("for", "grounds")),
    "discipline-rules": _entry({"bars": _list(_word), "achievements_from": _word}, needs=("bars",)),
    "preference": _entry({"individual": _word, "collective_women_percent": _number}),
}
"""Every name a parameter may have, with the check of its shape."""
