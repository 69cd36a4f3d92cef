"""The conditions of the law in words: one concise sentence for each kind, in office Vietnamese or in plain English.

Names of awards stay Vietnamese in both languages, as official terms do. A number that no text gives is said to be so, and one known from
memory says so: nobody takes it for law. Read first: `say`; the tree of an answer is said part by part, an "all" or "any" by `head`.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from tdkt.law.catalogue import CLASS_NAMES, RATING_NAMES, awards
from tdkt.law.posts import post_name
from tdkt.rules.case import (
    AwardRow,
    DisciplineRow,
    InitiativeRow,
    MemberRow,
    PostRow,
    RankingRow,
    RatingRow,
    Row,
)
from tdkt.rules.conditions import (
    MEMORY,
    AllOf,
    AnyOf,
    Clean,
    Condition,
    Count,
    Either,
    EveryYear,
    Given,
    Holding,
    Holds,
    Initiated,
    Judgement,
    Leads,
    Members,
    NotHeld,
    NotKnown,
    Number,
    OutsideFlags,
    PostHeld,
    Rated,
    RoundAnniversary,
    Run,
    Service,
    Titled,
    Track,
    UnitLevel,
    WholeService,
)
from tdkt.rules.explain import Gate
from tdkt.rules.facts import RATINGS
from tdkt.rules.truth import Truth

RATING_ENGLISH = {
    "khong-hoan-thanh": "not completed",
    "hoan-thanh": "completed",
    "hoan-thanh-tot": "well completed",
    "hoan-thanh-xuat-sac": "excellently completed",
}
SCOPE_NAMES = {
    "co-so": ("cấp cơ sở", "the unit"),
    "bo-tinh": ("cấp Bộ, ban, ngành, tỉnh", "the ministry or province"),
    "toan-luc-luong": ("toàn lực lượng", "the whole force"),
    "toan-quoc": ("toàn quốc", "the whole country"),
}
INITIATIVE_NAMES = {
    "sang-kien": ("sáng kiến", "initiatives"),
    "de-tai": ("đề tài khoa học, công trình nghiên cứu", "research topics"),
    "muu-tri": ("sự mưu trí, sáng tạo", "acts of resourcefulness"),
}
DISCIPLINE_NAMES = {
    "under-investigation": ("đang bị xem xét, điều tra", "under investigation"),
    "khien-trach": ("khiển trách", "reprimand"),
    "canh-cao": ("cảnh cáo", "warning"),
    "giang-chuc": ("giáng chức", "demotion"),
    "cach-chuc": ("cách chức", "removal from post"),
    "tuoc-danh-hieu": ("tước danh hiệu, buộc thôi việc", "loss of rank, dismissal"),
}
GROUP_NAMES = {
    "unit": ("cấp đơn vị", "the unit"),
    "bo-tinh": ("cấp Bộ, ban, ngành, tỉnh", "the ministry or province"),
    "trung-uong": ("do Hội đồng Thi đua - Khen thưởng Trung ương tổ chức", "the central council"),
}
LEVEL_NAMES = {
    "ministry": ("bộ, ban, ngành", "ministry"),
    "province": ("tỉnh", "province"),
    "department": ("sở, phòng", "department"),
    "district": ("huyện", "district"),
    "commune": ("xã", "commune"),
    "team": ("tổ, đội", "team"),
}
KIND_NAMES = {
    "individual": ("cá nhân", "an individual"),
    "collective": ("tập thể", "a collective"),
    "household": ("hộ gia đình", "a household"),
}
STATUS_NAMES = {
    "valid": ("", ""),
    "annulled": ("đã hủy bỏ", "annulled"),
    "stripped": ("đã bị tước", "stripped"),
    "restored": ("đã phục hồi", "restored"),
}
TRUTHS = {
    Truth.YES: ("Đạt", "Met"),
    Truth.NO: ("Chưa đạt", "Not met"),
    Truth.UNKNOWN: ("Chưa đủ căn cứ", "Not enough evidence"),
    Truth.JUDGE: ("Hội đồng xem xét", "For the council"),
}
VERDICTS = {
    "eligible": ("Đủ điều kiện", "Eligible"),
    "not-eligible": ("Chưa đủ điều kiện", "Not eligible"),
    "not-enough-evidence": ("Chưa đủ căn cứ", "Not enough evidence"),
}


def say(condition: Condition, language: str = "vi") -> str:
    """The condition as one sentence without a full stop. Raises KeyError for a kind that has no words."""
    return _upper(SENTENCES[type(condition)](condition, language == "en"))


def head(condition: Condition, language: str = "vi") -> str:
    """The words over the parts of an "all" or "any"; of any other kind its own sentence."""
    if isinstance(condition, AllOf):
        return "All of these" if language == "en" else "Đủ các tiêu chuẩn sau"
    if isinstance(condition, AnyOf):
        return "One of these" if language == "en" else "Một trong các tiêu chuẩn sau"
    return say(condition, language)


def say_truth(truth: Truth, language: str = "vi") -> str:
    """The word for a truth."""
    return TRUTHS[truth][language == "en"]


def say_verdict(word: str, language: str = "vi") -> str:
    """The contract's word for a verdict, in the language."""
    return VERDICTS[word][language == "en"]


def say_award(code: str, class_: int | None = None) -> str:
    """An award with its class: "Huân chương Lao động hạng Ba"; an unknown code as it stands."""
    return awards()[code].titled(class_) if code in awards() else code


def say_citation(id_: str, number: str = "", language: str = "vi") -> str:
    """An id of a provision as the office cites it: "điểm đ khoản 1 Điều 74 Luật 06/2022/QH15"; `number` is the instrument's as printed, with
    its kind."""
    instrument, *parts = id_.partition("#")[0].split("/")
    words = {"art": ("Điều", "Article"), "cl": ("khoản", "clause"), "pt": ("điểm", "point")}
    said = []
    for part in parts:
        kind, _, name = part.partition("-")
        letter = {"dd": "đ"}.get(name, name) if kind == "pt" else name
        if name.startswith("unnumbered-"):
            said.append("article of unknown number" if language == "en" else "Điều chưa rõ số")
            continue
        said.append(f"{words[kind][language == 'en']} {letter}" if kind in words else part)
    return " ".join([*(said if language == "en" else reversed(said)), number or instrument])


def say_tag(id_: str, number: str = "", kind: str = "") -> str:
    """A provision as the small tag beside a condition, alike in every language: "Đ.74 k.1 đ Luật 06/2022", "Đ.9 k.3 NĐ 91/2017".

    `number` and `kind` are the instrument's as `Instrument` has them.
    """
    instrument, *parts = id_.partition("#")[0].split("/")
    marks = {"art": "Đ.", "cl": "k.", "pt": ""}
    said = []
    for part in parts:
        what, _, name = part.partition("-")
        if name.startswith("unnumbered"):  # the text is known, its article is not
            continue
        said.append(f"{marks[what]}{'đ' if (what, name) == ('pt', 'dd') else name}" if what in marks else part)
    short = {"law": "Luật", "decree": "NĐ", "circular": "TT", "decision": "QĐ"}.get(kind, "")
    serial, _, rest = number.partition("/")
    year = rest.partition("/")[0]
    plain = f"{serial}/{year}" if year.isdigit() else number or instrument
    return " ".join(part for part in (*said, short, plain) if part)


# --- small words ------------------------------------------------------------------------------


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _either(english: bool, names: Iterable[str]) -> str:
    """ "A, B hoặc C"."""
    *most, last = names
    return f"{', '.join(most)} {'or' if english else 'hoặc'} {last}" if most else last


def _figure(value: float, english: bool) -> str:
    """A count as the office writes it: 03, 12; English without the nought."""
    whole = int(value) if value == int(value) else value
    return f"{whole:02d}" if isinstance(whole, int) and not english else str(whole)


def _number(number: Number, english: bool, unit: tuple[str, str] = ("", "")) -> str:
    """A number of the law with its unit and what is to be known of it."""
    one = unit[english] and f" {unit[english]}"
    if number.value is None:
        what = number.what or number.parameter
        named = f": {what}" if what else ""
        return f"[not known{named}]{one}" if english else f"[chưa rõ mức{named}]{one}"
    said = _figure(number.value, english) + one
    if english and number.value == 1 and one.endswith("s"):
        said = said[:-1]
    if number.confidence == MEMORY:
        said += " (from memory, not checked)" if english else " (theo trí nhớ, chưa đối chiếu)"
    return said


def _years(number: Number, english: bool) -> str:
    """Years and months: "07 năm 06 tháng"."""
    value = number.value
    if value is not None and value != int(value) and round(value * 12) == value * 12:
        months = round(value * 12) % 12
        whole = Number(float(int(value)), number.confidence)
        return (
            f"{_number(whole, english, ('năm', 'years'))} {_figure(months, english)} {'months' if english else 'tháng'}"
        )
    return _number(number, english, ("năm", "years"))


def _rating(code: str, english: bool) -> str:
    top = code == RATINGS[-1]
    if english:
        return f"rated “{RATING_ENGLISH[code]}”" + ("" if top else " or better")
    return f"được xếp loại “{RATING_NAMES[code]}”" + ("" if top else " trở lên")


def _titles(codes: Iterable[str], english: bool) -> str:
    names = _either(english, [f"“{say_award(code)}”" for code in codes])
    return f"the title {names}" if english else f"danh hiệu {names}"


def _forms(codes: Iterable[str], english: bool) -> str:
    return _either(english, [say_award(code) for code in codes])


def _holdings(holdings: Iterable[Holding], english: bool) -> str:
    """Awards held: titles in quotes, orders with their class, or with any class."""

    def one(holding: Holding) -> str:
        award = awards().get(holding.award)
        if award is not None and award.kind in ("title", "honorary-title"):
            return f"{'the title' if english else 'danh hiệu'} “{award.name}”"
        if award is not None and award.classes and holding.class_ is None:
            return f"{award.name} {'of any class' if english else 'các hạng'}"
        return say_award(holding.award, holding.class_)

    return _either(english, [one(holding) for holding in holdings])


def _initiatives(track: Initiated, english: bool, *, one: bool = False) -> str:
    kinds = _either(english, [INITIATIVE_NAMES[kind][english] for kind in track.kinds or INITIATIVE_NAMES])
    if english and one:
        kinds = kinds.replace("initiatives", "initiative").replace("topics", "topic").replace("acts", "act")
    scope = SCOPE_NAMES[track.scope][english]
    top = track.scope == "toan-quoc"
    if english:
        return f"{kinds} recognised with effect in {scope}{'' if top else ' or wider'}"
    return f"{kinds} được công nhận có phạm vi ảnh hưởng {scope}{'' if top else ' trở lên'}"


def _so(track: Track, english: bool) -> str:
    """What a year has in which the track is so: "được xếp loại …"."""
    match track:
        case Rated(at_least):
            return _rating(at_least, english)
        case Titled(codes):
            return f"{'given' if english else 'đạt'} {_titles(codes, english)}"
        case Given(codes):
            return f"{'given' if english else 'được tặng'} {_forms(codes, english)}"
        case Initiated():
            return f"{'with' if english else 'có'} {_initiatives(track, english)}"
        case EveryYear():
            return "of service or existence" if english else "công tác, hoạt động"
        case Either(tracks):
            return _either(english, [_so(each, english) for each in tracks])


# --- a sentence for each kind -----------------------------------------------------------------


def _all(part: AllOf, english: bool) -> str:
    return ("; and " if english else "; và ").join(SENTENCES[type(each)](each, english) for each in part.parts)


def _any(part: AnyOf, english: bool) -> str:
    return ("; or " if english else "; hoặc ").join(SENTENCES[type(each)](each, english) for each in part.parts)


def _run(part: Run, english: bool) -> str:
    to_the_day = part.ending == "proposal"
    if to_the_day and part.years.value == 1 and not part.after and part.within is None:
        return f"{'in the year of the proposal' if english else 'trong năm đề nghị'} {_so(part.of, english)}"
    if isinstance(part.of, EveryYear) and part.after:
        said = (
            f"{_years(part.years, english)} have passed"
            if english
            else f"đã qua từ {_years(part.years, english)} trở lên"
        )
    elif isinstance(part.of, Titled):
        times = _number(part.years, english, ("lần", "years"))
        once = part.years.value == 1
        said = (
            f"given {_titles(part.of.awards, english)}" + ("" if once else f" for {times} in a row")
            if english
            else f"đạt {'' if once else f'{times} liên tục '}{_titles(part.of.awards, english)}"
        )
        if to_the_day:
            said += " up to the time of proposal" if english else " tính đến thời điểm đề nghị"
    else:
        years = _years(part.years, english)
        ends = (" up to the time of proposal" if english else " tính đến thời điểm đề nghị") if to_the_day else ""
        said = (
            f"at least {years} in a row{ends} {_so(part.of, english)}"
            if english
            else f"có từ {years} liên tục trở lên{ends} {_so(part.of, english)}"
        )
    if part.after:
        last = part.which == "latest"
        names = _holdings(part.after, english)
        if english:
            said += f", since {'the last of' if last else ''} {names}".replace("  ", " ")
        else:
            said += f", kể từ {'lần gần nhất' if last else 'khi'} được tặng {names}"
    if part.within is not None:
        inner = SENTENCES[type(part.within)](part.within, english)
        said += f"; within that time: {inner}" if english else f"; trong thời gian đó: {inner}"
    return said


def _counted(part: Count, english: bool) -> str:
    last = ""
    if part.last:
        figure = _figure(part.last, english)
        last = (
            (" in the last year" if part.last == 1 else f" in the last {figure} years")
            if english
            else f" trong {figure} năm gần nhất"
        )
    match part.of:
        case Titled(codes):
            number = _number(part.at_least, english, ("lần", "times"))
            said = (
                f"given {_titles(codes, english)} {number} at least"
                if english
                else f"có từ {number} trở lên đạt {_titles(codes, english)}"
            )
        case Given(codes):
            number = _number(part.at_least, english, ("lần", "times"))
            said = (
                f"given {_forms(codes, english)} {number} at least"
                if english
                else f"có từ {number} trở lên được tặng {_forms(codes, english)}"
            )
        case Initiated():
            number = _number(part.at_least, english)
            said = (
                f"at least {number} {_initiatives(part.of, english, one=part.at_least.value == 1)}"
                if english
                else f"có ít nhất {number} {_initiatives(part.of, english)}"
            )
        case _:
            years = _years(part.at_least, english)
            said = (
                f"at least {years} {_so(part.of, english)}"
                if english
                else f"có từ {years} trở lên {_so(part.of, english)}"
            )
    return said + last


def _held(part: Holds, english: bool) -> str:
    names = _holdings(part.any_of, english)
    times = f"{_figure(part.times, english)} {'times' if english else 'lần trở lên'}" if part.times > 1 else ""
    if english:
        return f"holds {names}" + (f", given {times} or more" if times else "")
    return f"đã được tặng {names}" + (f" từ {times}" if times else "")


def _not_held(part: NotHeld, english: bool) -> str:
    names = _holdings(part.any_of, english)
    return f"does not hold {names}" if english else f"chưa được tặng {names}"


def _service(part: Service, english: bool) -> str:
    least = _years(part.at_least, english)
    if part.under is not None:
        span = (
            f"{least} to under {_years(part.under, english)}"
            if english
            else f"từ {least} đến dưới {_years(part.under, english)}"
        )
    else:
        span = f"at least {least}" if english else f"từ {least} trở lên"
    said = f"service or existence of {span}" if english else f"có thời gian công tác, hoạt động {span}"
    if part.women is not None:
        women = _years(part.women, english)
        said += f" (women: {women})" if english else f" (nữ: {women})"
    if part.weighted:
        said += (
            ", time in posts counted by their coefficients" if english else ", thời gian giữ chức vụ được nhân hệ số"
        )
    return said


def _whole_service(part: WholeService, english: bool) -> str:
    rating = _rating(part.at_least, english)
    return f"{rating} over the whole service" if english else f"{rating} trong suốt thời gian công tác"


def _post(part: PostHeld, english: bool) -> str:
    posts = _either(english, [f"“{post_name(post)}”" for post in part.posts])
    years = _years(part.at_least, english)
    said = f"in the post of {posts} for at least {years}" if english else f"giữ chức vụ {posts} từ {years} trở lên"
    if part.at_least.value is not None and part.at_least.value * 12 < 1:  # any time at all
        said = f"in the post of {posts}" if english else f"đã giữ chức vụ {posts}"
    if part.women is not None:
        women = _years(part.women, english)
        said += f" (women: {women})" if english else f" (nữ: {women})"
    return said


def _members(part: Members, english: bool) -> str:
    if part.disciplined:
        form = DISCIPLINE_NAMES[part.disciplined][english]
        so = f"disciplined by {form} or heavier" if english else f"bị kỷ luật từ {form} trở lên"
    else:
        so = _so(part.that, english) if part.that is not None else ""
    if part.none:
        return f"no member {so}" if english else f"không có cá nhân {so}"
    if part.every:
        return f"every member {so}" if english else f"100% cá nhân trong tập thể {so}"
    if part.share is not None:
        share = _number(part.share, english, ("%", "%")).replace(" %", "%")
        least = ("more than" if english else "trên") if part.strict else ("at least" if english else "có ít nhất")
        return f"{least} {share} of the members {so}" if english else f"{least} {share} cá nhân trong tập thể {so}"
    figure = _figure(part.at_least or 0, english)
    members = "member" if part.at_least == 1 else "members"
    return f"at least {figure} {members} {so}" if english else f"có ít nhất {figure} cá nhân {so}"


def _leads(part: Leads, english: bool) -> str:
    levels = _either(english, [GROUP_NAMES[level][english] for level in part.levels])
    return f"first in an emulation group of {levels}" if english else f"dẫn đầu cụm, khối thi đua {levels}"


def _outside_flags(part: OutsideFlags, english: bool) -> str:
    return "does not compete for emulation flags" if english else "không thuộc đối tượng xét tặng cờ thi đua"


def _anniversary(part: RoundAnniversary, english: bool) -> str:
    if english:
        return f"in a year that is a multiple of {part.every} years after the founding"
    return f"nhân dịp kỷ niệm ngày thành lập (năm chẵn {part.every} năm)"


def _unit_level(part: UnitLevel, english: bool) -> str:
    levels = _either(english, [LEVEL_NAMES.get(level, (level, level))[english] for level in part.levels])
    return f"unit of the level of {levels}" if english else f"thuộc đơn vị cấp {levels}"


def _clean(part: Clean, english: bool) -> str:
    if part.years.value == 0:
        return (
            "under no discipline or investigation" if english else "không trong thời gian bị xem xét, thi hành kỷ luật"
        )
    years = _years(part.years, english)
    if english:
        return f"no discipline or investigation in the last {years}"
    return f"không bị kỷ luật, xem xét kỷ luật trong {years} trước thời điểm đề nghị"


def _judgement(part: Judgement, english: bool) -> str:
    return part.en if english else part.vi


def _not_known(part: NotKnown, english: bool) -> str:
    what = (part.what_en or part.what) if english else part.what
    return f"not known: {what}" if english else f"chưa có nguyên văn: {what}"


def _gate(part: Gate, english: bool) -> str:
    return {
        "subject": ("đúng loại đối tượng của quy định", "the kind of subject that the provision is for"),
        "force": ("đúng lực lượng của quy định", "of the force that the provision is for"),
        "discipline": ("không trong thời gian bị xem xét, thi hành kỷ luật", "under no discipline or investigation"),
    }[part.kind][english]


SENTENCES: Mapping[type[Condition], Callable[..., str]] = {
    AllOf: _all,
    AnyOf: _any,
    Run: _run,
    Count: _counted,
    Holds: _held,
    NotHeld: _not_held,
    Service: _service,
    WholeService: _whole_service,
    PostHeld: _post,
    Members: _members,
    Leads: _leads,
    OutsideFlags: _outside_flags,
    RoundAnniversary: _anniversary,
    UnitLevel: _unit_level,
    Clean: _clean,
    Judgement: _judgement,
    NotKnown: _not_known,
    Gate: _gate,
}
"""The words of each kind of condition; a kind without words is found by a test, not by a reader."""


# --- rows -------------------------------------------------------------------------------------


def say_row(row: Row, language: str = "vi") -> str:
    """A row of the history that an answer rests on, in a few words: "2023: Hoàn thành tốt nhiệm vụ"."""
    english = language == "en"
    match row:
        case RatingRow():
            return f"{row.year}: {RATING_ENGLISH[row.rating] if english else RATING_NAMES[row.rating]}"
        case AwardRow():
            years = _span(row.for_from, row.for_to)
            status = STATUS_NAMES[row.status][english]
            details = [text for text in (years, _day(row.day, english), status) if text]
            return (
                f"{say_award(row.award, row.class_)} ({'; '.join(details)})"
                if details
                else say_award(row.award, row.class_)
            )
        case InitiativeRow():
            kind, scope = INITIATIVE_NAMES[row.kind][english], SCOPE_NAMES[row.scope][english]
            return f"{row.year}: {kind}, {scope}"
        case DisciplineRow():
            return f"{_upper(DISCIPLINE_NAMES[row.form][english])} ({_time(row.from_, row.to, english)})"
        case PostRow():
            return f"{_upper(post_name(row.post))} ({_time(row.from_, row.to, english)})"
        case MemberRow():
            return row.member.name or row.member.id
        case RankingRow():
            group = GROUP_NAMES[row.level][english]
            return f"{row.year}: {'place' if english else 'hạng'} {row.rank}, {group}"


def _span(first: int | None, last: int | None) -> str:
    years = [str(year) for year in dict.fromkeys((first, last)) if year is not None]
    return "-".join(years)


def _day(day: date | None, english: bool) -> str:
    if day is None:
        return ""
    return day.isoformat() if english else f"{day:%d/%m/%Y}"


def _time(first: date | None, end: date | None, english: bool) -> str:
    begin = _day(first, english) or "?"
    return f"{begin} – {_day(end, english) or ('open' if english else 'chưa hết')}"


def say_class(class_: int | None) -> str:
    """ "hạng Ba", or nothing."""
    return f"hạng {CLASS_NAMES[class_]}" if class_ else ""


def say_kind(kind: str, language: str = "vi") -> str:
    """The kind of a subject in words."""
    return KIND_NAMES[kind][language == "en"]
