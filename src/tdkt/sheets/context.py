"""What the lines around a table say of the rows beneath: title lines above the heading, group lines between the rows.

"DANH SÁCH … ĐƯỢC TẶNG BẰNG KHEN CỦA BỘ TRƯỞNG BỘ CÔNG AN", "(Kèm theo Quyết định số … ngày … của …)", "II. CÁ NHÂN", "Công an huyện Đại Lộc",
"Tính đến ngày 31/12/2019", "NĂM 2018". A group line holds until a line of the same or a higher rank in the outline (A, I, 1, a, none).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from tdkt.sheets.abbreviations import remembered
from tdkt.sheets.columns import clean_class, decision_in, looks_like, recipient_in, years_in
from tdkt.sheets.recognition import SaidAward, award_in, award_named, level_named, level_of_number, settled
from tdkt.vietnamese.dates import read_date
from tdkt.vietnamese.folding import fold, nfc


@dataclass(frozen=True)
class Context:
    """What is said of all rows beneath. `award` is what the words name, `level` the giver's level, `years` the years of the achievement,
    `signed_level` the level of the decision's signer; None where nothing is said."""

    award: SaidAward | None = None
    award_class: int | None = None
    level: str | None = None
    recipient: str | None = None
    years: tuple[int, int] | None = None
    ground: str | None = None
    stage: str | None = None
    posthumous: bool | None = None
    decision_number: str | None = None
    decision_date: str | None = None
    signed_level: str | None = None
    unit: str | None = None
    as_of: str | None = None
    title: str | None = None

    def under(self, above: "Context") -> "Context":
        """This context where it says something, else the one above. An award brings its own class and giver along."""
        merged = {
            f.name: getattr(self, f.name) if getattr(self, f.name) is not None else getattr(above, f.name)
            for f in fields(Context)
        }
        if self.award is not None and above.award is not None and self.award != above.award:
            merged["level"] = self.level
        if self.decision_number is not None:
            merged["decision_date"], merged["signed_level"] = self.decision_date, self.signed_level
        return Context(**merged)

    def as_json(self) -> dict[str, Any]:
        """The context as the plan writes it: only what is said, under the names of the record's fields."""
        said: dict[str, Any] = {}
        for key, value in (
            ("title", self.title),
            ("award", settled(self.award, self.level or self.signed_level).code if self.award else None),
            ("class", (self.award.award_class if self.award else None) or self.award_class),
            ("authority", self.level or self.signed_level),
            ("recipient", self.recipient),
            ("for_from", self.years[0] if self.years else None),
            ("for_to", self.years[1] if self.years else None),
            ("ground", self.ground),
            ("stage", self.stage),
            ("posthumous", self.posthumous),
            ("decision_number", self.decision_number),
            ("decision_date", self.decision_date),
            ("unit", self.unit),
            ("as_of", self.as_of),
        ):
            if value is not None:
                said[key] = value
        return said


SILENT = Context()

_TITLE_START = re.compile(
    r"(?:phu luc|danh sach|bang (?:tong hop|thong ke|ke|phan loai|danh gia|cham)|bieu|tong hop|thong ke|ket qua|bao cao|de nghi|so theo doi|so vang|du lieu|mau so|don vi duoc|ca nhan duoc|tap the duoc|cac ca nhan|cac tap the)\b"
)
LETTERHEAD = re.compile(
    r"(?:cong hoa xa hoi chu nghia|doc lap ?[-–] ?tu do|dang cong san viet nam|so ?:|[-–_—*]+$|bo cong an$|cong an (?:tinh|thanh pho) [\w ]+$|ubnd tinh|uy ban nhan dan|phong [\w ]+$)"
)
_DECISION_LINE = re.compile(
    r"(?:kem theo|ban hanh (?:kem )?theo|theo|cua)?\s*(?:quyet dinh|qd|to trinh|bao cao|cong van|nghi quyet)\b"
)
_REASON_LINE = re.compile(
    r"\s*(?:vi )?(?:da )?(?:co|lap) (?:nhieu )?(?:thanh tich|thoi gian|cong lao|\d+ nam)|\s*vi da|\s*don vi xuat sac"
)
_AS_OF = re.compile(
    r"(?:đến|hết|thời điểm)\s+(?:hết\s+)?(?:ngày\s+)?(\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(r"\bcủa\s+([^()]+?)\s*\)?\s*$", re.IGNORECASE)
_GROUNDS = (
    ("dot-xuat", re.compile(r"\bdot xuat\b")),
    ("phong-trao", re.compile(r"\bchuyen de\b|\btheo dot\b")),
    ("cong-hien", re.compile(r"\bqua trinh cong hien\b|\bco qua trinh\b")),
    ("nien-han", re.compile(r"\bnien han\b")),
    ("doi-ngoai", re.compile(r"\bkhen thuong doi ngoai\b")),
    ("cong-trang", re.compile(r"\b(?:thanh tich|theo) cong trang\b|\bcong trang va thanh tich\b")),
)


_PIECES = re.compile(r"\n+|\s*(?=\(\s*(?:kèm|ban\s+hành|theo\s+quyết|đính\s+kèm))", re.IGNORECASE)
"""Where a title cell holds several lines, or its decision in brackets behind it."""
_UNIT_LINE = re.compile(
    r"(?:tên\s+)?đơn\s+vị(?:\s+(?:tự\s+chấm|được\s+chấm|đăng\s+ký|báo\s+cáo|đề\s+nghị))?\s*:\s*(\S.*)", re.IGNORECASE
)
"""A line above a table that names whose list it is: "Đơn vị: Công an huyện Đại Lộc"."""


def _unit_of_line(line: str) -> str | None:
    found = _UNIT_LINE.match(line)
    # "Đơn vị: người" is what is counted.
    return found[1].strip(" .") if found and found[1][0].isupper() else None


class _TitleStart:
    """Lines that open a title: "DANH SÁCH …", "PHỤ LỤC …"."""

    def match(self, line: str) -> bool:
        return _TITLE_START.match(fold(line)) is not None


TITLE_START = _TitleStart()


def read_title(lines: Iterable[str]) -> Context:
    """What the lines above a heading say together; the letterhead says nothing."""
    words = [" ".join(piece.split()) for line in lines for piece in _PIECES.split(nfc(line))]
    titles = [line for line in words if line and not LETTERHEAD.match(fold(line))]
    starts = [i for i, line in enumerate(titles) if _TITLE_START.match(fold(line))]
    # A phrase may go on over several lines ("… TẶNG BẰNG KHEN" / "CỦA BỘ TRƯỞNG …"): the title is read as one.
    body = titles[starts[0] :] if starts else titles
    units = [unit for line in titles if (unit := _unit_of_line(line))]
    body = [line for line in body if not _unit_of_line(line)]
    decisions = [line for line in body if _is_decision(line)]
    reasons = [line for line in body if line not in decisions and _REASON_LINE.match(fold(line))]
    main = " ".join(line for line in body if line not in decisions and line not in reasons)
    said = _read_words(main, reasons=" ".join(reasons))
    for line in decisions:
        said = _read_decision(line).under(said)
    as_of = next((day for line in titles if (day := _as_of(line))), None)
    title = re.sub(r"\s*\([^)]*\)\s*", " ", main).strip() or None
    return replace(said, as_of=as_of, title=title, unit=units[0] if len(units) == 1 else None)


def _read_words(text: str, *, reasons: str = "") -> Context:
    folded = fold(text)
    # What stands in quotation marks is a movement's name unless it is an award's: "Vì an ninh Tổ quốc" is no medal.
    said = award_in(text)
    head = re.split(r"\b(?:được|đạt|đề nghị|tặng|vinh dự|có thành tích)\b", text, maxsplit=1, flags=re.IGNORECASE)[0]
    giver = None
    if said is None or said.level is None:
        found = re.search(r"được\s+(.+?)\s+(?:xét\s+|truy\s+|quyết định\s+)?(?:tặng|khen)", text, re.IGNORECASE)
        giver = level_named(found[1]) if found else None
    whole = f"{folded} {fold(reasons)}"
    return Context(
        award=said,
        level=(said.level if said else None) or giver,
        recipient=recipient_in(head) if head.strip() else None,
        years=years_in(re.sub(r"\([^)]*\)", " ", text)) or years_in(reasons),
        ground=next((code for code, pattern in _GROUNDS if pattern.search(whole)), None),
        stage="proposed" if re.search(r"\bde nghi\b|\bdu kien\b", folded) else None,
        posthumous=True if said and said.posthumous else None,
    )


def _is_decision(line: str) -> bool:
    folded = fold(line).lstrip("( ")
    return bool(_DECISION_LINE.match(folded)) or "kem theo" in folded


def _read_decision(line: str) -> Context:
    folded = fold(line)
    if re.search(r"\b(?:to trinh|bao cao|cong van)\b", folded) and "quyet dinh" not in folded:
        return Context(stage="proposed" if "to trinh" in folded else None)
    found = decision_in(line)
    if (
        found.number is None
        and (bare := re.search(r"(?:quyết định|qđ)\s+số:?\s*([\w/\-]+)", line, re.IGNORECASE))
        and bare[1][:1].isdigit()
    ):
        found = replace(found, number=bare[1])
    whom = _OF_WHOM.search(line)
    level = (level_named(whom[1]) if whom else None) or (level_of_number(found.number, line) if found.number else None)
    return Context(
        stage="given" if found.number or found.date else None,
        decision_number=found.number,
        decision_date=found.date,
        signed_level=level,
    )


def _as_of(line: str) -> str | None:
    found = _AS_OF.search(line)
    day = read_date(f"ngày {found[1]}" if found and "tháng" in found[1].lower() else found[1]) if found else None
    return day.iso() if day else None


# --- group lines ------------------------------------------------------------------------------

_OUTLINE = re.compile(
    r"^(?:(?P<part>(?:PHẦN|Phần|MỤC|Mục)\s+\w+)|(?P<roman>[IVX]{1,5})|(?P<letter>[A-HĐ])|(?P<arabic>\d{1,2}(?:\.\d{1,2})*)|(?P<small>[a-hđ])|(?P<dash>[-+*•–]))(?:\s*[./):–-]+\s*|\s+(?=\S)|$)"
)
RANKS = {"part": 0, "letter": 0, "roman": 1, "arabic": 2, "small": 3, "dash": 4, None: 5}
_COUNTED = r"(?:tập thể|cá nhân|đồng chí|đ/c|đơn vị|người|hộ|gia đình|trường hợp|mô hình)"
_COUNT_TAIL = re.compile(
    rf"\s*(?:[:(]\s*(?:gồm\s+)?\d+\s*{_COUNTED}?\s*\)?|[–-]?\s*(?:gồm\s+|\(\s*)?\d+\s*{_COUNTED}\s*\)?)\s*[.:;]*\s*$",
    re.IGNORECASE,
)
"""How many stand beneath: "(05)", ": 03 đồng chí", "gồm 2 tập thể"; the number of a unit ("Phòng PX03", "Đội 1") is none."""
_UNIT_PREFIX = re.compile(r"^(?:đơn vị|khối)\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True)
class GroupLine:
    """A line between rows: its rank in the outline (0 the highest), whether it is numbered, and what it says."""

    rank: int
    is_numbered: bool
    said: Context
    text: str

    @property
    def says_something(self) -> bool:
        return self.said != SILENT


_CLASS_LINE = re.compile(r"(hang (?:nhat|nhi|ba|i{1,3}|[123]))")


@remembered
def read_group_line(text: str) -> GroupLine:
    """What a line between the rows says."""
    words = " ".join(nfc(text).split())
    mark = _OUTLINE.match(words)
    rank = RANKS[mark.lastgroup] if mark else RANKS[None]
    rest = words[mark.end() :] if mark else words
    if _is_decision(rest):
        return GroupLine(min(rank, 4), mark is not None, _read_decision(rest), rest)
    bare = (
        _COUNT_TAIL.sub("", rest).strip(" .:;-–")
        if not re.fullmatch(r"(?i)năm\s+\d{4}[ .:]*", rest)
        else rest.strip(" .:")
    )
    folded = fold(bare)
    if re.fullmatch(r"(?:nam (?:hoc )?)?(?:19|20)\d\d(?: ?[-–] ?(?:19|20)\d\d)?", folded):
        years = years_in(bare if folded.startswith("nam") else f"năm {bare}")
        return GroupLine(1 if not mark else rank, mark is not None, Context(years=years), bare)
    if found := _CLASS_LINE.fullmatch(folded):
        return GroupLine(1 if not mark else rank, mark is not None, Context(award_class=clean_class(found[1])[0]), bare)
    said = _read_words(bare)
    if said.award is None and (named := award_named(bare)):
        said = replace(said, award=named, level=named.level)
    is_section = bool(re.match(r"(?:cac )?(?:tap the|ca nhan|ho gia dinh|gia dinh|don vi$|doi voi|danh sach)", folded))
    recipient = recipient_in(bare) if is_section or said.award else None
    unit = None
    if not is_section and said.award is None and said.years is None:
        place = _UNIT_PREFIX.sub("", bare)
        unit = (
            place
            if looks_like(place) == "collective"
            or re.match(r"(?:thanh tra|thanh pho|thi xa|huyen|xa|phuong)\b", fold(place))
            else None
        )
    said = replace(said, recipient=recipient, unit=unit, stage=said.stage if said.award or is_section else None)
    if not mark and (said.award or said.recipient):
        rank = 1
    return GroupLine(rank, mark is not None, said, bare)


class Outline:
    """The group lines in force at a row, from the highest rank down."""

    def __init__(self, title: Context):
        self.title = title
        self._lines: list[GroupLine] = []
        self._current: Context | None = None

    def add(self, line: GroupLine) -> None:
        """A new line ends those below it, and its equals when it is numbered; an unnumbered equal that speaks of other things goes on."""
        kept = [
            other
            for other in self._lines
            if other.rank < line.rank
            or (
                other.rank == line.rank
                and not line.is_numbered
                and not other.is_numbered
                and not _overlap(other.said, line.said)
            )
        ]
        self._lines = [*kept, line]
        self._current = None

    def copy(self) -> "Outline":
        twin = Outline(self.title)
        twin._lines = list(self._lines)
        return twin

    def words(self) -> str:
        """The words of the lines in force."""
        return " ".join(line.text for line in self._lines)

    def current(self) -> Context:
        """What the title and all lines in force say together."""
        if self._current is None:
            said = self.title
            for line in self._lines:
                said = line.said.under(said)
            self._current = said
        return self._current


def _overlap(a: Context, b: Context) -> bool:
    return any(getattr(a, f.name) is not None and getattr(b, f.name) is not None for f in fields(Context))
