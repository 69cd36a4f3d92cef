"""Rows of award lists: who received what, from whom, for which years, by which decision.

The words of the row itself come first, then the group line, then the title. One row that names several awards gives several records.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from tdkt.law.catalogue import awards as catalogue
from tdkt.sheets.abbreviations import remembered
from tdkt.sheets.columns import (
    POST_START,
    RANK,
    DecisionWords,
    clean_class,
    clean_date,
    clean_decision,
    clean_ground,
    clean_recipient,
    clean_sex,
    clean_years,
    decision_in,
    looks_like,
    years_in,
    years_listed,
    years_said,
)
from tdkt.sheets.context import Context
from tdkt.sheets.headers import Column
from tdkt.sheets.names import PersonName, is_person, person_name
from tdkt.sheets.problems import (
    AwardMisnamed,
    AwardMissing,
    AwardUnknown,
    Finding,
    NameMissing,
    NamesSeveral,
    RecipientUnclear,
    WithoutCode,
)
from tdkt.sheets.recognition import SaidAward, award_named, awards_in_cell, level_named, level_of_number, settled
from tdkt.sheets.rows import Outcome, Record, Row, birth, sex_of
from tdkt.vietnamese.folding import fold, nfc

_NONE = frozenset(
    {
        "khong",
        "khong dat",
        "khong co",
        "khong xet",
        "khong de nghi",
        "chua",
        "chua dat",
        "chua co",
        "chua xet",
        "0",
        "false",
        "no",
        "khong khen thuong",
    }
)
"""Cells by which a list says, in folded letters, that there is no award."""
short_fold = lru_cache(maxsize=4096)(fold)
"""`fold` for the few words that a column of marks, forms or givers repeats."""
_MARKS = frozenset({"x", "có", "co", "v", "✓", "✔", "đạt", "1", "yes", "+", "true"})


_STATE = frozenset({"trung uong", "cap trung uong", "nha nuoc", "cap nha nuoc"})


_NUMBERED = re.compile(r"^\d{1,3}\s*[.)]\s+(?=\S)")
"""The number of a row typed before the name in its own cell."""


@dataclass(frozen=True)
class Claim:
    """One award that a row claims: what the words name (or the words themselves), the column, and the years and decision that go with it."""

    said: SaidAward | str | None
    column: Column | None
    years: tuple[int, int] | None = None
    decision: DecisionWords | None = None
    listed: tuple[int, ...] = ()
    """Years that its cell lists one by one: it was given for each of them."""


def compose(row: Row) -> list[Outcome]:
    """The awards of one row."""
    text, name_column = row.name_text()
    text = _NUMBERED.sub("", text) if text else text
    if text is None:
        if not row.is_damaged(name_column) or name_column is None:
            row.record(Finding(NameMissing))
        return [Outcome("refused", None)]
    recipient = _recipient(row, text, name_column)
    if recipient == "individual" and not row.check_person_name(person_name(text).name, name_column):
        return [Outcome("refused", None)]
    if recipient != "individual" and not row.check_name(text, name_column):
        return [Outcome("refused", None)]
    who = _receiver(row, text, recipient, name_column) | {"is_by_shape": _is_by_shape(row, recipient, name_column)}
    claims = [each for claim in _claims(row) for each in _yearly(row, claim)]
    common = _common(row, reads_years=any(claim.years is None for claim in claims))
    return [_outcome(row, claim, who, common) for claim in claims] or [Outcome("ignored", None)]


# --- the receiver -----------------------------------------------------------------------------


def _recipient(row: Row, text: str, column: Column | None) -> str | None:
    said: str | None = row.first("recipient", clean_recipient)
    if said:
        return said
    shape = looks_like(text) or ("individual" if is_person(person_name(text).name) else None)
    if shape == "household":
        return shape
    if row.said.recipient:
        return row.said.recipient
    if column is not None and (column.holds("collective") or (row.names_unit_itself() and column.holds("unit"))):
        return "collective"
    if column is not None and column.holds("household"):
        return "household"
    said_award = row.said.award
    if shape == "collective" and said_award is not None and not row.speaks_of_person():
        return shape
    if said_award is not None and said_award.code and len(only := catalogue()[said_award.code].recipients) == 1:
        return next(iter(only))
    if shape == "collective":
        return shape
    if row.speaks_of_person():
        return "individual"
    if shape:
        return shape
    # A column headed by "Họ và tên" and nothing else holds people; ethnic names need not look like Vietnamese ones.
    return (
        "individual"
        if column is not None
        and "/" not in column.label
        and "," not in column.label
        and column.holds("name")
        and "ho" in _words(column.label)
        else None
    )


def _is_by_shape(row: Row, recipient: str | None, column: Column | None) -> bool:
    """Whether only the look of the name says that the receiver is a unit: no column, no heading and no group line does."""
    by_column = column is not None and (column.holds("collective") or row.names_unit_itself())
    return recipient == "collective" and not (row.has("recipient") or row.said.recipient or by_column)


def _words(label: str) -> list[str]:
    return label.lower().replace("ọ", "o").split()


def _receiver(row: Row, text: str, recipient: str | None, column: Column | None) -> Record:
    parts = row.person_parts()
    found = person_name(text) if recipient == "individual" else PersonName(text)
    if recipient == "individual":
        if found.others:
            row.record(Finding(NamesSeveral, text), column)
    elif recipient == "household" and looks_like(text) != "household":
        # "Ông Nguyễn Văn Cam" under "HỘ GIA ĐÌNH" names the head of the household; "Hộ ông …" is a name as it stands.
        found = PersonName(person_name(text).name)
    born, sex_by_column = birth(row, clean_date)
    form = (row.first("address_form") or "").strip()
    sex_by_form = {"ông": "m", "bà": "f"}.get(form.lower())
    if RANK.fullmatch(form):
        found = replace(found, rank=found.rank or form)
    elif form and recipient == "individual" and sex_by_form is None and POST_START.match(short_fold(form)):
        found = replace(found, post=found.post or form)
    return {
        "recipient": recipient,
        "name": text if found.others else found.name,
        "sex": sex_of(row, clean_sex) or sex_by_column or sex_by_form or found.sex,
        "born": born or found.born,
        "service_number": row.code("service_number"),
        "identity_number": row.code("identity_number"),
        "rank": parts["rank"] or found.rank,
        "post": parts["post"] or found.post,
        "unit": parts["own_unit"] or found.unit or parts["unit"],
        "posthumous": found.posthumous,
        "others": found.others,
    }


# --- what is common to all awards of a row ----------------------------------------------------


@dataclass
class Common:
    """What a row says of all its awards."""

    award_class: int | None
    level: str | None
    number: str | None
    date: str | None
    years: tuple[int, int] | None
    ground: str | None
    reason: str | None
    note: str | None
    stage: str
    posthumous: bool
    words: list[str]


def _common(row: Row, *, reads_years: bool) -> Common:
    words: list[str] = []
    said = row.said
    own = _decision(row)
    number = own.number or said.decision_number
    # A row's own number does not take the date of another decision.
    same = own.number is None or own.number == said.decision_number
    reason = row.joined("reason")
    note = row.joined("note")
    ground = said.ground
    for column in row.columns("ground"):
        text = row.read(column)
        if text:
            code, findings = clean_ground(text)
            ground = code
            if code is None:
                words.append(text)
            for finding in findings:
                row.record(finding, column)
    level = None
    for column in row.columns("authority"):
        if text := row.read(column):
            if level is not None or short_fold(text) == "khac":
                continue
            level = level_named(text)
            if (
                level is None
                and short_fold(text) in _STATE
                and level_of_number(own.number or "") in ("president", "prime-minister")
            ):
                # "Trung ương" says less than the number of the decision, and nothing else.
                continue
            if level is None:
                row.record(Finding(WithoutCode, text), column)
                words.append(text)
    # The period that a list of many decisions covers ("giai đoạn 2015 - 2020") is not the years of each achievement.
    covers_many = not said.award and any(row.has(name) for name in ("decision_number", "decision_date", "years"))
    titled = said.years if said.years and (not covers_many or said.years[1] - said.years[0] <= 1) else None
    own_years = row.first("years", clean_years) if reads_years else None
    years = own_years or (years_in(reason) if reason else None) or titled or row.table.sheet_years
    flags = row.columns("award_flag")
    proposed = not row.has("award") and (
        row.has("award_proposed") or (bool(flags) and all("de nghi" in short_fold(flag.label) for flag in flags))
    )
    return Common(
        award_class=row.first("class", clean_class) or _marked_class(row) or said.award_class,
        level=level or (_level_of_own(own.number, said) if own.number and not same else None),
        number=number,
        date=own.date or (said.decision_date if same else None),
        years=years,
        ground=ground,
        reason=reason,
        note=note,
        stage="proposed" if proposed else (said.stage or "given"),
        posthumous=bool(said.posthumous) or bool(note and "truy tặng" in note.lower()),
        words=words,
    )


def _marked_class(row: Row) -> int | None:
    """The class whose column is marked: "Hạng Nhất", "Hạng Nhì", "Hạng Ba" side by side."""
    marked = {
        column.meaning.award_class
        for column in row.columns("class_flag")
        if column.meaning and (text := row.read(column)) and text.lower() in _MARKS
    }
    return marked.pop() if len(marked) == 1 else None


def _level_of_own(number: str, said: Context) -> str | None:
    """The giver by a row's own decision; a people's committee is the one that the title speaks of."""
    level = level_of_number(number)
    return said.signed_level if level == "province" and said.signed_level in ("district", "commune") else level


def _decision(row: Row, award: str | None = None) -> DecisionWords:
    number = date = None
    for column in row.columns("decision_number"):
        if column.meaning and column.meaning.award == award:
            found: DecisionWords | None = row.read(column, clean_decision)
            if found:
                number, date = number or found.number, date or found.date
    for column in row.columns("decision_date"):
        if column.meaning and column.meaning.award == award and len(column.meaning.fields) == 1:
            date = row.read(column, clean_date) or date
    return DecisionWords(number, date)


# --- the awards -------------------------------------------------------------------------------


def _claims(row: Row) -> list[Claim]:
    named, denied = _named_claims(row)
    flagged, not_marked = _flagged_claims(row)
    claims = [*named, *flagged] or list(_coded_claims(row))
    return claims or ([] if denied or not_marked else [Claim(row.said.award, None)])


def _yearly(row: Row, claim: Claim) -> list[Claim]:
    """The claim, once for each year that its own cell lists, or that the row lists where the award is a title: titles are given year by
    year."""
    code = claim.said.code if isinstance(claim.said, SaidAward) else None
    if claim.listed:
        return [replace(claim, years=(year, year)) for year in claim.listed]
    if code is None or catalogue()[code].kind != "title":
        return [claim]
    listed: tuple[int, ...] = ()
    if claim.years is None:
        cells = (row.value(column) for column in row.columns("years"))
        listed = next((years for cell in cells if isinstance(cell, str) and (years := years_listed(cell))), ())
    return [replace(claim, years=(year, year)) for year in listed] or [claim]


def _coded_claims(row: Row) -> Iterator[Claim]:
    """Awards given by codes of the workbook's own lists; a code that no list explains stands as it is."""
    if row.has("award"):
        return
    for column in row.columns("award_code"):
        for code in re.split(r"\s*[;,\n]\s*", row.read(column) or ""):
            if code:
                for said in awards_in_cell(row.table.grid.codes.get(code, code)):
                    yield Claim(said, column)


def _named_claims(row: Row) -> tuple[list[Claim], bool]:
    """The awards that the row's cells name, and whether a cell says that there is none."""
    claims: list[Claim] = []
    denied = False
    for column in [*row.columns("award"), *row.columns("award_proposed")]:
        text = row.read(column)
        if text is None:
            continue
        if short_fold(text) in _NONE:
            denied = True
            continue
        if text.lower() in _MARKS and row.said.award is not None:
            claims.append(Claim(row.said.award, column))
            continue
        years = (column.meaning.year, column.meaning.year) if column.meaning and column.meaning.year else None
        written = row.value(column)
        for said in awards_in_cell(nfc(written) if isinstance(written, str) and "\n" in written else text):
            claims.append(_claim_of_words(said, column, years))
    return claims, denied


_DECISION_BEHIND = re.compile(r"\s*[,(–-]?\s*(?:theo\s+)?(?:quyết định|qđ)\s*(?:số)?\s*:?\s*\d.*$", re.IGNORECASE)


def _claim_of_words(said: SaidAward | str, column: Column, years: tuple[int, int] | None) -> Claim:
    """The claim with the decision and the years that stand behind the award's name: "Giấy khen năm 2020 (QĐ số 12/QĐ-CAT)"."""
    said, own, decision, listed = _said_behind(said)
    return Claim(said, column, own or years, decision, listed)


@remembered
def _said_behind(
    said: SaidAward | str,
) -> tuple[SaidAward | str, tuple[int, int] | None, DecisionWords | None, tuple[int, ...]]:
    """The award, and the years, the decision and the listed years that stand behind its name."""
    words = said if isinstance(said, str) else said.words
    decision = None
    if behind := _DECISION_BEHIND.search(words):
        decision, before = decision_in(behind.group()), words[: behind.start()]
        named = award_named(before) if isinstance(said, str) else said
        if decision.number and named is not None:
            said, words = named, before
        else:
            decision = None
    if isinstance(said, str):
        return said, None, None, ()
    listed, own = years_said(words)
    return said, own, decision, listed


def _flagged_claims(row: Row) -> tuple[list[Claim], bool]:
    """Columns headed by an award: a mark gives it, a year gives it for that year, a number is its decision's. Also whether such
    columns stand there without giving anything."""
    claims: list[Claim] = []
    for column in row.columns("award_flag"):
        meaning = column.meaning
        text = row.read(column)
        if text is None or meaning is None or short_fold(text) in _NONE:
            continue
        said = SaidAward(column.label, meaning.award, meaning.award_class, meaning.level)
        decision = _decision(row, meaning.award)
        years = (meaning.year, meaning.year) if meaning.year else None
        if text.lower() not in _MARKS:
            said_years, _ = clean_years(text)
            found, _ = clean_decision(text)
            if said_years or years_listed(text):
                years = said_years or years
            elif found and found.number and any(c.isdigit() for c in found.number):
                decision = DecisionWords(decision.number or found.number, decision.date or found.date)
        claims.append(Claim(said, column, years, decision, years_listed(text)))
    return claims, bool(row.columns("award_flag")) and not claims and not row.has("award")


def _outcome(row: Row, claim: Claim, who: Record, common: Common) -> Outcome:
    said = row.said
    notes = [common.note, *common.words]
    number, date, level = common.number, common.date, None
    if claim.decision and (claim.decision.number or claim.decision.date):
        number, date = claim.decision.number, claim.decision.date
        level = level_of_number(number) if number else None
    from_title = claim.said is not None and claim.said == said.award
    award = claim.said if isinstance(claim.said, SaidAward) else None
    level = (
        (award.level if award and not from_title else None)
        or common.level
        or level
        or (said.level if said.level else None)
        or (award.level if award else None)
        or (said.signed_level if number == said.decision_number else None)
        or (level_of_number(number) if number else None)
    )
    status = "new"
    candidates: list[Any] | None = None
    code: str | None = None
    if isinstance(claim.said, str):
        row.record(Finding(AwardUnknown, claim.said), claim.column)
        notes.append(claim.said)
        status, candidates = "doubtful", []
    elif award is None:
        row.record(Finding(AwardMissing))
        status, candidates = "doubtful", []
    else:
        award = settled(award, level)
        code = award.code
        if award.warning:
            row.record(Finding(AwardMisnamed, award.words, award.warning), claim.column)
        if code is None:
            row.record(Finding(AwardMissing, award.words), claim.column)
            status, candidates = (
                "doubtful",
                [{"award": each, "name": catalogue()[each].name} for each in award.candidates],
            )
    said_by_words = bool((award and award.level) or said.level or said.signed_level or row.has("authority"))
    if code == "giay-khen" and level == "province" and not said_by_words:
        # Giấy khen are given below the province: "QĐ-UBND" is then a district's or a commune's, and does not say whose.
        level = None
    if who["others"]:
        status, candidates = "doubtful", candidates or []
    recipient = who["recipient"]
    if code == "lao-dong-tien-tien" and recipient == "collective":
        code = "tap-the-lao-dong-tien-tien"
    if recipient is None and code and len(only := catalogue()[code].recipients) == 1:
        recipient = next(iter(only))
    if recipient is None:
        row.record(Finding(RecipientUnclear, who["name"]))
        status, candidates = (
            "doubtful",
            candidates or [{"recipient": each} for each in ("individual", "collective", "household")],
        )
    elif code and who["is_by_shape"] and recipient not in catalogue()[code].recipients:
        # A unit cannot be a chiến sĩ thi đua: either the name or the award is another.
        row.record(Finding(RecipientUnclear, who["name"]))
        status, candidates = (
            "doubtful",
            candidates or [{"recipient": each} for each in sorted(catalogue()[code].recipients)],
        )
    award_class = (award.award_class if award else None) or common.award_class
    if award_class is None and code and said.award and said.award.code == code:
        award_class = said.award.award_class
    years = claim.years or common.years
    record: dict[str, Any] = {
        "recipient": recipient,
        "name": who["name"],
        "sex": who["sex"],
        "born": who["born"],
        "service_number": who["service_number"],
        "identity_number": who["identity_number"],
        "rank": who["rank"],
        "post": who["post"],
        "unit": who["unit"],
        "award": code,
        "class": award_class,
        "authority": level,
        "ground": common.ground,
        "for_from": years[0] if years else None,
        "for_to": years[1] if years else None,
        "decision_number": number,
        "decision_date": date,
        "stage": common.stage,
        "posthumous": who["posthumous"] or common.posthumous or bool(award and award.posthumous),
        "reason": common.reason,
        "note": "; ".join(note for note in notes if note) or None,
    }
    return Outcome(status, record, candidates)
