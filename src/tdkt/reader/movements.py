"""What the text is about: the emulation movement it reports on, and the body whose own report it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from tdkt.law.tally import Period
from tdkt.reader.authorities import Body, body_at, keys_at, same_body
from tdkt.reader.periods import period_at
from tdkt.reader.tokens import MARK, WORD, Sentence, Token

LONGEST_NAME = 14
_ENDS_NAME = frozenset(
    [
        "giai",
        "được",
        "trong",
        "do",
        "của",
        "năm",
        "đã",
        "và",
        "là",
        "tại",
        "có",
        "trên",
        "cho",
        "từ",
        "với",
        "những",
        "các",
        "theo",
        "gắn",
        "ở",
    ]
)
_HOLDS = (
    ("tổ", "chức"),
    ("long", "trọng"),
    ("trang", "trọng"),
    ("cho", "biết"),
    ("báo", "cáo"),
    ("tổng", "kết"),
    ("sơ", "kết"),
)
_ITSELF = frozenset(
    [("nhà", "trường"), ("đơn", "vị"), ("tập", "thể", "nhà", "trường"), ("tập", "thể", "đơn", "vị"), ("cơ", "quan")]
)
"""Words by which a body speaks of itself."""
_BARE_KINDS = frozenset(
    [("trường",), ("bệnh", "viện"), ("công", "ty"), ("trung", "tâm"), ("xí", "nghiệp"), ("học", "viện"), ("sở",), ("cục",), ("chi", "cục"),
     ("viện",), ("nhà", "máy"), ("tổng", "công", "ty"), ("tập", "đoàn"), ("binh", "chủng"), ("lữ", "đoàn"),
     ("trung", "đoàn"), ("báo",), ("đài",)]
)  # fmt: skip
"""Kinds of bodies that, without a name, mean the one that reports: "Bệnh viện được tặng …"."""


@dataclass(frozen=True)
class Movement:
    """An emulation movement by name, with its years where the text states them."""

    name: str
    first: int | None
    last: int | None

    def as_json(self) -> dict[str, str | int | None]:
        return {"name": self.name, "from": self.first, "to": self.last}


@dataclass(frozen=True)
class Reporter:
    """The body whose report the text is, as keys of its name; empty where the text does not show it."""

    name: tuple[str, ...]

    def is_self(self, body: tuple[str, ...]) -> bool:
        """Whether a name in the text means the reporter: its own name, shortened or whole, or a word such as "nhà trường"."""
        if body in _ITSELF or (body in _BARE_KINDS and not self.name):
            return True
        return bool(self.name) and same_body(self.name, body)

    @property
    def is_known(self) -> bool:
        return bool(self.name)


def find_movement(sentences: Sequence[Sentence], text: str) -> Movement | None:
    """The first movement that is called by its name, with the period stated beside any mention of it, else of the text."""
    name: str | None = None
    beside: Period | None = None
    anywhere: Period | None = None
    for sentence in sentences:
        tokens = sentence.tokens
        for at in range(len(tokens)):
            if (found := period_at(tokens, at)) and found.is_range and anywhere is None:
                anywhere = found.period
            if keys_at(tokens, at, 2) != ("phong", "trào"):
                continue
            named = _name_after(tokens, at + 2, text)
            if named is None:
                continue
            name = name or named[0]
            if beside is None and named[0] == name and named[1] < len(tokens):
                place = named[1] + (tokens[named[1]].text in ("(", ","))
                years = period_at(tokens, place) if place < len(tokens) else None
                beside = years.period if years and years.is_range else None
    if name is None:
        return None
    period = beside or anywhere
    return Movement(name, period.first if period else None, period.last if period else None)


def find_reporter(
    sentences: Sequence[Sentence], *, told: str | None = None, told_keys: tuple[str, ...] = ()
) -> Reporter:
    """Who reports: as told by the caller; else who is said to report ("theo báo cáo của …", "… cho biết") or, failing that, who holds
    the conference or the ceremony."""
    if told:
        return Reporter(told_keys)
    holder: tuple[str, ...] = ()
    for sentence in sentences:
        tokens = sentence.tokens
        for at in range(len(tokens)):
            body = body_at(tokens, at)
            if (
                body is None
                or body.is_head
                or body.is_generic
                or body.level in ("president", "state", "government", "prime-minister")
            ):
                continue
            keys = keys_at(tokens, body.start, body.end - body.start)
            if _reports(tokens, body):
                return Reporter(keys)
            if not holder and keys_at(tokens, body.end, 2) in _HOLDS and not _inside_another(tokens, body):
                holder = keys
    return Reporter(holder)


def _reports(tokens: Sequence[Token], body: Body) -> bool:
    if keys_at(tokens, body.end, 2) == ("cho", "biết"):
        return not _inside_another(tokens, body)
    before = tuple(token.key for token in tokens[max(0, body.start - 3) : body.start])
    if before[-3:] in (
        ("báo", "cáo", "của"),
        ("thống", "kê", "của"),
        ("tích", "của"),
        ("đánh", "giá", "của"),
        ("tổng", "kết", "của"),
    ):
        return True
    return before[-2:] == ("báo", "cáo") and body.start >= 3 and tokens[body.start - 3].key == "theo"


def _inside_another(tokens: Sequence[Token], body: Body) -> bool:
    """Whether the body only ends a longer name: "Giám đốc Công an tỉnh cho biết", "lãnh đạo UBND tỉnh"."""
    return (
        body.start > 0
        and tokens[body.start - 1].kind == WORD
        and tokens[body.start - 1].key in ("của", "thuộc", "tại", "do", "đốc", "tịch")
    )


def _name_after(tokens: Sequence[Token], at: int, text: str) -> tuple[str, int] | None:
    """The name after "phong trào", in quotation marks or in capitals; where it ends."""
    place = at
    if keys_at(tokens, place, 2) == ("thi", "đua"):
        place += 2
        if keys_at(tokens, place, 2) == ("yêu", "nước") and not (place + 2 < len(tokens) and tokens[place + 2].quoted):
            return "Thi đua yêu nước", place + 2
        if keys_at(tokens, place, 2) == ("yêu", "nước"):
            place += 2
    if place >= len(tokens):
        return None
    end = place
    if tokens[place].quoted:
        while end < len(tokens) and tokens[end].quoted:
            end += 1
    elif place > at and tokens[place].is_capital and tokens[place].kind == WORD:
        while (
            end < len(tokens)
            and end - place < LONGEST_NAME
            and tokens[end].kind != MARK
            and tokens[end].key not in _ENDS_NAME
        ):
            end += 1
    if end == place:
        return None
    return " ".join(text[tokens[place].start : tokens[end - 1].end].split()), end
