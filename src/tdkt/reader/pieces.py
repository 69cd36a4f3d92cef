"""A sentence cut into the pieces that matter: receivers, awards, verbs of giving, bodies, people, times, years, and what parts them.

Each recogniser reads at one place and says where its words end; what none of them reads is a plain word. `clauses.py` puts the pieces
together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tdkt.law.tally import Period
from tdkt.reader.amounts import amount_at
from tdkt.reader.authorities import Body, body_at, keys_at
from tdkt.reader.awards import AwardWords, award_at, classes_at
from tdkt.reader.periods import as_of_at, consecutive_at, ordinal_at, period_at
from tdkt.reader.phrases import Phrases, words
from tdkt.reader.receivers import INDIVIDUAL, MIXED, person_at, receiver_noun_at, unknown_noun_at
from tdkt.reader.tokens import FRACTION, MARK, NUMBER, WORD, Token

GIVE, PRESENT, COMMEND, ACHIEVE = "give", "present", "commend", "achieve"
REACH_OF_PASSIVE = 40
"""Words between "được" and its verb up to which they are read as the giver."""
REACH_OF_ACHIEVING = 9
"""Words between "đạt" and the award up to which it is the award that was achieved."""


@dataclass(slots=True)
class Piece:
    """A piece at tokens `start` to `end` (exclusive)."""

    start: int
    end: int


@dataclass(slots=True)
class Receiver(Piece):
    """Counted receivers, or with `is_counted` False a plural without a number ("các tập thể", "nhiều cá nhân")."""

    kind: str | None
    count: int | None = None
    approximate: bool = False
    instances: bool = False
    is_counted: bool = True
    is_range: bool = False
    is_unknown: bool = False
    is_model: bool = False
    is_modifier: bool = False


@dataclass(slots=True)
class Honour(Piece):
    """The name of an award, with a number of its own ("3 Bằng khen") or without."""

    award: AwardWords
    count: int | None = None
    approximate: bool = False
    instances: bool = False
    is_counted: bool = False
    is_range: bool = False
    class_only: bool = False


@dataclass(slots=True)
class Verb(Piece):
    """A verb of giving or getting. `agents` are the givers said with a passive; `is_present` where it only hands over ("trao")."""

    kind: str
    passive: bool
    agents: tuple[Body, ...] = ()
    is_present: bool = False
    is_proposed: bool = False
    is_having: bool = False


@dataclass(slots=True)
class Named(Piece):
    """A body or a person called by name; `role` is the word before it that gives it a place ("cho", "của", …)."""

    body: Body | None
    role: str = ""
    is_sector: bool = False
    is_place: bool = False


@dataclass(slots=True)
class Times(Piece):
    """How often ("2 lần") or how many years in a row ("5 năm liền")."""

    count: int
    consecutive: int | None = None
    is_vague: bool = False


@dataclass(slots=True)
class Ordinal(Piece):
    number: int


@dataclass(slots=True)
class Span(Piece):
    """Years that a statement covers."""

    period: Period
    is_range: bool


@dataclass(slots=True)
class Joint(Piece):
    """What parts or joins clauses: ";" "," "và" "(" ")" ":" "cho", "parts" (trong đó, gồm), "raise" (nâng tổng số … lên), "proposal",
    "plan", "principal" (thừa ủy quyền của …), "other" (được, without giving), "among" (trong số 45 tập thể …)."""

    kind: str
    bodies: tuple[Body, ...] = field(default=())


AnyPiece = Receiver | Honour | Verb | Named | Times | Ordinal | Span | Joint

_GIVING = Phrases(
    [
        *((verb, GIVE) for verb in (
            "tặng", "tặng thưởng", "phong tặng", "truy tặng", "công nhận", "suy tôn", "xét tặng", "xét, tặng",
            "phong", "truy phong",
            "công nhận và tặng", "cấp", "khen tặng", "quyết định tặng", "trao thưởng",
        )),
        ("trao", PRESENT), ("trao tặng", PRESENT), ("trao tặng thưởng", PRESENT), ("trao và tặng", PRESENT),
        *((verb, COMMEND) for verb in ("khen thưởng", "khen", "biểu dương", "tuyên dương", "tôn vinh", "vinh danh")),
    ]
)  # fmt: skip
_HANDING_ONLY = frozenset({("trao",)})
_ACHIEVING = words(
    "đạt", "đạt được", "đã đạt", "giành", "giành được", "nhận", "nhận được", "đón nhận", "đoạt", "có",
    "đạt danh hiệu", "được đón nhận",
    "được nhận", "vinh dự nhận", "vinh dự đón nhận", "vinh dự được đón nhận", "vinh dự được nhận", "mang về",
    "đã có", "đón",
)  # fmt: skip
_PARTS = words(
    "trong đó",
    "trong đó có",
    "gồm",
    "gồm có",
    "bao gồm",
    "trong số đó",
    "trong số này",
    "cụ thể là",
    "cụ thể",
    "riêng",
    "chia ra",
)
_PROPOSALS = words(
    "đề nghị", "xét chọn", "bình chọn", "đề xuất", "trình", "xét duyệt", "thẩm định", "làm hồ sơ", "hồ sơ", "lập hồ sơ"
)
_PLANS = words("phấn đấu", "chỉ tiêu", "mục tiêu", "đăng ký", "dự kiến", "kế hoạch", "sẽ", "không có", "chưa có", "chưa được", "nếu",
               "tối đa", "ít nhất", "tối thiểu", "trở lên", "không quá")  # fmt: skip
_PLURALS = words("các", "nhiều", "những", "một số", "hầu hết", "đông đảo", "mọi", "toàn thể", "mỗi", "nhiều lượt", "các lượt", "lượt", "cho",
                 "đối với")  # fmt: skip
_BARE_RECEIVERS = frozenset({("tập", "thể"), ("cá", "nhân"), ("hộ",), ("hộ", "gia", "đình"), ("gia", "đình")})
_MODIFYING = frozenset({"thuộc", "tại", "ở", "trên", "giữa", "của"})
_NUMBERED_THINGS = frozenset(
    {"số", "điều", "khoản", "ngày", "tháng", "năm", "quý", "hạng", "lớp", "thứ", "khu", "quận"}
)
_UNITS_OF_AWARD = words("tấm", "chiếc", "lá", "bức", "danh hiệu", "suất", "bộ", "hình thức", "phần thưởng")
_SECTORS = words(
    "toàn ngành", "toàn tỉnh", "toàn huyện", "toàn thành phố", "cả nước", "nhân dân", "toàn lực lượng", "toàn quân",
    "toàn thị xã",
    "toàn xã", "cán bộ và nhân dân", "nhân dân và cán bộ", "chính quyền và nhân dân", "quân và dân", "tỉnh nhà",
    "ngành", "lực lượng",
    "tuổi trẻ", "giai cấp công nhân", "phụ nữ", "nông dân", "toàn trường", "cán bộ, chiến sĩ và nhân dân", "đồng bào",
)  # fmt: skip
_WHOLE_OF_ITSELF = frozenset({("toàn", "trường")})
_ROLES = frozenset(
    {"cho", "của", "thuộc", "tại", "ở", "do", "theo", "với", "về", "bàn", "gửi", "từ", "giữa", "đến", "được", "bị"}
)
_FORMS_AT_LARGE = frozenset(
    (many, *form) for many in ("các", "nhiều") for form in (("danh", "hiệu"), ("hình", "thức"), ("phần", "thưởng"))
)
_OTHER_DEEDS = frozenset(
    ["được", "tham", "dự", "thi", "đi", "bị", "không", "chưa", "còn", "nghỉ", "chuyển", "học", "về"]
)
_PLACES = frozenset(
    [
        "thôn",
        "ấp",
        "bản",
        "làng",
        "xóm",
        "khu",
        "khối",
        "tổ",
        "buôn",
        "khóm",
        "xã",
        "phường",
        "thị",
        "huyện",
        "quận",
        "thành",
        "tỉnh",
    ]
)
_SELVES = words("nhà trường", "đơn vị", "tập thể nhà trường", "cơ quan", "bệnh viện", "công ty", "trường", "trung tâm", "xí nghiệp", "tập thể đơn vị",
                "học viện", "công an tỉnh", "phòng", "địa phương", "huyện nhà", "xã nhà")  # fmt: skip


def pieces_of(tokens: Sequence[Token]) -> list[AnyPiece]:
    """The pieces of one sentence, in order; words of no meaning here are left out."""
    pieces: list[AnyPiece] = []
    at = 0
    while at < len(tokens):
        piece = _piece_at(tokens, at, pieces)
        if piece is None:
            at += 1
            continue
        pieces.append(piece)
        at = piece.end
    return pieces


def _piece_at(tokens: Sequence[Token], at: int, before: Sequence[AnyPiece]) -> AnyPiece | None:
    token = tokens[at]
    if token.kind == MARK:
        return Joint(at, at + 1, token.text) if token.text in ",;:()" else None
    for recogniser in (_times, _span, _counted, _joint, _verb, _honour, _named, _plain_receiver):
        if (piece := recogniser(tokens, at)) is not None:
            return piece
    if token.key in _OTHER_DEEDS and before and isinstance(before[-1], Receiver) and before[-1].end == at:
        return Joint(at, at + 1, "other")
    if before and isinstance(before[-1], Joint | Honour | Receiver | Verb) and (classes := classes_at(tokens, at)):
        return Honour(at, classes.end, classes, class_only=True)
    return None


def _times(tokens: Sequence[Token], at: int) -> AnyPiece | None:
    if consecutive := consecutive_at(tokens, at):
        return Times(at, consecutive[0], consecutive[1], consecutive=consecutive[1])
    if keys_at(tokens, at, 3) in (("nhiều", "năm", "liền"), ("nhiều", "năm", "liên")):
        return Times(at, at + 3 + (tokens[at + 2].key == "liên"), 0, is_vague=True)
    if ordinal := ordinal_at(tokens, at):
        return Ordinal(at, ordinal[0], ordinal[1])
    amount = amount_at(tokens, at)
    if amount is None or amount.count is None or amount.end >= len(tokens) or tokens[amount.end].key != "lần":
        return None
    end = amount.end + 1
    rest = keys_at(tokens, end, 2)
    in_a_row = rest[:1] == ("liền",) or rest in (("liên", "tiếp"), ("liên", "tục"))
    end += 0 if not in_a_row else (1 if rest[0] == "liền" else 2)
    return Times(at, end, amount.count)


def _span(tokens: Sequence[Token], at: int) -> AnyPiece | None:
    if as_of := as_of_at(tokens, at):
        return Joint(at, as_of[0], "as-of")
    if open_ended := _since(tokens, at):
        return Joint(at, open_ended, "date")
    if found := period_at(tokens, at, after_award=bool(at) and tokens[at - 1].text == "("):
        return Span(at, found.end, found.period, found.is_range)
    if tokens[at].key == "ngày" and at + 1 < len(tokens) and tokens[at + 1].kind not in (WORD, MARK):
        end = at + 2
        while end + 1 < len(tokens) and tokens[end].key in ("tháng", "năm") and tokens[end + 1].kind == NUMBER:
            end += 2
        return Joint(at, end, "date")
    return None


def _since(tokens: Sequence[Token], at: int) -> int | None:
    """ "từ năm 2015 đến nay": a period whose end the text leaves to its own day; where the words end."""
    if tokens[at].key not in ("từ", "kể"):
        return None
    for end in range(at + 1, min(at + 7, len(tokens) - 1)):
        if keys_at(tokens, end, 2) in (("đến", "nay"), ("tới", "nay")):
            return end + 2
    return None


def _counted(tokens: Sequence[Token], at: int) -> AnyPiece | None:
    """A number and what it counts."""
    amount = amount_at(tokens, at)
    if amount is None or amount.end >= len(tokens):
        return None
    place = amount.end
    instances = tokens[place].key == "lượt"
    place += instances
    while unit := _UNITS_OF_AWARD.match(tokens, place):
        if place + unit[0] >= len(tokens) or award_at(tokens, place + unit[0], bare=True) is None:
            break
        place += unit[0]
    if place >= len(tokens):
        return None
    noun = receiver_noun_at(tokens, place)
    if (award := award_at(tokens, place, bare=True)) and (noun is None or award.name_end - place > noun[0]):
        return Honour(at, award.end, award, amount.count, amount.approximate, instances, True, amount.is_range)
    if only := classes_at(tokens, place):
        return Honour(at, only.end, only, amount.count, amount.approximate, instances, True, amount.is_range, True)
    if noun is not None:
        is_model = keys_at(tokens, place, 2) == ("mô", "hình")
        counted = Receiver(
            at, place + noun[0], noun[1], amount.count, amount.approximate, instances, is_range=amount.is_range
        )
        counted.is_model = is_model
        counted.is_modifier = bool(at) and tokens[at - 1].key in _MODIFYING
        return _grouped(tokens, counted)
    if tokens[at].kind in (NUMBER, FRACTION) or instances:
        unknown = unknown_noun_at(tokens, place)
        if unknown and not (at and tokens[at - 1].key in _NUMBERED_THINGS):
            end, kind = place + unknown[0], unknown[1]
            return Receiver(
                at, end, kind, amount.count, amount.approximate, instances, True, amount.is_range, is_unknown=True
            )
    return None


def _grouped(tokens: Sequence[Token], receiver: Receiver) -> Receiver:
    """One number over several nouns: "25 tập thể và cá nhân" is mixed, "18 cán bộ, giáo viên" is one kind."""
    while receiver.end + 1 < len(tokens):
        joint = tokens[receiver.end]
        if joint.text not in (",", "/") and joint.key not in ("và", "hoặc"):
            break
        place = receiver.end + 1 + (tokens[receiver.end + 1].key == "lượt")
        noun = receiver_noun_at(tokens, place)
        if (
            noun is None
            or award_at(tokens, place) is not None
            or body_at(tokens, place) is not None
            or person_at(tokens, place)
        ):
            break
        receiver.end = place + noun[0]
        if noun[1] != receiver.kind:
            receiver.kind = MIXED
    return receiver


def _joint(tokens: Sequence[Token], at: int) -> AnyPiece | None:
    key = tokens[at].key
    if tokens[at].quoted:
        return None
    if parts := _PARTS.match(tokens, at):
        if parts[1] == "riêng" and not tokens[at].is_capital:
            return None
        return Joint(at, at + parts[0], "parts")
    if keys_at(tokens, at, 2) == ("trong", "số") and at + 2 < len(tokens) and amount_at(tokens, at + 2):
        return Joint(at, at + 2, "among")
    if key in ("và", "cùng"):
        return Joint(at, at + 1, "và")
    if key == "cho" and keys_at(tokens, at, 2) not in (("cho", "biết"), ("cho", "thấy")):
        return Joint(at, at + 1, "cho")
    if key in ("nâng", "đưa") and (end := _raised(tokens, at)):
        return Joint(at, end, "raise")
    if key == "thừa" and keys_at(tokens, at + 1, 1) and tokens[at + 1].key in ("ủy", "lệnh"):
        return _principal(tokens, at)
    if proposal := _PROPOSALS.match(tokens, at):
        if at and (tokens[at - 1].key in ("theo", "sự") or tokens[at - 1].key == "hồ"):
            return None
        return Joint(at, at + proposal[0], "proposal")
    if plan := _PLANS.match(tokens, at):
        return Joint(at, at + plan[0], "plan")
    return None


def _raised(tokens: Sequence[Token], at: int) -> int | None:
    """ "nâng tổng số" : the words that announce a total; where they end."""
    rest = keys_at(tokens, at + 1, 2)
    if rest in (("tổng", "số"), ("số", "lượng")) or rest[:1] == ("số",):
        return at + 1 + (2 if rest[0] == "tổng" or rest[1:] == ("lượng",) else 1)
    return None


def _principal(tokens: Sequence[Token], at: int) -> Joint | None:
    """ "thừa ủy quyền của Chủ tịch nước": who really gives; he that hands over does not."""
    place = at + 2
    while place < len(tokens) and place < at + 5 and tokens[place].key in ("quyền", "nhiệm", "của", "lãnh", "đạo"):
        place += 1
    bodies: list[Body] = []
    while place < len(tokens) and (body := body_at(tokens, place)):
        bodies.append(body)
        place = body.end
        if place + 1 < len(tokens) and (tokens[place].text == "," or tokens[place].key == "và"):
            following = body_at(tokens, place + 1)
            if (
                following is None
                or following.is_vice
                or following.level == "agency"
                or (following.is_head and tokens[place].text == ",")
            ):
                break  # "…, Bí thư Tỉnh ủy Lê Văn Hải trao": he hands over
            place += 1
        else:
            break
    return Joint(at, place, "principal", tuple(bodies)) if bodies else None


def _verb(tokens: Sequence[Token], at: int) -> AnyPiece | None:
    if tokens[at].quoted:
        return None
    if tokens[at].key in ("được", "đươc"):
        return _passive(tokens, at)
    if achieved := _ACHIEVING.match(tokens, at):
        return _achieving(tokens, at, at + achieved[0], achieved[1])
    if given := _giving(tokens, at):
        return Verb(at, given[0], given[1], passive=False, is_present=given[2])
    return None


def _passive(tokens: Sequence[Token], at: int) -> Verb | None:
    """ "được UBND tỉnh và Bộ Công an tặng": the verb, with the givers named between."""
    agents: list[Body] = []
    proposed = False
    place = at + 1
    while place < len(tokens) and place - at < REACH_OF_PASSIVE:
        token = tokens[place]
        if token.key in ("được", "đạt") or token.text in (";", ":", ")") or token.kind == NUMBER:
            return None
        if body := body_at(tokens, place, bare=_begins_place(tokens, place)):
            if not body.is_vice:
                agents.append(body)
            place = body.end
            continue
        if achieved := _ACHIEVING.match(tokens, place):
            found = _achieving(tokens, at, place + achieved[0], achieved[1]) if achieved[1] != "có" else None
            return found if found is None else Verb(at, found.end, ACHIEVE, passive=True, agents=tuple(agents))
        if given := _giving(tokens, place):
            if (
                given[1] == COMMEND
                and keys_at(tokens, place, 2) != ("khen", "thưởng")
                and (more := _more_giving(tokens, given[0]))
            ):
                given = more
            kind = COMMEND if _gives_in_general(tokens, given[0]) else given[1]
            return Verb(
                at, given[0], kind, passive=True, agents=tuple(agents), is_present=given[2], is_proposed=proposed
            )
        if award_at(tokens, place) is not None:
            return None
        if _PROPOSALS.match(tokens, place):
            proposed = True
        elif (
            not agents and place - at > 6 and token.kind == WORD and token.key not in ("các", "cấp", "ngành", ",", "và")
        ):
            return None
        place += 1
    return None


def _gives_in_general(tokens: Sequence[Token], at: int) -> bool:
    """ "được tặng thưởng các danh hiệu, hình thức khen thưởng": honours of no named form."""
    if keys_at(tokens, at, 3) not in _FORMS_AT_LARGE:
        return False
    return all(award_at(tokens, place) is None for place in range(at + 1, min(at + REACH_OF_ACHIEVING, len(tokens))))


def _giving(tokens: Sequence[Token], at: int) -> tuple[int, str, bool] | None:
    """A verb of giving with those joined to it ("phong tặng và truy tặng"): its end, its kind, whether it only hands over."""
    found = _GIVING.match(tokens, at)
    if found is None or tokens[at].quoted or (at and tokens[at - 1].key == "công"):
        return None
    if found[1] == COMMEND and (_is_noun(tokens, at) or award_at(tokens, at) is not None):
        return None
    if keys_at(tokens, at, found[0]) in (("phong",), ("cấp",)):
        following = at + found[0]
        if following >= len(tokens) or award_at(tokens, following) is None:
            return None
    end, kind = at + found[0], found[1]
    handing = keys_at(tokens, at, found[0]) in _HANDING_ONLY or (at > 0 and tokens[at - 1].key in ("lễ", "buổi"))
    if more := _more_giving(tokens, end):
        strongest = kind if kind == GIVE else more[1]
        return more[0], strongest, handing and (more[2] or tokens[at - 1].key in ("lễ", "buổi"))
    return end, GIVE if kind == PRESENT else kind, handing


def _more_giving(tokens: Sequence[Token], at: int) -> tuple[int, str, bool] | None:
    place = at
    if place < len(tokens) and (tokens[place].text in (",", "/") or tokens[place].key in ("và", "hoặc")):
        place += 1
    elif place >= len(tokens) or _GIVING.match(tokens, place) is None:
        return None
    return _giving(tokens, place) if place < len(tokens) and _GIVING.match(tokens, place) else None


def _is_noun(tokens: Sequence[Token], at: int) -> bool:
    """Whether "khen thưởng" is a noun here: "công tác khen thưởng", "Thi đua, khen thưởng", "hình thức khen thưởng"."""
    before = [token.key for token in tokens[max(0, at - 2) : at]]
    if any(
        key in ("tác", "thức", "đua", "ban", "đồng", "quyết", "luật", "việc", "chế", "quỹ", "bằng", "giấy", "hội")
        for key in before[-1:]
    ):
        return True
    if len(before) == 2 and before[1] in (",", "-", "–", "và") and before[0] in ("đua", "tác"):
        return True
    return len(before) == 2 and before[0] == "đua" and before[1] == ","


def _achieving(tokens: Sequence[Token], start: int, at: int, verb: str) -> Verb | None:
    """ "đạt" with an award near after it; without one it achieves something else ("đạt 85%", "đạt kết quả")."""
    for place in range(at, min(len(tokens), at + REACH_OF_ACHIEVING)):
        token = tokens[place]
        if token.text in (";", ".", ":") or token.key in ("được", "trong", "phong", "thành", "kết"):
            return None
        if (award := award_at(tokens, place, bare=True)) is not None:
            if verb in ("có", "đã có") and place != at and not any(t.kind == NUMBER for t in tokens[at:place]):
                return None
            if verb in ("có", "đã có") and receiver_noun_at(tokens, place) and award.name_end - place == 1:
                return None
            return Verb(start, at, ACHIEVE, passive=False, is_having=verb in ("có", "đã có"))
        if receiver_noun_at(tokens, place) and verb in ("có", "đã có"):
            return None
    return None


def _honour(tokens: Sequence[Token], at: int) -> AnyPiece | None:
    award = award_at(tokens, at)
    if award is None:
        return None
    if at and tokens[at - 1].key in ("nhiều", "những"):
        return Joint(at, award.end, "vague")
    noun = receiver_noun_at(tokens, at)
    if noun is not None and noun[0] >= award.name_end - at:
        return None
    return Honour(at, award.end, award)


def _named(tokens: Sequence[Token], at: int) -> AnyPiece | None:
    role = tokens[at - 1].key if at and tokens[at - 1].key in _ROLES else ""
    if sector := _SECTORS.match(tokens, at):
        if not tokens[at].quoted and (
            sector[1] not in ("ngành", "lực lượng") or _is_whole_sector(tokens, at + sector[0], sector[1])
        ):
            end = at + sector[0]
            whole = body_at(tokens, end) if end < len(tokens) else None
            return Named(at, whole.end if whole else end, None, role, is_sector=True)
        return None
    if tokens[at].quoted:
        return None
    if body := body_at(tokens, at, bare=_begins_place(tokens, at)):
        end = body.end
        if body.is_head and end < len(tokens):
            skip = end + (tokens[end].text in ("-", "–", ","))
            named = person_at(tokens, skip) if skip < len(tokens) else None
            end = named or end
        return Named(at, end, body, role, is_place=tokens[at].key in _PLACES)
    if (person := person_at(tokens, at)) is not None:
        return Named(at, person, None, role)
    if (own := _SELVES.match(tokens, at)) and tokens[at - 1 if at else 0].kind != NUMBER:
        return Named(at, at + own[0], Body(at, at + own[0], "agency", is_generic=True), role)
    return None


def _is_whole_sector(tokens: Sequence[Token], at: int, word: str) -> bool:
    """ "ngành Giáo dục", "lực lượng Công an nhân dân": the whole of it, and not "các ngành" or "sở, ban, ngành"."""
    before = tokens[at - 2].key if at >= 2 else ""
    return (
        before not in ("các", ",", "và", "sở", "cấp", "liên")
        and at < len(tokens)
        and (tokens[at].is_capital or word == "lực lượng")
    )


def _begins_place(tokens: Sequence[Token], at: int) -> bool:
    """Whether a place is named here ("huyện Tứ Kỳ", "tỉnh Quảng Ngãi"), and not a kind of place spoken of."""
    for length in (1, 2):
        if at + length < len(tokens) and tokens[at + length].is_capital and tokens[at + length].kind == WORD:
            return keys_at(tokens, at, length) in (
                ("tỉnh",), ("huyện",), ("xã",), ("phường",), ("quận",), ("thành", "phố"), ("thị", "xã"), ("thị",
                "trấn"), ("tp",),
            )  # fmt: skip
    return False


def _plain_receiver(tokens: Sequence[Token], at: int) -> AnyPiece | None:
    """Receivers without a number: "các tập thể", "nhiều cá nhân", "cho cá nhân", "Tập thể:"."""
    plural = _PLURALS.match(tokens, at)
    place = at + plural[0] if plural else at
    noun = receiver_noun_at(tokens, place)
    if noun is None or (plural is None and keys_at(tokens, place, noun[0]) not in _BARE_RECEIVERS):
        return None
    receiver = Receiver(at, place + noun[0], noun[1], is_counted=False)
    return _grouped(tokens, receiver) if noun[1] else receiver


def names_of(pieces: Sequence[AnyPiece]) -> Iterator[Named]:
    """The bodies and people named among the pieces."""
    return (piece for piece in pieces if isinstance(piece, Named))


__all__ = [
    "ACHIEVE", "COMMEND", "GIVE", "INDIVIDUAL", "AnyPiece", "Honour", "Joint", "Named", "Ordinal", "Piece",
    "Receiver", "Span", "Times", "Verb",
    "names_of", "pieces_of",
]  # fmt: skip
