"""The Vietnamese words of tallies and of numbers, in the sentences and captions of a report."""

from collections.abc import Iterable, Sequence

from tdkt.law.catalogue import awards
from tdkt.law.tally import Authority, AwardTally
from tdkt.vietnamese.numbers import write_number

RECEIVERS = {"collective": "tập thể", "individual": "cá nhân", "household": "hộ gia đình", "self": "lần"}
_SUBJECTS = {
    "collective": "tập thể, mỗi tập thể một lần",
    "individual": "người nhận, mỗi người một lần",
    "household": "hộ gia đình, mỗi hộ một lần",
}
_INSTANCES = {"collective": "lượt tập thể", "individual": "lượt cá nhân", "household": "lượt hộ gia đình"}


def number_words(number: int, noun: str) -> str:
    """ "1.277 mô hình"."""
    return f"{write_number(number)} {noun}"


def joined(words: Sequence[str]) -> str:
    """Words as a list in a sentence: "a", "a và b", "a, b và c"."""
    return " và ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def award_words(code: str | None, class_: int | None = None, *, givers: Iterable[str] = ()) -> str:
    """The form with its class and its givers: "Bằng khen của Bộ Công an, UBND tỉnh", "Huân chương Chiến công hạng Ba".

    Forms of a ministry or a province take the names of their givers in place of the catalogue's general words.
    """
    if code is None or code not in awards():
        return code or "khen thưởng các hình thức"
    return awards()[code].given_by(", ".join(giver for giver in givers if giver), class_)


def tally_words(tally: AwardTally) -> str:
    """What a tally is about: "Huân chương Bảo vệ Tổ quốc hạng Nhì"; several forms or classes joined by "và"."""
    givers = [authority.name for authority in tally.authorities]
    codes = (tally.award,) if tally.award else tally.awards
    if not codes:
        return tally.award_text or "khen thưởng các hình thức"
    return joined([award_words(c, k, givers=givers) for c in codes for k in (tally.classes or (None,))])


def tally_number(tally: AwardTally) -> str:
    """The number as a sentence has it: "57 cá nhân", "5 năm liền", "2 lần", "12 lượt tập thể"."""
    number = tally.count or 0
    if tally.consecutive:
        return number_words(number, "năm liền")
    if tally.recipient == "self" or tally.measure == "times":
        return number_words(number, "lần")
    noun = RECEIVERS.get(tally.recipient or "", "")
    if tally.measure == "instances":
        return number_words(number, f"lượt {noun}".strip())
    if tally.measure == "medals":
        return number_words(number, "tấm")
    return number_words(number, noun or "người, đơn vị")


def tally_title(tally: AwardTally) -> str:
    """The heading of an opened number: "57 cá nhân · Huân chương Bảo vệ Tổ quốc hạng Ba"."""
    return f"{tally_number(tally)} · {tally_words(tally)}"


def counts_words(tally: AwardTally) -> str:
    """What one unit of the number is: "tập thể, mỗi tập thể một lần"."""
    if tally.consecutive:
        return "năm, các năm liền nhau"
    if tally.recipient == "self" or tally.measure == "times":
        return "lần được tặng"
    if tally.measure == "subjects":
        return _SUBJECTS.get(tally.recipient or "", "người nhận, mỗi người một lần")
    return instances_words(tally.recipient)


def instances_words(recipient: str | None) -> str:
    """What one unit of a number of instances is."""
    return f"{_INSTANCES.get(recipient or '', 'lượt')}, mỗi lần được tặng là một"


def whose_words(recipient: str | None, unit: str) -> str:
    """Of whom the number is: "cá nhân thuộc Công an tỉnh Quảng Nam"."""
    if recipient == "self":
        return f"chính {unit}"
    return f"{RECEIVERS.get(recipient or '', 'tập thể, cá nhân, hộ gia đình')} thuộc {unit}"


def years_words(first: int, last: int) -> str:
    """ "năm 2015", "giai đoạn 2015 - 2020"."""
    return f"năm {first}" if first == last else f"giai đoạn {first} - {last}"


def basis_words(codes: Iterable[str | None], first: int, last: int) -> str:
    """By which year a number counts: "năm ký quyết định, 2015 - 2020"."""
    kinds = {code in awards() and awards()[code].kind == "title" for code in codes if code}
    years = str(first) if first == last else f"{first} - {last}"
    if kinds == {True}:
        return f"năm của danh hiệu, {years}"
    return (
        f"năm ký quyết định, {years}"
        if kinds == {False}
        else f"năm ký quyết định (danh hiệu: năm của danh hiệu), {years}"
    )


def authorities_words(authorities: Iterable[Authority]) -> str:
    """ "Bộ Công an và UBND tỉnh"."""
    return joined([authority.name for authority in authorities])
