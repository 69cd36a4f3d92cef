"""The name of an award as a text words it: which award, of what class, for which years, and whose, as far as the words say.

A name can hold its giver ("Bằng khen của Thủ tướng Chính phủ"); where it does not, the clause around it may say who gave, and `code_of`
settles the family with that. A level that no words tell is never guessed: a bare "bằng khen" stays without a code.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tdkt.law.catalogue import awards
from tdkt.law.tally import Authority, Period
from tdkt.reader.authorities import Body, authority_of, body_at, keys_at
from tdkt.reader.award_names import (
    ADVANCED,
    ASSEMBLY_BADGES,
    BADGE,
    FIGHTER,
    FIGHTER_LEVELS,
    FLAG,
    FLAG_WORDS,
    MERIT,
    OTHER,
    SECURITY_BADGES,
    award_phrases,
)
from tdkt.reader.periods import ordinal_at, period_at
from tdkt.reader.phrases import Phrases, words
from tdkt.reader.tokens import MARK, NUMBER, WORD, Token, tokenise
from tdkt.vietnamese.folding import fold, nfc

BELOW_PROVINCE = frozenset({"district", "commune", "agency"})
MINISTRY_OR_PROVINCE = frozenset({"ministry", "province"})

_NAMES = Phrases(award_phrases())
_FLAG_WORDS = words(*FLAG_WORDS)
_FIGHTERS = Phrases((words_, code) for code, levels in FIGHTER_LEVELS.items() for words_ in levels)
_SECURITY, _ASSEMBLY = words(*SECURITY_BADGES), words(*ASSEMBLY_BADGES)
_TITLES = words(
    "danh hiệu", "các danh hiệu", "danh hiệu thi đua", "danh hiệu cao quý", "danh hiệu vinh dự nhà nước",
    "danh hiệu vinh dự",
    "danh hiệu vẻ vang", "danh hiệu cao quý của nhà nước",
)  # fmt: skip
_CLASSES = {"nhất": 1, "i": 1, "1": 1, "nhì": 2, "hai": 2, "ii": 2, "2": 2, "ba": 3, "iii": 3, "3": 3}
_LEVEL_WORDS = Phrases(
    [
        ("cấp nhà nước", "state"), ("cấp bộ", "ministry"), ("cấp trung ương", "ministry"), ("cấp ngành trung ương",
        "ministry"),
        ("cấp tỉnh", "province"), ("cấp thành phố", "province"), ("cấp huyện", "district"), ("cấp xã", "commune"),
        ("cấp cơ sở", "agency"),
        ("cấp quân khu", "ministry"),
    ]
)  # fmt: skip
_BODIES_AT_LARGE = words(
    "bộ, ban, ngành, tỉnh", "bộ, tỉnh", "các bộ, ngành, tỉnh", "bộ, ngành, tỉnh",
    "bộ, ban, ngành, đoàn thể trung ương và tỉnh",
    "cấp bộ, ngành, tỉnh", "cấp bộ, tỉnh", "cấp bộ, ban, ngành, tỉnh", "cấp bộ, ngành", "cấp bộ và tỉnh", "bộ và tỉnh",
    "cấp bộ, ban, ngành, đoàn thể trung ương", "bộ, ban, ngành, tỉnh, thành phố", "các bộ, ban, ngành, tỉnh",
    "tỉnh, bộ, ngành",
    "cấp bộ, ban, ngành", "bộ, ngành và tỉnh", "bộ, ngành, địa phương",
)  # fmt: skip
_MOVEMENT = words("trong phong trào thi đua", "phong trào thi đua", "trong phong trào", "phong trào", "yêu nước",
"toàn diện", "thi đua yêu nước",
                  "tiêu biểu", "các loại", "cao quý", "chuyên đề", "đột xuất")  # fmt: skip
_NO_FLAG = frozenset({"vua", "tướng", "bạc", "đỏ", "tổ", "đảng", "nước", "quốc"})
_SPORT = frozenset({"vàng", "bạc", "đồng"})
_END_OF_NAME = frozenset(
    [
        "cho",
        "của",
        "được",
        "vì",
        "do",
        "trong",
        "tại",
        "năm",
        "giai",
        "và",
        "với",
        "có",
        "là",
        "đã",
        "đến",
        "từ",
        "tặng",
        "trao",
        "lần",
        "hạng",
        "nhân",
        "đợt",
        "theo",
    ]
)
_UNACCENTED = Phrases(
    [
        *((fold(name), name) for name, _ in award_phrases() if len(name) > 5),
        *(
            (fold(name), name)
            for name in (
                "hạng nhất", "hạng nhì", "hạng ba", "của", "cơ sở", "toàn quốc", "cấp tỉnh", "cấp bộ", "Thủ tướng",
                "Thủ tướng Chính phủ",
                "Chính phủ", "UBND tỉnh", "Chủ tịch UBND tỉnh", "Bộ Công an", "Giám đốc Công an tỉnh",
                "Công an tỉnh", "Bộ",
            )
        ),
    ]
)  # fmt: skip
LONGEST_TITLE = 12


@dataclass(frozen=True, slots=True)
class AwardWords:
    """The name of an award at tokens `start` to `end` (exclusive).

    `name` is a code or a family of `award_names`; `name_start` to `name_end` is the name itself, without "danh hiệu" before it and
    class, year and giver after it.
    `givers` stand inside the name; `level` is said by a word such as "cấp tỉnh"; `at_large` says that ministries or provinces in general
    give it ("các bộ, ngành"); `each_year` counts the years listed with it.
    """

    name: str
    start: int
    name_start: int
    name_end: int
    end: int
    classes: tuple[int, ...] = ()
    ordinal: int | None = None
    period: Period | None = None
    each_year: int = 1
    givers: tuple[Body, ...] = ()
    level: str | None = None
    level_words: tuple[int, int] | None = None
    at_large: bool = False
    first_rank: bool = False


@dataclass(frozen=True)
class RecognisedAward:
    """An award named by free words.

    `code` is None where the words leave it open (a bare "Bằng khen"); `candidates` are then the codes it may be. `class_` is the class
    where one is named; `authority` is who gives it and `level` of what level, where the words say so. `rest` are words not understood.
    """

    code: str | None
    class_: int | None = None
    level: str | None = None
    authority: Authority | None = None
    candidates: tuple[str, ...] = ()
    warning: str | None = None
    rest: str = ""


def recognise_award(words: str, *, given_by: Authority | None = None) -> RecognisedAward | None:
    """The award that free words name, as in a cell of a list; `given_by` is who gave it, where another cell says so.

    >>> recognise_award("BK TTg").code, recognise_award("HCBVTQ hạng Ba").class_, recognise_award("Bằng khen").code
    ('bang-khen-thu-tuong', 3, None)

    None where the words name no award. Words typed without any diacritics are understood too.
    """
    text = nfc(words).strip()
    if known := _in_catalogue(text):
        return known
    tokens = tokenise(text)
    found = _first_award(tokens)
    if found is None and text.isascii():
        text = _accented(tokens)
        tokens = tokenise(text)
        found = _first_award(tokens)
    if found is None:
        return None
    authority = authority_of(found.givers[0], tokens, text) if found.givers else given_by
    level = found.givers[0].level if found.givers else (found.level or (given_by.level if given_by else None))
    military = found.givers[0].is_military_region if found.givers else False
    codes, warning = codes_of(found, [(level, military)] if level else [], recipient=None)
    outside = [*tokens[: found.start], *tokens[found.end :]]
    return RecognisedAward(
        code=codes[0] if len(codes) == 1 else None,
        class_=found.classes[0] if len(found.classes) == 1 else None,
        level=level,
        authority=authority,
        candidates=() if codes else _candidates(found),
        warning=warning,
        rest=" ".join(token.text for token in outside if token.kind in (WORD, NUMBER)),
    )


def classes_at(tokens: Sequence[Token], at: int) -> AwardWords | None:
    """A class alone, whose award was named before: "hạng Nhì (2010)"; its `name` is empty."""
    return _tail(tokens, at, at, "") if class_at(tokens, at) is not None else None


def _first_award(tokens: Sequence[Token]) -> AwardWords | None:
    return next((award for at in range(len(tokens)) if (award := award_at(tokens, at, bare=True))), None)


def _accented(tokens: Sequence[Token]) -> str:
    """Words typed without diacritics, with those of the known names and levels put back: "bang khen cua bo y te"."""
    accented: list[str] = []
    at = 0
    while at < len(tokens):
        found = _UNACCENTED.match(tokens, at)
        accented.append(found[1] if found else tokens[at].text)
        at += found[0] if found else 1
    return " ".join(accented)


def award_at(tokens: Sequence[Token], at: int, *, bare: bool = False) -> AwardWords | None:
    """The award whose name begins at this token. With `bare`, a lone "cờ" in small letters is a flag too."""
    if tokens[at].kind != WORD:
        return None
    if title := _TITLES.match(tokens, at):
        inner = award_at(tokens, at + title[0], bare=bare) if at + title[0] < len(tokens) else None
        if inner is not None and inner.start == at + title[0]:
            return replace(inner, start=at)
        return _other_title(tokens, at, at + title[0])
    if tokens[at].key in ("bằng", "bảng") and at + 1 < len(tokens) and tokens[at + 1].quoted and not tokens[at].quoted:
        return _other_title(tokens, at, at + 1)  # Bằng “Gia đình vẻ vang”
    found = _NAMES.match(tokens, at)
    if found is None:
        return None
    length, name = found
    if name == FLAG and not _is_flag(tokens, at, at + length, bare=bare):
        return None
    if name == OTHER:
        return _other(tokens, at, at + length)
    return _tail(tokens, at, at + length, name)


def level_words_at(tokens: Sequence[Token], at: int) -> tuple[int, str, int] | None:
    """ "cấp Nhà nước", "cấp tỉnh": where the words begin, the level, where they end."""
    found = _LEVEL_WORDS.match(tokens, at)
    return (at, found[1], at + found[0]) if found else None


def class_at(tokens: Sequence[Token], at: int, *, word: bool = True) -> tuple[int, tuple[int, ...]] | None:
    """Where the classes named here end, and which: "hạng Nhất, Nhì và hạng Ba". Without `word`, the first "hạng" may be left out."""
    first = _one_class(tokens, at, word=word)
    if first is None:
        return None
    end, classes = first[0], [first[1]]
    while end + 1 < len(tokens) and (tokens[end].text == "," or tokens[end].key == "và"):
        following = _one_class(tokens, end + 1, word=False)
        if following is None or following[1] in classes:
            break
        end = following[0]
        classes.append(following[1])
    return end, tuple(classes)


def _one_class(tokens: Sequence[Token], at: int, *, word: bool) -> tuple[int, int] | None:
    """One class: "hạng Ba",
    "hạng 3"; without "hạng" only where it cannot be the number of something else ("ba tập thể")."""
    said = at < len(tokens) and tokens[at].key == "hạng"
    place = at + said
    if place >= len(tokens) or (word and not said):
        return None
    token = tokens[place]
    class_ = _CLASSES.get(token.key)
    if class_ is None or not (said or (token.kind == WORD and (token.is_capital or token.key in ("nhất", "nhì")))):
        return None
    return place + 1, class_


def codes_of(
    award: AwardWords, givers: Iterable[tuple[str, bool]], *, recipient: str | None
) -> tuple[tuple[str, ...], str | None]:
    """The codes that the name stands for when these give it, each as (level, whether of army or national university), and a warning.

    Several codes where givers of different forms share one number; none where the words do not settle it.
    """
    levels = list(givers) or ([(award.level, False)] if award.level else [])
    if award.name == ADVANCED:
        return ("tap-the-lao-dong-tien-tien" if recipient == "collective" else "lao-dong-tien-tien",), None
    if award.name == FIGHTER:
        settled = {"bo-tinh" for level, _ in levels if level in MINISTRY_OR_PROVINCE}
        return (("chien-si-thi-dua-bo-tinh",) if settled and award.givers else ()), None
    if award.name == BADGE:
        assembly = any(level == "assembly" for level, _ in levels)
        return ("ky-niem-chuong-quoc-hoi" if assembly else "ky-niem-chuong",), None
    if award.name == FLAG:
        return _by_level(
            "co-thi-dua-chinh-phu", "co-thi-dua-bo-tinh", "co-thi-dua-quan-khu", "cờ thi đua", award, levels
        )
    if award.name == MERIT:
        return _by_level("bang-khen-thu-tuong", "bang-khen-bo-tinh", "bang-khen-quan-khu", "bằng khen", award, levels)
    return (() if award.name == OTHER else (award.name,)), None


def _by_level(
    top: str, middle: str, military: str, word: str, award: AwardWords, levels: Sequence[tuple[str, bool]]
) -> tuple[tuple[str, ...], str | None]:
    codes: list[str] = []
    warning = None
    for level, is_military in levels:
        if level in ("government", "prime-minister"):
            code = top
        elif level in MINISTRY_OR_PROVINCE:
            code = military if is_military else middle
        elif level in BELOW_PROVINCE:
            code = middle
            warning = (
                f"“{word}” do cấp dưới tỉnh, bộ tặng: theo danh mục, cấp này tặng giấy khen. Đối chiếu lại quyết định."
            )
        else:
            continue
        if code not in codes:
            codes.append(code)
    if not levels and (award.at_large or award.first_rank):
        codes.append(middle)
    return tuple(codes), warning


def _candidates(award: AwardWords) -> tuple[str, ...]:
    prefix = {FLAG: "co-thi-dua-", MERIT: "bang-khen-", FIGHTER: "chien-si-thi-dua-"}.get(award.name)
    return tuple(code for code in awards() if prefix and code.startswith(prefix))


def _is_flag(tokens: Sequence[Token], at: int, end: int, *, bare: bool) -> bool:
    """Whether "cờ" is a flag of emulation and not one that flies or a game."""
    if end - at > 1 or tokens[at].text == "CTĐ":
        return True
    if end < len(tokens) and tokens[end].key in _NO_FLAG:
        return False
    before = tokens[at - 1].key if at else ""
    if bare or tokens[at].is_capital or _FLAG_WORDS.match(tokens, end) or before in ("tặng", "nhận", "lá", "thưởng"):
        return True
    return end + 1 < len(tokens) and tokens[end].key == "của" and body_at(tokens, end + 1) is not None


@dataclass(slots=True)
class _Tail:
    """What has been read after a name so far."""

    classes: tuple[int, ...] = ()
    ordinal: int | None = None
    period: Period | None = None
    each_year: int = 1
    givers: tuple[Body, ...] = ()
    level: str | None = None
    level_words: tuple[int, int] | None = None
    at_large: bool = False


def _tail(tokens: Sequence[Token], start: int, at: int, name: str) -> AwardWords:
    """What follows a name and belongs to it: rank, level, class, purpose, year, ordinal, giver; in any order."""
    first_rank, end = False, at
    if name == FLAG:
        first_rank, end = _flag_rank(tokens, end)
    elif name == FIGHTER and (level := _FIGHTERS.match(tokens, end)):
        name, end = level[1], end + level[0]
        if tokens[end - 1].key == "ngành":
            end = _capitals(tokens, end, most=4)
    elif name == BADGE:
        name, end = _badge(tokens, end)
    name_end, found = end, _Tail()
    while end < len(tokens) and (step := _tail_step(tokens, end, name, found)):
        end = step
    if name == BADGE and any("quốc" in keys_at(tokens, g.start, 8) and g.level == "ministry" for g in found.givers):
        name = _badge_of_assembly(tokens, found.givers)
    return AwardWords(
        name=name,
        start=start,
        name_start=start,
        name_end=name_end,
        end=end,
        classes=found.classes,
        ordinal=found.ordinal,
        period=found.period,
        each_year=found.each_year,
        givers=found.givers,
        level=found.level,
        level_words=found.level_words,
        at_large=found.at_large,
        first_rank=first_rank,
    )


def _flag_rank(tokens: Sequence[Token], at: int) -> tuple[bool, int]:
    """Whether the words after "Cờ" name the first rank ("dẫn đầu", "xuất sắc"), and where they end."""
    first_rank, end = False, at
    while rank := _FLAG_WORDS.match(tokens, end):
        first_rank, end = first_rank or rank[1] != "thi đua", end + rank[0]
    return first_rank, end


def _badge_of_assembly(tokens: Sequence[Token], givers: Sequence[Body]) -> str:
    names = [" ".join(keys_at(tokens, giver.start, giver.end - giver.start)) for giver in givers]
    return "ky-niem-chuong-quoc-hoi" if any("quốc hội" in name or name == "ubtvqh" for name in names) else BADGE


def _tail_step(tokens: Sequence[Token], at: int, name: str, found: _Tail) -> int | None:
    """Reads one more part of the name, bare or in brackets; where it ends, or None where nothing of the name stands here."""
    if tokens[at].text != "(":
        return _tail_part(tokens, at, name, found)
    end = _tail_part(tokens, at + 1, name, found) if at + 1 < len(tokens) else None
    return end + 1 if end is not None and end < len(tokens) and tokens[end].text == ")" else None


def _tail_part(tokens: Sequence[Token], at: int, name: str, found: _Tail) -> int | None:
    if not found.classes and (classes := class_at(tokens, at, word=not _takes_bare_class(tokens, at, name))):
        found.classes = classes[1]
        return classes[0]
    if keys_at(tokens, at, 2) == ("các", "hạng"):
        return at + 2
    if found.ordinal is None and (ordinal := ordinal_at(tokens, at)):
        found.ordinal = ordinal[1]
        return ordinal[0]
    if found.period is None and (period := period_at(tokens, at, after_award=True)):
        found.period, found.each_year = period.period, period.years
        return period.end
    if tokens[at].quoted:
        return _quoted(tokens, at, found)
    if movement := _MOVEMENT.match(tokens, at):
        return at + movement[0]
    if not found.givers and not found.at_large and found.level is None:
        return _giver(tokens, at, name, found)
    return None


def _quoted(tokens: Sequence[Token], at: int, found: _Tail) -> int:
    """A name in quotation marks, which may hold the year: “Đơn vị xuất sắc trong phong trào thi đua năm 2017”."""
    end = at
    while end < len(tokens) and tokens[end].quoted:
        year = tokens[end].text
        if (
            found.period is None
            and tokens[end - 1].key == "năm"
            and year.isascii()
            and year.isdigit()
            and len(year) == 4
        ):
            found.period = Period(int(year), int(year))
        end += 1
    return end


def _giver(tokens: Sequence[Token], at: int, name: str, found: _Tail) -> int | None:
    said = tokens[at].key in ("của", "do")
    place = at + said
    if large := _BODIES_AT_LARGE.match(tokens, place):
        found.at_large = True
        return place + large[0]
    if level := _LEVEL_WORDS.match(tokens, place):
        found.level, found.level_words = level[1], (place, place + level[0])
        return place + level[0]
    if not said and name not in (FLAG, MERIT, BADGE):
        return None
    givers: list[Body] = []
    while place < len(tokens) and (body := body_at(tokens, place, bare=said)) and not body.is_vice:
        if not said and body.level in BELOW_PROVINCE and not body.is_head:
            break  # "tặng Bằng khen Phòng Tham mưu": to whom, not whose
        givers.append(body)
        place = body.end
        if place + 1 >= len(tokens) or not (tokens[place].text in (",", "-") or tokens[place].key in ("và", "cùng")):
            break
        following = body_at(tokens, place + 1, bare=said)
        if following is None or award_at(tokens, place + 1) is not None or _acts(tokens, following.end):
            break
        place += 1
    if (
        name in awards()
        and awards()[name].kind == "honorary-title"
        and any(g.level not in ("president", "state") for g in givers)
    ):
        return None  # "267 Mẹ Việt Nam anh hùng của tỉnh": whose they are, not who honoured them
    found.givers = tuple(givers)
    return givers[-1].end if givers else None


def _acts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a body that ends here goes on to give or get something itself, and so begins a clause."""
    for token in tokens[at : at + 6]:
        if token.kind == MARK or token.key in ("cho", "và", "vì"):
            return False
        if token.key in ("tặng", "trao", "được", "đạt", "khen"):
            return True
    return False


def _takes_bare_class(tokens: Sequence[Token], at: int, name: str) -> bool:
    return name in awards() and bool(awards()[name].classes) and tokens[at - 1].text.isupper()


def _badge(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    if found := _SECURITY.match(tokens, at):
        return "ky-niem-chuong-bao-ve-an-ninh-to-quoc", at + found[0]
    if found := _ASSEMBLY.match(tokens, at):
        return "ky-niem-chuong-quoc-hoi", at + found[0]
    end = at
    if (
        at < len(tokens)
        and tokens[at].key == "vì"
        and not tokens[at].quoted
        and keys_at(tokens, at + 1, 2) == ("sự", "nghiệp")
    ):
        end = at + 3
        while (
            end < len(tokens)
            and end - at < LONGEST_TITLE
            and tokens[end].kind == WORD
            and tokens[end].key not in _END_OF_NAME
        ):
            end += 1
    return BADGE, end


def _other_title(tokens: Sequence[Token], start: int, at: int) -> AwardWords | None:
    """A title outside the catalogue: its name in quotation marks or in capitals ("danh hiệu Công dân tiêu biểu")."""
    if at >= len(tokens):
        return None
    end = at
    if tokens[at].quoted:
        while end < len(tokens) and tokens[end].quoted:
            end += 1
    elif tokens[at].is_capital and tokens[at].kind == WORD:
        end = _until_end_of_name(tokens, at)
    elif tokens[at - 1].key == "đua" and (tokens[at].key in ("cấp", "toàn", "các")):
        end = min(at + 2, len(tokens))
    else:
        return None
    for inner in range(at + 1, min(at + 4, end)):
        known = award_at(tokens, inner)
        if known is not None and known.name_end >= end and known.name in awards():
            return replace(known, start=start)  # “Đơn vị Anh hùng LLVT nhân dân”
    named_at = start if tokens[at].key in ("cấp", "toàn", "các") else at
    return replace(_tail(tokens, start, end, OTHER), name_start=named_at) if end > at else None


def _other(tokens: Sequence[Token], start: int, at: int) -> AwardWords | None:
    """An order, medal, badge or prize outside the catalogue, or only spoken of in general ("Huân chương các loại")."""
    key = tokens[at - 1].key
    if at < len(tokens) and key == "chương" and tokens[at].key in _SPORT:
        return None  # a sports medal
    end = at
    if at < len(tokens) and tokens[at].kind == WORD and (tokens[at].is_capital or tokens[at].quoted):
        end = _until_end_of_name(tokens, at)
    elif keys_at(tokens, start, 2) in (("giải", "thưởng"), ("huy", "hiệu")):
        return None
    return _tail(tokens, start, end, OTHER)


def _until_end_of_name(tokens: Sequence[Token], at: int) -> int:
    end, quoted = at, tokens[at].quoted
    while end < len(tokens) and end - at < LONGEST_TITLE and tokens[end].kind == WORD:
        if tokens[end].quoted != quoted or (
            not quoted and tokens[end].key in _END_OF_NAME and not tokens[end].is_capital
        ):
            break
        end += 1
    return end


def _capitals(tokens: Sequence[Token], at: int, *, most: int) -> int:
    end = at
    while end < len(tokens) and end - at < most and tokens[end].kind == WORD and tokens[end].key not in _END_OF_NAME:
        if end == at and not tokens[end].is_capital:
            break
        end += 1
    return end


def _in_catalogue(text: str) -> RecognisedAward | None:
    """The award whose code, name or short name the whole text is."""
    wanted = fold(text)
    for award in awards().values():
        if wanted in (award.code, fold(award.name), fold(award.short)):
            return RecognisedAward(code=award.code)
    return None
