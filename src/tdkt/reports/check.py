"""A text's numbers beside the register's: agrees, differs, or cannot be compared, each with its reason in words.

A number is compared only where the text says enough (a form, a period) and the register is whole for that period. Read next:
`tally.count`, which gives the register's number.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from tdkt.law.catalogue import CLASS_NAMES, awards
from tdkt.law.tally import AwardTally, ModelTally, Tally
from tdkt.reports import wording
from tdkt.reports.register import Register
from tdkt.reports.tally import LEVELS_OF_MODELS, Counted, count, matching, number_of
from tdkt.vietnamese.dates import write_date
from tdkt.vietnamese.numbers import write_number

AGREES, DIFFERS, INCOMPARABLE = "agrees", "differs", "cannot-be-compared"
_LEVEL_NOUNS = {"types": "loại", "models": "mô hình", "places": "điểm", "groups": "tổ", "members": "thành viên"}
_APPROXIMATELY = 10  # "hơn", "gần", "khoảng" allow one part in so many


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict on one number of a text.

    `register_count` is the register's number (for models one for each level that the text gives, when there are several), None where
    it has none; `rows` are what it rests on; `why` says what was compared, why not, or the nearest cause of a difference.
    """

    verdict: str
    register_count: int | dict[str, int | None] | None
    rows: tuple[str, ...]
    why: str


def check(reading_facts: Iterable[Tally], register: Register, *, unit_id: int | None) -> list[Checked]:
    """A verdict for each tally of a text, in their order, against what the register holds for the unit whose report the text is."""
    if unit_id is None:
        return [Checked(INCOMPARABLE, None, (), "sổ chưa có đơn vị nào") for _ in reading_facts]
    facts = list(reading_facts)
    checked = [
        _check_models(fact, register, unit_id)
        if isinstance(fact, ModelTally)
        else _check_awards(fact, register, unit_id)
        for fact in facts
    ]
    wholes = [
        fact.models
        for fact, one in zip(facts, checked, strict=True)
        if isinstance(fact, ModelTally) and one.verdict == AGREES
    ]
    return [_part_of(fact, one, wholes) for fact, one in zip(facts, checked, strict=True)]


def _part_of(fact: Tally, checked: Checked, wholes: list[int | None]) -> Checked:
    """A smaller number of models beside the right whole is most likely a part of it (a district, a rating), which the tally cannot say."""
    if not isinstance(fact, ModelTally) or checked.verdict != DIFFERS or fact.models is None or fact.types is not None:
        return checked
    whole = next((said for said in wholes if said is not None and fact.models < said), None)
    if whole is None:
        return checked
    why = f"văn bản đã ghi đúng {write_number(whole)} mô hình; số này nhỏ hơn, có thể là một phần (địa bàn, xếp loại)"
    return replace(checked, verdict=INCOMPARABLE, why=why)


# --- honours ---------------------------------------------------------------------------------------


def _check_awards(fact: AwardTally, register: Register, unit_id: int) -> Checked:
    found = count(register, fact, unit_id=unit_id)
    number = found.count or 0
    if (reason := _not_said(fact)) is not None:
        return Checked(INCOMPARABLE, number, found.rows, reason)
    assert fact.count is not None
    if (reason := _not_whole(fact, register, number)) is not None:
        return Checked(INCOMPARABLE, number if found.rows else None, found.rows, reason)
    if number == fact.count or (fact.approximate and is_about(number, fact.count)):
        return Checked(AGREES, number, found.rows, _basis(fact, found))
    cause = _nearest_cause(fact, found, register, unit_id)
    why = f"sổ có {wording.tally_number(replace(fact, count=number))}"
    return Checked(DIFFERS, number, found.rows, f"{why}; {cause}" if cause else why)


def _not_said(fact: AwardTally) -> str | None:
    """What the text leaves unsaid, so that no number of the register can stand beside its number."""
    if fact.count is None:
        return "văn bản không ghi con số cụ thể"
    if fact.award is None and not fact.awards:
        words = f" (“{fact.award_text}”)" if fact.award_text else ""
        return f"văn bản không nêu rõ hình thức khen thưởng{words}"
    unknown = [code for code in (fact.award, *fact.awards) if code and code not in awards()]
    if unknown:
        return f"sổ không có hình thức “{unknown[0]}”"
    if fact.period is None:
        return "văn bản không nói con số tính trong thời gian nào"
    return None


def _not_whole(fact: AwardTally, register: Register, number: int) -> str | None:
    """Why the register's number cannot be trusted to be whole for the period; a larger number than the text's differs all the same."""
    history = register.history
    if history is None:
        return "sổ chưa có khen thưởng nào"
    assert fact.period is not None
    assert fact.count is not None
    first, last = history
    years = wording.years_words(fact.period.first, fact.period.last)
    if fact.period.last < first:
        return f"văn bản nói về {years}, sổ chỉ có khen thưởng từ năm {first}"
    if fact.period.first > last:
        return f"văn bản nói về {years}, sổ chỉ có khen thưởng đến năm {last}"
    if fact.period.first < first and number <= fact.count:
        return (
            f"sổ thiếu {wording.years_words(fact.period.first, first - 1)}; từ năm {first} sổ có {write_number(number)}"
        )
    return None


def is_about(number: int, said: int) -> bool:
    """Whether a number is what a text can mean by "hơn", "gần" or "khoảng": within a tenth."""
    return abs(number - said) * _APPROXIMATELY <= said


def _basis(fact: AwardTally, found: Counted) -> str:
    """On what the agreement rests, where something was left out or the text only says about how many."""
    left = _left_words(found)
    about = f"văn bản ghi khoảng {write_number(fact.count or 0)}, sổ có {write_number(found.count or 0)}"
    return "; ".join(filter(None, [about if fact.approximate and found.count != fact.count else "", left]))


def _left_words(found: Counted) -> str:
    said = [
        f"{write_number(len(rows))} {words}"
        for rows, words in (
            (found.left_out.proposed, "đang đề nghị"),
            (found.left_out.annulled, "bị hủy"),
            (found.left_out.undated, "chưa rõ năm"),
        )
        if rows
    ]
    return f"bỏ ngoài {', '.join(said)}" if said else ""


@dataclass(frozen=True, slots=True)
class _Guess:
    """One way in which the text may have come to its number."""

    number: int
    words: str


def _nearest_cause(fact: AwardTally, found: Counted, register: Register, unit_id: int) -> str:
    """The first guess that gives exactly the text's number; else what was left out, so that the reader can look there first."""
    assert fact.count is not None
    guesses = list(_guesses(fact, found, register, unit_id))
    for guess in guesses:
        if guess.number == fact.count:
            return guess.words
    if sorted(str(fact.count)) == sorted(str(found.count or 0)):
        return f"có thể đảo chữ số: {write_number(found.count or 0)} thành {write_number(fact.count)}"
    return _left_words(found)


def _guesses(fact: AwardTally, found: Counted, register: Register, unit_id: int) -> Iterable[_Guess]:
    """Ways to a different number, the likeliest first: rows left out, another measure, the unit's own honours, another class, giver or year."""
    if fact.consecutive is not None:
        times = count(register, replace(fact, consecutive=None), unit_id=unit_id).count or 0
        yield _Guess(times, f"cả kỳ có {write_number(times)} lần, nhưng không liền nhau")
        return
    whole = matching(register, fact, unit_id=unit_id)
    for rows, words in (
        (found.left_out.proposed, "đang đề nghị"),
        (found.left_out.annulled, "bị hủy"),
        (found.left_out.undated, "chưa rõ năm"),
        (
            (*found.left_out.proposed, *found.left_out.annulled, *found.left_out.undated),
            "đang đề nghị, bị hủy hoặc chưa rõ năm",
        ),
    ):
        if rows:
            kept = {*found.rows, *rows}
            number = number_of([h for h in whole if h.row in kept], fact)
            yield _Guess(number, f"nếu tính cả {write_number(len(rows))} {words} thì {write_number(number)}")

    def otherwise(words: str, **changed: Any) -> _Guess:
        number = count(register, replace(fact, **changed), unit_id=unit_id).count or 0
        return _Guess(number, f"{words} {write_number(number)}")

    if fact.measure == "subjects":
        yield otherwise("nếu tính lượt thì", measure="instances")
    if fact.measure == "instances":
        yield otherwise("nếu mỗi người, mỗi tập thể chỉ tính một lần thì", measure="subjects")
    if fact.recipient == "collective":
        yield otherwise("của chính đơn vị có", recipient="self")
        own = count(register, replace(fact, recipient="self"), unit_id=unit_id).count or 0
        total = (found.count or 0) + (min(own, 1) if fact.measure == "subjects" else own)
        yield _Guess(total, f"nếu tính cả chính đơn vị thì {write_number(total)}")
    for class_ in awards()[fact.award].classes if fact.award and fact.classes else ():
        yield otherwise(f"hạng {CLASS_NAMES[class_]} có", classes=(class_,))
    for authority in fact.authorities if len(fact.authorities) > 1 else ():
        yield otherwise(f"nếu chỉ tính {authority.name} thì", authorities=(authority,))
    if fact.authorities:
        yield otherwise("nếu tính mọi cấp tặng thì", authorities=())
    if fact.period is not None and fact.period.first < fact.period.last:
        first, last = fact.period.first, fact.period.last
        yield otherwise(f"nếu không tính năm {first} thì", period=replace(fact.period, first=first + 1))
        yield otherwise(f"nếu không tính năm {last} thì", period=replace(fact.period, last=last - 1))


# --- models ----------------------------------------------------------------------------------------


def _check_models(fact: ModelTally, register: Register, unit_id: int) -> Checked:
    found = count(register, fact, unit_id=unit_id)
    if found.why_not is not None:
        return Checked(INCOMPARABLE, None, (), found.why_not)
    assert found.as_of is not None
    said = {name: value for name in LEVELS_OF_MODELS if (value := getattr(fact, name)) is not None}
    held = {name: found.levels[name] for name in said}
    number = next(iter(held.values())) if len(held) == 1 else held
    census = f"theo đợt thống kê ngày {write_date(found.as_of)}"
    basis = found.note or census
    if not said:
        return Checked(INCOMPARABLE, None, found.rows, "văn bản không ghi con số cụ thể")
    silent = [_LEVEL_NOUNS[name] for name, value in held.items() if value is None]
    wrong = {
        name: (value, said[name])
        for name, value in held.items()
        if value is not None and said[name] != value and not (fact.approximate and is_about(value, said[name]))
    }
    if wrong:
        words = ", ".join(
            f"sổ có {write_number(held_)} {_LEVEL_NOUNS[name]}, văn bản ghi {write_number(said_)}"
            for name, (held_, said_) in wrong.items()
        )
        return Checked(DIFFERS, number, found.rows, f"{words}; {basis}")
    if silent:
        return Checked(INCOMPARABLE, number, found.rows, f"{census} không ghi số {', '.join(silent)}")
    return Checked(AGREES, number, found.rows, basis)
